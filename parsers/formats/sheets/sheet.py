"""A sheet as it is seen: the rows and cells that show something, in their places. `regions` cuts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from parsers.words import PLAIN, At, Style


@dataclass(slots=True)
class SheetCell:
    """A cell that prints something or shows a colour. Rows and columns count from 0, as the sheet has them.

    `rich` are the stretches of a text that has more than one look. `last_row`, `last_column`: where a merged cell ends.
    """

    row: int
    column: int
    text: str = ""
    style: Style = PLAIN
    rich: tuple[tuple[str, Style], ...] = ()
    fill: str | None = None
    value: date | datetime | float | None = None
    last_row: int = -1
    last_column: int = -1

    @property
    def is_printed(self) -> bool:
        return bool(self.text)

    @property
    def width(self) -> int:
        """How many of the sheet's columns it covers."""
        return max(self.last_column, self.column) - self.column + 1


@dataclass(slots=True)
class SheetRow:
    """A row that shows something. `after_blank`: a blank row that is seen stands above it."""

    number: int
    cells: dict[int, SheetCell]
    after_blank: bool = False
    line: int | None = None  # of a text file

    def printed(self) -> list[SheetCell]:
        """Return the cells that print something, from the left."""
        return [cell for _, cell in sorted(self.cells.items()) if cell.text]

    def within(self, start: int, end: int) -> SheetRow:
        """Return the row with the cells of the columns from one to another, that one not included."""
        cells = {column: cell for column, cell in self.cells.items() if start <= column < end}
        return SheetRow(self.number, cells, self.after_blank, self.line)


@dataclass(slots=True)
class Sheet:
    """A sheet. `header_rows`: the numbers of rows that the file itself treats as headers: frozen, filtered, repeated.

    `at` begins the place of its cells.
    """

    name: str | None
    rows: list[SheetRow]
    header_rows: frozenset[int] = frozenset()
    at: At = ()
    boxes: list[SheetCell] = field(default_factory=list)  # texts that lie over the cells, by the cell below them
