"""Which colour Word paints: shading, highlights and ink, given itself or by the theme, and the fills of shapes.

ECMA-376, 17.3.2.6 (ink), 17.3.2.15 (highlight), 17.3.5 (shading), 20.1.2.3 (drawings). What a colour means is
`normalise.colours`'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.docx.names import VAL, A, V, W, local_name, whole
from parsers.formats.markup_style import read_colour
from parsers.formats.office.colours import is_hex, lighten, theme_colour

WHITE = "ffffff"
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "green": "00ff00", "lightGray": "c0c0c0", "magenta": "ff00ff", "red": "ff0000",
    "yellow": "ffff00",
}  # fmt: skip
_PERCENT = re.compile(r"pct(?P<share>\d{1,3})$")
_VML_HEX = re.compile(r"#(?P<digits>[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_WHOLE = 100_000  # of a share in drawings, in thousandths of a percent
_GREY = 24  # of 255: colours whose parts differ less are black, white or grey, and say nothing


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the file's theme, and by which names the document asks for them (17.15.1.20)."""

    theme: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    _shadings: dict[object, str | None] = field(default_factory=dict)  # many cells have the same

    def ink(self, color: _Element) -> str | None:
        """Return the colour of words (`w:color`); None for the one that words have anyhow."""
        return self._themed(color, "theme") or _hex(color.get(VAL))

    def shading(self, shd: _Element | None) -> str | None:
        """Return the colour that shading (`w:shd`) shows, None for none or white."""
        if shd is None:
            return None
        key = tuple(shd.items())
        if key not in self._shadings:
            self._shadings[key] = self._read_shading(shd)
        return self._shadings[key]

    def _read_shading(self, shd: _Element) -> str | None:
        pattern = shd.get(VAL) or "clear"
        ground = self._themed(shd, "themeFill") or _hex(shd.get(f"{W}fill"))
        ink = self._themed(shd, "theme") or _hex(shd.get(f"{W}color"))
        if pattern == "nil":
            return None
        if pattern == "solid":
            ground = ink or "000000"
        elif match := _PERCENT.match(pattern):
            ground = _mix(ink or "000000", ground or WHITE, whole(match["share"]) / 100)
        return None if ground == WHITE else ground

    def fill_of(self, properties: _Element | None, style: _Element | None = None) -> str | None:
        """Return the colour inside a drawn shape, by its style where its properties say nothing; None for none."""
        for part in () if properties is None else properties:
            match local_name(part):
                case "noFill" | "blipFill":
                    return None
                case "solidFill":
                    return self._drawn(part)
                case "gradFill":
                    return self._drawn(part.find(f"{A}gsLst/{A}gs"))
                case "pattFill":
                    return self._drawn(part.find(f"{A}fgClr"))
        reference = None if style is None else style.find(f"{A}fillRef")
        return self._drawn(reference) if reference is not None and whole(reference.get("idx")) else None

    def _themed(self, element: _Element, kind: str) -> str | None:
        """Return a colour by its name in the theme: attributes `theme…`, `theme…Tint` and `theme…Shade`."""
        own = "themeColor" if kind == "theme" else kind
        name = element.get(W + own)
        colour = self._named(name) if name else None
        if colour is None:
            return None
        tint, shade = element.get(f"{W}{kind}Tint"), element.get(f"{W}{kind}Shade")
        if tint is not None:
            share = _byte(tint)
            return lighten(colour, share, 1 - share)
        return colour if shade is None else lighten(colour, _byte(shade))

    def _named(self, name: str) -> str | None:
        return theme_colour(self.theme, self.names.get(name, name))

    def _drawn(self, holder: _Element | None) -> str | None:
        """Return the colour that an element of a drawing holds, changed as it says (20.1.2.3)."""
        for part in () if holder is None else holder:
            colour = self._plain(part)
            if colour is None:
                continue
            factor, plus = 1.0, 0.0
            for change in part:
                share = whole(change.get("val"), _WHOLE) / _WHOLE
                match local_name(change):
                    case "lumMod" | "shade":
                        factor, plus = factor * share, plus * share
                    case "lumOff":
                        plus += share
                    case "tint":
                        factor, plus = factor * share, plus * share + 1 - share
            return colour if (factor, plus) == (1.0, 0.0) else lighten(colour, factor, plus)
        return None

    def _plain(self, part: _Element) -> str | None:
        value = part.get("val") or ""
        match local_name(part):
            case "srgbClr":
                return _hex(value)
            case "schemeClr":
                return self._named(value)
            case "sysClr":
                return _hex(part.get("lastClr")) or {"window": WHITE, "windowText": "000000"}.get(value)
            case "prstClr":
                return read_colour(value.replace("dk", "dark").replace("lt", "light"))
        return None


def highlight(name: str | None) -> str | None:
    """Return the colour of a highlighter."""
    return _HIGHLIGHTS.get(name or "")


def vml_fill(shape: _Element) -> str | None:
    """Return the colour inside a shape of the older drawings, None for none."""
    inner = shape.find(f"{V}fill")
    if (shape.get("filled") or "t")[:1] in "f0" or (inner is not None and (inner.get("on") or "t")[:1] in "f0"):
        return None
    given = shape.get("fillcolor") or (inner.get("color") if inner is not None else None) or ""
    if match := _VML_HEX.search(given):
        digits = match["digits"].lower()
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return read_colour(given)


def says_something(colour: str | None) -> bool:
    """Say whether a colour is one that is looked at: no black, white or grey."""
    if colour is None:
        return False
    parts = bytes.fromhex(colour)
    return max(parts) - min(parts) > _GREY


def _hex(value: str | None) -> str | None:
    return value.lower() if value and is_hex(value) else None


def _byte(value: str) -> float:
    try:
        return max(0, min(255, int(value, 16))) / 255
    except ValueError:
        return 1.0


def _mix(ink: str, ground: str, share: float) -> str:
    pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
