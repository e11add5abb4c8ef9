"""Tokens → terms: what a word, or several together, can mean in a timeline, by the lexica.

A term may have several roles ("started" is a status and "started June" a beginning); which one it plays is left to the
grammar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from normalise.lexicon import rows
from normalise.when.tokens import Token, read_tokens

PADDING = 8  # closing terms behind the last one, so that the grammar may look ahead without counting
_MOST_OF_CELL = 200  # characters of a text whose terms are remembered
_PIECE_OF_PHRASE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("‘’‛`´ʼ", "'") | dict.fromkeys("“”„", '"'))
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

# Kinds of phrases: what no date and no recurrence goes without, and what a timeline column may print in their stead.
_OF_DATES = frozenset(
    "month season weekday time quarter half adverb every times feast fy strange_year week this".split()
)
_OF_TIMES = _OF_DATES.union("status suffix tbc vague ditto plain narrow".split())
_OF_QUARTERS = frozenset({"quarter"})
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_AS_ONE = re.compile(r"[a-z][A-Z]")

Roles = Mapping[str, str]
_CLOSING = {"(": ")", "[": "]"}
_NONE: Roles = {}
_NUMBER: Roles = {"number": ""}


class Term(NamedTuple):
    """A word or phrase: its roles with their values, its folded words and half-open span.

    `number` is -1 where it is none. `glued`: no white space in front; `newline`: a line end in front;
    `capital`: it begins with one.
    """

    roles: Roles
    word: str
    start: int
    end: int
    number: int = -1
    glued: bool = False
    newline: bool = False
    capital: bool = False

    @property
    def digits(self) -> int:
        """Return how many digits a number is printed with, 0 for a word."""
        return self.end - self.start if self.number >= 0 else 0


def read_terms(text: str, start: int = 0, end: int | None = None) -> tuple[Term, ...]:
    """Return the terms of `text[start:end]`, longest phrases first, and `PADDING` closing terms without words."""
    piece = text[start:end]
    return _cell_terms(piece, start) if len(piece) <= _MOST_OF_CELL else _piece_terms(piece, start)


@lru_cache(maxsize=1024)  # a cell is read as lines, as a column's and as an action's, and many print the same
def _cell_terms(piece: str, start: int) -> tuple[Term, ...]:
    return _piece_terms(piece, start)


def _piece_terms(piece: str, start: int) -> tuple[Term, ...]:
    """Return the terms of a text, their spans counted from where it begins in another."""
    read = read_tokens(piece)
    if _INVISIBLE.search(piece):
        read = [token for token in read if not _INVISIBLE.fullmatch(token.text)]
    tokens = [(token, _fold(token.text)) for token in read]
    found: list[Term] = []
    phrases = _phrases()
    at, last = 0, 0
    while at < len(tokens):
        token, word = tokens[at]
        known = phrases.get(word)
        count, roles = _longest(known, tokens, at) if known is not None else (1, _NONE)
        stop = tokens[at + count - 1][0].end
        gap = piece[last : token.start]
        is_glued, is_new_line = not gap, False
        if gap and gap != " ":
            is_glued, is_new_line = not any(map(str.isspace, gap)), "\n" in gap
        number = int(word) if count == 1 and word.isdecimal() and len(word) <= 6 and word.isascii() else -1
        found.append(
            Term(
                _NUMBER if number >= 0 else roles,
                word if count == 1 else " ".join([folded for _, folded in tokens[at : at + count]]),
                token.start + start,
                stop + start,
                number,
                is_glued and at > 0,
                is_new_line,
                token.text[0].isupper(),
            )
        )
        at, last = at + count, stop
    closing = Term(_NONE, "", last + start, last + start)
    return (*found, *(closing,) * PADDING)


def match_brackets(terms: tuple[Term, ...]) -> dict[int, int]:
    """Return for each bracket that is closed, and each that closes one, the index of its partner."""
    partners: dict[int, int] = {}
    open_at: list[int] = []
    for at, term in enumerate(terms):
        if term.word in _CLOSING:
            open_at.append(at)
        elif open_at and term.word == _CLOSING[terms[open_at[-1]].word]:
            opening = open_at.pop()
            partners |= {opening: at, at: opening}
    return partners


def has_role(word: str, role: str) -> bool:
    """Say whether a folded word plays a role of `when_words.csv`."""
    return role in _words().get(word, ())


def role_phrases(role: str) -> tuple[str, ...]:
    """Return the phrases of `when_words.csv` that play a role, longest first."""
    return tuple(sorted((phrase for phrase, roles in _words().items() if role in roles), key=len, reverse=True))


def may_hold_date(text: str) -> bool:
    """Say whether a text prints a digit, or a word without which no date and no recurrence can be told.

    Quick: most prose has neither, and need not be read word by word.
    """
    return _DIGIT.search(text) is not None or _holds(_OF_DATES, text)


def may_hold_time(text: str) -> bool:
    """Say the same of what a timeline column prints besides: "Completed", "TBC" and "Ditto"; not of events."""
    return _DIGIT.search(text) is not None or _holds(_OF_TIMES, text)


def may_name_quarter(text: str) -> bool:
    """Say whether a text prints a word for a quarter of a year, or words written as one."""
    return _holds(_OF_QUARTERS, text)


def _holds(kinds: frozenset[str], text: str) -> bool:
    """Say whether a text holds the longest word of a phrase of some kinds, or prints words as one ("endMarch")."""
    words, signs = _words_of_kinds(kinds)
    small = text.lower()
    if not words.isdisjoint(_LETTERS.findall(small)) or (signs is not None and signs.search(small)):
        return True
    return _AS_ONE.search(text) is not None


@cache
def _words_of_kinds(kinds: frozenset[str]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """Return the longest word of each phrase of some kinds, and what finds the signs that are phrases themselves."""
    phrases = (_PIECE_OF_PHRASE.findall(phrase) for phrase, kind, _ in _entries() if kind in kinds)
    words = {max(pieces, key=len) for pieces in phrases}
    signs, letter = sorted(word for word in words if not _LETTERS.fullmatch(word)), r"[^\W\d_]"
    found = re.compile(rf"(?<!{letter})(?:{'|'.join(map(re.escape, signs))})(?!{letter})") if signs else None
    return frozenset(filter(_LETTERS.fullmatch, words)), found


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else word.translate(_SIGNS).lower()


def _longest(
    phrases: list[tuple[tuple[str, ...], Roles]] | None, tokens: list[tuple[Token, str]], at: int
) -> tuple[int, Roles]:
    """Return how many tokens the longest phrase that begins here takes, and its roles."""
    following = tokens[at + 1][1] if at + 1 < len(tokens) else ""
    for words, roles in phrases or ():
        if len(words) == 1:
            return 1, roles
        if words[1] == following and tuple(folded for _, folded in tokens[at : at + len(words)]) == words:
            return len(words), roles
    return 1, _NONE


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Roles]]]:
    """Return all phrases by their first word, longest first."""
    roles: dict[tuple[str, ...], dict[str, str]] = {}
    for phrase, kind, value in _entries():
        roles.setdefault(tuple(_PIECE_OF_PHRASE.findall(phrase)), {})[kind] = value
    by_first: dict[str, list[tuple[tuple[str, ...], Roles]]] = {}
    for words in sorted(roles, key=len, reverse=True):
        by_first.setdefault(words[0], []).append((words, roles[words]))
    return by_first


def _entries() -> list[tuple[str, str, str]]:
    return [
        *((row["name"], "month", row["month"]) for row in rows("months")),
        *((row["name"], "also_a_word", row["also_a_word"]) for row in rows("months") if row["also_a_word"]),
        *((row["name"], "season", row["code"]) for row in rows("seasons")),
        *((row["name"], "weekday", row["code"]) for row in rows("when_weekdays")),
        *((row["name"], row["kind"], row["value"]) for row in rows("units")),
        *((row["phrase"], row["kind"], row["value"]) for row in rows("when_phrases")),
    ]


@cache
def _words() -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    for row in rows("when_words"):
        roles.setdefault(row["phrase"], set()).add(row["role"])
    return roles
