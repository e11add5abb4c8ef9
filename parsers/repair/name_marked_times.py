"""Names the times that a matrix marks: one column for each quarter or month, a cross or a painted cell in a row.

What a cross says is the heading of its column; marks side by side are one range, as a bar is. The columns become one,
which prints for each row the headings that are marked in it. Where anything else is printed in them nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.roles.contents import is_time
from parsers.shown_colours import is_sign
from parsers.words import Words, join

HEADING = "Timescale"  # one that `headers.csv` knows; what the columns have in common is seldom printed
MIN_COLUMNS = 3
MIN_MARKED = 2  # rows with a mark
MAX_COLUMNS = 72  # six years of months
MAX_HEADER_ROWS = 3
_MARKS = frozenset(("x", "y", "yes", "✓", "✔", "✗", "✘", "☒", "☑", "√", "*", "→", "➔", "—", "–", "-", "=", "#", "»"))
_LINES = frozenset(("—", "–", "-"))  # a bar, or a sign for "nothing": told apart by the cells that have no sign
_WHITE = frozenset(("ffffff", "fefefe"))

Grid = Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Where a table's matrix stands: the row of its headings and the words of each column's."""

    row: int
    headings: Mapping[int, Words]


def name_marked_times(document: Document) -> Document:
    """Return the document with the marked columns of each matrix made one; other tables stay as they are."""
    blocks = [
        _named(block) if isinstance(block, Table) and block.layer is Layer.BODY else block for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def _named(table: Table) -> Table:
    if table.column_count <= MIN_COLUMNS:
        return table
    grid = table.grid()
    matrix = _find_matrix(grid)
    if matrix is None:
        return table
    marked = _find_marks(grid, matrix)
    if marked is None or sum(map(bool, marked.values())) < MIN_MARKED:
        return table
    return _with_one_column(table, grid, matrix, marked)


def _find_matrix(grid: Grid) -> _Matrix | None:
    """Return the lowest of the first rows in which columns side by side are headed by times."""
    found: _Matrix | None = None
    for number, row in enumerate(grid[:MAX_HEADER_ROWS]):
        headed = [
            column
            for column, cell in enumerate(row)
            if cell and cell.column_span == 1 and cell.row == number and _is_time(cell)
        ]
        if not MIN_COLUMNS <= len(headed) <= MAX_COLUMNS or headed[-1] - headed[0] + 1 != len(headed):
            continue
        found = _Matrix(number, {column: _heading(grid, number, column) for column in headed})
    return found


def _heading(grid: Grid, row: int, column: int) -> Words:
    """Return a column's heading, with the year or the like that stands over it and others."""
    cell = grid[row][column]
    assert cell is not None
    above = [upper for line in grid[:row] if (upper := line[column]) is not None and upper.column_span > 1]
    return join((cell.words.fold(), *(upper.words.fold() for upper in reversed(above) if _is_time(upper))), " ")


def _is_time(cell: Cell) -> bool:
    return bool(cell.text.strip()) and is_time(cell)


def _find_marks(grid: Grid, matrix: _Matrix) -> Mapping[int, tuple[int, ...]] | None:
    """Return the marked columns of each row; None where a cell of the matrix prints anything but a mark."""
    body = range(matrix.row + 1, len(grid))
    cells = {(row, column): grid[row][column] for row in body for column in matrix.headings}
    texts = {cell.text.strip() for cell in cells.values() if cell and cell.text.strip()}
    if not all(text.casefold() in _MARKS or is_sign(text) for text in texts):
        return None
    signs = texts - _LINES if texts - _LINES else texts
    if not signs:
        return {row: tuple(_painted(grid[row], matrix)) for row in body}
    found = {row: tuple(c for c in matrix.headings if _prints(cells[row, c], signs)) for row in body}
    is_filled_in = all(len(columns) == len(matrix.headings) for columns in found.values())
    return None if is_filled_in else found


def _prints(cell: Cell | None, signs: set[str]) -> bool:
    return cell is not None and cell.text.strip() in signs


def _painted(row: Sequence[Cell | None], matrix: _Matrix) -> Iterator[int]:
    """Yield the columns that are painted in a row otherwise than what stands beside the matrix."""
    idle = {cell.fill for column, cell in enumerate(row) if cell and column not in matrix.headings}
    own = Counter(cell.fill for column in matrix.headings if (cell := row[column]))
    for column in matrix.headings:
        cell = row[column]
        fill = cell.fill if cell else None
        if fill and fill not in idle and fill.casefold() not in _WHITE and own[fill] < len(matrix.headings):
            yield column


def _with_one_column(table: Table, grid: Grid, matrix: _Matrix, marked: Mapping[int, Sequence[int]]) -> Table:
    """Return the table with the matrix as one column, its heading rows as one row."""
    first, width = min(matrix.headings), len(matrix.headings) - 1
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row <= matrix.row or (cell.column in matrix.headings and cell.row > matrix.row):
            continue
        covers = sum(column in matrix.headings for column in range(cell.column, cell.column + cell.column_span))
        column = cell.column if cell.column < first else cell.column - width
        span = cell.column_span - max(0, covers - 1)
        cells.append(replace(cell, row=cell.row - matrix.row, column=column, column_span=span))
    cells.extend(_headers(grid, matrix, width))
    for row, columns in marked.items():
        blocks = tuple(Block(BlockKind.PARAGRAPH, words) for words in _runs(columns, matrix))
        cells.append(Cell(row - matrix.row, first, blocks))
    count = table.row_count - matrix.row
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(table, cells=ordered, row_count=count, column_count=table.column_count - width, header_rows=1)


def _headers(grid: Grid, matrix: _Matrix, width: int) -> Iterator[Cell]:
    """Yield the cells of the one row of headings: of each column the lowest that is printed over it."""
    first = min(matrix.headings)
    for column in range(len(grid[0])):
        if column == first:
            place = matrix.headings[first].places()
            words = Words.of(HEADING, place[0]) if place else Words.of(HEADING)
            yield Cell(0, column, (Block(BlockKind.PARAGRAPH, words),), is_header=True)
        elif column not in matrix.headings:
            printed = [
                cell
                for line in grid[: matrix.row + 1]
                if (cell := line[column]) and cell.blocks and cell.column_span == 1
            ]
            at = column if column < first else column - width
            cell = printed[-1] if printed else Cell(0, at)
            yield replace(cell, row=0, column=at, row_span=1, column_span=1, is_header=True)


def _runs(columns: Sequence[int], matrix: _Matrix) -> Iterator[Words]:
    """Yield the heading of each marked column, and of those side by side the first and the last as a range."""
    start = 0
    for index, column in enumerate(columns):
        if index + 1 < len(columns) and columns[index + 1] == column + 1:
            continue
        ends = dict.fromkeys((columns[start], column))
        yield join((matrix.headings[end] for end in ends), " – ")
        start = index + 1
