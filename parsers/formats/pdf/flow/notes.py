"""Footnotes: small type at the foot of a column, under a short rule or with a raised number in front."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.records import Box
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.page import Edge, TextRun

_SMALLER = 0.93  # of the page's text
_SIGNS = frozenset("*†‡§")
_SHORT = 0.5  # of the column's width: a footnote rule is not longer


def count_notes(lines: Sequence[Line], body_size: float, box: Box, edges: Sequence[Edge]) -> int:
    """Return how many of the last lines of a column are its footnotes."""
    count = 0
    for line in reversed(lines):
        if line.size > _SMALLER * body_size:
            break
        count += 1
    if not count:
        return 0
    notes = lines[len(lines) - count :]
    if any(_is_note_mark(line.runs[0], line) for line in notes):
        return count
    above = lines[-count - 1].baseline if count < len(lines) else box[1]
    return count if any(_is_note_rule(edge, above, notes[0], box) for edge in edges) else 0


def _is_note_mark(run: TextRun, line: Line) -> bool:
    text = run.text.strip()
    if text[:1] in _SIGNS and len(line.runs) > 1:
        return True
    return text.isdigit() and len(text) <= 3 and line.is_raised(run)


def _is_note_rule(edge: Edge, above: float, first: Line, box: Box) -> bool:
    if not edge.horizontal or not above < edge.top < first.baseline:
        return False
    width = edge.x1 - edge.x0
    return 0.1 * (box[2] - box[0]) < width < _SHORT * (box[2] - box[0]) and edge.x0 - box[0] < first.size
