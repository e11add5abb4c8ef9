"""Parts what tesseract ran together with a word of one letter: "A review" read as "Areview", "run a" as "runa"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.pixels import Ink

_RUN_TOGETHER = re.compile(r"[AaI][a-z]{2,}|[A-Za-z][a-z]+a")
_BLANK = 0.19  # of the line's height: a gap inside a word is narrower
_TIMES = 2.0  # wider than every other gap of the word


def part_words(lines: Sequence[ReadLine], ink: Ink) -> list[ReadLine]:
    """Return the lines with such words parted where their ink has a blank; the lines are in the pixels of `ink`."""
    return [tuple(part for word in line for part in _part(word, ink)) for line in lines]


def _part(word: ReadWord, ink: Ink) -> Iterator[ReadWord]:
    blank = _find_blank(word, ink) if _RUN_TOGETHER.fullmatch(word.text) else None
    at = None if blank is None else _letters_before(word, *blank)
    if blank is None or at is None:
        yield word
        return
    yield replace(word, text=word.text[:at], x1=blank[0])
    yield replace(word, text=word.text[at:], x0=blank[1])


def _letters_before(word: ReadWord, start: float, end: float) -> int | None:
    """Return how many letters stand before a blank that parts one letter from the others, or None."""
    if start - word.x0 <= word.height and word.text[0] in "AaI":
        return 1
    return len(word.text) - 1 if word.x1 - end <= word.height and word.text[-1] == "a" else None


def _find_blank(word: ReadWord, ink: Ink) -> tuple[float, float] | None:
    """Return start and end of the one gap in a word that is as wide as a blank, or None."""
    left = max(0, round(word.x0))
    columns = ink[max(0, round(word.top)) : round(word.bottom), left : round(word.x1)].any(axis=0)
    inked = np.flatnonzero(columns)
    if len(inked) < 2:
        return None
    steps = np.diff(inked) - 1
    first = int(np.argmax(steps))
    others = np.delete(steps, first)
    is_wide = steps[first] >= _BLANK * word.height and steps[first] >= _TIMES * max(1, int(others.max(initial=0)))
    if not is_wide:
        return None
    return left + float(inked[first]) + 1, left + float(inked[first + 1])
