"""Footnotes: small type at the foot of a column, under a short rule or with the number of a call in the text above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from normalise.records import Box
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.page import Edge

_SMALLER = 0.93  # of the page's text
_SHORT = 0.5  # of the column's width: a footnote rule is not longer
_APART = 2.5  # sizes: a running footer stands so far below the notes
_MARK = re.compile(r"(?P<sign>[*†‡§])|\(?(?P<number>\d{1,3})(?:[.)\s]|$|(?=[A-Z]))")


def find_calls(lines: Iterable[Line]) -> frozenset[str]:
    """Return the raised numbers and signs in the text of a page: what notes begin with."""
    return frozenset(
        mark
        for line in lines
        for run in line.runs[1:]
        if line.is_raised(run)
        for mark in run.text.replace(",", " ").split()
    )


def find_notes(
    lines: Sequence[Line], body_size: float, box: Box, edges: Sequence[Edge], calls: frozenset[str]
) -> tuple[int, int]:
    """Return which lines of a column, from the first to before the last, are its footnotes; none: two equal numbers."""
    stop = _without_footer(lines, _SMALLER * body_size)
    start = stop
    while start and lines[start - 1].size <= _SMALLER * body_size:
        start -= 1
    notes = lines[start:stop]
    above = lines[start - 1].baseline if start else box[1] - _APART * body_size
    if any(_is_called(line, calls) for line in notes):
        return start, stop
    if notes and any(_is_note_rule(edge, above, notes[0], box) for edge in edges):
        return start, stop
    return stop, stop


def _without_footer(lines: Sequence[Line], size: float) -> int:
    """Return how many lines are left if the last ones, which stand far below small type, are a page's footer."""
    for index in range(len(lines) - 1, max(0, len(lines) - 4), -1):
        upper = lines[index - 1]
        if upper.size <= size and lines[index].baseline - upper.baseline > _APART * upper.size:
            return index
    return len(lines)


def _is_called(line: Line, calls: frozenset[str]) -> bool:
    first = line.runs[0].text.strip()
    if line.is_raised(line.runs[0]) and (first.isdecimal() or first in calls):
        return True
    match = _MARK.match(first)
    return match is not None and (match["number"] or match["sign"]) in calls


def _is_note_rule(edge: Edge, above: float, first: Line, box: Box) -> bool:
    if not edge.horizontal or not above < edge.top < first.baseline:
        return False
    width = edge.x1 - edge.x0
    return 0.1 * (box[2] - box[0]) < width < _SHORT * (box[2] - box[0]) and edge.x0 - box[0] < first.size
