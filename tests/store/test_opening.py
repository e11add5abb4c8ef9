"""Opening a store: what is made, what is left behind, and the one clear line where it cannot be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.errors import UsageError
from normalise.records import Extraction
from store.content import content_dump
from store.engine import Store, open_store, open_store_read_only
from store.errors import StoreError
from store.keep import Outcome, keep_extraction
from store.query import run_query
from store.runs import start_run
from store.sqlite_file import check_revision_for_reading

NOBODY = 65534
NOW = datetime(2025, 3, 1, tzinfo=UTC)
Keep = Callable[[Store, Extraction], Outcome]
MakeExtraction = Callable[..., Extraction]


def dump(store: Store) -> str:
    with store.session() as session:
        return content_dump(session)


def make_text_file(path: Path) -> None:
    path.write_text("Recommendation 1: keep better minutes\n", encoding="utf-8")


def make_other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE shopping (item)")


def make_newer_store(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def make_older_store(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()


def make_damaged_store(path: Path) -> None:
    open_store(path).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)


UNUSABLE = [
    pytest.param(make_text_file, "is not a database", id="text-file"),
    pytest.param(make_other_database, "not a peerplan store", id="another-programs-database"),
    pytest.param(make_newer_store, "newer peerplan", id="newer-version"),
    pytest.param(make_older_store, "not a peerplan store", id="no-version"),
    pytest.param(make_damaged_store, "damaged", id="damaged"),
    pytest.param(Path.mkdir, "is a folder", id="folder"),
    pytest.param(os.mkfifo, "is not a file", id="pipe"),
]


@pytest.mark.parametrize("opens", [open_store, open_store_read_only])
@pytest.mark.parametrize(("make", "trouble"), UNUSABLE)
def test_what_is_no_usable_store_is_told_in_one_line_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], trouble: str, opens: Callable[[Path], Store]
) -> None:
    path = tmp_path / "it.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=trouble) as caught:
        opens(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        pytest.param("0001", "older peerplan; `peerplan ingest` brings it up to date", id="older"),
        pytest.param("0003", "newer peerplan", id="newer"),
        pytest.param(None, "not a peerplan store", id="none"),
    ],
)
def test_only_the_newest_schema_is_read(revision: str | None, told: str) -> None:
    known = ("0001", "0002")
    check_revision_for_reading("it.db", "0002", known)
    with pytest.raises(StoreError, match=told):
        check_revision_for_reading("it.db", revision, known)


@pytest.mark.parametrize("opens", [open_store, open_store_read_only])
def test_a_missing_folder_is_told(tmp_path: Path, opens: Callable[[Path], Store]) -> None:
    with pytest.raises(StoreError, match=r"its folder .* does not exist"):
        opens(tmp_path / "nowhere" / "it.db")


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    for opens in (open_store_read_only, lambda path: open_store(path, create=False)):
        with pytest.raises(StoreError, match="no such store"):
            opens(tmp_path / "it.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_filled_by_writing_and_refused_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "it.db"
    path.touch()
    with pytest.raises(StoreError, match="is empty"):
        open_store_read_only(path)
    open_store(path).close()
    open_store_read_only(path).close()


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("mysql://me:sesame@x/y", id="mysql"),
        pytest.param("http://me:sesame@x/y", id="web"),
        pytest.param("sqlite://", id="in-memory"),
        pytest.param("postgresql://me:sesame@x:port/y", id="malformed"),
    ],
)
def test_addresses_of_other_databases_are_refused_and_no_password_is_told(target: str) -> None:
    with pytest.raises(UsageError, match=r"postgresql://|the address of a database") as caught:
        open_store(target)
    assert "sesame" not in str(caught.value)


def test_a_store_is_one_file_when_nobody_writes_and_reading_leaves_it_so(full_store: Path) -> None:
    before = full_store.read_bytes()
    with open_store_read_only(f"sqlite:///{full_store}") as store:
        assert dump(store)
    list(run_query(full_store, "SELECT * FROM action_flat").rows)
    assert full_store.read_bytes() == before
    assert [path.name for path in full_store.parent.iterdir()] == ["full.db"]


def test_a_store_opened_for_reading_cannot_be_written(full_store: Path) -> None:
    with (
        open_store_read_only(full_store) as store,
        pytest.raises(StoreError, match="read-only"),
        store.session() as session,
    ):
        start_run(session, now=NOW, version="0")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Yield a folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def run_as_ordinary_user(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code on the path as somebody whom permissions bind: root, whom none binds, steps down first."""
    step_down = f"import os; os.getuid() or (os.setgid({NOBODY}), os.setuid({NOBODY}))"
    return subprocess.run(
        [sys.executable, "-c", code.replace("STEP_DOWN", step_down), str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


READ = """
import sys
from store.migrations import revisions
from store.query import run_query
revisions()  # what Python loads late may lie where only root can read
STEP_DOWN
print(list(run_query(sys.argv[1], "SELECT title FROM plans").rows))
"""
WRITE = """
import sys
from store.engine import open_store
from store.errors import StoreError
STEP_DOWN
try:
    open_store(sys.argv[1])
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("is_wal", [pytest.param(False, id="at-rest"), pytest.param(True, id="in-wal-mode")])
def test_a_store_in_a_folder_that_is_read_only_can_be_read(full_store: Path, open_folder: Path, is_wal: bool) -> None:
    path = Path(shutil.copy(full_store, open_folder / "kept.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {'WAL' if is_wal else 'DELETE'}")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    done = run_as_ordinary_user(READ, path)
    assert done.stdout == "[('How far we are',)]\n", done.stderr
    assert [entry.name for entry in open_folder.iterdir()] == ["kept.db"]


@pytest.mark.parametrize("name", [pytest.param("kept.db", id="there"), pytest.param("new.db", id="to-be-made")])
def test_writing_to_what_is_read_only_is_told(full_store: Path, open_folder: Path, name: str) -> None:
    Path(shutil.copy(full_store, open_folder / "kept.db")).chmod(0o444)
    open_folder.chmod(0o555)
    done = run_as_ordinary_user(WRITE, open_folder / name)
    assert done.stdout.startswith(f"{open_folder / name}: "), done.stderr
    assert "read-only" in done.stdout


def test_a_store_that_another_program_holds_is_told(full_store: Path) -> None:
    with closing(sqlite3.connect(full_store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="another program"):
            open_store(full_store, wait_seconds=0.01)
        with pytest.raises(StoreError, match="another program"):
            open_store_read_only(full_store, wait_seconds=0.01)


def test_readers_do_not_wait_for_the_writer(
    store: Store, keep: Keep, make_extraction: MakeExtraction, full_extraction: Extraction
) -> None:
    keep(store, make_extraction())
    with store.session() as session:
        run_id = start_run(session, now=NOW, version="0")
        keep_extraction(session, full_extraction, run_id=run_id, now=NOW)
        assert list(run_query(store.target, "SELECT COUNT(*) FROM plans").rows) == [(1,)]
    assert list(run_query(store.target, "SELECT COUNT(*) FROM plans").rows) == [(2,)]


def test_a_store_with_no_room_left_is_told_and_stays_whole(
    store: Store, keep: Keep, make_extraction: MakeExtraction
) -> None:
    keep(store, make_extraction())
    before = dump(store)
    actions = [{"id": f"a{number}", "text": "Count the bins" * 20, "provenance": {}} for number in range(200)]
    with pytest.raises(StoreError, match="no room left"):
        _keep_without_room(store, make_extraction("long.txt", actions=actions))
    assert dump(store) == before
    with store.session() as session:
        assert session.scalar(sa.text("PRAGMA integrity_check")) == "ok"


def test_two_programs_that_keep_at_once_double_and_lose_nothing(
    tmp_path: Path, keep: Keep, make_extraction: MakeExtraction
) -> None:
    plans = [make_extraction(f"plan-{number}.txt") for number in range(12)]
    both = tmp_path / "both.db"

    def keep_all(order: list[Extraction]) -> None:
        with open_store(both) as store:
            for plan in order:
                keep(store, plan)

    threads = [threading.Thread(target=keep_all, args=(order,)) for order in (plans, plans[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(tmp_path / "one.db") as alone, open_store(both) as together:
        for plan in plans:
            keep(alone, plan)
        assert dump(together) == dump(alone)


DIE = """
import os, sys
from datetime import datetime, UTC
from normalise.records import Extraction
from store.engine import open_store
from store.keep import keep_extraction
from store.runs import start_run
from store.sqlite_file import check_revision_for_reading
now = datetime.now(UTC)
with open_store(sys.argv[1]) as store, store.session() as session:
    run_id = start_run(session, now=now, version="0")
    keep_extraction(session, Extraction.model_validate_json(sys.stdin.read()), run_id=run_id, now=now)
    os._exit(9)
"""


def test_a_program_that_dies_midway_leaves_the_store_as_it_was(
    tmp_path: Path, keep: Keep, make_extraction: MakeExtraction, full_extraction: Extraction
) -> None:
    path = tmp_path / "it.db"
    with open_store(path) as store:
        keep(store, make_extraction())
        before = dump(store)
    command = [sys.executable, "-c", DIE, str(path)]
    died = subprocess.run(
        command,
        input=full_extraction.to_json(),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert died.returncode == 9, died.stderr
    assert list(run_query(path, "SELECT COUNT(*) FROM plans").rows) == [(1,)]
    with open_store(path) as store:
        assert dump(store) == before
        assert keep(store, full_extraction) is Outcome.NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["it.db"]


@pytest.mark.parametrize("module", ["store", "store.query", "store.reports", "store.exports", "store.outcomes"])
def test_what_every_command_needs_loads_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}; print(sorted({{'sqlalchemy', 'alembic', 'pandas', 'pydantic'}} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def _keep_without_room(store: Store, extraction: Extraction) -> None:
    with store.session() as session:
        run_id = start_run(session, now=NOW, version="0")
        pages = session.scalar(sa.text("PRAGMA page_count"))
        session.execute(sa.text(f"PRAGMA max_page_count = {pages}"))
        try:
            keep_extraction(session, extraction, run_id=run_id, now=NOW)
        finally:
            session.connection().exec_driver_sql("PRAGMA max_page_count = 1073741823")
