"""Tables whose cells are boxes with space between them, each drawn or painted by itself, level in rows and columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.edges import TOLERANCE, read_rules
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.ruled import find_ruled_tables

SPACING = 12.0  # points at most between the boxes of one table
MAX_BOXES = 2_000  # of a page


def find_spaced_tables(page: Page, boxes: Sequence[Box], printed: Printed) -> list[FoundTable]:
    """Return the tables that boxes make which stand level, side by side and one above the other, at least two by two.

    Text boxes side by side alone are none.
    """
    if not 4 <= len(boxes) <= MAX_BOXES:
        return []
    tables: list[FoundTable] = []
    for group, gap in _groups(boxes):
        if len(group) < 4 or min(min(box[2] - box[0], box[3] - box[1]) for box in group) <= 2 * gap:
            continue
        # Brought together by as much as they are apart, they are cells like any others.
        found = find_ruled_tables(page, read_rules((), group, gap + 0.5), printed, gap + 0.5).tables
        tables += (table for table in found if table.row_count > 1 and table.column_count > 1)
    return tables


def _groups(boxes: Sequence[Box]) -> Iterator[tuple[list[Box], float]]:
    """Yield the boxes that are neighbours of each other, and the widest gap between neighbours."""
    parents = list(range(len(boxes)))
    gaps: defaultdict[int, float] = defaultdict(float)

    def find(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for one, other, gap in (*_neighbours(boxes, 0), *_neighbours(boxes, 1)):
        low, high = sorted((find(one), find(other)))
        parents[high] = low
        gaps[low] = max(gaps[low], gaps[high], gap)
    groups: defaultdict[int, list[Box]] = defaultdict(list)
    for number, box in enumerate(boxes):
        groups[find(number)].append(box)
    for number, group in groups.items():
        yield group, max(gaps[number], TOLERANCE)


def _neighbours(boxes: Sequence[Box], axis: int) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers of boxes that stand level and next to each other along an axis, and the gap between them."""
    level: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    across = 1 - axis
    for number, box in enumerate(boxes):
        level[_rounded(box[across]), _rounded(box[across + 2])].append(number)
    for numbers in _near(level):
        numbers.sort(key=lambda number: boxes[number][axis])
        for one, other in pairwise(numbers):
            gap = boxes[other][axis] - boxes[one][axis + 2]
            if -TOLERANCE <= gap <= SPACING:
                yield one, other, gap


def _rounded(value: float) -> int:
    return round(value / TOLERANCE)


def _near(level: dict[tuple[int, int], list[int]]) -> Iterable[list[int]]:
    """Yield the boxes of each pair of sides, with those a rounding away."""
    for one, other in level:
        near = [level.get((one + a, other + b), ()) for a in (0, 1) for b in (-1, 0, 1) if (a, b) != (0, -1)]
        yield [number for numbers in near for number in numbers]
