"""Tables on slides: cells with their spans, fills and words, and how their rows and columns stand on the slide.

A dot that lies over a cell belongs to it; which shapes are dots is `dots`' to say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, Cell, Table
from parsers.formats.pptx.bullets import Cascade
from parsers.formats.pptx.names import A, read_flag, read_int
from parsers.formats.pptx.places import Box
from parsers.formats.pptx.text import TextReader
from parsers.words import Place, Words

_MOST_HEADER_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the edges of a table's columns and rows stand, in EMU."""

    lefts: tuple[float, ...]
    tops: tuple[float, ...]

    def find(self, point: tuple[float, float]) -> tuple[int, int] | None:
        """Return row and column of the grid position at a point, None outside the table."""
        x, y = point
        if not (self.lefts[0] <= x < self.lefts[-1] and self.tops[0] <= y < self.tops[-1]):
            return None
        return bisect_right(self.tops, y) - 1, bisect_right(self.lefts, x) - 1


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its grid."""

    table: Table
    grid: Grid

    def find(self, point: tuple[float, float]) -> Cell | None:
        """Return the cell at a point, None outside the table."""
        spot = self.grid.find(point)
        return None if spot is None else self.table.grid()[spot[0]][spot[1]]

    def find_column(self, point: tuple[float, float], below: float) -> int | None:
        """Return the column at a point, also so far below the table, by its height; None outside."""
        x, y = point
        top, bottom = self.grid.tops[0], self.grid.tops[-1]
        if not self.grid.lefts[0] <= x < self.grid.lefts[-1] or not top <= y <= bottom + (bottom - top) * below:
            return None
        return bisect_right(self.grid.lefts, x) - 1

    def body_cells(self, column: int) -> tuple[Cell, ...]:
        """Return the cells of a column below the header, in their order."""
        grid, first = self.table.grid(), self.table.header_rows or 0
        found = {id(cell): cell for row in grid[first:] if (cell := row[column]) is not None}
        return tuple(found.values())

    def with_blocks(self, blocks: Mapping[tuple[int, int], Sequence[Block]]) -> PlacedTable:
        """Return the table with blocks in front of those of the cells that begin in a row and column."""
        cells = tuple(
            replace(cell, blocks=(*(_moved(block, cell) for block in found), *cell.blocks))
            if (found := blocks.get((cell.row, cell.column)))
            else cell
            for cell in self.table.cells
        )
        return replace(self, table=replace(self.table, cells=cells))


def _moved(block: Block, cell: Cell) -> Block:
    """Return a block in the place of a cell; `at` still names its own shape."""
    place = cell.place._replace(at=block.place.at)
    runs = tuple(run._replace(place=place) for run in block.words.runs)
    return replace(block, words=Words(runs), place=place)


@dataclass(slots=True)
class TableReader:
    """Reads and numbers the tables of a presentation."""

    table_count: int = 0
    cell_count: int = 0

    def read(self, element: _Element, reader: TextReader, cascade: Cascade, box: Box, place: Place) -> PlacedTable:
        """Return a table. Raises DocumentError `over-budget`, also for spans that reach beyond any table."""
        rows = element.findall(f"{A}tr")
        widths = [max(0, read_int(column, "w")) for column in element.iterfind(f"{A}tblGrid/{A}gridCol")]
        column_count = max([len(widths), *(len(row.findall(f"{A}tc")) for row in rows)], default=0)
        where = _print_place(place)
        check_budget("pptx", "columns", column_count, where)
        self.cell_count += len(rows) * column_count
        check_budget("pptx", "cells", self.cell_count, where)
        place = place._replace(table=self.table_count)
        self.table_count += 1
        size = len(rows), column_count
        cells = tuple(
            cell for number, row in enumerate(rows) for cell in _read_row(row, number, size, reader, cascade, place)
        )
        table = _without_bands(Table(cells, len(rows), column_count, place=place))
        is_headed = read_flag(element.find(f"{A}tblPr"), "firstRow") and _may_be_header(table)
        heights = [max(0, read_int(row, "h")) for row in rows]
        widths += [0] * (column_count - len(widths))
        return PlacedTable(
            _with_header(table) if is_headed else table, Grid(_edges(box.left, widths), _edges(box.top, heights))
        )


def _read_row(
    row: _Element, number: int, size: tuple[int, int], reader: TextReader, cascade: Cascade, place: Place
) -> Iterator[Cell]:
    """Yield the cells that begin in a row."""
    for column, element in enumerate(row.iterchildren(f"{A}tc")):
        across, down = max(1, read_int(element, "gridSpan", 1)), max(1, read_int(element, "rowSpan", 1))
        check_budget("pptx", "columns", across, _print_place(place))
        check_budget("pptx", "cells", down, _print_place(place))
        if read_flag(element, "hMerge") or read_flag(element, "vMerge"):
            continue
        spot = place._replace(row=number, cell=column)
        body = element.find(f"{A}txBody")
        styles = () if body is None else tuple(body.iterchildren(f"{A}lstStyle"))
        yield Cell(
            number,
            column,
            reader.read(body, Cascade((*styles, *cascade.styles)), spot),
            row_span=min(down, size[0] - number),
            column_span=min(across, size[1] - column),
            fill=reader.palette.fill_of(element.find(f"{A}tcPr")),
            place=spot,
        )


def _without_bands(table: Table) -> Table:
    """Return the table without fills that a row shares with its first cell: banding says nothing (ruling "Colour").

    Some programs write what a table style paints into every cell.
    """
    bands: set[int] = set()
    for row in table.grid()[1:]:
        band = row[0].fill if row and row[0] is not None else None
        shared = [cell for cell in row if cell is not None and cell.fill == band]
        if band is not None and len(shared) * 2 >= len(row):
            bands.update(map(id, shared))
    cells = tuple(replace(cell, fill=None) if id(cell) in bands else cell for cell in table.cells)
    return replace(table, cells=cells) if bands else table


def _with_header(table: Table) -> Table:
    cells = tuple(replace(cell, is_header=cell.row == 0) for cell in table.cells)
    return replace(table, cells=cells, header_rows=1)


def _may_be_header(table: Table) -> bool:
    """Say whether the first row can be a header: PowerPoint calls that of every new table one."""
    texts = [text for cell in table.cells if cell.row == 0 and (text := cell.text.strip())]
    is_prose = any(
        len(text) > _MOST_HEADER_CHARACTERS or (text.endswith(".") and len(text.split()) > 3) for text in texts
    )
    return table.row_count > 1 and bool(texts) and not is_prose and not texts[0].strip(". ").isdigit()


def _edges(start: float, sizes: Sequence[int]) -> tuple[float, ...]:
    return tuple(accumulate(sizes, initial=start))


def _print_place(place: Place) -> str:
    return " ".join(f"{name} {value}" for name, value in place.at if name == "slide")
