"""Colours as Office files keep them: by name in a theme, made lighter or darker (ECMA-376, 18.8.19 and 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from lxml.etree import _Element

_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# The order that a spreadsheet counts them in (ECMA-376, 18.8.3, as Excel has it: light before dark).
THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
# Names that documents use for slots of the theme, unless a mapping of their own says otherwise.
ALIASES = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2",
    "background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2",
    "light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


def read_theme(root: _Element | None) -> dict[str, str]:
    """Return the colours (`rrggbb`) of a theme part by the names of `THEME_ORDER`; {} where there is no theme."""
    scheme = None if root is None else root.find(f".//{_DRAWING}clrScheme")
    colours: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        name = str(slot.tag).removeprefix(_DRAWING)
        for colour in slot:
            value = colour.get("lastClr") or colour.get("val") or ""
            if is_hex(value):
                colours[name] = value.lower()
    return colours


def theme_colour(theme: Mapping[str, str], name: str) -> str | None:
    """Return a colour of the theme by its own name or one that documents use for it."""
    return theme.get(ALIASES.get(name, name))


def is_hex(value: str) -> bool:
    """Say whether a text is a colour in six hexadecimal digits."""
    return len(value) == 6 and _HEX_DIGITS.issuperset(value)


def tint(colour: str, amount: float) -> str:
    """Return a colour made lighter (0 to 1) or darker (-1 to 0), as spreadsheets do.

    >>> tint("4472c4", 0.6), tint("4472c4", -0.25)
    ('b4c7e7', '2f5597')
    """
    amount = max(-1.0, min(1.0, amount))
    return lighten(colour, 1 - abs(amount), max(0.0, amount))


def lighten(colour: str, factor: float, plus: float = 0.0) -> str:
    """Return a colour whose lightness is multiplied and added to (`lumMod`, `lumOff`; 1 is all of it)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = max(0.0, min(1.0, light * factor + plus))
    return "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, light, full))
