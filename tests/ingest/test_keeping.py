"""What becomes of files on their way into the store, and what the ledger says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.batch import Failure
from ingest.finding import FoundFile, find_files
from ingest.keeping import Ingested, ingest_files
from ingest.reading import Task
from normalise.errors import DocumentError
from normalise.records import DocumentFacts, Extraction, Source
from parsers.fingerprint import fingerprints
from parsers.given import Given, ReadSettings
from store.content import content_dump
from store.engine import Store, open_store
from store.errors import StoreError
from store.query import run_query

SETTINGS = ReadSettings()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "plans.db") as store:
        yield store


def _read(task: Task) -> Extraction:
    """Read as our readers do, but nothing."""
    return Extraction(
        source=Source(
            name=task.name,
            sha256=hashlib.sha256(task.data).hexdigest(),
            media_type="text/plain",
            size=len(task.data),
        ),
        document=DocumentFacts(title=task.data.decode()),
        reader=fingerprints(),
        settings=task.settings.hash(task.given),
    )


def _refuse(_: Task) -> Extraction:
    raise AssertionError("read again")


def _file(tmp_path: Path, name: str, text: str = "A plan", given: Given | None = None) -> FoundFile:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return FoundFile(tmp_path / name, given or Given())


def _outcomes(run: Iterator[Ingested]) -> list[str]:
    return [done.outcome for done in run]


def _ledger(store: Store) -> list[tuple[object, ...]]:
    return list(run_query(store.target, "SELECT outcome, failure_code FROM run_document ORDER BY id").rows)


def test_a_file_that_is_kept_already_is_not_read_again(store: Store, tmp_path: Path) -> None:
    file = _file(tmp_path, "plan.txt")
    assert _outcomes(ingest_files(store, _read, [file], SETTINGS)) == ["new"]
    assert _outcomes(ingest_files(store, _refuse, [file], SETTINGS)) == ["unchanged"]


def test_a_copy_under_another_name_is_the_same_document(store: Store, tmp_path: Path) -> None:
    files = [_file(tmp_path, "plan.txt"), _file(tmp_path, "copy of plan.txt")]
    assert _outcomes(ingest_files(store, _read, files, SETTINGS)) == ["new", "unchanged"]


def test_what_is_newly_given_or_set_has_a_file_read_again(store: Store, tmp_path: Path) -> None:
    _outcomes(ingest_files(store, _read, [_file(tmp_path, "plan.txt")], SETTINGS))
    given = [_file(tmp_path, "plan.txt", given=Given(published="2024-03"))]
    assert _outcomes(ingest_files(store, _read, given, SETTINGS)) == ["superseded"]
    calendar = ReadSettings.model_validate({"timelines": {"bare_quarters": "calendar"}})
    assert _outcomes(ingest_files(store, _read, given, calendar)) == ["superseded"]


def test_each_file_is_kept_before_the_next_is_read(store: Store, tmp_path: Path) -> None:
    run = ingest_files(store, _read, [_file(tmp_path, "a.txt", "a"), _file(tmp_path, "b.txt", "b")], SETTINGS)
    next(run)
    assert _ledger(store) == [("new", None)]
    run.close()


def test_a_file_is_marked_failed_while_it_is_read(store: Store, tmp_path: Path) -> None:
    seen = []

    def look(task: Task) -> Extraction:
        seen.extend(_ledger(store))
        return _read(task)

    _outcomes(ingest_files(store, look, [_file(tmp_path, "plan.txt")], SETTINGS))
    assert seen == [("failed", "interrupted")]
    assert _ledger(store) == [("new", None)]


def test_failures_are_kept_with_their_reason_and_change_nothing_else(store: Store, tmp_path: Path) -> None:
    def refuse(task: Task) -> Extraction:
        raise DocumentError("encrypted", f"{task.name}: is encrypted. Save a copy without a password.")

    def err(_: Task) -> Extraction:
        raise TypeError("a fault of ours")

    file = _file(tmp_path, "plan.txt")
    [refused] = ingest_files(store, refuse, [file], SETTINGS)
    [failed] = ingest_files(store, err, [file], SETTINGS)
    with store.session() as session:
        assert [line.split()[0] for line in content_dump(session).splitlines() if line] == ["source"]
    assert _ledger(store) == [("failed", "encrypted"), ("failed", "internal-error")]
    assert isinstance(refused.result, Failure)
    assert refused.result.message == "is encrypted. Save a copy without a password."
    assert isinstance(failed.result, Failure)
    assert "in err" in failed.result.detail


def test_an_answer_for_other_bytes_is_not_kept(store: Store, tmp_path: Path) -> None:
    def mix_up(task: Task) -> Extraction:
        return _read(Task(task.name, b"another plan"))

    assert _outcomes(ingest_files(store, mix_up, [_file(tmp_path, "plan.txt")], SETTINGS)) == ["failed"]


def test_an_interrupted_run_has_no_end_in_the_ledger(store: Store, tmp_path: Path) -> None:
    def interrupt(_: Task) -> Extraction:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _outcomes(ingest_files(store, interrupt, [_file(tmp_path, "plan.txt")], SETTINGS))
    assert list(run_query(store.target, "SELECT finished_at FROM run").rows) == [(None,)]
    assert _ledger(store) == [("failed", "interrupted")]
    assert _outcomes(ingest_files(store, _read, [_file(tmp_path, "plan.txt")], SETTINGS)) == ["new"]


def test_trouble_with_the_store_ends_the_run(store: Store, tmp_path: Path) -> None:
    def spoil(task: Task) -> Extraction:
        raise StoreError("plans.db", "the disk is full")

    with pytest.raises(StoreError):
        _outcomes(ingest_files(store, spoil, [_file(tmp_path, "plan.txt")], SETTINGS))


def test_the_store_tells_what_led_to_each_document(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    for name in ("plans/a.txt", "plans/b.txt", "c.txt"):
        Path(name).write_text(name, encoding="utf-8")
    Path("plans/peerplan.csv").write_text("file,published\nb.txt,2024-03\n", encoding="utf-8")
    files = find_files([Path("plans"), Path("c.txt")])
    expected = [("folder", "plans"), ("manifest", "plans/peerplan.csv#b.txt"), ("file", "c.txt")]
    for _ in range(2):
        assert len(_outcomes(ingest_files(store, _read, files, SETTINGS))) == 3
        sql = """
            SELECT source.kind, source.location
            FROM sighting JOIN source ON source.id = sighting.source_id ORDER BY sighting.id
        """
        assert list(run_query(store.target, sql).rows) == expected
