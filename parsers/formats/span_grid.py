"""Lays cells that span rows and columns out on a grid, as a browser does, within the budget of table cells.

Spans never overlap: one that would is cut. What stands in the cells is left to others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.budgets import BUDGETS, check_budget

TO_THE_END = 1_000_000  # a row span that ends where its group of rows does


@dataclass(slots=True)
class Spot:
    """A cell's upper left position and its spans; those are final once the grid is finished."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(slots=True)
class SpanGrid:
    """The cells placed so far. `free_from`: for each column the first row that no cell from above covers.

    `form` names the format whose budgets hold.
    """

    form: str = "text"
    spots: list[Spot] = field(default_factory=list)
    row: int = 0
    column: int = 0
    free_from: list[int] = field(default_factory=list)
    is_row_open: bool = False
    covered_until: int = 0
    row_end: int = 0  # behind the last row that a cell begins in
    column_end: int = 0  # behind the last column that a cell begins in: wider ones are begun by no cell
    tall: list[Spot] = field(default_factory=list)  # of the group of rows, cells that span several
    wide: list[Spot] = field(default_factory=list)
    laid: int = 0  # grid positions asked for
    most_columns: int = field(init=False)
    most_cells: int = field(init=False)

    def __post_init__(self) -> None:
        budgets = BUDGETS[self.form]
        self.most_columns, self.most_cells = budgets["columns"].most, budgets["cells"].most

    def begin_row(self) -> None:
        """Go on to the next row; one without cells counts only where cells from above reach into it."""
        if self.is_row_open or self.covered_until > self.row:
            self.row += 1
        self.column, self.is_row_open = 0, False
        if self.row > self.most_cells:
            check_budget(self.form, "cells", self.row)

    def place(self, row_span: int, column_span: int) -> Spot:
        """Return where the row's next cell stands. Raises DocumentError `over-budget`."""
        column, row = self.column, self.row
        if self.covered_until > row:
            while column < len(self.free_from) and self.free_from[column] > row:
                column += 1
        self.column = column
        if column >= self.most_columns:
            check_budget(self.form, "columns", column + 1)
        width = 1
        if column_span > 1:
            width = self._free_width(min(column_span, self.most_columns + 1 - column))
        self.laid += width
        if self.laid > self.most_cells:
            check_budget(self.form, "cells", self.laid)
        spot = Spot(row, column, row_span, width)
        self.spots.append(spot)
        if row_span > 1:
            self._cover(spot)
        if width > 1:
            self.wide.append(spot)
        self.row_end = row + 1
        self.column = column + width
        if column >= self.column_end:
            self.column_end = column + 1
        self.is_row_open = True
        return spot

    def place_row(self, texts: list[str]) -> list[str]:
        """Return the row's texts, by columns: "" where cells from above reach. None of its cells spans others.

        No spots are kept of them. Raises DocumentError `over-budget`.
        """
        self.laid += len(texts)
        if self.covered_until > self.row:
            for column, first in enumerate(self.free_from):
                if first > self.row and column < len(texts):
                    texts.insert(column, "")
        self.column = end = len(texts)
        if end > self.most_columns:
            check_budget(self.form, "columns", end)
        if self.laid > self.most_cells:
            check_budget(self.form, "cells", self.laid)
        self.row_end, self.is_row_open = self.row + 1, True
        self.column_end = max(self.column_end, end)
        return texts

    def end_group(self) -> None:
        """End a group of rows (thead, tbody): no cell reaches out of it."""
        if not self.tall:
            return
        end = self.row + 1 if self.is_row_open else self.row
        if self.covered_until > end:
            end = max(end, self.row + 1)
            for spot in self.tall:
                spot.row_span = min(spot.row_span, end - spot.row)
            self.free_from = [min(first, end) for first in self.free_from]
            self.covered_until = end
        self.row_end = max(self.row_end, *(spot.row + spot.row_span for spot in self.tall))
        self.tall.clear()

    def finish(self) -> tuple[int, int]:
        """Return the grid's rows and columns, spans cut to them. Raises DocumentError `over-budget`."""
        self.end_group()
        row_count, column_count = self.row_end, self.column_end
        check_budget(self.form, "cells", row_count * column_count)
        for spot in self.wide:
            spot.column_span = min(spot.column_span, column_count - spot.column)
        return row_count, column_count

    def _free_width(self, wanted: int) -> int:
        for column in range(self.column + 1, min(self.column + wanted, len(self.free_from))):
            if self.free_from[column] > self.row:
                return column - self.column
        return max(1, wanted)

    def _cover(self, spot: Spot) -> None:
        """Keep the columns below a cell that spans rows."""
        end = spot.row + spot.row_span
        missing = spot.column + spot.column_span - len(self.free_from)
        self.tall.append(spot)
        self.free_from.extend([0] * missing)
        for column in range(spot.column, spot.column + spot.column_span):
            self.free_from[column] = end
        self.covered_until = max(self.covered_until, end)
