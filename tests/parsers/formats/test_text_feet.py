"""Lines at the foot of pages, and what web pages print to be clicked at, are no text of theirs."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.document import Block, Document, Layer, Table
from parsers.formats.registry import read_document


def read(text: str) -> Document:
    return read_document(text.encode(), "plan.txt")


def body(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Block) and b.layer is Layer.BODY and b.text]


FOOT = "    Mill House, Tarnbrook     www.tarnbrook.example\n    Chair: Ann Oak   Clerk: Bo Elm\n        {}\n"


def test_lines_that_three_pages_end_with_are_no_text() -> None:
    pages = [f"Page of words {word}\n\n    • an entry {word}\n\n\n{FOOT.format(at)}" for at, word in enumerate("abcd")]
    found = body(read("\f".join(pages)))
    assert found == [text for word in "abcd" for text in (f"Page of words {word}", f"an entry {word}")]


def test_of_two_pages_nothing_is_a_foot() -> None:
    pages = [f"Page of words {word}\n\n{FOOT.format(1)}" for word in "ab"]
    assert any("Mill House" in text for text in body(read("\f".join(pages))))


def test_headings_that_pages_begin_with_stay() -> None:
    things = ["Mend the roof", "Hire a clerk", "Sell the vans", "Plant trees", "Paint a fence", "Open the hall"]
    rows = [[f"1.{at}", thing, "Head of Parks"] for at, thing in enumerate(things, 1)]
    lines = ["    ".join((number, f"{thing:16}", lead)) for number, thing, lead in rows]
    pages = [f"Ref    Action              Lead\n\n{a}\n{b}\n\n{FOOT.format(1)}" for a, b in batched(lines)]
    document = read("\f".join(pages))
    assert "Mill House" not in " ".join(body(document))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found = [[cell.text for cell in row] for table in tables for row in table.rows()]
    assert [row for row in found if row[0] != "Ref"] == rows
    assert ["Ref", "Action", "Lead"] in found


def batched(lines: list[str]) -> list[tuple[str, str]]:
    return list(zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize("widget", ["Show", "Hide", "Show this section", "Expand"])
def test_what_a_page_is_clicked_at_is_no_text(widget: str) -> None:
    text = f"Recommendation 1: Mend the roof\n{widget}\n\nDone.\n\nRecommendation 2: Hire a clerk\n{widget}\n\nDone.\n"
    assert body(read(text)) == ["Recommendation 1: Mend the roof", "Done.", "Recommendation 2: Hire a clerk", "Done."]


def test_a_word_that_is_printed_once_stays() -> None:
    assert "Show" in body(read("The title\n\nShow\n\nMore words.\n"))


def test_a_title_set_in_below_an_entry_is_no_part_of_it() -> None:
    text = "3.    How the team worked\n\n      The peer team\n\nPeers are selected with care.\n"
    assert body(read(text))[:2] == ["How the team worked", "The peer team"]


def test_a_copied_web_page_is_called_what_stands_below_the_way_to_it() -> None:
    text = (
        "Skip to main content\n\nSay whether we may use cookies\nWe use cookies to see how you use this site.\n\n"
        "Tarnbrook Council\nSign in\n\n    Home\n    Your council\n    Corporate Peer Challenge: a year later\n\n"
        "Corporate Peer Challenge: a year later\n\nContents\n\n    1. What it was\n    2. How far we are\n\n"
        "What it was\n\nPeers came to see us in May 2025.\n"
    )
    assert read_extraction(text.encode(), "page.txt").document.title == "Corporate Peer Challenge: a year later"


PAGE = "Ref    Action                       Lead officer          By when         Status\n\n"


def test_a_row_that_a_page_cuts_goes_on_below_the_headings_of_the_next() -> None:
    text = (
        "Tarnbrook Council\n\nPeer challenge action plan\n\n"
        f"{PAGE}1.1    Mend the roofs of the        Head of Property      May 2026        Not\n"
        "       market halls                                                         started\n\n"
        "1.2    Find traders for the         Markets Manager       June 2026       Under way\n\f"
        f"{PAGE}       stalls that are empty and    ; Head of Growth      onwards\n"
        "       those to be closed\n\n\nRisks\n\nThere are few.\n"
    )
    found = read_extraction(text.encode(), "plan.txt")
    assert [action.text for action in found.actions] == [
        "Mend the roofs of the market halls",
        "Find traders for the stalls that are empty and those to be closed",
    ]
    assert found.actions[0].status is not None
    assert found.actions[0].status.value == "not_started"


def test_what_an_accordion_prints_beside_its_headings_is_no_part_of_them() -> None:
    page = (
        "<main><h1>Peer challenge update</h1><h2><button><span>Recommendation 1: Mend the roof</span>"
        '<span class="govuk-visually-hidden govuk-accordion__section-heading-divider">, </span>'
        '<span class="govuk-accordion__section-toggle"><span class="govuk-accordion__section-toggle-text">Show'
        "<span> this section</span></span></span></button></h2><p>Done.</p></main>"
    )
    [recommendation] = read_extraction(page.encode(), "page.html").recommendations
    assert recommendation.text == "Mend the roof"


def test_an_earlier_challenges_recommendations_with_their_status_on_the_next_line() -> None:
    text = (
        "LGA Corporate Peer Challenge\n\nTarnbrook Council\n\n3 to 6 March 2026\n\nFeedback report\n\n"
        "1. Key recommendations\n\n1.1 Recommendation 1\n\nMend the roofs.\n\n1.2 Recommendation 2\n\nHire a clerk.\n\n"
        "2. Progress since the last challenge\n\nThe last challenge was in 2021.\n\n"
        "2021 Recommendation 1: Share a fleet\nStatus: Complete\n\nThe vans are shared with the county.\n\n"
        "2021 Recommendation 2: Answer letters\nStatus: Delayed\n\nTwo clerks have left.\n"
    )
    found = read_extraction(text.encode(), "report.txt")
    assert len(found.recommendations) == 2
    assert [(p.text, p.status.value if p.status else None) for p in found.progress] == [
        ("The vans are shared with the county.", "completed"),
        ("Two clerks have left.", "delayed"),
    ]


def test_a_status_over_lists_of_what_was_done_and_what_comes_next_is_the_recommendations() -> None:
    text = (
        "# Peer challenge: a year on\n\nTarnbrook Council\n\n## Recommendation 1: Mend the roofs\n\nStatus: Delayed\n\n"
        "**What we have done**\n\n- Two roofs are dry.\n- Slates have come.\n\n**What we will do next**\n\n"
        "- Mend the third by May 2026.\n- Look at the fourth in 2027/28.\n"
    )
    found = read_extraction(text.encode(), "page.md")
    [recommendation] = found.recommendations
    assert recommendation.status is not None
    assert recommendation.status.value == "delayed"
    assert [action.status for action in found.actions] == [None, None]
    assert [entry.status for entry in found.progress] == [None, None]
