"""What is drawn: text boxes, shapes that carry a colour (a RAG dot), pictures whose description says a status.

Two generations of drawings stand in files, often side by side for the same thing: one of the two is read (`choose`). A
large empty shape is a background, and a picture that says nothing of a plan is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer, Remark, Table
from parsers.formats.docx.colours import says_something, vml_fill
from parsers.formats.docx.fields import Fields
from parsers.formats.docx.names import DGM, MC, PIC, WP, WPS, A, O, R, V, W, choose, whole
from parsers.formats.docx.state import Spot, Story
from parsers.formats.markup_images import make_block, says_status
from parsers.words import NO_WORDS, Words

_EMU = 12_700  # in a point
_LARGEST_DOT = 110.0  # points: what is larger is a background
_LONGEST_LABEL = 40  # characters in a coloured dot: "Amber", "On track"
_PAGE_SIZED = 150_000.0  # square points: a third of an A4 page
_BOX = f"{W}txbxContent"
_LENGTH = re.compile(
    r"(?:^|;)\s*(?P<name>width|height)\s*:\s*(?P<size>\d{1,6}(?:\.\d{1,6})?)\s*(?P<unit>pt|in|cm|mm|px)?"
)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_DIAGRAM_POINTS = ("node", "asst", None)
_OLDER_SHAPES = frozenset(V + name for name in "shape rect oval roundrect polyline arc curve".split())

Size = tuple[float, float]
_UNKNOWN: Size = (0.0, 0.0)


def read_drawing(story: Story, drawing: _Element, spot: Spot, path: str) -> Iterator[Block | Table]:
    """Yield the blocks of a drawing (`w:drawing`; ECMA-376, 20.4)."""
    properties = drawing.find(f"*/{WP}docPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return
    told = "" if properties is None else properties.get("descr") or properties.get("title") or ""
    extent = _size(drawing.find(f"*/{WP}extent"))
    blocks: list[Block | Table] = []
    pictures = 0
    for part in _iter_parts(drawing):
        if part.tag == f"{WPS}wsp":
            shape = part.find(f"{WPS}spPr")
            fill = story.reading.palette.fill_of(shape, part.find(f"{WPS}style"))
            size = _size(shape.find(f"{A}xfrm/{A}ext") if shape is not None else None)
            blocks += _read_shape(story, part.find(f"{WPS}txbx/{_BOX}"), fill, size, spot, path)
        elif part.tag == f"{PIC}pic":
            pictures += 1
            named = part.find(f"{PIC}nvPicPr/{PIC}cNvPr")
            told = told or ("" if named is None else named.get("descr") or "")
        elif part.tag == f"{DGM}relIds":
            blocks += _read_diagram(story, part, spot, path)
    if not blocks and says_status(told):
        blocks.append(_placed(make_block(told, spot.place(path, story.reading.pages.current)), spot))
    elif pictures and not blocks:
        _remark_picture(story, extent, spot, path)
    yield from blocks


def read_older_drawing(story: Story, holder: _Element, spot: Spot, path: str) -> Iterator[Block | Table]:
    """Yield the blocks of a drawing of the older kind (`w:pict`, `w:object`; ECMA-376, part 4, VML)."""
    blocks: list[Block | Table] = []
    for shape in _iter_parts(holder):
        if shape.tag not in _OLDER_SHAPES or shape.get(f"{O}hr"):
            continue
        size = _older_size(shape.get("style") or "")
        picture, words = shape.find(f"{V}imagedata"), shape.find(f"{V}textpath")
        told = shape.get("alt") or ""
        if words is not None and (text := words.get("string")):
            place = spot.place(path, story.reading.pages.current)
            blocks.append(Block(BlockKind.SHAPE, Words.of(text, place), layer=Layer.FURNITURE, place=place))
        elif says_status(told) and picture is not None:
            blocks.append(_placed(make_block(told, spot.place(path, story.reading.pages.current)), spot))
        elif picture is None:
            blocks += _read_shape(story, shape.find(f"{V}textbox/{_BOX}"), vml_fill(shape), size, spot, path)
        elif holder.tag == f"{W}pict":
            _remark_picture(story, size, spot, path)
    yield from blocks


def _iter_parts(holder: _Element) -> Iterator[_Element]:
    """Yield every element of a drawing; what is in its text boxes is theirs."""
    for element in holder:
        if element.tag == _BOX:
            continue
        if element.tag == f"{MC}AlternateContent":
            chosen = choose(element)
            if chosen is not None:
                yield from _iter_parts(chosen)
            continue
        yield element
        yield from _iter_parts(element)


def _read_shape(
    story: Story, box: _Element | None, fill: str | None, size: Size, spot: Spot, path: str
) -> list[Block | Table]:
    """Return the blocks in a shape, in its colour; a small one without words is a block for its colour's sake."""
    blocks = [] if box is None else _read_box(story, box, spot._replace(path=f"{path}//txbxContent"))
    is_dot = says_something(fill) and max(size) <= _LARGEST_DOT
    if not any(_prints(block) for block in blocks):
        place = spot.place(path, story.reading.pages.current)
        return [Block(BlockKind.SHAPE, NO_WORDS, fill=fill, layer=spot.layer, place=place)] if is_dot else []
    if is_dot and len(blocks) == 1 and isinstance(blocks[0], Block) and len(blocks[0].text) <= _LONGEST_LABEL:
        return [replace(blocks[0], kind=BlockKind.SHAPE, level=0, fill=fill)]
    return [_filled(block, fill) for block in blocks]


