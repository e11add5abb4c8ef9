"""From the lines of one text file to its blocks: headings, paragraphs, list entries and tables, in their order.

A short line that stands alone stays a paragraph; whether it is a heading, and what belongs together over a page break,
is left to `parsers.repair` and the layouts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.markup import read_fragment
from parsers.formats.text_feet import part_feet
from parsers.formats.text_forms import find_form
from parsers.formats.text_grids import find_grid
from parsers.formats.text_html import TableMarkup, part_tables
from parsers.formats.text_lines import TextLine
from parsers.formats.text_lists import OpenLists
from parsers.formats.text_marks import (
    MarkedLine,
    find_lettered_lines,
    find_marked_line,
    is_first,
    mark_lettered,
    take_letter,
    take_mark,
)
from parsers.formats.text_notes import find_apart
from parsers.formats.text_pages import Separator, TextPage
from parsers.formats.text_pipes import find_piped
from parsers.formats.text_quotes import unquote
from parsers.formats.text_ruled import Ruled, find_ruled, may_hold_rules
from parsers.formats.text_spaced import find_spaced
from parsers.formats.text_tabbed import find_broken_rows
from parsers.formats.text_tables import TableReader
from parsers.formats.text_widgets import find_widgets
from parsers.words import NO_WORDS, Words

_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6}) +(?P<title>[^\t]*[^\s#])[ #]*$")
_RULER = re.compile(r"\s*([-=_*~])(?:\s*\1){2,}\s*$|\s{0,3}`{3,}\s?[\w+.-]{0,20}\s*$")  # or a fence of code
_UNDERLINE = re.compile(r" {0,3}(?P<sign>[=-])(?P=sign){2,}\s*$")
_UNDERLINED = re.compile(r" {0,3}[*_“\"'(]{0,4}[A-Z0-9][^\t]{0,100}[^\s.;,]\s*$")
_DEFINITION = re.compile(r" {0,3}:\s{1,4}(?=\S)")
_TITLE = re.compile(r"\s*[A-Z][^\t.;:,]{2,60}[^\s.;:,?!]\s*$")
_MOST_TERM_CHARACTERS = 60
_TABBED_ITEM = re.compile(r"\s*[^\s]{1,6}\t\s*[^\t]*$")


def read_blocks(pages: Sequence[TextPage]) -> tuple[Block | Table, ...]:
    """Return the blocks of all pages, with a BREAK between two pages."""
    reader = _BlockReader(widgets=find_widgets(line for page in pages for line in page.lines))
    last: TextLine | None = None
    for page, (body, foot) in zip(pages, part_feet(pages), strict=True):
        if page.separator is not None:
            last = page.separator.line
            reader.part_page(page.separator)
        elif last is not None:
            reader.break_page(last)
        last = page.lines[-1] if page.lines else last
        for part in part_tables(unquote(body)):
            reader.read_part(part)
        reader.add_foot(foot)
    return tuple(reader.blocks)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A list entry whose lines are still coming."""

    line: MarkedLine
    level: int
    list_id: int
    is_lettered: bool  # its mark is an upper-case letter and a full stop


