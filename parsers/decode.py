"""From the bytes of a text file to its text: which encoding, then NFC, without what is never printed.

Raises where the bytes are no text; says so where an encoding had to be guessed. Lines and pages are left to the reader.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from normalise.errors import DocumentError
from parsers.document import Remark

# Longer marks first: UTF-32 LE begins as UTF-16 LE does. That of UTF-8 is a zero-width character, and goes with those.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 65_536
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
_MOST_CONTROLS = 0.01  # of all bytes; prose has none, compressed data one in nine

# Soft hyphens, zero-width characters and marks of writing direction: nothing of them is printed.
_UNPRINTED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# Other control characters part words and are no words: each is a blank. Line ends, tabs and form feeds stay.
_CLEANED = {
    **dict.fromkeys(map(ord, _UNPRINTED), ""),
    **dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - set(map(ord, "\t\n\v\f\r\x85")), " "),
}
_TO_BE_CLEANED = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_CLEANED)))) + "]")

_ASCII, _LONG_TEXT = bytes(range(0x80)), 1_000
_PLAIN_ASCII = bytes(code for code in _ASCII if code not in _CLEANED)
# Accented Latin letters, punctuation, money, arrows, marks: those that are in NFC whatever stands in front of them.
_PLAIN = frozenset(
    sign
    for sign in map(chr, (*range(0xA0, 0x300), *range(0x2010, 0x27C0)))
    if ord(sign) not in _CLEANED and not unicodedata.combining(sign) and unicodedata.normalize("NFC", sign) == sign
)
_MOST_COMBINING = 100
_STACKED_ACCENTS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0711\u0730-\u074a\u07eb-\u07f3"
    r"\u0816-\u082d\u0859-\u085b\u0898-\u08ff\u093c\u094d\u0951-\u0954\u0e38-\u0e4b\u0eb8-\u0ecb\u0f18-\u0fc6"
    r"\u1037-\u103a\u135d-\u135f\u17d2-\u17dd\u1a17-\u1aff\u1b34-\u1b73\u1cd0-\u1cf9\u1dc0-\u1dff\u20d0-\u20f0"
    r"\u2cef-\u2cf1\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua8e0-\ua8f1\ufb1e\ufe20-\ufe2f"
    r"\U000101fd-\U000102e0\U00010376-\U0001037a\U00010a0d-\U00010ae6\U00010d24-\U00011d97\U00016af0-\U00016b36"
    r"\U0001d165-\U0001d244\U0001e000-\U0001e94a]{" + str(_MOST_COMBINING) + ",}"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read by, and what is doubtful about that.

    `encoded`: the file itself, where it is this text in UTF-8 and nothing else.
    """

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()
    encoded: bytes | None = None


def decode_text(data: bytes) -> Decoded:
    """Return the text in NFC. Raises DocumentError `not-text` or `undecodable`."""
    if _is_plain(data):
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("utf-8"), "utf-8", encoded=data)
    decoded = _decode(data)
    return Decoded(clean_text(decoded.text), decoded.encoding, decoded.remarks)


def clean_text(text: str) -> str:
    """Return the text in NFC, zero-width characters left out and control characters made blanks."""
    if _is_plain(text.encode("utf-8", "surrogatepass")):
        return text
    if _TO_BE_CLEANED.search(text):
        text = text.translate(_CLEANED)
    if text.isascii():
        return text
    # Sorting a long run of accents takes time by its square.
    if _may_stack_accents(text) and _STACKED_ACCENTS.search(text):
        raise DocumentError("not-text", "stacks hundreds of accents on one letter. Check that it is the right file.")
    return unicodedata.normalize("NFC", text)


def _is_plain(data: bytes) -> bool:
    """Say whether a text in UTF-8 has nothing that can be combined or has to go: few others among plain ASCII."""
    return _PLAIN.issuperset(data.translate(None, _PLAIN_ASCII).decode("utf-8", "surrogateescape"))


def _may_stack_accents(text: str) -> bool:
    """Say whether accents may be stacked on a letter: of a long text what is no ASCII is soon looked through."""
    if len(text) < _LONG_TEXT:
        return True
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return _STACKED_ACCENTS.search(others) is not None


def _decode(data: bytes) -> Decoded:
    for mark, marked in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], marked)
    if encoding := _find_utf_16(data[:_SAMPLE_BYTES]):
        return _decode_marked(data, encoding, _fallback(f"{encoding.upper()} by its look"))
    if b"\0" in data or _is_mostly_binary(data):
        raise _not_text()
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_otherwise(data)


def _decode_marked(data: bytes, encoding: str, *remarks: Remark) -> Decoded:
    text = _decode_strictly(data, encoding)
    if "\0" in text:
        raise _not_text()
    return Decoded(text, encoding, remarks)


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            "undecodable",
            f"is cut or damaged: byte {error.start:,} is not {encoding.upper()}. Save it anew as UTF-8 text.",
        ) from error


def _find_utf_16(sample: bytes) -> str | None:
    """Return the encoding where every other byte is nearly always NUL, as in Western text in UTF-16."""
    pairs = len(sample) // 2
    if pairs < 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > 0.5 and even < 0.05:
        return "utf-16-le"
    if even > 0.5 and odd < 0.05:
        return "utf-16-be"
    return None


def _is_mostly_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > max(1, _MOST_CONTROLS * len(data))


def _decode_otherwise(data: bytes) -> Decoded:
    """Return the text of a file that is not UTF-8: Windows-1252, throughout or in the few bytes that break UTF-8."""
    mended = data.decode("utf-8", errors=_STRAY_BYTES)
    strays = sum(1 for _ in _STRAY.finditer(mended))
    well_formed = sum(1 for _ in _WIDE.finditer(mended))
    if well_formed > strays:
        text = _STRAY.sub(lambda match: _decode_1252(bytes([ord(match[0]) - _STRAY_BASE])), mended)
        return Decoded(text, "utf-8", (_fallback(f"UTF-8 with {strays:,} bytes of Windows-1252"),))
    return Decoded(_decode_1252(data), "windows-1252", (_fallback("Windows-1252"),))


def _decode_1252(data: bytes) -> str:
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise DocumentError(
            "undecodable",
            "is neither UTF-8, UTF-16 nor Windows-1252 text. Save it anew as UTF-8 text.",
        ) from error


def _not_text() -> DocumentError:
    return DocumentError("not-text", "is not text but binary data. Check that it is the right file.")


def _fallback(encoding: str) -> Remark:
    return Remark("decoded-with-fallback", encoding)


# Undecodable bytes become lone surrogates, which no well-formed text holds.
_STRAY_BYTES = "surrogateescape"
_STRAY_BASE = 0xDC00
_STRAY = re.compile("[\udc80-\udcff]")
_WIDE = re.compile("[^\x00-\x7f\udc80-\udcff]")
