"""Makes blocks and tables of what stands on sheets, numbered through the document, every run in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from parsers.budgets import check_budget
from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.cell_lines import part_marked_lines
from parsers.formats.sheets.references import cell_name
from parsers.formats.sheets.regions import Region, Shape, cut_regions, join_label
from parsers.formats.sheets.sheet import Sheet, SheetCell, SheetRow
from parsers.formats.text_marks import take_mark
from parsers.words import Place, Run, Words, join

_BLANK_LINE = re.compile(r"\n\s*\n")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})[.)]?")
_SAYS_NOTHING = re.compile(r"(?:work)?sheet\s*\d*|table\s*\d*|data\s*\d*|tab\s*\d*|\d+", re.IGNORECASE)


@dataclass(slots=True)
class SheetBlocks:
    """Makes the blocks of sheets. `form` names the format's row of the budgets."""

    form: str
    list_ids: Iterator[int] = field(default_factory=count)
    table_count: int = 0
    cell_count: int = 0

    def read(self, sheet: Sheet, *, is_first: bool) -> list[Block | Table]:
        """Return the blocks of a sheet. Raises DocumentError `over-budget`.

        The first sheet's name is no title where the sheet prints one itself: then it is furniture.
        """
        regions = cut_regions(sheet)
        blocks: list[Block | Table] = []
        if sheet.name and not _SAYS_NOTHING.fullmatch(sheet.name.strip()):
            has_title = is_first and bool(regions) and regions[0].shape is Shape.LINES
            words = Words.of(sheet.name.strip(), Place(at=sheet.at))
            layer = Layer.FURNITURE if has_title else Layer.BODY
            blocks.append(Block(BlockKind.HEADING, words, level=1, layer=layer, place=Place(at=sheet.at)))
        boxes = sorted(sheet.boxes, key=lambda box: (box.row, box.column))
        for region in regions:
            while boxes and boxes[0].row <= region.rows[0].number:
                blocks += self._box(boxes.pop(0), sheet)
            if region.shape is Shape.LINES:
                blocks += self._lines(region, sheet)
            elif _is_numbered(region):
                blocks += self._numbered(region, sheet)
            elif region.shape is Shape.KEY_ACROSS:
                blocks += self._key_across(region, sheet)
            elif table := self._table(region, sheet):
                blocks.append(table)
        for box in boxes:
            blocks += self._box(box, sheet)
        return blocks

    def _box(self, box: SheetCell, sheet: Sheet) -> tuple[Block, ...]:
        """Return the text of a box that lies over the cells."""
        place = Place(at=(*sheet.at, ("ref", cell_name(box.row, box.column))))
        block = Block(BlockKind.PARAGRAPH, _words(box, place), fill=box.fill, place=place)
        return part_marked_lines(block, self.list_ids)

    def _lines(self, region: Region, sheet: Sheet) -> list[Block]:
        """Return the lines of a region; two or more one under the other that begin with marks are a list."""
        blocks = list(self._paragraphs(region, sheet))
        is_line = BlockKind.PARAGRAPH
        marks = [take_mark(block.words) if block.kind is is_line else (None, block.words) for block in blocks]
        list_id: int | None = None
        for index, (mark, words) in enumerate(marks):
            goes_on = any(marks[at][0] for at in (index - 1, index + 1) if 0 <= at < len(marks))
            if mark is None or not goes_on or _is_title(blocks, index):
                list_id = None
                continue
            list_id = next(self.list_ids) if list_id is None else list_id
            blocks[index] = replace(blocks[index], kind=BlockKind.ITEM, words=words, marker=mark, list_id=list_id)
        return blocks

    def _numbered(self, region: Region, sheet: Sheet) -> Iterator[Block]:
        """Yield the entries of a list whose numbers stand in a column of their own."""
        list_id = next(self.list_ids)
        for row in region.rows:
            number, cell = row.printed()
            words = _words(cell, self._place(cell, row, sheet))
            mark = number.text if number.text[-1:] in ".)" else f"{number.text}."
            place = words.runs[0].place
            yield Block(BlockKind.ITEM, words, marker=mark, list_id=list_id, fill=cell.fill, place=place)

    def _paragraphs(self, region: Region, sheet: Sheet) -> Iterator[Block]:
        for row in region.rows:
            for cells in join_label(row.printed()):
                words = join((_words(cell, self._place(cell, row, sheet)) for cell in cells), " ")
                fill = cells[0].fill
                block = Block(BlockKind.PARAGRAPH, words, fill=fill, place=words.runs[0].place)
                yield from part_marked_lines(block, self.list_ids)

    def _key_across(self, region: Region, sheet: Sheet) -> Iterator[Block]:
        """Yield a note for each cell of a key that runs across a row, with its colour."""
        for row in region.rows:
            for cell in row.printed():
                words = _words(cell, self._place(cell, row, sheet))
                place = words.runs[0].place
                yield Block(BlockKind.PARAGRAPH, words, fill=cell.fill, layer=Layer.NOTE, place=place)

    def _table(self, region: Region, sheet: Sheet) -> Table | None:
        rows = region.rows
        columns = _table_columns(rows, region.shape)
        check_budget(self.form, "columns", len(columns), f"sheet “{sheet.name}”" if sheet.name else "")
        self.cell_count += len(columns) * len(rows)
        check_budget(self.form, "cells", self.cell_count)
        if not columns:
            return None
        header_rows = region.header_rows
        grid = _Grid(rows, columns)
        cells = tuple(self._cells(grid, sheet, header_rows or 0))
        self.table_count += 1
        return Table(
            cells,
            row_count=len(rows),
            column_count=len(columns),
            header_rows=header_rows,
            layer=Layer.NOTE if region.shape is Shape.KEY else Layer.BODY,
            place=Place(line=rows[0].line, table=self.table_count - 1, at=sheet.at),
        )

    def _cells(self, grid: _Grid, sheet: Sheet, header_rows: int) -> Iterator[Cell]:
        for index, row in enumerate(grid.rows):
            for position, column in enumerate(grid.columns):
                if grid.is_covered(index, position):
                    continue
                found = row.cells.pop(column, None)
                if found is None:
                    yield Cell(index, position, is_header=index < header_rows)
                    continue
                height, width = grid.cover(found, index, position)
                place = self._place(found, row, sheet, (self.table_count, index, position))
                yield Cell(
                    index,
                    position,
                    self._blocks(found, place),
                    row_span=height,
                    column_span=width,
                    is_header=index < header_rows,
                    fill=found.fill,
                    value=found.value,
                    place=place,
                )

    def _blocks(self, cell: SheetCell, place: Place) -> tuple[Block, ...]:
        if not cell.text:
            return ()
        words = _words(cell, place)
        if "\n" not in cell.text:
            return (Block(BlockKind.PARAGRAPH, words, place=place),)
        parts = (Block(BlockKind.PARAGRAPH, part, place=place) for part in words.split(_BLANK_LINE))
        return tuple(block for part in parts for block in part_marked_lines(part, self.list_ids))

    def _place(self, cell: SheetCell, row: SheetRow, sheet: Sheet, at: tuple[int, int, int] | None = None) -> Place:
        table, line, position = at or (None, None, None)
        name = ("ref", cell_name(cell.row, cell.column))
        return Place(line=row.line, table=table, row=line, cell=position, at=(*sheet.at, name))