@dataclass(slots=True)
class _BlockReader:
    """The blocks read so far, the text block whose lines are still coming, and the lists that are open."""

    widgets: frozenset[str] = frozenset()
    blocks: list[Block | Table] = field(default_factory=list)
    list_ids: Iterator[int] = field(default_factory=count)
    lines: list[TextLine] = field(default_factory=list)
    begun: _Begun | None = None  # the list entry that `lines` belong to
    is_after_blank: bool = True
    is_alone: bool = False  # the line is followed by a blank one
    heads: set[str] = field(default_factory=set)  # of tables without rules
    form: int | None = None  # where the values of the last form begin
    untabled: int = 0  # lines of the page before this one are known to be no rows
    may_be_ruled: bool = False
    lettered: set[int] = field(default_factory=set)  # lines that begin with upper-case letters which run on
    tables: TableReader = field(init=False)
    lists: OpenLists = field(init=False)

    def __post_init__(self) -> None:
        self.tables = TableReader(self.list_ids)
        self.lists = OpenLists(self.list_ids)

    def break_page(self, before: TextLine) -> None:
        self.blocks.append(Block(BlockKind.BREAK, NO_WORDS, place=before.place))

    def part_page(self, separator: Separator) -> None:
        """Add the break that a line of a converter marks; before the first words, or behind another, it is none."""
        text, place = separator.line.text.strip(), separator.line.place
        is_break = bool(self.blocks) and not _is_break(self.blocks[-1])
        if is_break:
            self.blocks.append(Block(BlockKind.BREAK, NO_WORDS, marker=text, place=place))
        elif separator.is_printed:
            self.blocks.append(Block(BlockKind.PARAGRAPH, Words.of(text, place), layer=Layer.FURNITURE, place=place))

    def add_foot(self, lines: Sequence[TextLine]) -> None:
        """Add lines that are the page's own: those at its foot, and what a web page prints to be clicked at."""
        for line in lines:
            if not line.is_blank:
                words = Words.of(line.text.strip(), line.place)
                self.blocks.append(Block(BlockKind.PARAGRAPH, words, layer=Layer.FURNITURE, place=line.place))

    def read_part(self, part: tuple[TextLine, ...] | TableMarkup) -> None:
        """Read the lines of a page, or of an HTML table in it."""
        if isinstance(part, TableMarkup):
            self._add_blocks(self.tables.read_html(part))
        else:
            self._read_lines(part)

    def _read_lines(self, lines: Sequence[TextLine]) -> None:
        position = self.untabled = 0
        self.may_be_ruled = may_hold_rules(lines)
        self.lettered = {id(lines[index]) for index in find_lettered_lines([line.text for line in lines])}
        while position < len(lines):
            position = self._read_from(lines, position)
        self._end_block()
        self.is_after_blank = True

    def _read_from(self, lines: Sequence[TextLine], start: int) -> int:
        """Read what begins at a line and return where the next begins."""
        line = lines[start]
        if line.is_blank:
            self.is_after_blank = True
            return start + 1
        if apart := find_apart(lines, start, self.list_ids):
            self._end_block()
            self.blocks.extend(apart[0])
            return apart[1]
        if end := self._find_table(lines, start):
            return end
        if heading := _HEADING.match(line.text):
            self._read_heading(line, heading)
        elif _RULER.match(line.text):
            self._read_ruler(line)
        else:
            self.is_alone = start + 1 >= len(lines) or lines[start + 1].is_blank
            self._read_text(line)
        self.is_after_blank = False
        return start + 1

    def _find_drawn(self, lines: Sequence[TextLine], start: int) -> int | None:
        """Read a table of drawn borders, rules or strokes and return its end, or None where none begins."""
        if grid := find_grid(lines, start):
            self._add_blocks([self.tables.read_grid(grid)])
            return grid.end
        if self.may_be_ruled and (ruled := find_ruled(lines, start)):
            self._add_blocks([self.tables.read_ruled(ruled)])
            return ruled.end
        if piped := find_piped(lines, start):
            self._add_blocks([self.tables.read_piped(piped.rows)])
            return piped.end
        return None

    def _find_table(self, lines: Sequence[TextLine], start: int) -> int | None:
        """Read a table that begins at a line and return its end, or None where none begins."""
        drawn = self._find_drawn(lines, start)
        if drawn is not None:
            return drawn
        if form := find_form(lines, start, self.form):
            self.form = form.column
            self._add_blocks([self.tables.read_ruled(Ruled(form.rows, None, form.end))])
            return form.end
        if spaced := find_spaced(lines, start, self.heads):
            self.heads.update(spaced.heads)
            self._add_blocks([self.tables.read_ruled(Ruled(spaced.rows, 1, spaced.end))])
            return spaced.end
        if start >= self.untabled and (broken := find_broken_rows(lines, start)):
            self._add_blocks([self.tables.read_broken(broken[0])])
            return broken[1]
        end = _find_tabbed(lines, start) if start >= self.untabled else None
        if end is None:
            return None
        if not self._is_table(lines[start:end]) or self._is_inside_list(lines, start, end):
            self.untabled = end
            return None
        self._add_blocks([self.tables.read_tabbed(lines[start:end])])
        return end

    def _is_table(self, lines: Sequence[TextLine]) -> bool:
        """Say whether lines with tabs are rows: not where the tabs only indent, or only part marks from their words."""
        if all(_TABBED_ITEM.match(line.text) and find_marked_line(line.text) for line in lines):
            return False
        if any("\t" in line.text.lstrip() for line in lines):
            return True
        return self._is_below_table() and not any(find_marked_line(line.text) for line in lines)

    def _is_inside_list(self, lines: Sequence[TextLine], start: int, end: int) -> bool:
        """Say whether bulleted lines with tabs are entries of a list whose other entries have none."""
        if not all(_is_bulleted(line) for line in lines[start:end]):
            return False
        return (self.begun is not None and not self.is_after_blank) or (end < len(lines) and _is_bulleted(lines[end]))

    def _is_below_table(self) -> bool:
        """Say whether a table is what was read last, a page break between or not."""
        if self.lines:
            return False
        before = (
            block for block in reversed(self.blocks) if isinstance(block, Table) or block.kind is not BlockKind.BREAK
        )
        return isinstance(next(before, None), Table)

    def _add_blocks(self, blocks: Sequence[Block | Table]) -> None:
        self._end_block()
        self.lists.close()
        self.blocks.extend(blocks)
        self.is_after_blank = False

    def _read_heading(self, line: TextLine, heading: re.Match[str]) -> None:
        self._end_block()
        self.lists.close()
        for block in read_fragment([(heading["title"], line.place)], self.list_ids):
            self.blocks.append(replace(block, kind=BlockKind.HEADING, level=len(heading["signs"])))

    def _read_ruler(self, line: TextLine) -> None:
        """Keep a drawn line: it is printed, and says nothing but that the line above it may be a heading."""
        underline = _UNDERLINE.match(line.text)
        if underline and not self.is_after_blank and self.begun is None and self._is_underlined():
            self._head_above(1 if underline["sign"] == "=" else 2)
        self._end_block()
        for block in read_fragment([(line.text, line.place)], self.list_ids):
            self.blocks.append(replace(block, layer=Layer.FURNITURE))

    def _is_underlined(self) -> bool:
        return len(self.lines) == 1 and _UNDERLINED.match(self.lines[0].text) is not None

    def _head_above(self, level: int) -> None:
        """Make a heading of the only line that has come."""
        [line], self.lines = self.lines, []
        self.lists.close()
        for block in read_fragment([(line.text.strip(), line.place)], self.list_ids):
            self.blocks.append(replace(block, kind=BlockKind.HEADING, level=level))

    def _is_term(self) -> bool:
        return self.begun is None and len(self.lines) == 1 and len(self.lines[0].text) <= _MOST_TERM_CHARACTERS

    def _define(self, line: TextLine, definition: re.Match[str]) -> None:
        """Read a definition: the term above it is its label."""
        [term] = self.lines
        self.lines = [replace(term, text=f"{term.text.rstrip().removesuffix(':')}:")]
        self._end_block()
        self.lines = [replace(line, text=line.text[definition.end() :])]

    def _read_text(self, line: TextLine) -> None:
        if line.text.strip().casefold() in self.widgets:
            self._end_block()
            self.add_foot((line,))
            return
        definition = _DEFINITION.match(line.text)
        if definition and self._is_term():
            self._define(line, definition)
            return
        is_lettered = id(line) in self.lettered
        marked = mark_lettered(line.text) if is_lettered else find_marked_line(line.text)
        if marked and self._may_begin(marked):
            self._end_block()
            self.begun = _Begun(marked, *self.lists.place(marked), is_lettered)
            self.lines = [replace(line, text=marked.rest)]
        elif self._continues(line):
            self.lines.append(line)
        else:
            self._end_block()
            self.lists.close()
            self.lines = [line]

    def _may_begin(self, marked: MarkedLine) -> bool:
        """Say whether a marked line begins a list entry, and is not a line of running text that happens to look so."""
        if self.is_after_blank or not self.lines:
            return True
        if self.begun is not None and self.lists.hold(marked.mark):
            return True
        if self.lines[-1].text.rstrip().endswith((":", ";")):
            return True
        return self.begun is not None if marked.mark.text == "–" else is_first(marked.mark)

    def _continues(self, line: TextLine) -> bool:
        """Say whether an unmarked line runs on from the line before; behind a blank line only an indented one does."""
        if not self.lines:
            return False
        if not self.is_after_blank:
            return True
        if self.begun is None or _indent(line.text) <= self.begun.line.indent:
            return False
        return not (self.is_alone and _TITLE.match(line.text) and not self.lines[-1].text.rstrip().endswith(":"))

    def _end_block(self) -> None:
        """Make blocks of the lines that have come."""
        if not self.lines:
            return
        blocks = read_fragment([(line.text.strip(), line.place) for line in self.lines], self.list_ids)
        if self.begun is not None:
            blocks = self._begin_with_item(self.begun, blocks)
        self.blocks.extend(blocks)
        self.lines, self.begun = [], None

    def _begin_with_item(self, begun: _Begun, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks of a marked line and those that continue it, the first of them as the list entry."""
        first = blocks[0] if blocks else Block(BlockKind.PARAGRAPH, NO_WORDS, place=self.lines[0].place)
        mark, words = take_letter(first.words) if begun.is_lettered else take_mark(first.words)
        if mark is None and begun.line.mark.kind != "bullet":
            return blocks
        item = replace(
            first,
            kind=BlockKind.ITEM,
            words=words,
            level=begun.level,
            list_id=begun.list_id,
            marker=mark or begun.line.mark.text,
        )
        return (item, *blocks[1:])


def _is_break(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.BREAK


def _find_tabbed(lines: Sequence[TextLine], start: int) -> int | None:
    """Return the end of the lines with tabs that begin at a line, or None where it has none."""
    end = start
    while end < len(lines) and "\t" in lines[end].text and not _HEADING.match(lines[end].text):
        end += 1
    while end > start and lines[end - 1].is_blank:
        end -= 1
    return end if end > start else None


def _is_bulleted(line: TextLine) -> bool:
    marked = find_marked_line(line.text)
    return marked is not None and marked.mark.kind == "bullet"


def _indent(text: str) -> int:
    return len(text[: len(text) - len(text.lstrip())].expandtabs(4))
