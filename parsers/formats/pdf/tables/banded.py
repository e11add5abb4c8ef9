"""Tables whose rows are told by level rules alone or by painted bands, and their columns by the gaps in the text.

Not a table: a heading over its rule, the page's own rules at head and foot, notes, forms to sign, prose in columns
between two rules, a chart's grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.banded_rows import build, crosses, read_rows
from parsers.formats.pdf.tables.bands import SIDE, Band, Line, Stripe, cut_stripes, middle, read_bands, stack
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.gaps_columns import find_column_edges
from parsers.formats.pdf.tables.gaps_segments import read_segments
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.ruled import Ruled

_HIGH = 1.8  # times the usual row: text without columns that is higher is a paragraph between two tables
_SPACING = 12.0  # points between the painted boxes of one table
_PROSE = 0.7  # of a column's lines fill it


def find_banded_tables(page: Page, weak: Ruled, printed: Printed, taken: Sequence[Box]) -> list[FoundTable]:
    """Return the tables that lone level rules, painted boxes and painted tables make with the text outside `taken`.

    Of the tables among them those that are no part of a larger one are returned as they are; painted ones only if they
    have text in more than one row and column.
    """
    bands = [band for band in read_bands(weak.level, weak.boxes, weak.tables) if not _is_taken(band, taken)]
    stacks = list(stack(bands))
    lines = sorted(read_segments(page.runs, taken), key=middle) if stacks else []
    found: list[FoundTable] = []
    used: set[int] = set()
    for group in stacks:
        for stripes in _parts(cut_stripes(group, lines), taken):
            table = _read_table(page, group, stripes, lines, weak.level)
            if table is None or any(_meet(table.box, other.box) for other in found):
                continue
            of = {band.table for band in group if table.box[1] < (band.top + band.bottom) / 2 < table.box[3]}
            if not _is_as_painted(table, of, weak.tables):
                found.append(table)
                used |= of
    left = (table for number, table in enumerate(weak.tables) if number not in used)
    return found + [table for table in left if table.evidence is Evidence.RULED or _has_text_both_ways(table, printed)]


def _is_as_painted(table: FoundTable, of: set[int], painted: Sequence[FoundTable]) -> bool:
    """Say whether a table is no more than one painted table, which knows its own cells better."""
    numbers = of - {-1}
    if len(numbers) != 1:
        return False
    other = painted[numbers.pop()]
    top, bottom = other.box[1] - TOLERANCE, other.box[3] + TOLERANCE
    return other.column_count > 1 and top < table.box[1] and table.box[3] < bottom


def _is_taken(band: Band, taken: Sequence[Box]) -> bool:
    x, y = (band.x0 + band.x1) / 2, (band.top + band.bottom) / 2
    return any(box[0] < x < box[2] and box[1] - TOLERANCE < y < box[3] + TOLERANCE for box in taken)


def _parts(stripes: Sequence[Stripe], taken: Sequence[Box]) -> list[list[Stripe]]:
    """Return the stripes that may make a table together: what has no columns and is no title of a row ends one."""
    usual = median([stripe.height for stripe in stripes if stripe.has_columns] or [0.0])
    parts: list[list[Stripe]] = [[]]
    for stripe in stripes:
        is_bar = any(box[1] < stripe.bottom and box[3] > stripe.top for box in taken)
        if stripe.is_over or is_bar or not _may_be_a_row(stripe, usual):
            parts.append([])
        elif stripe.lines or stripe.is_painted:
            parts[-1].append(stripe)
    return [trimmed for part in parts if len(trimmed := _trimmed(part)) > 0]


def _may_be_a_row(stripe: Stripe, usual: float) -> bool:
    if not stripe.lines:
        return stripe.is_painted or stripe.height <= _SPACING
    return stripe.has_columns or stripe.height <= _HIGH * usual


def _trimmed(part: Sequence[Stripe]) -> list[Stripe]:
    """Return the stripes from the first that has columns to the last that has text."""
    wide = [number for number, stripe in enumerate(part) if stripe.has_columns]
    full = [number for number, stripe in enumerate(part) if stripe.lines]
    return list(part[wide[0] : full[-1] + 1]) if wide else []


def _read_table(
    page: Page, group: Sequence[Band], stripes: list[Stripe], lines: Sequence[Line], rules: Sequence[Rule]
) -> FoundTable | None:
    left, right = min(band.x0 for band in group), max(band.x1 for band in group)
    inside = [band for band in group if stripes[0].top - TOLERANCE < band.top < stripes[-1].bottom + TOLERANCE]
    edges = _read_edges(inside, stripes, left, right)
    if len(edges) < 3 or _is_the_page(page, stripes) or _is_prose(stripes, edges):
        return None
    while not stripes[-1].has_columns and any(crosses(line, edges) for line in stripes[-1].lines):
        stripes.pop()
    if _is_chart(page, (left, stripes[0].top, right, stripes[-1].bottom), stripes):
        return None
    evidence = Evidence.HORIZONTAL if any(band.top == band.bottom for band in inside) else Evidence.FILLS
    shorter = [rule for rule in rules if left - SIDE < rule.start and rule.end < right + SIDE]
    return build(read_rows(stripes, edges, lines), edges, shorter, evidence)


def _read_edges(bands: Sequence[Band], stripes: Sequence[Stripe], left: float, right: float) -> tuple[float, ...]:
    """Return the columns' edges: the seams between painted cells, where there are any, else the gaps in the text."""
    seams = max((band.seams for band in bands), key=len)
    if seams:
        return (left, *seams, right)
    segments = [segment for stripe in stripes for line in stripe.lines for segment in line]
    return find_column_edges(segments, left, right)


def _is_the_page(page: Page, stripes: Sequence[Stripe]) -> bool:
    """Say whether the stripes are all that is between a rule at the page's head and one at its foot."""
    top, bottom = stripes[0].top, stripes[-1].bottom
    return len(stripes) == 1 and top < 0.15 * page.height and bottom > 0.85 * page.height


def _is_prose(stripes: Sequence[Stripe], edges: Sequence[float]) -> bool:
    """Say whether the columns are those of running text: each filled by many lines, in few stripes."""
    if sum(bool(stripe.lines) for stripe in stripes) > 3:
        return False
    for left, right in pairwise(edges):
        widths = [
            segment.x1 - segment.x0
            for stripe in stripes
            for line in stripe.lines
            for segment in line
            if left < (segment.x0 + segment.x1) / 2 < right
        ]
        full = sum(width > 0.75 * max(widths) for width in widths)
        if len(widths) < 4 * len(stripes) or full < _PROSE * len(widths):
            return False
    return True


def _is_chart(page: Page, box: Box, stripes: Sequence[Stripe]) -> bool:
    """Say whether something painted or pictured runs over the borders between the stripes, as a chart's bars do."""
    borders = [stripe.top for stripe in stripes[1:]]
    things = [fill.box for fill in page.fills] + [picture.box for picture in page.pictures]
    crossing = 0
    for x0, top, x1, bottom in things:
        if x0 >= box[0] - TOLERANCE and x1 <= box[2] + TOLERANCE and x1 - x0 < 0.5 * (box[2] - box[0]):
            crossing += any(top + TOLERANCE < border < bottom - TOLERANCE for border in borders)
    return crossing > 1


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _has_text_both_ways(table: FoundTable, printed: Printed) -> bool:
    """Say whether text stands in more than one row and more than one column of a painted table."""
    shares = share_out(table, printed.inside(table.box))
    filled = [table.cells[number] for number in shares.cells]
    return len({cell.row for cell in filled}) > 1 and len({cell.column for cell in filled}) > 1
