"""Names that look alike, suggested to a person for review. Nothing is ever merged: "Chief Executive" and "Deputy Chief
Executive" are 95 % alike and two people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from normalise.owners.names import key_of

NEAR_PERCENT = 90


@dataclass(frozen=True, slots=True)
class NearNames:
    """Two names and how alike they are, in percent."""

    first: str
    second: str
    likeness: float


def suggest_near_names(names: Iterable[str], *, percent: float = NEAR_PERCENT) -> tuple[NearNames, ...]:
    """Return the pairs of names at least so many percent alike, the likest first; signs and case do not count.

    >>> suggest_near_names(["Head of Comunications", "Head of Communications", "Leader"])[0].first
    'Head of Communications'
    """
    from rapidfuzz.fuzz import ratio  # only reviews need it

    pairs = combinations(sorted(set(names)), 2)
    near = (NearNames(a, b, round(ratio(key_of(a), key_of(b)), 1)) for a, b in pairs)
    return tuple(
        sorted((pair for pair in near if pair.likeness >= percent), key=lambda p: (-p.likeness, p.first, p.second))
    )
