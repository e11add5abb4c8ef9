"""What is drawn over a sheet's cells: boxes of text, which are read, and pictures and charts, which are told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from parsers.formats.office.package import Package
from parsers.formats.sheets.references import LAST_COLUMN, LAST_ROW, cell_name
from parsers.formats.sheets.sheet import SheetCell
from parsers.formats.xlsx.parts import find_named, int_of, local_name
from parsers.formats.xlsx.strings import printed
from parsers.words import Style

_NAMES = {"pic": "picture", "graphicFrame": "chart or diagram"}


def read_boxes(package: Package, part: str) -> list[SheetCell]:
    """Return the boxes of text on a sheet, each as a cell in the place of its upper left corner."""
    boxes = []
    for anchor in _anchors(package, part):
        row, column = _corner(anchor)
        for shape in anchor.iter("{*}sp"):
            text = "\n".join(words for p in shape.iter("{*}p") if (words := _paragraph(p)))
            if text:
                boxes.append(SheetCell(row, column, text, _style(shape)))
    return boxes


def note_drawings(package: Package, part: str) -> Iterator[str]:
    """Yield a word about the pictures and charts on a sheet, with the cell that each lies over."""
    found: dict[str, list[str]] = {}
    for anchor in _anchors(package, part):
        kinds = Counter(local_name(element) for element in anchor.iter())
        for kind, name in _NAMES.items():
            if kinds[kind]:
                found.setdefault(name, []).append(cell_name(*_corner(anchor)))
    for name, cells in found.items():
        yield f"a {name} over {', '.join(cells[:12])}"


def _anchors(package: Package, part: str) -> Iterator[_Element]:
    root = package.find_xml(part)
    return (element for element in (() if root is None else root) if local_name(element).endswith("Anchor"))


def _corner(anchor: _Element) -> tuple[int, int]:
    start = find_named(anchor, "from")
    row, column = (find_named(start, name) for name in ("row", "col"))
    return (
        min(max(0, int_of(row.text if row is not None else None)), LAST_ROW),
        min(max(0, int_of(column.text if column is not None else None)), LAST_COLUMN),
    )


def _paragraph(paragraph: _Element) -> str:
    pieces = (
        printed(element.text) if local_name(element) == "t" else "\n" if local_name(element) == "br" else ""
        for element in paragraph.iter()
    )
    return "".join(pieces).strip()


def _style(shape: _Element) -> Style:
    looks = list(shape.iter("{*}rPr"))
    sizes = [int_of(look.get("sz")) / 100 for look in looks if look.get("sz")]
    return Style(bold=bool(looks) and all(look.get("b") == "1" for look in looks), size=max(sizes) if sizes else None)
