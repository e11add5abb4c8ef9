"""Recommendations printed as numbered headings or list entries, with the parts printed inside them."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(text: str) -> Extraction:
    return read_extraction(f"# Peer challenge feedback report\n\n{text}".encode(), "report.txt")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Key recommendations\n\n1. Mend the mill\n2. Dredge the quay", id="list"),
        pytest.param("# Recommendation 1: Mend the mill\n\n# Recommendation 2: Dredge the quay", id="headings"),
        pytest.param("# Recommendation 1\n\nMend the mill\n\n# Recommendation 2\n\nDredge the quay", id="bare-numbers"),
        pytest.param(
            "**Recommendation one**\n\nMend the mill\n\n**Recommendation two**\n\nDredge the quay", id="words"
        ),
        pytest.param("**R1: Mend the mill**\n\n**R2: Dredge the quay**", id="short-forms"),
    ],
)
def test_each_is_a_recommendation_with_its_number(text: str) -> None:
    found = extract(text)
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Mend the mill"), ("2", "Dredge the quay")]


def test_bullets_under_the_heading_are_recommendations_without_numbers() -> None:
    found = extract("# Key recommendations\n\n- Mend the mill\n- Dredge the quay")
    assert [r.number for r in found.recommendations] == [None, None]


def test_bullets_inside_a_recommendation_are_its_parts_and_of_its_text() -> None:
    [found] = extract("# Recommendation 1\n\nMend the mill, and so\n\n- buy slates\n- lay slates").recommendations
    assert found.parts == ("buy slates", "lay slates")
    assert found.text == "Mend the mill, and so buy slates lay slates"


def test_what_stands_under_a_worded_heading_is_its_context() -> None:
    [found] = extract("# Recommendation 1: Mend the mill\n\nThe mill leaks.\n\nIt always did.").recommendations
    assert (found.text, found.context) == ("Mend the mill", "The mill leaks. It always did.")


def test_additional_recommendations_are_of_their_own_kind() -> None:
    found = extract("# Key recommendations\n\n1. Mend the mill\n\n# Additional recommendations\n\n1. Dredge the quay")
    assert [(r.kind, r.number) for r in found.recommendations] == [("key", "1"), ("additional", "1")]


def test_a_short_list_above_the_full_wordings_gives_their_summaries() -> None:
    [found] = extract(
        "# Summary of recommendations\n\n1. Mend the mill\n\n"
        "# Recommendation 1: Mend the mill on the green before the winter"
    ).recommendations
    assert (found.text, found.summary) == ("Mend the mill on the green before the winter", "Mend the mill")


@pytest.mark.parametrize(
    "item", ["That cabinet note the report", "to approve the plan", "Members are asked to agree the plan"]
)
def test_what_a_committee_is_asked_to_decide_is_no_recommendation(item: str) -> None:
    assert extract(f"# Recommendations\n\n1. {item}").recommendations == ()


def test_a_paragraph_that_leads_to_the_next_heading_belongs_to_neither() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nIt leaks.\n\nOur second one is this:\n\n# Recommendation 2: Dredge"
    )
    assert [r.context for r in found.recommendations] == ["It leaks.", None]


def test_a_heading_of_several_numbers_gives_progress_to_those_known_and_names_the_others() -> None:
    text = (
        "Tarnbrook Council\n\nPeer challenge progress review\n\n"
        "Recommendation 1: Mend the clock\n\nIt has been mended.\n\n"
        "Recommendations 2 and 3: Clean the canal and the moat\n\nBoth were dredged in May 2026.\n"
    )
    found = read_extraction(text.encode(), "review.txt")
    assert [(each.number, each.text) for each in found.recommendations] == [
        ("1", "Mend the clock"),
        ("2", "Clean the canal and the moat"),
    ]
    assert "numbers-together" in {issue.code for issue in found.issues}


@pytest.mark.parametrize(
    "asked",
    [
        "That Cabinet:\n\n(a) notes the report; and\n(b) approves the plan.\n",
        "Members are asked to:\n\n1. Note the report.\n2. Agree the plan.\n",
        "The Committee:\n\n(a) notes the report;\n(b) endorses the plan;\n(c) delegates authority to the clerk.\n",
    ],
)
def test_a_list_led_in_as_a_committees_decision_is_no_recommendations(asked: str) -> None:
    text = f"Tarnbrook Council\n\nCabinet – 3 May 2026\n\nPeer challenge\n\n1. RECOMMENDATIONS\n\n{asked}"
    assert not read_extraction(text.encode(), "report.txt").recommendations


def test_lines_that_each_tell_what_to_do_are_entries() -> None:
    text = (
        "Tarnbrook Council\n\nPeer challenge feedback\n\nOther suggestions\n\nThe peers also made these:\n\n"
        "Publish the diary earlier\nConsider webcasts of meetings\n"
    )
    found = read_extraction(text.encode(), "report.txt").recommendations
    assert [(each.kind, each.text) for each in found] == [
        ("additional", "Publish the diary earlier"),
        ("additional", "Consider webcasts of meetings"),
    ]


def test_a_heading_of_numbers_alone_is_worded_by_nothing_below_it() -> None:
    text = (
        "# Peer challenge action plan\n\nTarnbrook Council\n\n## Recommendation 1: Mend the clock\n\n- Hire a man\n\n"
        "## Recommendations 2 and 3\n\nWork on these begins after the fair.\n"
    )
    found = read_extraction(text.encode(), "plan.md")
    assert [each.text for each in found.recommendations] == ["Mend the clock"]
    assert "recommendation-unworded" in {issue.code for issue in found.issues}


ANSWER = (
    "# {title}\n\nWe thank the peers for their time.\n\n"
    "## Recommendation 1: Widen the choice of youth clubs.\n\n"
    "The Head of Youth will open a club at the quay by May 2027.\n\n"
    "## Recommendation 2: Make bus routes easier to follow.\n\n"
    "The peers heard of lost visitors.\n\nWe will print one map in June 2027.\n"
)


def test_an_answer_in_prose_says_what_will_be_done() -> None:
    read = read_extraction(ANSWER.format(title="Our reply to the Corporate Peer Challenge").encode(), "reply.txt")
    assert [(a.recommendation, a.text, a.timelines[0].edtf) for a in read.actions] == [
        ("r1", "The Head of Youth will open a club at the quay by May 2027.", "2027-05"),
        ("r2", "We will print one map in June 2027.", "2027-06"),
    ]
    assert [r.context for r in read.recommendations] == [None, "The peers heard of lost visitors."]


def test_the_peers_own_report_promises_nothing() -> None:
    read = read_extraction(ANSWER.format(title="Corporate Peer Challenge: feedback report").encode(), "report.txt")
    assert not read.actions
