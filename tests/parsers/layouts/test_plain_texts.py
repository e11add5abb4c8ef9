"""Plans and reviews as a converter leaves them: no drawn tables, labels on lines of their own, numbers as text."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(text: str, name: str = "plan.txt") -> Extraction:
    return read_extraction(text.encode(), name)


def edtfs(found: Extraction) -> list[list[str | None]]:
    return [[when.edtf for when in action.timelines] for action in found.actions]


def owners(found: Extraction) -> list[list[str]]:
    return [[owner.name for owner in action.owners] for action in found.actions]


LABELLED_ENTRIES = """# Improvement plan

**R1. Bring the libraries back into use.**

1. Repair the roof
   Owner: Head of Property
   Deadline: 30/06/2026
   Status: Complete
2. Open at weekends
   Owner: Libraries Manager / Head of People
   Deadline: Autumn 2026
   Status: In progress

**R2. Hear from young people.**

1. Elect a youth council
   Owner: Youth Officer
   Deadline: May 2027
   Status: Not started
"""


def test_labels_on_lines_below_an_entry_are_the_entrys() -> None:
    found = read(LABELLED_ENTRIES)
    assert [(action.number, action.text) for action in found.actions] == [
        ("1", "Repair the roof"),
        ("2", "Open at weekends"),
        ("1", "Elect a youth council"),
    ]
    assert owners(found) == [["Head of Property"], ["Libraries Manager", "Head of People"], ["Youth Officer"]]
    assert edtfs(found) == [["2026-06-30"], ["2026-23"], ["2027-05"]]
    assert [action.status.value if action.status else None for action in found.actions] == [
        "completed",
        "in_progress",
        "not_started",
    ]


ANSWERS = """Peer challenge: our response

1. Property records
The council should list what it owns and what it costs.
Our response: Accepted. The list is ten years old.
Next steps:
• New register – July 2026
• Sell two depots – by the end of Q4 2026/27
Responsible: Head of Property

2. Prompt payment
The council should pay small firms within ten days.
Our response: Accepted in part.
Next steps:
• Change the standing orders – May 2026
Responsible: Treasurer
"""


def test_labels_below_a_numbered_name_and_below_the_last_bullet_are_parted_from_both() -> None:
    found = read(ANSWERS)
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "The council should list what it owns and what it costs."),
        ("2", "The council should pay small firms within ten days."),
    ]
    assert [action.text for action in found.actions] == [
        "New register – July 2026",
        "Sell two depots – by the end of Q4 2026/27",
        "Change the standing orders – May 2026",
    ]
    assert owners(found) == [["Head of Property"], ["Head of Property"], ["Treasurer"]]
    assert [action.response for action in found.actions] == ["accepted", "accepted", "partly_accepted"]


def test_a_lone_label_that_answers_nothing_stays_in_its_bullet() -> None:
    found = read("# Progress\n\nRecommendation 1: Mend it.\n\n- We looked at all roofs.\n  Benefits: none yet\n- Done.")
    assert found.progress[0].text == "We looked at all roofs. Benefits: none yet"


NUMBERED_BLOCKS = """Peer Challenge – Action Plan

Key Recommendation 1 – Housing
"Let no home stand empty for long."

Actions
1.1 Count the empty homes.
Lead officer: Head of Housing
Timescale: October 2026
Progress: Two wards are counted.

1.2 Write to the owners.
Lead officer: Empty Homes Officer
Timescale: January 2027
Progress: To follow.

Key Recommendation 2 – Roads
"Tell people when a road will be mended."

