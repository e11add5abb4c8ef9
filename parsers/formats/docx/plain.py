"""What nearly all paragraphs of a plan are: runs of words and nothing else. They are read here in one go, for speed.

Any other paragraph (one with fields, drawings, links, breaks, hidden words) is left to `runs`, which reads these the
same way, only more slowly.
"""

from __future__ import annotations

from lxml.etree import _Element

from parsers.formats.docx.runs import BLANKS, PASSED, PROPERTIES, RUN, RUN_PROPERTIES, TEXT, Text
from parsers.formats.docx.state import Spot, Story
from parsers.formats.docx.styles import ParagraphStyle
from parsers.formats.docx.symbols import print_in_font
from parsers.formats.pdf.flow.characters import RAISED

PlainRuns = list[tuple[str, _Element | None]]


def find_plain_runs(paragraph: _Element) -> tuple[_Element | None, PlainRuns | None]:
    """Return a paragraph's properties and its words, each with the properties of its run.

    There are no words of a paragraph that holds anything else.
    """
    own: _Element | None = None
    runs: PlainRuns = []
    for child in paragraph:
        tag = child.tag
        if tag != RUN:
            if tag == PROPERTIES and own is None:
                own = child
            elif tag not in PASSED:
                return paragraph.find(PROPERTIES), None
            continue
        properties = None
        for part in child:
            tag = part.tag
            if tag == TEXT:
                if text := part.text:
                    runs.append((text, properties))
            elif tag == RUN_PROPERTIES and part is child[0]:
                properties = part
            else:
                return paragraph.find(PROPERTIES), None
    return own, runs


def read_plain_runs(story: Story, spot: Spot, path: str, style: ParagraphStyle, runs: PlainRuns) -> list[Text] | None:
    """Return the texts of such a paragraph; None where some of its words are hidden. No field may be open."""
    if not runs:
        return []
    pages, find_printed = story.reading.pages, story.reading.styles.printed
    around = spot.around
    place = spot.place(path, pages.current)
    texts: list[Text] = []
    is_printed = False
    for text, properties in runs:
        look, is_hidden, font = find_printed(style, around, properties)
        if is_hidden:
            return None
        if not text.isprintable():
            text = text.translate(BLANKS)
        if font or not text.isascii():
            text = print_in_font(text, font)
        if look.superscript:
            text = text.translate(RAISED)
        is_printed = is_printed or not text.isspace()
        texts.append(Text(text, place, look))
    if is_printed:
        pages.print_words()
    return texts
