"""The XML names of Word documents (ECMA-376, parts 17 to 22), and what is asked of elements everywhere.

A strict file (ISO/IEC 29500) has other namespaces for the same elements; its tree is renamed once, after parsing.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = "http://schemas.microsoft.com/office"

W = f"{{{_OPEN}/wordprocessingml/2006/main}}"
R = f"{{{_OPEN}/officeDocument/2006/relationships}}"
M = f"{{{_OPEN}/officeDocument/2006/math}}"
A = f"{{{_OPEN}/drawingml/2006/main}}"
WP = f"{{{_OPEN}/drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_OPEN}/drawingml/2006/picture}}"
DGM = f"{{{_OPEN}/drawingml/2006/diagram}}"
MC = f"{{{_OPEN}/markup-compatibility/2006}}"
WPS = f"{{{_OFFICE}/word/2010/wordprocessingShape}}"
W14 = f"{{{_OFFICE}/word/2010/wordml}}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  (the prefix that every file gives it)

VAL = f"{W}val"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_NAMES = {
    "wordprocessingml/main": W, "officeDocument/relationships": R, "officeDocument/math": M, "drawingml/main": A,
    "drawingml/wordprocessingDrawing": WP, "drawingml/picture": PIC, "drawingml/diagram": DGM,
}  # fmt: skip
_OFF = ("0", "false", "off", "none")
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}  # twips


def rename_strict(root: _Element) -> _Element:
    """Return the tree with the names that Word gives its elements, where the file is a strict one."""
    if not any(uri and uri.startswith(_STRICT) for uri in root.nsmap.values()):
        return root
    for element in root.iter("*"):
        element.tag = _renamed(str(element.tag))
        for key, value in tuple(element.attrib.items()):
            name = _renamed(str(key))
            if name != key:
                del element.attrib[key]
                element.set(name, value)
    return root


def _renamed(name: str) -> str:
    if not name.startswith("{" + _STRICT):
        return name
    uri, _, local = name[1:].partition("}")
    return _STRICT_NAMES.get(uri.removeprefix(_STRICT), f"{{{uri}}}") + local


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def find_leading(holder: _Element, tag: str) -> _Element | None:
    """Return the child of a name that stands first where programs write in order: looked for only where it does not."""
    if not len(holder):
        return None
    first = holder[0]
    return first if first.tag == tag else holder.find(tag)


def children_of(holder: _Element | None) -> dict[str, _Element]:
    """Return the first child of each name: one walk where `find` would go through the children for every name."""
    children: dict[str, _Element] = {}
    for child in () if holder is None else holder:
        children.setdefault(str(child.tag), child)
    return children


def value_in(children: Mapping[str, _Element], name: str) -> str | None:
    """Return the `w:val` of one of the children, None where there is no such child or value."""
    child = children.get(W + name)
    return None if child is None else child.get(VAL)


def value_of(holder: _Element | None, name: str) -> str | None:
    """Return the `w:val` of a child element, None where there is no such child or value."""
    child = None if holder is None else holder.find(W + name)
    return None if child is None else child.get(VAL)


def is_on(element: _Element | None) -> bool | None:
    """Say whether a switch is on (ST_OnOff); None where it is not there."""
    if element is None:
        return None
    return element.get(VAL, "1").lower() not in _OFF


def has(holder: _Element | None, name: str) -> bool:
    """Say whether a child that is a switch is there and on."""
    return holder is not None and bool(is_on(holder.find(W + name)))


def whole(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number as attributes write it, `otherwise` where it is none that can be meant."""
    if text is None:
        return otherwise
    digits = text.strip()
    bare = digits.removeprefix("-")
    return int(digits) if bare.isascii() and bare.isdigit() and len(bare) < 12 else otherwise


def twips(text: str | None) -> int | None:
    """Return a measure in twentieths of a point, which strict files write with a unit; None where there is none.

    >>> twips("720"), twips("36pt"), twips("soon")
    (720, 720, None)
    """
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) < 12:  # as most are written
        return int(text)
    number, factor = text.strip(), 1.0
    if number[-2:] in _UNITS:
        number, factor = number[:-2], _UNITS[number[-2:]]
    try:
        return round(float(number) * factor) if len(number) < 12 else None
    except (ValueError, OverflowError):
        return None


def choose(alternate: _Element) -> _Element | None:
    """Return the one of alternative contents that we read (ECMA-376, part 3, 10.2)."""
    for choice in alternate.findall(f"{MC}Choice"):
        if set((choice.get("Requires") or "").split()) <= _UNDERSTOOD:
            return choice
    return alternate.find(f"{MC}Fallback")


_UNDERSTOOD = frozenset("wps wpg wpc wpi wp14 w14 w15 w16 w16se w16cid a14 v o".split())
