"""Parts what tesseract ran together: a first word of one letter ("A review" read as "Areview")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.pixels import Ink

_RUN_TOGETHER = re.compile(r"[AaI][a-z]{2,}")
_BLANK = 0.19  # of the line's height: a gap inside a word is narrower
_TIMES = 2.0  # wider than every other gap of the word


def part_words(lines: Sequence[ReadLine], ink: Ink) -> list[ReadLine]:
    """Return the lines with such words parted where their ink has a blank; the lines are in the pixels of `ink`."""
    return [tuple(part for word in line for part in _part(word, ink)) for line in lines]


def _part(word: ReadWord, ink: Ink) -> Iterator[ReadWord]:
    blank = _find_blank(word, ink) if _RUN_TOGETHER.fullmatch(word.text) else None
    if blank is None:
        yield word
        return
    yield replace(word, text=word.text[0], x1=blank[0])
    yield replace(word, text=word.text[1:], x0=blank[1])


def _find_blank(word: ReadWord, ink: Ink) -> tuple[float, float] | None:
    """Return start and end of the blank behind the word's first letter, or None where no gap stands out there."""
    left = max(0, round(word.x0))
    columns = ink[max(0, round(word.top)) : round(word.bottom), left : round(word.x1)].any(axis=0)
    inked = np.flatnonzero(columns)
    if len(inked) < 2:
        return None
    steps = np.diff(inked) - 1
    first = int(np.argmax(steps))
    others = np.delete(steps, first)
    is_wide = steps[first] >= _BLANK * word.height and steps[first] >= _TIMES * max(1, int(others.max(initial=0)))
    is_behind_first = inked[first] - inked[0] <= word.height
    if not (is_wide and is_behind_first):
        return None
    return left + float(inked[first]) + 1, left + float(inked[first + 1])
