"""A refresh: what is due is asked, what changed is read, what is read better by now is read anew, all else rests."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest import ledger
from ingest.archive import archive_beside
from ingest.ledger import StoreBusyError
from ingest.refreshing import Choice
from normalise.errors import UsageError
from parsers.fingerprint import fingerprints
from store.sources import pause_source
from tests.ingest.site.server import START, Net, Reply
from tests.ingest.site.yard import Yard, open_yard

HOME = "http://withy.example"
PLAN = """# Peer challenge action plan

| Recommendation | Action | Timescale | Lead |
|---|---|---|---|
| 1. Look after the hedges | Trim them twice | By end March 2031 | Head of Parks |
"""
PAGE = """<html><h1>Corporate peer challenge</h1><ul><li><a href="plan.md">Action plan</a></li>
<li><a href="report.md">Feedback report</a></li></ul></html>"""


@pytest.fixture
def yard(net: Net, tmp_path: Path) -> Iterator[Yard]:
    with open_yard(tmp_path / "plans.db", net) as opened:
        yield opened


@pytest.fixture
def followed(yard: Yard) -> Yard:
    """Return a yard that follows a page with two documents, refreshed once."""
    site = yard.net.site
    site.serve("/peer", PAGE, Content_Type="text/html")
    site.keep("/plan.md", PLAN, "text/plain")
    site.keep("/report.md", "# Feedback report\n\nThe peers recommend nothing.\n", "text/plain")
    yard.follow("withy", "page", f"{HOME}/peer", given={"councils": ["Withy District Council"]})
    assert yard.refresh() == [(f"{HOME}/plan.md", "new"), (f"{HOME}/report.md", "new")]
    return yard


def test_nothing_is_asked_before_it_is_due_and_only_what_changed_is_read(followed: Yard) -> None:
    before, asked = followed.dump(), len(followed.net.site.asked)
    followed.pass_days(3)
    assert followed.refresh() == []
    assert len(followed.net.site.asked) == asked
    assert followed.dump() == before
    followed.pass_days(4)
    followed.net.site.keep("/plan.md", PLAN.replace("2031", "2032"), "text/plain")
    assert followed.refresh() == [(f"{HOME}/plan.md", "new"), (f"{HOME}/report.md", "unchanged")]


def test_a_refresh_that_is_not_for_the_due_asks_all_and_one_of_a_name_that_one(followed: Yard) -> None:
    assert [outcome for _, outcome in followed.refresh(Choice())] == ["unchanged", "unchanged"]
    assert [outcome for _, outcome in followed.refresh(Choice(("withy",)))] == ["unchanged", "unchanged"]
    with pytest.raises(UsageError, match="no source is called 'wothy'"):
        followed.refresh(Choice(("wothy",)))


def test_a_source_that_rests_is_not_asked(followed: Yard) -> None:
    with followed.store.session() as session:
        pause_source(session, "withy", now=followed.now)
    followed.pass_days(30)
    asked = len(followed.net.site.asked)
    assert followed.refresh(Choice()) == []
    assert len(followed.net.site.asked) == asked
    with pytest.raises(UsageError, match="rests"):
        followed.refresh(Choice(("withy",)))


def test_what_the_reader_reads_better_by_now_is_read_from_the_archive_and_nothing_is_asked(
    followed: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = len(followed.net.site.asked)
    monkeypatch.setattr(ledger, "fingerprints", lambda: {**fingerprints(), "parsers": "another"})
    documents = followed.refresh()
    assert [place for place, _ in documents] == [f"{HOME}/plan.md", f"{HOME}/report.md"]
    assert len(followed.net.site.asked) == asked
    assert followed.ask("SELECT DISTINCT name FROM document_council") == [("Withy District Council",)]


def test_a_document_that_failed_is_tried_again_when_it_is_asked_for_not_before(yard: Yard) -> None:
    yard.net.site.keep("/plan.pdf", b"%PDF-1.7 and nothing more")
    yard.follow("withy", "url", f"{HOME}/plan.pdf")
    assert [outcome for _, outcome in yard.refresh()] == ["failed"]
    assert yard.refresh() == []
    yard.pass_days(8)
    assert [outcome for _, outcome in yard.refresh()] == ["failed"]


def test_a_source_that_vanishes_is_told_of_and_what_it_led_to_stays_and_is_still_read_better(
    followed: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = followed.ask("SELECT COUNT(*) FROM current_document")
    followed.net.site.serve("/peer", "gone", 404)
    for count in (1, 2):
        followed.pass_days(7)
        assert followed.refresh() == []
        [(name, trouble)] = followed.told.troubles
        assert (name, trouble.code, trouble.is_of_source) == ("withy", "dead-link", True)
        assert followed.ask("SELECT failure_count FROM source") == [(count,)]
    monkeypatch.setattr(ledger, "fingerprints", lambda: {**fingerprints(), "parsers": "another"})
    assert len(followed.refresh()) == 2
    assert followed.ask("SELECT COUNT(*) FROM current_document") == kept


def test_a_document_that_vanishes_is_kept_and_one_that_is_led_to_no_longer_too(followed: Yard) -> None:
    followed.net.site.serve("/plan.md", "gone", 410)
    followed.pass_days(7)
    assert followed.refresh() == [(f"{HOME}/report.md", "unchanged")]
    [(_, trouble)] = followed.told.troubles
    assert trouble.kept_sha256
    followed.net.site.serve("/peer", PAGE.replace("plan.md", "report.md"), Content_Type="text/html")
    followed.pass_days(7)
    followed.refresh()
    assert followed.told.left_count == 1
    assert followed.ask("SELECT COUNT(*) FROM current_document") == [(2,)]


def test_a_refresh_that_is_cut_off_leaves_the_source_due_and_the_next_one_makes_it_good(followed: Yard) -> None:
    site = followed.net.site
    site.keep("/plan.md", PLAN.replace("2031", "2033"), "text/plain")
    site.keep("/report.md", "# Feedback report\n\nThe peers recommend much.\n", "text/plain")
    followed.pass_days(7)
    cut_off = followed.iter_refresh()
    next(cut_off)
    cut_off.close()  # type: ignore[attr-defined]  # a generator
    assert len(followed.refresh()) == 2
    assert followed.ask("SELECT COUNT(*) FROM document") == [(4,)]
    assert followed.ask("SELECT changed_at > '2026-01-12' FROM source") == [(1,)]
    assert followed.refresh() == []


def test_a_clock_that_jumps_keeps_no_source_waiting_and_asks_none_twice(followed: Yard) -> None:
    followed.now = START + timedelta(days=4_000)
    assert len(followed.refresh()) == 2
    followed.now = START + timedelta(days=1)  # the wrong time is put right
    assert len(followed.refresh()) == 2
    assert followed.refresh() == []
    assert followed.ask("SELECT COUNT(*) FROM document") == [(2,)]


def test_of_two_refreshes_at_once_the_second_one_is_told(followed: Yard) -> None:
    followed.pass_days(7)
    first = followed.iter_refresh()
    next(first)
    with pytest.raises(StoreBusyError, match=r"run 2 \(refresh\) is at work"):
        followed.refresh()
    assert len(list(first)) == 1
    assert followed.refresh() == []


def test_files_of_a_folder_are_archived_and_asked_like_addresses(yard: Yard, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    with ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("one.md", PLAN.replace("2031", "2034"))
        packed.writestr("two.md", PLAN.replace("2031", "2035"))
    yard.follow("ours", "folder", str(folder))
    names = ["more.zip/one.md", "more.zip/two.md", "plan.md"]
    assert yard.refresh() == [(str(folder / name), "new") for name in names]
    assert yard.ask("SELECT COUNT(*), COUNT(sha256) FROM address") == [(2, 2)]
    (folder / "plan.md").unlink()
    yard.pass_days(7)
    assert yard.refresh() == [(str(folder / name), "unchanged") for name in names[:2]]
    assert yard.told.left_count == 1
    (folder / "plan.md").write_text(PLAN.replace("2031", "2036"), encoding="utf-8")
    yard.pass_days(7)
    assert [outcome for _, outcome in yard.refresh()] == ["unchanged", "unchanged", "new"]


def zip_of(**members: str | bytes) -> bytes:
    """Return an archive of files whose names are written with underscores for dots."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return packed.getvalue()


