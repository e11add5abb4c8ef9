"""Tagged PDFs written byte by byte: pages of marked text and rules, and the structure tree that names them.

Whatever a producer may get wrong can be written here: the tree is nested `Element`s, and nothing checks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

HEIGHT = 800
WIDTH = 600


@dataclass(frozen=True)
class Content:
    """Marked content of a page (from 0), as a structure element names it."""

    page: int
    mcid: int


@dataclass(eq=False)
class Element:
    """One structure element. `attributes` is the text of its /A; `raw` is further text for its dictionary."""

    kind: str
    kids: Sequence[Element | Content | None] = ()
    attributes: str = ""
    raw: str = ""
    number: int = field(default=0, init=False)


@dataclass(frozen=True)
class Text:
    """Text at a place in points from the top left; `mcid` None is untagged, "Artifact" is marked so."""

    text: str
    x: float
    top: float
    mcid: int | str | None = None
    size: float = 10

    def content(self) -> str:
        shown = self.text.replace("\\", "\\\\").replace("(", r"\(").replace(")", r"\)")
        show = f"BT /F1 {self.size} Tf {self.x} {HEIGHT - self.top - self.size} Td ({shown}) Tj ET"
        match self.mcid:
            case None:
                return show
            case "Artifact":
                return f"/Artifact BMC {show} EMC"
            case _:
                return f"/P <</MCID {self.mcid}>> BDC {show} EMC"


@dataclass(frozen=True)
class Rule:
    """A thin black line from one place to another."""

    x0: float
    top: float
    x1: float
    bottom: float

    def content(self) -> str:
        return f"/Artifact BMC {self.x0} {HEIGHT - self.top} m {self.x1} {HEIGHT - self.bottom} l S EMC"


def write_pdf(
    pages: Sequence[Sequence[Text | Rule]], tree: Sequence[Element], roles: str = "", *, numbered: bool = True
) -> bytes:
    """Return a tagged PDF. `roles` is the text of its role map; `numbered` False leaves the parent tree out."""
    objects: dict[int, str] = {1: "<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 4 0 R>>"}
    first = 10
    numbers = [first + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[2] = f"<</Type /Pages /Kids [{kids}] /Count {len(pages)}>>"
    objects[3] = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
    for index, page in enumerate(pages):
        content = "\n".join(item.content() for item in page)
        objects[numbers[index]] = (
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /StructParents {index}"
            f" /Resources <</Font <</F1 3 0 R>>>> /Contents {numbers[index] + 1} 0 R>>"
        )
        objects[numbers[index] + 1] = f"<</Length {len(content)}>>\nstream\n{content}\nendstream"
    elements = _number(tree, first + 2 * len(pages))
    for element, parent in elements:
        objects[element.number] = _element(element, parent, numbers)
    tops = " ".join(f"{element.number} 0 R" for element in tree)
    parent_tree = f"/ParentTree <</Nums [{_parents(elements, len(pages))}]>>" if numbered else ""
    objects[4] = f"<</Type /StructTreeRoot /K [{tops}] {parent_tree} /RoleMap <<{roles}>>>>"
    return _file(objects)


def _number(tree: Sequence[Element], first: int) -> list[tuple[Element, int]]:
    """Return the elements with their parents' object numbers. One that hangs in two places has its first parent."""
    found: list[tuple[Element, int]] = []
    waiting = [(element, 4) for element in reversed(tree)]
    while waiting:
        element, parent = waiting.pop()
        if element.number:
            continue
        element.number = first + len(found)
        found.append((element, parent))
        waiting.extend((kid, element.number) for kid in reversed(element.kids) if isinstance(kid, Element))
    return found


def _element(element: Element, parent: int, pages: Sequence[int]) -> str:
    kids = " ".join(_kid(kid, pages) for kid in element.kids)
    attributes = f"/A {element.attributes}" if element.attributes else ""
    return f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R /K [{kids}] {attributes} {element.raw}>>"


def _kid(kid: Element | Content | None, pages: Sequence[int]) -> str:
    match kid:
        case Element():
            return f"{kid.number} 0 R"
        case Content():
            return f"<</Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.mcid}>>"
        case None:
            return "null"


def _parents(elements: Sequence[tuple[Element, int]], page_count: int) -> str:
    pages: list[dict[int, int]] = [{} for _ in range(page_count)]
    for element, _ in elements:
        for kid in element.kids:
            if isinstance(kid, Content):
                pages[kid.page][kid.mcid] = element.number
    parts = []
    for index, owners in enumerate(pages):
        row = " ".join(
            f"{owners[mcid]} 0 R" if mcid in owners else "null" for mcid in range(max(owners, default=-1) + 1)
        )
        parts.append(f"{index} [{row}]")
    return " ".join(parts)


def _file(objects: dict[int, str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, text in sorted(objects.items()):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(out)
    size = max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        offset, kind = (offsets[number], "n") if number in offsets else (0, "f")
        out += f"{offset:010d} {0 if kind == 'n' else 65535:05d} {kind} \n".encode()
    out += f"trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
