"""How a page lies in its picture: the sheet in a photograph, the directions its text may read in, how far it leans.

A picture tells well along which side lines run, and hardly which way up they are: letters rise above their line more
often than they hang below it, but tables, figures and capitals do neither. So directions are given in an order, and
who reads the page goes on to the next one where it reads no words (`recognise`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parsers.formats.pdf.ocr.ground import even_out
from parsers.formats.pdf.ocr.pixels import Ink, find_ink, find_runs
from parsers.formats.pdf.ocr.sheet import find_sheet
from parsers.formats.pdf.ocr.warp import Matrix, warp

MOST_LEAN = 5.0  # degrees
_COARSE, _FINE = 0.25, 0.02  # degrees
_FINE_ENOUGH = 140  # dots an inch: in a picture half as fine, lines are as level
_AS_SHARP = 0.98  # of the sharpest: the true lean is in the middle of those
_MOST_POINTS = 40_000
_FEWEST_POINTS = 200
_RULE = 0.28  # inches: no letter is so long along a row of pixels
_AS_BEFORE = 1.25  # times as sharp as they are do lines count that run as on the page before
_SURE = 2.0  # times as sharp: then lines do not run the other way
_SIDES = ((0, 180), (90, 270))

Points = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Way:
    """A direction that text may read in, as `page.TextRun` has it; by how many degrees its lines lean, clockwise."""

    angle: int
    lean: float


@dataclass(frozen=True, slots=True)
class Lying:
    """A page as it lies: its sheet, what leads from there to the picture given, its ways from the likeliest."""

    sheet: Image.Image
    dpi: float
    to_given: Matrix
    ways: tuple[Way, ...]


def find_lying(picture: Image.Image, dpi: float, likely: Sequence[int] = ()) -> Lying:
    """Return how a page lies; `likely` are the angles that pages before it had, the last one first."""
    to_given = find_sheet(picture)
    sheet = picture if to_given is None else warp(picture, to_given, picture.size)
    ways = _order_ways(_sides(sheet.convert("L"), dpi), (*likely, 0))
    return Lying(sheet, dpi, np.eye(3) if to_given is None else to_given, ways)


def _order_ways(sides: dict[int, Points], likely: Sequence[int]) -> tuple[Way, ...]:
    """Return the ways that text may read, from the likeliest: those along the sharper lines, as pages before."""
    sharp = {angle: _sharpest(points) for angle, points in sides.items() if len(points[0]) >= _FEWEST_POINTS}
    if not sharp:
        return (Way(likely[0], 0.0),)

    def sharpness(angles: tuple[int, int]) -> float:
        return max(sharp[angle][1] if angle in sharp else 0.0 for angle in angles)

    favour = {angles: _AS_BEFORE if likely[0] in angles else 1.0 for angles in _SIDES}
    best, other = sorted(_SIDES, key=lambda angles: sharpness(angles) * favour[angles], reverse=True)
    chosen = (best,) if sharpness(best) >= _SURE * sharpness(other) else (best, other)
    ordered = chain.from_iterable(_order_side(angles, sharp, likely) for angles in chosen)
    return tuple(Way(angle, sharp[angle][0]) for angle in ordered)


def _order_side(angles: tuple[int, int], sharp: dict[int, tuple[float, float]], likely: Sequence[int]) -> list[int]:
    """Return the directions along one side: first as on the pages before, else the one with the sharper lines."""
    before = next((angle for angle in likely if angle in angles), None)
    return sorted(set(angles) & set(sharp), key=lambda angle: (angle != before, -sharp[angle][1]))


def _sides(grey: Image.Image, dpi: float) -> dict[int, Points]:
    """Return for each direction that text may read in the points where its letters would stand on their line.

    Each is (along the line, downward across it), in the frame of that direction. Rules are left out: they run both
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
    """Return where rules are: long runs along rows, which a rule that leans or has frayed makes over three of them."""
    over = ink.copy()
    over[1:] |= ink[:-1]
    over[:-1] |= ink[1:]
    is_long = np.zeros(ink.shape, np.bool_)
    for row, start, end in zip(*(part.tolist() for part in find_runs(over, int(_RULE * dpi))), strict=True):
        is_long[row, start:end] = True
    return is_long


def _some_points(marks: Ink) -> Points:
    ys, xs = np.nonzero(marks)
    step = max(1, len(ys) // _MOST_POINTS)
    return ys[::step].astype(np.float64), xs[::step].astype(np.float64)


def _sharpest(points: Points) -> tuple[float, float]:
    """Return the lean at which the points make the sharpest lines, and how sharp they are."""
    coarse, _ = _best_of(points, np.arange(-MOST_LEAN, MOST_LEAN + _COARSE / 2, _COARSE), 1.0)
    return _best_of(points, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE), _AS_SHARP)


def _best_of(points: Points, leans: NDArray[np.float64], share: float) -> tuple[float, float]:
    """Return the middle of the leans that are as sharp as that share of the sharpest, and how sharp that one is."""
    sharp = np.array([_sharpness(points, lean) for lean in leans])
    return float(leans[sharp >= share * sharp.max()].mean()), float(sharp.max())


def _sharpness(points: Points, lean: float) -> float:
    """Return how unevenly the points spread over lines that lean so, between 0 and 1."""
    along, across = points
    heights = np.rint(across - along * np.tan(np.radians(lean))).astype(np.int64)
    counts = np.bincount(heights - heights.min())
    return float(np.square(counts, dtype=np.float64).sum()) / len(along) ** 2
