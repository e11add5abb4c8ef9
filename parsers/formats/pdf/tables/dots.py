"""Lines made of dots: a dot's own shape does not tell which way its line runs, its neighbours do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

_GAP = 3.0  # times a dot's size from one dot's middle to the next
_LEVEL = 0.6  # points that dots of one line lie off it
_LEAST = 4  # dots make a line

Dot = tuple[float, float, float]  # x and y of its middle, and its size
Stretch = tuple[float, float, float]  # a line's position, its start and its end


def find_dotted(dots: Iterable[Dot]) -> tuple[list[Stretch], list[Stretch]]:
    """Return the level and the upright lines that dots make, each with position, start and end in points."""
    dots = list(dots)
    return list(_lines(dots, 0)), list(_lines(dots, 1))


def _lines(dots: Sequence[Dot], axis: int) -> Iterator[Stretch]:
    """Yield the lines that dots make along an axis: 0 is across, 1 is down."""
    if len(dots) < _LEAST:
        return
    ordered = sorted(dots, key=itemgetter(1 - axis))
    level: list[Dot] = [ordered[0]]
    for before, dot in pairwise(ordered):
        if dot[1 - axis] - before[1 - axis] > _LEVEL:
            yield from _chains(level, axis)
            level = []
        level.append(dot)
    yield from _chains(level, axis)


def _chains(dots: Sequence[Dot], axis: int) -> Iterator[Stretch]:
    ordered = sorted(dots, key=itemgetter(axis))
    chain: list[Dot] = [ordered[0]]
    for before, dot in pairwise(ordered):
        if dot[axis] - before[axis] > _GAP * max(dot[2], 1.0):
            yield from _line(chain, axis)
            chain = []
        chain.append(dot)
    yield from _line(chain, axis)


def _line(chain: Sequence[Dot], axis: int) -> Iterator[Stretch]:
    if len(chain) >= _LEAST:
        half = chain[0][2] / 2
        at = sum(dot[1 - axis] for dot in chain) / len(chain)
        yield at, chain[0][axis] - half, chain[-1][axis] + half
