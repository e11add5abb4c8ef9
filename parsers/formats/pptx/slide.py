"""One slide: each of its shapes as a piece with its place, and a word of what is hidden, pictured or embedded.

Layout and master are asked only for how a slide's own words look and where they stand; what they print is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml.etree import _Element

from normalise.colours import rag_of
from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.office.colours import read_theme
from parsers.formats.office.xml import parse_xml
from parsers.formats.pptx.bullets import Cascade
from parsers.formats.pptx.colours import Palette
from parsers.formats.pptx.graphics import (
    Canvas,
    find_graphic,
    find_relation,
    iter_links,
    read_diagram,
    read_picture,
    tell_graphic,
)
from parsers.formats.pptx.names import A, P, local_name
from parsers.formats.pptx.opening import FORM, Deck
from parsers.formats.pptx.pieces import Piece, PieceKind
from parsers.formats.pptx.places import Box, Shape, ShapeReader
from parsers.formats.pptx.tables import TableReader
from parsers.formats.pptx.text import TextReader
from parsers.words import NO_WORDS, Place

if TYPE_CHECKING:
    from pptx.opc.package import Part, _Relationship
    from pptx.slide import Slide

_FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})
_TITLES = {"title": PieceKind.TITLE, "ctrTitle": PieceKind.TITLE, "subTitle": PieceKind.SUBTITLE}
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle"}
_MOST_OF_WIDTH, _MOST_OF_HEIGHT = 0.12, 0.15  # of the slide: a larger shape is no dot
_MOST_LEGEND = 60  # characters of a coloured box that may be a legend's or a status
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a slide takes over from its layout, its master and its theme."""

    palette: Palette
    layouts: tuple[_Element, ...]
    styles: _Element | None
    defaults: _Element | None


def is_shown(slide: Slide) -> bool:
    """Say whether a slide is shown when the presentation is."""
    return str(slide.element.get("show", "1")) not in ("0", "false", "off")


def read_slide(slide: Slide, number: int, deck: Deck, reader: TextReader, tables: TableReader) -> tuple[Piece, ...]:
    """Return the pieces of a slide in their order of drawing. Raises DocumentError `over-budget`."""
    setting = _read_setting(slide, deck)
    links = dict(iter_links(dict(slide.part.rels.items())))
    text = replace(reader, palette=setting.palette, links=links)
    return _SlideReader(slide, Canvas(deck.width, deck.height, number), text, tables, setting).read()


def _read_setting(slide: Slide, deck: Deck) -> _Setting:
    layout = slide.slide_layout
    master = layout.slide_master
    theme = next((rel.target_part for rel in master.part.rels.values() if _is_theme(rel)), None)
    mapped = master.element.find(f"{P}clrMap")
    override = slide.element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    names = {
        **dict(mapped.attrib if mapped is not None else {}),
        **dict(override.attrib if override is not None else {}),
    }
    trees = (each.element.find(f"{P}cSld/{P}spTree") for each in (layout, master))
    return _Setting(
        Palette(read_theme(parse_xml(theme.blob, FORM, str(theme.partname)) if theme is not None else None), names),
        tuple(tree for tree in trees if tree is not None),
        master.element.find(f"{P}txStyles"),
        deck.presentation.element.find(f"{P}defaultTextStyle"),
    )


