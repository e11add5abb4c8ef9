"""Tables of a text file: rows whose cells are parted by tabs, and Markdown's rows between upright strokes.

One table is what stands together; whether a page break cut it, and which rows are headers where the file does not mark
them, is left to `parsers.repair`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from parsers.budgets import check_budget
from parsers.document import Block, Cell, Layer, Table
from parsers.formats.cell_lines import fold_lines, part_marked_lines
from parsers.formats.markup import Line, read_fragment
from parsers.formats.text_grids import Grid, GridCell
from parsers.formats.text_html import HtmlTableReader, TableMarkup
from parsers.formats.text_lines import TextLine
from parsers.formats.text_pipes import Piece, PipedRow, count_strokes, is_long_rule, is_rule, split_row
from parsers.formats.text_ruled import Ruled
from parsers.words import NO_WORDS, Place


@dataclass(slots=True)
class TableReader:
    """Makes tables of lines and numbers them through the document."""

    list_ids: Iterator[int] = field(default_factory=count)
    table_count: int = 0
    cell_count: int = 0

    def read_tabbed(self, lines: Sequence[TextLine]) -> Table:
        """Return the table of lines whose cells are parted by tabs, one row a line."""
        for line in lines:
            check_budget("text", "columns", line.text.count("\t") + 1, f"line {line.number:,}")
        return self._make_table([[[(text, line)] for text in line.text.split("\t")] for line in lines], None)

    def read_broken(self, rows: Sequence[list[list[Piece]]]) -> Table:
        """Return the table of rows parted by tabs, a row of several lines."""
        check_budget("text", "columns", max(map(len, rows)))
        return self._make_table(rows, None)

    def read_ruled(self, ruled: Ruled) -> Table:
        """Return the table whose columns stand under a rule."""
        check_budget("text", "columns", len(ruled.rows[0]))
        count = len(ruled.rows[0])
        full = [row for row in ruled.rows if len(row) == count]
        widths = [max(len(text.strip()) for row in full for text, _ in row[n]) for n in range(count)]
        table = self._make_table(ruled.rows, ruled.header_rows, widths)
        across = {number for number, row in enumerate(ruled.rows) if len(row) < count}
        cells = tuple(replace(cell, column_span=count) if cell.row in across else cell for cell in table.cells)
        return replace(table, cells=cells)

    def read_grid(self, grid: Grid) -> Table:
        """Return the table of cells between drawn borders."""
        check_budget("text", "columns", grid.column_count)
        begin = grid.cells[0].pieces[0][1].place
        self.count_cells(grid.row_count * grid.column_count, begin)
        number, header_rows = self._next_number(), grid.header_rows or 0
        cells = (self._make_spanning(cell, number, header_rows) for cell in grid.cells)
        ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        return Table(ordered, grid.row_count, grid.column_count, grid.header_rows, place=begin._replace(table=number))

    def _make_spanning(self, cell: GridCell, table: int, header_rows: int) -> Cell:
        width = max(len(text) for text, _ in cell.pieces) - 2  # a blank on either side
        at = (table, cell.row, cell.column)
        made = self._make_cell(cell.pieces, at, is_header=cell.row < header_rows, width=width)
        return replace(made, row_span=cell.row_span, column_span=cell.column_span)

    def read_piped(self, rows: Sequence[PipedRow]) -> Table:
        """Return the table of Markdown rows; the row above the rule is its header."""
        for row in rows:
            check_budget("text", "columns", sum(map(count_strokes, row)), f"line {row[0].number:,}")
        has_header = len(rows) > 1 and is_rule(rows[1][0]) and not is_rule(rows[0][0])
        kept = [row for index, row in enumerate(rows) if not (is_rule(row[0]) if index < 2 else is_long_rule(row[0]))]
        cells = [split_row(row) for row in kept]
        if has_header and len(cells) > 1 and not any(text.strip() for pieces in cells[0] for text, _ in pieces):
            # Markdown cannot write a table without a header; converters put an empty one.
            return self._make_table(cells[1:], None)
        return self._make_table(cells, 1 if has_header else None)

    def read_html(self, markup: TableMarkup) -> tuple[Block | Table, ...]:
        """Return the tables of HTML markup and what is printed around their cells."""
        blocks = HtmlTableReader(self.read_cell, self._next_number).read(markup)
        self.count_cells(sum(len(block.cells) for block in blocks if isinstance(block, Table)), markup.lines[0].place)
        return blocks

    def read_cell(self, lines: Sequence[Line], glue: str = "\n") -> tuple[Block, ...]:
        """Return the blocks of a cell. The description of an image that says nothing is kept beside the words."""
        blocks = read_fragment(lines, self.list_ids, glue)
        return tuple(_unworded(part) for block in blocks for part in part_marked_lines(block, self.list_ids))

    def _next_number(self) -> int:
        self.table_count += 1
        return self.table_count - 1

    def _make_table(
        self, rows: Sequence[list[list[Piece]]], header_rows: int | None, widths: Sequence[int] | None = None
    ) -> Table:
        """Return the table; `widths` are those of its columns where they break the lines of cells."""
        begin = rows[0][0][0][1].place if rows and rows[0] else Place()
        self.count_cells(sum(map(len, rows)), begin)
        number = self._next_number()
        first_plain = header_rows or 0
        cells = [
            self._make_cell(
                pieces, (number, row, column), is_header=row < first_plain, width=widths[column] if widths else None
            )
            for row, fields in enumerate(rows)
            for column, pieces in enumerate(fields)
        ]
        return Table(
            tuple(cells),
            row_count=len(rows),
            column_count=max(map(len, rows), default=0),
            header_rows=header_rows,
            place=begin._replace(table=number),
        )

    def count_cells(self, more: int, place: Place) -> None:
        """Count cells that are to be read. Raises DocumentError `over-budget`."""
        self.cell_count += more
        check_budget("text", "cells", self.cell_count, f"line {place.line:,}" if place.line else "")

    def _make_cell(
        self, pieces: Sequence[Piece], at: tuple[int, int, int], *, is_header: bool, width: int | None
    ) -> Cell:
        """Return the cell of a table, row and column. `width` is that of its lines where the column breaks them."""
        table, row, column = at
        lines = [(text, Place(line.page, None, line.number, table, row, column)) for text, line in pieces]
        if width is not None:
            blocks = self.read_cell(fold_lines(lines, width), "")
        elif len(lines) == 1:
            blocks = self.read_cell(lines)
        else:
            blocks = self.read_cell([(text.strip(), place) for text, place in lines if text.strip()])
        return Cell(row, column, blocks, is_header=is_header, place=lines[0][1])


def _unworded(block: Block) -> Block:
    """Return furniture with its words as its marker: a cell's words are what its body says."""
    return replace(block, words=NO_WORDS, marker=block.text) if block.layer is Layer.FURNITURE else block
