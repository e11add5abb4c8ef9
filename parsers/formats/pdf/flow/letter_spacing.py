"""Letter-spaced words put together: "C O N T E N T S" is one word, however the file prints the space in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MOST_LETTERS = 2  # in a piece of a word that is printed letter by letter, on average
_FEWEST_PIECES = 4
_FEWEST_SMALL = 6  # where small letters are among them
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_WIDEST = 1.2  # sizes: what is further apart stands in columns
_WORD_GAP = 1.5  # of the gap between two letters: more parts words
_WORDS = re.compile(r" {2,}")


def close_up(text: str) -> str:
    """Return a text without the blanks that part its letters; two blanks or more part its words.

    >>> close_up("O U R   P L A N"), close_up("A B C D"), close_up("I am a man")
    ('OUR PLAN', 'A B C D', 'I am a man')
    """
    if len(text) < 2 * _FEWEST_PIECES - 1 or text[1] != " ":
        return text
    words = _WORDS.split(text.strip())
    letters = [word.split(" ") for word in words]
    single = [letter for word in letters for letter in word]
    if len(single) < _FEWEST_PIECES or any(len(letter) > 1 for letter in single) or not _spells(single):
        return text
    return " ".join("".join(word) for word in letters)


def find_spread(texts: Sequence[str], gaps: Sequence[float], size: float) -> list[float] | None:
    """Return for each gap how wide one must be to part words, where a line is printed letter by letter; else None."""
    if len(texts) < _FEWEST_PIECES or not _spells(texts) or sum(map(len, texts)) > _MOST_LETTERS * len(texts):
        return None
    if max(gaps) > _WIDEST * size:
        return None
    between_letters = sorted(gaps)[len(gaps) // 3]
    return [max(_WORD_GAP * between_letters, between_letters + 0.1 * size)] * len(gaps)


def _spells(pieces: Sequence[str]) -> bool:
    """Say whether pieces are letters of a word: no figures, no signs, not the alphabet's own order."""
    letters = "".join(pieces)
    if not letters.isalpha() or letters.lower() in _ALPHABET:
        return False
    return letters.isupper() or len(pieces) >= _FEWEST_SMALL
