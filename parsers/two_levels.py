"""Tables of two levels: "1 Mend the accounts", which nobody does by any day, and under it "1.1 Appoint an auditor".

One column words both. The upper level is what is recommended, the lower what is done about it, whatever the column is
called ("Action", "Recommendation / task"). Where another column words actions or recommendations, or a heading above
the table does, nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parsers.columns import is_header_row
from parsers.document import Cell
from parsers.draft import ColumnRole
from parsers.entries import Entry, numbered_words, whole_text
from parsers.headers import Role, read_header
from parsers.words import NO_WORDS, Words

Row = Sequence[Cell]
Columns = Mapping[int, ColumnRole]
Upper = tuple[str, Words]

MIN_UPPER = 2
MIN_LOWER = 2
_NUMBERS = (Role.NUMBER, Role.ACTION_NUMBER)
_WORDING = (Role.RECOMMENDATION, Role.SUMMARY, Role.ACTION)
_PRINTED = re.compile(
    r"""\(?(?:[A-Za-z]{1,15}\.?\s*)?
        (?P<upper>\d{1,2}) (?P<lower> (?:\.\d{1,2})+ | \.?[a-z](?![A-Za-z]) )? [.:)–—-]* (?=\s|$)\s*""",
    re.VERBOSE,
)
_JOINS = re.compile(r"\s*[/&,]\s*|\s+and\s+|\s+with\s+", re.IGNORECASE)


def read_two_levels(columns: Columns, below: Sequence[Row]) -> tuple[Columns, Mapping[int, Upper]]:
    """Return the columns' roles, and of each row of the upper level, by its position in `below`, number and words.

    Without two levels the roles are as they were, and no row is of the upper one.
    """
    wording = _wording_column(columns)
    if wording is None:
        return columns, {}
    uppers: dict[int, Upper] = {}
    lower = 0
    for index, row in enumerate(below):
        printed = [cell for cell in row if cell.blocks]
        found = _read_level(columns, wording, printed)
        if found is None and (len(printed) < 2 or is_header_row(tuple(row), inside=True)):
            continue
        if found is None:
            return columns, {}
        number, is_upper, words = found
        above = next(reversed(uppers.values()), None)
        if is_upper and words and _goes_on(above, number) and _prints_nothing_else(columns, wording, printed):
            uppers[index] = (number, words)
        elif not is_upper and above is not None and above[0] == number:
            lower += 1
        else:
            return columns, {}
    if len(uppers) < MIN_UPPER or lower < max(MIN_LOWER, len(uppers)):
        return columns, {}
    return {**columns, wording: replace(columns[wording], role=Role.ACTION)}, uppers


def _wording_column(columns: Columns) -> int | None:
    """Return the only column that words anything, if its heading may speak of actions."""
    found = [number for number, column in columns.items() if column.role in _WORDING]
    if len(found) != 1 or any(column.role in (Role.OBJECTIVE, Role.PROGRESS) for column in columns.values()):
        return None
    [number] = found
    return number if columns[number].role is Role.ACTION or _names_action(columns[number].header) else None


def _names_action(heading: str) -> bool:
    """Say whether a heading names actions beside what is recommended: "Recommendation / task"."""
    headers: Iterator[Role] = (header.role for piece in _JOINS.split(heading) if (header := read_header(piece)))
    return Role.ACTION in headers


def _read_level(columns: Columns, wording: int, printed: Sequence[Cell]) -> tuple[str, bool, Words] | None:
    """Return the upper number of a row, whether it prints no lower one, and its words; None for a row without any."""
    worded = next((cell for cell in printed if cell.column == wording), None)
    words = whole_text(Entry(numbered_words(block)) for block in worded.iter_blocks()) if worded else NO_WORDS
    own = next((cell for cell in printed if cell.column in columns and columns[cell.column].role in _NUMBERS), None)
    match = _PRINTED.match(own.text.strip() if own else words.text)
    if match is None or (own is not None and match.end() < len(own.text.strip())):
        return None
    return match["upper"], match["lower"] is None, words if own else words[match.end() :].strip()


def _goes_on(above: Upper | None, number: str) -> bool:
    return above is None or int(number) == int(above[0]) + 1


def _prints_nothing_else(columns: Columns, wording: int, printed: Sequence[Cell]) -> bool:
    return all(
        cell.column == wording or (cell.column in columns and columns[cell.column].role in _NUMBERS) for cell in printed
    )
