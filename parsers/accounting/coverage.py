"""Which stretches of a unit's text values were read from, and what of the rest tells anything."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from parsers.accounting.units import Unit, fold
from parsers.headers import read_header
from parsers.words import Place, Words

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
# An apostrophe is a word's only: were it a sign between two as well, a run of them could be read in countless ways.
_LABEL = re.compile(r"^[^\w'’]*(?:[\w'’]+[^\w'’]{1,2}){0,5}?[\w'’]*\w(?:\(s\))?\s*[:–—]\s*(?:\(?\w{1,4}[.)])?\W*$")


class Marker:
    """Marks on units what was read from them, by the places that words carry."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._at: dict[Place, list[Unit]] = defaultdict(list)
        for unit in units:
            for place in dict.fromkeys(run.place for run in unit.words.runs):
                self._at[place].append(unit)
        self._seen: set[tuple[int, str, int]] = set()

    def mark_all(self, words: Words) -> None:
        """Mark words wherever they stand."""
        for units, text in self._pieces(words):
            self._mark(units, fold(text), 0)

    def mark_texts(self, words: Words, texts: Iterable[str]) -> None:
        """Mark some texts inside printed words."""
        units = self.units_of(words)
        times: Counter[str] = Counter()
        for text in map(fold, texts):
            self._mark(units, text, times[text])
            times[text] += 1

    def units_of(self, words: Words) -> list[Unit]:
        """Return the units that words stand in."""
        found = {id(unit): unit for run in words.runs for unit in self._at.get(run.place, ())}
        return list(found.values())

    def _pieces(self, words: Words) -> Iterator[tuple[list[Unit], str]]:
        """Yield words cut where they go over from one unit to another."""
        units: list[Unit] = []
        text: list[str] = []
        for run in words.runs:
            here = self._at.get(run.place, [])
            if text and here is not units and not _same(here, units):
                yield units, "".join(text)
                text = []
            units = here
            text.append(run.text)
        if text:
            yield units, "".join(text)

    def _mark(self, units: list[Unit], text: str, time: int) -> None:
        """Mark a text on the first unit that has it; the same one a second time only where it is printed twice."""
        if not text or not units:
            return
        key = (id(units[0]), text, time)
        if key in self._seen:
            return
        self._seen.add(key)
        for unit in units:
            if text == unit.text:
                unit.spans = [(0, len(text))]
                return
        if not any(_mark_in(unit, text) for unit in units):
            for unit in units:
                unit.loose.append(text)


def find_left(unit: Unit) -> list[str]:
    """Return the stretches of a unit's text that nothing was read from and that tell something."""
    gaps, end = [], 0
    for start, stop in (*unit.spans, (len(unit.text), len(unit.text))):
        if gap := unit.text[end:start].strip():
            gaps.append(gap)
        end = max(end, stop)
    if not gaps:  # as of most units
        return []
    bag = Counter(word for text in unit.loose for word in _WORD.findall(text.casefold()))
    return [gap for gap in gaps if _tells(gap, bag)]


def fold_words(text: str) -> str:
    """Return the words of a text in small letters, without signs and without a number in front."""
    words = _WORD.findall(text.casefold())
    while words and not _LETTERS.search(words[0]):
        words.pop(0)
    return " ".join(words)


def is_telling(text: str) -> bool:
    """Say whether a text says more than a label, a number or a word that joins others.

    >>> is_telling("1. and"), is_telling("Lead:"), is_telling("with the parish councils")
    (False, False, True)
    """
    return _tells(text, Counter())


def _tells(gap: str, bag: Counter[str]) -> bool:
    if _LABEL.match(gap):
        return False
    header = read_header(gap.strip(" :–—-.()"))
    if header is not None and header.score == 1:
        return False
    found = False
    for word in _WORD.findall(gap.casefold()):
        if bag[word]:
            bag[word] -= 1
        elif _LETTERS.search(word) and word not in _glue():
            found = True
    return found


def _same(one: list[Unit], other: list[Unit]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _mark_in(unit: Unit, text: str) -> bool:
    """Mark the next stretch of a unit that reads so and is not marked yet; say whether there is one."""
    after = unit.spans[-1][1] if unit.spans else 0
    return _mark_from(unit, text, after) or (after > 0 and _mark_from(unit, text, 0))


def _mark_from(unit: Unit, text: str, start: int) -> bool:
    start = unit.text.find(text, start)
    while start >= 0:
        end = start + len(text)
        at = bisect_right(unit.spans, (start, end))
        is_free = (not at or unit.spans[at - 1][1] <= start) and (at == len(unit.spans) or unit.spans[at][0] >= end)
        if is_free and not _cuts_word(unit.text, start, end):
            unit.spans.insert(at, (start, end))
            return True
        start = unit.text.find(text, end)
    return False


def _cuts_word(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return before or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


@cache
def _glue() -> frozenset[str]:
    lines = (files("parsers.accounting") / "glue.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split(",")[0] for line in lines[1:])
