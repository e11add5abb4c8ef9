"""Which document at another address is a later edition, by what both tell of themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.records import DocumentFacts, Extraction, When
from store.engine import open_store
from store.models import Change, Document, Edition
from store.moved import link_moved
from store.runs import start_run
from tests.store.conftest import NOW
from tests.store.test_withdrawals import TEXTS, keep_at, plan, withdraw

MakeExtraction = Callable[..., Extraction]
FACTS = DocumentFacts(kind="action_plan", councils=("Greater Wend Council",), title="Our plan")


def told(make: MakeExtraction, name: str, facts: dict[str, object], due: str = "2025-05-31") -> Extraction:
    """Return a plan that tells this of itself."""
    texts = facts.get("texts", TEXTS)
    assert isinstance(texts, tuple)
    document = FACTS.model_copy(update={name: value for name, value in facts.items() if name != "texts"})
    return plan(make, name, due, texts).model_copy(update={"document": document})


def day(edtf: str) -> When:
    """Return a date of a document."""
    return When.model_validate({"raw": edtf, "kind": "date", "edtf": edtf, "start": edtf, "end": edtf})


@pytest.mark.parametrize(
    ("old", "new", "is_later"),
    [
        pytest.param({}, {}, True, id="the-same-facts"),
        pytest.param({}, {"title": "Our plan, updated"}, True, id="another-title"),
        pytest.param({}, {"councils": ("Larkmere District Council",)}, False, id="another-council"),
        pytest.param({"councils": ()}, {"councils": ()}, False, id="no-council"),
        pytest.param({}, {"kind": "progress_report"}, False, id="another-kind"),
        pytest.param({"challenge": day("2023-03-01")}, {"challenge": day("2025-03-01")}, False, id="another-challenge"),
        pytest.param({"challenge": day("2023-03-01")}, {}, True, id="one-tells-no-challenge"),
        pytest.param({"published": day("2025-03-01")}, {"published": day("2024-03-01")}, False, id="published-before"),
        pytest.param({"published": day("2024-03-01")}, {"published": day("2025-03-01")}, True, id="published-later"),
        pytest.param({}, {"texts": ("Sow oats", "Sell hay", "Buy a cow", "Mend the roof")}, False, id="other-actions"),
        pytest.param({}, {"texts": (*TEXTS[1:], "Buy a cow", "Sow oats")}, True, id="most-of-the-same-actions"),
        pytest.param({"texts": TEXTS[:2]}, {"texts": TEXTS[:2]}, False, id="too-little-to-tell-by"),
    ],
)
def test_a_later_edition_is_told_by_what_both_say(
    tmp_path: Path,
    make_extraction: MakeExtraction,
    old: dict[str, object],
    new: dict[str, object],
    is_later: bool,
) -> None:
    later = told(make_extraction, "new", new, "2025-08-31")
    with open_store(tmp_path / "it.db") as store:
        keep_at(store, told(make_extraction, "old", old), "web/march.pdf", 0)
        keep_at(store, later, "web/october.pdf", 7)
        with store.session() as session:
            run_id = start_run(session, now=NOW, version="0")
            moved = link_moved(session, ["web/march.pdf"], [later.source.sha256], run_id=run_id, now=NOW)
            assert moved == ({(1, 2)} if is_later else set())
            assert session.get_one(Document, 1).replaced_by_id == (2 if is_later else None)
            held = session.scalar(sa.select(sa.func.count(Change.id)).where(Change.what == "date_moved"))
            assert bool(held) == is_later


def test_a_withdrawn_document_has_no_part_in_it(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    later = told(make_extraction, "new", {}, "2025-08-31")
    with open_store(tmp_path / "it.db") as store:
        keep_at(store, told(make_extraction, "old", {}), "web/march.pdf", 0)
        keep_at(store, later, "web/october.pdf", 7)
        withdraw(store, 2)
        with store.session() as session:
            run_id = start_run(session, now=NOW + timedelta(days=7), version="0")
            assert not link_moved(session, ["web/march.pdf"], [later.source.sha256], run_id=run_id, now=NOW)
            assert session.scalar(sa.select(sa.func.count(Edition.id))) == 0
