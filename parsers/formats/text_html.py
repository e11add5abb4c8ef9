"""HTML tables that stand in a text file: where they begin and end among its lines, and what their cells hold.

Tags may be left open, cross, nest, or be cut by a page: rows without their `<table>` are a table too, and nothing that
is printed between the cells is lost. Markup inside a cell is `markup`'s; spans are `span_grid`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from parsers.budgets import check_budget
from parsers.document import Block, Cell, Table
from parsers.formats.cell_lines import fold_lines
from parsers.formats.markup import Line
from parsers.formats.markup_style import find_attributes, read_css
from parsers.formats.span_grid import TO_THE_END, SpanGrid, Spot
from parsers.formats.text_lines import TextLine
from parsers.words import Place

_TAG = re.compile(r"<(?P<close>/?)(?P<tag>table|tr|td|th)(?=[\s/>]|$)(?:[^<>]*>)?", re.IGNORECASE)
_PART = re.compile(
    r"<(?P<close>/?)(?P<tag>table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)(?P<attributes>\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\d{1,6}")

ReadCell = Callable[[Sequence[Line], str], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class TableMarkup:
    """The lines from a `<table>` or `<tr>` to its end, the first and the last cut there."""

    lines: tuple[TextLine, ...]


def part_tables(lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, ...] | TableMarkup]:
    """Yield the lines in their order, those of each HTML table apart."""
    at = (0, 0)
    for start, end in _find_extents(lines):
        if before := _cut_lines(lines, at, start):
            yield before
        yield TableMarkup(_cut_lines(lines, start, end))
        at = end
    if rest := _cut_lines(lines, at, (len(lines), 0)):
        yield rest


_Position = tuple[int, int]  # line and column


@dataclass(slots=True)
class _Extent:
    """Where a table began, whether the innermost table that is open has a cell open, and where the last tag ended."""

    start: _Position
    cells_open: list[bool]
    end: _Position
    has_rows: bool = False
    is_last_closed: bool = False


def _find_extents(lines: Sequence[TextLine]) -> Iterator[tuple[_Position, _Position]]:
    """Yield where each outermost table begins and ends."""
    extent: _Extent | None = None
    for index, match in _iter_tags(lines):
        if extent is None and _stands_in_row(lines[index].text):
            continue
        tag, is_end, position = match["tag"].lower(), bool(match["close"]), (index, match.start())
        if tag == "table" and not is_end and extent and extent.has_rows and not extent.cells_open[-1]:
            yield extent.start, extent.end  # the one before was never closed
            extent = None
        if extent is None:
            if not is_end and (tag == "table" or (tag == "tr" and not lines[index].text[: match.start()].strip())):
                extent = _Extent(position, [False], (index, match.end()), has_rows=tag == "tr")
            continue
        extent.end, extent.is_last_closed = (index, match.end()), is_end
        if tag == "table":
            extent.cells_open.pop() if is_end else extent.cells_open.append(False)
            if not extent.cells_open:
                yield extent.start, extent.end
                extent = None
        else:
            extent.has_rows = True
            extent.cells_open[-1] = tag in ("td", "th") and not is_end
    if extent is not None and extent.has_rows:
        yield extent.start, extent.end if extent.is_last_closed else _end_of_text(lines, extent.end)


def _iter_tags(lines: Sequence[TextLine]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, line in enumerate(lines):
        if "<" in line.text:
            for match in _TAG.finditer(line.text):
                yield index, match


def _stands_in_row(text: str) -> bool:
    """Say whether a line is a row of another table, whose cells may hold anything."""
    return "\t" in text.strip() or text.lstrip().startswith("|")


def _end_of_text(lines: Sequence[TextLine], position: _Position) -> _Position:
    """Return where the text that begins at a position ends: at the next blank line."""
    index = position[0] + 1
    while index < len(lines) and not lines[index].is_blank:
        index += 1
    return index, 0


def _cut_lines(lines: Sequence[TextLine], start: _Position, end: _Position) -> tuple[TextLine, ...]:
    (first, left), (last, right) = start, end
    cut = list(lines[first : last + 1 if right else last])
    if cut and right:
        cut[-1] = replace(cut[-1], text=cut[-1].text[:right])
    if cut and left:
        cut[0] = replace(cut[0], text=cut[0].text[left:])
    return tuple(cut) if any(not line.is_blank for line in cut) or not (left or right) else ()


@dataclass(slots=True)
class _OpenCell:
    spot: Spot
    place: Place
    is_marked: bool  # a `<th>`, or inside `<thead>`
    fill: str | None
    blocks: list[Block | Table] = field(default_factory=list)


@dataclass(slots=True)
class _OpenTable:
    """A table whose cells are still coming."""

    number: int
    place: Place
    grid: SpanGrid = field(default_factory=SpanGrid)
    cells: list[_OpenCell] = field(default_factory=list)
    before: list[Block | Table] = field(default_factory=list)  # caption, and what else stands before the first cell
    in_head: bool = False
    row_fill: str | None = None


@dataclass(slots=True)
class HtmlTableReader:
    """Reads the tables of one stretch of markup. `next_number` numbers tables; `read_cell` reads a cell's lines."""

    read_cell: ReadCell
    next_number: Callable[[], int]
    open: list[_OpenTable] = field(default_factory=list)
    done: list[Block | Table] = field(default_factory=list)

    def read(self, markup: TableMarkup) -> tuple[Block | Table, ...]:
        """Return the tables and what is printed around their cells. Raises DocumentError `over-budget`."""
        source = _Source(markup.lines)
        position = 0
        for match in _PART.finditer(source.text):
            self._add_text(source, position, match.start())
            position = match.end()
            self._add_tag(match["tag"].lower(), bool(match["close"]), match["attributes"] or "", source, match.start())
        self._add_text(source, position, len(source.text))
        while self.open:
            self._end_table()
        return tuple(self.done)

    def _add_tag(self, tag: str, is_end: bool, attributes: str, source: _Source, position: int) -> None:
        if tag == "table" and is_end:
            if self.open:
                self._end_table()
        elif tag == "table" or not self.open:
            self.open.append(_OpenTable(self.next_number(), source.place(position)))
            check_budget("text", "nesting", len(self.open), f"line {self.open[-1].place.line or 0:,}")
            if tag != "table":
                self._add_tag(tag, is_end, attributes, source, position)
        elif tag in ("thead", "tbody", "tfoot"):
            self.open[-1].grid.end_group()
            self.open[-1].in_head = tag == "thead" and not is_end
        elif tag == "tr" and not is_end:
            self.open[-1].grid.begin_row()
            self.open[-1].row_fill = read_css(find_attributes(attributes)).fill
        elif tag in ("td", "th") and not is_end:
            _begin_cell(self.open[-1], tag, attributes, source.place(position))

    def _add_text(self, source: _Source, start: int, end: int) -> None:
        """Add printed text to the cell that is open; what stands between cells goes to the one before it."""
        place = source.place(start)
        if self.open:
            table = self.open[-1]
            place = table.cells[-1].place if table.cells else table.place
        self._room().extend(self.read_cell(fold_lines(source.cut(start, end, place)), ""))

    def _room(self) -> list[Block | Table]:
        """Return where what comes next belongs: the last cell, what stands before the first, or outside all tables."""
        if not self.open:
            return self.done
        return self.open[-1].cells[-1].blocks if self.open[-1].cells else self.open[-1].before

    def _end_table(self) -> None:
        table = self.open.pop()
        room = self._room()
        room.extend(table.before)
        if table.cells:
            room.append(_finish_table(table))


