"""The map of the slide reader: package → slides → pieces with places → marks, order, furniture → Document.

    opening      the package looked over, python-pptx opens it                 `opening`
    one slide    its shapes where they stand, whatever groups they are in      `slide`, `places`, `colours`
    words        paragraphs, marks and numbers, tables, SmartArt               `text`, `bullets`, `tables`, `graphics`
    marks        dots go to the cell or the line that they stand by            `marks`
    order        titles first, columns one after the other                     `arrange`, `order`
    all slides   running lines and titles that go on become furniture          `furniture`

Tables that go on from slide to slide are joined later, in `parsers.repair`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from normalise.errors import DocumentError
from parsers.document import Block, BlockKind, Document, Table
from parsers.formats.pptx.arrange import arrange
from parsers.formats.pptx.furniture import mark_continued, mark_running
from parsers.formats.pptx.marks import settle_marks
from parsers.formats.pptx.names import A, P
from parsers.formats.pptx.opening import LIES, Deck, open_deck
from parsers.formats.pptx.pieces import SlidePieces
from parsers.formats.pptx.slide import is_shown, read_slide
from parsers.formats.pptx.tables import TableReader
from parsers.formats.pptx.text import Teller, TextReader
from parsers.words import NO_WORDS, Place

if TYPE_CHECKING:
    from pptx.slide import Slide

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SHOWN = 80


def read_deck(data: bytes, name: str) -> Document:
    """Return the document. Raises DocumentError where the file cannot be opened, is damaged or over budget."""
    deck = open_deck(data)
    if not deck.slides:
        raise DocumentError("empty-file", "holds no slides. Check that it is the right file.")
    teller = Teller()
    slides = tuple(_iter_slides(deck, TextReader(teller), TableReader()))
    slides = mark_continued(mark_running(slides, deck.width, deck.height))
    for remark in _tell_unshown(deck.slides):
        teller.tell("hidden-text", remark)
    return Document(
        name=name,
        media_type=MEDIA_TYPE,
        blocks=tuple(_with_breaks(slides)),
        hints=deck.hints,
        remarks=(*deck.remarks, *teller.remarks),
    )


def _iter_slides(deck: Deck, reader: TextReader, tables: TableReader) -> Iterator[SlidePieces]:
    """Yield the slides that are shown; they are counted as PowerPoint does, the hidden ones too."""
    is_first = True
    for number, slide in enumerate(deck.slides, start=1):
        if is_shown(slide):
            pieces = settle_marks(read_slide(slide, number, deck, reader, tables), deck.width)
            yield SlidePieces(number, arrange(pieces, deck.height, is_first=is_first))
            is_first = False


def _tell_unshown(slides: Sequence[Slide]) -> Iterator[str]:
    """Yield what is to be said of slides that are not shown, and of speaker notes."""
    for number, slide in enumerate(slides, start=1):
        if not is_shown(slide):
            yield f"slide {number} is not shown: {_words_on(slide)[:_SHOWN]}".rstrip(": ")
    noted = [number for number, slide in enumerate(slides, start=1) if _has_notes(slide)]
    if noted:
        yield (
            f"speaker notes of {len(noted)} slides, the first slide {noted[0]}"
            if noted[1:]
            else (f"speaker notes of slide {noted[0]}")
        )


def _words_on(slide: Slide) -> str:
    texts = (element.text or "" for element in slide.element.iter("{*}t"))
    return " ".join(" ".join(texts).split())


def _has_notes(slide: Slide) -> bool:
    """Say whether a slide has speaker notes; what it names as its notes and is something else holds none."""
    try:
        notes = slide.notes_slide.element if slide.has_notes_slide else None
    except (*LIES, ValueError):
        return False
    for shape in () if notes is None else notes.iter(f"{P}sp"):
        place = shape.find(f".//{P}ph")
        if place is not None and place.get("type") == "body" and any(text.strip() for text in shape.itertext(f"{A}t")):
            return True
    return False


def _with_breaks(slides: Sequence[SlidePieces]) -> Iterator[Block | Table]:
    for index, slide in enumerate(slides):
        if index:
            yield Block(BlockKind.BREAK, NO_WORDS, place=Place(at=(("slide", slide.number),)))
        for piece in slide.pieces:
            yield from piece.blocks
