"""Folders and manifests as sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.sources.candidates import iter_candidates, iter_plan
from ingest.sources.following import Source, SourceEntry
from ingest.sources.found import Candidate, Left, Planned, ToFetch, Trouble
from tests.ingest.site.server import Net

HOME = "http://withy.example"


def source(kind: str, location: object, **facts: Any) -> Source:
    return Source("ours", SourceEntry.model_validate({"kind": kind, "location": str(location), **facts}), id=1)


def plan(net: Net, followed: Source) -> list[Planned]:
    return list(iter_plan(followed, net.fetcher))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "plans"
    (home / "2025").mkdir(parents=True)
    for name in ("plan.pdf", "notes.txt", "2025/report.pdf", "2025/draft.pdf"):
        (home / name).write_text(name, encoding="utf-8")
    return home


def test_a_folder_is_read_to_the_bottom(net: Net, folder: Path) -> None:
    found = plan(net, source("folder", folder, given={"councils": ["Withy District Council"]}))
    assert [Path(one.location).name for one in found] == ["notes.txt", "plan.pdf", "draft.pdf", "report.pdf"]
    assert all(isinstance(one, Candidate) and one.given.councils == ("Withy District Council",) for one in found)
    assert isinstance(found[0], Candidate)
    assert found[0].load() == b"notes.txt"


def test_patterns_take_and_leave_files(net: Net, folder: Path) -> None:
    found = plan(net, source("folder", folder, options={"include": ["*.pdf"], "exclude": ["2025/draft*"]}))
    assert [Path(one.location).name for one in found if isinstance(one, Candidate)] == ["plan.pdf", "report.pdf"]
    assert [Path(one.location).name for one in found if isinstance(one, Left)] == ["notes.txt", "draft.pdf"]


def test_links_out_of_a_folder_are_not_followed(net: Net, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "way-out").symlink_to(tmp_path)
    assert len(plan(net, source("folder", folder))) == 4


def test_a_folder_that_is_gone_is_trouble_of_the_source(net: Net, tmp_path: Path) -> None:
    [trouble] = plan(net, source("folder", tmp_path / "nowhere"))
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.is_of_source) == ("missing-folder", True)


def test_a_file_with_a_name_that_steers_a_terminal_is_a_file(net: Net, folder: Path) -> None:
    (folder / "a\nb\x1b[31m.txt").write_text("x", encoding="utf-8")
    assert any(isinstance(one, Candidate) and "\x1b" in one.name for one in plan(net, source("folder", folder)))


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "manifest.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_line_of_a_manifest_is_a_document_with_what_is_given(net: Net, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("a plan", encoding="utf-8")
    manifest = write(
        tmp_path,
        "URL,path,council,challenge,published,title\n"
        f"{HOME}/Our plan.pdf,,Withy District Council,2025-03,,Plan\n"
        ",plan.txt,Withy District Council; Osier Borough Council,,2025-06-01,\n",
    )
    first, second = plan(net, source("manifest", manifest, given={"kind": "action_plan", "challenge": "2024"}))
    assert isinstance(first, ToFetch)
    assert (first.location, first.title, first.referrer) == (f"{HOME}/Our%20plan.pdf", "Plan", f"{manifest}, line 2")
    assert first.given.model_dump(exclude_none=True) == {
        "councils": ("Withy District Council",),
        "challenge": "2025-03",
        "kind": "action_plan",
    }
    assert isinstance(second, Candidate)
    assert second.given.councils == ("Withy District Council", "Osier Borough Council")
    assert (second.given.challenge, second.given.published) == ("2024", "2025-06-01")
    assert second.load() == b"a plan"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param(",,Withy", "neither a url nor a path", id="no-document"),
        pytest.param("http://a.example/,b.txt,Withy", "both a url and a path", id="two-documents"),
        pytest.param("ftp://a.example/x,,Withy", "no http or https address", id="protocol"),
        pytest.param("http://u:p@a.example/x,,Withy", "user name or password", id="password"),
        pytest.param("http://a.example/x,,Withy,extra", "more cells", id="more-cells"),
        pytest.param("http://withy.example/ok.pdf,,Withy", "same document as line 2", id="twice"),
    ],
)
def test_a_wrong_line_is_told_and_the_others_are_read(net: Net, tmp_path: Path, line: str, words: str) -> None:
    manifest = write(tmp_path, f"url,path,council\n{HOME}/ok.pdf,,\n{line}\n{HOME}/last.pdf,,\n")
    found = plan(net, source("manifest", manifest))
    [trouble] = [one for one in found if isinstance(one, Trouble)]
    assert (trouble.location, trouble.is_of_source) == (f"{manifest}, line 3", False)
    assert words in trouble.message
    assert "u:p" not in trouble.message
    assert len([one for one in found if isinstance(one, ToFetch)]) == 2


def test_a_wrong_date_names_its_column(net: Net, tmp_path: Path) -> None:
    [trouble] = plan(net, source("manifest", write(tmp_path, f"url,challenge\n{HOME}/a.pdf,last spring\n")))
    assert isinstance(trouble, Trouble)
    assert "challenge: 'last spring' is no date" in trouble.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "neither a column url nor", id="empty"),
        pytest.param("council\nWithy\n", "neither a column url nor", id="no-documents"),
        pytest.param("url,colour\nx,y\n", "unknown column 'colour'", id="unknown-column"),
        pytest.param("url,URL\nx,y\n", "a column twice", id="twice"),
        pytest.param('url\n"http://a.example/\n', "cannot be read as CSV", id="open-quotation"),
        pytest.param("url\n" + "http://a.example/\n" * 20_001, "more than 20,000 lines", id="too-long"),
    ],
)
def test_a_manifest_that_is_none_is_trouble_of_the_source(net: Net, tmp_path: Path, text: str, words: str) -> None:
    manifest = write(tmp_path, text or "\n")
    [trouble] = plan(net, source("manifest", manifest))
    assert isinstance(trouble, Trouble)
    assert trouble.is_of_source
    assert words in trouble.message


def test_a_manifest_from_the_web_names_no_files_of_this_machine(net: Net) -> None:
    net.site.serve("/manifest.csv", f"url,path\n,/etc/passwd\n{HOME}/plan.pdf,\n")
    trouble, wanted = plan(net, source("manifest", f"{HOME}/manifest.csv"))
    assert isinstance(trouble, Trouble)
    assert "from the web" in trouble.message
    assert isinstance(wanted, ToFetch)


def test_a_page_in_the_place_of_a_manifest_is_told(net: Net) -> None:
    net.site.serve("/manifest.csv", "<!DOCTYPE html><html>Sign in</html>")
    [trouble] = iter_candidates(source("manifest", f"{HOME}/manifest.csv"), net.fetcher)
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.is_of_source) == ("bad-manifest", True)
