"""The codebook as data: topics.csv, codebook.csv and versions.csv, each read once.

A line of codebook.csv is a wording, the topic it speaks for and its weight: 1 is enough by itself, 0.5 needs another
wording of the same topic, and 0 with no topic keeps words from speaking for anything ("health check"). Plurals,
possessives, case and hyphens do not count; a word in capitals is an acronym and has to be printed so; `*` stands for
any ending. Of several wordings that fit at a place the longest is taken, and the words are used up.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

from normalise.records import TopicKind
from normalise.topics.words import PIECE, Word, fold_word, iter_words

_DATA = ("topics.csv", "codebook.csv")
KEY_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic; `core_theme` is the theme of a challenge that it belongs to, where it clearly belongs to one."""

    name: str
    kind: TopicKind
    core_theme: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a wording: `stem` where any ending will do, `printed` for an acronym."""

    text: str
    is_stem: bool = False
    is_printed: bool = False

    def fits(self, word: Word) -> bool:
        """Return whether a word of a text is this one."""
        if self.is_printed:
            return word.printed == self.text
        return word.folded.startswith(self.text) if self.is_stem else word.folded == self.text


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording and what it weighs for which topics; none where it only keeps words from speaking."""

    terms: tuple[Term, ...]
    weights: Mapping[str, float] = field(compare=False)


@cache
def topics() -> dict[str, Topic]:
    """Return all topics by name."""
    kinds: dict[str, TopicKind] = {"core_theme": "core_theme", "topic": "topic"}
    return {row["topic"]: Topic(row["topic"], kinds[row["kind"]], row["core_theme"] or None) for row in _rows("topics")}


def core_themes() -> tuple[str, ...]:
    """Return the five core themes of a Corporate Peer Challenge."""
    return tuple(topic.name for topic in topics().values() if topic.kind == "core_theme")


@lru_cache(maxsize=4096)
def wordings_from(printed: str, folded: str) -> tuple[Wording, ...]:
    """Return the wordings that begin with a word, the longest first; there are none for most words."""
    word = Word(printed, folded, 0, len(printed))
    return tuple(wording for wording in _wordings().get(folded[:KEY_LENGTH], ()) if wording.terms[0].fits(word))


@cache
def _wordings() -> dict[str, tuple[Wording, ...]]:
    """Return the wordings by the first letters of their first word, the longest first."""
    weights: defaultdict[tuple[Term, ...], dict[str, float]] = defaultdict(dict)
    for row in _rows("codebook"):
        of_wording = weights[_read_terms(row["wording"])]
        if row["topic"]:
            topic = topics()[row["topic"]].name
            of_wording[topic] = max(float(row["weight"]), of_wording.get(topic, 0.0))
    found: defaultdict[str, list[Wording]] = defaultdict(list)
    for terms, of_wording in weights.items():
        found[terms[0].text.casefold()[:KEY_LENGTH]].append(Wording(terms, of_wording))
    return {key: tuple(sorted(listed, key=_rank)) for key, listed in found.items()}


def _rank(wording: Wording) -> tuple[int, int]:
    """Order wordings: most words first, then fewest open endings."""
    return -len(wording.terms), sum(term.is_stem for term in wording.terms)


def _read_terms(wording: str) -> tuple[Term, ...]:
    return tuple(_read_term(word.printed) for word in iter_words(wording, PIECE))


def _read_term(text: str) -> Term:
    if text.endswith("*"):
        return Term(text[:-1].casefold(), is_stem=True)
    if sum(letter.isupper() for letter in text) > 1:
        return Term(text, is_printed=True)
    return Term(fold_word(text))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def digest_codebook() -> str:
    """Return what tells one edition of the codebook from another: a hash of its lines."""
    digest = sha256()
    for name in _DATA:
        text = (files(__package__) / name).read_text(encoding="utf-8")
        digest.update("\n".join(text.splitlines()).encode())
    return digest.hexdigest()[:12]


VERSION = _rows("versions")[-1]["version"]
