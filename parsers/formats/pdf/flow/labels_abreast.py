"""Labels that stand abreast in a cell, each over lines of its own: "Lead: Head of" and, at the right, "By when: May".

Cards print so. What is below each label belongs to it, though the lines of both stand on the same baselines.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalise.records import Box
from parsers.formats.pdf.flow.lines import Line, ink_left, ink_right
from parsers.formats.pdf.page import TextRun

_APART = 0.8  # sizes between a value and the label beside it
_NEXT = 1.6  # sizes from one line to the next of a value
_SAME_SIZE = 0.5  # points
_SLACK = 2.0  # points


def part_abreast(lines: Sequence[Line], box: Box) -> list[tuple[Sequence[Line], Box]]:
    """Return the lines of a cell in reading order, in groups with the box that each may fill.

    What stands under each of two labels abreast is a group; most cells have none, and are one.
    """
    parted: list[tuple[Sequence[Line], Box]] = []
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        cut = _find_cut(lines[at])
        if cut is None:
            plain.append(lines[at])
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end], cut):
            end += 1
        parted += [(plain, box)] if plain else []
        for is_right in (False, True):
            runs = [[run for run in line.runs if (run.x0 >= cut - _SLACK) is is_right] for line in lines[at:end]]
            sides = (cut, box[2]) if is_right else (box[0], cut)
            parted.append(([Line.of(own) for own in runs if own], (sides[0], box[1], sides[1], box[3])))
        plain, at = [], end
    return [*parted, (plain, box)] if plain or not parted else parted


def _find_cut(line: Line) -> float | None:
    """Return where the second of two bold labels on a line begins, or None."""
    if len(line.runs) < 2 or line.angle or not _is_label(line.runs[0]):
        return None
    for before, run in zip(line.runs, line.runs[1:], strict=False):
        if _is_label(run) and ink_left(run) - ink_right(before) > _APART * line.size:
            return ink_left(run)
    return None


def _is_label(run: TextRun) -> bool:
    return run.font.is_bold and run.text.rstrip().endswith(":")


def _goes_on(above: Line, below: Line, cut: float) -> bool:
    """Say whether a line carries on the values above it: close below, as large, no label, and nothing over the cut."""
    is_near = 0 < below.baseline - above.baseline <= _NEXT * above.size and abs(below.size - above.size) < _SAME_SIZE
    runs_over = any(run.x0 < cut - _SLACK and ink_right(run) > cut for run in below.runs)
    return is_near and not runs_over and not below.runs[0].font.is_bold
