"""Measures how high the letters of a line are: by the boxes of its words and by which letters rise or hang in them.

What tesseract says of a line's height goes astray where a line has few letters, or capitals only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord

EM = 0.93  # of a font's size: from the tops of its tall letters to the feet of its low ones
_ONE_WAY, _NEITHER = 0.72, 0.53  # of it: of words that only rise, or only hang; of words like "rose"
_TALL = frozenset("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ“”‘’'\"!?&%£()[]/|")
_LOW = frozenset("gjpqyQ,;()[]/|")
_SURE = 60  # percent


def measure_heights(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Return the lines with their heights, from the tops of tall letters to the feet of low ones."""
    return [tuple(replace(word, height=height) for word in line) for line in lines for height in (_height(line),)]


def _height(line: ReadLine) -> float:
    words = [word for word in line if any(map(str.isalnum, word.text))]
    heights = [EM * (word.bottom - word.top) / _share(word) for word in words if word.confidence >= _SURE]
    return median(heights) if heights else line[0].height


def _share(word: ReadWord) -> float:
    """Return how high a word is, in font sizes."""
    rises, hangs = any(sign in _TALL for sign in word.text), any(sign in _LOW for sign in word.text)
    return EM if rises and hangs else _ONE_WAY if rises or hangs else _NEITHER
