"""What Word counts and prints in front of paragraphs, and how deep list items stand."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind
from parsers.formats.docx.counting import print_count
from tests.parsers.formats.docx.word_files import (
    abstract,
    level,
    lines,
    num,
    only_table,
    p,
    r,
    read,
    tbl,
    tc,
    texts,
    tr,
)

DECIMAL = abstract(0, level("decimal", "%1."), level("lowerLetter", "%2)", ilvl=1), level("lowerRoman", "%3.", ilvl=2))


def markers(body: str, numbering: str, styles: str = "") -> list[str | None]:
    return [block.marker for block in read(body, numbering=numbering, styles=styles).iter_blocks()]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"),
        ("upperLetter", 29, "CC"), ("lowerRoman", 14, "xiv"), ("upperRoman", 4, "IV"), ("ordinal", 3, "3rd"),
        ("cardinalText", 1, "One"), ("cardinalText", 42, "Forty-two"), ("cardinalText", 115, "One hundred fifteen"),
        ("ordinalText", 1, "First"), ("ordinalText", 12, "Twelfth"), ("ordinalText", 20, "Twentieth"),
        ("ordinalText", 33, "Thirty-third"), ("none", 3, ""), ("bullet", 3, ""), ("decimalEnclosedCircle", 2, "②"),
        ("numberInDash", 4, "- 4 -"), ("chicago", 2, "†"), ("hex", 11, "B"), ("custom", 5, "005"),
        ("ganada", 5, "5"), ("lowerLetter", 0, "0"), ("lowerLetter", 10_000, "10000"),
        ("cardinalText", 10_000, "10000"),
    ],
)  # fmt: skip
def test_numbers_are_printed_in_every_form(form: str, number: int, printed: str) -> None:
    assert print_count(form, number, "001, 002, 003, ...") == printed


def test_levels_count_by_themselves_and_begin_again_below_the_next() -> None:
    body = "".join(p("x", num=(1, ilvl)) for ilvl in (0, 1, 1, 2, 0, 1, 2))
    assert markers(body, DECIMAL + num(1, 0)) == ["1.", "a)", "b)", "i.", "2.", "a)", "i."]


def test_two_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = p("x", num=(1, 0)) + p("x", num=(2, 0)) + p("x", num=(3, 0)) + p("x", num=(3, 0)) + p("x", num=(1, 0))
    assert markers(body, DECIMAL + num(1, 0) + num(2, 0) + num(3, 0, again)) == ["1.", "2.", "5.", "6.", "7."]


def test_a_level_may_be_defined_anew_for_one_list() -> None:
    anew = f'<w:lvlOverride w:ilvl="0">{level("upperRoman", "(%1)", start=3)}</w:lvlOverride>'
    assert markers(p("x", num=(1, 0)), DECIMAL + num(1, 0, anew)) == ["(III)"]


@pytest.mark.parametrize(
    ("restart", "printed"),
    [("", "a)"), ('<w:lvlRestart w:val="0"/>', "b)"), ('<w:lvlRestart w:val="1"/>', "a)")],
)
def test_a_level_may_count_on_through_the_levels_above(restart: str, printed: str) -> None:
    numbering = abstract(0, level("decimal", "%1."), level("lowerLetter", "%2)", ilvl=1, more=restart)) + num(1, 0)
    body = "".join(p("x", num=(1, ilvl)) for ilvl in (0, 1, 0, 1))
    assert markers(body, numbering)[-1] == printed


def test_numbers_of_many_levels_are_printed_together() -> None:
    numbering = abstract(
        0,
        level("upperRoman", "%1."),
        level("decimal", "%1.%2", ilvl=1),
        level("decimal", "%1.%2.%3", ilvl=2, more="<w:isLgl/>"),
    )
    body = "".join(p("x", num=(1, ilvl)) for ilvl in (0, 0, 1, 2))
    assert markers(body, numbering + num(1, 0)) == ["I.", "II.", "II.1", "2.1.1"]


def test_a_level_above_that_was_never_printed_counts_as_begun() -> None:
    numbering = abstract(0, level("decimal", "%1.", start=4), level("decimal", "%1.%2", ilvl=1)) + num(1, 0)
    assert markers(p("x", num=(1, 1)) + p("x", num=(1, 1)), numbering) == ["4.1", "4.2"]


@pytest.mark.parametrize(
    ("text", "font", "printed"),
    [
        ("\uf0b7", "Symbol", "•"), ("\uf0fc", "Wingdings", "✓"), ("ü", "Wingdings", "✓"), ("\uf0a7", "Wingdings", "▪"),
        ("o", "Courier New", "o"), ("–", "Calibri", "–"), ("\uf0d8", "Wingdings", "➢"),
    ],
)  # fmt: skip
def test_bullets_are_what_their_font_shows(text: str, font: str, printed: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    assert markers(p("x", num=(1, 0)), abstract(0, level("bullet", text, more=fonts)) + num(1, 0)) == [printed]


def test_a_pictured_bullet_is_a_bullet() -> None:
    numbering = abstract(0, level("bullet", "", more='<w:lvlPicBulletId w:val="0"/>')) + num(1, 0)
    assert markers(p("x", num=(1, 0)), numbering) == ["•"]


def test_a_custom_form_stands_among_alternatives() -> None:
    forms = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="01, 02, 03, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert markers(p("x", num=(1, 0)), abstract(0, forms) + num(1, 0)) == ["01"]


def test_number_zero_and_unknown_lists_print_nothing() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Listed">{numbered}</w:style>'
    body = p("a", "Listed") + p("b", "Listed", num=(0, 0)) + p("c", num=(9, 0)) + p("d", num=(1, 5)) + p("e", "Listed")
    document = read(body, numbering=DECIMAL + num(1, 0), styles=styles)
    assert lines(document) == ["1. a", "b", "c", "d", "2. e"]


def test_headings_are_counted_by_the_styles_their_levels_name() -> None:
    numbering = abstract(
        0,
        level("decimal", "%1", more='<w:pStyle w:val="Heading1"/>'),
        level("decimal", "%1.%2", ilvl=1, more='<w:pStyle w:val="Heading2"/>'),
    ) + num(1, 0)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{number}"><w:name w:val="heading {number}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for number in (1, 2)
    )
    body = p("Aims", "Heading1") + p("Roads", "Heading2") + p("Homes", "Heading2") + p("Owners", "Heading1")
    document = read(body, numbering=numbering, styles=styles)
    assert [
        (block.kind, block.level, block.marker, block.text) for block in document.blocks if isinstance(block, Block)
    ] == [
        (BlockKind.HEADING, 1, "1", "Aims"), (BlockKind.HEADING, 2, "1.1", "Roads"),
        (BlockKind.HEADING, 2, "1.2", "Homes"), (BlockKind.HEADING, 1, "2", "Owners"),
    ]  # fmt: skip


def test_a_definition_may_be_named_by_a_style() -> None:
    link = '<w:numStyleLink w:val="House"/>'
    own = '<w:styleLink w:val="House"/>'
    numbering = abstract(0, level("upperLetter", "%1:"), more=own) + abstract(1, more=link) + num(1, 1) + num(2, 0)
    styles = (
        '<w:style w:type="numbering" w:styleId="House"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert markers(p("x", num=(1, 0)) + p("x", num=(2, 0)), numbering, styles) == ["A:", "B:"]


def test_links_in_a_circle_end() -> None:
    numbering = abstract(0, level("decimal", "%1."), more='<w:numStyleLink w:val="Round"/>') + num(1, 0)
    styles = (
        '<w:style w:type="numbering" w:styleId="Round"><w:basedOn w:val="Round"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert markers(p("x", num=(1, 0)), numbering, styles) == ["1."]


@pytest.mark.parametrize(
    ("style", "heading"),
    [
        pytest.param('<w:name w:val="heading 2"/>', 2, id="name"),
        pytest.param('<w:name w:val="Heading 3"/>', 3, id="upper-case"),
        pytest.param('<w:name w:val="House"/><w:basedOn w:val="Heading1"/>', 1, id="based"),
        pytest.param('<w:name w:val="House"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr>', 4, id="outline"),
        pytest.param('<w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', None, id="running-text"),
        pytest.param('<w:name w:val="Title"/>', 1, id="title"),
        pytest.param('<w:name w:val="heading 9"/>', 6, id="deepest"),
        pytest.param('<w:name w:val="heading one"/>', None, id="no-heading"),
        pytest.param('<w:name w:val="House"/><w:basedOn w:val="X"/>', None, id="based-on-itself"),
    ],
)
def test_headings_are_told_by_style(style: str, heading: int | None) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="X">{style}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    )
    [block] = read(p("Aims", "X"), styles=styles).blocks
    assert isinstance(block, Block)
    assert (block.level if block.kind is BlockKind.HEADING else None) == heading


def test_a_heading_needs_no_style_part_and_no_style() -> None:
    assert lines(read(p("Aims", "Heading2") + p("Owners", more='<w:outlineLvl w:val="0"/>'))) == ["## Aims", "# Owners"]


def test_items_of_several_lists_stand_as_deep_as_they_are_indented() -> None:
    numbering = abstract(0, level("bullet", "•")) + abstract(1, level("bullet", "–")) + num(1, 0) + num(2, 1)
    deeper = '<w:ind w:left="1440" w:hanging="360"/>'
    body = p("a", num=(1, 0)) + p("b", num=(2, 0), more=deeper) + p("c", num=(1, 0)) + p("no item") + p("d", num=(2, 0))
    found = [(block.text, block.level) for block in read(body, numbering=numbering).iter_blocks()]
    assert found == [("a", 0), ("b", 1), ("c", 0), ("no item", 0), ("d", 0)]
    ids = {block.text: block.list_id for block in read(body, numbering=numbering).iter_blocks()}
    assert ids["a"] == ids["c"] != ids["b"]


def test_markers_that_were_typed_are_markers() -> None:
    body = p("Steps:") + p("a) write it") + p("b) read it") + p("• print it") + p("12 July 2031") + p("1.")
    assert lines(read(body)) == ["Steps:", "a) write it", "b) read it", "  • print it", "12 July 2031", "1."]


def test_typed_lines_of_one_paragraph_are_items() -> None:
    one = (
        "<w:r><w:t>We will:</w:t><w:br/><w:t>1. write it</w:t><w:br/><w:t>2. read it</w:t><w:br/><w:t>aloud</w:t></w:r>"
    )
    assert lines(read(p(one))) == ["We will:", "1. write it", "2. read it ⏎ aloud"]
    plain = "<w:r><w:t>It costs</w:t><w:br/><w:t>3. more</w:t></w:r>"
    assert lines(read(p(plain))) == ["It costs ⏎ 3. more"]


def test_an_indented_line_under_an_item_goes_on_with_it() -> None:
    below = '<w:ind w:left="720"/>'
    numbering = DECIMAL + num(1, 0)
    document = read(p("a", num=(1, 0)) + p("and so on", more=below) + p("Lead", more=below), numbering=numbering)
    assert lines(document) == ["1. a ⏎ and so on ⏎ Lead"]
    for apart in (p("Lead"), p(r("Lead", "<w:b/>"), more=below), p() + p("Lead", more=below)):
        assert len(read(p("a.", num=(1, 0)) + apart, numbering=numbering).blocks) == 2


def test_a_sentence_that_somebody_cut_goes_on_with_its_item() -> None:
    numbering = DECIMAL + num(1, 0)
    cut = p("Work through the reviews that came out of the new structure and the calls on", num=(1, 0))
    assert len(read(cut + p("our services."), numbering=numbering).blocks) == 1
    assert len(read(cut + p("Our services."), numbering=numbering).blocks) == 2


def test_a_number_alone_is_what_its_cell_says() -> None:
    numbering = DECIMAL + abstract(1, level("bullet", "•")) + num(1, 0) + num(2, 1)
    counted, bulleted = tc(p(num=(1, 0))), tc(p(num=(2, 0)))
    listed = tc(p("Do it", num=(1, 0)) + p(num=(1, 0)))
    table = only_table(read(tbl(tr(counted, "Roads"), tr(counted, bulleted), tr("x", listed)), numbering=numbering))
    assert texts(table) == {
        (0, 0): "1.", (0, 1): "Roads", (1, 0): "2.", (1, 1): "", (2, 0): "x", (2, 1): "3. Do it"
    }  # fmt: skip
    [number] = table.cells[0].iter_blocks()
    assert (number.kind, number.text) == (BlockKind.PARAGRAPH, "1.")


def test_a_number_in_words_alone_is_a_heading_of_its_own() -> None:
    numbering = abstract(0, level("decimal", "Recommendation %1")) + num(1, 0)
    assert lines(read(p(num=(1, 0)) + p("Mend the roof"), numbering=numbering)) == ["Recommendation 1", "Mend the roof"]
