"""Opens the recommendation and the objective that a row prints; a blank cell goes on from the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.columns import goes_on_beside
from parsers.counted_rows import part_counted
from parsers.document import Cell
from parsers.entries import Entry, numbered_words, read_entries, whole_text
from parsers.headers import Role
from parsers.objectives import objective_prefix, read_objective, wording_above
from parsers.plan_rows.numbers import Cells, number_in
from parsers.plan_rows.state import TableState
from parsers.recommending import read_numbered, recommend, theme_of, without_own_number
from parsers.values import NOTHING_PRINTED
from parsers.words import NO_WORDS, Words

ABOUT_THE_TABLE = re.compile(r"\b(?:this|the|following)\s+(?:action\s+)?(?:plan|table)\b|\bbelow\b|:$", re.IGNORECASE)

_WORDED = frozenset((Role.RECOMMENDATION, Role.SUMMARY, Role.NUMBER, Role.OBJECTIVE, Role.ACTION, Role.PROGRESS))


def open_recommendation(state: TableState, cells: Cells) -> None:
    """Open the recommendation whose number or wording a row prints, or the one that its table is introduced by."""
    for cell in cells.get(Role.THEME, ()) if _WORDED.intersection(state.roles()) else ():
        state.drafting.theme = theme_of(whole_text(_unsplit(cell)))
    number = number_in(cells, Role.NUMBER) if state.drafting.numbers_recommendations else None
    words, parts = _wording_and_parts(_printed(cells, Role.RECOMMENDATION))
    if words and number is None:
        number, words = part_counted(words, state.drafting.counts_by) or read_numbered(words)
    elif words:
        words = without_own_number(words, number)
    summary = whole_text(entry for cell in _printed(cells, Role.SUMMARY) for entry in _unsplit(cell))
    if summary and number is None:
        number, summary = read_numbered(summary)
    if words or summary or (number and number != (state.drafting.current.number if state.drafting.current else None)):
        found = recommend(state.drafting, number, words)
        found.parts = found.parts or parts
        state.objective = None
        state.note_waiting()
        if summary:
            found.summaries.append(summary)
    elif state.drafting.current is None and (Role.ACTION in cells or Role.OBJECTIVE in cells):
        _recommend_introduced(state, cells)


def _printed(cells: Cells, role: Role) -> tuple[Cell, ...]:
    """Return the cells of a role without those that say that there is nothing ("-", "n/a")."""
    return tuple(cell for cell in cells.get(role, ()) if cell.text.strip().casefold() not in NOTHING_PRINTED)


def _wording_and_parts(cells: Sequence[Cell]) -> tuple[Words, tuple[Words, ...]]:
    """Return a recommendation's whole wording, and the parts that a list of two or more below its lead gives it."""
    entries = [entry for cell in cells for entry in read_entries(cell)]
    parts = tuple(entry.words.fold() for entry in entries if entry.is_item)
    if len(parts) > 1 and not entries[0].is_item:
        return whole_text(entries), parts
    return whole_text(entry for cell in cells for entry in _unsplit(cell)), ()


def _recommend_introduced(state: TableState, cells: Cells) -> None:
    """Open the recommendation that the paragraph above the table words, or that the objectives' numbers name."""
    number = objective_prefix(cells.get(Role.OBJECTIVE, ()))
    words = state.introduction or NO_WORDS
    if number is None and (not words or ABOUT_THE_TABLE.search(words.text)):
        return
    recommend(state.drafting, number, words or wording_above(state.drafting, number, state.above))


def open_objective(state: TableState, cells: Cells) -> None:
    """Open the objective that a row prints, and the recommendation that its number begins with."""
    for cell in cells.get(Role.OBJECTIVE, ()):
        state.note_waiting()
        state.objective_waits = cell
        state.objective = read_objective(cell)
    prefix = objective_prefix(cells.get(Role.OBJECTIVE, ()))
    current = state.drafting.current
    if (
        prefix
        and Role.RECOMMENDATION not in state.roles()
        and (current is None or current.number != prefix or not state.introduced)
    ):
        state.introduced = True
        words = state.introduction or wording_above(state.drafting, prefix, state.above)
        recommend(state.drafting, prefix, words)


def keep_facts(state: TableState, cells: Cells) -> None:
    """Keep with the open recommendation what a row says of it beside its wording."""
    current = state.drafting.current
    if current is None:
        return
    for cell in cells.get(Role.THEME, ()):
        current.theme = current.theme or state.drafting.theme
        if current.theme != state.drafting.theme:
            state.note_cell(cell)
    for cell in cells.get(Role.CONTEXT, ()):
        current.context.extend(block.words.fold() for block in cell.iter_blocks())
    if state.senior_of_recommendation:
        current.owners.extend((Role.SENIOR_OWNER, cell.words) for cell in cells.get(Role.SENIOR_OWNER, ()))


def keep_beside(state: TableState, row: tuple[Cell, ...]) -> None:
    """Keep what a sub-header row prints of a column that goes on beside it."""
    cells: dict[Role, list[Cell]] = {}
    for cell in row:
        if cell.blocks and goes_on_beside(cell, state.drafting.columns):
            cells.setdefault(state.drafting.columns[cell.column].role, []).append(cell)
    if cells:
        open_recommendation(state, cells)
        keep_facts(state, cells)


def _unsplit(cell: Cell) -> tuple[Entry, ...]:
    return tuple(Entry(numbered_words(block)) for block in cell.iter_blocks() if block.text.strip())
