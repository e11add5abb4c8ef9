"""Which printed runs stand in which cell of a table: each in exactly one, none lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.printed import spot_of

_SLACK = 1.0  # points that a run may reach over a border before its characters are looked at
_GAP = 1.0  # type sizes: a wider step from one character to the next holds more than the character


@dataclass(slots=True)
class Shares:
    """The runs of each cell by its number among the table's cells, and those outside the table.

    `unplaced` are runs in a part of the table where no cell is: they are in the nearest cell all the same.
    """

    cells: defaultdict[int, list[TextRun]] = field(default_factory=lambda: defaultdict(list))
    rest: list[TextRun] = field(default_factory=list)
    unplaced: list[TextRun] = field(default_factory=list)


class Cover:
    """Says which cell of a table covers a point or a box of the page."""

    def __init__(self, table: FoundTable) -> None:
        self.table = table
        self.xs, self.ys = table.column_edges or _edges(table, 0), _edges(table, 1)
        self._width = len(self.xs) - 1
        self._numbers = [-1] * (self._width * (len(self.ys) - 1))
        for number, cell in enumerate(table.cells):
            if cell.row_span == 1 == cell.column_span:
                self._numbers[cell.row * self._width + cell.column] = number
                continue
            wide = min(cell.column_span, self._width - cell.column)
            for row in range(cell.row, min(cell.row + cell.row_span, len(self.ys) - 1)):
                start = row * self._width + cell.column
                self._numbers[start : start + wide] = [number] * wide
        self._nearest: list[int] = []

    def at(self, x: float, y: float) -> int | None:
        """Return the number of the cell at a point, -1 where no cell is, None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < self._width and 0 <= row < len(self.ys) - 1):
            return None
        return self._numbers[row * self._width + column]

    def under(self, box: Box) -> set[int]:
        """Return the numbers of the cells that the box touches."""
        left, right = max(0, bisect_right(self.xs, box[0]) - 1), min(self._width, bisect_right(self.xs, box[2]))
        top, bottom = max(0, bisect_right(self.ys, box[1]) - 1), min(len(self.ys) - 1, bisect_right(self.ys, box[3]))
        rows = (self._numbers[row * self._width + left : row * self._width + right] for row in range(top, bottom))
        return {number for row in rows for number in row} - {-1}

    def nearest(self, x: float, y: float) -> int:
        """Return the number of the cell at a point, or of the nearest by rows and columns."""
        column = min(max(0, bisect_right(self.xs, x) - 1), self._width - 1)
        row = min(max(0, bisect_right(self.ys, y) - 1), len(self.ys) - 2)
        place = row * self._width + column
        if self._numbers[place] >= 0:
            return self._numbers[place]
        if not self._nearest:
            self._nearest = self._spread()
        return self._nearest[place]

    def _spread(self) -> list[int]:
        """Return the cells' numbers, grown into the places without a cell."""
        numbers = list(self._numbers)
        edge = deque(place for place, number in enumerate(numbers) if number >= 0)
        while edge:
            place = edge.popleft()
            column = place % self._width
            for is_there, other in (
                (column > 0, place - 1),
                (column + 1 < self._width, place + 1),
                (place >= self._width, place - self._width),
                (place + self._width < len(numbers), place + self._width),
            ):
                if is_there and numbers[other] < 0:
                    numbers[other] = numbers[place]
                    edge.append(other)
        return numbers


def share_out(table: FoundTable, runs: Iterable[TextRun]) -> Shares:
    """Return the runs shared out to the table's cells, in the order given.

    A run stands where the middle of its letters is. One that crosses a border is cut there, by characters, where its
    text has a blank or a gap at the border; otherwise it runs over, and is whole in the cell that holds most of it.
    """
    cover = Cover(table)
    shares = Shares()
    head, foot = cover.ys[0], cover.ys[-1]
    for run in runs:
        if run.box[3] < head or run.box[1] > foot:
            shares.rest.append(run)
            continue
        y, x, _ = spot_of(run)
        number = cover.at(x, y)
        if number is None:
            shares.rest.append(run)
            continue
        if number < 0:
            number = cover.nearest(x, y)
            shares.unplaced.append(run)
        left, _, right, _ = table.cells[number].box
        if run.angle == 0 and (run.xs[0] < left - _SLACK or run.xs[-1] > right + _SLACK):
            for cell, piece in _cut(cover, run, y):
                shares.cells[cell].append(piece)
        else:
            shares.cells[number].append(run)
    return shares


def _edges(table: FoundTable, axis: int) -> tuple[float, ...]:
    """Return where the columns (axis 0) or rows (axis 1) begin, and where the last ends."""
    count = table.row_count if axis else table.column_count
    starts = [table.box[axis + 2]] * count
    for cell in table.cells:
        place, start = (cell.row if axis else cell.column), cell.box[axis]
        starts[place] = min(starts[place], start)
    return (*starts, table.box[axis + 2])


def _cut(cover: Cover, run: TextRun, y: float) -> Iterator[tuple[int, TextRun]]:
    """Yield the pieces of a run that reaches over borders, with the numbers of their cells."""
    # The step to the next character is wide where there is a gap; the letter itself is no wider than it is high.
    numbers = [cover.nearest(x + min(after - x, run.size) / 2, y) for x, after in pairwise(run.xs)]
    borders = [index for index in range(1, len(numbers)) if numbers[index] != numbers[index - 1]]
    for start, stop in pairwise((0, *(index for index in borders if _is_gap(run, index)), len(numbers))):
        [(number, _)] = Counter(numbers[start:stop]).most_common(1)
        yield number, run.cut(start, stop) if stop - start < len(numbers) else run


def _is_gap(run: TextRun, index: int) -> bool:
    """Say whether the run's text is parted before that character: by a blank on either side, or a wide step."""
    before, after = run.text[index - 1], run.text[index]
    return before.isspace() or after.isspace() or run.xs[index] - run.xs[index - 1] > _GAP * run.size
