"""Neighbouring tables with the same columns are one; those with headers of their own or other columns are not."""

from __future__ import annotations

import pytest

from parsers.document import Table
from parsers.formats.registry import read_document
from parsers.repair.joining.repeats import find_header
from parsers.repair.joining.tables import rejoin_tables
from parsers.repair.page_furniture import mark_furniture

UPPER = "Action\tTimescale\tLead\nDig a pond\tMay 2025\tHead of Parks"


def tables(text: str) -> list[list[list[str]]]:
    document = rejoin_tables(mark_furniture(read_document(text.encode(), "plan.txt")))
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in table.rows()] for table in found]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("\n\n", id="empty-line"),
        pytest.param("\f", id="form-feed"),
        pytest.param("\n\n4\n\n", id="page-number"),
        pytest.param("\n\nPage 4 of 9\f", id="page-number-and-form-feed"),
    ],
)
@pytest.mark.parametrize("header", ["", "Action\tTimescale\tLead\n"], ids=["no-header", "header-again"])
def test_a_table_that_a_page_break_cuts_is_one(between: str, header: str) -> None:
    [table] = tables(f"{UPPER}{between}{header}Fill a pond\tJune 2025\tHead of Parks")
    assert [row[0] for row in table] == ["Action", "Dig a pond", "Fill a pond"]


@pytest.mark.parametrize(
    "lower",
    [
        pytest.param("\n\nIn the second year:\n\nFill a pond\tJune\tHead of Parks", id="text-between"),
        pytest.param("\n\nMeasure\tStatus\tProgress\nA pond\tGreen\tIt is dug", id="header-of-its-own"),
        pytest.param("\n\nFill\tJune\tHead of Parks\tMuch\tMore", id="more-columns"),
    ],
)
def test_tables_that_are_two_stay_two(lower: str) -> None:
    assert len(tables(UPPER + lower)) == 2


def test_a_header_that_is_printed_again_is_told() -> None:
    text = f"{UPPER}\n\nACTION:\tTimescales\tLead\nFill a pond\tJune\tHead of Parks"
    document = rejoin_tables(read_document(text.encode(), "plan.txt"))
    assert [remark.code for remark in document.remarks] in ([], ["header-repeated"])


def test_a_header_that_takes_turns_with_another_is_kept_above_what_it_heads() -> None:
    done, new = "Actions so far\tTimescale\tLead\n", "New actions\tTimescale\tLead\n"
    rows = [f"{verb} a {thing}\tMay 2025\tHead of Parks\n" for verb in ("Dig", "Fill") for thing in ("pond", "pit")]
    text = new + rows[0] + done + rows[1] + new + rows[2] + done + rows[3]
    rows_of_all = [row for table in tables(f"{text}\n\n{new}Line a pond\tJune 2025\tHead of Parks") for row in table]
    assert [row[0] for row in rows_of_all][-3:] == ["Fill a pit", "New actions", "Line a pond"]


def test_each_part_keeps_the_table_and_row_it_was_printed_in() -> None:
    document = rejoin_tables(read_document(f"{UPPER}\n\nFill a pond\tJune 2025\tHead of Parks".encode(), "plan.txt"))
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    places = [row[0].words.places()[0] for row in table.rows()]
    assert [(place.table, place.row) for place in places] == [(0, 0), (0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("text", "is_header"),
    [
        pytest.param("Action\tTimescale\tLead\nDig\tMay\tHead of IT", True, id="known-wordings"),
        pytest.param("| One | Two |\n|---|---|\n| a | b |", True, id="marked-by-the-file"),
        pytest.param("Dig a pond\tMay 2025\tHead of Parks\nFill it\tJune\tHead of Parks", False, id="data"),
    ],
)
def test_what_a_header_is(text: str, is_header: bool) -> None:
    [table] = [block for block in read_document(text.encode(), "plan.txt").blocks if isinstance(block, Table)]
    assert (find_header(table) is not None) is is_header
