"""Numbers printed beside every line of a page, as transcripts and bills have them: they count lines, not items."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.pdf.flow.lines import Line, ink_left, ink_right
from parsers.formats.pdf.page import TextRun

_FEWEST = 8  # lines in a row
_ALIGNED = 2.5  # points
_GAP = 0.5  # sizes between a number and its line


def part_line_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[TextRun]]:
    """Return the lines without the numbers that count them, and those numbers.

    They count every line, the empty or running ones too: numbers in front of short items alone are a list's.
    """
    numbered = _longest_count([index for index, line in enumerate(lines) if _number(line) is not None], lines)
    if len(numbered) < _FEWEST or not _counts_lines([lines[index] for index in numbered]):
        return list(lines), []
    kept: list[Line] = []
    numbers: list[TextRun] = []
    counted = set(numbered)
    for index, line in enumerate(lines):
        if index not in counted:
            kept.append(line)
            continue
        numbers.append(line.runs[0])
        if len(line.runs) > 1:
            kept.append(Line.of(line.runs[1:]))
    return kept, numbers


def _number(line: Line) -> int | None:
    """Return the number that a line begins with, if it stands apart."""
    first = line.runs[0]
    text = first.text.strip()
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        return None
    if len(line.runs) > 1 and ink_left(line.runs[1]) - ink_right(first) < _GAP * line.size:
        return None
    return int(text)


def _longest_count(indices: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Return the longest stretch of lines whose numbers count up by one and end, or begin, at one x."""
    best: list[int] = []
    current: list[int] = []
    for index in indices:
        if current and not _follows(lines[current[-1]], lines[index]):
            current = []
        current.append(index)
        best = max(best, current, key=len) if len(current) > len(best) else best
    return list(best)


def _follows(above: Line, below: Line) -> bool:
    first, second = above.runs[0], below.runs[0]
    is_aligned = (
        abs(ink_right(first) - ink_right(second)) < _ALIGNED or abs(ink_left(first) - ink_left(second)) < _ALIGNED
    )
    return is_aligned and _number(below) == (_number(above) or 0) + 1


def _counts_lines(lines: Sequence[Line]) -> bool:
    """Say whether some of the lines are empty, or go on in small letters, as items of a list do not."""
    running = sum(1 for line in lines if len(line.runs) == 1 or line.runs[1].text.lstrip()[:1].islower())
    return running * 8 >= len(lines)
