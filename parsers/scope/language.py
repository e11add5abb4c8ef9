"""Which language words are in, by small words of each (`language_words.csv`) and, for Welsh, by its letters.

Enough to keep apart what a council prints in two languages. Names, numbers and dates are in none.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

ENGLISH, WELSH = "en", "cy"
MAX_CHARACTERS = 2_000  # of a text that are looked at: its language does not change further on
FAR_AHEAD = 1.5  # how many times the next language's words a language must have

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WELSH = re.compile(
    r"^(?:ll|dd|ff[aeiouwy]|rh(?!yth|et|od)|ngh|mh|gw[aeiyr]|cyf|cyng|cym[aeruy]|ymg|ddy)|[ŵŷ]|(?:aeth|iad|wyd|iadau|iaeth|ddol|wyr|'[rnuwi])$"
)


@lru_cache(maxsize=4096)  # the cells of a table are asked about by column, by row and by themselves
def read_language(text: str, among: tuple[str, ...] = ()) -> str | None:
    """Return the language that words are in as ISO 639-1, or None where they do not tell. `among`: of these only.

    >>> read_language("Agree the plan"), read_language("Cytuno ar y cynllun"), read_language("Kent, 2026")
    ('en', 'cy', None)
    """
    counts = count_languages(text)
    if among:
        counts = Counter({language: counts[language] for language in among if counts[language]})
    if not counts:
        return None
    (best, most), *others = counts.most_common(2)
    return best if not others or most >= others[0][1] * FAR_AHEAD else None


def count_languages(text: str) -> Counter[str]:
    """Return how many of a text's words are of each language."""
    words = _WORD.findall(text[:MAX_CHARACTERS].replace("’", "'"))
    return Counter(chain.from_iterable(map(_languages_of, words)))


@lru_cache(maxsize=16_384)
def _languages_of(word: str) -> tuple[str, ...]:
    known = _words().get(word.casefold(), ())
    if not known and word[0].islower() and _WELSH.search(word):  # names are in no language
        return (WELSH,)
    return known


@cache
def name_of(language: str) -> str:
    """Return what a language is called in English."""
    return _NAMES[language]


_NAMES = {
    "cs": "Czech",
    "cy": "Welsh",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ga": "Irish",
    "gd": "Gaelic",
    "it": "Italian",
    "pl": "Polish",
}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = (files("parsers.scope") / "language_words.csv").read_text(encoding="utf-8")
    words: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        words[row["word"]] = (*words.get(row["word"], ()), row["language"])
    return words
