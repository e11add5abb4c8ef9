"""Words on slides: titles, lists and their marks, line ends, looks, what is struck out or hidden."""

from __future__ import annotations

import pytest
from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Inches, Pt

from fixtures.make.decks.drawing import BLANK, TITLE_AND_BODY, TITLE_SLIDE, rgb
from parsers.document import Block, BlockKind, Layer
from parsers.formats.pptx.bullets import print_autonumber
from tests.parsers.formats.pptx.decks_by_hand import (
    A,
    ReadDeck,
    bullet,
    listed,
    printed,
    remarks_of,
)


def test_a_title_is_a_heading_and_the_first_slides_is_the_highest() -> None:
    deck = ReadDeck()
    deck.add_slide("Six-month update", TITLE_SLIDE).placeholders[1].text = "Lowmere Council"
    deck.add_slide("Recommendation 1")
    blocks = [block for block in deck.read().blocks if isinstance(block, Block)]
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.HEADING, 1, "Six-month update"),
        (BlockKind.PARAGRAPH, 0, "Lowmere Council"),
        (BlockKind.BREAK, 0, ""),
        (BlockKind.HEADING, 2, "Recommendation 1"),
    ]


def test_bullets_are_inherited_from_the_master_and_may_be_taken_away() -> None:
    deck = ReadDeck()
    frame = deck.add_slide("Progress", TITLE_AND_BODY).placeholders[1].text_frame
    frame.text = "Panel set up"
    inner = frame.add_paragraph()
    inner.text, inner.level = "Twelve members", 1
    plain = frame.add_paragraph()
    plain.text = "More will follow"
    bullet(plain, "buNone")
    document = deck.read()
    assert listed(document) == [(0, "•", "Panel set up"), (1, "–", "Twelve members")]
    assert printed(document)[-1] == "More will follow"


def test_a_text_box_has_no_bullets_of_its_own() -> None:
    deck = ReadDeck()
    deck.add_slide("Progress")
    deck.add_text("Panel set up\nMembers found", 1, 2)
    assert listed(deck.read()) == []


@pytest.mark.parametrize(
    ("kind", "number", "printed"),
    [
        pytest.param("arabicPeriod", 3, "3.", id="arabic"),
        pytest.param("arabicParenR", 3, "3)", id="arabic-bracket"),
        pytest.param("arabicParenBoth", 12, "(12)", id="arabic-brackets"),
        pytest.param("arabicPlain", 3, "3", id="arabic-plain"),
        pytest.param("alphaLcParenR", 2, "b)", id="letter-bracket"),
        pytest.param("alphaLcPeriod", 28, "ab.", id="letters-past-z"),
        pytest.param("alphaUcPeriod", 1, "A.", id="capital"),
        pytest.param("alphaUcParenBoth", 1, "(A)", id="capital-brackets"),
        pytest.param("romanUcPeriod", 4, "IV.", id="roman-capital"),
        pytest.param("romanLcParenBoth", 9, "(ix)", id="roman"),
        pytest.param("circleNumDbPlain", 5, "5", id="circle"),
        pytest.param("nobodyKnows", 5, "5.", id="unknown"),
    ],
)
def test_automatic_numbers_are_printed_as_their_kind_says(kind: str, number: int, printed: str) -> None:
    assert print_autonumber(kind, number) == printed


def test_numbers_run_on_over_deeper_entries_and_begin_again_behind_others() -> None:
    deck = ReadDeck()
    deck.add_slide("Actions")
    frame = deck.add_text("First", 1, 2).text_frame
    wanted = (
        ("First", 0, "arabicPeriod", "3"),
        ("Inside", 1, "alphaLcParenR", "1"), ("Second inside", 1, "alphaLcParenR", "1"),
        ("Second", 0, "arabicPeriod", "3"), ("Inside again", 1, "alphaLcParenR", "1"), ("Between", 0, "", ""),
        ("Anew", 0, "arabicPeriod", "3"),
    )  # fmt: skip
    for number, (text, level, kind, start) in enumerate(wanted):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
        if kind:
            bullet(paragraph, "buAutoNum", type=kind, startAt=start)
    assert listed(deck.read()) == [
        (0, "3.", "First"), (1, "a)", "Inside"), (1, "b)", "Second inside"), (0, "4.", "Second"),
        (1, "a)", "Inside again"), (0, "3.", "Anew"),
    ]  # fmt: skip


