"""Finds the tables of a page, by each kind of evidence in turn, from the surest to the weakest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.banded import find_banded_tables
from parsers.formats.pdf.tables.edges import Rules, read_rules
from parsers.formats.pdf.tables.fills import area, overlap, paint_cells
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.gaps import find_gap_tables
from parsers.formats.pdf.tables.nested import nest
from parsers.formats.pdf.tables.painted import find_borders, is_painted, is_ruled, read_painted
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.ruled import Ruled, find_ruled_tables
from parsers.formats.pdf.tables.spaced import find_spaced_tables
from parsers.formats.pdf.tables.unruled import part_by_columns


def find_tables(page: Page) -> tuple[FoundTable, ...]:
    """Return the tables of an upright page, from top to bottom; those inside a cell are that cell's."""
    printed = Printed(page.runs)
    rules = read_rules(page.edges)
    ruled = find_ruled_tables(page, rules, printed)
    painted = find_borders(read_painted(page), ruled.tables, ruled.boxes)
    weak = Ruled(level=ruled.level)
    if painted:
        ruled, weak = _with_painted(page, rules, painted, printed)
    whole = [part_by_columns(table, printed) for table in ruled.tables]
    tables = nest([*whole, *find_spaced_tables(page, ruled.boxes, printed)])
    tables += find_banded_tables(page, weak, printed, [table.box for table in tables])
    tables += find_gap_tables(page, [table.box for table in tables])
    paint_cells(tables, page.fills)
    return tuple(sorted(tables, key=lambda table: (table.box[1], table.box[0])))


def _with_painted(page: Page, rules: Rules, painted: Sequence[Box], printed: Printed) -> tuple[Ruled, Ruled]:
    """Return what rules and painted borders enclose together, and what painted borders enclose alone."""
    both = find_ruled_tables(page, read_rules(page.edges, painted), printed)
    weak = Ruled(level=both.level)
    strong = Ruled(boxes=both.boxes)
    for table in both.tables:
        if is_ruled(table, rules):
            strong.tables.append(table)
        elif is_painted(table, painted):
            weak.tables.append(replace(table, evidence=Evidence.FILLS))
    weak.boxes = [box for box in both.boxes if any(overlap(box, other) > 0.8 * area(box) for other in painted)]
    return strong, weak
