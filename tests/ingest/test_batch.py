"""Many documents, read by several processes: the order does not matter, and what befalls one befalls no other."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.batch import Failure
from ingest.finding import find_files
from ingest.isolate import Limits
from ingest.keeping import Ingested, ingest_files, ingest_in_run, ingest_wanted
from ingest.ledger import Clock, open_run
from ingest.pool import ReadingProcesses
from ingest.reading import TEST_READER, Container, Task
from ingest.run_options import RunOptions, choose_jobs
from ingest.wanted import Wanted
from normalise.errors import DocumentError
from parsers.given import ReadSettings
from store.content import content_dump
from store.engine import Store, open_store
from store.query import run_query

HERE = Path(__file__).parent
SETTINGS = ReadSettings()
TIGHT = Limits(wall_seconds=4, cpu_seconds=4, memory_bytes=200 * 2**20)
TWO = RunOptions(jobs=2, limits=TIGHT)

Ingest = Callable[..., list[Ingested]]


@pytest.fixture(autouse=True)
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv(TEST_READER, "hostile_reader")


@pytest.fixture(scope="module")
def processes() -> Iterator[ReadingProcesses]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        patch.setenv(TEST_READER, "hostile_reader")
        with ReadingProcesses(TIGHT, 2) as processes:
            yield processes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "plans.db") as store:
        yield store


@pytest.fixture
def ingest(processes: ReadingProcesses, store: Store, tmp_path: Path) -> Ingest:
    """Return a function that ingests the folder `plans`."""

    def run(options: RunOptions = TWO, *, into: Store = store) -> list[Ingested]:
        return list(ingest_files(into, processes.read, find_files([tmp_path / "plans"]), SETTINGS, options))

    return run


@pytest.fixture
def plans(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes documents into the folder `plans` and returns it."""

    def write(**texts: str) -> Path:
        (tmp_path / "plans").mkdir(exist_ok=True)
        for name, text in texts.items():
            (tmp_path / "plans" / f"{name}.txt").write_text(text, encoding="utf-8")
        return tmp_path / "plans"

    return write


def _dump(store: Store) -> str:
    with store.session() as session:
        return content_dump(session)


def _ends(run: list[Ingested]) -> dict[str, str]:
    return {Path(done.wanted.location).stem: str(done.outcome) for done in run}


def _ledger(store: Store) -> list[tuple[object, ...]]:
    sql = "SELECT run_id, outcome, failure_code, attempt FROM run_document ORDER BY run_id, location"
    return list(run_query(store.target, sql).rows)


def test_the_order_in_which_documents_are_read_does_not_matter(
    ingest: Ingest, plans: Callable[..., Path], tmp_path: Path
) -> None:
    naps = {f"plan{number}": f"nap {0.01 * (7 - number) if number < 7 else 0} {number}" for number in range(14)}
    folder = plans(**naps, copy_of_0=naps["plan0"], copy_of_13=naps["plan13"])
    (folder / "peerplan.csv").write_text("file,published\nplan3.txt,2024-03\ncopy_of_0.txt,2023\n", encoding="utf-8")
    dumps = []
    for jobs in (1, 2, 5):
        with open_store(tmp_path / f"{jobs}.db") as store:
            outcomes = sorted(str(done.outcome) for done in ingest(RunOptions(jobs=jobs, limits=TIGHT), into=store))
            dumps.append(_dump(store))
    assert outcomes == ["new"] * 14 + ["superseded", "unchanged"]  # a copy says the same, another is given a date
    assert dumps[0] == dumps[1] == dumps[2]


