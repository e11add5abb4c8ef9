"""Reads one table of a plan into a draft, row by row.

A lone cell across the table is a recommendation, a kind, a theme or a title; a header row, also one inside the table,
says what the columns hold; blank number, recommendation and objective cells go on from above. What a row opens and
holds is read by `parsers.plan_rows`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.columns import is_header_row, read_columns, read_unheaded_columns
from parsers.counted_rows import read_counted
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import ColumnRole
from parsers.figures import without_figures
from parsers.headers import Role, read_header
from parsers.idle_fills import without_idle_fills
from parsers.labels_beside import OF_RECOMMENDATIONS, take_labelled
from parsers.objectives import counts_under_one
from parsers.plan_rows.lone import is_across, numbered_across, open_across, read_listed, read_lone
from parsers.plan_rows.numbers import numbers_recommendations
from parsers.plan_rows.opening import ABOUT_THE_TABLE, keep_beside
from parsers.plan_rows.rows import read_row
from parsers.plan_rows.state import TableState
from parsers.reaching_cells import find_reaching, with_reaching
from parsers.recommending import contradicts
from parsers.repeated_headers import MAX_ROWS, key_of_header
from parsers.roles.heads import Head, find_head
from parsers.shifted_rows import unshift
from parsers.two_levels import read_two_levels

Row = tuple[Cell, ...]
Columns = Mapping[int, ColumnRole]

LABEL_AND_VALUE = 2  # cells of a row
MAX_HEADERS = 64  # of a table: more look at all that stands below each for too long


def read_table(table: Table, state: TableState) -> None:
    """Draft what a table prints into the state's drafting."""
    table = without_figures(without_idle_fills(table))
    rows, reaching = table.rows(), find_reaching(table)
    if not counts_under_one(rows) or (state.above and ABOUT_THE_TABLE.search(state.above.text)):
        state.above = None
    head = _find_own_head(table, state)
    heads = frozenset(index for index, row in enumerate(rows) if is_header_row(row, inside=True))
    if head is not None and head.row is None:
        _turn_to_contents(state, table.column_count, rows)
    for index, row in enumerate(rows):
        printed = [cell for cell in row if cell.blocks]
        if not printed or _take_told_beside(state, printed, table):
            continue
        is_head = index in heads if state.has_header else is_header_row(row)
        if is_head or (head is not None and head.row == index):
            _turn_to_columns(state, row, _below(rows, index, heads))
            _part_levels(state, rows, index + 1)
        elif (across := state.uppers.get(index) or numbered_across(state, printed, table)) is not None:
            open_across(state, *across)
        elif len(printed) == 1 and is_across(state, printed[0], table):
            read_lone(state, printed[0])
        elif state.drafting.columns:
            row = with_reaching(unshift(row, state.drafting), reaching[index], state.drafting.columns)
            read_row(state, row)
        elif announces(row):
            read_listed(state, printed)
    state.note_waiting()


def _take_told_beside(state: TableState, printed: Sequence[Cell], table: Table) -> bool:
    """Keep with the current recommendation what a row tells of it; say whether one does."""
    if state.drafting.current is None or not _is_told_beside(printed, table):
        return False
    take_labelled(_as_blocks(printed), state.drafting)
    return True


def _is_told_beside(printed: Sequence[Cell], table: Table) -> bool:
    """Say whether a row is a label and one cell over all other columns: what it tells is the recommendation's.

    "What the team said | …", "Accountable director | Treasurer" stand between a title and the headings below it.
    """
    if len(printed) != LABEL_AND_VALUE or table.column_count <= LABEL_AND_VALUE:
        return False
    label, value = printed
    is_whole = label.column == 0 and label.column_span == value.column == 1
    if not is_whole or value.column + value.column_span < table.column_count:
        return False
    header = read_header(label.text)
    return header is not None and header.score == 1 and header.role in OF_RECOMMENDATIONS


def _as_blocks(printed: Sequence[Cell]) -> tuple[Block | Table, ...]:
    """Return a label and the cell beside it as the paragraphs that they would be one below the other."""
    label, value = printed
    header = read_header(label.text)
    head = Block(BlockKind.HEADING, label.words.strip(), place=label.place, label=header)
    return (head, *(replace(block, fill=value.fill) if isinstance(block, Block) else block for block in value.blocks))


