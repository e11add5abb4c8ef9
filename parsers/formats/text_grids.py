"""Tables drawn with borders: "+----+" and "|", or the box-drawing characters, cells over several lines and columns.

The borders say by their columns where a cell begins and ends. What the cells hold is `text_tables`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.formats.text_lines import TextLine

_DRAWN = {
    **dict.fromkeys(map(ord, "│┃║┆┊╎╏|"), "|"),
    **dict.fromkeys(map(ord, "─━┄┈╌╍"), "-"),
    **dict.fromkeys(map(ord, "═"), "="),
    **dict.fromkeys(map(ord, "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╭╮╰╯╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫╪┡┩┝┥╇┿┠┨┷┯"), "+"),
}
_CORNERS = frozenset("+┌╔┏╭╒╓├╠┣╞┡")
_MOST_LINES = 20_000


@dataclass(slots=True)
class GridCell:
    """A cell: its upper left position, its spans, and the pieces of text in it, one a line."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    pieces: list[tuple[str, TextLine]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table read from its borders; `end` is the first line behind it."""

    cells: tuple[GridCell, ...]
    row_count: int
    column_count: int
    header_rows: int | None
    end: int


def find_grid(lines: Sequence[TextLine], start: int) -> Grid | None:
    """Return the bordered table that begins at a line, or None."""
    if lines[start].text.lstrip()[:1] not in _CORNERS or (start and _is_drawn(lines[start - 1].text)):
        return None  # a drawing is tried once, from its first line
    drawn = _draw(lines, start)
    edges = _edges(drawn)
    borders = sum(map(_is_border, drawn))
    if len(edges) < 2 or borders < 2 or borders == len(drawn) or not _fit(drawn, edges):
        return None
    rows = _Rows(edges)
    for line, text in zip(lines[start : start + len(drawn)], drawn, strict=True):
        rows.add(line, text)
    return rows.finish(start + len(drawn))


def _draw(lines: Sequence[TextLine], start: int) -> list[str]:
    """Return the lines of the table with their borders in ASCII, up to its last border."""
    drawn: list[str] = []
    for line in lines[start : start + _MOST_LINES]:
        text = line.text.rstrip().translate(_DRAWN)
        if not _is_drawn(line.text):
            break
        drawn.append(text)
    while drawn and not _is_border(drawn[-1]):
        drawn.pop()
    return drawn


def _is_drawn(text: str) -> bool:
    """Say whether a line begins and ends with a border."""
    signs = text.strip()
    return bool(signs) and signs[0].translate(_DRAWN) in "+|" and signs[-1].translate(_DRAWN) in "+|"


def _is_border(text: str) -> bool:
    body = text.strip()
    return body.startswith("+") and body.endswith("+") and len(body) > 2 and not body.strip("+-=:")


def _edges(drawn: Sequence[str]) -> list[int]:
    return sorted({index for text in drawn if _is_border(text) for index, sign in enumerate(text) if sign == "+"})


def _fit(drawn: Sequence[str], edges: Sequence[int]) -> bool:
    """Say whether all lines begin and end at the outer edges, and none is drawn across its columns."""
    first, last = edges[0], edges[-1]
    return all(len(text) == last + 1 and text[first] in "+|" and not text[:first].strip() for text in drawn)


@dataclass(slots=True)
class _Rows:
    """The rows read so far. `open`: for each column the cell that its next line belongs to."""

    edges: list[int]
    cells: list[GridCell] = field(default_factory=list)
    open: list[GridCell | None] = field(default_factory=list)
    row: int = -1
    band: list[tuple[TextLine, str]] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)  # how many lines each row has
    header_rows: int | None = None
    begun: set[int] = field(default_factory=set)  # columns that a border has ended above the band

    def add(self, line: TextLine, text: str) -> None:
        drawn = {column for column in range(len(self.edges) - 1) if self._is_drawn(text, column)}
        if not drawn:
            self.band.append((line, text))
            return
        self._end_band()
        if self.row >= 0 and self.header_rows is None and "=" in text and not text.strip("+=:| "):
            self.header_rows = self.row + 1
        for column, cell in enumerate(self.open):
            if cell is not None and column not in drawn and column == cell.column:
                cell.pieces.append((self._inside(line, cell), line))
        self.begun |= drawn

    def finish(self, end: int) -> Grid:
        self._end_band()
        if self.header_rows is not None and self.header_rows > self.row:
            self.header_rows = None  # a double line at the foot
        self._part_lines()
        return Grid(tuple(self.cells), self.row + 1, len(self.edges) - 1, self.header_rows, end)

    def _is_drawn(self, text: str, column: int) -> bool:
        left, right = self.edges[column], self.edges[column + 1]
        segment = text[left + 1 : right]
        return bool(segment) and not segment.strip("-=:+") and "+" in (text[left], text[right])

    def _end_band(self) -> None:
        if not self.band:
            return
        self.row += 1
        self.bands.append(len(self.band))
        self.open = self.open or [None] * (len(self.edges) - 1)
        column = 0
        while column < len(self.edges) - 1:
            cell = self.open[column]
            if cell is None or column in self.begun:
                cell = GridCell(self.row, column, column_span=self._span(column))
                self.cells.append(cell)
                self.open[column : column + cell.column_span] = [cell] * cell.column_span
            elif cell.column == column:
                cell.row_span += 1
            if cell.column == column:
                cell.pieces.extend((self._inside(line, cell), line) for line, _ in self.band)
            column += 1 if cell.column != column else cell.column_span
        self.band, self.begun = [], set()

    def _span(self, column: int) -> int:
        end = column + 1
        while end < len(self.edges) - 1 and all(text[self.edges[end]] not in "|+" for _, text in self.band):
            end += 1
        return end - column

    def _inside(self, line: TextLine, cell: GridCell) -> str:
        left, right = self.edges[cell.column], self.edges[cell.column + cell.column_span]
        return line.text[left + 1 : right]

    def _part_lines(self) -> None:
        """Make a row of each line where no borders stand between rows: below a header's border comes one band only."""
        last = len(self.bands) - 1
        if last > 1 or self.bands[last] < 2 or not self._are_rows([cell for cell in self.cells if cell.row == last]):
            return
        body = [cell for cell in self.cells if cell.row == last]
        self.cells = [cell for cell in self.cells if cell.row < last] + [
            GridCell(last + offset, cell.column, 1, cell.column_span, [cell.pieces[offset]])
            for offset in range(self.bands[last])
            for cell in body
        ]
        self.row += self.bands[last] - 1
        self.header_rows = 1 if last == 1 else None

    def _are_rows(self, body: Sequence[GridCell]) -> bool:
        """Say whether the first cell is printed in every line and no cell's line runs on from the one above."""
        if any(cell.row_span > 1 or len(cell.pieces) != self.bands[-1] for cell in body):
            return False
        texts = [[text.strip() for text, _ in cell.pieces] for cell in body]
        return all(texts[0]) and not any(text[:1].islower() for column in texts for text in column[1:])
