"""A page's picture as numbers: an even ground, ink told from paper, and runs of ink.

Arrays are rows of pixels from the top; grey values are 0 (black) to 255 (white); ink is True.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Piece = tuple[int, int, int]  # a run of ink: row, start, end

_BLOCKS_AN_INCH = 24  # 3 points a block: several to a letter
_DARK = 110  # ground that is darker than this is a painted area; what is printed on it is light
_DARKEST = 40  # grounds below this are as dark as that: noise on black must not become ink
_LEAST_PAPER, _PAPER_VARIES, _DARKEST_PAPER = 0.6, 25, 130  # share of a sheet; grey steps; grey
_LEAST_PRINT = 4  # squares of two by two pixels, at 200 dots an inch or more
_PALEST_INK, _DARKEST_INK = 200, 110  # where the line between ink and paper may lie on an even ground


def flatten(grey: Grey, dpi: float) -> Grey:
    """Return the picture on white ground: shadows, shading of cells and yellowed paper gone, light print made dark."""
    ground, is_dark = _read_ground(grey, dpi)
    wide = grey.astype(np.uint16)
    flat = np.minimum(255, wide * 255 // np.maximum(ground, _DARKEST))
    if is_dark.any():
        room = np.maximum(255 - ground.astype(np.int16), 1)
        light = 255 - np.clip(wide.astype(np.int16) - ground, 0, None).astype(np.int32) * 255 // room
        flat = np.where(is_dark, np.clip(light, 0, 255), flat)
    return flat.astype(np.uint8)


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


def _read_ground(grey: Grey, dpi: float) -> tuple[Grey, Ink]:
    """Return the paper's or the paint's own grey at each pixel, and where it is dark."""
    height, width = grey.shape
    side = max(3, round(dpi / _BLOCKS_AN_INCH))
    blocks = _block_medians(grey, side)
    ground = _without_small_darks(blocks, 5).filter(ImageFilter.MedianFilter(5))
    size = (ground.width * side, ground.height * side)
    dark = _find_dark(blocks)
    even = np.asarray(ground.resize(size, Image.Resampling.BILINEAR))[:height, :width]
    if dark.getextrema() == (0, 0):
        return even, np.zeros((1, 1), np.bool_)
    is_dark = np.asarray(dark.resize(size, Image.Resampling.NEAREST))[:height, :width] > 0
    paint = blocks.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.MedianFilter(3))
    painted = np.asarray(paint.resize(size, Image.Resampling.NEAREST))[:height, :width]
    return np.where(is_dark, painted, even).astype(np.uint8), is_dark


def _block_medians(grey: Grey, side: int) -> Image.Image:
    height, width = grey.shape
    rows, columns = -(-height // side), -(-width // side)
    padded = np.pad(grey, ((0, rows * side - height), (0, columns * side - width)), mode="edge")
    step = max(1, side // 4)  # a few pixels of each block tell as much as all
    blocks = padded.reshape(rows, side, columns, side)[:, ::step, :, ::step].transpose(0, 2, 1, 3)
    return Image.fromarray(np.median(blocks.reshape(rows, columns, -1), axis=2).astype(np.uint8))


def _without_small_darks(blocks: Image.Image, size: int) -> Image.Image:
    """Return the blocks with print and fat strokes closed over, larger dark areas kept."""
    return blocks.filter(ImageFilter.MaxFilter(size)).filter(ImageFilter.MinFilter(size))


def _find_dark(blocks: Image.Image) -> Image.Image:
    """Return where dark areas are that are too wide to be strokes: the light print inside them is taken for dark."""
    dark = blocks.point([255 if value < _DARK else 0 for value in range(256)])
    closed = dark.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))
    return closed.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(5))


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
