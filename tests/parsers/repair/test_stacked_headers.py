"""Header rows that stand on one another."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.headers import Role, read_header
from parsers.repair.stacked_headers import merge_stacked_headers
from parsers.words import Words

Row = tuple[tuple[str, int, int], ...]  # text, rows and columns spanned


def table_of(*rows: Row) -> Table:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for text, down, across in row:
            while (number, column) in taken:
                column += 1
            blocks = (Block(BlockKind.PARAGRAPH, Words.of(text)),) if text else ()
            cells.append(Cell(number, column, blocks, down, across))
            taken |= {(number + r, column + c) for r in range(down) for c in range(across)}
            column += across
    return Table(tuple(cells), len(rows), max(column for _, column in taken) + 1)


def merged(table: Table) -> Table:
    [block] = merge_stacked_headers(Document("plan", "text/plain", (table,))).blocks
    assert isinstance(block, Table)
    return block


def header(table: Table) -> list[str]:
    return [cell.text for cell in table.rows()[0]]


def cells(*texts: str) -> Row:
    return tuple((text, 1, 1) for text in texts)


BODY = cells("1", "Agree a plan", "Chief Executive", "May 2025", "")


def test_a_heading_over_two_columns_goes_with_theirs() -> None:
    table = merged(
        table_of(
            (("No.", 2, 1), ("Action", 2, 1), ("Lead", 2, 1), ("Completion date", 1, 2)),
            cells("Original", "Revised"),
            BODY,
        )
    )
    assert header(table) == ["No.", "Action", "Lead", "Original Completion date", "Revised Completion date"]
    roles = [found.role for text in header(table) if (found := read_header(text))]
    assert roles[-2:] == [Role.ORIGINAL_DATE, Role.REVISED_DATE]
    assert [cell.text for cell in table.rows()[1]] == ["1", "Agree a plan", "Chief Executive", "May 2025", ""]
    assert table.row_count == 2


def test_a_heading_that_says_all_by_itself_stands_alone() -> None:
    table = merged(
        table_of((("Ref", 2, 1), ("Our response", 1, 2)), cells("Action", "Lead officer"), cells("1", "Agree", "CEO"))
    )
    assert header(table) == ["Ref", "Action", "Lead officer"]


def test_cells_left_blank_are_as_good_as_joined_ones() -> None:
    table = merged(
        table_of(
            (("Ref", 1, 1), ("Action", 1, 1), ("Dates", 1, 2)),
            cells("", "", "Start", "Finish"),
            cells("1", "Agree", "May 2025", "June 2025"),
        )
    )
    assert len(header(table)) == 4
    assert header(table)[:2] == ["Ref", "Action"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            (cells("Ref", "Action", "Lead"), cells("1", "Agree", "Chief Executive"), cells("2", "Do", "Leader")),
            id="none",
        ),
        pytest.param(
            ((("Peer challenge action plan", 1, 3),), cells("Ref", "Action", "Lead"), cells("1", "Agree", "Leader")),
            id="title-over-all",
        ),
        pytest.param(
            (
                (("Ref", 1, 1), ("Action and lead", 1, 2)),
                cells("1", "Agree a plan with partners.", "Leader"),
                cells("2", "Do", "Leader"),
            ),
            id="content-below",
        ),
        pytest.param(((("Action", 1, 1), ("Dates", 1, 2)), cells("Lead", "Start", "Finish")), id="nothing-below"),
    ],
)
def test_other_tables_stay_as_they_are(rows: tuple[Row, ...]) -> None:
    table = table_of(*rows)
    assert merged(table) == table
