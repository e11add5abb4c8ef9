"""What a CSV file's cells print, and where they stand."""

from __future__ import annotations

import pytest

from normalise.errors import DocumentError
from parsers.document import Block, Document, Table
from parsers.formats.registry import read_document
from parsers.words import Place

HEADER = "Ref,Recommendation,Action,Lead,Due date\n"
ROW = "1,Open,Sweep,Head of Quays,May 2026\n"


def read(text: str, encoding: str = "utf-8") -> Document:
    return read_document(text.encode(encoding), "plan.csv")


def rows(document: Document) -> list[list[str]]:
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in table.rows()]


def test_quotation_marks_hold_signs_marks_and_line_ends() -> None:
    document = read(HEADER + '1,"Open, at last,","Say ""open""\nto all",Head,May 2026\n' + ROW)
    assert rows(document)[1][1:3] == ["Open, at last,", 'Say "open"\nto all']


def test_a_cell_knows_its_line_table_row_and_name() -> None:
    document = read("Harbour plan,,,,\n" + HEADER + '1,Open,"Sweep\nit",Head,May 2026\n' + ROW)
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert table.rows()[2][2].place == Place(line=5, table=0, row=2, cell=2, at=(("ref", "C4"),))


def test_titles_stand_above_the_table() -> None:
    document = read("Harbour plan,,,,\nUpdated:,May 2026,,,\n,,,,\n" + HEADER + ROW)
    assert [block.text for block in document.blocks if isinstance(block, Block)] == [
        "Harbour plan",
        "Updated: May 2026",
    ]


def test_columns_that_print_nothing_are_dropped() -> None:
    assert [len(row) for row in rows(read(HEADER.rstrip() + ",,\n" + ROW.rstrip() + ",,\n"))] == [5, 5]


def test_short_and_long_rows_keep_what_they_print() -> None:
    document = read(HEADER + ROW * 20 + "2,Close\n")
    assert rows(document)[-1] == ["2", "Close", "", "", ""]
    document = read(HEADER + ROW * 20 + "3,Mend,Nail,Head,June 2026,and more\n")
    assert rows(document)[-1][-1] == "and more"


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    assert rows(read(HEADER + '1,=HYPERLINK("x"),+44 20,-3,@home\n' + ROW))[1][1:] == ['=HYPERLINK("x")', "+44 20", "-3", "@home"]  # fmt: skip  # noqa: E501


def test_lists_in_cells_are_lists() -> None:
    document = read(HEADER + '1,Open,"1. Sweep\n2. Paint",Head,May 2026\n' + ROW)
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert [block.marker for block in table.rows()[1][2].iter_blocks()] == ["1.", "2."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_any_encoding_that_sheets_are_saved_in_is_read(encoding: str) -> None:
    assert rows(read(HEADER + ROW.replace("Sweep", "Fix café – £5"), encoding))[1][2] == "Fix café – £5"


def test_two_tables_in_one_file_are_two() -> None:
    document = read(HEADER + ROW + ",,,,\n" + HEADER + ROW)
    assert [block.row_count for block in document.blocks if isinstance(block, Table)] == [2, 2]


def test_a_quotation_mark_that_is_never_closed_is_told_of() -> None:
    document = read(HEADER + ROW + '2,Close,"Lock it,Head,June 2026\n' + ROW * 30)
    assert "quotes-open" in {remark.code for remark in document.remarks}
    assert "Lock it" in document.printed_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(HEADER + ROW * 50_001, "rows", id="rows"),
        pytest.param(HEADER.rstrip() + "," * 600 + "end\n" + ROW, "columns", id="columns"),
        pytest.param(HEADER + ROW * 3 + '1,"' + "a,b\n" * 60_000, "characters", id="never-closed"),
    ],
)
def test_too_much_is_refused(text: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as error:
        read(text)
    assert error.value.code == "over-budget"


def test_a_file_that_says_how_it_is_cut_and_holds_nothing_is_empty() -> None:
    with pytest.raises(DocumentError) as error:
        read("sep=;\n;;;\n")
    assert error.value.code == "empty-file"


def test_sentences_above_and_below_a_table_are_whole() -> None:
    document = read(
        "This plan, which Cabinet agreed, is our answer.\n\n" + HEADER + ROW + "\nDates, if late, are marked\n"
    )
    lines = [block.text for block in document.blocks if isinstance(block, Block)]
    assert lines == ["This plan, which Cabinet agreed, is our answer.", "Dates, if late, are marked"]
    assert len(rows(document)) == 2


def test_a_row_that_a_sign_may_have_cut_is_told_of() -> None:
    document = read(HEADER + ROW + "2,Close, at last,Lock it,Head,June 2026\n" + ROW)
    assert [(remark.code, remark.detail) for remark in document.remarks] == [("ragged-row", "line 3")]
