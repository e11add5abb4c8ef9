"""Where text is printed on a page: what the finder asks to tell a table's cells from empty space."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from normalise.records import Box
from parsers.formats.pdf.page import Shown, TextRun

Point = tuple[float, float]


class Spot(NamedTuple):
    """A run by the point that it is looked up with: the middle of its letters; of a turned run, of its box."""

    y: float
    x: float
    run: TextRun


def spot_of(run: TextRun) -> Spot:
    """Return the run with its point on the page."""
    x0, top, x1, bottom = run.box
    # Letters may hang over the rule below them, and a font's own box is often higher than its letters.
    return Spot(run.baseline - 0.3 * run.size if run.angle == 0 else (top + bottom) / 2, (x0 + x1) / 2, run)


class Printed:
    """The runs of a page that a reader sees (or that stand under its scan), to be looked up by place."""

    def __init__(self, runs: Iterable[TextRun]) -> None:
        shown = (run for run in runs if run.shown is Shown.SHOWN or run.shown is Shown.INVISIBLE)
        seen = [run for run in shown if run.text.strip()]
        self.spots = sorted(map(spot_of, seen), key=itemgetter(0))
        self._ys = [spot.y for spot in self.spots]

    def between(self, top: float, bottom: float) -> list[Spot]:
        """Return the runs whose points lie in a band of the page, from the top."""
        return self.spots[bisect_left(self._ys, top) : bisect_right(self._ys, bottom)]

    def inside(self, box: Box) -> list[TextRun]:
        """Return the runs whose points lie in the box, from the top."""
        left, top, right, bottom = box
        return [spot.run for spot in self.between(top, bottom) if left <= spot.x <= right]

    def any_inside(self, box: Box) -> bool:
        """Say whether anything is printed in the box."""
        left, top, right, bottom = box
        start = bisect_left(self._ys, top)
        return any(left <= spot.x <= right for spot in self.spots[start : bisect_right(self._ys, bottom)])
