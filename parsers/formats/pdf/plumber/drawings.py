"""What is drawn on a page, from pdfplumber's lines, rectangles, curves and images; thin areas are edges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from normalise.records import Box
from parsers.formats.pdf.borders import Outline, find_borders
from parsers.formats.pdf.page import Edge, Fill, Page, Picture
from parsers.formats.pdf.pdfium.drawings import THIN
from parsers.formats.pdf.plumber.colours import hex_colour
from parsers.formats.pdf.plumber.frame import ShownPart

_STRAIGHT = 0.5  # points that a straight rule may lean

Point = tuple[float, float]


def draw(page: Page, shapes: list[dict[str, Any]], images: list[dict[str, Any]], part: ShownPart) -> None:
    """Put edges, fills and pictures on a page, each in painting order as far as pdfplumber tells it."""
    for shape in _without_borders(shapes, part):
        _add_shape(page, shape, part)
    for image in images:
        box = part.box(image["x0"], image["top"], image["x1"], image["bottom"])
        if _is_thin(box):
            page.edges.append(_middle(box))
        else:
            width, height = (int(size or 0) for size in image["srcsize"])
            page.pictures.append(Picture(box, width, height))


def _without_borders(shapes: list[dict[str, Any]], part: ShownPart) -> Iterator[dict[str, Any]]:
    """Yield the shapes that are no borders with rounded corners.

    No shape tells which path it is of, and straight ones of one colour inside one another are mostly painted areas.
    """
    for _, group in groupby(shapes, _painted_as):
        alike = list(group)
        rings: set[int] = set()
        if alike[0]["fill"] and _is_curved(alike[0]):
            points = [[part.point(*points[-1]) for _, *points in shape["path"] if points] for shape in alike]
            outlines = [Outline(_bounds(own), own) for own in points]
            for border in find_borders(outlines, is_even_odd=bool(alike[0].get("evenodd"))):
                rings.update(() if border.areas else (border.outside, border.inside))
        yield from (shape for index, shape in enumerate(alike) if index not in rings)


def _painted_as(shape: dict[str, Any]) -> tuple[object, ...]:
    return shape["fill"], shape["stroke"], shape["non_stroking_color"], shape.get("evenodd"), _is_curved(shape)


def _is_curved(shape: dict[str, Any]) -> bool:
    return any(command in "cvy" for command, *_ in shape["path"])


def _add_shape(page: Page, shape: dict[str, Any], part: ShownPart) -> None:
    points = [part.point(*points[-1]) for _, *points in shape["path"] if points]
    if len(points) < 2:
        return
    box = _bounds(points)
    fill = hex_colour(shape["non_stroking_color"]) if shape["fill"] else None
    stroke = hex_colour(shape["stroking_color"]) if shape["stroke"] else None
    is_curved = _is_curved(shape)
    is_closed = any(command == "h" for command, *_ in shape["path"])
    if _is_thin(box) and (fill or stroke) and (len(points) <= 5 or not stroke):
        page.edges.append(_middle(box))
        return
    if stroke and not is_curved:
        page.edges.extend(_straight_sides(points, is_closed=is_closed))
    if fill and not _is_thin(box) and (is_curved or _is_box(points)):
        page.fills.append(Fill(box, fill, is_curved))


def _straight_sides(points: list[Point], *, is_closed: bool) -> Iterator[Edge]:
    for (x0, y0), (x1, y1) in _sides(points, is_closed=is_closed):
        if min(abs(x1 - x0), abs(y1 - y0)) < _STRAIGHT:
            yield _middle((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _sides(points: list[Point], *, is_closed: bool) -> Iterator[tuple[Point, Point]]:
    yield from pairwise(points)
    if is_closed and points[0] != points[-1]:
        yield points[-1], points[0]


def _is_box(points: list[Point]) -> bool:
    """Say whether all sides are level or upright."""
    return all(min(abs(b[0] - a[0]), abs(b[1] - a[1])) < _STRAIGHT for a, b in _sides(points, is_closed=True))


def _bounds(points: list[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_thin(box: Box) -> bool:
    return round(min(box[2] - box[0], box[3] - box[1]), 2) < THIN  # Chromium's bullets are 2.99998 points wide.


def _middle(box: Box) -> Edge:
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Edge(True, x0, middle, x1, middle, bottom - top)
    middle = (x0 + x1) / 2
    return Edge(False, middle, top, middle, bottom, x1 - x0)
