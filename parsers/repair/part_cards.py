"""Parts a table that is cards one under the other, with headings across between them: each becomes a table of its own.

"Recommendation 2: …" across two columns, and below it "Action | Hire a dredger", "Lead | Head of Ports".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.cards import are_cards
from parsers.document import Block, Cell, Document, Table


def part_cards(document: Document) -> Document:
    """Return the document with such tables parted at what stands across them; others stay as they are."""
    return replace(document, blocks=tuple(part for block in document.blocks for part in _parts(block)))


def _parts(block: Block | Table) -> Iterator[Block | Table]:
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
