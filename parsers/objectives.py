"""Objectives whose numbers begin with that of what they serve: "4.2" stands under 4, worded above the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from normalise.numbers import fold_number, read_marker
from parsers.document import Cell
from parsers.draft import Drafting, DraftObjective, alike_wording
from parsers.entries import Entry, numbered_words, whole_text
from parsers.headings import read_topic
from parsers.words import NO_WORDS, Words

MIN_WORDS = 3
MIN_OBJECTIVES = 2
SAME_WORDING = 0.8


def read_objective(cell: Cell) -> DraftObjective:
    """Return the objective that a cell words, and the number in front of it."""
    words = whole_text(Entry(numbered_words(block)) for block in cell.iter_blocks() if block.text.strip())
    marker = read_marker(words.text)
    if marker and marker.numbers:
        return DraftObjective(fold_number(marker.numbers[0]), words[marker.end :].strip())
    return DraftObjective(None, words)


def objective_prefix(cells: Iterable[Cell]) -> str | None:
    """Return the recommendation's number that an objective's own ("4.2") begins with, or None."""
    prefixes = (_prefix(cell) for cell in cells)
    return next((prefix for prefix in prefixes if prefix is not None), None)


def counts_under_one(rows: Sequence[Sequence[Cell]]) -> bool:
    """Say whether several rows of a table begin with dotted numbers, and all of these under one: 7.1, 7.2, 7.3."""
    prefixes = [prefix for row in rows if row and (prefix := _prefix(row[0]))]
    return len(prefixes) >= MIN_OBJECTIVES and len(set(prefixes)) == 1


def wording_above(drafting: Drafting, number: str | None, above: Words | None) -> Words:
    """Return what stands right above a table as the wording of the recommendation that its objectives are numbered by.

    One that is known already has words of its own; others are not taken for it. A heading of a known topic words none.
    """
    if above is None or number is None or len(above.text.split()) < MIN_WORDS or read_topic(above.text) is not None:
        return NO_WORDS
    known = drafting.numbered(number)
    if known is None or not known.wordings:
        return above
    is_same = any(alike_wording(wording.text, above.text) >= SAME_WORDING for wording in known.wordings)
    return above if is_same else NO_WORDS


def _prefix(cell: Cell) -> str | None:
    marker = read_marker(cell.text.strip())
    return marker.numbers[0].split(".")[0] if marker and marker.kind == "dotted" else None
