"""Small painted shapes that carry a colour of their own: RAG dots and boxes, apart from bullets and backgrounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.document import Block, BlockKind
from parsers.formats.pdf.page import Fill
from parsers.words import NO_WORDS, Place

_LEAST, _MOST = 3.0, 60.0  # points: thinner ones are rules, larger ones backgrounds
_GREY = 24  # of 255: colours whose parts differ less are black, white or grey, and say nothing


def read_shapes(fills: Sequence[Fill], bullets: Sequence[Fill], place: Place) -> Iterator[Block]:
    """Yield a block for each coloured shape that is no bullet; one painted over another in the same place counts."""
    shapes: dict[tuple[int, int], Fill] = {}
    for fill in fills:
        x0, top, x1, bottom = fill.box
        if _LEAST <= x1 - x0 <= _MOST and _LEAST <= bottom - top <= _MOST and fill not in bullets:
            shapes[round((x0 + x1) / 4), round((top + bottom) / 4)] = fill
    for fill in shapes.values():
        if _is_coloured(fill.colour):
            at = Place(place.page, fill.box, place.line, place.table, place.row, place.cell, place.at)
            yield Block(BlockKind.SHAPE, NO_WORDS, fill=fill.colour, place=at)


def _is_coloured(colour: str) -> bool:
    parts = bytes.fromhex(colour)
    return max(parts) - min(parts) > _GREY
