"""Header rows told from data rows, and what their columns hold."""

from __future__ import annotations

import pytest

from parsers.columns import is_header_row, read_columns
from parsers.document import Cell, Table
from parsers.draft import ColumnRole, Drafting
from parsers.formats.registry import read_document
from parsers.headers import Role


def rows(*lines: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table whose cells are parted by strokes."""
    [table] = read_document("\n".join(line.replace(" | ", "\t") for line in lines).encode(), "plan.txt").blocks
    assert isinstance(table, Table)
    return table.rows()


def roles(header: str, *below: str) -> list[Role]:
    drafting = Drafting()
    found = rows(header, *below)
    columns = read_columns(found[0], {}, drafting, found[1:])
    return [columns[number].role for number in sorted(columns)]


@pytest.mark.parametrize(
    "line",
    [
        "Ref | Recommendation | Action | Timescale | Lead",
        "What will we do? | By when? | Who?",
        "Recommendation | Council response",
        "Aim | Step | Who | Measure | Zebra",
        "Priority | Actions to be taken over the year | Timeline | Responsible officer",
    ],
)
def test_a_header_row(line: str) -> None:
    assert is_header_row(rows(line, line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "1 | Open a library | Agree the opening hours | May 2025 | Head of Culture",
        "Write a housing strategy | June 2025 | Director of Housing",
        "Agree an action plan for floods | March 2025 | Chief Executive",
        "Accepted | Ongoing | Cabinet",
        "Green | Completed | Head of Finance",
        "Theme | A | B | C | D",
        "x | y",
    ],
)
def test_a_data_row(line: str) -> None:
    assert not is_header_row(rows(line, line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "Progress report | Head of Performance | Update",
        "Action plan for the lead members | Review of progress to date | Director of Strategy",
        "Monitor success measures | Head of Performance | March 2025",
        "Publish the timeline of actions | Lead officer group | June 2025",
    ],
)
def test_a_data_row_below_a_header_that_looks_like_one(line: str) -> None:
    assert not is_header_row(rows(line, line)[0], inside=True)


def test_a_row_that_the_file_marks_as_header_is_one_where_a_wording_is_known() -> None:
    header = read_document(b"| Action | Zebra |\n|---|---|\n| Dig | x |", "plan.md").blocks[0]
    assert isinstance(header, Table)
    assert is_header_row(header.rows()[0])


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("Ref | Recommendation | Action | When", "number recommendation action timeline", id="plain"),
        pytest.param("Action | Portfolio holder", "action owner", id="a-lone-senior-owner-is-the-owner"),
        pytest.param("Action | Lead | Portfolio holder", "action owner senior_owner", id="two-owners"),
        pytest.param("Recommendation | Our response | When", "recommendation action timeline", id="response-as-action"),
        pytest.param("Recommendation | Our response | Action", "recommendation response_text action", id="response"),
        pytest.param("What? | How? | Who?", "recommendation action owner", id="what-and-how"),
        pytest.param("Action | Start date | End date", "action start finish", id="start-and-finish"),
        pytest.param("Action | Start date", "action timeline", id="start-alone"),
        pytest.param("Action | End date", "action timeline", id="finish-alone"),
        pytest.param("Action | Target date | Revised date", "action original_date revised_date", id="revised"),
        pytest.param("Finding | Recommendation | Action", "recommendation context action", id="two-recommendations"),
        pytest.param("Action | Zebra | Lead", "action other owner", id="nobody-knows"),
    ],
)
def test_what_the_columns_hold(header: str, expected: str) -> None:
    assert roles(header) == expected.split()


def test_a_heading_that_nobody_knows_is_an_issue() -> None:
    drafting = Drafting()
    read_columns(rows("Action | Zebra | Lead")[0], {}, drafting)
    assert [(issue.code, issue.detail) for issue in drafting.issues] == [("unknown-header", "Zebra")]


def test_a_sub_header_renames_the_columns_that_it_prints() -> None:
    drafting = Drafting()
    before = read_columns(rows("Recommendation | Context | Lead")[0], {}, drafting)
    columns = read_columns(rows(" | New actions | Timeline")[0], before, drafting)
    assert {number: column.role for number, column in columns.items()} == {
        0: Role.RECOMMENDATION,
        1: Role.ACTION,
        2: Role.TIMELINE,
    }
    assert columns[1] == ColumnRole(Role.ACTION, "New actions", "new")


class TestAColumnOfDates:
    def test_is_a_timeline_whatever_its_heading(self) -> None:
        assert roles("Action | Zebra", "Dig | May 2025", "Fill | By end of June 2025", "Ring | Ongoing") == [
            Role.ACTION,
            Role.TIMELINE,
        ]

    def test_is_no_timeline_where_another_column_is(self) -> None:
        assert roles("Action | Zebra | When", "Dig | May 2025 | June", "Fill | May 2025 | June")[1] is Role.OTHER

    def test_needs_two_cells(self) -> None:
        assert roles("Action | Zebra", "Dig | May 2025")[1] is Role.OTHER

    def test_needs_most_of_its_cells(self) -> None:
        assert roles("Action | Zebra", "Dig | May 2025", "Fill | A lot", "Ring | No more")[1] is Role.OTHER

    def test_is_remembered_for_its_heading(self) -> None:
        drafting = Drafting()
        first, second = rows("Action | Zebra", "Dig | May 2025", "Fill | June 2025"), rows("Action | Zebra", "Ring | -")
        for found in (first, second):
            columns = read_columns(found[0], {}, drafting, found[1:])
        assert columns[1].role is Role.TIMELINE


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("Recommendation | Milestones | Lead | Update | RAG", Role.ACTION, id="commands-and-no-actions"),
        pytest.param("Recommendation | Action | Milestones | Lead | RAG", Role.MEASURE, id="beside-actions"),
    ],
)
def test_milestones_that_command_are_the_actions_where_no_column_else_is(header: str, expected: Role) -> None:
    below = {
        "Recommendation": "A dry mill for all the town",
        "Action": "Mend the roof of the mill",
        "Milestones": "Buy slates from the quarry",
        "Lead": "Head of Parks",
        "Update": "The slates were bought in May",
        "RAG": "Green",
    }
    names = header.split(" | ")
    line = " | ".join(below[name] for name in names)
    assert roles(header, line, line)[names.index("Milestones")] is expected


def test_one_heading_of_planned_actions_tells_no_stage() -> None:
    drafting = Drafting()
    found = rows("Recommendation | Planned actions | Lead", "Mend the mill | Buy slates | Head of Parks")
    assert read_columns(found[0], {}, drafting, found[1:])[1].stage is None


def test_a_heading_over_numbers_is_also_that_of_the_wording_beside_them() -> None:
    below = (
        "Recommendation 1 | Mend the mill | Buy slates | Head of Place",
        "Recommendation 2 | Dredge it | Hire a boat |",
    )
    assert roles("Peer recommendation |  | Action | Lead", *below) == [
        Role.NUMBER,
        Role.RECOMMENDATION,
        Role.ACTION,
        Role.OWNER,
    ]
