"""A table as found on one page: a grid of boxes, before any text is put into it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from normalise.records import Box


class Evidence(StrEnum):
    """What shows that there is a table."""

    RULED = "ruled"  # lines on all sides of the cells
    FILLS = "fills"  # painted cells or rows, no lines
    HORIZONTAL = "horizontal"  # lines between the rows only
    GAPS = "gaps"  # columns of text with gaps between them, under headers
    TAGS = "tags"  # the file's own structure tree


@dataclass(slots=True)
class FoundCell:
    """One cell: grid position and spans, box on the page, and what is painted behind it (`rrggbb`).

    `cut_above`, `cut_below`: its border is open there because the page ends. `inner`: tables inside it.
    """

    row: int
    column: int
    box: Box
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None
    is_header: bool = False
    cut_above: bool = False
    cut_below: bool = False
    inner: tuple[FoundTable, ...] = ()


@dataclass(slots=True)
class FoundTable:
    """A table: cells in row order, none overlapping; a grid position without a cell is not printed.

    `column_edges` are the x positions of the grid's columns, one more than there are columns.
    """

    box: Box
    cells: tuple[FoundCell, ...]
    row_count: int
    column_count: int
    evidence: Evidence
    column_edges: tuple[float, ...] = ()