@pytest.fixture
def packed(yard: Yard) -> Yard:
    """Return a yard that follows a page with an archive of two plans, refreshed once."""
    deep = zip_of(deeper_zip=zip_of(deepest_zip=zip_of(plan_md=PLAN.replace("2031", "2039"))))
    archive = zip_of(one_md=PLAN, two_md=PLAN.replace("2031", "2032"), deep_zip=deep)
    yard.net.site.keep("/plans.zip", archive, "application/zip")
    page = '<html><h1>Corporate peer challenge</h1><a href="plans.zip">Action plans</a></html>'
    yard.net.site.serve("/peer", page, Content_Type="text/html")
    yard.follow("withy", "page", f"{HOME}/peer", given={"councils": ["Withy District Council"]})
    assert yard.refresh() == [(f"{HOME}/plans.zip/{name}.md", "new") for name in ("one", "two")]
    return yard


def test_a_fetched_archive_is_opened_and_each_document_in_it_followed(packed: Yard) -> None:
    assert packed.ask("SELECT DISTINCT name FROM document_council") == [("Withy District Council",)]
    changed = zip_of(one_md=PLAN, two_md=PLAN.replace("2031", "2033"))
    packed.net.site.keep("/plans.zip", changed, "application/zip")
    packed.pass_days(7)
    assert packed.refresh() == [(f"{HOME}/plans.zip/one.md", "unchanged"), (f"{HOME}/plans.zip/two.md", "new")]
    assert packed.ask("SELECT what, days_moved FROM changes") == [("date_moved", 365)]


