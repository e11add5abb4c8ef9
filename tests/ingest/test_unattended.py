"""Runs that nobody watches: killed, interrupted, two at once, no room left; and what is told of them afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.reading import TEST_READER
from store.content import content_dump
from store.engine import open_store
from store.query import run_query

HERE = Path(__file__).parent
PROGRAM = (sys.executable, "-P", "-m", "ingest")
DOCUMENTS = 60

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program in an empty folder; its reader does what documents say."""
    running: list[subprocess.Popen[str]] = []

    def run(*words: str, **environment: str) -> subprocess.Popen[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PEERPLAN_")}
        search = os.pathsep.join((str(HERE.parents[1]), str(HERE)))
        told = {"PYTHONPATH": search, TEST_READER: "hostile_reader", "COLUMNS": "120", **environment}
        # A shell has what it starts in the background ignore the signal, and that is handed on.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            program = subprocess.Popen(
                [*PROGRAM, *words],
                cwd=tmp_path,
                env={**clean, **told},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        finally:
            signal.signal(signal.SIGINT, before)
        running.append(program)
        return program

    yield run
    for program in running:
        program.kill()
        program.communicate()


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Return a folder of documents, copies and a sidecar among them."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"plan{number:02}.txt").write_text(f"nap 0.03 {number}", encoding="utf-8")
    for number in range(0, DOCUMENTS, 7):
        (folder / f"copy of {number:02}.txt").write_text(f"nap 0.03 {number}", encoding="utf-8")
    rows = "".join(f"plan{number:02}.txt,2024-03\n" for number in range(1, DOCUMENTS, 9))
    (folder / "peerplan.csv").write_text(f"file,published\n{rows}", encoding="utf-8")
    return folder


def _finish(program: subprocess.Popen[str]) -> tuple[int, str, str]:
    printed, said = program.communicate(timeout=300)
    assert "Traceback" not in said, said
    return program.returncode, printed, said


def _dump(path: Path) -> str:
    with open_store(path) as store, store.session() as session:
        return content_dump(session)


def _query(path: Path, sql: str) -> list[tuple[object, ...]]:
    return list(run_query(path, sql).rows)


def _wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.025)
    raise AssertionError("waited in vain")


def _peak_megabytes(process_id: int) -> int:
    """Return the most memory that a process has taken so far, its children left out; 0 where it is gone."""
    try:
        about = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in about.splitlines() if line.startswith("VmHWM")), 0)


