"""The tables that a page's structure tree tells of: rows, cells, spans and header marks, with the runs of each cell.

Nothing here looks where the cells stand; whether the page bears the tags out is for `tagged_check.py` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from normalise.records import Box
from parsers.formats.pdf.page import Page, Shown, Tag, TextRun

MAX_COLUMNS = 500  # of one table; more are no table
_SECTIONS = frozenset(("THead", "TBody", "TFoot"))
_CELLS = frozenset(("TD", "TH"))

Runs = Mapping[int, Sequence[TextRun]]


@dataclass(slots=True)
class TaggedCell:
    """A cell as tagged. `row` counts the rows that have content on this page, `number` those of the whole table.

    `row_span` is in rows of the whole table. `runs` are all that is printed in it, those of the tables in it too. A
    cell without content on this page has no tag here. `earlier`, `later` as in `page.Tag`.
    """

    row: int
    number: int
    column: int
    row_span: int
    column_span: int
    is_header: bool
    earlier: bool
    later: bool
    runs: list[TextRun]
    inner: list[TaggedTable]
    box: Box


@dataclass(slots=True)
class TaggedTable:
    """A table as tagged: its cells in the tree's order. `row_numbers` are those of its rows in the whole table.

    The numbers are exact where all sections of the table have content on the page. `is_broken`: cells stand outside
    rows, or there are none, or more columns than any table has. `rest` is what is printed in it outside its cells: its
    caption.
    """

    cells: list[TaggedCell]
    row_numbers: tuple[int, ...]
    column_count: int
    earlier: bool
    later: bool
    is_broken: bool
    rest: list[TextRun]

    @property
    def first_row(self) -> int:
        """The number of its first row on this page, from 0, in the whole table."""
        return self.row_numbers[0] if self.row_numbers else 0

    @property
    def printed(self) -> list[TaggedCell]:
        """The cells that print something on this page."""
        return [cell for cell in self.cells if cell.runs]


def find_tagged_tables(page: Page) -> tuple[TaggedTable, ...]:
    """Return the tables of the structure tree that print text on the page, in the tree's order.

    Tables inside cells are with their cells.
    """
    runs = runs_by_mcid(page)
    return tuple(_iter_tables(page.tags, runs))


def runs_by_mcid(page: Page) -> dict[int, list[TextRun]]:
    """Return the printed runs of each marked content that the tree can name."""
    runs: dict[int, list[TextRun]] = {}
    for run in page.runs:
        if run.mcid is not None and run.shown is Shown.SHOWN and run.text.strip():
            runs.setdefault(run.mcid, []).append(run)
    return runs


def union(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around boxes, of which there is at least one."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _iter_tables(kids: Sequence[int | Tag], runs: Runs) -> Iterator[TaggedTable]:
    for kid in kids:
        if isinstance(kid, int):
            continue
        if kid.kind == "Table":
            table = _read_table(kid, runs)
            if table.printed or table.rest:
                yield table
        else:
            yield from _iter_tables(kid.kids, runs)


def _read_table(tag: Tag, runs: Runs) -> TaggedTable:
    rows, is_broken = _read_rows(tag)
    grid = _Grid()
    cells: list[TaggedCell] = []
    numbers: list[int] = []
    for number, section, row in rows:
        tags = [kid for kid in row.kids if isinstance(kid, Tag) and kid.kind in _CELLS]
        for cell_tag, column in zip(tags, grid.place(number, tags), strict=True):
            cells.append(_read_cell(cell_tag, (len(numbers), number, column), section, runs))
        if tags:
            numbers.append(number)
    is_broken |= not 0 < grid.column_count <= MAX_COLUMNS
    inside = {id(run) for cell in cells for run in cell.runs}
    rest = [run for run in _printed_under(tag, runs) if id(run) not in inside]
    return TaggedTable(cells, tuple(numbers), grid.column_count, tag.earlier, tag.later, is_broken, rest)


def _read_cell(tag: Tag, place: tuple[int, int, int], section: str, runs: Runs) -> TaggedCell:
    printed = _printed_under(tag, runs)
    return TaggedCell(
        *place,
        tag.row_span,
        tag.column_span,
        tag.kind == "TH" or section == "THead",
        tag.earlier,
        tag.later,
        printed,
        list(_iter_tables(tag.kids, runs)),
        union([run.box for run in printed]) if printed else (0, 0, 0, 0),
    )


def _read_rows(table: Tag) -> tuple[list[tuple[int, str, Tag]], bool]:
    """Return the rows with their numbers in the whole table and their sections; and whether cells stand outside rows.

    A table's foot may be told of before its body; it is printed after it.
    """
    sections: list[tuple[str, list[Tag]]] = []
    is_broken = False
    for section, row in _iter_rows(table, ""):
        if row.kind in _CELLS:
            is_broken = True
        elif sections and sections[-1][0] == section and row.ordinal > sections[-1][1][-1].ordinal:
            sections[-1][1].append(row)
        else:
            sections.append((section, [row]))
    sections.sort(key=lambda item: item[0] == "TFoot")
    rows: list[tuple[int, str, Tag]] = []
    for section, tags in sections:
        before = rows[-1][0] + 1 if rows else 0
        rows.extend((before + tag.ordinal, section, tag) for tag in tags)
    return rows, is_broken


def _iter_rows(tag: Tag, section: str) -> Iterator[tuple[str, Tag]]:
    for kid in tag.kids:
        if isinstance(kid, int) or kid.kind in ("Table", "Caption"):
            continue
        if kid.kind == "TR" or kid.kind in _CELLS:
            yield section, kid
        else:
            yield from _iter_rows(kid, kid.kind if kid.kind in _SECTIONS else section)


@dataclass(slots=True)
class _Grid:
    """Finds each cell's column from the spans of those before it, as HTML does."""

    taken: dict[int, int] = field(default_factory=dict)  # column → first row below what spans it
    column_count: int = 0

    def place(self, row: int, cells: Sequence[Tag]) -> list[int]:
        """Return the columns where the cells of a row begin. A cell that is missing here is taken for one column."""
        columns, column, ordinal = [], 0, 0
        for cell in cells:
            for _ in range(min(cell.ordinal - ordinal, MAX_COLUMNS)):
                column = self._free(row, column) + 1
            column = self._free(row, column)
            columns.append(column)
            span = min(cell.column_span, MAX_COLUMNS)
            for spanned in range(column, column + span):
                self.taken[spanned] = row + cell.row_span
            column, ordinal = column + span, cell.ordinal + 1
            self.column_count = max(self.column_count, column)
            if column > MAX_COLUMNS:
                return columns + [column] * (len(cells) - len(columns))
        return columns

    def _free(self, row: int, column: int) -> int:
        while self.taken.get(column, 0) > row:
            column += 1
        return column


def _printed_under(tag: Tag, runs: Runs) -> list[TextRun]:
    printed: list[TextRun] = []
    waiting: list[int | Tag] = [*tag.kids]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, int):
            printed.extend(runs.get(kid, ()))
        else:
            waiting.extend(kid.kids)
    return printed
