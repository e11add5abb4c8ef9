"""From the bytes of a web page to its text: what it declares its encoding to be, and whether that is so.

Order as in the HTML standard (13.2.3.2): byte order mark, declaration, look. A page without one is UTF-8 or, failing
that, Windows-1252. How bytes become text is `parsers.decode`'s; labels are those of the Encoding standard (4.2).
"""

from __future__ import annotations

import codecs
import re

from parsers.decode import Decoded, clean_text, decode_text
from parsers.document import Remark

_HEAD_BYTES = 4096
_DECLARED = re.compile(
    rb"""<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*["'](?P<xml>[\w.:-]{1,40})["']"""
    rb"""|<meta\b[^<>]{0,1000}?\bcharset\s*=\s*["']?\s*(?P<meta>[\w.:-]{1,40})""",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# Labels that browsers read as Windows-1252, and those that a page in single bytes cannot mean.
_LATIN = frozenset(
    {"ascii", "us-ascii", "ansi", "cp1252", "iso-8859-1", "iso8859-1", "iso88591", "l1", "latin1", "latin-1"}
    | {"windows-1252", "x-cp1252", "iso_8859-1", "cp819", "ibm819"}
)
_WIDE = frozenset({"utf-16", "utf-16le", "utf-16be", "utf-32", "unicode", "ucs-2"})
_C1 = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # Windows-1252 lacks them


def decode_page(data: bytes) -> Decoded:
    """Return the page's text in NFC, line ends as "\\n". Raises DocumentError `not-text` or `undecodable`."""
    decoded = _decode(_without_nul(data))
    if "\r" not in decoded.text:
        return decoded
    return Decoded(decoded.text.replace("\r\n", "\n").replace("\r", "\n"), decoded.encoding, decoded.remarks)


def find_declared(data: bytes) -> str | None:
    """Return the label of the encoding that a page declares, in lower case, or None.

    >>> find_declared(b"<html><meta http-equiv=Content-Type content='text/html; charset=Windows-1252'>")
    'windows-1252'
    """
    match = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD_BYTES]))
    return (match["xml"] or match["meta"]).decode("ascii").lower() if match else None


def _decode(data: bytes) -> Decoded:
    declared = find_declared(data)
    if (
        declared is None
        or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        or b"\0" in data
    ):
        return decode_text(data)
    if declared in ("utf-8", "utf8") or declared in _WIDE:
        return decode_text(data)
    if _is_utf_8(data):
        if data.isascii():
            return decode_text(data)
        decoded = decode_text(data)
        return Decoded(decoded.text, decoded.encoding, (*decoded.remarks, _misdeclared(declared, "UTF-8")))
    if declared in _LATIN:
        return Decoded(clean_text(_decode_latin(data)), "windows-1252")
    try:
        name = codecs.lookup(declared).name
        return Decoded(clean_text(data.decode(name)), name)
    except (LookupError, UnicodeError):  # not all codecs are of text, and those raise LookupError too
        decoded = decode_text(data)
        return Decoded(
            decoded.text, decoded.encoding, (*decoded.remarks, _misdeclared(declared, decoded.encoding.upper()))
        )


def _without_nul(data: bytes) -> bytes:
    """Return the bytes without the NULs that browsers leave out; in UTF-16 every other byte is one."""
    if b"\0" not in data:
        return data
    count = data.count(0)
    return data.replace(b"\0", b"") if count < len(data) // 10 else data


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_latin(data: bytes) -> str:
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate({ord(sign): " " for sign in _C1.values()} | _WINDOWS)


_WINDOWS = {byte: bytes([byte]).decode("windows-1252") for byte in range(0x80, 0xA0) if byte not in _C1}


def _misdeclared(declared: str, read_as: str) -> Remark:
    return Remark("encoding-misdeclared", f"it says {declared} and was read as {read_as}")