def test_a_fetched_archive_is_opened_again_only_for_a_reader_that_has_learnt(
    packed: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed.pass_days(3)
    assert packed.refresh() == []
    monkeypatch.setattr(ledger, "fingerprints", lambda: fingerprints() | {"text": "better"})
    asked = len(packed.net.site.asked)
    assert [outcome for _, outcome in packed.refresh()] == ["unchanged", "unchanged"]
    assert len(packed.net.site.asked) == asked
    assert packed.ask("SELECT COUNT(*) FROM run_document") == [(4,)]


def test_a_fetched_archive_that_is_broken_or_holds_nothing_fails_and_rests_until_it_is_asked_for(yard: Yard) -> None:
    yard.net.site.keep("/broken.zip", zip_of(one_md=PLAN * 99)[:-40], "application/zip")
    yard.net.site.keep("/deep.zip", zip_of(a_zip=zip_of(b_zip=zip_of(c_zip=zip_of(d_md=PLAN)))), "application/zip")
    for name in ("broken", "deep"):
        yard.follow(name, "url", f"{HOME}/{name}.zip")
    failed = [(f"{HOME}/{name}.zip", "failed") for name in ("broken", "deep")]
    assert yard.refresh() == failed
    assert yard.refresh() == []
    yard.pass_days(7)
    assert yard.refresh() == failed
    assert yard.ask("SELECT COUNT(*) FROM document") == [(0,)]


def test_a_folder_that_is_gone_or_ill_described_is_trouble_of_that_source_only(yard: Yard, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "peerplan.csv").write_text("nonsense\n1\n", encoding="utf-8")
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "plan.md").write_text(PLAN, encoding="utf-8")
    for name in ("bad", "gone", "good"):
        yard.follow(name, "folder", str(tmp_path / name))
    assert yard.refresh() == [(str(tmp_path / "good" / "plan.md"), "new")]
    assert [(name, trouble.code) for name, trouble in yard.told.troubles] == [
        ("bad", "bad-sidecar"),
        ("gone", "missing-folder"),
    ]


def test_of_two_sources_that_say_otherwise_of_one_document_the_first_is_believed(yard: Yard) -> None:
    yard.net.site.keep("/plan.md", PLAN, "text/plain")
    for name in ("alder", "birch"):
        given = {"councils": [f"{name.capitalize()} District Council"]}
        yard.follow(name, "url", f"http://{name}.example/plan.md", given=given)
    assert [outcome for _, outcome in yard.refresh()] == ["new", "unchanged"]
    for _ in range(2):
        yard.pass_days(7)
        assert [outcome for _, outcome in yard.refresh()] == ["unchanged", "unchanged"]
    assert yard.ask("SELECT name FROM document_council") == [("Alder District Council",)]


