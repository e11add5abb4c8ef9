"""`peerplan withdraw`: what it hides, what it leaves, and what it says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.archive import archive_beside
from ingest.cli import app
from store.query import run_query

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fixtures: Path) -> Run:
    """Return a function that runs a command over a store that holds one plan and its original."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--db", "plans.db"])

    shutil.copy(fixtures / "tracker" / "source.txt", "plan.txt")
    run("--quiet", "ingest", "plan.txt", "--in-process")
    archive_beside(tmp_path / "plans.db").keep(Path("plan.txt").read_bytes())
    return run


def count(sql: str) -> object:
    [(number,)] = run_query("plans.db", sql).rows
    return number


def test_a_withdrawn_document_is_hidden_not_read_and_shown_again(run: Run) -> None:
    assert run("withdraw", "plan.txt", "--why", "published by mistake").exit_code == 0
    assert count("SELECT COUNT(*) FROM action_flat") == 0
    assert "published" in run("report", "withdrawn").stdout
    again = run("ingest", "plan.txt", "--in-process")
    assert (again.exit_code, "plan.txt: withdrawn, not read: published by mistake" in again.stderr) == (0, True)
    assert run("withdraw", "plan.txt", "--undo").stdout.endswith("is shown again\n")
    assert count("SELECT COUNT(*) FROM action_flat") == 6


def test_erasing_removes_text_and_original_and_says_so(run: Run, tmp_path: Path) -> None:
    done = run("withdraw", "plan.txt", "--why", "holds names", "--erase")
    assert "withdrawn; its text and its original removed for good" in done.stdout
    assert archive_beside(tmp_path / "plans.db").size().document_count == 0
    assert b"school places" not in (tmp_path / "plans.db").read_bytes()
    assert "nothing left to remove" in run("withdraw", "1", "--erase").stdout
    assert count("SELECT COUNT(*) FROM run_document WHERE outcome = 'withdrawn'") == 1
    assert "is read again when it is next found" in run("withdraw", "1", "--undo").stdout
    assert run("ingest", "plan.txt", "--in-process").exit_code == 0
    assert count("SELECT COUNT(*) FROM action_flat") == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("plan.txt",), "say why it is withdrawn", id="no-reason"),
        pytest.param(("plan.txt", "--why", " "), "--why is empty", id="blank-reason"),
        pytest.param(("nothing.txt", "--why", "x"), "no document is 'nothing.txt'", id="no-document"),
        pytest.param(("1", "--undo", "--erase"), "--undo goes with neither", id="undo-and-erase"),
    ],
)
def test_wrong_use_changes_nothing(run: Run, words: tuple[str, ...], told: str) -> None:
    done = run("withdraw", *words)
    assert (done.exit_code, told in done.stderr) == (2, True)
    assert count("SELECT COUNT(*) FROM run") == 1


def test_a_reason_cannot_steer_the_terminal(run: Run) -> None:
    run("withdraw", "1", "--why", "odd \x1b[31m\x00 reason")
    assert "\x1b" not in run("report", "withdrawn").stdout
    assert "\x1b" not in run("ingest", "plan.txt", "--in-process").stderr
