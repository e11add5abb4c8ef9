"""The words of a text box, a cell or a diagram: its paragraphs as blocks, with marks, levels, links and looks.

Text that is struck out is left out and told of. Where the box stands, and whether it is a title, is left to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from lxml.etree import _Element

from normalise.colours import rag_of
from parsers.decode import clean_text
from parsers.document import Block, BlockKind, Remark
from parsers.formats.markup import split_lines
from parsers.formats.pptx.bullets import Cascade, Numbering, level_of, printed_in
from parsers.formats.pptx.colours import Palette
from parsers.formats.pptx.names import MATH, A, R, local_name, read_int
from parsers.formats.text_marks import take_mark
from parsers.words import NO_WORDS, Place, Run, Style, Words, join

_STRUCK = ("sngStrike", "dblStrike")
_TRUE = ("1", "true", "on")
_SHOWN = 80


@dataclass(slots=True)
class Teller:
    """Numbers lists through the presentation, and collects what is to be remarked on."""

    list_ids: Iterator[int] = field(default_factory=count)
    remarks: list[Remark] = field(default_factory=list)

    def tell(self, code: str, detail: str, words: Words = NO_WORDS) -> None:
        self.remarks.append(Remark(code, detail, words))


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads the paragraphs of text bodies on one slide. `links` are the slide's, by relationship."""

    teller: Teller
    palette: Palette = field(default_factory=Palette)
    links: Mapping[str, str] = field(default_factory=dict)

    def read(self, body: _Element | None, cascade: Cascade, place: Place) -> tuple[Block, ...]:
        """Return the paragraphs that print something, as list entries where they carry a mark."""
        numbering, blocks = Numbering(), list[Block]()
        list_id = next(self.teller.list_ids)
        for paragraph in () if body is None else body.iterchildren(f"{A}p"):
            words, struck = self._read_words(paragraph, cascade, place)
            if struck:
                self.teller.tell("struck-text", struck.text[:_SHOWN], struck)
            if not words.text.strip():
                continue
            marker = numbering.mark(paragraph, cascade)
            kind = BlockKind.PARAGRAPH if marker is None else BlockKind.ITEM
            level = level_of(paragraph)
            blocks.append(Block(kind, words.strip(), level, marker, None if marker is None else list_id, place=place))
        return tuple(_with_typed_marks(blocks, list_id))

    def _read_words(self, paragraph: _Element, cascade: Cascade, place: Place) -> tuple[Words, Words]:
        """Return the words of a paragraph, and those of them that are struck out."""
        kept, struck = list[Run](), list[Run]()
        for part in paragraph:
            match local_name(part):
                case "r" | "fld":
                    properties = part.find(f"{A}rPr")
                    style = self._style(properties, paragraph, cascade)
                    text = _text_of(part.findtext(f"{A}t") or "", properties)
                    is_struck = properties is not None and properties.get("strike") in _STRUCK
                    (struck if is_struck else kept).extend([Run(text, place, style)] if text else ())
                case "br":
                    kept.append(Run("\n", place))
                case "m" | "AlternateContent":
                    kept.extend(_read_formula(part, place))
        return Words(tuple(kept)), Words(tuple(struck)).strip()

    def _style(self, properties: _Element | None, paragraph: _Element, cascade: Cascade) -> Style:
        looks = [*([] if properties is None else [properties]), *cascade.iter_looks(paragraph)]
        fills = (look.find(f"{A}solidFill") for look in looks)
        return Style(
            bold=_first(looks, "b") in _TRUE,
            italic=_first(looks, "i") in _TRUE,
            colour=self.palette.colour_in(next((fill for fill in fills if fill is not None), None)),
            fill=None if properties is None else self.palette.colour_in(properties.find(f"{A}highlight")),
            size=_read_size(_first(looks, "sz")),
            href=self._link(properties),
            superscript=read_int(properties, "baseline") > 0,
        )

    def _link(self, properties: _Element | None) -> str | None:
        found = None if properties is None else properties.find(f"{A}hlinkClick")
        return None if found is None else self.links.get(found.get(f"{R}id") or "")


def _first(looks: Sequence[_Element], name: str) -> str | None:
    return next((value for look in looks if (value := look.get(name)) is not None), None)


def _read_size(text: str | None) -> float | None:
    return int(text) / 100 if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _text_of(text: str, properties: _Element | None) -> str:
    """Return what a run prints: PowerPoint writes a line's end as a vertical tab."""
    fonts = () if properties is None else properties.iterchildren(f"{A}sym", f"{A}latin")
    for font in fonts:
        printed = printed_in(text, font.get("typeface") or "")
        if printed != text:
            return printed
    return clean_text(text.replace("_x000B_", "\n").replace("\v", "\n").replace("\t", " "))


def _read_formula(part: _Element, place: Place) -> Iterator[Run]:
    texts = [text for found in part.iter(f"{MATH}t") if (text := found.text)]
    if texts:
        yield Run(clean_text(" ".join(texts)), place)


def _with_typed_marks(blocks: Sequence[Block], list_id: int) -> Iterator[Block]:
    """Yield the blocks, those with marks that somebody typed as the list entries that they are.

    A number is a mark where another paragraph or line has one too: alone it may be a heading's.
    """
    numbered = sum(
        (mark := take_mark(line.strip())[0]) is not None and any(map(str.isalnum, mark))
        for block in blocks
        if block.kind is BlockKind.PARAGRAPH
        for line in split_lines(block.words)
    )
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            yield from _part_marked(block, list_id, may_be_numbered=numbered > 1)
        else:
            yield block


def _part_marked(block: Block, list_id: int, *, may_be_numbered: bool) -> Iterator[Block]:
    part: Block | None = None
    for line in split_lines(block.words):
        mark, words = take_mark(line.strip())
        if mark is None or _shows_colour(line) or (any(map(str.isalnum, mark)) and not may_be_numbered):
            part = replace(part, words=join((part.words, line), "\n")) if part else replace(block, words=line)
            continue
        if part is not None and part.text.strip():
            yield replace(part, words=part.words.strip())
        part = replace(block, kind=BlockKind.ITEM, words=words, marker=mark, list_id=list_id)
    if part is not None and part.text.strip():
        yield replace(part, words=part.words.strip())


def _shows_colour(line: Words) -> bool:
    """Say whether the sign in front of a line has a colour of its own: a status, and no bullet."""
    printed = [run for run in line.runs if run.text.strip()]
    first = printed[0].style.colour if printed else None
    return first is not None and rag_of(first) is not None and any(run.style.colour != first for run in printed)
