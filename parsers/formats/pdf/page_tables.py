"""Puts a page's text into the tables found on it: boxes and runs → `Table`s with the blocks of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from parsers.document import Block, Cell, Table
from parsers.formats.pdf.flow.blocks import Setting, read_blocks
from parsers.formats.pdf.flow.labels_abreast import part_abreast
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.flow.shapes import dots_in, find_dots
from parsers.formats.pdf.page import Fill, Page, TextRun
from parsers.formats.pdf.tables.cells import Shares, share_out
from parsers.formats.pdf.tables.found import FoundCell, FoundTable
from parsers.formats.pdf.tables.shapes import shapes_in
from parsers.formats.pdf.tag_place import TagPlace
from parsers.words import Place

Tags = dict[int, TagPlace]


@dataclass(slots=True)
class Numbers:
    """What is counted on over a whole document: tables from 0 in reading order, and lists.

    `above` is the last table of the page before, as it was found: it may go on without a header.
    """

    tables: Iterator[int] = field(default_factory=count)
    lists: Iterator[int] = field(default_factory=count)
    above: FoundTable | None = None


def make_table(page: Page, found: FoundTable, shares: Shares, tags: Tags, numbers: Numbers) -> Table:
    """Return a found table with the text of its cells, as it is shared out among them."""
    place = Place(page.number, found.box, table=next(numbers.tables))
    maker = _CellMaker(page, tags, numbers, place, find_dots(page))
    cells = tuple(maker.make(cell, shares.cells.get(index, ())) for index, cell in enumerate(found.cells))
    return Table(
        cells,
        found.row_count,
        found.column_count,
        header_rows=_header_rows(found),
        place=place,
        column_edges=found.column_edges,
    )


@dataclass(slots=True)
class _CellMaker:
    """Makes the cells of one table, whose place is given. `dots` are the page's."""

    page: Page
    tags: Tags
    numbers: Numbers
    table: Place
    dots: tuple[Fill, ...] = ()

    def make(self, cell: FoundCell, runs: Sequence[TextRun]) -> Cell:
        """Return a cell with its blocks, and the tables inside it where they stand among them."""
        place = Place(self.page.number, cell.box, table=self.table.table, row=cell.row, cell=cell.column)
        blocks: list[Block | Table] = []
        rest = list(runs)
        for inner in sorted(cell.inner, key=lambda table: table.box[1]):
            shares = share_out(inner, rest)
            above = [run for run in shares.rest if run.box[3] <= inner.box[1] + run.size / 2]
            rest = [run for run in shares.rest if run.box[3] > inner.box[1] + run.size / 2]
            blocks.extend(self._read(above, cell, place))
            blocks.append(make_table(self.page, inner, shares, self.tags, self.numbers))
        blocks.extend(self._read(rest, cell, place))
        return Cell(
            cell.row,
            cell.column,
            tuple(blocks),
            cell.row_span,
            cell.column_span,
            is_header=cell.is_header,
            fill=cell.fill,
            cut_above=cell.cut_above,
            cut_below=cell.cut_below,
            place=place,
        )

    def _read(self, runs: Sequence[TextRun], cell: FoundCell, place: Place) -> tuple[Block, ...]:
        shapes = () if cell.inner else shapes_in(self.page, cell.box)
        if not runs and not shapes:
            return ()
        dots = dots_in(self.dots, cell.box)
        found: list[Block] = []
        for number, (lines, box) in enumerate(part_abreast(read_lines(runs), cell.box)):
            own = () if number else shapes
            found += read_blocks(lines, Setting(place, box, own, self.tags, self.numbers.lists, dots))
        return tuple(found)


def _header_rows(found: FoundTable) -> int | None:
    """Return how many first rows the file itself marks as headers, or None where it marks none."""
    plain = {cell.row for cell in found.cells if not cell.is_header}
    rows = min(plain, default=found.row_count)
    return rows or None
