"""A page's picture as numbers: ink told from paper, and runs of ink.

Arrays are rows of pixels from the top; grey values are 0 (black) to 255 (white); ink is True.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)
Piece = tuple[int, int, int]  # a run of ink: row, start, end

_LEAST_PAPER, _PAPER_VARIES, _DARKEST_PAPER = 0.6, 25, 130  # share of a sheet; grey steps; grey
_LEAST_PRINT = 4  # squares of two by two pixels, at 200 dots an inch or more
_PALEST_INK, _DARKEST_INK = 225, 110  # where the line between ink and paper may lie on an even ground


def find_ink(flat: Grey) -> Ink:
    """Return where there is ink on a picture with an even ground, by Otsu's line between light and dark."""
    return flat < min(max(_otsu(flat), _DARKEST_INK), _PALEST_INK)


def whiten(flat: Grey, ink: Ink) -> Grey:
    """Return the picture with the paper all white, but for the soft edges of its ink."""
    near = ink.copy()
    near[1:] |= ink[:-1]
    near[:-1] |= ink[1:]
    sides = near.copy()
    near[:, 1:] |= sides[:, :-1]
    near[:, :-1] |= sides[:, 1:]
    return np.where(near, flat, 255).astype(np.uint8)


def without_print(greys: NDArray[Number], size: int) -> NDArray[Number]:
    """Return a picture (rows, columns, any colours) with what is darker and smaller than that closed over."""
    light = _extreme(_extreme(greys, size, 0, np.maximum), size, 1, np.maximum)
    return _extreme(_extreme(light, size, 0, np.minimum), size, 1, np.minimum)


def _extreme(greys: NDArray[Number], size: int, axis: int, choose: np.ufunc) -> NDArray[Number]:
    """Return the greatest or least of so many neighbours of each pixel along an axis."""
    widths = [(0, 0)] * greys.ndim
    widths[axis] = (size // 2, size // 2)
    padded = np.pad(greys, widths, mode="edge")
    length = greys.shape[axis]
    result = padded.take(range(length), axis=axis)
    for shift in range(1, size):
        choose(result, padded.take(range(shift, shift + length), axis=axis), out=result)
    return result


def find_solid(ink: Ink) -> Ink:
    """Return the upper left pixels of all squares of two by two that are ink: specks of noise have none."""
    solid = np.zeros(ink.shape, np.bool_)
    solid[:-1, :-1] = ink[:-1, :-1] & ink[1:, :-1] & ink[:-1, 1:] & ink[1:, 1:]
    return solid


def has_print(ink: Ink) -> bool:
    """Say whether there is as much ink as a full stop takes."""
    return bool(find_solid(ink).sum() >= _LEAST_PRINT)


def looks_printed(picture: Image.Image) -> bool:
    """Say whether most of a picture, however small, is paper of one shade, and not a photograph."""
    grey = np.asarray(picture.convert("L"))
    paper = np.percentile(grey, 80)
    return bool((grey >= paper - _PAPER_VARIES).mean() >= _LEAST_PAPER and paper >= _DARKEST_PAPER)


def find_runs(ink: Ink, least: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return row, start and end of every run of ink along a row that is at least so long, by row and start."""
    height, width = ink.shape
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = ink
    steps = np.diff(padded, axis=1).ravel()
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    is_long = ends - starts >= least
    starts, ends = starts[is_long], ends[is_long]
    return starts // (width + 1), starts % (width + 1), ends % (width + 1)


def chain_runs(runs: Sequence[Piece], gap: float, rows: int = 2) -> list[list[Piece]]:
    """Return the runs in groups that hang together: at most so many rows apart, over each other or with a small gap.

    The runs are by row and start.
    """
    parents = list(range(len(runs)))

    def find(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    by_row: dict[int, list[int]] = {}
    for number, (row, _, _) in enumerate(runs):
        by_row.setdefault(row, []).append(number)
    for row, numbers in by_row.items():
        for other in range(row - rows, row + 1):
            for one, two in _iter_touching(runs, by_row.get(other, ()), numbers, gap):
                parents[find(one)] = find(two)
    groups: dict[int, list[Piece]] = {}
    for number, run in enumerate(runs):
        groups.setdefault(find(number), []).append(run)
    return list(groups.values())


def _iter_touching(
    runs: Sequence[Piece], above: Sequence[int], below: Sequence[int], gap: float
) -> Iterator[tuple[int, int]]:
    """Yield the numbers of runs of two rows (or of one row and itself) that overlap, or nearly, each with its next."""
    upper, lower = 0, 1 if above is below else 0
    while upper < len(above) and lower < len(below):
        one, two = above[upper], below[lower]
        (_, start, end), (_, other_start, other_end) = runs[one], runs[two]
        if start <= other_end + gap and other_start <= end + gap:
            yield one, two
        if above is below or end > other_end:
            lower += 1
            upper += above is below
        else:
            upper += 1


def _otsu(flat: Grey) -> int:
    """Return the grey that parts the picture into two classes which differ most."""
    counts = np.bincount(flat.ravel(), minlength=256).astype(np.float64)
    below, total = np.cumsum(counts), counts.sum()
    sums = np.cumsum(counts * np.arange(256))
    above = total - below
    is_split = (below > 0) & (above > 0)
    between = np.zeros(256)
    means = sums[is_split] / below[is_split], (sums[-1] - sums[is_split]) / above[is_split]
    between[is_split] = below[is_split] * above[is_split] * (means[0] - means[1]) ** 2
    return int(between.argmax()) + 1
