"""What is kept while a Word file is read: where a reader stands, pages so far, notes called, what was hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, Layer, Remark, Table
from parsers.formats.docx.colours import Palette
from parsers.formats.docx.counting import print_count
from parsers.formats.docx.fields import Fields
from parsers.formats.docx.looks import NO_LOOK, Look
from parsers.formats.docx.numbering import Numbering
from parsers.formats.docx.parts import FORM, Relation, WordFile
from parsers.formats.docx.styles import Styles
from parsers.words import NO_WORDS, Place, Words

_HIDDEN_CHARACTERS = 60


class Spot(NamedTuple):
    """Where blocks stand: the path of the XML around them, the cell of a table, and what the table's style says.

    `nesting` counts the tables around.
    """

    path: str
    layer: Layer = Layer.BODY
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    around: Look = NO_LOOK
    nesting: int = 0

    def place(self, path: str, page: int | None) -> Place:
        """Return the place of a run in what has the path."""
        return Place(page, None, None, self.table, self.row, self.cell, (("path", path),))


@dataclass(slots=True)
class _RowPages:
    """A row that is being read: the page it begins on, the last that a cell of it reaches."""

    start: int
    end: int
    has_moved: bool = False
    is_at_start: bool = True


@dataclass(slots=True)
class Pages:
    """The page that is being read, counted by the breaks that Word left when it last laid the file out."""

    is_recorded: bool
    number: int = 1
    _is_broken: bool = False
    _rows: list[_RowPages] = field(default_factory=list)

    @property
    def current(self) -> int | None:
        """The page's number, None where the file records none."""
        return self.number if self.is_recorded else None

    def break_hard(self) -> None:
        """Go on to the next page, as somebody wanted."""
        self.number += 1
        self._is_broken = True

    def break_soft(self) -> bool:
        """Go on to the next page where Word did; say whether that is news: behind a wanted break it is told again."""
        if self._rows and self._rows[-1].is_at_start:
            self._move_row(self._rows[-1])
            return False
        if self._is_broken:
            self._is_broken = False
            return False
        self.number += 1
        return True

    def print_words(self) -> None:
        self._is_broken = False
        for row in self._rows:
            row.is_at_start = False

    def begin_row(self) -> None:
        self._rows.append(_RowPages(self.number, self.number))

    def begin_cell(self) -> None:
        row = self._rows[-1]
        self.number, row.is_at_start = row.start, True

    def end_cell(self) -> None:
        self._rows[-1].end = max(self._rows[-1].end, self.number)

    def end_row(self) -> None:
        row = self._rows.pop()
        self.number = max(row.start, row.end)

    def _move_row(self, row: _RowPages) -> None:
        """Begin a row on the next page; each of its cells may tell so."""
        if not row.has_moved and not self._is_broken:
            row.start += 1
        row.has_moved = True
        row.is_at_start = self._is_broken = False
        self.number = max(self.number, row.start)


@dataclass(slots=True)
class Notes:
    """The notes that the text calls, in the order of their calls. `forms` says how each kind is numbered."""

    forms: Mapping[str, tuple[str, int]]
    called: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def call(self, kind: str, note_id: str, *, has_own_mark: bool) -> str:
        """Return the mark of a note's call; "" where the text prints one of its own."""
        if has_own_mark:
            self.called.setdefault((kind, note_id), "")
            return ""
        if (kind, note_id) not in self.called:
            form, start = self.forms[kind]
            number = self._counts.get(kind, start - 1) + 1
            self._counts[kind] = number
            self.called[kind, note_id] = print_count(form, number)
        return self.called[kind, note_id]


@dataclass(slots=True)
class Hidden:
    """What is in the file and not printed: how many characters, and the first of them."""

    characters: int = 0
    first: str = ""
    place: Place | None = None

    def add(self, text: str, place: Place) -> None:
        if not text.strip():
            return
        if len(self.first) < _HIDDEN_CHARACTERS and self.place in (None, place):
            self.first += text
        self.place = self.place or place
        self.characters += len(text.strip())

    def iter_remarks(self) -> Iterator[Remark]:
        if self.place is not None:
            first = " ".join(self.first.split())[:_HIDDEN_CHARACTERS]
            detail = f"{self.characters:,} characters, marked as hidden or covered by a merged cell: “{first}”"
            yield Remark("hidden-text", detail, Words.of(first, self.place) if first else NO_WORDS)


@dataclass(slots=True)
class Reading:
    """A file that is being read, and all that is counted over the whole of it.

    `sections` say of each section's end inside the text whether the next begins on a new page; `has_even_headers`,
    whether even pages have running lines of their own.
    """

    file: WordFile
    styles: Styles
    numbering: Numbering
    palette: Palette
    pages: Pages
    notes: Notes
    sections: Mapping[_Element, bool] = field(default_factory=dict)
    has_even_headers: bool = False
    hidden: Hidden = field(default_factory=Hidden)
    list_ids: Iterator[int] = field(default_factory=count)
    tables: Iterator[int] = field(default_factory=count)
    remarks: dict[Remark, None] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    properties: dict[tuple[object, ...], object] = field(
        default_factory=dict
    )  # of paragraphs, as `paragraphs` has them
    cells: int = 0

    def count_cells(self, more: int) -> None:
        """Count table cells. Raises DocumentError `over-budget`."""
        self.cells += more
        check_budget(FORM, "cells", self.cells)

    def list_of(self, num_id: str) -> int:
        """Return the number by which a list is told from others."""
        if num_id not in self.lists:
            self.lists[num_id] = next(self.list_ids)
        return self.lists[num_id]


@dataclass(slots=True)
class Story:
    """One stretch of text (the body, a header, a note): its relations, its open fields, the mark of the note it is.

    `read_blocks` reads what is in an element that holds blocks; it is handed on so that a text box can be read.
    """

    reading: Reading
    relations: Mapping[str, Relation]
    fields: Fields
    read_blocks: Callable[[Story, _Element, Spot], list[Block | Table]]
    note_mark: str = ""
