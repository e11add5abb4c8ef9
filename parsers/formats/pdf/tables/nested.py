"""Tables that stand inside a cell of another."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.formats.pdf.tables.cells import Cover
from parsers.formats.pdf.tables.edges import TOLERANCE
from parsers.formats.pdf.tables.fills import area
from parsers.formats.pdf.tables.found import FoundTable

MAX_NESTING = 200  # tables of a page that are looked at for one another


def nest(tables: Iterable[FoundTable]) -> list[FoundTable]:
    """Return the tables that stand in no other's cell, from the top; each other one is that cell's `inner`."""
    from_largest = sorted(tables, key=lambda table: -area(table.box))
    outer: list[FoundTable] = []
    covers: list[Cover] = []
    for table in from_largest:
        # The last that holds it is the innermost: they come from the largest to the smallest.
        holders = [cover for cover in covers[:MAX_NESTING] if _holds(cover, table)]
        if holders:
            x0, top, x1, bottom = table.box
            number = holders[-1].nearest((x0 + x1) / 2, (top + bottom) / 2)
            cell = holders[-1].table.cells[number]
            cell.inner = tuple(sorted((*cell.inner, table), key=lambda inner: (inner.box[1], inner.box[0])))
        else:
            outer.append(table)
        covers.append(Cover(table))
    return sorted(outer, key=lambda table: (table.box[1], table.box[0]))


def _holds(cover: Cover, table: FoundTable) -> bool:
    """Say whether a single cell of a table holds the whole of another."""
    x0, top, x1, bottom = table.box
    number = cover.at((x0 + x1) / 2, (top + bottom) / 2)
    if number is None or number < 0:
        return False
    left, high, right, low = cover.table.cells[number].box
    return left - TOLERANCE <= x0 and high - TOLERANCE <= top and x1 <= right + TOLERANCE and bottom <= low + TOLERANCE
