"""One grid for the pieces of a table: columns told by where their edges stand, not by how many a page happens to rule.

A page whose header cells span columns, or whose rows leave one out, is ruled into fewer or more columns than the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from parsers.document import Cell, Document, Layer, Table

# Points. Rules of one table stand on the same x on each page but for rounding and line width; columns are wider.
EDGE_TOLERANCE = 3.0
# Inner and outer margins of left and right pages that are to be bound differ by so much at most.
MAX_SHIFT = 60.0
# Edges that a reader knows by text alone are off by a cell's padding at most.
MAX_INEXACT = 12.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How the columns of two pieces fit: the edges of the grid both have, how far the lower is shifted, if it is.

    `kind`: the same edges; the one's columns divided in the other; or as many, each on the other's but less exactly.
    """

    edges: tuple[float, ...]
    kind: Literal["same", "divided", "alike"]
    shift: float = 0.0


def fit_grids(upper: tuple[float, ...], lower: tuple[float, ...]) -> Fit | None:
    """Return how the columns of two tables fit, or None where the one's are not the other's, or a division of them.

    The edges are where the upper table stands.
    """
    if len(upper) < 2 or len(lower) < 2:
        return None
    shift = 0.0 if abs(lower[0] - upper[0]) <= EDGE_TOLERANCE else round(lower[0] - upper[0], 1)
    moved = tuple(edge - shift for edge in lower)
    fine, coarse = (upper, moved) if len(upper) >= len(moved) else (moved, upper)
    if abs(shift) <= MAX_SHIFT and all(_find(edge, fine) is not None for edge in coarse):
        return Fit(fine, "same" if len(fine) == len(coarse) else "divided", shift)
    return Fit(upper, "alike") if _are_alike(upper, lower) else None


def find_pieces(document: Document) -> frozenset[int]:
    """Return the ids of the tables that stand on the grid of the one on the page before or behind: pieces of one."""
    tables = [block for block in document.blocks if isinstance(block, Table) and block.layer is Layer.BODY]
    found: set[int] = set()
    for above, below in pairwise(tables):
        is_next = above.place.page is not None and below.place.page == above.place.page + 1
        if is_next and above.column_count > 1 and fit_grids(above.column_edges, below.column_edges):
            found.update((id(above), id(below)))
    return frozenset(found)


def divides_only_some(tables: Iterable[Table], coarse: Sequence[float]) -> bool:
    """Say whether each edge that a coarser grid lacks is one that not all rows of the finer tables are divided at.

    Then a page that rules none of them may be of the same table: it prints none of the rows that are divided.
    """
    spanned: set[int] = set()
    edges: tuple[float, ...] = ()
    for table in tables:
        edges = table.column_edges
        inner = (cell for cell in table.cells if 1 < cell.column_span < table.column_count)
        spanned.update(edge for cell in inner for edge in range(cell.column + 1, cell.column + cell.column_span))
    shift = coarse[0] - edges[0]
    lacking = {index for index, edge in enumerate(edges) if _find(edge + shift, coarse) is None}
    return lacking <= spanned


def onto_grid(table: Table, edges: Sequence[float]) -> Table:
    """Return a table on a finer grid that holds all its edges but for a shift: cells span what divides them there.

    Raises ValueError where it does not hold them. A table of as many columns keeps them.
    """
    if table.column_edges == edges:
        return table
    if len(table.column_edges) == len(edges) or not edges:
        return replace(table, column_edges=tuple(edges))
    shift = table.column_edges[0] - edges[0]
    found = [_find(edge - shift, edges) for edge in table.column_edges]
    if None in found:
        raise ValueError("the grid does not hold all edges of the table")
    at = [index for index in found if index is not None]
    return replace(
        table,
        cells=tuple(_moved(cell, at) for cell in table.cells),
        column_count=len(edges) - 1,
        column_edges=tuple(edges),
    )


def _are_alike(upper: Sequence[float], lower: Sequence[float]) -> bool:
    """Say whether two grids have as many columns and edges nearly where the other's are."""
    return len(upper) == len(lower) and all(
        abs(above - below) <= MAX_INEXACT for above, below in zip(upper, lower, strict=True)
    )


def _moved(cell: Cell, at: Sequence[int]) -> Cell:
    end = min(cell.column + cell.column_span, len(at) - 1)
    return replace(cell, column=at[cell.column], column_span=at[end] - at[cell.column])


def _find(edge: float, edges: Sequence[float]) -> int | None:
    """Return the index of the nearest of some edges if it is near enough, else None."""
    nearest = min(range(len(edges)), key=lambda index: abs(edges[index] - edge))
    return nearest if abs(edges[nearest] - edge) <= EDGE_TOLERANCE else None
