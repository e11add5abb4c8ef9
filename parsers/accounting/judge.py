"""Decides what each unit is: a value, read in part, unread, the page's frame, or no part of a plan at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from normalise.numbers import fold_number, read_recommendation_number
from normalise.statuses import Legend
from parsers.accounting.coverage import find_left, fold_words, is_telling
from parsers.accounting.units import ReadSection, Unit, Use, find_header_rows, fold
from parsers.accounting.used import Known
from parsers.document import Block, BlockKind, Cell, Table
from parsers.headers import TIME_ROLES, Role
from parsers.headings import Topic, read_topic
from parsers.peer_team import lists_peers
from parsers.repair.mark_headings import find_label
from parsers.values import NOTHING_PRINTED

Judged = tuple[Use, str]

MAX_TITLE_CHARACTERS = 120
MIN_PROSE_WORDS = 6
BACK_TO_CALL = "↩"  # what web pages print behind a footnote
_TELLING_LABELS = frozenset((Role.ACTION, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, *TIME_ROLES))


class Judge:
    """Judges units in reading order, section by section, table by table."""

    def __init__(self, sections: Sequence[ReadSection], known: Known, legend: Legend) -> None:
        self.sections = sections
        self.known = known
        self.legend = tuple(fold(entry.wording) for entry in legend.entries if entry.wording)
        self.tables: dict[int, _TableSoFar] = {}
        self.begun: set[int | None] = set()  # sections in which something was read further up

    def judge(self, units: Sequence[Unit]) -> None:
        """Give each unit its use, its reason and what is left of it."""
        for unit in units:
            if unit.use is not Use.FURNITURE:
                self._judge(unit)
        self._end_sections(units)

    def _judge(self, unit: Unit) -> None:
        gaps = find_left(unit)
        unit.left = " … ".join(gaps)
        if unit.is_of_plan:
            self.begun.add(unit.section)
            if unit.table is not None:
                self._table(unit.table).has_begun = True
        if unit.used_characters or unit.loose or unit.is_told:
            unit.use = Use.PARTLY_READ if gaps and (unit.is_of_plan or unit.is_told) else Use.VALUE
        else:
            unit.use, unit.reason = self._unused(unit)
        if unit.use in (Use.PARTLY_READ, Use.UNREAD):
            unit.left = unit.left or unit.text
            unit.left_characters = sum(map(len, gaps)) or len(unit.text)

    def _unused(self, unit: Unit) -> Judged:
        """Return what a unit is that nothing was read from."""
        if fold_words(unit.text) in self.known.wordings:
            unit.is_of_plan, unit.used_characters = True, len(unit.text)
            return Use.VALUE, "printed again"
        if unit.section is None or not any(map(str.isalnum, unit.text)):
            return Use.FURNITURE, "sign"
        found = self.sections[unit.section]
        if unit.block is not None and unit.block is found.section.heading:
            return Use.FURNITURE, "heading"
        if found.section.topic is Topic.CONTENTS:
            return Use.FURNITURE, "contents"
        if self._is_of_legend(unit.text):
            return Use.FURNITURE, "legend"
        if unit.cell is not None and unit.table is not None:
            return self._unused_cell(unit, unit.cell, unit.table, found)
        if unit.block is not None:
            return self._unused_block(unit, unit.block, found)
        return Use.UNREAD, ""

    def _unused_cell(self, unit: Unit, cell: Cell, table: Table, found: ReadSection) -> Judged:
        so_far = self._table(table)
        if cell.row in so_far.header_rows:
            return Use.FURNITURE, "header"
        if unit.text.casefold() in NOTHING_PRINTED:
            return Use.FURNITURE, "nothing printed"
        if self._is_known_number(unit.text):
            return Use.VALUE, "number"
        if so_far.is_alone(cell):
            if len(unit.text) <= MAX_TITLE_CHARACTERS and (not so_far.has_begun or read_topic(unit.text) is not None):
                return Use.FURNITURE, "title"
            if not so_far.has_begun and table.column_count > 1:
                return Use.NARRATIVE, "introduction"
        if found.layout is None and (lists_peers(found.section) or not so_far.header_rows):
            return Use.NARRATIVE, "table of something else"
        return Use.UNREAD, ""

    def _unused_block(self, unit: Unit, block: Block, found: ReadSection) -> Judged:
        if not is_telling(unit.text):
            return Use.FURNITURE, "label"
        if unit.text.endswith(BACK_TO_CALL):
            return Use.FURNITURE, "note"
        if _speaks_of_plan(block):
            return Use.UNREAD, ""
        if found.layout is None:
            return Use.NARRATIVE, "no plan content"
        if unit.section not in self.begun:
            return Use.NARRATIVE, "introduction"
        if found.section.tables and _is_prose(block):
            return Use.NARRATIVE, "beside a table"
        return Use.UNREAD, ""

    def _end_sections(self, units: Sequence[Unit]) -> None:
        """Judge anew what leads out of a section: a last line that ends with a colon."""
        for unit, below in zip_longest(units, units[1:]):
            if unit.use is not Use.UNREAD or unit.block is None or not unit.text.endswith(":"):
                continue
            if below is None or below.section != unit.section:
                unit.use, unit.reason, unit.left_characters = Use.NARRATIVE, "leads to what follows", 0

    def _table(self, table: Table) -> _TableSoFar:
        return self.tables.setdefault(id(table), _TableSoFar(table))

    def _is_of_legend(self, text: str) -> bool:
        return any(text in entry or entry in text for entry in self.legend)

    def _is_known_number(self, text: str) -> bool:
        found = read_recommendation_number(text)
        number = found.number if found and found.end >= len(text) else fold_number(text)
        return number is not None and number in self.known.numbers


class _TableSoFar:
    """A table while its cells are judged one after the other."""

    def __init__(self, table: Table) -> None:
        self.header_rows = find_header_rows(table)
        self.has_begun = False
        self._printed = [0] * (table.row_count + 1)
        for cell in table.cells:
            self._printed[cell.row] += bool(cell.text.strip())

    def is_alone(self, cell: Cell) -> bool:
        """Say whether a cell is the only one that its row prints."""
        return self._printed[cell.row] == 1


def _is_prose(block: Block) -> bool:
    """Say whether a block is a paragraph of whole sentences."""
    text = block.text.strip()
    return block.kind is BlockKind.PARAGRAPH and text.endswith((".", "!", "?")) and len(text.split()) >= MIN_PROSE_WORDS


def _speaks_of_plan(block: Block) -> bool:
    """Say whether a block announces a recommendation, or is labelled as an action, its time or its owner."""
    found = read_recommendation_number(block.text)
    if found is not None and block.text[found.end : found.end + 1].isupper():
        return True
    label = find_label(block.text.strip())
    return label is not None and label[0].role in _TELLING_LABELS
