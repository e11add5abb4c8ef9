"""Puts the pieces of a table together, page by page: at each seam one row goes on, or cells over several rows do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parsers.document import Remark, Table
from parsers.joints import Joint
from parsers.repair.joining.boundary import Boundary, PageEnd, first_row, last_row
from parsers.repair.joining.habits import Habits, Row, read_habits
from parsers.repair.joining.merging import Glue, Stack
from parsers.repair.joining.pairs import pair_cells
from parsers.repair.joining.rows import decide_row, tell_doubt, tell_rejoined
from parsers.repair.joining.spans import decide_spans

# A cut row whose borders are open may well end a sentence in each cell, but nothing worse speaks against it.
FLATLY_APART = -8.0
WHOLE_VALUES = frozenset(("header-above", "header-below", "new-key", "title-row", "two-times", "value-known"))


@dataclass(frozen=True, slots=True)
class Piece:
    """What one page prints of a table, on the grid of the whole, without a header printed again; and the page's end."""

    table: Table
    page: PageEnd = field(default_factory=PageEnd)


@dataclass(frozen=True, slots=True)
class Seamed:
    """A whole table, the joints at its seams, and what is to be said of them."""

    table: Table
    joints: tuple[Joint, ...] = ()
    remarks: tuple[Remark, ...] = ()


def seam_pieces(pieces: Sequence[Piece], glue: Glue) -> Seamed:
    """Return the pieces of a table as one. Raises ValueError where there is none."""
    if not pieces:
        raise ValueError("a table has a piece at least")
    habits = read_habits([piece.table for piece in pieces])
    printed = [piece for piece in pieces if piece.table.row_count]
    if not printed:
        return Seamed(pieces[0].table)
    if is_open_by_design(printed, habits):
        printed = [replace(piece, page=replace(piece.page, is_open_by_design=True)) for piece in printed]
    stack = Stack(printed[0].table, glue)
    joints: list[Joint] = []
    remarks: list[Remark] = []
    for above, piece in pairwise(printed):
        boundary = boundary_of(stack.last_row(), above.table, piece, habits)
        row = decide_row(boundary)
        spans = [] if row.is_joined else decide_spans(boundary)
        stack.add(piece.table, dict(_joins(boundary, row, spans)), is_cut=row.is_joined)
        joints += (row, *(joint for _, joint in spans))
        remarks += _tell(row, boundary)
    return Seamed(stack.table(), tuple(joints), tuple(remarks))


def is_open_by_design(pieces: Sequence[Piece], habits: Habits) -> bool:
    """Say whether a table has no outer borders: one at a page's end is open though whole values stand on both sides.

    One such place tells of all.
    """
    for above, below in pairwise(pieces):
        upper = last_row(above.table)
        if not upper or not all(cell.cut_below for cell in upper):
            continue
        page = replace(below.page, is_open_by_design=True)
        joint = decide_row(boundary_of(upper, above.table, replace(below, page=page), habits))
        if joint.score <= FLATLY_APART and any(found.name in WHOLE_VALUES for found in joint.evidence):
            return True
    return False


def boundary_of(above: Row, tail: Table, piece: Piece, habits: Habits) -> Boundary:
    """Return the boundary between the last row so far, whose latest piece is in `tail`, and the next piece."""
    return Boundary(above, first_row(piece.table), habits, last_row(tail), piece.page)


def _tell(row: Joint, boundary: Boundary) -> Iterator[Remark]:
    if row.is_joined:
        yield tell_rejoined(boundary.below)
    if doubt := tell_doubt(row, boundary.below):
        yield doubt


def _joins(boundary: Boundary, row: Joint, spans: Sequence[tuple[int, Joint]]) -> Iterator[tuple[int, bool]]:
    """Yield the columns of the lower cells that carry on the upper ones, and whether they meet over a full line."""
    going_on = {column for column, joint in spans if joint.is_joined}
    for cell in boundary.below:
        if row.is_joined or cell.column in going_on:
            yield cell.column, pair_cells(boundary, cell).meets
