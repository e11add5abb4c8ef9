"""Reads a table: rows and cells at their places of the grid, repeated ones within budget (OpenDocument 1.3, part 3, 9).

What stands in a cell is read by who asks for the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, BlockKind, Cell, Table
from parsers.formats.odt.names import TABLE, read_count, text_of
from parsers.formats.odt.spots import FORM, Met, Spot
from parsers.formats.odt.styles import Styles
from parsers.words import Words

ReadBlocks = Callable[[_Element, Spot], list[Block | Table]]

_ROW = f"{TABLE}table-row"
_HEADER_ROWS = f"{TABLE}table-header-rows"
_GROUPS = (_HEADER_ROWS, f"{TABLE}table-rows", f"{TABLE}table-row-group")
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_STYLE_NAME = f"{TABLE}style-name"


def read_table(element: _Element, spot: Spot, styles: Styles, met: Met, read_blocks: ReadBlocks) -> Table | None:
    """Return a table, None where it has no cells. Raises DocumentError `over-budget`."""
    if spot.table is None:
        spot = replace(spot, table=met.table_count)
        met.table_count += 1
    grid = _Grid(element, spot.deeper(), styles, met, read_blocks)
    for row, place, is_header in _iter_rows(element, spot.deeper(), is_header=False):
        grid.add_row(row, place, is_header=is_header)
    return grid.finish()


def _iter_rows(element: _Element, spot: Spot, *, is_header: bool) -> Iterator[tuple[_Element, Spot, bool]]:
    for child, inner in spot.iter_children(element):
        if child.tag == _ROW:
            yield child, inner, is_header
        elif child.tag in _GROUPS:
            yield from _iter_rows(child, inner, is_header=is_header or child.tag == _HEADER_ROWS)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row has for all its cells."""

    is_header: bool
    fill: str | None


@dataclass(slots=True)
class _Grid:
    """The rows read so far. `free_from`: for each column the first row that no cell from above covers."""

    element: _Element
    spot: Spot
    styles: Styles
    met: Met
    read_blocks: ReadBlocks
    cells: list[Cell] = field(default_factory=list)
    free_from: dict[int, int] = field(default_factory=dict)
    row_count: int = 0
    column_count: int = 0
    header_rows: int = 0

    def add_row(self, row: _Element, spot: Spot, *, is_header: bool) -> None:
        """Read a row, and lay it down as often as the file says it comes."""
        times = max(1, read_count(row, f"{TABLE}number-rows-repeated"))
        check_budget(FORM, "cells", (self.row_count + times) * max(1, self.column_count))
        if is_header and self.header_rows == self.row_count:
            self.header_rows += times
        begun = self._read_row(row, spot, is_header=is_header)
        check_budget(FORM, "cells", (self.row_count + times) * max(1, self.column_count))
        if times > 1:
            check_budget(FORM, "repeated", times * sum(len(cell.text) for cell in begun))
        for number in range(self.row_count, self.row_count + times):
            self.cells.extend(replace(cell, row=number) if number > self.row_count else cell for cell in begun)
        self.row_count += times

    def finish(self) -> Table | None:
        """Return the table, spans cut to its rows."""
        if not self.cells:
            return None
        cells = tuple(
            replace(cell, row_span=min(cell.row_span, self.row_count - cell.row)) if cell.row_span > 1 else cell
            for cell in self.cells
        )
        return Table(
            cells, self.row_count, self.column_count, self.header_rows or None, self.spot.layer, self.spot.place
        )

    def _read_row(self, row: _Element, spot: Spot, *, is_header: bool) -> list[Cell]:
        fill = self.styles.fill("table-row", row.get(_STYLE_NAME)) or self.styles.fill(
            "table", self.element.get(_STYLE_NAME)
        )
        begun: list[Cell] = []
        column = 0
        for child, inner in spot.iter_children(row):
            times = max(1, read_count(child, f"{TABLE}number-columns-repeated"))
            check_budget(FORM, "columns", column + times)
            if child.tag == _COVERED:
                self.met.hide([text_of(child)], inner.place)
                column += times
            elif child.tag == _CELL:
                begun.extend(self._read_cells(child, inner, column, times, _Row(is_header, fill)))
                column = begun[-1].column + 1
        self.column_count = max(self.column_count, column)
        return begun

    def _read_cells(self, element: _Element, spot: Spot, column: int, times: int, row: _Row) -> Iterator[Cell]:
        """Yield a cell as often as it comes in its row; what is in it is read once."""
        fill = self.styles.fill("table-cell", element.get(_STYLE_NAME)) or row.fill
        columns = max(1, read_count(element, f"{TABLE}number-columns-spanned"))
        rows = max(1, read_count(element, f"{TABLE}number-rows-spanned"))
        check_budget(FORM, "columns", column + columns)
        blocks: tuple[Block | Table, ...] | None = None
        for _ in range(times):
            # Covered cells lead past what a cell above covers; not every program writes them.
            while self.free_from.get(column, 0) > self.row_count:
                column += 1
            here = replace(spot, row=self.row_count, cell=column)
            if blocks is None:
                blocks = tuple(_with_lone_number(self.read_blocks(element, here)))
                if times > 1:
                    check_budget(FORM, "repeated", times * len(Cell(0, 0, blocks).text))
            width = self._free_width(column, columns)
            self.column_count = max(self.column_count, column + width)
            check_budget(FORM, "columns", self.column_count)
            if rows + width > 2:
                self.free_from.update(dict.fromkeys(range(column, column + width), self.row_count + rows))
            yield Cell(self.row_count, column, blocks, rows, width, row.is_header, fill, place=here.place)
            column += 1

    def _free_width(self, column: int, wanted: int) -> int:
        """Return how many columns a cell may take before one that a cell above covers."""
        others = range(column + 1, column + wanted)
        return next((other - column for other in others if self.free_from.get(other, 0) > self.row_count), wanted)


def _with_lone_number(blocks: list[Block | Table]) -> Iterator[Block | Table]:
    """Yield a cell's blocks; a number that the file counts is the cell's text where nothing else stands in it."""
    if any(isinstance(block, Table) or block.text for block in blocks):
        yield from (block for block in blocks if not is_empty_item(block))
        return
    for block in blocks:
        if isinstance(block, Block) and is_empty_item(block):
            yield Block(
                BlockKind.PARAGRAPH, Words.of(block.marker or "", block.place), layer=block.layer, place=block.place
            )
        else:
            yield block


def is_empty_item(block: Block | Table) -> bool:
    """Say whether a block is an entry of a numbered list that holds nothing."""
    return isinstance(block, Block) and block.kind is BlockKind.ITEM and not block.words
