"""Tables whose cells are ruled (or painted beside ruled ones): from rules to cells to tables.

What lies in which, and what is painted behind the cells, is left to `nested` and `fills`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.banded_rows import Row, count_filled, rows_of
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule, Rules
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.gaps_segments import read_segments
from parsers.formats.pdf.tables.grid import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Region,
    connect,
    find_regions,
    part_nested,
    read_grid,
)
from parsers.formats.pdf.tables.open_borders import (
    find_columns_between_verticals,
    find_end_of_text,
    is_at_foot,
    is_at_head,
    keep_cells,
)
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.spans import build_table, group_by_corners, without_slits

_WIDEST_BAR = 16.0  # points


@dataclass(slots=True)
class Ruled:
    """What the rules of a page enclose: tables, boxes that stand alone, and level rules that meet no other."""

    tables: list[FoundTable] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)


def find_ruled_tables(page: Page, rules: Rules, printed: Printed, tolerance: float = TOLERANCE) -> Ruled:
    """Return the tables that the rules enclose, and the boxes without neighbours. Tables without text are left out."""
    ruled = Ruled()
    lonely, level = set(rules.vertical), set(rules.horizontal)
    for net in connect(rules, tolerance):
        lonely.difference_update(net.vertical)
        level.difference_update(net.horizontal)
        grid = read_grid(net, tolerance)
        for regions in part_nested(grid, keep_cells(grid, find_regions(grid), printed)):
            boxes = [grid.box(region) for region in regions]
            for group in group_by_corners(boxes):
                if len(group) == 1:
                    ruled.boxes.append(boxes[group[0]])
                else:
                    _add(ruled, page, [(boxes[number], regions[number]) for number in group], printed)
    ruled.level = sorted(level)
    for columns in find_columns_between_verticals(sorted(lonely), printed):
        _add(ruled, page, list(_rows_between(columns, page, printed)), printed)
    return ruled


def _rows_between(columns: Sequence[Box], page: Page, printed: Printed) -> Iterator[tuple[Box, Region]]:
    """Yield the cells between upright rules: one row where they run from the page's head to its foot, else by text."""
    top, bottom = columns[0][1], columns[0][3]
    edges = [columns[0][0], *(box[2] for box in columns)]
    rows = rows_of(read_segments(printed.inside((edges[0], top, edges[-1], bottom))), edges)
    sides = TOP | BOTTOM if is_at_head(page, top, printed) and is_at_foot(page, bottom, printed) else 0
    if sides and _is_header(rows[0]) and not all(map(_is_header, rows)):
        sides = 0
    if sides or 3 * sum(count_filled(row, edges) > 1 for row in rows) < 2 * len(rows):
        rows = []
    ys = [top, *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)), bottom]
    for above, below in pairwise(ys):
        for left, right in pairwise(edges):
            yield (left, above, right, below), Region(0, 0, 0, 0, sides)


def _is_header(row: Row) -> bool:
    return all(segment.is_bold for line in row.lines for segment in line)


def _add(ruled: Ruled, page: Page, cells: Sequence[tuple[Box, Region]], printed: Printed) -> None:
    found = [FoundCell(0, 0, box) for box, _ in cells]
    open_sides = reduce(or_, (region.open_sides for _, region in cells))
    # A table that no rule closes on any side is made so, and not cut.
    if open_sides & (TOP | BOTTOM) and open_sides != LEFT | TOP | RIGHT | BOTTOM:
        sides = [region.open_sides for _, region in cells]
        _stretch([cell for cell, side in zip(found, sides, strict=True) if side & BOTTOM], found, printed)
        for cell, side in zip(found, sides, strict=True):
            cell.cut_above = bool(side & TOP) and is_at_head(page, cell.box[1], printed)
            cell.cut_below = bool(side & BOTTOM) and is_at_foot(page, cell.box[3], printed)
    found = without_slits(found, printed)
    if len(found) < 2:
        return
    if (framed := _beside_a_bar(found, printed)) is not None:
        ruled.boxes.append(framed)
        return
    table = build_table(found, Evidence.RULED)
    if printed.any_inside(table.box) and not _frames_the_page(table, page):
        ruled.tables.append(table)


def _beside_a_bar(cells: Sequence[FoundCell], printed: Printed) -> Box | None:
    """Return the box that a bar runs along, where the cells are no more than these: such a bar is no column."""
    if len(cells) > 2:
        return None
    bar, framed = sorted((cell.box for cell in cells), key=lambda box: box[0])
    is_beside = bar[1] == framed[1] and bar[3] == framed[3] and bar[2] <= framed[0] + TOLERANCE
    is_bar = bar[2] - bar[0] <= _WIDEST_BAR and not printed.any_inside(bar)
    return framed if is_beside and is_bar else None


def _stretch(open_cells: Iterable[FoundCell], cells: Iterable[FoundCell], printed: Printed) -> None:
    """Make the table's last row as long as the text that runs out of its open feet."""
    bottom = max(cell.box[3] for cell in cells)
    ends = [find_end_of_text(cell.box, printed) for cell in open_cells if cell.box[3] == bottom]
    end = max(ends, default=bottom)
    for cell in cells:
        if cell.box[3] == bottom:
            cell.box = (*cell.box[:3], end)


def _frames_the_page(table: FoundTable, page: Page) -> bool:
    """Say whether it is a frame around the page's body, perhaps with a band for its head or foot, and no table."""
    area = 0.6 * page.width * page.height
    return table.column_count == 1 and any(
        (cell.box[2] - cell.box[0]) * (cell.box[3] - cell.box[1]) > area for cell in table.cells
    )
