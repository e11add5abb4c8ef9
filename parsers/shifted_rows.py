"""Puts right a table row that stands one column off: its number is printed where its words should be, its owner under
the heading of the times.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from normalise.when import WhenContext, read_text_dates
from parsers.document import Cell
from parsers.draft import ColumnRole, Drafting
from parsers.headers import TIME_ROLES, Role
from parsers.roles.contents import is_number, is_owner, is_time
from parsers.words import join

Row = tuple[Cell, ...]
Columns = Mapping[int, ColumnRole]

MAX_DATE_CHARACTERS = 40
MAX_QUOTED = 120
_OWNERS = (Role.OWNER, Role.SENIOR_OWNER)
_WORDED = (Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE, Role.ACTION)

_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})?[.)]?$")


def unshift(row: Row, drafting: Drafting) -> Row:
    """Return a row in its columns, with an issue `row-shifted` where it had to be moved, `shifted-columns` where nobody
    can tell whereto: then no cell of it.

    A blank cell may have made up for the shift further on: what stands behind it stays where it is, if only then the
    times stand under their heading.
    """
    if _is_displaced(row, drafting.columns):
        return _replaced(row, drafting)
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


def _is_displaced(row: Row, columns: Columns) -> bool:
    """Say whether an owner is printed under a heading of times, or a time only where none belongs."""
    times, owners = _of(row, columns, TIME_ROLES), _of(row, columns, _OWNERS)
    if any(map(is_time, times)) or not any(column.role in TIME_ROLES for column in columns.values()):
        return False
    if any(map(_is_date, (*owners, *_of(row, columns, _WORDED)))):
        return True
    return any(map(is_owner, times)) and bool(owners) and not any(map(is_owner, owners))


def _replaced(row: Row, drafting: Drafting) -> Row:
    """Return a row moved the one way in which all its cells fit their columns, or no cell of it."""
    words = join(cell.words for cell in row)
    text = " ".join(words.text.split())[:MAX_QUOTED]
    fitting = {_texts(there): there for there in _moves(row, drafting.columns) if _fits(there, drafting.columns)}
    if len(fitting) == 1 and all(cell.row_span == cell.column_span == 1 for cell in row):
        drafting.note("row-shifted", text, words=words)
        return next(iter(fitting.values()))
    drafting.note("shifted-columns", text, words=words)
    return ()


def _moves(row: Row, columns: Columns) -> Iterator[Row]:
    """Yield a row with the cells behind a blank moved left, or, where its last is blank, right from any column on."""
    printed = {cell.column: cell for cell in row if cell.blocks or cell.fill}
    width = max(columns) + 1
    for start in range(width):
        if start not in printed:
            yield tuple(replace(cell, column=at - (at > start)) for at, cell in printed.items())
        if width - 1 not in printed:
            yield tuple(replace(cell, column=at + (at >= start)) for at, cell in printed.items())


def _fits(row: Row, columns: Columns) -> bool:
    """Say whether each typed column of a row holds what it should, and its prose neither owners nor times."""
    times, owners, worded = (_of(row, columns, roles) for roles in (TIME_ROLES, _OWNERS, _WORDED))
    numbers = _of(row, columns, (Role.NUMBER, Role.ACTION_NUMBER))
    if not worded or not (times or owners) or any(cell.column not in columns for cell in row):
        return False
    if any(_is_date(cell) or is_owner(cell) or is_number(cell) for cell in worded):
        return False
    needed = (Role.ACTION, Role.RECOMMENDATION) if numbers else (Role.ACTION,)  # a row that goes on has no number
    lacking = {role for role in needed if not _of(row, columns, (role,))}
    if lacking.intersection(column.role for column in columns.values()):
        return False
    return all(map(is_time, times)) and all(map(is_owner, owners)) and all(map(is_number, numbers))


def _is_date(cell: Cell) -> bool:
    """Say whether a cell prints a date and nothing else; "Open in July" prints more."""
    text = " ".join(cell.text.split())
    if len(text) > MAX_DATE_CHARACTERS or not is_time(cell):
        return False
    return sum(found.end - found.start for found in read_text_dates(text, context=WhenContext()).found) == len(text)


def _of(row: Row, columns: Columns, roles: Collection[Role]) -> list[Cell]:
    """Return the printed cells of a row that stand in columns of some roles."""
    found = ((cell, columns.get(cell.column)) for cell in row if cell.text.strip())
    return [cell for cell, column in found if column is not None and column.role in roles]


def _texts(row: Row) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, cell.text) for cell in row)
