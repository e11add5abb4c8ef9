"""The whens of the five real documents, as careful people read them, come out the same from their printed words."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_whens

GOLD = Path(os.environ.get("PEERPLAN_SHARED", "../shared")) / "gold"
FILES = sorted(GOLD.glob("*.json"))
pytestmark = pytest.mark.skipif(not FILES, reason="the shared folder with the gold files is not there")
KEYS = ("raw", "kind", "edtf", "start", "end", "precision", "qualifier", "rrule", "label")


class _Record(BaseModel):
    text: str
    measures: tuple[str, ...] = ()
    timelines: tuple[When, ...]

    def whens(self, source: str) -> tuple[When, ...]:
        return tuple(when for when in self.timelines if when.source == source)


class _Document(BaseModel):
    kind: str
    published: When | None


class _Gold(BaseModel):
    document: _Document
    actions: tuple[_Record, ...]
    progress: tuple[_Record, ...]

    def context(self, above: tuple[When, ...] = ()) -> WhenContext:
        """Return what cells are read against: a progress report dated before what it tells gives no years."""
        published = self.document.published
        infer_year = self.document.kind != "progress_report"
        return WhenContext(published=published.edtf if published else None, infer_year=infer_year, above=above)


@dataclass(frozen=True)
class _Case:
    context: WhenContext
    words: str
    whens: tuple[When, ...]


def _column_cases(gold: _Gold) -> list[_Case]:
    cases: list[_Case] = []
    above: tuple[When, ...] = ()
    for action in gold.actions:
        whens = action.whens("column")
        for raw in dict.fromkeys(when.raw for when in whens):
            same = tuple(when for when in whens if when.raw == raw)
            cases.append(_Case(gold.context(above), raw, same))
        above = whens or above
    return cases


def _text_cases(gold: _Gold) -> list[_Case]:
    cases = [_Case(gold.context(), progress.text, progress.whens("text")) for progress in gold.progress]
    for action in gold.actions:
        if not action.whens("column"):
            words = "\n".join([action.text, *action.measures])
            cases.append(_Case(gold.context(), words, action.whens("text")))
    return cases


def _golds() -> list[_Gold]:
    return [_Gold.model_validate_json(path.read_text(encoding="utf-8")) for path in FILES]


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
