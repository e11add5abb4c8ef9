"""Tables: each cell of the grid with what is in it, rows and columns counted as they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, BlockKind, Cell, Table
from parsers.formats.docx.grid import Grid, GridCell, lay_out
from parsers.formats.docx.looks import NO_LOOK, Look
from parsers.formats.docx.names import W, value_of
from parsers.formats.docx.parts import FORM
from parsers.formats.docx.plain import read_plain_cell
from parsers.formats.docx.state import Spot, Story
from parsers.words import Place, Words

_LOOKED = {"firstRow": 0x20, "lastRow": 0x40, "firstCol": 0x80, "lastCol": 0x100}
_LOOK_NAMES = {"firstCol": "firstColumn", "lastCol": "lastColumn"}


def read_table(story: Story, element: _Element, spot: Spot, path: str) -> Table | None:
    """Return a table, None where all its rows are deleted or hidden. Raises DocumentError `over-budget`."""
    check_budget(FORM, "nesting", spot.nesting + 1, path[:80])
    grid = lay_out(element, path)
    story.reading.count_cells(len(grid.cells))
    for hidden, hidden_path in grid.hidden:
        _hide(story, hidden, spot, hidden_path)
    if not grid.cells:
        return None
    number = next(story.reading.tables)
    place = Place(story.reading.pages.current, table=number, at=(("path", path),))
    looks = story.reading.styles.table(value_of(element.find(f"{W}tblPr"), "tblStyle"))
    cells = tuple(_iter_cells(story, grid, spot._replace(table=number), _read_parts(element, looks)))
    return Table(cells, grid.row_count, grid.column_count, grid.header_rows or None, spot.layer, place)


def _iter_cells(story: Story, grid: Grid, spot: Spot, looks: Mapping[str, Look]) -> Iterator[Cell]:
    pages = story.reading.pages
    row = -1
    for cell in grid.cells:
        if cell.row != row:
            if row >= 0:
                pages.end_row()
            pages.begin_row()
            row = cell.row
        pages.begin_cell()
        yield _read_cell(story, cell, grid, spot, looks)
        pages.end_cell()
    pages.end_row()


def _read_cell(story: Story, cell: GridCell, grid: Grid, spot: Spot, looks: Mapping[str, Look]) -> Cell:
    around = _look_of(cell, grid, looks) if looks else NO_LOOK
    inside = Spot(cell.path, spot.layer, spot.table, cell.row, cell.start, around, spot.nesting + 1)
    blocks = [] if cell.is_empty else read_plain_cell(story, cell.element, inside)
    if blocks is None:
        blocks = story.read_blocks(story, cell.element, inside)
    for covered, path in cell.covered:
        _hide(story, covered, inside, path)
    return Cell(
        cell.row,
        cell.start,
        _with_numbers(blocks),
        cell.bottom - cell.row,
        max(1, cell.end - cell.start),
        cell.row in grid.headers,
        None if cell.shading is None else story.reading.palette.shading(cell.shading),
        place=inside.place(cell.path, story.reading.pages.current),
    )


def _with_numbers(blocks: list[Block | Table]) -> tuple[Block | Table, ...]:
    """Return the blocks of a cell; numbers that Word counts are its words where it has no others."""
    for block in blocks:
        if isinstance(block, Block) and block.marker and not block.words.text:
            return tuple(_iter_with_numbers(blocks))
    return tuple(blocks)


def _iter_with_numbers(blocks: list[Block | Table]) -> Iterator[Block | Table]:
    is_printed = any(isinstance(block, Table) or block.text for block in blocks)
    for block in blocks:
        if not isinstance(block, Block) or block.text or not block.marker:
            yield block
        elif not is_printed:
            yield replace(block, kind=BlockKind.PARAGRAPH, words=Words.of(block.marker, block.place), marker=None)


def _hide(story: Story, holder: _Element, spot: Spot, path: str) -> None:
    text = "".join(part.text or "" for part in holder.iter(f"{W}t"))
    story.reading.hidden.add(text, spot.place(path, story.reading.pages.current))


def _read_parts(element: _Element, looks: Mapping[str, Look]) -> dict[str, Look]:
    """Return how the parts of a table look that its style is asked for (`w:tblLook`, 17.4.55)."""
    asked = element.find(f"{W}tblPr/{W}tblLook")
    parts = {"wholeTable": looks.get("wholeTable", NO_LOOK)}
    for part, bit in _LOOKED.items() if asked is not None else ():
        flag = None if asked is None else asked.get(W + _LOOK_NAMES.get(part, part))
        if flag is None and asked is not None:
            is_asked = bool(_hexadecimal(asked.get(f"{W}val")) & bit)
        else:
            is_asked = flag in ("1", "true", "on")
        if is_asked and looks.get(part, NO_LOOK) != NO_LOOK:
            parts[part] = looks[part]
    return {part: look for part, look in parts.items() if look != NO_LOOK}


def _look_of(cell: GridCell, grid: Grid, looks: Mapping[str, Look]) -> Look:
    """Return how the words of a cell look by where it stands."""
    look = looks.get("wholeTable", NO_LOOK)
    stands = {
        "lastCol": cell.end >= grid.column_count,
        "firstCol": cell.start == 0,
        "lastRow": cell.bottom >= grid.row_count,
        "firstRow": cell.row == 0,
    }
    for part, is_there in stands.items():
        if is_there and part in looks:
            look = look.under(looks[part])
    return look


def _hexadecimal(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
