"""In which colour a shape, a cell or a run is painted: given itself, by the theme, or by the shape's style.

What a colour means is `normalise.colours`'; what a layout or master paints behind the words is not looked at.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.markup_style import read_colour
from parsers.formats.office.colours import is_hex, lighten, theme_colour
from parsers.formats.pptx.names import A, local_name, read_int

_WHOLE = 100_000  # of a share, in thousandths of a percent
_LEAST_ALPHA = 0.1  # a paler one is not seen


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a slide's theme, and by which names its master asks for them."""

    theme: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def fill_of(self, holder: _Element | None, style: _Element | None = None, group: str | None = None) -> str | None:
        """Return the colour that properties paint inside, by the style where they say nothing; None for no paint."""
        for part in () if holder is None else holder:
            match local_name(part):
                case "noFill" | "blipFill":
                    return None
                case "solidFill":
                    return self.colour_in(part)
                case "gradFill":
                    return self.colour_in(part.find(f"{A}gsLst/{A}gs"))
                case "pattFill":
                    return self.colour_in(part.find(f"{A}fgClr"))
                case "grpFill":
                    return group
        reference = None if style is None else style.find(f"{A}fillRef")
        return self.colour_in(reference) if read_int(reference, "idx") else None

    def colour_in(self, holder: _Element | None) -> str | None:
        """Return the colour that an element holds, None for none, one that is not known, or one that is not seen."""
        for part in () if holder is None else holder:
            colour = self._plain(part)
            if colour is not None:
                return _changed(colour, part)
        return None

    def _plain(self, part: _Element) -> str | None:
        value = part.get("val") or ""
        match local_name(part):
            case "srgbClr":
                return value.lower() if is_hex(value) else None
            case "schemeClr":
                return theme_colour(self.theme, self.names.get(value, value))
            case "sysClr":
                last = part.get("lastClr") or ""
                return last.lower() if is_hex(last) else {"window": "ffffff", "windowText": "000000"}.get(value)
            case "prstClr":
                return read_colour(value.replace("dk", "dark").replace("lt", "light"))
            case "scrgbClr":
                shares = [read_int(part, name) / _WHOLE for name in "rgb"]
                return "".join(f"{round(255 * max(0.0, min(1.0, share)) ** (1 / 2.2)):02x}" for share in shares)
            case "hslClr":
                return _of_hsl(
                    read_int(part, "hue") / 21_600_000, *(read_int(part, n) / _WHOLE for n in ("lum", "sat"))
                )
        return None


def _of_hsl(hue: float, light: float, full: float) -> str:
    return "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue % 1, min(1, light), min(1, full)))


def _changed(colour: str, part: _Element) -> str | None:
    """Return a colour after what is said to be done to it (ECMA-376, 20.1.2.3): lighter, darker, transparent."""
    factor, plus = 1.0, 0.0
    for change in part:
        share = read_int(change, "val", _WHOLE) / _WHOLE
        match local_name(change):
            case "alpha" if share < _LEAST_ALPHA:
                return None
            case "lumMod" | "shade":
                factor, plus = factor * share, plus * share
            case "lumOff":
                plus += share
            case "tint":
                factor, plus = factor * share, plus * share + 1 - share
    return colour if (factor, plus) == (1.0, 0.0) else lighten(colour, factor, plus)
