"""Mends tesseract's words by the ink: parts what it ran together ("A review" read as "Areview", "run a" as "runa").

Signs that it saw where nothing is printed go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.pixels import Ink

_RUN_TOGETHER = re.compile(r"[AaI][a-z]{2,}|[A-Za-z][a-z]+a")
_BLANK = 0.19  # of the line's height: a gap inside a word is narrower
_LEAST_INK = 0.02  # of a sign's box
_OUTSIDE = 1.2  # of the line's height
_TIMES = 2.0  # wider than every other gap of the word


def mend_words(lines: Sequence[ReadLine], ink: Ink) -> list[ReadLine]:
    """Return the lines with their words mended; the lines are in the pixels of `ink`."""
    printed = ([word for word in line if _is_printed(word, ink)] for line in lines)
    return [tuple(_part_line(words, ink)) for words in printed if words]


def _is_printed(word: ReadWord, ink: Ink) -> bool:
    """Say whether there is ink where a sign stands; of letters there always is some near, their boxes are rough."""
    if any(map(str.isalnum, word.text)):
        return True
    part = ink[max(0, round(word.top)) : round(word.bottom), max(0, round(word.x0)) : round(word.x1)]
    return bool(part.size) and float(part.mean()) >= _LEAST_INK


def _part_line(line: Sequence[ReadWord], ink: Ink) -> Iterator[ReadWord]:
    for word, behind in zip(line, (*line[1:], None), strict=True):
        if not _RUN_TOGETHER.fullmatch(word.text):
            yield word
            continue
        # The one letter may stand outside the box that tesseract gives the word.
        reach = word.x1 + _OUTSIDE * word.height
        yield from _part(replace(word, x1=min(reach, behind.x0 - 1) if behind else reach), word, ink)


def _part(stretched: ReadWord, word: ReadWord, ink: Ink) -> Iterator[ReadWord]:
    blank = _find_blank(stretched, ink)
    at = None if blank is None else _letters_before(stretched, *blank)
    if blank is None or at is None:
        yield word
        return
    start, end, last = blank
    yield replace(word, text=word.text[:at], x1=start)
    yield replace(word, text=word.text[at:], x0=end, x1=last)


def _letters_before(word: ReadWord, start: float, end: float, last: float) -> int | None:
    """Return how many letters stand before a blank that parts one letter from the others, or None."""
    if start - word.x0 <= word.height and word.text[0] in "AaI":
        return 1
    return len(word.text) - 1 if last - end <= word.height and word.text[-1] == "a" else None


def _find_blank(word: ReadWord, ink: Ink) -> tuple[float, float, float] | None:
    """Return start and end of the one gap in a word that is as wide as a blank, and where its ink ends, or None."""
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
    return left + float(inked[first]) + 1, left + float(inked[first + 1]), left + float(inked[-1]) + 1
