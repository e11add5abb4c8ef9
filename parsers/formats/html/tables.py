"""The tables of a page, laid out as the HTML table model has it (HTML standard, 4.9.12): groups, spans, headers.

Whether a table only lays the page out is told by `layout_tables`; spans are `span_grid`'s. What stands between cells
belongs to the one before; what a page hides is set aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.html.layout_tables import is_layout
from parsers.formats.html.looks import PLAIN_LOOKS, Looks
from parsers.formats.html.walk import Walk, text_of
from parsers.formats.markup_images import make_block, says_status
from parsers.formats.span_grid import TO_THE_END, SpanGrid, Spot
from parsers.words import PLAIN, Place, Run, Words

_SPAN = re.compile(r"\d{1,6}")
_SHORT_SPANS = 8  # characters of both: longer ones are nobody's
_MOST_COLUMN_SPAN = 1000  # HTML standard, 4.9.11
_MOST_ROW_SPAN = 65_534
_GROUPS = ("thead", "tbody", "tfoot")
_BESIDE_ROWS = (*_GROUPS, "caption", "colgroup", "col")


@dataclass(slots=True)
class _OpenCell:
    spot: Spot
    place: Place
    is_marked: bool  # a header that is not its row's: a `<th>`, or inside `<thead>`
    is_header: bool
    fill: str | None
    blocks: list[Block | Table]


@dataclass(slots=True)
class _OpenTable:
    """A table whose rows are being read, and what stands in it before its first cell."""

    number: int
    element: _Element
    place: Place
    grid: SpanGrid = field(default_factory=lambda: SpanGrid("html"))
    cells: list[_OpenCell] = field(default_factory=list)
    before: list[Block | Table] = field(default_factory=list)


def read_table(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a table, or the parts of a page that one lays out, in their order."""
    flow = walk.flow
    flow.close()
    walk.depth += 1
    check_budget("html", "nesting", walk.depth)
    if flow.layer is not Layer.BODY or is_layout(element, looks):
        lists, walk.lists = walk.lists, []
        _read_laid_out(walk, element)
        walk.lists = lists
    else:
        _read_data(walk, element)
    walk.depth -= 1


def _read_laid_out(walk: Walk, element: _Element) -> None:
    if element.text and element.text.strip():
        walk.flow.add_text(element.text, element)
    for child in element:
        tag = str(child.tag)
        if tag not in (*_GROUPS, "tr"):
            if not callable(child.tag):
                walk.read(child, tag)
                walk.flow.close()
        elif not walk.look(child, tag).is_hidden:
            _read_laid_out(walk, child)
        else:
            walk.flow.set_aside(text_of(child), child)
        if child.tail and child.tail.strip():
            walk.flow.add_text(child.tail, element)


def _read_data(walk: Walk, element: _Element) -> None:
    table = _OpenTable(walk.table_count, element, walk.flow.places.of(element))
    walk.table_count += 1
    flow = walk.flow
    outer = (flow.room, flow.cell, flow.style, flow.keeps_lines, flow.shape, flow.owner, walk.lists, walk.fill)
    flow.style, flow.keeps_lines, walk.lists, walk.fill = PLAIN, False, [], None
    for child in element:
        if child.tag == "caption":
            _read_stray(walk, table, child, None)
    for group in find_groups(element):
        looks = PLAIN_LOOKS if group is element else walk.look(group, str(group.tag))
        if looks.is_hidden or looks.is_copy:
            flow.cell = table.place
            walk.keep(walk.hidden, group)
            continue
        _read_rows(walk, table, group, looks.fill, in_head=group.tag == "thead")
        table.grid.end_group()
    flow.room, flow.cell, flow.style, flow.keeps_lines, flow.shape, flow.owner, walk.lists, walk.fill = outer
    flow.room.extend(table.before)
    if table.cells:
        flow.add_block(_finish_table(table))
    flow.close()


