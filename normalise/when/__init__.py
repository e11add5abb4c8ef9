"""Timelines: the words of a plan → typed *whens* ("By end Q3 2025/26" → 2025-10/2025-12, by 31 December 2025).

Stages: `tokens` and `terms` (words and what they can mean) → `units` and `expressions` (what is printed) → `parts` and
`labels` (which of it is one value) → `infer` and `bounds` (years and days) → `values` (the contract's *when*).
Places in documents, and which action a when belongs to, are left to `parsers`.
"""

from __future__ import annotations

from normalise.reading import Readings
from normalise.records import When
from normalise.when.cells import WhenContext, needs_above, read_cell
from normalise.when.legend import find_quarter_legend
from normalise.when.settings import TimelineSettings
from normalise.when.terms import may_hold_time
from normalise.when.text_dates import read_dates

__all__ = [
    "TimelineSettings",
    "WhenContext",
    "find_quarter_legend",
    "may_hold_time",
    "needs_above",
    "read_text_dates",
    "read_timeline_cell",
    "read_whens",
]

_NOTHING_KNOWN = WhenContext()


def read_whens(text: str, *, context: WhenContext = _NOTHING_KNOWN) -> tuple[When, ...]:
    """Return the whens of a timeline cell or expression, in printed order.

    >>> [(when.edtf, str(when.end)) for when in read_whens("By end Q3 2025/26")]
    [('2025-10/2025-12', '2025-12-31')]
    >>> [when.kind for when in read_whens("31 June 2025")]
    ['unresolved']
    """
    return tuple(reading.value for reading in read_timeline_cell(text, context=context).found)


def read_timeline_cell(text: str, *, context: WhenContext = _NOTHING_KNOWN) -> Readings[When]:
    """Return the whens of a timeline cell with their spans and list numbers, and notes on what is doubtful."""
    return read_cell(text, context)


def read_text_dates(text: str, *, context: WhenContext = _NOTHING_KNOWN) -> Readings[When]:
    """Return the whens that running text holds (`source="text"`), with their spans, and notes on what is doubtful."""
    return read_dates(text, context)
