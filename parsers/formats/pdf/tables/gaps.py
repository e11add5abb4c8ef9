"""Tables without rules or fills: columns of text with gaps between them, under a header.

Plans made with tabs, with invisible borders, exported from the web or printed by report generators. A header is
asked for, as without one nothing tells a table from a leaflet's columns, an address list or a chart's labels.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalise.records import Box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.gaps_cells import build_table
from parsers.formats.pdf.tables.gaps_continued import continue_table, may_go_on
from parsers.formats.pdf.tables.gaps_evidence import is_table
from parsers.formats.pdf.tables.gaps_grid import read_grid
from parsers.formats.pdf.tables.gaps_header import find_header
from parsers.formats.pdf.tables.gaps_region import grow
from parsers.formats.pdf.tables.gaps_segments import count_gaps, group_lines
from parsers.formats.pdf.tables.gaps_sheet import Sheet
from parsers.formats.pdf.tables.label_columns import find_label_tables, may_hold_forms

MAX_LINES_READ = 20_000  # lines that are tried as a table's body, over all headers tried: a stranger's page ends


def find_gap_tables(page: Page, taken: Sequence[Box] = (), above: FoundTable | None = None) -> tuple[FoundTable, ...]:
    """Return the tables of an upright page that gaps and a header show, outside the boxes taken, from the top.

    `above` is the last table of the page before, if there is one: where it is such a table and was cut by that page's
    foot, its columns may go on here without a header.
    """
    runs = group_lines(page.runs, taken)
    if count_gaps(runs) < 2 and not may_hold_forms(runs, above):
        return ()
    sheet = Sheet.of(page, runs, taken)
    tables = list(find_label_tables(sheet, above))
    if tables:
        taken = [*taken, *(table.box for table in tables)]
        sheet = Sheet.of(page, group_lines(page.runs, taken), taken)
    start, read, free = 0, 0, 0
    if above is not None and may_go_on(above) and (grid := continue_table(sheet, above)):
        tables.append(build_table(sheet, grid))
        start = free = grid.region.stop
    while start < len(sheet.lines) and read < MAX_LINES_READ:
        header = find_header(sheet, start, free)
        start += 1
        if header is None:
            continue
        region = grow(sheet, header)
        read += region.stop - header.start
        grid = read_grid(sheet, region)
        if grid is not None and is_table(grid):
            tables.append(build_table(sheet, grid))
            start = free = region.stop
    return tuple(tables)
