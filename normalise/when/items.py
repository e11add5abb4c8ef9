"""The values of a timeline cell before they are whens: what kind each is, and which terms it takes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from normalise.when.expressions import Dated
from normalise.when.recurrences import Recurring
from normalise.when.terms import Term

ItemKind = Literal["date", "recurring", "ongoing", "completed", "event", "ditto", "tbc"]
_WORDLESS = ("joiner", "filler", "lead_in")


class Item(NamedTuple):
    """A value and its half-open span of terms.

    `status` is the word that a status was read from, `year_at` the term of a year that stands behind the label, or -1.
    `fault` says why it cannot be right.
    """

    kind: ItemKind
    begin: int
    end: int
    dated: Dated | None = None
    recurring: Recurring | None = None
    status: str = ""
    fault: str = ""
    year_at: int = -1


def is_sign(term: Term) -> bool:
    """Say whether a term is punctuation only."""
    return bool(term.word) and not any(character.isalnum() for character in term.word)


def is_wordless(term: Term) -> bool:
    """Say whether a term carries no label: punctuation, a joining word, a lead-in ("Target:")."""
    return is_sign(term) or any(role in term.roles for role in _WORDLESS)


def is_plain(term: Term) -> bool:
    """Say whether a term is a word that goes on with the sentence and plays no role in dates."""
    return bool(term.word) and not term.newline and not is_sign(term) and term.number < 0 and not term.roles
