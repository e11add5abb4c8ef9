"""Copies of one plan are counted once, and which of them counts does not depend on which was read first."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from normalise.records import Action, Extraction, Provenance, Recommendation, When
from store.content import content_dump
from store.copies import copy_key
from store.engine import Store, open_store
from store.keep import Outcome
from store.query import run_query

MakeExtraction = Callable[..., Extraction]
Keep = Callable[[Store, Extraction], Outcome]

COUNCIL = "Larkmere District Council"
TEXTS = ("Mend the roof", "Sell the van", "Hire a painter")


def plan(make: MakeExtraction, name: str, **facts: object) -> Extraction:
    """Return a plan of three actions, told in another place in every document."""
    source: dict[str, object] = {
        key: facts.pop(key) for key in ("media_type", "pages_read", "share_read") if key in facts
    }
    texts = facts.pop("texts", TEXTS)
    due = When.model_validate({"raw": facts.pop("due", "May 2025"), "kind": "date", "end": "2025-05-31"})
    assert isinstance(texts, tuple)
    made = make(
        name,
        document={"kind": "action_plan", "title": "Our plan", "councils": (COUNCIL,), **facts},
        recommendations=(Recommendation(id="r", number="1", text="Plan better", provenance=Provenance()),),
        actions=tuple(
            Action(
                id=f"{name}{n}", recommendation="r", text=text, timelines=(due,), provenance=Provenance(page=len(name))
            )
            for n, text in enumerate(texts)
        ),
    )
    return made.model_copy(update={"source": made.source.model_copy(update=source)})


def states(path: Path) -> dict[str, str]:
    sql = "SELECT file_name FROM current_document UNION SELECT '-' || location FROM documents WHERE state <> 'counted'"
    return {
        str(name).removeprefix("-in/"): "hidden" if str(name).startswith("-") else "counted"
        for (name,) in run_query(path, sql).rows
    }


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        pytest.param({}, {}, True, id="all-the-same"),
        pytest.param({}, {"title": None, "councils": ()}, True, id="a-copy-tells-less-of-itself"),
        pytest.param({}, {"title": "Our plan, agenda item"}, True, id="a-title-nearly-the-same"),
        pytest.param({"title": "Our plan 2023"}, {"title": "Our plan 2025"}, False, id="another-year-in-the-title"),
        pytest.param({}, {"title": "Corporate peer challenge report"}, False, id="another-title"),
        pytest.param({}, {"councils": ("Greater Wend Council",)}, False, id="another-council"),
        pytest.param({}, {"kind": "progress_report"}, False, id="another-kind"),
        pytest.param({}, {"texts": TEXTS[::-1]}, True, id="another-order"),
        pytest.param({}, {"texts": (*TEXTS[:2], "Hire a plumber")}, False, id="another-action"),
        pytest.param({}, {"due": "by May 2025"}, False, id="other-words-for-the-date"),
        pytest.param({"texts": TEXTS[:1]}, {"texts": TEXTS[:1]}, False, id="too-little-to-tell-by"),
    ],
)
def test_copies_are_recognised(
    tmp_path: Path,
    keep: Keep,
    make_extraction: MakeExtraction,
    one: dict[str, object],
    other: dict[str, object],
    is_copy: bool,
) -> None:
    path = tmp_path / "it.db"
    with open_store(path) as store:
        keep(store, plan(make_extraction, "one", **one))
        keep(store, plan(make_extraction, "other", **other))
    assert sorted(states(path).values()) == (["counted", "hidden"] if is_copy else ["counted", "counted"])


def test_a_copy_counts_once_in_every_view(tmp_path: Path, keep: Keep, make_extraction: MakeExtraction) -> None:
    path = tmp_path / "it.db"
    with open_store(path) as store:
        for name in ("a.pdf", "b.html", "c.docx"):
            keep(store, plan(make_extraction, name))
    for view in ("current_action", "action_flat", "due", "overdue"):
        assert list(run_query(path, f"SELECT COUNT(*) FROM {view}").rows) == [(3,)]
    assert list(run_query(path, "SELECT copy_count FROM plans").rows) == [(2,)]
    assert [state for (state,) in run_query(path, "SELECT state FROM documents ORDER BY state").rows] == [
        "copy",
        "copy",
        "counted",
    ]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"media_type": "application/pdf"}, {"media_type": "text/html"}, id="pdf-before-web-page"),
        pytest.param(
            {"media_type": "text/html"},
            {"media_type": "application/pdf", "pages_read": (4, 9)},
            id="whole-before-a-part-of-a-pack",
        ),
        pytest.param({"media_type": "text/html"}, {"media_type": "application/pdf", "title": None}, id="tells-more"),
        pytest.param({"share_read": 0.9}, {"share_read": 0.5}, id="more-of-it-was-read"),
    ],
)
def test_which_copy_counts_does_not_depend_on_the_order(
    tmp_path: Path,
    keep: Keep,
    make_extraction: MakeExtraction,
    better: dict[str, object],
    worse: dict[str, object],
) -> None:
    documents = (plan(make_extraction, "better", **better), plan(make_extraction, "worse", **worse))
    third = plan(make_extraction, "third", title=None, councils=())
    dumps = set()
    for number, order in enumerate(itertools.permutations((*documents, third))):
        path = tmp_path / f"{number}.db"
        with open_store(path) as store:
            for document in order:
                keep(store, document)
            with store.session() as session:
                dumps.add(content_dump(session))
        assert states(path) == {"better": "counted", "worse": "hidden", "third": "hidden"}
    assert len(dumps) == 1


def test_a_copy_that_is_read_better_is_no_copy_any_more(
    tmp_path: Path, keep: Keep, make_extraction: MakeExtraction
) -> None:
    path = tmp_path / "it.db"
    with open_store(path) as store:
        original = plan(make_extraction, "a", media_type="application/pdf")
        keep(store, original)
        keep(store, plan(make_extraction, "b", media_type="text/html"))
        assert states(path) == {"a": "counted", "b": "hidden"}
        again = plan(make_extraction, "a", media_type="application/pdf", texts=(*TEXTS, "Paint the hall"))
        keep(store, again)
        assert states(path) == {"a": "counted", "b": "counted"}
        keep(store, original)
        assert states(path) == {"a": "counted", "b": "hidden"}


def test_where_a_plan_stands_and_in_which_colour_does_not_count(make_extraction: MakeExtraction) -> None:
    plain = plan(make_extraction, "a")
    coloured = [{"value": "delayed", "raw": "Late", "rag": rag} for rag in ("red", None)]
    keys = {
        copy_key(
            plain.model_copy(
                update={
                    "actions": tuple(
                        Action.model_validate(one.model_dump() | {"status": status}) for one in plain.actions
                    )
                }
            )
        )
        for status in coloured
    }
    assert len(keys) == 1
    assert copy_key(plain) not in keys
