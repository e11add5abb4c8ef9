"""The words of a text as the codebook compares them: single, without plural or possessive ending, in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"&|[^\W_]+(?:['’][^\W\d_]+)?['’]?")
PIECE = re.compile(r"&|[^\W_]+(?:['’][^\W\d_]+)?['’]?\*?")  # with the star of an open ending
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, as it is compared, and where it stands: the half-open span `text[start:end]`."""

    printed: str
    folded: str
    start: int
    end: int


def iter_words(text: str, pattern: re.Pattern[str] = WORD) -> Iterator[Word]:
    """Yield the words of a text; a hyphen stands between two."""
    for found in pattern.finditer(text):
        printed = _POSSESSIVE.sub("", found[0])
        yield Word(printed, fold_word(printed), found.start(), found.end())


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """Return a word as it is compared.

    >>> [fold_word(word) for word in ("Councils’", "strategies", "business", "&")]
    ['council', 'strategy', 'business', 'and']
    """
    folded = _POSSESSIVE.sub("", word).casefold()
    if folded == "&":
        return "and"
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    return folded[:-1] if folded.endswith("s") and not folded.endswith(("ss", "us", "is")) else folded
