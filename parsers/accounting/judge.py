"""Decides what each unit is: a value, read in part, unread, the page's frame, or no part of a plan at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import zip_longest

from normalise.numbers import fold_number, read_recommendation_number
from normalise.statuses import Legend
from parsers.accounting.coverage import find_left, fold_words, is_telling
from parsers.accounting.units import ReadSection, Unit, Use, find_header_rows, fold
from parsers.accounting.used import Known
from parsers.badges import is_bare_status
from parsers.counting import is_number_alone, number_of_action
from parsers.cover_title import is_form_line
from parsers.document import Block, BlockKind, Cell, Table
from parsers.glossaries import read_glossary
from parsers.headers import OF_PLANS, TIME_ROLES, Role, read_header
from parsers.headings import Topic, read_topic
from parsers.peer_team import lists_peers
from parsers.repair.mark_headings import find_label
from parsers.roles.contents import is_owner, is_time
from parsers.sections import Section
from parsers.values import NOTHING_PRINTED

Judged = tuple[Use, str]

MAX_TITLE_CHARACTERS = 120
MIN_PROSE_WORDS = 6
MAX_LABEL_WORDS = 3
MAX_NAME_WORDS = 6
MIN_LEGEND_CELLS = 2
PAGE = re.compile(r"[\s,:|–—-]*\b(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CALL = re.compile(f"(?:(?<=[a-z]{{3}})|(?<=[.,;:!?”’)]))[{_RAISED}]{{1,3}}")  # behind a word: no m², no km²
_DIGITS = str.maketrans(_RAISED, "0123456789")
BACK_TO_CALL = "↩"  # what web pages print behind a footnote
OF_SOMETHING_ELSE = "table of something else"
_NARRATIVE = (Topic.NARRATIVE, Topic.PEER_TEAM, Topic.FEEDBACK, Topic.OVERVIEW, Topic.CONTENTS)
_TELLING_LABELS = frozenset((Role.ACTION, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, *TIME_ROLES))


class Judge:
    """Judges units in reading order, section by section, table by table."""

    def __init__(
        self,
        sections: Sequence[ReadSection],
        known: Known,
        legend: Legend,
        is_council: Callable[[str], bool],
        *,
        expects_plan: bool,
    ) -> None:
        self.sections = sections
        self.known = known
        self.is_council = is_council
        self.expects_plan = expects_plan
        self.is_missed = False  # the document calls itself a plan, and nothing of one was read
        self.calls: set[str] = set()  # the numbers of notes that the text calls
        self.lines: Counter[str] = Counter()  # how often each block is printed
        self.legend = tuple(fold(entry.wording) for entry in legend.entries if entry.wording)
        self.tables: dict[int, _TableSoFar] = {}
        self.peers: dict[int, bool] = {}
        self.begun: set[int | None] = set()  # sections in which something was read further up

    def judge(self, units: Sequence[Unit]) -> None:
        """Give each unit its use, its reason and what is left of it."""
        self.is_missed = self.expects_plan and not any(unit.is_of_plan for unit in units)
        self.calls = {call.translate(_DIGITS) for unit in units for call in _calls_in(unit.text)}
        self.lines = Counter(unit.text for unit in units if unit.block is not None)
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
        if unit.used_characters or unit.loose:
            unit.use = Use.PARTLY_READ if gaps and (unit.is_of_plan or unit.is_told) else Use.VALUE
        else:
            unit.use, unit.reason = self._unused(unit)
        if unit.is_told and unit.use is Use.NARRATIVE:
            unit.use = Use.UNREAD
        if unit.use in (Use.PARTLY_READ, Use.UNREAD):
            unit.left = unit.left or unit.text
            unit.left_characters = sum(map(len, gaps)) or len(unit.text)

    def _unused(self, unit: Unit) -> Judged:
        """Return what a unit is that nothing was read from."""
        if fold_words(without_label(unit.text)) in self.known.wordings:
            unit.is_of_plan, unit.used_characters = True, len(unit.text)
            return Use.VALUE, "printed again"
        if unit.section is None or not any(map(str.isalnum, unit.text)):
            return Use.FURNITURE, "sign"
        found = self.sections[unit.section]
        if unit.block is not None and unit.block is found.section.heading:
            return Use.FURNITURE, "heading"
        if found.section.topic is Topic.CONTENTS:
            return Use.FURNITURE, "contents"
        if self._is_of_legend(unit.text) or _explains_status(unit.text):
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
        if not so_far.has_begun and (so_far.is_glossary or self._is_legend(table, so_far)):
            return Use.FURNITURE, "legend"
        if so_far.is_alone(cell) and len(unit.text) <= MAX_TITLE_CHARACTERS:
            if so_far.is_above_header(cell) or read_topic(unit.text) is not None:
                return Use.FURNITURE, "title"
        elif so_far.is_alone(cell) and so_far.is_above_header(cell) and table.column_count > 1:
            return Use.NARRATIVE, "introduction"
        if so_far.has_begun or so_far.is_plan:
            return Use.UNREAD, ""
        return Use.NARRATIVE, self._other_table(found)

    def _other_table(self, found: ReadSection) -> str:
        """Return why a cell of a table that nothing was read from is no part of a plan."""
        if found.is_covering:
            return "covering report"
        is_peers = found.layout is None and self._lists_peers(found.section)
        return "peer team" if is_peers else OF_SOMETHING_ELSE

    def _unused_block(self, unit: Unit, block: Block, found: ReadSection) -> Judged:
        if (frame := self._frame(unit, block, found)) is not None:
            return Use.FURNITURE, frame
        if _speaks_of_plan(block) or (found.layout is None and _heads_plan(found.section)):
            return Use.UNREAD, ""
        if self._is_running_line(block, unit.text):
            return Use.FURNITURE, "running line"
        if found.layout is None:
            is_missed = self.is_missed and block.kind is BlockKind.ITEM and found.section.topic not in _NARRATIVE
            return (Use.UNREAD, "") if is_missed else (Use.NARRATIVE, "no plan content")
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

    def _lists_peers(self, section: Section) -> bool:
        if id(section) not in self.peers:
            self.peers[id(section)] = lists_peers(section)
        return self.peers[id(section)]

    def _table(self, table: Table) -> _TableSoFar:
        if id(table) not in self.tables:
            self.tables[id(table)] = _TableSoFar(table)
        return self.tables[id(table)]

    def _is_running_line(self, block: Block, text: str) -> bool:
        """Say whether a line, its page number left out, names the council or the document, or stands there twice."""
        # The pattern takes time by the square of the signs in front of a number: long text is no running line.
        line = PAGE.sub("", text) if text[-1:].isdecimal() and len(text) <= 2 * MAX_TITLE_CHARACTERS else text
        if len(line) > MAX_TITLE_CHARACTERS:
            return False
        folded = fold_words(line)
        return (
            folded in self.known.names
            or (folded.endswith(" council") and line[:1].isupper() and len(folded.split()) <= MAX_NAME_WORDS)
            or self.is_council(line)
            or (self.lines[text] > 1 and block.kind is not BlockKind.ITEM and not _is_value(block))
        )

    def _frame(self, unit: Unit, block: Block, found: ReadSection) -> str | None:
        """Return what of a page's frame a block is by itself, wherever it stands; None for others."""
        if not is_telling(unit.text):
            return "label"
        if unit.text.endswith(BACK_TO_CALL) or (block.marker or "").rstrip(".) ") in self.calls:
            return "note"
        return "cover" if found.layout is None and self._is_of_cover_form(block) else None

    def _is_of_cover_form(self, block: Block) -> bool:
        """Say whether lines are of the form on a committee paper's front: "Lead officer: …", above the text."""
        lines = block.text.splitlines()
        return all(map(is_form_line, lines)) and fold_words(lines[0]) in self.known.names

    def _is_legend(self, table: Table, so_far: _TableSoFar) -> bool:
        """Say whether a table explains colours: two of its cells do."""
        if so_far.is_legend is None:
            texts = (fold(cell.text) for cell in table.cells if self.legend and cell.text.strip())
            so_far.is_legend = sum(map(self._is_of_legend, texts)) >= MIN_LEGEND_CELLS
        return so_far.is_legend

    def _is_of_legend(self, text: str) -> bool:
        return any(text in entry or entry in text for entry in self.legend)

    def _is_known_number(self, text: str) -> bool:
        found = read_recommendation_number(text)
        number = found.number if found and found.end >= len(text) else fold_number(text)
        words = text.split()
        if number is None and len(words) <= MAX_LABEL_WORDS and not is_telling(" ".join(words[:-1])):
            number = fold_number(words[-1])  # "Action 1"
        if number is None and (len(words) == 1 or is_number_alone(text)):
            number = number_of_action(text)  # "CPC1", "Step 2:"
        return number is not None and number in self.known.numbers


