"""Tables parted by tabs whose cells hold line ends, as pasted out of a word processor or a sheet."""

from __future__ import annotations

import pytest

from parsers.document import Table
from parsers.formats.registry import read_document

HEADER = "Ref\tRecommendation\tAction\tLead\tBy when"


def rows_of(*lines: str) -> list[list[list[str]]]:
    """Return the cells of the first table, each as its lines."""
    document = read_document(
        "\n".join(("Tarnside Council", "Peer challenge action plan", "", *lines)).encode(), "a.txt"
    )
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[cell.text.splitlines() for cell in row] for row in table.rows()]


def test_a_row_is_as_many_lines_as_hold_the_headers_tabs() -> None:
    rows = rows_of(
        HEADER,
        "1\tHear from tenants\tForm a panel",
        "Pay its members",
        "Publish what it says\tHead of Homes",
        "Tenancy Manager\tMay 2027",
        "2\tMend the website\tRe-write forms\tDigital Lead\tJune 2027",
    )
    assert [len(row) for row in rows] == [5, 5, 5]
    assert rows[1][2] == ["Form a panel", "Pay its members", "Publish what it says"]
    assert rows[1][3] == ["Head of Homes", "Tenancy Manager"]
    assert rows[2] == [["2"], ["Mend the website"], ["Re-write forms"], ["Digital Lead"], ["June 2027"]]


def test_the_last_cell_goes_on_with_list_entries_small_letters_and_sentences() -> None:
    rows = rows_of(
        HEADER,
        "1\tHear from tenants\tForm a panel",
        "Pay its members\tHead of Homes\tMay 2027",
        "at the latest",
        "2\tMend the website\tRe-write forms\tDigital Lead\tJune 2027",
        "",
        "A closing line.",
    )
    assert rows[1][4] == ["May 2027", "at the latest"]
    assert len(rows) == 3


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("1\tHear tenants", "2\tMend the website\tRe-write forms\tDigital Lead"), id="ends-left-out"),
        pytest.param(("1\tHear tenants\tForm a panel", "Theme two", "2\tMend it\tRe-write\tLead\tMay"), id="theme-row"),
        pytest.param(("1\tHear tenants\tForm a panel\tHead of Homes\tMay 2027", "2\tMend it"), id="a-short-last-row"),
        pytest.param(("1\tHear\tForm\tHead\tMay", "Theme two", "2\tMend\tWrite\tLead\tMay"), id="a-line-between-rows"),
    ],
)
def test_lines_that_do_not_come_out_even_are_rows_of_their_own(lines: tuple[str, ...]) -> None:
    rows = rows_of(HEADER, *lines)
    assert rows[1] == [[text] for text in lines[0].split("\t")]


def test_numbered_lines_of_a_cell_are_entries_with_their_own_dates() -> None:
    from parsers.assemble import read_extraction

    text = "\n".join(
        (
            "Tarnside Council",
            "Corporate Peer Challenge Action Plan 2027",
            "",
            HEADER,
            "1\tHear from tenants\t1.1 Form a panel",
            "1.2 Pay its members\tHead of Homes\t1.1 May 2027",
            "1.2 June 2027",
            "2\tMend the website\t2.1 Re-write forms",
            "2.2 Test them\tDigital Lead\t2.1 July 2027",
            "2.2 August 2027",
        )
    )
    found = read_extraction(text.encode(), "plan.txt")
    told = [(each.number, each.text, [time.edtf for time in each.timelines]) for each in found.actions]
    assert told == [
        ("1.1", "Form a panel", ["2027-05"]),
        ("1.2", "Pay its members", ["2027-06"]),
        ("2.1", "Re-write forms", ["2027-07"]),
        ("2.2", "Test them", ["2027-08"]),
    ]
