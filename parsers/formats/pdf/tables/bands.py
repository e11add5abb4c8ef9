"""Stretches of a page between level rules or painted bands of one width: where rows may be without a vertical rule.

Whether such a stack is a table is left to `banded`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from normalise.records import Box
from parsers.formats.pdf.page import Edge
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule, cluster
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.gaps_segments import Segment

MAX_BANDS = 3_000  # of a page
SIDE = 4.0  # points that the ends of rules and bands of one table may differ by

_GUTTER = 5.0  # points
_JOINT = 1.5  # points between two pieces of one rule, or that they overlap by
_LITTLE, _NARROW = 0.1, 0.7  # of the width between a stack's sides
Line = list[Segment]


class Band(NamedTuple):
    """A painted row, or a rule (then `top` is `bottom`). `seams` are the x borders inside a row painted cell by cell.

    `table` is the number of the painted table that it is a row of, -1 where it is none.
    """

    top: float
    bottom: float
    x0: float
    x1: float
    seams: tuple[float, ...] = ()
    table: int = -1


@dataclass(slots=True)
class Stripe:
    """What is between two borders: `lines` of text, from the top, cut to the stack's width.

    `is_over` says that text runs out of that width, `is_narrow` that much of it is free on one side or both,
    `is_inset` that it is narrow and no title: those have a line or two, at the left or in the middle.
    """

    top: float
    bottom: float
    is_painted: bool
    lines: list[Line] = field(default_factory=list)
    is_over: bool = False
    is_narrow: bool = False
    is_inset: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def has_columns(self) -> bool:
        """Say whether some line has text on both sides of a wide gap, or all of them leave one free."""
        if any(len(line) > 1 for line in self.lines):
            return True
        spans = sorted((segment.x0, segment.x1) for line in self.lines for segment in line)
        reach = spans[0][1] if spans else 0.0
        for x0, x1 in spans:
            if x0 - reach > _GUTTER:
                return True
            reach = max(reach, x1)
        return False


def read_bands(
    horizontals: Iterable[Rule], boxes: Iterable[Box], tables: Sequence[FoundTable], edges: Sequence[Edge] = ()
) -> list[Band]:
    """Return a band for each rule, each painted box, and each row of the painted tables whose rows are all whole.

    `edges` are the page's, as they are drawn: a rule that is drawn cell by cell has seams.
    """
    rules = list(horizontals)
    seams = _find_seams(rules, edges)
    bands = [Band(at, at, start, end, seams.get((at, start, end), ())) for at, start, end in rules]
    bands += [Band(top, bottom, x0, x1) for x0, top, x1, bottom in boxes]
    for number, table in enumerate(tables):
        rows: dict[tuple[float, float], list[Box]] = {}
        for cell in table.cells:
            rows.setdefault((cell.box[1], cell.box[3]), []).append(cell.box)
        if len(rows) == table.row_count:
            bands += (_row_band(row, cells, number) for row, cells in rows.items())
    return sorted(bands) if len(bands) <= MAX_BANDS else []


def _find_seams(rules: Sequence[Rule], edges: Sequence[Edge]) -> dict[tuple[float, float, float], tuple[float, ...]]:
    """Return where the pieces of each rule meet, where those of another rule of its width do so at the same places."""
    pieces = sorted((edge.top, edge.x0, edge.x1) for edge in edges if edge.horizontal)
    if not rules or len(pieces) <= len(rules) or len(rules) > MAX_BANDS:
        return {}
    tops = [top for top, _, _ in pieces]
    found: dict[tuple[float, float, float], tuple[float, ...]] = {}
    for at, start, end in rules:
        near = pieces[bisect_left(tops, at - TOLERANCE) : bisect_right(tops, at + TOLERANCE)]
        own = sorted((x0, x1) for _, x0, x1 in near if start - 1 <= x0 and x1 <= end + 1)
        joints = [(left[1] + right[0]) / 2 for left, right in pairwise(own) if abs(right[0] - left[1]) < _JOINT]
        if len(own) > 1 and len(joints) == len(own) - 1:
            found[at, start, end] = tuple(joints)
    counts = Counter(_rounded(seams) for seams in found.values())
    return {rule: seams for rule, seams in found.items() if counts[_rounded(seams)] > 1}


def _rounded(seams: Sequence[float]) -> tuple[int, ...]:
    return tuple(round(x) for x in seams)


def stack(bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Yield the bands that begin and end at the same sides, from the top, where there are at least two."""
    for starts in _alike(bands, "x0"):
        for group in _alike(starts, "x1"):
            if len(group) > 1:
                yield sorted(group)


def cut_stripes(group: Sequence[Band], lines: Sequence[Line]) -> list[Stripe]:
    """Return the stripes between the borders of a stack, from the top, with those of the lines that stand in each.

    The lines are in the order of their `middle`.
    """
    left, right = min(band.x0 for band in group) - SIDE, max(band.x1 for band in group) + SIDE
    borders = [sum(near) / len(near) for near in cluster(sorted(y for band in group for y in band[:2]), TOLERANCE)]
    stripes = [Stripe(top, bottom, _is_painted(group, (top + bottom) / 2)) for top, bottom in pairwise(borders)]
    if not stripes:
        return []
    number = 0
    first = bisect_left(lines, borders[0], key=middle)
    for line in lines[first : bisect_left(lines, borders[-1], key=middle)]:
        while middle(line) > stripes[number].bottom:
            number += 1
        inside = [segment for segment in line if left < (segment.x0 + segment.x1) / 2 < right]
        stripes[number].is_over |= any(segment.x0 < left or segment.x1 > right for segment in inside)
        if inside:
            stripes[number].lines.append(inside)
    for stripe in stripes:
        _measure(stripe, left, right)
    return stripes


def _measure(stripe: Stripe, left: float, right: float) -> None:
    if stripe.lines:
        start, end = min(line[0].x0 for line in stripe.lines), max(line[-1].x1 for line in stripe.lines)
        width = right - left
        stripe.is_narrow = end - start < _NARROW * width
        is_centred = abs(start + end - left - right) < _LITTLE * width
        is_aside = start - left > _LITTLE * width and not is_centred
        stripe.is_inset = stripe.is_narrow and (is_aside or len(stripe.lines) > 2)


def middle(line: Line) -> float:
    """Return the height of the middle of a line's letters."""
    return line[0].baseline - 0.3 * line[0].size


def _alike(bands: Sequence[Band], side: str) -> Iterator[list[Band]]:
    ordered = sorted(bands, key=attrgetter(side))
    first = 0
    for group in cluster([getattr(band, side) for band in ordered], SIDE):
        yield ordered[first : first + len(group)]
        first += len(group)


def _row_band(row: tuple[float, float], cells: Sequence[Box], number: int) -> Band:
    lefts = sorted(box[0] for box in cells)
    return Band(*row, lefts[0], max(box[2] for box in cells), tuple(lefts[1:]), number)


def _is_painted(group: Sequence[Band], y: float) -> bool:
    return any(band.top < y < band.bottom for band in group)
