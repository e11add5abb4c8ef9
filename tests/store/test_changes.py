"""What changed between two readings of a document, and between two editions of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.records import Action, Extraction, Owner, Provenance, Status, When
from store.changes import preview_changes
from store.comparing import Change, compare
from store.content import content_dump
from store.engine import Store, open_store
from store.keep import Outcome, keep_extraction
from store.models import Change as Kept
from store.models import Document, Edition
from store.runs import Settled, record_outcome, record_settled, start_document, start_run
from tests.store.conftest import NOW

MakeExtraction = Callable[..., Extraction]
KeepAt = Callable[..., Outcome]


def when(raw: str, end: str | None = None, **fields: object) -> When:
    return When.model_validate({"raw": raw, "kind": "date" if end else "ongoing", "end": end, **fields})


def action(text: str, *timelines: When, name: str = "a1", **fields: object) -> Action:
    return Action.model_validate(
        {"id": name, "text": text, "timelines": timelines, "provenance": Provenance(), **fields}
    )


def owner(name: str, **fields: object) -> Owner:
    return Owner.model_validate({"raw": name, "name": name, "kind": "post", **fields})


MAY, JUNE, JULY = when("by May 2024", "2024-05-31"), when("June 2024", "2024-06-30"), when("July 2024", "2024-07-31")
ROOF = "Mend the roof"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(action(ROOF, MAY), action(ROOF, when("31.5.24", "2024-05-31")), [], id="other-words-for-a-day"),
        pytest.param(
            action(ROOF, MAY), action(ROOF, JUNE), [("date_moved", "by May 2024", "June 2024", 30)], id="moved"
        ),
        pytest.param(
            action(ROOF, JUNE), action(ROOF, MAY), [("date_moved", "June 2024", "by May 2024", -30)], id="nearer"
        ),
        pytest.param(action(ROOF), action(ROOF, MAY), [("date_moved", None, "by May 2024", None)], id="date-given"),
        pytest.param(
            action(ROOF, MAY), action(ROOF, when("ongoing")), [("date_moved", "by May 2024", "ongoing", None)],
            id="no-day-any-more",
        ),
        pytest.param(
            action(ROOF, MAY),
            action(ROOF, MAY.model_copy(update={"label": "original"}), JULY),
            [("date_moved", "by May 2024", "July 2024", 61)],
            id="the-revised-date-counts",
        ),
        pytest.param(
            action(ROOF, MAY, JUNE), action(ROOF, JULY), [("date_moved", "by May 2024; June 2024", "July 2024", None)],
            id="which-became-which-is-open",
        ),
        pytest.param(
            action(ROOF, MAY.model_copy(update={"label": "draft"}), JUNE.model_copy(update={"label": "final"})),
            action(ROOF, JULY.model_copy(update={"label": "final"}), MAY.model_copy(update={"label": "draft"})),
            [("date_moved", "June 2024", "July 2024", 31)],
            id="labels-tell-which",
        ),
        pytest.param(
            action(ROOF, MAY),
            action(ROOF, when("Completed", kind="completed"), status=Status(value="completed", raw="Completed")),
            [("status_changed", None, "completed", None)],
            id="what-is-done-needs-no-date",
        ),
        pytest.param(
            action(ROOF, owners=(owner("Leader"), owner("Head of Homes"))),
            action(ROOF, owners=(owner("Head of Homes"), owner("Leader"))),
            [],
            id="owners-in-another-order",
        ),
        pytest.param(
            action(ROOF, owners=(owner("Leader"),)),
            action(ROOF, owners=(owner("Head of Homes", person="Jo Public"),)),
            [("owner_changed", "Leader", "Head of Homes (Jo Public)", None)],
            id="owner",
        ),
        pytest.param(
            action(ROOF, status=Status(value="in_progress", rag="green", raw="On track")),
            action(ROOF, status=Status(value="in_progress", rag="amber", raw="On track")),
            [("status_changed", "in_progress (green)", "in_progress (amber)", None)],
            id="colour",
        ),
        pytest.param(
            action("Mend the roof of the old hall", number="1"),
            action("Mend the roof of the town hall", number="1"),
            [("reworded", "Mend the roof of the old hall", "Mend the roof of the town hall", None)],
            id="reworded",
        ),
        pytest.param(
            action(ROOF),
            action("Sell the van"),
            [("added", None, "Sell the van", None), ("removed", ROOF, None, None)],
            id="another",
        ),
    ],
)  # fmt: skip
def test_what_changed_is_told(
    make_extraction: MakeExtraction, before: Action, after: Action, expected: list[tuple[object, ...]]
) -> None:
    told = compare(make_extraction(actions=(before,)), make_extraction(actions=(after,)))
    assert [(change.what, change.before, change.after, change.days) for change in told] == expected


@pytest.fixture
def keep_at() -> KeepAt:
    """Return a function that keeps an extraction found at a place on the n-th day, in a run of its own."""

    def keep(store: Store, extraction: Extraction, location: str = "web/plan.pdf", day: int = 0) -> Outcome:
        now = NOW + timedelta(days=day)
        with store.session() as session:
            run_id = start_run(session, now=now, version="0")
            entry = start_document(session, run_id, location, now=now)
            outcome = keep_extraction(session, extraction, run_id=run_id, now=now)
            record_outcome(session, entry, outcome, now=now, sha256=extraction.source.sha256)
        return outcome

    return keep


def kept(store: Store) -> list[tuple[object, ...]]:
    query = sa.select(Kept.edition_id, Kept.what, Kept.before, Kept.after, Kept.days_moved).order_by(Kept.id)
    with store.session() as session:
        return [tuple(row) for row in session.execute(query)]


def replaced(store: Store) -> list[int | None]:
    with store.session() as session:
        return list(session.scalars(sa.select(Document.replaced_by_id).order_by(Document.id)))


def dump(store: Store) -> str:
    with store.session() as session:
        return content_dump(session)


def test_another_reading_keeps_what_changed_once(
    store: Store, keep_at: KeepAt, make_extraction: MakeExtraction
) -> None:
    old, new = make_extraction(actions=(action(ROOF, MAY),)), make_extraction(actions=(action(ROOF, JUNE),))
    for extraction in (old, new, new, old, new):
        keep_at(store, extraction)
    there, back = (
        (None, "date_moved", "by May 2024", "June 2024", 30),
        (None, "date_moved", "June 2024", "by May 2024", -30),
    )
    assert kept(store) == [there, back]


def test_a_later_edition_keeps_what_changed(store: Store, keep_at: KeepAt, make_extraction: MakeExtraction) -> None:
    old = make_extraction("v1.pdf", actions=(action(ROOF, MAY),))
    new = make_extraction("v2.pdf", actions=(action(ROOF, JUNE),))
    keep_at(store, old)
    assert keep_at(store, new, day=7) is Outcome.NEW
    assert kept(store) == [(1, "date_moved", "by May 2024", "June 2024", 30)]
    assert replaced(store) == [2, None]
    before = dump(store)
    keep_at(store, new, day=14)
    assert dump(store) == before


def test_an_edition_that_comes_back_stands_again(
    store: Store, keep_at: KeepAt, make_extraction: MakeExtraction
) -> None:
    old = make_extraction("v1.pdf", actions=(action(ROOF, MAY),))
    new = make_extraction("v2.pdf", actions=(action(ROOF, JUNE),))
    for day, extraction in enumerate((old, new, old, new, old)):
        keep_at(store, extraction, day=day)
    assert [row[1:] for row in kept(store)] == [
        ("date_moved", "by May 2024", "June 2024", 30),
        ("date_moved", "June 2024", "by May 2024", -30),
    ]
    assert replaced(store) == [None, 1]


def test_a_known_document_that_takes_a_place_is_an_edition_too(
    store: Store, keep_at: KeepAt, make_extraction: MakeExtraction
) -> None:
    old = make_extraction("v1.pdf", actions=(action(ROOF, MAY),))
    new = make_extraction("v2.pdf", actions=(action(ROOF, JUNE),))
    keep_at(store, old)
    keep_at(store, new, "elsewhere/v2.pdf", day=1)
    assert kept(store) == []
    with store.session() as session:
        run_id = start_run(session, now=NOW + timedelta(days=2), version="0")
        seen = Settled("web/plan.pdf", Outcome.UNCHANGED, None, new.source.sha256, 2)
        record_settled(session, run_id, [seen], now=NOW + timedelta(days=2), reader="r")
    assert [row[4] for row in kept(store)] == [30]
    assert replaced(store) == [2, None]


def test_a_place_that_another_council_uses_again_is_no_edition(
    store: Store, keep_at: KeepAt, make_extraction: MakeExtraction
) -> None:
    plan = make_extraction("v1.pdf", actions=(action(ROOF, MAY),))
    facts = plan.document.model_copy(update={"councils": ("Greater Wend Council",)})
    keep_at(store, plan)
    keep_at(store, make_extraction("v2.pdf", actions=(action(ROOF, JUNE),), document=facts), day=1)
    assert (kept(store), replaced(store)) == ([], [None, None])


def test_two_documents_that_one_run_finds_at_one_place_are_no_editions(
    store: Store, make_extraction: MakeExtraction
) -> None:
    plans = [make_extraction(name, actions=(action(ROOF, time),)) for name, time in (("1", MAY), ("2", JUNE))]
    for day in range(3):
        now = NOW + timedelta(days=day)
        with store.session() as session:
            run_id = start_run(session, now=now, version="0")
            for plan in plans:
                entry = start_document(session, run_id, "mail.eml/plan.pdf", now=now)
                outcome = keep_extraction(session, plan, run_id=run_id, now=now)
                record_outcome(session, entry, outcome, now=now, sha256=plan.source.sha256)
    assert (kept(store), replaced(store)) == ([], [None, None])


def test_in_whichever_order_editions_are_read_again_the_store_is_the_same(
    tmp_path: Path, keep_at: KeepAt, make_extraction: MakeExtraction
) -> None:
    old, new = (
        [make_extraction(name, actions=(action(ROOF, *times),), reader={"text": reader}) for reader, times in readings]
        for name, readings in (
            ("v1.pdf", (("1", (MAY,)), ("2", (MAY, JUNE)))),
            ("v2.pdf", (("1", (JUNE,)), ("2", (JULY,)))),
        )
    )
    dumps = set()
    for name, again in (("forth.db", (old[1], new[1])), ("back.db", (new[1], old[1]))):
        with open_store(tmp_path / name) as store:
            keep_at(store, old[0])
            keep_at(store, new[0], day=7)
            for extraction in again:
                keep_at(store, extraction, "archive/" + extraction.source.name, day=8)
            dumps.add(dump(store))
            assert (1, "date_moved", "by May 2024; June 2024", "July 2024", None) in kept(store)
            assert len([row for row in kept(store) if row[0]]) == 1
    assert len(dumps) == 1


def test_what_would_change_is_told_and_nothing_kept(
    store: Store, keep_at: KeepAt, make_extraction: MakeExtraction
) -> None:
    old, again = (make_extraction("v1.pdf", actions=(action(ROOF, time),)) for time in (MAY, JUNE))
    later = make_extraction("v2.pdf", actions=(action(ROOF, JULY),))
    keep_at(store, old)
    before = dump(store)
    with store.session() as session:
        assert preview_changes(session, old) == ()
        assert [change.days for change in preview_changes(session, again)] == [30]
        assert preview_changes(session, later) == ()
        assert [change.days for change in preview_changes(session, later, location="web/plan.pdf")] == [61]
    assert dump(store) == before


def test_what_is_previewed_is_what_is_kept(store: Store, keep_at: KeepAt, full_extraction: Extraction) -> None:
    keep_at(store, full_extraction)
    other = full_extraction.model_copy(
        update={"actions": full_extraction.actions[:1], "progress": (), "reader": {"text": "2"}}
    )
    with store.session() as session:
        previewed = preview_changes(session, other)
    keep_at(store, other)
    with store.session() as session:
        rows = session.scalars(sa.select(Kept).order_by(Kept.ordinal)).all()
        assert [_change(row) for row in rows] == [replace(change, days=change.days) for change in previewed]
        assert [row.what for row in rows] == ["removed", "removed"]
        assert session.scalar(sa.select(sa.func.count(Edition.id))) == 0


def _change(row: Kept) -> Change:
    return Change(
        what=row.what,
        record=row.record,
        number=row.number,
        text=row.text,
        before=row.before,
        after=row.after,
        before_date=row.before_date,
        after_date=row.after_date,
        days=row.days_moved,
        before_key=row.before_key,
        after_key=row.after_key,
    )


def test_days_are_counted_over_a_leap_day(make_extraction: MakeExtraction) -> None:
    before, after = when("28 February 2024", "2024-02-28"), when("1 March 2024", "2024-03-01")
    [change] = compare(
        make_extraction(actions=(action(ROOF, before),)), make_extraction(actions=(action(ROOF, after),))
    )
    assert (change.days, change.before_date, change.after_date) == (2, date(2024, 2, 28), date(2024, 3, 1))
