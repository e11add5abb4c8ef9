"""The tables of a page alone, as plain rows of text: what a page's tables print, for whoever wants nothing else of it.

Laid out as `tables` does, by the HTML table model; what looks, lists and places say is left to that.
"""

from __future__ import annotations

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.formats.html.encoding import decode_page
from parsers.formats.html.tables import find_groups, read_spans
from parsers.formats.html.tree import parse_page
from parsers.formats.html.walk import text_of
from parsers.formats.span_grid import SpanGrid

Rows = list[list[str]]


def read_grids(data: bytes) -> list[Rows]:
    """Return the rows of each table of a page, in the order of their tags; those inside others too.

    The text of a cell that spans others stands at its upper left place; the others are empty. Raises DocumentError as
    the reader of pages does.
    """
    check_budget("html", "size", len(data))
    roots = parse_page(decode_page(data).text).roots
    return [_read_grid(table) for root in roots for table in root.iter("table")]


def _read_grid(table: _Element) -> Rows:
    groups = [[list(row.iterchildren("td", "th")) for row in group.iterchildren("tr")] for group in find_groups(table)]
    if any(cell.get("rowspan") or cell.get("colspan") for group in groups for row in group for cell in row):
        return _lay_out(groups)
    plain = [[_text_in(cell) for cell in row] for group in groups for row in group if row]
    width = max(map(len, plain), default=0)
    check_budget("html", "columns", width)
    check_budget("html", "cells", width * len(plain))
    return [row + [""] * (width - len(row)) for row in plain]


def _lay_out(groups: list[list[list[_Element]]]) -> Rows:
    """Return the rows of a table whose cells span others."""
    grid = SpanGrid("html")
    texts: list[str] = []
    for group in groups:
        for row in group:
            grid.begin_row()
            for cell in row:
                grid.place(*read_spans(cell))
                texts.append(_text_in(cell))
        grid.end_group()
    row_count, column_count = grid.finish()
    rows = [[""] * column_count for _ in range(row_count)]
    for spot, text in zip(grid.spots, texts, strict=True):
        rows[spot.row][spot.column] = text
    return rows


def _text_in(cell: _Element) -> str:
    text = text_of(cell) if len(cell) else cell.text
    if not text:
        return ""
    if text.isprintable() and "  " not in text:  # then its only white space is single blanks
        return text.strip()
    return " ".join(text.split())
