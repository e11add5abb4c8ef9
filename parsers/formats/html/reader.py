"""Reads web pages: bytes → text → tree → landmarks → blocks. Each arrow is a module of its own beside this one.

Nothing outside the file is ever asked for: no style sheet, picture, frame or other address.
"""

from __future__ import annotations

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Document
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings

MEDIA_TYPE = "text/html"
SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".aspx", ".asp", ".php", ".txt")


def sniff_page(data: bytes) -> bool:
    """Say whether the bytes begin as a web page does."""
    kind = find_kind(data)
    return kind is not None and kind.form == "html"


def read_page(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError `over-budget`, `not-text`, `undecodable` or `empty-file`."""
    from parsers.formats.html.encoding import decode_page
    from parsers.formats.html.page import read_markup

    check_budget("html", "size", len(data))
    decoded = decode_page(data)
    page = read_markup(decoded.text)
    if not page.blocks:
        raise DocumentError("empty-file", "is a web page that prints nothing. Save it anew from the browser.")
    return Document(
        name=name,
        media_type=MEDIA_TYPE,
        blocks=page.blocks,
        hints=page.hints,
        remarks=(*decoded.remarks, *page.remarks),
    )


READER = Reader("html", (MEDIA_TYPE, "application/xhtml+xml"), sniff_page, read_page, SUFFIXES)
