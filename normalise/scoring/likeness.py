"""When two wordings count as the same, whatever quotation marks, dashes, case and white space they are printed with."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.97  # of their words: one word in thirty may differ, as two careful annotators' do
EXACT = 1.0

_PRINTED = str.maketrans("‘’“”–—‐‑\N{NO-BREAK SPACE}", "''\"\"---- ")
_OUTER = " .,;:-*'\""
_BLANKS = re.compile(r"\s+")
_IN_COMMON = 0.4  # under this share of common words two wordings are not alike at all


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a wording without what differs between careful copies of it."""
    plain = unicodedata.normalize("NFKC", text).translate(_PRINTED).casefold()
    return _BLANKS.sub(" ", plain).strip(_OUTER)


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Return from 0 to 1 how much of their words two wordings share, in order; 0 where it is sure to be under `least`.

    >>> likeness("Review the plan.", "review the plan")
    1.0
    >>> likeness("Review the plan", "Build more homes")
    0.0
    """
    first, second = fold(one), fold(other)
    if first == second:
        return 1.0
    words, others = _words(first), _words(second)
    total = words.total + others.total
    if not words.total or not others.total:
        return 0.0
    least = max(least, _IN_COMMON)
    # Two bounds that cost less than the comparison: the lengths alone, and the words whatever their order.
    if 2 * min(words.total, others.total) / total < least or 2 * _common(words.bag, others.bag) / total < least:
        return 0.0
    return SequenceMatcher(None, words.listed, others.listed, autojunk=False).ratio()


def is_same_text(one: str, other: str, alike: float = ALIKE) -> bool:
    """Return whether two wordings are at least so much alike (0 to 1; EXACT: equal once folded)."""
    return fold(one) == fold(other) or (alike < EXACT and likeness(one, other, alike) >= alike)


class _Words:
    __slots__ = ("bag", "listed", "total")

    def __init__(self, folded: str) -> None:
        self.listed = folded.split()
        self.bag = Counter(self.listed)
        self.total = len(self.listed)


@lru_cache(maxsize=8192)
def _words(folded: str) -> _Words:
    return _Words(folded)


def _common(bag: Counter[str], other: Counter[str]) -> int:
    if len(other) < len(bag):
        bag, other = other, bag
    return sum(min(count, other[word]) for word, count in bag.items() if word in other)
