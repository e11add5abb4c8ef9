"""What the rows of one table go on from: the words above it, the objective that is open, whose number column it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from normalise.records import Stage
from parsers.document import Cell
from parsers.draft import Drafting, DraftObjective
from parsers.headers import Role
from parsers.values import NOTHING_PRINTED
from parsers.words import Words


@dataclass(slots=True)
class TableState:
    """What one table's rows are read with. `above`: what stands right above it, whether or not it introduces it;

    `objective_waits`: an objective that is printed, and no action stands under it yet; `uppers`: of a table of two
    levels, number and words of the rows of the upper one, by their position; `stage`: what a row across the table says
    of the actions below it ("Already in hand").
    """

    drafting: Drafting
    introduction: Words | None = None
    above: Words | None = None
    under_heading: bool = False
    objective: DraftObjective | None = None
    objective_waits: Cell | None = None
    senior_of_recommendation: bool = False
    introduced: bool = False
    has_header: bool = False
    stage: Stage | None = None
    uppers: Mapping[int, tuple[str, Words]] = field(default_factory=dict)

    def role(self, cell: Cell) -> Role | None:
        """Return what the column of a cell holds, or None."""
        column = self.drafting.columns.get(cell.column)
        return column.role if column else None

    def roles(self) -> tuple[Role, ...]:
        """Return what the table's columns hold."""
        return tuple(column.role for column in self.drafting.columns.values())

    def note_waiting(self) -> None:
        """Note an objective that no action stood under."""
        if self.objective_waits is not None:
            self.note_cell(self.objective_waits)
        self.objective_waits = None

    def note_cell(self, cell: Cell) -> None:
        """Keep an issue for a printed cell that is in no record."""
        if cell.text.strip().casefold() not in NOTHING_PRINTED:
            self.drafting.note("unread-cell", " ".join(cell.text.split())[:80], words=cell.words)
