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

TOLERANCE = 3.0  # points: for bringing onto one line, joining, and meeting
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
    for edge in edges:
        _, x0, top, x1, bottom, width = edge
        length = x1 - x0 if edge.horizontal else bottom - top
        if length < SHORTEST_PIECE:
            continue
        # A dot of a dotted line is as wide as it is long: its own shape does not tell which way the line runs.
        is_dot = length <= SHORTEST_RULE and width >= length / 2
        if edge.horizontal or is_dot:
            horizontal.append(Rule((top + bottom) / 2, *_stretch(x0, x1, width, is_dot and not edge.horizontal)))
        if not edge.horizontal or is_dot:
            vertical.append(Rule((x0 + x1) / 2, *_stretch(top, bottom, width, is_dot and edge.horizontal)))
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


def _stretch(start: float, end: float, width: float, is_across: bool) -> tuple[float, float]:
    return ((start + end - width) / 2, (start + end + width) / 2) if is_across else (start, end)


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
    return joined
