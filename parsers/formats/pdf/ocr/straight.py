"""Puts a page's picture straight: a photographed sheet made square, turned pages upright, leaning lines level.

How a point of the straight picture is found on the given one is kept, so that places can be told on the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from normalise.records import Box
from parsers.formats.pdf.ocr.ground import Flat, even_out, flatten
from parsers.formats.pdf.ocr.pixels import Ink, find_ink, find_runs
from parsers.formats.pdf.ocr.sheet import find_sheet

MOST_LEAN = 5.0  # degrees
_LEAST_LEAN = 0.04  # degrees: a pixel in seven inches
_COARSE, _FINE = 0.25, 0.02  # degrees
_COLOUR_DPI = 48  # fine enough for a cell's colour; noise and print are averaged
_FINE_ENOUGH = 240  # dots an inch: in a picture half as fine, lines are as level
_MOST_POINTS = 40_000
_FEWEST_POINTS = 200

Matrix = NDArray[np.float64]
Points = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture put straight: on white ground, and small in its colours.

    `to_given` leads from its pixels to those of the picture that was given. `angle` is the direction that the text of
    that picture reads in, as `page.TextRun` has it. A pixel of `colours` is `colour_side` pixels of `flat` wide.
    """

    flat: Flat
    colours: Image.Image
    colour_side: int
    dpi: float
    to_given: Matrix
    angle: int = 0

    def box_on_given(self, box: Box) -> Box:
        """Return the box around an area of the straight picture on the given one, both in pixels."""
        return map_box(self.to_given, box)