def _below(rows: Sequence[Row], index: int, heads: frozenset[int]) -> Sequence[Row]:
    """Return the rows below a header; where there are very many headers, those up to the next one."""
    if len(heads) <= MAX_HEADERS:
        return rows[index + 1 :]
    end = next((at for at in range(index + 1, len(rows)) if at in heads), len(rows))
    return rows[index + 1 : end]


def announces(row: Row) -> bool:
    """Say whether a row begins with a recommendation's number."""
    printed = [cell for cell in row if cell.blocks]
    return bool(printed) and read_recommendation_number(printed[0].text) is not None


def _find_own_head(table: Table, state: TableState) -> Head | None:
    """Return where a table that no known wording heads begins; None where one does, or the columns go on from above."""
    drafting = state.drafting
    if not (drafting.is_plan or drafting.reports_progress) or any(map(is_header_row, table.rows())):
        return None
    goes_on = drafting.columns and table.column_count <= max(drafting.columns) + 1
    return None if goes_on else find_head(table)


def _turn_to_contents(state: TableState, count: int, rows: Sequence[Row]) -> None:
    """Turn to the columns of a table that nothing heads, by what they hold."""
    state.has_header = True
    state.drafting.columns = read_unheaded_columns(count, state.drafting, rows)
    state.senior_of_recommendation = _senior_goes_on(state.drafting.columns, rows)
    state.drafting.numbers_recommendations = numbers_recommendations(state, rows)


def _turn_to_columns(state: TableState, header: Row, below: Sequence[Row]) -> None:
    """Turn to the columns that a header row names."""
    drafting = state.drafting
    state.has_header = True
    keep_beside(state, header)
    repeated = drafting.repeated.get(key_of_header(header)) if len(below) < MAX_ROWS else None
    columns = read_columns(header, drafting.columns, drafting, repeated or below, is_worded=_is_worded(state, below))
    drafting.columns = _beside_heading(state, columns, below)
    state.senior_of_recommendation = _senior_goes_on(drafting.columns, below)
    drafting.numbers_recommendations = numbers_recommendations(state, below)


def _part_levels(state: TableState, rows: Sequence[Row], start: int) -> None:
    """Turn to the rows of an upper level, from `start` on, where the table has two and nothing above it words one."""
    state.uppers = {}
    if state.under_heading and state.drafting.current is not None:
        return
    state.drafting.columns, uppers = read_two_levels(state.drafting.columns, rows[start:])
    state.uppers = {start + index: upper for index, upper in uppers.items()}
    if uppers:
        state.drafting.numbers_recommendations = False


def _is_worded(state: TableState, below: Sequence[Row]) -> bool:
    """Say whether what is recommended stands above a table, or below its header in a row by itself."""
    if state.under_heading and state.drafting.current is not None:
        return True
    lone = ([cell for cell in row if cell.blocks] for row in below)
    return any(
        len(printed) == 1
        and (read_recommendation_number(printed[0].text) or read_counted(printed[0], state.drafting.counts_by))
        for printed in lone
    )


def _beside_heading(state: TableState, columns: Columns, below: Sequence[Row]) -> Columns:
    """Return the roles under a heading that words the recommendation: what peers said beside it is its context."""
    current = state.drafting.current
    if not state.under_heading or current is None:
        return columns
    for number, column in columns.items():
        cells = (cell for row in below for cell in row if cell.column == number and cell.text.strip())
        first = next(cells, None) if column.role is Role.RECOMMENDATION else None
        if column.role is Role.RECOMMENDATION and (first is None or contradicts(current, first.words)):
            return {**columns, number: replace(column, role=Role.CONTEXT)}
    return columns


def _senior_goes_on(columns: Columns, below: Sequence[Row]) -> bool:
    """Say whether the senior owners are the recommendations': merged over, or blank within, the rows of one."""
    senior = next((n for n, column in columns.items() if column.role is Role.SENIOR_OWNER), None)
    action = next((n for n, column in columns.items() if column.role is Role.ACTION), None)
    if senior is None or action is None:
        return senior is not None
    for row in below:
        by_column = {cell.column: cell for cell in row}
        spans = by_column[senior].row_span > 1 if senior in by_column else False
        blank = senior not in by_column or not by_column[senior].blocks
        if spans or (blank and action in by_column and by_column[action].blocks):
            return True
    return False
