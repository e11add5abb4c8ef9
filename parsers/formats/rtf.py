"""Rich text files (RTF), which LibreOffice converts."""

from __future__ import annotations

from itertools import accumulate

from parsers.budgets import check_budget
from parsers.document import Document
from parsers.formats.libreoffice import read_converted
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings

MEDIA_TYPE = "application/rtf"
_ESCAPED = (b"\\\\", b"\\{", b"\\}")
_NO_BRACE = bytes(byte for byte in range(256) if byte not in b"{}")


def sniff_rtf(data: bytes) -> bool:
    """Say whether the bytes are a rich text file's."""
    kind = find_kind(data)
    return kind is not None and kind.form == "rtf"


def read_rtf(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError `over-budget`, `needs-libreoffice`, `damaged` or `timeout`."""
    check_budget("rtf", "size", len(data))
    check_budget("rtf", "groups", data.count(b"{"))
    check_budget("rtf", "nesting", _count_depth(data))
    return read_converted(data, name, "rtf", MEDIA_TYPE, settings)


def _count_depth(data: bytes) -> int:
    """Return how many groups stand inside one another at most."""
    for escaped in _ESCAPED:
        data = data.replace(escaped, b"")
    braces = data.translate(None, delete=_NO_BRACE)
    return max(accumulate(1 if brace == 0x7B else -1 for brace in braces), default=0)


READER = Reader("rtf", (MEDIA_TYPE, "text/rtf"), sniff_rtf, read_rtf, (".rtf",))
