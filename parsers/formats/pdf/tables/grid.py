"""What rules enclose: the regions of the grid that rules which meet each other make.

A region is a rectangle that no rule crosses. Whether one with an open side is a cell is left to `open_borders`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import NamedTuple

from normalise.records import Box
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule, Rules, cluster

MAX_POINTS = 200_000  # of one page's grid, whether rules cross there or not: A4 full of rules has 56,000

MAX_RAGGED = 100  # areas of one grid that are looked at for tables inside them

LEFT, TOP, RIGHT, BOTTOM = 1, 2, 4, 8


class Region(NamedTuple):
    """A rectangle of the grid by its lines' numbers. `open_sides` are not ruled.

    `part_of`: the number of the ragged area that it is a part of, from 1; 0 where it is whole.
    """

    left: int
    top: int
    right: int
    bottom: int
    open_sides: int = 0
    part_of: int = 0


@dataclass(slots=True)
class Grid:
    """Lines and what is ruled on them: of the y line n bit c of `across[n]` says that column c is ruled there.

    `down` says the same of the x lines and the rows.
    """

    xs: list[float]
    ys: list[float]
    across: list[int]
    down: list[int]

    def box(self, region: Region) -> Box:
        """Return the region's box on the page."""
        return self.xs[region.left], self.ys[region.top], self.xs[region.right], self.ys[region.bottom]


def connect(rules: Rules, tolerance: float = TOLERANCE) -> list[Rules]:
    """Return the rules in groups that hang together, each with rules both ways; none where there are too many."""
    rows = _by_line(rules.horizontal)
    if len(rows) * len({rule.at for rule in rules.vertical}) > MAX_POINTS:
        return []
    parents = list(range(len(rules.horizontal) + len(rules.vertical)))
    ys = list(rows)
    for number, (x, start, end) in enumerate(rules.vertical, len(rules.horizontal)):
        for y in ys[bisect_left(ys, start - tolerance) : bisect_right(ys, end + tolerance)]:
            first, starts = rows[y]
            place = bisect_right(starts, x + tolerance)
            for other in range(first + max(0, place - 2), first + place):
                if rules.horizontal[other].end >= x - tolerance:
                    _unite(parents, other, number)
    return _groups(rules, parents)


def read_grid(rules: Rules, tolerance: float = TOLERANCE) -> Grid:
    """Return the grid of rules that hang together.

    Where rules stick out beyond the last rule across them, and agree how far, the grid has a line at their ends.
    """
    xs = _lines(rules.vertical, rules.horizontal, tolerance)
    ys = _lines(rules.horizontal, rules.vertical, tolerance)
    return Grid(xs, ys, _ruled(ys, rules.horizontal, xs, tolerance), _ruled(xs, rules.vertical, ys, tolerance))


def find_regions(grid: Grid) -> list[Region]:
    """Return the regions, none overlapping, by row. What is ragged and open to the outside is no region."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    seen = [0] * rows
    ragged = count(1)
    regions: list[Region] = []
    for row in range(rows):
        for column in range(columns):
            if seen[row] >> column & 1:
                continue
            region = _rectangle(grid, row, column)
            if region is None:
                regions += _ragged(grid, _flood(grid, row, column, seen), ragged)
                continue
            regions.append(region)
            mask = _bits(region.left, region.right)
            for number in range(region.top, region.bottom):
                seen[number] |= mask
    return [_opened(grid, region) for region in regions]


def part_nested(grid: Grid, regions: Sequence[Region]) -> list[list[Region]]:
    """Return the regions of the grid's own table, and those of each table that touches the cell it stands in.

    A ragged area around other regions is such a cell, made whole, where no line inside it goes on outside.
    """
    parts: defaultdict[int, list[Region]] = defaultdict(list)
    for region in regions:
        if region.part_of:
            parts[region.part_of].append(region)
    layers = [list(regions)]
    for ragged in islice(parts.values(), MAX_RAGGED):
        cell = Region(
            min(part.left for part in ragged),
            min(part.top for part in ragged),
            max(part.right for part in ragged),
            max(part.bottom for part in ragged),
        )
        if not _is_closed_in(grid, cell):
            continue
        inside = [region for region in layers[0] if _is_inside(region, cell) and region not in ragged]
        if len(inside) < 2:
            continue
        gone = {*inside, *ragged}
        layers[0] = [*(region for region in layers[0] if region not in gone), cell]
        layers.append(inside)
    return layers


def _by_line(rules: Sequence[Rule]) -> dict[float, tuple[int, list[float]]]:
    """Return for each position the number of its first rule and where its rules start."""
    lines: dict[float, tuple[int, list[float]]] = {}
    for number, rule in enumerate(rules):
        if rule.at not in lines:
            lines[rule.at] = (number, [])
        lines[rule.at][1].append(rule.start)
    return lines


def _find(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _unite(parents: list[int], one: int, other: int) -> None:
    one, other = _find(parents, one), _find(parents, other)
    if one != other:
        parents[max(one, other)] = min(one, other)


def _groups(rules: Rules, parents: list[int]) -> list[Rules]:
    groups: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number in range(len(parents)):
        is_vertical = number >= len(rules.horizontal)
        rule = rules.vertical[number - len(rules.horizontal)] if is_vertical else rules.horizontal[number]
        groups[_find(parents, number)][is_vertical].append(rule)
    return [Rules(tuple(across), tuple(down)) for across, down in groups.values() if across and down]


def _lines(rules: Sequence[Rule], crossing: Sequence[Rule], tolerance: float) -> list[float]:
    lines = sorted({rule.at for rule in rules})
    before = _agreed([rule.start for rule in crossing if rule.start < lines[0] - tolerance], len(crossing), tolerance)
    after = _agreed([-rule.end for rule in crossing if rule.end > lines[-1] + tolerance], len(crossing), tolerance)
    return [*before, *lines, *(-end for end in after)]


def _agreed(ends: list[float], count: int, tolerance: float) -> list[float]:
    """Return the outermost of the ends that most rules have; none where a single one of several sticks out."""
    groups = cluster(sorted(ends), tolerance)
    most = max(groups, key=len, default=[])
    return most[:1] if len(most) >= min(2, count) else []


def _ruled(lines: list[float], rules: Sequence[Rule], stops: list[float], tolerance: float) -> list[int]:
    ruled = dict.fromkeys(lines, 0)
    for at, start, end in rules:
        ruled[at] |= _bits(bisect_left(stops, start - tolerance), bisect_right(stops, end + tolerance) - 1)
    return list(ruled.values())


def _bits(start: int, end: int) -> int:
    return ((1 << (end - start)) - 1) << start if end > start else 0


def _rectangle(grid: Grid, row: int, column: int) -> Region | None:
    """Return the rectangle that begins here, or None where a rule ends inside it or it is ragged."""
    down, across = grid.down, grid.across
    right, last_column = column + 1, len(grid.xs) - 1
    while right < last_column and not down[right] >> row & 1:
        right += 1
    wide = _bits(column, right)
    bottom, last_row = row + 1, len(grid.ys) - 1
    while bottom < last_row and not across[bottom] & wide:
        bottom += 1
    high = _bits(row, bottom)
    is_closed = (
        (column == 0 or down[column] & high == high)
        and (right == last_column or down[right] & high == high)
        and (row == 0 or across[row] & wide == wide)
        and (bottom == last_row or across[bottom] & wide == wide)
    )
    if not is_closed or any(down[line] & high for line in range(column + 1, right)):
        return None
    return Region(column, row, right, bottom)


def _flood(grid: Grid, row: int, column: int, seen: list[int]) -> dict[int, int]:
    """Return all that is reached from here without crossing a rule: for each row the bits of its columns."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    seen[row] |= 1 << column
    reached: defaultdict[int, int] = defaultdict(int)
    waiting = [(row, column)]
    while waiting:
        row, column = waiting.pop()
        reached[row] |= 1 << column
        for is_ruled, to_row, to_column in (
            (column == 0 or grid.down[column] >> row & 1, row, column - 1),
            (column + 1 == columns or grid.down[column + 1] >> row & 1, row, column + 1),
            (row == 0 or grid.across[row] >> column & 1, row - 1, column),
            (row + 1 == rows or grid.across[row + 1] >> column & 1, row + 1, column),
        ):
            if not is_ruled and not seen[to_row] >> to_column & 1:
                seen[to_row] |= 1 << to_column
                waiting.append((to_row, to_column))
    return reached


