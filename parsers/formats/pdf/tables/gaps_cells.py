"""The boxes of a table without rules: its grid's cells tile it, with borders in the middle of gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from normalise.records import Box
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.gaps_grid import Grid, GridCell
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet

_FOOT = 0.8  # of the page's height: a table that ends above it is not cut by the page's end
_FURNITURE = 0.93  # of the page's height: below it only page numbers and running footers are printed


def build_table(sheet: Sheet, grid: Grid) -> FoundTable:
    """Return the found table of a grid, every position of it in a cell."""
    rows = (*grid.header_rows, *grid.rows)
    ys = _row_edges(rows)
    header_count = len(grid.header_rows)
    cut_below = _meets_foot(sheet, grid)
    cut_above = _lacks_beginning(sheet, grid)
    cells = [
        FoundCell(
            row,
            cell.first,
            (grid.edges[cell.first], ys[row], grid.edges[cell.stop], ys[row + span]),
            row_span=span,
            column_span=cell.stop - cell.first,
            is_header=row < header_count,
            cut_above=cut_above and row == header_count,
            cut_below=cut_below and row + span == len(rows),
        )
        for row, cell, span in _tiles(rows, header_count, grid.column_count)
    ]
    box: Box = (grid.edges[0], ys[0], grid.edges[-1], ys[-1])
    return FoundTable(box, tuple(cells), len(rows), grid.column_count, Evidence.GAPS, grid.edges)


def _row_edges(rows: Sequence[Sequence[GridCell]]) -> tuple[float, ...]:
    """Return the heights that rows begin at, and where the last ends: in the middle between their letters."""
    segments = [[segment for cell in row for segment in cell.segments] for row in rows]
    tops = [min(segment.baseline - 0.75 * segment.size for segment in row) for row in segments]
    lows = [max(segment.baseline for segment in row) for row in segments]
    between = [(low + top) / 2 for low, top in zip(lows, tops[1:], strict=False)]
    first = min(tops[0], *(segment.top for segment in segments[0]))
    return (first - 1, *between, max(segment.bottom for segment in segments[-1]) + 1)


def _tiles(rows: Sequence[Sequence[GridCell]], header_count: int, columns: int) -> Iterable[tuple[int, GridCell, int]]:
    """Yield (row, cell, rows spanned) in row order, empty cells filled in."""
    for number, row in enumerate(rows):
        printed = {cell.first: cell for cell in row}
        column = 0
        while column < columns:
            cell = printed.get(column, GridCell(column, column + 1, ()))
            column = cell.stop
            if header_count == 2 and number < 2:
                if number == 1 and not _has_own_header(rows, cell):
                    continue
                yield number, cell, 1 if number or cell.stop - cell.first > 1 else 2
            else:
                yield number, cell, 1


def _has_own_header(rows: Sequence[Sequence[GridCell]], cell: GridCell) -> bool:
    """Say whether a position of a header's second row stands under a header over several columns."""
    return any(upper.first <= cell.first < upper.stop and upper.stop - upper.first > 1 for upper in rows[0])


def _meets_foot(sheet: Sheet, grid: Grid) -> bool:
    """Say whether nothing but the page's foot comes after the table, and it reaches down to there."""
    stop = grid.region.stop
    low = sheet.lines[stop - 1][0].baseline
    return low > _FOOT * sheet.height and all(
        line[0].baseline > _FURNITURE * sheet.height or _is_page_number(line) for line in sheet.lines[stop : stop + 4]
    )


def _is_page_number(line: Sequence[Segment]) -> bool:
    return len(line) == 1 and len(line[0].text) <= 15 and any(map(str.isdigit, line[0].text))


def _lacks_beginning(sheet: Sheet, grid: Grid) -> bool:
    """Say whether the table begins the page and its first row has nothing in the first column."""
    top = all(sum(len(segment.text) for segment in line) < 80 for line in sheet.lines[: grid.header.start])
    first = grid.rows[0]
    is_lacking = first[0].first > 0 or first[0].segments[0].text[:1].islower()
    return (
        top and grid.header.start <= 4 and is_lacking and sheet.lines[grid.header.start][0].baseline < sheet.height / 4
    )
