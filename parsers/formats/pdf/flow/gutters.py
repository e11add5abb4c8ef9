"""Whether a white strip between lines is a gutter between two columns, and over which lines it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from statistics import median

from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.page import TextRun

_SLACK = 1.5  # points that lines of a column may begin left of the others
FEWEST = 3  # lines on each side
_RIVER = 6  # lines of a paragraph may have their blanks one above the other
_RIVER_WIDTH = 1.6  # sizes
_NARROW = 12  # sizes: a column is wider than that
_BOX = 7  # sizes: a box with lines of its own
_FULL = 0.6  # of a column's width is filled by running text, its last lines counted
_FULLER, _HALF_FULL = 0.7, 0.45
_CARD = 4  # sizes: a card under a head
_FEWEST_HEADED = 3  # lines, the head included
_RUNNING = 0.3  # of the lines of running text begin with a small letter, at least
_PAIRED = 0.4  # at most so many of the shorter side's lines stand beside a line where two boxes are independent
_SHARED = 2  # labels
_LABEL = 30  # characters
_DIGITS = re.compile(r"\d+")
_SOLID = 1.45  # sizes: lines of a paragraph are no further apart
_APART = 1.7  # line pitches: more is the space between paragraphs or more


class Side(Enum):
    LEFT = 1
    RIGHT = 2
    BOTH = 3
    ACROSS = 4


@dataclass(slots=True)
class Item:
    """A line, an obstacle, or a rule across the page (neither of the two), with the stretches of x that it covers."""

    top: float
    bottom: float
    segments: tuple[tuple[float, float], ...]
    line: Line | None = None
    obstacle: int | None = None

    @property
    def order(self) -> float:
        return self.line.baseline if self.line is not None else self.top

    @property
    def size(self) -> float:
        return self.line.size if self.line is not None else 0.0

    def side(self, x0: float, x1: float) -> Side:
        """Say on which side of a strip the item stands."""
        segments = self.segments
        if segments[-1][1] <= x0:
            return Side.LEFT
        if segments[0][0] >= x1:
            return Side.RIGHT
        if any(left < x1 and right > x0 for left, right in segments):
            return Side.ACROSS
        return Side.BOTH


@dataclass(frozen=True, slots=True)
class Band:
    """Items `start` to before `stop` that a `gutter` so wide left of `x` parts; `weight`: how much text it parts."""

    start: int
    stop: int
    x: float
    gutter: float
    weight: float


def find_bands(items: Sequence[Item], x: float, width: float, fewest: int = FEWEST) -> list[Band]:
    """Return the bands of items that a strip left of `x`, at least so wide, parts into columns of `fewest` lines."""
    x -= _SLACK
    sides = [item.side(x - width, x) for item in items]
    if not any(side in (Side.RIGHT, Side.BOTH) for side in sides):
        return []
    found = []
    for start, stop in _stretches(sides):
        part = sides[start:stop]
        both, right = part.count(Side.BOTH), part.count(Side.RIGHT)
        if both + right < fewest or len(part) - right < fewest:
            continue
        if (
            both == len(part) <= _RIVER
            and _is_river(items[start:stop], x)
            and (_adjoins(items, start) or _adjoins(items, stop))
        ):
            continue
        start, stop = _trim(items, sides, start, stop)
        if weight := _weigh(items[start:stop], sides[start:stop], x):
            found.append(Band(start, stop, x, width, weight))
    return found


def _is_river(items: Sequence[Item], x: float) -> bool:
    """Say whether the gaps of lines at an x are no wider than blanks."""
    gaps = []
    for item in items:
        left = max(end for _, end in item.segments if end <= x)
        gaps.append((min(begin for begin, _ in item.segments if begin >= x) - left) / (item.size or 10.0))
    return median(gaps) < _RIVER_WIDTH


def _adjoins(items: Sequence[Item], index: int) -> bool:
    """Say whether two lines, of which one stands across, are lines of one paragraph."""
    if not 0 < index < len(items):
        return False
    above, below = items[index - 1], items[index]
    return above.size == below.size > 0 and below.order - above.order < _SOLID * below.size


def _stretches(sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of items that do not stand across."""
    start = 0
    for index, side in enumerate([*sides, Side.ACROSS]):
        if side is Side.ACROSS:
            if index > start:
                yield start, index
            start = index + 1


