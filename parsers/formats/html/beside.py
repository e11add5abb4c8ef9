"""What stands beside a page's text: navigation, headers and footers, forms and their controls.

Only what is never the text goes by its tag alone; the rest is weighed.
"""

from __future__ import annotations

from lxml.etree import _Element

from parsers.document import BlockKind, Layer
from parsers.formats.html.landmarks import is_link_list, is_small_form
from parsers.formats.html.lines import read_inline, read_lines
from parsers.formats.html.looks import Looks
from parsers.formats.html.walk import Walk, text_of

_CONTENT = frozenset({"main", "article", "section", "td"})


def read_furniture(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read navigation and other things that are never the page's text."""
    if walk.flow.layer is Layer.BODY:
        walk.read_as_furniture(element)
    else:
        read_lines(walk, element, tag, looks)


def read_header(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a header, which is the site's unless it stands in an article or a section, and so of a footer."""
    if any(outer.tag in _CONTENT for outer in element.iterancestors()) and tag == "header":
        read_lines(walk, element, tag, looks)
    else:
        read_furniture(walk, element, tag, looks)


def read_aside(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read what stands beside the text: links are furniture, a box of words is the page's."""
    if is_link_list(element):
        read_furniture(walk, element, tag, looks)
    else:
        read_lines(walk, element, tag, looks)


def read_form(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a form: furniture, unless it frames the whole page."""
    if walk.flow.layer is Layer.BODY and is_small_form(element):
        walk.read_as_furniture(element)
    else:
        read_lines(walk, element, tag, looks)


def read_control(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a button or another control: furniture, but for the buttons that headings are made of."""
    shape = walk.flow.shape
    is_heading = shape is not None and shape.kind is BlockKind.HEADING
    if walk.flow.layer is not Layer.BODY:
        walk.flow.end_line()  # "Menu" beside a council's name is none of its words
    if tag == "button" and (is_heading or element.get("aria-expanded") or walk.flow.layer is not Layer.BODY):
        read_inline(walk, element, tag, looks)
    elif tag == "input":
        walk.flow.set_aside(element.get("value", "") if element.get("type") != "hidden" else "", element)
        walk.read_children(element)
    else:
        walk.flow.set_aside(text_of(element), element)


def read_unprinted(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Set aside what a browser shows only where it cannot do better."""
    walk.flow.set_aside(text_of(element), element)
