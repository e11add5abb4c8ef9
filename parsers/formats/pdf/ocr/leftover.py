"""What is printed on a scanned page and was read as nothing: handwriting, stamps, signatures, pictures, drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalise.records import Box
from parsers.formats.pdf.ocr.pixels import Ink, chain_runs, find_runs, find_solid

_SQUARE = 0.1  # inches: ink is counted by squares of that side
_LEAST_INK = 0.03  # of a square
_SMALLEST = 3  # squares: less is dirt
_REACH = 1  # squares: how far apart two pieces of a drawing may be


def find_unread(ink: Ink, dpi: float, read: Iterable[Box]) -> list[Box]:
    """Return the areas of ink, in pixels, outside what was read; rules must be gone from it. Largest first."""
    rest = find_solid(ink)
    for x0, top, x1, bottom in read:
        rest[max(0, int(top) - 2) : int(bottom) + 3, max(0, int(x0) - 2) : int(x1) + 3] = False
    side = max(4, round(_SQUARE * dpi))
    rows, columns = rest.shape[0] // side, rest.shape[1] // side
    squares = rest[: rows * side, : columns * side].reshape(rows, side, columns, side).mean(axis=(1, 3)) >= _LEAST_INK
    return sorted(_areas(squares, side), key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))


def _areas(squares: Ink, side: int) -> Iterator[Box]:
    runs = list(zip(*(part.tolist() for part in find_runs(squares, 1)), strict=True))
    for group in chain_runs(runs, _REACH, rows=_REACH + 1):
        if sum(end - start for _, start, end in group) >= _SMALLEST:
            left, right = min(run[1] for run in group), max(run[2] for run in group)
            yield left * side, group[0][0] * side, right * side, (group[-1][0] + 1) * side