def test_what_hangs_crashes_or_eats_memory_costs_only_itself(
    ingest: Ingest, plans: Callable[..., Path], store: Store
) -> None:
    plans(a="hang", b="fine b", c="segfault", d="eat", e="fine e", f="abort", g="quit", h="refuse", i="err")
    assert _ends(ingest()) == {**dict.fromkeys("acdfghi", "failed"), "b": "new", "e": "new"}
    assert _ledger(store) == [
        (1, "failed", "timeout", 2),
        (1, "new", None, 1),
        (1, "failed", "crashed", 2),
        (1, "failed", "memory", 2),
        (1, "new", None, 1),
        (1, "failed", "crashed", 2),
        (1, "failed", "crashed", 2),
        (1, "failed", "encrypted", 1),
        (1, "failed", "internal-error", 1),
    ]


def test_a_document_that_failed_by_chance_is_read_at_the_second_try(
    ingest: Ingest, plans: Callable[..., Path], store: Store, tmp_path: Path
) -> None:
    plans(a=f"crash-once {tmp_path / 'marker'}", b="fine")
    assert _ends(ingest()) == {"a": "new", "b": "new"}
    assert _ledger(store) == [(1, "new", None, 2), (1, "new", None, 1)]


def test_a_document_in_quarantine_is_not_tried_until_something_changes(
    ingest: Ingest, plans: Callable[..., Path], store: Store
) -> None:
    plans(a="abort", b="fine")
    assert _ends(ingest()) == {"a": "failed", "b": "new"}
    [held, _] = ingest()
    assert held.outcome == "quarantined"
    assert isinstance(held.result, Failure)
    assert held.result.code == "crashed"
    assert _ends(ingest(RunOptions(limits=TIGHT, retry_quarantined=True))) == {"a": "failed", "b": "unchanged"}
    assert _ends(ingest(RunOptions(limits=Limits(wall_seconds=5)))) == {"a": "failed", "b": "unchanged"}
    assert _ends(ingest()) == {"a": "quarantined", "b": "unchanged"}
    plans(a="abort all the same")
    assert _ends(ingest()) == {"a": "failed", "b": "unchanged"}
    plans(a="fine at last")
    assert _ends(ingest()) == {"a": "new", "b": "unchanged"}
    assert _ledger(store)[2:4] == [(2, "quarantined", "crashed", 1), (2, "unchanged", None, 1)]


def test_a_document_that_another_reader_failed_at_is_tried(
    ingest: Ingest, plans: Callable[..., Path], store: Store
) -> None:
    import sqlalchemy as sa

    plans(a="abort")
    ingest()
    with store.session() as session:
        session.execute(sa.text("UPDATE run_document SET reader_fingerprint = 'of an older reader'"))
    assert _ends(ingest()) == {"a": "failed"}


def test_copies_of_what_crashes_are_not_tried_again_and_again(
    ingest: Ingest, plans: Callable[..., Path], store: Store
) -> None:
    plans(a="abort", b="abort", c="abort", d="fine")
    assert sorted(_ends(ingest()).values()) == ["failed", "failed", "new", "quarantined"]
    assert sum(int(str(row[3])) for row in _ledger(store) if row[1] == "failed") <= 4


def test_a_file_that_changes_within_the_same_second_is_seen(ingest: Ingest, plans: Callable[..., Path]) -> None:
    file = plans(a="fine 1") / "a.txt"
    about = file.stat()
    ingest()
    plans(a="fine 2")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))  # the same size, the same time
    assert _ends(ingest()) == {"a": "new"}


def test_a_folder_that_vanishes_midway_fails_file_by_file(
    processes: ReadingProcesses, plans: Callable[..., Path], store: Store
) -> None:
    folder = plans(a="fine", b="fine too", c="fine as well")
    files = iter(find_files([folder]))

    def vanish() -> Iterator[Wanted]:
        from ingest.wanted import want_file

        for number, file in enumerate(files):
            if number == 1:
                shutil.rmtree(folder)
            yield want_file(file, SETTINGS)

    run = list(ingest_wanted(store, processes.read, vanish(), TWO))
    assert sorted(_ends(run).items()) == [("a", "new"), ("b", "failed"), ("c", "failed")]
    assert {done.result.code for done in run if isinstance(done.result, Failure)} == {"missing-file"}


