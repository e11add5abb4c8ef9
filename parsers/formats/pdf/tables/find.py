"""Finds the tables of a page, by each kind of evidence in turn, from the surest to the weakest."""

from __future__ import annotations

from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.found import FoundTable


def find_tables(page: Page) -> tuple[FoundTable, ...]:
    """Return the tables of an upright page, from top to bottom."""
    return ()
