"""Cuts a drawn grid between the tables that the tags tell of in it: tables that touch are drawn as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.formats.pdf.tables.found import FoundCell, FoundTable
from parsers.formats.pdf.tagged_tables import union


def split_rows(found: FoundTable, bands: Sequence[range]) -> tuple[FoundTable, ...] | None:
    """Return the parts of a table, one for each band of its rows; None where bands or cells overlap.

    Rows between two bands stay with the upper one, those above all with the first.
    """
    order = sorted(range(len(bands)), key=lambda index: bands[index].start)
    starts = [0, *(bands[index].start for index in order[1:]), found.row_count]
    parts: list[FoundTable | None] = [None] * len(bands)
    for place, index in enumerate(order):
        rows = range(starts[place], starts[place + 1])
        cells = [cell for cell in found.cells if cell.row in rows]
        if bands[index].stop > rows.stop or any(cell.row + cell.row_span > rows.stop for cell in cells) or not cells:
            return None
        parts[index] = _part(found, rows, cells)
    return tuple(part for part in parts if part is not None)


def _part(found: FoundTable, rows: range, cells: Sequence[FoundCell]) -> FoundTable:
    """Return some rows as a table of their own, with the columns that are theirs."""
    borders = sorted({cell.column for cell in cells} | {cell.column + cell.column_span for cell in cells})
    number = {border: index for index, border in enumerate(borders)}
    moved = tuple(
        replace(
            cell,
            row=cell.row - rows.start,
            column=number[cell.column],
            column_span=number[cell.column + cell.column_span] - number[cell.column],
        )
        for cell in cells
    )
    return replace(
        found,
        box=union([cell.box for cell in cells]),
        cells=moved,
        row_count=len(rows),
        column_count=len(borders) - 1,
        column_edges=tuple(found.column_edges[border] for border in borders) if found.column_edges else (),
    )
