"""`peerplan sources`: what is followed, written down, taken back and exchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app
from tests.ingest.site.pages import COUNCIL
from tests.ingest.site.server import run_site


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PEERPLAN_DB", str(tmp_path / "plans.db"))
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.txt").write_text("a plan", encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["sources", *words], env={"COLUMNS": "200"})


def listed() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("list", "--json").stdout)
    return found


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("https://withy.example/peer-challenge", "page"),
        ("https://withy.example/documents/s12/Plan.pdf", "url"),
        ("https://withy.example/mgConvert2PDF.aspx?ID=12", "url"),
        ("HTTPS://withy.example/ieIssueDetails.aspx?IId=7", "page"),
        ("plans", "folder"),
    ],
)
def test_the_kind_is_told_by_what_the_location_looks_like(home: Path, location: str, kind: str) -> None:
    assert run("add", "withy", location).stdout == "withy: new\n"
    [row] = listed()
    assert (row["kind"], row["state"]) == (kind, "due")


def test_a_path_is_kept_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "ours", "plans", "--include", "*.txt")
    monkeypatch.chdir(home / "plans")
    assert listed()[0]["location"] == str(home / "plans")
    done = run("check", "ours", "--json")
    assert json.loads(done.stdout)[0]["location"] == str(home / "plans" / "plan.txt")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("add", "With y", "plans"), "no name for a source", id="name"),
        pytest.param(("add", "-x\x1b[1m", "plans"), "No such option", id="name-like-an-option"),
        pytest.param(("add", "a", "nowhere"), "no such folder", id="no-folder"),
        pytest.param(("add", "a", "www.withy.example/peer"), "begins with https://", id="no-scheme"),
        pytest.param(("add", "a", "nowhere.csv"), "no such file", id="no-manifest"),
        pytest.param(("add", "a", "plans/plan.txt"), "is a file", id="a-file"),
        pytest.param(("add", "a", "ftp://withy.example/"), "only http and https", id="protocol"),
        pytest.param(("add", "a", "file:///etc/passwd"), "only http and https", id="file-address"),
        pytest.param(("add", "a", "https://u:pw@withy.example/"), "user name or password", id="password"),
        pytest.param(("add", "a", "https://withy.example/", "--as", "feed"), "kind", id="kind"),
        pytest.param(("add", "a", "plans", "--every", "0"), "every_days", id="never"),
        pytest.param(("add", "a", "plans", "--depth", "99"), "options.depth", id="depth"),
        pytest.param(("add", "a", "plans", "--host", "http://x/"), "no name of a host", id="host"),
        pytest.param(("add", "a", "plans", "--challenge", "soon"), "is no date", id="date"),
        pytest.param(("add", "a", "https://withy.example/", "--as", "folder"), "--as page", id="folder-on-the-web"),
        pytest.param(("check", "nosuch"), "no source is called", id="check"),
        pytest.param(("pause", "nosuch"), "no source is called", id="pause"),
        pytest.param(("remove", "nosuch"), "no source is called", id="remove"),
        pytest.param(("import", "nosuch.toml"), "cannot be read as TOML", id="import"),
    ],
)
def test_what_cannot_be_followed_is_wrong_use(home: Path, words: tuple[str, ...], complaint: str) -> None:
    run("add", "other", "plans")
    run("remove", "other")
    done = run(*words)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert "u:pw" not in done.stderr
    assert listed() == []


def test_a_name_and_a_place_are_followed_once(home: Path) -> None:
    run("add", "ours", "plans")
    assert "followed already" in run("add", "ours", "https://withy.example/").stderr
    assert "as ours" in run("add", "again", "./plans/").stderr
    assert len(listed()) == 1


def test_a_source_rests_goes_on_and_is_removed(home: Path) -> None:
    run("add", "ours", "plans")
    assert run("pause", "ours").stdout == "ours: paused\n"
    assert run("pause", "ours").stdout == "ours: was paused already\n"
    assert listed()[0]["state"] == "paused"
    assert run("resume", "ours").stdout == "ours: followed again\n"
    assert run("remove", "ours").stdout == "ours: removed; its documents stay\n"
    assert listed() == []
    assert run("add", "ours", "plans").stdout == "ours: new\n"


def test_odd_names_are_shown_escaped(home: Path) -> None:
    (home / "plans" / "a\nb\x1b[31m.txt").write_text("x", encoding="utf-8")
    run("add", "ours", "plans")
    done = run("check", "ours")
    assert "a\\nb\\x1b[31m.txt" in done.stdout
    assert "\x1b" not in done.stdout


SOURCES = """
[sources.withy-page]
kind = "page"
location = "https://withy.example/peer-challenge"
title = 'Withy "the" \\ page'
every_days = 14
given = { councils = ["Withy District Council", "Osier Borough Council"], challenge = "2025-03", kind = "action_plan" }
options = { depth = 2, hosts = ["www.democracy.withy.example"], delay_seconds = 5.5, exclude = ["*minutes*"] }

