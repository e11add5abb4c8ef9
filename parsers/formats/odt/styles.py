"""The styles of an OpenDocument text: what a name comes to along its parents (OpenDocument 1.3, part 3, 16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.odt.names import FO, OFFICE, STYLE, TEXT, read_hex, read_points
from parsers.words import PLAIN, Style

Look = Mapping[str, str]  # attributes of style:text-properties by name

_MOST_PARENTS = 50
_NO_LOOK: Look = {}
_TEXT_PROPERTIES = (
    f"{FO}font-weight",
    f"{FO}font-style",
    f"{FO}color",
    f"{FO}background-color",
    f"{FO}font-size",
    f"{STYLE}text-position",
    f"{STYLE}text-line-through-style",
    f"{STYLE}text-line-through-type",
    f"{TEXT}display",
)
_STYLES = f"{STYLE}style"
_DEFAULT = f"{STYLE}default-style"
_LIST_STYLES = (f"{TEXT}list-style", f"{TEXT}outline-style")
OUTLINE = "outline-style"  # the name under which the numbering of headings is kept


@dataclass(slots=True)
class Styles:
    """The styles that hold for one part of a document: named ones, and automatic ones of the part's own."""

    named: dict[tuple[str, str], _Element] = field(default_factory=dict)
    defaults: dict[str, _Element] = field(default_factory=dict)
    lists: dict[str, _Element] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    made: dict[tuple[tuple[str, str], ...], Style] = field(default_factory=dict)

    def look(self, family: str, name: str | None) -> Look:
        """Return how a style has text printed, its parents' and the family's default included."""
        if name is None and family == "text":
            return _NO_LOOK
        key = (family, name or "")
        if key not in self.looks:
            look: Look = _NO_LOOK
            for style in reversed(tuple(self._iter_chain(family, name))):
                found = style.find(f"{STYLE}text-properties")
                look = look if found is None else overlay(look, _read_look(found))
            self.looks[key] = look
        return self.looks[key]

    def find(self, family: str, name: str | None, properties: str | None, attribute: str) -> str | None:
        """Return an attribute of a style, or of the first parent that has it; None where none does.

        `properties` is the element of properties that it stands in, None where it is the style's own.
        """
        for style in self._iter_chain(family, name):
            element = style if properties is None else style.find(f"{STYLE}{properties}")
            if element is not None and (value := element.get(attribute)) is not None:
                return value
        return None

    def fill(self, family: str, name: str | None) -> str | None:
        """Return the colour behind a paragraph, a cell, a row or a table."""
        return read_hex(self.find(family, name, f"{family}-properties", f"{FO}background-color"))

    def print_style(self, look: Look) -> Style:
        """Return a look as a style of runs."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = _make_style(look)
        return self.made[key]

    def _iter_chain(self, family: str, name: str | None) -> Iterator[_Element]:
        """Yield a style, its parents, and the family's default; a chain that leads round in a circle is cut."""
        for _ in range(_MOST_PARENTS):
            style = self.named.get((family, name or ""))
            if style is None:
                break
            yield style
            name = style.get(f"{STYLE}parent-style-name")
        if (default := self.defaults.get(family)) is not None:
            yield default


def read_styles(containers: Iterable[_Element | None]) -> Styles:
    """Return the styles that stand in containers (office:styles, office:automatic-styles); a later one wins."""
    styles = Styles()
    for container in containers:
        for element in () if container is None else container:
            name = element.get(f"{STYLE}name") or ""
            if element.tag == _STYLES:
                styles.named[element.get(f"{STYLE}family") or "", name] = element
            elif element.tag == _DEFAULT:
                styles.defaults[element.get(f"{STYLE}family") or ""] = element
            elif element.tag in _LIST_STYLES:
                styles.lists[OUTLINE if element.tag == _LIST_STYLES[1] else name] = element
    return styles


def find_containers(content: _Element, named: _Element | None) -> tuple[_Element | None, _Element | None]:
    """Return the named styles of one root element and the automatic ones of another."""
    styles = None if named is None else named.find(f"{OFFICE}styles")
    return styles, content.find(f"{OFFICE}automatic-styles")


def overlay(below: Look, above: Look) -> Look:
    """Return a look laid over another; a size in percent is of the one below (20.190)."""
    if not above:
        return below
    merged = {**below, **above}
    size = above.get(f"{FO}font-size", "")
    if size.endswith("%"):
        merged[f"{FO}font-size"] = _share(size, below.get(f"{FO}font-size", ""))
    return merged


def is_hidden(look: Look) -> bool:
    """Say whether text of this look is not shown (20.417)."""
    return look.get(f"{TEXT}display") == "none"


def is_struck(look: Look) -> bool:
    """Say whether text of this look is struck through (20.427, 20.429)."""
    said = (look.get(f"{STYLE}text-line-through-{name}") for name in ("style", "type"))
    return any(value not in (None, "", "none") for value in said)


def _read_look(properties: _Element) -> Look:
    return {name: value for name in _TEXT_PROPERTIES if (value := properties.get(name)) is not None}


def _share(percent: str, whole: str) -> str:
    points, digits = read_points(whole), percent[:-1]
    if points is None or not digits.replace(".", "", 1).isdecimal():
        return whole or percent  # of a size that stands further out
    return f"{min(points * float(digits) / 100, 999.0):.2f}pt"


def _make_style(look: Look) -> Style:
    weight = look.get(f"{FO}font-weight", "")
    position = look.get(f"{STYLE}text-position", "").split(" ")[0]
    size = read_points(look.get(f"{FO}font-size"))
    return (
        Style(
            bold=weight == "bold" or (weight.isdecimal() and len(weight) == 3 and int(weight) >= 600),
            italic=look.get(f"{FO}font-style") in ("italic", "oblique"),
            colour=read_hex(look.get(f"{FO}color")),
            fill=read_hex(look.get(f"{FO}background-color")),
            size=None if size is None else round(size, 2),
            superscript=position == "super"
            or (position.endswith("%") and position[0].isdigit() and position[0] != "0"),
        )
        if look
        else PLAIN
    )
