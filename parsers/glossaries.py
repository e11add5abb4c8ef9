"""Tables of abbreviations and what these stand for ("OSC | Overview and Scrutiny Committee"): they word no plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.acronyms import spells
from parsers.document import Table

MAX_CODE_CHARACTERS = 12  # of an abbreviation
MIN_INITIALS = 3  # in a key
COLUMN_COUNTS = (2, 4)  # pairs side by side
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


def _is_key_of_initials(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether all pairs but the first, which may be a header, are capitals and words that begin with the same."""
    fits = [_INITIALS.fullmatch(code) and words[0] == code[0] and " " in words for code, words in pairs]
    return sum(map(bool, fits)) >= MIN_INITIALS and all(fits[1:]) and len({code for code, _ in pairs}) == len(pairs)
