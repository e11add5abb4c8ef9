"""Paragraphs become blocks: headings, list items with what Word counts in front of them, or plain paragraphs.

What somebody typed in front of a line as a marker is one too. A paragraph whose mark was deleted, or is hidden, goes
on in the next. Headings that only look like some are left to `parsers.repair`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.docx.colours import says_something
from parsers.formats.docx.paragraph_properties import Properties, read_properties
from parsers.formats.docx.plain import PlainRuns, find_plain_runs, read_plain_runs
from parsers.formats.docx.runs import Aside, InlineReader, Piece, Text, make_words
from parsers.formats.docx.state import Reading, Spot, Story
from parsers.formats.docx.typed_marks import part_lines
from parsers.formats.text_lists import OpenLists
from parsers.formats.text_marks import Mark, MarkedLine, is_check
from parsers.words import NO_WORDS, Words, join

_WORD = re.compile(r"[^\W\d_]{3,}")
_NEAR = 60  # twentieths of a point: indentations that differ less are one
_CHARACTER = 120  # twentieths of a point that a blank at the head of a line may stand for
_SENTENCE_ENDS = ".;:!?"
_CUT_CHARACTERS = 40  # a line that somebody cut is not shorter


@dataclass(slots=True)
class Waiting:
    """Pieces of paragraphs that go on in the next, and what is said of the last of them."""

    pieces: list[Piece]
    properties: Properties
    is_contents: bool


@dataclass(slots=True)
class _Lists:
    """The list items that stand just above, by which an item's depth is told."""

    reading: Reading
    _above: list[tuple[str, int, int]] = field(default_factory=list)  # list, level in it, indentation
    _typed: OpenLists = field(init=False)

    def __post_init__(self) -> None:
        self._typed = OpenLists(self.reading.list_ids)

    def close(self) -> None:
        self._above.clear()
        self._typed.close()

    def place_counted(self, properties: Properties) -> int:
        """Return how deep an item stands that Word counts."""
        new = (properties.num_id or "", properties.num_level, properties.indent.left or 0)
        self._typed.close()
        while self._above and _is_deeper(self._above[-1], new):
            self._above.pop()
        if self._above and not _is_deeper(new, self._above[-1]):
            self._above.pop()
        self._above.append(new)
        return max(len(self._above) - 1, properties.num_level)

    def place_typed(self, mark: Mark, indent: int) -> tuple[int, int]:
        """Return the level and the list of an item whose marker was typed."""
        level, list_id = self._typed.place(MarkedLine(indent, mark, ""))
        return level + len(self._above), list_id


def _is_deeper(a: tuple[str, int, int], b: tuple[str, int, int]) -> bool:
    return a[1] > b[1] if a[0] == b[0] else a[2] > b[2] + _NEAR


