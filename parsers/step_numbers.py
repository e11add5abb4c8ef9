"""Values that bear the numbers of the row's actions, with no sign behind: "1a Head of Place" beside the action "1a."

Contract, "Which timeline or owner belongs to which action", rule 1: numbered the same as the action, that action's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from parsers.draft import Column, DraftRow
from parsers.entries import Entry
from parsers.headers import TIME_ROLES

MIN_LINES = 2

_LINE = re.compile(r"\n")
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?|[a-z])[\s.:)–-]+(?=\S)", re.IGNORECASE)


def with_step_numbers(row: DraftRow) -> DraftRow:
    """Return a row with columns cut at the lines that begin with its actions' numbers, where all their lines do."""
    numbers = {step.number.casefold() for step in row.steps if step.number}
    if len(row.steps) < MIN_LINES or len(numbers) < len(row.steps):
        return row
    columns = tuple(_numbered(column, numbers) for column in row.columns)
    return row if columns == row.columns else replace(row, columns=columns)


def _numbered(column: Column, numbers: Collection[str]) -> Column:
    if any(entry.numbers for entry in column.entries):
        return column
    entries = tuple(_entries(column, numbers))
    found = [entry.numbers for entry in entries]
    if len(found) < MIN_LINES or not all(found) or len(set(found)) < len(found):
        return column
    return replace(column, entries=entries)


def _entries(column: Column, numbers: Collection[str]) -> Iterator[Entry]:
    """Yield the lines of a column; those that begin with a number of an action know it."""
    for entry in column.entries:
        for line in entry.words.split(_LINE):
            match = _NUMBER.match(line.text)
            number = match["number"].casefold() if match else ""
            # "1 May 2026" is a date, whatever the actions are called.
            if match is None or number not in numbers or (number.isdigit() and column.role in TIME_ROLES):
                yield replace(entry, words=line)
            else:
                yield replace(entry, words=line[match.end() :], numbers=(number,))
