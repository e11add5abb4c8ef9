"""The XML names of OpenDocument texts (OpenDocument 1.3, part 3), and how lengths, counts and colours are written."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_OASIS}office:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
FORM = f"{{{_OASIS}form:1.0}}"
META = f"{{{_OASIS}meta:1.0}}"
MANIFEST = f"{{{_OASIS}manifest:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# LibreOffice's own, which it writes beside or in place of the standard's.
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"

DRAWINGS = frozenset(
    f"{DRAW}{name}"
    for name in (
        "frame custom-shape rect ellipse circle path polygon regular-polygon line polyline connector measure caption"
        " control g a"
    ).split()
)

_PREFIXES = {OFFICE: "office", TEXT: "text", TABLE: "table", STYLE: "style", DRAW: "draw", LOEXT: "loext"}
_LENGTH = re.compile(r"(?P<number>-?\d{0,9}(?:\.\d{1,9})?)(?P<unit>pt|in|cm|mm|pc|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_HEX = re.compile(r"#(?P<digits>[0-9a-fA-F]{6})")


@lru_cache(maxsize=1024)
def prefixed_name(tag: str) -> str:
    """Return an element's name as the standard prints it.

    >>> prefixed_name("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")
    'text:p'
    """
    namespace, _, name = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace + '}', 'x')}:{name}"


def text_of(element: _Element) -> str:
    """Return all text inside an element."""
    return "".join(map(str, element.itertext()))


def read_count(element: _Element, name: str, otherwise: int = 1) -> int:
    """Return an attribute that counts, `otherwise` where it is absent or no number from 0 to a billion.

    What is to be made that often is bounded by who makes it.
    """
    text = element.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else otherwise


def read_flag(element: _Element, name: str) -> bool:
    """Say whether a Boolean attribute is true."""
    return element.get(name) == "true"


def read_points(text: str | None) -> float | None:
    """Return a length in points, None where the text is none.

    >>> read_points("2.54cm"), read_points("11pt"), read_points("120%")
    (72.0, 11.0, None)
    """
    match = _LENGTH.fullmatch(text or "")
    return float(match["number"]) * _POINTS[match["unit"]] if match and match["number"] not in ("", "-") else None


def read_hex(text: str | None) -> str | None:
    """Return a colour as `rrggbb`; None for "transparent" and what is no colour.

    >>> read_hex("#FFC000"), read_hex("transparent")
    ('ffc000', None)
    """
    match = _HEX.fullmatch(text or "")
    return match["digits"].lower() if match else None
