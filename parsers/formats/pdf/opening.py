"""Opens a PDF: whether it can be read at all, what its file says of itself, and what is odd about it.

What stands on the pages is the engines' (`pdfium`, `plumber`); which of them reads is decided here and nowhere else.
Whichever does, pdfium looks the file over first: it mends what most programs mend, and tells why it cannot.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Remark
from parsers.formats.pdf.engine import PageSource, PdfSource, UnreadablePageError
from parsers.formats.pdf.page import Page
from parsers.formats.settings import FormatSettings

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from parsers.formats.pdf.pdfium.source import PdfiumSource

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_XFA_FORMS = (2, 3)  # FORMTYPE_XFA_FULL, FORMTYPE_XFA_FOREGROUND
_END_MARK, _END_BYTES = b"%%EOF", 2048
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b")
_PAGES_OR_PACKED = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")
_NAMES_SHOWN, _NAME_CHARACTERS = 5, 60
_LANGUAGE_CHARACTERS = 64
_HINT_CHARACTERS = 500
_A4 = (595.0, 842.0)


def open_checked(data: bytes, settings: FormatSettings) -> PdfSource:
    """Return the file, ready for its pages to be read by the engine of the settings, scanned ones recognised.

    Raises DocumentError `over-budget`, `encrypted`, `damaged` or `no-pages`.
    """
    check_budget("pdf", "size", len(data))
    source = _open_pdfium(data, use_tags=settings.use_tags)
    try:
        _check_pages(source.page_count)
        hints, remarks = tuple(_hints(source.pdf)), list(_look_over(source.pdf, data))
    except BaseException:
        source.close()
        raise
    from parsers.formats.pdf.ocr.scans import with_scans

    return with_scans(_CheckedPdf(_choose_engine(source, data, settings), hints, remarks), data, settings)


def _choose_engine(source: PdfiumSource, data: bytes, settings: FormatSettings) -> PageSource:
    if settings.pdf_engine == "pdfium":
        return source
    from parsers.formats.pdf.plumber.source import open_pdf

    source.close()
    return open_pdf(data, use_tags=settings.use_tags)


def describe_pages(numbers: list[int]) -> str:
    """Return page numbers in rising order as a person would write them.

    >>> describe_pages([2, 3, 4, 9])
    'pages 2–4, 9'
    >>> describe_pages([7])
    'page 7'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join("–".join(map(str, part)) for part in parts)


@dataclass(slots=True)
class _CheckedPdf:
    """An engine's source, with what is to be said of the file, and of the pages that could not be read."""

    _source: PageSource
    hints: tuple[tuple[str, str], ...]
    _remarks: list[Remark]
    _unread: list[int] = field(default_factory=list)

    @property
    def page_count(self) -> int:
        return self._source.page_count

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what is to be said of the file; complete when all pages have been read."""
        if not self._unread:
            return tuple(self._remarks)
        return (*self._remarks, Remark("unread-page", describe_pages(self._unread)))

    def read_page(self, number: int) -> Page:
        """Return a page; one that cannot be read is empty and remarked on. Raises DocumentError where none can."""
        from pypdfium2 import PdfiumError

        try:
            page = self._source.read_page(number)
        except (PdfiumError, UnreadablePageError) as error:
            self._unread.append(number)
            if len(self._unread) == self.page_count:
                raise _damaged("none of its pages can be read") from error
            return Page(number, *_A4)
        check_budget("pdf", "objects", page.object_count, f"page {number}")
        check_budget("pdf", "characters", sum(len(run.text) for run in page.runs), f"page {number}")
        return page

    def close(self) -> None:
        self._source.close()


def _open_pdfium(data: bytes, *, use_tags: bool) -> PdfiumSource:
    from pypdfium2 import PdfiumError

    from parsers.formats.pdf.pdfium.source import open_pdf

    try:
        return open_pdf(data, use_tags=use_tags)
    except PdfiumError as error:
        if error.err_code == _PASSWORD:
            message = "is encrypted and opens with a password only. Save it without a password and give that."
            raise DocumentError("encrypted", message) from error
        if error.err_code == _SECURITY:
            message = "is encrypted in a way that only some programs know. Print it to a new PDF and give that."
            raise DocumentError("encrypted", message) from error
        if _lacks_pages(data):
            raise _no_pages() from error
        raise _damaged("its end is missing" if _is_cut(data) else "its structure cannot be made out") from error


def _damaged(what: str) -> DocumentError:
    return DocumentError("damaged", f"is a damaged PDF: {what}. Fetch it again, or print it to a new PDF.")


def _is_cut(data: bytes) -> bool:
    """Say whether the mark is missing that every PDF ends with."""
    return _END_MARK not in data[-_END_BYTES:]


def _lacks_pages(data: bytes) -> bool:
    """Say whether a file that pdfium refuses is sound as far as can be seen, but for an empty tree of pages."""
    return not _is_cut(data) and _PAGE_TREE.search(data) is not None and _PAGES_OR_PACKED.search(data) is None


def _no_pages() -> DocumentError:
    return DocumentError("no-pages", "is a PDF without any page. Fetch it again, or print it to a new PDF.")


def _check_pages(count: int) -> None:
    if count < 1:
        raise _no_pages()
    check_budget("pdf", "pages", count)


def _hints(pdf: PdfDocument) -> Iterator[tuple[str, str]]:
    for name in pdf.METADATA_KEYS:
        try:
            value = pdf.get_metadata_value(name).strip()
        except UnicodeDecodeError:  # half a character: no hint is better than a broken one
            continue
        if value:
            yield name.lower(), value[:_HINT_CHARACTERS]
    if language := _language(pdf):
        yield "language", language


def _language(pdf: PdfDocument) -> str:
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * _LANGUAGE_CHARACTERS)()
    size = raw.FPDFCatalog_GetLanguage(pdf.raw, buffer, ctypes.sizeof(buffer))  # bytes, with the end mark's two
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace") if 2 < size <= ctypes.sizeof(buffer) else ""


def _look_over(pdf: PdfDocument, data: bytes) -> Iterator[Remark]:
    """Yield what is to be said of the file as a whole."""
    from pypdfium2 import raw

    if not raw.FPDF_DocumentHasValidCrossReferenceTable(pdf.raw):
        is_cut = _is_cut(data)
        yield Remark("file-cut", "its end mark is missing") if is_cut else Remark("file-mended", "")
    if raw.FPDF_GetSecurityHandlerRevision(pdf.raw) >= 0:
        yield Remark("file-encrypted", "")
    if count := pdf.count_attachments():
        yield Remark("embedded-files", _name_attachments(pdf, count))
    elif b"/FileAttachment" in data:
        yield Remark("embedded-files", "pinned to a page")
    if raw.FPDFDoc_GetJavaScriptActionCount(pdf.raw) > 0 or b"/JavaScript" in data:
        yield Remark("embedded-script", "")
    if pdf.get_formtype() in _XFA_FORMS:
        yield Remark("unread-form", "")


def _name_attachments(pdf: PdfDocument, count: int) -> str:
    names = [f"“{name}”" for index in range(min(count, _NAMES_SHOWN)) if (name := _attachment_name(pdf, index))]
    return ", ".join((*names, f"{count - len(names)} more") if count > len(names) else names)


def _attachment_name(pdf: PdfDocument, index: int) -> str:
    from pypdfium2 import PdfiumError

    try:
        return str(pdf.get_attachment(index).get_name())[:_NAME_CHARACTERS]
    except PdfiumError:
        return ""
