"""Chooses, table by table, between what is drawn on a page and what the file's own tags say of it.

Where both agree, the grid is the drawn one, and headers and what the page cuts are the tags'. Where they do not, the
drawn table stands and a remark says what is wrong with the tags. A table that is told of but not drawn is made from its
tags if its text stands in rows and columns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from normalise.records import Box
from parsers.document import Remark
from parsers.formats.pdf.page import Page, Tag
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tagged_check import Match, match_cells
from parsers.formats.pdf.tagged_grid import build_grid
from parsers.formats.pdf.tagged_marks import mark_cells
from parsers.formats.pdf.tagged_tables import TaggedTable, find_tagged_tables
from parsers.formats.pdf.tagged_told import Drawn, Pairing, Told
from parsers.words import Place, Words

_SLACK = 2.0  # points by which the boxes of two tables may lie over one another


def choose_tables(page: Page, found: Sequence[FoundTable]) -> tuple[tuple[FoundTable, ...], tuple[Remark, ...]]:
    """Return the page's tables from top to bottom, none over another, and what is to be said of its tags."""
    tagged = find_tagged_tables(page)
    if not tagged:
        return tuple(found), ()
    sheet = _Sheet(page.number, Printed(page.runs), _read_mcids(page.tags))
    return _choose(sheet, found, tagged), tuple(sheet.remarks)


def _read_mcids(tags: Sequence[Tag]) -> frozenset[int]:
    """Return the marked-content ids that a tree names."""
    mcids: set[int] = set()
    waiting = [*tags]
    while waiting:
        for kid in waiting.pop().kids:
            if isinstance(kid, int):
                mcids.add(kid)
            else:
                waiting.append(kid)
    return frozenset(mcids)


@dataclass(slots=True)
class _Sheet:
    """What all choices on one page share. `known` are the marked-content ids that its tree names."""

    number: int
    printed: Printed
    known: frozenset[int]
    remarks: list[Remark] = field(default_factory=list)

    def doubt(self, reason: str, table: TaggedTable) -> None:
        runs = [*table.rest, *(run for cell in table.cells for run in cell.runs)]
        first = min(runs, key=lambda run: (run.box[1], run.box[0]))
        words = Words.of(first.text, Place(self.number, first.box))
        self.remarks.append(Remark("tags-disagree", f"page {self.number}: {reason}", words))


def _choose(sheet: _Sheet, found: Sequence[FoundTable], tagged: Sequence[TaggedTable]) -> tuple[FoundTable, ...]:
    pairing = Pairing.of(tagged)
    kept = [table for table in found if not pairing.assign(table, sheet.printed)]
    made: list[tuple[FoundTable, Told]] = []
    waiting = deque(pairing.tops)
    while waiting:
        told = pairing.told[waiting.popleft()]
        drawn, new = _settle(sheet, told)
        kept.extend(drawn)
        if new is not None:
            made.append((new, told))
        elif not drawn:
            waiting.extend(told.inner)
    for new, told in made:
        kept = _admit(sheet, kept, new, told)
    return tuple(sorted(kept, key=lambda table: (table.box[1], table.box[0])))


def _settle(sheet: _Sheet, told: Told) -> tuple[list[FoundTable], FoundTable | None]:
    """Return the drawn tables to use for a tagged one, or one made from the tags to use instead of them."""
    fits = [match_cells(drawn.table, drawn.runs, told.owners, sheet.known) for drawn in told.drawn]
    reason = _disagreement(told, fits)
    if told.drawn and reason is None:
        return [_mark(sheet, drawn.table, told, fit) for drawn, fit in zip(told.drawn, fits, strict=True)], None
    if _is_data(told) and all(map(_yields, told.drawn, fits)):
        made = _make(sheet, told)
        if made is not None:
            return [], made
        reason = reason or "its text does not stand in its rows and columns"
    if reason is not None:
        sheet.doubt(reason, told.table)
    return [drawn.table for drawn in told.drawn], None


def _disagreement(told: Told, fits: Sequence[Match]) -> str | None:
    if told.is_mixed:
        return "the rows of several of its tables are mixed in one drawn table"
    if told.table.is_broken:
        return "it is tagged without rows, or with cells outside them"
    for fit in fits:
        if fit.reason is not None:
            return fit.reason
    inside = {id(run) for drawn in told.drawn for run in drawn.runs}
    if told.drawn and any(id(run) not in inside for cell in told.table.cells for run in cell.runs):
        return "part of its text stands outside the drawn table"
    return None


def _is_data(told: Told) -> bool:
    """Say whether tags alone make it a table: in columns and rows, and not there for the page's layout."""
    table = told.table
    has_rows = len(table.row_numbers) > 1 or table.first_row > 0 or table.earlier or table.later
    is_whole = not table.is_broken and not told.is_mixed
    return is_whole and has_rows and table.column_count > 1 and not told.inner


def _yields(drawn: Drawn, fit: Match) -> bool:
    """Say whether what is drawn leaves it to the tags where the cells are: few rules show less than a grid."""
    return drawn.table.evidence is not Evidence.RULED or drawn.table.column_count == 1 or fit.reason is None


def _make(sheet: _Sheet, told: Told) -> FoundTable | None:
    """Return a table made from its tags, or None where its text stands in no grid, or other text stands in it."""
    grid = build_grid(told.table)
    if grid is None:
        return None
    table, pairs = grid
    inside = sheet.printed.inside(table.box)
    if any(run.mcid in sheet.known and run.mcid not in told.owners for run in inside):
        return None
    return _mark(sheet, table, told, Match(pairs))


def _mark(sheet: _Sheet, table: FoundTable, told: Told, fit: Match) -> FoundTable:
    """Return a table with what its tags add to it, and the same for the tables in its cells."""
    marked = mark_cells(table, told.table, fit.pairs, fit.repeated)
    inner = {(drawn.row, drawn.column): cell.inner for cell, drawn in fit.pairs if cell.inner}
    if not inner:
        return marked
    cells = (
        replace(cell, inner=_choose(sheet, cell.inner, inner[place]))
        if (place := (cell.row, cell.column)) in inner
        else cell
        for cell in marked.cells
    )
    return replace(marked, cells=tuple(cells))


def _admit(sheet: _Sheet, kept: Sequence[FoundTable], table: FoundTable, told: Told) -> list[FoundTable]:
    """Return the tables with one more that only tags tell of, unless it lies over one that is drawn."""
    over = [other for other in kept if _overlap(other.box, table.box)]
    boxed = [other for other in over if other.evidence is not Evidence.GAPS]
    cells = [next((cell for cell in table.cells if _holds(cell.box, other.box)), None) for other in boxed]
    if None in cells:
        sheet.doubt("what is drawn there is another table", told.table)
        return [*kept, *(drawn.table for drawn in told.drawn)]
    for cell, other in zip(cells, boxed, strict=True):
        if cell is not None:
            cell.inner = (*cell.inner, other)
    gone = set(map(id, over))
    return [*(other for other in kept if id(other) not in gone), table]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > _SLACK and min(one[3], other[3]) - max(one[1], other[1]) > _SLACK


def _holds(outer: Box, inner: Box) -> bool:
    low = outer[0] - _SLACK <= inner[0] and outer[1] - _SLACK <= inner[1]
    return low and inner[2] <= outer[2] + _SLACK and inner[3] <= outer[3] + _SLACK
