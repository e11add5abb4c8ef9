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