def find_groups(element: _Element) -> list[_Element]:
    """Return the groups of rows as they are printed: the first head first, the first foot last.

    A table without groups is one of its own; then its rows are its children.
    """
    named = [child for child in element if child.tag in _GROUPS]
    if not named:
        return [element]
    heads = [child for child in named if child.tag == "thead"][:1]
    feet = [child for child in named if child.tag == "tfoot"][:1]
    rest = [child for child in named if not any(child is one for one in (*heads, *feet))]
    own = [element] if any(child.tag not in _BESIDE_ROWS for child in element) else []
    return [*heads, *own, *rest, *feet]


def _read_rows(walk: Walk, table: _OpenTable, group: _Element, fill: str | None, *, in_head: bool) -> None:
    """Read the rows of a group, and what stands between them."""
    if group.text and group.text.strip():
        _read_stray(walk, table, group, group.text)
    base = walk.flow.places.path(group)
    number = 0
    for child in group:
        tag = child.tag
        if tag == "tr":
            number += 1
            _read_row(walk, table, child, (f"{base}/tr[{number}]", fill), in_head=in_head)
        elif tag in _BESIDE_ROWS or not isinstance(tag, str):
            pass
        elif tag in ("td", "th"):  # a row was never begun
            if not table.grid.is_row_open:
                table.grid.begin_row()
            _read_cell(walk, table, child, (walk.flow.places.path(child), fill), in_head=in_head)
        elif next(child.iter("tr"), None) is not None and tag != "table":  # a form around the rows
            _read_rows(walk, table, child, fill, in_head=in_head)
        else:
            _read_stray(walk, table, child, None)
        if child.tail and child.tail.strip():
            _read_stray(walk, table, group, child.tail)


def _read_row(walk: Walk, table: _OpenTable, row: _Element, at: tuple[str, str | None], *, in_head: bool) -> None:
    path, fill = at
    looks = walk.look(row, "tr")
    if looks is not PLAIN_LOOKS:
        if (looks.is_hidden and not looks.is_panel) or looks.is_copy or looks.is_struck:
            walk.flow.cell = table.place
            walk.keep(walk.struck if looks.is_struck else walk.hidden, row)
            return
        fill = looks.fill or fill
    table.grid.begin_row()
    if row.text and row.text.strip():
        _read_stray(walk, table, row, row.text)
    counts = {"td": 0, "th": 0}
    for child in row:
        tag = child.tag
        if tag == "td" or tag == "th":  # noqa: PLR1714  # asked of every cell
            counts[tag] += 1
            _read_cell(walk, table, child, (f"{path}/{tag}[{counts[tag]}]", fill), in_head=in_head)
        elif isinstance(tag, str):
            _read_stray(walk, table, child, None)
        if child.tail and child.tail.strip():
            _read_stray(walk, table, row, child.tail)


def _read_cell(walk: Walk, table: _OpenTable, element: _Element, at: tuple[str, str | None], *, in_head: bool) -> None:
    path, fill = at
    flow = walk.flow
    tag = str(element.tag)
    looks = walk.look(element, tag)
    row_span = column_span = 1
    is_row_header = False
    if looks is not PLAIN_LOOKS:
        if (looks.is_hidden and not looks.is_panel) or looks.is_copy:
            flow.cell = table.place
            walk.keep(walk.hidden, element)
            return
        fill = looks.fill or fill
        is_row_header = tag == "th" and element.get("scope", "").lower() in ("row", "rowgroup") and not in_head
        row_span, column_span = read_spans(element)
    spot = table.grid.place(row_span, column_span)
    walk.cell_count += 1
    check_budget("html", "cells", walk.cell_count)
    place = Place(
        line=flow.places.line(element), table=table.number, row=spot.row, cell=spot.column, at=(("path", path),)
    )
    blocks = _read_inside(walk, element, place, looks)
    is_marked = (tag == "th" and not is_row_header) or in_head
    table.cells.append(_OpenCell(spot, place, is_marked, is_row_header, fill, blocks))


