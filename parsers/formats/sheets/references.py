"""Cells and areas of a sheet by their names: "B4", "$A$1:C10", "F:F". Rows and columns count from 0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
_CELL = re.compile(r"\$?(?P<column>[A-Za-z]{1,3})?\$?(?P<row>\d{1,7})?")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def find_cell(name: str) -> tuple[int, int] | None:
    """Return the row and column of a cell's name, or None where it is none.

    >>> find_cell("B4"), find_cell("B")
    ((3, 1), None)
    """
    match = _CELL.fullmatch(name)
    if match is None or not match["column"] or not match["row"]:
        return None
    row, column = int(match["row"]) - 1, column_of(match["column"])
    return (row, column) if 0 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def find_area(name: str) -> Area | None:
    """Return the area of a name, whole rows and columns too, or None where it is none.

    >>> find_area("A1:C2"), find_area("F:F")
    (Area(top=0, left=0, bottom=1, right=2), Area(top=0, left=5, bottom=1048575, right=5))
    """
    first, _, last = name.partition(":")
    corners = [_CELL.fullmatch(first), _CELL.fullmatch(last or first)]
    if not first or any(corner is None for corner in corners):
        return None
    rows = [int(corner["row"]) - 1 for corner in corners if corner and corner["row"]]
    columns = [column_of(corner["column"]) for corner in corners if corner and corner["column"]]
    if len(rows) not in (0, 2) or len(columns) not in (0, 2) or not (rows or columns):
        return None
    top, bottom = sorted(rows) if rows else (0, LAST_ROW)
    left, right = sorted(columns) if columns else (0, LAST_COLUMN)
    return Area(top, left, min(bottom, LAST_ROW), min(right, LAST_COLUMN))


def find_areas(names: str) -> tuple[Area, ...]:
    """Return the areas of a list of names with blanks between them; what is no name is left out."""
    return tuple(area for name in names.split() if (area := find_area(name)) is not None)


@lru_cache(maxsize=2048)
def column_of(letters: str) -> int:
    """Return a column's number by its letters: 0 for "A"."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=2048)
def column_letters(column: int) -> str:
    """Return a column's letters by its number.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return a cell's name."""
    return f"{column_letters(column)}{row + 1}"
