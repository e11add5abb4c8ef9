"""Reads an OpenDocument text from top to bottom: paragraphs, headings, lists, tables and what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.odt.drawings import Drawings
from parsers.formats.odt.lists import Counting, Lists
from parsers.formats.odt.names import (
    DRAWINGS,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    prefixed_name,
    read_count,
    read_flag,
    text_of,
)
from parsers.formats.odt.paragraphs import Paragraph, read_paragraph
from parsers.formats.odt.spots import Met, Spot
from parsers.formats.odt.styles import Styles
from parsers.formats.odt.tables import is_empty_item, read_table
from parsers.words import NO_WORDS, Words, join

MOST_LEVEL = 6  # of a heading
_STYLE_NAME = f"{TEXT}style-name"
_LIST_STYLE = f"{STYLE}list-style-name"
_PARAGRAPH, _HEADING, _LIST = f"{TEXT}p", f"{TEXT}h", f"{TEXT}list"
_ITEM, _NUMBERED = f"{TEXT}list-item", f"{TEXT}numbered-paragraph"
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in (
        "table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography"
    ).split()
)
# What stands among paragraphs and prints nothing. Deleted text is kept in tracked-changes alone (5.5).
_UNPRINTED = frozenset(
    (
        *(f"{TEXT}{name}" for name in "tracked-changes change change-start change-end sequence-decls".split()),
        *(f"{TEXT}{name}" for name in "variable-decls user-field-decls dde-connection-decls bookmark".split()),
        *(f"{TEXT}{name}" for name in "alphabetical-index-auto-mark-file section-source index-source".split()),
        *(f"{TEXT}{name.rpartition('}')[2]}-source" for name in _INDEXES),
        *(f"{OFFICE}{name}" for name in "forms annotation annotation-end event-listeners dde-source scripts".split()),
        f"{TABLE}calculation-settings",
        f"{TABLE}title",
        f"{TABLE}desc",
    )
)
_DRAWN_ONLY = "draw:", "svg:", "x:"


@dataclass(slots=True)
class Body:
    """A reader of one part of a document (its text, its running headers), whose styles and lists hold there."""

    styles: Styles
    lists: Lists
    met: Met
    controls: Mapping[str, _Element]

    def read_document(self, text: _Element) -> list[Block | Table]:
        """Return the blocks of a whole text; notes stand behind the block that calls them."""
        blocks: list[Block | Table] = []
        for child, spot in Spot().iter_children(text):
            if child.tag == f"{TEXT}soft-page-break":
                blocks.append(Block(BlockKind.BREAK, NO_WORDS, place=spot.place))
                continue
            blocks.extend(block for block in self._read_child(child, spot) if not is_empty_item(block))
            blocks.extend(self.met.notes)
            self.met.notes.clear()
        return blocks

    def read_blocks(self, parent: _Element, spot: Spot) -> list[Block | Table]:
        """Return the blocks of an element that holds paragraphs."""
        found: list[Block | Table] = []
        for child, inner in spot.iter_children(parent):
            found.extend(self._read_child(child, inner))
        return found

    def _read_child(self, child: _Element, spot: Spot) -> Iterable[Block | Table]:
        name = str(child.tag)
        if name in (_PARAGRAPH, _HEADING):
            return self._read_paragraph(child, spot)
        if name == _LIST:
            return self._read_list(child, spot.deeper(), None)
        if name == f"{TABLE}table":
            table = read_table(child, spot, self.styles, self.met, self.read_blocks)
            return () if table is None else (table,)
        if name in DRAWINGS:
            return self._drawings().read(child, spot)
        if name in _INDEXES:
            return self.read_blocks(child, replace(spot, layer=Layer.FURNITURE))
        if name == _NUMBERED:
            return self._read_numbered(child, spot)
        return self._read_other(child, spot)

    def _read_other(self, child: _Element, spot: Spot) -> Iterable[Block | Table]:
        """Return what is in an element that only holds others; a text of its own is a paragraph."""
        name = str(child.tag)
        if name in _UNPRINTED or prefixed_name(name).startswith(_DRAWN_ONLY):
            return ()
        if child.get(f"{TEXT}display") == "none" or read_flag(child, f"{TEXT}is-hidden"):
            self.met.hide([text_of(child)], spot.place)
            return ()
        if (child.text or "").strip():
            return self._read_paragraph(child, spot)
        return self.read_blocks(child, spot)

    def _read_paragraph(self, element: _Element, spot: Spot) -> Iterator[Block | Table]:
        paragraph = read_paragraph(element, self.styles, spot.place)
        block = None
        if element.tag == _HEADING:
            if paragraph.words:
                block = self._make_heading(element, paragraph.words, spot, self._count_heading(element))
        elif paragraph.words:
            block = self._make_block(element, BlockKind.PARAGRAPH, paragraph.words, spot)
        yield from self._with_anchored(paragraph, block, spot)

    def _with_anchored(self, paragraph: Paragraph, block: Block | None, spot: Spot) -> Iterator[Block | Table]:
        """Yield a paragraph's block among the drawings anchored in it; put its notes by."""
        self.met.hide(paragraph.hidden, spot.place)
        self.met.strike(paragraph.struck, spot.place)
        for drawing in paragraph.before:
            yield from self._drawings().read(drawing, spot)
        if block is not None:
            yield block
        for drawing in paragraph.behind:
            yield from self._drawings().read(drawing, spot)
        for note in paragraph.notes:
            self.met.notes.extend(list(self._read_note(note, spot)))

    def _read_note(self, note: _Element, spot: Spot) -> Iterator[Block | Table]:
        body = note.find(f"{TEXT}note-body")
        citation = note.find(f"{TEXT}note-citation")
        marker = None if citation is None else text_of(citation).strip()
        place = replace(spot, layer=Layer.NOTE, path=f"{spot.path}/text:note/text:note-body")
        for block in [] if body is None else self.read_blocks(body, place):
            if isinstance(block, Block) and marker and block.marker is None:
                yield replace(block, marker=marker)
            else:
                yield block
            marker = None

    def _make_block(self, element: _Element, kind: BlockKind, words: Words, spot: Spot) -> Block:
        fill = self.styles.fill("paragraph", element.get(_STYLE_NAME))
        return Block(kind, words, fill=fill, layer=spot.layer, place=spot.place)

    def _make_heading(self, element: _Element, words: Words, spot: Spot, marker: str | None) -> Block:
        level = min(max(1, read_count(element, f"{TEXT}outline-level")), MOST_LEVEL)
        return replace(self._make_block(element, BlockKind.HEADING, words, spot), level=level, marker=marker)

    def _count_heading(self, element: _Element) -> str | None:
        """Return the number of a heading that stands in no list, None where it has none (5.1.2)."""
        style = self.styles.find("paragraph", element.get(_STYLE_NAME), None, _LIST_STYLE)
        if read_flag(element, f"{TEXT}is-list-header") or style == "":
            return None
        start = read_count(element, f"{TEXT}start-value", -1)
        return self.lists.count_heading(
            max(1, read_count(element, f"{TEXT}outline-level")),
            start if start >= 0 else None,
            restarts=read_flag(element, f"{TEXT}restart-numbering"),
        )

    def _read_list(self, element: _Element, spot: Spot, outer: _InList | None) -> Iterator[Block | Table]:
        here = self._begin_list(element) if outer is None else self._begin_inner_list(element, outer)
        for child, inner in spot.iter_children(element):
            if child.tag in (_ITEM, f"{TEXT}list-header"):
                yield from self._read_item(child, inner, here)

    def _begin_list(self, element: _Element) -> _InList:
        counting = self.lists.begin(element, element.get(_STYLE_NAME) or self._find_list_style(element))
        return _InList(counting, 1, restarts=not counting.numbers)

    def _begin_inner_list(self, element: _Element, outer: _InList) -> _InList:
        """Return where a list inside another stands; it begins anew unless it or that one is said to go on."""
        here = _InList(self.lists.nested(outer.counting, element.get(_STYLE_NAME)), outer.depth + 1, outer.restarts)
        if continues := element.get(f"{TEXT}continue-numbering"):
            here = replace(here, restarts=continues != "true")
        if here.restarts:
            here.counting.restart(here.depth)
        return here

    def _read_item(self, item: _Element, spot: Spot, here: _InList) -> Iterator[Block | Table]:
        """Yield an entry's blocks; its further paragraphs are lines of it, until something else stands between."""
        label = _Label(here, _start_of(item)) if item.tag == _ITEM else None
        entry = _Entry()
        for child, inner in spot.iter_children(item):
            if child.tag not in (_PARAGRAPH, _HEADING):
                yield from entry.finish()
                is_list = child.tag == _LIST
                yield from self._read_list(child, inner.deeper(), here) if is_list else self._read_child(child, inner)
                continue
            paragraph = read_paragraph(child, self.styles, inner.place)
            if not paragraph.is_unread:
                block = self._make_entry(child, paragraph.words, inner, label)
                label = None
                yield from entry.add(block)
            if anchored := list(self._with_anchored(paragraph, None, inner)):
                yield from entry.finish()
                yield from anchored
        yield from entry.finish()

    def _make_entry(self, element: _Element, words: Words, spot: Spot, label: _Label | None) -> Block | None:
        """Return the block of an entry's paragraph: an item or heading that is labelled, or a further paragraph."""
        if label is None:
            if not words:
                return None
            if element.tag == _HEADING:
                return self._make_heading(element, words, spot, None)
            return self._make_block(element, BlockKind.PARAGRAPH, words, spot)
        marker = label.here.counting.count(label.here.depth, label.start)
        if element.tag == _HEADING:
            return self._make_heading(element, words, spot, marker) if words else None
        if not words and (marker is None or not any(map(str.isalnum, marker))):
            return None
        block = self._make_block(element, BlockKind.ITEM, words, spot)
        return replace(block, level=label.here.depth - 1, marker=marker, list_id=label.here.counting.list_id)

    def _read_numbered(self, element: _Element, spot: Spot) -> Iterator[Block | Table]:
        """Yield a paragraph that is labelled as a list's entry is, without a list around it (5.3.6)."""
        identity, style = element.get(f"{TEXT}list-id") or "", element.get(_STYLE_NAME)
        counting = self.lists.by_id.get(identity)
        if counting is None:
            counting = self.lists.by_id[identity] = self.lists.begin(element, style)
        depth = min(max(1, read_count(element, f"{TEXT}level")), 10)
        label: _Label | None = _Label(_InList(counting, depth), _start_of(element))
        for child, inner in spot.iter_children(element):
            if child.tag in (_PARAGRAPH, _HEADING):
                paragraph = read_paragraph(child, self.styles, inner.place)
                block = self._make_entry(child, paragraph.words, inner, label)
                label = None
                yield from self._with_anchored(paragraph, block, inner)

    def _find_list_style(self, element: _Element) -> str | None:
        """Return the list style of the first paragraph in a list that names none (19.518)."""
        first = next((child for child in element.iter(_PARAGRAPH, _HEADING)), None)
        if first is None:
            return None
        return self.styles.find("paragraph", first.get(_STYLE_NAME), None, _LIST_STYLE) or None

    def _drawings(self) -> Drawings:
        return Drawings(self.styles, self.met, self.controls, self.read_blocks)


@dataclass(frozen=True, slots=True)
class _InList:
    """A list that is being read: `restarts` says whether lists inside it begin anew wherever they stand."""

    counting: Counting
    depth: int
    restarts: bool = True


@dataclass(frozen=True, slots=True)
class _Label:
    """The label that the next paragraph of a list's entry gets."""

    here: _InList
    start: int | None


@dataclass(slots=True)
class _Entry:
    """The entry of a list that is open, and the lines of its paragraphs."""

    block: Block | None = None
    lines: list[Words] = field(default_factory=list)

    def add(self, block: Block | None) -> Iterator[Block]:
        """Take in an entry's next paragraph; yield the entry that it ends."""
        if block is None:
            return
        if self.block is None or block.kind is not BlockKind.PARAGRAPH:
            yield from self.finish()
            self.block = block
        self.lines.append(block.words)

    def finish(self) -> Iterator[Block]:
        """Yield the open entry, and have none open."""
        if self.block is not None:
            yield replace(self.block, words=join(self.lines, "\n"))
        self.block, self.lines = None, []


def _start_of(item: _Element) -> int | None:
    start = read_count(item, f"{TEXT}start-value", -1)
    return start if start >= 0 else None
