"""Fills that say nothing of what stands on them: those that a header has too, and those of whole rows.

Contract, ruling "Colour": fills shared with a header or with row banding are no status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from normalise.colours import rag_of
from parsers.columns import is_header_row
from parsers.document import Cell, Table


def without_idle_fills(table: Table) -> Table:
    """Return the table without the fills of its body that its headers have too, or that most cells of their row have.

    Rows of two and more of the four colours are painted for what they say: their fills stay.
    """
    if not any(cell.fill for cell in table.cells):
        return table
    headers = frozenset(_header_rows(table))
    shared = {cell.fill for cell in table.cells if cell.row in headers and cell.fill}
    bands = dict(_bands(table, headers))
    if len({rag_of(fill) for fill in bands.values()} - {None}) > 1:
        bands = {}

    def is_idle(cell: Cell) -> bool:
        return cell.row not in headers and (cell.fill in shared or cell.fill == bands.get(cell.row))

    return replace(
        table, cells=tuple([replace(cell, fill=None) if cell.fill and is_idle(cell) else cell for cell in table.cells])
    )


def _header_rows(table: Table) -> Iterator[int]:
    found = False
    for number, row in enumerate(table.rows()):
        if number < (table.header_rows or 0) or is_header_row(row, inside=found):
            found = True
            yield number


def _bands(table: Table, headers: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Yield the rows most of whose cells, those that reach into them too, are filled alike, and that fill."""
    for number, covering in enumerate(table.grid()):
        cells = {id(cell): cell for cell in covering if cell is not None}
        [(fill, count)] = Counter(cell.fill for cell in cells.values()).most_common(1) or [(None, 0)]
        if number not in headers and fill is not None and count > 1 and count * 2 > len(cells):
            yield number, fill
