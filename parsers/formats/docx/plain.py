"""What nearly all paragraphs of a plan are: runs of words and nothing else. They are read here in one go, for speed.

Any other paragraph (one with fields, drawings, links, breaks, hidden words) is left to `runs`, and cells with lists or
headings in them to `story`: these would read plain ones the same way, only more slowly.
"""

from __future__ import annotations

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Table
from parsers.formats.docx.names import W
from parsers.formats.docx.paragraph_properties import read_properties
from parsers.formats.docx.runs import BLANKS, PASSED, PROPERTIES, RUN, RUN_PROPERTIES, TEXT, Text, make_words
from parsers.formats.docx.state import Spot, Story
from parsers.formats.docx.styles import ParagraphStyle
from parsers.formats.docx.symbols import print_in_font
from parsers.formats.pdf.flow.characters import RAISED
from parsers.formats.text_marks import take_mark
from parsers.words import Words

_PARAGRAPH, _CELL_PROPERTIES = f"{W}p", f"{W}tcPr"

PlainRuns = list[tuple[str, _Element | None]]


def read_plain_cell(story: Story, cell: _Element, spot: Spot) -> list[Block | Table] | None:
    """Return the blocks of a cell that holds nothing but running text; None where it holds anything else."""
    if story.fields.open:
        return None
    reading, blocks, number = story.reading, list[Block | Table](), 0
    for element in cell:
        tag = element.tag
        if tag != _PARAGRAPH:
            if tag == _CELL_PROPERTIES:
                continue
            return None
        number += 1
        own, runs = find_plain_runs(element)
        if runs is None:
            return None
        properties = read_properties(reading, own)
        if not properties.is_running_text:
            return None
        if runs:
            words = read_plain_runs(story, spot, f"{spot.path}/p[{number}]", properties.style, runs)
            if words is None or "\n" in words.text or take_mark(words)[0] is not None:
                return None
            if words.runs:
                place = words.runs[0].place
                blocks.append(Block(BlockKind.PARAGRAPH, words, 0, None, None, None, spot.layer, place))
    return blocks


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


def read_plain_runs(story: Story, spot: Spot, path: str, style: ParagraphStyle, runs: PlainRuns) -> Words | None:
    """Return the words of such a paragraph; None where some are hidden or highlighted. No field may be open."""
    pages, find_printed = story.reading.pages, story.reading.styles.printed
    around = spot.around
    place = spot.place(path, pages.current)
    texts: list[Text] = []
    is_printed = False
    for text, properties in runs:
        look, is_hidden, font = find_printed(style, around, properties)
        if is_hidden or look.fill:
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
    return make_words(texts)
