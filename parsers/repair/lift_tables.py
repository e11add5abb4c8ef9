"""Lifts out the tables that have a row of another to themselves: "Next steps", under each recommendation's row.

Committee systems and some Word files print so. The outer table is parted there, its header told again for the rest;
what the inner one holds answers the row above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers.document import Cell, Document, Table
from parsers.headers import TIME_ROLES, Role, read_header

MIN_COLUMNS = 2
_ANSWERS = frozenset((Role.ACTION, Role.OWNER, Role.SENIOR_OWNER, *TIME_ROLES))


def lift_tables(document: Document) -> Document:
    """Return the document with such tables between the parts of the one that they stand in."""
    blocks = [part for block in document.blocks for part in (_parts(block) if isinstance(block, Table) else (block,))]
    return replace(document, blocks=tuple(blocks))


def _parts(table: Table) -> Iterator[Table]:
    rows = table.rows()
    inner = {number: found for number, row in enumerate(rows) if (found := _inner_of(row)) is not None}
    head = rows[0] if rows and 0 not in inner else ()
    if not inner or not head or any(cell.row_span > 1 for cell in table.cells):
        yield table
        return
    waiting: list[tuple[Cell, ...]] = []
    is_first = True
    for number, row in enumerate(rows):
        if number not in inner:
            waiting.append(row)
            continue
        if waiting:
            yield _made(table, waiting if is_first else [head, *waiting])
        yield replace(inner[number], place=table.place)
        waiting, is_first = [], False
    if waiting:
        yield _made(table, waiting if is_first else [head, *waiting])


def _inner_of(row: tuple[Cell, ...]) -> Table | None:
    """Return the table that is all that a row prints, if its headings tell who does what, or when."""
    printed = [block for cell in row for block in cell.blocks]
    if len(printed) != 1 or not isinstance(table := printed[0], Table) or table.column_count < MIN_COLUMNS:
        return None
    headers = [read_header(cell.text) for cell in table.rows()[0]] if table.rows() else []
    roles = {header.role for header in headers if header is not None and header.score == 1}
    return table if len(roles & _ANSWERS) >= MIN_COLUMNS else None


def _made(table: Table, rows: list[tuple[Cell, ...]]) -> Table:
    cells = tuple(cell.at_row(number) for number, row in enumerate(rows) for cell in row)
    return replace(table, cells=cells, row_count=len(rows), header_rows=1)
