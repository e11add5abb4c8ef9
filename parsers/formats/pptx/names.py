"""The XML names of presentations (ECMA-376, parts 19 to 21), and what is asked of elements everywhere."""

from __future__ import annotations

from lxml.etree import _Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

MOST_EMU = 1 << 40  # what lies further out is no place


def read_int(element: _Element | None, name: str, otherwise: int = 0) -> int:
    """Return an attribute as a whole number, `otherwise` where it is none that can be meant."""
    text = "" if element is None else (element.get(name) or "")
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        return otherwise
    return max(-MOST_EMU, min(MOST_EMU, int(text)))


def read_flag(element: _Element | None, name: str) -> bool:
    """Say whether a Boolean attribute is set (ST_OnOff, xsd:boolean)."""
    return element is not None and element.get(name) in ("1", "true", "on")


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
