"""What each column of a table holds, from its header rows; a sub-header inside the table renames the columns it prints.

Wordings stand in `headers.csv`; which of two owner columns is the senior one is decided here, over the whole header.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from normalise.statuses import read_response, read_status_cell
from normalise.when import WhenContext, read_timeline_cell
from parsers.document import Cell
from parsers.draft import ColumnRole, Drafting
from parsers.headers import TIME_ROLES, Role, fold_header, read_header
from parsers.headings import Topic, read_topic

# A sub-header that leaves such a column blank does not end it: its cells go on beside the new ones.
_GOES_ON = (Role.NUMBER, Role.RECOMMENDATION, Role.CONTEXT, Role.THEME, Role.OBJECTIVE, Role.SUMMARY)
_WORDED = frozenset((Role.RECOMMENDATION, Role.OBJECTIVE, Role.SUMMARY))

Row = tuple[Cell, ...]
Columns = Mapping[int, ColumnRole]

MIN_MEAN_SCORE = 0.5
MOSTLY = 0.6
MIN_TYPED_CELLS = 2
MAX_TIME_CHARACTERS = 60
MAX_BESIDE_RESPONSE = 3
MAX_STATUS_CHARACTERS = 40
MIN_PROSE_WORDS = 4
_ANSWERED = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER))


def is_header_row(row: tuple[Cell, ...], *, inside: bool = False) -> bool:
    """Say whether a row is a header: the file says so, or most of its cells, two at least, are worded like headers.

    `inside`: a header stands above it already. Then known wordings have to stand alone in their cells, or
    the row be bold.
    """
    printed = [cell for cell in row if cell.blocks]
    scores = [header.score for cell in printed if (header := read_header(cell.text))]
    is_title = len(printed) == 1 and printed[0].column_span > 1  # over all columns, marked as header or not
    if scores and all(cell.is_header for cell in printed) and (len(printed) > 1 or len(row) == 1) and not is_title:
        return True
    if len(scores) < 2 or len(scores) * 3 < len(printed) * 2:
        return False
    if inside and not all(cell.words.is_bold() for cell in printed):
        return sum(score == 1 for score in scores) >= 2
    return sum(scores) / len(scores) >= MIN_MEAN_SCORE


def read_columns(row: Row, before: Columns, drafting: Drafting) -> Columns:
    """Return the columns' roles under a header row. A heading that nobody knows is kept as `other`, with an issue."""
    headings = [cell for cell in row if cell.blocks and not goes_on_beside(cell, before)]
    fresh = any(cell.column == 0 for cell in headings)
    columns = {} if fresh else {number: column for number, column in before.items() if column.role in _GOES_ON}
    for cell in headings:
        header = read_header(cell.text)
        text = " ".join(cell.text.split())
        if header is None:
            drafting.note("unknown-header", text, words=cell.words)
            columns[cell.column] = ColumnRole(Role.OTHER, text, is_known=False)
        else:
            columns[cell.column] = ColumnRole(header.role, text, header.stage)
            topic = read_topic(text) if header.role is Role.RECOMMENDATION else None
            if topic in (Topic.ADDITIONAL, Topic.RECOMMENDATIONS):
                drafting.kind = "additional" if topic is Topic.ADDITIONAL else "key"
    return _settle(columns)


def type_by_content(
    columns: Mapping[int, ColumnRole], below: Sequence[tuple[Cell, ...]], drafting: Drafting
) -> Mapping[int, ColumnRole]:
    """Return the roles where what the cells hold speaks against an uncertain heading: a column of dates is a timeline.

    Only a column that its heading makes a measure or nothing known can be one, and only where no other column is. What
    is found holds for the heading in all further tables.
    """
    columns = _type_status(_type_prose(_type_response(columns, below), below), below)
    if any(column.role in TIME_ROLES for column in columns.values()):
        return columns
    for number, column in sorted(columns.items()):
        if column.role not in (Role.MEASURE, Role.OTHER):
            continue
        heading = fold_header(column.header)
        if heading in drafting.typed_headers or _share_dated(number, below) >= MOSTLY:
            drafting.typed_headers[heading] = Role.TIMELINE
            return {**columns, number: replace(column, role=Role.TIMELINE)}
    return columns


def _type_response(columns: Columns, below: Sequence[Row]) -> Columns:
    """Return the roles where a response column tells, in place of an action column, what will be done.

    A column of bare answers ("Accepted") stays one of responses.
    """
    if any(column.role is Role.ACTION for column in columns.values()):
        return columns
    for number, column in columns.items():
        if column.role is Role.RESPONSE_TEXT and _share(number, below, _is_bare_response) < MOSTLY:
            return {**columns, number: replace(column, role=Role.ACTION)}
    return columns


def _type_prose(columns: Columns, below: Sequence[Row]) -> Columns:
    """Return the roles where a column of prose under an unknown heading words recommendations, or actions.

    Beside a column of recommendations' numbers it words these; where no column holds actions, it does.
    """
    roles = {column.role for column in columns.values()}
    for number, column in sorted(columns.items()):
        if column.is_known or _share(number, below, _is_prose) < MOSTLY:
            continue
        beside = columns.get(number - 1)
        if beside is not None and beside.role is Role.NUMBER and not roles.intersection(_WORDED):
            return _type_prose({**columns, number: replace(column, role=Role.RECOMMENDATION, is_known=True)}, below)
        if not roles.intersection((Role.ACTION, Role.PROGRESS, Role.CONTEXT)) and roles.intersection(_ANSWERED):
            return {**columns, number: replace(column, role=Role.ACTION)}
    return columns


