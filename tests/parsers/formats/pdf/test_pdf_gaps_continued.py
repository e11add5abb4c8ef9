"""A table without rules over two pages: its part below has the columns of its part above, and no header."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.formats.pdf.page import Page
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tables.gaps import find_gap_tables
from tests.parsers.formats.pdf.drawn_pages import bars, drawn, rows_of

HEAD = "*Ref  Action                        Lead             By when"
ROW = """
 {0}    Draft a housing strategy      Head of          March 2026
      with partners                 Housing
"""


def first_page(rows: int = 20) -> tuple[Page, FoundTable]:
    page = drawn("\n".join([HEAD, *(ROW.format(row % 10) for row in range(rows))]))
    [table] = find_gap_tables(page)
    return page, table


def continued(text: str) -> list[list[list[str | None]]]:
    """Return the tables of a page whose text is given, behind a page that a table runs down to the foot of."""
    page = drawn(text, number=2)
    return [rows_of(page, table) for table in find_gap_tables(page, (), first_page()[1])]


def test_the_page_above_is_cut_by_its_foot() -> None:
    _, table = first_page()
    assert any(cell.cut_below for cell in table.cells)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            """
 2    Review the depot              Director         June 2026
                                    of Place

 3    Sell what is not needed       Treasurer        Ongoing
      and report on it

 4    Say so in public              Leader           2027
""",
            """
2 | Review the depot | Director of Place | June 2026
3 | Sell what is not needed and report on it | Treasurer | Ongoing
4 | Say so in public | Leader | 2027
""",
            id="whole-rows",
        ),
        pytest.param(
            """
      in every ward                 and Estates

 3    Sell what is not needed       Treasurer        Ongoing

 4    Say so in public              Leader           2027
""",
            """
 | in every ward | and Estates |
3 | Sell what is not needed | Treasurer | Ongoing
4 | Say so in public | Leader | 2027
""",
            id="the-rest-of-a-row-first",
        ),
        pytest.param(
            """
 Northmoor Council            Action plan 2025





 3    Sell what is not needed       Treasurer        Ongoing

 4    Say so in public              Leader           2027

 This is how we report: twice a year, in public, to the scrutiny committee and to every resident.
 Then we begin again.
""",
            """
3 | Sell what is not needed | Treasurer | Ongoing
4 | Say so in public | Leader | 2027
""",
            id="between-a-running-header-and-prose",
        ),
        pytest.param(
            """
*Theme 2: Money that we have, and money that we do not have and should like

 3    Sell what is not needed       Treasurer        Ongoing

 4    Say so in public              Leader           2027
""",
            """
3 | Sell what is not needed | Treasurer | Ongoing
4 | Say so in public | Leader | 2027
""",
            id="below-a-title",
        ),
    ],
)
def test_rows_without_a_header_go_on_below_the_page_break(text: str, rows: str) -> None:
    assert continued(text) == [bars(rows)]


def test_the_rest_of_a_cut_row_is_marked_and_nothing_is_a_header() -> None:
    page = drawn("      in every ward                 and Estates\n\n" + ROW.format(3) + ROW.format(4), number=2)
    [table] = find_gap_tables(page, (), first_page()[1])
    assert {cell.cut_above for cell in table.cells if not cell.row} == {True}
    assert not any(cell.cut_above for cell in table.cells if cell.row)
    assert not any(cell.is_header for cell in table.cells)
    assert table.column_count == 4


def test_a_header_printed_again_begins_the_table_itself() -> None:
    [table] = continued("\n".join([HEAD, ROW.format(2), ROW.format(3)]))
    assert table[0] == ["Ref", "Action", "Lead", "By when"]


def test_another_header_ends_the_part_below() -> None:
    text = f"{ROW.format(2)}\n{ROW.format(3)}\n{HEAD}\n{ROW.format(4)}\n{ROW.format(5)}"
    upper, lower = continued(text)
    assert [row[0] for row in upper] == ["2", "3"]
    assert [row[0] for row in lower] == ["Ref", "4", "5"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" The council has a clear sense of place and of what its residents need from it.", id="prose"),
        pytest.param(
            """
 Thus ends the plan that we made together     with the county,
 and with every one of the partners that     we work with.
 Thus ends the plan that we made together     with the county,
""",
            id="text-across-the-columns",
        ),
        pytest.param(
            """
 The council has a clear sense of place and of what its residents need from it, and it shows.
 The council has a clear sense of place and of what its residents need from it, and it shows.
 1    One                           Two              Three
 2    Four                          Five             Six
""",
            id="columns-below-prose",
        ),
        pytest.param(" 2    Review the depot              Director         June 2026", id="one-line"),
    ],
)
def test_other_text_does_not_go_on(text: str) -> None:
    assert continued(text) == []


def test_only_what_the_page_cuts_goes_on() -> None:
    _, table = first_page()
    below = drawn(ROW.format(2) + ROW.format(3))
    whole = replace(table, cells=tuple(replace(cell, cut_below=False) for cell in table.cells))
    assert find_gap_tables(below, (), whole) == ()
    assert find_gap_tables(below, (), replace(table, evidence=Evidence.RULED)) == ()
    assert find_gap_tables(below) == ()
    assert len(find_gap_tables(below, (), table)) == 1
