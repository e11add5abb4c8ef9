"""Tables of web pages: spans, groups, headers, what lays out and what holds data, and what stands between cells."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.formats.registry import read_document


def read(body: str) -> Document:
    return read_document(f"<!doctype html><html><body>{body}</body></html>".encode(), "page.html")


def table_of(body: str) -> Table:
    [table] = [block for block in read(body).blocks if isinstance(block, Table)]
    return table


def grid(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        pytest.param(
            "<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", [["a", "b"], ["a", "c"], ["a", "d"]], id="to-the-end"
        ),
        pytest.param("<tr><td rowspan=9>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]], id="beyond-the-end"),
        pytest.param("<tr><td colspan=2>a<tr><td>b<td>c", [["a", "a"], ["b", "c"]], id="columns"),
        pytest.param("<tr><td colspan=x>a<td rowspan=-1>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]], id="no-numbers"),
        pytest.param(
            "<tfoot><tr><td>z<td>z</tfoot><tbody><tr><td>b<td>b</tbody><thead><tr><th>a<th>a</thead>",
            [["a", "a"], ["b", "b"], ["z", "z"]],
            id="head-first-foot-last",
        ),
        pytest.param(
            "<tbody><tr><td rowspan=5>a<td>b</tbody><tbody><tr><td>c<td>d</tbody>",
            [["a", "b"], ["c", "d"]],
            id="no-span-leaves-its-group",
        ),
        pytest.param("<thead><tr><th>a<th>b</thead><tr><td>c<td>d", [["a", "b"], ["c", "d"]], id="rows-outside-groups"),
        pytest.param("<td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]], id="a-row-never-begun"),
        pytest.param("<form><tr><td>a<td>b</form><tr><td>c<td>d", [["a", "b"], ["c", "d"]], id="a-form-around-rows"),
    ],
)
def test_cells_stand_where_a_browser_puts_them(rows: str, wanted: list[list[str]]) -> None:
    assert grid(table_of(f"<table>{rows}</table>")) == wanted


def test_a_caption_is_a_paragraph_in_front() -> None:
    first, table = read("<table><caption>Our plan</caption><tr><th>a<th>b<tr><td>c<td>d</table>").blocks
    assert isinstance(first, Block)
    assert first.text == "Our plan"
    assert isinstance(table, Table)
    assert table.header_rows == 1


def test_headers_of_rows_make_no_header_row() -> None:
    table = table_of("<table><tr><th scope=row>Lead<td>Chief Executive<tr><th scope=row>When<td>May</table>")
    assert table.header_rows is None
    assert [cell.is_header for cell in table.cells] == [True, False, True, False]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", id="by-role"),
        pytest.param("<table><tr><td>a<tr><td>b<tr><td>c<tr><td>d</table>", id="one-column"),
        pytest.param("<table><tr><td><h2>a</h2><p>b<td><p>c<p>d</table>", id="one-row-of-blocks"),
        pytest.param("<table><tr><td>a<td><table border=1><tr><td><p>b<p>c<p>d</table></table>", id="around-a-table"),
    ],
)
def test_a_table_for_layout_is_text(table: str) -> None:
    blocks = list(read(table).iter_blocks())
    assert [block.text for block in blocks] == ["a", "b", "c", "d"]


def test_a_table_inside_a_cell_of_data_is_a_table() -> None:
    outer = table_of(
        "<table border=1><tr><th>x<th>y<tr><td>a<td><table border=1><tr><th>p<th>q<tr><td>1<td>2</table></table>"
    )
    [inner] = [block for cell in outer.cells for block in cell.blocks if isinstance(block, Table)]
    assert grid(inner) == [["p", "q"], ["1", "2"]]
    assert (outer.place.table, inner.place.table) == (0, 1)


def test_hidden_rows_and_copies_are_set_aside() -> None:
    old = "<tr style='display: none'><td>old<td>older"
    document = read(f"<table><tr><th>a<th>b{old}<tr><td><span class='d-md-none'>a</span>1<td>2</table>")
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert grid(table) == [["a", "b"], ["1", "2"]]
    assert [block.text for block in document.iter_blocks() if block.layer is Layer.FURNITURE] == ["old older", "a"]


def test_what_stands_between_cells_belongs_to_the_one_before() -> None:
    table = table_of("<table>lost<tr><th>a<th>b<tr><td>c</td>stray<td>d</td></tr>end</table>")
    assert grid(table) == [["a", "b"], ["c\nstray", "d\nend"]]


def test_line_ends_that_pad_a_cell_stay() -> None:
    table = table_of("<table><tr><th>Action<th>When<tr><td>one<br>two<td>May<br>&nbsp;<br><br>June</table>")
    assert table.cells[3].text.replace("\xa0", "") == "May\n\n\nJune"


def test_lines_of_a_cell_that_begin_with_numbers_are_a_list() -> None:
    table = table_of("<table><tr><th>Action<th>When<tr><td>1. one<br>2. two<br>and more<td>May</table>")
    blocks = [block for block in table.cells[2].blocks if isinstance(block, Block)]
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        (BlockKind.ITEM, "1.", "one"),
        (BlockKind.ITEM, "2.", "two\nand more"),
    ]


@pytest.mark.parametrize(
    ("cell", "fill"),
    [
        pytest.param("<td bgcolor='#00FF00'>x", "00ff00", id="old-attribute"),
        pytest.param("<td style='background: red'>x", "ff0000", id="style"),
        pytest.param("<td class='done'>x", "00b050", id="class"),
        pytest.param("<td class='late' style='background-color:#abc'>x", "aabbcc", id="style-over-class"),
        pytest.param("<td>x", None, id="none"),
    ],
)
def test_fills_are_those_of_the_page(cell: str, fill: str | None) -> None:
    rules = ".done { background-color: #00B050 } td.late { background: red } @media print { td { background: blue } }"
    table = table_of(f"<style>{rules}</style><table><tr><th>a<th>b<tr>{cell}<td>y</table>")
    assert table.cells[2].fill == fill


def test_places_name_table_row_cell_and_path() -> None:
    table = table_of("<p>x<div><table><tr><th>a<th>b<tr><td>c<td>d</table></div>")
    [run] = table.cells[3].words.runs
    assert (run.place.table, run.place.row, run.place.cell) == (0, 1, 1)
    assert dict(run.place.at) == {"path": "/html/body/div[1]/table[1]/tr[2]/td[2]"}
