"""What fonts of signs print: Word keeps their characters as codes that mean nothing without the font.

Which sign a code is stands in the table that PDFs of Word files are read by.
"""

from __future__ import annotations

import re

from parsers.formats.pdf.flow.characters import clean, is_symbol_font
from parsers.formats.pdf.page import Font

_PRIVATE = re.compile("[\uf000-\uf0ff]")  # where Word puts the codes of symbol fonts (ECMA-376, 17.3.3.30)
_ANY = Font("any other")


def is_symbolic(font: str | None) -> bool:
    """Say whether a font prints signs for letters."""
    return font is not None and is_symbol_font(Font(font))


def print_symbol(code: str, font: str) -> str:
    """Return what a symbol (`w:sym`) prints: its code is hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= number < 0x110000 or 0xD800 <= number < 0xE000:
        return ""
    return print_in_font(chr(number), font)


def print_in_font(text: str, font: str | None) -> str:
    """Return a text as it is seen in a font, of which None is one with letters.

    >>> print_in_font("\\uf0b7", "Symbol"), print_in_font("\\uf0fc", "Wingdings"), print_in_font("o", "Courier New")
    ('•', '✓', 'o')
    """
    if font and is_symbolic(font):
        return clean(text, Font(font))
    return text if text.isascii() else _PRIVATE.sub(lambda sign: clean(sign[0], _ANY), text)
