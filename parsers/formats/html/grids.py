"""The tables of a page alone, as plain rows of text: what a page's tables print, for whoever wants nothing else of it.

Laid out as `tables` does, by the HTML table model; what looks, lists and places say is left to that. One stylesheet
prints all cells of a page at a go (XSLT 1.0), signs that no text holds between them: asking the tree cell by cell takes
four times as long.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from parsers.budgets import check_budget
from parsers.decode import Decoded
from parsers.formats.html.encoding import decode_page
from parsers.formats.html.tables import spans_of
from parsers.formats.html.tree import parse_page
from parsers.formats.html.walk import PARTING, SILENT
from parsers.formats.span_grid import SpanGrid

Rows = list[list[str]]

# Characters that are none (Unicode, 23.7), in front of each table, group, row and cell, and behind each of its spans.
_TABLE, _GROUP, _ROW, _CELL, _SPAN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_SIGNS = (_TABLE, _GROUP, _ROW, _CELL, _SPAN)
_FIRST_BYTE = b"\xef"  # of each in UTF-8
_PRINTED_ASCII = bytes(range(0x20, 0x7F))
_CODED = re.compile("&#(?:x0*fdd[0-4]|0*649(?:7[6-9]|80))(?![0-9a-f]);?", re.IGNORECASE)

_STYLESHEET = f"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/>
<xsl:template match="/"><xsl:for-each select="//table"><xsl:text>{_TABLE}</xsl:text>
 <xsl:for-each select="thead[1]"><xsl:call-template name="rows"/></xsl:for-each>
 <xsl:if test="tr"><xsl:call-template name="rows"/></xsl:if>
 <xsl:for-each select="tbody|thead[position()>1]|tfoot[position()>1]"><xsl:call-template name="rows"/></xsl:for-each>
 <xsl:for-each select="tfoot[1]"><xsl:call-template name="rows"/></xsl:for-each>
</xsl:for-each></xsl:template>
<xsl:template name="rows"><xsl:text>{_GROUP}</xsl:text>
 <xsl:for-each select="tr"><xsl:text>{_ROW}</xsl:text>
  <xsl:for-each select="td|th"><xsl:text>{_CELL}</xsl:text>
   <xsl:if test="@rowspan|@colspan">
    <xsl:value-of select="@rowspan"/><xsl:text>{_SPAN}</xsl:text>
    <xsl:value-of select="@colspan"/><xsl:text>{_SPAN}</xsl:text>
   </xsl:if>
   <xsl:apply-templates/>
  </xsl:for-each>
 </xsl:for-each>
</xsl:template>
<xsl:template match="{"|".join(sorted(PARTING))}">
 <xsl:text> </xsl:text><xsl:apply-templates/><xsl:text> </xsl:text>
</xsl:template>
<xsl:template match="{"|".join(sorted(SILENT))}"/>
</xsl:stylesheet>"""


def read_grids(data: bytes) -> list[Rows]:
    """Return the rows of each table of a page, in the order of their tags; those inside others too.

    The text of a cell that spans others stands at its upper left place; the others are empty. Raises DocumentError as
    the reader of pages does.
    """
    check_budget("html", "size", len(data))
    page = decode_page(data)
    tree = parse_page(_without_signs(page.text)) if _may_hold_signs(page) else parse_page(page.text, page.encoded)
    printed = bytes(_stylesheet()(tree.roots[0].getroottree()))
    return [_read_grid(table) for table in _folded(printed).split(_TABLE)[1:]]


def _may_hold_signs(page: Decoded) -> bool:
    """Say whether a page may print the signs, or code them; looking for a single byte takes next to no time."""
    if page.encoded is None or _FIRST_BYTE in page.encoded:
        return True
    return any(behind.startswith(b"#") for behind in page.encoded.split(b"&")[1:])


def _without_signs(text: str) -> str:
    text = _CODED.sub(" ", text)
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return text


def _folded(printed: bytes) -> str:
    """Return a text with a single blank for each white space, as `str.split` has it; bytes take half the time."""
    others = printed.translate(None, _PRINTED_ASCII).decode()
    if len(f"-{others}-".split()) > 1:
        return " ".join(printed.decode().split())
    return (b" ".join(printed.split()) if b"  " in printed else printed).decode()


@cache
def _stylesheet() -> etree.XSLT:
    return etree.XSLT(etree.fromstring(_STYLESHEET))


def _read_grid(table: str) -> Rows:
    if _SPAN in table:
        return _lay_out(table)
    rows = [
        list(map(str.strip, row.split(_CELL)[1:]))
        for group in table.split(_GROUP)
        for row in group.split(_ROW)
        if _CELL in row
    ]
    width = max(map(len, rows), default=0)
    check_budget("html", "columns", width)
    check_budget("html", "cells", width * len(rows))
    return _padded(rows, width)


def _lay_out(table: str) -> Rows:
    """Return the rows of a table whose cells span others."""
    grid = SpanGrid("html")
    rows: Rows = []
    for group in table.split(_GROUP)[1:]:
        for row in group.split(_ROW)[1:]:
            grid.begin_row()
            if _CELL not in row:
                continue
            if grid.row > len(rows):
                rows.extend([] for _ in range(grid.row - len(rows)))
            cells = row.split(_CELL)[1:]
            rows.append(_place(grid, cells) if _SPAN in row else grid.place_row(list(map(str.strip, cells))))
        grid.end_group()
    row_count, column_count = grid.finish()
    rows.extend([] for _ in range(row_count - len(rows)))
    return _padded(rows, column_count)


def _place(grid: SpanGrid, cells: list[str]) -> list[str]:
    """Return a row's texts, by columns, where some of its cells span others."""
    texts: list[str] = []
    for cell in cells:
        text = cell
        if _SPAN in cell:
            height, width, text = cell.split(_SPAN)
            column = grid.place(*spans_of(height or None, width or None)).column
        else:
            column = grid.place(1, 1).column
        if column > len(texts):
            texts.extend([""] * (column - len(texts)))
        texts.append(text.strip())
    return texts


def _padded(rows: Rows, width: int) -> Rows:
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
