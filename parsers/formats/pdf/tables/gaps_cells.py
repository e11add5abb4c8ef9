"""The boxes of a table without rules: its grid's cells tile it, with borders in the middle of gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.gaps_grid import MIDDLE, Grid, GridCell
from parsers.formats.pdf.tables.gaps_region import meets_foot
from parsers.formats.pdf.tables.gaps_sheet import Sheet

_LEAST_ROW = 0.5  # points: lines of a small type may stand as close


def build_table(sheet: Sheet, grid: Grid) -> FoundTable:
    """Return the found table of a grid, every position of it in a cell."""
    rows = (*grid.header_rows, *grid.rows)
    ys = _row_edges(sheet, grid)
    header_count = len(grid.header_rows)
    cut_below = meets_foot(sheet, grid.region)
    cut_above = _lacks_beginning(sheet, grid)
    cells = [
        FoundCell(
            row,
            cell.first,
            (grid.edges[cell.first], ys[row], grid.edges[cell.stop], ys[row + cell.rows]),
            row_span=cell.rows,
            column_span=cell.stop - cell.first,
            is_header=row < header_count,
            cut_above=cut_above and row == header_count,
            cut_below=cut_below and row + cell.rows == len(rows),
        )
        for row, cell in _tiles(rows, header_count, grid.column_count)
    ]
    box: Box = (grid.edges[0], ys[0], grid.edges[-1], ys[-1])
    return FoundTable(box, tuple(cells), len(rows), grid.column_count, Evidence.GAPS, grid.edges)


def _row_edges(sheet: Sheet, grid: Grid) -> tuple[float, ...]:
    """Return the heights that rows begin at, and where the last ends: half-way from one's letters to the next one's."""
    first, last = grid.extents[0][0], grid.extents[-1][1]
    tops = [segment.top for row in (*grid.header_rows, *grid.rows)[:1] for cell in row for segment in cell.segments]
    bottoms = [segment.bottom for line in grid.region.lines.values() for segment in line[:1]]
    above, below = _middles(sheet, grid.header.start - 1), _middles(sheet, grid.region.stop)
    edges = [min(first, *tops) - 1 if not above else max(min(first, *tops) - 1, (max(above) + first) / 2)]
    for (_, low), (high, _) in pairwise(grid.extents):
        edges.append(max((low + high) / 2, edges[-1] + _LEAST_ROW))
    end = max(last, *bottoms) + 1 if not below else min(max(last, *bottoms) + 1, (last + min(below)) / 2)
    return (*edges, max(end, edges[-1] + _LEAST_ROW))


def _middles(sheet: Sheet, number: int) -> list[float]:
    """Return the heights of the middles of a line's letters, none where there is no such line."""
    line = sheet.lines[number] if 0 <= number < len(sheet.lines) else []
    return [segment.baseline - MIDDLE * segment.size for segment in line]


def _tiles(rows: Sequence[Sequence[GridCell]], header_count: int, columns: int) -> Iterator[tuple[int, GridCell]]:
    """Yield each row's number with its cells, empty ones filled in."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        printed = {cell.first: cell for cell in row}
        for column in range(columns):
            if (number, column) in covered:
                continue
            cell = printed.get(column, GridCell(column, column + 1, ()))
            if not number and header_count == 2 and cell.stop - cell.first == 1:
                cell = replace(cell, rows=2)
            covered.update(
                (number + down, right) for down in range(cell.rows) for right in range(cell.first, cell.stop)
            )
            yield number, cell


def _lacks_beginning(sheet: Sheet, grid: Grid) -> bool:
    """Say whether the table begins the page and its first row has nothing in the first column."""
    top = all(sum(len(segment.text) for segment in line) < 80 for line in sheet.lines[: grid.header.start])
    first = grid.rows[0]
    is_lacking = first[0].first > 0 or first[0].segments[0].text[:1].islower()
    return (
        top and grid.header.start <= 4 and is_lacking and sheet.lines[grid.header.start][0].baseline < sheet.height / 4
    )
