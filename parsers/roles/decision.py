"""What was decided of a table's columns, with all that spoke for it: what `peerplan explain` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from normalise.records import Stage
from parsers.headers import Role
from parsers.words import Place

Source = Literal["heading", "cells", "place", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that speaks for a role (points above 0) or against it."""

    says: str
    role: Role
    points: float
    source: Source


@dataclass(frozen=True, slots=True)
class Candidate:
    """A role that a column may have, what speaks for it alone, and under what conditions it may stand.

    `needs` and `excludes`: roles of the other columns. `origin`: the heading says so by itself, in this company of
    columns (`readings.csv`), or only the cells do.
    """

    role: Role
    points: float
    stage: Stage | None = None
    needs: frozenset[Role] = frozenset()
    excludes: frozenset[Role] = frozenset()
    origin: Literal["heading", "reading", "cells"] = "heading"


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """What one column was taken for. `margin`: how much better the whole table fits so than with another role here.

    `wording` says how the heading is known; `is_by_contents`: it does not say the role by itself, the cells do.
    """

    column: int
    heading: str
    role: Role
    score: float
    clues: tuple[Clue, ...] = ()
    runner_up: Role | None = None
    margin: float | None = None
    stage: Stage | None = None
    wording: str = "unknown"
    is_doubtful: bool = False
    is_by_contents: bool = False


@dataclass(frozen=True, slots=True)
class TableDecision:
    """What the columns under one header row were taken for. `place`: the header's first cell."""

    place: Place | None
    columns: tuple[ColumnDecision, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether a column's heading is unknown, or what it holds is not clear."""
        return any(column.is_doubtful or column.wording in ("unknown", "guessed") for column in self.columns)
