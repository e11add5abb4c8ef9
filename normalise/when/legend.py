"""Finds what a document itself says of its quarters ("Q1 = April to June"): financial ones or calendar ones."""

from __future__ import annotations

from typing import Literal

from normalise.when.bounds import Calendar
from normalise.when.expressions import read_dated
from normalise.when.settings import QuarterYear, TimelineSettings
from normalise.when.terms import PADDING, may_name_quarter, read_terms
from normalise.when.units import Terms, Unit, read_units

MAX_CHARACTERS = 2_000_000  # of a document that is searched for a legend
_BETWEEN = frozenset({"=", "-", ":", "(", "is", "means", "covers", "runs", "from", "being", "i.e", ",", "refers", "to"})


def find_quarter_legend(text: str) -> Literal["financial", "calendar"] | None:
    """Return which quarters the document's legends mean; None where it has none or they contradict each other."""
    said: set[QuarterYear] = set()
    for line in text[:MAX_CHARACTERS].splitlines():
        if may_name_quarter(line):
            said |= _said(read_terms(line))
    return said.pop() if len(said) == 1 else None


def _said(terms: Terms) -> set[QuarterYear]:
    said: set[QuarterYear] = set()
    for at in range(len(terms) - PADDING):
        if "quarter" not in terms[at].roles and "ordinal" not in terms[at].roles:
            continue
        read = read_units(terms, at)
        if read and read.first.precision == "quarter" and read.first == read.last and not read.first.fault:
            said |= _months_said(terms, read.first, read.end)
    return said


def _months_said(terms: Terms, quarter: Unit, at: int) -> set[QuarterYear]:
    start = at
    while at < start + 4 and (terms[at].word in _BETWEEN or terms[at].roles.get("qualifier") == "from"):
        at += 1
    dated = read_dated(terms, at) if at > start else None
    if dated is None or dated.first.precision not in ("month", "day") or len(dated.units) < 2:
        return set()
    months = (dated.first.part, dated.last.part)
    return {kind for kind in ("financial", "calendar") if months == _months(quarter, kind)}


def _months(quarter: Unit, kind: Literal["financial", "calendar"]) -> tuple[int, int]:
    first, last = Calendar(TimelineSettings(), kind).months(quarter)
    return first[1], last[1]
