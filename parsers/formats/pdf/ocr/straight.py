"""Puts a page's picture straight: turned pages upright, leaning lines level, its ground white.

How a point of the straight picture is found on the given one is kept, so that places can be told on the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from parsers.formats.pdf.ocr.ground import Flat, flatten
from parsers.formats.pdf.ocr.lying import Lying, Way
from parsers.formats.pdf.ocr.warp import Matrix, rotate, scaling, turn, warp

_LEAST_LEAN = 0.04  # degrees: a pixel in seven inches
_COLOUR_DPI = 48  # fine enough for a cell's colour; noise and print are averaged


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


def straighten(lying: Lying, way: Way) -> Straight:
    """Return the page put straight, its text taken to read one way."""
    sheet, dpi = lying.sheet, lying.dpi
    turned, size = turn(way.angle, *sheet.size)
    if abs(way.lean) >= _LEAST_LEAN:
        rotated, size = rotate(way.lean, *size)
        turned = turned @ rotated
    side = max(1, round(dpi / _COLOUR_DPI))
    grey, colours = sheet.convert("L"), sheet.convert("RGB").reduce(side)
    if not np.array_equal(turned, np.eye(3)):
        grey = warp(grey, turned, size)
        colours = warp(colours, scaling(1 / side) @ turned @ scaling(side), (-(-size[0] // side), -(-size[1] // side)))
    return Straight(flatten(np.asarray(grey), dpi), colours, side, dpi, lying.to_given @ turned, way.angle)
