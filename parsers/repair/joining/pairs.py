"""A cell at a page's top and the one above it: what the place of their lines leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.numbers import read_marker
from parsers.document import BlockKind, Cell
from parsers.repair.joining.boundary import Boundary, cell_at
from parsers.repair.joining.printed_lines import PrintedLines, first_word_width, read_printed_lines
from parsers.repair.running_on import ends_sentence, starts_small

# Lines. A paragraph that must not leave one line alone takes up to three with it to the next page.
SOME_LINES = 1.4
MANY_LINES = 3.4
# Of the width of a cell.
MUCH_ROOM = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed cell at a page's top, the cell above it whole and as its last page prints it, and that one's lines."""

    whole: Cell | None
    tail: Cell | None
    below: Cell
    lines: PrintedLines | None

    @property
    def is_spanning(self) -> bool:
        """Say whether one of the two reaches over several rows."""
        return self.below.row_span > 1 or (self.tail is not None and self.tail.row_span > 1)

    @property
    def room(self) -> float:
        """Return how many lines more the cell above had room for; 0 where nothing tells."""
        return max(0.0, self.lines.room) if self.lines and self.lines.is_high else 0.0

    @property
    def has_ended(self) -> bool:
        """Say whether the text above ended for itself: the first word below had room behind it.

        Running text begins with a small letter, so it did not end there unless much room was left.
        """
        if self.lines is None:
            return False
        need = 1.1 * first_word_width(self.below) + 0.3 * self.lines.pitch
        if starts_small(self.below.text) and not ends_sentence(self.whole.text if self.whole else ""):
            need = max(need, MUCH_ROOM * (self.lines.cell[2] - self.lines.cell[0]))
        return self.lines.room_beside() > need

    @property
    def begins_entry(self) -> bool:
        """Say whether a list marker begins the lower cell: then it shows nothing that the line above had room."""
        first = next(self.below.iter_blocks(), None)
        return first is not None and (first.kind is BlockKind.ITEM or read_marker(first.text.lstrip()) is not None)

    @property
    def is_at_foot(self) -> bool:
        """Say whether the text above stands at the foot of its cell."""
        return self.tail is not None and bool(self.tail.blocks) and self.lines is not None and self.room <= SOME_LINES

    @property
    def meets(self) -> bool:
        """Say whether the text above goes on below as far as its place shows: at the foot, its last line full."""
        return self.is_at_foot and not self.begins_entry and not self.has_ended


def pair_cells(boundary: Boundary, below: Cell) -> Pair:
    """Return a cell of the lower row with what stands above it."""
    tail = cell_at(boundary.tail, below.column)
    return Pair(cell_at(boundary.above, below.column), tail, below, read_printed_lines(tail))
