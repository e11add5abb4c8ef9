"""Lifts out of a table what it prints above its header row: the recommendation, and what labels beside it say of it.

"Recommendation 2" and its wording over all columns, "What the peers said | …", "Sponsor | …", and only then "Action |
Lead | By when": officers make one such table for each recommendation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import Role, read_header
from parsers.words import join

MAX_FRONT_ROWS = 8
MIN_COLUMNS = 3
_OF_RECOMMENDATIONS = frozenset(
    (Role.CONTEXT, Role.SUMMARY, Role.RECOMMENDATION, Role.OWNER, Role.SENIOR_OWNER, Role.RESPONSE_TEXT, Role.STATUS,
     Role.THEME)
)  # fmt: skip
Row = Sequence[Cell]


def lift_fronts(document: Document) -> Document:
    """Return the document with such rows as headings and labelled paragraphs above their tables."""
    blocks: list[Block | Table] = []
    level = 0  # of the heading above
    for block in document.blocks:
        blocks += _parts(block, level)
        if isinstance(block, Block) and block.kind is BlockKind.HEADING and block.layer is Layer.BODY:
            level = block.level
    return replace(document, blocks=tuple(blocks))


def _parts(block: Block | Table, level: int) -> Iterator[Block | Table]:
    count = _count_front(block) if isinstance(block, Table) and block.layer is Layer.BODY else 0
    if not isinstance(block, Table) or not count:
        yield block
        return
    for row in block.rows()[:count]:
        yield from _announced(row[0], level) if len(row) == 1 else _labelled(row)
    rest = tuple(replace(cell, row=cell.row - count) for cell in block.cells if cell.row >= count)
    headed = None if block.header_rows is None else max(0, block.header_rows - count) or None
    yield replace(block, cells=rest, row_count=block.row_count - count, header_rows=headed)


def _count_front(table: Table) -> int:
    """Return how many rows stand above the header, where the first announces a recommendation and labels follow."""
    rows = table.rows()
    if table.column_count < MIN_COLUMNS or not rows or not _announces(rows[0], table.column_count):
        return 0
    for at, row in enumerate(rows[1 : 1 + MAX_FRONT_ROWS], 1):
        if is_header_row(row) and len(row) >= MIN_COLUMNS:
            is_cut = any(cell.row < at < cell.row + cell.row_span for cell in table.cells)
            return at if at > 1 and not is_cut else 0
        if not _is_labelled(row, table.column_count):
            return 0
    return 0


def _announces(row: Row, width: int) -> bool:
    if len(row) != 1 or row[0].column_span < width:
        return False
    return read_recommendation_number(row[0].text.strip()) is not None


def _is_labelled(row: Row, width: int) -> bool:
    """Say whether a row is a known label and what it heads, over all columns."""
    if len(row) != 2 or sum(cell.column_span for cell in row) < width:
        return False
    header = read_header(row[0].text.strip(" :\n"))
    return header is not None and header.score == 1 and header.role in _OF_RECOMMENDATIONS


def _announced(cell: Cell, above: int) -> Iterator[Block]:
    """Yield the recommendation's heading, one level below that above, and what is printed below it in the same cell."""
    for index, block in enumerate(cell.iter_blocks()):
        yield block if index else replace(block, kind=BlockKind.HEADING, level=above + 1 if above else 0)


def _labelled(row: Row) -> Iterator[Block]:
    label, value = row
    header = read_header(label.text.strip(" :\n"))
    lead = label.words.strip(" :\n")
    blocks = tuple(block for block in value.iter_blocks() if block.text.strip())
    if len(blocks) != 1 or blocks[0].kind is not BlockKind.PARAGRAPH:
        yield Block(BlockKind.PARAGRAPH, lead, label=header, place=label.place)
        yield from blocks
        return
    words = join((lead, blocks[0].words), ": ")
    yield replace(blocks[0], words=words, label=header, label_end=len(lead) + 1, fill=blocks[0].fill or value.fill)
