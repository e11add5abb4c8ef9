"""What a page's print stands on: paper, shaded cells, and paint so dark that its print is light.

Paper and shades are read block by block, a few points wide: what is larger than a letter is ground. Dark paint is found
point by point, since the rules of a table run along its edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from parsers.formats.pdf.ocr.pixels import Grey, Ink, Piece, chain_runs, find_runs, without_print

_BLOCKS_AN_INCH = 36  # 2 points a block: several to a letter
_LETTER = 7  # blocks: what is narrower is a stroke or a letter and no ground
_DARKEST = 40  # grounds below this are as dark as that: noise on black must not become ink

_HALF = 2  # dark paint is sought in a picture half as fine
_MID, _DARK = 0.66, 0.28  # of the paper: paint may be as light as that with light print on it; darker has no other
_STROKE, _BAND = 3.0, 7.0  # points: light strokes are narrower, paint is wider
_LETTER_HOLE = 40.0  # points: the largest light letter that makes a hole in paint
_LOWEST, _NARROWEST, _LONG = 9.0, 18.0, 100.0  # points: of a cell's shorter and longer side; of a band
_RECTANGLE = 0.85  # of its box that a cell fills
_SOLID = 0.72  # of a painted area is dark: black letters leave more paper between them
_CONTRAST = 0.5  # of the way from the paint to black or white: there, something is printed
_AROUND = 14.0  # points each way: what is printed there decides whether print is light
_DARKER_LINE, _DARKEST_PAINT = 0.7, 35  # of the paint's grey; paint that lines can be seen on


Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Flat:
    """A picture on white ground, what is printed on it dark. `lines` is dark on lines in strong paint and around it."""

    print: Grey
    lines: Grey | None


def flatten(grey: Grey, dpi: float) -> Flat:
    """Return the picture on white ground: shadows, shading of cells and yellowed paper gone, light print made dark."""
    side = max(3, round(dpi / _BLOCKS_AN_INCH))
    blocks = _read_blocks(grey, side)
    wide = grey.astype(np.uint16)
    flat = _divide(wide, blocks, side)
    half = np.asarray(Image.fromarray(grey).reduce(_HALF)).astype(np.int32)
    areas = _find_dark_areas(half, dpi / 72 / _HALF)
    if not areas.any():
        return Flat(flat, None)
    paint = blocks.filter(ImageFilter.RankFilter(_LETTER, _LETTER**2 // 4))  # a low grey: light print does not count
    painted = _enlarge(paint, side, grey.shape, Image.Resampling.NEAREST)
    light_print = _doubled(_find_light_print(areas, half, painted, dpi / 72 / _HALF), grey.shape)
    inside = _doubled(_shrink(areas, 3), grey.shape)
    edge = _doubled(_grow(areas, 3), grey.shape) & ~inside
    room = np.maximum(255 - painted, 1).astype(np.int32)
    light = 255 - np.clip(grey.astype(np.int32) - painted, 0, None) * 255 // room
    dark = np.minimum(wide * 255 // np.maximum(painted, _DARKEST), 255)
    line = inside & light_print & (wide < _DARKER_LINE * painted) & (painted >= _DARKEST_PAINT)
    printed = np.where(inside, np.where(light_print, light, dark), np.where(edge, 255, flat)).astype(np.uint8)
    return Flat(printed, np.where(edge | line, 0, 255).astype(np.uint8))


def even_out(picture: Image.Image, dpi: float) -> Grey:
    """Return a grey picture with shadows and shading gone; light print on dark paint is lost."""
    grey, side = np.asarray(picture), max(2, round(dpi / _BLOCKS_AN_INCH))
    return _divide(grey.astype(np.uint16), _read_blocks(grey, side), side)


def _divide(wide: NDArray[np.uint16], blocks: Image.Image, side: int) -> Grey:
    """Return a picture divided by its ground, so that the ground is white."""
    paper = Image.fromarray(without_print(np.asarray(blocks), _LETTER))
    ground = _enlarge(paper, side, wide.shape, Image.Resampling.BILINEAR)
    return np.minimum(wide * 255 // np.maximum(ground, _DARKEST), 255).astype(np.uint8)


def _read_blocks(grey: Grey, side: int) -> Image.Image:
    """Return the picture with a pixel for each block: the middle one of its greys."""
    height, width = grey.shape
    rows, columns = -(-height // side), -(-width // side)
    padded = np.pad(grey, ((0, rows * side - height), (0, columns * side - width)), mode="edge")
    step = max(1, side // 3)  # a few pixels of each block tell as much as all
    blocks = padded.reshape(rows, side, columns, side)[:, ::step, :, ::step].transpose(0, 2, 1, 3)
    return Image.fromarray(np.median(blocks.reshape(rows, columns, -1), axis=2).astype(np.uint8))


def _enlarge(blocks: Image.Image, side: int, shape: tuple[int, ...], way: Image.Resampling) -> Grey:
    """Return what holds for the blocks for each pixel."""
    height, width = shape
    return np.asarray(blocks.resize((blocks.width * side, blocks.height * side), way))[:height, :width]


def _find_dark_areas(half: Whole, scale: float) -> Ink:
    """Return where there is paint as dark as light print needs; `scale` is pixels by point."""
    dark = half < _MID * np.percentile(half[::4, ::4], 80)
    areas = _shrink(_grow(dark, _odd(_STROKE * scale)), _odd((_STROKE + _BAND) * scale))
    if not areas.any():
        return areas
    areas = _keep_painted(_grow(areas, _odd(_BAND * scale)), dark, scale)
    return _fill_holes(areas, _LETTER_HOLE * scale)


def _find_light_print(areas: Ink, half: Whole, painted: Grey, scale: float) -> Ink:
    """Return where the print on painted areas is lighter than their paint."""
    paint = painted[::_HALF, ::_HALF][: half.shape[0], : half.shape[1]].astype(np.int32)
    inner = _shrink(areas, 5)
    light = _count_around(inner & (half > paint + _CONTRAST * (255 - paint)), _AROUND * scale)
    black = _count_around(inner & (half < (1 - _CONTRAST) * paint), _AROUND * scale)
    return (paint < _DARK * 255) | (light > black)


def _odd(size: float) -> int:
    return 2 * round(size / 2) + 1


def _grow(mask: Ink, size: int) -> Ink:
    """Return where any of the pixels around is set, in a square of that size."""
    return _any_along(_any_along(mask, size).T, size).T


def _shrink(mask: Ink, size: int) -> Ink:
    """Return where all the pixels around are set; beyond the picture all are."""
    return ~_grow(~mask, size)


def _any_along(mask: Ink, size: int) -> Ink:
    reach = size // 2
    counts = np.zeros((mask.shape[0], mask.shape[1] + 2 * reach + 1), np.int32)
    np.cumsum(mask, axis=1, out=counts[:, reach + 1 : reach + 1 + mask.shape[1]])
    counts[:, reach + 1 + mask.shape[1] :] = counts[:, reach + mask.shape[1], None]
    return np.asarray(counts[:, size:] > counts[:, :-size])


def _keep_painted(areas: Ink, dark: Ink, scale: float) -> Ink:
    """Return the areas that are dark nearly all over and have the shape of cells and bands, not of fat letters."""
    kept = np.zeros(areas.shape, np.bool_)
    for group in _groups(areas):
        width, height = max(run[2] for run in group) - min(run[1] for run in group), group[-1][0] + 1 - group[0][0]
        size = sum(end - start for _, start, end in group)
        is_cell = min(width, height) >= _LOWEST * scale and max(width, height) >= _NARROWEST * scale
        is_band = max(width, height) >= _LONG * scale
        if not is_band and not (is_cell and size >= _RECTANGLE * width * height):
            continue
        if sum(int(dark[row, start:end].sum()) for row, start, end in group) >= _SOLID * size:
            for row, start, end in group:
                kept[row, start:end] = True
    return kept


def _fill_holes(areas: Ink, largest: float) -> Ink:
    """Return the areas with holes in them filled that are no larger than letters."""
    filled = areas.copy()
    height, width = areas.shape
    for group in _groups(~areas):
        left, right = min(run[1] for run in group), max(run[2] for run in group)
        top, bottom = group[0][0], group[-1][0] + 1
        is_enclosed = left > 0 and top > 0 and right < width and bottom < height
        if is_enclosed and max(right - left, bottom - top) <= largest:
            for row, start, end in group:
                filled[row, start:end] = True
    return filled


def _groups(mask: Ink) -> list[list[Piece]]:
    return chain_runs(list(zip(*(part.tolist() for part in find_runs(mask, 1)), strict=True)), -1, rows=1)


def _count_around(marks: Ink, reach: float) -> NDArray[np.float64]:
    picture = Image.fromarray(np.where(marks, 255, 0).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.BoxBlur(reach))).astype(np.float64)


def _doubled(mask: Ink, shape: tuple[int, ...]) -> Ink:
    """Return a mask of the half as fine picture for each pixel of the picture."""
    height, width = shape
    return np.repeat(np.repeat(mask, _HALF, axis=0), _HALF, axis=1)[:height, :width]
