"""Makes one header row of two: a heading over several columns ("Completion date") and theirs ("Original", "Revised").

What stands above goes with what stands below where only both together say what the column holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import Header, Role, read_header
from parsers.roles.contents import is_time
from parsers.words import Words, join

MAX_HEADING_CHARACTERS = 60
MAX_LEVELS = 3


def merge_stacked_headers(document: Document) -> Document:
    """Return the document with the header rows of each table that stand on one another made one."""
    blocks = [
        _merged(block) if isinstance(block, Table) and block.layer is Layer.BODY else block for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def _merged(table: Table) -> Table:
    for _ in range(MAX_LEVELS - 1):
        row = next((row for row in table.rows() if any(cell.blocks for cell in row)), ())
        header = _header_of_two(table, row[0].row) if row else None
        if header is None:
            return table
        table = _with_header(table, row[0].row, header)
    return table


def _header_of_two(table: Table, at: int) -> tuple[Cell, ...] | None:
    """Return the cells of the row that two make, or None where these do not stack."""
    grid = table.grid()
    if at + 2 >= table.row_count or not _stacks(table, grid[at], grid[at + 1]):
        return None
    header = tuple(
        _cell_of_two(at, column, upper, lower)
        for column, (upper, lower) in enumerate(zip(grid[at], grid[at + 1], strict=True))
    )
    return header if is_header_row(header) else None


def _stacks(table: Table, upper: Sequence[Cell | None], lower: Sequence[Cell | None]) -> bool:
    """Say whether headings that span columns stand over others, and nothing else stands in these two rows."""
    both = [cell for cell in (*upper, *lower) if cell is not None and cell.blocks]
    spanning = {id(cell): cell for cell in upper if cell and cell.blocks and 1 < cell.column_span < table.column_count}
    if not spanning or not all(cell.is_header or _is_heading(cell) for cell in both):
        return False
    if any(cell.row_span > 1 for cell in lower if cell and not any(cell is above for above in upper)):
        return False
    return all(
        sum(bool(cell and cell.blocks) for cell in lower[above.column : above.column + above.column_span]) > 1
        for above in spanning.values()
    )


def _is_heading(cell: Cell) -> bool:
    text = cell.text.strip()
    is_sentence = text.endswith(".") and " " in text
    return len(text) <= MAX_HEADING_CHARACTERS and not is_sentence and not any(map(str.isdecimal, text))


def _cell_of_two(at: int, column: int, upper: Cell | None, lower: Cell | None) -> Cell:
    printed = [cell for cell in (upper, lower) if cell is not None and cell.blocks]
    if not printed:
        return Cell(at, column)
    last = printed[-1]
    blocks: tuple[Block | Table, ...] = last.blocks
    if len(printed) == 2 and printed[0] is not last:
        blocks = (Block(BlockKind.PARAGRAPH, _telling(printed[0].words.fold(), last.words.fold()), place=last.place),)
    return replace(last, row=at, column=column, row_span=1, column_span=1, blocks=blocks)


def _telling(upper: Words, lower: Words) -> Words:
    """Return what says best what a column holds: the lower heading, or both in the order that is a known wording.

    A year over months or quarters is theirs.
    """
    if all(is_time(Cell(0, 0, (Block(BlockKind.PARAGRAPH, words),))) for words in (upper, lower)):
        return join((lower, upper))

    def score(words: Words) -> float:
        header = read_header(words.text)
        return header.score if header else 0.0

    counted = read_header(join((upper, lower)).text)
    if _counts(read_header(lower.text)) and _counts(counted):  # "Ref" below "Action"
        return join((upper, lower))
    both = join((lower, upper))
    if score(both) == score(upper) == 1.0:  # "Original" is known, and "Original completion date" too
        return both
    return max((lower, both, join((upper, lower))), key=score)


def _counts(header: Header | None) -> bool:
    return header is not None and header.role in (Role.NUMBER, Role.ACTION_NUMBER)


def _with_header(table: Table, at: int, header: tuple[Cell, ...]) -> Table:
    """Return the table with two rows from `at` on replaced by one."""
    body = (replace(cell, row=cell.row - 1) for cell in table.cells if cell.row > at + 1)
    above = (cell for cell in table.cells if cell.row < at)
    count = None if table.header_rows is None else max(1, table.header_rows - 1)
    return replace(table, cells=(*above, *header, *body), row_count=table.row_count - 1, header_rows=count)
