"""Headings and paragraphs that count: "No. 1 – Review …", "CPC2: Publish …", "3". What they count, others decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from normalise.numbers import fold_number, read_recommendation_number

_COUNT = re.compile(
    r"\(?(?P<word>[A-Za-z]{0,12}\.?\s*(?:no\.?\s*)?)(?P<number>\d{1,2})(?![\d%/]|\.\d)\s*[.:)–—-]*\s*", re.IGNORECASE
)
_OF_ACTION = re.compile(
    r"(?:[A-Za-z]{3,10}(?:\.\s*|\s+|(?=[\d(]))(?:no\.?\s*)?)?\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}\.?[a-z]?|[a-z]|[ivx]{1,5})\)?[\s.:)–—-]*",
    re.IGNORECASE,
)
_COUNTS_OTHERS = frozenset(
    ("annex", "appendix", "chapter", "day", "figure", "month", "page", "part", "phase", "q", "quarter", "section")
) | frozenset(("slide", "stage", "step", "table", "theme", "week", "year"))


MIN_COUNTED = 2


class Count(NamedTuple):
    """What stands in front of a text that counts: the word before the number, the number, and where the rest begins."""

    word: str
    number: str
    end: int


def read_count(text: str) -> Count | None:
    """Return what a text counts by, or None: "Theme 2" and "Q1" count other things.

    >>> read_count("CPC2: Publish a plan")
    Count(word='cpc', number='2', end=6)
    """
    match = _COUNT.match(text)
    if match is None:
        return None
    word = match["word"].casefold().strip(" .")
    return None if word in _COUNTS_OTHERS else Count(word, match["number"], match.end())


def without_count(text: str) -> str:
    """Return a text without what it counts by."""
    count = read_count(text)
    return text[count.end :] if count else text


def counted_by(texts: Sequence[str]) -> frozenset[str]:
    """Return the words by which texts count from one on: "CPC1 …", "CPC2 …"; "" for "1) …", "2) …". None for "1 May".

    A second list may begin at one again, or count by another word.

    >>> counted_by(["No. 1 Publish a plan", "No. 2 Review it"]), counted_by(["1 May", "3 June"])
    (frozenset({'no'}), frozenset())
    """
    numbers: dict[str, list[int]] = {}
    for count in map(read_count, texts):
        if count is not None:
            numbers.setdefault(count.word, []).append(int(count.number))
    run_on = {word for word, counted in numbers.items() if _runs_on(counted)}
    return frozenset(run_on) if any(max(numbers[word]) >= MIN_COUNTED for word in run_on) else frozenset()


def _runs_on(numbers: Sequence[int]) -> bool:
    return all(number in (1, before + 1) for before, number in pairwise((0, *numbers)))


def number_of(text: str) -> str | None:
    """Return the number that a cell or label prints for a recommendation, or None.

    >>> number_of("CPC4"), number_of("Rec 2"), number_of("iii)")
    ('4', '2', 'iii')
    """
    text = text.strip()
    if not text:
        return None
    if found := read_recommendation_number(text):
        return found.number
    if (folded := fold_number(text.split()[0])) is not None:
        return folded
    count = read_count(text)
    return count.number if count is not None and count.end == len(text) else None


def number_of_action(text: str) -> str | None:
    """Return the number that a cell of actions' own numbers prints, whatever word it counts by, or None.

    >>> number_of_action("Step 2:"), number_of_action("Action1.3"), number_of_action("2b."), number_of_action("1/2")
    ('2', '1.3', '2b', None)
    >>> number_of_action("Step b"), number_of_action("Kiln")
    ('b', None)
    """
    match = _OF_ACTION.fullmatch(text.strip())
    return match["number"].casefold().rstrip(".") if match else number_of(text)


def is_number_alone(text: str) -> bool:
    """Say whether a text is nothing but what it counts by: "No. 3", "Step 2:"."""
    return _OF_ACTION.fullmatch(text.strip()) is not None