def test_empty_paragraphs_count_for_nothing() -> None:
    deck = ReadDeck()
    deck.add_slide("Actions")
    frame = deck.add_text("One\n\nTwo", 1, 2).text_frame
    for paragraph in frame.paragraphs:
        bullet(paragraph, "buAutoNum", type="arabicPeriod")
    assert listed(deck.read()) == [(0, "1.", "One"), (0, "2.", "Two")]


def test_a_letter_of_a_symbol_font_is_the_sign_that_it_prints() -> None:
    deck = ReadDeck()
    deck.add_slide("Actions")
    frame = deck.add_text("Squares", 1, 2).text_frame
    bullet(frame.paragraphs[0], "buFont", typeface="Wingdings")
    bullet(frame.paragraphs[0], "buChar", char="§")
    ticked = frame.add_paragraph().add_run()
    ticked.text, ticked.font.name = "ü", "Wingdings"
    document = deck.read()
    assert listed(document) == [(0, "▪", "Squares")]
    assert printed(document)[-1] == "✓"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("• One\n• Two", [(0, "•", "One"), (0, "•", "Two")], id="bullets"),
        pytest.param("- One\n- Two", [(0, "-", "One"), (0, "-", "Two")], id="hyphens"),
        pytest.param("1. One\n2. Two", [(0, "1.", "One"), (0, "2.", "Two")], id="numbers"),
        pytest.param("a) One\v b) Two", [(0, "a)", "One"), (0, "b)", "Two")], id="lines-of-a-paragraph"),
        pytest.param("2. Where we are", [], id="number-of-a-heading"),
        pytest.param("> 90 % of calls answered", [], id="comparison"),
    ],
)
def test_marks_that_are_typed_are_marks(text: str, entries: list[tuple[int, str, str]]) -> None:
    deck = ReadDeck()
    deck.add_slide("Actions")
    deck.add_text(text, 1, 2)
    assert listed(deck.read()) == entries


def test_a_vertical_tab_is_the_end_of_a_line() -> None:
    deck = ReadDeck()
    deck.add_slide("Recommendation 1:\vTalk to residents")
    assert printed(deck.read()) == ["Recommendation 1:\nTalk to residents"]


def test_runs_know_how_they_look() -> None:
    deck = ReadDeck()
    deck.add_slide("Cover")
    deck.add_slide("Looks")
    paragraph = deck.add_text("", 1, 2).text_frame.paragraphs[0]
    for text in ("bold", "linked", "red", "themed", "2"):
        paragraph.add_run().text = text
    bold, linked, red, themed, raised = paragraph.runs
    bold.font.bold, bold.font.size = True, Pt(14)
    linked.hyperlink.address = "https://lowmere.example/plan"
    red.font.color.rgb = rgb("c00000")
    themed.font.color.theme_color = MSO_THEME_COLOR.ACCENT_2
    raised._r.get_or_add_rPr().set("baseline", "30000")
    styles = [run.style for block in deck.read().blocks[3:] if isinstance(block, Block) for run in block.words.runs]
    assert (styles[0].bold, styles[0].size) == (True, 14)
    assert styles[1].href == "https://lowmere.example/plan"
    assert styles[2].colour == "c00000"
    assert styles[3].colour == "c0504d"
    assert [style.superscript for style in styles] == [False, False, False, False, True]


def test_words_that_are_struck_out_are_told_and_not_read() -> None:
    deck = ReadDeck()
    deck.add_slide("Dates")
    paragraph = deck.add_text("", 1, 2).text_frame.paragraphs[0]
    paragraph.add_run().text = "March 2025"
    paragraph.add_run().text = " June 2025"
    paragraph.runs[0]._r.get_or_add_rPr().set("strike", "sngStrike")
    document = deck.read()
    assert printed(document) == ["Dates", "June 2025"]
    assert remarks_of(document, "struck-text") == ["March 2025"]


