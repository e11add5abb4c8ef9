"""The signs that stand in front of list entries: which are printed, and how deep they hang.

Bullets are lines of `bullets.csv`; one that `touches` may do so to the word behind it. What an entry says, and whether
a number that stands alone is a heading's, is left to others.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from parsers.words import Words

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
_NUMBER = rf"(?:\(\s?(?:\d{{1,3}}|[a-zA-Z]|{_ROMAN})\s?\)|(?:\d{{1,3}}\.)*\d{{1,3}}[.)]|(?:[a-z]|{_ROMAN})[.)]|[A-Z]\))"

MarkKind = Literal["bullet", "digit", "letter", "roman"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in front of a list entry. `depth`: how deep such a bullet hangs by custom, or None."""

    text: str
    kind: MarkKind
    depth: int | None = None


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
    match = _marked_words().match(words.text)
    if match is None:
        return None, words
    return match["number"] or match["mark"] or match["tight"], words[match.end() :]


def is_check(glyph: str) -> bool:
    """Say whether a bullet says something by itself: a check mark alone is no entry without words, but an answer."""
    return bullets()[glyph].touches and bullets()[glyph].depth is None


def is_first(mark: Mark) -> bool:
    """Say whether the mark begins a list: 1, a, i, or any bullet."""
    return mark.kind == "bullet" or mark.text.strip("(). ") in ("1", "a", "A", "i", "I")


def _mark(text: str) -> Mark:
    if text in bullets():
        return Mark(text, "bullet", bullets()[text].depth)
    inner = text.strip("(). ")
    if inner[0].isdigit():
        return Mark(text, "digit")
    return Mark(text, "roman" if len(inner) > 1 or inner == "i" else "letter")


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(rf"(?P<mark>{_glyphs(touching=False)})(?:\s+|$)|(?P<tight>{_glyphs(touching=True)})\s*")


@cache
def _marked_words() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:(?P<number>{_NUMBER})(?:{_BEHIND_NUMBER})"
        rf"|(?P<mark>{_glyphs(touching=False)})\s+(?=\S)|(?P<tight>{_glyphs(touching=True)})\s*(?=\S))"
    )


def _glyphs(*, touching: bool) -> str:
    """Return a class of the bullets that may touch the words behind them, or of those that also occur inside words."""
    return "[" + "".join(re.escape(bullet.glyph) for bullet in bullets().values() if bullet.touches == touching) + "]"


# "1.Talk" and "a)Talk" are numbered, "2.5" and "i.e." are not.
_BEHIND_NUMBER = r"\s+|$|(?:(?<=\d\.)|(?<=\)))(?=[A-Z])"
# Bold may begin before the number: "**1. Talk to residents**".
_NUMBERED_LINE = re.compile(
    rf"(?:\*\*|__|<b>|<strong>)?(?P<mark>{_NUMBER})(?:(?:\*\*|__|</b>|</strong>)?\s+(?=\S)|(?:(?<=\d\.)|(?<=\)))(?=[A-Z]))"
)
