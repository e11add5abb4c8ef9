"""Withdrawn documents are in no view, come back as they were, and leave only the ledger when they are erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.errors import UsageError
from normalise.records import Action, Extraction, Provenance, When
from store.content import content_dump
from store.engine import Store, open_store
from store.keep import Outcome, keep_extraction
from store.models import Base, Document
from store.query import Value, run_query
from store.runs import record_outcome, start_document, start_run
from store.views import views
from store.withdrawals import erase_document, find_document, restore_document, withdraw_document
from tests.store.conftest import NOW

Keep = Callable[[Store, Extraction], Outcome]
MakeExtraction = Callable[..., Extraction]
KeepAt = Callable[..., Outcome]

TEXTS = ("Mend the roof", "Sell the van", "Hire a painter")


def plan(make: MakeExtraction, name: str, due: str = "2025-05-31", texts: tuple[str, ...] = TEXTS) -> Extraction:
    when = When.model_validate({"raw": due, "kind": "date", "end": due})
    place = Provenance(page=1)
    return make(name, actions=[Action(id=text, text=text, timelines=(when,), provenance=place) for text in texts])


def keep_at(store: Store, extraction: Extraction, location: str, day: int) -> Outcome:
    now = NOW + timedelta(days=day)
    with store.session() as session:
        run_id = start_run(session, now=now, version="0")
        entry = start_document(session, run_id, location, now=now)
        outcome = keep_extraction(session, extraction, run_id=run_id, now=now)
        record_outcome(session, entry, outcome, now=now, sha256=extraction.source.sha256)
    return outcome


def withdraw(store: Store, document_id: int, why: str = "by mistake") -> bool:
    with store.session() as session:
        run_id = start_run(session, now=NOW, version="0", command="withdraw")
        return withdraw_document(session, document_id, why, run_id=run_id, now=NOW)


def restore(store: Store, document_id: int) -> bool:
    with store.session() as session:
        run_id = start_run(session, now=NOW, version="0", command="withdraw")
        return restore_document(session, document_id, run_id=run_id, now=NOW)


def erase(store: Store, document_id: int) -> bool:
    with store.session() as session:
        return erase_document(session, document_id, now=NOW)


def dump(store: Store) -> str:
    with store.session() as session:
        return content_dump(session)


def read(path: Path, sql: str) -> list[tuple[Value, ...]]:
    return list(run_query(path, sql).rows)


@pytest.fixture
def path(tmp_path: Path, make_extraction: MakeExtraction) -> Path:
    """Return a store of two editions (1, 2) of one plan, a copy of the first (3) and another plan (4)."""
    path = tmp_path / "it.db"
    with open_store(path) as store:
        keep_at(store, plan(make_extraction, "v1"), "web/plan.pdf", 0)
        keep_at(store, plan(make_extraction, "v2", "2025-08-31"), "web/plan.pdf", 1)
        keep_at(store, plan(make_extraction, "copy"), "pack/plan.pdf", 2)
        keep_at(store, plan(make_extraction, "other", texts=("Open a library", "Close a depot", "Plant trees")), "o", 3)
    return path


def counted(path: Path) -> list[int]:
    return [int(str(number)) for (number,) in read(path, "SELECT document_id FROM current_document ORDER BY 1")]


def test_a_copy_of_a_replaced_edition_is_not_counted_either(path: Path) -> None:
    assert counted(path) == [2, 4]


def test_a_withdrawn_document_is_in_no_view(path: Path) -> None:
    with open_store(path) as store:
        assert withdraw(store, 4)
    for view in views():
        if view.name not in {"due_date", "run_summary"}:  # every reading's, and the ledger itself
            assert "Plant trees" not in str(read(path, f"SELECT * FROM {view.name}")), view.name
    assert counted(path) == [2]
    assert read(path, "SELECT location, outcome, failure_message FROM run_document WHERE outcome = 'withdrawn'") == [
        ("o", "withdrawn", "by mistake")
    ]


def test_what_the_withdrawn_edition_replaced_stands_again(path: Path) -> None:
    with open_store(path) as store:
        before = dump(store)
        withdraw(store, 2)
        assert counted(path) == [1, 4]
        assert read(path, "SELECT COUNT(*) FROM changes") == [(0,)]
        assert restore(store, 2)
        assert counted(path) == [2, 4]
        assert dump(store) == before


def test_the_copy_of_a_withdrawn_original_counts(path: Path) -> None:
    with open_store(path) as store:
        for number in (1, 2):
            withdraw(store, number)
        assert counted(path) == [3, 4]
        with store.session() as session:
            assert find_document(session, "4").copies == ()


def test_withdrawing_twice_changes_nothing_and_another_reason_is_kept(path: Path) -> None:
    with open_store(path) as store:
        assert [withdraw(store, 4), withdraw(store, 4), withdraw(store, 4, "names")] == [True, False, True]
        assert [restore(store, 4), restore(store, 4)] == [True, False]


def test_withdrawn_bytes_are_not_kept_again(path: Path, make_extraction: MakeExtraction) -> None:
    with open_store(path) as store:
        withdraw(store, 2)
        before = dump(store)
        better = plan(make_extraction, "v2", "2026-01-31")
        assert keep_at(store, better, "web/plan.pdf", 9) is Outcome.WITHDRAWN
        assert dump(store) == before


@pytest.mark.parametrize("is_again", [False, True])
def test_what_is_erased_leaves_only_the_ledger(
    path: Path, full_extraction: Extraction, keep: Keep, is_again: bool
) -> None:
    with open_store(path) as store:
        keep(store, full_extraction)
        keep(
            store, full_extraction.model_copy(update={"reader": {"text": "2"}, "actions": full_extraction.actions[:1]})
        )
        withdraw(store, 5)
        for _ in range(1 + is_again):
            erase(store, 5)
        with store.session() as session:
            tables = [table for table in Base.metadata.sorted_tables if "extraction_id" in table.columns]
            held = {row for table in tables for row in session.scalars(sa.select(table.c.extraction_id))}
            assert session.scalars(sa.text("SELECT id FROM extraction WHERE document_id = 5")).all() == []
            assert held <= {1, 2, 3, 4}
            assert session.get_one(Document, 5).sha256 == full_extraction.source.sha256
    assert "housing strategy" not in path.read_bytes().decode("latin-1")
    assert read(path, "SELECT outcome, sha256 IS NOT NULL FROM run_document WHERE document_id = 5 ORDER BY id DESC")[
        0
    ] == (
        "withdrawn",
        1,
    )


def test_the_changes_of_an_erased_edition_come_back_when_it_is_read_again(
    path: Path, make_extraction: MakeExtraction
) -> None:
    with open_store(path) as store:
        before = read(path, "SELECT what, before, after FROM changes")
        withdraw(store, 2)
        erase(store, 2)
        assert read(path, "SELECT COUNT(*) FROM change") == [(0,)]
        restore(store, 2)
        keep_at(store, plan(make_extraction, "v2", "2025-08-31"), "web/plan.pdf", 5)
        assert read(path, "SELECT what, before, after FROM changes") == before
        assert len(before) == 3
        assert counted(path) == [2, 4]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("4", 4, id="number"),
        pytest.param("pack/plan.pdf", 3, id="place"),
        pytest.param("o", 4, id="whole-place"),
        pytest.param("plan.pdf", "may be 3 documents", id="last-part-of-several"),
        pytest.param("web/plan.pdf", "may be 2 documents", id="two-editions"),
        pytest.param("99", "no document is '99'", id="no-such-number"),
        pytest.param("%", "no document is '%'", id="no-pattern"),
        pytest.param("", "no document is ''", id="nothing"),
        pytest.param("9" * 30, "no document is", id="a-huge-number"),
    ],
)
def test_a_document_is_found_by_what_its_user_knows(path: Path, words: str, found: int | str) -> None:
    with open_store(path) as store, store.session() as session:
        if isinstance(found, int):
            assert find_document(session, words).id == found
            sha256 = find_document(session, words).sha256
            assert find_document(session, sha256[:8].upper()).id == found
        else:
            with pytest.raises(UsageError, match=found):
                find_document(session, words)


def test_slippage_follows_editions_and_leaves_out_what_is_only_read_anew(
    path: Path, make_extraction: MakeExtraction
) -> None:
    with open_store(path) as store:
        third = plan(make_extraction, "v3", "2025-06-30", ("Mend the whole roof", *TEXTS[1:]))
        keep_at(store, third, "web/plan.pdf", 9)
        keep_at(store, plan(make_extraction, "other", "2030-01-01", ("Open a library",)), "o", 10)
    moved = "SELECT action_text, revision, first_date, due_date, days_moved, days_since, is_last FROM slippage"
    assert read(path, f"{moved} WHERE action_text LIKE '%roof%' ORDER BY revision") == [
        ("Mend the roof", 1, "2025-05-31", "2025-08-31", 92, 92, 0),
        ("Mend the whole roof", 2, "2025-05-31", "2025-06-30", 30, -62, 1),
    ]
    assert read(path, "SELECT COUNT(*) FROM slippage") == [(6,)]
    assert read(path, "SELECT cause, COUNT(*) FROM changes GROUP BY cause ORDER BY cause") == [
        ("edition", 7),
        ("reading", 3),
    ]


def test_changes_are_told_once_whichever_of_the_copies_went_through_them(
    tmp_path: Path, make_extraction: MakeExtraction
) -> None:
    for count in (1, 2, 3):
        path = tmp_path / f"{count}.db"
        with open_store(path) as store:
            for day, due in enumerate(("2025-05-31", "2025-08-31")):
                for place in ("web", "pack", "page")[:count]:
                    keep_at(store, plan(make_extraction, f"{place} {day}", due), place, day)
            for name in ("lone", "lonely"):
                keep_at(store, plan(make_extraction, name, "2025-08-31"), name, 7)
        assert read(path, "SELECT COUNT(*) FROM documents WHERE state = 'counted'") == [(1,)]
        assert read(path, "SELECT what, days_moved FROM changes") == [("date_moved", 92)] * 3
