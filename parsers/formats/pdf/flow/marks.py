"""What stands in front of a printed line: a bullet, a number, a drawn dot, or nothing; and where its words begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.formats.pdf.flow.characters import is_symbol_font
from parsers.formats.pdf.flow.lines import BLANK, Line, ink_left, ink_right
from parsers.formats.pdf.page import Fill, TextRun
from parsers.formats.text_marks import Mark, find_marked_line, take_mark
from parsers.shown_colours import colour_of_sign
from parsers.words import Place, Words

_DRAWN = "•"
_DOT = 0.75  # sizes: a bullet is at most that wide and high
_DOT_AWAY = 3.0  # sizes from a line's first character
_ALIGNED = 2.5  # points
_HANGING = 0.6  # sizes: a number and its text that stand so far apart are set by a tab stop
_EVEN = 0.8  # of the widest blank of a justified line is its narrowest
WIDE = 2.0  # sizes: a gap that parts what stands in columns
_WORD = re.compile(r"[^\s-]+-?|-")
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{1,5})[.):]?")
_NUMBER_ENDS = frozenset("0123456789ivxl")
_DOTS = ("...", ". .", "…", "··", "· ·", "___")
_LEADER = re.compile(r"(?:[.…·_]{4,}|(?:[.…·] ){3,}[.…·]?)\s*(?:\d{1,4}|[ivxl]{1,6})$")


@dataclass(slots=True)
class Entry:
    """A printed line. `mark`: what stands in front of it; `words`: what stands behind that, from `x0` on.

    `mark_x` is where the line begins, its mark included; `stops` are where its stretches begin that wide gaps part.
    """

    line: Line
    words: Words
    x0: float
    mark_x: float
    mark: Mark | None = None
    is_drawn: bool = False  # a dot is drawn in front of it
    stops: tuple[float, ...] = ()
    is_leader: bool = False  # it ends in a page number behind dots or a wide gap

    @property
    def text(self) -> str:
        return self.words.text


def read_entry(line: Line, place: Place, dots: Sequence[Fill] = ()) -> Entry:
    """Return a line with the mark in front of it; whether the mark begins a list item, what is above it must say."""
    words = line.words(place)
    entry = Entry(line, words, line.x0, line.x0)
    if len(line.runs) > 1:
        entry.stops = _stops(line)
    entry.is_leader = words.text[-1:] in _NUMBER_ENDS and _is_leader(entry)
    dot = _find_dot(line, dots) if dots else None
    if (marked := _find_mark(line, words)) is not None:
        entry.mark, entry.words = marked
        entry.x0 = _behind(line, len(words.text) - len(entry.words.text))
    elif dot is not None:
        entry.mark = Mark(_DRAWN, "bullet", 0)
    elif entry.stops and _LABEL.fullmatch(line.runs[0].text.strip()):
        entry.x0 = entry.stops[0]
    if dot is not None:
        entry.mark_x, entry.is_drawn = dot.box[0], True
    return entry


def plain_entry(line: Line, place: Place) -> Entry:
    """Return a line whose first sign, whatever it is, is no list mark."""
    words = line.words(place)
    entry = Entry(line, words, line.x0, line.x0, stops=_stops(line) if len(line.runs) > 1 else ())
    entry.is_leader = words.text[-1:] in _NUMBER_ENDS and _is_leader(entry)
    return entry


def first_word_width(entry: Entry) -> float:
    """Return how wide the first word of a line is, up to a hyphen that it may be broken at; its mark is left out."""
    end = entry.x0
    for run in entry.line.runs:
        if run.xs[-1] <= entry.x0:
            continue
        if end > entry.x0 and ink_left(run) - end > BLANK * run.size:
            break  # a blank that only a gap makes
        start = next(index for index in range(len(run.text)) if run.xs[index + 1] > entry.x0)
        start += len(run.text[start:]) - len(run.text[start:].lstrip())
        word = _WORD.match(run.text, start)
        if word is None:
            break
        stop = word.start() + len(word[0].partition("...")[0])  # dots lead from a word to a number
        end = run.xs[stop]
        if stop < len(run.text) or word[0][-1] == "-":
            break
    return end - entry.x0


def is_alike(above: Entry, below: Entry) -> bool:
    """Say whether two lines begin with marks of one kind at one x."""
    if above.mark is None or below.mark is None or above.mark.kind != below.mark.kind:
        return False
    return abs(above.mark_x - below.mark_x) < _ALIGNED or abs(above.x0 - below.x0) < _ALIGNED


def _find_dot(line: Line, dots: Sequence[Fill]) -> Fill | None:
    top, bottom = line.baseline - 0.85 * line.size, line.baseline + 0.15 * line.size
    for dot in dots:
        x0, y0, x1, y1 = dot.box
        if top < (y0 + y1) / 2 < bottom and 0 <= line.x0 - x1 < _DOT_AWAY * line.size and x1 - x0 < _DOT * line.size:
            return dot
    return None


def _find_mark(line: Line, words: Words) -> tuple[Mark, Words] | None:
    mark, rest = take_mark(words)
    if mark is not None:
        found = find_marked_line(f"{mark} x")
        read = found.mark if found else Mark(mark, "bullet")
        return (Mark(read.text, read.kind, read.depth, colour_of_sign(words)), rest) if rest else None
    first = line.runs[0]
    sign = first.text.strip()
    if len(sign) == 1 and not sign.isalnum() and len(line.runs) > 1 and is_symbol_font(first.font):
        # A sign that `symbols.csv` does not know, but in a font for signs, set apart.
        return Mark(words.text[:1], "bullet"), words[1:].strip()
    return None


def _behind(line: Line, length: int) -> float:
    """Return where the words behind the first characters of a line begin."""
    position = 0
    for run in line.runs:
        text = run.text.strip()
        if position + len(text) > length:
            return _ink_from(run, max(0, length - position))
        position += len(text)
        if position == length - 1:
            position += 1  # the blank that a gap makes
    return ink_left(line.runs[-1])


def _ink_from(run: TextRun, offset: int) -> float:
    """Return where the first printed character from an offset on begins; blanks at the run's start do not count."""
    start = len(run.text) - len(run.text.lstrip()) + offset
    while start < len(run.text) - 1 and run.text[start].isspace():
        start += 1
    return run.xs[min(start, len(run.text) - 1)]


def _stops(line: Line) -> tuple[float, ...]:
    """Return where stretches begin that are set apart; the first one's begin is left out."""
    first = line.runs[0]
    least = _HANGING if _LABEL.fullmatch(first.text.strip()) else WIDE
    gaps = [ink_left(run) - ink_right(before) for before, run in pairwise(line.runs)]
    if max(gaps) <= min(least, WIDE) * line.size or (len(gaps) > 1 and min(gaps) > _EVEN * max(gaps)):
        return ()  # or a justified line: its blanks are all wide
    stops = []
    for gap, run in zip(gaps, line.runs[1:], strict=True):
        if gap > least * line.size:
            stops.append(ink_left(run))
        least = WIDE
    return tuple(stops)


def _is_leader(entry: Entry) -> bool:
    text = entry.text
    if any(dots in text for dots in _DOTS) and _LEADER.search(text):
        return True
    last = entry.line.runs[-1].text.strip()
    return bool(entry.stops) and last.isdigit() and len(last) <= 3 and entry.stops[-1] == ink_left(entry.line.runs[-1])
