"""Tells tables that only lay a page out from those with data in them.

A header, a caption or a border makes data of a table; without any, one column, one row of whole blocks, and tables
that hold other tables and little else lay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from parsers.formats.html.looks import Looks

MOST_OWN_SHARE = 0.4  # of the words of a table that holds others: more make data of it
_INSIDE = ("td", "th")
_ROWS = frozenset({"thead", "tbody", "tfoot", "form"})
_BLOCKS = frozenset(
    {"table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "ul", "ol", "dl", "form", "nav"}
)
_BORDER = re.compile(
    r"\bborder(?:-\w+)*\s*:\s*(?!none|0)[^;]*(?:solid|double|dashed|dotted|ridge|groove)", re.IGNORECASE
)


def is_layout(table: _Element, looks: Looks) -> bool:
    """Say whether a table lays the page out, and its cells' contents follow each other as text does."""
    if looks.role in ("presentation", "none"):
        return True
    rows = list(iter_rows(table))
    cells = [[child for child in row if child.tag in _INSIDE] for row in rows[:200]]
    widest = max(map(len, cells), default=0)
    if widest > 1 and len(rows) > 1 and not _holds_tables(cells):
        return False
    if _says_data(table, cells):
        return False
    if widest <= 1:
        return len(rows) > 1 or any(_holds_blocks(cell) for row in cells for cell in row) or not looks.fill
    if len(rows) == 1:
        return any(_holds_blocks(cell) for cell in cells[0])
    return _is_frame(table, cells)


def iter_rows(table: _Element) -> Iterator[_Element]:
    """Yield a table's own rows."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROWS:
            yield from iter_rows(child)


def _says_data(table: _Element, cells: list[list[_Element]]) -> bool:
    if table.get("border", "0").strip() not in ("0", "") or "Grid" in table.get("class", ""):
        return True
    if any(child.tag in ("caption", "thead") for child in table) or table.get("role") in ("table", "grid"):
        return True
    every = [cell for row in cells for cell in row]
    if any(cell.tag == "th" or cell.get("scope") or cell.get("headers") for cell in every):
        return True
    return len(every) > 1 and all(_BORDER.search(cell.get("style", "")) for cell in every)


def _holds_tables(cells: list[list[_Element]]) -> bool:
    return any(next(cell.iter("table"), None) is not None for row in cells for cell in row if len(cell))


def _holds_blocks(cell: _Element) -> bool:
    """Say whether a cell holds parts of a page: headings, tables, lists, or several paragraphs."""
    tags = [child.tag for child in cell]
    if _BLOCKS.intersection(tags) or sum(tag in ("p", "div") for tag in tags) > 1:
        return True
    return any(_BLOCKS.intersection(inner.tag for inner in child) for child in cell if child.tag in ("div", "center"))


def _is_frame(table: _Element, cells: list[list[_Element]]) -> bool:
    """Say whether nearly all words of a table stand in the tables that it holds."""
    whole = _letters(table)
    inner = sum(_letters(one) for row in cells for cell in row for one in _outermost(cell))
    return whole - inner <= MOST_OWN_SHARE * whole


def _outermost(element: _Element) -> Iterator[_Element]:
    for one in element.iter("table"):
        outer = one.getparent()
        while outer is not None and outer is not element and outer.tag != "table":
            outer = outer.getparent()
        if outer is element:
            yield one


def _letters(element: _Element) -> int:
    return sum(len(text.strip()) for text in map(str, element.itertext(with_tail=False)))
