"""pdfium as a source of pages: opens a PDF and reads one page at a time, closing each."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from parsers.budgets import check_budget
from parsers.formats.pdf.page import Link, Page, TextRun
from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.drawings import Drawings
from parsers.formats.pdf.pdfium.frame import Frame
from parsers.formats.pdf.pdfium.links import MAX_ANNOTATIONS, read_links
from parsers.formats.pdf.pdfium.tags import read_tags
from parsers.formats.pdf.pdfium.text import TextReader

if TYPE_CHECKING:
    from PIL.Image import Image

_PRINTED_ANNOTATIONS = frozenset((3, 13, 20))  # free text, stamp, form field: printed on the page, not part of it
_HIDDEN_FLAG = 2


@dataclass(slots=True)
class PdfiumSource:
    """An open PDF. `use_tags`: whether pages bring their structure tree. Close it after use."""

    pdf: pypdfium2.PdfDocument
    use_tags: bool = True

    @property
    def page_count(self) -> int:
        return len(self.pdf)

    def read_page(self, number: int) -> Page:
        """Return a page by its number from 1. Raises `pypdfium2.PdfiumError` where it cannot be loaded."""
        with self._open_page(number) as (page, links):
            handle = calls.handle_of(page.raw)
            frame = _frame(handle)
            drawings = Drawings(frame, f"page {number}")
            drawings.read(handle)
            runs = self._runs(page, frame, drawings)
            mark_links(runs, links)
            return Page(
                number,
                frame.width,
                frame.height,
                runs,
                drawings.edges,
                drawings.fills,
                drawings.pictures,
                links,
                read_tags(handle) if self.use_tags else (),
                drawings.object_count,
            )

    def render(self, number: int, dpi: float) -> Image:
        """Return a page's picture in colours, as it is shown. Raises `pypdfium2.PdfiumError` where it cannot be."""
        page = self.pdf[number - 1]
        try:
            picture: Image = page.render(scale=dpi / 72).to_pil()
            return picture.convert("RGB")
        finally:
            page.close()

    def close(self) -> None:
        """Close the file."""
        self.pdf.close()

    def _runs(self, page: pypdfium2.PdfPage, frame: Frame, drawings: Drawings) -> list[TextRun]:
        text_page = page.get_textpage()
        try:
            handle = calls.handle_of(text_page.raw)
            check_budget("pdf", "characters", calls.count_chars(handle), drawings.where)
            return TextReader(handle, frame, self.use_tags, drawings.text_handles).read()
        finally:
            text_page.close()

    @contextmanager
    def _open_page(self, number: int) -> Iterator[tuple[pypdfium2.PdfPage, list[Link]]]:
        """Open a page, what its annotations print made part of it; its links are read before that takes them away."""
        page = self.pdf[number - 1]
        handle = calls.handle_of(page.raw)
        links = read_links(handle, calls.handle_of(self.pdf.raw), _frame(handle))
        if _prints_annotations(handle):
            calls.flatten_page(handle, 0)
            page.close()
            page = self.pdf[number - 1]
        try:
            yield page, links
        finally:
            page.close()


def open_pdf(data: bytes, *, use_tags: bool = True) -> PdfiumSource:
    """Return an open PDF. Raises `pypdfium2.PdfiumError` where pdfium cannot open it."""
    return PdfiumSource(pypdfium2.PdfDocument(data), use_tags)


def mark_links(runs: list[TextRun], links: list[Link]) -> None:
    """Give each run the target of the link that its middle lies in."""
    for (left, top, right, bottom), href in links:
        for run in runs:
            x0, y0, x1, y1 = run.box
            if left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom:
                run.href = href


def _frame(page: int) -> Frame:
    box = (ctypes.c_float * 4)()  # left, top, right, bottom
    calls.get_page_box(page, ctypes.addressof(box))
    left, top, right, bottom = box[:]
    return Frame(left, bottom, right, top, calls.get_rotation(page) % 4)


def _prints_annotations(page: int) -> bool:
    """Say whether form fields, stamps or typed notes are printed on a page, whose text is not the page's own."""
    for index in range(min(calls.get_annotation_count(page), MAX_ANNOTATIONS)):
        annotation = calls.get_annotation(page, index)
        if not annotation:
            continue
        kind, flags = calls.get_annotation_kind(annotation), calls.get_annotation_flags(annotation)
        calls.close_annotation(annotation)
        if kind in _PRINTED_ANNOTATIONS and not flags & _HIDDEN_FLAG:
            return True
    return False
