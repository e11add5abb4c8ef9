"""Finds the sheet of paper in a photograph of a page: its four corners, where it does not fill the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_THUMB = 400  # pixels of the longer side
_LEAST_SHARE = 0.35  # of the picture: a smaller light patch is no sheet
_MOST_SHARE = 0.97
_LEAST_FULL = 0.94  # of its four-cornered outline: a sheet has straight sides
_CONTRAST = 35  # grey steps between the sheet and what it lies on


def find_sheet(picture: Image.Image) -> NDArray[np.float64] | None:
    """Return what leads from the sheet made square (as large as the picture) to the picture, or None."""
    thumb = picture.convert("L")
    thumb.thumbnail((_THUMB, _THUMB))
    grey = np.asarray(thumb)
    light = _find_light(grey)
    if light is None:
        return None
    corners = _corners(light)
    area = _area(corners)
    if not _LEAST_SHARE * light.size < area < _MOST_SHARE * light.size:
        return None
    inside = _inside(corners, light.shape)
    if (light & inside).sum() < _LEAST_FULL * area or (light & ~inside).sum() > (1 - _LEAST_FULL) * area:
        return None
    scale = picture.width / thumb.width
    return _square_to(corners * scale, *picture.size)


def _find_light(grey: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """Return where the sheet is by its lightness, its print closed over; None where the border is as light."""
    border = np.concatenate((grey[0], grey[-1], grey[:, 0], grey[:, -1]))
    middle = grey[grey.shape[0] // 4 : -grey.shape[0] // 4, grey.shape[1] // 4 : -grey.shape[1] // 4]
    paper, around = float(np.percentile(middle, 75)), float(np.median(border))
    if paper - around < _CONTRAST:
        return None
    from PIL import ImageFilter

    mask = Image.fromarray(np.where(grey > (paper + around) / 2, 255, 0).astype(np.uint8))
    return np.asarray(mask.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(7))) > 0


def _corners(light: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the corners from upper left, clockwise: the light points farthest out each way."""
    ys, xs = np.nonzero(light)
    far = [(xs + ys).argmin(), (xs - ys).argmax(), (xs + ys).argmax(), (xs - ys).argmin()]
    steps = ((0, 0), (1, 0), (1, 1), (0, 1))  # from a pixel's upper left to the corner that lies outside
    return np.array([(xs[at] + dx, ys[at] + dy) for at, (dx, dy) in zip(far, steps, strict=True)], np.float64)


def _area(corners: NDArray[np.float64]) -> float:
    xs, ys = corners[:, 0], corners[:, 1]
    return float(abs(np.dot(xs, np.roll(ys, -1)) - np.dot(ys, np.roll(xs, -1))) / 2)


def _inside(corners: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return which pixels lie inside the outline, which goes clockwise."""
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]] + 0.5
    inside = np.ones(shape, np.bool_)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        inside &= (x1 - x0) * (ys - y0) - (y1 - y0) * (xs - x0) >= 0
    return inside


def _square_to(corners: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """Return the projective map that leads the corners of a rectangle of that size to the corners given."""
    square = ((0, 0), (width, 0), (width, height), (0, height))
    rows, values = [], []
    for (u, v), (x, y) in zip(square, corners.tolist(), strict=True):
        rows += [[u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y]]
        values += [x, y]
    eight = np.linalg.solve(np.array(rows, np.float64), np.array(values, np.float64))
    return np.append(eight, 1.0).reshape(3, 3)
