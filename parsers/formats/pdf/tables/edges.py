"""From the ruling edges of a page to straight rules: near ones brought onto one line, touching ones joined.

The tolerances are pdfplumber's, so that a closed ruled table comes out as it does there. What the rules enclose is left
to `grid`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from normalise.records import Box
from parsers.formats.pdf.page import Edge
from parsers.formats.pdf.tables.dots import Dot, find_dotted

TOLERANCE = 3.0  # points: for bringing onto one line, joining, and meeting
_DASH, _DASH_GAP, _DASHES = 15.0, 9.0, 5  # points a dash is long at most, and a gap; as many make a line
SHORTEST_PIECE, SHORTEST_RULE = 1.0, 3.0  # points, before and after joining


class Rule(NamedTuple):
    """A straight line at a position (y of a horizontal, x of a vertical), from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """All rules of a page, or of a part of it, sorted by position and start."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def read_rules(edges: Iterable[Edge], boxes: Iterable[Box] = (), tolerance: float = TOLERANCE) -> Rules:
    """Return the rules that the edges and the four sides of each box make."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    dots: list[Dot] = []
    for is_horizontal, x0, top, x1, bottom, width in edges:
        length = x1 - x0 if is_horizontal else bottom - top
        if length <= SHORTEST_RULE and width >= length / 2:
            dots.append(((x0 + x1) / 2, (top + bottom) / 2, max(length, width)))
        elif length >= SHORTEST_PIECE and is_horizontal:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif length >= SHORTEST_PIECE:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
    level, upright = find_dotted(dots)
    horizontal += (Rule(*line) for line in level)
    vertical += (Rule(*line) for line in upright)
    for x0, top, x1, bottom in boxes:
        horizontal += (Rule(top, x0, x1), Rule(bottom, x0, x1))
        vertical += (Rule(x0, top, bottom), Rule(x1, top, bottom))
    return Rules(_merge(horizontal, tolerance), _merge(vertical, tolerance))


def cluster(values: Sequence[float], tolerance: float) -> list[list[float]]:
    """Return the sorted values in groups: neighbours in a group are at most the tolerance apart."""
    groups: list[list[float]] = [list(values[:1])] if values else []
    for before, value in pairwise(values):
        if value - before > tolerance:
            groups.append([])
        groups[-1].append(value)
    return groups


def _merge(rules: list[Rule], tolerance: float) -> tuple[Rule, ...]:
    rules.sort()
    merged: list[Rule] = []
    first = 0
    for group in cluster([rule.at for rule in rules], tolerance):
        last = first + len(group)
        at = sum(group) / len(group)
        merged += (rule for rule in _join(at, rules[first:last], tolerance) if rule.end - rule.start >= SHORTEST_RULE)
        first = last
    return tuple(merged)


def _join(at: float, rules: list[Rule], tolerance: float) -> list[Rule]:
    joined: list[Rule] = []
    stretches = sorted(((rule.start, rule.end) for rule in rules), key=itemgetter(0))
    start, end = stretches[0]
    for next_start, next_end in stretches[1:]:
        if next_start <= end + tolerance:
            end = max(end, next_end)
        else:
            joined.append(Rule(at, start, end))
            start, end = next_start, next_end
    joined.append(Rule(at, start, end))
    return _join_dashes(joined) if len(joined) >= _DASHES else joined


def _join_dashes(rules: list[Rule]) -> list[Rule]:
    """Return the rules of one line with dashed ones made whole: short pieces that follow each other closely."""
    joined: list[Rule] = []
    dashes: list[Rule] = []
    for rule in rules:
        is_dash = rule.end - rule.start <= _DASH
        if not (is_dash and dashes and rule.start - dashes[-1].end <= _DASH_GAP):
            joined += _made_whole(dashes)
            dashes = []
        (dashes if is_dash else joined).append(rule)
    return [*joined, *_made_whole(dashes)]


def _made_whole(dashes: list[Rule]) -> list[Rule]:
    return [Rule(dashes[0].at, dashes[0].start, dashes[-1].end)] if len(dashes) >= _DASHES else dashes
