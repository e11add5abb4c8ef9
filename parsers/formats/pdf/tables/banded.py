"""Tables whose rows are told by level rules alone or by painted bands, and their columns by the gaps in the text.

Not a table: a heading over its rule, the page's own rules at head and foot, notes, forms to sign, prose in columns
between two rules, a chart's grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.banded_columns import find_seams, read_edges
from parsers.formats.pdf.tables.banded_rows import Row, build, count_filled, crosses, read_rows
from parsers.formats.pdf.tables.bands import SIDE, Band, Line, Stripe, cut_stripes, middle, read_bands, stack
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.gaps_segments import read_segments
from parsers.formats.pdf.tables.open_borders import is_at_foot
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.ruled import Ruled

_HIGH = 1.8  # times the usual row: text without columns that is higher is a paragraph between two tables
_SPACING = 12.0  # points between the painted boxes of one table
_PROSE = 0.7  # of a column's lines fill it


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page, its text by place and by lines (in the order of their `middle`), and its lone level rules."""

    page: Page
    printed: Printed
    lines: Sequence[Line]
    rules: Sequence[Rule]


def find_banded_tables(page: Page, weak: Ruled, printed: Printed, taken: Sequence[Box]) -> list[FoundTable]:
    """Return the tables that lone level rules, painted boxes and painted tables make with the text outside `taken`.

    Of the tables among them those that are no part of a larger one are returned as they are; painted ones only if they
    have text in more than one row and column.
    """
    bands = [band for band in read_bands(weak.level, weak.boxes, weak.tables, page.edges) if not _is_taken(band, taken)]
    stacks = list(stack(bands))
    if not stacks:
        return [table for table in weak.tables if _may_stand_alone(table, printed)]
    seams = sorted({seam for band in bands for seam in band.seams})
    sheet = _Sheet(page, printed, sorted(read_segments(page.runs, taken, seams), key=middle), weak.level)
    found: list[FoundTable] = []
    used: set[int] = set()
    for group in stacks:
        for stripes in _parts(group, cut_stripes(group, sheet.lines), taken):
            table = _read_table(sheet, group, stripes)
            if table is None or any(_meet(table.box, other.box) for other in found):
                continue
            of = {band.table for band in group if table.box[1] < (band.top + band.bottom) / 2 < table.box[3]}
            if not _is_as_painted(table, of, weak.tables):
                found.append(table)
                used |= of
    left = (table for number, table in enumerate(weak.tables) if number not in used)
    return found + [table for table in left if _may_stand_alone(table, printed)]


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


def _parts(group: Sequence[Band], stripes: Sequence[Stripe], taken: Sequence[Box]) -> list[list[Stripe]]:
    """Return the stripes that may make a table together: what has no columns and is no title of a row ends one."""
    usual = median([stripe.height for stripe in stripes if stripe.has_columns] or [0.0])
    seams = find_seams(group)
    parts: list[list[Stripe]] = [[]]
    for stripe in stripes:
        is_barred = any(box[1] < stripe.bottom and box[3] > stripe.top for box in taken)
        if stripe.is_over or is_barred or not _may_be_a_row(stripe, usual, parts[-1], seams):
            parts.append([])
        elif stripe.lines or stripe.is_painted:
            parts[-1].append(stripe)
    return [trimmed for part in parts if len(trimmed := _trimmed(part)) > 0]


def _may_be_a_row(stripe: Stripe, usual: float, above: Sequence[Stripe], seams: Sequence[float]) -> bool:
    if not stripe.lines:
        return stripe.is_painted or stripe.height <= _SPACING
    if stripe.has_columns or stripe.height <= _HIGH * usual:
        return True
    # A row with text in one column only: where the columns are known, or it is narrow, or painted on below a row.
    if seams:
        return not any(crosses(line, seams) for line in stripe.lines)
    return stripe.is_narrow or (stripe.is_painted and bool(above) and above[-1].is_painted)


def _trimmed(part: Sequence[Stripe]) -> list[Stripe]:
    """Return the stripes from the first that has columns, or text in one that is no title, to the last with text."""
    if not any(stripe.has_columns for stripe in part):
        return []
    wide = [number for number, stripe in enumerate(part) if stripe.has_columns or stripe.is_inset]
    full = [number for number, stripe in enumerate(part) if stripe.lines]
    return list(part[wide[0] : full[-1] + 1])


def _read_table(sheet: _Sheet, group: Sequence[Band], stripes: list[Stripe]) -> FoundTable | None:
    left, right = min(band.x0 for band in group), max(band.x1 for band in group)
    inside = [band for band in group if stripes[0].top - TOLERANCE < band.top < stripes[-1].bottom + TOLERANCE]
    edges = read_edges(inside, stripes, sheet.lines, sheet.printed)
    if len(edges) < 3 or _is_the_page(sheet.page, stripes) or _is_prose(stripes, edges):
        return None
    while not stripes[-1].has_columns and any(crosses(line, edges) for line in stripes[-1].lines):
        stripes.pop()
    if _is_chart(sheet.page, (left, stripes[0].top, right, stripes[-1].bottom), stripes):
        return None
    evidence = Evidence.HORIZONTAL if any(band.top == band.bottom for band in inside) else Evidence.FILLS
    rows = read_rows(stripes, edges, sheet.lines, lambda y: is_at_foot(sheet.page, y, sheet.printed))
    if not _are_enough(rows, edges, inside):
        return None
    shorter = [rule for rule in sheet.rules if left - SIDE < rule.start and rule.end < right + SIDE]
    return build(rows, edges, shorter, evidence)


def _are_enough(rows: Sequence[Row], edges: Sequence[float], bands: Sequence[Band]) -> bool:
    """Say whether the rows are enough for a table: two with several columns, or one, where that is surely a header."""
    filled = [count_filled(row, edges) for row in rows]
    if sum(count > 1 for count in filled) > 1:
        return True
    is_sure = bool(find_seams(bands)) or all(segment.is_bold for line in rows[0].lines for segment in line)
    return len(rows) > 1 and is_sure and filled[0] > 2


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


def _may_stand_alone(table: FoundTable, printed: Printed) -> bool:
    """Say whether a table is ruled, or has text in more than one row and more than one column."""
    if table.evidence is Evidence.RULED:
        return True
    shares = share_out(table, printed.inside(table.box))
    filled = [table.cells[number] for number in shares.cells]
    return len({cell.row for cell in filled}) > 1 and len({cell.column for cell in filled}) > 1
