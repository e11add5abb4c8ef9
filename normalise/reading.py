"""What a reader of words hands back: values with the span of the text that each was read from.

The readers are pure and know no documents; who calls them turns spans into places (`parsers.places`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True)
class Note:
    """Something doubtful about what was read: an issue to be, without its place. `code` is one of issues.csv."""

    code: str
    detail: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Reading(Generic[V]):
    """One value and the half-open span `text[start:end]` of the text given, which is its `raw` but for white space.

    `numbers` are the list numbers printed in front of it, folded ("1", "b"): the actions it belongs to; () for none.
    """

    value: V
    start: int
    end: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings(Generic[V]):
    """All values of one text in printed order, and what was doubtful about them."""

    found: tuple[Reading[V], ...] = ()
    notes: tuple[Note, ...] = ()
