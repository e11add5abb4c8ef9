"""Keeping extractions: what is new, unchanged or superseded, and that nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.records import Action, Extraction, Provenance
from store.content import content_dump
from store.engine import Store, open_store
from store.keep import Outcome, find_kept, keep_extraction
from store.keys import record_keys
from store.load import load_extraction
from store.models import Base, RunDocument
from store.models import Extraction as Kept
from store.runs import start_run

MakeExtraction = Callable[..., Extraction]
Keep = Callable[[Store, Extraction], Outcome]


def dump(store: Store) -> str:
    with store.session() as session:
        return content_dump(session)


def action(text: str, name: str = "a1", **fields: object) -> Action:
    return Action.model_validate({"id": name, "text": text, "provenance": Provenance(), **fields})


def test_keeping_twice_changes_nothing_and_says_so(store: Store, keep: Keep, full_extraction: Extraction) -> None:
    assert keep(store, full_extraction) is Outcome.NEW
    before = dump(store)
    assert keep(store, full_extraction) is Outcome.UNCHANGED
    assert dump(store) == before


def test_a_copy_under_another_name_is_the_same_document(
    store: Store, keep: Keep, make_extraction: MakeExtraction
) -> None:
    plan = make_extraction()
    keep(store, plan)
    copy = plan.model_copy(update={"source": plan.source.model_copy(update={"name": "copy.txt"})})
    assert keep(store, copy) is Outcome.UNCHANGED


def test_the_order_of_documents_and_copies_does_not_matter(
    tmp_path: Path, keep: Keep, make_extraction: MakeExtraction, full_extraction: Extraction
) -> None:
    plan = make_extraction()
    copy = plan.model_copy(update={"source": plan.source.model_copy(update={"name": "copy.txt"})})
    documents = (plan, copy, full_extraction)
    dumps = set()
    for name, order in (("forth.db", documents), ("back.db", reversed(documents))):
        with open_store(tmp_path / name) as store:
            for document in order:
                keep(store, document)
            dumps.add(dump(store))
    assert len(dumps) == 1


def test_another_reading_supersedes_and_loses_nothing(
    store: Store, keep: Keep, make_extraction: MakeExtraction
) -> None:
    old = make_extraction(actions=(action("Mend the roof"),))
    new = make_extraction(actions=(action("Mend the roof by May"),), reader={"text": "v2"})
    keep(store, old)
    assert keep(store, new) is Outcome.SUPERSEDED
    with store.session() as session:
        kept = session.scalars(sa.select(Kept).order_by(Kept.id)).all()
        assert [(one.is_current, one.superseded_by_id) for one in kept] == [(False, kept[1].id), (True, None)]
        assert [load_extraction(session, one.id) for one in kept] == [old, new]
        assert session.execute(sa.text("SELECT text FROM current_action")).scalars().all() == ["Mend the roof by May"]


def test_a_reading_that_comes_back_is_current_again(store: Store, keep: Keep, make_extraction: MakeExtraction) -> None:
    first, second = make_extraction(), make_extraction(reader={"text": "v2"})
    outcomes = [keep(store, one) for one in (first, second, first, first)]
    assert outcomes == [Outcome.NEW, Outcome.SUPERSEDED, Outcome.SUPERSEDED, Outcome.UNCHANGED]
    with store.session() as session:
        kept = session.scalars(sa.select(Kept).order_by(Kept.id)).all()
        assert [(one.is_current, one.superseded_by_id) for one in kept] == [(True, None), (False, kept[0].id)]


@pytest.mark.parametrize(
    ("changed", "is_found"),
    [
        pytest.param({}, True, id="same-reader-and-settings"),
        pytest.param({"reader": {"text": "v2"}}, False, id="other-reader"),
        pytest.param({"settings": "0" * 64}, False, id="other-settings"),
        pytest.param({"sha256": "0" * 64}, False, id="other-bytes"),
    ],
)
def test_what_this_reader_has_read_already_is_found_before_reading(
    store: Store, keep: Keep, make_extraction: MakeExtraction, changed: dict[str, object], is_found: bool
) -> None:
    plan = make_extraction()
    keep(store, plan)
    asked = {"sha256": plan.source.sha256, "reader": plan.reader, "settings": plan.settings, **changed}
    with store.session() as session:
        assert (find_kept(session, **asked) is not None) is is_found  # type: ignore[arg-type]  # a table of cases


def test_a_document_that_fails_midway_leaves_nothing_of_itself(store: Store, full_extraction: Extraction) -> None:
    before = dump(store)
    with pytest.raises(ZeroDivisionError):
        _keep_and_fail(store, full_extraction)
    assert dump(store) == before


def test_every_table_of_records_is_filled_by_a_full_extraction(full_store: Path) -> None:
    with open_store(full_store) as store, store.session() as session:
        empty = [
            name
            for name, table in Base.metadata.tables.items()
            if not session.scalar(sa.select(sa.func.count()).select_from(table))
        ]
        assert empty == []
        assert session.scalars(sa.select(RunDocument.outcome)).all() == ["new", "superseded"]


def test_record_keys_outlive_better_cleaning(make_extraction: MakeExtraction) -> None:
    once = make_extraction(actions=(action("Mend  the ROOF"), action("Mend the roof", "a2")))
    again = make_extraction(
        actions=(action("Mend the roof.", "x1", stage="new"), action("mend the roof", "x2")), reader={"text": "v2"}
    )
    assert list(record_keys(once).values()) == list(record_keys(again).values())
    assert len(set(record_keys(once).values())) == 2


def _keep_and_fail(store: Store, extraction: Extraction) -> None:
    now = datetime.now(UTC)
    with store.session() as session:
        keep_extraction(session, extraction, run_id=start_run(session, now=now, version="0"), now=now)
        raise ZeroDivisionError
