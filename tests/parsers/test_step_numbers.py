"""Owners and times that bear the numbers of the row's actions with no sign behind them."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from normalise.statuses import read_bullet_status
from parsers.assemble import read_extraction

HEAD = "| Recommendation | Actions | Who | When |\n|---|---|---|---|\n"


def read(actions: str, who: str, when: str) -> Extraction:
    return read_extraction(f"# Action plan\n\n{HEAD}| Tell our story | {actions} | {who} | {when} |\n".encode(), "a.md")


@pytest.mark.parametrize("marks", [("1a", "1b"), ("1.1", "1.2")])
def test_values_with_an_actions_number_are_that_actions(marks: tuple[str, str]) -> None:
    one, two = marks
    found = read(
        f"{one}. Write it<br>{two}. Print it",
        f"{two} Leader<br>{one} Head of Place",
        f"{one} Jan 2027<br>{two} Mar 2027",
    )
    assert [(a.number, a.owners[0].name, a.timelines[0].edtf, a.timelines[0].scope) for a in found.actions] == [
        (one, "Head of Place", "2027-01", "action"),
        (two, "Leader", "2027-03", "action"),
    ]


def test_days_of_months_are_no_numbers_of_actions() -> None:
    found = read("1. Write it<br>2. Print it", "Head of Place", "1 May 2027<br>2 June 2027")
    assert [[when.edtf for when in action.timelines] for action in found.actions] == [["2027-05-01"], ["2027-06-02"]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1a Complete. 1b Five of six held. 1c On track", None),
        ("1a Complete. 1b Complete.", None),
        ("Complete. 1b was the last.", "completed"),
    ],
)
def test_statuses_of_parts_are_no_status_of_the_whole(text: str, status: str | None) -> None:
    found = read_bullet_status(text)
    assert (found.value.value if found else None) == status
