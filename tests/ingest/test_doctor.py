"""What `peerplan doctor` says of a machine, and how it ends."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import ingest.parts
from ingest.cli import app

Found = dict[str, dict[str, str | None]]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *words], env={"COLUMNS": "200"})


def found(*words: str) -> Found:
    return {str(part["part"]): part for part in json.loads(run(*words, "--json").stdout)}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PEERPLAN_CONFIG", raising=False)
    monkeypatch.delenv("PEERPLAN_DB", raising=False)


def lose_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def version_but_one(package: str) -> str:
        if package == name:
            raise PackageNotFoundError(package)
        return version(package)

    monkeypatch.setattr(ingest.parts, "version", version_but_one)


def test_where_all_that_is_required_is_there_it_ends_well() -> None:
    done = run()
    assert done.exit_code == 0
    for name in ("Python", "pypdfium2", "pdfplumber", "tesseract", "soffice", "psycopg", "spacy", "store", "settings"):
        assert name in done.stdout


def test_every_part_says_what_it_is_for_and_what_is_missing_has_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    parts = found().values()
    assert all(part["purpose"] for part in parts)
    assert all(bool(part["cure"]) != (part["state"] == "fine") for part in parts)


def test_scans_need_tesseract_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert found()["tesseract"] == {
        "part": "tesseract",
        "state": "missing",
        "found": "missing",
        "purpose": "recognises the text of scanned pages",
        "cure": "apt-get install tesseract-ocr",
    }
    assert run().exit_code == 0


def test_a_library_that_is_optional_is_missed_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    lose_package("psycopg", monkeypatch)
    assert run().exit_code == 0
    assert found()["psycopg"]["cure"] == "pip install 'peerplan[postgres]'"


def test_without_what_is_required_it_ends_badly(monkeypatch: pytest.MonkeyPatch) -> None:
    lose_package("pypdfium2", monkeypatch)
    assert run().exit_code == 1
    assert found()["pypdfium2"]["state"] == "missing, required"


def test_settings_that_cannot_be_read_stop_every_command(tmp_path: Path) -> None:
    (tmp_path / "peerplan.toml").write_text("[formats]\nocr = 'perhaps'\n", encoding="utf-8")
    assert run().exit_code == 1
    assert "formats.ocr" in str(found()["settings"]["found"])


def test_the_settings_beside_the_store_are_found(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    path = tmp_path / "kept" / "peerplan.toml"
    path.write_text("[formats]\nocr = 'off'\n", encoding="utf-8")
    assert found("--db", str(tmp_path / "kept" / "plans.db"))["settings"]["found"] == str(path)


def test_a_store_is_missed_until_there_is_one(tmp_path: Path, fixtures: Path) -> None:
    assert found()["store"]["cure"] == "peerplan ingest makes it"
    source = str(fixtures / "parallel_lists" / "source.txt")
    assert CliRunner().invoke(app, ["ingest", source, "--in-process", "--db", "peerplan.db"]).exit_code == 0
    assert found()["store"]["state"] == "fine"


def test_what_is_no_store_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no store", encoding="utf-8")
    store = found("--db", "notes.txt")["store"]
    assert store["state"] == "missing"
    assert "is not a database" in str(store["found"])
    assert store["cure"]
