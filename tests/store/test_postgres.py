"""The same store on PostgreSQL: on the server that PEERPLAN_POSTGRES names, or on one started for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.errors import UsageError
from normalise.records import DocumentFacts, Extraction
from store.content import content_dump
from store.copies import fill_copy_keys
from store.engine import Store, open_store, open_store_read_only
from store.errors import StoreError
from store.keep import Outcome, keep_extraction
from store.load import load_extraction
from store.locking import RunAtWork, begin_run, show_life
from store.models import Document
from store.models import Extraction as Kept
from store.moved import link_moved
from store.programs import SILENCE, Program, this_program
from store.query import run_query
from store.reports import list_reports, run_report
from store.run_report import list_files, list_runs
from store.views import views
from tests.store.test_withdrawals import erase, keep_at, plan, restore, withdraw

pytestmark = pytest.mark.postgres
Keep = Callable[[Store, Extraction], Outcome]
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Yield the address of a server: the one that PEERPLAN_POSTGRES names, else one started in a folder of its own."""
    if named := os.environ.get("PEERPLAN_POSTGRES"):
        yield named
        return
    programs = _find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL: install Debian's postgresql, or set PEERPLAN_POSTGRES to a server's address")
    # A socket's path may be a hundred characters long at most: no folder of pytest's.
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if user:
            shutil.chown(folder, "postgres")
        data, options = Path(folder) / "data", f"-k {folder} -c listen_addresses="
        _run(*user, str(programs / "initdb"), "-D", str(data), "-U", "peerplan", "-A", "trust", "-N")
        start = (str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l", f"{folder}/log", "start")
        _run(*user, *start)
        try:
            yield f"postgresql://peerplan@/postgres?host={folder}"
        finally:
            _run(*user, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def _find_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1:] or [Path(path) for path in [shutil.which("initdb")] if path]
    return found[0].parent if found and (found[0].parent / "postgres").exists() else None


def _run(*command: str) -> None:
    # Its output goes nowhere: a server that is started holds on to what it was given.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@pytest.fixture
def url(server: str) -> Iterator[str]:
    """Yield the address of an empty database of our own."""
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


def test_changes_slippage_copies_and_withdrawals_are_those_of_a_sqlite_store(
    url: str, tmp_path: Path, make_extraction: Callable[..., Extraction]
) -> None:
    told = []
    for target in (url, tmp_path / "it.db"):
        with open_store(target) as store:
            for day, (name, due) in enumerate((("v1", "2025-05-31"), ("v2", "2025-08-31"), ("copy", "2025-08-31"))):
                keep_at(store, plan(make_extraction, name, due), "copy.pdf" if name == "copy" else "plan.pdf", day)
            keep_at(store, plan(make_extraction, "again", "2025-08-31"), "pack.pdf", 5)
            withdraw(store, 1)
            restore(store, 1)
            withdraw(store, 4)
            erase(store, 4)
            with store.session() as session:
                dump = content_dump(session)
        rows = [_sorted(target, f"SELECT {columns} FROM {view}") for view, columns in _TOLD.items()]
        told.append((dump, rows))
    assert told[0] == told[1]
    assert [len(rows) for rows in told[0][1]] == [3, 3, 3, 3]


_TOLD = {
    "changes": "what, before_date, after_date, days_moved",
    "slippage": "action_text, first_date, due_date, days_moved",
    "documents": "document_id, state, other_document_id",
    "due": "action_text, due_date",
}


def _sorted(target: str | Path, sql: str) -> list[str]:
    return sorted(str([str(value) for value in row]) for row in run_query(target, sql).rows)


def test_an_edition_at_another_address_and_copies_of_older_stores_are_found_there_too(
    url: str, make_extraction: Callable[..., Extraction]
) -> None:
    facts = DocumentFacts(kind="action_plan", councils=("Greater Wend Council",))
    old, new = (
        plan(make_extraction, name, due).model_copy(update={"document": facts})
        for name, due in (("v1", "2025-05-31"), ("v2", "2025-08-31"))
    )
    with open_store(url) as store:
        keep_at(store, old, "march.pdf", 0)
        keep_at(store, new, "october.pdf", 7)
        keep_at(store, plan(make_extraction, "copy", "2025-08-31"), "pack.pdf", 8)
        with store.session() as session:
            assert link_moved(session, ["march.pdf"], [new.source.sha256], run_id=2, now=NOW) == {(1, 2)}
            before = content_dump(session)
            session.execute(sa.update(Kept).values(copy_key=None))
            session.execute(sa.update(Document).values(copy_of_id=None))
            fill_copy_keys(session)
            session.expire_all()
            assert content_dump(session) == before
    assert list(run_query(url, "SELECT days_moved FROM slippage").rows) == [(92,), (92,), (92,)]


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


def test_one_run_at_a_time_is_at_work_and_a_gone_one_holds_up_nobody(url: str) -> None:
    here, elsewhere = this_program(), Program("ann", "another-machine", 7, "boot/container/1")
    with open_store(url) as store:

        def begin(program: Program, now: datetime) -> int | RunAtWork:
            with store.session() as session:
                return begin_run(session, program, now=now, version="1", command="ingest", reader={"text": "v1"})

        first = begin(elsewhere, NOW)
        second = begin(here, NOW)
        assert isinstance(second, RunAtWork)
        assert second.run_id == first
        third = begin(here, NOW + SILENCE)
        assert isinstance(third, int)
        with store.session() as session:
            assert not show_life(session, second.run_id, now=NOW)
            assert show_life(session, third, now=NOW)
        states = [run.state for run in list_runs(url, now=NOW, last=5)]
        assert states == ["at work", "interrupted"]
        assert list_files(url, third) == ()