Actions
2.1 Publish the list of works.
Lead officer: Head of Highways
Timescale: March 2027
Progress: A draft is with the cabinet member.
"""


def test_the_next_number_above_the_same_labels_begins_the_next_action() -> None:
    found = read(NUMBERED_BLOCKS)
    assert [(r.number, r.theme) for r in found.recommendations] == [("1", "Housing"), ("2", "Roads")]
    assert found.recommendations[0].text == '"Let no home stand empty for long."'
    assert [action.number for action in found.actions] == ["1.1", "1.2", "2.1"]
    assert owners(found) == [["Head of Housing"], ["Empty Homes Officer"], ["Head of Highways"]]
    assert [entry.text for entry in found.progress] == [
        "Two wards are counted.",
        "To follow.",
        "A draft is with the cabinet member.",
    ]


PAPER = """PEER CHALLENGE - PROGRESS UPDATE
Report to: Executive
Date: 14 January 2027

1. Purpose
1.1 To report on the challenge held in November 2025.

2. Background
2.1 The peer team visited us between 12 and 15 November 2025 and made two recommendations.

3. Progress

3.1 Recommendation One – Agree a vision.
3.2 A draft went out in May 2026. Status: On track.

3.3 Recommendation Two – Mend the fleet.
3.4 Not started. The money comes in April 2027.

4. Money
4.1 There is no cost.
"""


def test_a_papers_chapter_called_progress_is_no_label() -> None:
    found = read(PAPER)
    assert [r.text for r in found.recommendations] == ["Agree a vision.", "Mend the fleet."]
    assert [entry.status.value if entry.status else None for entry in found.progress] == ["in_progress", "not_started"]
    assert found.progress[0].text == "A draft went out in May 2026. Status: On track."


def test_of_a_month_and_days_in_it_the_days_are_the_challenges() -> None:
    challenge = read(PAPER).document.challenge
    assert challenge is not None
    assert challenge.edtf == "2025-11-12/2025-11-15"


def test_one_of_two_lines_with_a_tail_is_enough() -> None:
    found = read(
        "# Action plan\n\nRecommendation 1: Train members.\n\n"
        "- Write a handbook – Monitoring Officer – by Annual Council, May 2027\n- Hold a day with peers, autumn 2026\n"
    )
    assert [action.text for action in found.actions] == ["Write a handbook", "Hold a day with peers, autumn 2026"]
    assert owners(found) == [["Monitoring Officer"], []]


def test_a_chapter_beside_a_known_theme_is_a_theme() -> None:
    found = read(
        "# Review – Feedback\n\n3.1 Local priorities and outcomes\n\nRecommendation 1: Agree aims.\n\nAgreed.\n\n"
        "3.2 Fleet and depots\n\nRecommendation 2: Sell the vans.\n\nTen are sold.\n"
    )
    assert [r.theme for r in found.recommendations] == ["Local priorities and outcomes", "Fleet and depots"]


@pytest.mark.parametrize(
    ("line", "councils"),
    [
        pytest.param("It was led by Joan Birch (Chief Executive, Tolworth District Council).", [], id="a-peer"),
        pytest.param("It was asked for by Tolworth District Council.", ["Tolworth District Council"], id="the-own"),
    ],
)
def test_the_employer_of_somebody_named_in_brackets_is_not_the_documents(line: str, councils: list[str]) -> None:
    plan = "Recommendation 1: Mend it.\n\n- Buy slates (Head of Parks, June 2026)\n"
    text = f"# Action plan\n\nThe challenge took place in May 2026. {line}\n\n{plan}"
    assert read(text).document.councils == tuple(councils)


def test_cells_broken_over_lines_that_all_hold_tabs_are_one_row_of_a_numbered_table() -> None:
    found = read(
        "Action plan\n\nRef\tRecommendation\tAction\tResponsible\tBy when\n"
        "P1\tClear the backlog\tHire two officers\tPlanning Manager\tSept 26\n"
        "P2\tMend the site\tNew lights\nNew signs\tHead of Parks\nHead of Roads\tOct 26\nJan 27\n"
        "P3\tHelp members\tNew induction\tMonitoring Officer\tMay 27\n"
    )
    assert [r.text for r in found.recommendations] == ["Clear the backlog", "Mend the site", "Help members"]
    assert owners(found)[1] == ["Head of Parks", "Head of Roads"]
    assert edtfs(found)[1] == ["2026-10", "2027-01"]
