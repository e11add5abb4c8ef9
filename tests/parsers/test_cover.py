"""What a document says of itself on its first lines: title, date, and when the peers were on site."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from parsers.assemble import read_extraction
from parsers.challenge_date import read_challenge
from parsers.cover import Cover, read_cover, read_published
from parsers.document import Block, BlockKind, Document
from parsers.formats.registry import read_document
from parsers.repair import repair
from parsers.words import NO_WORDS, Place, Words

BODY = "The plan below says what we will do, by when, and who will see to it that it is done."


def cover_of(text: str) -> Cover:
    return read_cover(
        repair(read_document(text.encode(), "plan.txt")), lambda line: line == "Marlbridge District Council"
    )


def published(text: str, *, is_report: bool = False) -> str | None:
    found = read_published(cover_of(text), is_report=is_report)
    return found.when.edtf if found else None


def challenge(text: str, *, is_report: bool = False) -> str | None:
    document = repair(read_document(text.encode(), "plan.txt"))
    found = read_challenge(document, cover_of(text), is_report=is_report)
    return found.when.edtf if found else None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(["Peer Challenge Action Plan"], "Peer Challenge Action Plan", id="one-line"),
        pytest.param(["Action Plan", "The peers recommended:"], "Action Plan", id="a-lead-in-is-no-title"),
        pytest.param(["Action Plan", "Recommendations at a glance"], "Action Plan", id="a-list-below-is-no-title"),
        pytest.param(["Peer Challenge", "Action Plan"], "Peer Challenge Action Plan", id="two-lines"),
        pytest.param(["Marlbridge District Council", "Action Plan"], "Action Plan", id="a-council-alone-is-no-title"),
        pytest.param(["Action Plan", "May 2025"], "Action Plan", id="a-date-is-no-title"),
        pytest.param(["May 2025", "Action Plan"], "Action Plan", id="date-above"),
        pytest.param(["Action Plan", "Report to: Cabinet"], "Action Plan", id="form-line"),
        pytest.param(
            ["Report to: Cabinet", "Wards affected: all", "Action Plan"], "Action Plan", id="form-lines-above"
        ),
        pytest.param(["Report to: Cabinet", "Subject: Our action plan"], "Our action plan", id="subject"),
        pytest.param(
            ["Meeting", "Cabinet", "Title of report", "Peer plan", "Key decision", "No"], "Peer plan", id="form"
        ),
        pytest.param(["Home > Council > Peers", "Action Plan"], "Action Plan", id="breadcrumb"),
        pytest.param(["Home | Services A to Z | Contact us", "Action Plan"], "Action Plan", id="links"),
        pytest.param(
            ["Marlbridge District Council", "Peer Challenge Recommendations and Actions"],
            "Peer Challenge Recommendations and Actions",
            id="recommendations-and-actions",
        ),
        pytest.param(["Action Plan", "v2 - 3 May 2025"], "Action Plan", id="version-and-date"),
        pytest.param(
            ["Peers' Office", "Quay Road", "Dear Ann", "Peer Challenge Revisit"], "Peer Challenge Revisit", id="letter"
        ),
        pytest.param(
            ["Marlbridge District Council", "Peer challenge: tracker of recommendations"],
            "Peer challenge: tracker of recommendations",
            id="a-title-that-names-recommendations",
        ),
    ],
)
def test_the_title(lines: list[str], title: str) -> None:
    assert cover_of("\n\n".join([*lines, BODY])).title.text == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(["# Action Plan", "## Our plan in detail"], "Action Plan", id="a-section-is-no-title"),
        pytest.param(["# Peer Challenge", "## Feedback report"], "Peer Challenge Feedback report", id="goes-on-below"),
        pytest.param(["# Action Plan", "## Progress update"], "Action Plan Progress update", id="an-update-goes-on"),
        pytest.param(["# Action Plan", "May 2025", "# About this plan"], "Action Plan", id="section-below-the-date"),
        pytest.param(
            ["# Peer Challenge", "Marlbridge District Council", "# Feedback report"],
            "Peer Challenge Feedback report",
            id="goes-on-below-the-council",
        ),
        pytest.param(
            ["**Our action plan**", "Marlbridge District Council", "# How the challenge was carried out"],
            "Our action plan",
            id="section-below-the-council",
        ),
        pytest.param(
            ["# Peer Challenge Action Plan", "## Half-year monitoring report"],
            "Peer Challenge Action Plan Half-year monitoring report",
            id="which-report-of-the-plan",
        ),
        pytest.param(
            ["# Onwards together", "## What we are doing after our corporate peer challenge", "June 2026"],
            "Onwards together What we are doing after our corporate peer challenge",
            id="a-motto-and-what-it-is-about",
        ),
        pytest.param(
            ["# Corporate Peer Challenge", "Monitoring report: how far we are, for the Finance and Standards Board"],
            "Corporate Peer Challenge Monitoring report: how far we are, for the Finance and Standards Board",
            id="a-strap-line-says-which",
        ),
        pytest.param(
            ["# Corporate Peer Challenge", "Our neighbours came to see us and told us what they saw"],
            "Corporate Peer Challenge",
            id="a-motto-below",
        ),
        pytest.param(
            ["# Improvement Plan", "## How the peer challenge went"],
            "Improvement Plan",
            id="a-section-about-the-challenge",
        ),
    ],
)
def test_headings_below_a_title(lines: list[str], title: str) -> None:
    document = repair(read_document("\n\n".join([*lines, BODY]).encode(), "plan.md"))
    assert read_cover(document, lambda line: line == "Marlbridge District Council").title.text == title


def test_a_document_that_begins_with_prose_has_no_title() -> None:
    assert cover_of(BODY).title.text == ""


def test_a_title_inside_a_table_is_one() -> None:
    text = "Peer challenge action plan\t\t\nAction\tTimescale\tLead\nDig\tMay 2025\tHead of Parks"
    assert cover_of(text).title.text == "Peer challenge action plan"


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        pytest.param("May 2025", "2025-05", id="month"),
        pytest.param("12 May 2025", "2025-05-12", id="day"),
        pytest.param("Published: May 2025", "2025-05", id="published"),
        pytest.param("Posted on 12 May 2025", "2025-05-12", id="posted"),
        pytest.param("Updated 12 May 2025", "2025-05-12", id="updated"),
        pytest.param("Generated on: 12 May 2025", "2025-05-12", id="generated"),
        pytest.param("Report run: 12/05/2025", "2025-05-12", id="run"),
        pytest.param("Version 3 – May 2025", "2025-05", id="version"),
        pytest.param("Version: 02/05/2025", "2025-05-02", id="version-by-date"),
        pytest.param("Agreed by Cabinet, 12 May 2025", "2025-05-12", id="agreed-by"),
        pytest.param("Approved by Full Council on 12 May 2025", "2025-05-12", id="approved-by"),
        pytest.param("Marlbridge District Council, 12 May 2025", "2025-05-12", id="beside-the-council"),
        pytest.param("COUNCIL – 12 MAY 2025", "2025-05-12", id="beside-the-meeting"),
        pytest.param("Monday 12 May 2025 at 6.30 pm", "2025-05-12", id="a-meetings-day"),
        pytest.param("Monday 12 May 2025, 6.30 pm, Old Assembly Rooms", "2025-05-12", id="a-meetings-day-and-place"),
        pytest.param("We shall be happy. Last reviewed: 12 May 2025.", "2025-05-12", id="stamp-behind-a-sentence"),
        pytest.param("Date published\n\n12 May 2025", "2025-05-12", id="label-above"),
        pytest.param("Our plan for a better town", None, id="none"),
        pytest.param("Last updated regularly since May", None, id="no-date"),
    ],
)
def test_the_documents_own_date(line: str, edtf: str | None) -> None:
    assert published(f"Action Plan\n\n{line}\n\n{BODY}") == edtf


def test_a_date_inside_the_title_counts() -> None:
    assert published(f"Peer challenge action plan – May 2025\n\n{BODY}") == "2025-05"


def test_a_year_inside_the_title_is_no_date() -> None:
    assert published(f"Peer challenge action plan 2025\n\n{BODY}") is None


def test_the_days_on_a_report_are_the_challenges() -> None:
    text = f"Corporate Peer Challenge\n\nFeedback report\n\n12–15 May 2025\n\n{BODY}"
    assert published(text, is_report=True) is None
    assert challenge(text, is_report=True) == "2025-05-12/2025-05-15"


def test_a_later_day_on_a_report_is_its_own() -> None:
    text = f"Corporate Peer Challenge\n\nFeedback report\n\n12–15 May 2025\n\n3 July 2025\n\n{BODY}"
    assert published(text, is_report=True) == "2025-07-03"
    assert challenge(text, is_report=True) == "2025-05-12/2025-05-15"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param("Peer Challenge 2024: action plan", "2024", id="year-behind"),
        pytest.param("Action plan for the 2024 peer challenge", "2024", id="year-in-front"),
        pytest.param("Action plan\n\nThe peer team visited us in March 2024.", "2024-03", id="sentence"),
        pytest.param(
            "Action plan\n\nThis answers the peer challenge of 4–6 March 2024.", "2024-03-04/2024-03-06", id="of"
        ),
        pytest.param("Action plan\n\nA peer challenge held in 2024 praised us.", "2024", id="bare-year"),
        pytest.param("Action plan\n\nIn March 2024 a team of councillors visited us.", "2024-03", id="a-team"),
        pytest.param(
            "Action plan\n\nThe council will host a peer challenge from 4 to 6 March 2024.",
            "2024-03-04/2024-03-06",
            id="to-come",
        ),
        pytest.param(
            "Action plan\n\nFrom 4 to 6 March 2024 a team from afar, sent by the LGA, spoke to staff.",
            "2024-03-04/2024-03-06",
            id="a-team-by",
        ),
        pytest.param(
            "Action plan\n\nEvery council has a peer challenge now and then. Ours ran from 4 to 6 March 2024.",
            "2024-03-04/2024-03-06",
            id="ours",
        ),
        pytest.param(
            "Action plan\n\nEvery council has a peer challenge now and then. It was agreed on 4 March 2024.",
            None,
            id="another-it",
        ),
        pytest.param(
            "Action plan\n\nA panel of four came in the spring. Its four members were with us from 4 to 6 March 2024.",
            "2024-03-04/2024-03-06",
            id="its-members",
        ),
        pytest.param("Action plan\n\nWe met in March 2024 to plan our year.", None, id="another-visit"),
        pytest.param("Action plan\n\nThe plan was agreed in March 2024.", None, id="another-event"),
    ],
)
def test_when_the_peers_were_on_site(text: str, edtf: str | None) -> None:
    assert challenge(f"{text}\n\n{BODY}") == edtf


def test_the_next_slides_title_is_no_part_of_the_title() -> None:
    texts = ("Peer Challenge Action Plan", None, "Action plan")
    places = [Place(at=(("slide", number),)) for number in (1, 2, 2)]
    blocks = tuple(
        Block(BlockKind.HEADING, Words.of(text), level=1, place=place)
        if text
        else Block(BlockKind.BREAK, NO_WORDS, place=place)
        for text, place in zip(texts, places, strict=True)
    )
    cover = read_cover(Document("deck", "", blocks), lambda line: not line)
    assert cover.title.text == "Peer Challenge Action Plan"


def test_what_each_card_holds_is_no_total() -> None:
    words = f"# Peer challenge action plan\n\nEach form takes one action.\n\nThere are 12 actions in all.\n\n{BODY}"
    counts = read_extraction(words.encode(), "plan.md").document.declared_counts
    assert [(found.what, found.count) for found in counts] == [("action", 12)]


def test_the_day_a_body_met_is_the_documents_and_not_the_visits() -> None:
    text = f"Marlbridge District Council\nCabinet – 8 July 2025\nReport of the Chief Executive\nPeer report\n\n{BODY}"
    assert cover_of(text).title.text == "Peer report"
    assert published(text, is_report=True) == "2025-07-08"
    assert challenge(text, is_report=True) is None


def test_a_front_sheet_of_notes_names_no_document(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    notes, plan = book.create_sheet("Notes"), book.create_sheet("Tracker")
    notes.append(["How to fill in this tracker"])
    notes.append(["Ring Ada with questions"])
    plan.append(["Corporate Peer Challenge action log"])
    plan.append([])
    plan.append(["Recommendation", "Action", "Lead", "Due"])
    plan.append(["Open the lido", "Paint the walls", "Pools Manager", "May 2027"])
    book.save(tmp_path / "plan.xlsx")
    found = read_extraction((tmp_path / "plan.xlsx").read_bytes(), "plan.xlsx")
    assert found.document.title == "Corporate Peer Challenge action log"


def test_the_title_stands_below_a_strap_line() -> None:
    text = (
        "Corporate peer challenge\n\n## Marlbridge Council\n\n# What next? Our peer challenge action plan\n\nMay 2026"
    )
    assert cover_of(text).title.text == "What next? Our peer challenge action plan"
