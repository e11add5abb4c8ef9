"""A document that hangs, crashes or eats memory costs only itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from ingest.isolate import Limits, ReaderFaultError, ReaderStartError, ReadingProcess
from ingest.reading import TEST_READER, Task, read_here
from normalise.errors import DocumentError
from parsers.given import Given, ReadSettings

HERE = Path(__file__).parent
TIGHT = Limits(wall_seconds=10, cpu_seconds=5, memory_bytes=300 * 2**20, documents=3)


@pytest.fixture(autouse=True)
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv(TEST_READER, "hostile_reader")


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        patch.setenv(TEST_READER, "hostile_reader")
        with ReadingProcess(TIGHT) as process:
            yield process


def _task(text: str) -> Task:
    return Task("plan.txt", text.encode())


def _reader_id(process: ReadingProcess) -> int:
    return int(process.read(_task("who")).document.title or 0)


def _is_gone_soon(process_id: int) -> bool:
    for _ in range(100):
        if not _is_running(process_id):
            return True
        time.sleep(0.05)
    return False


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    about = Path(f"/proc/{process_id}")
    if not about.exists():
        return True
    is_zombie = (about / "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "Z"
    return not is_zombie or len(list((about / "task").iterdir())) > 1


def test_a_good_document_comes_back_with_what_was_given_and_set(process: ReadingProcess) -> None:
    given, settings = Given(councils=("Withy District Council",), kind="action_plan"), ReadSettings()
    task = Task("plan \n\x1b[31m.txt", b"fine", given, settings)
    extraction = process.read(task)
    assert extraction.source.name == task.name
    assert extraction.document.councils == given.councils
    assert extraction.document.kind == "action_plan"
    assert extraction.settings == settings.hash(given)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("abort", "crashed", id="abort"),
        pytest.param("segfault", "crashed", id="segfault"),
        pytest.param("quit", "crashed", id="quits-at-once"),
        pytest.param("exit", "crashed", id="quits-politely"),
        pytest.param("eat", "memory", id="eats-memory"),
        pytest.param("say-and-abort memory allocation of 64 bytes failed", "memory", id="rust-lacks-memory"),
        pytest.param("say-and-abort terminate called: std::bad_alloc", "memory", id="c++-lacks-memory"),
        pytest.param("say-and-abort double free or corruption", "crashed", id="aborts-for-another-reason"),
        pytest.param("recurse", "too-nested", id="recurses"),
        pytest.param("refuse", "encrypted", id="a-reader-refuses-it"),
    ],
)
def test_a_bad_document_fails_alone(process: ReadingProcess, text: str, code: str) -> None:
    with pytest.raises(DocumentError) as failure:
        process.read(_task(text))
    assert failure.value.code == code
    assert "\n" not in str(failure.value)
    assert process.read(_task("fine")).document.kind == "other"


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        pytest.param("hang", Limits(wall_seconds=1), "timeout", id="sleeps"),
        pytest.param("backtrack", Limits(wall_seconds=1), "timeout", id="keeps-the-interpreter-to-itself"),
        pytest.param("backtrack", Limits(wall_seconds=30, cpu_seconds=0), "cpu", id="takes-the-processor"),
    ],
)
def test_a_document_that_takes_too_long_is_ended(text: str, limits: Limits, code: str) -> None:
    with ReadingProcess(limits) as process:
        with pytest.raises(DocumentError) as failure:
            process.read(_task(text))
        assert failure.value.code == code
        assert process.read(_task("fine")).document.kind == "other"


def test_each_slow_step_has_the_time_of_a_document_and_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "ingest")
    with ReadingProcess(Limits(wall_seconds=1.5)) as process:
        assert process.read(Task("plan.txt", b"dawdle 0.6")).source.name == "plan.txt"  # 2.4 seconds in all
        assert process.read(Task("other.txt", b"good")).source.name == "other.txt"
        with pytest.raises(DocumentError) as caught:
            process.read(Task("plan.txt", b"dawdle 30"))
    assert caught.value.code == "timeout"
    assert "plan.txt: dawdling, page 1 of 4" in caplog.messages


def test_a_fault_of_ours_is_no_trouble_with_the_document(process: ReadingProcess) -> None:
    with pytest.raises(ReaderFaultError, match="TypeError: a fault of ours") as fault:
        process.read(_task("err"))
    assert "hostile_reader.py" in "".join(fault.value.__notes__)


def test_what_a_library_prints_is_no_answer(process: ReadingProcess) -> None:
    assert process.read(_task("chatter")).document.kind == "other"


def test_a_large_document_comes_through_whole(process: ReadingProcess) -> None:
    assert process.read(Task("large.txt", b"fine " + b"x" * 5_000_000)).source.size == 5_000_005


def test_a_child_is_replaced_after_its_share_of_documents() -> None:
    with ReadingProcess(TIGHT) as process:
        ids = [_reader_id(process) for _ in range(4)]
    assert ids[0] == ids[1] == ids[2] != ids[3]


def test_a_child_that_was_killed_between_documents_costs_no_document() -> None:
    with ReadingProcess(TIGHT) as process:
        child = _reader_id(process)
        os.kill(child, signal.SIGKILL)
        assert _is_gone_soon(child)
        assert process.read(_task("fine")).document.kind == "other"


def test_a_reader_that_cannot_start_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEST_READER, "no_such_module")
    with ReadingProcess(TIGHT) as process, pytest.raises(ReaderStartError, match="does not start") as fault:
        process.read(_task("fine"))
    assert "no_such_module" in "".join(fault.value.__notes__)


def test_a_module_in_the_working_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the working folder')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ReadingProcess(TIGHT) as process:
        assert process.read(_task("fine")).document.kind == "other"


def test_closing_ends_the_child() -> None:
    with ReadingProcess(TIGHT) as process:
        child = _reader_id(process)
    assert _is_gone_soon(child)


def test_what_a_document_started_ends_with_it(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    with ReadingProcess(Limits(wall_seconds=2)) as process, pytest.raises(DocumentError):
        process.read(_task(f"breed {marker}"))
    assert _is_gone_soon(int(marker.read_text(encoding="utf-8")))


@pytest.mark.parametrize("deed", ["hang", "backtrack", "breed"])
def test_a_killed_parent_leaves_no_orphan(tmp_path: Path, deed: str) -> None:
    marker = tmp_path / "pid"
    program = (
        "from ingest.isolate import ReadingProcess; from ingest.reading import Task\n"
        f"with ReadingProcess() as process: process.read(Task('plan.txt', {f'{deed} {marker}'.encode()!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", program], env=_environment()) as parent:
        _wait_for(lambda: marker.exists() and marker.read_text(encoding="utf-8") != "")
        parent.kill()
    assert _is_gone_soon(int(marker.read_text(encoding="utf-8")))


def test_reading_processes_work_in_threads_and_in_the_workers_of_others() -> None:
    hostile_reader = import_module("hostile_reader")
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(hostile_reader.read_apart, ["fine", "fine too"])) == ["other", "other"]
    with multiprocessing.get_context("spawn").Pool(1) as workers:  # they may have no multiprocessing children
        assert workers.apply(hostile_reader.read_apart, ("fine",)) == "other"


def test_in_process_reading_gives_the_same(process: ReadingProcess) -> None:
    apart, here = process.read(_task("fine")), read_here(_task("fine"))
    assert here.source == apart.source
    assert here.document == apart.document
    assert here.settings == apart.settings


@pytest.mark.parametrize(("text", "code"), [("refuse", "encrypted"), ("recurse", "too-nested")])
def test_in_process_failures_are_the_same(text: str, code: str) -> None:
    with pytest.raises(DocumentError) as failure:
        read_here(_task(text))
    assert failure.value.code == code


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def _wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")
