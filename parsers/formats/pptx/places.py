"""Where the shapes of a slide stand, flat and in its own measure, whatever groups they are in (ECMA-376, 20.1.7).

Positions are English Metric Units (914,400 to the inch) from the slide's upper left. A place holder that says nothing
stands where its layout or master has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.formats.pptx.colours import Palette
from parsers.formats.pptx.names import MC, A, P, local_name, read_flag, read_int

_QUARTER = 5_400_000  # of a turn, in 60,000ths of a degree
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "contentPart"})


class Box(NamedTuple):
    """Where a shape stands: its left and upper edges and its size."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Say whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """What a place holder is for (ST_PlaceholderType), and the number that ties it to its layout's."""

    kind: str
    index: int


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of a slide. `bases`: the place holders of layout and master that it takes after, nearest first.

    `group`: the outermost group it is in, by its number on the slide, and that group's box.
    """

    element: _Element
    name: str
    box: Box
    holder: Holder | None = None
    bases: tuple[_Element, ...] = ()
    fill: str | None = None
    is_hidden: bool = False
    group: int | None = None
    group_box: Box = NOWHERE

    @property
    def kind(self) -> str:
        return local_name(self.element)

    @property
    def is_title(self) -> bool:
        return self.holder is not None and self.holder.kind in ("title", "ctrTitle")


@dataclass(frozen=True, slots=True)
class _Frame:
    """How positions inside a group become the slide's: multiplied and moved."""

    across: float = 1.0
    down: float = 1.0
    left: float = 0.0
    top: float = 0.0
    depth: int = 0
    is_hidden: bool = False
    fill: str | None = None
    group: int | None = None
    group_box: Box = NOWHERE

    def place(self, box: Box) -> Box:
        return Box(
            self.left + box.left * self.across,
            self.top + box.top * self.down,
            abs(box.width * self.across),
            abs(box.height * self.down),
        )


@dataclass(frozen=True, slots=True)
class ShapeReader:
    """Reads the shapes of a slide. `layouts`: the shape trees of its layout and master."""

    palette: Palette
    layouts: tuple[_Element, ...] = ()

    def read(self, tree: _Element, where: str) -> tuple[Shape, ...]:
        """Return the shapes of a slide in their order of drawing. Raises DocumentError `over-budget`."""
        return tuple(self._iter_shapes(tree, _Frame(), where))

    def _iter_shapes(self, tree: _Element, frame: _Frame, where: str) -> Iterator[Shape]:
        check_budget("pptx", "nesting", frame.depth, where)
        for number, element in enumerate(tree):
            if element.tag == f"{MC}AlternateContent":
                yield from self._iter_shapes(_chosen(element), frame, where)
            elif local_name(element) == "grpSp":
                yield from self._iter_shapes(element, self._inside(element, frame, number), where)
            elif local_name(element) in _SHAPES:
                yield self._shape(element, frame)

    def _inside(self, group: _Element, frame: _Frame, number: int) -> _Frame:
        properties = group.find(f"{P}grpSpPr")
        transform = None if properties is None else properties.find(f"{A}xfrm")
        box, inner = _read_box(transform), _read_box(transform, "chOff", "chExt")
        across = box.width / inner.width if inner.width and box.width else 1.0
        down = box.height / inner.height if inner.height and box.height else 1.0
        outer = frame.place(box)
        return _Frame(
            frame.across * across,
            frame.down * down,
            frame.left + (box.left - inner.left * across) * frame.across,
            frame.top + (box.top - inner.top * down) * frame.down,
            frame.depth + 1,
            frame.is_hidden or _is_hidden(group),
            self.palette.fill_of(properties, None, frame.fill),
            number if frame.group is None else frame.group,
            outer if frame.group is None else frame.group_box,
        )

    def _shape(self, element: _Element, frame: _Frame) -> Shape:
        holder = _read_holder(element)
        bases = tuple(_find_bases(holder, self.layouts)) if holder else ()
        transforms = (found for each in (element, *bases) if (found := _transform_of(each)) is not None)
        box = _turned(next(transforms, None))
        properties, style = element.find(f"{P}spPr"), element.find(f"{P}style")
        return Shape(
            element,
            _name_of(element),
            frame.place(box),
            holder,
            bases,
            self.palette.fill_of(properties, style, frame.fill) if local_name(element) == "sp" else None,
            frame.is_hidden or _is_hidden(element),
            frame.group,
            frame.group_box,
        )


