"""Paragraphs of an OpenDocument text: their words, white space, looks, headings, and what is not printed."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Layer
from parsers.words import Style
from tests.parsers.formats.odt.odt_files import (
    blocks_of,
    cell,
    flat,
    item,
    level,
    list_style,
    listing,
    odt,
    paragraph,
    read,
    read_body,
    row,
    styles_of,
    table,
    table_of,
)


def text_style(name: str, properties: str, parent: str = "") -> str:
    parented = f'style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="text" {parented}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def paragraph_style(name: str, inside: str = "", more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="paragraph" {more}>{inside}</style:style>'


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        pytest.param("Mend   the\n roof ", "Mend the roof", id="white-space-is-folded"),
        pytest.param('Mend<text:s text:c="3"/>the', "Mend   the", id="counted-blanks-are-kept"),
        pytest.param("Mend<text:s/> the", "Mend  the", id="a-blank-behind-a-counted-one"),
        pytest.param("Mend <text:span> the</text:span> roof", "Mend the roof", id="folded-across-spans"),
        pytest.param("1.<text:tab/>Mend<text:line-break/>it", "1.\tMend\nit", id="tabs-and-line-ends"),
        pytest.param("Mend<text:soft-page-break/> it", "Mend it", id="a-page-ends-inside"),
        pytest.param('Mend<text:s text:c="999999999"/>it', "Mend" + " " * 100 + "it", id="blanks-without-end"),
        pytest.param("By <text:date>May 2031</text:date>", "By May 2031", id="fields-print-their-text"),
        pytest.param(
            "<text:ruby><text:ruby-base>Kiln</text:ruby-base><text:ruby-text>k</text:ruby-text></text:ruby>",
            "Kiln",
            id="ruby",
        ),
        pytest.param(
            "Kiln<office:annotation><dc:creator>AB</dc:creator><text:p>why?</text:p></office:annotation> Lane"
            "<office:annotation-end/>",
            "Kiln Lane",
            id="comments-are-not-printed",
        ),
        pytest.param('Agree<text:change-start text:change-id="c1"/>d', "Agreed", id="insertions-are"),
        pytest.param("co\u00adordinate", "coordinate", id="soft-hyphens-are-not"),
        pytest.param(
            '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
            '<field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> done',
            "☑ done",
            id="a-box-that-is-ticked",
        ),
        pytest.param('<loext:content-control loext:checkbox="true">☐</loext:content-control> open', "☐ open", id="box"),
    ],
)
def test_a_paragraph_prints_its_words(inside: str, printed: str) -> None:
    [block] = blocks_of(read_body(paragraph(inside)))
    assert (block.kind, block.text) == (BlockKind.PARAGRAPH, printed)


def test_a_run_knows_its_xml_path() -> None:
    document = read_body(paragraph("Above") + f"<text:section>{paragraph('One')}{paragraph('Two')}</text:section>")
    assert dict(blocks_of(document)[2].words.places()[0].at) == {"path": "text:section[1]/text:p[2]"}


def test_looks_come_down_from_parents_and_are_laid_over_one_another() -> None:
    named = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/>'
        "</style:default-style>"
        + paragraph_style("Base", '<style:text-properties fo:font-weight="bold" fo:color="#C00000"/>')
        + paragraph_style("Lead", "", 'style:parent-style-name="Base"')
        + text_style("Strong", 'fo:font-weight="bold"')
    )
    automatic = text_style(
        "T1", 'fo:font-weight="normal" fo:font-size="200%" fo:background-color="#ffff00"'
    ) + text_style("T2", 'style:text-position="super 58%"', parent="Strong")
    inside = (
        'A<text:span text:style-name="T1">b<text:span text:style-name="T2">c</text:span></text:span>'
        '<text:a xlink:href="https://example.org/">d</text:a>'
    )
    [block] = blocks_of(read_body(paragraph(inside, "Lead"), automatic, styles_of(named)))
    assert [(run.text, run.style) for run in block.words.runs] == [
        ("A", Style(bold=True, colour="c00000", size=11.0)),
        ("b", Style(colour="c00000", fill="ffff00", size=22.0)),
        ("c", Style(bold=True, colour="c00000", fill="ffff00", size=22.0, superscript=True)),
        ("d", Style(bold=True, colour="c00000", size=11.0, href="https://example.org/")),
    ]


def test_styles_that_name_each_other_as_parents_do_no_harm() -> None:
    named = paragraph_style("A", "", 'style:parent-style-name="B"') + paragraph_style(
        "B", '<style:text-properties fo:font-weight="bold"/>', 'style:parent-style-name="A"'
    )
    [block] = blocks_of(read_body(paragraph("Plan", "A"), "", styles_of(named)))
    assert block.words.is_bold()


def test_a_paragraph_has_the_colour_behind_it_unless_a_child_style_takes_it_away() -> None:
    named = paragraph_style("Red", '<style:paragraph-properties fo:background-color="#FF0000"/>')
    automatic = paragraph_style("P1", "", 'style:parent-style-name="Red"') + paragraph_style(
        "P2", '<style:paragraph-properties fo:background-color="transparent"/>', 'style:parent-style-name="Red"'
    )
    document = read_body(paragraph("Late", "P1") + paragraph("Plain", "P2"), automatic, styles_of(named))
    assert [block.fill for block in blocks_of(document)] == ["ff0000", None]


def test_headings_have_levels_and_the_numbers_that_the_file_counts() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2" style:num-suffix="."/>'
        "</text:outline-style>"
    )
    named = outline + paragraph_style("Plain_Heading", "", 'style:list-style-name=""')
    body = (
        '<text:h text:outline-level="1">Homes</text:h><text:h text:outline-level="2">Repairs</text:h>'
        '<text:h text:outline-level="2">Damp</text:h><text:h text:outline-level="1">Streets</text:h>'
        '<text:h text:outline-level="2">Lights</text:h><text:h text:outline-level="1000000000">Deep</text:h>'
        '<text:h text:outline-level="1" text:style-name="Plain_Heading">Annex</text:h>'
        '<text:h text:outline-level="1" text:restart-numbering="true" text:start-value="7">Late</text:h>'
    )
    blocks = blocks_of(read_body(body, "", styles_of(named)))
    assert [(block.kind, block.level, block.marker, block.text) for block in blocks] == [
        (BlockKind.HEADING, 1, "1", "Homes"),
        (BlockKind.HEADING, 2, "1.1.", "Repairs"),
        (BlockKind.HEADING, 2, "1.2.", "Damp"),
        (BlockKind.HEADING, 1, "2", "Streets"),
        (BlockKind.HEADING, 2, "2.1.", "Lights"),
        (BlockKind.HEADING, 6, None, "Deep"),
        (BlockKind.HEADING, 1, None, "Annex"),
        (BlockKind.HEADING, 1, "7", "Late"),
    ]


def test_a_page_end_between_blocks_is_kept() -> None:
    document = read_body(paragraph("One") + "<text:soft-page-break/>" + paragraph("Two"))
    assert [block.kind for block in blocks_of(document)] == ["paragraph", "break", "paragraph"]


def test_notes_stand_behind_the_block_that_calls_them_and_out_of_cells() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    )
    body = (
        paragraph("Sent" + note.format("footnote", "1", "In May") + " and heard")
        + table(row(cell(paragraph("Agreed" + note.format("endnote", "i", "By cabinet")))))
        + paragraph("End")
    )
    document = read_body(body)
    first = blocks_of(document)[0]
    assert [(run.text, run.style.superscript) for run in first.words.runs] == [
        ("Sent", False),
        ("1", True),
        (" and heard", False),
    ]
    notes = [
        (i, block.marker, block.text)
        for i, block in enumerate(document.blocks)
        if isinstance(block, Block) and block.layer is Layer.NOTE
    ]
    assert notes == [(1, "1", "In May"), (3, "i", "By cabinet")]
    assert table_of(document).cells[0].text == "Agreedi"


def test_contents_and_indexes_are_furniture() -> None:
    contents = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents"
        "</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title>"
        f"{paragraph('Contents')}</text:index-title>{paragraph('Homes<text:tab/>3')}</text:index-body>"
        "</text:table-of-content>"
    )
    document = read_body(contents + paragraph("Homes"))
    assert [(block.text, block.layer) for block in blocks_of(document)] == [
        ("Contents", Layer.FURNITURE),
        ("Homes\t3", Layer.FURNITURE),
        ("Homes", Layer.BODY),
    ]


def test_running_headers_are_those_of_the_page_styles_in_use_and_have_their_own_styles() -> None:
    master = (
        f'<style:master-page style:name="Standard"><style:header>{paragraph("Withy plan", "P1")}</style:header>'
        f"<style:footer>{paragraph('Page <text:page-number>4</text:page-number>')}</style:footer>"
        f'<style:footer-first style:display="false">{paragraph("Off")}</style:footer-first></style:master-page>'
        f'<style:master-page style:name="Letter"><style:header>{paragraph("Dear all")}</style:header>'
        "</style:master-page>"
    )
    own = paragraph_style("P1", '<style:text-properties fo:font-weight="bold"/>')
    styles = styles_of("", own, master)
    document = read_body(paragraph("Plan", "P1"), paragraph_style("P1"), styles)
    assert [(block.text, block.layer, block.words.is_bold()) for block in blocks_of(document)] == [
        ("Withy plan", Layer.FURNITURE, True),
        ("Plan", Layer.BODY, False),
        ("Page 4", Layer.FURNITURE, False),
    ]


HIDDEN = text_style("H", 'text:display="none"')


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(paragraph('<text:span text:style-name="H">Draft only</text:span>'), id="run"),
        pytest.param('<text:section text:display="none"><text:p>Draft only</text:p></text:section>', id="section"),
        pytest.param(
            '<text:section text:display="condition" text:is-hidden="true"><text:p>Draft only</text:p></text:section>',
            id="section-by-condition",
        ),
        pytest.param(
            paragraph('<text:hidden-text text:is-hidden="true" text:string-value="Draft only"/>'), id="hidden-text"
        ),
        pytest.param(paragraph('Draft <text:hidden-paragraph text:is-hidden="true"/>only'), id="hidden-paragraph"),
        pytest.param(listing("", item(paragraph('<text:span text:style-name="H">Draft only</text:span>'))), id="item"),
        pytest.param(
            table(row("", "<table:covered-table-cell><text:p>Draft only</text:p></table:covered-table-cell>")),
            id="covered-cell",
        ),
    ],
)
def test_hidden_text_is_not_read_but_told(body: str) -> None:
    document = read_body(paragraph("Shown") + body, HIDDEN)
    assert document.printed_text() == "Shown"
    [remark] = document.remarks
    assert (remark.code, remark.detail) == ("hidden-text", "9 characters from “Draft only”")
    assert remark.words.places()


def test_struck_text_is_not_read_but_told() -> None:
    automatic = text_style("S", 'style:text-line-through-style="solid"')
    document = read_body(paragraph('Agree <text:span text:style-name="S">not</text:span>now'), automatic)
    assert document.printed_text() == "Agree now"
    assert [(remark.code, remark.detail) for remark in document.remarks] == [("struck-text", "3 characters from “not”")]


def test_deleted_text_is_out_inserted_text_in_and_both_are_told() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Gone</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    document = read_body(changes + paragraph('Mend<text:change text:change-id="c1"/> now'))
    assert document.printed_text() == "Mend now"
    assert [(remark.code, remark.detail) for remark in document.remarks] == [
        ("tracked-changes", "1 deletion, 1 insertion")
    ]


def test_properties_are_hints() -> None:
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Plan\n 2031</dc:title></office:meta>'
        "</office:document-meta>"
    )
    assert read(odt(paragraph("Plan"), **{"meta.xml": meta})).hints == (("title", "Plan 2031"),)


def test_macros_are_told_and_not_run() -> None:
    document = read(odt(paragraph("Plan"), **{"Basic/Standard/Module1.xml": "<x/>"}))
    assert [(remark.code, remark.detail) for remark in document.remarks] == [("macros", "Basic")]


def test_one_xml_file_is_read_like_a_package() -> None:
    style = list_style("L1", level(1, "1"))
    body = listing("L1", "Mend") + table(row("a", "b"))
    whole, packed = read(flat(body, style)), read(odt(body, style))
    assert str(whole) == str(packed)
    assert whole.media_type == "application/vnd.oasis.opendocument.text-flat-xml"
