"""What is drawn in an OpenDocument text: text boxes, coloured shapes, pictures with a description, boxes to tick."""

from __future__ import annotations

import pytest

from parsers.document import BlockKind, Layer
from tests.parsers.formats.odt.odt_files import (
    blocks_of,
    cell,
    paragraph,
    read_body,
    row,
    styles_of,
    table,
    table_of,
)

SMALL = 'svg:width="0.5cm" svg:height="0.5cm"'
LARGE = 'svg:width="17cm" svg:height="9cm"'


def graphic(name: str, properties: str) -> str:
    inside = f"<style:graphic-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="graphic">{inside}</style:style>'


GREEN = graphic("G", 'draw:fill="solid" draw:fill-color="#00B050"')
EMPTY = graphic("E", 'draw:fill="none" draw:fill-color="#00B050"')


def picture(description: str = "", size: str = SMALL) -> str:
    return f'<draw:frame {size}><draw:image xlink:href="Pictures/1.png"/>{description}</draw:frame>'


def shape(size: str = SMALL, style: str = "G", inside: str = "") -> str:
    return f'<draw:custom-shape draw:style-name="{style}" {size}>{inside}<draw:enhanced-geometry/></draw:custom-shape>'


def test_a_text_box_stands_behind_its_paragraph() -> None:
    box = (
        f"<draw:frame {LARGE}><draw:text-box>{paragraph('Box one')}{paragraph('Box two')}</draw:text-box></draw:frame>"
    )
    assert read_body(paragraph(f"Above {box}and on")).printed_text() == "Above and on\nBox one\nBox two"
    assert read_body(paragraph(box)).printed_text() == "Box one\nBox two"
    assert read_body(box + paragraph("Below")).printed_text() == "Box one\nBox two\nBelow"


def test_a_dot_in_a_cell_is_a_shape_with_its_colour() -> None:
    document = read_body(table(row("Mend", cell(paragraph(shape())))), GREEN)
    [block] = table_of(document).cells[1].iter_blocks()
    assert (block.kind, block.fill, block.text, block.layer) == (BlockKind.SHAPE, "00b050", "", Layer.BODY)


@pytest.mark.parametrize(
    ("drawing", "seen"),
    [
        pytest.param(shape(), ("", "00b050", Layer.BODY), id="dot"),
        pytest.param(shape(LARGE), ("", "00b050", Layer.FURNITURE), id="banner"),
        pytest.param(shape(inside="<text:p>G</text:p>"), ("G", "00b050", Layer.BODY), id="letter"),
        pytest.param(f"<draw:g>{shape()}</draw:g>", ("", "00b050", Layer.BODY), id="group"),
        pytest.param(
            shape(style="E", inside="<svg:title>Amber circle</svg:title>"),
            ("Amber circle", "ffbf00", Layer.BODY),
            id="description",
        ),
        pytest.param(picture("<svg:title>On track</svg:title>"), ("On track", None, Layer.BODY), id="status"),
        pytest.param(
            picture("<svg:title>x</svg:title><svg:desc>Red</svg:desc>"), ("Red", "ff0000", Layer.BODY), id="desc"
        ),
        pytest.param(
            picture("<svg:desc>The town hall</svg:desc>"), ("The town hall", None, Layer.FURNITURE), id="photo"
        ),
    ],
)
def test_what_a_drawing_shows(drawing: str, seen: tuple[str, str | None, Layer]) -> None:
    [block] = [
        block
        for block in blocks_of(read_body(paragraph("Plan") + paragraph(drawing), GREEN + EMPTY))
        if block.text != "Plan"
    ]
    assert block.kind is BlockKind.SHAPE
    assert (block.text, block.fill, block.layer) == seen


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(shape(style="E"), id="no-fill"),
        pytest.param('<draw:line svg:x1="1cm"/>', id="line"),
        pytest.param(picture(), id="small-picture-without-description"),
    ],
)
def test_what_prints_nothing_is_no_block(drawing: str) -> None:
    document = read_body(paragraph("Plan") + paragraph(drawing), EMPTY)
    assert (document.printed_text(), len(document.blocks), document.remarks) == ("Plan", 1, ())


def test_words_on_a_colour_have_it_behind_them() -> None:
    inside = paragraph("Amber means that") + paragraph("the action is late")
    blocks = blocks_of(read_body(paragraph(shape(LARGE, inside=inside)), GREEN))
    assert [(block.kind, block.fill) for block in blocks] == [(BlockKind.PARAGRAPH, "00b050")] * 2


def test_a_shapes_colour_comes_down_from_its_parent_style() -> None:
    child = '<style:style style:name="C" style:family="graphic" style:parent-style-name="G"/>'
    [block] = blocks_of(read_body(paragraph(shape(style="C")), child, styles_of(GREEN)))
    assert block.fill == "00b050"


def test_a_picture_as_large_as_a_table_may_hold_words() -> None:
    document = read_body(paragraph("Plan") + paragraph(picture(size=LARGE)) + paragraph(picture(size=LARGE)))
    assert [(remark.code, remark.detail) for remark in document.remarks] == [
        ("unread-picture", "2 of them, the first at text:p[2]")
    ]


def test_a_document_that_is_a_picture_alone_is_read_with_an_issue() -> None:
    document = read_body(paragraph(picture(size=LARGE)))
    assert [remark.code for remark in document.remarks] == ["unread-picture"]


def test_an_embedded_object_is_told() -> None:
    frame = f'<draw:frame draw:name="Chart 1" {LARGE}><draw:object xlink:href="./Object 1"/></draw:frame>'
    document = read_body(paragraph("Plan") + paragraph(frame))
    assert [(remark.code, remark.detail) for remark in document.remarks] == [("embedded-files", "Chart 1")]


def test_fields_of_a_form_print_what_is_ticked_and_typed() -> None:
    forms = (
        "<office:forms><form:form>"
        '<form:checkbox form:id="c1" form:label="Done" form:current-state="checked"/>'
        '<form:checkbox form:id="c2" form:label="Late"/>'
        '<form:text xml:id="c3" form:current-value="May 2031"/></form:form></office:forms>'
    )
    controls = "".join(paragraph(f'<draw:control draw:control="c{number}"/>') for number in (1, 2, 3, 4))
    assert read_body(forms + controls).printed_text() == "☑ Done\n☐ Late\nMay 2031"
