"""Which first rows print a header again, word for word or nearly, and which are headers of their own."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Table
from parsers.repair.joining.repeats import (
    Repeated,
    count_repeated,
    find_header,
    is_continued,
    iter_inner_repeats,
    strip_continued,
)
from parsers.words import Style, Words

HEADER = ("No", "Recommendation", "Action", "Timescale", "Lead")
DATA = ("1", "Open the mill", "Find a miller", "May 2025", "Head of Trade")
OTHER = ("2", "Dig a pond", "Choose a field", "June 2025", "Head of Rivers")


def cell(row: int, column: int, text: str, *, span: int = 1, bold: bool = False) -> Cell:
    blocks = (Block(BlockKind.PARAGRAPH, Words.of(text, style=Style(bold=bold))),) if text else ()
    return Cell(row, column, blocks, column_span=span)


def table(*rows: tuple[str, ...], bold: int | None = None) -> Table:
    """Return a table of rows; one of a single text is a title over all columns."""
    cells = [
        cell(number, column, text, span=5 if len(row) == 1 else 1, bold=number == bold)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(tuple(cells), len(rows), 5)


@pytest.mark.parametrize(
    ("head", "below", "repeated"),
    [
        pytest.param((HEADER,), (HEADER, DATA), Repeated(1), id="word-for-word"),
        pytest.param((HEADER,), (DATA, OTHER), Repeated(0), id="not-again"),
        pytest.param((("Our plan",), HEADER), (("Our plan",), HEADER, DATA), Repeated(2), id="with-its-title"),
        pytest.param((HEADER, DATA), (HEADER, DATA), Repeated(1), id="the-same-row-below-is-none-of-it"),
        pytest.param(
            (HEADER,),
            (("No.", "Recommendations", "Action", "Timescales", "Lead"), DATA),
            Repeated(1),
            id="signs-and-plurals",
        ),
        pytest.param(
            (HEADER,),
            (("Rec.", "Recommendation (continued)", "Action", "Timescale", "Lead officer"), DATA),
            Repeated(1, is_changed=True),
            id="other-words-for-the-same",
        ),
        pytest.param(
            (HEADER,), (("No", "Additional recommendation", *HEADER[2:]), DATA), Repeated(0), id="of-another-kind"
        ),
        pytest.param(
            (("No", "Actions 2023/24", "Owner"),), (("No", "Actions 2024/25", "Owner"), DATA), Repeated(0), id="a-year"
        ),
        pytest.param((HEADER,), (("Post", "Name", "Room", "Days", "Pay"), DATA), Repeated(0), id="another"),
    ],
)
def test_which_first_rows_are_a_header_again(
    head: tuple[tuple[str, ...], ...], below: tuple[tuple[str, ...], ...], repeated: Repeated
) -> None:
    found = count_repeated([table(*head).rows()], table(*below))
    assert found.rows == repeated.rows
    assert found.is_changed or not repeated.is_changed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Our plan (continued)", "Our plan", id="brackets"),
        pytest.param("Our plan – continued", "Our plan", id="dash"),
        pytest.param("Our plan cont’d", "Our plan", id="short"),
        pytest.param("Our plan (cont.)", "Our plan", id="shorter"),
        pytest.param("Table 3 Continued", "Table 3", id="capital"),
    ],
)
def test_what_says_that_it_goes_on(text: str, kept: str) -> None:
    assert is_continued(text)
    assert strip_continued(text) == kept


@pytest.mark.parametrize("text", ["Our plan", "Continued support for carers", "Discontinued", "Controls", ""])
def test_what_does_not(text: str) -> None:
    assert not is_continued(text)


def test_a_bold_row_over_others_is_a_header_whatever_its_words() -> None:
    people = ("Post", "Name", "Room", "Days", "Pay"), ("Clerk", "A Byrne", "12", "Monday", "None")
    assert find_header(table(*people, bold=0)) == 0
    assert find_header(table(*people)) is None


def test_a_header_stands_below_titles_only() -> None:
    assert find_header(table(("Our plan",), HEADER, DATA)) == 1
    assert find_header(table(DATA, HEADER)) is None


def test_the_rest_of_a_sentence_is_no_header_though_it_holds_such_words() -> None:
    rest = ("", "the corporate action plan.", "to the lead officer.", "", "")
    assert find_header(table(rest, DATA)) is None


def test_a_header_printed_again_within_a_page_is_found() -> None:
    assert list(iter_inner_repeats(table(HEADER, DATA, HEADER, OTHER))) == [2]


def test_a_header_behind_a_sub_header_says_something_new() -> None:
    sub_header = ("", "", "New actions", "Timescale", "Lead officer")
    assert list(iter_inner_repeats(table(HEADER, DATA, sub_header, OTHER, HEADER, DATA))) == []
