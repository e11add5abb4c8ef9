"""Signs at the beginnings of lines that are no letters: bullets and ticks, for which tesseract has no name.

It calls them "Y", "e" or "¥" as it pleases. They are told by what they look like and by what an English line cannot
begin with, and printed as "•": what sign it is is not known, that it marks an item is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parsers.formats.pdf.ocr.doubts import LEAST_CONFIDENCE
from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.pixels import Ink

BULLET = "•"
_MARKER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.):]+|\d{1,3}|[-–—•·▪■●○◦➢✓✔]")
_MAYBE_NUMBER = frozenset("0123456789lI|i!][ZSBOoQq.,:")  # misread digits are no bullets
_WORDS = frozenset("AIaOo&£")  # that a line may begin with
_SURE = 85  # percent: a letter that stands alone and is read so surely is that letter
_ALIKE = 0.12  # of the squares of a sign: how much two printings of it may differ
_SAME_WIDTH = 0.2  # of the line's height
_SIDE = 10  # squares
_FULLEST_LETTER = 0.72  # of its box that a letter's ink fills; discs (0.79) and squares fill more
_HIGHEST_DISC = 0.55  # of the line's height


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sign looks like: how much ink each square of it holds, and its width in heights of its line."""

    look: NDArray[np.float64]
    width: float

    def is_like(self, other: Mark) -> bool:
        """Say whether both may be printings of one sign."""
        is_same_size = abs(self.width - other.width) <= _SAME_WIDTH
        return is_same_size and float(np.abs(self.look - other.look).mean()) <= _ALIKE


@dataclass(frozen=True, slots=True)
class _Sign:
    line: int
    word: ReadWord
    mark: Mark


def name_marks(
    lines: Sequence[ReadLine], ink: Ink, before: Sequence[Mark] = ()
) -> tuple[list[ReadLine], tuple[Mark, ...]]:
    """Return the lines with what marks their items printed as a bullet, and the marks there were.

    The lines are in the pixels of `ink`. What looks like a mark elsewhere on the page, or like one of those that were
    found `before`, is one too.
    """
    signs = [
        _Sign(number, line[0], mark)
        for number, line in enumerate(lines)
        if _may_be_mark(line) and (mark := _read_mark(line[0], ink)) is not None
    ]
    known = [sign.mark for sign in signs if _is_disc(sign.word, ink) or _is_no_letter(sign, signs)]
    named = list(lines)
    found = []
    for sign in signs:
        if any(sign.mark.is_like(other) for other in (*known, *before)):
            first, *rest = named[sign.line]
            named[sign.line] = (replace(first, text=BULLET, confidence=100), *rest)
            found.append(sign.mark)
    return named, tuple(found)


def _may_be_mark(line: ReadLine) -> bool:
    """Say whether a line begins with a sign by itself that is no printed number and no word."""
    if len(line) < 2 or len(line[0].text) > 2 or line[0].x1 - line[0].x0 > line[0].height:
        return False
    return not _MARKER.fullmatch(line[0].text) and not (line[0].text in _WORDS and line[0].confidence >= _SURE)


def _is_no_letter(sign: _Sign, signs: Sequence[_Sign]) -> bool:
    """Say whether a sign is read as no word or number, with much doubt, or with some and at other lines' starts too."""
    word = sign.word
    if word.confidence >= _SURE or word.text in _WORDS or _MAYBE_NUMBER.issuperset(word.text):
        return False
    is_alone = len(word.text) == 1 and word.confidence < LEAST_CONFIDENCE
    return is_alone or any(other is not sign and sign.mark.is_like(other.mark) for other in signs)


def _is_disc(word: ReadWord, ink: Ink) -> bool:
    part = _cut(word, ink)
    if not part.size:
        return False
    height, width = part.shape
    is_small = height <= _HIGHEST_DISC * word.height and 0.75 <= width / height <= 1.33
    return is_small and float(part.mean()) >= _FULLEST_LETTER


def _read_mark(word: ReadWord, ink: Ink) -> Mark | None:
    """Return what a sign looks like, or None where there is no ink."""
    part = _cut(word, ink)
    if not part.size:
        return None
    squares = Image.fromarray(np.where(part, 255, 0).astype(np.uint8)).resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return Mark(np.asarray(squares).astype(np.float64) / 255, (word.x1 - word.x0) / word.height)


def _cut(word: ReadWord, ink: Ink) -> Ink:
    """Return a word's ink without the empty rows and columns around it."""
    part = ink[max(0, round(word.top)) : round(word.bottom), max(0, round(word.x0)) : round(word.x1)]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return part[:0]
    return part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
