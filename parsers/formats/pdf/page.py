"""What one PDF page prints, whichever engine read it: text runs, ruling edges, fills, pictures, links and tags.

Everything is in PDF points from the top left of the page *as it is shown* (cropped and turned by its `/Rotate`). An
engine fills these in; the table finder, the flow and the tags read them. No engine's object gets past this module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from normalise.records import Box


class Shown(StrEnum):
    """Whether a reader of the page sees a run; the others are counted and never read as content."""

    SHOWN = "shown"
    DUPLICATE = "duplicate"  # printed twice in one place to look bold, or as a shadow
    INVISIBLE = "invisible"  # text render mode 3: the text layer under a scan
    WHITE = "white"  # the colour of what lies behind it
    OFF_PAGE = "off-page"
    CLIPPED = "clipped"


class Font(NamedTuple):
    """A font as far as it tells headings, emphasis and symbols apart. `name` is without its subset tag."""

    name: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(slots=True)
class TextRun:
    """Characters of one text object on one baseline, in printing order; blanks that are printed included.

    `xs` are the left edges of the characters along the reading direction and the right edge of the last, so
    `len(xs) == len(text) + 1`. `angle` is the direction the text reads in, in degrees clockwise from left-to-right. Of
    a turned run `xs`, `baseline`, `top` and `bottom` are in the frame that it reads upright in (`turned.py` has the
    formula; at an angle that is no quarter turn, the page's own). `box` is always on the page as shown.
    `size` is the font size as printed, in points. `mcid` is the marked-content id that the structure tree names it by;
    `artifact` says that the file itself marks it as no content. `text` is as the font maps it: ligatures are resolved,
    nothing else is mended.
    """

    text: str
    xs: tuple[float, ...]
    baseline: float
    top: float
    bottom: float
    size: float
    font: Font
    colour: str | None = None
    mcid: int | None = None
    artifact: bool = False
    angle: int = 0
    shown: Shown = Shown.SHOWN
    href: str | None = None
    box: Box = (0, 0, 0, 0)

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]

    def cut(self, start: int, stop: int) -> TextRun:
        """Return the run's characters from `start` to before `stop`, with their own box."""
        xs = self.xs[start : stop + 1]
        left, top, right, bottom = self.box
        match self.angle:
            case 90:
                box = (left, top + xs[0] - self.xs[0], right, top + xs[-1] - self.xs[0])
            case 180:
                box = (right - (xs[-1] - self.xs[0]), top, right - (xs[0] - self.xs[0]), bottom)
            case 270:
                box = (left, bottom - (xs[-1] - self.xs[0]), right, bottom - (xs[0] - self.xs[0]))
            case _:
                box = (xs[0], top, xs[-1], bottom)
        return TextRun(
            self.text[start:stop], xs, self.baseline, self.top, self.bottom, self.size, self.font, self.colour,
            self.mcid, self.artifact, self.angle, self.shown, self.href, box,
        )  # fmt: skip


class Edge(NamedTuple):
    """A straight ruling line. `horizontal` edges run from x0 to x1 at top ≈ bottom, the others from top to bottom.

    A line of some width lies on its middle; `width` is that width. A filled area's own borders are not edges.
    """

    horizontal: bool
    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.0


class Fill(NamedTuple):
    """An area painted in one colour (`rrggbb`), in painting order. `curved`: a dot or rounded box, not a rectangle."""

    box: Box
    colour: str
    curved: bool = False


class Picture(NamedTuple):
    """A raster image's place on the page, and its size in pixels."""

    box: Box
    width: int
    height: int


class Link(NamedTuple):
    """A link's area on the page and its target (a web address)."""

    box: Box
    href: str


@dataclass(slots=True)
class Tag:
    """One element of the structure tree, as far as it has content on this page.

    `kind` is the standard type ("Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "H1", "P", "Artifact", …), role
    maps resolved. `kids` are marked-content ids of this page and elements, in the tree's order. `earlier`, `later`: the
    element has content on other pages, before or after what it has here: what the page cuts is known from them.
    `ordinal`: its number (from 0) among all its parent's children, on whatever page: for a TR the number of its row.
    """

    kind: str
    kids: list[int | Tag] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    earlier: bool = False
    later: bool = False
    ordinal: int = 0
    alt: str | None = None
    list_numbering: str | None = None


class Straightened(NamedTuple):
    """How a page that was put straight (a scan) is shown: its size, and what maps a box on it to the page as shown."""

    width: float
    height: float
    move: Callable[[Box], Box]


@dataclass(slots=True)
class Page:
    """One page as an engine read it. `number` counts from 1; `edges` and `fills` are in painting order.

    A page with `straightened` is in a frame of its own, in which its lines are level.
    """

    number: int
    width: float
    height: float
    runs: list[TextRun] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: tuple[Tag, ...] = ()
    object_count: int = 0
    straightened: Straightened | None = None
