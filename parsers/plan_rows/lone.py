"""Rows that print a lone cell across the table, and rows of a list of recommendations without a header."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.numbers import fold_number, read_recommendation_number
from normalise.records import Stage
from parsers.counted_rows import read_counted
from parsers.document import Cell, Table
from parsers.headers import Role, read_header
from parsers.headings import Topic, read_topic
from parsers.imperatives import begins_with_verb
from parsers.plan_rows.state import TableState
from parsers.recommending import add_linked, is_linked, leads_theme, part_linked, read_numbered, recommend, theme_of
from parsers.words import Words

MAX_THEME_CHARACTERS = 120
MAX_STAGE_CHARACTERS = 60
MIN_SENTENCE_WORDS = 6


def is_across(state: TableState, cell: Cell, table: Table) -> bool:
    """Say whether a lone cell speaks for the whole table and is not merely the only printed one of its row."""
    column = state.drafting.columns.get(cell.column)
    text = cell.text.strip()
    if cell.column_span >= table.column_count > 1 or column is None or _counted(state, cell):
        return True
    if read_recommendation_number(text) is not None or is_linked(cell.words) or _stage_of(cell) is not None:
        return True
    if cell.column or len(text) > MAX_THEME_CHARACTERS:
        return False
    is_no_number = column.role is Role.NUMBER and fold_number(text) is None
    return is_no_number or read_topic(text) is not None or cell.words.is_bold()


def read_lone(state: TableState, cell: Cell) -> None:
    """Read a lone cell: a recommendation, one hung under it, a kind of recommendations, or a theme."""
    if counted := _counted(state, cell):
        open_across(state, *counted)
        return
    if (stage := _stage_of(cell)) is not None and state.roles():
        state.stage = stage
        return
    for part in (part for block in cell.iter_blocks() for part in part_linked(block.words)):
        words = part.fold()
        if not words:
            continue
        if is_linked(words):
            add_linked(state.drafting, words)
        elif read_recommendation_number(words.text) is not None:
            open_across(state, *read_numbered(words))
        elif (topic := read_topic(words.text)) in (Topic.ADDITIONAL, Topic.RECOMMENDATIONS):
            state.drafting.kind = "additional" if topic is Topic.ADDITIONAL else "key"
            state.drafting.current = state.drafting.theme = None
        elif _words_recommendation(state, cell, words):
            open_across(state, None, words)
        elif len(words) <= MAX_THEME_CHARACTERS and (state.drafting.columns or leads_theme(words)):
            state.drafting.theme = theme_of(words)
            state.drafting.themes.append(state.drafting.theme)
            state.drafting.current = None


def _stage_of(cell: Cell) -> Stage | None:
    """Return the stage that a row says the actions below it are of ("Already in hand", "New actions"), or None."""
    header = read_header(cell.text) if len(cell.text) <= MAX_STAGE_CHARACTERS else None
    return header.stage if header is not None and header.role is Role.ACTION and header.score == 1 else None


def _counted(state: TableState, cell: Cell) -> tuple[str, Words] | None:
    """Return the number and words of a row that counts recommendations, where no column words these."""
    if {Role.RECOMMENDATION, Role.SUMMARY} & set(state.roles()):
        return None
    return read_counted(cell, state.drafting.counts_by)


def _words_recommendation(state: TableState, cell: Cell, words: Words) -> bool:
    """Say whether a row across a table tells what to do, where nothing else words what the actions answer."""
    if cell.column_span == 1 or {Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE} & set(state.roles()):
        return False
    is_first = state.drafting.current is None or state.drafting.is_worded_across
    return is_first and len(words.text.split()) >= MIN_SENTENCE_WORDS and begins_with_verb(words.text)


def numbered_across(state: TableState, printed: Sequence[Cell], table: Table) -> tuple[str, Words] | None:
    """Return number and words of a recommendation that a row prints in front of the actions below it, or None.

    "R2", and beside it over all other columns what it recommends; no column words recommendations.
    """
    if len(printed) != 2 or printed[0].column or {Role.RECOMMENDATION, Role.SUMMARY} & set(state.roles()):
        return None
    first, across = printed
    own = read_recommendation_number(f"{first.text.strip()} x")
    reaches = across.column + across.column_span >= table.column_count
    if across.column_span == 1 or not (reaches or own is not None):
        return None
    number = own.number if own is not None else fold_number(first.text)
    words = across.words.fold()
    is_told = own is not None or (bool(number) and begins_with_verb(words.text))
    return (number, words) if number and words and is_told else None


def open_across(state: TableState, number: str | None, words: Words) -> None:
    """Open the recommendation that a row across the table words."""
    recommend(state.drafting, number, words)
    state.under_heading = True
    state.drafting.is_worded_across = number is None
    state.objective = None
    state.note_waiting()


def read_listed(state: TableState, printed: list[Cell]) -> None:
    """Read a row of a list of recommendations without a header: number and wording. Note what else it prints."""
    number, words = read_numbered(printed[0].words)
    beside = printed[1:]
    if not words and beside:
        words, beside = beside[0].words, beside[1:]
    if words.text.strip().isdigit():
        return  # a line of a list of contents, and its page
    recommend(state.drafting, number, words)
    for cell in beside:
        state.note_cell(cell)
