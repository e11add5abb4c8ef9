"""Cuts a sheet into what stands on it: lines of text, tables, and keys to colours.

A table begins with its header and goes on over blank rows until another header comes; what stands above a header is its
titles. Two tables stand side by side where a blank column parts two headers of the same kind, or a key stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell
from parsers.formats.sheets.keys import count_titles, is_key, is_key_across
from parsers.formats.sheets.references import LAST_COLUMN
from parsers.formats.sheets.sheet import Sheet, SheetCell, SheetRow
from parsers.formats.sheets.stacked import find_stacked
from parsers.formats.sheets.upright import is_upright, part_upright
from parsers.headers import Role, read_header
from parsers.words import Words

MAX_HEADING_CHARACTERS = 120
MAX_LABEL_WORDS = 4
KNOWN_HEADINGS = 3  # different ones: no row of a plan says three by chance
MAX_DETAILS = 12  # rows of labels and values above a table
_NOTE = re.compile(r"(?:\*|†|‡|note|source|key\b|legend|last updated|updated)", re.IGNORECASE)


class Shape(Enum):
    """What a stretch of a sheet is."""

    LINES = "lines"  # each cell says something by itself, or a label and its value
    TABLE = "table"
    KEY = "key"  # what colours and signs mean, a row each
    KEY_ACROSS = "key across"  # the same, a cell each


@dataclass(slots=True)
class Region:
    """A stretch of a sheet. `header_rows` counts a table's first rows that are its header, None where nobody knows."""

    shape: Shape
    rows: list[SheetRow]
    header_rows: int | None = None
    _columns: set[int] = field(default_factory=set)
    _looked_at: int = 0

    def columns(self) -> set[int]:
        """Return the columns that its rows print in; each row is looked at once, however often it is asked."""
        while self._looked_at < len(self.rows):
            self._columns.update(_columns(self.rows[self._looked_at : self._looked_at + 1]))
            self._looked_at += 1
        return self._columns


def cut_regions(sheet: Sheet) -> list[Region]:
    """Return what stands on a sheet, from top to bottom, and from left to right where tables stand side by side."""
    regions: list[Region] = []
    for rows in _side_by_side(sheet.rows, sheet.header_rows):
        if is_upright(rows):
            parts = part_upright(rows)
            regions += [
                Region(Shape.TABLE, part, 0) if is_card else Region(Shape.LINES, part) for is_card, part in parts
            ]
        else:
            regions += _Cut(sheet.header_rows).read(rows)
    return regions


def find_header(rows: Sequence[SheetRow], known: frozenset[int]) -> int | None:
    """Return the index of the first header row: by its words, by the file's own word, or by its look; else None."""
    several = [index for index, row in enumerate(rows) if len(row.printed()) > 1]
    if (worded := next((index for index in several if _is_worded(rows[index])), None)) is not None:
        return worded
    if (told := next((index for index in several if rows[index].number in known), None)) is not None:
        return told
    first = several[0] if several else None
    is_first = first is not None and len(several) > 1 and len(rows[first].printed()) > 2
    if first is not None and is_first and _looks_so(rows[first]) and not _looks_so(rows[several[1]]):
        return first
    return None


class _Cut:
    """Cuts rows from top to bottom. `open` is the table that the next rows may go on with; `waiting` are lone lines."""

    def __init__(self, known: frozenset[int]) -> None:
        self.known = known
        self.regions: list[Region] = []
        self.open: Region | None = None
        self.waiting: list[SheetRow] = []

    def read(self, rows: Sequence[SheetRow]) -> list[Region]:
        bands = list(_bands(rows))
        headers = [find_header(band, self.known) for band in bands]
        for index, (band, header) in enumerate(zip(bands, headers, strict=True)):
            if is_key(band):
                titles = count_titles(band)
                self._end_lines()
                self._add_lines(band[:titles])
                self.regions.append(Region(Shape.KEY, band[titles:]))
            elif is_key_across(band):
                self._end_lines()
                self.regions.append(Region(Shape.KEY_ACROSS, band))
            elif header is not None and not self._holds(band, header):
                self._begin(band, header)
            elif not any(len(row.printed()) > 1 for row in band) and not self._is_plain_list():
                self.waiting += band
            else:
                has_header_below = any(below is not None for below in headers[index + 1 :])
                self._go_on(band, has_header_below=has_header_below)
        self._end_lines()
        return [part for region in self.regions for part in _without_notes(region)]

    def _holds(self, band: list[SheetRow], header: int) -> bool:
        """Say whether a header inside a band is a sub-header of the open table, whose rows stand above it."""
        return self.open is not None and sum(len(row.printed()) > 2 for row in band[:header]) > 0

    def _begin(self, band: list[SheetRow], header: int) -> None:
        first, last = _first_of_header(band, header), _last_of_header(band, header)
        self._end_lines()
        self._add_lines(band[:first])
        self.open = Region(Shape.TABLE, band[first:], last - first + 1)
        self.regions.append(self.open)

    def _go_on(self, band: list[SheetRow], *, has_header_below: bool) -> None:
        """Add rows without a header: to the open table where they fit, else as lines or a table of their own."""
        most = max(len(row.printed()) for row in band)
        if self.open is not None and _fits(self.open, band, most):
            self.open.rows += [*self.waiting, *band]
            self.waiting = []
            return
        self._end_lines()
        is_labelled = any(cell.text.endswith(":") for row in band for cell in row.printed())
        is_details = (most <= 2 or is_labelled) and len(band) <= MAX_DETAILS
        if is_details and (self.open is not None or has_header_below):
            self._add_lines(band)
        else:
            table = Region(Shape.TABLE, band)
            self.regions.append(table)
            self.open = self.open or table

    def _is_plain_list(self) -> bool:
        """Say whether lone cells go on with the only column of an open table."""
        return self.open is not None and len(self.open.columns()) == 1

    def _end_lines(self) -> None:
        self._add_lines(self.waiting)
        self.waiting = []

    def _add_lines(self, rows: list[SheetRow]) -> None:
        if rows:
            self.regions.append(Region(Shape.LINES, rows))


