"""In which order a page's lines are read: columns, side boxes, and what stands across them.

A gutter is a white strip with running text, or text on lines of its own, on both sides. Labels with their values,
list markers with their items and tables without rules have strips too, but their lines pair: they are read across.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import attrgetter

from normalise.records import Box
from parsers.formats.pdf.flow.gutters import FEWEST, Band, Item, Side, find_bands, flows_on
from parsers.formats.pdf.flow.lines import SAME_BASELINE, Line, ink_left, ink_right
from parsers.formats.pdf.page import Edge

# Sizes, and how many lines must show it: a narrow gutter is no wider than a blank in justified text.
_GUTTERS = ((0.8, FEWEST), (0.45, 8))
_MOST_GUTTERS = 8  # that are weighed at one time
_MOST_DEPTH = 8
_SHORT = 0.3  # of a column's longest line: so much wider the column may be
_FULL_LINES = 3  # that end at the right margin: so many show where it is
_CLOSE = 1.7  # sizes: lines of one paragraph are no further apart
_MARGIN = 0.16  # of the page's width: no margin is taken to be wider


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one column, top to bottom, or the place of an obstacle among them (then `lines` is empty).

    `obstacle` is an index into the obstacles given. `box` is the column that the lines may fill.
    """

    box: Box
    lines: tuple[Line, ...] = ()
    obstacle: int | None = None


def order_regions(
    lines: Sequence[Line],
    obstacles: Sequence[Box],
    page_width: float,
    rules: Sequence[Edge] = (),
    panels: Sequence[Box] = (),
) -> list[Region]:
    """Return the regions of a page in reading order; every line (or each of its parts) and obstacle is in one.

    `rules` go over the whole page: what stands above one is read before what stands below. What stands in one of the
    `panels` is a column of its own.
    """
    items = [_line_item(line) for line in lines]
    items += [Item(box[1], box[3], ((box[0], box[2]),), obstacle=index) for index, box in enumerate(obstacles)]
    items += [Item(rule.top, rule.bottom, ((rule.x0, rule.x1),)) for rule in rules]
    items.sort(key=lambda item: item.order)
    columns = list(_split(items, _MOST_DEPTH, panels=panels))
    if len(columns) == 1:
        [(column, _)] = columns
        return _regions(column, obstacles, _margins(column, page_width))
    return [
        region for column, right_end in columns for region in _regions(column, obstacles, _sides(column, right_end))
    ]


def _line_item(line: Line) -> Item:
    return Item(line.top, line.bottom, _segments(line), line=line)


def _segments(line: Line) -> tuple[tuple[float, float], ...]:
    """Return the stretches of a line that gaps part which are wide enough for a gutter."""
    least = _GUTTERS[-1][0] * line.size
    segments: list[tuple[float, float]] = []
    for run in line.runs:
        x0, x1 = ink_left(run), ink_right(run)
        if segments and x0 - segments[-1][1] < least:
            segments[-1] = segments[-1][0], max(x1, segments[-1][1])
        else:
            segments.append((x0, x1))
    return tuple(segments)


def _split(
    items: list[Item], depth: int, right_end: float = -inf, panels: Sequence[Box] = ()
) -> Iterator[tuple[list[Item], float]]:
    """Yield the columns of items in reading order, what stands across them as columns of their own.

    With each comes how far its lines might at least have gone: up to the gutter behind it.
    """
    bands = _panel_bands(items, panels) if depth and len(items) > 1 else []
    if not bands and depth and len(items) > 3:
        bands = _best_bands(items)
    if not bands:
        if items:
            yield items, right_end
        return
    position = 0
    for band in bands:
        yield from _split(items[position : band.start], depth - 1, right_end, panels)
        left, right = _cut(items[band.start : band.stop], band.x)
        columns = [(left, band.x - band.gutter), (right, right_end)]
        if band.stop < len(items) and flows_on(left, items[band.stop]):
            columns.reverse()  # a box beside running text, which goes on below it
        for column, end in columns:
            yield from _split(column, depth - 1, end, panels)
        position = band.stop
    yield from _split(items[position:], depth - 1, right_end, panels)


def _panel_bands(items: Sequence[Item], panels: Sequence[Box]) -> list[Band]:
    """Return the band of the first panel that has items beside it, parted at the panel's edge."""
    for left, top, right, bottom in panels:
        inside = [index for index, item in enumerate(items) if top < item.order < bottom]
        if not inside:
            continue
        start, stop = inside[0], inside[-1] + 1
        for x in (left, right):
            sides = [item.side(x, x) for item in items[start:stop]]
            has_both = Side.BOTH in sides or {Side.LEFT, Side.RIGHT} <= set(sides)
            if has_both and Side.ACROSS not in sides:
                start, stop = _with_paragraphs(items, start, stop, x, Side.LEFT if x == left else Side.RIGHT)
                return [Band(start, stop, x, _padding(items[start:stop], left, right) if x == right else 0.0, 0.0)]
    return []


