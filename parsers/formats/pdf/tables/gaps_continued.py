"""A table without rules that goes on from the page above, where its header is not printed again.

Its columns are those of the part above: nothing on this page but text that keeps to them shows that it goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.gaps_columns import Span
from parsers.formats.pdf.tables.gaps_cuts import cut_line, usual_starts
from parsers.formats.pdf.tables.gaps_evidence import goes_on
from parsers.formats.pdf.tables.gaps_grid import Grid, read_grid
from parsers.formats.pdf.tables.gaps_header import LOOK_AHEAD, Header, HeaderCell, find_header
from parsers.formats.pdf.tables.gaps_region import grow
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet

MAX_RUNNING_LINES = 4  # above a page's text
_HALF_GUTTER = 0.8  # points
_NEAR = 2.5  # type sizes between the first lines of a table


def may_go_on(table: FoundTable) -> bool:
    """Say whether a table of the page above may go on at the top of the next: by gaps, and cut by its page's foot."""
    return table.evidence is Evidence.GAPS and any(cell.cut_below for cell in table.cells)


def continue_table(sheet: Sheet, above: FoundTable) -> Grid | None:
    """Return the part of a table of the page above that begins this page, or None where its columns do not go on."""
    start = _first_line(sheet, above)
    if start is None:
        return None
    if any(find_header(sheet, number, 0) for number in range(start, min(start + 3, len(sheet.lines)))):
        return None  # The page prints the header again, or begins with another table.
    cells = tuple(
        HeaderCell(left + _HALF_GUTTER, right - _HALF_GUTTER, "") for left, right in pairwise(above.column_edges)
    )
    region = grow(sheet, Header(start, start, (), cells, None, is_ruled=False))
    grid = read_grid(sheet, region)
    return grid if grid is not None and goes_on(grid) else None


def _first_line(sheet: Sheet, above: FoundTable) -> int | None:
    """Return the line that the table's part begins with: the first of those close above its first full line."""
    starts = usual_starts(sheet.lines[:LOOK_AHEAD])
    for number, line in enumerate(sheet.lines[: MAX_RUNNING_LINES + 12]):
        if len(line) > 1 and _fits(sheet, number, starts, above) and line[0].baseline < sheet.height / 2:
            while number > 0 and sheet.is_next(number, _NEAR) and _fits(sheet, number - 1, starts, above):
                number -= 1
            is_prose = any(len(segment.text) > 80 for row in sheet.lines[:number] for segment in row)
            return number if number <= MAX_RUNNING_LINES and not is_prose else None
    return None


def _fits(sheet: Sheet, number: int, starts: Sequence[float], above: FoundTable) -> bool:
    """Say whether no text of a line stands across an edge of the columns, or far outside the table."""
    line = sheet.lines[number]
    left, right = above.column_edges[0], above.column_edges[-1]
    size = line[0].size
    if line[0].x0 < left - 2 * size or line[-1].x1 > right + 4 * size:
        return False
    inner = [(edge - _HALF_GUTTER, edge + _HALF_GUTTER) for edge in above.column_edges[1:-1]]
    if not _crosses(line, inner):
        return True
    cut = cut_line(sheet.runs[number], number, starts, inner) if len(line) > 1 else None
    return cut is not None and not _crosses(cut, inner)


def _crosses(line: Sequence[Segment], gutters: Sequence[Span]) -> bool:
    return any(segment.x0 < a and segment.x1 > b for segment in line for a, b in gutters)
