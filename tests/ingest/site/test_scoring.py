"""Which links lead to peer challenge documents: wordings invented here, good and bad in one list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.sources.following import Source, SourceEntry
from ingest.sources.moderngov import find_file
from ingest.sources.scoring import score_link, sort_address
from parsers.formats.html.links import Link, LinkedPage

PLAIN = LinkedPage("Cabinet papers", "Cabinet papers", None, (), 10, 0, "0")
OURS = LinkedPage("Corporate peer challenge - Osier Borough Council", "Corporate peer challenge", None, (), 10, 0, "0")
PDF = "https://osier.example/documents/s12/file.pdf"


@pytest.mark.parametrize(
    ("link", "page", "is_wanted"),
    [
        pytest.param(Link(PDF, "Corporate Peer Challenge Feedback Report"), PLAIN, True, id="own-words"),
        pytest.param(Link(PDF, "Peer Challenge 2024 - final report"), PLAIN, True, id="peer-challenge"),
        pytest.param(Link(PDF, "CPC action plan"), PLAIN, True, id="short-form"),
        pytest.param(Link(PDF, "LGA Peer Review report"), PLAIN, True, id="peer-review"),
        pytest.param(Link(PDF, "Download", title="Link to 'Peer challenge action plan'"), PLAIN, True, id="title"),
        pytest.param(Link(PDF, "Appendix A", around="7. Corporate Peer Challenge"), PLAIN, True, id="row"),
        pytest.param(Link(PDF, "Download (PDF)", line="Peer challenge: our response."), PLAIN, True, id="line"),
        pytest.param(Link(PDF, "Full report", headings=("Papers", "Peer challenge 2025")), PLAIN, True, id="heading"),
        pytest.param(Link(PDF, "Action plan"), OURS, True, id="page"),
        pytest.param(Link(PDF, "Report (PDF, 2 MB)"), OURS, True, id="page-and-report"),
        pytest.param(Link(PDF, "Six-month progress review"), OURS, True, id="progress"),
        pytest.param(Link(PDF, "Budget report"), PLAIN, False, id="budget"),
        pytest.param(Link(PDF, "Action plan"), PLAIN, False, id="some-action-plan"),
        pytest.param(Link(PDF, "Statement of accounts"), OURS, False, id="accounts"),
        pytest.param(Link(PDF, "Printed minutes", around="Corporate peer challenge"), PLAIN, False, id="minutes"),
        pytest.param(Link(PDF, "Privacy notice"), OURS, False, id="privacy"),
        pytest.param(Link(PDF, "Share this on Facebook: peer challenge"), OURS, False, id="share"),
        pytest.param(Link(PDF, "School challenge report"), PLAIN, False, id="other-challenge"),
        pytest.param(Link(PDF, "Peers in the House of Lords"), PLAIN, False, id="other-peers"),
        pytest.param(
            Link(PDF, "Action plan", headings=("Peer challenge",), is_navigation=True), OURS, False, id="menu"
        ),
        pytest.param(Link(PDF, "Peer challenge action plan", is_navigation=True), PLAIN, True, id="in-a-menu-by-name"),
    ],
)
def test_a_link_is_wanted_by_the_words_around_it(link: Link, page: LinkedPage, is_wanted: bool) -> None:
    score = score_link(link, page, link.target)
    assert score.is_enough("document") == is_wanted, score.explain()


def test_the_name_of_the_file_counts() -> None:
    url = "https://osier.example/documents/s12/Peer_Challenge-Action%20Plan.pdf"
    assert score_link(Link(url, "PDF"), PLAIN, url).is_enough("document")


def test_a_link_that_says_nothing_explains_that() -> None:
    assert score_link(Link(PDF, "Bins"), PLAIN, "https://osier.example/x").explain() == "nothing says peer challenge"


@pytest.mark.parametrize(
    ("url", "sort"),
    [
        ("https://a.example/documents/s1234/Name.pdf", "document"),
        ("https://a.example/documents/s1234/Name", "document"),
        ("https://a.example/Documents/s1234/Name.html", "document"),
        ("https://a.example/mgConvert2PDF.aspx?ID=9", "document"),
        ("https://a.example/ieListDocuments.aspx?CId=1&MId=2&Ver=4", "page"),
        ("https://a.example/ieIssueDetails.aspx?IId=3", "page"),
        ("https://a.example/mgIssueHistoryHome.aspx?IId=3", "page"),
        ("https://a.example/ieDecisionDetails.aspx?AIId=3", "page"),
        ("https://a.example/mgUserInfo.aspx?UID=3", "left"),
        ("https://a.example/downloads/file/77/peer-challenge", "document"),
        ("https://a.example/peer-challenge", "page"),
        ("https://a.example/peer-challenge/", "page"),
        ("https://a.example/plan.PDF", "document"),
        ("https://a.example/plan.pdf?download=1", "document"),
        ("https://a.example/v2.0", "page"),
        ("https://a.example/logo.png", "left"),
        ("https://a.example/film.mp4", "page"),
        ("https://a.example/", "page"),
    ],
)
def test_an_address_tells_what_it_is_of(url: str, sort: str) -> None:
    assert sort_address(url)[0] == sort


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("documents/s12/A.docx", "mgConvert2PDF.aspx?ID=12", True),
        ("documents/s12/A.docx", "mgConvert2PDF.aspx?ID=12&ISATT=1", True),
        ("documents/s12/A.docx", "Documents/S12/A.html", True),
        ("documents/g9/Pack.pdf?T=10", "mgConvert2PDF.aspx?ID=9&T=10", True),
        ("documents/g9/Pack.pdf?T=10", "documents/g9/Minutes.pdf?T=1", False),
        ("documents/s9/A.pdf", "mgConvert2PDF.aspx?ID=9&T=10", False),
        ("documents/s12/A.pdf", "documents/s13/A.pdf", False),
        ("documents/A.pdf", "documents/B.pdf", False),
    ],
)
def test_forms_of_one_moderngov_file_are_known_as_one(first: str, second: str, is_same: bool) -> None:
    one, other = (find_file(f"https://d.example/{path}") for path in (first, second))
    assert (one is not None and one == other) == is_same


@pytest.mark.parametrize(
    ("days", "is_paused", "is_due"),
    [
        pytest.param(None, False, True, id="never-asked"),
        pytest.param(6, False, False, id="too-early"),
        pytest.param(7, False, True, id="due"),
        pytest.param(400, False, True, id="overdue"),
        pytest.param(-3, False, True, id="the-clock-was-put-back"),
        pytest.param(400, True, False, id="paused"),
    ],
)
def test_a_source_is_due_after_its_days(days: int | None, is_paused: bool, is_due: bool) -> None:
    now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    entry = SourceEntry(kind="page", location="https://a.example/", every_days=7)
    checked = None if days is None else now - timedelta(days=days)
    assert Source("a", entry, checked_at=checked, paused_at=now if is_paused else None).is_due(now) == is_due
