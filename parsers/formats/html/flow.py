"""The blocks of a page as they come: words are added with their style, blocks begin and end, nothing is lost.

What an element means is told by those who walk the tree; here white space is folded as a browser does, list entries
get their marks, and words that are no part of the page's text are set aside as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml.etree import _Element

from parsers.decode import clean_text
from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.html.places import Places
from parsers.formats.text_lists import OpenLists
from parsers.formats.text_marks import find_marked_line, take_mark
from parsers.words import NO_WORDS, NOWHERE, PLAIN, Place, Run, Style, Words

_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_BREAK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
Shape = Block  # an open block, without its words


@dataclass(slots=True)
class Flow:
    """The blocks read so far (`room`), and the block that is open.

    `cell`: the place of the table cell that all words stand in, None outside tables. `asides`: furniture that stands
    behind the block or the table that is being read.
    """

    places: Places
    room: list[Block | Table] = field(default_factory=list)
    asides: list[Block] = field(default_factory=list)
    layer: Layer = Layer.BODY
    style: Style = PLAIN
    cell: Place | None = None
    keeps_lines: bool = False
    shape: Shape | None = None
    owner: _Element | None = None
    pieces: list[tuple[str, Style]] = field(default_factory=list)
    is_break_due: bool = False
    is_clean: bool = False  # the page's text was cleaned, and it writes no characters by their numbers
    list_ids: Iterator[int] = field(default_factory=count)
    marked: OpenLists = field(init=False)

    def __post_init__(self) -> None:
        self.marked = OpenLists(self.list_ids)

    def add_text(self, text: str, owner: _Element) -> None:
        """Add printed text, which stands in an element."""
        if self.keeps_lines:
            pass
        elif "\n" in text or "  " in text or "\t" in text or not text.isprintable():
            text = _WHITE.sub(" ", text)
        if not self.pieces:
            text = text.lstrip(" \n") if not self.keeps_lines else text
            if not text:
                return
            if self.owner is None:
                self.owner = owner
        elif text.startswith(" ") and not self.keeps_lines and self.pieces[-1][0].endswith((" ", "\n")):
            text = text[1:]
        if not text:
            return
        if self.is_break_due and text.strip():
            self.is_break_due = False
            self.pieces.append(("\n", PLAIN))
            text = text.lstrip(" ")
        self.pieces.append((text if text.isascii() or self.is_clean else clean_text(text), self.style))

    def may_add_whole(self, text: str) -> bool:
        """Say whether a block is done with this text: it needs no folding."""
        return text.isprintable() and "  " not in text and (self.is_clean or text.isascii()) and not self.keeps_lines

    def add_whole(self, text: str) -> None:
        """Add all the text of the block that has just begun, and end it."""
        self.pieces.append((text, self.style))
        self.close()

    def break_line(self) -> None:
        """End a line inside the block; in front of its first word there is none to end."""
        if self.pieces:
            self.pieces.append(("\n", PLAIN))

    def begin(self, shape: Shape | None, owner: _Element) -> None:
        """Begin a block of this shape, which ends the one that is open."""
        self.close()
        self.shape, self.owner = shape, owner

    def begin_line(self, owner: _Element, fill: str | None) -> None:
        """Begin a paragraph; inside a list entry it is a line of that."""
        if self.shape is not None and self.shape.kind is not BlockKind.PARAGRAPH:
            self.is_break_due = bool(self.pieces)
            return
        self.begin(Block(BlockKind.PARAGRAPH, NO_WORDS, fill=fill) if fill else None, owner)

    def end_line(self) -> None:
        """End a paragraph, or a line of the list entry or heading that it stands in."""
        if self.shape is not None and self.shape.kind is not BlockKind.PARAGRAPH:
            self.is_break_due = bool(self.pieces)
        else:
            self.close()

    def close(self) -> None:
        """End the block that is open, if any."""
        shape, owner, pieces = self.shape, self.owner, self.pieces
        self.shape, self.owner, self.pieces, self.is_break_due = None, None, [], False
        if pieces or (shape is not None and shape.kind is BlockKind.SHAPE):
            place = self.place_of(owner)
            self._add(shape or _PARAGRAPH, self._words(pieces, place), place)
        if self.cell is None and self.asides:
            self.room.extend(self.asides)
            self.asides = []

    def place_of(self, owner: _Element | None) -> Place:
        if self.cell is not None:
            return self.cell
        return NOWHERE if owner is None else self.places.of(owner)

    def add_block(self, block: Block | Table) -> None:
        """Add a finished block."""
        self.close()
        self.marked.close()
        self.room.append(block)

    def set_aside(self, text: str, owner: _Element) -> None:
        """Keep words that are no part of the page's text as furniture behind what is being read."""
        words = " ".join(clean_text(text).split())
        if words:
            place = self.place_of(owner)
            self.asides.append(Block(BlockKind.PARAGRAPH, Words.of(words, place), layer=Layer.FURNITURE, place=place))

    def _add(self, shape: Shape, words: Words, place: Place) -> None:
        printed = None
        if shape.kind is BlockKind.ITEM:
            printed, words = take_mark(words) if _may_be_marked(words.text) else (None, words)
        if not words and not printed and shape.kind is not BlockKind.SHAPE:
            return
        block = Block(
            shape.kind, words, shape.level, printed or shape.marker, shape.list_id, shape.fill, self.layer, place
        )
        if shape.kind is not BlockKind.PARAGRAPH or self.layer is not Layer.BODY:
            self.marked.close()
        elif self.cell is None:
            block = self._as_item(block)
        elif "\n" in words.text:
            self.room.extend(self._part_lines(block))
            return
        self.room.append(block)

    def _as_item(self, block: Block) -> Block:
        """Return a paragraph that begins with a printed mark as the list entry that it is."""
        line = block.text.partition("\n")[0]
        marked = find_marked_line(line) if _may_be_marked(line) else None
        mark, words = take_mark(block.words) if marked else (None, block.words)
        if marked is None or mark is None or not words:
            self.marked.close()
            return block
        level, list_id = self.marked.place(marked)
        return replace(block, kind=BlockKind.ITEM, words=words, marker=mark, level=level, list_id=list_id)

    def _part_lines(self, block: Block) -> list[Block]:
        """Return a cell's paragraph whose lines begin with marks as the list that it is, another as it is."""
        entries = [(*take_mark(line.strip()), line.strip()) for line in _lines(block.words)]
        if not any(mark for mark, _, _ in entries):
            return [block]
        list_id, parts = next(self.list_ids), list[Block]()
        for mark, words, line in entries:
            if mark:
                parts.append(replace(block, kind=BlockKind.ITEM, words=words, marker=mark, list_id=list_id))
            elif parts and line:
                glued = parts[-1].words + Words.of("\n", block.place) if parts[-1].words else NO_WORDS
                parts[-1] = replace(parts[-1], words=glued + line)
            elif line:
                parts.append(replace(block, words=line))
        return parts

    def _words(self, pieces: list[tuple[str, Style]], place: Place) -> Words:
        """Return the words of a block's pieces, neighbours of one style as one run."""
        if len(pieces) == 1:
            text, style = pieces[0]
            text = text.strip()
            return Words((Run(text, place, style),)) if text else NO_WORDS
        runs: list[list[str]] = []
        styles: list[Style] = []
        for text, style in pieces:
            if styles and (styles[-1] is style or styles[-1] == style or text == "\n"):
                runs[-1].append(text)
            else:
                runs.append([text])
                styles.append(style)
        texts = ["".join(texts) for texts in runs]
        if any("\n" in text for text in texts) and not self.keeps_lines:
            texts = [_AROUND_BREAK.sub("\n", text) if "\n" in text else text for text in texts]
        return Words(tuple(Run(text, place, style) for text, style in zip(texts, styles, strict=True) if text)).strip()


def _lines(words: Words) -> Iterator[Words]:
    start = 0
    for line in words.text.split("\n"):
        yield words[start : start + len(line)]
        start += len(line) + 1


def _may_be_marked(text: str) -> bool:
    """Say, quickly, whether a text may begin with the mark of a list entry."""
    head = text[:9]
    return not head[:1].isalnum() or "." in head or ")" in head or head[1:2] in (" ", "\xa0", "\t")


_PARAGRAPH = Block(BlockKind.PARAGRAPH, NO_WORDS)
