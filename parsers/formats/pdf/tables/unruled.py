"""Cells that no rule parts, though the text in them stands in the columns that the table has elsewhere.

Report generators rule the header alone and put all rows into one frame; others rule their rows and not their columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.formats.pdf.tables.banded_rows import Row, column_of, count_filled, crosses, rows_of
from parsers.formats.pdf.tables.bands import Line
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.found import FoundCell, FoundTable
from parsers.formats.pdf.tables.gaps_segments import read_segments
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.spans import build_table

_LEAST = 3  # lines with text in several columns
_TALL = 8  # lines: a cell of so many holds rows, one of fewer may be one
_FRAMES = 2  # cells of one table that hold rows; of more each is a row


def part_by_columns(table: FoundTable, printed: Printed) -> FoundTable:
    """Return the table with wide cells parted at its own columns, where at least three lines of text show them."""
    wide = [number for number, cell in enumerate(table.cells) if cell.column_span > 1 and cell.row > 0]
    if not wide:
        return table
    shares = share_out(table, printed.inside(table.box))
    lines = {number: read_segments(shares.cells.get(number, ())) for number in wide}
    parted = {number: found for number in wide if _stands_in_columns(found := lines[number], _edges(table, number))}
    if not _is_enough([(found, _edges(table, number)) for number, found in parted.items()]):
        return table
    cells = [cell for number, cell in enumerate(table.cells) if number not in parted]
    for number, found in parted.items():
        rows = _rows(found, _edges(table, number)) if len(parted) <= _FRAMES else []
        cells += _part(table.cells[number], rows, _edges(table, number))
    return build_table(cells, table.evidence)


def _edges(table: FoundTable, number: int) -> tuple[float, ...]:
    cell = table.cells[number]
    return table.column_edges[cell.column : cell.column + cell.column_span + 1]


def _stands_in_columns(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Say whether some line has text in several columns, and hardly any text stands across an edge."""
    over = sum(crosses(line, edges) for line in lines)
    return 10 * over <= len(lines) and _count_in_several(lines, edges) > 0


def _is_enough(parted: Sequence[tuple[Sequence[Line], Sequence[float]]]) -> bool:
    """Say whether enough lines stand in several columns, or one in all of at least three."""
    return sum(_count_in_several(lines, edges) for lines, edges in parted) >= _LEAST or any(
        2 < len({column_of(segment, edges) for segment in line}) == len(edges) - 1
        for lines, edges in parted
        for line in lines
    )


def _count_in_several(lines: Iterable[Line], edges: Sequence[float]) -> int:
    return sum(len(line) > 1 and len({column_of(segment, edges) for segment in line}) > 1 for line in lines)


def _rows(lines: Sequence[Line], edges: Sequence[float]) -> list[Row]:
    return [row for row in rows_of(lines, edges) if count_filled(row, edges)] if len(lines) >= _TALL else []


def _part(cell: FoundCell, rows: Sequence[Row], edges: Sequence[float]) -> Iterator[FoundCell]:
    """Yield the cells that a wide one is parted into: by column, and by the rows it holds, if any."""
    ys = [cell.box[1], *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)), cell.box[3]]
    for top, bottom in pairwise(ys):
        is_first, is_last = top == ys[0], bottom == ys[-1]
        for left, right in pairwise(edges):
            yield replace(
                cell,
                box=(left, top, right, bottom),
                cut_above=cell.cut_above and is_first,
                cut_below=cell.cut_below and is_last,
            )
