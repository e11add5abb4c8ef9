"""Where an extraction's values come from: columns as decided, layouts, the issues about their records."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from normalise.records import Extraction, Provenance
from parsers.draft import Drafting
from parsers.roles.decision import ColumnDecision, TableDecision

Spot = tuple[int, int]  # a table and a row of it


@dataclass(frozen=True, slots=True)
class Chosen:
    """A layout that read a section, how well it fitted, by how much better than the next one, and how many drafts there
    were before it began.
    """

    layout: str
    score: float
    margin: float
    recommendations: int
    rows: int
    progress: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is asked of where a value comes from. `codes`: of the issues about a record, by its id; "" for none's."""

    codes: Mapping[str, frozenset[str]]
    layouts: Mapping[str, Chosen]
    _spots: Sequence[Spot]
    _tables: Sequence[TableDecision]
    _told: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    def once(
        self, name: str, decided: TableDecision | ColumnDecision | None, tell: Callable[[], Iterable[str]]
    ) -> tuple[str, ...]:
        """Return what is told of a table or column under a name; it is told once."""
        key = name, id(decided)
        if key not in self._told:
            self._told[key] = tuple(tell())
        return self._told[key]

    def table(self, place: Provenance | None) -> TableDecision | None:
        """Return what was decided of the columns above a place: by the last header at or before its row."""
        if place is None or place.table is None:
            return None
        index = bisect_right(self._spots, (place.table, place.row or 0))
        return self._tables[index - 1] if index else None

    def column(self, place: Provenance | None) -> ColumnDecision | None:
        """Return what was decided of the column that a place stands in."""
        table = self.table(place)
        if table is None or place is None:
            return None
        return next((column for column in table.columns if column.column == place.cell), None)


def gather_evidence(extraction: Extraction, drafting: Drafting) -> Evidence:
    """Return where the values of an extraction come from."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for issue in extraction.issues:
        codes[issue.about or ""].add(issue.code)
    placed = [
        ((table.place.table, table.place.row or 0), table)
        for table in drafting.decided
        if table.place is not None and table.place.table is not None
    ]
    placed.sort(key=lambda pair: pair[0])
    return Evidence(
        {about: frozenset(found) for about, found in codes.items()},
        _layouts(extraction, drafting),
        [spot for spot, _ in placed],
        [table for _, table in placed],
    )


def _layouts(extraction: Extraction, drafting: Drafting) -> dict[str, Chosen]:
    """Return the layout that read each record, by its id."""
    chosen = [Chosen(*one) for one in drafting.layouts]
    found: dict[str, Chosen] = {}
    by_recommendation = [one.recommendations for one in chosen]
    for index, draft in enumerate(drafting.recommendations):
        _note(found, draft.key, chosen, by_recommendation, index)
    by_row = [one.rows for one in chosen]
    action_ids = iter(action.id for action in extraction.actions)
    for index, row in enumerate(drafting.rows):
        for _ in row.steps:
            _note(found, next(action_ids, ""), chosen, by_row, index)
    by_entry = [one.progress for one in chosen]
    for index in range(len(drafting.progress)):
        _note(found, f"p{index + 1}", chosen, by_entry, index)
    return found


def _note(found: dict[str, Chosen], name: str, chosen: Sequence[Chosen], starts: Sequence[int], index: int) -> None:
    at = bisect_right(starts, index)
    if at:
        found[name] = chosen[at - 1]
