"""Reads what is drawn: text boxes, shapes with a colour or words, pictures with a description, boxes to tick.

A coloured shape of a sign's size is what it shows (OpenDocument 1.3, part 3, 10); a larger one is decoration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.markup_images import make_block
from parsers.formats.odt.names import DRAW, DRAWINGS, FO, FORM, SVG, XML_ID, read_hex, read_points
from parsers.formats.odt.spots import Met, Spot
from parsers.formats.odt.styles import Styles
from parsers.formats.odt.tables import ReadBlocks
from parsers.words import NO_WORDS, Words

MOST_SIGN_POINTS = 100.0  # a side; dots and flags in cells are half as large
MOST_SIGN_CHARACTERS = 40
_LEAST_PAGE_POINTS = (300.0, 150.0)  # width and height of a picture that may be a page or a table
_GROUPS = (f"{DRAW}g", f"{DRAW}a")
_LINES = (f"{DRAW}line", f"{DRAW}connector", f"{DRAW}polyline", f"{DRAW}measure")
_OBJECTS = (f"{DRAW}object", f"{DRAW}object-ole")
_PAINTED = ("solid", "gradient")


@dataclass(frozen=True, slots=True)
class Drawings:
    """What reading drawings needs. `controls` are the form's fields by their names."""

    styles: Styles
    met: Met
    controls: Mapping[str, _Element]
    read_blocks: ReadBlocks

    def read(self, drawing: _Element, spot: Spot) -> list[Block | Table]:
        """Return what a drawing prints, [] where that is nothing but lines."""
        if drawing.tag in _GROUPS:
            inner = spot.iter_children(drawing)
            return [block for child, place in inner if child.tag in DRAWINGS for block in self.read(child, place)]
        if drawing.tag == f"{DRAW}control":
            return list(self._read_control(drawing, spot))
        if drawing.tag == f"{DRAW}frame":
            return self._read_frame(drawing, spot)
        return self._read_shape(drawing, spot)

    def _read_frame(self, frame: _Element, spot: Spot) -> list[Block | Table]:
        """Return what the first of a frame's contents shows; the others stand for it elsewhere (10.4.2)."""
        box = frame.find(f"{DRAW}text-box")
        if box is not None:
            blocks = self.read_blocks(box, spot)
            return _as_sign(blocks, self._find_fill(frame, is_shape=False), frame, spot)
        if any(frame.find(kind) is not None for kind in _OBJECTS):
            self.met.objects.append(frame.get(f"{DRAW}name") or "an object")
        table = next((child for child in frame if str(child.tag).endswith("}table")), None)
        if table is not None:
            return self.read_blocks(frame, spot)
        return list(self._read_picture(frame, spot))

    def _read_picture(self, frame: _Element, spot: Spot) -> Iterator[Block | Table]:
        width, height = _size(frame)
        if (
            frame.find(f"{DRAW}image") is not None
            and width >= _LEAST_PAGE_POINTS[0]
            and height >= _LEAST_PAGE_POINTS[1]
        ):
            self.met.pictures.append(spot.place)
        if description := _describe(frame):
            yield _in_layer(make_block(description, spot.place), spot.layer)

    def _read_shape(self, shape: _Element, spot: Spot) -> list[Block | Table]:
        fill = None if shape.tag in _LINES else self._find_fill(shape, is_shape=True)
        blocks = _as_sign(self.read_blocks(shape, spot), fill, shape, spot)
        if blocks:
            return blocks
        if description := _describe(shape):
            block = _in_layer(make_block(description, spot.place), spot.layer)
            return [replace(block, fill=fill or block.fill) if block.layer is Layer.BODY else block]
        if fill is None:
            return []
        layer = spot.layer if _is_small(shape) else Layer.FURNITURE
        return [Block(BlockKind.SHAPE, NO_WORDS, fill=fill, layer=layer, place=spot.place)]

    def _read_control(self, control: _Element, spot: Spot) -> Iterator[Block | Table]:
        """Yield what a form's field shows: its tick and label, or what was typed into it (13.5)."""
        field = self.controls.get(control.get(f"{DRAW}control") or "")
        if field is None:
            return
        label = field.get(f"{FORM}label") or ""
        if field.tag in (f"{FORM}checkbox", f"{FORM}radio"):
            is_on = "checked" in (field.get(f"{FORM}current-state"), field.get(f"{FORM}state"))
            is_on = is_on or field.get(f"{FORM}current-selected") == "true"
            label = f"{'☑' if is_on else '☐'} {label}".strip()
        else:
            label = field.get(f"{FORM}current-value") or field.get(f"{FORM}value") or label
        if label:
            yield Block(BlockKind.PARAGRAPH, Words.of(label, spot.place), layer=spot.layer, place=spot.place)

    def _find_fill(self, drawing: _Element, *, is_shape: bool) -> str | None:
        """Return the colour inside a shape or frame. Shapes are painted unless their style says not to (16.40)."""
        name = drawing.get(f"{DRAW}style-name")

        def said(attribute: str) -> str | None:
            return self.styles.find("graphic", name, "graphic-properties", attribute)

        kind = said(f"{DRAW}fill") or ("solid" if is_shape else "none")
        if kind in _PAINTED:
            return read_hex(said(f"{DRAW}fill-color"))
        return None if is_shape else read_hex(said(f"{FO}background-color"))


def find_controls(forms: _Element | None) -> dict[str, _Element]:
    """Return the fields of a document's forms by the names that drawings call them by."""
    controls: dict[str, _Element] = {}
    for field in () if forms is None else forms.iter():
        for name in (field.get(XML_ID), field.get(f"{FORM}id")):
            if name:
                controls[name] = field
    return controls


def _as_sign(blocks: list[Block | Table], fill: str | None, drawing: _Element, spot: Spot) -> list[Block | Table]:
    """Return a shape's blocks: one shape where they are a word or two on a colour, else themselves, so coloured."""
    if fill is None or not blocks:
        return blocks
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, Block) and len(first.text) <= MOST_SIGN_CHARACTERS and _is_small(drawing):
        return [Block(BlockKind.SHAPE, first.words, fill=fill, layer=spot.layer, place=first.place)]
    return [replace(block, fill=fill) if isinstance(block, Block) and block.fill is None else block for block in blocks]


def _describe(drawing: _Element) -> str:
    """Return a drawing's own description, else its title."""
    texts = (" ".join((drawing.findtext(f"{SVG}{name}") or "").split()) for name in ("desc", "title"))
    return next(filter(None, texts), "")


def _in_layer(block: Block, layer: Layer) -> Block:
    return block if layer is Layer.BODY else replace(block, layer=layer)


def _is_small(drawing: _Element) -> bool:
    return max(_size(drawing)) <= MOST_SIGN_POINTS


def _size(drawing: _Element) -> tuple[float, float]:
    return read_points(drawing.get(f"{SVG}width")) or 0.0, read_points(drawing.get(f"{SVG}height")) or 0.0
