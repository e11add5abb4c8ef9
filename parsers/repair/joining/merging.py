"""Makes the cells of two pieces one: their blocks, and the paragraph, list entry or word that is cut between them.

Every run keeps its place, so the printed parts can still be told apart. Nothing is lost but a hyphen that only the
page's end put into a word.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from itertools import chain

from normalise.numbers import read_marker, split_numbered
from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.formats.text_hyphens import find_joints
from parsers.repair.joining.boundary import cell_at
from parsers.repair.joining.habits import Row
from parsers.repair.running_on import breaks_word, ends_sentence, runs_on_into
from parsers.words import Words, join

_LAST_HALF = re.compile(r"[a-z]+(?=[-‐¬]$)")
_FIRST_HALF = re.compile(r"[a-z]+")

Blocks = tuple[Block | Table, ...]


class Glue:
    """Joins words over a cut. A word broken there is made whole as the rest of the document spells it."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _text(self) -> str:
        return self._document.printed_text()

    def join(self, above: Words, below: Words) -> Words:
        """Return the words of both pieces, a blank between them; within a broken word none."""
        above, below = above.strip(), below.strip()
        if not breaks_word(above.text, below.text):
            return join((above, below), " ")
        halves = _LAST_HALF.search(above.text), _FIRST_HALF.match(below.text)
        head, tail = (half.group() if half else "" for half in halves)
        if tail in ("and", "or", "nor", "to", "but", "as"):  # "short-" / "and long-term"
            return join((above, below), " ")
        # The two halves themselves are no evidence of how the word is spelt.
        others = self._text.replace(above.text, "").replace(below.text, "")
        whole = find_joints(f"{others}\n\n{head}{above.text[-1]}\n{tail}").get((head, tail))
        # What stays in doubt keeps its hyphen, as printed.
        return (above[:-1] if whole == "" else above) + below


def join_rows(above: Sequence[Cell], below: Sequence[Cell], glue: Glue) -> Iterator[Cell]:
    """Yield the cells of two rows of a table without spans as one row's."""
    lower: dict[int, list[Cell]] = {}
    for cell in below:
        lower.setdefault(cell.column, []).append(cell)
    for cell in above:
        yield reduce(lambda whole, more: join_cells(whole, more, glue), lower.pop(cell.column, ()), cell)
    yield from chain.from_iterable(lower.values())


def join_cells(above: Cell, below: Cell, glue: Glue, *, meets: bool = False) -> Cell:
    """Return two pieces of a cell as one, in the place and spans of the upper.

    `meets`: the last line of the upper is full, so that the lower's first words may belong to the same paragraph.
    """
    return replace(
        above,
        blocks=join_blocks(above.blocks, below.blocks, glue, meets=meets),
        fill=above.fill or below.fill,
        cut_below=below.cut_below,
    )


class Stack:
    """Puts the pieces of a table, all on one grid, one under the other. Each piece is looked at once."""

    def __init__(self, first: Table, glue: Glue) -> None:
        self._first = first
        self._glue = glue
        self._above: list[Cell] = []  # what ends above the last row
        self._last: list[Cell] = []
        self.row_count = first.row_count
        self._take(first.cells)

    def last_row(self) -> Row:
        """Return the cells that reach into the last row so far, in column order."""
        return tuple(self._last)

    def add(self, below: Table, joins: Mapping[int, bool], *, is_cut: bool) -> None:
        """Put a piece below.

        `joins` are the columns whose first cell in it carries on the last one above, and whether the two meet over a
        full line; `is_cut`: that is so of the whole row, which then is one.
        """
        overlap = 1 if is_cut else 0
        shift = self.row_count - overlap
        pieces: dict[int, list[Cell]] = {}
        moved = []
        for cell in below.cells:
            target = cell_at(self._last, cell.column) if cell.row == 0 and cell.column in joins else None
            if target is None:
                moved.append(cell.at_row(cell.row + shift))
            else:
                pieces.setdefault(id(target), []).append(cell)
        whole = [
            self._prolonged(cell, pieces[id(cell)], joins, overlap) if id(cell) in pieces else cell
            for cell in self._last
        ]
        self.row_count = shift + below.row_count
        self._take((*whole, *moved))

    def table(self) -> Table:
        """Return all pieces as one table."""
        cells = sorted((*self._above, *self._last), key=lambda cell: (cell.row, cell.column))
        return replace(self._first, cells=tuple(cells), row_count=self.row_count)

    def _take(self, cells: Iterable[Cell]) -> None:
        self._last = []
        for cell in cells:
            (self._last if cell.row + cell.row_span >= self.row_count else self._above).append(cell)
        self._last.sort(key=lambda cell: cell.column)

    def _prolonged(self, cell: Cell, pieces: Sequence[Cell], joins: Mapping[int, bool], overlap: int) -> Cell:
        rows = cell.row_span + min(piece.row_span for piece in pieces) - overlap
        for piece in pieces:
            cell = join_cells(cell, piece, self._glue, meets=joins[piece.column])
        return replace(cell, row_span=rows)


def without_rows(table: Table, rows: Collection[int]) -> Table:
    """Return a table without some of its rows; what begins in them goes with them."""
    if not rows:
        return table
    gone = sorted(rows)
    cells = tuple(cell.at_row(cell.row - bisect(gone, cell.row)) for cell in table.cells if cell.row not in rows)
    return replace(table, cells=cells, row_count=table.row_count - len(rows))


def join_blocks(above: Blocks, below: Blocks, glue: Glue, *, meets: bool = False) -> Blocks:
    """Return the blocks of two pieces of a cell, the paragraph or entry that is cut between them as one."""
    if not above or not below:
        return above + below
    last, first = above[-1], below[0]
    if not isinstance(last, Block) or not isinstance(first, Block) or first.kind is BlockKind.ITEM:
        return above + below
    if not (_are_one(last, first) or (meets and _may_be_one(above, below))):
        return above + below
    return (*above[:-1], replace(last, words=glue.join(last.words, first.words)), *below[1:])


def _are_one(last: Block, first: Block) -> bool:
    """Say whether two blocks are one by what they say."""
    if runs_on_into(last.text, first.text):
        return True
    return last.kind is BlockKind.PARAGRAPH and bool(split_numbered(last.text)) and bool(split_numbered(first.text))


def _may_be_one(above: Blocks, below: Blocks) -> bool:
    """Say whether blocks that meet over a full line are one: no marker begins the lower, no sentence ends the upper.

    Where each piece is a single paragraph a sentence may end there: the cell is not one of several paragraphs.
    """
    last, first = above[-1], below[0]
    assert isinstance(last, Block)
    assert isinstance(first, Block)
    if read_marker(first.text.lstrip()) is not None:
        return False
    return not ends_sentence(last.text) or len(above) == len(below) == 1