def _begin_cell(table: _OpenTable, tag: str, attributes: str, place: Place) -> None:
    given = find_attributes(attributes)
    spot = table.grid.place(_read_span(given.get("rowspan"), TO_THE_END), _read_span(given.get("colspan"), 1))
    place = place._replace(table=table.number, row=spot.row, cell=spot.column)
    fill = read_css(given).fill or table.row_fill
    table.cells.append(_OpenCell(spot, place, tag == "th" or table.in_head, fill))


def _finish_table(table: _OpenTable) -> Table:
    row_count, column_count = table.grid.finish()
    header_rows = _count_header_rows(table.cells)
    cells = tuple(
        Cell(
            cell.spot.row,
            cell.spot.column,
            tuple(cell.blocks),
            row_span=cell.spot.row_span,
            column_span=cell.spot.column_span,
            is_header=cell.spot.row < header_rows,
            fill=cell.fill,
            place=cell.place,
        )
        for cell in table.cells
    )
    place = table.place._replace(table=table.number)
    return Table(cells, row_count, column_count, header_rows=header_rows or None, place=place)


def _count_header_rows(cells: Sequence[_OpenCell]) -> int:
    """Return how many first rows hold marked cells only, one of them printed; the first alone where all rows do."""
    plain = min((cell.spot.row for cell in cells if not cell.is_marked), default=None)
    first = min((cell.spot.row for cell in cells if cell.blocks), default=0)
    if plain is None:
        return 1 if first == 0 else 0
    return plain if first < plain else 0


def _read_span(text: str | None, of_none: int) -> int:
    match = _SPAN.match(text.strip()) if text else None
    return (int(match[0]) or of_none) if match else 1


class _Source:
    """The text of some lines as one, and the line that each character stands in."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = lines
        self.text = "\n".join(line.text for line in lines)
        self.starts = [0, *accumulate(len(line.text) + 1 for line in lines)][: len(lines)]

    def place(self, position: int) -> Place:
        return self.lines[bisect_right(self.starts, position) - 1].place

    def cut(self, start: int, end: int, place: Place) -> Iterator[Line]:
        """Yield the stretches of text between two positions, line by line, each in its line of the place given."""
        if not self.text[start:end].strip():
            return
        index = bisect_right(self.starts, start) - 1
        for text in self.text[start:end].split("\n"):
            line = self.lines[index]
            yield text, place._replace(page=line.page, line=line.number)
            index += 1
