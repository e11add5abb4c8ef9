"""Abbreviations and what they stand for ("OSC | Overview and Scrutiny Committee"), as tables and lines list them.

They word no plan, but tell what owners' names mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from normalise.acronyms import spells
from parsers.document import Block, Table

MAX_CODE_CHARACTERS = 12  # of an abbreviation
MIN_INITIALS = 3  # in a key
COLUMN_COUNTS = (2, 4)  # pairs side by side
MIN_LINES = 2
MAX_LINE_CHARACTERS = 90
_LISTED = re.compile(r"(?P<code>[A-Z][A-Za-z&]{1,7})\s*(?:[:=–—-]\s*)?\s(?P<words>[A-Z][^:;.]{4,80})")
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,5}s?")

Pairs = list[tuple[str, str]]


def read_glossary(table: Table) -> Pairs:
    """Return abbreviations and their words as a table of these prints them; none of any other table.

    A table is one where the letters of half the rows, two at least, spell the words beside them; or where all but a
    header are capitals beside words that begin with the first of them ("HOC | Head of Customer Services").
    """
    if table.column_count not in COLUMN_COUNTS:
        return []
    cells = [[" ".join(cell.text.split()) for cell in row] for row in table.rows()]
    pairs = [(row[at], row[at + 1]) for row in cells for at in range(0, len(row) - 1, 2) if row[at] and row[at + 1]]
    spelt = sum(len(code) <= MAX_CODE_CHARACTERS and spells(code, words) for code, words in pairs)
    return pairs if (spelt > 1 and spelt * 2 >= len(pairs)) or _is_key_of_initials(pairs) else []


def read_listed(blocks: Sequence[Block | Table]) -> Pairs:
    """Return the abbreviations that lines print in front of their words, one below another: "AD Assistant Director"."""
    pairs: Pairs = []
    for is_line, run in groupby(blocks, key=_is_line):
        found = (
            [pair for block in run if isinstance(block, Block) and (pair := _pair_in(block.text))] if is_line else []
        )
        pairs += found if len(found) >= MIN_LINES else []
    return pairs


def _is_line(block: Block | Table) -> bool:
    return isinstance(block, Block) and _pair_in(block.text) is not None


def _pair_in(text: str) -> tuple[str, str] | None:
    match = _LISTED.fullmatch(text.strip()) if len(text) <= MAX_LINE_CHARACTERS else None
    return (match["code"], match["words"]) if match and spells(match["code"], match["words"]) else None


def _is_key_of_initials(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether all pairs but the first, which may be a header, are capitals and words that begin with the same."""
    fits = [_INITIALS.fullmatch(code) and words[0] == code[0] and " " in words for code, words in pairs]
    return sum(map(bool, fits)) >= MIN_INITIALS and all(fits[1:]) and len({code for code, _ in pairs}) == len(pairs)
