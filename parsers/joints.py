"""What was decided at the places where printing may have cut something: a table, a row, a paragraph; and why.

A document keeps its joints so that `peerplan explain` can show them. How they are weighed is `parsers.repair.joining`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.words import NOWHERE, Place

# So little either way may be wrong: the decision stands, and a remark says that it was not clear.
DOUBTFUL_SCORE = 2.0


class JointKind(StrEnum):
    TABLE = "table"
    ROW = "row"
    CELL = "cell"  # one that reaches over several rows, beside rows that are whole
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (weight above 0) or against two pieces being one; `says` is it in words."""

    name: str
    weight: float
    says: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two pieces: where it stands and the first words of it."""

    place: Place = NOWHERE
    words: str = ""


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where printing may have cut something in two, what speaks for and against it, and so what was done."""

    kind: JointKind
    above: Side
    below: Side
    evidence: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """Return the sum of the weights."""
        return round(sum(found.weight for found in self.evidence), 2)

    @property
    def is_joined(self) -> bool:
        """Say whether the pieces were made one."""
        return self.score > 0

    @property
    def is_doubtful(self) -> bool:
        """Say whether the evidence was weak, or as strong on both sides."""
        speaks_for = any(found.weight > 0 for found in self.evidence)
        return abs(self.score) <= DOUBTFUL_SCORE and speaks_for
