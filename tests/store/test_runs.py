"""The ledger of runs tells what became of each file, also where the program was cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from normalise.records import Extraction
from store.engine import Store
from store.keep import Outcome, keep_extraction
from store.models import Run, RunDocument, Sighting, Source
from store.runs import (
    count_outcomes,
    finish_run,
    record_failure,
    record_outcome,
    start_document,
    start_run,
)
from store.sources import keep_source

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2025, 3, 2, 9, 30, tzinfo=UTC)
MakeExtraction = Callable[..., Extraction]


@pytest.fixture
def run_id(store: Store) -> int:
    with store.session() as session:
        return start_run(session, now=NOW, version="1.2", command="ingest")


def read_entry(store: Store, entry_id: int) -> RunDocument:
    with store.session() as session:
        return session.get_one(RunDocument, entry_id)


def test_a_file_has_failed_until_it_has_ended_well(store: Store, run_id: int, make_extraction: MakeExtraction) -> None:
    plan = make_extraction()
    with store.session() as session:
        entry_id = start_document(session, run_id, "in/plan.txt", now=NOW)
    started = read_entry(store, entry_id)
    assert (started.outcome, started.failure_code) == ("failed", "interrupted")
    with store.session() as session:
        outcome = keep_extraction(session, plan, run_id=run_id, now=NOW)
        record_outcome(session, entry_id, outcome, now=LATER, sha256=plan.source.sha256, seconds=0.5)
    ended = read_entry(store, entry_id)
    assert (ended.outcome, ended.failure_code, ended.sha256) == ("new", None, plan.source.sha256)
    assert ended.finished_at == LATER


def test_a_failure_is_told_with_its_reason(store: Store, run_id: int) -> None:
    with store.session() as session:
        entry_id = start_document(session, run_id, "in/bad\udcff\0.pdf", now=NOW)
        record_failure(
            session, entry_id, code="encrypted", message="needs a password", now=LATER, traceback="at \udcff"
        )
    entry = read_entry(store, entry_id)
    assert (entry.outcome, entry.failure_code, entry.location) == ("failed", "encrypted", "in/bad\\udcff\\0.pdf")
    with store.session() as session:
        counts = count_outcomes(session, run_id)
    assert counts == {**dict.fromkeys(Outcome, 0), Outcome.FAILED: 1}


def test_a_run_that_was_cut_off_has_no_end(store: Store, run_id: int) -> None:
    with store.session() as session:
        assert session.get_one(Run, run_id).finished_at is None
        finish_run(session, run_id, now=LATER)
    with store.session() as session:
        assert session.get_one(Run, run_id).finished_at == LATER
        assert session.execute(sa.text("SELECT finished_at FROM run")).scalar_one() == "2025-03-02T09:30:00Z"


def test_a_document_is_sighted_once_a_place(store: Store, run_id: int, make_extraction: MakeExtraction) -> None:
    plan = make_extraction()
    for location, now in (("a/plan.txt", NOW), ("b/plan.txt", NOW), ("a/plan.txt", LATER)):
        with store.session() as session:
            entry_id = start_document(session, run_id, location, now=now)
            outcome = keep_extraction(session, plan, run_id=run_id, now=now)
            record_outcome(session, entry_id, outcome, now=now, sha256=plan.source.sha256)
    with store.session() as session:
        seen = session.scalars(sa.select(Sighting).order_by(Sighting.location)).all()
        assert [(one.location, one.first_seen_at, one.last_seen_at) for one in seen] == [
            ("a/plan.txt", NOW, LATER),
            ("b/plan.txt", NOW, NOW),
        ]


def test_a_source_is_written_down_once_and_leads_to_its_documents(store: Store, run_id: int) -> None:
    with store.session() as session:
        first = keep_source(session, "folder", "in", now=NOW)
        assert keep_source(session, "folder", "in", now=LATER, title="Inbox") == first
        entry_id = start_document(session, run_id, "in/plan.txt", now=NOW, source_id=first)
        assert session.scalars(sa.select(Source.title)).all() == ["Inbox"]
    assert read_entry(store, entry_id).source_id == first


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(sa.exc.StatementError, match="no time zone"), store.session() as session:
        start_run(session, now=datetime(2025, 3, 1), version="0")  # noqa: DTZ001 that is the point


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("outcome = 'lost'", id="no-such-outcome"),
        pytest.param("failure_code = NULL", id="failed-without-a-reason"),
        pytest.param("run_id = 4096", id="no-such-run"),
        pytest.param("location = NULL", id="nowhere"),
    ],
)
def test_the_database_itself_refuses_what_the_records_do_not_allow(store: Store, run_id: int, change: str) -> None:
    with store.session() as session:
        start_document(session, run_id, "x", now=NOW)
    with pytest.raises(sa.exc.IntegrityError), store.session() as session:
        session.execute(sa.text(f"UPDATE run_document SET {change}"))
