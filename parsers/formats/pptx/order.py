"""In which order the boxes of a slide are read: bands from the top down, columns from left to right, groups together.

The order of drawing says nothing of that. Boxes are parted where the widest clear strip runs between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from parsers.formats.pptx.places import Box

_OVERLAP = 0.08  # of a box's size: so much may reach into its neighbour's place
_SHORT = 30  # characters: what stands in front of a line, and is no column of its own


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with how much is printed in it, and the group that it is in."""

    box: Box
    characters: int = 0
    group: int | None = None
    group_box: Box | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is ordered: one box, or all boxes of a group."""

    box: Box
    members: tuple[int, ...]
    is_short: bool


def order_boxes(placed: Sequence[Placed]) -> list[int]:
    """Return the indices of the boxes in reading order."""
    groups: dict[int | None, list[int]] = {}
    for index, each in enumerate(placed):
        groups.setdefault(each.group, []).append(index)
    units = [_unit(placed, (index,)) for index in groups.pop(None, [])]
    units += [_unit(placed, tuple(members)) for members in groups.values()]
    ordered: list[int] = []
    for unit in _order(units):
        if len(unit.members) == 1:
            ordered += unit.members
        else:
            ordered += (unit.members[inner.members[0]] for inner in _order(_members(placed, unit)))
    return ordered


def _unit(placed: Sequence[Placed], members: tuple[int, ...]) -> _Unit:
    boxes = [placed[index].box for index in members]
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    box = Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
    return _Unit(box, members, sum(placed[index].characters for index in members) <= _SHORT)


def _members(placed: Sequence[Placed], unit: _Unit) -> list[_Unit]:
    return [
        _Unit(placed[index].box, (number,), placed[index].characters <= _SHORT)
        for number, index in enumerate(unit.members)
    ]


def _order(units: list[_Unit]) -> list[_Unit]:
    """Return units in reading order, parted at the clearest strip again and again."""
    ordered: list[_Unit] = []
    waiting = [units]
    while waiting:
        part = waiting.pop()
        if len(part) < 2:
            ordered += part
            continue
        halves = _part(part)
        if halves is None:
            ordered += sorted(part, key=lambda unit: (unit.box.top, unit.box.left))
        else:
            waiting += reversed(halves)
    return ordered


def _part(units: list[_Unit]) -> tuple[list[_Unit], list[_Unit]] | None:
    """Return the units above and below, or left and right of the clearest strip; None where none runs through."""
    across = _widest_gap(_shrunk(unit.box.top, unit.box.height) for unit in units)
    down = _widest_gap(_shrunk(unit.box.left, unit.box.width) for unit in units)
    if across is None and down is None:
        return None
    if down is not None:
        sides = _split(units, down[1], lambda unit: unit.box.middle[0])
        if across is None or (down[0] > across[0] and not _labels(*sides)):
            return sides
    assert across is not None
    return _split(units, across[1], lambda unit: unit.box.middle[1])


def _split(units: list[_Unit], at: float, position: Callable[[_Unit], float]) -> tuple[list[_Unit], list[_Unit]]:
    return [unit for unit in units if position(unit) < at], [unit for unit in units if position(unit) >= at]


def _labels(left: list[_Unit], right: list[_Unit]) -> bool:
    """Say whether what stands on the left is labels of what stands beside them, row by row."""
    if len(left) < 2 or not all(unit.is_short for unit in left):
        return False
    return all(any(_stand_beside(label.box, unit.box) for unit in right) for label in left)


def _stand_beside(one: Box, other: Box) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > min(one.height, other.height) / 2


def _shrunk(start: float, size: float) -> tuple[float, float]:
    return start + size * _OVERLAP, start + size * (1 - _OVERLAP)


def _widest_gap(spans: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the width and the middle of the widest strip that no span reaches into, or None."""
    best: tuple[float, float] | None = None
    end: float | None = None
    for start, stop in sorted(spans):
        if end is not None and start > end and (best is None or start - end > best[0]):
            best = (start - end, (start + end) / 2)
        end = stop if end is None else max(end, stop)
    return best
