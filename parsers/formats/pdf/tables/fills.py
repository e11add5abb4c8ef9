"""What is painted behind cells and blocks.

White is no colour here: it hides what is painted beneath it. Which fills make tables is left to `painted`, what small
painted things stand in a cell to `shapes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from normalise.records import Box
from parsers.formats.pdf.page import Fill, Page
from parsers.formats.pdf.tables.cells import Cover
from parsers.formats.pdf.tables.found import FoundTable

MAX_FILLS = 3_000  # of a page; a drawing or a map has more, and no cell is read from those
_MAX_LOOKUPS = 200_000  # cells looked at for all fills of a page


def paint_cells(tables: Iterable[FoundTable], fills: Sequence[Fill]) -> None:
    """Give each cell, those of inner tables too, the colour of what is painted last over most of it."""
    if len(fills) > MAX_FILLS:
        return
    # LibreOffice paints each fill twice: pieces of a cell are added up, so each may count only once.
    last_first = tuple(dict.fromkeys(reversed(fills)))
    lookups = _MAX_LOOKUPS
    waiting = list(tables)
    while waiting and lookups > 0:
        table = waiting.pop()
        lookups -= _paint_table(table, last_first, lookups)
        waiting.extend(inner for cell in table.cells for inner in cell.inner)


def find_fill_behind(page: Page, box: Box) -> str | None:
    """Return the colour (`rrggbb`) of what is painted last over most of a box; None where that is white or nothing."""
    if len(page.fills) > MAX_FILLS:
        return None
    whole = area(box) or 1.0
    for fill in reversed(page.fills):
        if overlap(fill.box, box) > 0.5 * whole:
            return colour_of(fill)
    return None


def colour_of(fill: Fill) -> str | None:
    """Return the fill's colour, None for white."""
    return None if is_white(fill.colour) else fill.colour


def is_white(colour: str) -> bool:
    """Say whether nobody would see that colour on paper."""
    return all(colour[at] in "fF" and colour[at + 1] in "bcdefBCDEF" for at in (0, 2, 4))


def area(box: Box) -> float:
    """Return a box's area in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common."""
    left, top, right, bottom = one
    x0, y0, x1, y1 = other
    if left >= x1 or x0 >= right or top >= y1 or y0 >= bottom:  # most have none
        return 0.0
    return max(0.0, min(right, x1) - max(left, x0)) * max(0.0, min(bottom, y1) - max(top, y0))


def _paint_table(table: FoundTable, last_first: Iterable[Fill], most: int) -> int:
    """Paint the table's cells, and return how many were looked at."""
    cover = Cover(table)
    unpainted = set(range(len(table.cells)))
    covered: dict[tuple[int, str], float] = {}
    lookups = 0
    for fill in last_first:
        if not unpainted or lookups > most:
            break
        if not overlap(fill.box, table.box):
            continue
        numbers = cover.under(fill.box)
        lookups += 1 + len(numbers)
        for number in numbers & unpainted:
            cell = table.cells[number]
            # A cell may be painted in pieces, one a line, and the margin around them beneath.
            key = (number, fill.colour)
            covered[key] = covered.get(key, 0.0) + overlap(fill.box, cell.box)
            if covered[key] > 0.5 * area(cell.box):
                cell.fill = colour_of(fill)
                unpainted.discard(number)
    return lookups
