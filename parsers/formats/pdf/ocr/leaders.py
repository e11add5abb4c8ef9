"""Rows of dots, as they lead from a title to its page number: tesseract would take them for letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from normalise.records import Box
from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.pixels import Grey, Ink, Numbers, Piece, chain_runs, find_runs, has_print

_DOT = 0.025  # inches: the widest and highest dot
_NEAREST, _FARTHEST = 0.012, 0.11  # inches from one dot to the next
_UNEVEN = 2  # pixels that steps from dot to dot may differ
_FREE = 0.07  # inches of paper above it: less than letters are high
_NUMBER_WIDE, _NUMBER_HIGH = 0.4, 0.14  # inches
_FEWEST = 6  # steps in a row
_MOST = 4000  # rows of dots on a page; more is a printed shade
_AWAY, _OFF = 2.5, 0.35  # of a line's height: how far from its words and its foot a row of dots may begin


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of dots, in pixels."""

    box: Box
    count: int


def find_leaders(ink: Ink, dpi: float) -> list[Leader]:
    """Return the rows of dots on a level page."""
    rows, starts, ends = find_runs(ink, 1)
    if len(rows) <= _FEWEST:
        return []
    pieces = list(_chain_dots(rows, starts, ends, dpi))
    if len(pieces) > _MOST:
        return []
    counts = {piece[:3]: piece[3] for piece in pieces}
    found = []
    for group in chain_runs(list(counts), 0, rows=1):
        top, bottom = group[0][0], group[-1][0] + 1
        reach = round(_FREE * dpi)
        left, right = _trim(ink[max(0, top - reach) : max(0, top - 1)], ink[bottom + 1 : bottom + reach // 2], group)
        pitch = max((end - start) / counts[row, start, end] for row, start, end in group)
        if bottom - top <= round(_DOT * dpi) + 1 and right - left >= _FEWEST * pitch:
            found.append(Leader((left, top, right, bottom), round((right - left) / pitch)))
    return found


def remove_leaders(clean: Grey, ink: Ink, leaders: Sequence[Leader]) -> None:
    """Make the paper white where rows of dots stand."""
    for leader in leaders:
        left, top, right, bottom = (int(side) for side in leader.box)
        part = slice(max(0, top - 2), bottom + 2), slice(max(0, left - 2), right + 2)
        clean[part], ink[part] = 255, False


def find_led_to(ink: Ink, leaders: Sequence[Leader], dpi: float) -> list[Box]:
    """Return, in points, where the numbers stand that rows of dots lead to: one under the other, they mislead too."""
    boxes = []
    for leader in leaders:
        x0, top, x1, bottom = _led_to(leader, dpi)
        if has_print(ink[max(0, int(top)) : int(bottom), int(x0) : int(x1)]):
            boxes.append((x0 * 72 / dpi, max(0, top) * 72 / dpi, x1 * 72 / dpi, bottom * 72 / dpi))
    return boxes


def put_leaders(lines: Sequence[ReadLine], leaders: Sequence[Leader], dpi: float) -> list[ReadLine]:
    """Return the lines with the dots that lead on from one of their words; other rows of dots are rules."""
    led = list(lines)
    for leader in leaders:
        found = ((line, at) for line in led if (at := _find_place(line, leader)) is not None)
        line, at = next(found, ((), 0))
        if not line:
            continue
        numbers = [other for other in led if other is not line and _stands_in(other, _led_to(leader, dpi))]
        ends = (replace(word, baseline=line[at - 1].baseline) for other in numbers for word in other)
        whole = (*line[:at], _dots(line[at - 1], leader), *line[at:], *ends)
        led = [whole if other is line else other for other in led if not any(other is number for number in numbers)]
    return led


def _led_to(leader: Leader, dpi: float) -> Box:
    _, _, left, bottom = leader.box
    return left, bottom - _NUMBER_HIGH * dpi, left + _NUMBER_WIDE * dpi, bottom + _DOT * dpi


def _stands_in(line: ReadLine, box: Box) -> bool:
    x0, top, x1, bottom = box
    return all(x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom for word in line)


def _chain_dots(rows: Numbers, starts: Numbers, ends: Numbers, dpi: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield row, start and end of what has small runs of ink in even steps, and how many."""
    steps = np.diff(starts)
    is_dot = ends - starts <= round(_DOT * dpi)
    is_step = (np.diff(rows) == 0) & is_dot[:-1] & is_dot[1:]
    is_step &= (steps >= _NEAREST * dpi) & (steps <= _FARTHEST * dpi)
    is_even = is_step[:-1] & is_step[1:] & (np.abs(np.diff(steps)) <= _UNEVEN)
    _, firsts, lasts = find_runs(is_even[None, :], _FEWEST)
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield int(rows[first]), int(starts[first]), int(ends[last + 1]), last + 2 - first


def _trim(above: Ink, below: Ink, group: Sequence[Piece]) -> tuple[int, int]:
    """Return where a row has no ink above and below for longest: the feet of letters and figures beside it go."""
    left, right = min(piece[1] for piece in group), max(piece[2] for piece in group)
    around = np.concatenate((above[:, left:right], below[:, left:right]))
    _, starts, ends = find_runs(~np.asarray(around.any(axis=0))[None, :], 1)
    if not len(starts):
        return left, left
    longest = int(np.argmax(ends - starts))
    return left + int(starts[longest]), left + int(ends[longest])


def _find_place(line: ReadLine, leader: Leader) -> int | None:
    """Return the index in a line where a row of dots goes on after a word, or None."""
    left, _, _, bottom = leader.box
    for at in range(len(line), 0, -1):
        word = line[at - 1]
        if word.x0 < left:
            is_near = left - word.x1 <= _AWAY * word.height and abs(bottom - word.baseline) <= _OFF * word.height
            return at if is_near and any(map(str.isalnum, word.text)) else None
    return None


def _dots(word: ReadWord, leader: Leader) -> ReadWord:
    left, _, right, _ = leader.box
    return replace(word, text="." * leader.count, x0=max(left, word.x1 + 1), x1=right, confidence=100)