def straighten(picture: Image.Image, dpi: float, angle: int | None = None) -> Straight:
    """Return the picture put straight; `angle` is the direction that its text reads in, where that is known."""
    to_given = find_sheet(picture)
    sheet = picture if to_given is None else warp(picture, to_given, picture.size)
    matrix = np.eye(3) if to_given is None else to_given
    grey = sheet.convert("L")
    found, lean = _read_direction(_sides(grey, dpi), angle)
    turned, size = _turn(found, *sheet.size)
    if abs(lean) >= _LEAST_LEAN:
        rotated, size = _rotate(lean, *size)
        turned = turned @ rotated
    side = max(1, round(dpi / _COLOUR_DPI))
    colours = sheet.convert("RGB").reduce(side)
    if not np.array_equal(turned, np.eye(3)):
        grey = warp(grey, turned, size)
        colours = warp(colours, scaling(1 / side) @ turned @ scaling(side), (-(-size[0] // side), -(-size[1] // side)))
    return Straight(flatten(np.asarray(grey), dpi), colours, side, dpi, matrix @ turned, found)


def scaling(factor: float) -> Matrix:
    """Return what makes points so many times as far from the upper left corner."""
    return np.array([[factor, 0, 0], [0, factor, 0], [0, 0, 1]], np.float64)


def map_box(matrix: Matrix, box: Box) -> Box:
    """Return the box around what a box becomes."""
    x0, top, x1, bottom = box
    corners = matrix @ np.array([[x0, x1, x1, x0], [top, top, bottom, bottom], [1, 1, 1, 1]], np.float64)
    xs, ys = corners[0] / corners[2], corners[1] / corners[2]
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def warp(picture: Image.Image, matrix: Matrix, size: tuple[int, int]) -> Image.Image:
    """Return a picture of that size, each pixel taken from where the matrix leads; white where that is outside."""
    eight = tuple(float(value) for value in (matrix / matrix[2, 2]).ravel()[:8])
    white = 255 if picture.mode == "L" else (255, 255, 255)
    return picture.transform(
        size, Image.Transform.PERSPECTIVE, eight, resample=Image.Resampling.BICUBIC, fillcolor=white
    )


def _sides(grey: Image.Image, dpi: float) -> dict[int, Points]:
    """Return for each direction that text may read in the points where its letters would stand on their line.

    Each is (along the line, downward across it), in the frame of that direction. Rules are left out: they stand both
    ways.
    """
    if dpi > _FINE_ENOUGH:
        grey, dpi = grey.reduce(2), dpi / 2
    ink = find_ink(even_out(grey, dpi))
    print_only = ink & ~_long_runs(ink, dpi) & ~_long_runs(ink.T, dpi).T
    height, width = ink.shape
    below, right = print_only[:-1] & ~ink[1:], print_only[:, :-1] & ~ink[:, 1:]
    above, left = print_only[1:] & ~ink[:-1], print_only[:, 1:] & ~ink[:, :-1]
    (y0, x0), (y1, x1), (y2, x2), (y3, x3) = map(_some_points, (below, left, above, right))
    return {0: (x0, y0), 90: (y1, width - x1), 180: (width - x2, height - y2), 270: (height - y3, x3)}


def _long_runs(ink: Ink, dpi: float) -> Ink:
    is_long = np.zeros(ink.shape, np.bool_)
    for row, start, end in zip(*(part.tolist() for part in find_runs(ink, int(dpi / 4))), strict=True):
        is_long[row, start:end] = True
    return is_long


def _some_points(marks: Ink) -> Points:
    ys, xs = np.nonzero(marks)
    step = max(1, len(ys) // _MOST_POINTS)
    return ys[::step].astype(np.float64), xs[::step].astype(np.float64)


def _read_direction(sides: dict[int, Points], angle: int | None) -> tuple[int, float]:
    """Return the direction the text reads in, unless it is known, and by how many degrees its lines lean, clockwise.

    Letters stand level on their line and rise to different heights above it. Those that hang below the line are fewer
    than those that rise, so that the line they stand on is the sharpest of all.
    """
    known = [angle] if angle is not None else list(sides)
    found = {each: _sharpest(sides[each]) for each in known if len(sides[each][0]) >= _FEWEST_POINTS}
    best = max(found, key=lambda each: found[each][1], default=angle or 0)
    return best, found[best][0] if best in found else 0.0


def _sharpest(points: Points) -> tuple[float, float]:
    """Return the lean at which the points make the sharpest lines, and how sharp they are."""
    coarse, _ = _best_of(points, np.arange(-MOST_LEAN, MOST_LEAN + _COARSE / 2, _COARSE))
    return _best_of(points, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE))


def _best_of(points: Points, leans: NDArray[np.float64]) -> tuple[float, float]:
    return max(((float(lean), _sharpness(points, lean)) for lean in leans), key=lambda found: found[1])


def _sharpness(points: Points, lean: float) -> float:
    """Return how unevenly the points spread over lines that lean so, between 0 and 1."""
    along, across = points
    heights = (across - along * np.tan(np.radians(lean))).astype(np.int64)
    counts = np.bincount(heights - heights.min())
    return float(np.square(counts, dtype=np.float64).sum()) / len(along) ** 2


def _turn(angle: int, width: int, height: int) -> tuple[Matrix, tuple[int, int]]:
    """Return what leads from the page as it is read back to the page as it lies, and its size as it is read."""
    match angle:
        case 90:
            return np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], np.float64), (height, width)
        case 180:
            return np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64), (width, height)
        case 270:
            return np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1]], np.float64), (height, width)
        case _:
            return np.eye(3), (width, height)


def _rotate(lean: float, width: int, height: int) -> tuple[Matrix, tuple[int, int]]:
    """Return what leads from the level page back to the leaning one, and the size that holds all of it."""
    cos, sin = float(np.cos(np.radians(lean))), float(np.sin(np.radians(lean)))
    wide, high = round(width * cos + height * abs(sin)), round(height * cos + width * abs(sin))
    to_middle = np.array([[1, 0, -wide / 2], [0, 1, -high / 2], [0, 0, 1]])
    rotation = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    back = np.array([[1, 0, width / 2], [0, 1, height / 2], [0, 0, 1]])
    return back @ rotation @ to_middle, (wide, high)
