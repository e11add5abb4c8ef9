"""What the words of two rows of a text rendition show, over all their cells."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.columns import is_header_row
from parsers.document import Cell
from parsers.headers import read_header
from parsers.repair.joining.boundary import Boundary, cell_at
from parsers.repair.joining.cell_clues import SPEAKS_FOR, begins_list, begins_with_number, read_cell_clues
from parsers.repair.joining.habits import Row
from parsers.repair.joining.weights import Clue
from parsers.repair.running_on import is_left_open, starts_small

MIN_FILLED = 3


def read_text_clues(boundary: Boundary) -> Iterator[Clue]:
    """Yield what shows that a row of a text rendition carries on the one above, or does not."""
    above, below = boundary.above, boundary.below
    if is_header_row(above) and _ends_header(above, below):
        yield Clue("second-header-line")
    elif not any(cell.blocks for cell in above):
        yield Clue("nothing-above")
    elif is_header_row(below):
        yield Clue("header-below")
    elif is_lone(above) and not is_lone(below):
        yield Clue("lone-above")
    elif filled := _find_gap_filled(above, below):
        yield Clue("gap-filled", f"column {filled.column + 1}")
    else:
        clues = list(iter_cell_clues(boundary))
        yield from clues
        if is_header_row(above) and not _carries_on_header(below, clues):
            yield Clue("header-above")
        elif is_as_full(above, below) and not is_header_row(above):
            yield Clue("as-full")


def iter_cell_clues(boundary: Boundary) -> Iterator[Clue]:
    """Yield what each printed cell of the lower row says beside the one above it."""
    above = {at: cell for cell in boundary.above for at in range(cell.column, cell.column + cell.column_span)}
    for cell in boundary.below:
        if cell.blocks:
            is_style = cell.column in boundary.habits.starting_small
            yield from read_cell_clues(above.get(cell.column), cell, small_is_style=is_style)


def is_lone(row: Row) -> bool:
    """Say whether a row prints a single cell."""
    return sum(1 for cell in row if cell.blocks) == 1


def is_as_full(above: Row, below: Row) -> bool:
    """Say whether a row prints all that the row above does, and no sentence or list there is left open.

    Then it is a row of its own, though an entry of it begins with a small letter ("e-learning for members").
    """
    lower = {cell.column: cell for cell in below if cell.blocks}
    upper = [cell for cell in above if cell.blocks and cell.column]
    if len(upper) < 2 or any(cell.column not in lower for cell in upper):
        return False
    return not any(is_left_open(cell.text) or begins_with_number(lower[cell.column]) for cell in upper)


def _carries_on_header(below: Row, clues: list[Clue]) -> bool:
    """Say whether every printed cell below a header goes on in its words: a header cell that a page cuts."""
    printed = [cell for cell in below if cell.blocks]
    return (
        len(clues) == len(printed) > 0
        and all(clue.name in SPEAKS_FOR for clue in clues)
        and not any(map(begins_with_number, below))
    )


def _find_gap_filled(above: Row, below: Row) -> Cell | None:
    """Return the only value that a row prints, where the row above, else well filled, prints none; else None."""
    printed = [cell for cell in below if cell.blocks]
    if len(printed) != 1 or not printed[0].column or sum(1 for cell in above if cell.blocks) < MIN_FILLED:
        return None
    upper = cell_at(above, printed[0].column)
    return printed[0] if (upper is None or not upper.blocks) and not begins_list(printed[0]) else None


def _ends_header(above: Row, below: Row) -> bool:
    """Say whether a row is the second line of the header above: "Target" over "date", "Lead" over "Officer"."""
    upper = {cell.column: cell.text for cell in above if cell.blocks}
    lower = {cell.column: cell.text for cell in below if cell.blocks}
    if not lower or not lower.keys() <= upper.keys() or lower.keys() == upper.keys():
        return False
    joined = [read_header(f"{upper[column]} {text}") for column, text in lower.items()]
    small = all(map(starts_small, lower.values()))
    return all(header is not None and (small or header.score == 1) for header in joined)
