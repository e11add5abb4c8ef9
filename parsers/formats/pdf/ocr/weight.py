"""Tells bold print by how thick its strokes are beside most of the page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.pixels import Grey

_LETTERS = 3  # of a word at least, to be measured by itself
_FEWEST_WORDS = 8  # of a page
_USUAL = 25  # percentile: at least so many words of a page are not bold, or nothing on it stands out
_DARKEST = 5  # percentile of a word's pixels that are the middle of its strokes
_REGULAR, _BOLD = 1.12, 1.25  # times as thick as that; what lies between is as the words beside it


def mark_bold(lines: Sequence[ReadLine], clean: Grey) -> list[ReadLine]:
    """Return the lines with their bold words marked; the lines are in the pixels of `clean`, a picture on white."""
    thickness = [[_thickness(word, clean) for word in line] for line in lines]
    known = [value for line in thickness for value in line if value is not None]
    if len(known) < _FEWEST_WORDS:
        return list(lines)
    usual = float(np.percentile(known, _USUAL))
    return [_mark_line(line, values, usual) for line, values in zip(lines, thickness, strict=True)]


def _mark_line(line: ReadLine, values: Sequence[float | None], usual: float) -> ReadLine:
    """Return the line with its bold words marked; the doubtful are as the word before them, or the next sure one."""
    known = [None if value is None or _REGULAR < value / usual < _BOLD else value >= _BOLD * usual for value in values]
    measured = [value / usual for value in values if value is not None]
    alone = bool(measured) and sum(measured) / len(measured) >= (_REGULAR + _BOLD) / 2
    following = next((value for value in known if value is not None), alone)
    words = []
    for word, value in zip(line, known, strict=True):
        following = following if value is None else value
        words.append(replace(word, is_bold=True) if following else word)
    return tuple(words)


def _thickness(word: ReadWord, clean: Grey) -> float | None:
    """Return how thick a word's strokes are, in heights of its line: its ink by the length of its outline."""
    if sum(map(str.isalnum, word.text)) < _LETTERS:
        return None
    grey = clean[max(0, int(word.top)) : int(word.bottom) + 1, max(0, int(word.x0)) : int(word.x1) + 1]
    part = grey < (255 + np.percentile(grey, _DARKEST)) / 2  # pale print is as thick as black
    across = int((part[:, 1:] & ~part[:, :-1]).sum() + part[:, 0].sum())
    down = int((part[1:] & ~part[:-1]).sum() + part[0].sum())
    return 2 * int(part.sum()) / (across + down) / word.height if across + down else None
