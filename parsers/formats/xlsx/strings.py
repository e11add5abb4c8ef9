"""The texts of a workbook: plain ones, and ones whose stretches have looks of their own (ECMA-376, 18.4).

What is struck through is left out; the reader says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from parsers.decode import clean_text
from parsers.formats.xlsx.parts import find_named, iter_named, local_name
from parsers.formats.xlsx.styles import Palette, read_font
from parsers.words import Style

_ESCAPED = re.compile(r"_x(?P<code>[0-9a-fA-F]{4})_")


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in stretches, None for the look of one that looks as its cell does. `struck` is what is struck through."""

    stretches: tuple[tuple[str, Style | None], ...]
    struck: str = ""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.stretches)


Text = str | RichText


def read_text(item: _Element | None, palette: Palette) -> Text:
    """Return the text of an `si` or `is` element; notes on pronunciation are none of it."""
    if item is None:
        return ""
    stretches: list[tuple[str, Style | None]] = []
    struck: list[str] = []
    for child in item:
        name = local_name(child)
        if name == "t":
            stretches.append((printed(child.text), None))
        elif name == "r":
            text = "".join(printed(inner.text) for inner in iter_named(child, "t"))
            look = find_named(child, "rPr")
            style, is_struck = read_font(look, palette) if look is not None else (None, False)
            if is_struck:
                struck.append(text)
            else:
                stretches.append((text, style))
    if not struck and all(style is None for _, style in stretches):
        return "".join(text for text, _ in stretches)
    return RichText(tuple(stretches), "".join(struck))


def printed(text: str | None) -> str:
    """Return a text as printed: characters written by their codes decoded, line ends as "\\n"."""
    if not text:
        return ""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: _character(match["code"]), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean_text(text).replace("\v", "\n")


def _character(code: str) -> str:
    number = int(code, 16)
    return "" if 0xD800 <= number <= 0xDFFF or number == 0 else chr(number)
