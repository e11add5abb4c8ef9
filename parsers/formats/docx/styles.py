"""A file's styles: what each says by itself and by what it is based on; headings and contents lines are told by them.

Built-in styles keep their English names in every language's Word. What table styles paint by position (bands, header
rows) is no colour of a cell; that their first rows are bold is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import NamedTuple

from lxml.etree import _Element

from parsers.formats.docx.colours import Palette
from parsers.formats.docx.looks import NO_LOOK, Look, read_look
from parsers.formats.docx.names import W, children_of, is_on, twips, value_in, value_of, whole
from parsers.formats.docx.style_part import StylePart
from parsers.formats.docx.symbols import is_symbolic
from parsers.words import PLAIN, Style

_HEADING = re.compile(r"heading\s*(?P<level>[1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc\s*\d|toc heading|table of figures|contents\s*\d|contents heading)$", re.IGNORECASE)
_MOST_LEVELS = 6
_MOST_BASED = 50  # styles that one is based on
_NOT_OUTLINED = 9  # the level of running text (17.3.1.20)


class Indent(NamedTuple):
    """Where a paragraph stands, in twentieths of a point: its lines, and its first line beside them."""

    left: int | None = None
    first: int | None = None

    def under(self, upper: Indent) -> Indent:
        if upper == NO_INDENT:
            return self
        return Indent._make([low if high is None else high for low, high in zip(self, upper, strict=True)])


NO_INDENT = Indent()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says in the end. `chain` are its own id and those it is based on, nearest first.

    `level` is that of a heading, None of other text.
    """

    chain: tuple[str, ...] = ()
    look: Look = NO_LOOK
    level: int | None = None
    is_contents: bool = False
    num_id: str | None = None
    num_level: int = 0
    indent: Indent = NO_INDENT
    fill: str | None = None
    breaks_page: bool = False

    @property
    def style_id(self) -> str | None:
        """The style's own id, None where no style is meant."""
        return self.chain[0] if self.chain else None


NO_STYLE = ParagraphStyle()


class Printed(NamedTuple):
    """How a run is printed, and whether it is at all; `font` is named where it prints signs for letters."""

    style: Style = PLAIN
    is_hidden: bool = False
    font: str | None = None


@dataclass(slots=True)
class Styles:
    """The styles of one file, each worked out when it is first asked for."""

    elements: Mapping[str, _Element]
    defaults: Mapping[str, str]
    base: Look
    palette: Palette
    _paragraphs: dict[str | None, ParagraphStyle] = field(default_factory=dict)
    _characters: dict[str, Look] = field(default_factory=dict)
    _tables: dict[str, Mapping[str, Look]] = field(default_factory=dict)
    _printed: dict[tuple[object, ...], Printed] = field(default_factory=dict)

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return a paragraph style; the default one for None or an id that the file does not have."""
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._read_paragraph(style_id)
        return self._paragraphs[style_id]

    def character(self, style_id: str | None) -> Look:
        """Return how a character style looks."""
        if not style_id:
            return NO_LOOK
        if style_id not in self._characters:
            looks = [read_look(element.find(f"{W}rPr"), self.palette) for element in self._chain(style_id)]
            self._characters[style_id] = reduce(Look.under, reversed(looks), NO_LOOK)
        return self._characters[style_id]

    def table(self, style_id: str | None) -> Mapping[str, Look]:
        """Return how the words of a table look by part of the table: "wholeTable", "firstRow" …"""
        style_id = style_id or self.defaults.get("table", "")
        if style_id not in self._tables:
            self._tables[style_id] = self._read_table(style_id)
        return self._tables[style_id]

    def printed(self, style: ParagraphStyle, around: Look, properties: _Element | None) -> Printed:
        """Return how a run of a paragraph is printed; `around` is what the table's style says."""
        key = (style.chain, around, () if properties is None else _key_of(properties))
        printed = self._printed.get(key)
        if printed is None:
            printed = self._printed[key] = self._read_printed(style, around, properties)
        return printed

    def _read_printed(self, style: ParagraphStyle, around: Look, properties: _Element | None) -> Printed:
        character = self.character(value_of(properties, "rStyle"))
        look = self.base.under(around).under(style.look.toggled(character)).under(read_look(properties, self.palette))
        printed = Style(
            bold=bool(look.bold),
            italic=bool(look.italic),
            colour=look.colour or None,
            fill=look.fill or None,
            size=look.size,
            superscript=bool(look.raised),
        )
        return Printed(printed, bool(look.hidden), look.font if is_symbolic(look.font) else None)

    def _chain(self, style_id: str) -> Iterator[_Element]:
        """Yield a style and those it is based on, each once and no more than any program lets stand on one another."""
        seen: set[str] = set()
        following: str | None = style_id
        while following and following not in seen and following in self.elements and len(seen) < _MOST_BASED:
            seen.add(following)
            yield self.elements[following]
            following = value_of(self.elements[following], "basedOn")

    def _read_paragraph(self, style_id: str | None) -> ParagraphStyle:
        if style_id is not None and style_id not in self.elements:
            # Programs name a built-in style without writing what it is; it looks like the default one.
            level, is_contents = _heading_level(style_id), _is_contents(style_id)
            default = self.paragraph(None)
            return replace(default, chain=(style_id, *default.chain), level=level, is_contents=is_contents)
        known = style_id or self.defaults.get("paragraph")
        elements = tuple(self._chain(known)) if known else ()
        style = ParagraphStyle()
        for element in reversed(elements):
            style = _laid_over(style, element, self.palette)
        return style

    def _read_table(self, style_id: str) -> Mapping[str, Look]:
        looks: dict[str, Look] = {}
        for element in reversed(tuple(self._chain(style_id))):
            parts = [("wholeTable", element)]
            parts += [(part.get(f"{W}type") or "", part) for part in element.findall(f"{W}tblStylePr")]
            for name, part in parts:
                look = read_look(part.find(f"{W}rPr"), self.palette)._replace(size=None, hidden=None)
                looks[name] = looks.get(name, NO_LOOK).under(look)
        return looks


