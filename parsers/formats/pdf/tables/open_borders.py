"""Cells whose border is not drawn all round: at a page's foot and head, at a table's outer sides, and verticals alone.

Chromium, WeasyPrint and Word leave a row open where the page ends inside it; many tables are ruled only between their
cells. Such a cell is closed at the ends of the rules that reach it. It is one only where text says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter

from normalise.records import Box
from parsers.formats.pdf.page import Page, TextRun
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule
from parsers.formats.pdf.tables.grid import BOTTOM, LEFT, RIGHT, TOP, Grid, Region
from parsers.formats.pdf.tables.printed import Printed

MARGIN = 0.12  # of a page's height: what is printed there beyond a table may be a running header or footer
_LONGEST_RUN_ON = 150.0  # points
_NEXT_LINE = 1.7  # type sizes
_SIDES = (LEFT, TOP, RIGHT, BOTTOM)


def keep_cells(grid: Grid, regions: Iterable[Region], printed: Printed) -> list[Region]:
    """Return the regions that are cells: those ruled all round, and open ones that text shows to be cells."""
    regions = list(regions)
    cells = [region for region in regions if not region.open_sides]
    half_open = [region for region in regions if region.open_sides]
    if not half_open:
        return cells
    filled = {region for region in half_open if _holds_text(grid.box(region), region.open_sides, printed)}
    ruled = sum(side for side in _SIDES if _is_ruled_somewhere(side, grid, cells))
    texted = sum(side for side in _SIDES if any(region.open_sides & side for region in filled))
    kept = [
        region
        for region in half_open
        # Blank, it is a cell where text shows that the table goes on that far, or beside cells that are ruled there.
        if region in filled
        or not region.open_sides & ~(texted & ~ruled)
        or (_is_open_one_way(region.open_sides) and not region.open_sides & ~ruled)
    ]
    return cells + kept if _make_a_table(cells, kept, filled) else cells


def find_columns_between_verticals(verticals: Sequence[Rule], printed: Printed) -> list[list[Box]]:
    """Return the cells of each row that only vertical rules enclose: one that fills its page, or a whole table.

    The rules begin and end together, at least three of them, and no text stands beside the outer ones: rules between
    the columns of a newspaper page have text on both their sides.
    """
    together: defaultdict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in verticals:
        together[round(rule.start / TOLERANCE), round(rule.end / TOLERANCE)].append(rule)
    rows: list[list[Box]] = []
    for rules in together.values():
        if len(rules) < 3:
            continue
        top, bottom = min(rule.start for rule in rules), max(rule.end for rule in rules)
        rules.sort()
        boxes = [(left.at, top, right.at, bottom) for left, right in pairwise(rules)]
        spots = printed.between(top, bottom)
        filled = {bisect_left(rules, spot.x, key=itemgetter(0)) for spot in spots}
        if len(filled) > 1 and not filled & {0, len(rules)}:
            rows.append(boxes)
    return rows


def find_end_of_text(box: Box, printed: Printed) -> float:
    """Return how far down the text of a cell with an open foot runs on, in points from the page's top.

    Chromium prints a cell that spans rows, and is cut by the page's end, beyond the end of the rules beside it.
    """
    left, _, right, end = box
    last: TextRun | None = max(printed.inside(box), key=attrgetter("baseline"), default=None)
    if last is None:
        return end
    for _, x, run in printed.between(end, end + _LONGEST_RUN_ON):
        if not left < x < right:
            continue
        goes_on = run.box[0] >= left - TOLERANCE and run.box[2] <= right + TOLERANCE
        if not goes_on or run.baseline - last.baseline > _NEXT_LINE * last.size:
            break
        last, end = run, max(end, run.box[3])
    return end


def is_at_foot(page: Page, bottom: float, printed: Printed) -> bool:
    """Say whether nothing of the page's body is printed below, so that what is open there is cut by the page's end."""
    return bottom > 0.6 * page.height and not printed.between(bottom, (1 - MARGIN) * page.height)


def is_at_head(page: Page, top: float, printed: Printed) -> bool:
    """Say whether nothing of the page's body is printed above, so that what is open there began on another page."""
    return top < 0.4 * page.height and not printed.between(MARGIN * page.height, top - TOLERANCE)


def _holds_text(box: Box, open_sides: int, printed: Printed) -> bool:
    """Say whether text stands in the box and none of it runs out of an open side."""
    runs = printed.inside(box)
    left = box[0] - TOLERANCE if open_sides & LEFT else float("-inf")
    right = box[2] + TOLERANCE if open_sides & RIGHT else float("inf")
    return bool(runs) and all(run.box[0] >= left and run.box[2] <= right for run in runs)


def _is_open_one_way(open_sides: int) -> bool:
    """Say whether a region is ruled on both sides the other way: blank, it still stands between cells of its row."""
    return not open_sides & (LEFT | RIGHT) or not open_sides & (TOP | BOTTOM)


def _is_ruled_somewhere(side: int, grid: Grid, cells: list[Region]) -> bool:
    """Say whether a cell is ruled on that side of the grid."""
    line, end = {
        LEFT: (0, 0),
        TOP: (1, 0),
        RIGHT: (2, len(grid.xs) - 1),
        BOTTOM: (3, len(grid.ys) - 1),
    }[side]
    return any(cell[line] == end for cell in cells)


def _make_a_table(cells: list[Region], kept: list[Region], filled: set[Region]) -> bool:
    """Say whether the open regions go with closed cells, or that those with text are enough for a table."""
    if cells:
        return True
    columns = {region.left for region in filled}
    rows = {region.top for region in filled}
    has_sides = not any(region.open_sides & (LEFT | RIGHT) for region in kept)
    return len(columns) > 1 and (len(rows) > 1 or has_sides)
