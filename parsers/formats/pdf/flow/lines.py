"""From text runs to printed lines: runs on one baseline, in reading order, with blanks where the gaps say so.

Which lines belong together, and what they are, is left to `columns.py` and `blocks.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from normalise.records import Box
from parsers.formats.pdf.page import Shown, TextRun
from parsers.words import NOWHERE, Place, Run, Style, Words


@dataclass(slots=True)
class Line:
    """Runs on one baseline, in reading order. Positions are in the frame of its runs' angle, `box` is on the page."""

    runs: tuple[TextRun, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float

    @classmethod
    def of(cls, runs: Iterable[TextRun]) -> Line:
        """Return the line that the runs make; they are on one baseline and in reading order."""
        runs = tuple(runs)
        main = max(runs, key=lambda run: run.size * len(run.text))
        return cls(
            runs,
            min(run.xs[0] for run in runs),
            max(run.xs[-1] for run in runs),
            min(run.top for run in runs),
            max(run.bottom for run in runs),
            main.baseline,
            main.size,
        )

    @property
    def angle(self) -> int:
        return self.runs[0].angle

    @property
    def box(self) -> Box:
        boxes = [run.box for run in self.runs]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def words(self, place: Place = NOWHERE) -> Words:
        """Return the line's words; `place` (page, table, row, cell) gets the box of each stretch."""
        return Words(tuple(Run(run.text + " ", replace(place, bbox=run.box), Style()) for run in self.runs)).fold()


def read_lines(runs: Sequence[TextRun]) -> list[Line]:
    """Return the lines of the shown runs, from top to bottom; those of turned runs behind the upright ones."""
    shown = sorted((run for run in runs if run.shown is Shown.SHOWN and run.text), key=attrgetter("angle", "baseline"))
    lines: list[list[TextRun]] = []
    for run in shown:
        if lines and abs(run.baseline - lines[-1][0].baseline) < 0.2 * run.size and run.angle == lines[-1][0].angle:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [Line.of(sorted(line, key=attrgetter("x0"))) for line in lines]