def read_styles(part: StylePart | None, palette: Palette) -> Styles:
    """Return a file's styles; none where it has no such part."""
    if part is None:
        return Styles({}, {}, NO_LOOK, palette)
    defaults: dict[str, str] = {}
    for element in part.root.iterchildren(f"{W}style"):
        if (element.get(f"{W}default") or "0") in ("1", "true", "on"):
            defaults[element.get(f"{W}type") or ""] = element.get(f"{W}styleId") or ""
    base = part.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(part, defaults, read_look(base, palette), palette)


def read_indent(given: _Element | None) -> Indent:
    """Return the indentation that an element (`w:ind`) gives."""
    if given is None:
        return NO_INDENT
    hanging = twips(given.get(f"{W}hanging"))
    first = -hanging if hanging is not None else twips(given.get(f"{W}firstLine"))
    left = given.get(f"{W}left")
    return Indent(twips(given.get(f"{W}start") if left is None else left), first)


def heading_level(outline: str | None, otherwise: int | None) -> int | None:
    """Return a heading's level by an outline level (`w:outlineLvl`), `otherwise` where none is given."""
    if outline is None:
        return otherwise
    level = whole(outline, _NOT_OUTLINED)
    return min(level + 1, _MOST_LEVELS) if 0 <= level < _NOT_OUTLINED else None


def _laid_over(below: ParagraphStyle, element: _Element, palette: Palette) -> ParagraphStyle:
    """Return what a style says over what it is based on."""
    own = children_of(element)
    properties = children_of(own.get(f"{W}pPr"))
    numbered = children_of(properties.get(f"{W}numPr"))
    name = value_in(own, "name") or ""
    level = _heading_level(name)
    shading, breaks = properties.get(f"{W}shd"), is_on(properties.get(f"{W}pageBreakBefore"))
    return ParagraphStyle(
        chain=(element.get(f"{W}styleId") or "", *below.chain),
        look=below.look.under(read_look(own.get(f"{W}rPr"), palette)),
        level=heading_level(value_in(properties, "outlineLvl"), below.level if level is None else level),
        is_contents=below.is_contents or _is_contents(name),
        num_id=value_in(numbered, "numId") or below.num_id,
        num_level=whole(value_in(numbered, "ilvl"), below.num_level),
        indent=below.indent.under(read_indent(properties.get(f"{W}ind"))),
        fill=below.fill if shading is None else palette.shading(shading),
        breaks_page=below.breaks_page if breaks is None else breaks,
    )


def _heading_level(name: str) -> int | None:
    if match := _HEADING.match(name.strip()):
        return min(int(match["level"]), _MOST_LEVELS)
    return 1 if name.strip().lower() == "title" else None


def _is_contents(name: str) -> bool:
    return _CONTENTS.match(name.strip()) is not None


def _key_of(properties: _Element) -> tuple[object, ...]:
    return tuple([(child.tag, *child.items()) for child in properties])
