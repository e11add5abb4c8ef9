"""Tables of one document under the same header: a small one is told by what all of them hold, not by its own row alone.

A plan with a table for each recommendation prints the same header above each, often over a single row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.document import Cell, Table
from parsers.draft import HeaderKey
from parsers.headers import fold_header
from parsers.sections import Section

Row = tuple[Cell, ...]

MAX_HEADER_ROW = 2  # a title may stand above the header
MAX_ROWS = 32  # enough to tell by


def key_of_header(row: Row) -> HeaderKey:
    """Return what tells one header row from another: where each heading stands, and its folded wording."""
    return tuple((cell.column, fold_header(cell.text)) for cell in row if cell.blocks)


def gather_repeated(sections: Sequence[Section]) -> Mapping[HeaderKey, Sequence[Row]]:
    """Return the rows that stand below each header that several tables print, `MAX_ROWS` of them at most."""
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    if len(tables) < 2:
        return {}
    found: dict[HeaderKey, list[Sequence[Row]]] = {}
    for table in tables:
        rows = table.rows()
        for index, row in enumerate(rows[:MAX_HEADER_ROW]):
            if len(key := key_of_header(row)) > 1:
                found.setdefault(key, []).append(rows[index + 1 :])
    return {key: _in_turn(below) for key, below in found.items() if len(below) > 1}


def _in_turn(tables: Sequence[Sequence[Row]]) -> Sequence[Row]:
    """Return rows of all the tables: the first of each, then the second, and so on."""
    deepest = max(map(len, tables))
    turns = (rows[index] for index in range(deepest) for rows in tables if index < len(rows))
    return tuple(row for row, _ in zip(turns, range(MAX_ROWS), strict=False))
