"""What stands on a slide without being a text box or a table: SmartArt, charts, embedded files and pictures.

Of SmartArt the words are read, from its data and in its order; charts and large pictures are told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element

from parsers.document import Block, BlockKind
from parsers.formats.markup_images import make_block, says_status
from parsers.formats.pptx.bullets import Cascade
from parsers.formats.pptx.names import DGM, A, R, local_name, read_int
from parsers.formats.pptx.places import Box, describe
from parsers.formats.pptx.text import TextReader
from parsers.words import Place

_LARGE = 0.12  # of the slide: a smaller picture is an icon or a logo
_PRINTED = (None, "node", "asst")  # of a diagram's points; the others only draw


def find_graphic(frame: _Element) -> _Element | None:
    """Return what a graphic frame holds: a table, a chart, a diagram's relations, or an embedded file."""
    return next(iter(frame.iterfind(f"{A}graphic/{A}graphicData/*")), None)


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is needed to tell of a picture: the slide's measures and its number."""

    width: int
    height: int
    slide: int

    def is_large(self, box: Box) -> bool:
        """Say whether a picture may hold a table or a text."""
        return box.width * box.height >= _LARGE * self.width * self.height


def read_picture(element: _Element, box: Box, reader: TextReader, canvas: Canvas, place: Place) -> tuple[Block, ...]:
    """Return a picture as a shape where its description is a status; a large other one is remarked on."""
    description = describe(element)
    if description and says_status(description):
        return (make_block(description, place),)
    if canvas.is_large(box):
        shown = f" ({description[:60]})" if description else ""
        reader.teller.tell("unread-picture", f"slide {canvas.slide}{shown}")
    return ()


def tell_graphic(graphic: _Element, reader: TextReader, canvas: Canvas, name: str) -> None:
    """Remark on a chart, an embedded file or what else cannot be read."""
    what = {"chart": "a chart", "oleObj": "an embedded file", "AlternateContent": "an embedded file"}
    shown = what.get(local_name(graphic), "a drawing")
    reader.teller.tell("unread-picture", f"slide {canvas.slide}: {shown} ({name})")


def read_diagram(data: _Element, reader: TextReader, place: Place) -> tuple[Block, ...]:
    """Return the words of SmartArt: what stands first as paragraphs, what hangs below it as list entries."""
    points = {point.get("modelId") or "": point for point in data.iterfind(f"{DGM}ptLst/{DGM}pt")}
    below = _children(data)
    roots = [key for key, point in points.items() if point.get("type") == "doc"]
    seen = set(roots)
    blocks: list[Block] = []
    waiting = [(key, 0) for root in roots for key in below.get(root, ())][::-1]
    rest = [key for key, point in points.items() if point.get("type") in _PRINTED][::-1]
    list_id = next(reader.teller.list_ids)
    while waiting or rest:
        key, depth = waiting.pop() if waiting else (rest.pop(), 0)
        if key in seen or key not in points:
            continue
        seen.add(key)
        body = points[key].find(f"{DGM}t") if points[key].get("type") in _PRINTED else None
        blocks += (_deeper(block, depth, list_id) for block in reader.read(body, Cascade(), place))
        waiting += [(child, depth + 1) for child in below.get(key, ())][::-1]
    return tuple(blocks)


def _children(data: _Element) -> Mapping[str, list[str]]:
    """Return the points below each point, in their order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for tie in data.iterfind(f"{DGM}cxnLst/{DGM}cxn"):
        if tie.get("type") in (None, "parOf"):
            found.setdefault(tie.get("srcId") or "", []).append((read_int(tie, "srcOrd"), tie.get("destId") or ""))
    return {key: [child for _, child in sorted(children)] for key, children in found.items()}


def _deeper(block: Block, depth: int, list_id: int) -> Block:
    if depth == 0 or block.kind is BlockKind.ITEM:
        return block
    return replace(block, kind=BlockKind.ITEM, level=depth - 1, marker="•", list_id=list_id)


def find_relation(graphic: _Element) -> str:
    """Return the relationship of a diagram's data, "" where the graphic is no diagram."""
    return (graphic.get(f"{R}dm") or "") if graphic.tag == f"{DGM}relIds" else ""


def iter_links(relations: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the addresses outside the file that a slide's relationships lead to."""
    for key, relation in relations.items():
        if getattr(relation, "is_external", False):
            yield key, str(getattr(relation, "target_ref", ""))
