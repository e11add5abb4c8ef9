"""Rows of tables that print one cell, and count by it: "1) Strengthen …" across the table, its actions below.

A list of themes may be counted too: so the words have to be a sentence's, and no column may word recommendations.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.counting import counted_by, read_count
from parsers.document import Block, Cell
from parsers.entries import Entry, numbered_words, whole_text
from parsers.sections import Section
from parsers.words import NO_WORDS, Words

MIN_WORDS = 4
Row = Sequence[Cell]


def find_counting_words(sections: Sequence[Section]) -> frozenset[str]:
    """Return the words by which the lone cells of the sections' tables count from one on."""
    tables = [table for section in sections for table in section.tables if table.column_count > 1]
    texts = [text for table in tables for row in table.rows() if (text := lone_text(row)) and read_count(text)]
    counted = [text for text in texts if _is_sentence(text)]
    return counted_by(counted) if len(counted) == len(texts) else frozenset()


def read_counted(cell: Cell, counting: frozenset[str]) -> tuple[str, Words] | None:
    """Return the number that a lone cell counts by, and what it words; None where it counts otherwise, or not."""
    words = whole_text(Entry(numbered_words(block)) for block in cell.iter_blocks()) if counting else NO_WORDS
    count = read_count(words.text)
    if count is None or count.word not in counting or not _is_sentence(words.text):
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
