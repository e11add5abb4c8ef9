"""Borders that are painted as the area between two outlines, as web pages print them: nothing inside is painted.

The inside is left open where a path fills by the even-odd rule, or its two outlines wind contrary (ISO 32000-2,
8.5.3.3). Taken for painted areas, they would hide text of their own colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from normalise.records import Box

MAX_BORDER = 8.0  # points: how wide a border is; a wider side is painted area
_ROUNDED = 0.01  # points by which outlines that share a side may part
MIN_INSIDE = 12.0  # points: a bullet may be a mere ring

Point = tuple[float, float]


class Outline(NamedTuple):
    """One closed line: its bounds, and its points (of curves also those that bend them)."""

    box: Box
    points: Sequence[Point]


class Border(NamedTuple):
    """The positions of the two outlines among those given, and what is painted of each side: none of a curved one's.

    `areas` are the sides that are too wide for a border: a bar of colour along a box.
    """

    outside: int
    inside: int
    sides: tuple[Box, ...]
    areas: tuple[Box, ...] = ()


def find_borders(outlines: Sequence[Outline], *, is_even_odd: bool) -> Iterator[Border]:
    """Yield the borders among outlines painted together, each of two that follow one another."""
    for index, (one, other) in enumerate(pairwise(outlines)):
        for outside, inside, at in ((one, other, (index, index + 1)), (other, one, (index + 1, index))):
            if _is_around(outside.box, inside.box) and (
                is_even_odd or _winds_left(outside.points) != _winds_left(inside.points)
            ):
                strips = tuple(_strips(outside.box, inside.box))
                thin = tuple(strip for strip in strips if _width(strip) <= MAX_BORDER)
                yield Border(*at, thin, tuple(strip for strip in strips if strip not in thin))


def _is_around(outside: Box, inside: Box) -> bool:
    gaps = _gaps(outside, inside)
    is_large = min(inside[2] - inside[0], inside[3] - inside[1]) > MIN_INSIDE
    return is_large and min(gaps) >= -_ROUNDED and max(gaps) > _ROUNDED


def _width(strip: Box) -> float:
    return min(strip[2] - strip[0], strip[3] - strip[1])


def _gaps(outside: Box, inside: Box) -> Box:
    return inside[0] - outside[0], inside[1] - outside[1], outside[2] - inside[2], outside[3] - inside[3]


def _strips(outside: Box, inside: Box) -> Iterator[Box]:
    """Yield the areas between two boxes, a side each, where they part."""
    x0, y0, x1, y1 = outside
    left, low, right, high = _gaps(outside, inside)
    if left > _ROUNDED:
        yield x0, y0, x0 + left, y1
    if low > _ROUNDED:
        yield x0, y0, x1, y0 + low
    if right > _ROUNDED:
        yield x1 - right, y0, x1, y1
    if high > _ROUNDED:
        yield x0, y1 - high, x1, y1


def _winds_left(points: Sequence[Point]) -> bool:
    """Say whether an outline runs anticlockwise, where y grows upwards."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*points, points[0]))) > 0
