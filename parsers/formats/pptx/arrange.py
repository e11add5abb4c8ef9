"""A slide's pieces in reading order, its title first; a slide without one may begin with words that look like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Block, BlockKind, Table
from parsers.formats.pptx.order import Placed, order_boxes
from parsers.formats.pptx.pieces import Piece, PieceKind, find_title
from parsers.words import Words

_UPPER_PART = 0.35  # of the slide, where a title begins
_LARGER = 1.2  # times the largest other print
_MOST_CHARACTERS = 200
_FIRST = {PieceKind.TITLE: 0, PieceKind.SUBTITLE: 1}


def arrange(pieces: Sequence[Piece], height: int, *, is_first: bool) -> tuple[Piece, ...]:
    """Return the pieces in reading order: titles, what stands below, and the slide's furniture at the end."""
    titled = _with_title(pieces, height)
    heads = sorted(
        (piece for piece in titled if piece.kind in _FIRST),
        key=lambda piece: (_FIRST[piece.kind], piece.box.top, piece.box.left),
    )
    feet = [piece for piece in titled if piece.kind is PieceKind.FURNITURE]
    body = [piece for piece in titled if piece.kind not in (*_FIRST, PieceKind.FURNITURE)]
    order = order_boxes([Placed(piece.box, _length(piece), piece.group, piece.group_box) for piece in body])
    ordered = (*heads, *(body[index] for index in order), *feet)
    if not is_first:
        return tuple(_as_heading(piece, 2) for piece in ordered)
    return tuple(_unsized(_as_heading(piece, 1)) for piece in ordered)


def _unsized(piece: Piece) -> Piece:
    """Return a cover's piece without sizes: its place holders say what goes on with the title, small as it may be."""
    return replace(piece, blocks=tuple(map(_without_sizes, piece.blocks)))


def _without_sizes(block: Block | Table) -> Block | Table:
    if isinstance(block, Table):
        return block
    runs = tuple(run._replace(style=run.style._replace(size=None)) for run in block.words.runs)
    return replace(block, words=Words(runs))


def _length(piece: Piece) -> int:
    """Return how much a piece prints; a table is never short."""
    return len(piece.text) if piece.table is None else 10_000


def _with_title(pieces: Sequence[Piece], height: int) -> list[Piece]:
    """Return the pieces with a title: where no place holder is one, the largest print in the upper part."""
    if find_title(pieces) is not None:
        return list(pieces)
    texts = [piece for piece in pieces if piece.kind is PieceKind.TEXT and piece.text.strip()]
    largest = max(texts, key=lambda piece: piece.size, default=None)
    if largest is None or len(texts) + sum(piece.table is not None for piece in pieces) < 2:
        return list(pieces)
    others = max((_size_of(piece) for piece in pieces if piece is not largest), default=0.0)
    is_title = (
        largest.size >= others * _LARGER
        and largest.box.top <= height * _UPPER_PART
        and len(largest.text) <= _MOST_CHARACTERS
        and all(isinstance(block, Block) and block.kind is not BlockKind.ITEM for block in largest.blocks)
    )
    return [replace(piece, kind=PieceKind.TITLE) if piece is largest and is_title else piece for piece in pieces]


def _size_of(piece: Piece) -> float:
    if piece.table is None:
        return piece.size
    blocks = (block for cell in piece.table.table.cells for block in cell.iter_blocks())
    return max((run.style.size or 0.0 for block in blocks for run in block.words.runs), default=0.0)


def _as_heading(piece: Piece, level: int) -> Piece:
    if piece.kind is not PieceKind.TITLE:
        return piece
    return replace(piece, blocks=tuple(_head(block, level) for block in piece.blocks))


def _head(block: Block | Table, level: int) -> Block | Table:
    if isinstance(block, Table) or block.kind is BlockKind.SHAPE:
        return block
    return replace(block, kind=BlockKind.HEADING, level=level, list_id=None)
