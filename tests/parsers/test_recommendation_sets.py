"""Recommendations that share a number, and columns of responses."""

from __future__ import annotations

from parsers.assemble import read_extraction


def read(text: str) -> list[tuple[str | None, str]]:
    extraction = read_extraction(text.encode(), "plan.txt")
    return [(r.number, r.text) for r in extraction.recommendations]


def test_a_second_list_with_the_same_numbers_is_another_set() -> None:
    text = (
        "Action plan\n\n## Recommendations of 2024\n\n"
        "1. Agree a vision for the town that partners can sign up to\n"
        "2. Review the pay policy for senior staff this year\n\n"
        "## Recommendations of 2026\n\n"
        "1. Replace the old depot before its lease runs out\n2. Give tenants a seat on the housing board next spring\n"
    )
    assert [number for number, _ in read(text)] == ["1", "2", "1", "2"]


def test_a_shorter_wording_of_the_same_number_is_the_same_recommendation() -> None:
    text = (
        "Action plan\n\nRecommendation\tAction\tTimescale\n1. New vision\tWrite it\tMay 2026\n\n"
        "**Recommendation 1: Agree a new vision for the town with partners**\n\nWe agree.\n"
    )
    assert [number for number, _ in read(text)] == ["1"]


def test_a_column_of_bare_answers_holds_no_actions() -> None:
    text = (
        "Council response\n\nNo\tRecommendation\tResponse\n"
        "1\tSell the depot\tAccepted\n2\tMend the roof\tPartially accepted\n"
    )
    extraction = read_extraction(text.encode(), "response.txt")
    assert extraction.actions == ()
    assert [r.response for r in extraction.recommendations] == ["accepted", "partly_accepted"]


def test_a_column_of_worded_responses_holds_the_actions() -> None:
    text = (
        "Council response\n\nNo\tRecommendation\tCouncil response\n"
        "1\tSell the depot\tWe will market the site in spring 2026\n2\tMend the roof\tA contractor will be appointed\n"
    )
    extraction = read_extraction(text.encode(), "response.txt")
    assert [action.text for action in extraction.actions] == [
        "We will market the site in spring 2026",
        "A contractor will be appointed",
    ]


def test_a_table_that_nobody_can_read_is_named() -> None:
    text = "Action plan\n\nAlpha\tBeta\nOne\tTwo\nThree\tFour\n"
    codes = [issue.code for issue in read_extraction(text.encode(), "plan.txt").issues]
    assert "unread-table" in codes
