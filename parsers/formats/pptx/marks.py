"""Coloured dots and boxes: which cell of a table one lies over, or which line of text it stands beside.

PowerPoint ties them to nothing, so only their places tell. What a colour means is `normalise`'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from parsers.document import Block, BlockKind, Cell
from parsers.formats.pptx.pieces import Piece, PieceKind
from parsers.formats.pptx.tables import PlacedTable

_FAR = 0.2  # of the slide's width: what stands further off is beside nothing
_BEHIND = 0.02  # of the slide's width: so much nearer is a mark to the words behind it than to those before it
_BELOW = 0.6  # of a table's height: so much more may its words have made it grow
_MOST_CHARACTERS = 40  # of a box that was laid over a cell
_POINT = 12_700  # EMU
_USUAL_SIZE = 18.0  # points
_WIDTH_OF_LETTER = 0.5  # of the size of print

_At = tuple[int, int]  # row and column of a cell


def settle_marks(pieces: Sequence[Piece], width: int) -> tuple[Piece, ...]:
    """Return the pieces, marks added to the cell that they lie over or the line that they stand beside."""
    return _beside_text(_over_tables(pieces), width)


def _over_tables(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    taken: set[int] = set()
    settled: dict[int, Piece] = {}
    for index, piece in enumerate(pieces):
        if piece.table is None:
            continue
        near = {n: other for n, other in enumerate(pieces) if n not in taken and _may_lie_over(other, piece)}
        cells = _cells_of(near, piece.table)
        taken.update(cells)
        marks: defaultdict[_At, list[Block]] = defaultdict(list)
        for number, cell in cells.items():
            marks[cell.row, cell.column].extend(_as_marks(near[number]))
        table = piece.table.with_blocks(marks)
        settled[index] = replace(piece, table=table, blocks=(table.table,))
    return tuple(settled.get(index, piece) for index, piece in enumerate(pieces) if index not in taken)


def _may_lie_over(piece: Piece, table: Piece) -> bool:
    """Say whether a piece may be meant for a cell: a mark, or a box of few words much smaller than the table."""
    is_small = piece.box.width < table.box.width * 0.6 and len(piece.text) <= _MOST_CHARACTERS
    return piece.kind is PieceKind.MARK or (piece.kind is PieceKind.TEXT and is_small and "\n" not in piece.text)


def _cells_of(near: Mapping[int, Piece], placed: PlacedTable) -> dict[int, Cell]:
    """Return the cell that each piece lies over; marks down a column that are as many as its rows are one each."""
    found: dict[int, Cell] = {}
    by_column: defaultdict[int, list[int]] = defaultdict(list)
    for number, piece in sorted(near.items(), key=lambda pair: pair[1].box.middle[1]):
        if (cell := placed.find(piece.box.middle)) is not None:
            found[number] = cell
        if piece.kind is PieceKind.MARK and (column := placed.find_column(piece.box.middle, _BELOW)) is not None:
            by_column[column].append(number)
    for column, numbers in by_column.items():
        cells = [found.get(number) for number in numbers]
        is_clear = None not in cells and len(set(map(id, cells))) == len(cells)
        rows = placed.body_cells(column)
        inside = sum(cell is not None for cell in cells)
        if not is_clear and len(rows) == len(numbers) > 1 and inside * 2 >= len(numbers):
            found.update(zip(numbers, rows, strict=True))
    return found


def _as_marks(piece: Piece) -> Iterator[Block]:
    for block in piece.blocks:
        if isinstance(block, Block):
            yield replace(
                block, kind=BlockKind.SHAPE, level=0, marker=None, list_id=None, fill=block.fill or piece.fill
            )


def _beside_text(pieces: Sequence[Piece], width: int) -> tuple[Piece, ...]:
    marks: defaultdict[int, list[Piece]] = defaultdict(list)
    taken: set[int] = set()
    for number, piece in enumerate(pieces):
        host = _find_host(piece, pieces, width) if piece.kind is PieceKind.MARK else None
        if host is not None:
            marks[host].append(piece)
            taken.add(number)
    return tuple(
        _with_marks(piece, marks[index]) if index in marks else piece
        for index, piece in enumerate(pieces)
        if index not in taken
    )


def _find_host(mark: Piece, pieces: Sequence[Piece], width: int) -> int | None:
    """Return the index of the text that a mark stands beside, or None."""
    x, y = mark.box.middle
    best: tuple[float, float, int] | None = None
    for index, piece in enumerate(pieces):
        box = piece.box
        is_text = piece.kind in (PieceKind.TITLE, PieceKind.SUBTITLE, PieceKind.TEXT) and piece.text.strip()
        if not is_text or not box.top - mark.box.height / 2 <= y <= box.bottom + mark.box.height / 2:
            continue
        if x < box.middle[0]:
            gap = max(0.0, box.left - mark.box.right)
        else:
            gap = max(0.0, mark.box.left - box.right) + width * _BEHIND
        if gap <= width * _FAR and (best is None or (gap, box.height) < best[:2]):
            best = gap, box.height, index
    return None if best is None else best[2]


def _with_marks(piece: Piece, marks: Sequence[Piece]) -> Piece:
    """Return a text with each mark in front of the line that it stands beside; those of a title stand behind it."""
    ordered = sorted(marks, key=lambda mark: (mark.box.middle[1], mark.box.left))
    if piece.kind is PieceKind.TITLE:
        return replace(piece, blocks=(*piece.blocks, *(block for mark in ordered for block in mark.blocks)))
    lines = _lines_beside(piece, ordered)
    blocks = list(piece.blocks)
    for mark, line in sorted(zip(ordered, lines, strict=True), key=lambda pair: -pair[1]):
        blocks[line:line] = mark.blocks
    return replace(piece, blocks=tuple(blocks))


def _lines_beside(piece: Piece, marks: Sequence[Piece]) -> list[int]:
    """Return the index of the block that each mark stands beside: one each where the numbers fit, else by height."""
    blocks = [block for block in piece.blocks if isinstance(block, Block)]
    outer = [number for number, block in enumerate(blocks) if block.kind is BlockKind.ITEM and block.level == 0]
    if len(blocks) == len(marks):
        return list(range(len(blocks)))
    if len(outer) == len(marks):
        return outer
    ends = list(accumulate(_height(block, piece.box.width) for block in blocks))
    free = piece.box.height - ends[-1]
    start = piece.box.top + free * {"ctr": 0.5, "b": 1.0}.get(piece.anchor, 0.0)
    return [_find_line(mark.box.middle[1] - start, ends) for mark in marks]


def _find_line(height: float, ends: Sequence[float]) -> int:
    return next((number for number, end in enumerate(ends) if height <= end), len(ends) - 1)


def _height(block: Block, width: float) -> float:
    """Return about how high a paragraph is, in EMU."""
    size = max((run.style.size or 0.0 for run in block.words.runs), default=0.0) or _USUAL_SIZE
    letters = max(1.0, width / (size * _WIDTH_OF_LETTER * _POINT))
    lines = sum(max(1, ceil(len(line) / letters)) for line in block.text.split("\n"))
    return lines * size * 1.2 * _POINT
