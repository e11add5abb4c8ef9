"""The whens of the five real documents, as careful people read them, come out the same from their printed words."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_whens

GOLD = Path(os.environ.get("PEERPLAN_SHARED", "../shared")) / "gold"
FILES = sorted(GOLD.glob("*.json"))
pytestmark = pytest.mark.skipif(not FILES, reason="the shared folder with the gold files is not there")
KEYS = ("raw", "kind", "edtf", "start", "end", "precision", "qualifier", "rrule", "label")


@dataclass(frozen=True)
class _Case:
    context: WhenContext
    words: str
    whens: tuple[When, ...]


def _whens(record: dict[str, object], source: str) -> tuple[When, ...]:
    found = record["timelines"]
    assert isinstance(found, list)
    return tuple(When.model_validate_json(json.dumps(when)) for when in found if when["source"] == source)


def _context(gold: dict[str, dict[str, dict[str, str] | None]]) -> WhenContext:
    """Return the context of a document: in a progress report dated before what it tells, years are not worked out."""
    published = gold["document"].get("published")
    is_contradicted = gold["document"]["kind"] == "progress_report"
    return WhenContext(published=published["edtf"] if published else None, infer_year=not is_contradicted)


def _column_cases(gold: dict) -> list[_Case]:
    cases, above = [], ()
    for action in gold["actions"]:
        whens = _whens(action, "column")
        for raw in dict.fromkeys(when.raw for when in whens):
            context = WhenContext(**{**_as_kwargs(_context(gold)), "above": above})
            cases.append(_Case(context, raw, tuple(when for when in whens if when.raw == raw)))
        above = whens or above
    return cases


def _as_kwargs(context: WhenContext) -> dict:
    return {"published": context.published, "infer_year": context.infer_year}


def _text_cases(gold: dict) -> list[_Case]:
    context = _context(gold)
    cases = [_Case(context, progress["text"], _whens(progress, "text")) for progress in gold["progress"]]
    for action in gold["actions"]:
        if not _whens(action, "column"):
            words = "\n".join([action["text"], *action["measures"]])
            cases.append(_Case(context, words, _whens(action, "text")))
    return cases


def _golds() -> list[dict]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in FILES]


def test_every_expression_of_a_timeline_column_is_read_as_by_hand() -> None:
    cases = [case for gold in _golds() for case in _column_cases(gold)]
    misses = []
    for case in cases:
        found = [tuple(getattr(when, key) for key in KEYS) for when in read_whens(case.words, context=case.context)]
        wanted = [tuple(getattr(when, key) for key in KEYS) for when in case.whens]
        if found != wanted:
            misses.append((case.words, found, wanted))
    assert len(cases) > 80
    assert misses == []


def test_every_date_in_running_text_is_found_and_nothing_else() -> None:
    cases = [case for gold in _golds() for case in _text_cases(gold)]
    misses = []
    for case in cases:
        found = read_text_dates(case.words, context=case.context).found
        values = Counter((r.value.raw, r.value.kind, r.value.edtf, r.value.qualifier, r.value.end) for r in found)
        wanted = Counter((w.raw, w.kind, w.edtf, w.qualifier, w.end) for w in case.whens)
        if values != wanted:
            misses.append((case.words[:80], values - wanted, wanted - values))
    assert len(cases) > 50
    assert misses == []
