"""The same store on PostgreSQL: the server's address is taken from PEERPLAN_POSTGRES, its user may make databases."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.errors import UsageError
from normalise.records import Extraction
from store.content import content_dump
from store.engine import Store, open_store, open_store_read_only
from store.errors import StoreError
from store.keep import Outcome, keep_extraction
from store.load import load_extraction
from store.query import run_query
from store.reports import list_reports, run_report
from store.views import views

pytestmark = pytest.mark.postgres
Keep = Callable[[Store, Extraction], Outcome]


@pytest.fixture
def url() -> Iterator[str]:
    """Yield the address of an empty database of our own."""
    server = os.environ.get("PEERPLAN_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL server: set PEERPLAN_POSTGRES to the address of one")
    pytest.importorskip("psycopg", reason="PostgreSQL needs psycopg")
    address = sa.make_url(server).set(drivername="postgresql+psycopg")
    name = f"peerplan_test_{os.getpid()}"
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield address.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def test_it_holds_what_a_sqlite_store_holds(url: str, tmp_path: Path, keep: Keep, full_extraction: Extraction) -> None:
    dumps = []
    for target in (url, tmp_path / "it.db"):
        with open_store(target) as store:
            outcomes = [keep(store, full_extraction) for _ in range(2)]
            assert outcomes == [Outcome.NEW, Outcome.UNCHANGED]
        with open_store_read_only(target) as store, store.session() as session:
            dumps.append(content_dump(session))
            assert load_extraction(session, 1).to_json() == full_extraction.to_json()
    assert dumps[0] == dumps[1]


def test_views_and_reports_answer_as_sqlite_does(
    url: str, tmp_path: Path, keep: Keep, full_extraction: Extraction
) -> None:
    for target in (url, tmp_path / "it.db"):
        with open_store(target) as store:
            keep(store, full_extraction)
    for report in list_reports():
        taken = {"on": "2026-01-01"} if "on" in report.parameters else {}
        here, there = (run_report(target, report.name, **taken) for target in (url, tmp_path / "it.db"))  # type: ignore[arg-type]  # seconds is not among them
        assert here.columns == there.columns
        times = [place for place, name in enumerate(here.columns) if name.endswith("_at")]
        assert _without(here.rows, times) == _without(there.rows, times)


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("DELETE FROM action", id="delete"),
        pytest.param("COMMIT; DELETE FROM action", id="second-statement"),
        pytest.param("SELECT nothing FROM action", id="no-column"),
        pytest.param("", id="empty"),
        pytest.param("SELECT pg_sleep(5)", id="slow"),
    ],
)
def test_only_questions_are_answered(url: str, sql: str) -> None:
    open_store(url).close()
    with pytest.raises(UsageError) as caught:
        list(run_query(url, sql, seconds=0.2).rows)
    assert "\n" not in str(caught.value)


def test_views_of_an_older_program_are_made_anew(url: str) -> None:
    with open_store(url) as store, store.engine.begin() as connection:
        connection.exec_driver_sql("DROP VIEW plans")
        connection.exec_driver_sql(f"COMMENT ON VIEW {views()[0].name} IS 'of an older program'")
    open_store(url).close()
    assert list(run_query(url, "SELECT COUNT(*) FROM plans").rows) == [(0,)]


def test_a_store_opened_for_reading_cannot_be_written(url: str, full_extraction: Extraction) -> None:
    open_store(url).close()
    with open_store_read_only(url) as store, pytest.raises(StoreError, match="read-only"), store.session() as session:
        keep_extraction(session, full_extraction, run_id=1, now=datetime.now(UTC))


def test_a_server_that_is_not_there_is_told_without_the_password(url: str) -> None:
    nowhere = sa.make_url(url).set(port=1, password="open-sesame").render_as_string(hide_password=False)
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store(nowhere)
    assert "open-sesame" not in str(caught.value)


def _without(rows: Iterator[tuple[object, ...]], places: list[int]) -> list[tuple[object, ...]]:
    return [tuple(value for place, value in enumerate(row) if place not in places) for row in rows]
