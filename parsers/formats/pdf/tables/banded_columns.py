"""The columns of a table told by level rules or painted bands: by seams between painted cells, else by its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parsers.formats.pdf.tables.bands import SIDE, Band, Line, Stripe, middle
from parsers.formats.pdf.tables.gaps_columns import find_column_edges
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.rivers import find_rivers

_NEXT = 1.6  # type sizes from one line of a header to the next, or to the rule below it
_BETWEEN = 0.8  # type sizes
_MOST = 5  # lines of a header without a rule above it


def read_edges(
    bands: Sequence[Band], stripes: Sequence[Stripe], lines: Sequence[Line], printed: Printed
) -> tuple[float, ...]:
    """Return the x positions of the columns' edges, the table's sides among them.

    `lines` are those of the page, in the order of their `middle`.
    """
    left, right = min(band.x0 for band in bands), max(band.x1 for band in bands)
    seams = find_seams(bands)
    if seams:
        return (left, *seams, right)
    head = find_head(stripes[0].top, lines, left - SIDE, right + SIDE)
    # A title across the columns has a line or two; more lines are a row's with text in one column only.
    parted = [(stripe.top, stripe.bottom) for stripe in stripes if stripe.has_columns or len(stripe.lines) > 2]
    if head:
        parted.append((middle(head[-1]) - head[-1][0].size, stripes[0].top))
    runs = [run for top, bottom in parted for run in printed.inside((left - SIDE, top, right + SIDE, bottom))]
    segments = [segment for stripe in stripes for line in stripe.lines for segment in line]
    segments += [segment for line in head for segment in line]
    return max(find_column_edges(segments, left, right), find_rivers(runs, left, right), key=len)


def find_seams(bands: Sequence[Band]) -> tuple[float, ...]:
    """Return where the cells of the row that has the most meet, if rows are painted or ruled cell by cell."""
    return max((band.seams for band in bands), key=len)


def find_head(y: float, lines: Sequence[Line], left: float, right: float) -> list[Line]:
    """Return the lines of what may be a header right above a rule, upward: those with text in several places.

    Cells set to the middle of their row leave lines between those of the others.
    """
    end = bisect_left(lines, y, key=middle)
    found: list[Line] = []
    count = 0
    for line in reversed(lines[max(0, end - _MOST) : end]):
        size = max(segment.size for segment in line)
        if y - middle(line) > _NEXT * size or line[0].x0 < left or line[-1].x1 > right:
            break
        found.append(line)
        # What is less than a line away belongs with the line below it, however little it is.
        if len(line) > 1 or (count and y - middle(line) < _BETWEEN * size):
            count = len(found)
        y = middle(line)
    return found[:count]
