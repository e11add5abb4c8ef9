"""From pdfplumber's coordinates (points from the upper left of the turned media box) to the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from pdfplumber.page import Page

from normalise.records import Box
from parsers.formats.pdf.pdfium.frame import Frame


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The shown part of a page.

    `frame` is in the file's own coordinates; `left` and `top` are where it begins on the turned media box, which is
    `media_height` high and for pdfplumber begins at `origin`.
    """

    frame: Frame
    left: float
    top: float
    media_height: float
    origin: tuple[float, float]

    @property
    def width(self) -> float:
        return self.frame.width

    @property
    def height(self) -> float:
        return self.frame.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return one of pdfplumber's points on the shown page."""
        return x - self.origin[0] - self.left, y - self.origin[1] - self.top

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Return an area of pdfplumber's on the shown page."""
        return *self.point(x0, top), *self.point(x1, bottom)


def shown_part(page: Page) -> ShownPart:
    """Return the part of a page that is shown: its crop box, as far as there is paper beneath."""
    paper = page.page_obj
    media = paper.mediabox
    left, bottom, right, top = _common(media, upright(paper.cropbox))
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    turns = paper.rotate // 90 % 4
    whole = Frame(*media, turns)
    x, y, _, _ = whole.box(left, bottom, right, top)
    return ShownPart(Frame(left, bottom, right, top, turns), x, y, whole.height, page.mediabox[:2])


def upright(box: Box) -> Box:
    """Return a box with its lower left corner first, whichever two corners it is given by."""
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _common(a: Box, b: Box) -> Box:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
