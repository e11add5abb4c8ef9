"""A page as a source: which of its links are followed, which are left, and why."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.sources.candidates import check_leave, iter_candidates, iter_plan
from ingest.sources.following import Source, SourceEntry
from ingest.sources.found import Candidate, Left, ToFetch, Trouble
from parsers.given import Given
from tests.ingest.site.pages import AGENDA, COUNCIL, HISTORY, ISSUE, PROGRESS, REPORT
from tests.ingest.site.server import Net

HOME = "https://withy.example".replace("https", "http")
DEMOCRACY = "http://democracy.withy.example"
GIVEN = Given(councils=("Withy District Council",), challenge="2025-03")


def page(location: str, **options: Any) -> Source:
    entry = SourceEntry.model_validate({"kind": "page", "location": location, "given": GIVEN, "options": options})
    return Source("withy", entry, id=1)


def wanted(net: Net, source: Source) -> list[str]:
    return [one.location for one in iter_plan(source, net.fetcher) if isinstance(one, ToFetch)]


def left(net: Net, source: Source) -> dict[str, str]:
    return {one.location: one.reason for one in iter_plan(source, net.fetcher) if isinstance(one, Left)}


@pytest.fixture
def council(net: Net) -> Net:
    net.site.serve(
        "/peer-challenge", COUNCIL.replace("https://democracy", "http://democracy"), Content_Type="text/html"
    )
    net.site.serve("/peer-challenge/progress", PROGRESS, Content_Type="text/html")
    for path, markup in (
        ("/ieIssueDetails.aspx?IId=77&PlanId=5", ISSUE),
        ("/mgIssueHistoryHome.aspx?IId=77", HISTORY),
        ("/ieListDocuments.aspx?CId=1&MId=9", AGENDA),
        ("/ieDecisionDetails.aspx?AIId=12", "<html><title>Decision</title><p>Agreed.</p></html>"),
    ):
        net.site.serve(path, markup, Content_Type="text/html")
    return net


def test_a_council_s_page_leads_to_its_documents(council: Net) -> None:
    assert wanted(council, page(f"{HOME}/peer-challenge", depth=0)) == [
        f"{HOME}/documents/feedback-report.pdf",
        f"{HOME}/documents/action%20plan.docx",
    ]
    assert council.site.paths() == ["/peer-challenge"]


def test_what_is_left_is_told_with_its_reason(council: Net) -> None:
    reasons = left(council, page(f"{HOME}/peer-challenge", depth=0))
    assert "statement of accounts" in reasons[f"{HOME}/documents/statement-of-accounts.pdf"]
    assert "PNG file" in reasons[f"{HOME}/logo.png"]
    assert "--depth 1" in reasons[f"{HOME}/peer-challenge/progress"]
    assert "--host democracy.withy.example" in reasons[f"{DEMOCRACY}/ieIssueDetails.aspx?IId=77&PlanId=5"]
    assert not any("facebook" in url or "privacy" in url or "jobs" in url for url in reasons)


def test_a_link_that_cannot_be_asked_is_trouble_of_its_own(council: Net) -> None:
    plan = list(iter_plan(page(f"{HOME}/peer-challenge", depth=0), council.fetcher))
    [trouble] = [one for one in plan if isinstance(one, Trouble)]
    assert (trouble.code, trouble.is_of_source) == ("bad-address", False)


def test_a_page_that_is_itself_a_document_is_one_and_leads_on(council: Net) -> None:
    found = list(iter_plan(page(f"{HOME}/peer-challenge"), council.fetcher))
    [candidate] = [one for one in found if isinstance(one, Candidate)]
    assert candidate.location == f"{HOME}/peer-challenge/progress"
    assert candidate.load().startswith(b"<!DOCTYPE html>")
    assert candidate.referrer == f"{HOME}/peer-challenge"
    assert f"{HOME}/peer-challenge/progress/annex.pdf" in wanted(council, page(f"{HOME}/peer-challenge"))


def test_an_lga_report_page_is_the_document(net: Net) -> None:
    net.site.serve("/report", REPORT, Content_Type="text/html")
    [candidate] = iter_candidates(page(f"{HOME}/report"), net.fetcher)
    assert isinstance(candidate, Candidate)
    assert candidate.given == GIVEN
    assert "itself is a document" in candidate.remarks[0]
    assert list(iter_plan(page(f"{HOME}/report", page="links"), net.fetcher)) == []


def test_a_long_page_about_a_peer_challenge_is_the_report_whatever_it_is_called(net: Net) -> None:
    title = "<title>LGA Corporate Peer Challenge</title><h1>LGA Corporate Peer Challenge: Withy</h1>"
    link = "<p><a href='/x'>Corporate peer challenge reports of another council in the same year</a></p>"
    net.site.serve("/long", f"<html>{title}<p>{'They said much about many things. ' * 400}</p></html>")
    net.site.serve("/list", f"<html>{title}{link * 300}</html>")
    assert len([one for one in iter_plan(page(f"{HOME}/long"), net.fetcher) if isinstance(one, Candidate)]) == 1
    assert not [one for one in iter_plan(page(f"{HOME}/list", depth=0), net.fetcher) if isinstance(one, Candidate)]


def test_a_page_that_moved_to_another_host_is_followed_there(net: Net) -> None:
    net.site.redirect("withy.example/peer", "http://new.example/peer", 301)
    net.site.serve("new.example/peer", "<html><h1>Peer challenge</h1><p><a href='a.pdf'>Action plan</a></p></html>")
    assert wanted(net, page(f"{HOME}/peer")) == ["http://new.example/a.pdf"]


def test_a_moderngov_issue_leads_to_its_files_each_once(council: Net) -> None:
    source = page(f"{DEMOCRACY}/ieIssueDetails.aspx?IId=77&PlanId=5", depth=0)
    assert wanted(council, source) == [
        f"{DEMOCRACY}/documents/s1234/Appendix%20A.docx",
        f"{DEMOCRACY}/documents/s1240/Covering%20report.pdf",
    ]
    reasons = left(council, source)
    assert "another form" in reasons[f"{DEMOCRACY}/mgConvert2PDF.aspx?ID=1234"]
    assert "another form" in reasons[f"{DEMOCRACY}/documents/s1234/Appendix%20A.html"]


def test_an_agenda_leads_to_the_papers_of_the_one_item(council: Net) -> None:
    source = page(f"{DEMOCRACY}/ieListDocuments.aspx?CId=1&MId=9", depth=0)
    assert wanted(council, source) == [
        f"{DEMOCRACY}/documents/s1234/Appendix%20A.docx",
        f"{DEMOCRACY}/documents/s1241/Annex%20B.pdf",
    ]
    assert "a member" in left(council, source)[f"{DEMOCRACY}/mgUserInfo.aspx?UID=4"]


def test_pages_are_followed_from_one_to_the_next_and_each_is_asked_once(council: Net) -> None:
    source = page(f"{HOME}/peer-challenge", depth=3, hosts=["democracy.withy.example"])
    found = wanted(council, source)
    assert len(found) == len(set(found))
    assert {f"{DEMOCRACY}/documents/s1240/Covering%20report.pdf", f"{DEMOCRACY}/documents/s1241/Annex%20B.pdf"} <= set(
        found
    )
    asked = council.site.paths()
    assert len(asked) == len(set(asked)) == 6


def test_budgets_of_pages_and_documents_are_kept(council: Net) -> None:
    source = page(f"{HOME}/peer-challenge", depth=3, hosts=["democracy.withy.example"], pages=2, links=1)
    assert len(wanted(council, source)) == 1
    reasons = list(left(council, source).values())
    assert "no more than 1 documents are taken" in reasons
    assert "no more than 2 pages are looked through" in reasons


def test_patterns_decide_over_words(council: Net) -> None:
    source = page(f"{HOME}/peer-challenge", depth=0, include=["*/statement*"], exclude=["*feedback*"])
    assert wanted(council, source) == [
        f"{HOME}/documents/action%20plan.docx",
        f"{HOME}/documents/statement-of-accounts.pdf",
    ]


def test_a_page_that_is_a_pdf_is_the_document(net: Net) -> None:
    net.site.serve("/peer-challenge", b"%PDF-1.4 x", Content_Type="text/html")
    [candidate] = iter_candidates(page(f"{HOME}/peer-challenge"), net.fetcher)
    assert isinstance(candidate, Candidate)
    assert candidate.load() == b"%PDF-1.4 x"


@pytest.mark.parametrize("status", [404, 500, 403])
def test_a_page_that_is_gone_is_trouble_of_the_source(net: Net, status: int) -> None:
    net.site.serve("/peer-challenge", status=status)
    [trouble] = iter_candidates(page(f"{HOME}/peer-challenge"), net.fetcher)
    assert isinstance(trouble, Trouble)
    assert (trouble.is_of_source, trouble.is_dead) == (True, status == 404)


def test_what_robots_txt_forbids_is_told_before_it_is_asked(council: Net) -> None:
    council.site.serve("/robots.txt", "User-agent: *\nDisallow: /documents/")
    plan = iter_plan(page(f"{HOME}/peer-challenge", depth=0), council.fetcher)
    checked = [check_leave(one, council.fetcher) for one in plan]
    assert [one.code for one in checked if isinstance(one, Trouble)] == ["bad-address", "robots", "robots"]
    assert council.site.paths() == ["/peer-challenge"]


def test_relative_links_follow_the_page_that_answered_and_its_base(net: Net) -> None:
    link = '<h1>Corporate peer challenge</h1><p><a href="plan.pdf">Action plan</a></p>'
    net.site.redirect("/old", "/new/page", 301)
    net.site.serve("/new/page", f"<html>{link}</html>", Content_Type="text/html")
    assert wanted(net, page(f"{HOME}/old")) == [f"{HOME}/new/plan.pdf"]
    net.site.serve("/new/page", f'<html><base href="/files/">{link}</html>', Content_Type="text/html")
    assert wanted(net, page(f"{HOME}/old")) == [f"{HOME}/files/plan.pdf"]


def test_a_page_with_links_without_end_is_bounded(net: Net) -> None:
    links = "".join(f'<p><a href="/{number}.pdf">Peer challenge report</a></p>' for number in range(6_000))
    net.site.serve("/many", f"<html><h1>Peer challenge</h1>{links}</html>", Content_Type="text/html")
    plan = list(iter_plan(page(f"{HOME}/many"), net.fetcher))
    assert sum(isinstance(one, ToFetch) for one in plan) == 200
    assert any("1,000 more links" in one.reason for one in plan if isinstance(one, Left))


def test_a_page_that_makes_up_pages_is_bounded(net: Net) -> None:
    markup = "<html><h1>Corporate peer challenge report</h1>{}</html>"
    links = "".join(f'<p><a href="?p={number}">Corporate peer challenge report</a></p>' for number in range(300))
    net.site.serve("/trap", markup.format(links), Content_Type="text/html")
    for number in range(300):
        net.site.serve(f"/trap?p={number}", markup.format(links.replace("p=", f"p={number}")), Content_Type="text/html")
    list(iter_plan(page(f"{HOME}/trap", depth=5), net.fetcher))
    assert len(net.site.paths()) == 30
