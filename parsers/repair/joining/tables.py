"""Joins tables that a page's end cuts: pieces with the same columns become one, a header printed again is left out.

A table that has a header of its own, or other columns, stays by itself. Where places are known, the rows at the seams
are joined as well (`seams`); the rows of text renditions are left to `rows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parsers.columns import is_header_row
from parsers.document import Block, Document, Layer, Remark, Table
from parsers.joints import Joint
from parsers.repair.joining.boundary import PageEnd, first_row, last_row
from parsers.repair.joining.gaps import Gaps
from parsers.repair.joining.grids import Fit, divides_only_some, fit_grids, onto_grid
from parsers.repair.joining.habits import Row, read_habits
from parsers.repair.joining.merging import Glue, Stack, without_rows
from parsers.repair.joining.repeats import MAX_HEADER_ROWS, NOT_REPEATED, Repeated, count_repeated, iter_inner_repeats
from parsers.repair.joining.rows import decide_row, tell_doubt
from parsers.repair.joining.seams import Piece, boundary_of, seam_pieces
from parsers.repair.joining.table_clues import MAX_COLUMNS, Meeting, decide_table
from parsers.repair.joining.weights import Sight


@dataclass(slots=True)
class Group:
    """Tables that are one: where the first stands among the blocks, where the latest ends, and all as they are printed.

    `edges` are those of the finest grid among them; `ends` the ends of the pages above each piece but the first.
    """

    index: int
    end: int
    pieces: list[Table]
    edges: tuple[float, ...]
    repeated: list[Repeated] = field(default_factory=lambda: [NOT_REPEATED])
    ends: list[PageEnd] = field(default_factory=list)
    _searched: int = 0
    _latest_header: Row | None = None

    def heads(self) -> Iterator[tuple[Row, ...]]:
        """Yield what may be printed again at a page's top: a table's first rows, or the latest header row in it."""
        yield self.pieces[0].rows()[:MAX_HEADER_ROWS]
        unseen, self._searched = self.pieces[self._searched :], len(self.pieces)
        rows = (row for piece in reversed(unseen) for row in reversed(piece.rows()))
        self._latest_header = next(filter(is_header_row, rows), self._latest_header)
        if self._latest_header is not None:
            yield (self._latest_header,)

    def alternates(self, row: Row) -> bool:
        """Say whether a header stands inside the table too, and another has followed: it heads what stands below it."""
        texts = _texts(row)
        if self._latest_header is None or texts == _texts(self._latest_header):
            return False
        kept = (piece.rows()[gone.rows :] for piece, gone in zip(self.pieces, self.repeated, strict=True))
        rows = [other for rows in kept for other in rows]
        return any(_texts(other) == texts for other in rows[MAX_HEADER_ROWS:])


def rejoin_tables(document: Document) -> Document:
    """Return the document with cut tables whole; every run keeps the page, table and row it was printed in."""
    joiner = _Joiner(document)
    for block in document.blocks:
        joiner.take(block)
    return joiner.finish()


class _Joiner:
    """Goes through a document's blocks; keeps the latest group of tables, and what stands behind it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._glue = Glue(document)
        self._gaps = Gaps(document)
        self._marks_cuts = _marks_cuts(document)
        self._feet = _feet(document)
        self._blocks: list[Block | Table] = []
        self._remarks = list(document.remarks)
        self._joints = list(document.joints)
        self._groups: list[Group] = []

    def take(self, block: Block | Table) -> None:
        """Add a block: to the latest group if it is a table that goes on there."""
        if not isinstance(block, Table) or block.layer is not Layer.BODY:
            self._blocks.append(block)
            return
        block = self._without_inner_repeats(block)
        meeting = self._meet(block) if self._groups else None
        joint = self._decide(meeting) if meeting else None
        if joint is not None:
            self._joints.append(joint)
        if joint is not None and meeting is not None and meeting.sight is Sight.PAGE:
            self._remarks += filter(None, (tell_doubt(joint, first_row(block)),))
        if meeting is None or joint is None or not joint.is_joined:
            self._groups.append(Group(len(self._blocks), len(self._blocks) + 1, [block], block.column_edges))
            self._blocks.append(block)
            return
        self._add(meeting)

    def finish(self) -> Document:
        """Return the document with each group as one table."""
        for group in self._groups:
            if len(group.pieces) > 1:
                self._blocks[group.index] = self._whole(group)
        return replace(
            self._document,
            blocks=tuple(self._blocks),
            remarks=tuple(self._remarks),
            joints=tuple(self._joints),
        )

    def _without_inner_repeats(self, table: Table) -> Table:
        repeats = frozenset(iter_inner_repeats(table)) if table.place.bbox else frozenset()
        for number in sorted(repeats):
            self._tell_repeated(table.rows()[number])
        return without_rows(table, repeats) if repeats else table

    def _tell_repeated(self, row: Row) -> None:
        if printed := [cell for cell in row if cell.blocks]:
            self._remarks.append(Remark("header-repeated", _row_text(row), printed[0].words))

    def _meet(self, below: Table) -> Meeting | None:
        """Return how a table meets the latest group, or None where nobody would take the two for one."""
        group = self._groups[-1]
        above = group.pieces[-1]
        between = self._gaps.read_between(self._blocks[group.end :], below)
        is_same_page = bool(above.place.bbox) and above.place.page == below.place.page
        repeated = NOT_REPEATED if is_same_page else count_repeated(group.heads(), below)
        if repeated.rows and group.alternates(first_row(below)):
            repeated = NOT_REPEATED
        meeting = Meeting(above, below, between, repeated)
        if meeting.sight is Sight.TEXT:
            whole = replace(above, column_count=group.pieces[0].column_count)
            return None if between.text or between.continued else replace(meeting, above=whole)
        if between.text and meeting.pages != 1:
            return None
        return replace(meeting, fit=_fit(group, below), room=self._room_below(above))

    def _decide(self, meeting: Meeting) -> Joint:
        joint = decide_table(meeting)
        if joint.is_joined or meeting.fit is None or meeting.between.text:
            return joint
        # Only where the rest leaves it open is it worth looking at the rows that meet.
        return decide_table(replace(meeting, row=self._decide_seam(meeting)))

    def _decide_seam(self, meeting: Meeting) -> Joint | None:
        """Return the joint of the rows that meet, as far as the two pieces alone show."""
        assert meeting.fit is not None
        above, below = onto_grid(meeting.above, meeting.fit.edges), onto_grid(meeting.below, meeting.fit.edges)
        below = without_rows(below, range(meeting.repeated.rows))
        if not below.row_count or not above.row_count:
            return None
        piece = Piece(below, self._page_end(meeting))
        return decide_row(boundary_of(last_row(above), above, piece, read_habits((above, below))))

    def _page_end(self, meeting: Meeting) -> PageEnd:
        return PageEnd(self._marks_cuts, meeting.repeated.rows > 0, meeting.room)

    def _room_below(self, table: Table) -> float:
        box = table.place.bbox
        return self._feet[_sides(table)] - box[3] if box else 0.0

    def _add(self, meeting: Meeting) -> None:
        group, below, repeated = self._groups[-1], meeting.below, meeting.repeated
        if meeting.fit is not None:
            group.edges = meeting.fit.edges
        group.pieces.append(onto_grid(below, group.edges))
        group.end = len(self._blocks)
        group.repeated.append(repeated)
        group.ends.append(self._page_end(meeting))
        for row in below.rows()[: repeated.rows]:
            self._tell_repeated(row)

    def _whole(self, group: Group) -> Table:
        pieces = [
            without_rows(table, range(repeated.rows))
            for table, repeated in zip(group.pieces, group.repeated, strict=True)
        ]
        if not group.pieces[0].place.bbox:
            stack = Stack(pieces[0], self._glue)
            for piece in pieces[1:]:
                stack.add(piece, {}, is_cut=False)
            return stack.table()
        seamed = seam_pieces(
            [
                Piece(onto_grid(table, group.edges), end)
                for table, end in zip(pieces, (PageEnd(), *group.ends), strict=True)
            ],
            self._glue,
        )
        self._joints += seamed.joints
        self._remarks += seamed.remarks
        return seamed.table


