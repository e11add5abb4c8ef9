"""Tells words tied to something that happens ("following the budget", "as vacancies arise") from the unreadable."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from normalise.when.items import is_sign
from normalise.when.recurrences import count_of
from normalise.when.terms import has_role, role_phrases
from normalise.when.units import Terms


def is_event(terms: Terms, *behind: str) -> bool:
    """Say whether dateless words, and those behind, name an event; "within 6 months" of no named start is none."""
    words = [part for term in terms for part in term.word.split() if not is_sign(term)] + list(behind)
    if _counts_time(terms):
        return any(word in {"of", "after", "from", "following"} for word in words[2:-1])
    return any(_is_event_at(words, at) for at in range(len(words)))


def _is_event_at(words: list[str], at: int) -> bool:
    """Say whether an event phrase begins here that says all itself ("as required") or has a noun behind it."""
    for phrase in _phrases().get(words[at], ()):
        end = at + len(phrase)
        if tuple(words[at:end]) == phrase:
            behind = words[end] if end < len(words) else ""
            return has_role(" ".join(phrase), "whole_event") or (behind.isalpha() and not has_role(behind, "relative"))
    return False


def _counts_time(terms: Terms) -> bool:
    return any("time" in behind.roles and count_of(term) for term, behind in pairwise(terms))


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in role_phrases("event"):
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}
