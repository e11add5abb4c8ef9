"""Reads one table of a plan into a draft, row by row.

A lone cell across the table is a recommendation, a kind, a theme or a title; a header row, also one inside the table,
says what the columns hold; blank number, recommendation and objective cells go on from above.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from normalise.numbers import fold_number, read_marker, read_recommendation_number
from parsers.columns import goes_on_beside, is_header_row, read_columns, type_by_content
from parsers.document import Cell, Table
from parsers.draft import Column, ColumnRole, Drafting, DraftObjective, DraftProgress, DraftRow, parts_of
from parsers.entries import Entry, numbered_words, read_entries, whole_text
from parsers.headers import Role, fold_header
from parsers.headings import Topic, read_topic
from parsers.idle_fills import without_idle_fills
from parsers.objectives import counts_under_one, objective_prefix, wording_above
from parsers.reaching_cells import VALUE_ROLES, find_reaching, with_reaching
from parsers.recommending import (
    add_linked,
    contradicts,
    is_linked,
    leads_theme,
    part_linked,
    read_numbered,
    recommend,
    theme_of,
    without_own_number,
)
from parsers.shifted_rows import unshift
from parsers.steps import number_lone_step, read_steps
from parsers.values import NOTHING_PRINTED
from parsers.words import NO_WORDS, Words

Row = tuple[Cell, ...]
Columns = Mapping[int, ColumnRole]

MAX_THEME_CHARACTERS = 120
_ALWAYS_KEPT = (Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE, Role.ACTION, Role.PROGRESS)
_IN_SCOPE = frozenset(_ALWAYS_KEPT)
_RECOMMENDATIONS_OWN = (Role.OWNER, Role.STATUS, Role.RESPONSE_TEXT)

_ABOUT_THE_TABLE = re.compile(r"\b(?:this|the|following)\s+(?:action\s+)?(?:plan|table)\b|\bbelow\b|:$", re.IGNORECASE)


class PlanTable:
    """Reads one table into a drafting. Keeps what a blank cell goes on from."""

    def __init__(
        self,
        drafting: Drafting,
        introduction: Words | None,
        *,
        above: Words | None = None,
        under_heading: bool = False,
    ) -> None:
        self.drafting = drafting
        self.introduction = introduction
        self.above = above  # what stands right above the table, whether or not it introduces it
        self.objective: DraftObjective | None = None
        self.objective_waits: Cell | None = None  # printed, and no action stands under it yet
        self.senior_of_recommendation = False
        self.introduced = False
        self.has_header = False
        self.under_heading = under_heading

    def read(self, table: Table) -> None:
        table = without_idle_fills(table)
        rows, reaching = table.rows(), find_reaching(table)
        if not counts_under_one(rows) or (self.above and _ABOUT_THE_TABLE.search(self.above.text)):
            self.above = None
        for index, row in enumerate(rows):
            printed = [cell for cell in row if cell.blocks]
            if not printed:
                continue
            if is_header_row(row, inside=self.has_header):
                self.has_header = True
                self._keep_beside(row)
                columns = read_columns(row, self.drafting.columns, self.drafting)
                columns = type_by_content(columns, rows[index + 1 :], self.drafting)
                self.drafting.columns = self._beside_heading(columns, rows[index + 1 :])
                self.senior_of_recommendation = self._senior_goes_on(rows[index + 1 :])
                self.drafting.numbers_recommendations = self._numbers_recommendations()
            elif len(printed) == 1 and self._is_across(printed[0], table):
                self._read_lone(printed[0])
            elif self.drafting.columns:
                row = with_reaching(unshift(row, self.drafting), reaching[index], self.drafting.columns)
                self._read_row(row)
            elif announces(row):
                self._read_listed(printed)
        self._note_waiting()

    def _beside_heading(self, columns: Columns, below: Sequence[Row]) -> Columns:
        """Return the roles under a heading that words the recommendation: what peers said beside it is its context."""
        current = self.drafting.current
        if not self.under_heading or current is None:
            return columns
        for number, column in columns.items():
            cells = (cell for row in below for cell in row if cell.column == number and cell.text.strip())
            first = next(cells, None) if column.role is Role.RECOMMENDATION else None
            if column.role is Role.RECOMMENDATION and (first is None or contradicts(current, first.words)):
                return {**columns, number: replace(column, role=Role.CONTEXT)}
        return columns

    def _note_waiting(self) -> None:
        """Note an objective that no action stood under."""
        if self.objective_waits is not None:
            self._note_cell(self.objective_waits)
        self.objective_waits = None

    def _note_cell(self, cell: Cell) -> None:
        if cell.text.strip().casefold() not in NOTHING_PRINTED:
            self.drafting.note("unread-cell", " ".join(cell.text.split())[:80], words=cell.words)

    def _keep_beside(self, row: Row) -> None:
        """Keep what a sub-header row prints of a column that goes on beside it."""
        cells: dict[Role, list[Cell]] = {}
        for cell in row:
            if cell.blocks and goes_on_beside(cell, self.drafting.columns):
                cells.setdefault(self.drafting.columns[cell.column].role, []).append(cell)
        if cells:
            self._open_recommendation(cells)
            self._keep_facts(cells)

    def _is_across(self, cell: Cell, table: Table) -> bool:
        """Say whether a lone cell speaks for the whole table and is not merely the only printed one of its row."""
        column = self.drafting.columns.get(cell.column)
        text = cell.text.strip()
        if cell.column_span >= table.column_count > 1 or column is None:
            return True
        if read_recommendation_number(text) is not None or is_linked(cell.words):
            return True
        if cell.column or len(text) > MAX_THEME_CHARACTERS:
            return False
        is_no_number = column.role is Role.NUMBER and fold_number(text) is None
        return is_no_number or read_topic(text) is not None or cell.words.is_bold()

    def _read_lone(self, cell: Cell) -> None:
        for part in (part for block in cell.iter_blocks() for part in part_linked(block.words)):
            words = part.fold()
            if not words:
                continue
            if is_linked(words):
                add_linked(self.drafting, words)
            elif read_recommendation_number(words.text) is not None:
                recommend(self.drafting, *read_numbered(words))
                self.under_heading = True
                self.objective = None
                self._note_waiting()
            elif (topic := read_topic(words.text)) in (Topic.ADDITIONAL, Topic.RECOMMENDATIONS):
                self.drafting.kind = "additional" if topic is Topic.ADDITIONAL else "key"
                self.drafting.current = self.drafting.theme = None
            elif len(words) <= MAX_THEME_CHARACTERS and (self.drafting.columns or leads_theme(words)):
                self.drafting.theme = theme_of(words)
                self.drafting.themes.append(self.drafting.theme)
                self.drafting.current = None

    def _read_listed(self, printed: list[Cell]) -> None:
        """Read a row of a list of recommendations without a header: number and wording. Note what else it prints."""
        number, words = read_numbered(printed[0].words)
        beside = printed[1:]
        if not words and beside:
            words, beside = beside[0].words, beside[1:]
        if words.text.strip().isdigit():
            return  # a line of a list of contents, and its page
        recommend(self.drafting, number, words)
        for cell in beside:
            self._note_cell(cell)

    def _read_row(self, row: Row) -> None:
        cells = self._cells_by_role(row)
        self._open_recommendation(cells)
        self._open_objective(cells)
        self._keep_facts(cells)
        rows = [cell for cell in row if cell.blocks or cell.fill]
        parts = parts_of(rows)
        columns = tuple(self._column(cell) for cell in row if self._holds_value(cell))
        current = self.drafting.current.key if self.drafting.current else None
        numbers: list[str | None] = []
        for cell in cells.get(Role.ACTION, ()):
            if steps := number_lone_step(read_steps(read_entries(cell), parts), self._action_number(cells)):
                stage = self.drafting.columns[cell.column].stage
                row_of = DraftRow(current, steps, columns, stage, self.objective, parts, frozenset(self._roles()))
                self.drafting.rows.append(row_of)
                numbers += [step.number for step in steps]
                self.objective_waits = None
        self._draft_progress(cells, current)
        if not numbers and self.drafting.current is not None:
            self._keep_recommendations_own(cells)
        self._note_unread(cells, numbers)

    def _note_unread(self, cells: Mapping[Role, list[Cell]], numbers: Sequence[str | None]) -> None:
        """Note each printed cell that is in no record; `numbers` are those of the row's actions."""
        if not _IN_SCOPE.intersection(self._roles()):
            return
        kept = self._kept_roles(cells, numbers)
        for cell in (cell for role, of_role in cells.items() if role not in kept for cell in of_role):
            self._note_cell(cell)

    def _kept_roles(self, cells: Mapping[Role, list[Cell]], numbers: Sequence[str | None]) -> set[Role]:
        kept = set(_ALWAYS_KEPT)
        if numbers:
            kept.update(VALUE_ROLES)
        elif self.drafting.current is not None and (cells.get(Role.RECOMMENDATION) or cells.get(Role.NUMBER)):
            kept.update(_RECOMMENDATIONS_OWN)
        if Role.PROGRESS in cells:
            kept.add(Role.STATUS)
        if self.drafting.current is not None:
            kept.update((Role.CONTEXT, Role.THEME))
            kept.update((Role.SENIOR_OWNER,) if self.senior_of_recommendation else ())
        for role in (Role.NUMBER, Role.ACTION_NUMBER):
            number = _number_in(cells, role)
            is_recommendations = role is Role.NUMBER and self._numbers_recommendations()
            if number is not None and _is_bare(cells, role) and (is_recommendations or number in numbers):
                kept.add(role)
        return kept

    def _holds_value(self, cell: Cell) -> bool:
        """Say whether a cell has a value for the row's actions; a blank start or finish leaves its range open."""
        role = self._role(cell)
        return role in VALUE_ROLES and bool(cell.blocks or cell.fill or role in (Role.START, Role.FINISH))

    def _cells_by_role(self, row: Row) -> dict[Role, list[Cell]]:
        cells: dict[Role, list[Cell]] = {}
        for cell in row:
            if not cell.blocks and not cell.fill:
                continue
            role = self._role(cell)
            if role is None:
                self._note_cell(cell)
            else:
                cells.setdefault(role, []).append(cell)
        return cells

    def _role(self, cell: Cell) -> Role | None:
        column = self.drafting.columns.get(cell.column)
        return column.role if column else None

    def _open_recommendation(self, cells: Mapping[Role, list[Cell]]) -> None:
        for cell in cells.get(Role.THEME, ()):
            self.drafting.theme = theme_of(whole_text(_unsplit(cell)))
        number = _number_in(cells, Role.NUMBER) if self.drafting.numbers_recommendations else None
        words = whole_text(entry for cell in cells.get(Role.RECOMMENDATION, ()) for entry in _unsplit(cell))
        if words and number is None:
            number, words = read_numbered(words)
        elif words:
            words = without_own_number(words, number)
        summary = whole_text(entry for cell in cells.get(Role.SUMMARY, ()) for entry in _unsplit(cell))
        if summary and number is None:
            number, summary = read_numbered(summary)
        if words or summary or (number and number != (self.drafting.current.number if self.drafting.current else None)):
            found = recommend(self.drafting, number, words)
            self.objective = None
            self._note_waiting()
            if summary:
                found.summaries.append(summary)
        elif self.drafting.current is None and (Role.ACTION in cells or Role.OBJECTIVE in cells):
            self._recommend_introduced(cells)

    def _numbers_recommendations(self) -> bool:
        """Say whether the number column counts recommendations: not under a heading that words one, nor before any."""
        roles = self._roles()
        if Role.RECOMMENDATION in roles or Role.SUMMARY in roles:
            return True
        if self.drafting.current is None and self.drafting.recommendations:
            return True
        numbers = (column for column in self.drafting.columns.values() if column.role is Role.NUMBER)
        return Role.ACTION not in roles or any("rec" in fold_header(column.header) for column in numbers)

    def _action_number(self, cells: Mapping[Role, list[Cell]]) -> str | None:
        own = _number_in(cells, Role.ACTION_NUMBER)
        return own or (None if self.drafting.numbers_recommendations else _number_in(cells, Role.NUMBER))

    def _recommend_introduced(self, cells: Mapping[Role, list[Cell]]) -> None:
        """Open the recommendation that the paragraph above the table words, or that the objectives' numbers name."""
        number = objective_prefix(cells.get(Role.OBJECTIVE, ()))
        words = self.introduction or NO_WORDS
        if number is None and (not words or _ABOUT_THE_TABLE.search(words.text)):
            return
        recommend(self.drafting, number, words or wording_above(self.drafting, number, self.above))

    def _open_objective(self, cells: Mapping[Role, list[Cell]]) -> None:
        for cell in cells.get(Role.OBJECTIVE, ()):
            self._note_waiting()
            self.objective_waits = cell
            words = whole_text(_unsplit(cell))
            marker = read_marker(words.text)
            number = None
            if marker and marker.numbers:
                number, words = fold_number(marker.numbers[0]), words[marker.end :].strip()
            self.objective = DraftObjective(number, words)
        prefix = objective_prefix(cells.get(Role.OBJECTIVE, ()))
        current = self.drafting.current
        if (
            prefix
            and Role.RECOMMENDATION not in self._roles()
            and (current is None or current.number != prefix or not self.introduced)
        ):
            self.introduced = True
            words = self.introduction or wording_above(self.drafting, prefix, self.above)
            recommend(self.drafting, prefix, words)

    def _roles(self) -> tuple[Role, ...]:
        return tuple(column.role for column in self.drafting.columns.values())

    def _keep_facts(self, cells: Mapping[Role, list[Cell]]) -> None:
        current = self.drafting.current
        if current is None:
            return
        for cell in cells.get(Role.THEME, ()):
            current.theme = current.theme or self.drafting.theme
            if current.theme != self.drafting.theme:
                self._note_cell(cell)
        for cell in cells.get(Role.CONTEXT, ()):
            current.context.extend(block.words.fold() for block in cell.iter_blocks())
        if self.senior_of_recommendation:
            current.owners.extend((Role.SENIOR_OWNER, cell.words) for cell in cells.get(Role.SENIOR_OWNER, ()))

    def _column(self, cell: Cell) -> Column:
        column = self.drafting.columns[cell.column]
        is_recommendations = self.senior_of_recommendation and self.drafting.current is not None
        role = Role.OTHER if column.role is Role.SENIOR_OWNER and is_recommendations else column.role
        header = "" if role is not column.role else column.header
        return Column(role, header, read_entries(cell), cell.fill, cell.row_span > 1, cell)

    def _draft_progress(self, cells: Mapping[Role, list[Cell]], current: str | None) -> None:
        statuses = cells.get(Role.STATUS, ())
        latest = cells[Role.PROGRESS][-1] if Role.PROGRESS in cells else None
        for cell in cells.get(Role.PROGRESS, ()):
            entries = read_entries(cell)
            items = (
                [entry.words.fold() for entry in entries]
                if any(entry.is_item for entry in entries)
                else [whole_text(entries)]
            )
            for words in items:
                if words:
                    self.drafting.progress.append(
                        DraftProgress(current, words, status=statuses[0] if statuses and cell is latest else None)
                    )

    def _keep_recommendations_own(self, cells: Mapping[Role, list[Cell]]) -> None:
        """Keep the owner and status of a row that prints no action: they are the recommendation's."""
        current = self.drafting.current
        if current is None or not (cells.get(Role.RECOMMENDATION) or cells.get(Role.NUMBER)):
            return
        current.owners.extend((Role.OWNER, cell.words) for cell in cells.get(Role.OWNER, ()))
        for cell in cells.get(Role.STATUS, ()):
            if current.status is not None and current.status.text != cell.text:
                self._note_cell(current.status)
            current.status = cell
        for cell in cells.get(Role.RESPONSE_TEXT, ()):
            current.response = cell.words.fold()

    def _senior_goes_on(self, below: tuple[Row, ...]) -> bool:
        """Say whether the senior owners are the recommendations': merged over, or blank within, the rows of one."""
        senior = next((n for n, column in self.drafting.columns.items() if column.role is Role.SENIOR_OWNER), None)
        action = next((n for n, column in self.drafting.columns.items() if column.role is Role.ACTION), None)
        if senior is None or action is None:
            return senior is not None
        for row in below:
            by_column = {cell.column: cell for cell in row}
            spans = by_column[senior].row_span > 1 if senior in by_column else False
            blank = senior not in by_column or not by_column[senior].blocks
            if spans or (blank and action in by_column and by_column[action].blocks):
                return True
        return False


def announces(row: Row) -> bool:
    """Say whether a row begins with a recommendation's number."""
    printed = [cell for cell in row if cell.blocks]
    return bool(printed) and read_recommendation_number(printed[0].text) is not None


def _unsplit(cell: Cell) -> tuple[Entry, ...]:
    return tuple(Entry(numbered_words(block)) for block in cell.iter_blocks() if block.text.strip())


def _number_in(cells: Mapping[Role, list[Cell]], role: Role) -> str | None:
    """Return the number that a number cell prints, or None."""
    text = " ".join(cell.text for cell in cells.get(role, ())).strip()
    found = read_recommendation_number(text)
    return found.number if found else fold_number(text.split()[0]) if text else None


def _is_bare(cells: Mapping[Role, list[Cell]], role: Role) -> bool:
    """Say whether a number cell prints nothing but its number."""
    text = " ".join(cell.text for cell in cells.get(role, ())).strip()
    found = read_recommendation_number(text)
    return found.end >= len(text) if found else len(text.split()) == 1
