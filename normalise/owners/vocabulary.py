"""The field's words for who does things, looked up by their last words, and the tokens they are looked up in.

Built once from the lexica of posts, bodies, teams, organisations, functions and given names. What a printed name is, is
left to `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from normalise.lexicon import rows
from normalise.records import OwnerKind

FOOTNOTE_MARKS = "*†‡¹²³⁴⁵⁶⁷⁸⁹⁰"
LONGEST_PHRASE = 7  # words in the longest line of the lexica

_TOKEN = re.compile(r"[A-Z]&[A-Z](?!\w)|[^\W_]+(?:['’.‑-][^\W_]+)*['’]?|\S")
_PLURALS = {"chairmen": "chairman", "secretaries": "secretary", "deputies": "deputy", "bodies": "body"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text, its half-open span, and the form it is looked up by."""

    text: str
    start: int
    end: int
    key: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Noun:
    """What a name that ends in these words is. A `weak` one ("services") may also close the portfolio of a post."""

    kind: OwnerKind
    words: int
    weak: bool = False
    wording: str = ""
    plural: bool = False


@lru_cache(maxsize=256)  # one name is asked about by several rules in turn
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and signs of a text in order."""
    return tuple(Token(m[0], m.start(), m.end(), fold(m[0])) for m in _TOKEN.finditer(text))


def fold(word: str) -> str:
    """Return the form in which words are compared: lower case, straight apostrophes, no closing full stop."""
    return word.replace("’", "'").replace("‑", "-").casefold().rstrip(FOOTNOTE_MARKS + ".") or word


def noun_at_end(words: Sequence[Token]) -> Noun | None:
    """Return what the last words say a name is: the longest line of the lexica that they close with, or None.

    A name whose last word stands in the plural is looked up in the singular too.
    """
    keys = [word.key for word in words[-LONGEST_PHRASE:]]
    if not keys or {keys[-1], singular(keys[-1])}.isdisjoint(_last_words()):
        return None
    for length in range(len(keys), 0, -1):
        phrase = keys[-length:]
        if noun := _nouns().get(" ".join(phrase)):
            return noun
        single = " ".join((*phrase[:-1], singular(phrase[-1])))
        if single != " ".join(phrase) and (noun := _nouns().get(single)):
            return Noun(noun.kind, noun.words, noun.weak, noun.wording, plural=True)
    return None


def kind_of_whole(words: Sequence[Token]) -> OwnerKind | None:
    """Return the kind of a name that the lexica know as a whole, or None."""
    return _wholes().get(" ".join(word.key for word in words))


def names_organisation(words: Sequence[Token]) -> bool:
    """Say whether the words hold, anywhere, what only a separate legal body has in its name ("Ltd", "NHS")."""
    keys = [word.key for word in words]
    return any(
        " ".join(keys[i : i + n]) in _anywhere() for i in range(len(keys)) for n in range(1, min(6, len(keys) - i) + 1)
    )


def is_topic(word: str) -> bool:
    """Say whether a folded word stands in the name of some service or function."""
    return word in _topic_words() or singular(word) in _topic_words()


def is_given_name(word: str) -> bool:
    """Say whether a folded word is a common given name."""
    return word in _given_names()


def singular(word: str) -> str:
    """Return the singular of a folded noun as far as its ending tells.

    >>> singular("directors"), singular("committees"), singular("business")
    ('director', 'committee', 'business')
    """
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


Meaning = Literal["unnamed", "repeat"]


def meaning_of(text: str) -> Meaning | None:
    """Return what words mean that stand for no owner of their own: one still unnamed, or those above again."""
    return _meanings().get(" ".join(text.casefold().split()))


@cache
def _meanings() -> dict[str, Meaning]:
    known: dict[str, Meaning] = {"repeat": "repeat", "unnamed": "unnamed"}
    return {row["wording"]: known[row["meaning"]] for row in rows("owner_words")}


@cache
def _last_words() -> frozenset[str]:
    """Return the words that phrases of the lexica end in: most words of a name are none, and need no look-up."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in _nouns())


@cache
def _nouns() -> dict[str, Noun]:
    nouns = {row["wording"]: _noun("post", row["wording"]) for row in rows("posts")}
    for kind, name in _GROUPS:
        for row in rows(name):
            if row["where"] != "whole" or " " in row["wording"]:
                nouns[row["wording"]] = _noun(kind, row["wording"], weak=row["where"] == "weak")
    return nouns


@cache
def _wholes() -> dict[str, OwnerKind]:
    wholes: dict[str, OwnerKind] = {row["wording"]: "post" for row in rows("posts")}
    wholes |= {
        row["wording"]: kind for kind, name in _GROUPS for row in rows(name) if row["where"] in ("whole", "both")
    }
    return wholes


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(row["wording"] for row in rows("organisations") if row["where"] == "any")


@cache
def _topic_words() -> frozenset[str]:
    return frozenset(word for row in rows("functions") for word in row["wording"].split() if word not in ("and", "of"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("given_names"))


def _noun(kind: OwnerKind, wording: str, *, weak: bool = False) -> Noun:
    return Noun(kind, len(wording.split()), weak, wording)


_GROUPS: tuple[tuple[OwnerKind, str], ...] = (
    ("team", "teams"),
    ("organisation", "organisations"),
    ("body", "bodies"),
)
