"""The wordings of statuses and colours, and what they mean where: in a cell, a bullet, a timeline or a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from normalise.lexicon import rows
from normalise.records import Rag, StatusValue

Where = Literal["cell", "bullet", "timeline", "statement"]

_RAGS: dict[str, Rag] = {rag: rag for rag in get_args(Rag)}
_VALUES: dict[str, StatusValue] = {value: value for value in get_args(StatusValue)}


@cache
def meanings(where: Where) -> dict[str, StatusValue]:
    """Return what each folded wording means that counts as a status there."""
    return {row["wording"]: _VALUES[row["value"]] for row in rows("statuses") if where in row["where"].split()}


@cache
def alternatives(where: Where) -> str:
    """Return the wordings as one regular expression, the longest first, any white space between their words."""
    return _any_of(tuple(meanings(where)))


def value_of(wording: str, where: Where) -> StatusValue | None:
    """Return what a whole wording means there, or None.

    >>> value_of("Under  way", "bullet"), value_of("Planned", "timeline")
    ('in_progress', None)
    """
    return meanings(where).get(" ".join(wording.casefold().split()))


@cache
def colours() -> dict[str, Rag]:
    """Return the colour that each folded word or letter names ("amber", "a")."""
    return {row["wording"]: _RAGS[row["rag"]] for row in rows("colours")}


@cache
def colour_names() -> str:
    """Return the names of colours, without single letters, as one regular expression."""
    return _any_of(tuple(wording for wording in colours() if len(wording) > 1))


def _any_of(wordings: tuple[str, ...]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(wordings, key=lambda w: (-len(w), w)))
