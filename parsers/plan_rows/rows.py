"""Drafts one row: its actions with the cells that hold their values, its progress, a recommendation's own values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from normalise.records import Stage
from parsers.document import Cell
from parsers.draft import Column, DraftProgress, DraftRow, parts_of
from parsers.entries import read_entries, whole_text
from parsers.headers import Role
from parsers.plan_rows.numbers import Cells, action_number
from parsers.plan_rows.opening import keep_facts, open_objective, open_recommendation
from parsers.plan_rows.state import TableState
from parsers.plan_rows.unread import note_unread
from parsers.reaching_cells import VALUE_ROLES
from parsers.stages import asks_for_stage, stage_in
from parsers.steps import number_lone_step, read_steps
from parsers.values import NOTHING_PRINTED

SEVERAL = 2  # columns of progress, and of statuses
_SUMS = frozenset(("all", "total", "totals", "grand total", "overall", "overall total", "all actions", "sum"))
Row = tuple[Cell, ...]


def read_row(state: TableState, row: Row) -> None:
    """Draft what one row below a header prints."""
    if _is_sum(row):
        for cell in row:
            state.note_cell(cell)
        return
    cells = _cells_by_role(state, row)
    open_recommendation(state, cells)
    open_objective(state, cells)
    keep_facts(state, cells)
    rows = [cell for cell in row if cell.blocks or cell.fill]
    parts = parts_of(rows)
    columns = tuple(_column(state, cell) for cell in row if _holds_value(state, cell))
    current = state.drafting.current.key if state.drafting.current else None
    numbers: list[str | None] = []
    for cell in cells.get(Role.ACTION, ()):
        if cell.text.strip(" .").casefold() in NOTHING_PRINTED:
            continue  # "None", "n/a"
        if steps := number_lone_step(read_steps(read_entries(cell), parts), action_number(state, cells)):
            stage = state.drafting.columns[cell.column].stage or state.stage or _stage_told(columns)
            row_of = DraftRow(current, steps, columns, stage, state.objective, parts, frozenset(state.roles()))
            state.drafting.rows.append(row_of)
            numbers += [step.number for step in steps]
            state.objective_waits = None
    _draft_progress(state, cells, current)
    if not numbers and state.drafting.current is not None:
        _keep_recommendations_own(state, cells)
    note_unread(state, cells, numbers)


def _is_sum(row: Row) -> bool:
    """Say whether a row only sums up those above it: "All", and figures under the columns that count something."""
    texts = [text for cell in row if (text := cell.text.strip(" :"))]
    words = [text for text in texts if not text.replace(",", "").rstrip("%").isdecimal()]
    return len(words) == 1 and words[0].casefold() in _SUMS


def _cells_by_role(state: TableState, row: Row) -> dict[Role, list[Cell]]:
    cells: dict[Role, list[Cell]] = {}
    for cell in row:
        if not cell.blocks and not cell.fill:
            continue
        role = state.role(cell)
        if role is None:
            state.note_cell(cell)
        else:
            cells.setdefault(role, []).append(cell)
    return cells


def _holds_value(state: TableState, cell: Cell) -> bool:
    """Say whether a cell has a value for the row's actions; a blank start or finish leaves its range open."""
    role = state.role(cell)
    return role in VALUE_ROLES and bool(cell.blocks or cell.fill or role in (Role.START, Role.FINISH))


def _column(state: TableState, cell: Cell) -> Column:
    column = state.drafting.columns[cell.column]
    is_recommendations = state.senior_of_recommendation and state.drafting.current is not None
    role = Role.OTHER if column.role is Role.SENIOR_OWNER and is_recommendations else column.role
    header = "" if role is not column.role else column.header
    return Column(role, header, read_entries(cell), cell.fill, cell.row_span > 1, cell)


def _stage_told(columns: Sequence[Column]) -> Stage | None:
    """Return the stage that a column of the row names ("Existing, planned or new?"), or None."""
    told = (column.cell.text for column in columns if column.cell is not None and asks_for_stage(column.header))
    return next((stage for text in told if (stage := stage_in(text)) is not None), None)


def _draft_progress(state: TableState, cells: Cells, current: str | None) -> None:
    statuses = _statuses_of(state, cells)
    for cell in cells.get(Role.PROGRESS, ()):
        entries = read_entries(cell)
        items = (
            [entry.words.fold() for entry in entries]
            if any(entry.is_item for entry in entries)
            else [whole_text(entries)]
        )
        for words in items:
            if words:
                state.drafting.progress.append(DraftProgress(current, words, status=statuses.get(cell.column)))


def _statuses_of(state: TableState, cells: Cells) -> dict[int, Cell]:
    """Return the status cell that goes with each column of progress: the latest one's, or one beside each.

    Where a table has several of both ("Q2 update | Q2 RAG | Q3 update | Status"), each stands on the same side.
    """
    told, shown = cells.get(Role.PROGRESS, ()), cells.get(Role.STATUS, ())
    if not told or not shown:
        return {}
    roles = {number: column.role for number, column in sorted(state.drafting.columns.items())}
    updates = [number for number, role in roles.items() if role is Role.PROGRESS]
    statuses = [number for number, role in roles.items() if role is Role.STATUS]
    if len(updates) < SEVERAL or len(statuses) < SEVERAL:
        return {told[-1].column: shown[-1]}
    bounds = pairwise([*updates, max(roles) + 1] if updates[0] < statuses[0] else [-1, *updates])
    beside = {update: [n for n in statuses if a < n < b] for update, (a, b) in zip(updates, bounds, strict=True)}
    found = ((update, next((c for c in shown if c.column in numbers), None)) for update, numbers in beside.items())
    return {update: cell for update, cell in found if cell is not None}


def _keep_recommendations_own(state: TableState, cells: Cells) -> None:
    """Keep the owner and status of a row that prints no action: they are the recommendation's."""
    current = state.drafting.current
    if current is None or not (cells.get(Role.RECOMMENDATION) or cells.get(Role.NUMBER)):
        return
    current.owners.extend((Role.OWNER, cell.words) for cell in cells.get(Role.OWNER, ()))
    current.is_row_owned = current.is_row_owned or bool(cells.get(Role.OWNER))
    for cell in cells.get(Role.STATUS, ()):
        if current.status is not None and current.status.text != cell.text:
            state.note_cell(current.status)
        current.status = cell
    for cell in cells.get(Role.RESPONSE_TEXT, ()):
        current.response = cell.words.fold()