def test_anything_whose_bytes_can_be_had_may_be_ingested(processes: ReadingProcesses, store: Store) -> None:
    def refuse() -> bytes:
        raise DocumentError("dead-link", "the server has no such page")

    address = "https://withy.example/plan.txt"
    wanted = [
        Wanted("plan.txt", address, lambda: b"fine", SETTINGS),
        Wanted("gone.txt", "https://withy.example/gone.txt", refuse, SETTINGS),
    ]
    run = list(ingest_wanted(store, processes.read, wanted, RunOptions(command="refresh")))
    assert [(done.outcome, done.wanted.location == address) for done in run] == [("new", True), ("failed", False)]
    assert list(run_query(store.target, "SELECT command, found_count, failed_count FROM run_summary").rows) == [
        ("refresh", 2, 1)
    ]


def test_a_clock_that_is_set_back_turns_no_time_round(
    processes: ReadingProcesses, store: Store, plans: Callable[..., Path]
) -> None:
    noon = datetime(2025, 3, 1, 12, tzinfo=UTC)
    times = iter([noon, noon - timedelta(days=400), noon + timedelta(minutes=5), noon - timedelta(hours=1)] * 20)
    folder = plans(a="fine", b="fine b", c="fine c")
    for _ in range(2):
        with open_run(store, TWO, Clock(lambda: next(times))) as run:
            list(ingest_in_run(run, processes.read, (_want(path) for path in sorted(folder.iterdir()))))
    turned = """
        SELECT COUNT(*) FROM run JOIN run_document ON run_document.run_id = run.id
        WHERE run.finished_at < run.started_at OR run.seconds < 0 OR run_document.finished_at < run_document.started_at
           OR run_document.started_at < run.started_at OR run_document.finished_at > run.finished_at
    """
    assert list(run_query(store.target, turned).rows) == [(0,)]
    sighted = "SELECT COUNT(*) FROM sighting WHERE last_seen_at < first_seen_at"
    assert list(run_query(store.target, sighted).rows) == [(0,)]


def _want(path: Path) -> Wanted:
    return Wanted(path.name, str(path), path.read_bytes, SETTINGS)


def test_what_a_killed_reading_process_left_is_removed(processes: ReadingProcesses, tmp_path: Path) -> None:
    marker = tmp_path / "left"
    with pytest.raises(DocumentError, match="crashed"):
        processes.read(Task("plan.txt", f"leave {marker}".encode()))
    left = Path(marker.read_text(encoding="utf-8"))
    assert left.parent.name.startswith("peerplan-")
    processes.read(Task("plan.txt", b"fine"))
    assert not left.exists()


def test_a_container_is_sent_once_for_all_its_members(processes: ReadingProcesses, tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, f"The plan {name}")
    loads = []

    def load() -> bytes:
        loads.append(1)
        return path.read_bytes()

    container = Container("plans.zip", hashlib.sha256(path.read_bytes()).hexdigest(), load)
    contents = processes.list_contents(Task("plans.zip", path.read_bytes()))
    assert contents is not None
    taken = [processes.take_member(container, member.at) for member in contents.members]
    assert taken == [b"The plan a.txt", b"The plan b.txt", b"The plan c.txt"]
    assert loads == []
    with pytest.raises(DocumentError, match="changed"):  # but it takes the place of the other one
        processes.take_member(Container("other", "other", lambda: b"no archive"), (0,))
    assert processes.take_member(container, contents.members[1].at) == b"The plan b.txt"
    assert len(loads) == 1


@pytest.mark.parametrize(("files", "jobs"), [(0, 1), (1, 1), (15, 1), (10_000, None)])
def test_few_documents_are_not_worth_a_second_process(files: int, jobs: int | None) -> None:
    assert choose_jobs(files) == jobs or (jobs is None and choose_jobs(files) >= 1)