def _with_paragraphs(items: Sequence[Item], start: int, stop: int, x: float, beside: Side) -> tuple[int, int]:
    """Return a panel's stretch with the lines above and below it that are of a paragraph beside it."""

    def goes_on(index: int, near: int) -> bool:
        close = _CLOSE * items[index].size
        return items[index].side(x, x) is beside and abs(items[index].order - items[near].order) < close

    while start > 0 and goes_on(start - 1, start):
        start -= 1
    while stop < len(items) and goes_on(stop, stop - 1):
        stop += 1
    return start, stop


def _padding(items: Sequence[Item], left: float, right: float) -> float:
    """Return how far from a panel's left edge its text begins: at the right it ends as far from the other."""
    begins = [begin for item in items for begin, end in item.segments if left <= begin and end <= right]
    return min(begins, default=left) - left


def _best_bands(items: list[Item]) -> list[Band]:
    """Return the bands of the first gutter in front of the x that most lines begin at; others are found inside them."""
    for x, size in _candidates(items):
        found = [find_bands(items, x, gutter * size, fewest) for gutter, fewest in _GUTTERS]
        bands = max(found, key=lambda bands: sum(band.weight for band in bands))
        if bands:
            return bands
    return []


def _candidates(items: Sequence[Item]) -> list[tuple[float, float]]:
    """Return where right columns may begin, most lines first, each with the usual size of type."""
    lefts: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for item in items:
        sizes[item.size] += item.line is not None
        for x0, _ in item.segments:
            lefts[round(x0)] += 1
    if not lefts or not sizes:
        return []
    usual = max(sizes, key=lambda size: (sizes[size], size))
    leftmost = min(lefts)
    counts = {x: lefts[x - 1] + count + lefts[x + 1] for x, count in lefts.items() if x > leftmost + 1}
    popular = sorted(
        (x for x, count in counts.items() if count >= FEWEST and lefts[x] >= max(lefts[x - 1], lefts[x + 1])),
        key=lambda x: (-counts[x], x),
    )
    return [(x, usual) for x in popular[:_MOST_GUTTERS]]


def _cut(items: Sequence[Item], x: float) -> tuple[list[Item], list[Item]]:
    left: list[Item] = []
    right: list[Item] = []
    for item in items:
        match item.side(x, x):
            case Side.LEFT:
                left.append(item)
            case Side.RIGHT:
                right.append(item)
            case _ if item.line is None:
                left.append(item)
            case _:
                parts = [_line_item(part) for part in item.line.cut([x])]
                left.extend(part for part in parts if part.segments[0][0] < x)
                right.extend(part for part in parts if part.segments[0][0] >= x)
    return left, right


@dataclass(slots=True)
class _Column:
    """Regions of one column as they are made."""

    x0: float
    x1: float
    regions: list[Region] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add_line(self, line: Line) -> None:
        """Add a line; if it stands beside the last one, they were apart only because of the columns beside them."""
        above = self.lines[-1] if self.lines else None
        if above is not None and line.baseline - above.baseline < SAME_BASELINE * min(line.size, above.size):
            self.lines[-1] = Line.of(sorted((*above.runs, *line.runs), key=attrgetter("xs")))
        else:
            self.lines.append(line)

    def end_lines(self) -> None:
        if self.lines:
            top, bottom = min(line.top for line in self.lines), max(line.bottom for line in self.lines)
            self.regions.append(Region((self.x0, top, self.x1, bottom), tuple(self.lines)))
            self.lines = []


def _regions(items: Sequence[Item], obstacles: Sequence[Box], sides: tuple[float, float]) -> list[Region]:
    """Return the lines of a column as regions that its obstacles part."""
    column = _Column(*sides)
    for item in items:
        if item.line is not None:
            column.add_line(item.line)
        elif item.obstacle is not None:
            column.end_lines()
            column.regions.append(Region(obstacles[item.obstacle], obstacle=item.obstacle))
    column.end_lines()
    return column.regions


def _sides(items: Sequence[Item], right_end: float = -inf) -> tuple[float, float]:
    """Return where a column begins and ends: up to the gutter behind it, if that is not far from its longest line."""
    x0, x1 = min(item.segments[0][0] for item in items), max(item.segments[-1][1] for item in items)
    return x0, max(x1, min(right_end, x1 + _SHORT * (x1 - x0)))


def _margins(items: Sequence[Item], page_width: float) -> tuple[float, float]:
    """Return the left and right margin of a page in one column: where few lines are full they mirror each other."""
    x0, x1 = _sides(items)
    full = sum(1 for item in items if item.line is not None and item.segments[-1][1] > x1 - 3 * item.size)
    left = min(x0, _MARGIN * page_width)
    return (x0, x1) if full >= _FULL_LINES else (left, max(x1, page_width - left))
