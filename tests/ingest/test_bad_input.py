"""Files that are no plans, or no documents at all, read by the real reader: a clear line each, and the others go on."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.cli import app

GOOD = "# Minutes of the allotment society\n\nThe fence is to be painted green. Tea was taken.\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PEERPLAN_DB", "PEERPLAN_CONFIG", "PEERPLAN_TEST_READER"):
        monkeypatch.delenv(name, raising=False)


def test_bad_files_in_a_folder_fail_with_a_reason_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(random.Random(1).randbytes(3000))
    (tmp_path / "blank.txt").write_text(" \n\n\t\n", encoding="utf-8")
    (tmp_path / "cut.txt").write_bytes(b"\xff\xfeA\0 \0p")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "picture.gif").write_bytes(b"GIF89a\x01\x00\x01\x00" + bytes(50))
    done = CliRunner().invoke(app, ["ingest", ".", "--db", "plans.db"])
    assert done.exit_code == 1
    assert done.stdout.split()[-4:] == ["1", "0", "0", "5"]
    lines = done.stderr.splitlines()
    failed = [line.partition(":")[0] for line in lines if ": failed (" in line]
    assert failed == ["binary.txt", "blank.txt", "cut.txt", "empty.txt", "picture.gif"]
    assert len(lines) == 6
    with sqlite3.connect("plans.db") as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)


def test_a_file_that_is_no_plan_is_of_another_kind_with_an_issue(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(GOOD, encoding="utf-8")
    done = CliRunner().invoke(app, ["extract", "minutes.txt", "--json", "--in-process"])
    extraction = json.loads(done.stdout)
    assert done.exit_code == 0
    assert extraction["document"]["kind"] == "other"
    assert "no-records" in {issue["code"] for issue in extraction["issues"]}


def test_what_is_given_is_kept_as_given(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(GOOD, encoding="utf-8")
    words = ["extract", "minutes.txt", "--in-process", "--council", "Withy District Council", "--published", "2024-03"]
    document = json.loads(CliRunner().invoke(app, words).stdout)["document"]
    assert document["councils"] == ["Withy District Council"]
    assert document["published"]["edtf"] == "2024-03"
    assert sorted(document["given"]) == ["councils", "published"]


@pytest.mark.slow
def test_a_store_that_another_program_writes_to_is_waited_for_and_then_named(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(GOOD, encoding="utf-8")
    CliRunner().invoke(app, ["ingest", "minutes.txt", "--db", "plans.db"])
    with sqlite3.connect("plans.db", isolation_level=None) as connection:
        connection.execute("BEGIN IMMEDIATE")
        done = CliRunner().invoke(app, ["ingest", "minutes.txt", "--db", "plans.db"])
        connection.execute("ROLLBACK")
    assert done.exit_code == 2
    assert "plans.db: another program is writing to the store" in done.stderr
