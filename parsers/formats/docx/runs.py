"""What a paragraph prints, run by run: text with its look and place, what is drawn beside it, and pages that end in it.

Insertions are read and deletions are gone (contract, "Which timeline or owner"); a field's result is read and its
instruction is not; comments never are. Words that are only shown in capitals are kept as they were typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from lxml.etree import _Element

from parsers.decode import clean_text
from parsers.document import Block, Table
from parsers.formats.docx.drawings import read_drawing, read_older_drawing
from parsers.formats.docx.fields import read_link
from parsers.formats.docx.names import MC, M, R, W, choose, has
from parsers.formats.docx.state import Spot, Story
from parsers.formats.docx.styles import NO_STYLE, ParagraphStyle, Printed
from parsers.formats.docx.symbols import print_in_font, print_symbol
from parsers.formats.pdf.flow.characters import RAISED
from parsers.words import NO_WORDS, Place, Run, Style, Words


class Text(NamedTuple):
    """Printed characters; "\\n" is a line end that somebody set."""

    text: str
    place: Place
    style: Style


class Aside(NamedTuple):
    """What is drawn in a paragraph: the blocks of a text box, a coloured shape, a picture that says a status."""

    blocks: tuple[Block | Table, ...]


class PageEnd(NamedTuple):
    """A page ends here; `is_wanted`: somebody said so, and what comes is a paragraph of its own."""

    is_wanted: bool


Piece = Text | Aside | PageEnd


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs, one after the other. `is_contents`: the last printed part of a table of contents."""

    story: Story
    spot: Spot
    path: str = ""
    style: ParagraphStyle = NO_STYLE
    pieces: list[Piece] = field(default_factory=list)
    is_contents: bool = False
    _href: str | None = None
    _place: Place | None = None

    def read(self, paragraph: _Element, path: str, style: ParagraphStyle) -> list[Piece]:
        """Return the pieces of a paragraph in their order."""
        self.path, self.style, self._place = path, style, None
        self.pieces, self.is_contents = [], False
        self._walk(paragraph)
        self.story.fields.end_paragraph()
        return self.pieces

    def _walk(self, holder: _Element) -> None:
        """Read what holds runs; an element we do not know may hold some."""
        for element in holder:
            tag = element.tag
            if tag == RUN:
                self._read_run(element)
            elif tag not in PASSED:
                handle = self._HOLDERS.get(str(tag))
                if handle is None:
                    self._walk(element)
                else:
                    handle(self, element)

    def _read_run(self, run: _Element) -> None:
        properties = run[0] if len(run) and run[0].tag == RUN_PROPERTIES else None
        printed = self.story.reading.styles.printed(self.style, self.spot.around, properties)
        self._read_parts(run, printed)

    def _read_parts(self, holder: _Element, printed: Printed) -> None:
        for element in holder:
            tag = str(element.tag)
            if tag == TEXT:
                text = element.text or ""
                if not text.isprintable():
                    text = text.translate(BLANKS)  # a line that breaks in the XML is not one that is printed
                self._add(text, printed)
            elif tag in _SIGNS:
                self._add(_SIGNS[tag], printed)
            elif tag in self._PARTS:
                self._PARTS[tag](self, element, printed)

    def _add(self, text: str, printed: Printed) -> None:
        """Add text where it is printed."""
        fields = self.story.fields
        if not text or not fields.prints:
            return
        if printed.font or not text.isascii():
            text = print_in_font(text, printed.font)
        self._print(text, printed)

    def _print(self, text: str, printed: Printed) -> None:
        pages, style, place = self.story.reading.pages, printed.style, self._place
        page = pages.number if pages.is_recorded else None
        if place is None or place.page != page:
            place = self._place = self.spot.place(self.path, page)
        if printed.is_hidden:
            self.story.reading.hidden.add(text, place)
            return
        if style.superscript:
            text = text.translate(RAISED)
        if self.story.fields.open:
            self.is_contents |= self.story.fields.is_contents
            href = self._href or self.story.fields.href
        else:
            href = self._href
        if href:
            style = style._replace(href=href)
        if not text.isspace():
            pages.print_words()
        self.pieces.append(Text(text, place, style))

    def _read_link(self, link: _Element) -> None:
        relation = self.story.relations.get(link.get(f"{R}id") or "")
        anchor = link.get(f"{W}anchor")
        href = relation.target if relation else f"#{anchor}" if anchor else None
        self._walk_linked(link, href)

    def _read_simple_field(self, element: _Element) -> None:
        if self.story.fields.prints:
            self._walk_linked(element, read_link(element.get(f"{W}instr") or ""))

    def _walk_linked(self, holder: _Element, href: str | None) -> None:
        outer, self._href = self._href, href or self._href
        self._walk(holder)
        self._href = outer

    def _read_control(self, control: _Element) -> None:
        """Read a content control, unless it still shows what to type into it."""
        content = control.find(f"{W}sdtContent")
        if content is not None and not is_placeholder(control):
            self._walk(content)

    def _read_ruby(self, ruby: _Element) -> None:
        for base in ruby.iterchildren(f"{W}rubyBase"):
            self._walk(base)

    def _read_math(self, math: _Element) -> None:
        printed = self.story.reading.styles.printed(self.style, self.spot.around, None)
        self._add("".join(part.text or "" for part in math.iter(f"{M}t")), printed)

    def _read_alternate(self, alternate: _Element) -> None:
        if (chosen := choose(alternate)) is not None:
            self._walk(chosen)

    def _read_alternate_part(self, alternate: _Element, printed: Printed) -> None:
        if (chosen := choose(alternate)) is not None:
            self._read_parts(chosen, printed)

    def _read_field_mark(self, mark: _Element, printed: Printed) -> None:
        self._add(self.story.fields.take(mark), printed)

    def _read_instruction(self, element: _Element, _: Printed) -> None:
        self.story.fields.instruct(element.text or "")

    def _read_symbol(self, element: _Element, printed: Printed) -> None:
        if self.story.fields.prints:
            self._print(print_symbol(element.get(f"{W}char") or "", element.get(f"{W}font") or ""), printed)

    def _read_break(self, element: _Element, printed: Printed) -> None:
        if element.get(f"{W}type") != "page":
            self._add("\n", printed)
        elif self.story.fields.prints and not printed.is_hidden:
            self.story.reading.pages.break_hard()
            self.pieces.append(PageEnd(is_wanted=True))

    def _read_page_end(self, _: _Element, __: Printed) -> None:
        if self.story.reading.pages.break_soft():
            self.pieces.append(PageEnd(is_wanted=False))

    def _read_note_call(self, element: _Element, printed: Printed) -> None:
        if not self.story.fields.prints:
            return
        kind = "footnote" if str(element.tag).endswith("footnoteReference") else "endnote"
        own = (element.get(f"{W}customMarkFollows") or "0") in ("1", "true", "on")
        mark = self.story.reading.notes.call(kind, element.get(f"{W}id") or "", has_own_mark=own)
        self._print(mark, printed._replace(style=printed.style._replace(superscript=True)))

    def _read_note_mark(self, _: _Element, printed: Printed) -> None:
        self._print(self.story.note_mark, printed._replace(style=printed.style._replace(superscript=True)))

    def _read_drawing(self, element: _Element, printed: Printed) -> None:
        if self.story.fields.prints and not printed.is_hidden:
            read = read_drawing if element.tag == _DRAWING else read_older_drawing
            if blocks := tuple(read(self.story, element, self.spot, self.path)):
                self.pieces.append(Aside(blocks))

    _HOLDERS: ClassVar[dict[str, Callable[[InlineReader, _Element], None]]] = {
        f"{W}hyperlink": _read_link,
        f"{W}fldSimple": _read_simple_field,
        f"{W}sdt": _read_control,
        f"{W}ruby": _read_ruby,
        f"{M}oMath": _read_math,
        f"{MC}AlternateContent": _read_alternate,
    }
    _PARTS: ClassVar[dict[str, Callable[[InlineReader, _Element, Printed], None]]] = {
        f"{W}fldChar": _read_field_mark,
        f"{W}instrText": _read_instruction,
        f"{W}sym": _read_symbol,
        f"{W}br": _read_break,
        f"{W}lastRenderedPageBreak": _read_page_end,
        f"{W}footnoteReference": _read_note_call,
        f"{W}endnoteReference": _read_note_call,
        f"{W}footnoteRef": _read_note_mark,
        f"{W}endnoteRef": _read_note_mark,
        f"{W}drawing": _read_drawing,
        f"{W}pict": _read_drawing,
        f"{W}object": _read_drawing,
        f"{MC}AlternateContent": _read_alternate_part,
    }


