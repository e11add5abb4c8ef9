"""Where the lines of a cell stand on its page, and how much room they leave: a cut cell leaves none.

All measures are in points, or in lines of the cell's own pitch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from normalise.records import Box
from parsers.document import Cell

# A line with the white above it, in heights of its box, where a single line tells no pitch.
LINE_HEIGHTS = 1.2
_FIRST_WORD = re.compile(r"[ \t\n]*(?P<word>[^ \t\n-]+-?(?: /)?)")


@dataclass(frozen=True, slots=True)
class PrintedLines:
    """The lines of a cell on one page: their boxes from top to bottom, and from each to the next so many points."""

    cell: Box
    boxes: tuple[Box, ...]
    pitch: float

    @property
    def room(self) -> float:
        """Return how many lines more the cell has room for below its last; negative where it is overfull."""
        return (self.cell[3] - self.boxes[-1][3]) / self.pitch

    @property
    def is_high(self) -> bool:
        """Say whether the text begins at the cell's top: else it is centred or stands at its foot."""
        above = (self.boxes[0][1] - self.cell[1]) / self.pitch
        return above <= max(1.5, self.room / 3)

    def room_beside(self) -> float:
        """Return how many points are free behind the last line; the margins are taken to be alike on both sides."""
        last = self.boxes[-1]
        margin = max(0.0, min(box[0] for box in self.boxes) - self.cell[0])
        is_centred = last[0] - self.cell[0] > 2 * margin + self.pitch
        return self.cell[2] - margin - last[2] + (last[0] - self.cell[0] - margin if is_centred else 0.0)


def read_printed_lines(cell: Cell | None) -> PrintedLines | None:
    """Return where the lines of a cell stand on the page that its own place names, or None where nothing tells."""
    if cell is None or cell.place.bbox is None:
        return None
    boxes = sorted(
        (run.place.bbox for block in cell.iter_blocks() for run in block.words.runs
         if run.place.bbox and run.text.strip() and run.place.page == cell.place.page),
        key=lambda box: (box[1], box[0]),
    )  # fmt: skip
    lines = _join_lines(boxes)
    return PrintedLines(cell.place.bbox, lines, _pitch(lines)) if lines else None


def first_word_width(below: Cell) -> float:
    """Return the width of the first word of a cell in points, as wide as its first line makes a character on average.

    A stroke between blanks belongs to the word: no line is broken in front of one.
    """
    for block in below.iter_blocks():
        for run in block.words.runs:
            word = _FIRST_WORD.match(run.text)
            if word and run.place.bbox:
                box = run.place.bbox
                return (box[2] - box[0]) / len(run.text.strip()) * len(word["word"])
    return 0.0


def _join_lines(boxes: Sequence[Box]) -> tuple[Box, ...]:
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last and (box[1] + box[3]) / 2 < last[3]:
            lines[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
    return tuple(lines)


def _pitch(lines: Sequence[Box]) -> float:
    steps = [below[3] - above[3] for above, below in pairwise(lines)]
    return median(steps) if steps else max(1.0, (lines[0][3] - lines[0][1]) * LINE_HEIGHTS)
