"""A page's picture as numbers: an even ground, ink told from paper, and runs of ink.

Arrays are rows of pixels from the top; grey values are 0 (black) to 255 (white); ink is True.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Piece = tuple[int, int, int]  # a run of ink: row, start, end

_BLOCKS_AN_INCH = 36  # 2 points a block: several to a letter
_STROKE = 7  # blocks: what is narrower is a stroke or a letter and no paint
_MOSTLY_DARK = 0.65
_DARK = 110  # ground that is darker than this is a painted area; what is printed on it is light
_DARKER_LINE, _DARKEST_PAINT = 0.7, 35  # of the paint's grey; paint that lines can be seen on
_DARKEST = 40  # grounds below this are as dark as that: noise on black must not become ink
_LEAST_PAPER, _PAPER_VARIES, _DARKEST_PAPER = 0.6, 25, 130  # share of a sheet; grey steps; grey
_LEAST_PRINT = 4  # squares of two by two pixels, at 200 dots an inch or more
_PALEST_INK, _DARKEST_INK = 200, 110  # where the line between ink and paper may lie on an even ground


@dataclass(frozen=True, slots=True)
class Flat:
    """A picture on white ground, what is printed on it dark. `lines` is dark where ink is darker than dark paint."""

    print: Grey
    lines: Grey | None


def flatten(grey: Grey, dpi: float) -> Flat:
    """Return the picture on white ground: shadows, shading of cells and yellowed paper gone, light print made dark."""
    side = max(3, round(dpi / _BLOCKS_AN_INCH))
    blocks = _block_medians(grey, side)
    paper = blocks.filter(ImageFilter.MaxFilter(_STROKE)).filter(ImageFilter.MinFilter(_STROKE))
    ground = _enlarged(paper.filter(ImageFilter.MedianFilter(5)), side, grey.shape, Image.Resampling.BILINEAR)
    wide = grey.astype(np.int32)
    flat = np.minimum(255, wide * 255 // np.maximum(ground, _DARKEST)).astype(np.uint8)
    dark = _find_dark(blocks)
    if dark.getextrema() == (0, 0):
        return Flat(flat, None)
    paint = blocks.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.MedianFilter(5))
    painted = _enlarged(paint, side, grey.shape, Image.Resampling.NEAREST).astype(np.int32)
    inside = _enlarged(dark.filter(ImageFilter.MinFilter(3)), side, grey.shape, Image.Resampling.NEAREST) > 0
    around = _enlarged(dark.filter(ImageFilter.MaxFilter(3)), side, grey.shape, Image.Resampling.NEAREST) > 0
    light = (255 - np.clip(wide - painted, 0, None) * 255 // np.maximum(255 - painted, 1)).astype(np.uint8)
    # On the very edge of paint, of which blocks do not tell the place, nothing but lines is printed.
    print_ = np.where(inside, light, np.where(around, 255, flat)).astype(np.uint8)
    return Flat(print_, np.where(around & _lines_of_paint(wide, painted), 0, 255).astype(np.uint8))


def _lines_of_paint(grey: NDArray[np.int32], painted: NDArray[np.int32]) -> Ink:
    """Return where a line is darker than the paint around it, and where paint ends."""
    darker = (grey < _DARKER_LINE * painted) & (painted >= _DARKEST_PAINT)
    is_paint = grey < (painted + 255) // 2
    darker[1:] |= is_paint[1:] & ~is_paint[:-1]
    darker[:-1] |= is_paint[:-1] & ~is_paint[1:]
    darker[:, 1:] |= is_paint[:, 1:] & ~is_paint[:, :-1]
    darker[:, :-1] |= is_paint[:, :-1] & ~is_paint[:, 1:]
    return darker


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


def _block_medians(grey: Grey, side: int) -> Image.Image:
    """Return the picture with one pixel for each block."""
    height, width = grey.shape
    rows, columns = -(-height // side), -(-width // side)
    padded = np.pad(grey, ((0, rows * side - height), (0, columns * side - width)), mode="edge")
    step = max(1, side // 3)  # a few pixels of each block tell as much as all
    blocks = padded.reshape(rows, side, columns, side)[:, ::step, :, ::step].transpose(0, 2, 1, 3)
    return Image.fromarray(np.median(blocks.reshape(rows, columns, -1), axis=2).astype(np.uint8))


def _enlarged(blocks: Image.Image, side: int, shape: tuple[int, ...], way: Image.Resampling) -> Grey:
    """Return what holds for the blocks of a picture of that shape for each of its pixels."""
    height, width = shape
    return np.asarray(blocks.resize((blocks.width * side, blocks.height * side), way))[:height, :width]


def _find_dark(blocks: Image.Image) -> Image.Image:
    """Return where most of the blocks around are dark: paint with light print on it, and no stroke however fat."""
    dark = blocks.point([255 if value < _DARK else 0 for value in range(256)])
    mostly = dark.filter(ImageFilter.RankFilter(_STROKE, int(_STROKE**2 * (1 - _MOSTLY_DARK))))
    near = ImageChops.darker(mostly.filter(ImageFilter.MaxFilter(5)), dark.filter(ImageFilter.MaxFilter(3)))
    return near.filter(ImageFilter.MaxFilter(_STROKE)).filter(ImageFilter.MinFilter(_STROKE))  # letters are no holes


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
