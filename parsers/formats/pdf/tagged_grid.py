"""A table's grid made from its tags alone, where no rules show one: rows and columns by where their text stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from normalise.records import Box
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tagged_check import Pair
from parsers.formats.pdf.tagged_tables import TaggedTable

MAX_PLACES = 20_000  # rows times columns of one table on one page
_SLACK = 3.0  # points by which the text of neighbouring rows or columns may overlap: loose line boxes do
_MARGIN = 2.0  # points around the text of the outer cells


def build_grid(tagged: TaggedTable) -> tuple[FoundTable, list[Pair]] | None:
    """Return the table that the tags tell of, and which cell is which; None where its text stands in no such grid.

    Places where the tags tell of no cell, or of one that prints nothing, are empty cells.
    """
    cells = tagged.printed
    rows = _read_axis([(cell.number, cell.row_span, cell.box[1], cell.box[3]) for cell in cells])
    columns = _read_axis([(cell.column, cell.column_span, cell.box[0], cell.box[2]) for cell in cells])
    if rows is None or columns is None or rows.count * columns.count > MAX_PLACES:
        return None
    pairs = [
        (
            cell,
            _make_cell(
                rows, columns, rows.lanes(cell.number, cell.row_span), columns.lanes(cell.column, cell.column_span)
            ),
        )
        for cell in cells
    ]
    taken = [place for _, cell in pairs for place in _places(cell)]
    free = set(product(range(rows.count), range(columns.count))).difference(taken)
    if len(set(taken)) < len(taken):
        return None
    empty = (_make_cell(rows, columns, range(row, row + 1), range(column, column + 1)) for row, column in free)
    found = sorted((*(cell for _, cell in pairs), *empty), key=lambda cell: (cell.row, cell.column))
    box = (columns.edges[0], rows.edges[0], columns.edges[-1], rows.edges[-1])
    return FoundTable(box, tuple(found), rows.count, columns.count, Evidence.TAGS, columns.edges), pairs


@dataclass(slots=True)
class _Axis:
    """The rows, or the columns, in which cells begin: their numbers in the tags, and the edges between them."""

    numbers: list[int]
    edges: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.numbers)

    def lanes(self, number: int, span: int) -> range:
        """Return which of the rows or columns a cell covers."""
        return range(bisect_left(self.numbers, number), bisect_left(self.numbers, number + span))


def _read_axis(cells: Sequence[tuple[int, int, float, float]]) -> _Axis | None:
    """Return the rows or columns of cells (number, span, start and end on the page), or None if they overlap.

    None too for no cells at all.
    """
    if not cells:
        return None
    axis = _Axis(sorted({number for number, *_ in cells}), ())
    starts = [float("inf")] * axis.count
    stops = [float("-inf")] * axis.count
    for number, span, start, stop in cells:
        lanes = axis.lanes(number, span)
        starts[lanes[0]] = min(starts[lanes[0]], start)
        if len(lanes) == 1:
            stops[lanes[0]] = max(stops[lanes[0]], stop)
    # A column in which only spanning cells begin ends where nothing else tells.
    stops = [max(stop, start) for start, stop in zip(starts, stops, strict=True)]
    for index in range(1, axis.count):
        if starts[index] <= starts[index - 1] or starts[index] < stops[index - 1] - _SLACK:
            return None
    inner = [(stop + start) / 2 for stop, start in zip(stops, starts[1:], strict=False)]
    axis.edges = (min(starts) - _MARGIN, *inner, max(stop for *_, stop in cells) + _MARGIN)
    is_inside = (stop <= axis.edges[axis.lanes(number, span)[-1] + 1] + _SLACK for number, span, _, stop in cells)
    return axis if all(is_inside) else None


def _make_cell(rows: _Axis, columns: _Axis, down: range, across: range) -> FoundCell:
    box: Box = (columns.edges[across[0]], rows.edges[down[0]], columns.edges[across[-1] + 1], rows.edges[down[-1] + 1])
    return FoundCell(down[0], across[0], box, len(down), len(across))


def _places(cell: FoundCell) -> Iterator[tuple[int, int]]:
    rows = range(cell.row, cell.row + cell.row_span)
    return product(rows, range(cell.column, cell.column + cell.column_span))