@dataclass(slots=True)
class ParagraphReader:
    """Makes blocks of the paragraphs that stand together: those of the body, a cell, a text box, a note."""

    story: Story
    spot: Spot
    blocks: list[Block | Table] = field(default_factory=list)
    _open_lists: _Lists | None = None
    _inline: InlineReader | None = None
    _waiting: Waiting | None = None
    _text_indent: int | None = None  # of the item just above

    def read(self, paragraph: _Element, path: str) -> None:
        """Add the blocks of a paragraph; those of one that goes on come with the next."""
        own, runs = find_plain_runs(paragraph)
        properties = read_properties(self.story.reading, own)
        if runs is not None and self._read_plain(runs, properties, path):
            return
        if self._inline is None or self._inline.spot is not self.spot:
            self._inline = InlineReader(self.story, self.spot)
        inline = self._inline
        if properties.breaks_page and self._waiting is None:
            self.break_page(path)
        pieces = inline.read(paragraph, path, properties.style)
        is_contents = inline.is_contents or properties.style.is_contents
        if self._waiting is not None:
            pieces = [*self._waiting.pieces, *pieces]
            is_contents |= self._waiting.is_contents
            self._waiting = None
        if properties.goes_on:
            self._waiting = Waiting(pieces, properties, is_contents)
        else:
            self._finish(pieces, properties, path, is_contents=is_contents)

    def _read_plain(self, runs: PlainRuns, properties: Properties, path: str) -> bool:
        """Add a paragraph that is nothing but words and stands for itself; say whether it is one."""
        if self._waiting is not None or self.story.fields.open or properties.goes_on or properties.breaks_page:
            return False
        words = read_plain_runs(self.story, self.spot, path, properties.style, runs) if runs else NO_WORDS
        if words is None:
            return False
        start = len(self.blocks)
        marker = None if properties.num_id is None else self._count(properties)
        self._add_words(words, properties.fill, properties, marker, path)
        if properties.style.is_contents:
            self._make_contents(start)
        return True

    def flush(self, path: str) -> None:
        """Add what waits for a paragraph that does not come."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting.pieces:
            self._finish(waiting.pieces, waiting.properties, path, is_contents=waiting.is_contents)

    @property
    def _lists(self) -> _Lists:
        if self._open_lists is None:
            self._open_lists = _Lists(self.story.reading)
        return self._open_lists

    def _close_lists(self) -> None:
        self._text_indent = None
        if self._open_lists is not None:
            self._open_lists.close()

    def add(self, block: Table) -> None:
        """Add a table: what stands behind it begins anew."""
        self.blocks.append(block)
        self._close_lists()

    def break_page(self, path: str) -> None:
        self.story.reading.pages.break_hard()
        self._add_break(path)

    def _add_break(self, path: str) -> None:
        """Add a break where pages are the document's own: none in a cell, and none behind another."""
        if self.spot.table is None and self.spot.layer is Layer.BODY and self.spot.path == "body":
            place = self.spot.place(path, self.story.reading.pages.current)
            self.blocks.append(Block(BlockKind.BREAK, NO_WORDS, place=place))

    def _finish(self, pieces: Sequence[Piece], properties: Properties, path: str, *, is_contents: bool) -> None:
        is_printed = not properties.is_hidden or any(isinstance(piece, Text) for piece in pieces)
        marker = self._count(properties) if is_printed and properties.num_id is not None else None
        start = len(self.blocks)
        if all(type(piece) is Text for piece in pieces):
            self._add_text(cast("Sequence[Text]", pieces), properties, marker, path)
        else:
            self._add_parts(pieces, properties, marker, path)
        if is_contents:
            self._make_contents(start)

    def _count(self, properties: Properties) -> str | None:
        """Count a paragraph in its list; return what is printed in front of it."""
        return self.story.reading.numbering.count(properties.num_id or "", properties.num_level) or None

    def _make_contents(self, start: int) -> None:
        """Make the blocks from one on furniture: they are of a table of contents."""
        if self.spot.layer is Layer.BODY:
            self.blocks[start:] = [replace(block, layer=Layer.FURNITURE) for block in self.blocks[start:]]

    def _add_parts(self, pieces: Sequence[Piece], properties: Properties, marker: str | None, path: str) -> None:
        """Add the blocks of one paragraph, which a wanted end of a page parts."""
        texts: list[Text] = []
        behind: list[Block | Table] = []
        breaks = 0
        has_begun = False
        for piece in pieces:
            if isinstance(piece, Text):
                texts.append(piece)
            elif isinstance(piece, Aside):
                (behind if _prints(texts) else self.blocks).extend(piece.blocks)
            elif _prints(texts) and not piece.is_wanted:
                breaks += 1
            elif _prints(texts) or behind:
                self._add_text(texts, properties, None if has_begun else marker, path)
                self.blocks.extend(behind)
                self._add_break(path)
                texts, behind, has_begun = [], [], True
            else:
                self._add_break(path)
        if not has_begun or _prints(texts):
            self._add_text(texts, properties, None if has_begun else marker, path)
        self.blocks.extend(behind)
        for _ in range(breaks):
            self._add_break(path)

    def _add_text(self, texts: Sequence[Text], properties: Properties, marker: str | None, path: str) -> None:
        self._add_words(make_words(texts), _fill_of(properties, texts), properties, marker, path)

    def _add_words(self, words: Words, fill: str | None, properties: Properties, marker: str | None, path: str) -> None:
        if not words.runs:
            self._add_wordless(properties, marker, fill, path)
            return
        layer, place = self.spot.layer, words.runs[0].place
        if properties.level is not None:
            self._close_lists()
            kind = BlockKind.HEADING
            self.blocks.append(Block(kind, words, properties.level, marker, fill=fill, layer=layer, place=place))
        elif properties.num_id is not None and marker:
            self._add_counted(words, fill, properties, marker)
        else:
            self._add_plain(words, fill, properties)

    def _add_counted(self, words: Words, fill: str | None, properties: Properties, marker: str) -> None:
        level = self._lists.place_counted(properties)
        list_id = self.story.reading.list_of(properties.num_id or "")
        first, *rest = part_lines(words, is_item=True)
        self._add_item(first[1], fill, level, marker, list_id)
        self._add_lines(rest, fill, properties)
        self._text_indent = properties.indent.left or _CHARACTER

    def _add_plain(self, words: Words, fill: str | None, properties: Properties) -> None:
        lines = part_lines(words, is_item=False)
        if lines[0][0] is not None:
            pass
        elif self._text_indent is not None and self._continues(words, fill, properties.indent.left or 0):
            above = self.blocks[-1]
            assert isinstance(above, Block)
            self.blocks[-1] = replace(above, words=join((above.words, lines.pop(0)[1]), "\n"))
        else:
            self._close_lists()
        self._add_lines(lines, fill, properties)

    def _continues(self, words: Words, fill: str | None, left: int) -> bool:
        """Say whether a paragraph goes on with the item above (contract, "The whole", last sentence).

        It is set below the item's words, or begins in the middle of its sentence.
        """
        above = self.blocks[-1] if self.blocks else None
        if not isinstance(above, Block) or above.kind is not BlockKind.ITEM or self._text_indent is None:
            return False
        if above.fill != fill or words.is_bold() != above.words.is_bold():
            return False
        is_mid_sentence = words.text[0].islower() and above.text[-1:] not in _SENTENCE_ENDS
        is_mid_sentence = is_mid_sentence and len(above.text) >= _CUT_CHARACTERS
        return is_mid_sentence or 0 < left >= self._text_indent - _NEAR

    def _add_item(self, words: Words, fill: str | None, level: int, marker: str, list_id: int) -> None:
        layer, place = self.spot.layer, words.runs[0].place
        self.blocks.append(Block(BlockKind.ITEM, words, level, marker, list_id, fill, layer, place))

    def _add_lines(self, lines: Iterable[tuple[Mark | None, Words]], fill: str | None, properties: Properties) -> None:
        for mark, words in lines:
            if mark is None:
                layer, place = self.spot.layer, words.runs[0].place
                self.blocks.append(Block(BlockKind.PARAGRAPH, words, 0, None, None, fill, layer, place))
                continue
            indent = (properties.indent.left or 0) + (properties.indent.first or 0)
            level, list_id = self._lists.place_typed(mark, max(0, indent) // _CHARACTER)
            self._add_item(words, mark.colour or fill, level, mark.text, list_id)
            self._text_indent = properties.indent.left or _CHARACTER

    def _add_wordless(self, properties: Properties, marker: str | None, fill: str | None, path: str) -> None:
        """Add what a paragraph without words prints: a number alone, a check mark, a coloured bar."""
        self._text_indent = None
        if not marker and not fill:
            return
        place = self.spot.place(path, self.story.reading.pages.current)
        counted = properties.counted
        if marker and counted is not None and (_WORD.search(marker) or is_check(marker)):
            kind = BlockKind.PARAGRAPH if properties.level is None else BlockKind.HEADING
            words = Words.of(marker, place)
            self.blocks.append(Block(kind, words, properties.level or 0, layer=self.spot.layer, place=place))
        elif marker and counted is not None and not counted.is_bullet and self.spot.table is not None:
            self.blocks.append(Block(BlockKind.ITEM, NO_WORDS, marker=marker, layer=self.spot.layer, place=place))
        elif says_something(fill):
            self.blocks.append(Block(BlockKind.SHAPE, NO_WORDS, fill=fill, layer=self.spot.layer, place=place))


def _prints(texts: Sequence[Text]) -> bool:
    return any(text.text.strip() for text in texts)


def _fill_of(properties: Properties, texts: Sequence[Text]) -> str | None:
    """Return the colour behind a paragraph: its own shading, or that of all its words."""
    if properties.fill:
        return properties.fill
    if not texts or (len(texts) == 1 and texts[0].style.fill is None):
        return None
    printed = [text for text in texts if text.text.strip()] or texts
    fills = {text.style.fill for text in printed}
    return fills.pop() if len(fills) == 1 else None
