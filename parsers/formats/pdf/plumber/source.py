"""pdfplumber as a source of pages: opens a PDF and reads one page at a time, letting go of each.

What it does not tell stays out, and so differs from pdfium's: the structure tree (pages have no tags), what clip paths
hide, how transparent an area is, and what form fields, stamps and typed notes print.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from normalise.errors import DocumentError
from parsers.formats.pdf.engine import UnreadablePageError
from parsers.formats.pdf.page import Link, Page
from parsers.formats.pdf.pdfium.source import mark_links
from parsers.formats.pdf.plumber.drawings import draw
from parsers.formats.pdf.plumber.frame import ShownPart, shown_part, upright
from parsers.formats.pdf.plumber.states import PageWithStates
from parsers.formats.pdf.plumber.text import read_runs

_BROKEN = (PdfminerException, MalformedPDFException, ValueError, TypeError, KeyError, AttributeError)


@dataclass(slots=True)
class PlumberSource:
    """An open PDF. Close it after use."""

    pdf: PDF
    pages: list[PDFPage]
    use_tags: bool = True

    @property
    def page_count(self) -> int:
        return len(self.pages)

    def read_page(self, number: int) -> Page:
        """Return a page by its number from 1. Raises UnreadablePageError."""
        try:
            with closing(PageWithStates(self.pdf, self.pages[number - 1], page_number=number)) as page:
                return _read(page, use_tags=self.use_tags)
        except _BROKEN as error:  # pdfminer has no error of its own for most of what a broken page may hold
            raise UnreadablePageError(f"page {number}: {type(error).__name__}: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self.pdf.stream.close()


def open_pdf(data: bytes, *, use_tags: bool = True) -> PlumberSource:
    """Return an open PDF. Raises DocumentError `damaged` where pdfplumber cannot open what pdfium can."""
    try:
        pdf = pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False)
        pages = list(PDFPage.create_pages(pdf.doc))
    except _BROKEN as error:
        message = "cannot be opened by pdfplumber. Read it without --pdf-engine pdfplumber."
        raise DocumentError("damaged", message) from error
    for page in pages:
        page.mediabox = upright(page.mediabox)  # pdfminer moves the text of a box that is written upside down
    return PlumberSource(pdf, pages, use_tags)


def _read(found: PageWithStates, *, use_tags: bool) -> Page:
    part = shown_part(found)
    page = Page(found.page_number, part.width, part.height)
    page.runs = read_runs(found.chars, part, use_tags=use_tags)
    shapes = [*found.rects, *found.lines, *found.curves]
    draw(page, shapes, found.images, part)
    page.links = list(_links(found.page_obj.annots, part))
    page.object_count = len(page.runs) + len(shapes) + len(found.images)
    mark_links(page.runs, page.links)
    return page


def _links(annotations: object, part: ShownPart) -> Iterator[Link]:
    """Yield the links to web addresses. What they refer to is resolved level by level: links lead back to pages."""
    found = resolve1(annotations)
    for annotation in map(resolve1, found if isinstance(found, list) else ()):
        target = resolve1(annotation.get("A")) if isinstance(annotation, dict) else None
        href = resolve1(target.get("URI")) if isinstance(target, dict) else None
        if isinstance(href, bytes):
            x0, y0, x1, y1 = map(resolve1, resolve1(annotation["Rect"]))
            box = part.frame.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield Link(box, href.decode("utf-8", "replace"))
