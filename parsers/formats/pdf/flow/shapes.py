"""Small painted shapes outside tables: those that carry a colour of their own, and dots that may be bullets."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.colours import name_unrated
from normalise.records import Box
from parsers.document import Block, BlockKind
from parsers.formats.pdf.page import Fill, Page
from parsers.words import NO_WORDS, Place

_MOST = 2_000  # small fills on one page: more are a drawing
_DOT = 5.5  # points: a bullet is at most that wide and high
_PICTURE = 10.0  # points: of a pictured one
_SHAPE = 40.0  # points: what is larger is a background
_ALIKE = 1.0  # points: sizes and edges of the dots of one key differ less
_GREY = 24  # of 255: colours whose parts differ less are black, white or grey, and say nothing


def find_dots(page: Page) -> tuple[Fill, ...]:
    """Return the fills and pictures of a page that are small and even enough for bullets."""
    dots = [fill for fill in page.fills if _is_dot(fill.box, _DOT)]
    dots += [Fill(picture.box, "000000") for picture in page.pictures if _is_dot(picture.box, _PICTURE)]
    return tuple(dots) if len(dots) <= _MOST else ()


def dots_in(dots: Sequence[Fill], box: Box) -> tuple[Fill, ...]:
    """Return those of the dots whose middle lies in a box."""
    return tuple(dot for dot in dots if _lies_in(dot.box, box)) if dots else ()


def find_shapes(page: Page, tables: Sequence[Box]) -> tuple[Fill, ...]:
    """Return the coloured shapes outside tables that are as even as a dot or a box of a key, and larger than a bullet.

    Of those painted in one place the last counts. A grey one is a shape only in a row or column of coloured ones.
    """
    shapes: dict[tuple[int, int], Fill] = {}
    greys: dict[tuple[int, int], Fill] = {}
    for fill in page.fills:
        x0, top, x1, bottom = fill.box
        if _is_shape(fill) and not any(_lies_in(fill.box, box) for box in tables):
            kept = shapes if _is_coloured(fill) else greys
            kept[round((x0 + x1) / 4), round((top + bottom) / 4)] = fill
    if greys and shapes and len(greys) * len(shapes) <= _MOST:
        beside = {at: grey for at, grey in greys.items() if any(_are_of_one_key(grey, one) for one in shapes.values())}
        shapes = beside | shapes
    return tuple(shapes.values()) if len(shapes) <= _MOST else ()


def make_shape(fill: Fill, place: Place) -> Block:
    """Return the block of a shape that carries a colour."""
    at = Place(place.page, fill.box, place.line, place.table, place.row, place.cell, place.at)
    return Block(BlockKind.SHAPE, NO_WORDS, fill=fill.colour, place=at)


def _is_dot(box: Box, most: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return 1 < width < most and 1 < height < most and width < 1.6 * height and height < 1.6 * width


def _is_shape(fill: Fill) -> bool:
    x0, top, x1, bottom = fill.box
    width, height = x1 - x0, bottom - top
    if not _DOT <= max(width, height) < _SHAPE or width > 3 * height or height > 1.6 * width:
        return False
    return _is_coloured(fill) or name_unrated(fill.colour) is not None


def _is_coloured(fill: Fill) -> bool:
    parts = bytes.fromhex(fill.colour)
    return max(parts) - min(parts) > _GREY


def _are_of_one_key(one: Fill, other: Fill) -> bool:
    """Say whether two fills are of one size and stand side by side, or one below the other."""
    (left, top, right, bottom), box = one.box, other.box
    if abs((right - left) - (box[2] - box[0])) > _ALIKE or abs((bottom - top) - (box[3] - box[1])) > _ALIKE:
        return False
    return abs(left - box[0]) <= _ALIKE or abs(top - box[1]) <= _ALIKE


def _lies_in(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
