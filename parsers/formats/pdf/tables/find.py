"""Finds the tables of a page, by each kind of evidence in turn, from the surest to the weakest."""

from __future__ import annotations

from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.edges import read_rules
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.printed import Printed
from parsers.formats.pdf.tables.ruled import find_ruled_tables


def find_tables(page: Page) -> tuple[FoundTable, ...]:
    """Return the tables of an upright page, from top to bottom."""
    printed = Printed(page.runs)
    ruled = find_ruled_tables(page, read_rules(page.edges), printed)
    return tuple(sorted(ruled.tables, key=lambda table: (table.box[1], table.box[0])))