class _Grid:
    """The places of a table, which merged cells cover more than one of."""

    def __init__(self, rows: Sequence[SheetRow], columns: Sequence[int]) -> None:
        self.rows = rows
        self.columns = columns
        self.covered: set[tuple[int, int]] = set()

    def is_covered(self, row: int, column: int) -> bool:
        return (row, column) in self.covered

    def cover(self, cell: SheetCell, row: int, column: int) -> tuple[int, int]:
        """Return how many rows and columns of the table a cell covers, and keep them for it."""
        height, width = 1, 1
        while row + height < len(self.rows) and self.rows[row + height].number <= cell.last_row:
            height += 1
        while column + width < len(self.columns) and self.columns[column + width] <= cell.last_column:
            width += 1
        if height > 1 or width > 1:
            self.covered.update((row + down, column + across) for down in range(height) for across in range(width))
        return height, width


def _words(cell: SheetCell, place: Place) -> Words:
    if cell.rich:
        return Words(tuple(Run(text, place, style) for text, style in cell.rich if text)).strip()
    return Words.of(cell.text, place, cell.style)


def _is_title(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a line is bold and the lines beside it are not: a numbered title, and no entry of the list."""
    beside = [blocks[at] for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
    return blocks[index].words.is_bold() and not any(block.words.is_bold() for block in beside)


def _is_numbered(region: Region) -> bool:
    """Say whether a table is a list: no header, two cells a row, the first of them a number that runs on."""
    rows = [row.printed() for row in region.rows]
    if region.shape is not Shape.TABLE or region.header_rows or len(rows) < 2 or any(len(row) != 2 for row in rows):
        return False
    numbers = [_NUMBER.fullmatch(row[0].text) for row in rows]
    found = [int(number["number"]) for number in numbers if number]
    runs_on = bool(found) and found == list(range(found[0], found[0] + len(rows)))
    return runs_on and len({row[1].column for row in rows}) == 1


def _table_columns(rows: Sequence[SheetRow], shape: Shape) -> list[int]:
    """Return the columns of a table: those that something is printed in; a key's colours print nothing."""
    return sorted(
        {
            column
            for row in rows
            for column, cell in row.cells.items()
            if cell.text or (shape is Shape.KEY and cell.fill)
        }
    )
