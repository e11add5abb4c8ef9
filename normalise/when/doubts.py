"""Marks dates that cannot be right as they stand: counted from, with a number unread, misprinted, or part of a name.

A wrong date is worse than none: what is marked here becomes `unresolved`, or an `event` where the words name one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from normalise.lexicon import rows
from normalise.when.events import is_event
from normalise.when.items import Item, is_sign
from normalise.when.recurrences import count_of
from normalise.when.terms import Term, has_role
from normalise.when.units import Terms

_ALIKE = 70.0  # per cent of letters that a misprinted month shares with the month
_YEARS = ("year", "financial_year")


def mark_doubts(terms: Terms, item: Item, before: Item | None) -> Item:
    """Return a value with its fault, where it has one. `before` is the value in front of it."""
    if not item.dated:
        return item
    fault = _counted(terms, item) or _unread_number(terms, item, before.end if before else 0)
    if fault:
        return replace(item, fault=fault)
    if item.dated.first.precision in _YEARS and not item.dated.is_range:
        return _year_in_words(terms, item)
    behind = terms[item.end]
    if item.dated.outer == "after" and _is_plain(behind):  # "After the May 2025 elections"
        begin = next(at for at in range(item.begin, item.end) if terms[at].roles.get("qualifier") == "after") + 1
        return replace(item, begin=begin, dated=replace(item.dated, outer=""))
    return item


def _counted(terms: Terms, item: Item) -> str:
    """Find a date that something is counted from: "6 months from June 2025", "April 2025 for 12 months"."""
    before, behind = item.begin - 1, terms[item.end]
    if before >= 1 and "time" in terms[before].roles and terms[before - 1].word != "-" and count_of(terms[before - 1]):
        return "it counts from a date"
    if behind.word == "for" and count_of(terms[item.end + 1]) and "time" in terms[item.end + 2].roles:
        return "it counts from a date"
    return ""


def _unread_number(terms: Terms, item: Item, taken: int) -> str:
    before, behind = item.begin - 1, terms[item.end]
    if behind.number >= 0 and not behind.newline and not _is_clock(terms, item.end):
        return f"the number {behind.word} behind it is not read"
    if behind.word == "/" and behind.glued and terms[item.end + 1].number >= 0 and terms[item.end + 1].glued:
        return f"the number {terms[item.end + 1].word} behind it is not read"
    if before > taken and terms[before].word == "/" and terms[before - 1].number >= 0 and terms[item.begin].glued:
        return f"the number {terms[before - 1].word} in front of it is not read"
    return ""


def _is_clock(terms: Terms, at: int) -> bool:
    return terms[at + 1].glued and terms[at + 1].word in {"am", "pm", ":", "."}


def _year_in_words(terms: Terms, item: Item) -> Item:
    """Doubt a year that is part of a name ("2026/27 budget"), of a feast, or behind a misprinted month."""
    assert item.dated is not None
    before, behind = terms[item.begin - 1] if item.begin else terms[-1], terms[item.end]
    is_named = _is_plain(behind) and not has_role(behind.word, "follow")
    if is_named and (item.dated.outer in {"after", "before", "until"} or is_event(terms[: item.begin], "it")):
        return replace(item, kind="event", dated=None)
    if is_named and item.dated.first.precision == "financial_year":
        return replace(item, fault="the year may only be part of a name")
    if has_role(before.word, "feast"):
        return replace(item, fault="the days of a feast are not known")
    if before.word and not before.roles and not item.dated.outer and (month := _misprinted(before.word)):
        return replace(item, fault=f"it may be a misprint of {month}")
    return item


def _is_plain(term: Term) -> bool:
    """Say whether a term is a word that goes on with the sentence."""
    return bool(term.word) and not term.newline and not is_sign(term) and term.number < 0 and not term.roles


@cache
def _misprinted(word: str) -> str:
    """Return the month or season that a word is nearly, or cut from; "" for none."""
    from rapidfuzz.fuzz import ratio

    names = [row["name"] for name in ("months", "seasons") for row in rows(name) if len(row["name"]) > 3]
    alike = max(names, key=lambda name: ratio(word, name))
    is_cut = next((name for name in names if len(word) >= 3 and name.startswith(word)), "")
    return is_cut or (alike if len(word) >= 3 and ratio(word, alike) >= _ALIKE else "")