def test_an_answer_that_breaks_our_reading_of_a_page_ends_that_source_only(
    followed: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.follow("zelkova", "url", f"{HOME}/plan.md")
    followed.pass_days(7)
    monkeypatch.setattr("ingest.sources.candidates.iter_page", lambda *_: (_ for _ in ()).throw(TypeError("ours")))
    assert followed.refresh() == [(f"{HOME}/plan.md", "unchanged")]
    assert followed.told.fault_count == 1
    [(name, trouble)] = followed.told.troubles
    assert (name, trouble.code) == ("withy", "internal-error")


def test_a_host_that_is_busy_is_passing_trouble(followed: Yard) -> None:
    followed.net.site.in_turn("/peer", Reply(b"", 503), Reply(PAGE.encode(), headers={"Content-Type": "text/html"}))
    followed.pass_days(7)
    assert len(followed.refresh()) == 2
    assert followed.told.troubles == []


def test_the_original_of_an_erased_document_does_not_come_back(followed: Yard) -> None:
    archive = archive_beside(followed.path)
    [(sha256,)] = followed.ask(f"SELECT sha256 FROM address WHERE location = '{HOME}/plan.md'")
    day = "'2026-01-06T00:00:00Z'"
    erased = f"UPDATE document SET withdrawn_at = {day}, withdrawn_why = 'names', erased_at = {day}"
    with closing(sqlite3.connect(followed.path)) as connection, connection:
        connection.execute(f"{erased} WHERE sha256 = ?", [sha256])
    archive.forget(str(sha256))
    for days in (0, 7):
        followed.pass_days(days)
        followed.refresh(Choice())
        assert not archive.holds(str(sha256))


ROWS = (
    "| 1. Look after the hedges | Trim them twice | By end March 2031 | Head of Parks |",
    "| 2. Mend the paths | Lay gravel | By June 2031 | Head of Roads |",
    "| 3. Open the museum on Mondays | Hire two guides who tell what is there | May 2031 | Head of Culture |",
)


def plan_of(*rows: str, title: str = "Peer challenge action plan") -> str:
    """Return a plan of these rows."""
    return "\n".join((f"# {title}", "", *PLAN.splitlines()[2:4], *rows, ""))


def page_of(*links: str) -> str:
    """Return a page with these links."""
    items = "".join(f'<li><a href="{link}">Peer challenge action plan</a></li>' for link in links)
    return f"<html><h1>Corporate peer challenge</h1><ul>{items}</ul></html>"


@pytest.fixture
def moving(yard: Yard) -> Callable[..., None]:
    """Return a function that puts up plans by their addresses and a page of them, a week later, and refreshes."""
    yard.follow("withy", "page", f"{HOME}/peer", given={"councils": ["Withy District Council"]})

    def show(**plans: str) -> None:
        for name, text in plans.items():
            yard.net.site.keep(f"/{name}.md", text, "text/plain")
        yard.net.site.serve("/peer", page_of(*(f"{name}.md" for name in plans)), Content_Type="text/html")
        yard.pass_days(7)
        yard.refresh()

    return show


LATER = plan_of(ROWS[0].replace("2031", "2032"), ROWS[1], ROWS[2].replace("two guides", "three guides"))


def test_a_later_edition_at_another_address_takes_the_place_of_what_is_led_to_no_longer(
    yard: Yard, moving: Callable[..., None]
) -> None:
    moving(march=plan_of(*ROWS))
    moving(october=LATER)
    moved = ("date_moved", "2031-03-31", "2032-03-31", 366)
    sql = "SELECT what, before_date, after_date, days_moved FROM changes WHERE cause = 'edition' ORDER BY what"
    assert yard.ask(sql) == [moved, ("reworded", None, None, None)]
    assert yard.ask("SELECT state FROM documents ORDER BY document_id") == [("replaced",), ("counted",)]
    assert yard.ask("SELECT days_moved FROM slippage") == [(366,)]
    before = yard.dump()
    moving(october=LATER)
    assert yard.dump() == before


def test_an_edition_that_stands_beside_the_old_one_for_a_while_takes_its_place_when_that_goes(
    yard: Yard, moving: Callable[..., None]
) -> None:
    moving(march=plan_of(*ROWS))
    moving(march=plan_of(*ROWS), october=LATER)
    assert yard.ask("SELECT COUNT(*) FROM edition") == [(0,)]
    moving(october=LATER)
    assert yard.ask("SELECT earlier_document_id, document_id FROM edition") == [(1, 2)]


def test_a_plan_that_is_led_to_again_stands_again(yard: Yard, moving: Callable[..., None]) -> None:
    moving(march=plan_of(*ROWS))
    moving(october=LATER)
    moving(march=plan_of(*ROWS), october=LATER)
    assert yard.ask("SELECT COUNT(*) FROM edition") == [(0,)]
    assert yard.ask("SELECT COUNT(*) FROM change") == [(0,)]
    assert yard.ask("SELECT state FROM documents") == [("counted",), ("counted",)]
    moving(october=LATER)
    assert yard.ask("SELECT state FROM documents ORDER BY document_id") == [("replaced",), ("counted",)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"a": plan_of(*ROWS)}, {"b": plan_of(*(row[:4] + "x" * 9 for row in ROWS))}, id="other-words"),
        pytest.param({"a": plan_of(*ROWS[:1])}, {"b": plan_of(ROWS[0].replace("2031", "2032"))}, id="too-little"),
        pytest.param({"a": plan_of(*ROWS)}, {"b": LATER, "c": LATER.replace("2032", "2033")}, id="which-of-two-now"),
        pytest.param(
            {"a": plan_of(*ROWS), "b": plan_of(*ROWS).replace("gravel", "tar")}, {"c": LATER}, id="which-of-two-then"
        ),
        pytest.param({"a": plan_of(*ROWS), "b": LATER}, {"b": LATER}, id="found-at-once"),
        pytest.param({"a": plan_of(*ROWS)}, {"a": plan_of(*ROWS), "b": LATER}, id="still-there"),
        pytest.param({"a": plan_of(*ROWS)}, {"b": plan_of(*ROWS)}, id="the-same-at-another-address"),
    ],
)
def test_what_may_be_something_else_is_no_later_edition(
    yard: Yard, moving: Callable[..., None], before: dict[str, str], after: dict[str, str]
) -> None:
    moving(**before)
    moving(**after)
    moving(**after)
    assert yard.ask("SELECT COUNT(*) FROM edition") == [(0,)]
