"""Recommendations that count in the cells of tables: "1) Strengthen …" across a table, "CPC1 Strengthen …" in a column.

A list of themes may be counted too: so the words of a row across have to be a sentence's, and no column may word
recommendations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.columns import is_header_row
from parsers.counting import counted_by, read_count
from parsers.document import Block, Cell, Table
from parsers.entries import Entry, numbered_words, whole_text
from parsers.headers import Role, read_header
from parsers.sections import Section
from parsers.words import NO_WORDS, Words

MIN_WORDS = 4
Row = tuple[Cell, ...]


def find_counting_words(sections: Sequence[Section]) -> frozenset[str]:
    """Return the words by which recommendations count in the sections' tables, in lone cells or in their own column."""
    tables = [table for section in sections for table in section.tables if table.column_count > 1]
    lone = [text for table in tables for row in table.rows() if read_count(text := lone_text(row))]
    in_rows = counted_by(lone) if all(map(_is_sentence, lone)) else frozenset()
    return in_rows | counted_by([text for table in tables for text in _worded(table)])


def _worded(table: Table) -> Iterator[str]:
    """Yield what the cells of a column of recommendations print, by the table's own headings."""
    columns: frozenset[int] = frozenset()
    for row in table.rows():
        if is_header_row(row, inside=bool(columns)):
            headers = {cell.column: header for cell in row if cell.blocks and (header := read_header(cell.text))}
            columns = frozenset(column for column, header in headers.items() if header.role is Role.RECOMMENDATION)
        else:
            yield from (shown(cell) for cell in row if cell.column in columns and cell.blocks)


def read_counted(cell: Cell, counting: frozenset[str]) -> tuple[str, Words] | None:
    """Return the number that a lone cell counts by, and what it words; None where it counts otherwise, or not."""
    words = whole_text(Entry(numbered_words(block)) for block in cell.iter_blocks()) if counting else NO_WORDS
    return part_counted(words, counting) if _is_sentence(words.text) else None


def part_counted(words: Words, counting: frozenset[str]) -> tuple[str, Words] | None:
    """Return the number that words begin with and the words behind it, where recommendations count by such."""
    count = read_count(words.text)
    if count is None or count.word not in counting or count.end >= len(words):
        return None
    return count.number, words[count.end :].strip()


def lone_text(row: Row) -> str:
    """Return what a row prints in its first column, if it prints nothing elsewhere; else ""."""
    printed = [cell for cell in row if cell.blocks]
    return shown(printed[0]) if len(printed) == 1 and printed[0].column == 0 else ""


def shown(cell: Cell) -> str:
    """Return what a cell prints, the marker of a list in front of it."""
    first = next(cell.iter_blocks(), None)
    marker = first.marker if isinstance(first, Block) else None
    return f"{marker or ''} {cell.text}".strip()


def _is_sentence(text: str) -> bool:
    count = read_count(text)
    return count is not None and len(text[count.end :].split()) >= MIN_WORDS
