"""Roles of columns under headings that nobody has listed: told by the head of a phrase, the cells, the company."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.headers import Role, read_header
from parsers.stages import stage_of


def extract(text: str) -> Extraction:
    return read_extraction(text.encode(), "plan.md")


def plan(header: str, *rows: str) -> Extraction:
    rule = "|".join("---" for _ in header.split("|"))
    lines = "\n".join(f"| {row} |" for row in (header, rule, *rows))
    return extract(f"# Peer challenge action plan\n\nTarnbrook Borough Council\n\nMay 2025\n\n{lines}\n")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Actions to reach the objective", Role.ACTION),
        ("Rating of progress made", Role.STATUS),
        ("Date for the action", Role.TIMELINE),
        ("Recommended field of work", Role.RECOMMENDATION),
    ],
)
def test_a_heading_is_about_what_stands_before_its_first_preposition(heading: str, role: Role) -> None:
    found = read_header(heading)
    assert found is not None
    assert found.role is role


def test_a_completion_beside_a_start_date_is_its_end() -> None:
    found = plan(
        "Recommendation | Action | Start date | Completion | Owner",
        "1. Mend the clock | Hire a clockmaker | May 2025 | July 2025 | Head of Culture",
    )
    assert [when.edtf for when in found.actions[0].timelines] == ["2025-05/2025-07"]


def test_a_column_of_commands_beside_progress_holds_the_actions() -> None:
    found = plan(
        "No. | Recommendation | Pledge | Progress update | Status",
        "1 | Mend the town clock | Hire a clockmaker for the tower | The clock strikes again | Completed",
        "2 | Clean the old canal | Rent a dredger for the summer | A firm was found in May | In progress",
    )
    assert [a.text for a in found.actions] == ["Hire a clockmaker for the tower", "Rent a dredger for the summer"]
    assert len(found.progress) == 2


def test_a_column_that_numbers_the_actions_is_none_of_them() -> None:
    found = extract(
        "# Peer challenge action plan\n\nTarnbrook Borough Council\n\n## Recommendation 1: Mend the town clock\n\n"
        "| Step | What needs doing | Owner |\n|---|---|---|\n"
        "| 1 | Hire a clockmaker | Head of Culture |\n| 2 | Paint the dial | Head of Property |\n"
    )
    assert [action.text for action in found.actions] == ["Hire a clockmaker", "Paint the dial"]
    assert [action.number for action in found.actions] == ["1", "2"]


def test_outcomes_counted_under_a_recommendation_are_aims() -> None:
    found = plan(
        "No. | Recommendation | Outcome we are after | Action | Owner",
        "1 | Mend the clock | 1.1 Visitors arrive on time | Hire a clockmaker | Head of Culture",
        "2 | Clean the canal | 2.1 Fish come back to town | Rent a dredger | Head of Parks",
    )
    objectives = [action.objective for action in found.actions]
    assert [(o.number, o.text) for o in objectives if o] == [
        ("1.1", "Visitors arrive on time"),
        ("2.1", "Fish come back to town"),
    ]


def test_two_columns_of_actions_are_told_apart_by_their_stages() -> None:
    found = extract(
        "# Peer challenge action plan\n\nTarnbrook Borough Council\n\n## Recommendation 1: Mend the town clock\n\n"
        "| Within the work programme | New after the challenge | Lead |\n|---|---|---|\n"
        "| Ask three firms for offers | Paint the dial in gold leaf | Head of Culture |\n"
        "| Oil the bells every spring | Teach pupils how clocks work | Head of Property |\n"
    )
    assert sorted(str(action.stage) for action in found.actions) == ["new", "new", "planned", "planned"]


def test_a_work_programme_is_what_was_planned() -> None:
    assert stage_of("On the forward programme") == "planned"
