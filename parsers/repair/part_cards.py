"""Parts a table that is cards one under the other, with headings across between them: each becomes a table of its own.

"Recommendation 2: …" across two columns, and below it "Action | Hire a dredger", "Lead | Head of Ports". A card of one
column is no table at all: its cells are the text below its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.cards import are_cards
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table

MIN_ROWS = 2


def part_cards(document: Document) -> Document:
    """Return the document with such tables parted at what stands across them; others stay as they are."""
    return replace(document, blocks=tuple(part for block in document.blocks for part in _parts(block)))


def _parts(block: Block | Table) -> Iterator[Block | Table]:
    if isinstance(block, Table) and _is_one_card(block):
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


def _is_one_card(table: Table) -> bool:
    """Say whether a table of one column is a card under a recommendation's number: no list of recommendations."""
    if table.column_count != 1 or table.row_count < MIN_ROWS or table.layer is not Layer.BODY or not table.cells:
        return False
    head, *rest = (cell.text.strip() for cell in table.cells)
    return read_recommendation_number(head) is not None and not any(map(read_recommendation_number, rest))


def _text_of(table: Table) -> Iterator[Block | Table]:
    for number, cell in enumerate(table.cells):
        for index, block in enumerate(cell.blocks):
            is_head = not number and not index and isinstance(block, Block)
            yield replace(block, kind=BlockKind.HEADING, level=0) if is_head and isinstance(block, Block) else block


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
