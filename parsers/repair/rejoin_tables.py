"""Joins tables that a page break cuts: neighbours with the same columns become one, a header printed again is left out.

A table that has a header of its own, or another width, stays by itself.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell, Document, Layer, Remark, Table
from parsers.headers import fold_header


def rejoin_tables(document: Document) -> Document:
    """Return the document with cut tables whole; every run keeps the table and row it was printed in."""
    blocks: list[Block | Table] = []
    remarks = list(document.remarks)
    for block in document.blocks:
        upper = _table_above(blocks)
        if isinstance(block, Table) and block.layer is Layer.BODY and upper is not None:
            above = blocks[upper]
            assert isinstance(above, Table)
            repeated = _repeated_header(above, block)
            if _fits(above, block) and (repeated or not has_header(block)):
                if repeated:
                    remarks.append(Remark("header-repeated", _row_text(block.rows()[0]), block.rows()[0][0].words))
                blocks[upper] = _joined(above, block, repeated)
                continue
        blocks.append(block)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def has_header(table: Table) -> bool:
    """Say whether a table's first printed row is a header: marked by the file, or two cells worded like headers."""
    first = next((row for row in table.rows() if any(cell.blocks for cell in row)), ())
    printed = [cell for cell in first if cell.blocks]
    return bool(printed) and (all(cell.is_header for cell in printed) or is_header_row(first))


def _fits(above: Table, below: Table) -> bool:
    """Say whether the lower table's columns are the upper one's; its last ones may be blank."""
    return below.column_count <= above.column_count and (below.column_count > 1 or above.column_count == 1)


def _table_above(blocks: list[Block | Table]) -> int | None:
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.layer is not Layer.BODY or (isinstance(block, Block) and block.kind is BlockKind.BREAK):
            continue
        return index if isinstance(block, Table) else None
    return None


def _repeated_header(above: Table, below: Table) -> int:
    """Return how many first rows of the table below print again the header of the table above."""
    if not has_header(below):
        return 0
    latest = next((row for row in reversed(above.rows()) if is_header_row(row)), above.rows()[0])
    return 1 if _folded(latest) == _folded(below.rows()[0]) else 0


def _folded(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(fold_header(cell.text) for cell in row if cell.blocks)


def _row_text(row: tuple[Cell, ...]) -> str:
    return " | ".join(cell.text.replace("\n", " ").strip() for cell in row if cell.blocks)


def _joined(above: Table, below: Table, skip: int) -> Table:
    shift = above.row_count - skip
    moved = tuple(replace(cell, row=cell.row + shift) for cell in below.cells if cell.row >= skip)
    return replace(above, cells=above.cells + moved, row_count=shift + below.row_count)
