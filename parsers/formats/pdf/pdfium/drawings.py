"""What is drawn on a page: ruling edges, painted areas, pictures, and which objects are text.

Thin areas and thin pictures are edges: half of all programs draw a rule as a filled rectangle.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise, repeat

from normalise.records import Box
from parsers.budgets import check_budget
from parsers.formats.pdf.borders import Outline, find_borders
from parsers.formats.pdf.page import Edge, Fill, Picture
from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.frame import Frame

THIN = 3.0  # points: what is thinner is a rule
MAX_DOT = 12.0  # points
MAX_DEPTH = 8  # forms inside forms
MAX_SEGMENTS = 20_000  # of one path
_EVEN_ODD = 1
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE, _CURVE, _MOVE = 0, 1, 2
_STRAIGHT = 0.5  # points that a straight rule may lean

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class _Subpath:
    """One closed or open line of a path, in page space."""

    points: list[Point] = field(default_factory=list)
    is_curved: bool = False
    is_closed: bool = False

    def bounds(self) -> Box:
        """Return left, bottom, right, top."""
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class Drawings:
    """Reads what is drawn on one page; lists are in painting order. `text_handles` are the page's own text objects.

    `where` names the page in what is raised.
    """

    frame: Frame
    where: str = ""
    edges: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    text_handles: set[int] = field(default_factory=set)
    object_count: int = 0
    _floats: ctypes.Array[ctypes.c_float] = field(default_factory=ctypes.c_float * 6)
    _numbers: ctypes.Array[ctypes.c_uint] = field(default_factory=ctypes.c_uint * 4)
    _ints: ctypes.Array[ctypes.c_int] = field(default_factory=ctypes.c_int * 2)

    def read(self, page: int) -> None:
        """Read the page's objects, those inside forms too."""
        count = calls.count_objects(page)
        self._count(count)
        objects = list(filter(None, map(calls.get_object, repeat(page), range(count))))
        kinds = list(map(calls.get_type, objects))
        self.text_handles = set(compress(objects, map(_TEXT.__eq__, kinds)))
        for handle, kind in compress(zip(objects, kinds, strict=True), map(_TEXT.__ne__, kinds)):
            self._drawn(handle, kind, None, 0)

    def _count(self, objects: int) -> None:
        """Add to the page's objects. Raises DocumentError `over-budget` before any of too many is looked at."""
        self.object_count += max(0, objects)
        check_budget("pdf", "objects", self.object_count, self.where)

    def _drawn(self, handle: int, kind: int, matrix: Matrix | None, depth: int) -> None:
        if kind == _PATH:
            self._path(handle, matrix)
        elif kind == _IMAGE:
            self._picture(handle, matrix)
        elif kind == _FORM and depth < MAX_DEPTH:
            self._form(handle, matrix, depth)

    def _form(self, form: int, matrix: Matrix | None, depth: int) -> None:
        inner = self._matrix(form)
        inner = inner if matrix is None else _times(inner, matrix)
        count = calls.count_form_objects(form)
        self._count(count)
        for index in range(count):
            handle = calls.get_form_object(form, index)
            if handle is not None:
                self._drawn(handle, calls.get_type(handle), inner, depth + 1)

    def _matrix(self, handle: int) -> Matrix:
        calls.get_matrix(handle, ctypes.addressof(self._floats))
        a, b, c, d, e, f = self._floats[:]  # unpacked as it is, an array costs ten times as much
        return a, b, c, d, e, f

    def _bounds(self, handle: int, matrix: Matrix | None) -> Box | None:
        """Return an object's bounds in page space: left, bottom, right, top."""
        at = ctypes.addressof(self._floats)
        if not calls.get_bounds(handle, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top, _, _ = self._floats[:]
        if matrix is None:
            return left, bottom, right, top
        corners = [_apply(matrix, (x, y)) for x in (left, right) for y in (bottom, top)]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _picture(self, handle: int, matrix: Matrix | None) -> None:
        bounds = self._bounds(handle, matrix)
        if bounds is None:
            return
        at = ctypes.addressof(self._numbers)
        calls.get_pixel_size(handle, at, at + 4)
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < THIN:
            self._add_edge(bounds)
        else:
            self.pictures.append(Picture(self.frame.box(*bounds), self._numbers[0], self._numbers[1]))

    def _path(self, handle: int, matrix: Matrix | None) -> None:
        at = ctypes.addressof(self._ints)
        if not calls.get_draw_mode(handle, at, at + 4):
            return
        is_filled, is_stroked, is_even_odd = bool(self._ints[0]), bool(self._ints[1]), self._ints[0] == _EVEN_ODD
        fill = self._colour(handle, calls.get_fill_colour) if is_filled else None
        stroke = self._colour(handle, calls.get_stroke_colour) if is_stroked else None
        if fill is None and stroke is None:
            return
        bounds = self._bounds(handle, matrix)
        if bounds is None:
            return
        count = calls.count_segments(handle)
        is_thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < THIN
        if is_thin and count <= 5:
            self._add_edge(bounds)
        elif stroke is None and fill is not None and matrix is None and self._is_plain_box(handle, count):
            self.fills.append(Fill(self.frame.box(*bounds), fill))
        elif 2 <= count <= MAX_SEGMENTS:
            own = self._matrix(handle)
            placed = own if matrix is None else _times(own, matrix)
            subpaths: Sequence[_Subpath] = tuple(self._read_subpaths(handle, count, placed))
            if fill and len(subpaths) > 1:
                subpaths = self._without_borders(subpaths, fill, is_even_odd=is_even_odd)
            self._subpaths(subpaths, fill, stroke)

    def _without_borders(self, subpaths: Sequence[_Subpath], fill: str, *, is_even_odd: bool) -> Sequence[_Subpath]:
        """Return the subpaths that are no borders; of straight ones the sides are edges, or areas if wide."""
        outlines = [Outline(subpath.bounds(), subpath.points) for subpath in subpaths]
        rings: set[int] = set()
        for border in find_borders(outlines, is_even_odd=is_even_odd):
            rings.update((border.outside, border.inside))
            if not subpaths[border.outside].is_curved:
                for side in border.sides:
                    self._add_edge(side)
                self.fills.extend(Fill(self.frame.box(*area), fill) for area in border.areas)
        return [subpath for index, subpath in enumerate(subpaths) if index not in rings]

    def _is_plain_box(self, handle: int, count: int) -> bool:
        """Say whether a path is a rectangle level with the page: four lines of which the first two turn square."""
        if count not in (4, 5):
            return False
        at = ctypes.addressof(self._floats)
        points = []
        for index in range(3):
            segment = calls.get_segment(handle, index)
            if (index and calls.get_segment_type(segment) != _LINE) or not calls.get_segment_point(segment, at, at + 4):
                return False
            points.append((self._floats[0], self._floats[1]))
        (x0, y0), (x1, y1), (x2, y2) = points
        return (x0 == x1 and y1 == y2) or (y0 == y1 and x1 == x2)

    def _subpaths(self, subpaths: Sequence[_Subpath], fill: str | None, stroke: str | None) -> None:
        for subpath in subpaths:
            left, bottom, right, top = subpath.bounds()
            is_thin = min(right - left, top - bottom) < THIN
            if stroke and not subpath.is_curved:
                for start, stop in _sides(subpath):
                    self._add_side(start, stop)
            if subpath.is_curved and (colour := fill or stroke) and _is_dot(right - left, top - bottom):
                self.fills.append(Fill(self.frame.box(left, bottom, right, top), colour, curved=True))
            elif fill and is_thin and not stroke and len(subpath.points) > 2:
                self._add_edge((left, bottom, right, top))
            elif fill and not is_thin and (subpath.is_curved or _is_box(subpath)):
                self.fills.append(Fill(self.frame.box(left, bottom, right, top), fill, subpath.is_curved))

    def _read_subpaths(self, handle: int, count: int, matrix: Matrix) -> Iterator[_Subpath]:
        at = ctypes.addressof(self._floats)
        current = _Subpath()
        for index in range(count):
            segment = calls.get_segment(handle, index)
            if not calls.get_segment_point(segment, at, at + 4):
                continue
            kind = calls.get_segment_type(segment)
            if kind == _MOVE and current.points:
                if len(current.points) > 1:
                    yield current
                current = _Subpath()
            current.points.append(_apply(matrix, (self._floats[0], self._floats[1])))
            current.is_curved = current.is_curved or kind == _CURVE
            current.is_closed = current.is_closed or calls.is_segment_closing(segment)
        if len(current.points) > 1:
            yield current

    def _add_side(self, start: Point, stop: Point) -> None:
        (x0, y0), (x1, y1) = start, stop
        if min(abs(x1 - x0), abs(y1 - y0)) < _STRAIGHT:
            self._add_edge((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _add_edge(self, bounds: Box) -> None:
        """Add the middle line of a thin area of page space."""
        x0, top, x1, bottom = self.frame.box(*bounds)
        if x1 - x0 >= bottom - top:
            middle = (top + bottom) / 2
            self.edges.append(Edge(True, x0, middle, x1, middle, bottom - top))
        else:
            middle = (x0 + x1) / 2
            self.edges.append(Edge(False, middle, top, middle, bottom, x1 - x0))

    def _colour(self, handle: int, get: Callable[..., bool]) -> str | None:
        """Return a colour as `rrggbb`, or None where it is transparent or a pattern."""
        at = ctypes.addressof(self._numbers)
        if not get(handle, at, at + 4, at + 8, at + 12):
            return None
        red, green, blue, alpha = self._numbers[:]
        return f"{red:02x}{green:02x}{blue:02x}" if alpha else None


def _sides(subpath: _Subpath) -> Iterator[tuple[Point, Point]]:
    yield from pairwise(subpath.points)
    if subpath.is_closed and subpath.points[0] != subpath.points[-1]:
        yield subpath.points[-1], subpath.points[0]


def _is_dot(width: float, height: float) -> bool:
    """Say whether a shape is as small and even as a bullet, which may be a mere ring, or less wide than a rule."""
    return min(width, height) > 1 and max(width, height) < min(MAX_DOT, 1.5 * min(width, height))


def _is_box(subpath: _Subpath) -> bool:
    """Say whether all sides of a subpath are level or upright."""
    return all(min(abs(b[0] - a[0]), abs(b[1] - a[1])) < _STRAIGHT for a, b in _sides(subpath))


def _apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies the inner one first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
