"""Painted panels beside running text: a box of one tint with lines of its own ("Lead", "By when"), no cell of a table.

Cards and leaflets set in such a box what is to be seen at a glance. Its lines do not stand on those beside it, as the
cells of a row do, and nothing else is painted or ruled at its height - unless that is a card, too: cards stand abreast
and below one another, and each has labels of its own ("Who: ...", "When: ...").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.card_stacks import find_stacks
from parsers.formats.pdf.label_boxes import are_abreast, find_labelled_outlines, is_headed_by_label
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
_MIN_SERIES = 3
_MIN_LABELS = 2  # lines of a card that begin with a label
_MOST_LABEL_LINES = 2
_FIGURE = re.compile(r"[£]?\d[\d,.]*\s?(?:%|[kKmM]|bn)?")
_LABEL = re.compile(r"\W*[A-Z][^:.,;]{1,40}:(?:\s|$)")


def find_panels(page: Page, taken: Sequence[Box] = ()) -> tuple[Box, ...]:
    """Return the boxes of an upright page's panels that meet none of the boxes taken, in points, from the top."""
    outlined = find_labelled_outlines(page, taken)
    painted = _find_painted(page, (*taken, *outlined))
    return tuple(sorted((*outlined, *painted), key=lambda box: (box[1], box[0])))


def _find_painted(page: Page, taken: Sequence[Box]) -> tuple[Box, ...]:
    if not 0 < len(page.fills) <= MAX_FILLS:
        return ()
    stacks = find_stacks(page, taken)
    taken = (*taken, *stacks)
    boxes = [
        fill.box
        for fill in page.fills
        if fill.colour != _PAPER and _has_size(fill.box, page) and not any(_meet(fill.box, box) for box in taken)
    ]
    if not boxes:
        return stacks
    boxes, printed = list(dict.fromkeys(boxes)), Printed(page.runs)
    cards = _find_cards(boxes, printed) | _find_tiles(boxes, printed)
    found = [box for box in boxes if box in cards or (not _is_of_row(box, page) and _has_own_lines(box, printed))]
    others = [box for box in boxes if box not in found and _has_text_of_its_own(box, printed)]
    found += [
        box
        for box in others
        if not _is_painted_beside(box, page)
        and (_is_in_series(box, boxes, printed) or (_is_like(box, found) and not _is_of_row(box, page)))
    ]
    return (*stacks, *found)


def find_tiles(page: Page, panels: Sequence[Box]) -> tuple[Box, ...]:
    """Return the panels that print a figure and below it what it counts ("12", "actions"), and nothing else."""
    printed = Printed(page.runs) if panels else Printed(())
    return tuple(panel for panel in panels if _is_tile(panel, printed))


def _is_tile(box: Box, printed: Printed) -> bool:
    runs = printed.inside(box)
    if any(run.angle or run.x0 < box[0] - _EDGE or run.x1 > box[2] + _EDGE for run in runs):
        return False
    first, *rest = _texts_of(runs) or [""]
    return 0 < len(rest) <= _MOST_LABEL_LINES and _FIGURE.fullmatch(first.strip()) is not None and rest[0][:1].isalpha()


def _texts_of(runs: Sequence[TextRun]) -> list[str]:
    """Return the lines of level runs, from the top."""
    lines: dict[float, list[TextRun]] = {}
    for run in runs:
        if not run.angle:
            lines.setdefault(round(run.baseline), []).append(run)
    return ["".join(run.text for run in sorted(line, key=lambda run: run.x0)) for _, line in sorted(lines.items())]


def _find_tiles(boxes: Sequence[Box], printed: Printed) -> frozenset[Box]:
    """Return the tiles that stand beside one another: one alone may be anything."""
    tiles = [box for box in boxes if _is_tile(box, printed)]
    return frozenset(box for box in tiles if any(are_abreast(box, other) for other in tiles))


def _find_cards(boxes: Sequence[Box], printed: Printed) -> frozenset[Box]:
    """Return the boxes that have labels of their own, as those have that stand beside them."""
    cards = {box for box in boxes if _has_labels(box, printed)}
    return frozenset(box for box in cards if all(other in cards for other in boxes if are_abreast(box, other)))


def _has_labels(box: Box, printed: Printed) -> bool:
    runs = printed.inside(box)
    if any(run.x0 < box[0] - _EDGE or run.x1 > box[2] + _EDGE for run in runs):
        return False
    texts = _texts_of(runs)
    if len(texts) >= MIN_LINES and sum(_LABEL.match(text) is not None for text in texts) >= _MIN_LABELS:
        return True
    return is_headed_by_label(box, printed)


def _has_size(box: Box, page: Page) -> bool:
    return _NARROWEST * page.width < box[2] - box[0] < _WIDEST * page.width and box[3] - box[1] > _LOWEST


def _is_of_row(box: Box, page: Page) -> bool:
    """Say whether something is painted or ruled beside a box at its height, or right above or below in its width."""
    left, top, right, bottom = box
    if _is_painted_beside(box, page):
        return True
    return any(
        min(abs(edge.top - top), abs(edge.top - bottom)) < _EDGE
        for edge in page.edges
        if edge.horizontal and (edge.x0 < left - _LOWEST or edge.x1 > right + _LOWEST)
    )


def _is_painted_beside(box: Box, page: Page) -> bool:
    left, top, right, bottom = box
    for x0, y0, x1, y1 in (fill.box for fill in page.fills):
        is_level = abs(y0 - top) < _EDGE or abs(y1 - bottom) < _EDGE
        if is_level and (x1 < left + _EDGE or x0 > right - _EDGE):
            return True
        is_above_or_below = -_EDGE < top - y1 < _STACKED or -_EDGE < y0 - bottom < _STACKED
        if is_above_or_below and abs(x0 - left) < _EDGE and abs(x1 - right) < _EDGE:
            return True
    return False


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


def _is_like(box: Box, panels: Sequence[Box]) -> bool:
    """Say whether a panel stands above or below a box in just its width."""
    return any(_are_in_line(box, panel) for panel in panels)


def _are_in_line(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) < _EDGE and abs(box[2] - other[2]) < _EDGE


def _is_in_series(box: Box, boxes: Sequence[Box], printed: Printed) -> bool:
    """Say whether a box is one of several below one another with space between them, one with lines of its own."""
    column = sorted((other for other in boxes if _are_in_line(box, other)), key=lambda other: other[1])
    are_apart = all(below[1] - above[3] > _STACKED for above, below in pairwise(column))
    return are_apart and len(column) >= _MIN_SERIES and any(_has_own_lines(other, printed) for other in column)


def _has_text_of_its_own(box: Box, printed: Printed) -> bool:
    """Say whether text stands in a box, and none of it runs out of it."""
    inside = [spot.run for spot in printed.between(box[1], box[3]) if box[0] <= spot.x <= box[2]]
    return bool(inside) and all(run.x0 >= box[0] - _EDGE and run.x1 <= box[2] + _EDGE for run in inside)


def _baselines(runs: Sequence[TextRun]) -> list[tuple[float, float]]:
    """Return the lines of runs, each by its baseline and size."""
    lines: list[tuple[float, float]] = []
    for baseline, size in sorted((run.baseline, run.size) for run in runs if not run.angle):
        if not lines or baseline - lines[-1][0] > _SAME:
            lines.append((baseline, size))
    return lines


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