def _has_begun(path: Path) -> bool:
    """Whether a run is at work on the store."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)) as connection:
            return connection.execute("SELECT 1 FROM run WHERE is_running").fetchone() is not None
    except sqlite3.Error:
        return False


def _kill_and_finish(start: Start, tmp_path: Path, seed: int, kills: int) -> Path:
    """Return a store into which a run was killed again and again, and then left alone."""
    moments = random.Random(seed)
    path = tmp_path / f"killed-{seed}.db"
    for _ in range(kills):
        program = start("ingest", "plans", "--db", path.name, "--jobs", "2")
        if moments.random() < 0.8:
            _wait_for(lambda program=program: _has_begun(path) or program.poll() is not None)  # type: ignore[misc]
        time.sleep(moments.uniform(0, 0.7))
        program.send_signal(moments.choice((signal.SIGKILL, signal.SIGTERM)))
        program.communicate()
    assert _finish(start("ingest", "plans", "--db", path.name, "--jobs", "2"))[0] == 0
    return path


def _check_killed(start: Start, tmp_path: Path, seed: int, kills: int) -> None:
    undisturbed = tmp_path / "undisturbed.db"
    if not undisturbed.exists():
        assert _finish(start("ingest", "plans", "--db", undisturbed.name))[0] == 0
    killed = _kill_and_finish(start, tmp_path, seed, kills)
    assert _dump(killed) == _dump(undisturbed)
    with closing(sqlite3.connect(killed)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert _query(killed, "SELECT COUNT(*) FROM run WHERE is_running") == [(0,)]


@pytest.mark.usefixtures("plans")
def test_a_run_that_is_killed_at_any_moment_is_made_good_by_the_next(start: Start, tmp_path: Path) -> None:
    _check_killed(start, tmp_path, seed=1, kills=5)


@pytest.mark.soak
@pytest.mark.usefixtures("plans")
def test_fifty_kills_are_made_good(start: Start, tmp_path: Path) -> None:
    for seed in range(10):
        _check_killed(start, tmp_path, seed, kills=5)


@pytest.mark.parametrize(
    ("ask", "status"), [pytest.param(signal.SIGINT, 130, id="ctrl-c"), pytest.param(signal.SIGTERM, 143, id="sigterm")]
)
def test_a_run_that_is_asked_to_end_says_what_was_kept(
    start: Start, tmp_path: Path, ask: signal.Signals, status: int
) -> None:
    markers = [tmp_path / name for name in ("one", "two")]
    for number, text in enumerate(["fine", "fine too", *(f"hang {marker}" for marker in markers), "fine 3"]):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    program = start("ingest", ".", "--db", "plans.db", "--jobs", "2")
    _wait_for(lambda: all(marker.exists() and marker.read_text(encoding="utf-8") for marker in markers))
    program.send_signal(ask)
    ended, _, said = _finish(program)
    assert ended == status
    kept = _query(tmp_path / "plans.db", "SELECT COUNT(*) FROM document")[0][0]
    assert (
        said.splitlines()[-1]
        == f"peerplan: interrupted: {kept} of 5 files are done and kept; run it again for the rest"
    )
    for marker in markers:
        _wait_for(lambda marker=marker: not Path(f"/proc/{marker.read_text(encoding='utf-8')}").exists())  # type: ignore[misc]
    shown = _finish(start("runs", "show", "--db", "plans.db"))[1]
    assert shown.startswith("peerplan ingest, run 1: interrupted, ")
    assert "It was interrupted " in shown  # after some seconds, or so soon that nobody knows


@pytest.mark.usefixtures("plans")
def test_of_two_runs_at_once_one_waits_and_nothing_is_doubled_or_lost(start: Start, tmp_path: Path) -> None:
    both = [start("ingest", "plans", "--db", "both.db", "--jobs", "1", "--wait", "300") for _ in range(2)]
    said = [_finish(program) for program in both]
    assert [status for status, _, _ in said] == [0, 0]
    assert _finish(start("ingest", "plans", "--db", "one.db"))[0] == 0
    assert _dump(tmp_path / "both.db") == _dump(tmp_path / "one.db")
    counts = "SELECT new_count > 0, finished_at IS NOT NULL FROM run_summary"
    assert _query(tmp_path / "both.db", counts) == [(1, 1), (0, 1)]


def test_a_run_that_finds_another_one_at_work_ends_with_75(start: Start, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    (tmp_path / "slow.txt").write_text(f"hang {marker}", encoding="utf-8")
    (tmp_path / "good.txt").write_text("fine", encoding="utf-8")
    first = start("ingest", "slow.txt", "--db", "plans.db")
    _wait_for(marker.exists)
    status, _, said = _finish(start("ingest", "good.txt", "--db", "plans.db", "--wait", "0"))
    assert status == 75
    [line] = said.splitlines()
    assert "run 1 (ingest) is at work since 20" in line
    assert f"process {first.pid} of" in line
    assert "at work" in _finish(start("runs", "--db", "plans.db"))[1]
    first.kill()
    first.communicate()
    assert "interrupted" in _finish(start("runs", "--db", "plans.db"))[1]
    assert _finish(start("ingest", "good.txt", "--db", "plans.db", "--wait", "0"))[0] == 0


def test_a_disk_that_is_full_ends_the_run_in_one_line_and_spoils_nothing(start: Start, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        (tmp_path / "plans").mkdir()
        for number in range(400):
            (tmp_path / "plans" / f"{number:03}.txt").write_text(f"fine {number}", encoding="utf-8")
        status, _, said = _finish(start("ingest", "plans", "--db", "disk/plans.db", "--jobs", "2", "--quiet"))
        assert status == 2
        assert "disk/plans.db: there is no room left for the store; nothing half-written was kept" in said
        assert len(said.splitlines()) == 2
        with closing(sqlite3.connect(disk / "plans.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        subprocess.run(["mount", "-o", "remount,size=50m", str(disk)], check=True)
        assert _finish(start("ingest", "plans", "--db", "disk/plans.db", "--jobs", "2"))[0] == 0
        assert _query(disk / "plans.db", "SELECT COUNT(*) FROM document") == [(400,)]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.soak
def test_ten_thousand_documents_take_little_memory_and_the_bad_among_them_cost_only_themselves(
    start: Start, tmp_path: Path
) -> None:
    bad = {100: "hang", 2_000: "segfault", 5_000: "eat", 9_999: "backtrack"}
    for number in range(10_000):
        folder = tmp_path / "plans" / f"{number // 1000}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(bad.get(number, f"fine {number}"), encoding="utf-8")
    (tmp_path / "peerplan.toml").write_text("[limits]\nseconds = 20\n", encoding="utf-8")
    for status, expected in ((1, (9_996, 0, 4, 0)), (0, (0, 9_996, 0, 4))):
        program = start("ingest", "plans", "--db", "plans.db", "--jobs", "2", "--quiet")
        most = 0
        while program.poll() is None:
            most = max(most, _peak_megabytes(program.pid))
            time.sleep(0.2)
        assert program.returncode == status
        assert 0 < most <= 300
        sql = """
            SELECT new_count, unchanged_count, failed_count, quarantined_count
            FROM run_summary ORDER BY run_id DESC LIMIT 1
        """
        assert _query(tmp_path / "plans.db", sql) == [expected]


def test_what_is_logged_as_json_can_be_read_line_by_line(start: Start, tmp_path: Path) -> None:
    names = ("good.txt", "bad\n\x1b[31m.txt")
    for name, text in zip(names, ("fine", "refuse"), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    _, _, said = _finish(start("ingest", *names, "--db", "plans.db", "--log-format", "json"))
    good, bad = (json.loads(line) for line in said.splitlines())
    assert "\x1b" not in said
    assert good["level"] == "info"
    assert (good["document"]["location"], good["document"]["outcome"]) == ("good.txt", "new")
    assert bad["level"] == "error"
    assert bad["document"] | {"seconds": 0} == {
        "location": "bad\n\x1b[31m.txt",
        "outcome": "failed",
        "sha256": bad["document"]["sha256"],
        "seconds": 0,
        "code": "encrypted",
        "reason": "It is encrypted: save a copy without a password",
    }


def test_file_names_cannot_steer_what_is_shown_of_a_run(start: Start, tmp_path: Path) -> None:
    (tmp_path / "bad\n\x1b[31m[bold].txt").write_text("refuse", encoding="utf-8")
    assert _finish(start("ingest", ".", "--db", "plans.db"))[0] == 1
    for words in (("--mail",), (), ("--json",)):
        shown = _finish(start("runs", "show", "--db", "plans.db", *words))[1]
        assert "\x1b" not in shown
        assert "[31m[bold].txt" in shown


def test_a_mail_fits_on_one_screen(start: Start, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{'a long name ' * 8}{number}.txt").write_text("refuse", encoding="utf-8")
    assert _finish(start("ingest", ".", "--db", "plans.db"))[0] == 1
    mail = _finish(start("runs", "show", "1", "--mail", "--db", "plans.db"))[1].splitlines()
    assert mail[0] == "peerplan ingest, run 1: 30 failed"
    assert mail[-1].strip() == "and 22 more: peerplan runs show 1"
    assert len(mail) <= 24
    assert max(map(len, mail)) <= 78


def test_a_run_that_is_not_there_is_wrong_use(start: Start, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("fine", encoding="utf-8")
    assert _finish(start("ingest", ".", "--db", "plans.db"))[0] == 0
    status, _, said = _finish(start("runs", "show", "7", "--db", "plans.db"))
    assert (status, said) == (2, "peerplan: plans.db: there is no run 7; `peerplan runs` lists them\n")
    status, _, said = _finish(start("ingest", ".", "--log-format", "xml"))
    assert (status, said) == (2, "peerplan: --log-format: 'xml' is none of text, json\n")
