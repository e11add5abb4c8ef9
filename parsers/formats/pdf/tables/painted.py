"""Painted areas as borders: cells painted each by itself beside or inside ruled ones, or making a table alone.

A fill that merely lies behind a ruled cell is none. Rows painted every other one are read with the rules that run
between rows alone, in `banded`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Fill, Page
from parsers.formats.pdf.tables.cells import Cover
from parsers.formats.pdf.tables.edges import TOLERANCE, Rules
from parsers.formats.pdf.tables.fills import MAX_FILLS, area, is_white, overlap
from parsers.formats.pdf.tables.found import FoundTable

MAX_PAINTED = 1_000  # painted areas of a page that may be cells: more are a picture
_LOWEST, _NARROWEST = 6.0, 8.0  # points
_LONG = 5.0  # times as long as wide: a thick line
_PAGE = 0.85  # of the page's area: a ground, no cell

_Spans = Sequence[tuple[float, float]]


def read_painted(page: Page) -> list[Box]:
    """Return the painted rectangles that may be cells, each once, without those on a ground of their own colour."""
    if len(page.fills) > MAX_FILLS:
        return []
    grounds: list[Fill] = []
    for fill in dict.fromkeys(page.fills):
        x0, top, x1, bottom = fill.box
        if fill.curved or bottom - top < _LOWEST or x1 - x0 < _NARROWEST:
            continue
        if area(fill.box) > _PAGE * page.width * page.height or _is_hidden(fill, grounds):
            continue
        grounds.append(fill)
        if len(grounds) > MAX_PAINTED:
            return []
    return list(dict.fromkeys(fill.box for fill in grounds))


def read_thick_rules(page: Page) -> list[Edge]:
    """Return the painted bars that are lines too thick to be edges: borders of old web pages, of slides."""
    if len(page.fills) > MAX_FILLS:
        return []
    edges: list[Edge] = []
    for (x0, top, x1, bottom), colour, curved in page.fills:
        wide, high = x1 - x0, bottom - top
        if curved or min(wide, high) >= _LOWEST or is_white(colour):
            continue
        if wide > _LONG * high:
            edges.append(Edge(True, x0, (top + bottom) / 2, x1, (top + bottom) / 2, high))
        elif high > _LONG * wide:
            edges.append(Edge(False, (x0 + x1) / 2, top, (x0 + x1) / 2, bottom, wide))
    return edges


def find_borders(painted: Iterable[Box], tables: Sequence[FoundTable], boxes: Iterable[Box]) -> list[Box]:
    """Return the painted boxes whose sides are borders, given the ruled tables and lone ruled boxes of the page.

    Those outside every ruled cell are; of those inside one, what parts it from side to side or from top to bottom.
    """
    covers = [Cover(table) for table in tables]
    whole = set(boxes)
    borders: list[Box] = []
    inside: list[defaultdict[int, list[Box]]] = [defaultdict(list) for _ in tables]
    for box in _without_panels(list(painted), [table.box for table in tables]):
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for number, cover in enumerate(covers):
            cell = cover.at(x, y)
            if cell is not None and cell >= 0:
                inside[number][cell].append(box)
                break
        else:
            if not any(overlap(box, other) > 0.8 * area(other) for other in whole):
                borders.append(box)
    for table, boxes_of in zip(tables, inside, strict=True):
        borders += _parting(table, boxes_of)
    return borders


def _without_panels(painted: Sequence[Box], tables: Sequence[Box]) -> Iterator[Box]:
    """Yield the painted boxes that are not laid beneath a whole table: a ruled one, or painted rows."""
    tops: defaultdict[int, set[int]] = defaultdict(set)
    by_top = sorted(range(len(painted)), key=lambda number: painted[number][1])
    for number, box in enumerate(painted):
        first = bisect_left(by_top, box[1], key=lambda other: painted[other][1])
        for other in by_top[first:]:
            if painted[other][1] > box[3]:
                break
            if other != number and _holds(box, painted[other]):
                tops[number].add(round(painted[other][1]))
    for number, box in enumerate(painted):
        if len(tops[number]) < 2 and not any(_holds(box, table) and area(table) < 0.9 * area(box) for table in tables):
            yield box


def _holds(box: Box, other: Box) -> bool:
    return overlap(box, other) > 0.98 * area(other)


def is_ruled(table: FoundTable, rules: Rules) -> bool:
    """Say whether an upright rule runs along a border of the table; level ones alone leave its columns to the paint."""
    _, top, _, bottom = table.box
    xs = table.column_edges
    first = bisect_left(rules.vertical, xs[0] - TOLERANCE, key=itemgetter(0))
    last = bisect_right(rules.vertical, xs[-1] + TOLERANCE, key=itemgetter(0))
    return any(
        min(bottom, end) - max(top, start) > 2 * TOLERANCE and any(abs(at - x) <= TOLERANCE for x in xs)
        for at, start, end in rules.vertical[first:last]
    )


def is_painted(table: FoundTable, painted: Iterable[Box]) -> bool:
    """Say whether most of the table is painted, as cells are: the bars of a chart over its rules leave more free."""
    return sum(overlap(box, table.box) for box in painted) > 0.6 * area(table.box)


def _is_hidden(fill: Fill, grounds: Sequence[Fill]) -> bool:
    """Say whether nobody sees the fill: it lies on its own colour, or it is white on nothing."""
    for ground in reversed(grounds):
        if overlap(fill.box, ground.box) > 0.98 * area(fill.box):
            return ground.colour == fill.colour
    return is_white(fill.colour)


def _parting(table: FoundTable, inside: dict[int, list[Box]]) -> Iterator[Box]:
    """Yield the painted boxes that part a ruled table's cells: side by side in one, or bands through a whole row."""
    bands: dict[int, list[Box]] = {}
    for number, boxes in inside.items():
        cell = table.cells[number].box
        boxes = [box for box in boxes if overlap(box, cell) < 0.9 * area(cell)]
        tiles = [box for box in boxes if _reaches(box, cell, 1)]
        if len(tiles) > 1 and _covers([(box[0], box[2]) for box in tiles], cell[0], cell[2]):
            yield from tiles
        else:
            bands[number] = [box for box in boxes if _reaches(box, cell, 0)]
    rows: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, found in enumerate(table.cells):
        rows[found.row, found.row_span].append(number)
    for numbers in rows.values():
        of_row = [sorted({(round(b[1]), round(b[3])) for b in bands.get(number, ())}) for number in numbers]
        if of_row[0] and all(_are_level(of_row[0], other) for other in of_row[1:]):
            yield from (box for number in numbers for box in bands[number])


def _reaches(box: Box, cell: Box, axis: int) -> bool:
    """Say whether a box reaches from side to side of a cell (axis 0), or from top to bottom (1)."""
    return box[axis] <= cell[axis] + TOLERANCE and box[axis + 2] >= cell[axis + 2] - TOLERANCE


def _covers(spans: _Spans, start: float, end: float) -> bool:
    spans = sorted(spans)
    return (
        spans[0][0] <= start + TOLERANCE
        and spans[-1][1] >= end - TOLERANCE
        and all(-TOLERANCE <= right[0] - left[1] <= TOLERANCE for left, right in pairwise(spans))
    )


def _are_level(one: _Spans, other: _Spans) -> bool:
    return len(one) == len(other) and all(
        abs(a - c) <= TOLERANCE and abs(b - d) <= TOLERANCE for (a, b), (c, d) in zip(one, other, strict=True)
    )
