"""What kind of document it is, by all that it prints."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.kind import calls_itself_update

PLAN = "Recommendation\tAction\tTimescale\nMend the mill\tBuy slates\tMay 2025\nDredge the quay\tHire a boat\tJune 2025"
PROGRESS = (
    "Recommendation\tProgress\tRAG\nMend the mill\tSlates are bought\tGreen\nDredge the quay\tA boat is hired\tRed"
)
STATUSES = "Recommendation\tAction\tStatus\nMend the mill\tBuy slates\tCompleted\nDredge the quay\tHire a boat\tDelayed"
REPORT = "# Key recommendations\n\n1. Mend the mill\n2. Dredge the quay"


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        pytest.param("Peer challenge action plan", PLAN, "action_plan", id="plan"),
        pytest.param("Our response", PLAN, "action_plan", id="response"),
        pytest.param("Peer challenge action plan", STATUSES, "action_plan", id="plan-with-statuses"),
        pytest.param("Action plan update", STATUSES, "progress_report", id="update-by-its-title"),
        pytest.param(
            "Action plan\n\nThis report sets out the progress we made.",
            STATUSES,
            "progress_report",
            id="update-by-its-introduction",
        ),
        pytest.param("Six month progress review", PROGRESS, "progress_report", id="progress"),
        pytest.param("Peer challenge", PROGRESS, "progress_report", id="progress-without-saying-so"),
        pytest.param("Peer challenge feedback report", REPORT, "feedback_report", id="report"),
        pytest.param("Notes of a meeting", "We met in May and spoke of the mill.", "other", id="other"),
    ],
)
def test_the_kind_of_a_document(title: str, body: str, kind: str) -> None:
    assert read_extraction(f"# {title}\n\n{body}".encode(), "x.txt").document.kind == kind


@pytest.mark.parametrize(
    ("title", "update"),
    [
        ("Six month progress review", True),
        ("Action plan update", True),
        ("Peer challenge action plan", False),
        ("Peer challenge feedback report", False),
    ],
)
def test_what_calls_itself_an_update(title: str, update: bool) -> None:
    assert calls_itself_update(title) is update
