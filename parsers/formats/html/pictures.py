"""Pictures and coloured signs of a page: what their descriptions say, and colours that stand for a status.

A picture whose description is a colour or a status is a shape that says so; any other says nothing of a plan. Nothing
is fetched: a large picture without a description may hold words that are not read, and a remark says so.
"""

from __future__ import annotations

import re

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer, Remark
from parsers.formats.html.flow import Flow
from parsers.formats.html.looks import Looks
from parsers.formats.markup_images import make_block, says_status
from parsers.words import Words

_NAME_PARTS = re.compile(r"[-_.\s\d]+|%20")
_NUMBER = re.compile(r"\d{1,5}")
_BOXED = re.compile(r"\b(?:width|height|padding|border-radius|border|display)\b")
_LARGE = 300  # pixels


def add_picture(flow: Flow, element: _Element, tag: str, remarks: list[Remark]) -> None:
    """Add a picture as the shape it is by its description, else set it aside."""
    text = _describe(element, tag)
    if text and says_status(text):
        _add_shape(flow, make_block(text, flow.place_of(element)))
    elif text:
        flow.asides.append(make_block(text, flow.place_of(element)))
    elif tag == "img" and flow.layer is Layer.BODY and _is_large(element):
        words = Words.of(_file_name(element) or "picture", flow.place_of(element))
        remarks.append(Remark("unread-picture", _file_name(element) or "a picture without a description", words))


def is_sign(element: _Element, looks: Looks) -> bool:
    """Say whether an element is a small coloured sign: a fill, and no words in it."""
    if looks.fill is None or len(element) > 1 or (element.text or "").strip():
        return False
    if any((child.text or child.tail or "").strip() or len(child) for child in element):
        return False
    return bool(_BOXED.search(element.get("style", "")) or element.get("class") or element.text)


def add_sign(flow: Flow, element: _Element, looks: Looks) -> None:
    """Add a coloured sign, with what it says to screen readers."""
    place = flow.place_of(element)
    text = element.get("aria-label") or element.get("title") or ""
    _add_shape(flow, Block(BlockKind.SHAPE, Words.of(" ".join(text.split()), place), fill=looks.fill, place=place))


def _add_shape(flow: Flow, shape: Block) -> None:
    """Add a shape in front of the block that is open, behind it where that has words already."""
    if any(text.strip() for text, _ in flow.pieces):
        flow.close()
    flow.room.append(shape if flow.layer is Layer.BODY else make_block(shape.text, shape.place))


def _describe(element: _Element, tag: str) -> str:
    text = element.get("alt") or element.get("aria-label") or element.get("title") or ""
    if tag == "svg" and not text:
        text = next(("".join(map(str, child.itertext())) for child in element.iter() if _local(child) == "title"), "")
        text = text or " ".join(
            "".join(map(str, child.itertext())) for child in element.iter() if _local(child) == "text"
        )
    text = " ".join(text.split())
    if not text and tag == "img":
        name = _NAME_PARTS.sub(" ", _file_name(element).rpartition(".")[0]).strip()
        text = next((word for word in name.split() if says_status(word)), name) if says_status(name) else ""
    return text


def _local(element: _Element) -> str:
    return str(element.tag).rpartition(":")[2]


def _file_name(element: _Element) -> str:
    source = element.get("src", "")
    return "" if source.startswith("data:") else source.partition("?")[0].rpartition("/")[2][:100]


def _is_large(element: _Element) -> bool:
    sizes = [_NUMBER.match(element.get(name, "")) for name in ("width", "height")]
    return all(size is not None and int(size[0]) >= _LARGE for size in sizes)
