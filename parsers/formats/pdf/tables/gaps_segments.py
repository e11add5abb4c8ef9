"""From text runs to segments: what one column prints on one line, parted from its neighbours by wide gaps.

A table without rules or fills is known by its gaps alone, so segments are what its finder works with. Which gaps make
columns is left to `gaps_columns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from normalise.records import Box
from parsers.formats.pdf.page import Shown, TextRun

WIDE = 0.65  # type sizes: more than two blanks of a text font; blanks of justified text are rarely wider
_SAME_LINE = 0.3  # type sizes; a list and a paragraph beside it may be set that far apart
_BLANKS = re.compile(r"\s{2,}|\t")  # columns that a report generator sets with blanks
_INDENT = 2.0  # type sizes from a bullet to its item
_PADDING = 6.0  # points from a cell's border to its text
_MARKER = 3  # characters: what stands in front of a wide gap may be no more than a list marker


class Segment(NamedTuple):
    """Text of one line between two wide gaps: all of a cell's line, or the whole line where no gap is wide.

    `line` numbers the lines from the top, from 0. Everything is in points from the page's upper left corner;
    `first_word` is the width of the first word, `is_bold` says that all of it is bold.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    text: str
    size: float
    is_bold: bool
    colour: str | None
    line: int
    first_word: float


Lines = list[list[TextRun]]


def read_segments(
    runs: Iterable[TextRun], taken: Sequence[Box] = (), seams: Sequence[float] = ()
) -> list[list[Segment]]:
    """Return the segments of each line of the upright, shown runs outside the boxes taken, lines from the top.

    A run that begins at one of the `seams`, where cells are known to begin, begins a segment however narrow the gap is.
    """
    lines = group_lines(runs, taken)
    return [segments_of(line, number, seams) for number, line in enumerate(lines)]


def group_lines(runs: Iterable[TextRun], taken: Sequence[Box] = ()) -> Lines:
    """Return the upright, shown runs outside the boxes taken by baseline from the top, each line from the left."""
    shown = [run for run in runs if not run.angle and run.shown is Shown.SHOWN and not run.artifact]
    shown.sort(key=attrgetter("baseline"))
    if taken:
        shown = _outside(shown, taken)
    lines: Lines = []
    for run in shown:
        if lines and run.baseline - lines[-1][0].baseline < _SAME_LINE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=attrgetter("x0"))
    return lines


def count_gaps(lines: Lines) -> int:
    """Return how many lines have a wide gap that does not merely part a list marker from its item."""
    return sum(map(_has_gap, lines))


def _has_gap(line: list[TextRun]) -> bool:
    if any("  " in run.text and _BLANKS.search(run.text.strip()) for run in line):
        return True
    return any(
        right.x0 - left.x1 > WIDE * left.size and (index or len(left.text.strip()) > _MARKER)
        for index, (left, right) in enumerate(pairwise(line))
    )


def _outside(runs: list[TextRun], taken: Sequence[Box]) -> list[TextRun]:
    """Return the runs, sorted by baseline, whose middle is in none of the boxes."""
    waiting = sorted(taken, key=lambda box: box[1], reverse=True)
    active: list[Box] = []
    outside = []
    for run in runs:
        while waiting and waiting[-1][1] <= run.baseline:
            active.append(waiting.pop())
        if active:
            middle, low = (run.x0 + run.x1) / 2, run.baseline - 0.3 * run.size
            active = [box for box in active if box[3] > low]
            if any(box[0] <= middle <= box[2] and box[1] <= low for box in active):
                continue
        outside.append(run)
    return outside


def segments_of(line: list[TextRun], number: int, seams: Sequence[float] = ()) -> list[Segment]:
    """Return the segments of the runs on one line."""
    segments: list[Segment] = []
    parts: list[TextRun] = []
    right = 0.0
    for run in line:
        for part in _parts(run):
            gap = part.x0 - right
            if parts and (gap > WIDE * max(part.size, parts[-1].size) or (gap > 0 and _begins_cell(part, seams))):
                segments.append(_joined(parts, number))
                parts = []
            parts.append(part)
            right = max(right, _right(part)) if len(parts) > 1 else _right(part)
    if parts:
        segments.append(_joined(parts, number))
    return _with_bullets(segments) if len(segments) > 1 else segments


def _begins_cell(run: TextRun, seams: Sequence[float]) -> bool:
    return any(0 <= run.x0 - seam < _PADDING for seam in seams)


def _with_bullets(segments: list[Segment]) -> list[Segment]:
    """Return the segments with bullets made part of what they stand close before."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and _is_bullet(joined[-1].text) and segment.x0 - joined[-1].x1 < _INDENT * segment.size:
            bullet = joined.pop()
            segment = segment._replace(x0=bullet.x0, text=f"{bullet.text} {segment.text}")
        joined.append(segment)
    return joined


def _is_bullet(text: str) -> bool:
    return len(text) == 1 and (not text.isalnum() or text == "o")


def _parts(run: TextRun) -> list[TextRun]:
    """Return the printed parts of a run: cut where it is set apart by blanks, without blanks at its ends."""
    text = run.text
    if not text.strip():
        return []
    cuts = [(0, 0)]
    if "  " in text or "\t" in text:
        cuts += [match.span() for match in _BLANKS.finditer(text)]
    cuts.append((len(text), len(text)))
    parts = []
    for (_, start), (stop, _) in pairwise(cuts):
        piece = text[start:stop]
        start += len(piece) - len(piece.lstrip())
        stop -= len(piece) - len(piece.rstrip())
        if start < stop:
            parts.append(run if stop - start == len(text) else run.cut(start, stop))
    return parts


def _right(run: TextRun) -> float:
    return run.xs[-1]


def _joined(parts: list[TextRun], number: int) -> Segment:
    first = parts[0]
    if len(parts) == 1:
        text, x1, top, bottom, is_bold = first.text, first.xs[-1], first.top, first.bottom, first.font.is_bold
    else:
        text = _text(parts)
        x1 = max(part.xs[-1] for part in parts)
        top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
        is_bold = all(part.font.is_bold for part in parts)
    return Segment(
        first.xs[0], top, x1, bottom, first.baseline, text, first.size, is_bold, first.colour, number,
        _first_word(parts),
    )  # fmt: skip


def _text(parts: list[TextRun]) -> str:
    """Return the parts' text with a blank wherever they stand apart; it is read for evidence, never kept."""
    text = parts[0].text
    for left, right in pairwise(parts):
        text += (" " if right.x0 - left.xs[-1] > 0.12 * right.size else "") + right.text
    return text


def _first_word(parts: list[TextRun]) -> float:
    """Return the width of the first word, up to the first blank or gap."""
    first = parts[0]
    blank = first.text.find(" ")
    if blank >= 0:
        return first.xs[blank] - first.xs[0]
    right = first.xs[-1]
    for left, part in pairwise(parts):
        if part.x0 - left.xs[-1] > 0.12 * part.size:
            break
        blank = part.text.find(" ")
        right = part.xs[blank] if blank >= 0 else part.xs[-1]
        if blank >= 0:
            break
    return right - first.xs[0]
