"""Documents of old Word (DOC, 97 to 2003 and before), which LibreOffice converts."""

from __future__ import annotations

import struct

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Document
from parsers.formats.libreoffice import read_converted
from parsers.formats.ole import find_stream
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings

MEDIA_TYPE = "application/msword"
_STREAM = "WordDocument"
_SIGNS = (0xA5EC, 0xA5DC)  # what the stream begins with: of Word 97 and later ([MS-DOC] 2.5.2), and of those before
_IS_ENCRYPTED = 0x0100  # of the flags in the sixth word


def sniff_doc(data: bytes) -> bool:
    """Say whether the bytes are an old Word document's."""
    kind = find_kind(data)
    return kind is not None and kind.form == "doc"


def read_doc(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError `encrypted`, `over-budget`, and as `convert` does."""
    check_budget("doc", "size", len(data))
    if _is_encrypted(data):
        raise DocumentError("encrypted", "asks for a password. Save it without one and give that.")
    return read_converted(data, name, "doc", MEDIA_TYPE, settings)


def _is_encrypted(data: bytes) -> bool:
    """Say whether the document's own head says that it is encrypted; a head that cannot be found says nothing."""
    start = find_stream(data, _STREAM)
    if start is None or len(data) < start + 12:
        return False
    sign, flags = struct.unpack_from("<H8xH", data, start)
    return sign in _SIGNS and bool(flags & _IS_ENCRYPTED)


READER = Reader("doc", (MEDIA_TYPE,), sniff_doc, read_doc, (".doc", ".dot"))
