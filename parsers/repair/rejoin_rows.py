"""Joins table rows that a page break cuts, cell by cell, so that words, lists and values are whole again.

Whether a row carries on the one above is weighed over all its cells: for it speak sentences and list numbers that run
on, against it new numbers and complete values. Every run keeps its own place, so the printed parts can still be told
apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from normalise.numbers import is_first, runs_on, split_numbered
from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell, Document, Layer, Remark, Table
from parsers.entries import Entry, read_entries
from parsers.headers import read_header
from parsers.repair.running_on import ends_sentence, is_left_open, runs_on_into, starts_small
from parsers.words import join

SMALL_START_IS_STYLE = 0.4
MIN_FILLED = 3

Row = tuple[Cell, ...]


def rejoin_rows(document: Document) -> Document:
    """Return the document with cut rows whole, and a remark `row-rejoined` for each."""
    blocks: list[Block | Table] = []
    remarks = list(document.remarks)
    for block in document.blocks:
        if isinstance(block, Table) and block.layer is Layer.BODY and block.row_count > 1:
            table, joined = _rejoined(block)
            remarks += [
                Remark("row-rejoined", _first_words(row), next(c.words for c in row if c.blocks)) for row in joined
            ]
            blocks.append(table)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def _rejoined(table: Table) -> tuple[Table, list[Row]]:
    """Return the table with its cut rows joined, and the rows that were added to those above."""
    if any(cell.row_span > 1 for cell in table.cells):
        return table, []  # The file says itself which rows belong together.
    styled = _columns_that_start_small(table)
    rows: list[Row] = []
    joined: list[Row] = []
    for row in table.rows():
        if rows and _carries_on(rows[-1], row, styled):
            rows[-1] = tuple(_join_cells(rows[-1], row))
            joined.append(row)
        else:
            rows.append(row)
    cells = tuple(replace(cell, row=number) for number, row in enumerate(rows) for cell in row)
    return replace(table, cells=cells, row_count=len(rows)), joined


def _carries_on(above: Row, below: Row, styled: frozenset[int]) -> bool:
    """Say whether a row carries on the one above: at least one cell does, and none begins something new."""
    if is_header_row(above) and _ends_header(above, below):
        return True
    if (
        not any(cell.blocks for cell in above)
        or is_header_row(below)
        or (_is_lone(above) != _is_lone(below) and _is_lone(above))
    ):
        return False
    by_column = {cell.column: cell for cell in above}
    if _fills_a_gap(by_column, below):
        return True
    votes = [_vote(by_column.get(cell.column), cell, cell.column in styled) for cell in below if cell.blocks]
    if is_header_row(above):
        return bool(votes) and all(vote > 0 for vote in votes) and not any(_begins_with_number(cell) for cell in below)
    return bool(votes) and max(votes) > 0 and min(votes) >= 0 and not _is_as_full(above, below)


def _fills_a_gap(above: Mapping[int, Cell], below: Row) -> bool:
    """Say whether a row prints a single value, and that where the row above, else well filled, prints none."""
    printed = [cell for cell in below if cell.blocks]
    if len(printed) != 1 or not printed[0].column or sum(1 for cell in above.values() if cell.blocks) < MIN_FILLED:
        return False
    upper = above.get(printed[0].column)
    return (upper is None or not upper.blocks) and not _begins_list(printed[0])


def _is_as_full(above: Row, below: Row) -> bool:
    """Say whether a row prints all that the row above does, and no sentence or list there is left open.

    Then it is a row of its own, though an entry of it begins with a small letter ("e-learning for members").
    """
    lower = {cell.column: cell for cell in below if cell.blocks}
    upper = [cell for cell in above if cell.blocks and cell.column]
    if len(upper) < 2 or any(cell.column not in lower for cell in upper):
        return False
    return not any(is_left_open(cell.text) or _begins_with_number(lower[cell.column]) for cell in upper)


def _begins_with_number(cell: Cell) -> bool:
    entries = read_entries(cell)
    return bool(entries) and bool(entries[0].numbers)


def _ends_header(above: Row, below: Row) -> bool:
    """Say whether a row is the second line of the header above: "Target" over "date", "Lead" over "Officer"."""
    upper = {cell.column: cell.text for cell in above if cell.blocks}
    lower = {cell.column: cell.text for cell in below if cell.blocks}
    if not lower or not lower.keys() <= upper.keys() or lower.keys() == upper.keys():
        return False
    joined = [read_header(f"{upper[column]} {text}") for column, text in lower.items()]
    small = all(map(starts_small, lower.values()))
    return all(header is not None and (small or header.score == 1) for header in joined)


def _vote(above: Cell | None, below: Cell, small_is_style: bool) -> int:
    """Return 1 where a cell carries on the one above it, -1 where it begins something new, 0 where it may do either."""
    if above is None or not above.blocks:
        return 0 if not _begins_list(below) else -1
    last, first = read_entries(above), read_entries(below)
    if not last or not first:
        return 0
    if first[0].numbers:
        return _vote_on_number(last, first, is_key=below.column == 0)
    if runs_on_into(above.text, below.text) and not (small_is_style and starts_small(below.text)):
        return 1
    inner = split_numbered(below.text)
    if inner and _expects(last) and runs_on(_expects(last) or "", inner[0].numbers[0]):
        return 1 if starts_small(below.text) else 0
    return -1 if _begins_anew(above, below) else 0


def _vote_on_number(last: tuple[Entry, ...], first: tuple[Entry, ...], *, is_key: bool) -> int:
    """Return the vote of a cell that begins with a list number.

    One number a row is a table's own numbering; a list that runs on has several entries in one of the two cells.
    """
    number, expected = first[0].numbers[0], _expects(last)
    if "." in number:
        return -1
    several = len(last) > 1 or (len(first) > 1 and not is_key)
    if expected and runs_on(expected, number):
        return 1 if several else -1 if is_key else 0
    if expected is None and not is_first(number) and number.isalpha() and not is_key:
        return 1  # The head of its list is in the cell above, its marker lost.
    return -1


def _expects(entries: tuple[Entry, ...]) -> str | None:
    """Return the last list number of a cell."""
    return next((entry.numbers[-1] for entry in reversed(entries) if entry.numbers), None)


def _begins_list(cell: Cell) -> bool:
    entries = read_entries(cell)
    return bool(entries) and bool(entries[0].numbers) and is_first(entries[0].numbers[0])


def _begins_anew(above: Cell, below: Cell) -> bool:
    """Say whether two cells are a whole value each: the first ends as one, or the second is worded like a header."""
    return (ends_sentence(above.text) and len(above.text) > 40) or read_header(below.text) is not None


def _is_lone(row: Row) -> bool:
    return sum(1 for cell in row if cell.blocks) == 1


def _columns_that_start_small(table: Table) -> frozenset[int]:
    """Return the columns whose cells begin with a small letter as a habit: there it is no evidence of a cut."""
    found = set()
    for column in range(table.column_count):
        texts = [cell.text for cell in table.cells if cell.column == column and cell.text.strip()]
        after_end = [
            small for above, small in zip(texts, map(starts_small, texts[1:]), strict=False) if ends_sentence(above)
        ]
        small = sum(map(starts_small, texts))
        if texts and small > 2 and (small / len(texts) > SMALL_START_IS_STYLE or sum(after_end) > 1):
            found.add(column)
    return frozenset(found)


def _join_cells(above: Row, below: Row) -> Iterator[Cell]:
    lower = {cell.column: cell for cell in below}
    for cell in above:
        more = lower.pop(cell.column, None)
        yield (
            cell
            if more is None
            else replace(
                cell, blocks=_join_blocks(cell.blocks, more.blocks), fill=cell.fill or more.fill, cut_below=False
            )
        )
    yield from lower.values()


def _join_blocks(above: tuple[Block | Table, ...], below: tuple[Block | Table, ...]) -> tuple[Block | Table, ...]:
    if not above or not below:
        return above + below
    last, first = above[-1], below[0]
    if not isinstance(last, Block) or not isinstance(first, Block) or first.kind is BlockKind.ITEM:
        return above + below
    joins = runs_on_into(last.text, first.text) or (
        last.kind is BlockKind.PARAGRAPH and bool(split_numbered(last.text)) and bool(split_numbered(first.text))
    )
    if not joins:
        return above + below
    return (*above[:-1], replace(last, words=join((last.words.strip(), first.words.strip()), " ")), *below[1:])


def _first_words(row: Row) -> str:
    return " ".join(" ".join(cell.text for cell in row if cell.blocks).split())[:80]