[sources.ours]
kind = "folder"
location = "plans"
"""


def test_what_is_exported_is_what_was_imported(home: Path) -> None:
    (home / "sources.toml").write_text(SOURCES, encoding="utf-8")
    assert run("import", "sources.toml").stdout == "withy-page: new\nours: new\n"
    assert run("import", "sources.toml").stdout == "withy-page: unchanged\nours: unchanged\n"
    exported = run("export").stdout
    (home / "again.toml").write_text(exported, encoding="utf-8")
    assert run("import", "again.toml").stdout == "ours: unchanged\nwithy-page: unchanged\n"
    (home / "again.toml").write_text(exported.replace("every_days = 14", "every_days = 28"), encoding="utf-8")
    assert run("import", "again.toml").stdout == "ours: unchanged\nwithy-page: changed\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("", "holds no sources", id="empty"),
        pytest.param("[source.a]\nkind='page'", "holds no sources", id="misspelt"),
        pytest.param("[sources]\na = 1", "source a", id="no-table"),
        pytest.param("[sources.a]\nkind='page'", "location", id="no-location"),
        pytest.param(
            "[sources.a]\nkind='page'\nlocation='https://x.example/'\ncouncil='W'", "council", id="unknown-key"
        ),
        pytest.param("[sources.a]\nkind='page'\nlocation='ftp://x.example/'", "no http or https", id="protocol"),
        pytest.param("[sources.'a b']\nkind='folder'\nlocation='.'", "no name for a source", id="name"),
        pytest.param("[sources.a\n", "cannot be read as TOML", id="no-toml"),
        pytest.param(
            "[sources.a]\nkind='folder'\nlocation='.'\n[sources.b]\nkind='folder'\nlocation='.'", "as a", id="twice"
        ),
    ],
)
def test_a_file_with_a_fault_changes_nothing(home: Path, text: str, complaint: str) -> None:
    run("add", "other", "plans")
    (home / "sources.toml").write_text(text, encoding="utf-8")
    done = run("import", "sources.toml")
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert [row["name"] for row in listed()] == ["other"]


def test_checking_writes_nothing_and_fetches_no_document(home: Path) -> None:
    with run_site() as site:
        site.serve(
            "/peer-challenge", COUNCIL.replace("https://democracy", "http://democracy"), Content_Type="text/html"
        )
        site.serve("/robots.txt", "User-agent: *\nDisallow: /documents/feedback")
        run("add", "withy", f"http://127.0.0.1:{site.port}/peer-challenge", "--depth", "0")
        before = (home / "plans.db").read_bytes()
        done = run("check", "withy", "--allow-private")
        assert site.paths() == ["/peer-challenge"]
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "1 to fetch, 0 to read, 2 in trouble, 5 left"
    assert "asks robots to leave this alone (robots)" in done.stdout
    assert (home / "plans.db").read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == ["plans", "plans.db"]


def test_a_source_that_cannot_be_asked_ends_with_status_1(home: Path) -> None:
    run("add", "withy", "http://127.0.0.1/peer-challenge")
    done = run("check", "withy")
    assert done.exit_code == 1
    assert "loopback address" in done.stdout