def _trim(items: Sequence[Item], sides: Sequence[Side], start: int, stop: int) -> tuple[int, int]:
    """Return the stretch without what stands over or under both columns, though it ends before the gutter."""
    pitch = _pitch(items[start:stop], sides[start:stop])
    first = next((index for index in range(start, stop) if sides[index] is not Side.LEFT), stop)
    while first < stop - 1 and sides[first] is Side.RIGHT and _gap(items, first + 1) > _APART * pitch:
        first += 1  # a date or a page number at the right margin
    begin = first
    while begin > start and _gap(items, begin) <= _APART * pitch:
        begin -= 1
    if begin == start > 0 and begin < first and _gap(items, begin) <= _APART * pitch:
        begin = first  # the last line of a paragraph that stands across
    if stop < len(items):
        stop = _without_caption(items, begin, stop, pitch)
    last = next((index for index in range(stop - 1, start - 1, -1) if sides[index] is not Side.LEFT), start)
    return begin, _end(items, last, stop, pitch)


def _end(items: Sequence[Item], last: int, stop: int, pitch: float) -> int:
    """Return where columns end whose right one ends at `last`: what stands alone below may belong to what follows."""
    if stop == len(items):
        return stop
    end = stop
    while end - 1 > last and _is_heading(items[end - 1], items[last:stop]):
        end -= 1  # it stands over what follows
    if end < stop:
        return end
    if _gap(items, stop) <= _APART * pitch:
        return next((index for index in range(stop - 1, last, -1) if _gap(items, index) > _APART * pitch), stop)
    return stop


def _without_caption(items: Sequence[Item], start: int, stop: int, pitch: float) -> int:
    """Return where columns end if a line in the middle, apart from them, is the caption of what stands across below."""
    gap = next((index for index in range(stop - 1, start, -1) if _gap(items, index) > _APART * pitch), stop)
    return stop if gap < stop - 3 or _is_level(items, gap, stop) else gap


def _is_level(items: Sequence[Item], start: int, stop: int) -> bool:
    """Say whether any of some items begins where lines above them do, as lines of a column do and captions do not."""
    known = {round(left / 3) for item in items[:start] for left, _ in item.segments}
    return any({round(item.segments[0][0] / 3) + step for step in (-1, 0, 1)} & known for item in items[start:stop])


def _is_heading(item: Item, items: Sequence[Item]) -> bool:
    """Say whether an item is a line in bolder or larger type than most of the others."""
    if item.line is None:
        return False
    sizes = [other.size for other in items if other.line is not None]
    return item.line.is_bold() or item.size > 1.08 * median(sizes)


def flows_on(above: Sequence[Item], below: Item) -> bool:
    """Say whether the text of a column goes on in a line below that is as wide as the page: it ran beside a box."""
    if not above or above[-1].line is None or below.line is None:
        return False
    upper, lower = above[-1].line, below.line
    is_near = lower.baseline - upper.baseline <= _APART * 1.25 * lower.size and upper.size == lower.size
    is_level = abs(lower.x0 - upper.x0) < _SLACK
    return is_near and is_level and lower.text[:1].islower() and not upper.text.endswith((".", "!", "?", ":"))


