"""Tables of a plan whose first row heads them in words that nobody knows, or that have no header row at all.

What the cells below hold decides; only in a document that calls itself a plan or an update is that enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.document import Cell, Table
from parsers.headers import TIME_ROLES, Role
from parsers.roles.contents import is_bare_status, is_number, is_owner, is_time, read_contents
from parsers.roles.decide import decide_columns

Row = tuple[Cell, ...]

MIN_COLUMNS = 3
MIN_ROWS = 2
MAX_HEADING_WORDS = 8
_WHAT = frozenset((Role.ACTION, Role.PROGRESS))
_ANSWERS = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.STATUS))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a table's own words begin: `row` is the index of its heading row, or None where it has none."""

    row: int | None


def find_head(table: Table) -> Head | None:
    """Return where a table that no known wording heads has its heading row, or None where it is no plan's."""
    rows = [(index, row) for index, row in enumerate(table.rows()) if sum(bool(cell.blocks) for cell in row) > 1]
    if table.column_count < MIN_COLUMNS or len(rows) < MIN_ROWS:
        return None
    index, first = rows[0]
    below = [row for _, row in rows[1:]]
    if _looks_like_header(first) and len(below) >= MIN_ROWS:
        headings = {cell.column: " ".join(cell.text.split()) for cell in first if cell.blocks}
        return Head(index) if _is_plan(headings, below) else None
    whole = [row for _, row in rows]
    return Head(None) if _is_plan(dict.fromkeys(range(table.column_count), ""), whole) else None


def _looks_like_header(row: Row) -> bool:
    printed = [cell for cell in row if cell.text.strip()]
    return len(printed) >= MIN_COLUMNS and all(map(_looks_like_heading, printed))


def _looks_like_heading(cell: Cell) -> bool:
    text = cell.text.strip()
    if len(text.split()) > MAX_HEADING_WORDS or (text.endswith(".") and " " in text):
        return False
    return not (is_number(cell) or is_time(cell) or is_bare_status(cell) or is_owner(cell))


def _is_plan(headings: dict[int, str], below: Sequence[Row]) -> bool:
    """Say whether a table's columns hold things to be done, or done, and when or by whom."""
    decided = decide_columns(headings, below)
    roles = {column.role for column in decided}
    if not roles & _WHAT or not roles & _ANSWERS:
        return False
    what = [column.column for column in decided if column.role in _WHAT]
    known = any(column.role in _WHAT and column.wording != "unknown" and column.heading for column in decided)
    cells = [cell for row in below for cell in row if cell.column in what]
    contents = read_contents(cells)
    typed = len(roles & _ANSWERS)
    return known or contents.share("imperative") + contents.share("told") >= (0.3 if typed > 1 else 0.6)
