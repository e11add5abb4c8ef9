"""What the words of two cells say, one above the other: does the lower carry on the upper, or begin something new?

A clue is noticed cell by cell; what all cells of a row come to is `rows`' affair, what a clue weighs `weights.csv`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from normalise.numbers import is_first, runs_on, split_numbered
from parsers.document import Cell
from parsers.entries import Entry, read_entries
from parsers.headers import read_header
from parsers.repair.joining.weights import Clue
from parsers.repair.running_on import (
    breaks_word,
    ends_sentence,
    is_left_open,
    leaves_bracket_open,
    runs_on_into,
    starts_small,
)

MIN_SENTENCE_CHARACTERS = 40
DETAIL_CHARACTERS = 24
MAX_KEYS = 20
SPEAKS_FOR = frozenset(("bracket-open", "list-runs-on", "sentence-runs-on", "stop-missing", "word-broken"))

_BARE_KEY = re.compile(r"^[A-Z]{0,3}[ -]?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?[.):]?$")


def read_cell_clues(
    above: Cell | None, below: Cell, *, small_is_style: bool = False, lists_restart: bool = False
) -> Iterator[Clue]:
    """Yield what the words of a printed cell and of the one above it say.

    `small_is_style`: the column's cells begin with small letters as a habit, which then shows nothing. `lists_restart`:
    each of its cells begins a list of its own, so that a number that runs on is one of the same cell's.
    """
    name = _read_clue(above, below, small_is_style, lists_restart)
    if name is not None:
        yield Clue(name, quote_joint(above, below))


def quote_joint(above: Cell | None, below: Cell) -> str:
    """Return the last words of a cell and the first of the one below it."""
    upper = _marked_text(above) if above else ""
    lower = _marked_text(below)
    head = f"…{upper[-DETAIL_CHARACTERS:]}" if len(upper) > DETAIL_CHARACTERS else upper
    tail = f"{lower[:DETAIL_CHARACTERS]}…" if len(lower) > DETAIL_CHARACTERS else lower
    return f"column {below.column + 1}: “{head}” / “{tail}”"


def _marked_text(cell: Cell) -> str:
    """Return a cell's words with the markers of its entries, in one line."""
    return " ".join(f"{block.marker or ''} {block.text}".strip() for block in cell.iter_blocks()).replace("\n", " ")


def is_next_key(above: Cell | None, below: Cell) -> bool:
    """Say whether a cell is nothing but a number or reference ("7", "A12", "2.3"), and another than the one above."""
    if above is None or not is_key(above) or not is_key(below):
        return False
    return above.text.split()[-1].strip(".):") != below.text.split()[0].strip(".):")


def is_key(cell: Cell) -> bool:
    """Say whether a cell is nothing but a number or reference, or several: rows may have been taken for one."""
    words = cell.text.split()
    return 0 < len(words) <= MAX_KEYS and (bool(_BARE_KEY.match(" ".join(words))) or all(map(_BARE_KEY.match, words)))


def begins_with_number(cell: Cell) -> bool:
    """Say whether a cell begins with a list number."""
    entries = read_entries(cell)
    return bool(entries) and bool(entries[0].numbers)


def begins_list(cell: Cell) -> bool:
    """Say whether a cell begins with the first number of a list."""
    entries = read_entries(cell)
    return bool(entries) and bool(entries[0].numbers) and is_first(entries[0].numbers[0])


def _read_clue(above: Cell | None, below: Cell, small_is_style: bool, lists_restart: bool) -> str | None:
    if is_next_key(above, below):
        return "new-key"
    if above is None or not above.blocks:
        return "list-begins" if begins_list(below) else None
    last, first = read_entries(above), read_entries(below)
    if not last or not first:
        return None
    if first[0].numbers:
        return _read_number_clue(last, first, is_key=below.column == 0, is_list=lists_restart)
    is_text = not first[0].is_item and not (_is_label(above.text) and _is_label(below.text))
    if is_text and (name := _read_sentence_clue(above.text, below.text, small_is_style)):
        return name  # behind a bullet no sentence runs on, nor from one label to the next: "Done by", "Measure"
    inner, expected = split_numbered(below.text), _expects(last)
    if inner and expected and runs_on(expected, inner[0].numbers[0]):
        return "list-runs-on" if starts_small(below.text) else None
    if ends_sentence(above.text) and len(above.text) > MIN_SENTENCE_CHARACTERS:
        return "value-complete"
    return "header-worded" if read_header(below.text) is not None else None


def _is_label(text: str) -> bool:
    header = read_header(text)
    return header is not None and header.score == 1


def _read_sentence_clue(above: str, below: str, small_is_style: bool) -> str | None:
    if breaks_word(above, below):
        return "word-broken"
    if runs_on_into(above, below) and (is_left_open(above) or not (small_is_style and starts_small(below))):
        return "sentence-runs-on"
    return "bracket-open" if leaves_bracket_open(above, below) else None


def _read_number_clue(last: Sequence[Entry], first: Sequence[Entry], *, is_key: bool, is_list: bool) -> str | None:
    """Return the clue of a cell that begins with a list number.

    One number a row is a table's own numbering; a list that runs on has several entries in one of the two cells.
    """
    number, expected = first[0].numbers[0], _expects(last)
    if "." in number:
        return "new-number"
    several = is_list or len(last) > 1 or (len(first) > 1 and not is_key)
    if expected and runs_on(expected, number):
        return "list-runs-on" if several else "new-number" if is_key else None
    if expected is None and not is_first(number) and number.isalpha() and not is_key:
        return "list-runs-on"  # The head of its list is in the cell above, its marker lost.
    return "new-number"


def _expects(entries: Sequence[Entry]) -> str | None:
    """Return the last list number of a cell."""
    return next((entry.numbers[-1] for entry in reversed(entries) if entry.numbers), None)
