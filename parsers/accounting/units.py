"""The units that are accounted for: each table cell and each block outside tables, with what it is to the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.sections import Section
from parsers.words import Words


class Use(StrEnum):
    """What became of a unit's words."""

    VALUE = "value"
    PARTLY_READ = "partly read"
    UNREAD = "unread"
    FURNITURE = "furniture"  # running lines, headings, headers of tables, labels, legends, contents, notes
    NARRATIVE = "narrative"  # the cover, forewords, background, introductions: no part of a plan


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section and the name of the layout that read it; None where none did, as for what a covering report says."""

    section: Section
    layout: str | None
    is_covering: bool = False


@dataclass(slots=True)
class Unit:
    """A table cell or a block. `left`: what of it was neither read nor told of; `reason`: why it is no part of a plan.

    `spans` are what values and issues were read from, as half-open stretches of `text`, which is folded.
    """

    words: Words
    text: str
    section: int | None = None
    table: Table | None = None
    cell: Cell | None = None
    block: Block | None = None
    use: Use = Use.UNREAD
    reason: str = ""
    left: str = ""
    used_characters: int = 0
    left_characters: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    is_told: bool = False
    is_of_plan: bool = False  # some of it is a record's, not only the document's


def list_units(document: Document, read: Iterable[ReadSection]) -> list[Unit]:
    """Return the units of a document that print words, in reading order; those of no section are the page's frame."""
    sections: dict[int, int] = {}
    for number, found in enumerate(read):
        if found.section.heading is not None:
            sections[id(found.section.heading)] = number
        sections.update((id(block), number) for block in found.section.blocks)
    return [unit for block in document.blocks for unit in _units_of(block, sections.get(id(block))) if unit.text]


def _units_of(block: Block | Table, section: int | None) -> Iterator[Unit]:
    if isinstance(block, Block):
        reason = "" if block.layer is Layer.BODY else "note" if block.layer is Layer.NOTE else "running line"
        use = Use.FURNITURE if reason else Use.UNREAD
        if block.kind is not BlockKind.BREAK:
            yield Unit(block.words, fold(block.text), section, block=block, use=use, reason=reason)
        return
    for cell in block.cells:
        if cell.text:
            yield Unit(cell.words, fold(cell.text), section, block, cell)


def find_header_rows(table: Table) -> frozenset[int]:
    """Return the numbers of a table's header rows, also those inside it."""
    found: list[int] = []
    for number, row in enumerate(table.rows()):
        if number < (table.header_rows or 0) or is_header_row(row, inside=bool(found)):
            found.append(number)
    return frozenset(found)


def fold(text: str) -> str:
    """Return a text with every stretch of white space folded to one blank."""
    return " ".join(text.split())
