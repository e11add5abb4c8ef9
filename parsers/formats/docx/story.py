"""Goes through what stands under one another: paragraphs, tables, content controls, and what else may hold them."""

from __future__ import annotations

from lxml.etree import _Element

from parsers.document import Block, Layer, Table
from parsers.formats.docx.names import MC, VAL, M, W, choose
from parsers.formats.docx.paragraphs import ParagraphReader
from parsers.formats.docx.runs import is_placeholder
from parsers.formats.docx.state import Spot, Story
from parsers.formats.docx.tables import read_table

_PASSED = frozenset(
    W + name for name in "tcPr sectPr sdtPr sdtEndPr customXmlPr smartTagPr del moveFrom altChunk".split()
)
_PARAGRAPH, _TABLE, _CONTROL = f"{W}p", f"{W}tbl", f"{W}sdt"
_INLINE = (f"{M}oMath", f"{M}oMathPara", f"{W}r", f"{W}hyperlink")
_CONTENTS = "table of contents"


def read_blocks(story: Story, holder: _Element, spot: Spot) -> list[Block | Table]:
    """Return the blocks in an element: the body, a cell, a text box, a header, a note."""
    reader = ParagraphReader(story, spot)
    _walk(reader, holder, spot.path)
    reader.flush(spot.path)
    return reader.blocks


def _walk(reader: ParagraphReader, holder: _Element, path: str) -> None:
    counts: dict[str, int] = {}
    paragraphs = 0
    sections = reader.story.reading.sections
    for element in holder:
        tag = str(element.tag)
        if tag == _PARAGRAPH:
            paragraphs += 1
            own = f"{path}/p[{paragraphs}]"
            reader.read(element, own)
            if sections:
                _end_section(reader, element, own)
            continue
        if tag in _PASSED:
            continue
        name = tag.rpartition("}")[2]
        counts[name] = counts.get(name, 0) + 1
        own = f"{path}/{name}[{counts[name]}]"
        if tag == _TABLE:
            _walk_table(reader, element, own)
        elif tag == _CONTROL:
            _walk_control(reader, element, own)
        elif tag == f"{MC}AlternateContent":
            if (chosen := choose(element)) is not None:
                _walk(reader, chosen, own)
        elif tag in _INLINE:
            reader.read(_as_paragraph(element), own)
        else:
            _walk(reader, element, own)


def _walk_table(reader: ParagraphReader, element: _Element, path: str) -> None:
    reader.flush(path)
    table = read_table(reader.story, element, reader.spot, path)
    if table is not None:
        reader.add(table)


def _walk_control(reader: ParagraphReader, control: _Element, path: str) -> None:
    """Read a content control; a table of contents is furniture, and one never filled in prints nothing."""
    content = control.find(f"{W}sdtContent")
    if content is None or is_placeholder(control):
        return
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    outer = reader.spot
    if gallery is not None and (gallery.get(VAL) or "").lower() == _CONTENTS and outer.layer is Layer.BODY:
        reader.flush(path)
        reader.spot = outer._replace(layer=Layer.FURNITURE)
    _walk(reader, content, f"{path}/sdtContent")
    if reader.spot is not outer:
        reader.flush(path)
        reader.spot = outer


def _end_section(reader: ParagraphReader, paragraph: _Element, path: str) -> None:
    """Break the page behind a paragraph that ends a section, where the next begins on a new one."""
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is not None and reader.story.reading.sections.get(section):
        reader.break_page(path)


def _as_paragraph(element: _Element) -> _Element:
    """Return a paragraph with what stands outside any, as broken programs write it."""
    paragraph = element.makeelement(f"{W}p")
    paragraph.append(element)
    return paragraph
