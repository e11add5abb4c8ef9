"""What reads a PDF's pages, whichever library does it: opened once, read page by page, closed.

`opening` opens a file and says what is wrong with it; `pdfium` and `plumber` are the engines.
"""

from __future__ import annotations

from typing import Protocol

from parsers.document import Remark
from parsers.formats.pdf.page import Page


class UnreadablePageError(Exception):
    """An engine cannot read a page; others of the same file it may."""


class PageSource(Protocol):
    """A PDF as an engine opened it. Only one page at a time is in memory."""

    @property
    def page_count(self) -> int:
        """Return how many pages the file has."""

    def read_page(self, number: int) -> Page:
        """Return a page, counted from 1. Raises UnreadablePageError, or pdfium's own PdfiumError."""

    def close(self) -> None:
        """Let go of the file; the pages that were read stay good."""


class PdfSource(PageSource, Protocol):
    """A PDF that was found fit to be read, with what its file says of itself and what is odd about it.

    `hints` are the file's own properties (title, producer, language), as `Document.hints` has them.
    """

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the file's own properties, the names in lower case; never values of the document."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what is to be said of the file as a whole."""