def _fit(group: Group, below: Table) -> Fit | None:
    """Return how a table's columns fit those of a group, or None where they do not, or are too many to be a plan's."""
    if max(len(group.edges), len(below.column_edges)) > MAX_COLUMNS + 1:
        return None
    fit = fit_grids(group.edges, below.column_edges)
    if fit is None or fit.kind != "divided":
        return fit
    is_upper_finer = len(group.edges) > len(below.column_edges)
    finer = [onto_grid(piece, group.edges) for piece in group.pieces] if is_upper_finer else [below]
    return fit if divides_only_some(finer, below.column_edges if is_upper_finer else group.edges) else None


def _marks_cuts(document: Document) -> bool:
    """Say whether a file shows somewhere which cells a page's end cuts."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return any(cell.cut_above or cell.cut_below for table in tables for cell in table.cells)


def _feet(document: Document) -> dict[tuple[int, int], float]:
    """Return by their sides how far down tables of that width reach, in points: so far do their pages print."""
    feet: defaultdict[tuple[int, int], float] = defaultdict(float)
    for block in document.blocks:
        if isinstance(block, Table) and block.place.bbox:
            feet[_sides(block)] = max(feet[_sides(block)], block.place.bbox[3])
    return feet


def _sides(table: Table) -> tuple[int, int]:
    box = table.place.bbox
    return (round(box[0] / 20), round(box[2] / 20)) if box else (0, 0)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.split()) for cell in row if cell.blocks)


def _row_text(row: Row) -> str:
    return " | ".join(cell.text.replace("\n", " ").strip() for cell in row if cell.blocks)
