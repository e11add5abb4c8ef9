"""Characters as a reader sees them: ligatures taken apart, blanks of every kind as blanks, signs of symbol fonts.

`symbols.csv` says what fonts without letters print for a code of one byte, or of the private area; its font "any" is
every other, with codes that Word leaves in files. What no line explains stays as the file has it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

from parsers.formats.pdf.page import Font

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BLANKS = "\t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_SIGNS = (
    _LIGATURES | dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_WIDTHLESS, "")
    | {"\x02": "-", "\ufffe": "-", "\xad": "-", "\x00": "�"}
)  # fmt: skip
_FIGURES, _RAISED_FIGURES = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans(_FIGURES, _RAISED_FIGURES)  # "2025" with a note's "1" behind it is no "20251"
LOWERED = str.maketrans(_RAISED_FIGURES, _FIGURES)
_PLAIN_NAME = re.compile(r"[^a-z0-9]")
_PRIVATE = 0xF000  # where Word puts the codes of symbol fonts in Unicode


def clean(text: str, font: Font) -> str:
    """Return a run's text with ligatures taken apart and blanks, symbols and accents as signs of their own.

    A soft hyphen that a font has a glyph for is printed: it is a hyphen like any other.
    """
    if (symbols := _symbols_of(font.name)) is not None:
        return text.translate(symbols)
    if text.isascii() and text.isprintable():
        return text
    if not _other_signs().isdisjoint(text):  # asked first: to translate a text that has none takes ten times as long
        text = text.translate(_signs())
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_symbol_font(font: Font) -> bool:
    """Say whether a font prints signs for letters."""
    return _symbols_of(font.name) is not None


@cache
def _signs() -> dict[int, str]:
    """Return what characters of fonts with letters are printed as."""
    return str.maketrans(_SIGNS) | _symbols()["any"]


@cache
def _other_signs() -> frozenset[str]:
    """Return the characters that are printed as others."""
    return frozenset(map(chr, _signs()))


@cache
def _symbols_of(font_name: str) -> dict[int, str] | None:
    """Return the signs of a symbol font by code, None for other fonts."""
    name = _PLAIN_NAME.sub("", font_name.lower())
    found = [font for font in _symbols() if name.startswith(font) and font != "any"]
    return _symbols()[max(found, key=len)] if found else None


@cache
def _symbols() -> dict[str, dict[int, str]]:
    """Return the signs of each font by code; a code of one byte may stand in the private area too."""
    text = (files("parsers.formats.pdf.flow") / "symbols.csv").read_text(encoding="utf-8")
    fonts: dict[str, dict[int, str]] = {}
    for line in csv.DictReader(text.splitlines()):
        code, signs = int(line["code"], 16), fonts.setdefault(line["font"], {})
        signs[code] = chr(int(line["sign"], 16))
        if code < 0x100:
            signs[_PRIVATE + code] = signs[code]
    return fonts
