"""Text boxes, coloured shapes and pictures, of both generations of drawings, each read once."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Layer
from tests.parsers.formats.docx.word_files import NAMES, docx_of, lines, only_table, p, r, read, read_file, tbl, tc, tr

_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def shape(inside: str = "", fill: str = "", *, side: int = 20, told: str = "") -> str:
    """Return a drawn shape with words in it, so many points wide and high."""
    extent = f'cx="{side * 12700}" cy="{side * 12700}"'
    text = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>" if inside else ""
    return (
        f'<w:drawing><wp:anchor><wp:extent {extent}/><wp:docPr id="1" name="Oval 1" descr="{told}"/><a:graphic>'
        f'<a:graphicData uri="{_URI}"><wps:wsp><wps:spPr><a:xfrm><a:ext {extent}/></a:xfrm>{fill}'
        f"<a:ln><a:solidFill><a:srgbClr val='0000FF'/></a:solidFill></a:ln></wps:spPr>{text}</wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing>"
    )


def older(inside: str = "", more: str = "") -> str:
    box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>" if inside else ""
    return f'<w:pict><v:rect style="width:20pt;height:20pt" {more}>{box}</v:rect></w:pict>'


def picture(told: str, *, side: int = 20) -> str:
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{side * 12700}" cy="{side * 12700}"/><wp:docPr id="1" name="Picture 1" '
        f'descr="{told}"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


@pytest.mark.parametrize(
    ("drawn", "fill"),
    [
        pytest.param(shape(fill=solid("92D050")), "92d050", id="plain"),
        pytest.param(shape(fill='<a:solidFill><a:prstClr val="red"/></a:solidFill>'), "ff0000", id="named"),
        pytest.param(shape(fill=f"<a:gradFill><a:gsLst><a:gs>{solid('FFC000')[13:-14]}</a:gs></a:gsLst></a:gradFill>"),
                     "ffc000", id="shaded"),
        pytest.param(older(more='fillcolor="#ffc000 [3207]"'), "ffc000", id="older"),
        pytest.param(older(more='fillcolor="red"'), "ff0000", id="older-named"),
        pytest.param(older(more='fillcolor="#f00"'), "ff0000", id="older-short"),
        pytest.param(shape(fill="<a:noFill/>"), None, id="empty"),
        pytest.param(shape(), None, id="line-only"),
        pytest.param(shape(fill=solid("BFBFBF")), None, id="grey"),
        pytest.param(shape(fill=solid("92D050"), side=400), None, id="background"),
        pytest.param(older(more='fillcolor="red" filled="f"'), None, id="older-empty"),
        pytest.param(older(more='fillcolor="red" o:hr="t"'), None, id="rule"),
    ],
)  # fmt: skip
def test_small_coloured_shapes_are_blocks(drawn: str, fill: str | None) -> None:
    table = only_table(read(tbl(tr("Roads", tc(p(run(drawn)))))))
    found = [(block.kind, block.text, block.fill) for block in table.cells[1].iter_blocks()]
    assert found == ([] if fill is None else [(BlockKind.SHAPE, "", fill)])


def test_a_word_in_a_coloured_shape_is_in_its_block() -> None:
    [block] = read(p(run(shape(p("On track"), solid("92D050"))))).blocks
    assert isinstance(block, Block)
    assert (block.kind, block.text, block.fill) == (BlockKind.SHAPE, "On track", "92d050")


def test_a_text_box_is_read_once_and_keeps_its_colour() -> None:
    words = p("Key messages") + p("We listened to residents in every ward of the district.")
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{shape(words, solid("DAE3F3"), side=300)}</mc:Choice>'
        f"<mc:Fallback>{older(words)}</mc:Fallback></mc:AlternateContent>"
    )
    document = read(p(r("Before") + run(alternate) + r(" and behind")) + p("Next"))
    assert lines(document) == [
        "Before and behind",
        "Key messages {dae3f3}",
        "We listened to residents in every ward of the district. {dae3f3}",
        "Next",
    ]
    only_newer = alternate.replace('Requires="wps"', 'Requires="unheard"')
    assert read(p(run(only_newer))).printed_text().startswith("Key messages")
    assert read(p(run(older(words)))).printed_text().startswith("Key messages")


def test_boxes_stand_in_boxes_and_cells() -> None:
    inner = p(run(shape(p("inner"))))
    assert read(p(run(shape(p("outer") + inner)))).printed_text() == "outer\ninner"
    [cell] = only_table(read(tbl(tr(tc(p(r("in ") + run(shape(p("box"))))))))).cells
    assert cell.text == "in\nbox"
    assert [place.cell for place in cell.words.places()] == [0, 0]
    assert read(p(run(shape(tbl(tr("a")) + p("b"))))).printed_text() == "a\nb"


def test_pictures_that_say_a_status_are_read_and_others_are_not() -> None:
    for drawn in (picture("Amber circle"), shape(told="Amber circle")):
        [block] = read(p(run(drawn))).blocks
        assert isinstance(block, Block)
        assert (block.kind, block.text, block.fill) == (BlockKind.SHAPE, "Amber circle", "ffbf00")
    assert read(p(run(picture("Logo of Wexcombe City Council")) + r("Plan"))).printed_text() == "Plan"


def test_a_picture_as_large_as_a_page_is_told_of() -> None:
    [remark] = read(p(run(picture("", side=500)) + r("Plan"))).remarks
    assert (remark.code, remark.detail) == ("unread-picture", "500 by 500 points, at body/p[1]")


def test_a_watermark_is_furniture() -> None:
    mark = '<w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict>'
    [block] = read(p(run(mark))).blocks
    assert isinstance(block, Block)
    assert (block.text, block.layer) == ("DRAFT", Layer.FURNITURE)


def test_a_diagram_says_its_words() -> None:
    points = "".join(
        f'<dgm:pt type="{kind}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for kind, text in (("doc", "no"), ("node", "Listen"), ("parTrans", "no"), ("node", "Act"))
    )
    graphic = '<a:graphic><a:graphicData><dgm:relIds r:dm="d"/></a:graphicData></a:graphic>'
    drawn = f"<w:drawing><wp:inline>{graphic}</wp:inline></w:drawing>"
    data = docx_of(
        p(run(drawn)),
        files={"word/diagrams/data1.xml": f"<dgm:dataModel {NAMES}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>"},
        related={"d": ("diagramData", "diagrams/data1.xml")},
    )
    assert read_file(data).printed_text() == "Listen\nAct"


def test_hidden_drawings_print_nothing() -> None:
    assert read(p(run(shape(p("x"), solid("FF0000")).replace("<wp:docPr", '<wp:docPr hidden="1"')))).blocks == ()
