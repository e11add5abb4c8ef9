"""Documents in archives and e-mails: read by themselves, kept by content, read again without change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app
from ingest.containers import open_container
from ingest.finding import FoundFile
from ingest.isolate import Limits, ReadingProcess
from ingest.keeping import ingest_files
from normalise.errors import DocumentError
from parsers.given import ReadSettings
from store.engine import Store, open_store

ONE = "# Withy action plan\n\n1. Publish the programme by March 2026.\n"
TWO = ONE.replace("Publish", "Review")

Run = Callable[..., Result]


def zip_of(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    path = tmp_path / "plans.zip"
    path.write_bytes(zip_of(one_txt=ONE, two_txt=TWO, logo_png=b"\x89PNG\r\n\x1a\n"))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(Limits(wall_seconds=60, memory_bytes=10**9)) as reading:
        yield reading


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("PEERPLAN_DB", "PEERPLAN_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: CliRunner().invoke(app, words, env={"COLUMNS": "120"}, prog_name="peerplan")


def test_each_document_is_one_of_its_own_and_keeps_where_it_was(plans: Path, process: ReadingProcess) -> None:
    files = open_container(process, FoundFile(plans))
    assert [file.name for file in files] == ["plans.zip/one.txt", "plans.zip/two.txt"]
    assert [file.location for file in files] == [f"{plans}/one.txt", f"{plans}/two.txt"]
    assert files[1].load() == TWO.encode()


def test_reading_an_archive_again_changes_nothing(plans: Path, process: ReadingProcess, store: Store) -> None:
    files = open_container(process, FoundFile(plans))
    first = [done.outcome for done in ingest_files(store, process.read, files, ReadSettings())]
    again = [done.outcome for done in ingest_files(store, process.read, files, ReadSettings())]
    assert (first, again) == (["new", "new"], ["unchanged", "unchanged"])


def test_the_same_document_beside_its_archive_is_the_same(plans: Path, process: ReadingProcess, store: Store) -> None:
    beside = plans.parent / "other name.txt"
    beside.write_text(ONE)
    files = (FoundFile(beside), *open_container(process, FoundFile(plans)))
    outcomes = [done.outcome for done in ingest_files(store, process.read, files, ReadSettings())]
    assert outcomes == ["new", "unchanged", "new"]


def test_a_broken_archive_fails_when_it_is_loaded(tmp_path: Path, process: ReadingProcess) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    [file] = open_container(process, FoundFile(path))
    with pytest.raises(DocumentError, match="is damaged"):
        file.load()


def test_an_archive_that_eats_the_process_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(zip_of(one_txt=b"x" * 60_000_000))
    with ReadingProcess(Limits(wall_seconds=60, memory_bytes=50_000_000)) as process:
        [file] = open_container(process, FoundFile(path))
        with pytest.raises(DocumentError) as caught:
            file.load()
        assert caught.value.code == "memory"


def test_an_archive_that_changes_between_fails(plans: Path, process: ReadingProcess) -> None:
    files = open_container(process, FoundFile(plans))
    plans.write_bytes(zip_of(one_txt=ONE))
    assert files[1].load() == TWO.encode()  # the process that listed it holds it as it was
    process.close()
    with pytest.raises(DocumentError) as caught:
        files[1].load()
    assert caught.value.code == "changed-file"


def test_ingest_reads_archives_and_says_what_it_left_out(plans: Path, run: Run) -> None:
    done = run("ingest", str(plans.parent), "--in-process")
    assert done.exit_code == 0, done.output
    assert f"{plans}/one.txt: new" in done.stderr
    assert f"{plans}: left out: logo.png (a PNG image)" in done.stderr
    assert "2          0           0       0" in done.stdout
    kept = run("query", "SELECT DISTINCT location FROM sighting ORDER BY 1", "--csv")
    assert kept.stdout.splitlines()[1:] == [f"{plans}/one.txt", f"{plans}/two.txt"], kept.output


def test_an_archive_without_documents_is_a_failure(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty.zip").write_bytes(zip_of(logo_png=b"\x89PNG\r\n\x1a\n"))
    done = run("ingest", "empty.zip", "--in-process")
    assert done.exit_code == 1
    assert "failed (no-documents): holds no documents that can be read: logo.png (a PNG image)." in done.stderr


def test_extract_reads_the_only_document_of_an_archive(tmp_path: Path, run: Run) -> None:
    (tmp_path / "one.zip").write_bytes(zip_of(one_txt=ONE, logo_png=b"\x89PNG\r\n\x1a\n"))
    done = run("extract", "one.zip", "--in-process")
    assert done.exit_code == 0, done.output
    assert '"name": "one.zip/one.txt"' in done.stdout


def test_extract_asks_which_of_several_documents_is_meant(plans: Path, run: Run) -> None:
    done = run("extract", "plans.zip", "--in-process")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "plans.zip: left out: logo.png (a PNG image)",
        "peerplan: plans.zip: holds 2 documents (one.txt, two.txt); choose with --member NAME, or --all",
    ]


@pytest.mark.usefixtures("plans")
def test_extract_reads_the_members_named_or_all(run: Run) -> None:
    named = run("extract", "plans.zip", "--member", "two.txt", "--in-process")
    assert named.stdout.count('"schema_version"') == 1
    assert '"name": "plans.zip/two.txt"' in named.stdout
    everything = run("extract", "plans.zip", "--all", "--in-process")
    assert len(everything.stdout.splitlines()) == 2
    missing = run("extract", "plans.zip", "--member", "three.txt", "--in-process")
    assert missing.exit_code == 2
    assert "no document of that name is in plans.zip" in missing.stderr
    both = run("extract", "plans.zip", "--member", "two.txt", "--all")
    assert both.exit_code == 2
