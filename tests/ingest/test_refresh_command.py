"""`peerplan refresh` as people and timers call it: what it prints, what it leaves alone, killed and called again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.reading import TEST_READER
from store.change_report import list_changes
from store.content import content_dump
from store.engine import open_store
from store.query import run_query
from tests.ingest.site.server import Site, run_site

PROGRAM = (sys.executable, "-P", "-m", "ingest")
ROOT = Path(__file__).resolve().parents[2]
PLAN = """# Peer challenge action plan

| Recommendation | Action | Timescale | Lead |
|---|---|---|---|
| 1. Look after the pond {number} | Clear the reeds | By end March {year} | Head of Parks |
"""
SETTINGS = """[fetch]
allow_private = true
delay_seconds = 0
attempts = 1
"""


def start(home: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """Start the program in a folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PEERPLAN_")}
    search = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    told = {"PYTHONPATH": search, "COLUMNS": "120", **environment}
    pipe = subprocess.PIPE
    # A shell has what it starts in the background ignore the signal, and that is handed on.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([*PROGRAM, *words], cwd=home, env=clean | told, stdout=pipe, stderr=pipe, text=True)
    finally:
        signal.signal(signal.SIGINT, before)


def run(home: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    """Return the exit status of the program, what it prints and what it says."""
    with start(home, *words, **environment) as program:
        printed, said = program.communicate(timeout=300)
    assert "Traceback" not in said, said
    return program.returncode, printed, said


# A reader that starts at once, for tests of all but what is read.
QUICK = {TEST_READER: "hostile_reader"}


def dump(path: Path) -> str:
    """Return all that a store holds."""
    with open_store(path) as store, store.session() as session:
        return content_dump(session)


@pytest.fixture
def site() -> Iterator[Site]:
    with run_site() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Path:
    """Return a folder with settings, a folder of plans, and a page of plans to follow."""
    (tmp_path / "peerplan.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "plans").mkdir()
    for number in range(6):
        (tmp_path / "plans" / f"{number}.md").write_text(PLAN.format(number=number, year=2031), encoding="utf-8")
    links = ""
    for number in range(6, 12):
        site.keep(f"/{number}.md", PLAN.format(number=number, year=2031), "text/plain")
        links += f'<li><a href="/{number}.md">Action plan {number}</a></li>'
    site.serve("/peer", f"<html><h1>Corporate peer challenge</h1><ul>{links}</ul></html>", Content_Type="text/html")
    return tmp_path


def follow(home: Path, site: Site, db: str = "plans.db") -> None:
    """Follow the folder and the page."""
    assert run(home, "sources", "add", "ours", "plans", "--db", db)[0] == 0
    assert run(home, "sources", "add", "withy", f"http://127.0.0.1:{site.port}/peer", "--db", db)[0] == 0


def test_a_dry_run_prints_what_the_real_one_then_keeps_and_writes_nothing(home: Path, site: Site) -> None:
    follow(home, site)
    store = home / "plans.db"
    assert run(home, "refresh", "--db", "plans.db", "--jobs", "1")[0] == 0
    (home / "plans" / "2.md").write_text(PLAN.format(number=2, year=2033), encoding="utf-8")
    site.keep("/7.md", PLAN.format(number=7, year=2032), "text/plain")
    before = {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
    status, printed, _ = run(home, "refresh", "--db", "plans.db", "--dry-run")
    assert status == 0
    assert {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()} == before
    known = set(list_changes(store))
    assert run(home, "refresh", "--db", "plans.db", "--jobs", "1")[0] == 0
    kept = [change for key, change in list_changes(store).items() if key not in known]
    lines = printed.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["new", "new"]
    assert f"Would be: 2 new, 0 superseded, 0 failed, 0 quarantined, 10 unchanged; {len(kept)} changes." in printed
    assert len(lines) == 4 + len(kept)


def test_the_summary_is_fit_for_a_mail_and_quiet_runs_say_nothing_where_all_is_well(home: Path, site: Site) -> None:
    follow(home, site)
    status, printed, _ = run(home, "refresh", "--db", "plans.db")
    assert status == 0
    assert printed.startswith("peerplan refresh, run 1: 12 new\n")
    assert "2 of 2 sources asked, 0 documents led to no longer, 0 in trouble." in printed
    assert run(home, "refresh", "--db", "plans.db", "--quiet") == (0, "", "")
    site.serve("/peer", "gone", 404)
    status, printed, said = run(home, "refresh", "--db", "plans.db", "--quiet")
    assert status == 0
    assert "1 in trouble.\n  withy: http://127.0.0.1" in printed
    assert "is not there any more (404) (dead-link)" in said


def test_wrong_use_is_told_in_one_line(home: Path) -> None:
    assert run(home, "refresh", "--db", "none.db")[0] == 2
    (home / "plans.db").write_text("no store", encoding="utf-8")
    assert run(home, "refresh", "--db", "plans.db", "--dry-run")[0] == 2
    status, _, said = run(home, "refresh", "--db", "postgresql://nobody@127.0.0.1/none")
    assert (status, said.count("\n")) == (2, 1)
    assert "--originals" in said


def test_of_two_refreshes_at_once_one_waits_and_nothing_is_doubled_or_lost(home: Path, site: Site) -> None:
    follow(home, site, "both.db")
    shutil.copy(home / "both.db", home / "one.db")
    site.asked.clear()
    both = [
        start(home, "refresh", "--due", "--db", "both.db", "--jobs", "1", "--wait", "300", **QUICK) for _ in range(2)
    ]
    said = [program.communicate(timeout=300)[1] for program in both]
    assert [program.returncode for program in both] == [0, 0]
    assert "Traceback" not in "".join(said)
    assert sorted(site.paths()) == sorted(["/peer", *(f"/{number}.md" for number in range(6, 12))])
    assert run(home, "refresh", "--due", "--db", "one.db", **QUICK)[0] == 0
    assert dump(home / "both.db") == dump(home / "one.db")
    counts = "SELECT found_count, new_count, finished_at IS NOT NULL FROM run_summary ORDER BY run_id"
    assert list(run_query(home / "both.db", counts).rows) == [(12, 12, 1), (0, 0, 1)]


def test_a_refresh_that_finds_another_run_at_work_ends_with_75(home: Path, site: Site) -> None:
    follow(home, site)
    hold = threading.Event()
    site.stream("/7.md", lambda: _hold(hold), Content_Type="text/plain")
    with start(home, "refresh", "--db", "plans.db", **QUICK) as first:
        wait_for(lambda: "/7.md" in site.paths())
        status, _, said = run(home, "refresh", "--db", "plans.db", "--wait", "0")
        assert (status, said.count("\n")) == (75, 1)
        assert "run 1 (refresh) is at work since" in said
        assert f"process {first.pid} of" in said
        first.kill()
        first.communicate()
    hold.set()


@pytest.mark.parametrize(
    ("ask", "status"), [pytest.param(signal.SIGINT, 130, id="ctrl-c"), pytest.param(signal.SIGTERM, 143, id="sigterm")]
)
def test_a_refresh_that_is_asked_to_end_while_a_site_keeps_it_waiting_says_what_was_kept(
    home: Path, site: Site, ask: signal.Signals, status: int
) -> None:
    follow(home, site)
    hold = threading.Event()
    answers = dict(site.replies)
    site.stream("/9.md", lambda: _hold(hold), Content_Type="text/plain")
    with start(home, "refresh", "--due", "--db", "plans.db", "--jobs", "1", **QUICK) as program:
        wait_for(lambda: "/9.md" in site.paths())
        program.send_signal(ask)
        _, said = program.communicate(timeout=60)
    hold.set()
    assert (program.returncode, "Traceback" in said) == (status, False)
    [(kept,)] = run_query(home / "plans.db", "SELECT COUNT(*) FROM document").rows
    assert isinstance(kept, int)
    assert (
        said.splitlines()[-1] == f"peerplan: interrupted: {kept} documents are done and kept; run it again for the rest"
    )
    ended = "SELECT finished_at IS NULL, is_running IS NULL FROM run"
    assert list(run_query(home / "plans.db", ended).rows) == [(1, 1)]
    site.replies.update(answers)
    assert run(home, "refresh", "--due", "--db", "plans.db", **QUICK)[0] == 0
    assert list(run_query(home / "plans.db", "SELECT COUNT(*) FROM document").rows) == [(12,)]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("is_dry", [pytest.param(False, id="real"), pytest.param(True, id="dry-run")])
def test_ctrl_c_while_a_document_hangs_ends_its_process_too(tmp_path: Path, is_dry: bool) -> None:
    marker, folder = tmp_path / "marker", tmp_path / "plans"
    folder.mkdir()
    for name, text in (("1.txt", "fine"), ("2.txt", f"hang {marker}"), ("3.txt", "fine too")):
        (folder / name).write_text(text, encoding="utf-8")
    assert run(tmp_path, "sources", "add", "ours", "plans", "--db", "plans.db")[0] == 0
    words = ("refresh", "--db", "plans.db", "--jobs", "1", *(["--dry-run"] if is_dry else []))
    with start(tmp_path, *words, **QUICK) as program:
        wait_for(lambda: marker.exists() and bool(marker.read_text(encoding="utf-8")))
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=60)
    told = "nothing was written" if is_dry else "1 documents are done and kept; run it again for the rest"
    assert (program.returncode, said.splitlines()[-1]) == (130, f"peerplan: interrupted: {told}")
    wait_for(lambda: not Path(f"/proc/{marker.read_text(encoding='utf-8')}").exists())
    assert list(run_query(tmp_path / "plans.db", "SELECT COUNT(*) FROM document").rows) == [(0 if is_dry else 1,)]


def _hold(until: threading.Event) -> Iterator[bytes]:
    """Yield a body of which no more comes."""
    yield b"# Peer challenge action plan\n"
    until.wait(120)


def wait_for(is_so: Callable[[], bool]) -> None:
    """Return when it is so."""
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.025)
    raise AssertionError("waited in vain")


def _kill_now_and_then(home: Path, db: str, moments: random.Random, kills: int) -> None:
    for _ in range(kills):
        with start(home, "refresh", "--due", "--db", db, "--jobs", "2") as program:
            until = time.monotonic() + moments.uniform(0.3, 3.0)
            while program.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            program.send_signal(moments.choice((signal.SIGKILL, signal.SIGTERM)))
            program.communicate()


def _check_killed(home: Path, site: Site, seed: int, kills: int) -> None:
    for db in ("undisturbed.db", f"killed-{seed}.db"):
        if not (home / db).exists():
            follow(home, site, db)
    _kill_now_and_then(home, f"killed-{seed}.db", random.Random(seed), kills)
    for db in ("undisturbed.db", f"killed-{seed}.db"):
        assert run(home, "refresh", "--due", "--db", db)[0] == 0
    assert dump(home / f"killed-{seed}.db") == dump(home / "undisturbed.db")
    with closing(sqlite3.connect(home / f"killed-{seed}.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert list(run_query(home / f"killed-{seed}.db", "SELECT COUNT(*) FROM document").rows) == [(12,)]
    assert not list((home / f"killed-{seed}.db.originals").glob("*/.*"))


def test_a_refresh_that_is_killed_at_any_moment_is_made_good_by_the_next(home: Path, site: Site) -> None:
    _check_killed(home, site, seed=1, kills=3)


@pytest.mark.slow
def test_thirty_kills_of_refreshes_are_made_good(home: Path, site: Site) -> None:
    for seed in range(2, 12):
        _check_killed(home, site, seed, kills=3)
