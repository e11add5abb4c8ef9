"""What there is behind a source the second time: unchanged, changed, moved, dead; and what is kept of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingest.archive import Archive, archive_beside
from ingest.sources.asking import ask_source
from ingest.sources.following import Source, SourceEntry, read_source, write_spec
from ingest.sources.found import Candidate, Found, Left, Trouble
from ingest.sources.reading import want_candidate
from parsers.given import ReadSettings
from store.engine import Store, open_store
from store.sources import HeldAddress, find_followed, follow_source, held_addresses
from tests.ingest.site.pages import REPORT
from tests.ingest.site.server import Net

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOME = "http://withy.example"
PDF = b"%PDF-1.4\nmade up\n"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Following:
    """A store that follows one source of the site."""

    net: Net
    store: Store
    archive: Archive
    now: datetime = NOW

    def follow(self, kind: str, location: str, **facts: Any) -> None:
        entry = SourceEntry.model_validate({"kind": kind, "location": location, **facts})
        with self.store.session() as session:
            follow_source(session, write_spec("withy", entry), now=NOW)

    def ask(self) -> list[Found]:
        """Ask the source as a refresh does, a week after the last time."""
        found = list(ask_source(self.store, self.archive, self.source(), self.net.fetcher, now=lambda: self.now))
        self.now += timedelta(days=7)
        return found

    def source(self) -> Source:
        with self.store.session() as session:
            followed = find_followed(session, "withy")
        assert followed
        return read_source(followed)

    def held(self) -> dict[str, HeldAddress]:
        with self.store.session() as session:
            return held_addresses(session, self.source().id)


@pytest.fixture
def following(net: Net, tmp_path: Path) -> Iterator[Following]:
    with open_store(tmp_path / "plans.db") as store:
        yield Following(net, store, archive_beside(tmp_path / "plans.db"))


def only(found: list[Found]) -> Candidate:
    [candidate] = found
    assert isinstance(candidate, Candidate)
    return candidate


def test_a_document_that_has_not_changed_is_not_sent_again(following: Following) -> None:
    following.net.site.keep("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf", given={"challenge": "2025-03"})
    first, second, third = (only(following.ask()) for _ in range(3))
    assert (first.is_unchanged, second.is_unchanged, third.is_unchanged) == (False, True, True)
    assert first.load() == second.load() == third.load() == PDF
    assert second.given.challenge == "2025-03"
    assert second.sha256 == sha256(PDF)
    assert second.fetched is None
    assert following.held()[f"{HOME}/plan.pdf"].changed_at == NOW


def test_a_candidate_is_something_to_be_read_that_the_source_led_to(following: Following) -> None:
    following.net.site.serve("/plan.pdf?sig=s3cr3t", PDF, Content_Disposition='attachment; filename="Plan.pdf"')
    following.follow("url", f"{HOME}/plan.pdf?sig=s3cr3t", given={"challenge": "2025-03"})
    wanted = want_candidate(only(following.ask()), following.source(), ReadSettings())
    assert (wanted.name, wanted.location, wanted.load()) == ("Plan.pdf", f"{HOME}/plan.pdf?sig=s3cr3t", PDF)
    assert (wanted.given.challenge, wanted.source_id) == ("2025-03", following.source().id)
    assert wanted.shown == f"{HOME}/plan.pdf?sig=…"


def test_the_same_bytes_are_unchanged_without_any_tag(following: Following) -> None:
    following.net.site.serve("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf")
    assert [only(following.ask()).is_unchanged for _ in range(2)] == [False, True]


def test_an_original_that_is_lost_is_fetched_again(following: Following) -> None:
    following.net.site.keep("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf")
    following.ask()
    following.archive.forget(sha256(PDF))
    again = only(following.ask())
    assert again.fetched is not None
    assert following.archive.read(sha256(PDF)) == PDF


def test_a_changed_document_is_new(following: Following) -> None:
    following.net.site.keep("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf")
    following.ask()
    following.net.site.keep("/plan.pdf", PDF + b"2")
    assert not only(following.ask()).is_unchanged
    held = following.held()[f"{HOME}/plan.pdf"]
    assert (held.sha256, held.changed_at) == (sha256(PDF + b"2"), NOW + timedelta(days=7))
    assert following.archive.read(sha256(PDF)) == PDF


def test_a_moved_document_is_the_same_document(following: Following) -> None:
    following.net.site.keep("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf")
    following.ask()
    following.net.site.redirect("/plan.pdf", "/new/plan.pdf", 301)
    following.net.site.keep("/new/plan.pdf", PDF)
    moved, again = only(following.ask()), only(following.ask())
    assert (moved.is_unchanged, again.is_unchanged) == (True, True)
    assert f"has moved for good to {HOME}/new/plan.pdf" in moved.remarks
    assert again.fetched is None


@pytest.mark.parametrize(
    ("status", "is_dead"), [pytest.param(404, True, id="dead"), pytest.param(500, False, id="cannot-answer")]
)
def test_a_dead_link_is_told_and_its_last_good_copy_kept(following: Following, status: int, is_dead: bool) -> None:
    following.net.site.keep("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf")
    following.ask()
    following.net.site.serve("/plan.pdf", status=status)
    for _ in range(3):
        [trouble] = following.ask()
        assert isinstance(trouble, Trouble)
        assert (trouble.is_dead, trouble.kept_sha256) == (is_dead, sha256(PDF))
    assert following.archive.read(sha256(PDF)) == PDF
    source = following.source()
    assert source.failure_count == 3
    assert str(status) in (source.error or "")
    following.net.site.keep("/plan.pdf", PDF)
    assert only(following.ask()).is_unchanged
    assert following.source().failure_count == 0


def test_an_error_page_in_the_place_of_a_plan_is_no_new_edition(following: Following) -> None:
    following.net.site.keep("/plan.pdf", PDF)
    following.follow("url", f"{HOME}/plan.pdf")
    following.ask()
    following.net.site.serve("/plan.pdf", "<html><title>Sorry</title>We have moved</html>", Content_Type="text/html")
    [trouble] = following.ask()
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.kept_sha256) == ("page-for-document", sha256(PDF))
    assert "PDF" in trouble.message


def test_an_error_page_at_an_address_that_promises_nothing_is_found_out_by_what_was_there(following: Following) -> None:
    following.net.site.serve("/mgConvert2PDF.aspx?ID=7", PDF)
    following.follow("url", f"{HOME}/mgConvert2PDF.aspx?ID=7")
    following.ask()
    following.net.site.serve("/mgConvert2PDF.aspx?ID=7", "<html><title>Sorry</title>Not now</html>")
    [trouble] = following.ask()
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.kept_sha256) == ("page-for-document", sha256(PDF))


def test_a_page_that_says_the_same_has_not_changed_whatever_else_was_sent(following: Following) -> None:
    following.net.site.serve("/report", REPORT, Content_Type="text/html")
    following.follow("page", f"{HOME}/report")
    first = only(following.ask())
    following.net.site.serve("/report", REPORT.replace("<main>", "<input type=hidden value=1><main>"))
    again = only(following.ask())
    assert (again.is_unchanged, again.sha256) == (True, first.sha256)
    assert again.load() == REPORT.encode()
    following.net.site.serve("/report", REPORT.replace("Tell partners", "Ask partners"))
    assert not only(following.ask()).is_unchanged


def test_what_a_page_no_longer_leads_to_is_told_once_all_was_seen(following: Following) -> None:
    markup = '<html><h1>Peer challenge</h1><p><a href="a.pdf">Action plan</a></p>{}</html>'
    other = '<p><a href="b.pdf">Feedback report</a></p>'
    following.net.site.serve("/peer", markup.format(other), Content_Type="text/html")
    following.net.site.keep("/a.pdf", PDF)
    following.net.site.keep("/b.pdf", PDF + b"b")
    following.follow("page", f"{HOME}/peer")
    assert len(following.ask()) == 2
    following.net.site.serve("/peer", markup.format(""), Content_Type="text/html")
    [left] = [one for one in following.ask() if isinstance(one, Left)]
    assert (left.location, "no longer" in left.reason) == (f"{HOME}/b.pdf", True)
    following.net.site.serve("/peer", status=500)
    assert not any(isinstance(one, Left) for one in following.ask())


def test_what_stood_on_a_page_that_cannot_be_had_now_is_not_called_gone(following: Following) -> None:
    markup = '<html><h1>Peer challenge</h1><p><a href="/{}">{}</a></p></html>'
    following.net.site.serve("/peer", markup.format("more", "Corporate peer challenge papers"))
    following.net.site.serve("/more", markup.format("a.pdf", "Action plan"))
    following.net.site.keep("/a.pdf", PDF)
    following.follow("page", f"{HOME}/peer")
    assert len(following.ask()) == 1
    following.net.site.serve("/more", status=503)
    [trouble] = following.ask()
    assert isinstance(trouble, Trouble)
    assert trouble.location == f"{HOME}/more"


def test_one_dead_link_of_a_page_is_its_own_trouble(following: Following) -> None:
    markup = '<html><h1>Peer challenge</h1><a href="a.pdf">Action plan</a> <a href="b.pdf">Feedback report</a></html>'
    following.net.site.serve("/peer", markup, Content_Type="text/html")
    following.net.site.keep("/a.pdf", PDF)
    following.follow("page", f"{HOME}/peer")
    for _ in range(2):
        candidate, trouble = following.ask()
        assert isinstance(candidate, Candidate)
        assert isinstance(trouble, Trouble)
        assert (trouble.code, trouble.referrer, trouble.kept_sha256) == ("dead-link", f"{HOME}/peer", None)
    assert following.held()[f"{HOME}/b.pdf"].failure_count == 2
    assert following.source().failure_count == 0