def _read_box(story: Story, box: _Element, spot: Spot) -> list[Block | Table]:
    outer, story.fields = story.fields, Fields(story.fields.whole)
    blocks = story.read_blocks(story, box, spot)
    story.fields = outer
    return blocks


def _prints(block: Block | Table) -> bool:
    return isinstance(block, Table) or bool(block.text.strip()) or block.kind is BlockKind.SHAPE


def _filled(block: Block | Table, fill: str | None) -> Block | Table:
    if isinstance(block, Table) or block.fill or not says_something(fill):
        return block
    return replace(block, fill=fill)


def _placed(block: Block, spot: Spot) -> Block:
    return block if spot.layer is Layer.BODY else replace(block, layer=spot.layer)


def _read_diagram(story: Story, relation_ids: _Element, spot: Spot, path: str) -> Iterator[Block]:
    """Yield the texts of a diagram (SmartArt), a paragraph for each of its points (21.4)."""
    data = story.reading.file.find_part(story.relations.get(relation_ids.get(f"{R}dm") or ""))
    for point in () if data is None else data.root.iter(f"{DGM}pt"):
        if point.get("type") not in _DIAGRAM_POINTS:
            continue
        lines = ("".join(part.text or "" for part in line.iter(f"{A}t")) for line in point.iter(f"{A}p"))
        if text := "\n".join(line for line in lines if line.strip()):
            place = spot.place(path, story.reading.pages.current)
            yield Block(BlockKind.PARAGRAPH, Words.of(text, place), layer=spot.layer, place=place)


def _remark_picture(story: Story, size: Size, spot: Spot, path: str) -> None:
    """Tell of a picture that fills much of a page: it may be one of a page."""
    if size[0] * size[1] >= _PAGE_SIZED and spot.layer is Layer.BODY:
        words = Words.of("picture", spot.place(path, story.reading.pages.current))
        story.reading.remarks[Remark("unread-picture", f"{size[0]:.0f} by {size[1]:.0f} points, at {path}", words)] = (
            None
        )


def _size(extent: _Element | None) -> Size:
    if extent is None:
        return _UNKNOWN
    return whole(extent.get("cx")) / _EMU, whole(extent.get("cy")) / _EMU


def _older_size(style: str) -> Size:
    sizes = {
        match["name"]: float(match["size"]) * _POINTS[match["unit"] or "px"]
        for match in _LENGTH.finditer(style.lower())
    }
    return sizes.get("width", 0.0), sizes.get("height", 0.0)