def make_words(texts: Sequence[Text]) -> Words:
    """Return the words of texts, neighbours of one place and look as one run."""
    if len(texts) == 1:  # as most are: stripped before words are made of it
        [(printed, place, style)] = texts
        printed = clean_words(printed).strip()
        return Words((Run(printed, place, style),)) if printed else NO_WORDS
    if not texts:
        return NO_WORDS
    runs: list[tuple[Text, list[str]]] = []
    for text in texts:
        if runs and runs[-1][0].style == text.style and runs[-1][0].place is text.place:
            runs[-1][1].append(text.text)
        else:
            runs.append((text, [text.text]))
    return Words(tuple([Run(clean_words("".join(parts)), text.place, text.style) for text, parts in runs])).strip()


def clean_words(text: str) -> str:
    """Return a text cleaned; most texts need not be looked at twice."""
    return text if text.isascii() and text.isprintable() else clean_text(text)


def is_placeholder(control: _Element) -> bool:
    """Say whether a content control was never filled in: it shows its prompt (17.5.2.39)."""
    return has(control.find(f"{W}sdtPr"), "showingPlcHdr")


RUN, TEXT, RUN_PROPERTIES, _DRAWING = f"{W}r", f"{W}t", f"{W}rPr", f"{W}drawing"
PROPERTIES = f"{W}pPr"
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
BLANKS = str.maketrans("\n\r\t", "   ")
PASSED = frozenset(
    W + name
    for name in "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr del moveFrom proofErr bookmarkStart bookmarkEnd".split()
)
