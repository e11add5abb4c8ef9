"""Text with the marks of Markdown and HTML inside a paragraph or cell → blocks whose runs know line and style.

A hand-made reading of a handful of tags and of `**`, `*`, `__`, `_`, because no character may be lost on markup that is
broken: tags that close nothing, lists never closed, a "<" or "&" that is none. What is not known as markup is text.
Whole web pages are another reader's; lines and table rows are `text_blocks`' and `text_tables`'.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from parsers.budgets import check_budget
from parsers.decode import clean_text
from parsers.document import Block, BlockKind
from parsers.formats.list_numbers import FORMS, print_mark
from parsers.formats.markup_emphasis import Piece, merge_styles, resolve_emphasis
from parsers.formats.markup_images import IMAGE, describe, make_block, says_status, stands_apart
from parsers.formats.markup_latex import LATEX, print_sign
from parsers.formats.markup_signs import short_signs
from parsers.formats.markup_style import find_attributes, read_css, read_style
from parsers.formats.text_marks import take_mark
from parsers.words import NO_WORDS, NOWHERE, PLAIN, Place, Run, Style, Words

Line = tuple[str, Place]

_LISTS = frozenset({"ul", "ol"})
_BOUNDS = frozenset(
    {
        "p",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "blockquote",
        "hr",
        "details",
        "summary",
        "figure",
        "figcaption",
        "center",
        "section",
        "article",
        "dl",
        "dt",
        "dd",
        "pre",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {
        "b",
        "strong",
        "i",
        "em",
        "u",
        "sup",
        "sub",
        "small",
        "big",
        "span",
        "font",
        "a",
        "mark",
        "s",
        "ins",
        "code",
        "kbd",
        "abbr",
    }
)
_TAGS = "|".join(sorted((*_LISTS, *_BOUNDS, *_HEADINGS, *_INLINE, "li", "br"), key=len, reverse=True))

_SIGN = re.compile(r"[<&\\*_!\[$=`:]")
_MARKUP = re.compile(
    rf"""
    <(?P<close>/?)(?P<tag>{_TAGS})(?P<attributes>\s[^<>]*)?/?>
  | <!--[^<>]*-->
  | (?P<break>&lt;br\s?/?&gt;)
  | (?P<image>{IMAGE})
  | {LATEX}
  | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | \\(?P<escaped>[*_\#|<>\[\]()~.\-%&$\{{\}}+!'"`@^=\\])
  | (?P<stars>\*+|_+)
  | \[(?P<label>[^\[\]]*)\]\(<?(?P<href>(?:https?://|mailto:|www\.|[./\#])[^\s()<>]*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\)
  | <(?P<address>(?:https?://|mailto:)[^\s<>]+)>
  | \[\^(?P<note>\d{{1,3}})\]
  | (?P<ticks>`{{1,2}})(?P<code>[^`]+)(?P=ticks)(?!`)
  | (?P<short>:[a-z_]{{1,40}}:)
    """,
    re.VERBOSE | re.IGNORECASE,
)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # "May 2025[^1]" is no "May 20251"


def read_fragment(lines: Iterable[Line], lists: Iterator[int] | None = None, glue: str = "\n") -> tuple[Block, ...]:
    """Return the blocks of a paragraph's or cell's lines, ends of lines kept as "\\n"; () where nothing is printed.

    `lists` numbers the lists that begin here, `glue` stands between lines. Raises DocumentError `over-budget` where
    lists or tags nest too deeply.
    """
    fragment = _Fragment(lists or count())
    for number, (text, place) in enumerate(lines):
        if number:
            fragment.add_text(glue)
        fragment.move_to(place)
        _read_line(text, fragment)
    return fragment.finish()


def split_lines(words: Words) -> tuple[Words, ...]:
    """Return the words of each line."""
    lines: list[list[Run]] = [[]]
    for run in words.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines.extend([run._replace(text=other)] for other in others)
    return tuple(Words(tuple(run for run in line if run.text)) for line in lines)


def _read_line(text: str, fragment: _Fragment) -> None:
    position = last_image = 0
    for match in _iter_markup(text):
        fragment.add_text(text[position : match.start()])
        position = match.end()
        if tag := match["tag"]:
            fragment.add_tag(tag.lower(), is_end=bool(match["close"]), attributes=match["attributes"] or "")
        elif match["image"]:
            fragment.add_image(describe(match), is_apart=stands_apart(text, *match.span(), last_image))
            last_image = position
        elif match["stars"]:
            start, end = match.span()
            fragment.add_stars(match["stars"], text[max(0, start - 1) : start], text[end : end + 1])
        elif match["href"]:
            fragment.begin_inline("a", Style(href=match["href"]))
            _read_line(match["label"], fragment)
            fragment.end_inline("a")
        elif address := match["address"]:
            fragment.add_styled("a", Style(href=address), address.removeprefix("mailto:"))
        elif match["raised"]:
            fragment.add_text(match["base"])
            fragment.add_styled("sup", Style(superscript=True), match["raised"])
        else:
            fragment.add_text(_printed_sign(match))
    fragment.add_text(text[position:])


def _iter_markup(text: str) -> Iterator[re.Match[str]]:
    """Yield what is markup, found by its first sign: much faster than trying every form at every letter."""
    sign = _SIGN.search(text)
    while sign:
        match = _MARKUP.match(text, sign.start())
        if match:
            yield match
        sign = _SIGN.search(text, match.end() if match else sign.end())


def _printed_sign(match: re.Match[str]) -> str:
    """Return what an entity, an escape, code, a sign's name, `<br>` or a command prints; a comment prints nothing."""
    if match["entity"]:
        return clean_text(html.unescape(match["entity"]))
    if match["command"] or match["share"]:
        return print_sign(match)
    if match["note"]:
        return match["note"].translate(_RAISED)
    if match["short"]:
        return short_signs().get(match["short"].strip(":"), match["short"])
    return "\n" if match["break"] else match["escaped"] or match["code"] or ""


@dataclass(slots=True)
class _List:
    """An open list: `number` is the next entry's; `form` says how numbers are printed, None where none is."""

    list_id: int
    form: str | None
    number: int = 1


@dataclass(slots=True)
class _Fragment:
    """The blocks read so far and what is still open."""

    list_ids: Iterator[int]
    place: Place = NOWHERE
    style: Style = PLAIN
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    open_inline: dict[str, list[Style]] = field(default_factory=dict)
    shape: Block | None = None  # the open block, without its words
    is_break_due: bool = False

    def move_to(self, place: Place) -> None:
        self.place = place

    def add_text(self, text: str) -> None:
        if not text or (not self.pieces and not text.strip()):
            return
        if self.is_break_due and text.strip():
            self.is_break_due = False
            self.pieces.append(Piece("\n", self.place, PLAIN))
        self.pieces.append(Piece(text, self.place, self.style))

    def add_styled(self, tag: str, style: Style, text: str) -> None:
        self.begin_inline(tag, style)
        self.add_text(text)
        self.end_inline(tag)

    def add_stars(self, stars: str, before: str, behind: str) -> None:
        # Inside a word only "**" is emphasis: "2*3*4" and "file_name_2" are printed so.
        may_part_words = stars == "**"
        opens = bool(behind.strip()) and (may_part_words or not before.isalnum())
        closes = bool(before.strip()) and (may_part_words or not behind.isalnum())
        self.add_text(stars)
        self.pieces[-1].opens, self.pieces[-1].closes = opens, closes

    def add_tag(self, tag: str, *, is_end: bool, attributes: str) -> None:
        if tag in _INLINE:
            self.end_inline(tag) if is_end else self.begin_inline(tag, read_style(tag, attributes))
        elif tag == "br":
            self.add_text("\n")
        elif tag in _LISTS:
            self._end_list() if is_end else self._begin_list(tag, attributes)
        elif tag == "li":
            self._close_block() if is_end else self._begin_item(attributes)
        else:
            self._begin_paragraph(tag, is_end, attributes)

    def add_image(self, description: str, *, is_apart: bool) -> None:
        """Add an image: as a block of its own, in front of the open one where that has no words yet."""
        if not is_apart and not says_status(description):
            self.add_text(description)
            return
        if len(self.pieces) > 2 or any(piece.text.strip("*_ ") for piece in self.pieces):
            self._close_block()
        self.blocks.extend([make_block(description, self.place)] if description else [])

    def finish(self) -> tuple[Block, ...]:
        self._close_block()
        return tuple(self.blocks)

    def begin_inline(self, tag: str, style: Style) -> None:
        self.open_inline.setdefault(tag, []).append(style)
        check_budget("text", "nesting", len(self.open_inline[tag]), _line(self.place))
        self._restyle()

    def end_inline(self, tag: str) -> None:
        if self.open_inline.get(tag):
            self.open_inline[tag].pop()
            self._restyle()

    def _restyle(self) -> None:
        style = PLAIN
        for styles in self.open_inline.values():
            for other in styles[-1:]:
                style = merge_styles(style, other)
        self.style = style

    def _begin_list(self, tag: str, attributes: str) -> None:
        self._close_block()
        self.lists.append(_begin_list(tag, attributes, next(self.list_ids)))
        check_budget("text", "nesting", len(self.lists), _line(self.place))

    def _end_list(self) -> None:
        self._close_block()
        if self.lists:
            self.lists.pop()

    def _begin_item(self, attributes: str) -> None:
        self._close_block()
        current = self.lists[-1] if self.lists else _List(self._stray_list_id(), "•")
        given = find_attributes(attributes)
        current.number = _read_count(given.get("value"), current.number)
        self.shape = Block(
            BlockKind.ITEM,
            NO_WORDS,
            level=max(0, len(self.lists) - 1),
            marker=print_mark(current.form, current.number),
            list_id=current.list_id,
            fill=read_css(given).fill,
        )
        current.number += 1

    def _stray_list_id(self) -> int:
        """Return the number of the list that an entry outside any list belongs to: that of the entry before it."""
        last = self.blocks[-1] if self.blocks else None
        return last.list_id if last and last.list_id is not None else next(self.list_ids)

    def _begin_paragraph(self, tag: str, is_end: bool, attributes: str) -> None:
        if self.shape is not None and self.shape.kind is BlockKind.ITEM and tag not in _HEADINGS:
            self.is_break_due = bool(self.pieces)
            return
        self._close_block()
        if is_end:
            return
        fill = read_css(find_attributes(attributes)).fill
        if tag in _HEADINGS:
            self.shape = Block(BlockKind.HEADING, NO_WORDS, level=int(tag[1]), fill=fill)
        else:
            self.shape = Block(BlockKind.PARAGRAPH, NO_WORDS, fill=fill)

    def _close_block(self) -> None:
        shape = self.shape or Block(BlockKind.PARAGRAPH, NO_WORDS)
        printed, words = None, _make_words(self.pieces)
        self.pieces, self.shape, self.is_break_due = [], None, False
        if shape.kind is BlockKind.ITEM:
            printed, words = take_mark(words)
            shape = replace(shape, marker=printed or shape.marker)
        if words or printed:
            place = words.runs[0].place if words else self.place
            self.blocks.append(replace(shape, words=words, place=place))


def _make_words(pieces: list[Piece]) -> Words:
    """Return the words of a block's pieces, their emphasis resolved, neighbours of one place and style as one run."""
    runs: list[tuple[Place, Style, list[str]]] = []
    for text, place, style in resolve_emphasis(pieces):
        if runs and runs[-1][:2] == (place, style):
            runs[-1][2].append(text)
        else:
            runs.append((place, style, [text]))
    return Words(tuple(Run(clean_text("".join(texts)), place, style) for place, style, texts in runs)).strip()


def _begin_list(tag: str, attributes: str, list_id: int) -> _List:
    given = find_attributes(attributes)
    plain = "decimal" if tag == "ol" else "•"
    form = FORMS.get(read_css(given).list_form or given.get("type", ""), plain)
    return _List(list_id, form, _read_count(given.get("start"), 1))


def _read_count(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise


def _line(place: Place) -> str:
    return "" if place.line is None else f"line {place.line:,}"
