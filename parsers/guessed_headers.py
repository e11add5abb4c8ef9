"""Headings that no line of headers.csv fits as they are printed: misspelt, misread by a scanner, run together or bent.

A guess counts less than a known wording, and what was guessed is told by an issue. A wording that could be one of two
roles' is none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import TypeVar

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from parsers.headers import Header, Lexicon, current_lexicon, fold_header, fold_wording, read_header

_K = TypeVar("_K", str, frozenset[str])

MAX_CHARACTERS = 60
MAX_WORDS = 6
MAX_NEAR = 3
MAX_TRIED = 9
BENT = 0.7  # a known wording in another form: "Responsible for delivery", "Completing date"
MISSPELT = 0.6
MIN_MISSPELT_CHARACTERS = 5
MIN_TWO_FAULTS_CHARACTERS = 9
_AMOUNT = re.compile(r"\b\d+\b|[%£€]")  # says something else of a column than the words beside it: "% complete"


def guess_header(text: str) -> Header | None:
    """Return what a heading that no line fits most likely says of its column, or None.

    >>> guess_header("Timscale").role
    <Role.TIMELINE: 'timeline'>
    >>> guess_header("Zebra crossing") is None
    True
    """
    if len(text) > MAX_CHARACTERS or len(text.split()) > MAX_WORDS or _AMOUNT.search(text):
        return None
    return _guess(text, current_lexicon())


@dataclass(frozen=True, slots=True)
class _Forms:
    """The known wordings in the forms that a bent or misspelt one is compared with; None where two roles share one."""

    closed_up: Mapping[str, Header | None]
    stems: Mapping[frozenset[str], Header | None]
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def _guess(text: str, lexicon: Lexicon) -> Header | None:
    folded = fold_wording(text)
    if not folded:
        return None
    forms = _forms(lexicon)
    known = forms.closed_up.get(_closed_up(folded)) or forms.stems.get(_stems(folded))
    if known is not None:
        return replace(known, score=BENT)
    printed = fold_header(text)
    near = [_near_words(word, forms.words) for word in printed.split()]
    if all(len(words) == 1 for words in near) and [words[0] for words in near] == printed.split():
        return None
    header = _only_one([read_header(" ".join(words)) for words in islice(product(*near), MAX_TRIED)])
    return replace(header, score=header.score * MISSPELT) if header is not None else None


def _only_one(found: Sequence[Header | None]) -> Header | None:
    """Return what the best known of several spellings say, if all of these say the same."""
    known = [header for header in found if header is not None]
    best = [header for header in known if header.score == max(header.score for header in known)]
    return best[0] if len({header.role for header in best}) == 1 else None


@lru_cache(maxsize=8)
def _forms(lexicon: Lexicon) -> _Forms:
    closed_up: dict[str, Header | None] = {}
    stems: dict[frozenset[str], Header | None] = {}
    words: set[str] = set()
    for wording, header in lexicon.headers():
        _add(closed_up, _closed_up(wording), header)
        if found := _stems(wording):
            _add(stems, found, header)
        words.update(form for word in wording.split() for form in (word, f"{word}s") if len(word) > 3)
    return _Forms(closed_up, stems, tuple(sorted(words)))


def _closed_up(folded: str) -> str:
    """Return a wording without blanks, nor any s: where words are run together nobody can tell a plural's."""
    return folded.replace(" ", "").replace("s", "")


def _add(forms: dict[_K, Header | None], form: _K, header: Header) -> None:
    """Keep what a form says, or that it says two things."""
    known = forms.setdefault(form, header)
    if known is not None and known.role is not header.role:
        forms[form] = None


def _near_words(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known words that a misspelt one is nearest to, or the word itself where none is near."""
    if len(word) < MIN_MISSPELT_CHARACTERS or word in known or word in _bending().spelt:
        return (word,)
    faults = 2 if len(word) >= MIN_TWO_FAULTS_CHARACTERS else 1
    near = extract(word, known, scorer=OSA.distance, score_cutoff=faults, limit=6)
    nearest = {fold_wording(found): found for found, distance, _ in near if distance == near[0][1]}
    return tuple(nearest.values())[:MAX_NEAR] or (word,)


def _stems(folded: str) -> frozenset[str]:
    """Return the stems of a wording's words, without those that say nothing of what a column holds."""
    bending = _bending()
    return frozenset(_stem(word, bending) for word in folded.split() if word not in bending.idle)


def _stem(word: str, bending: _Bending) -> str:
    if word in bending.whole:
        return word
    return next((word[: -len(e)] for e in bending.endings if word.endswith(e) and len(word) - len(e) >= 4), word)


@dataclass(frozen=True, slots=True)
class _Bending:
    """The endings that words are bent by, the longest first; words that say nothing; words that are never cut;

    `spelt`: words that are right as they are, however near they are to one that heads columns.
    """

    endings: tuple[str, ...]
    idle: frozenset[str]
    whole: frozenset[str]
    spelt: frozenset[str]


@cache
def _bending() -> _Bending:
    text = (files("parsers") / "header_forms.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    forms: dict[str, list[str]] = {"ending": [], "idle": [], "spelt": [], "whole": []}
    for row in rows:
        forms[row["is"]].append(row["form"])
    endings = sorted(forms["ending"], key=lambda ending: -len(ending))
    return _Bending(tuple(endings), *(frozenset(forms[name]) for name in ("idle", "whole", "spelt")))