def _chosen(alternatives: _Element) -> _Element:
    """Return the choice that holds words or a shape that is known, else what stands for it."""
    parts = [part for part in alternatives if local_name(part) in ("Choice", "Fallback")]
    worded = (part for part in parts if any(True for _ in part.iter(f"{A}t", f"{A}tbl")))
    known = (part for part in parts if any(local_name(inner) in (*_SHAPES, "grpSp") for inner in part))
    return next(worded, None) or next(known, None) or alternatives


def _transform_of(element: _Element) -> _Element | None:
    frame = element.find(f"{P}xfrm")
    found = frame if frame is not None else element.find(f"{P}spPr/{A}xfrm")
    return found if found is not None and found.find(f"{A}ext") is not None else None


def _read_box(transform: _Element | None, offset: str = "off", extent: str = "ext") -> Box:
    at = None if transform is None else transform.find(f"{A}{offset}")
    size = None if transform is None else transform.find(f"{A}{extent}")
    return Box(read_int(at, "x"), read_int(at, "y"), max(0, read_int(size, "cx")), max(0, read_int(size, "cy")))


def _turned(transform: _Element | None) -> Box:
    """Return the box of a shape as it stands after a quarter turn, if it is turned so far."""
    box = _read_box(transform)
    turns = round(read_int(transform, "rot") / _QUARTER)
    if turns % 2 == 0:
        return box
    x, y = box.middle
    return Box(x - box.height / 2, y - box.width / 2, box.height, box.width)


def _properties_of(element: _Element) -> _Element | None:
    head = next(iter(element), None)
    return None if head is None else next((part for part in head if local_name(part) == "cNvPr"), None)


def _name_of(element: _Element) -> str:
    properties = _properties_of(element)
    return " ".join(((properties.get("name") if properties is not None else "") or "").split())[:200] or "shape"


def describe(element: _Element) -> str:
    """Return a shape's alternative text."""
    properties = _properties_of(element)
    return " ".join(((properties.get("descr") if properties is not None else "") or "").split())


def _is_hidden(element: _Element) -> bool:
    return read_flag(_properties_of(element), "hidden")


def _read_holder(element: _Element) -> Holder | None:
    head = next(iter(element), None)
    found = None if head is None else next(head.iter(f"{P}ph"), None)
    return None if found is None else Holder(found.get("type") or "obj", read_int(found, "idx"))


# What a master's place holder is called that a layout's takes after (ECMA-376 leaves it to programs).
_OF_MASTER = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body", "pic": "body"}


def _find_bases(holder: Holder, layouts: tuple[_Element, ...]) -> Iterator[_Element]:
    """Yield the place holders that one takes after: of its layout by number, of the master by kind."""
    kind = holder.kind
    for depth, tree in enumerate(layouts):
        held = [(found, element) for element in tree if (found := _read_holder(element)) is not None]
        if depth == 0:
            fitting = [
                pair for pair in held if pair[0].index == holder.index and (holder.index or pair[0].kind == kind)
            ]
            fitting = fitting or [pair for pair in held if pair[0].kind == kind and kind != "obj"]
        else:
            wanted = {kind, _OF_MASTER.get(kind, kind)}
            fitting = [pair for pair in held if pair[0].kind in wanted]
        if fitting:
            kind = fitting[0][0].kind
            yield fitting[0][1]
