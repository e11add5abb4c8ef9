"""From text runs to printed lines: runs on one baseline, in reading order, with blanks where the gaps say so.

Which lines belong together, and what they are, is left to `columns.py` and `blocks.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from normalise.records import Box
from parsers.formats.pdf.flow.characters import RAISED, clean
from parsers.formats.pdf.flow.letter_spacing import close_up, find_spread
from parsers.formats.pdf.page import Shown, TextRun
from parsers.words import NOWHERE, Place, Run, Style, Words

BLANK = 0.16  # sizes: a narrow blank; side bearings and kerning stay below it
SMALL = 0.86  # of the size beside it: at most that is a superscript or subscript
SAME_BASELINE = 0.16  # sizes
_NO_ROOM = 0.05  # sizes
_SMALLEST = 0.4  # of the size beside it: what is smaller stands beside a drop cap or a large figure
_LONGEST_RAISED = 24  # characters
_RAISED = 0.75  # sizes that a superscript may stand off the baseline
_LOWERED = 0.4
_MOST_NEIGHBOURS = 12  # baselines that are looked at for one raised or lowered run


@dataclass(slots=True)
class Line:
    """Runs on one baseline, in reading order, as they were printed.

    Positions are those of what is printed, blanks at the ends left out, in the frame of the runs' angle; `box` is on
    the page. `baseline` and `size` are those of most of its text.
    """

    runs: tuple[TextRun, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float

    @classmethod
    def of(cls, runs: Iterable[TextRun]) -> Line:
        """Return the line that the runs make; they are in reading order."""
        runs = tuple(runs)
        main = runs[0]
        if len(runs) == 1:
            return cls(runs, ink_left(main), ink_right(main), main.top, main.bottom, main.baseline, main.size)
        main = max(runs, key=lambda run: run.size * len(run.text))
        return cls(
            runs,
            min(map(ink_left, runs)),
            max(map(ink_right, runs)),
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
        return self.runs[0].box if len(self.runs) == 1 else join_boxes([run.box for run in self.runs])

    @property
    def text(self) -> str:
        """What is printed, as `words` has it."""
        if len(self.runs) == 1:
            return _read(self.runs[0]).strip()
        return "".join(
            text.translate(RAISED) if run.size != self.size and self.is_raised(run) else text
            for text, run in zip(self._texts(), self.runs, strict=True)
        )

    def is_bold(self) -> bool:
        """Say whether all of it is bold."""
        return all(run.font.is_bold for run in self.runs)

    def is_even(self) -> bool:
        """Say whether all of its runs are on one baseline."""
        return len(self.runs) == 1 or all(abs(run.baseline - self.baseline) < 0.5 for run in self.runs)

    def is_raised(self, run: TextRun) -> bool:
        """Say whether a run of the line is a superscript."""
        return run.size < SMALL * self.size and run.baseline < self.baseline - SAME_BASELINE * self.size / 2

    def words(self, place: Place = NOWHERE) -> Words:
        """Return the line's words; `place` (page, table, row, cell) gets the box of each stretch in one look."""
        if len(self.runs) == 1:
            [run] = self.runs
            return Words((_stretch(_read(run).strip(), self._look(run), run.box, place),))
        stretches: list[tuple[str, Style, list[Box]]] = []
        for text, run in zip(self._texts(), self.runs, strict=True):
            style = self._look(run)
            if style.superscript:
                text = text.translate(RAISED)
            if stretches and (not text or style is stretches[-1][1]):
                before, style, boxes = stretches.pop()
                stretches.append((before + text, style, [*boxes, run.box]))
            elif text:
                stretches.append((text, style, [run.box]))
        return Words(tuple(_stretch(text, style, join_boxes(boxes), place) for text, style, boxes in stretches))

    def cut(self, xs: Sequence[float]) -> list[Line]:
        """Return the parts of the line that its runs make between positions; a run belongs where its middle is."""
        parts: list[list[TextRun]] = [[] for _ in range(len(xs) + 1)]
        for run in self.runs:
            parts[bisect_left(xs, (run.xs[0] + run.xs[-1]) / 2)].append(run)
        return [Line.of(part) for part in parts if part]

    def _look(self, run: TextRun) -> Style:
        font, is_raised = run.font, run.size != self.size and self.is_raised(run)
        return _style(font.is_bold, font.is_italic, run.colour, round(run.size, 1), run.href, is_raised)

    def _texts(self) -> list[str]:
        """Return the text of each run with the blank that parts it from the run behind it."""
        runs = self.runs
        texts = [_read(run) for run in runs]
        gaps = [ink_left(run) - ink_right(before) for before, run in pairwise(runs)]
        spread = find_spread([text.strip() for text in texts], gaps, self.size)
        glued = [text.strip() for text in texts]
        for index, gap in enumerate(gaps):
            size = max(runs[index].size, runs[index + 1].size)
            if gap > (spread[index] if spread else _least_blank(texts[index], texts[index + 1]) * size):
                glued[index] += " "
        return glued


