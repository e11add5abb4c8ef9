"""A PDF whose scanned pages are recognised as they are read: a source of pages around another one.

Without tesseract its scanned pages stay unread, and the document says so; a document that is all scan cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from normalise.errors import DocumentError
from parsers.document import Remark
from parsers.formats.pdf.engine import PdfSource
from parsers.formats.pdf.ocr.choose import Reason, needs_ocr
from parsers.formats.pdf.opening import describe_pages
from parsers.formats.pdf.page import Page, Picture
from parsers.formats.settings import FormatSettings
from parsers.progress import Progress, tell_progress

if TYPE_CHECKING:
    from PIL.Image import Image

    from parsers.formats.pdf.ocr.recognise import Before
    from parsers.formats.pdf.pdfium.source import PdfiumSource

MAX_PAGES = 300  # of a document that are recognised; three seconds each
MAX_PIXELS = 20_000_000  # of the picture that a page is recognised from: A3 at 300 dots an inch
LEAST_DPI, MOST_DPI = 200, 300  # letters get no clearer by more; a scan of less is enlarged
_TOO_COARSE = 100  # dots an inch: a page so large that its picture would be coarser is not recognised
MAX_SCAN_PIXELS = 150_000_000  # of the pictures on a page as the file holds them: A3 at 600 dots an inch has 70
_GLANCE_DPI, _LARGEST_PAGE = 40, 4_000_000  # square points: A0
_NOT_INSTALLED = "numpy or pillow is missing; pip install 'peerplan[ocr]' and apt-get install tesseract-ocr"


def with_scans(source: PdfSource, data: bytes, settings: FormatSettings) -> PdfSource:
    """Return the source, its scanned pages recognised unless the settings say no; `data` is the file."""
    return source if settings.ocr == "off" else _ScannedPdf(source, data, is_forced=settings.ocr == "force")


@dataclass(slots=True)
class _ScannedPdf:
    """A source whose scanned pages are recognised, with what is to be said of them."""

    _source: PdfSource
    _data: bytes
    is_forced: bool
    _pictures: PdfiumSource | None = None
    _remarks: list[Remark] = field(default_factory=list)
    _recognised: list[int] = field(default_factory=list)
    _program: str = ""
    _seen: int = 0
    _unread: dict[str, list[int]] = field(default_factory=dict)  # why → pages
    _has_text: bool = False
    _before: Before | None = None

    @property
    def page_count(self) -> int:
        return self._source.page_count

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        return self._source.hints

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what is to be said of the file; complete when all pages have been read."""
        unread = [Remark("unread-page", f"{describe_pages(pages)}: {why}") for why, pages in self._unread.items()]
        return (*self._source.remarks, *unread, *self._tell_recognised(), *self._remarks)

    def read_page(self, number: int) -> Page:
        """Return a page, recognised where that is called for. Raises DocumentError `scan` where none can be read."""
        page = self._source.read_page(number)
        reason = Reason.FORCED if self.is_forced else needs_ocr(page)
        if reason is not None and (reason is not Reason.FEW or self._is_sheet(page)):
            page = self._read_scan(page, reason)
        else:
            self._has_text = self._has_text or bool(page.runs)
        self._seen += 1
        if self._seen == self.page_count and self._unread and not self._has_text:
            raise _no_page_read(self._unread)
        return page

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()
        if self._pictures is not None:
            self._pictures.close()

    def _read_scan(self, page: Page, reason: Reason) -> Page:
        """Return the page as recognised; where it cannot be, as it was read, which is remembered."""
        try:
            from parsers.formats.pdf.ocr.recognise import read_scanned_page
            from parsers.formats.pdf.ocr.tesseract import RecognitionError, find_english
        except ModuleNotFoundError:
            return self._leave(page, _NOT_INSTALLED)
        dpi = _choose_dpi(page)
        if (why := self._why_not(dpi)) is not None:
            return self._leave(page, why)
        tell_progress(Progress("recognising text", page.number, self.page_count))
        try:
            program = find_english()
            picture = self._render(page.number, dpi)
            keeps_text = reason is Reason.FEW
            found = read_scanned_page(picture, dpi, page, program, keeps_text=keeps_text, before=self._before)
        except RecognitionError as error:
            return self._leave(page, str(error))
        self._recognised.append(page.number)
        self._program, self._before = program.version, found.before
        self._remarks += found.remarks
        self._has_text = self._has_text or bool(found.page.runs)
        return found.page

    def _why_not(self, dpi: float) -> str | None:
        if len(self._recognised) >= MAX_PAGES:
            return f"at most {MAX_PAGES} scanned pages of a file are recognised; split it"
        if dpi < _TOO_COARSE:
            return "too large to be recognised; print it to a new PDF at the usual paper sizes"
        return None

    def _leave(self, page: Page, why: str) -> Page:
        self._unread.setdefault(why, []).append(page.number)
        return page

    def _is_sheet(self, page: Page) -> bool:
        """Say whether a picture with hardly any text looks like a printed sheet, and not like a photograph."""
        try:
            from parsers.formats.pdf.ocr.pixels import looks_printed
        except ModuleNotFoundError:
            return True
        return page.width * page.height < _LARGEST_PAGE and looks_printed(self._render(page.number, _GLANCE_DPI))

    def _render(self, number: int, dpi: float) -> Image:
        from parsers.formats.pdf.pdfium.source import open_pdf

        if self._pictures is None:
            self._pictures = open_pdf(self._data)
        return self._pictures.render(number, dpi)

    def _tell_recognised(self) -> Iterator[Remark]:
        if self._recognised:
            yield Remark("ocr-text", f"{describe_pages(self._recognised)}, by tesseract {self._program}")


def _choose_dpi(page: Page) -> float:
    """Return at how many dots an inch to draw a page: its scan's own, within reason; 0 where that cannot be."""
    area = page.width * page.height
    if area <= 0 or sum(picture.width * picture.height for picture in page.pictures) > MAX_SCAN_PIXELS:
        return 0.0
    own = max(map(_resolution, page.pictures), default=(0.0, float(MOST_DPI)))[1]
    return min(max(own, LEAST_DPI), MOST_DPI, 72 * sqrt(MAX_PIXELS / area))


def _resolution(picture: Picture) -> tuple[float, float]:
    """Return a picture's area on the page in square points, and its dots an inch."""
    x0, top, x1, bottom = picture.box
    area = max(1.0, (x1 - x0) * (bottom - top))
    return area, 72 * sqrt(picture.width * picture.height / area)


def _no_page_read(unread: dict[str, list[int]]) -> DocumentError:
    why = next(iter(unread))
    return DocumentError("scan", f"is a scan, a picture without text of its own, and was not recognised: {why}.")
