"""What a heading announces."""

from __future__ import annotations

import pytest

from parsers.headings import Topic, read_topic, without_number


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("Key recommendations", Topic.RECOMMENDATIONS, id="key"),
        pytest.param("2. Key Recommendations", Topic.RECOMMENDATIONS, id="numbered"),
        pytest.param("KEY RECOMMENDATIONS:", Topic.RECOMMENDATIONS, id="capitals-and-colon"),
        pytest.param("Summary of recommendations", Topic.RECOMMENDATIONS, id="summary"),
        pytest.param("Additional recommendations", Topic.ADDITIONAL, id="additional"),
        pytest.param("Other recommendations", Topic.ADDITIONAL, id="other"),
        pytest.param("The peer team", Topic.PEER_TEAM, id="team"),
        pytest.param("3.1 The Peer Team", Topic.PEER_TEAM, id="numbered-team"),
        pytest.param("Contents", Topic.CONTENTS, id="contents"),
        pytest.param("Governance and culture", Topic.CORE_THEME, id="core-theme"),
        pytest.param("Executive summary", Topic.NARRATIVE, id="narrative"),
        pytest.param("Next steps", Topic.NEXT_STEPS, id="next-steps"),
        pytest.param("Appendix B", Topic.APPENDIX, id="appendix"),
        pytest.param("Action plan", Topic.PLAN, id="plan"),
        pytest.param("Progress since our visit", Topic.PROGRESS, id="progress"),
        pytest.param("A pond in every park", None, id="something-else"),
        pytest.param("Peer", None, id="one-word"),
        pytest.param("", None, id="empty"),
        pytest.param("Appendix " * 40, None, id="too-long"),
    ],
)
def test_what_a_heading_announces(text: str, topic: Topic | None) -> None:
    assert read_topic(text) is topic


@pytest.mark.parametrize(
    ("text", "bare"),
    [("2. Our town", "Our town"), ("2.1 Our town", "Our town"), ("Our town", "Our town"), ("2.", "2.")],
)
def test_a_heading_without_its_number(text: str, bare: str) -> None:
    assert without_number(text) == bare
