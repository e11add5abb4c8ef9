"""What a merged cell prints holds for each row that it reaches over, in the columns of values."""

from __future__ import annotations

from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.draft import ColumnRole, Drafting
from parsers.headers import Role
from parsers.layouts.action_table import LAYOUT
from parsers.reaching_cells import find_reaching, with_reaching
from parsers.sections import cut_sections
from parsers.words import Words


def cell(text: str, row: int, column: int, rows: int = 1) -> Cell:
    return Cell(row, column, (Block(BlockKind.PARAGRAPH, Words.of(text)),) if text else (), row_span=rows)


def plan(owner_rows: int) -> Table:
    heads = ("Recommendation", "Action", "Lead", "When")
    cells = [cell(text, 0, column) for column, text in enumerate(heads)]
    cells += [cell("Talk to residents", 1, 0, 2), cell("Hold a forum", 1, 1), cell("Head of Place", 1, 2, owner_rows)]
    cells += [cell("May 2026", 1, 3), cell("Write it up", 2, 1), cell("June 2026", 2, 3)]
    return Table(tuple(cells), 3, 4)


def test_cells_that_reach_into_a_row_are_those_of_rows_above() -> None:
    reaching = find_reaching(plan(2))
    assert [[found.text for found in row] for row in reaching] == [[], [], ["Talk to residents", "Head of Place"]]
    assert find_reaching(Table((cell("alone", 0, 0),), 1, 1)) == ((),)


def test_only_values_hold_for_each_row_and_stand_in_their_column() -> None:
    columns = {0: ColumnRole(Role.RECOMMENDATION, ""), 1: ColumnRole(Role.ACTION, ""), 2: ColumnRole(Role.OWNER, "")}
    reaching = (cell("Talk", 1, 0, 2), cell("Head of Place", 1, 2, 2), cell("no heading", 1, 7, 2))
    row = with_reaching((cell("Write it up", 2, 1),), reaching, columns)
    assert [found.text for found in row] == ["Write it up", "Head of Place"]


def test_a_senior_owner_of_several_rows_is_not_each_rows() -> None:
    reaching = (cell("Chief Executive", 1, 2, 2),)
    assert with_reaching((), reaching, {2: ColumnRole(Role.SENIOR_OWNER, "")}) == ()


def test_an_owner_merged_over_two_rows_is_each_actions_and_a_blank_one_is_nobodys() -> None:
    for rows, owners in ((2, ["Head of Place", "Head of Place"]), (1, ["Head of Place", ""])):
        drafting = Drafting()
        [section] = cut_sections(Document("plan", "text/plain", (plan(rows),)))
        LAYOUT.read(section, drafting)
        found = [
            next((c.cell.text for c in row.columns if c.role is Role.OWNER and c.cell), "") for row in drafting.rows
        ]
        assert found == owners