def read_lines(runs: Sequence[TextRun]) -> list[Line]:
    """Return the lines of the shown runs, from top to bottom; those of turned runs behind the upright ones."""
    shown = [run for run in runs if run.shown is Shown.SHOWN and not run.text.isspace() and run.text]
    if any(run.angle for run in shown):
        angles = sorted({run.angle for run in shown})
        return [line for angle in angles for line in _read_upright([run for run in shown if run.angle == angle])]
    return _read_upright(shown)


def ink_left(run: TextRun) -> float:
    """Return where the printed part of a run begins."""
    text = run.text
    return run.xs[len(text) - len(text.lstrip())] if text[0].isspace() else run.xs[0]


def ink_right(run: TextRun) -> float:
    """Return where the printed part of a run ends."""
    text = run.text
    return run.xs[len(text.rstrip())] if text[-1].isspace() else run.xs[-1]


def join_boxes(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _read_upright(runs: list[TextRun]) -> list[Line]:
    """Return the lines of runs of one angle."""
    rows = _group_by_baseline(runs)
    if len({run.size for run in runs}) > 1:
        _join_raised(rows)
    left = attrgetter("xs")
    lines = [Line.of(sorted(row, key=left) if len(row) > 1 else row) for row in rows if row]
    lines.sort(key=attrgetter("baseline"))
    return lines


def _group_by_baseline(runs: list[TextRun]) -> list[list[TextRun]]:
    rows: list[list[TextRun]] = []
    first, reach = 0.0, -1.0
    for run in sorted(runs, key=attrgetter("baseline")):
        if rows and run.baseline - first <= max(0.5, SAME_BASELINE * min(reach, run.size)):
            rows[-1].append(run)
            reach = max(reach, run.size)
        else:
            rows.append([run])
            first, reach = run.baseline, run.size
    return rows


def _join_raised(rows: list[list[TextRun]]) -> None:
    """Move raised and lowered runs into the row of the word that they touch."""
    sizes = [max(run.size for run in row) for row in rows]
    baselines = [row[0].baseline for row in rows]
    for index, baseline in enumerate(baselines):
        for other in range(index + 1, min(index + _MOST_NEIGHBOURS, len(rows))):
            if baselines[other] - baseline > _RAISED * max(sizes[index], sizes[other]):
                break
            _move(rows[index], rows[other], sizes[other], _RAISED)
            _move(rows[other], rows[index], sizes[index], _LOWERED)


def _move(small: list[TextRun], main: list[TextRun], size: float, reach: float) -> None:
    """Move the runs that are small beside those of the main row, and touch one of them, into it."""
    candidates = [run for run in small if run.size < SMALL * size and len(run.text) < _LONGEST_RAISED]
    if not candidates or not main:
        return
    main.sort(key=attrgetter("xs"))
    lefts = [run.xs[0] for run in main]
    moved = [run for run in candidates if _touches(run, main, lefts, reach)]
    if moved:
        known = set(map(id, moved))
        small[:] = [run for run in small if id(run) not in known]
        main.extend(moved)


def _touches(run: TextRun, main: list[TextRun], lefts: list[float], reach: float) -> bool:
    """Say whether a small run stands right behind, or right in front of, a larger one of the main row."""
    index = bisect_left(lefts, run.xs[0])
    for host in main[max(0, index - 1) : index + 1]:
        near = 0.35 * host.size
        is_beside = abs(ink_left(run) - ink_right(host)) < near or abs(ink_left(host) - ink_right(run)) < near
        if (
            is_beside
            and _SMALLEST * host.size < run.size < SMALL * host.size
            and abs(run.baseline - host.baseline) < reach * host.size
        ):
            return True
    return False


def _read(run: TextRun) -> str:
    """Return what a run prints, its letters closed up where space parts them."""
    text = clean(run.text, run.font)
    if text[1:2] == " " == text[3:4] and len(text) == len(run.text):
        # A blank that takes no room is only there because the letters stand apart.
        least = _NO_ROOM * run.size
        wide = [sign for sign, x0, x1 in zip(text, run.xs, run.xs[1:], strict=False) if sign != " " or x1 - x0 > least]
        text = "".join(wide) if len(wide) < len(text) else text
    return close_up(text)


def _least_blank(before: str, after: str) -> float:
    """Return how wide a gap must be to be a blank, in sizes: less where the file prints one."""
    return 0.04 if before[-1:] == " " or after[:1] == " " else BLANK


def _stretch(text: str, style: Style, box: Box, place: Place) -> Run:
    x0, top, x1, bottom = box
    rounded = round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
    return Run(text, Place(place.page, rounded, place.line, place.table, place.row, place.cell, place.at), style)


@lru_cache(maxsize=4096)
def _style(
    bold: bool, italic: bool, colour: str | None, size: float, href: str | None, superscript: bool
) -> Style:  # fmt: skip
    return Style(bold, italic, None if colour == "000000" else colour, None, size, href, superscript)
