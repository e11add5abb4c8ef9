"""What is printed on a scanned page and was read as nothing: lone figures, handwriting, stamps, pictures, drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalise.records import Box
from parsers.formats.pdf.ocr.hocr import ReadLine
from parsers.formats.pdf.ocr.pixels import Ink, chain_runs, find_runs, find_solid

_SQUARE = 0.05  # inches: ink is counted by squares of that side
_LEAST_INK = 0.02  # of a square
_REACH = 1  # squares: how far apart two pieces of a word or a drawing may be
_ROUGH, _CLOSE = 0.5, 1.5  # of a line's height: how far boxes of words may be out, and words apart
_LOW, _HIGH, _WIDE = 0.06, 0.45, 4.0  # inches: how low and high letters are, and how wide a piece of a line is
_SMALLEST = 0.02  # square inches: of what is no line; less is dirt


def find_unread(ink: Ink, dpi: float, read: Iterable[Box]) -> list[Box]:
    """Return the areas of ink, in pixels, outside what was read, from the top; rules must be gone from it."""
    rest = find_solid(ink)
    for x0, top, x1, bottom in read:
        rest[max(0, int(top) - 2) : int(bottom) + 3, max(0, int(x0) - 2) : int(x1) + 3] = False
    side = max(4, round(_SQUARE * dpi))
    rows, columns = rest.shape[0] // side, rest.shape[1] // side
    squares = rest[: rows * side, : columns * side].reshape(rows, side, columns, side).mean(axis=(1, 3)) >= _LEAST_INK
    return sorted(_areas(squares, side), key=lambda box: (box[1], box[0]))


def cover_lines(lines: Iterable[ReadLine]) -> Iterator[Box]:
    """Yield boxes that cover what was read, also all between words that stand close: their own boxes are rough."""
    for line in lines:
        reach = _ROUGH * line[0].height
        for word, behind in zip(line, (*line[1:], None), strict=True):
            is_close = behind is not None and behind.x0 - word.x1 <= _CLOSE * word.height
            end = behind.x0 if behind is not None and is_close else word.x1 + reach
            yield word.x0 - reach, word.top, end, word.bottom


def may_be_text(box: Box, dpi: float) -> bool:
    """Say whether an area is as large as a figure, a word or a piece of a line."""
    width, height = (box[2] - box[0]) / dpi, (box[3] - box[1]) / dpi
    return _LOW <= height <= _HIGH and width <= _WIDE


def is_more_than_dirt(box: Box, dpi: float) -> bool:
    """Say whether an area is larger than a speck."""
    return (box[2] - box[0]) * (box[3] - box[1]) >= _SMALLEST * dpi * dpi


def _areas(squares: Ink, side: int) -> Iterator[Box]:
    runs = list(zip(*(part.tolist() for part in find_runs(squares, 1)), strict=True))
    for group in chain_runs(runs, _REACH, rows=_REACH + 1):
        left, right = min(run[1] for run in group), max(run[2] for run in group)
        yield left * side, group[0][0] * side, right * side, (group[-1][0] + 1) * side
