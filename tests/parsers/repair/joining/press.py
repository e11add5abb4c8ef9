"""Prints made-up tables over pages as a PDF's reader sees them: lines, boxes, borders, headers printed again.

A row is a tuple of cells, one a column. `|` in a cell is where a page ends inside the row: at the end of the line it
falls in, and so in all cells of the row; "-| " is a word broken there. `PAGE` between rows ends a page there. A cell
may be `Over` several rows; then the rows below have None in its column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from normalise.records import Box
from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.words import NO_WORDS, Place, Words
from tests.parsers.repair.joining.typesetting import BOLD, CHARACTER, LINE, PADDING, PLAIN, Line, make_cell, wrap

LEFT = 40.0
FOOT = 780.0


@dataclass(frozen=True)
class Over:
    """A cell over several rows; over all columns from its own where `is_title`."""

    text: str
    rows: int = 1
    is_title: bool = False


class _Page:
    """The end of a page between two rows."""


PAGE = _Page()
Spec = str | Over | None
Row = tuple[Spec, ...]
Rows = Sequence[Row | _Page]


@dataclass(frozen=True)
class Press:
    """How a program prints tables: whether it leaves borders open where a page cuts, prints headers again, and where.

    `header` are the header rows, `again` those at the top of further pages (none: not printed again). `room`: points
    left free at the foot of each page. `shift`: how far every second page stands to the right. `edges`: whether the
    file shows columns exactly; if not they move by some points from page to page.
    """

    widths: tuple[int, ...] = (30, 150, 240, 90, 110)
    header: tuple[Row, ...] = (("No", "Recommendation", "What we will do", "By when", "Lead officer"),)
    again: tuple[Row, ...] | None = None
    is_open: bool = False
    room: float = 0.0
    shift: float = 0.0
    inexact: float = 0.0
    first_page: int = 1
    is_bold: bool = False  # the header


@dataclass
class _Piece:
    """What one page prints of a row: a cell's lines by column, and how many lines high it is."""

    row: int
    lines: dict[int, list[Line]]
    height: int
    is_cut_above: bool = False
    is_cut_below: bool = False
    is_header: bool = False


@dataclass
class _Pages:
    pages: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def turn(self) -> None:
        self.pages.append([])


def print_document(*parts: Table | Block) -> Document:
    """Return parts as a document, with a break where a page begins."""
    blocks: list[Block | Table] = []
    page: int | None = None
    for part in parts:
        here = part.place.page
        if page is not None and here is not None and here > page:
            blocks.append(Block(BlockKind.BREAK, NO_WORDS, place=Place(here)))
        page = here if here is not None else page
        blocks.append(part)
    return Document("plan.pdf", "application/pdf", tuple(blocks), pages=page)


def print_pages(rows: Rows, press: Press | None = None, *, first_table: int = 0) -> tuple[Table, ...]:
    """Return a table as its pages print it, one piece a page."""
    press = press or Press()
    pages = _paginate(rows, press)
    overs = list(_iter_overs(rows))
    return tuple(
        _table(pieces, _Setting(press, press.first_page + index, first_table + index, len(pages)), overs, pages)
        for index, pieces in enumerate(pages)
    )


def paginate(rows: Sequence[Row], press: Press, capacity: int, *, splits: bool = True, first: int = 0) -> Rows:
    """Return rows with the marks of pages of so many lines; `first` lines of the first are taken already.

    Rows of which at least a line fits on the page are cut, or if not `splits` stand on the next page.
    """
    marked: list[Row | _Page] = []
    used = first
    for row in rows:
        lines = {column: wrap(_text(cell), _width(press, column)) for column, cell in _cells(row)}
        column = max(lines, key=lambda number: len(lines[number]))
        height = len(lines[column])
        if used + height <= capacity or (height > capacity and not splits):
            marked.append(row)
            used += height
        elif capacity - used < 1 or not splits:
            marked += [PAGE, row] if used else [row]
            used = height
        else:
            stops = list(range(capacity - used, height, capacity))
            marked.append((*row[:column], _mark(lines[column], stops), *row[column + 1 :]))
            used = height - stops[-1]
    return marked


def _mark(lines: Sequence[Line], stops: Sequence[int]) -> str:
    """Return the text of lines with a mark behind as many of them as each stop says."""
    text = ""
    for number, line in enumerate(lines):
        before = "|" if number in stops else ""
        glue = "" if not number else "\n" if line.begins else " "
        marker = f"{line.marker} " if line.marker else ""
        text += f"{glue.rstrip(' ')}{before}{' ' if glue == ' ' else ''}{marker}{line.text}"
    return text


