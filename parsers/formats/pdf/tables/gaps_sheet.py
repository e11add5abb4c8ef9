"""A page as the finder of tables without rules sees it: lines of segments, rules between, other tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Fill, Page
from parsers.formats.pdf.tables.gaps_segments import Lines, Segment, segments_of

MAX_BESIDE = 30  # tables that may stand beside one another
MAX_HEADERS_TRIED = 1_000  # lines of a page: no page that a person reads has as many
_NEXT = 1.75  # type sizes from one line's baseline to the next of the same paragraph; more is a gap
_RULED = 0.6  # of a width must be ruled
_DOT = 0.6  # type sizes: the widest bullet


@dataclass(slots=True)
class Sheet:
    """Lines from the top, each with its segments from the left; `runs` are the same lines' runs.

    `rules` are the horizontal rules by their height, `taken` the boxes of other tables by theirs. `tries`: how many
    more lines may be looked at closely for a header.
    """

    width: float
    height: float
    runs: Lines
    lines: list[list[Segment]]
    rules: list[Edge]
    taken: Sequence[Box]
    tries: int = MAX_HEADERS_TRIED

    @classmethod
    def of(cls, page: Page, runs: Lines, taken: Sequence[Box]) -> Sheet:
        """Return the sheet of a page whose lines are given."""
        runs = [line for line in runs if any(run.text.strip() for run in line)]
        lines = [segments_of(line, number) for number, line in enumerate(runs)]
        _add_drawn_bullets(lines, page.fills)
        rules = sorted((edge for edge in page.edges if edge.horizontal), key=lambda edge: edge.top)
        return cls(page.width, page.height, runs, lines, rules, sorted(taken, key=lambda box: box[1]))

    def distance(self, number: int) -> float:
        """Return how far a line stands below the one before, baseline to baseline."""
        return self.lines[number][0].baseline - self.lines[number - 1][0].baseline

    def is_next(self, number: int, most: float = _NEXT) -> bool:
        """Say whether a line stands close below the one before."""
        return self.distance(number) <= most * max(self.lines[number][0].size, self.lines[number - 1][0].size)

    def is_ruled_between(self, upper: int, lower: int, x0: float, x1: float) -> bool:
        """Say whether rules run between two lines over most of a width."""
        return any(reach >= _RULED * (x1 - x0) for reach in self._rules_between(upper, lower, x0, x1))

    def _rules_between(self, upper: int, lower: int, x0: float, x1: float) -> list[float]:
        """Return the length of the rules between two lines within a width, summed for each height."""
        above, below = self.lines[upper][0], self.lines[lower][0]
        low = below.baseline - 0.6 * below.size
        reach: dict[int, float] = {}
        first = bisect_left(self.rules, above.baseline, key=lambda edge: edge.top)
        for edge in islice(self.rules, first, None):
            if edge.top > low:
                break
            key = round(edge.top)
            reach[key] = reach.get(key, 0.0) + max(0.0, min(edge.x1, x1) - max(edge.x0, x0))
        return list(reach.values())

    def is_barred(self, upper: int, lower: int, x0: float, x1: float) -> bool:
        """Say whether another table stands between two lines."""
        top, bottom = self.lines[upper][0].baseline, self.lines[lower][0].baseline
        stop = bisect_left(self.taken, bottom, key=lambda box: box[1])
        near = self.taken[max(0, stop - MAX_BESIDE) : stop]
        return any(box[3] > top and box[0] < x1 and box[2] > x0 for box in near)


def _add_drawn_bullets(lines: Sequence[list[Segment]], fills: Iterable[Fill]) -> None:
    """Write a bullet before the text of segments that a small painted dot stands before (Chromium paints bullets)."""
    ys = [line[0].baseline for line in lines]
    for fill in fills:
        x0, top, x1, bottom = fill.box
        at = bisect_left(ys, bottom)
        if (
            at == len(lines)
            or max(x1 - x0, bottom - top) > _DOT * lines[at][0].size
            or top < ys[at] - lines[at][0].size
        ):
            continue
        for index, segment in enumerate(lines[at]):
            if 0 < segment.x0 - x1 < 2 * segment.size:
                lines[at][index] = segment._replace(text=f"• {segment.text}")
