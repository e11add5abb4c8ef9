"""Tells words tied to something that happens ("following the budget", "as vacancies arise") from the unreadable."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from normalise.when.recurrences import count_of
from normalise.when.terms import role_phrases
from normalise.when.units import Terms


def is_event(terms: Terms) -> bool:
    """Say whether dateless words name an event; a span counted from an unnamed start ("within 6 months") is none."""
    words = [part for term in terms for part in term.word.split()]
    begins = _event_at(words, 0)
    if begins is not None and len(words) > begins:
        return True
    if _counts_time(terms):
        return any(word in {"of", "after", "from", "following"} for word in words[2:-1])
    return any(_event_at(words, at) is not None and at + 1 < len(words) for at in range(1, len(words)))


def _event_at(words: list[str], at: int) -> int | None:
    """Return how many words the event phrase takes that begins here; None where none does."""
    for phrase in _phrases().get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase) - (len(phrase) > 1)
    return None


def _counts_time(terms: Terms) -> bool:
    return any("time" in behind.roles and count_of(term) for term, behind in pairwise(terms))


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in role_phrases("event"):
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}