class _TableSoFar:
    """A table while its cells are judged one after the other. `is_plan`: it has a heading that only plans have."""

    def __init__(self, table: Table) -> None:
        self.header_rows = find_header_rows(table)
        self.has_begun = False
        self.is_glossary = bool(read_glossary(table))
        self.is_legend: bool | None = None  # not asked yet
        self._printed = [0] * table.row_count
        for cell in table.cells:
            self._printed[cell.row] += bool(cell.text.strip())
        headings = (read_header(cell.text) for cell in table.cells if cell.row in self.header_rows)
        self.is_plan = any(heading.role in OF_PLANS for heading in headings if heading)

    def is_alone(self, cell: Cell) -> bool:
        """Say whether a cell is the only one that its row prints."""
        return self._printed[cell.row] == 1

    def is_above_header(self, cell: Cell) -> bool:
        """Say whether a row of headings stands right below a cell's row, or neither such a row nor a value above it."""
        is_first = not self.has_begun and cell.row < min(self.header_rows, default=cell.row + 1)
        return is_first or cell.row + cell.row_span in self.header_rows


def without_label(text: str) -> str:
    """Return a wording without the number of a recommendation in front of it.

    >>> without_label("Rec 1 – Review the plan")
    'Review the plan'
    """
    found = read_recommendation_number(text)
    return text[found.end :].lstrip(" :–—-.") or text if found else text


def _calls_in(text: str) -> list[str]:
    return [] if text.isascii() else _CALL.findall(text)


def _explains_status(text: str) -> bool:
    """Say whether a line explains a status ("Underway: work has begun")."""
    head, sign, rest = text.partition(":")
    return bool(sign and rest.strip()) and is_bare_status(head.strip())


def _heads_plan(section: Section) -> bool:
    """Say whether a section's heading is one of a plan's own columns ("Progress to date")."""
    header = read_header(section.title.text) if read_topic(section.title.text) in (None, Topic.PROGRESS) else None
    return header is not None and header.score == 1 and header.role in (*_TELLING_LABELS, Role.PROGRESS)


def _is_value(block: Block) -> bool:
    """Say whether a line prints nothing but a time, an owner or a status."""
    cell = Cell(0, 0, (block,))
    return is_time(cell) or is_owner(cell) or is_bare_status(block.text.strip())


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
