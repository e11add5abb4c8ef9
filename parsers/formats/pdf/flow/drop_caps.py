"""Drop caps: a capital as high as several lines, which begins the first and stands on the baseline of the last."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.page import TextRun

_LARGE = 1.8  # times the size of the text beside it
_AWAY = 2.0  # sizes of the text
_MOST_LINES = 8  # that one is as high as


def settle_drop_caps(lines: Sequence[Line]) -> Sequence[Line]:
    """Return upright lines, from top to bottom, with each drop cap in front of the line that it begins."""
    found = [index for index, line in enumerate(lines) if _begins_large(line)]
    if not found:
        return lines
    settled = list(lines)
    for index in found:
        cap = settled[index].runs[0]
        first = _first_line(settled, index, cap)
        if first is None:
            continue
        text = settled[first]
        # Its lines begin where the text does: the capital must not make the first look as if it hung.
        settled[first] = Line((cap, *text.runs), text.x0, text.x1, text.top, text.bottom, text.baseline, text.size)
        rest = settled[index].runs[1:]
        settled[index] = Line.of(rest) if rest else Line((), 0, 0, 0, 0, 0, 0)
    return [line for line in settled if line.runs]


def _begins_large(line: Line) -> bool:
    text = line.runs[0].text.strip()
    if len(text) != 1 or not text.isupper():
        return False
    return len(line.runs) == 1 or line.runs[0].size > _LARGE * line.runs[1].size


def _first_line(lines: Sequence[Line], index: int, cap: TextRun) -> int | None:
    """Return the highest of the lines right beside a capital, if it is one that other lines stand beside."""
    beside = []
    for above in range(index - 1, max(-1, index - 4 * _MOST_LINES), -1):
        line = lines[above]
        if line.baseline < cap.baseline - 1.2 * cap.size:
            break
        is_beside = line.runs and cap.xs[-1] - 1 <= line.x0 < cap.xs[-1] + _AWAY * line.size
        if is_beside and _LARGE * line.size < cap.size and line.baseline - line.size > cap.baseline - 1.1 * cap.size:
            beside.append(above)
    return min(beside, default=None)
