"""From boxes to tables: which boxes hang together, and which rows and columns each of them spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.printed import Printed

_SLIT = 5.5  # points: no text is so small


def group_by_corners(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the numbers of the boxes in groups whose members share corners, in the order of their first members."""
    at_corner: dict[tuple[float, float], int] = {}
    parents = list(range(len(boxes)))

    def find(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for number, (x0, top, x1, bottom) in enumerate(boxes):
        for corner in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            if corner not in at_corner:
                at_corner[corner] = number
                continue
            one, other = find(number), find(at_corner[corner])
            parents[max(one, other)] = min(one, other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(boxes)):
        groups[find(number)].append(number)
    return list(groups.values())


def without_slits(cells: Sequence[FoundCell], printed: Printed) -> list[FoundCell]:
    """Return the cells without rows and columns too narrow for text: what is between the lines of a double border.

    Those on either side meet in its middle.
    """
    kept = list(cells)
    for axis in (0, 1):
        ends = sorted({end for cell in kept for end in (cell.box[axis], cell.box[axis + 2])})
        slits = {(low, high) for low, high in pairwise(ends) if high - low < _SLIT}
        if not slits:
            continue
        narrow = {id(cell) for cell in kept if (cell.box[axis], cell.box[axis + 2]) in slits}
        if any(printed.any_inside(cell.box) for cell in kept if id(cell) in narrow):
            continue
        moved = {end: (low + high) / 2 for low, high in slits for end in (low, high)}
        kept = [cell for cell in kept if id(cell) not in narrow]
        for cell in kept:
            box = list(cell.box)
            box[axis], box[axis + 2] = (moved.get(end, end) for end in (box[axis], box[axis + 2]))
            cell.box = (box[0], box[1], box[2], box[3])
    return kept


def build_table(cells: Iterable[FoundCell], evidence: Evidence) -> FoundTable:
    """Return the table of the cells, whose boxes share borders and do not overlap; their places are worked out anew.

    Rows and columns are what lies between the distinct borders of the cells.
    """
    cells = list(cells)
    xs = sorted({x for cell in cells for x in (cell.box[0], cell.box[2])})
    ys = sorted({y for cell in cells for y in (cell.box[1], cell.box[3])})
    columns = {x: number for number, x in enumerate(xs)}
    rows = {y: number for number, y in enumerate(ys)}
    for cell in cells:
        x0, top, x1, bottom = cell.box
        cell.row, cell.column = rows[top], columns[x0]
        cell.row_span, cell.column_span = rows[bottom] - cell.row, columns[x1] - cell.column
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return FoundTable(
        (xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), len(ys) - 1, len(xs) - 1, evidence, column_edges=tuple(xs)
    )
