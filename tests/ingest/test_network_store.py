"""A store on a network file system is warned of by every command that writes to it on a schedule."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.cli import app

WARNING = "plans.db: lies on a network file system (nfs4), which may damage it"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("ingest", "plan.txt", "--in-process"), id="ingest"),
        pytest.param(("refresh", "--in-process"), id="refresh"),
    ],
)
def test_a_store_on_a_network_file_system_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.txt").write_text("Nothing much", encoding="utf-8")
    runner = CliRunner()
    told = [runner.invoke(app, ["ingest", "plan.txt", "--in-process", "--db", "plans.db"])]
    # What Linux would say of a network's folder: none can be mounted here.
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"30 22 0:26 / {tmp_path.resolve()} rw - nfs4 files:/plans rw\n", encoding="utf-8")
    monkeypatch.setattr("store.mounts._MOUNTS", mounts)
    told.append(runner.invoke(app, [*words, "--db", "plans.db"]))
    assert [WARNING in done.stderr for done in told] == [False, True]
    assert [done.exit_code for done in told] == [0, 0]
