"""What the attributes of an HTML tag say about looks: bold, italic, colours, links, how a list is numbered.

Only inline styles and the old attributes are read; style sheets are left to the reader of web pages.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from parsers.words import PLAIN, Style

_ATTRIBUTE = re.compile(
    r"""(?P<name>[A-Za-z-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
_DECLARATION = re.compile(r"(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;]+)", re.IGNORECASE)
_HEX = re.compile(r"#(?P<digits>[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(?P<r>\d{1,3})[\s,]+(?P<g>\d{1,3})[\s,]+(?P<b>\d{1,3})", re.IGNORECASE)
_LIST_FORM = re.compile(
    r"\b(?P<form>none|decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|disc|circle|square)\b",
    re.IGNORECASE,
)

_COLOURS = {
    "amber": "ffbf00",
    "black": "000000",
    "blue": "0000ff",
    "darkgreen": "006400",
    "darkorange": "ff8c00",
    "darkred": "8b0000",
    "gold": "ffd700",
    "gray": "808080",
    "green": "008000",
    "grey": "808080",
    "lightblue": "add8e6",
    "lightgreen": "90ee90",
    "lime": "00ff00",
    "limegreen": "32cd32",
    "navy": "000080",
    "orange": "ffa500",
    "orangered": "ff4500",
    "purple": "800080",
    "red": "ff0000",
    "royalblue": "4169e1",
    "silver": "c0c0c0",
    "skyblue": "87ceeb",
    "tomato": "ff6347",
    "white": "ffffff",
    "yellow": "ffff00",
    "yellowgreen": "9acd32",
}


@dataclass(frozen=True, slots=True)
class Css:
    """What an inline style says, as far as it matters here. `list_form` is spelled as in CSS."""

    is_bold: bool = False
    is_italic: bool = False
    colour: str | None = None
    fill: str | None = None
    list_form: str | None = None


NO_CSS = Css()


def find_attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag by lower-case name, entities decoded.

    >>> find_attributes(' start="3" type=a')
    {'start': '3', 'type': 'a'}
    """
    return {
        match["name"].lower(): html.unescape(match["double"] or match["single"] or match["bare"] or "")
        for match in _ATTRIBUTE.finditer(text)
    }


def read_css(attributes: dict[str, str]) -> Css:
    """Return what the `style` and the old colour attributes say."""
    if not attributes:
        return NO_CSS
    said = {
        match["name"].lower(): match["value"].strip() for match in _DECLARATION.finditer(attributes.get("style", ""))
    }
    form = _LIST_FORM.search(said.get("list-style-type") or said.get("list-style") or "")
    return Css(
        is_bold=said.get("font-weight", "").lower() in ("bold", "bolder", "600", "700", "800", "900"),
        is_italic=said.get("font-style", "").lower() in ("italic", "oblique"),
        colour=read_colour(said.get("color") or attributes.get("color") or ""),
        fill=read_colour(said.get("background-color") or said.get("background") or attributes.get("bgcolor") or ""),
        list_form=form["form"].lower() if form else None,
    )


def read_style(tag: str, attributes: str) -> Style:
    """Return how the words inside an inline tag are printed."""
    given = find_attributes(attributes)
    if not given and tag not in ("b", "strong", "i", "em", "sup"):
        return PLAIN
    css = read_css(given)
    return Style(
        bold=tag in ("b", "strong") or css.is_bold,
        italic=tag in ("i", "em") or css.is_italic,
        colour=css.colour,
        fill=css.fill,
        href=given.get("href") if tag == "a" else None,
        superscript=tag == "sup",
    )


def read_colour(text: str) -> str | None:
    """Return a colour as `rrggbb`, or None where the text names none that is known.

    >>> read_colour("#0F0"), read_colour("rgb(255, 191, 0)"), read_colour("inherit")
    ('00ff00', 'ffbf00', None)
    """
    if match := _HEX.search(text):
        digits = match["digits"].lower()
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    if match := _RGB.search(text):
        return "".join(f"{min(255, int(match[part])):02x}" for part in "rgb")
    return next((_COLOURS[word] for word in text.lower().split() if word in _COLOURS), None)
