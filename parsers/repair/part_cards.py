"""Parts a table that is cards one under the other, with headings across between them: each becomes a table of its own.

"Recommendation 2: …" across two columns, and below it "Action | Hire a dredger", "Lead | Head of Ports". Cards of one
column are no table at all, nor is a grid whose cells are whole cards: their cells are the text below each head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from normalise.numbers import read_recommendation_number
from parsers.cards import are_cards
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table

MIN_ROWS = 2
MIN_CARDS = 2
MIN_BLOCKS = 3  # of a card that is a cell


def part_cards(document: Document) -> Document:
    """Return the document with such tables parted at what stands across them; others stay as they are."""
    return replace(document, blocks=tuple(part for block in document.blocks for part in _parts(block)))


def _parts(block: Block | Table) -> Iterator[Block | Table]:
    if isinstance(block, Table) and (_is_column_of_cards(block) or _is_grid_of_cards(block)):
        yield from _text_of(block)
        return
    rows = block.rows() if isinstance(block, Table) and block.column_count == 2 else ()
    if not isinstance(block, Table) or not _are_cards(rows):
        yield block
        return
    card: list[Sequence[Cell]] = []
    for row in rows:
        if _is_pair(row):
            card.append(row)
            continue
        if card:
            yield _table(card, block)
            card = []
        for cell in row:
            yield from (replace(line, layer=block.layer) for line in cell.iter_blocks())
    if card:
        yield _table(card, block)


def _is_column_of_cards(table: Table) -> bool:
    """Say whether a table of one column is cards under recommendations' numbers: no list of recommendations."""
    if table.column_count != 1 or table.row_count < MIN_ROWS or table.layer is not Layer.BODY or not table.cells:
        return False
    heads = [_heads_card(cell) for cell in table.cells]
    if not heads[0] or heads[-1]:
        return False
    return sum(heads) == 1 or not any(above and below for above, below in pairwise(heads))


def _is_grid_of_cards(table: Table) -> bool:
    """Say whether each cell of a table is a card: a recommendation's number, and below it all that is said of it."""
    cells = [cell for cell in table.cells if cell.text.strip()]
    if table.layer is not Layer.BODY or len(cells) < MIN_CARDS or any(cell.is_header for cell in cells):
        return False
    return all(len(cell.blocks) >= MIN_BLOCKS and _heads_card(cell) for cell in cells)


def _heads_card(cell: Cell) -> bool:
    first = cell.blocks[0] if cell.blocks else None
    return isinstance(first, Block) and read_recommendation_number(first.text.strip()) is not None


def _text_of(table: Table) -> Iterator[Block | Table]:
    for cell in table.cells:
        is_head = _heads_card(cell)
        for index, block in enumerate(cell.blocks):
            if is_head and not index and isinstance(block, Block):
                yield replace(block, kind=BlockKind.HEADING, level=0)
            else:
                yield block


def _are_cards(rows: Sequence[Sequence[Cell]]) -> bool:
    pairs = [row for row in rows if _is_pair(row)]
    if len(pairs) == len(rows) or any(cell.row_span > 1 for row in rows for cell in row):
        return False
    return are_cards([(row[0].text.strip(" :\n"), row[1].text) for row in pairs])


def _is_pair(row: Sequence[Cell]) -> bool:
    return len(row) == 2 and bool(row[0].text.strip()) and bool(row[1].blocks or row[1].fill)


def _table(rows: Sequence[Sequence[Cell]], whole: Table) -> Table:
    cells = tuple(
        replace(cell, row=number, column=column, is_header=False)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    return Table(cells, len(rows), 2, 0, whole.layer, rows[0][0].place)
