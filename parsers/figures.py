"""Tables of figures: how many actions of each recommendation are complete, late or carried on.

Their columns are headed as a plan's are ("Actions complete"), and hold counts. What stands on the left may still be the
recommendations in brief; the counts, and the row that adds them up, are nobody's progress.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalise.statuses import read_status_cell
from parsers.columns import is_header_row
from parsers.document import Cell, Table

MIN_ROWS = 2
MAX_STATUS_WORDS = 3
MIN_COUNTS = 2  # columns under names of statuses

_COUNT = re.compile(r"\s*(?:\d{1,4}\s?%?|[-–—]|nil|none)\s*", re.IGNORECASE)
_SUM = re.compile(r"\s*(?:(?:grand|overall|sub)[\s-]?)?totals?\b[^.]{0,30}", re.IGNORECASE)

Row = Sequence[Cell]


def without_figures(table: Table) -> Table:
    """Return a table whose columns but for one all hold counts without these and without its sums; any other as it is.

    A column of numbers on the left numbers the rows and stays. Beside several columns of words ("Theme | Complete |
    Late | See sheet") counts are two or more that stand under names of statuses.
    """
    rows = table.rows()
    body = [row for row in rows[1:] if any(cell.blocks for cell in row)]
    if len(body) < MIN_ROWS or not is_header_row(rows[0]):
        return table
    columns = range(table.column_count)
    counts = {column for column in columns if _holds_counts(body, column)}
    worded = [column for column in columns if column not in counts]
    if not worded or not counts or max(counts) < worded[0]:
        return table
    behind = {column for column in counts if column > worded[0]}
    if len(worded) > 1:
        behind = {cell.column for cell in rows[0] if cell.column in behind and _heads_count(cell.text)}
        if len(behind) < MIN_COUNTS:
            return table
    sums = {row[0].row for row in body if any(_SUM.fullmatch(cell.text) for cell in row if cell.blocks)}
    cells = tuple(
        replace(cell, blocks=()) if cell.row and (cell.column in behind or cell.row in sums) else cell
        for cell in table.cells
    )
    return replace(table, cells=cells)


def _heads_count(heading: str) -> bool:
    """Say whether a heading names a status or a sum, of which the cells below print how many there are."""
    if _SUM.fullmatch(heading):
        return True
    read = read_status_cell(heading.strip())
    return len(read.found) == 1 and len(heading.split()) <= MAX_STATUS_WORDS


def _holds_counts(body: Sequence[Row], column: int) -> bool:
    texts = [cell.text for row in body for cell in row if cell.column == column and cell.blocks]
    return bool(texts) and all(map(_COUNT.fullmatch, texts))