@dataclass(frozen=True, slots=True)
class _SlideReader:
    slide: Slide
    canvas: Canvas
    text: TextReader
    tables: TableReader
    setting: _Setting

    def read(self) -> tuple[Piece, ...]:
        tree = self.slide.element.find(f"{P}cSld/{P}spTree")
        if tree is None:
            return ()
        shapes = ShapeReader(self.setting.palette, self.setting.layouts).read(tree, f"slide {self.canvas.slide}")
        return tuple(piece for shape in shapes for piece in self._read_shape(shape))

    def _read_shape(self, shape: Shape) -> Iterator[Piece]:
        if shape.is_hidden or self._is_off(shape.box):
            self._tell_hidden(shape)
        elif shape.kind == "graphicFrame":
            yield from self._read_graphic(shape)
        elif shape.kind == "pic":
            blocks = read_picture(shape.element, shape.box, self.text, self.canvas, self._place(shape))
            yield from self._piece(PieceKind.MARK, shape, blocks)
        else:
            yield from self._read_text(shape)

    def _is_off(self, box: Box) -> bool:
        """Say whether a shape stands beside the slide, where nobody sees it."""
        if not box.width and not box.height:
            return False
        return box.right <= 0 or box.bottom <= 0 or box.left >= self.canvas.width or box.top >= self.canvas.height

    def _tell_hidden(self, shape: Shape) -> None:
        texts = " ".join(" ".join(text.text or "" for text in shape.element.iter(f"{A}t")).split())
        if texts:
            self.text.teller.tell("hidden-text", f"slide {self.canvas.slide}, {shape.name}: {texts[:_SHOWN]}")

    def _place(self, shape: Shape) -> Place:
        return Place(at=(("slide", self.canvas.slide), ("shape", shape.name)))

    def _piece(self, kind: PieceKind, shape: Shape, blocks: tuple[Block | Table, ...]) -> Iterator[Piece]:
        if blocks:
            yield Piece(kind, shape.box, blocks, shape.fill, None, "t", shape.group, shape.group_box)

    def _read_text(self, shape: Shape) -> Iterator[Piece]:
        body = shape.element.find(f"{P}txBody")
        kind = shape.holder.kind if shape.holder else ""
        blocks = self.text.read(body, self._cascade(shape), self._place(shape))
        if not blocks:
            yield from self._read_dot(shape)
            return
        if kind in _FURNITURE:
            blocks = tuple(replace(block, layer=Layer.FURNITURE) for block in blocks)
            yield from self._piece(PieceKind.FURNITURE, shape, blocks)
            return
        if shape.fill and rag_of(shape.fill) and len(blocks) == 1 and len(blocks[0].text) <= _MOST_LEGEND and not kind:
            blocks = (replace(blocks[0], fill=shape.fill),)
        for piece in self._piece(_TITLES.get(kind, PieceKind.TEXT), shape, blocks):
            yield replace(piece, anchor=_anchor_of(shape))

    def _read_dot(self, shape: Shape) -> Iterator[Piece]:
        """Yield a small coloured shape without words: a RAG dot, or a key to one."""
        is_small = (
            0 < shape.box.width <= self.canvas.width * _MOST_OF_WIDTH
            and 0 < shape.box.height <= self.canvas.height * _MOST_OF_HEIGHT
        )
        is_round = 0.33 <= shape.box.width / max(1.0, shape.box.height) <= 3
        if shape.fill and rag_of(shape.fill) and is_small and is_round and shape.kind == "sp" and not shape.holder:
            block = Block(BlockKind.SHAPE, NO_WORDS, fill=shape.fill, place=self._place(shape))
            yield from self._piece(PieceKind.MARK, shape, (block,))

    def _read_graphic(self, shape: Shape) -> Iterator[Piece]:
        graphic = find_graphic(shape.element)
        if graphic is None:
            return
        place = self._place(shape)
        if local_name(graphic) == "tbl":
            placed = self.tables.read(graphic, self.text, self._plain(), shape.box, place)
            for piece in self._piece(PieceKind.TABLE, shape, (placed.table,) if placed.table.cells else ()):
                yield replace(piece, table=placed)
        elif (part := self._related(find_relation(graphic))) is not None:
            data = parse_xml(part.blob, FORM, str(part.partname))
            yield from self._piece(PieceKind.TEXT, shape, read_diagram(data, self.text, place))
        else:
            tell_graphic(graphic, self.text, self.canvas, shape.name)

    def _related(self, key: str) -> Part | None:
        """Return the part of the package that a relationship of the slide leads to, or None."""
        relation = self.slide.part.rels[key] if key and key in self.slide.part.rels else None
        return None if relation is None or relation.is_external else relation.target_part

    def _cascade(self, shape: Shape) -> Cascade:
        bodies = (each.find(f"{P}txBody") for each in (shape.element, *shape.bases))
        own = [found for body in bodies if body is not None for found in body.iterchildren(f"{A}lstStyle")]
        if shape.holder is None:
            return Cascade((*own, *self._plain().styles))
        name = _STYLES.get(shape.holder.kind, "otherStyle" if shape.holder.kind in _FURNITURE else "bodyStyle")
        styles = None if self.setting.styles is None else self.setting.styles.find(f"{P}{name}")
        return Cascade((*own, *([] if styles is None else [styles])))

    def _plain(self) -> Cascade:
        """Return how words look that no place holder holds."""
        return Cascade(() if self.setting.defaults is None else (self.setting.defaults,))


def _is_theme(relation: _Relationship) -> bool:
    return not relation.is_external and relation.reltype.endswith("/theme")


def _anchor_of(shape: Shape) -> str:
    """Return where the words stand in their box: "t", "ctr" or "b"."""
    for each in (shape.element, *shape.bases):
        properties = each.find(f"{P}txBody/{A}bodyPr")
        if properties is not None and (anchor := properties.get("anchor")):
            return str(anchor)
    return "t"
