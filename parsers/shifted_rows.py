"""Puts right a table row that stands one column too far right: its number is printed where its words should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from parsers.document import Cell
from parsers.draft import ColumnRole, Drafting
from parsers.headers import TIME_ROLES, Role
from parsers.roles.contents import is_time

Row = tuple[Cell, ...]

_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})?[.)]?$")


def unshift(row: Row, drafting: Drafting) -> Row:
    """Return a row in its columns, with an issue `row-shifted` where it had to be moved.

    A blank cell may have made up for the shift further on: what stands behind it stays where it is, if only then the
    times stand under their heading.
    """
    cells = {cell.column: cell for cell in row}
    column = drafting.columns.get(0)
    if column is None or column.role not in (Role.NUMBER, Role.ACTION_NUMBER):
        return row
    moved = cells.get(1)
    if (0 in cells and cells[0].blocks) or moved is None or not _NUMBER.match(moved.text.strip()):
        return row
    drafting.note("row-shifted", " ".join(moved.text.split()), words=moved.words)
    ends = range(max(cells) + 1, 1, -1)
    tried = (_shifted(row, end) for end in ends)
    return next((there for there in tried if _has_times_in_place(there, drafting.columns)), _shifted(row, ends[0]))


def _shifted(row: Row, end: int) -> Row:
    """Return a row whose cells in front of a column stand one to the left; a blank one goes."""
    return tuple(replace(cell, column=cell.column - (cell.column < end)) for cell in row if cell.column)


def _has_times_in_place(row: Row, columns: Mapping[int, ColumnRole]) -> bool:
    roles = ((cell, columns.get(cell.column)) for cell in row if cell.blocks)
    times = [cell for cell, column in roles if column is not None and column.role in TIME_ROLES]
    return bool(times) and all(map(is_time, times))