def _ragged(grid: Grid, reached: dict[int, int], numbers: Iterator[int]) -> Iterator[Region]:
    """Yield one region where the rows reached make a rectangle; else rectangles, or none where one is open outside."""
    rectangles = list(_cut(reached))
    if len(rectangles) == 1:
        yield rectangles[0]
    elif not any(_opened(grid, region).open_sides for region in rectangles):
        number = next(numbers)
        for region in rectangles:
            yield region._replace(part_of=number)


def _cut(reached: dict[int, int]) -> Iterator[Region]:
    """Yield the stretches of columns of each row; those that go on in the row below as they are make one region."""
    growing: dict[tuple[int, int], int] = {}
    for row in range(min(reached), max(reached) + 2):
        stretches = set(_stretches(reached.get(row, 0)))
        for stretch in [stretch for stretch in growing if stretch not in stretches]:
            yield Region(stretch[0], growing.pop(stretch), stretch[1], row)
        for stretch in sorted(stretches - growing.keys()):
            growing[stretch] = row


def _stretches(bits: int) -> Iterator[tuple[int, int]]:
    start = 0
    while bits >> start:
        rest = bits >> start
        start += (rest & -rest).bit_length() - 1
        rest = bits >> start
        end = start + (~rest & (rest + 1)).bit_length() - 1
        yield start, end
        start = end


def _is_closed_in(grid: Grid, cell: Region) -> bool:
    """Say whether a rectangle is ruled all round, and the lines inside it nowhere else."""
    left, top, right, bottom = cell[:4]
    wide, high = _bits(left, right), _bits(top, bottom)
    return (
        all(grid.down[line] & high == high for line in (left, right))
        and all(grid.across[line] & wide == wide for line in (top, bottom))
        and not any(grid.down[line] & ~high for line in range(left + 1, right))
        and not any(grid.across[line] & ~wide for line in range(top + 1, bottom))
    )


def _is_inside(region: Region, cell: Region) -> bool:
    return (
        cell.left <= region.left
        and cell.top <= region.top
        and region.right <= cell.right
        and region.bottom <= cell.bottom
    )


def _opened(grid: Grid, region: Region) -> Region:
    """Return the region with its open sides: only those at the grid's own sides can be."""
    left, top, right, bottom = region[:4]
    wide, high = _bits(left, right), _bits(top, bottom)
    sides = 0
    if left == 0 and grid.down[0] & high != high:
        sides |= LEFT
    if top == 0 and grid.across[0] & wide != wide:
        sides |= TOP
    if right == len(grid.xs) - 1 and grid.down[-1] & high != high:
        sides |= RIGHT
    if bottom == len(grid.ys) - 1 and grid.across[-1] & wide != wide:
        sides |= BOTTOM
    return region._replace(open_sides=sides) if sides else region
