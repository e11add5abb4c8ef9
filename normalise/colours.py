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


def rag_of(hex_colour: str) -> Rag | None:
    """Return the colour of a fill such as `00B050` or `#0b5`, None for grey, white, black, purple and no colour at all.

    >>> rag_of("#00B050"), rag_of("FFC000"), rag_of("7030A0")
    ('green', 'amber', None)
    """
    match = _HEX.fullmatch(hex_colour)
    if match is None:
        return None
    digits = match["digits"] if len(match["digits"]) == 6 else "".join(digit * 2 for digit in match["digits"])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    if max(red, green, blue) < MIN_BRIGHTNESS or max(red, green, blue) - min(red, green, blue) < MIN_CHROMA:
        return None
    hue = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    return next((rag for low, high, rag in _BANDS if low <= hue < high), None)
