"""What begins and ends lines: paragraphs, headings, quotations, pictures; and words inside a line."""

from __future__ import annotations

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer
from parsers.formats.html.lists import read_word_item
from parsers.formats.html.looks import PLAIN_LOOKS, Looks
from parsers.formats.html.pictures import add_picture, add_sign, is_sign
from parsers.formats.html.walk import Walk
from parsers.formats.markup_emphasis import merge_styles
from parsers.words import NO_WORDS, PLAIN


def read_inline(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read words inside a line."""
    if is_sign(element, looks):
        add_sign(walk.flow, element, looks)
        return
    flow = walk.flow
    if looks.style is PLAIN or looks.style == PLAIN:
        walk.read_children(element)
        return
    style, flow.style = flow.style, merge_styles(flow.style, looks.style)
    walk.read_children(element)
    flow.style = style


def read_lines(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a paragraph or a part of the page that begins and ends lines."""
    if looks is not PLAIN_LOOKS:
        if looks.list_name:
            read_word_item(walk, element, looks)
            return
        if is_sign(element, looks):
            add_sign(walk.flow, element, looks)
            return
    flow = walk.flow
    fill, style, keeps = walk.fill, flow.style, flow.keeps_lines
    if looks.fill and flow.cell is not None:
        walk.fill = looks.fill
    if looks.style != PLAIN:
        flow.style = merge_styles(style, looks.style)
    flow.begin_line(element, looks.fill or walk.fill)
    flow.keeps_lines = keeps or looks.keeps_lines
    walk.read_children(element)
    flow.end_line()
    walk.fill, flow.style, flow.keeps_lines = fill, style, keeps


def read_heading(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a heading, the page's title also where it stands outside the main part."""
    flow = walk.flow
    level = int(tag[1]) if tag[1:].isdigit() and 1 <= int(tag[1]) <= 6 else 2
    layer = flow.layer
    if element is walk.landmarks.title:
        flow.close()
        flow.layer = Layer.BODY
    flow.begin(Block(BlockKind.HEADING, NO_WORDS, level=level, fill=looks.fill), element)
    walk.read_children(element)
    flow.close()
    flow.layer = layer


def read_break(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """End a line; some programs close such a tag late, and what stands inside is read."""
    walk.flow.break_line()
    if element.text or len(element):
        walk.read_children(element)


def read_rule(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """End the block above a drawn line."""
    walk.flow.close()
    walk.read_children(element)


def read_quotation(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read words that a browser puts into quotation marks."""
    walk.flow.add_text("“", element)
    read_inline(walk, element, tag, looks)
    walk.flow.add_text("”", element)


def read_main(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a part of the page that may be the one with its text."""
    if element is not walk.landmarks.main:
        read_lines(walk, element, tag, looks)
        return
    flow = walk.flow
    flow.close()
    layer, flow.layer = flow.layer, Layer.BODY
    walk.read_children(element)
    flow.close()
    flow.layer = layer


def read_picture(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a picture by its description."""
    add_picture(walk.flow, element, tag, walk.remarks)
    if tag == "img":
        walk.read_children(element)  # of broken markup
