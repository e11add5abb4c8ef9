"""The signs that stand in front of list entries: which are printed, and how deep they hang.

Bullets are lines of `bullets.csv`; one that `touches` may do so to the word behind it. What an entry says, and whether
a number that stands alone is a heading's, is left to others.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from parsers.words import Words

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
_NUMBER = rf"(?:\(\s?(?:\d{{1,3}}|[a-zA-Z]|{_ROMAN})\s?\)|(?:\d{{1,3}}\.)*\d{{1,3}}[.)]|(?:[a-z]|{_ROMAN})[.)]|[A-Z]\))"

MarkKind = Literal["bullet", "digit", "letter", "roman"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in front of a list entry. `depth`: how deep such a bullet hangs by custom, or None.

    `colour`: what a sign is printed in that may be there for its colour.
    """

    text: str
    kind: MarkKind
    depth: int | None = None
    colour: str | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line that begins a list entry: the columns before its mark, the mark that leads it, and the rest.

    "- 1. Talk" is led by a hyphen; its number is found once its words are read.
    """

    indent: int
    mark: Mark
    rest: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of `bullets.csv`."""

    glyph: str
    depth: int | None
    touches: bool


@cache
def bullets() -> dict[str, Bullet]:
    """Return every bullet by its glyph."""
    text = (files("parsers.formats") / "bullets.csv").read_text(encoding="utf-8")
    glyphs = ((chr(int(line["code_point"], 16)), line) for line in csv.DictReader(text.splitlines()))
    return {
        glyph: Bullet(glyph, int(line["depth"]) if line["depth"] else None, line["touches"] == "yes")
        for glyph, line in glyphs
    }


def find_marked_line(line: str) -> MarkedLine | None:
    """Return the line as the begin of a list entry, or None where it has no mark.

    >>> find_marked_line("  - Talk to residents")
    MarkedLine(indent=2, mark=Mark(text='-', kind='bullet', depth=None), rest='Talk to residents')
    """
    body = line.lstrip()
    indent = len(line[: len(line) - len(body)].expandtabs(4))
    if match := _bullet().match(body):
        glyph, rest = match["mark"] or match["tight"], body[match.end() :]
        return MarkedLine(indent, _mark(glyph), rest) if rest or not is_check(glyph) else None
    if match := _NUMBERED_LINE.match(body):
        return MarkedLine(indent, _mark(match["mark"]), body)
    return None


def take_mark(words: Words) -> tuple[str | None, Words]:
    """Return the mark printed in front of the words and the words behind it; None and all words where there is none."""
    match = _marked_words().match(words.text) if may_be_marked(words.text) else None
    if match is None:
        return None, words
    return match["number"] or match["box"] or match["mark"] or match["tight"], words[match.end() :]


def may_be_marked(text: str) -> bool:
    """Say, quickly, whether a text may begin with a mark; of letters and digits the longest is "xxxviii."."""
    head = text[:9]
    return not head[:1].isalnum() or "." in head or ")" in head or head[1:2].isspace()


def take_letter(words: Words) -> tuple[str | None, Words]:
    """Return the upper-case letter printed in front of the words ("A.") and the words behind it."""
    match = _LETTERED.match(words.text)
    return (match["mark"], words[match.end() :]) if match else (None, words)


def find_lettered_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of lines that begin with upper-case letters which run on from "A.".

    Two alone may be initials: they count where both lines are long.
    """
    found: set[int] = set()
    run: list[int] = []
    letter = ""
    for index, line in enumerate([*lines, "A. "]):
        match = _LETTERED.match(line)
        if match and match["letter"] == "A":
            found.update(run if _is_list(run, lines) else ())
            run, letter = [index], "A"
        elif match and run and ord(match["letter"]) == ord(letter) + 1:
            run.append(index)
            letter = match["letter"]
    return frozenset(found)


def mark_lettered(line: str) -> MarkedLine:
    """Return a line that begins with an upper-case letter as the begin of a list entry."""
    match = _LETTERED.match(line)
    assert match
    body = line.lstrip()
    return MarkedLine(len(line[: len(line) - len(body)].expandtabs(4)), Mark(match["mark"], "letter"), body)


def _is_list(run: Sequence[int], lines: Sequence[str]) -> bool:
    return len(run) > 2 or (len(run) == 2 and all(len(lines[index]) > _MOST_NAME_CHARACTERS for index in run))


def is_check(glyph: str) -> bool:
    """Say whether a bullet says something by itself: a check mark alone is no entry without words, but an answer."""
    return glyph in bullets() and bullets()[glyph].touches and bullets()[glyph].depth is None


def is_first(mark: Mark) -> bool:
    """Say whether the mark begins a list: 1, a, i, or any bullet."""
    return mark.kind == "bullet" or mark.text.strip("(). ") in ("1", "a", "A", "i", "I")


def _mark(text: str) -> Mark:
    if text.startswith("(cid:"):
        return Mark(text, "bullet", 0)
    if text in bullets():
        return Mark(text, "bullet", bullets()[text].depth)
    inner = text.strip("(). ")
    if inner[0].isdigit():
        return Mark(text, "digit")
    return Mark(text, "roman" if len(inner) > 1 or inner == "i" else "letter")


@cache
def _bullet() -> re.Pattern[str]:
    loose, tight = _glyphs(touching=False), _glyphs(touching=True)
    return re.compile(rf"{_NO_BULLET}(?P<mark>{loose}|{_UNMAPPED})(?:\s+|$)|(?P<tight>{tight})\s*")


@cache
def _marked_words() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:(?P<number>{_NUMBER})(?:{_BEHIND_NUMBER})"
        rf"|(?P<box>\[[ xX✓✔]\])\s+(?=\S)"
        rf"|{_NO_BULLET}(?P<mark>{_glyphs(touching=False)}|{_UNMAPPED})\s+(?=\S)|(?P<tight>{_glyphs(touching=True)})\s*(?=\S))"
    )


def _glyphs(*, touching: bool) -> str:
    """Return a class of the bullets that may touch the words behind them, or of those that also occur inside words."""
    return "[" + "".join(re.escape(bullet.glyph) for bullet in bullets().values() if bullet.touches == touching) + "]"


_NO_BULLET = r"(?![+>]\s*[£$€]?\d)"  # "> 90 %", "+ 5 posts"
_UNMAPPED = r"\(cid:\d{1,4}\)"  # a glyph whose font does not say what it is; in front of a line it is a bullet
_LETTERED = re.compile(
    r"\s{0,40}(?:\*\*|__|<b>|<strong>)?(?P<mark>(?P<letter>[A-Z])\.)(?:\*\*|__|</b>|</strong>)?\s+(?=\S|$)"
)
_MOST_NAME_CHARACTERS = 30  # of a line that holds nothing but a name: "A. Smith"
# "1.Talk" and "a)Talk" are numbered, "2.5" and "i.e." are not.
_BEHIND_NUMBER = r"\s+|$|(?:(?<=\d\.)|(?<=\)))(?=[A-Z])"
# Bold may begin before the number: "**1. Talk to residents**".
_NUMBERED_LINE = re.compile(
    rf"(?:\*\*|__|<b>|<strong>)?(?P<mark>{_NUMBER})(?:(?:\*\*|__|</b>|</strong>)?\s+(?=\S)|(?:(?<=\d\.)|(?<=\)))(?=[A-Z]))"
)
