"""Painted panels beside running text: a box of one tint with lines of its own ("Lead", "By when"), no cell of a table.

Cards and leaflets set in such a box what is to be seen at a glance. Its lines do not stand on those beside it, as the
cells of a row do, and nothing else is painted or ruled at its height.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalise.records import Box
from parsers.formats.pdf.page import Page, TextRun
from parsers.formats.pdf.tables.printed import Printed

MAX_FILLS = 400  # of a page: more are a drawing, or a table painted cell by cell
MIN_LINES = 3
MIN_OWN_LINES = 2  # that stand beside a line of the text and not on it
_WIDEST, _NARROWEST = 0.7, 0.12  # of the page
_LOWEST = 24.0  # points
_SAME = 1.2  # points that baselines of one row may differ by
_PITCH = 1.2  # sizes: lines that close stand beside one another
_EDGE = 2.0  # points
_STACKED = 6.0  # points between the cells of a painted column
_PAPER = "ffffff"


def find_panels(page: Page, taken: Sequence[Box] = ()) -> tuple[Box, ...]:
    """Return the boxes of an upright page's panels that meet none of the boxes taken, in points, from the top."""
    if not 0 < len(page.fills) <= MAX_FILLS:
        return ()
    boxes = [
        fill.box
        for fill in page.fills
        if fill.colour != _PAPER and _has_size(fill.box, page) and not any(_meet(fill.box, box) for box in taken)
    ]
    boxes = [box for box in dict.fromkeys(boxes) if not _is_of_row(box, page)]
    if not boxes:
        return ()
    printed = Printed(page.runs)
    return tuple(sorted((box for box in boxes if _has_own_lines(box, printed)), key=lambda box: (box[1], box[0])))


def _has_size(box: Box, page: Page) -> bool:
    return _NARROWEST * page.width < box[2] - box[0] < _WIDEST * page.width and box[3] - box[1] > _LOWEST


def _is_of_row(box: Box, page: Page) -> bool:
    """Say whether something is painted or ruled beside a box at its height, or right above or below in its width."""
    left, top, right, bottom = box
    for x0, y0, x1, y1 in (fill.box for fill in page.fills):
        is_level = abs(y0 - top) < _EDGE or abs(y1 - bottom) < _EDGE
        if is_level and (x1 < left + _EDGE or x0 > right - _EDGE):
            return True
        is_above_or_below = -_EDGE < top - y1 < _STACKED or -_EDGE < y0 - bottom < _STACKED
        if is_above_or_below and abs(x0 - left) < _EDGE and abs(x1 - right) < _EDGE:
            return True
    return any(
        min(abs(edge.top - top), abs(edge.top - bottom)) < _EDGE
        for edge in page.edges
        if edge.horizontal and (edge.x0 < left - _LOWEST or edge.x1 > right + _LOWEST)
    )


def _has_own_lines(box: Box, printed: Printed) -> bool:
    """Say whether lines in a box stand beside lines of the text and on none of them."""
    left, top, right, bottom = box
    inside: list[TextRun] = []
    outside: list[TextRun] = []
    for spot in printed.between(top, bottom):
        (inside if left <= spot.x <= right else outside).append(spot.run)
    if any(run.x0 < left - _EDGE or run.x1 > right + _EDGE for run in inside):
        return False
    lines = _baselines(inside)
    beside = [run.baseline for run in outside if not run.angle]
    own = 0
    for baseline, size in lines:
        distances = [abs(other - baseline) for other in beside]
        own += _SAME < min(distances, default=0.0) < _PITCH * size
    return len(lines) >= MIN_LINES and own >= MIN_OWN_LINES


def _baselines(runs: Sequence[TextRun]) -> list[tuple[float, float]]:
    """Return the lines of runs, each by its baseline and size."""
    lines: list[tuple[float, float]] = []
    for baseline, size in sorted((run.baseline, run.size) for run in runs if not run.angle):
        if not lines or baseline - lines[-1][0] > _SAME:
            lines.append((baseline, size))
    return lines


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