def join_label(cells: Sequence[SheetCell]) -> Iterator[list[SheetCell]]:
    """Yield the cells of a line: a label and the value beside it together, every other by itself."""
    cells = list(cells)
    while cells:
        first = cells.pop(0)
        is_told = first.text.rstrip().endswith(":")
        may_be = ":" not in first.text and len(first.text.split()) <= MAX_LABEL_WORDS
        is_beside = len(cells) > 0 and cells[0].column == max(first.last_column, first.column) + 1
        if len(cells) > 0 and (is_told or (may_be and is_beside)):
            yield [first, cells.pop(0)]
        else:
            yield [first]


def _bands(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Yield the rows that no blank row parts; a key that runs across is by itself, and so is each of stacked tables."""
    starts = find_stacked(rows, _is_header)
    band: list[SheetRow] = []
    for index, row in enumerate(rows):
        if band and (row.after_blank or index in starts or is_key_across([row]) or is_key_across(band[-1:])):
            yield from _part_key(band)
            band = []
        band.append(row)
    if band:
        yield from _part_key(band)


def _is_header(row: SheetRow) -> bool:
    return _is_worded(row) or _looks_so(row)


def _part_key(band: list[SheetRow]) -> Iterator[list[SheetRow]]:
    """Yield rows parted at a key that stands among lines, with no blank row above or below it."""
    wide = [index for index, row in enumerate(band) if len(row.printed()) > 1]
    first, end = (wide[0], wide[-1] + 1) if wide else (0, 0)
    if end - first != len(wide) or len(wide) in (0, len(band)) or not is_key(band[first:end]):
        yield band
        return
    yield from filter(None, (band[:first], band[first:end], band[end:]))


def _first_of_header(band: Sequence[SheetRow], header: int) -> int:
    """Return the index of the first row of a header of several rows, headings over others: "Completion date"."""
    first = header
    while first:
        above = band[first - 1].printed()
        stands_over = [cell for cell in above if cell.width > 1 or max(cell.last_row, cell.row) >= band[first].number]
        is_lone = len(above) < 2 and (not above or above[0].column == min(band[header].cells, default=0))
        if is_lone or len(stands_over) * 2 < len(above) or any(_is_sentence(cell.text) for cell in above):
            break
        first -= 1
    return first


def _last_of_header(band: Sequence[SheetRow], header: int) -> int:
    """Return the index of a header's last row: headings merged over the rows below have others beside them there."""
    last = header
    while last + 1 < len(band):
        reaching = [cell for cell in band[header].printed() if cell.last_row >= band[last + 1].number]
        below = band[last + 1].printed()
        if not reaching or len(below) >= len(band[header].cells) or any(_is_sentence(cell.text) for cell in below):
            break
        last += 1
    return last


def _is_sentence(text: str) -> bool:
    return len(text) > MAX_HEADING_CHARACTERS or text.rstrip().endswith((".", ":"))


def _fits(table: Region, band: Sequence[SheetRow], most: int) -> bool:
    """Say whether rows without a header fill the columns of a table as its own rows do."""
    columns = table.columns()
    if not columns.issuperset(_columns(band)):
        return False
    return most >= min(3, max(2, (len(columns) + 1) // 2))


def _without_notes(region: Region) -> Iterator[Region]:
    """Yield a table and the notes below it: lone cells over all its columns, or that begin as notes do."""
    if region.shape is not Shape.TABLE:
        yield region
        return
    columns = _columns(region.rows)
    end = _end_of_table(region)
    while end > 1 and _is_note(region.rows[end - 1], region, columns):
        end -= 1
    yield Region(region.shape, region.rows[:end], region.header_rows)
    if end < len(region.rows):
        yield Region(Shape.LINES, region.rows[end:])


def _end_of_table(table: Region) -> int:
    """Return where the rows end: behind them may stand sections of text, each a bold line over others, right below."""
    lone = [len(row.printed()) == 1 for row in table.rows]
    bold = [is_lone and row.printed()[0].style.bold for is_lone, row in zip(lone, table.rows, strict=True)]
    titles = [at for at in range(len(lone) - 1) if bold[at] and lone[at + 1] and not bold[at + 1]]
    tail = next((at + 1 for at in range(len(lone) - 1, -1, -1) if not lone[at]), 0)
    if not titles or titles[0] < max(tail, (table.header_rows or 0) + 1):
        return len(lone)
    return titles[0]


def _is_note(row: SheetRow, table: Region, columns: Sequence[int]) -> bool:
    printed = row.printed()
    if len(printed) != 1 or len(columns) < 2 or (table.header_rows or 0) >= len(table.rows):
        return False
    cell = printed[0]
    if cell.column != columns[0]:
        return False
    heading = table.rows[0].cells.get(cell.column)
    header = read_header(heading.text) if heading is not None else None
    is_number = header is not None and header.role in (Role.NUMBER, Role.ACTION_NUMBER)
    is_over_all = cell.width >= len(columns)
    is_text = is_number and not any(map(str.isdecimal, cell.text[:6]))
    return is_over_all or is_text or _NOTE.match(cell.text) is not None


def _side_by_side(rows: list[SheetRow], known: frozenset[int]) -> Iterator[list[SheetRow]]:
    """Yield the rows of a sheet, or of each of its parts where tables stand beside one another."""
    groups = _column_groups([row for row in rows if len(row.printed()) > 1])
    for group in groups[:-1]:
        edge = max(group) + 1
        left, right = _part(rows, 0, edge), _part(rows, edge, LAST_COLUMN + 1)
        if _stands_apart(left, right, known):
            yield left
            yield from _side_by_side(right, known)
            return
    yield rows


def _part(rows: Sequence[SheetRow], start: int, end: int) -> list[SheetRow]:
    """Return the rows with the columns from one to another alone; blank ones are gone, and say so to the row below."""
    parts: list[SheetRow] = []
    is_blank = False
    for row in rows:
        part = row.within(start, end)
        is_blank = is_blank or part.after_blank
        if not part.printed():
            is_blank = True
            continue
        part.after_blank = is_blank and bool(parts)
        parts.append(part)
        is_blank = False
    return parts


def _stands_apart(left: list[SheetRow], right: list[SheetRow], known: frozenset[int]) -> bool:
    """Say whether two parts of a sheet are two tables: their headers say the same, or one of them is a key."""
    if not left or not right:
        return False
    if any(is_key(band) for band in (*_bands(right), *_bands(left))) and not (is_key(left) and is_key(right)):
        return all(is_key(band) or len(band) < 2 for band in _bands(right)) or is_key(left)
    headers = [_roles(part, known) for part in (left, right)]
    return all(len(roles) > 1 for roles in headers) and bool(headers[0] & headers[1])


def _roles(rows: list[SheetRow], known: frozenset[int]) -> set[tuple[Role, str]]:
    """Return what the columns of a part hold by its header, each with its wording."""
    index = find_header(rows, known)
    if index is None:
        return set()
    cells = rows[index].printed()
    headers = [(read_header(cell.text), " ".join(cell.text.casefold().split())) for cell in cells]
    return {(header.role, text) for header, text in headers if header is not None}


def _column_groups(rows: Sequence[SheetRow]) -> list[list[int]]:
    """Return the columns that rows of several cells print in, parted where a column between them is blank."""
    groups: list[list[int]] = []
    last = -2
    covered: set[int] = set()
    for row in rows:
        for cell in row.printed():
            covered.update(range(cell.column, min(cell.column + cell.width, cell.column + 50)))
    for column in sorted(covered):
        if column > last + 1:
            groups.append([])
        groups[-1].append(column)
        last = column
    return groups


def _columns(rows: Sequence[SheetRow]) -> list[int]:
    return sorted({column for row in rows for column, cell in row.cells.items() if cell.text})


def _is_worded(row: SheetRow) -> bool:
    """Say whether a row is worded like a header: mostly, or by three known wordings beside others such as "Q1"."""
    cells = row.printed()
    if any(len(cell.text) > MAX_HEADING_CHARACTERS for cell in cells):
        return False
    known = {header.role for cell in cells if (header := read_header(cell.text)) and header.score == 1}
    if len(known) >= KNOWN_HEADINGS and len(known) * 4 >= len(cells):
        return True
    return is_header_row(
        tuple(
            Cell(0, cell.column, (Block(BlockKind.PARAGRAPH, Words.of(cell.text, style=cell.style)),)) for cell in cells
        )
    )


def _looks_so(row: SheetRow) -> bool:
    """Say whether all cells of a row look like headings: bold, or painted in one colour; and none is a number."""
    cells = row.printed()
    if any(isinstance(cell.value, float) for cell in cells):
        return False
    return all(cell.style.bold for cell in cells) or len({cell.fill for cell in cells} - {None}) == 1 == len(
        {cell.fill for cell in cells}
    )
