"""A folder of bad PDFs is read to its end: one line for each that cannot be read, and the others are kept."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.cli import app
from ingest.reading import TEST_READER

OTHERWISE = {"text.pdf", "web_page.pdf"}  # no PDFs, and read as what they are


def test_bad_pdfs_fail_by_themselves_and_the_odd_ones_are_read_with_issues(
    fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TEST_READER, raising=False)
    bad = fixtures / "bad" / "pdf"
    with (bad / "what.csv").open(encoding="utf-8", newline="") as file:
        readable = {row["file"] for row in csv.DictReader(file) if row["readable"] == "yes"} | OTHERWISE
    store = tmp_path / "plans.db"
    files = sorted(bad.glob("*.pdf"))
    done = CliRunner().invoke(app, ["ingest", *map(str, files), "--db", str(store)])
    assert done.exit_code == 1
    failed = {line.partition(": failed (")[0] for line in done.stderr.splitlines() if ": failed (" in line}
    assert failed == {str(path) for path in files if path.name not in readable}
    with sqlite3.connect(store) as connection:
        codes = {code for (code,) in connection.execute("SELECT DISTINCT code FROM issue")}
        [(count,)] = connection.execute("SELECT count(*) FROM document")
    assert count == len(readable)
    told = {"embedded-files", "embedded-script", "file-cut", "file-encrypted", "file-mended", "name-misleads"}
    assert told <= codes
