"""The tables of a page alone, as plain rows of text: what a page's tables print, for whoever wants nothing else of it.

Laid out as `tables` does, by the HTML table model; what looks, lists and places say is left to that. One stylesheet
prints all cells of a page at a go (XSLT 1.0), signs that no text holds between them: asking the tree cell by cell takes
four times as long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from lxml import etree

from parsers.budgets import check_budget
from parsers.formats.html.encoding import decode_page
from parsers.formats.html.tables import spans_of
from parsers.formats.html.tree import parse_page
from parsers.formats.html.walk import PARTING, SILENT
from parsers.formats.span_grid import SpanGrid

Rows = list[list[str]]

# Characters that are none (Unicode, 23.7), in front of each table, group, row and cell, and behind each of its spans.
_TABLE, _GROUP, _ROW, _CELL, _SPAN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_SIGNS = (_TABLE, _GROUP, _ROW, _CELL, _SPAN)
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
    text = _CODED.sub(" ", decode_page(data).text)
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    printed = " ".join(str(_stylesheet()(parse_page(text).roots[0].getroottree())).split())
    return [_read_grid(table) for table in printed.split(_TABLE)[1:]]


@cache
def _stylesheet() -> etree.XSLT:
    return etree.XSLT(etree.fromstring(_STYLESHEET))


def _read_grid(table: str) -> Rows:
    groups = [group.split(_ROW)[1:] for group in table.split(_GROUP)[1:]]
    if _SPAN in table:
        return _lay_out(groups)
    plain = [list(map(str.strip, row.split(_CELL)[1:])) for group in groups for row in group if _CELL in row]
    width = max(map(len, plain), default=0)
    check_budget("html", "columns", width)
    check_budget("html", "cells", width * len(plain))
    return [row + [""] * (width - len(row)) for row in plain]


def _lay_out(groups: list[list[str]]) -> Rows:
    """Return the rows of a table whose cells span others."""
    grid = SpanGrid("html")
    plain: list[tuple[int, Sequence[int], list[str]]] = []  # rows in which no cell does: their number and columns
    texts: list[str] = []
    for group in groups:
        for row in group:
            grid.begin_row()
            cells = row.split(_CELL)[1:]
            if cells and _SPAN not in row:
                plain.append((grid.row, grid.place_plain(len(cells)), cells))
                continue
            for cell in cells:
                height, width, text = cell.split(_SPAN) if _SPAN in cell else ("", "", cell)
                grid.place(*spans_of(height or None, width or None))
                texts.append(text)
        grid.end_group()
    row_count, column_count = grid.finish()
    rows = [[""] * column_count for _ in range(row_count)]
    for number, columns, cells in plain:
        laid = rows[number]
        for column, text in zip(columns, cells, strict=True):
            laid[column] = text.strip()
    for spot, text in zip(grid.spots, texts, strict=True):
        rows[spot.row][spot.column] = text.strip()
    return rows
