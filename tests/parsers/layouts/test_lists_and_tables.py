"""Recommendations listed above a table of actions, tables without a header, and whose numbers a column prints."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction

LIST = "# Peer challenge action plan\n\n## Recommendations\n\n1. Plant trees.\n2. Agree a budget.\n\n"
TABLE = "No\tAction\tLead\tDeadline\n1\tBuy some\tHead of Parks\tMay 2025\n2\tWrite it\tHead of Finance\tJune 2025\n"


@pytest.mark.parametrize("between", ["", "## Actions\n\n"], ids=["right-below", "under-a-heading"])
def test_a_list_above_a_table_is_read_as_well_as_the_table(between: str) -> None:
    extraction = read_extraction((LIST + between + TABLE).encode(), "plan.txt")
    assert [found.text for found in extraction.recommendations] == ["Plant trees.", "Agree a budget."]
    assert [(action.text, action.recommendation) for action in extraction.actions] == [
        ("Buy some", "r1"),
        ("Write it", "r2"),
    ]


def test_numbers_are_the_actions_where_no_recommendation_is_printed() -> None:
    extraction = read_extraction(f"# Action plan\n\n{TABLE}".encode(), "plan.txt")
    assert [(action.number, action.recommendation) for action in extraction.actions] == [("1", None), ("2", None)]
    assert {issue.code for issue in extraction.issues} == {"unknown-council", "action-unanswering"}


def test_a_row_without_header_gives_its_wording_and_notes_what_stands_beside_it() -> None:
    row = "Recommendation 1: Plant trees.\tBuy some.\tMay 2025\n"
    extraction = read_extraction(f"# Action plan\n\n{row}".encode(), "plan.txt")
    assert [found.text for found in extraction.recommendations] == ["Plant trees."]
    unread = [issue.message for issue in extraction.issues if issue.code == "unread-cell"]
    assert [message.rpartition(": ")[2] for message in unread] == ["Buy some.", "May 2025"]


def test_a_list_of_contents_words_no_recommendation() -> None:
    contents = "Recommendation 1 \t4\nRecommendation 2 \t5\n\n"
    wording = "## Key recommendations\n\nRecommendation 1: Plant trees.\n"
    extraction = read_extraction(f"# Feedback report\n\n{contents}{wording}".encode(), "report.txt")
    assert [(found.number, found.text, found.summary) for found in extraction.recommendations] == [
        ("1", "Plant trees.", None)
    ]


ANSWERED = """# Peer Challenge Action Plan

## Recommendation 1: Look after the river

“Nobody we met could say whose job the lower weir was.”

**What we already do**

- Survey the banks each spring
- Clear the weir in May

| New action | Lead | Deadline |
|---|---|---|
| Buy a dredger | Head of Water | May 2027 |

## Recommendation 2: Speak with one voice

| New action | Lead | Deadline |
|---|---|---|
| Agree three messages | Leader | June 2027 |
"""


def test_a_list_of_what_is_done_already_stands_above_a_table_of_what_is_new() -> None:
    found = read_extraction(ANSWERED.encode(), "plan.md")
    assert [(action.stage, action.text, action.recommendation) for action in found.actions] == [
        ("existing", "Survey the banks each spring", "r1"),
        ("existing", "Clear the weir in May", "r1"),
        ("new", "Buy a dredger", "r1"),
        ("new", "Agree three messages", "r2"),
    ]
    assert [recommendation.context for recommendation in found.recommendations] == [
        "“Nobody we met could say whose job the lower weir was.”",
        None,
    ]


@pytest.mark.parametrize("count", [1, 2], ids=["one-more", "two-more"])
def test_numbers_of_headings_run_on_under_additional_recommendations(count: int) -> None:
    asked = ["Look after the river", "Speak with one voice", "Tidy the plans up", "Meet the parishes more"]
    lines = ["# Peer Challenge Action Plan", "## Key recommendations"]
    for number, text in enumerate(asked[: 2 + count], start=1):
        lines += ["## Additional recommendations"] if number == 3 else []
        lines += [f"### {number}. {text}", f"- **Action:** Do thing {number}\n  - **Lead:** Head of Water"]
    found = read_extraction("\n\n".join(lines).encode(), "plan.md")
    told = [(each.number, each.kind) for each in found.recommendations]
    assert told == [("1", "key"), ("2", "key"), ("3", "additional"), ("4", "additional")][: 2 + count]
    assert [action.recommendation for action in found.actions] == ["r1", "r2", "r3", "r4"][: 2 + count]


@pytest.mark.parametrize("nothing", ["None", "n/a", "-", "None."])
def test_an_action_cell_that_says_there_is_none_is_no_action(nothing: str) -> None:
    text = (
        "# Peer challenge: six-month update\n\n| No | Recommendation | Progress | Next steps |\n|---|---|---|---|\n"
        f"| 1 | Look after the river | The weir was cleared | {nothing} |\n"
        "| 2 | Speak with one voice | Messages were drafted | Agree them in May 2027 |\n"
    )
    found = read_extraction(text.encode(), "update.md")
    assert [(action.text, action.recommendation) for action in found.actions] == [("Agree them in May 2027", "r2")]
    assert len(found.progress) == 2
