"""What is painted on a scanned page: the colours of its cells, shaded bands, and coloured dots.

Read from the small picture in colours, where noise and print are averaged away. Paper that has yellowed is white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from normalise.records import Box
from parsers.formats.pdf.ocr.pixels import Ink, Piece, chain_runs, find_runs, without_print
from parsers.formats.pdf.page import Fill

_NO_COLOUR = 20  # of 255: what differs less from the paper is paper
_SAME = 40  # of 255: what a colour may vary by on a scan
_MOSTLY = 0.6  # of an area that must have its colour
_PRINT = 7  # pixels: strokes and letters are smaller, bands behind a line of text larger
_VIVID = 60  # of 255 between a colour's strongest and weakest part
_STRONG = 0.8  # of the strongest colour of an area: paler pixels are its blurred edge
_HUES = 12
_SPOT = 24.0  # points: of an area that small much is its blurred edge
_SMALLEST = 5.0  # points: a dot that says something is wider
_SHORTEST_BAND = 30.0  # points
_SOLID = 0.7  # of its box that an area fills
_CORNER = 0.12  # of a box's sides: of the corner of a disc's box nothing is painted

Colours = NDArray[np.int16]


def find_fills(picture: Image.Image, scale: float, cells: Sequence[Box]) -> list[Fill]:
    """Return what is painted, in points, in the order shaded areas, cells, vivid spots.

    `scale` is points by pixel of the picture; the cells are in points.
    """
    colours = _on_white(np.asarray(picture.filter(ImageFilter.MedianFilter(3))).astype(np.int16))
    painted = [fill for cell in cells if (fill := _fill_of_cell(colours, cell, scale)) is not None]
    vivid = _find_vivid(_on_white(np.asarray(picture).astype(np.int16)), scale)
    shaded = _find_shaded(without_print(colours, _PRINT), scale)
    return [*_not_among(painted, shaded), *painted, *_not_among(painted, vivid)]


def _on_white(colours: Colours) -> Colours:
    """Return the colours as if the paper were white."""
    paper = np.percentile(colours.reshape(-1, 3), 85, axis=0)
    return np.minimum(255, colours * (255 / np.maximum(paper, 100))).astype(np.int16)


def _fill_of_cell(colours: Colours, cell: Box, scale: float) -> Fill | None:
    x0, top, x1, bottom = (round(side / scale) for side in cell)
    part = colours[top + 1 : bottom - 1, x0 + 1 : x1 - 1].reshape(-1, 3)
    colour = _colour_of(part)
    return Fill(cell, _hex(colour)) if colour is not None and _is_painted(colour) else None


def _find_shaded(ground: Colours, scale: float) -> list[Fill]:
    """Return bands and boxes of a pale or grey ground; print is gone from the picture."""
    weakest = ground.min(axis=2)
    is_shaded = (weakest <= 255 - _NO_COLOUR) & (ground.max(axis=2) - weakest < _VIVID)
    areas = (area for area in _solid(ground, is_shaded, scale) if not area.curved)
    return [area for area in areas if max(area.box[2] - area.box[0], area.box[3] - area.box[1]) >= _SHORTEST_BAND]


def _find_vivid(colours: Colours, scale: float) -> list[Fill]:
    """Return areas in strong colours, of any solid shape; those of several colours side by side are parted by hue."""
    is_vivid = colours.max(axis=2) - colours.min(axis=2) >= _VIVID
    found = list(_solid(colours, is_vivid, scale))
    hues = np.where(is_vivid, _hue(colours), -1)
    for first in (0, 1):  # twice: a colour may lie where two hues meet
        for hue in range(first, 2 * _HUES, 2):
            is_hue = (hues == hue) | (hues == (hue + 1) % (2 * _HUES))
            found.extend(_not_among(found, list(_solid(colours, is_hue, scale))))
    return found


def _hue(colours: Colours) -> NDArray[np.int64]:
    """Return in which part of the colour circle each pixel is: half a hue each."""
    image = Image.fromarray(colours.astype(np.uint8)).convert("HSV")
    return np.asarray(image)[:, :, 0].astype(np.int64) * 2 * _HUES // 256


def _solid(colours: Colours, mask: Ink, scale: float) -> Iterator[Fill]:
    """Yield the areas of a mask that fill their box and are of one colour."""
    least = max(2, round(_SMALLEST / scale))
    runs = list(zip(*(part.tolist() for part in find_runs(mask, 2)), strict=True))
    for group in chain_runs(runs, 0, rows=1):
        top, bottom = group[0][0], group[-1][0] + 1
        left, right = min(run[1] for run in group), max(run[2] for run in group)
        share = sum(end - start for _, start, end in group) / ((bottom - top) * (right - left))
        if min(bottom - top, right - left) < least or share < _SOLID:
            continue
        is_curved = not _has_corners(group, (left, top, right, bottom))
        pixels = np.concatenate([colours[row, start:end] for row, start, end in group])
        colour = _colour_of(_without_edge(pixels) if max(bottom - top, right - left) * scale <= _SPOT else pixels)
        if colour is not None:
            box = (left * scale, top * scale, right * scale, bottom * scale)
            yield Fill(box, _hex(colour), is_curved)


def _without_edge(pixels: Colours) -> Colours:
    """Return the pixels of an area without the paler ones of its blurred edge, where it is vivid."""
    spread = pixels.max(axis=1) - pixels.min(axis=1)
    return pixels[spread >= _STRONG * spread.max()] if spread.max() >= _VIVID else pixels


def _has_corners(group: Sequence[Piece], box: tuple[int, int, int, int]) -> bool:
    """Say whether an area reaches into three corners of its box or more; light print may take away the fourth."""
    left, top, right, bottom = box
    dx, dy = max(1, round(_CORNER * (right - left))), max(1, round(_CORNER * (bottom - top)))
    corners = {
        (row >= bottom - dy, is_right)
        for row, start, end in group
        if row < top + dy or row >= bottom - dy
        for is_right, is_reached in ((False, start < left + dx), (True, end > right - dx))
        if is_reached
    }
    return len(corners) >= 3


def _colour_of(pixels: Colours) -> NDArray[np.float64] | None:
    """Return the colour that most of the pixels have, or None where they are of many."""
    if len(pixels) < 4:
        return None
    middle = np.median(pixels, axis=0)
    is_near = np.abs(pixels - middle).max(axis=1) <= _SAME
    return np.asarray(middle, np.float64) if is_near.mean() >= _MOSTLY else None


def _is_painted(colour: NDArray[np.float64]) -> bool:
    return bool(colour.min() <= 255 - _NO_COLOUR)


def _hex(colour: NDArray[np.float64]) -> str:
    return "".join(f"{round(part):02x}" for part in colour.tolist())


def _not_among(painted: Sequence[Fill], areas: Sequence[Fill]) -> Iterator[Fill]:
    """Yield the areas that are not the paint of a cell, or of several beside each other, once more."""
    for area in areas:
        covered = sum(_common(area.box, fill.box) for fill in painted if _is_like(area.colour, fill.colour))
        if covered < 0.5 * _common(area.box, area.box):
            yield area


def _is_like(one: str, other: str) -> bool:
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= _SAME for at in (0, 2, 4))


def _common(one: Box, other: Box) -> float:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
