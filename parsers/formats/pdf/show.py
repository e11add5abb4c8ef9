"""Draws a page of a PDF with marks on what was read from it and what was left: bytes in, a PNG's bytes out."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from normalise.errors import DocumentError
from normalise.records import Box
from parsers.marks import Mark, Role

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont
    from pypdfium2 import PdfDocument

DOTS_PER_INCH = 110
MAX_PIXELS = 16_000_000  # of a picture: a larger page is drawn smaller
MADE_BY = ("Software", "peerplan")  # in every picture, so that only our own are ever written over

_LEAST_WIDTH = 560  # pixels: room for the legend beside which a narrow page stands
_LEGEND_SIZE, _LEGEND_LINE = 13, 20
_HATCH = 7  # pixels between two lines
_OFF = 20.0  # pixels beyond the picture
_XFA_FORMS = (2, 3)

Colour = tuple[int, int, int]
COLOURS: dict[Role, Colour] = {
    Role.GRID: (150, 165, 190),
    Role.FURNITURE: (130, 130, 130),
    Role.HEADING: (70, 70, 70),
    Role.LEFT: (255, 140, 0),
    Role.OTHER: (76, 112, 150),
    Role.RECOMMENDATION: (24, 92, 200),
    Role.ACTION: (30, 140, 60),
    Role.PROGRESS: (120, 120, 0),
    Role.MEASURE: (128, 62, 168),
    Role.TIMELINE: (214, 30, 128),
    Role.OWNER: (0, 140, 160),
    Role.STATUS: (140, 72, 20),
    Role.ISSUE: (214, 0, 0),
}
_PAINTED = 40  # of 255: how strongly the inside of a box is tinted
_ORDER = {role: order for order, role in enumerate(Role)}


def draw_page(data: bytes, number: int, marks: Iterable[Mark]) -> bytes:
    """Return a PNG of a page, counted from 1, with its marks and a legend. Raises DocumentError `unread-page`."""
    from PIL import Image, ImageDraw

    page, scale = _render(data, number)
    drawn = sorted(
        (mark for mark in marks if mark.role in COLOURS and all(map(math.isfinite, mark.box))), key=_by_order
    )
    overlay = Image.new("RGBA", page.size)
    pen = ImageDraw.Draw(overlay)
    for mark in drawn:
        _draw_mark(pen, mark.role, _pixels(mark, scale, page.size))
    marked = Image.alpha_composite(page.convert("RGBA"), overlay).convert("RGB")
    return _png(_with_legend(marked, Counter(mark.role for mark in drawn)))


def scale_of(width: float, height: float) -> float:
    """Return the pixels to a point that a page of that size, in points, is drawn with.

    >>> scale_of(595, 842) == DOTS_PER_INCH / 72
    True
    >>> scale_of(14_400, 14_400) < 0.3
    True
    """
    return min(DOTS_PER_INCH / 72, math.sqrt(MAX_PIXELS / max(1.0, width * height)), MAX_PIXELS / max(width, height, 1))


def _render(data: bytes, number: int) -> tuple[Image, float]:
    """Return the page as pdfium shows it, and its pixels to a point."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(data)) as pdf:
            _show_fields(pdf)
            with closing(pdf[number - 1]) as page:
                scale = scale_of(*page.get_size())
                return page.render(scale=scale).to_pil().convert("RGB"), scale
    except PdfiumError as error:
        raise DocumentError("unread-page", f"page {number} cannot be drawn.") from error


def _show_fields(pdf: PdfDocument) -> None:
    """Have form fields drawn with the page; forms that only some programs show are left alone."""
    if pdf.get_formtype() not in _XFA_FORMS:
        pdf.init_forms()


def _by_order(mark: Mark) -> tuple[int, float]:
    """Return what marks are painted by: larger boxes below smaller ones of the same role."""
    left, top, right, bottom = mark.box
    return _ORDER[mark.role], -(right - left) * (bottom - top)


def _draw_mark(pen: ImageDraw, role: Role, box: Box) -> None:
    colour = COLOURS[role]
    match role:
        case Role.GRID:
            pen.rectangle(box, outline=(*colour, 150), width=1)
        case Role.HEADING:
            pen.rectangle(box, outline=(*colour, 255), width=1)
            pen.line((box[0], box[3] - 2, box[2], box[3] - 2), fill=(*colour, 255), width=1)
        case Role.FURNITURE:
            for line in _hatch(box):
                pen.line(line, fill=(*colour, 120), width=1)
        case Role.ISSUE:
            pen.rectangle(box, outline=(*colour, 255), width=2)
        case _:
            pen.rectangle(box, fill=(*colour, _PAINTED), outline=(*colour, 230), width=2)


def _pixels(mark: Mark, scale: float, size: tuple[int, int]) -> Box:
    """Return a mark's box in pixels of a picture of that size: upright, a little outside of what it is about."""
    out = {Role.GRID: 0, Role.ISSUE: 4}.get(mark.role, 2)
    x0, top, x1, bottom = mark.box
    xs = sorted(_bounded(x * scale, size[0]) for x in (x0, x1))
    ys = sorted(_bounded(y * scale, size[1]) for y in (top, bottom))
    return xs[0] - out, ys[0] - out, xs[1] + out, ys[1] + out


def _bounded(part: float, most: int) -> int:
    """Return a pixel on the picture, or just off it: boxes of strangers' files may be of any size."""
    return round(min(max(part, -_OFF), most + _OFF))


def _hatch(box: Box) -> Iterator[Box]:
    """Yield slanting lines that fill a box."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    for offset in range(_HATCH, int(width + height), _HATCH):
        start = left + max(0, offset - height), top + min(offset, height)
        yield *start, left + min(offset, width), top + max(0, offset - width)


def _with_legend(page: Image, counts: Counter[Role]) -> Image:
    """Return the picture with the roles that are on it named below, each with how many marks it has."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(_LEGEND_SIZE)
    entries = [(role, f"{role.value} {counts[role]}") for role in Role if counts[role]]
    width = max(page.width, _LEAST_WIDTH)
    places = list(_place_entries(entries, width, font))
    lines = 1 + max((line for _, _, _, line in places), default=0)
    picture = Image.new("RGB", (width, page.height + lines * _LEGEND_LINE + 10), (255, 255, 255))
    picture.paste(page, (0, 0))
    pen = ImageDraw.Draw(picture)
    pen.line((0, page.height, width, page.height), fill=(0, 0, 0))
    for role, label, x, line in places:
        top = page.height + 6 + line * _LEGEND_LINE
        pen.rectangle((x, top + 2, x + 12, top + 14), outline=COLOURS[role], width=3)
        pen.text((x + 18, top), label, fill=(0, 0, 0), font=font)
    return picture


def _place_entries(
    entries: Iterable[tuple[Role, str]], width: int, font: FreeTypeFont | ImageFont
) -> Iterator[tuple[Role, str, int, int]]:
    """Yield role, label, left edge and line of each entry of the legend."""
    x, line = 8, 0
    for role, label in entries:
        needed = 36 + int(font.getlength(label))
        if x + needed > width and x > 8:
            x, line = 8, line + 1
        yield role, label, x, line
        x += needed


def _png(picture: Image) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    about.add_text(*MADE_BY)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", pnginfo=about)
    return buffer.getvalue()
