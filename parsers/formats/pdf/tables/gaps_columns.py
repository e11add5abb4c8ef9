"""Where the columns of a table part: stretches of x that no text of its lines enters.

Reading rows and headers is left to `gaps`; tables ruled by horizontal lines alone ask here for their columns too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from parsers.formats.pdf.tables.gaps_segments import Segment

Span = tuple[float, float]

MAX_COLUMNS = 60  # more make no table that a person reads
LEAST_GUTTER = 1.5  # points: a narrower stretch is no gutter
_FEW = 0.2  # of the lines may span columns
_MARKER = re.compile(r"[^\w\s]{1,2}|[oO§]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")


def find_column_edges(segments: Sequence[Segment], left: float, right: float) -> tuple[float, ...]:
    """Return the x positions of the columns of a table whose text is given, `left` and `right` among them.

    `segments` are those of the table's body and header lines, in any order (`gaps_segments.read_segments(runs)` makes
    them); `left` and `right` are the table's own sides in points. An edge lies in the middle of a gutter: a stretch no
    segment enters, apart from a few that span columns (a section's title). One column: `(left, right)`.
    """
    gutters = find_gutters(segments)
    gutters = without_marker_columns(segments, gutters)
    return (left, *((a + b) / 2 for a, b in gutters), right)


def find_gutters(segments: Sequence[Segment]) -> list[Span]:
    """Return the gutters between the columns of the segments, from the left, as (left, right) in points."""
    lines: dict[int, list[Segment]] = {}
    for segment in segments:
        lines.setdefault(segment.line, []).append(segment)
    parted = [line for line in lines.values() if len(line) > 1]
    single = [line[0] for line in lines.values() if len(line) == 1]
    gutters = _least_covered([segment for line in parted for segment in line], int(_FEW * len(parted) / 2))
    gutters = _supported(gutters, parted)
    # A line that is one stretch is either a cell's further line, inside its column, or it spans columns.
    return _narrowed(gutters, single, max(1, int(_FEW * len(lines))))


def _least_covered(segments: Sequence[Segment], most: int) -> list[Span]:
    """Return the stretches of x that at most so many segments cover, each cut to the widest that the fewest do."""
    events = sorted([(segment.x0, 1) for segment in segments] + [(segment.x1, -1) for segment in segments])
    found: list[Span] = []
    covered, best = 0, None
    begun = False
    for (x, step), (after, _) in pairwise(events):
        covered += step
        if covered > most:
            if best:
                found.append(best[1])
            begun, best = True, None
        elif begun and after - x >= LEAST_GUTTER and (best is None or (covered, x - after) < best[0]):
            best = (covered, x - after), (x, after)
    return found if len(found) <= MAX_COLUMNS else []


def _supported(gutters: list[Span], parted: Sequence[Sequence[Segment]]) -> list[Span]:
    """Return the gutters that lie in gaps of at least two lines (of one where there are no more)."""
    support = [0] * len(gutters)
    for line in parted:
        ordered = sorted(line, key=attrgetter("x0"))
        index = 0
        for left, right in pairwise(ordered):
            while index < len(gutters) and gutters[index][1] <= left.x1:
                index += 1
            while index < len(gutters) and gutters[index][1] <= right.x0 + 0.01:
                support[index] += gutters[index][0] >= left.x1 - 0.01
                index += 1
    least = min(2, len(parted))
    return [gutter for gutter, count in zip(gutters, support, strict=True) if count >= least]


def _narrowed(gutters: list[Span], single: Iterable[Segment], few: int) -> list[Span]:
    """Return the gutters narrowed by lines that are one stretch; those that more than a few lines cross are none."""
    single = list(single)
    kept = []
    for a, b in gutters:
        crossing = 0
        for segment in single:
            if segment.x0 <= a and segment.x1 >= b - LEAST_GUTTER:
                crossing += 1
            elif a < segment.x1 < b and segment.x0 < a:
                a = segment.x1
            elif a < segment.x0 < b and segment.x1 > b:
                b = segment.x0
            elif a <= segment.x0 and segment.x1 <= b:
                crossing += 1
        if crossing <= few and b - a >= LEAST_GUTTER:
            kept.append((a, b))
    return kept


def without_marker_columns(segments: Sequence[Segment], gutters: list[Span]) -> list[Span]:
    """Return the gutters without those that only part list markers from their items."""
    kept: list[Span] = []
    left = float("-inf")
    for a, b in gutters:
        texts = [segment.text for segment in segments if segment.x0 >= left and segment.x1 <= a + 0.01]
        if texts and all(map(is_marker, texts)):
            continue
        kept.append((a, b))
        left = b - 0.01
    return kept


def is_marker(text: str) -> bool:
    """Say whether a text is a list marker: a bullet, or a number or letter with its full stop or bracket."""
    return _MARKER.fullmatch(text.strip()) is not None
