"""Tables of an OpenDocument text: spans, repeated rows and cells, headers, colours, tables inside tables."""

from __future__ import annotations

import pytest

from normalise.errors import DocumentError
from parsers.document import Layer, Table
from tests.parsers.formats.odt.odt_files import (
    COVERED,
    cell,
    item,
    listing,
    paragraph,
    read_body,
    row,
    table,
    table_of,
    texts,
)


def test_spans_are_those_of_the_file_and_covered_cells_take_their_places() -> None:
    wide = 'table:number-columns-spanned="2"'
    high = 'table:number-rows-spanned="2"'
    body = table(row(cell("a", wide), COVERED, "b"), row(cell("c", high), "d", "e"), row(COVERED, "f", "g"))
    found = table_of(read_body(body))
    assert texts(found) == [["a", "", "b"], ["c", "d", "e"], ["", "f", "g"]]
    assert [(c.row, c.column, c.row_span, c.column_span) for c in found.cells if c.row_span + c.column_span > 2] == [
        (0, 0, 1, 2),
        (1, 0, 2, 1),
    ]


def test_a_program_that_writes_no_covered_cells_is_understood() -> None:
    body = table(row(cell("a", 'table:number-rows-spanned="2"'), "b"), row("c"))
    assert texts(table_of(read_body(body))) == [["a", "b"], ["", "c"]]


def test_cells_never_overlap() -> None:
    wide, high = 'table:number-columns-spanned="3"', 'table:number-rows-spanned="2"'
    body = table(row("a", cell("b", high), "c"), row(cell("d", wide)), row(cell("e", wide), "f"))
    found = table_of(read_body(body))
    assert [(c.text, c.row, c.column, c.column_span) for c in found.cells][3:] == [
        ("d", 1, 0, 1),
        ("e", 2, 0, 3),
        ("f", 2, 3, 1),
    ]


def test_spans_end_with_the_table() -> None:
    found = table_of(read_body(table(row(cell("a", 'table:number-rows-spanned="999999999"'), "b"))))
    assert (found.row_count, found.cells[0].row_span) == (1, 1)


def test_repeated_cells_and_rows_are_laid_down() -> None:
    body = table(
        row("a", '<table:table-cell table:number-columns-repeated="2"/>', "b"),
        row("c", "d", "e", "f", more='table:number-rows-repeated="2"'),
    )
    assert texts(table_of(read_body(body))) == [["a", "", "", "b"], ["c", "d", "e", "f"], ["c", "d", "e", "f"]]


def test_header_rows_are_marked() -> None:
    body = (
        f"<table:table><table:table-column/><table:table-header-rows>{row('Action')}</table:table-header-rows>"
        f"<table:table-rows>{row('Mend')}</table:table-rows></table:table>"
    )
    found = table_of(read_body(body))
    assert found.header_rows == 1
    assert [c.is_header for c in found.cells] == [True, False]
    assert table_of(read_body(table(row("Action")))).header_rows is None


def test_a_cell_shows_its_own_colour_else_its_rows_else_its_tables() -> None:
    def style(name: str, family: str, colour: str) -> str:
        return (
            f'<style:style style:name="{name}" style:family="{family}"><style:{family}-properties '
            f'fo:background-color="{colour}"/></style:style>'
        )

    automatic = (
        style("T", "table", "#eeeeee")
        + style("R", "table-row", "#00b050")
        + style("C", "table-cell", "#FF0000")
        + style("N", "table-cell", "transparent")
    )
    body = (
        '<table:table table:style-name="T">'
        + row(cell("a", 'table:style-name="C"'), cell("b", 'table:style-name="N"'), more='table:style-name="R"')
        + row("c")
        + "</table:table>"
    )
    assert [c.fill for c in table_of(read_body(body, automatic)).cells] == ["ff0000", "00b050", "eeeeee"]


def test_a_table_inside_a_cell_stays_there_and_has_the_cells_place() -> None:
    inner = table(row("x", "y"))
    [first, second] = table_of(read_body(table(row(cell(paragraph("a") + inner), "b")))).cells
    assert isinstance(first.blocks[1], Table)
    assert first.text == "a\nx\ny"
    place = first.blocks[1].cells[1].words.places()[0]
    assert (place.table, place.row, place.cell) == (0, 0, 1)
    assert second.text == "b"


def test_places_tell_table_row_cell_and_path() -> None:
    document = read_body(table(row("a")) + table(row("b", "c"), row("d", "e")))
    last = [block for block in document.blocks if isinstance(block, Table)][1].cells[3]
    [place] = last.words.places()
    assert (place.table, place.row, place.cell) == (1, 1, 1)
    assert dict(place.at) == {"path": "table:table[2]/table:table-row[2]/table:table-cell[2]/text:p[1]"}


def test_a_list_in_a_cell_is_the_cells() -> None:
    assert table_of(read_body(table(row(cell(listing("", "a", "b")), "c")))).cells[0].text == "a\nb"


def test_a_table_without_cells_is_none() -> None:
    document = read_body(paragraph("Plan") + "<table:table><table:table-row/></table:table>")
    assert len(document.blocks) == 1


def test_a_table_in_an_index_is_furniture() -> None:
    body = f"<text:user-index><text:index-body>{table(row('a'))}</text:index-body></text:user-index>"
    assert table_of(read_body(paragraph("Plan") + body)).layer is Layer.FURNITURE


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(row("a", more='table:number-rows-repeated="1000000000"')), id="rows"),
        pytest.param(table(row(cell("a", 'table:number-columns-repeated="1000000000"'))), id="columns"),
        pytest.param(table(row(cell("a", 'table:number-columns-spanned="1000000000"'))), id="span"),
        pytest.param(table(row('<table:covered-table-cell table:number-columns-repeated="900"/>')), id="covered"),
        pytest.param(
            table(*[row("a", "b", more='table:number-rows-repeated="100000"') for _ in range(3)]), id="rows-together"
        ),
        pytest.param(table(row("word " * 30_000, more='table:number-rows-repeated="90"')), id="words"),
        pytest.param(table(row(cell("word " * 30_000, 'table:number-columns-repeated="90"'))), id="words-in-a-row"),
        pytest.param("<table:table><table:table-row><table:table-cell>" * 83, id="unclosed"),
    ],
)
def test_what_is_repeated_is_bounded_before_it_is_made(body: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_body(body)
    assert caught.value.code in ("over-budget", "damaged")


@pytest.mark.parametrize("depth", [60, 1_000])
def test_tables_inside_tables_end_somewhere(depth: int) -> None:
    body = paragraph("deep")
    for _ in range(depth):
        body = table(row(cell(body)))
    if depth < 80:
        assert read_body(body).printed_text() == "deep"
        return
    with pytest.raises(DocumentError) as caught:
        read_body(body)
    assert caught.value.code == "over-budget"


def test_lists_inside_lists_end_somewhere() -> None:
    body = paragraph("deep")
    for _ in range(1_000):
        body = listing("", item(body))
    with pytest.raises(DocumentError) as caught:
        read_body(body)
    assert caught.value.code == "over-budget"