def _read_inside(walk: Walk, element: _Element, place: Place, looks: Looks) -> list[Block | Table]:
    """Return the blocks of a cell."""
    flow = walk.flow
    flow.cell, flow.room = place, []
    if not len(element) and looks.style is PLAIN:
        text = " ".join(_split(element.text)) if element.text else ""
        if text and (flow.is_clean or text.isascii()) and not flow.is_break_due:
            return [Block(BlockKind.PARAGRAPH, Words((Run(text, place, PLAIN),)), place=place)]
    flow.style = looks.style
    walk.unseen = []
    walk.read_children(element)
    flow.close()
    if walk.unseen:
        _show_unseen(walk, flow.room, place)
    flow.style = PLAIN
    return flow.room


def _split(text: str) -> list[str]:
    """Return the words of a text as a browser parts them: a no-break blank parts none."""
    return text.split() if "\xa0" not in text else text.strip(" \t\n\r\f").split(" ")


def _show_unseen(walk: Walk, blocks: list[Block | Table], place: Place) -> None:
    """Show what a cell says to screen readers only where that is a status and the cell prints no words."""
    said = [" ".join(text.split()) for text in walk.unseen]
    walk.unseen = []
    if not any(isinstance(block, Table) or block.text for block in blocks):
        shapes = [block for block in blocks if isinstance(block, Block) and block.kind is BlockKind.SHAPE]
        if len(shapes) == 1 and len(said) == 1 and shapes[0].fill:
            blocks[blocks.index(shapes[0])] = replace(shapes[0], words=Words.of(said[0], place))
        else:
            blocks.extend(make_block(text, place) for text in said if says_status(text))


def _read_stray(walk: Walk, table: _OpenTable, element: _Element, text: str | None) -> None:
    """Read what stands in a table and in no cell: into the cell before, or in front of the table."""
    flow = walk.flow
    before = table.cells[-1] if table.cells else None
    flow.cell = before.place if before else None
    flow.room = before.blocks if before else table.before
    if text is None:
        walk.read(element, str(element.tag))
    else:
        flow.add_text(text, element)
    flow.close()


def _finish_table(table: _OpenTable) -> Table:
    row_count, column_count = table.grid.finish()
    header_rows = _count_header_rows(table.cells)
    cells = tuple(
        Cell(
            cell.spot.row,
            cell.spot.column,
            tuple(cell.blocks),
            cell.spot.row_span,
            cell.spot.column_span,
            cell.is_header or cell.spot.row < header_rows,
            cell.fill,
            place=cell.place,
        )
        for cell in table.cells
    )
    return Table(cells, row_count, column_count, header_rows or None, place=table.place._replace(table=table.number))


def _count_header_rows(cells: list[_OpenCell]) -> int:
    """Return how many first rows hold marked cells only, one of them printed; the first alone where all rows do."""
    plain = min((cell.spot.row for cell in cells if not cell.is_marked), default=None)
    first = min((cell.spot.row for cell in cells if cell.blocks), default=0)
    if plain is None:
        return 1 if first == 0 else 0
    return plain if first < plain else 0


def read_spans(cell: _Element) -> tuple[int, int]:
    """Return how many rows and columns a cell says that it spans (HTML standard, 4.9.11); 0 rows have no end."""
    return spans_of(cell.get("rowspan"), cell.get("colspan"))


def spans_of(rows: str | None, columns: str | None) -> tuple[int, int]:
    """Return what the values of `rowspan` and `colspan` mean, as `read_spans` does."""
    is_short = len(rows or "") + len(columns or "") <= _SHORT_SPANS
    return _known_spans(rows, columns) if is_short else _spans_of(rows, columns)


def _spans_of(rows: str | None, columns: str | None) -> tuple[int, int]:
    row_span = 1 if rows is None else min(_read_span(rows, TO_THE_END), _MOST_ROW_SPAN)
    if rows is not None and rows.strip() == "0":
        row_span = TO_THE_END
    return row_span, 1 if columns is None else min(_read_span(columns, 1), _MOST_COLUMN_SPAN)


_known_spans = lru_cache(maxsize=1024)(_spans_of)  # a page says a few of them again and again


def _read_span(text: str | None, of_none: int) -> int:
    match = _SPAN.match(text.strip()) if text else None
    return (int(match[0]) or of_none) if match else 1
