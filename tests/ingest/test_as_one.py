"""`--as-one`: several files read and kept as one document; reading them again changes nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "html" / "report_pages").glob("*.html"))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PEERPLAN_TEST_READER", raising=False)
    monkeypatch.setenv("PEERPLAN_DB", str(tmp_path / "plans.db"))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "160"})


def kept(sql: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run("query", sql, "--json").stdout)
    return rows


@pytest.mark.parametrize("in_process", [True, False], ids=["here", "in-a-process"])
def test_files_are_extracted_as_one_document(in_process: bool) -> None:
    done = run("extract", "--as-one", *PAGES, "--json", *(("--in-process",) if in_process else ()))
    extraction = json.loads(done.stdout)
    assert extraction["source"]["parts"] == [path.name for path in PAGES]
    assert extraction["source"]["name"] == "1-summary.html and 2 more"
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in PAGES)).hexdigest()
    assert extraction["source"]["sha256"] == digest
    assert [action["text"] for action in extraction["actions"]] == ["List the small sites", "Set a floor for reserves"]


def test_the_store_keeps_the_parts_and_knows_them_again() -> None:
    first = run("ingest", "--as-one", *PAGES, "--in-process")
    again = run("ingest", "--as-one", *PAGES, "--in-process")
    assert (first.exit_code, again.exit_code) == (0, 0)
    rows = kept("SELECT source_name, parts FROM extraction")
    assert len(rows) == 1
    assert json.loads(str(rows[0]["parts"])) == [path.name for path in PAGES]
    assert kept("SELECT count(*) AS documents FROM document") == [{"documents": 1}]


def test_the_order_given_is_the_order_read() -> None:
    done = run("extract", "--as-one", PAGES[2], PAGES[1], "--json", "--in-process")
    assert [action["text"] for action in json.loads(done.stdout)["actions"]] == [
        "Set a floor for reserves",
        "List the small sites",
    ]


def test_one_file_alone_is_itself() -> None:
    done = run("extract", "--as-one", PAGES[1], "--json", "--in-process")
    assert json.loads(done.stdout)["source"]["parts"] == []


def test_a_folder_can_be_kept_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    for page in PAGES:
        (folder / page.name).write_bytes(page.read_bytes())
    assert run("ingest", "--as-one", folder, "--in-process").exit_code == 0
    assert kept("SELECT count(*) AS found FROM action_flat") == [{"found": 2}]


def test_a_part_that_is_missing_fails_the_whole_and_is_named() -> None:
    assert run("ingest", "--as-one", PAGES[0], "nowhere.html", "--in-process").exit_code == 1
    [row] = kept("SELECT failure_message FROM run_document")
    assert "nowhere.html" in str(row["failure_message"])


def test_pages_of_several_files_are_not_drawn() -> None:
    done = run("extract", "--as-one", *PAGES, "--show", "pictures")
    assert done.exit_code == 2
