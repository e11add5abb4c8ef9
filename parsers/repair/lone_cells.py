"""Frees what only looks like a table: a grid in which no row has two printed cells is running text.

Where the columns' places are known, blank ones are columns all the same, and a single printed cell on the grid of the
table on the page before or behind is a piece of that.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Block, Document, Table
from parsers.repair.joining.grids import find_pieces


def free_lone_cells(document: Document) -> Document:
    """Return the document with one-column text tables replaced by their blocks, and empty outer columns cut off."""
    blocks: list[Block | Table] = []
    pieces = find_pieces(document)
    for block in document.blocks:
        if isinstance(block, Table):
            table = block if block.column_edges else trim(block)
            is_inside = _stands_inside(table) and bool(blocks) and isinstance(blocks[-1], Table)
            is_free = _is_text(table) and not is_inside and id(block) not in pieces
            blocks.extend(_freed(table) if is_free else (table,))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def trim(table: Table) -> Table:
    """Return the table without its last columns where nothing is printed in them."""
    used = max((cell.column + 1 for cell in table.cells if cell.blocks or cell.fill), default=0)
    if used >= table.column_count or not used:
        return table
    kept = tuple(
        replace(cell, column_span=min(cell.column_span, used - cell.column))
        for cell in table.cells
        if cell.column < used
    )
    return replace(table, cells=kept, column_count=used)


def _is_text(table: Table) -> bool:
    """Say whether a table is a single printed cell; a one-column table of several rows may still be a plan's."""
    return sum(1 for cell in table.cells if cell.blocks) <= 1 and not any(cell.fill for cell in table.cells)


def _stands_inside(table: Table) -> bool:
    """Say whether the only printed cell stands to the right: under a table it carries on one of its columns."""
    return any(cell.blocks and cell.column for cell in table.cells)


def _freed(table: Table) -> tuple[Block | Table, ...]:
    return tuple(block for cell in table.cells for block in cell.blocks)