def test_a_slide_that_is_not_shown_is_told_of() -> None:
    deck = ReadDeck()
    deck.add_slide("Shown")
    deck.add_slide("Kept back").element.set("show", "0")
    document = deck.read()
    assert printed(document) == ["Shown"]
    assert remarks_of(document, "hidden-text") == ["slide 2 is not shown: Kept back"]


def test_speaker_notes_are_told_of_and_not_read() -> None:
    deck = ReadDeck()
    deck.add_slide("Shown").notes_slide.notes_text_frame.text = "Say that the audit is late"
    document = deck.read()
    assert "audit" not in document.printed_text()
    assert remarks_of(document, "hidden-text") == ["speaker notes of slide 1"]


def test_what_stands_beside_the_slide_or_is_hidden_is_told_of() -> None:
    deck = ReadDeck()
    deck.add_slide("Shown")
    deck.add_text("Off to the left", -6, 2)
    deck.add_text("Switched off", 1, 2)._element.nvSpPr.cNvPr.set("hidden", "1")
    document = deck.read()
    assert printed(document) == ["Shown"]
    assert len(remarks_of(document, "hidden-text")) == 2


def test_a_place_is_slide_and_shape() -> None:
    deck = ReadDeck()
    deck.add_slide("Shown")
    deck.add_slide("Plan")
    deck.add_table([["No.", "Action"], ["1", "Talk"]])
    document = deck.read()
    table = document.blocks[-1]
    assert table.place.at == (("slide", 2), ("shape", "Table 2"))
    assert document.pages is None
    assert all(block.place.page is None for block in document.iter_blocks())


def test_a_slide_without_a_title_may_begin_with_one_by_its_look() -> None:
    deck = ReadDeck()
    deck.add_slide(layout=BLANK)
    deck.add_text("Ten meetings were held", 0.5, 2, 8)
    deck.add_text("Recommendation 4", 0.5, 0.4, 8, size=28)
    blocks = [block for block in deck.read().blocks if isinstance(block, Block)]
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "Recommendation 4"),
        (BlockKind.PARAGRAPH, "Ten meetings were held"),
    ]


def test_date_footer_and_slide_number_are_furniture() -> None:
    deck = ReadDeck()
    slide = deck.add_slide("Plan")
    for number, kind in enumerate(("dt", "ftr", "sldNum")):
        box = deck.add_text(kind, 1, 7)
        holder = box._element.nvSpPr.nvPr
        holder.append(
            holder.makeelement(
                "{http://schemas.openxmlformats.org/presentationml/2006/main}ph", type=kind, idx=str(10 + number)
            )
        )
    assert slide.shapes.title is not None
    document = deck.read()
    assert printed(document) == ["Plan"]
    assert printed(document, Layer.FURNITURE) == ["dt", "ftr", "sldNum"]


def test_an_equation_keeps_its_letters() -> None:
    deck = ReadDeck()
    deck.add_slide("Saving")
    paragraph = deck.add_text(" by March", 1, 2).text_frame.paragraphs[0]
    formula = (
        '<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><m:oMath '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+y</m:t></m:r></m:oMath></a14:m>'
    )
    paragraph._p.insert(0, etree.fromstring(formula))
    assert printed(deck.read()) == ["Saving", "x+y by March"]


def test_sizes_come_from_the_presentation_where_the_box_says_none() -> None:
    deck = ReadDeck()
    deck.add_slide("Cover")
    deck.add_slide("Plain")
    deck.add_text("As usual", 1, 2)
    box = deck.slide.shapes.add_textbox(Inches(1), Inches(3), Inches(3), Inches(1))
    box.text_frame.text = "By the box"
    style = box._element.txBody.find(f"{{{A}}}lstStyle")
    level = style.makeelement(f"{{{A}}}lvl1pPr")
    level.append(level.makeelement(f"{{{A}}}defRPr", sz="1400", b="1"))
    style.append(level)
    styles = [run.style for block in deck.read().blocks[3:] if isinstance(block, Block) for run in block.words.runs]
    assert [(style.size, style.bold) for style in styles] == [(18, False), (14, True)]
