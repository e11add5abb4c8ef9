"""Tables on slides: spans, headers, fills, and dots that lie over cells."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR

from fixtures.make.decks.drawing import AMBER, GREEN, RED, paint
from normalise.errors import DocumentError
from parsers.document import Block, Table
from parsers.formats.pptx.reader import read_deck
from parsers.repair import repair
from tests.parsers.formats.pptx.decks_by_hand import A, ReadDeck, bullet, change_part, remarks_of, tables_of

ROWS = [["No.", "Action", "RAG"], ["1", "Dig", ""], ["2", "Plant", ""]]


def fills(table: Table) -> list[tuple[int, int, str | None]]:
    """Return where coloured shapes are, and their colours."""
    found = ((cell, block) for cell in table.cells for block in cell.iter_blocks() if block.fill)
    return [(cell.row, cell.column, block.fill) for cell, block in found]


def with_table(rows: list[list[str]], **more: float) -> tuple[ReadDeck, Any]:
    deck = ReadDeck()
    deck.add_slide("Plan")
    return deck, deck.add_table(rows, **more)


def test_a_merged_cell_is_one_with_spans_and_its_words_once() -> None:
    deck, table = with_table([["a", "b", "c"], ["d", "", "e"], ["", "", "f"]])
    table.cell(1, 0).merge(table.cell(2, 1))
    [read] = tables_of(deck.read())
    [cell] = [cell for cell in read.cells if cell.text == "d"]
    assert (cell.row, cell.column, cell.row_span, cell.column_span) == (1, 0, 2, 2)
    assert [cell.text for cell in read.cells] == ["a", "b", "c", "d", "e", "f"]


def test_every_place_has_table_row_and_cell() -> None:
    deck, _ = with_table(ROWS)
    deck.add_slide("Further")
    deck.add_table(ROWS)
    tables = tables_of(deck.read())
    assert [table.place.table for table in tables] == [0, 1]
    [place] = tables[1].cells[4].words.places()
    assert (place.table, place.row, place.cell, dict(place.at)["slide"]) == (1, 1, 1, 2)


@pytest.mark.parametrize(
    ("first", "is_header"),
    [
        pytest.param(["No.", "Action", "RAG"], True, id="headings"),
        pytest.param(["3", "Dig", "Green"], False, id="a-numbered-row"),
        pytest.param(["Talk", "We will talk to all residents of it.", ""], False, id="a-sentence"),
        pytest.param(["", "", ""], False, id="nothing"),
    ],
)
def test_the_first_row_is_a_header_where_it_can_be_one(first: list[str], is_header: bool) -> None:
    deck, _ = with_table([first, ["1", "Dig", ""]])
    assert tables_of(deck.read())[0].header_rows == (1 if is_header else None)


def test_the_first_row_is_none_where_the_file_says_so() -> None:
    deck, table = with_table(ROWS)
    table.first_row = False
    assert tables_of(deck.read())[0].header_rows is None


def test_a_cells_fill_is_its_own_or_the_themes_made_lighter() -> None:
    deck, table = with_table(ROWS)
    paint(table.cell(1, 2), GREEN)
    themed = table.cell(2, 2).fill
    themed.solid()
    themed.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_3
    themed.fore_color.brightness = 0.4
    cells = {(cell.row, cell.column): cell for cell in tables_of(deck.read())[0].cells}
    assert cells[1, 2].fill == GREEN
    assert cells[2, 2].fill == "c3d69b"
    assert cells[0, 0].fill is None, "what a table style paints says nothing"


def test_a_cell_may_hold_a_list() -> None:
    deck, table = with_table(ROWS)
    frame = table.cell(1, 1).text_frame
    frame.text = "Dig\nPlant"
    for paragraph in frame.paragraphs:
        bullet(paragraph, "buAutoNum", type="alphaLcParenR")
    cell = tables_of(deck.read())[0].rows()[1][1]
    assert [block.marker for block in cell.iter_blocks()] == ["a)", "b)"]


@pytest.mark.parametrize("is_above", [True, False], ids=["drawn-after", "drawn-before"])
def test_a_dot_over_a_cell_is_the_cells(is_above: bool) -> None:
    deck = ReadDeck()
    deck.add_slide("Plan")
    if is_above:
        deck.add_table(ROWS, top=2, row_height=0.5)
    for number, colour in enumerate((GREEN, RED)):
        deck.add_dot(colour, 7.5, 2.6 + 0.5 * number)
    if not is_above:
        deck.add_table(ROWS, top=2, row_height=0.5)
    [table] = tables_of(deck.read())
    assert fills(table) == [(1, 2, GREEN), (2, 2, RED)]
    [block] = [block for block in table.rows()[1][2].blocks if isinstance(block, Block)]
    assert (block.place.table, block.place.row, block.place.cell) == (0, 1, 2)
    assert str(dict(block.place.at)["shape"]).startswith("Oval")


def test_dots_down_a_column_are_a_row_each_where_rows_grew_with_their_words() -> None:
    deck, _ = with_table([*ROWS, ["3", "Water", ""]], top=2, row_height=0.4)
    for number, colour in enumerate((GREEN, AMBER, RED)):
        deck.add_dot(colour, 7.5, 2.6 + 0.55 * number)
    assert fills(tables_of(deck.read())[0]) == [(1, 2, GREEN), (2, 2, AMBER), (3, 2, RED)]


def test_a_letter_in_a_dot_goes_with_it_and_a_word_over_a_cell_too() -> None:
    deck, _ = with_table(ROWS, top=2, row_height=0.5)
    deck.add_dot(GREEN, 7.5, 2.6, text="G")
    deck.add_text("Late", 7.5, 3.05, 1, 0.4)
    rows = tables_of(deck.read())[0].rows()
    assert [rows[1][2].text, rows[2][2].text] == ["G", "Late"]
    assert [block.fill for block in rows[1][2].iter_blocks()] == [GREEN]


def test_a_dot_over_a_merged_cell_is_the_whole_cells() -> None:
    deck, table = with_table(ROWS, top=2, row_height=0.5)
    table.cell(1, 2).merge(table.cell(2, 2))
    deck.add_dot(GREEN, 7.5, 3.1)
    assert fills(tables_of(deck.read())[0]) == [(1, 2, GREEN)]


def test_a_grey_dot_is_no_status_and_a_large_shape_no_dot() -> None:
    deck, _ = with_table(ROWS, top=2, row_height=0.5)
    deck.add_dot("bfbfbf", 7.5, 2.6)
    deck.add_dot(GREEN, 6, 2.2, size=3)
    assert fills(tables_of(deck.read())[0]) == []


def test_a_table_that_goes_on_over_three_slides_is_one() -> None:
    deck, _ = with_table(ROWS)
    for title, number in (("Plan (continued)", "3"), ("Plan (cont'd)", "4")):
        deck.add_slide(title)
        deck.add_table([ROWS[0], [number, f"Step {number}", ""]])
    document = repair(deck.read())
    [table] = tables_of(document)
    assert [row[0].text for row in table.rows()] == ["No.", "1", "2", "3", "4"]
    assert len(remarks_of(document, "header-repeated")) == 2


def test_tables_under_other_titles_stay_two() -> None:
    deck, _ = with_table(ROWS)
    deck.add_slide("Another plan")
    deck.add_table(ROWS)
    assert len(tables_of(repair(deck.read()))) == 2


@pytest.mark.parametrize(
    ("attribute", "value", "word"),
    [
        pytest.param("gridSpan", "65534", "columns in a table", id="columns"),
        pytest.param("rowSpan", "999999999", "table cells", id="rows"),
    ],
)
def test_a_span_beyond_any_table_ends_the_file(attribute: str, value: str, word: str) -> None:
    deck, table = with_table(ROWS)
    table.cell(1, 0)._tc.set(attribute, value)
    with pytest.raises(DocumentError, match=word) as raised:
        deck.read()
    assert raised.value.code == "over-budget"


@pytest.mark.parametrize("value", ["-3", "0", "7", "two", "١٢", ""])
def test_a_span_that_is_none_or_too_wide_keeps_the_words(value: str) -> None:
    deck, table = with_table(ROWS)
    table.cell(1, 0)._tc.set("gridSpan", "1")
    data = change_part(
        deck.save(), "ppt/slides/slide1.xml", lambda part: part.replace(b'gridSpan="1"', f'gridSpan="{value}"'.encode())
    )
    [read] = tables_of(read_deck(data, "deck.pptx"))
    assert {cell.text for cell in read.cells} >= {"1", "Dig", "2", "Plant"}
    assert all(cell.column + cell.column_span <= read.column_count for cell in read.cells)


def test_rows_of_unequal_length_are_kept() -> None:
    deck, table = with_table(ROWS)
    row = table._tbl.findall(f"{{{A}}}tr")[2]
    extra = etree.fromstring(etree.tostring(row.findall(f"{{{A}}}tc")[0]))
    row.insert(3, extra)
    [read] = tables_of(deck.read())
    assert read.column_count == 4
    assert [cell.text for cell in read.rows()[2]] == ["2", "Plant", "", "2"]


def test_bands_that_are_painted_cell_by_cell_say_nothing_and_a_status_among_them_does() -> None:
    deck, table = with_table([["No.", "Action", "Lead", "RAG"], ["1", "Dig", "Parks", ""], ["2", "Plant", "Parks", ""]])
    for row in (1, 2):
        for column in range(4):
            paint(table.cell(row, column), "d0d8e7")
    paint(table.cell(2, 3), RED)
    fills_of = [[cell.fill for cell in row] for row in tables_of(deck.read())[0].rows()[1:]]
    assert fills_of == [[None] * 4, [None, None, None, RED]]


def test_statuses_of_several_columns_are_no_band() -> None:
    deck, table = with_table([["Action", "May", "June", "July"], ["Dig", "", "", ""]])
    for column in (1, 2, 3):
        paint(table.cell(1, column), GREEN)
    assert [cell.fill for cell in tables_of(deck.read())[0].rows()[1]] == [None, GREEN, GREEN, GREEN]


def test_a_key_below_a_table_is_not_laid_over_it() -> None:
    deck, _ = with_table(ROWS[:2], top=2, row_height=1)
    for number, (colour, text) in enumerate(((GREEN, "On track"), (RED, "Delayed"))):
        deck.add_dot(colour, 1 + 4 * number, 4.6, 0.25)
        deck.add_text(text, 1.4 + 4 * number, 4.5, 2, 0.4)
    document = deck.read()
    assert fills(tables_of(document)[0]) == []
    assert [block.fill for block in document.blocks if isinstance(block, Block) and block.fill] == [GREEN, RED]