def _type_status(columns: Columns, below: Sequence[Row]) -> Columns:
    """Return the roles where a column headed as progress prints nothing but statuses ("On track") beside actions."""
    roles = {column.role for column in columns.values()}
    if Role.STATUS in roles or Role.ACTION not in roles:
        return columns
    for number, column in columns.items():
        if column.role is Role.PROGRESS and _share(number, below, _is_bare_status) == 1:
            return {**columns, number: replace(column, role=Role.STATUS)}
    return columns


def _is_bare_status(cell: Cell) -> bool:
    text = cell.text.strip()
    read = read_status_cell(text) if len(text) <= MAX_STATUS_CHARACTERS else None
    if read is None or len(read.found) != 1 or read.notes:
        return False
    return not (text[: read.found[0].start] + text[read.found[0].end :]).strip(" .")


def _is_prose(cell: Cell) -> bool:
    return len(cell.text.split()) >= MIN_PROSE_WORDS


def _is_bare_response(cell: Cell) -> bool:
    text = cell.text.strip()
    found = read_response(text)
    return found is not None and len(text) - (found[2] - found[1]) <= MAX_BESIDE_RESPONSE


def _share(number: int, below: Sequence[Row], fits: Callable[[Cell], bool]) -> float:
    """Return the share of a column's printed cells that fit."""
    cells = [cell for row in below for cell in row if cell.column == number and cell.text.strip()]
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _share_dated(number: int, below: Sequence[tuple[Cell, ...]]) -> float:
    """Return the share of a column's printed cells that are times and nothing else."""
    cells = [cell for row in below for cell in row if cell.column == number and cell.text.strip()]
    return _share(number, below, is_time) if len(cells) >= MIN_TYPED_CELLS else 0.0


def is_time(cell: Cell) -> bool:
    """Say whether a cell prints times and nothing else."""
    text = cell.text.strip()
    return len(text) <= MAX_TIME_CHARACTERS and _is_time(text)


@lru_cache(maxsize=4096)  # a table's cells are asked about whenever its columns are looked at
def _is_time(text: str) -> bool:
    read = read_timeline_cell(text, context=WhenContext())
    return bool(read.found) and all(found.value.kind not in ("unresolved", "event") for found in read.found)


def goes_on_beside(cell: Cell, before: Mapping[int, ColumnRole]) -> bool:
    """Say whether a cell of a sub-header row is no heading: its column's content goes on beside the new headings."""
    column = before.get(cell.column)
    header = read_header(cell.text)
    unheaded = header is None or header.score < MIN_MEAN_SCORE
    return unheaded and column is not None and column.role in _GOES_ON


def _settle(columns: Mapping[int, ColumnRole]) -> Mapping[int, ColumnRole]:
    """Return the roles after looking at them together."""
    roles = [column.role for column in columns.values()]
    settled = dict(columns)
    if Role.SENIOR_OWNER in roles and Role.OWNER not in roles and roles.count(Role.SENIOR_OWNER) == 1:
        settled = _rename(settled, Role.SENIOR_OWNER, Role.OWNER)
    settled = _first_of_two_actions(settled)
    if Role.ACTION not in roles and roles.count(Role.RECOMMENDATION) > 1:
        settled = _rename_last(settled, Role.RECOMMENDATION, Role.ACTION)
    elif roles.count(Role.RECOMMENDATION) > 1:
        settled = _rename_last(settled, Role.RECOMMENDATION, Role.CONTEXT)
    if (Role.START in roles) != (Role.FINISH in roles):
        settled = _rename(_rename(settled, Role.START, Role.TIMELINE), Role.FINISH, Role.TIMELINE)
    if Role.REVISED_DATE in roles and Role.ORIGINAL_DATE not in roles and roles.count(Role.TIMELINE) == 1:
        settled = _rename(settled, Role.TIMELINE, Role.ORIGINAL_DATE)
    return settled


def _first_of_two_actions(columns: dict[int, ColumnRole]) -> dict[int, ColumnRole]:
    """Return the roles where "What? | How?" stand side by side: the first of two is what the peers recommended."""
    actions = sorted(number for number, column in columns.items() if column.role is Role.ACTION)
    worded = _WORDED.intersection(column.role for column in columns.values())
    if len(actions) != 2 or worded or any(columns[number].stage for number in actions):
        return columns
    return columns | {actions[0]: replace(columns[actions[0]], role=Role.RECOMMENDATION)}


def _rename(columns: Mapping[int, ColumnRole], old: Role, new: Role) -> dict[int, ColumnRole]:
    return {n: replace(column, role=new) if column.role is old else column for n, column in columns.items()}


def _rename_last(columns: Mapping[int, ColumnRole], old: Role, new: Role) -> dict[int, ColumnRole]:
    last = max(number for number, column in columns.items() if column.role is old)
    return {n: replace(column, role=new) if n == last else column for n, column in columns.items()}
