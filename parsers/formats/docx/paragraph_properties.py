"""What is said of a paragraph as a whole, by itself and by its style: its level, list, indentation, shading.

ECMA-376, 17.3.1. What it prints is read by `runs` and `plain`.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from parsers.formats.docx.names import W, children_of, is_on, value_in, whole
from parsers.formats.docx.numbering import Level
from parsers.formats.docx.state import Reading
from parsers.formats.docx.styles import NO_INDENT, Indent, ParagraphStyle, heading_level, read_indent

_PROPERTIES = f"{W}pPr"


class Properties(NamedTuple):
    """What is said of a paragraph as a whole. `num_id` is that of the list it is counted in, None for none."""

    style: ParagraphStyle
    level: int | None = None
    num_id: str | None = None
    num_level: int = 0
    counted: Level | None = None
    indent: Indent = NO_INDENT
    fill: str | None = None
    breaks_page: bool = False
    goes_on: bool = False
    is_hidden: bool = False
    is_running_text: bool = False  # none of all this, and no end of a section


def read_properties(reading: Reading, own: _Element | None) -> Properties:
    """Return what is said of a paragraph, by itself and by its style; most paragraphs say what others said before."""
    key = () if own is None else _key_of(own)
    properties = reading.properties.get(key)
    if not isinstance(properties, Properties):
        properties = _read_properties(reading, own)
        is_running = _is_running_text(properties) and (own is None or own.find(f"{W}sectPr") is None)
        properties = reading.properties[key] = properties._replace(is_running_text=is_running)
    return properties


def _is_running_text(said: Properties) -> bool:
    is_apart = said.level is not None or said.num_id is not None or said.fill is not None or said.style.is_contents
    return not (is_apart or said.breaks_page or said.goes_on)


def _key_of(own: _Element) -> tuple[object, ...]:
    parts: list[object] = [_PROPERTIES]
    for child in own:
        parts += (child.tag, *child.items())
        for inner in child:
            parts += (inner.tag, *inner.items())
        parts.append(None)
    return tuple(parts)


def _read_properties(reading: Reading, own: _Element | None) -> Properties:
    said = children_of(own)
    style = reading.styles.paragraph(value_in(said, "pStyle"))
    if own is None:
        return _counted(reading, Properties(style, style.level, fill=style.fill), None)
    mark, frame, shading = said.get(f"{W}rPr"), said.get(f"{W}framePr"), said.get(f"{W}shd")
    breaks = is_on(said.get(f"{W}pageBreakBefore"))
    marks = children_of(mark)
    is_hidden = bool(is_on(marks.get(f"{W}vanish")))
    is_gone = f"{W}del" in marks or f"{W}moveFrom" in marks
    properties = Properties(
        style,
        level=heading_level(value_in(said, "outlineLvl"), style.level),
        indent=read_indent(said.get(f"{W}ind")),
        fill=style.fill if shading is None else reading.palette.shading(shading),
        breaks_page=style.breaks_page if breaks is None else breaks,
        goes_on=is_gone or is_hidden or (frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")),
        is_hidden=is_hidden,
    )
    return _counted(reading, properties, said.get(f"{W}numPr"))


def _counted(reading: Reading, properties: Properties, own: _Element | None) -> Properties:
    """Return the properties with the list and level that a paragraph is counted in, and its indentation."""
    style, numbering = properties.style, reading.numbering
    numbered = children_of(own)
    own_id, own_level = value_in(numbered, "numId"), value_in(numbered, "ilvl")
    num_id = style.num_id if own_id is None else own_id
    if num_id is None:
        return properties._replace(indent=style.indent.under(properties.indent))
    if own_id is not None or own_level is not None:
        level = whole(own_level)
    else:
        linked = numbering.level_of_style(num_id, style.chain)
        level = style.num_level if linked is None else linked
    counted = numbering.find_level(num_id, level)
    if counted is None:
        return properties._replace(indent=style.indent.under(properties.indent))
    lower = (counted.indent, style.indent) if own_id is None else (style.indent, counted.indent)
    indent = lower[0].under(lower[1]).under(properties.indent)
    return properties._replace(num_id=num_id, num_level=level, counted=counted, indent=indent)
