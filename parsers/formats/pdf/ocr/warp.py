"""Matrices that lead from the points of one picture to those of another, and pictures drawn anew by them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from normalise.records import Box

Matrix = NDArray[np.float64]


def warp(picture: Image.Image, matrix: Matrix, size: tuple[int, int]) -> Image.Image:
    """Return a picture of that size, each pixel taken from where the matrix leads; white where that is outside."""
    eight = tuple(float(value) for value in (matrix / matrix[2, 2]).ravel()[:8])
    white = 255 if picture.mode == "L" else (255, 255, 255)
    if any(eight[6:]):
        how, smoothing = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
        return picture.transform(size, how, eight, resample=smoothing, fillcolor=white)
    # Turned or leaning: tesseract reads it as well as by the three times dearer way.
    return picture.transform(
        size, Image.Transform.AFFINE, eight[:6], resample=Image.Resampling.BILINEAR, fillcolor=white
    )


def map_box(matrix: Matrix, box: Box) -> Box:
    """Return the box around what a box becomes."""
    x0, top, x1, bottom = box
    corners = matrix @ np.array([[x0, x1, x1, x0], [top, top, bottom, bottom], [1, 1, 1, 1]], np.float64)
    xs, ys = corners[0] / corners[2], corners[1] / corners[2]
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def scaling(factor: float) -> Matrix:
    """Return what makes points so many times as far from the upper left corner."""
    return np.array([[factor, 0, 0], [0, factor, 0], [0, 0, 1]], np.float64)


def turn(angle: int, width: int, height: int) -> tuple[Matrix, tuple[int, int]]:
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


def rotate(lean: float, width: int, height: int) -> tuple[Matrix, tuple[int, int]]:
    """Return what leads from the level page back to the leaning one, and the size that holds all of it."""
    cos, sin = float(np.cos(np.radians(lean))), float(np.sin(np.radians(lean)))
    wide, high = round(width * cos + height * abs(sin)), round(height * cos + width * abs(sin))
    to_middle = np.array([[1, 0, -wide / 2], [0, 1, -high / 2], [0, 0, 1]])
    rotation = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    back = np.array([[1, 0, width / 2], [0, 1, height / 2], [0, 0, 1]])
    return back @ rotation @ to_middle, (wide, high)
