"""What each column of a table holds, from its header rows; a sub-header inside the table renames the columns it prints.

Wordings stand in `headers.csv`; which of two owner columns is the senior one is decided here, over the whole header.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from parsers.document import Cell
from parsers.draft import ColumnRole, Drafting
from parsers.headers import Role, read_header

# A sub-header that leaves such a column blank does not end it: its cells go on beside the new ones.
_GOES_ON = (Role.NUMBER, Role.RECOMMENDATION, Role.CONTEXT, Role.THEME, Role.OBJECTIVE, Role.SUMMARY)
MIN_MEAN_SCORE = 0.5


def is_header_row(row: tuple[Cell, ...], *, inside: bool = False) -> bool:
    """Say whether a row is a header: the file says so, or most of its cells, two at least, are worded like headers.

    `inside`: a header stands above it already. Then known wordings have to stand alone in their cells, or the row be bold.
    """
    printed = [cell for cell in row if cell.blocks]
    scores = [header.score for cell in printed if (header := read_header(cell.text))]
    if printed and scores and all(cell.is_header for cell in printed):
        return True
    if len(scores) < 2 or len(scores) * 3 < len(printed) * 2:
        return False
    if inside and not all(cell.words.is_bold() for cell in printed):
        return sum(score == 1 for score in scores) >= 2
    return sum(scores) / len(scores) >= MIN_MEAN_SCORE


def read_columns(
    row: tuple[Cell, ...], before: Mapping[int, ColumnRole], drafting: Drafting
) -> Mapping[int, ColumnRole]:
    """Return the columns' roles under a header row. A heading that nobody knows is kept as `other`, with an issue."""
    fresh = any(cell.blocks for cell in row if cell.column == 0)
    columns = {} if fresh else {number: column for number, column in before.items() if column.role in _GOES_ON}
    for cell in row:
        if not cell.blocks:
            continue
        header = read_header(cell.text)
        text = " ".join(cell.text.split())
        if header is None:
            drafting.note("unknown-header", text, words=cell.words)
            columns[cell.column] = ColumnRole(Role.OTHER, text)
        else:
            columns[cell.column] = ColumnRole(header.role, text, header.stage)
    return _settle(columns)


def _settle(columns: Mapping[int, ColumnRole]) -> Mapping[int, ColumnRole]:
    """Return the roles after looking at them together."""
    roles = [column.role for column in columns.values()]
    settled = dict(columns)
    if Role.SENIOR_OWNER in roles and Role.OWNER not in roles and roles.count(Role.SENIOR_OWNER) == 1:
        settled = _rename(settled, Role.SENIOR_OWNER, Role.OWNER)
    if Role.ACTION not in roles and Role.RESPONSE_TEXT in roles:
        settled = _rename(settled, Role.RESPONSE_TEXT, Role.ACTION)
    if Role.ACTION not in roles and roles.count(Role.RECOMMENDATION) > 1:
        settled = _rename_last(settled, Role.RECOMMENDATION, Role.ACTION)
    elif roles.count(Role.RECOMMENDATION) > 1:
        settled = _rename_last(settled, Role.RECOMMENDATION, Role.CONTEXT)
    if (Role.START in roles) != (Role.FINISH in roles):
        settled = _rename(_rename(settled, Role.START, Role.TIMELINE), Role.FINISH, Role.TIMELINE)
    if Role.REVISED_DATE in roles and Role.ORIGINAL_DATE not in roles and roles.count(Role.TIMELINE) == 1:
        settled = _rename(settled, Role.TIMELINE, Role.ORIGINAL_DATE)
    return settled


def _rename(columns: Mapping[int, ColumnRole], old: Role, new: Role) -> dict[int, ColumnRole]:
    return {n: replace(column, role=new) if column.role is old else column for n, column in columns.items()}


def _rename_last(columns: Mapping[int, ColumnRole], old: Role, new: Role) -> dict[int, ColumnRole]:
    last = max(number for number, column in columns.items() if column.role is old)
    return {n: replace(column, role=new) if n == last else column for n, column in columns.items()}
