"""Numbered entries over what answers them are headings; a numbered list is none."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HARBOUR, FERRY = "Improve the harbour before the herring fleet is back", "Agree a fare for the ferry with both islands"


def extract(text: str, name: str = "plan.txt") -> Extraction:
    return read_extraction(f"# Peer challenge action plan\n\n# Our action plan\n\n{text}".encode(), name)


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        pytest.param(
            f"1) {HARBOUR}.\n   • Hire a dredger\n   • Tell the fleet\n2) {FERRY}.\n   • Ask the islanders\n",
            ["Hire a dredger", "Tell the fleet", "Ask the islanders"],
            id="bullets-deeper",
        ),
        pytest.param(
            f"(1) {HARBOUR}.\n– Hire a dredger\n– Tell the fleet\n(2) {FERRY}.\n– Ask the islanders\n",
            ["Hire a dredger", "Tell the fleet", "Ask the islanders"],
            id="bullets-level",
        ),
        pytest.param(
            f"1. {HARBOUR}.\n\nAction: Hire a dredger\n\nLead: Head of Ports\n\n2. {FERRY}.\n\n"
            "Action: Ask the islanders\n\nLead: Head of Ferries\n",
            ["Hire a dredger", "Ask the islanders"],
            id="labels",
        ),
    ],
)
def test_a_numbered_entry_over_its_answers_is_a_recommendation(text: str, actions: list[str]) -> None:
    found = extract(text)
    assert [(r.number, r.text.rstrip(".")) for r in found.recommendations] == [("1", HARBOUR), ("2", FERRY)]
    assert [action.text for action in found.actions] == actions


def test_prose_under_numbered_entries_of_an_update_is_their_progress() -> None:
    text = (
        "# Peer challenge progress review\n\n# Delivery update\n\n"
        f"**1) {HARBOUR}.**\n\nThe dredger came.\n\nIt left again.\n\n**2) {FERRY}.**\n\nBoth islands said yes.\n"
    )
    found = read_extraction(text.encode(), "review.md")
    assert [r.number for r in found.recommendations] == ["1", "2"]
    assert [(p.recommendation, p.text) for p in found.progress] == [
        ("r1", "The dredger came. It left again."),
        ("r2", "Both islands said yes."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"1) {HARBOUR}.\n2) {FERRY}.\n", id="one-below-the-other"),
        pytest.param("1) The harbour\n   • is deep\n2) The ferry\n   • is late\n", id="nothing-to-do"),
        pytest.param(f"1) {HARBOUR}.\n   • Hire a dredger\n3) {FERRY}.\n   • Ask the islanders\n", id="not-counting"),
    ],
)
def test_a_list_stays_a_list(text: str) -> None:
    assert extract(text).recommendations == ()


def test_steps_of_a_named_recommendation_are_no_recommendations() -> None:
    found = extract(
        f"# Recommendation 1: Open up the coast\n\n1) {HARBOUR}.\n   • with a dredger\n2) {FERRY}.\n   • in spring\n"
    )
    assert [r.number for r in found.recommendations] == ["1"]


def test_numbers_inside_what_stands_under_bold_entries_do_not_count() -> None:
    text = (
        f"(1) Listed on the inside cover.\n\n**1) {HARBOUR}.**\n\nAction:\n\n1) Hire a dredger\n2) Tell the fleet\n\n"
        f"Lead: Head of Ports\n\n**2) {FERRY}.**\n\nAction: Ask the islanders\n\nLead: Head of Ferries\n"
    )
    found = extract(text, "plan.md")
    assert [r.number for r in found.recommendations] == ["1", "2"]
    assert [action.text for action in found.actions] == ["Hire a dredger", "Tell the fleet", "Ask the islanders"]


def test_numbered_entries_of_background_are_no_recommendations() -> None:
    text = (
        f"# Peer challenge report\n\n# Background\n\n1) {HARBOUR}.\n\nThat was done.\n\n2) {FERRY}.\n\nThat was not.\n"
    )
    assert read_extraction(text.encode(), "report.txt").recommendations == ()
