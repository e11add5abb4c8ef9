"""Tables: spans, merged cells, headers, nested tables, tracked rows, fills, and where each cell stands."""

from __future__ import annotations

import pytest

from parsers.document import BlockKind, Table
from tests.parsers.formats.docx.word_files import (
    NAMES,
    docx_of,
    lines,
    only_table,
    p,
    r,
    read,
    read_file,
    tbl,
    tc,
    texts,
    tr,
)

RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(number: int) -> str:
    return f'<w:gridSpan w:val="{number}"/>'


def shade(fill: str, more: str = "") -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"{more}/>'


def shapes(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the spans of the cells that have any."""
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
    return {place: found for place, found in spans.items() if found != (1, 1)}


def test_cells_are_merged_down_and_across() -> None:
    table = only_table(
        read(
            tbl(
                tr(tc("Title", span(3))),
                tr(tc("a", RESTART), "b", "c"),
                tr(tc("", GOES_ON), tc("d", span(2))),
                tr(tc("", GOES_ON), "e", "f"),
                tr("g", "h", "i"),
            )
        )
    )
    assert (table.row_count, table.column_count) == (5, 3)
    assert shapes(table) == {(0, 0): (1, 3), (1, 0): (3, 1), (2, 1): (1, 2)}
    assert texts(table)[3, 2] == "f"
    assert (3, 0) not in texts(table)


def test_a_cell_that_continues_nothing_is_a_cell() -> None:
    table = only_table(read(tbl(tr(tc("a", GOES_ON), "b"), tr(tc("c", span(2))), tr("d", tc("e", GOES_ON)))))
    assert texts(table) == {(0, 0): "a", (0, 1): "b", (1, 0): "c", (2, 0): "d", (2, 1): "e"}


def test_words_under_a_merged_cell_are_hidden_and_told_of() -> None:
    document = read(tbl(tr(tc("a", RESTART)), tr(tc("covered", GOES_ON))))
    assert texts(only_table(document)) == {(0, 0): "a"}
    assert [(remark.code, "covered" in remark.detail) for remark in document.remarks] == [("hidden-text", True)]


def test_cells_merged_the_old_way_are_one() -> None:
    old = tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b")
    assert shapes(only_table(read(tbl(old, tr("c", "d", "e"))))) == {(0, 0): (1, 2)}


def test_a_tracked_merge_of_cells_counts() -> None:
    merged = tc("", '<w:cellMerge w:vMerge="cont"/>')
    assert shapes(only_table(read(tbl(tr(tc("a", '<w:cellMerge w:vMerge="rest"/>')), tr(merged))))) == {(0, 0): (2, 1)}


def test_rows_may_begin_and_end_inside_the_grid() -> None:
    before = '<w:gridBefore w:val="1"/>'
    table = only_table(read(tbl(tr("a", "b", "c"), tr("d", properties=before + '<w:gridAfter w:val="1"/>'))))
    assert texts(table) == {(0, 0): "a", (0, 1): "b", (0, 2): "c", (1, 1): "d"}


def test_columns_that_no_cell_begins_in_are_none() -> None:
    table = only_table(read(tbl(tr("a", tc("b", span(3))), tr("c", tc("d", span(3))))))
    assert table.column_count == 2
    assert shapes(table) == {}


def test_edges_a_hair_apart_are_one() -> None:
    uneven = tbl(tr("When", tc("Who", span(2))), tr(tc("May", span(2)), "Ash"), widths=(3000, 60, 4000))
    assert texts(only_table(read(uneven))) == texts(only_table(read(tbl(tr("When", "Who"), tr("May", "Ash")))))
    wide = tbl(tr("When", tc("Who", span(2))), tr(tc("May", span(2)), "Ash"), widths=(3000, 600, 4000))
    assert only_table(read(wide)).column_count == 3
    thin_cell = tbl(tr("a", "b", "c"), tr("d", tc("e", span(2))), widths=(3000, 60, 4000))
    assert only_table(read(thin_cell)).column_count == 3


def test_headers_are_what_the_file_marks() -> None:
    head = "<w:tblHeader/>"
    table = only_table(read(tbl(tr("a", properties=head), tr("b"), tr("c", properties='<w:tblHeader w:val="0"/>'))))
    assert table.header_rows == 1
    assert [cell.is_header for cell in table.cells] == [True, False, False]
    assert only_table(read(tbl(tr("a"), tr("b")))).header_rows is None
    marked = only_table(read(tbl(tr("a", properties=head), tr("b", properties=head))))
    assert marked.header_rows == 1


def test_tracked_rows_are_in_or_gone() -> None:
    body = tbl(tr("a"), tr("old", properties="<w:del/>"), tr("new", properties="<w:ins/>"))
    assert texts(only_table(read(body))) == {(0, 0): "a", (1, 0): "new"}
    assert read(tbl(tr("old", properties="<w:del/>")) + p("b")).printed_text() == "b"
    assert texts(only_table(read(tbl(tr("a", tc("gone", "<w:cellDel/>"), "b"))))) == {(0, 0): "a", (0, 1): "b"}


def test_tables_stand_in_cells() -> None:
    inner = tbl(tr("x", "y"))
    outer = only_table(read(tbl(tr("a", tc(p("before") + inner + p("after"))))))
    nested = outer.cells[1].blocks[1]
    assert isinstance(nested, Table)
    assert texts(nested) == {(0, 0): "x", (0, 1): "y"}
    assert [block.text for block in outer.cells[1].iter_blocks()] == ["before", "x", "y", "after"]
    assert [cell.place.table for cell in (outer.cells[0], nested.cells[0])] == [0, 1]


def test_every_cell_knows_where_it_stands() -> None:
    control = f"<w:sdt><w:sdtContent>{tr('b', 'c')}</w:sdtContent></w:sdt>"
    table = only_table(read(tbl(tr("a", "z"), control)))
    [place] = table.cells[3].words.places()
    assert (place.table, place.row, place.cell) == (0, 1, 1)
    assert dict(place.at) == {"path": "body/tbl[1]/sdt[1]/sdtContent/tr[1]/tc[2]/p[1]"}


@pytest.mark.parametrize(
    ("shading", "fill"),
    [
        (shade("92D050"), "92d050"),
        (shade("auto"), None),
        (shade("FFFFFF"), None),
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', "ff0000"),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FF0000"/>', "800000"),
        ('<w:shd w:val="nil" w:fill="FF0000"/>', None),
        (shade("nonsense"), None),
        (shade("auto", ' w:themeFill="accent2"'), "ed7d31"),
        (shade("auto", ' w:themeFill="accent2" w:themeFillTint="66"'), "f8cbad"),
        (shade("auto", ' w:themeFill="accent2" w:themeFillShade="BF"'), "c65911"),
        (shade("123456", ' w:themeFill="no such"'), "123456"),
    ],
)
def test_cells_keep_their_fill(shading: str, fill: str | None) -> None:
    colours = '<a:accent2><a:srgbClr val="ED7D31"/></a:accent2>'
    theme = f"<a:theme {NAMES}><a:themeElements><a:clrScheme>{colours}</a:clrScheme></a:themeElements></a:theme>"
    data = docx_of(
        tbl(tr(tc("a", shading))), files={"word/theme/theme1.xml": theme}, related={"t": ("theme", "theme/theme1.xml")}
    )
    found = only_table(read_file(data)).cells[0].fill
    assert (found is None) == (fill is None)
    if found and fill:  # lightness is rounded in steps
        assert max(abs(a - b) for a, b in zip(bytes.fromhex(found), bytes.fromhex(fill), strict=True)) <= 2


def test_paragraphs_and_runs_may_be_coloured() -> None:
    highlighted = p(r("On track", '<w:highlight w:val="green"/>'))
    partly = p(r("On ", '<w:highlight w:val="green"/>') + r("track"))
    shaded = p("On track", more=shade("FFC000"))
    bar = p(r("     ", '<w:highlight w:val="red"/>'))
    blocks = read(highlighted + partly + shaded + bar + p(more=shade("D9D9D9"))).iter_blocks()
    assert [(block.kind, block.fill) for block in blocks] == [
        (BlockKind.PARAGRAPH, "00ff00"), (BlockKind.PARAGRAPH, None), (BlockKind.PARAGRAPH, "ffc000"),
        (BlockKind.SHAPE, "ff0000"),
    ]  # fmt: skip


def test_bold_of_a_table_style_is_seen_and_its_bands_are_no_fill() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="House"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
    )
    for look in ('<w:tblLook w:firstRow="1"/>', '<w:tblLook w:val="04A0"/>'):
        table = only_table(
            read(tbl(tr("When"), tr("May"), properties=f'<w:tblStyle w:val="House"/>{look}'), styles=styles)
        )
        assert [cell.words.is_bold() for cell in table.cells] == [True, False]
        assert [cell.fill for cell in table.cells] == [None, None]
    unasked = '<w:tblStyle w:val="House"/><w:tblLook w:firstRow="0" w:val="04A0"/>'
    table = only_table(read(tbl(tr("When"), tr("May"), properties=unasked), styles=styles))
    assert not table.cells[0].words.is_bold()


def test_a_table_without_rows_is_none() -> None:
    assert lines(read(tbl() + p("a"))) == ["a"]
    assert lines(read(tbl(tr()) + p("a"))) == ["a"]
