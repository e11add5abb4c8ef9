"""What is no plan yields no records; lists that a sentence leads in are read; a report's title may hold its days."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction


@pytest.mark.parametrize("title", ["Minutes of the Audit Committee", "Agenda", "Invoice 2026/114"])
def test_a_table_of_actions_in_another_kind_of_document_is_no_plan(title: str) -> None:
    text = f"# {title}\n\nNo\tAction\tOwner\tDeadline\n1\tBook the hall\tClerk\tMay 2026\n"
    extraction = read_extraction(text.encode(), "paper.txt")
    assert extraction.document.kind == "other"
    assert (extraction.recommendations, extraction.actions) == ((), ())
    assert "no-records" in [issue.code for issue in extraction.issues]


def test_a_list_that_a_sentence_leads_in_is_read() -> None:
    text = "Peer challenge report\n\nThe peer team made two recommendations:\n\n1. Mend the roof\n2. Sell the depot\n"
    extraction = read_extraction(text.encode(), "report.txt")
    assert [(r.number, r.text) for r in extraction.recommendations] == [("1", "Mend the roof"), ("2", "Sell the depot")]


def test_a_list_of_what_the_council_did_about_them_is_none() -> None:
    text = "Peer challenge\n\nOn the peers' recommendations we have done this:\n\n1. Met twice\n2. Written to all\n"
    assert read_extraction(text.encode(), "note.txt").recommendations == ()


def test_the_days_in_a_reports_title_are_those_of_the_visit() -> None:
    text = "Corporate Peer Challenge feedback report, 12-14 March 2024\n\n## Recommendations\n\n1. Mend the roof\n"
    challenge = read_extraction(text.encode(), "report.txt").document.challenge
    assert challenge is not None
    assert challenge.edtf == "2024-03-12/2024-03-14"