def without_frame(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the pieces of a table that has no outer borders: at each page's end they seem to be left open."""
    last = len(tables) - 1
    return tuple(
        replace(
            table,
            cells=tuple(
                replace(
                    cell,
                    cut_above=index > 0 and cell.row == 0,
                    cut_below=index < last and cell.row + cell.row_span == table.row_count,
                )
                for cell in table.cells
            ),
        )
        for index, table in enumerate(tables)
    )


def print_plan(rows: Rows, press: Press | None = None) -> Document:
    """Return a document that is one table over pages."""
    return print_document(*print_pages(rows, press))


def whole_rows(rows: Rows, press: Press | None = None) -> list[list[str]]:
    """Return the texts of the rows as they were before printing, header included; None where a cell above covers."""
    press = press or Press()
    return [
        [fold(_raw(cell).replace("-| ", "").replace("|", "")) for cell in row if cell is not None]
        for row in (*press.header, *rows)
        if not isinstance(row, _Page)
    ]


def rows_of(table: Table) -> list[list[str]]:
    """Return the texts of a table's cells, row by row, each in the row that it begins in."""
    return [[fold(_printed(cell)) for cell in row] for row in table.rows()]


def fold(text: str) -> str:
    """Return a text with single blanks and without markers' blanks, as texts are compared."""
    return " ".join(text.split())


def line_of(text: str, page: int, top: float, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """Return a line of running text at a height of a page."""
    place = Place(page, (LEFT, top, LEFT + CHARACTER * len(text), top + 10))
    return Block(kind, Words.of(text, place, PLAIN), place=Place(page))


def _printed(cell: Cell) -> str:
    return " ".join(f"{block.marker or ''} {block.text}" for block in cell.iter_blocks())


def _text(cell: str | Over) -> str:
    return _raw(cell).replace("|", "")


@dataclass(frozen=True)
class _Setting:
    press: Press
    page: int
    table: int
    page_count: int


def _iter_overs(rows: Rows) -> Iterator[tuple[int, int, Over]]:
    """Yield row, column and cell of each cell over several rows or columns."""
    only_rows = [row for row in rows if not isinstance(row, _Page)]
    for number, row in enumerate(only_rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Over):
                yield number, column, cell


def _paginate(rows: Rows, press: Press) -> list[list[_Piece]]:
    pages = _Pages()
    pages.pages[0] += _header_pieces(press.header, press)
    number = 0
    for row in rows:
        if isinstance(row, _Page):
            pages.turn()
            pages.pages[-1] += _header_pieces(press.again or (), press)
            continue
        for index, piece in enumerate(_cut(row, number, press)):
            if index:
                pages.turn()
                pages.pages[-1] += _header_pieces(press.again or (), press)
            pages.pages[-1].append(piece)
        number += 1
    _stretch(pages.pages, rows, press)
    return pages.pages


def _header_pieces(header: Iterable[Row], press: Press) -> list[_Piece]:
    pieces = []
    for row in header:
        lines = {column: wrap(_text(cell), _width(press, column, is_title=_span(cell))) for column, cell in _cells(row)}
        pieces.append(_Piece(-1, lines, max(map(len, lines.values())), is_header=True))
    return pieces


def _cells(row: Row) -> Iterator[tuple[int, str | Over]]:
    for column, cell in enumerate(row):
        if cell is not None:
            yield column, cell


def _width(press: Press, column: int, *, is_title: bool = False) -> float:
    return sum(press.widths[column:]) if is_title else press.widths[column]


def _span(cell: Spec) -> bool:
    return isinstance(cell, Over) and cell.is_title


def _cut(row: Row, number: int, press: Press) -> list[_Piece]:
    """Return a row in the pieces that its marks cut it into."""
    lines = {
        column: wrap(_text(cell), _width(press, column, is_title=_span(cell)))
        for column, cell in _cells(row)
        if not _is_over(cell)
    }
    marked = next(((column, cell) for column, cell in _cells(row) if "|" in _raw(cell)), None)
    height = max((len(found) for found in lines.values()), default=1)
    if marked is None or isinstance(marked[1], Over):
        return [_Piece(number, lines, height)]
    stops = [*_stops(marked[1], press, marked[0]), height]
    if not stops[-2] < len(lines[marked[0]]):
        raise ValueError(f"the mark stands in the last line of {marked[1]!r}")
    pieces = []
    start = 0
    for index, stop in enumerate(stops):
        part = {column: found[start:stop] for column, found in lines.items()}
        pieces.append(_Piece(number, part, stop - start, index > 0, index + 1 < len(stops)))
        start = stop
    return pieces


def _raw(cell: str | Over) -> str:
    return cell.text if isinstance(cell, Over) else cell


def _is_over(cell: Spec) -> bool:
    return isinstance(cell, Over) and not cell.is_title


def _stops(cell: str | Over, press: Press, column: int) -> list[int]:
    """Return behind which lines of a cell its marks stand."""
    parts = _raw(cell).split("|")
    stops = []
    for index in range(1, len(parts)):
        before = "".join(parts[:index]).rstrip()
        stops.append(len(wrap(before, _width(press, column))))
    return stops


def _stretch(pages: list[list[_Piece]], rows: Rows, press: Press) -> None:
    """Make the last row of each cell over several rows high enough for the cell's text."""
    for number, column, over in _iter_overs(rows):
        if over.is_title:
            continue
        covered = [piece for page in pages for piece in page if number <= piece.row < number + over.rows]
        needed = len(wrap(_text(over), _width(press, column))) - sum(piece.height for piece in covered)
        covered[-1].height += max(0, needed)


def _table(
    pieces: list[_Piece], setting: _Setting, overs: list[tuple[int, int, Over]], pages: list[list[_Piece]]
) -> Table:
    press = setting.press
    index = setting.page - press.first_page
    edges = _edges(press, index)
    height = sum(piece.height * LINE + 2 * PADDING for piece in pieces)
    bottom = FOOT - press.room if index + 1 < setting.page_count else 60 + height
    top = bottom - height
    cells: list[Cell] = []
    for row, piece in enumerate(pieces):
        below = top + piece.height * LINE + 2 * PADDING
        for column, lines in piece.lines.items():
            span = len(press.widths) - column if _is_title(piece, column, overs) else 1
            box = (edges[column], top, edges[column + span], below)
            cell = make_cell(
                lines, _place(setting, box, row, column), BOLD if piece.is_header and press.is_bold else PLAIN
            )
            is_open = press.is_open
            cells.append(
                replace(
                    cell,
                    column_span=span,
                    is_header=False,
                    cut_above=is_open and piece.is_cut_above and not press.again,
                    cut_below=is_open and piece.is_cut_below,
                )
            )
        top = below
    cells += _over_cells(pieces, setting, overs, pages)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    box = (edges[0], bottom - height, edges[-1], bottom)
    place = Place(setting.page, box, table=setting.table)
    return Table(tuple(cells), len(pieces), len(press.widths), place=place, column_edges=edges)


def _is_title(piece: _Piece, column: int, overs: list[tuple[int, int, Over]]) -> bool:
    if piece.is_header:
        return len(piece.lines) == 1
    return any(row == piece.row and at == column and over.is_title for row, at, over in overs)


def _edges(press: Press, index: int) -> tuple[float, ...]:
    edges = [LEFT + press.shift * (index % 2)]
    for width in press.widths:
        edges.append(edges[-1] + width)
    wobble = press.inexact if index % 2 else 0.0
    return tuple(edge + (wobble if number % 2 else -wobble) for number, edge in enumerate(edges))


def _over_cells(
    pieces: list[_Piece], setting: _Setting, overs: list[tuple[int, int, Over]], pages: list[list[_Piece]]
) -> Iterator[Cell]:
    """Yield the pieces that a page prints of cells over several rows."""
    press = setting.press
    index = setting.page - press.first_page
    edges = _edges(press, index)
    tops = _tops(pieces, setting)
    for first, column, over in overs:
        if over.is_title:
            continue
        covers = range(first, first + over.rows)
        rows = [row for row, piece in enumerate(pieces) if piece.row in covers]
        if not rows:
            continue
        before = sum(piece.height for page in pages[:index] for piece in page if piece.row in covers)
        here = sum(pieces[row].height for row in rows)
        lines = wrap(_text(over), _width(press, column))[before : before + here]
        box = (edges[column], tops[rows[0]], edges[column + 1], tops[rows[-1] + 1])
        comes = any(piece.row in covers for page in pages[index + 1 :] for piece in page)
        cell = make_cell(lines, _place(setting, box, rows[0], column))
        yield replace(
            cell,
            row_span=len(rows),
            cut_above=press.is_open and before > 0 and not press.again,
            cut_below=press.is_open and comes,
        )


def _tops(pieces: list[_Piece], setting: _Setting) -> list[float]:
    press = setting.press
    height = sum(piece.height * LINE + 2 * PADDING for piece in pieces)
    is_last = setting.page - press.first_page + 1 == setting.page_count
    tops = [60.0 if is_last else FOOT - press.room - height]
    for piece in pieces:
        tops.append(tops[-1] + piece.height * LINE + 2 * PADDING)
    return tops


def _place(setting: _Setting, box: Box, row: int, column: int) -> Place:
    return Place(setting.page, box, table=setting.table, row=row, cell=column)
