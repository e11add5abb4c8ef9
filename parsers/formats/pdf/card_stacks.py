"""Cards of painted bands: a head, a white or tinted part below it, another below that, all of one width.

Newsletters and leaflets set such cards abreast and below one another. What stands in a card is read by itself, and the
cards of one column before those of the next; the cells of a painted table stand closer, and level with their rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.page import Page, TextRun

MIN_BANDS = 2
_GUTTER = 6.0  # points at least between two columns of cards
_TOUCHING = 1.5  # points between the bands of one card
_SAME = 1.0  # points that edges may differ by
_LEVEL = 0.6  # of the bands of the smaller card stand level with those beside it: these are rows of a table
_WIDEST, _NARROWEST = 0.7, 0.2  # of the page
_MORE_LINES = 2
_PAPER = "ffffff"

_Stack = tuple[Box, ...]


def find_stacks(page: Page, taken: Sequence[Box] = ()) -> tuple[Box, ...]:
    """Return the boxes of a page's columns of cards, in points, from the top; none meets a box taken.

    Cards that stand below one another in a column are one box, unless text goes over the gutter between them.
    """
    cards = [stack for stack in _stack(page) if not any(_meet(_hull(stack), box) for box in taken)]
    cards = [card for card in cards if _holds_text(card, page)]
    cards = [card for card in cards if not any(_is_crossed(_hull(card), run) for run in page.runs)]
    cards = [card for card in cards if not any(_are_rows(card, other) for other in cards if other is not card)]
    columns: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for card in sorted(map(_hull, cards), key=lambda box: box[1]):
        columns[round(card[0]), round(card[2])].append(card)
    return tuple(box for boxes in columns.values() for box in _join(boxes, page))


def _stack(page: Page) -> Iterator[_Stack]:
    """Yield the bands of one width that touch, from the top, if one is tinted and a gutter is at their sides."""
    widths: dict[tuple[int, int], dict[Box, str]] = defaultdict(dict)
    for fill in page.fills:
        x0, top, x1, bottom = fill.box
        if _NARROWEST * page.width < x1 - x0 < _WIDEST * page.width and bottom - top > _GUTTER:
            widths[round(x0), round(x1)].setdefault(fill.box, fill.colour or _PAPER)
    for colours in widths.values():
        bands = sorted(colours, key=lambda box: box[1])
        starts = [0, *(i for i, (a, b) in enumerate(pairwise(bands), 1) if abs(b[1] - a[3]) > _TOUCHING), len(bands)]
        for start, stop in pairwise(starts):
            stack = tuple(bands[start:stop])
            is_tinted = any(colours[band] != _PAPER for band in stack)
            if len(stack) >= MIN_BANDS and is_tinted and not _is_beside_cells(_hull(stack), page):
                yield stack


def _is_beside_cells(box: Box, page: Page) -> bool:
    """Say whether something painted stands closer to a stack than a gutter is wide: then its bands are cells."""
    for x0, top, x1, bottom in (fill.box for fill in page.fills):
        is_near = -_SAME < x0 - box[2] < _GUTTER or -_SAME < box[0] - x1 < _GUTTER
        if is_near and top < box[3] - _SAME and bottom > box[1] + _SAME:
            return True
    return False


def _holds_text(card: _Stack, page: Page) -> bool:
    """Say whether text stands in each band, and more lines than bands: a column of statuses has one in each."""
    lines = [set[int]() for _ in card]
    for run in page.runs:
        x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
        for band, own in zip(card, lines, strict=True):
            if band[0] < x < band[2] and band[1] < y < band[3] and run.text.strip():
                own.add(round(run.baseline))
    return all(lines) and sum(map(len, lines)) >= len(card) + _MORE_LINES


def _is_crossed(box: Box, run: TextRun) -> bool:
    """Say whether a run goes over the side of a box."""
    x0, top, x1, bottom = box
    middle = (run.box[1] + run.box[3]) / 2
    if not top < middle < bottom or not run.text.strip():
        return False
    return any(run.box[0] < x - _SAME and run.box[2] > x + _SAME for x in (x0, x1))


def _are_rows(card: _Stack, other: _Stack) -> bool:
    """Say whether most bands of two stacks side by side are as high, and stand as high, as one beside them."""
    one, two = _hull(card), _hull(other)
    if not (one[2] < two[0] or two[2] < one[0]) or one[3] <= two[1] or two[3] <= one[1]:
        return False
    levels = {(round(band[1]), round(band[3])) for band in other}
    near = {(top + a, bottom + b) for top, bottom in levels for a in (-1, 0, 1) for b in (-1, 0, 1)}
    return sum((round(band[1]), round(band[3])) in near for band in card) > _LEVEL * min(len(card), len(other))


def _join(boxes: Sequence[Box], page: Page) -> Iterator[Box]:
    """Yield the cards of a column, those as one that no text parts which goes over the column's sides."""
    whole = boxes[0]
    for box in boxes[1:]:
        between = (whole[0], whole[3], whole[2], box[1])
        if any(_is_crossed(between, run) for run in page.runs):
            yield whole
            whole = box
        else:
            whole = _hull((whole, box))
    yield whole


def _hull(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
