"""Spoils one XML part as bad programs and ill will do: elements, attributes, numbers, nesting, encodings, entities."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from tests.fuzz.byte_mutations import MAX_GROWTH

EXTREMES = (
    "", "0", "-1", "1", "2", "16", "65534", "1000000", "999999999999", "-2147483648", "4294967296", "1e38", "NaN",
    "true", "on", "x", "A1", "XFD1048576", "A1:XFD1048576", "rId1", "rId99", "../../../etc/passwd", "auto", "\u202e",
    "%1.%2.%9", "0x7f", "ffffff", "\u0663", "1.5pt", "9" * 4400, "a" * 70_000,
)  # fmt: skip
TEXTS = (
    "",
    " ",
    "\u200b",
    "31 March 2026",
    "x" * 100_000,
    "a\u0301" * 500,
    "=1+1",
    "1.",
    "•",
    "\u202eplan",
    "\ufffd" * 50,
)
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
_MOST_ELEMENTS = 20_000

Change = Callable[[_Element, list[_Element], random.Random], None]


def spoil_xml(data: bytes, chance: random.Random) -> bytes:
    """Return an XML part spoiled in one to three ways; as it is where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return data
    if root is None:
        return data
    for _ in range(chance.choice((1, 1, 2, 3))):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        if not elements or len(elements) > _MOST_ELEMENTS:
            break
        with suppress(ValueError):  # what was mended in parsing may bear names that are none
            chance.choice(CHANGES)(root, elements, chance)
    spoiled: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if chance.random() < 0.15:
        spoiled = chance.choice(WRITINGS)(spoiled)
    return spoiled[: len(data) + MAX_GROWTH]


def drop(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Leave out some elements."""
    for element in _some(elements, chance):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def double(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Print an element again, or many times."""
    element = chance.choice(elements)
    parent = element.getparent()
    size = sum(1 for _ in element.iter())
    if parent is not None:
        at = parent.index(element)
        for _ in range(min(chance.choice((1, 2, 50, 1000)), _MOST_ELEMENTS // size)):
            parent.insert(at, deepcopy(element))


def move(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Put elements where they do not belong."""
    for element in _some(elements, chance):
        other = chance.choice(elements)
        if element.getparent() is not None and element not in other.iterancestors() and element is not other:
            other.insert(chance.randrange(len(other) + 1), element)


def nest(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Put an element inside copies of itself and what it stands in."""
    element = chance.choice(elements)
    if element.getparent() is None:
        return
    inner = deepcopy(element)
    size = sum(1 for _ in element.iter())
    for _ in range(min(chance.choice((2, 20, 90, 300)), _MOST_ELEMENTS // size)):
        outer = etree.Element(element.tag, _attributes(element))
        parent = element.getparent()
        if parent is not None and chance.random() < 0.5:
            between = etree.SubElement(outer, parent.tag, _attributes(parent))
            between.append(inner)
        else:
            outer.append(inner)
        inner = outer
    element.addnext(inner)


def bend_attribute(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Write extreme values into attributes."""
    for element in _some([element for element in elements if element.attrib] or elements, chance):
        for name in list(element.attrib)[: chance.choice((1, 1, 9))]:
            element.set(name, chance.choice(EXTREMES))


def bend_alike(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Write one extreme value into every attribute of one name."""
    names = sorted({name for element in elements for name in map(str, element.attrib)})
    if names:
        name, value = chance.choice(names), chance.choice(EXTREMES[:-2])
        for element in elements:
            if name in element.attrib:
                element.set(name, value)


def drop_attribute(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Leave out attributes."""
    for element in _some(elements, chance):
        if element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]


def swap_attributes(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Let one value stand for another of the same name: styles in a circle, relations to the wrong part."""
    with_some = [element for element in elements if element.attrib]
    for element in _some(with_some or elements, chance):
        for name in list(element.attrib):
            values = [other.get(name) for other in with_some if other.get(name) is not None]
            element.set(name, chance.choice(values) or "")


def rename(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Give elements others' names, or names in no space."""
    for element in _some(elements, chance):
        tag = str(chance.choice(elements).tag)
        element.tag = tag if chance.random() < 0.8 else etree.QName(tag).localname


def bend_text(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Write odd words."""
    for element in _some([element for element in elements if element.text] or elements, chance):
        element.text = chance.choice(TEXTS)


def shuffle(root: _Element, elements: list[_Element], chance: random.Random) -> None:
    """Put what stands in an element into another order."""
    element = chance.choice(elements)
    inside = list(element)
    chance.shuffle(inside)
    for child in inside:
        element.append(child)


def _attributes(element: _Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _some(elements: list[_Element], chance: random.Random) -> list[_Element]:
    return chance.sample(elements, min(len(elements), chance.choice((1, 1, 3, 10, 50))))


def _as_utf_16(data: bytes) -> bytes:
    return data.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")


def _with_wrong_encoding(data: bytes) -> bytes:
    return data.decode().encode("utf-16-be")


def _with_entities(data: bytes) -> bytes:
    head, _, rest = data.partition(b"?>")
    return head + b"?>" + _ENTITIES + rest.replace(b">", b">&b;", 3)


def _with_nuls(data: bytes) -> bytes:
    return data.replace(b" ", b"\0", 2)


def _with_broken_utf_8(data: bytes) -> bytes:
    return data.replace(b"a", b"\xe9", 5)


def _without_end(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


CHANGES: tuple[Change, ...] = (
    bend_alike, bend_attribute, bend_attribute, bend_text, double, drop, drop_attribute, move, nest, rename, shuffle,
    swap_attributes,
)  # fmt: skip
WRITINGS: tuple[Callable[[bytes], bytes], ...] = (
    _as_utf_16, _with_wrong_encoding, _with_entities, _with_nuls, _with_broken_utf_8, _without_end,
)  # fmt: skip
