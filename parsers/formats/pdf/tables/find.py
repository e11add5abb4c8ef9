"""Finds the tables of a page, by each kind of evidence in turn, from the surest to the weakest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.panels import find_panels
from parsers.formats.pdf.tables.banded import find_banded_tables
from parsers.formats.pdf.tables.bands import SIDE
from parsers.formats.pdf.tables.edges import Rule, Rules, read_rules
from parsers.formats.pdf.tables.fills import area, overlap, paint_cells
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.gaps import find_gap_tables
from parsers.formats.pdf.tables.nested import nest
from parsers.formats.pdf.tables.painted import (
    find_borders,
    is_painted,
    is_ruled,
    read_painted,
    read_thick_rules,
)
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.ruled import Ruled, find_ruled_tables
from parsers.formats.pdf.tables.spaced import find_spaced_tables
from parsers.formats.pdf.tables.unruled import part_by_columns


def find_tables(page: Page, above: FoundTable | None = None) -> tuple[FoundTable, ...]:
    """Return the tables of an upright page, from top to bottom; those inside a cell are that cell's.

    `above` is the last table of the page before: one without rules goes on here by its columns alone.
    """
    printed = Printed(page.runs)
    edges = [*page.edges, *read_thick_rules(page)]
    rules = read_rules(edges)
    ruled = find_ruled_tables(page, rules, printed)
    painted = find_borders(read_painted(page), ruled.tables, ruled.boxes)
    weak = Ruled(level=ruled.level)
    if painted:
        both = find_ruled_tables(page, read_rules(edges, painted), printed)
        ruled, weak = _part_painted(both, rules, painted)
    whole = [part_by_columns(table, printed) for table in ruled.tables]
    tables = nest([*whole, *find_spaced_tables(page, ruled.boxes, printed)])
    rest: list[FoundTable] = []
    for table in tables:
        (weak.tables if _may_be_a_head(table, weak.level) else rest).append(table)
    tables = rest
    panels = find_panels(page, [table.box for table in tables])
    banded = find_banded_tables(page, weak, printed, [*(table.box for table in tables), *panels])
    tables += [table for table in banded if table.column_count > 1]  # else the rules part what is no table
    tables += find_gap_tables(page, [*(table.box for table in tables), *panels], above)
    paint_cells(tables, page.fills)
    return tuple(sorted(tables, key=lambda table: (table.box[1], table.box[0])))


def _may_be_a_head(table: FoundTable, level: Sequence[Rule]) -> bool:
    """Say whether a table of one row may be the header of rows that only level rules of its width part."""
    left, _, right, bottom = table.box
    return table.row_count == 1 and any(
        abs(start - left) <= SIDE and abs(end - right) <= SIDE and at > bottom for at, start, end in level
    )


def _part_painted(both: Ruled, rules: Rules, painted: Sequence[Box]) -> tuple[Ruled, Ruled]:
    """Return what rules close, with painted borders or without, and what painted borders enclose alone."""
    weak = Ruled(level=both.level)
    strong = Ruled(boxes=both.boxes)
    for table in both.tables:
        if is_ruled(table, rules):
            strong.tables.append(table)
        elif is_painted(table, painted):
            weak.tables.append(replace(table, evidence=Evidence.FILLS))
    weak.boxes = [box for box in both.boxes if any(overlap(box, other) > 0.8 * area(box) for other in painted)]
    return strong, weak
