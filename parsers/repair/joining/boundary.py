"""Two rows that may be one, and what is known around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.document import Cell, Table
from parsers.repair.joining.habits import Habits, Row
from parsers.repair.joining.weights import Sight


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What a page's end looks like between two rows.

    `marks_cuts`: somewhere the file shows which rows a page cuts, by open borders or tags; `is_under_header`: a header
    printed again stands above the lower row, so that its upper border is drawn; `room`: points that stay free below the
    upper row although other pages of the table print there; `is_open_by_design`: this table is drawn without its outer
    borders, so that open ones show nothing.
    """

    marks_cuts: bool = False
    is_under_header: bool = False
    room: float = 0.0
    is_open_by_design: bool = False


@dataclass(frozen=True, slots=True)
class Boundary:
    """Two rows, one above the other, each with the cells that reach into it from other rows.

    Where places are known, `tail` is the row above as its last page prints it, while `above` is whole so far.
    """

    above: Row
    below: Row
    habits: Habits
    tail: Row = ()
    page: PageEnd | None = None

    @property
    def width(self) -> int:
        """Return how many columns the two rows have."""
        return max((cell.column + cell.column_span for cell in (*self.above, *self.below)), default=0)

    @property
    def opens_all(self) -> bool:
        """Say whether all cells of the upper row are open at the page's foot: then none is for reaching further."""
        return all(cell.cut_below for cell in self.tail)

    @property
    def sight(self) -> Sight:
        """Return what is known of the two rows."""
        return Sight.TEXT if self.page is None else Sight.PAGE


def cell_at(row: Sequence[Cell], column: int) -> Cell | None:
    """Return the cell of a row that covers a column, or None."""
    return next((cell for cell in row if cell.column <= column < cell.column + cell.column_span), None)


def last_row(table: Table) -> Row:
    """Return the cells that reach into a table's last row, in column order."""
    reaching = (cell for cell in table.cells if cell.row + cell.row_span >= table.row_count)
    return tuple(sorted(reaching, key=lambda cell: cell.column))


def first_row(table: Table) -> Row:
    """Return the cells of a table's first row, in column order."""
    return tuple(sorted((cell for cell in table.cells if cell.row == 0), key=lambda cell: cell.column))