def _pitch(items: Sequence[Item], sides: Sequence[Side]) -> float:
    """Return the usual distance of two lines of one column."""
    size = median(item.size for item in items if item.line is not None) if any(item.line for item in items) else 10.0
    left = [item.order for item, side in zip(items, sides, strict=True) if side is not Side.RIGHT and item.line]
    distances = sorted(lower - upper for upper, lower in pairwise(left) if size < lower - upper < 2.5 * size)
    return distances[len(distances) // 4] if distances else 1.25 * size


def _gap(items: Sequence[Item], index: int) -> float:
    """Return the distance between an item and the one above it."""
    return items[index].order - items[index - 1].order if index else 0.0


@dataclass(slots=True)
class _Flank:
    """What stands on one side of a strip: where its lines begin and end, and their first runs."""

    spans: list[tuple[float, float]] = field(default_factory=list)
    firsts: list[TextRun] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, span: tuple[float, float], item: Item) -> None:
        self.spans.append(span)
        if item.line is not None:
            self.lines.append(item.line)
            self.firsts.append(next((run for run in item.line.runs if run.xs[-1] > span[0]), item.line.runs[0]))

    @property
    def width(self) -> float:
        return max(x1 for _, x1 in self.spans) - min(x0 for x0, _ in self.spans)

    @property
    def fill(self) -> float:
        """Return how much of the column's width its lines fill."""
        return sum(x1 - x0 for x0, x1 in self.spans) / (len(self.spans) * self.width) if self.width else 0.0

    def labels(self) -> dict[str, set[int]]:
        """Return its bold lines and what stands in front of a colon, figures left out, and the heights they stand at.

        "Recommendation", "What we will do", "Lead".
        """
        found: dict[str, set[int]] = {}
        for line, (x0, x1) in zip(self.lines, self.spans, strict=False):
            own = [run for run in line.runs if x0 - _SLACK <= run.x0 and run.x1 <= x1 + _SLACK]
            label, colon, _ = "".join(run.text for run in own).partition(":")
            is_label = len(label) <= _LABEL if colon else all(run.font.is_bold for run in own)
            if is_label and (folded := _DIGITS.sub("", label).strip()):
                found.setdefault(folded, set()).add(round(line.baseline))
        return found

    def runs_on(self) -> bool:
        """Say whether its lines go on in the next ones as running text does, and labels and names do not."""
        return sum(run.text.lstrip()[:1].islower() for run in self.firsts) >= _RUNNING * len(self.spans)

    def is_headed(self) -> bool:
        """Say whether its first line, and no other, is bold."""
        return [run.font.is_bold for run in self.firsts[:_FEWEST_HEADED]] == [True, *[False] * (_FEWEST_HEADED - 1)]


def _weigh(items: Sequence[Item], sides: Sequence[Side], x: float) -> float:
    """Return how much text a strip parts into columns, 0 where what stands at its sides is no column."""
    left, right = _Flank(), _Flank()
    both = 0
    for item, side in zip(items, sides, strict=True):
        both += side is Side.BOTH
        if side is not Side.RIGHT:
            left.add((item.segments[0][0], max(end for begin, end in item.segments if begin < x)), item)
        if side is not Side.LEFT:
            right.add((min(begin for begin, _ in item.segments if begin >= x - 0.01), item.segments[-1][1]), item)
    fewer, more = sorted((len(left.spans), len(right.spans)))
    if fewer < FEWEST:
        return 0.0
    sizes = [item.size for item in items if item.line is not None]
    size = median(sizes) if sizes else 10.0
    return fewer + 0.01 * more if _are_columns(left, right, both / fewer, size) else 0.0


def _are_columns(left: _Flank, right: _Flank, paired: float, size: float) -> bool:
    narrower = min(left.width, right.width)
    if left.is_headed() and right.is_headed() and narrower > _CARD * size:
        return True  # cards side by side, or a table that nothing else shows to be one
    if narrower >= _BOX * size and _share_labels(left, right):
        return True
    if narrower < _BOX * size:
        return False
    less, more = sorted((left.fill, right.fill))
    if paired < _PAIRED or (less >= _HALF_FULL and left.runs_on() and right.runs_on()):
        return True
    return narrower >= _NARROW * size and (less >= _FULL or (less >= _HALF_FULL and more >= _FULLER))


def _share_labels(left: _Flank, right: _Flank) -> bool:
    """Say whether both sides print the same labels, one of them at other heights: cards, and no rows of a table."""
    own, others = left.labels(), right.labels()
    shared = own.keys() & others.keys()
    return len(shared) >= _SHARED and any(_are_apart(own[label], others[label]) for label in shared)


def _are_apart(heights: set[int], others: set[int]) -> bool:
    """Say whether no more than half of some heights are those of others."""
    return 2 * len(heights & others) <= min(len(heights), len(others))
