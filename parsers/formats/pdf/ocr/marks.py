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
_SIDE = 10  # squares
_FULLEST_LETTER = 0.72  # of its box that a letter's ink fills; discs (0.79) and squares fill more
_HIGHEST_DISC = 0.55  # of the line's height


@dataclass(slots=True)
class _Sign:
    line: int
    word: ReadWord
    look: NDArray[np.float64]
    is_mark: bool


def name_marks(lines: Sequence[ReadLine], ink: Ink) -> tuple[list[ReadLine], int]:
    """Return the lines with what marks their items printed as a bullet, and how many were so.

    The lines are in the pixels of `ink`. What looks like a mark elsewhere on the page is one too.
    """
    signs = [
        _Sign(number, line[0], look, _is_disc(line[0], ink))
        for number, line in enumerate(lines)
        if _may_be_mark(line) and (look := _look(line[0], ink)) is not None
    ]
    known = [sign for sign in signs if sign.is_mark or _is_no_letter(sign, signs)]
    named = list(lines)
    count = 0
    for sign in signs:
        if any(_is_alike(sign, other) for other in known):
            first, *rest = named[sign.line]
            named[sign.line] = (replace(first, text=BULLET, confidence=100), *rest)
            count += 1
    return named, count


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
    return is_alone or any(other is not sign and _is_alike(sign, other) for other in signs)


def _is_disc(word: ReadWord, ink: Ink) -> bool:
    part = _cut(word, ink)
    if not part.size:
        return False
    height, width = part.shape
    is_small = height <= _HIGHEST_DISC * word.height and 0.75 <= width / height <= 1.33
    return is_small and float(part.mean()) >= _FULLEST_LETTER


def _look(word: ReadWord, ink: Ink) -> NDArray[np.float64] | None:
    """Return how much ink each square of a sign holds, or None where it holds none."""
    part = _cut(word, ink)
    if not part.size:
        return None
    picture = Image.fromarray(np.where(part, 255, 0).astype(np.uint8))
    return np.asarray(picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)).astype(np.float64) / 255


def _cut(word: ReadWord, ink: Ink) -> Ink:
    """Return a word's ink without the empty rows and columns around it."""
    part = ink[max(0, round(word.top)) : round(word.bottom), max(0, round(word.x0)) : round(word.x1)]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return part[:0]
    return part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _is_alike(one: _Sign, other: _Sign) -> bool:
    is_same_size = abs((one.word.x1 - one.word.x0) - (other.word.x1 - other.word.x0)) <= 0.2 * other.word.height
    return is_same_size and float(np.abs(one.look - other.look).mean()) <= _ALIKE
