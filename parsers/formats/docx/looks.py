"""How runs look, as properties say it: each may say a little, and what says more precisely wins (ECMA-376, 17.7.2)."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from parsers.formats.docx.colours import Palette, highlight
from parsers.formats.docx.names import VAL, W, is_on, twips


class Look(NamedTuple):
    """What properties say of a run; None where they say nothing, "" for a colour that they take away."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    colour: str | None = None
    fill: str | None = None
    size: float | None = None
    font: str | None = None

    def under(self, upper: Look) -> Look:
        """Return this look with another laid over it."""
        if upper is NO_LOOK:
            return self
        return Look._make([low if high is None else high for low, high in zip(self, upper, strict=True)])

    def toggled(self, upper: Look) -> Look:
        """Return this look with that of a character style over it: what both switch on is off (17.7.3)."""
        laid = self.under(upper)
        return laid._replace(
            bold=_toggle(self.bold, upper.bold),
            italic=_toggle(self.italic, upper.italic),
            hidden=_toggle(self.hidden, upper.hidden),
        )


NO_LOOK = Look()


def read_look(properties: _Element | None, palette: Palette) -> Look:
    """Return what run properties (`w:rPr`) say themselves, their style apart."""
    if properties is None or len(properties) == 0:
        return NO_LOOK
    said: dict[str, bool | str | float | None] = {}
    for element in properties:
        name = str(element.tag).removeprefix(W)
        if name in _SWITCHES:
            said[_SWITCHES[name]] = is_on(element)
        elif name == "vertAlign":
            said["raised"] = element.get(VAL) == "superscript"
        elif name == "color":
            said["colour"] = palette.ink(element) or ""
        elif name == "shd":
            said.setdefault("fill", palette.shading(element) or "")
        elif name == "highlight":
            said["fill"] = highlight(element.get(VAL)) or said.get("fill") or ""
        elif name == "sz":
            said["size"] = _points(element.get(VAL))
        elif name == "rFonts":
            said["font"] = element.get(f"{W}ascii") or element.get(f"{W}hAnsi")
    return Look._make([said.get(name) for name in Look._fields]) if said else NO_LOOK


def _points(size: str | None) -> float | None:
    """Return the size of type in points; it is counted in halves of them, or has a unit."""
    measured = twips(size)
    if size is None or not measured:
        return None
    return measured / 2 if size.strip().isdigit() else measured / 20


_SWITCHES = {"b": "bold", "i": "italic", "vanish": "hidden"}


def _toggle(lower: bool | None, upper: bool | None) -> bool | None:
    if lower is None or upper is None:
        return lower if upper is None else upper
    return lower != upper
