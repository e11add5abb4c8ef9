"""Small painted things that stand in a box and carry a colour of their own: RAG dots, rounded labels, bars."""

from __future__ import annotations

from normalise.records import Box
from parsers.formats.pdf.page import Fill, Page
from parsers.formats.pdf.tables.fills import MAX_FILLS, area, is_white, overlap

_MOST = 100  # in one box: more are a drawing
_BULLET = 5.0  # points: what is no larger is a list's bullet


def shapes_in(page: Page, box: Box) -> tuple[Fill, ...]:
    """Return the painted shapes that stand in a box, all much smaller than it, from the top; of those in one place the
    last painted. Bullets, rules, and what is white or only shades the box or a part of its width are none.
    """
    left, top, right, bottom = 2 * box[0], 2 * box[1], 2 * box[2], 2 * box[3]
    inside = [
        fill
        for fill in page.fills[:MAX_FILLS]
        if left < fill.box[0] + fill.box[2] < right and top < fill.box[1] + fill.box[3] < bottom
    ]
    if not inside or len(inside) > _MOST:
        return ()
    shapes: list[Fill] = []
    for number in reversed(range(len(inside))):
        fill = inside[number]
        if _is_shape(fill, box) and not _is_seen(fill, shapes) and not _has_ground(fill, inside[:number]):
            shapes.append(fill)
    return tuple(sorted((fill for fill in shapes if not is_white(fill.colour)), key=lambda fill: fill.box[1::-1]))


def _is_seen(fill: Fill, shapes: list[Fill]) -> bool:
    return any(overlap(fill.box, other.box) > 0.5 * area(fill.box) for other in shapes)


def _has_ground(fill: Fill, painted: list[Fill]) -> bool:
    """Say whether it is painted on its own colour: Word shades a cell, and each line in it once more."""
    for ground in reversed(painted):
        if ground.box != fill.box and overlap(fill.box, ground.box) > 0.95 * area(fill.box):
            return ground.colour == fill.colour
    return False


def _is_shape(fill: Fill, box: Box) -> bool:
    x0, top, x1, bottom = fill.box
    longer, shorter = max(x1 - x0, bottom - top), min(x1 - x0, bottom - top)
    if longer <= _BULLET or shorter <= _BULLET / 2:
        return False
    size = area(fill.box)
    spans = x1 - x0 > 0.9 * (box[2] - box[0]) or bottom - top > 0.98 * (box[3] - box[1])
    return size < 0.5 * area(box) and overlap(fill.box, box) > 0.8 * size and (fill.curved or not spans)
