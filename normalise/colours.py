"""Colours: which of red, amber, green and blue a printed fill is, by its hue.

Whether a fill says anything at all (a header's or a row banding's does not) is for who sees the whole table.
"""

from __future__ import annotations

import colorsys
import re

from normalise.records import Rag

MIN_CHROMA = 0.06  # of 1: fainter is grey or white; office programs' palest status tints have 0.08
MIN_BRIGHTNESS = 0.2  # of 1: darker is black

_HEX = re.compile(r"\s*#?(?P<digits>[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\s*")
# Hue in degrees: yellow to orange is amber; pink, purple and teal are none of the four.
_BANDS: tuple[tuple[int, int, Rag], ...] = (
    (0, 15, "red"),
    (15, 70, "amber"),
    (70, 172, "green"),
    (185, 256, "blue"),
    (340, 361, "red"),
)

_UNRATED: tuple[tuple[int, int, str], ...] = ((256, 310, "purple"), (310, 340, "pink"))
PALEST_GREY = 0.92  # of 1: lighter is white


def name_unrated(hex_colour: str) -> str | None:
    """Return the name of a fill that is none of the four ("grey", "purple", "pink"), None for those and for no colour.

    >>> name_unrated("#BFBFBF"), name_unrated("7030A0"), name_unrated("00B050"), name_unrated("FFFFFF")
    ('grey', 'purple', None, None)
    """
    if (parts := _parts(hex_colour)) is None or rag_of(hex_colour) is not None:
        return None
    if max(parts) - min(parts) < MIN_CHROMA:
        return "grey" if MIN_BRIGHTNESS <= max(parts) < PALEST_GREY else None
    hue = colorsys.rgb_to_hsv(*parts)[0] * 360
    return next((name for low, high, name in _UNRATED if low <= hue < high), None)


def _parts(hex_colour: str) -> tuple[float, float, float] | None:
    """Return the shares of red, green and blue, from 0 to 1."""
    match = _HEX.fullmatch(hex_colour)
    if match is None:
        return None
    digits = match["digits"] if len(match["digits"]) == 6 else "".join(digit * 2 for digit in match["digits"])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def rag_of(hex_colour: str) -> Rag | None:
    """Return the colour of a fill such as `00B050` or `#0b5`, None for grey, white, black, purple and no colour at all.

    >>> rag_of("#00B050"), rag_of("FFC000"), rag_of("7030A0")
    ('green', 'amber', None)
    """
    if (parts := _parts(hex_colour)) is None:
        return None
    red, green, blue = parts
    if max(red, green, blue) < MIN_BRIGHTNESS or max(red, green, blue) - min(red, green, blue) < MIN_CHROMA:
        return None
    hue = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    return next((rag for low, high, rag in _BANDS if low <= hue < high), None)
