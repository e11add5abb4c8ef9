"""Whether a table that the tags tell of is the table that is drawn: cell by cell, row by row.

What is drawn is what every reader of the page sees; tags are believed where they agree with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.found import FoundCell, FoundTable
from parsers.formats.pdf.tag_place import REPEATED
from parsers.formats.pdf.tagged_tables import TaggedCell

Pair = tuple[TaggedCell, FoundCell]
# The tagged cell of each marked content in a tagged table; None for what is in the table but in no cell (its caption).
Owners = Mapping[int, TaggedCell | None]


@dataclass(slots=True)
class Match:
    """The drawn cell of each tagged one, in the tags' order; `reason` says in words where they do not fit.

    `repeated`: drawn cells with nothing but text marked as no content (a header row printed again on each page).
    """

    pairs: list[Pair] = field(default_factory=list)
    repeated: list[FoundCell] = field(default_factory=list)
    reason: str | None = None


def match_cells(found: FoundTable, runs: Iterable[TextRun], owners: Owners, known: Container[int]) -> Match:
    """Return how the tagged cells fit the drawn ones. `runs` are those in the table, `known` all ids in the tree."""
    match = Match()
    drawn: dict[int, int] = {}  # id of a tagged cell → number of its drawn one
    for number, shared in share_out(found, runs).cells.items():
        cells = {id(cell): cell for run in shared if (cell := _owner(run, owners)) is not None}
        match.reason = match.reason or _misplaced(shared, cells, owners, known)
        if not cells and all(run.artifact or run.mcid == REPEATED for run in shared):
            match.repeated.append(found.cells[number])
        for key, cell in cells.items():
            if drawn.setdefault(key, number) != number:
                match.reason = match.reason or "a cell of its tags lies over several drawn ones"
            else:
                match.pairs.append((cell, found.cells[number]))
    match.pairs.sort(key=lambda pair: (pair[0].row, pair[0].column))
    match.reason = match.reason or _misordered(match.pairs) or _misspanned(match.pairs)
    return match


def _owner(run: TextRun, owners: Owners) -> TaggedCell | None:
    return None if run.mcid is None else owners.get(run.mcid)


def _misplaced(
    runs: Sequence[TextRun], cells: Mapping[int, TaggedCell], owners: Owners, known: Container[int]
) -> str | None:
    """Say what is wrong with the text of one drawn cell, in which these tagged cells are.

    Text without a tag joins that of the tagged cell it is drawn with.
    """
    if len(cells) > 1:
        return "several cells of its tags lie in one drawn cell"
    for run in runs:
        if run.mcid in known and run.mcid not in owners:
            return "text that is tagged as standing outside it stands in it"
    if not cells and any(_is_untagged(run, known) for run in runs):
        return "text without any tag stands in it"
    return None


def _is_untagged(run: TextRun, known: Container[int]) -> bool:
    """Say whether the tree says nothing of a run (of text in a form it may say something that no engine hands out)."""
    return not run.artifact and (run.mcid is None or (run.mcid >= 0 and run.mcid not in known))


def _misordered(pairs: Sequence[Pair]) -> str | None:
    """Say whether rows do not follow one another down the page, or cells not from left to right."""
    rows: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        rows[pair[0].row].append(pair)
    lines = list(rows.values())
    for line in lines:
        if len({drawn.row for _, drawn in line}) > 1:
            return "cells of one tagged row are drawn in several rows"
        if any(left.column >= right.column for (_, left), (_, right) in pairwise(line)):
            return "the cells of its tags are out of order"
    for above, below in pairwise(lines):
        first, second = above[0][1].row, below[0][1].row
        # A cell that spans rows of the page before goes on beside the first row of this page, told of in its own row.
        goes_on = all(tagged.row_span > 1 for tagged, _ in above)
        if second < first or (second == first and not goes_on):
            return "the rows of its tags are out of order"
    return None


def _misspanned(pairs: Sequence[Pair]) -> str | None:
    """Say whether a cell is told to span what is drawn as another row or column. Spans that are not told are no lie."""
    rows = _drawn_at((tagged.number, drawn.row) for tagged, drawn in pairs)
    columns = _drawn_at((tagged.column, drawn.column) for tagged, drawn in pairs)
    for tagged, drawn in pairs:
        told = range(tagged.number + 1, tagged.number + tagged.row_span)
        if not _covers(range(drawn.row, drawn.row + drawn.row_span), told, rows):
            return "a cell is tagged as spanning rows that are drawn apart"
        told = range(tagged.column + 1, tagged.column + tagged.column_span)
        if not _covers(range(drawn.column, drawn.column + drawn.column_span), told, columns):
            return "a cell is tagged as spanning columns that are drawn apart"
    return None


def _drawn_at(numbers: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return where each tagged row or column is drawn, of those that are drawn in one place."""
    drawn: dict[int, set[int]] = defaultdict(set)
    for tagged, place in numbers:
        drawn[tagged].add(place)
    return {tagged: next(iter(places)) for tagged, places in drawn.items() if len(places) == 1}


def _covers(drawn: range, told: range, places: Mapping[int, int]) -> bool:
    return all(places[number] in drawn for number in told if number in places)
