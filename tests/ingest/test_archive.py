"""The originals: kept whole, found by what they are, and found out when they are damaged."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest.archive import Archive, ArchiveSize, archive_beside
from ingest.finding import find_files
from normalise.errors import DocumentError, UsageError

PLAN = b"%PDF-1.4 a made-up plan"
NAME = hashlib.sha256(PLAN).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_beside(tmp_path / "plans.db")


def test_an_original_is_kept_once_by_what_it_is(archive: Archive) -> None:
    assert archive.keep(PLAN) == archive.keep(bytes(PLAN)) == NAME
    assert archive.folder.name == "plans.db.originals"
    assert [path.relative_to(archive.folder).as_posix() for path in archive.folder.rglob("*") if path.is_file()] == [
        f"{NAME[:2]}/{NAME}"
    ]
    assert archive.holds(NAME)
    assert archive.read(NAME) == PLAN
    assert archive.size() == ArchiveSize(1, len(PLAN))


def test_an_archive_of_nothing_makes_no_folder(archive: Archive) -> None:
    assert archive.size() == ArchiveSize(0, 0)
    assert list(archive.iter_damaged()) == []
    assert archive.sweep() == 0
    assert not archive.folder.exists()


def test_a_missing_original_is_told(archive: Archive) -> None:
    with pytest.raises(DocumentError, match="Fetch it again") as raised:
        archive.read(NAME)
    assert raised.value.code == "missing-original"


def test_a_damaged_original_is_found_out_and_mended_when_it_is_kept_again(archive: Archive) -> None:
    archive.keep(PLAN)
    path = archive.folder / NAME[:2] / NAME
    path.write_bytes(PLAN.replace(b"plan", b"plum"))
    assert list(archive.iter_damaged()) == [NAME]
    with pytest.raises(DocumentError) as raised:
        archive.read(NAME)
    assert raised.value.code == "damaged-original"
    archive.keep(PLAN)
    assert archive.read(NAME) == PLAN
    assert list(archive.iter_damaged()) == []


def test_what_a_cut_off_keeping_leaves_is_no_original(archive: Archive) -> None:
    archive.keep(PLAN)
    (archive.folder / NAME[:2] / ".x.part").write_bytes(b"half")
    assert archive.size().document_count == 1
    assert archive.sweep() == 1
    assert archive.sweep() == 0
    assert archive.read(NAME) == PLAN


def test_an_original_is_forgotten_when_that_is_asked(archive: Archive) -> None:
    archive.keep(PLAN)
    assert archive.forget(NAME)
    assert not archive.forget(NAME)
    assert not archive.holds(NAME)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_nothing_but_a_hash_names_an_original(archive: Archive, name: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        archive.read(name)


def test_many_may_keep_the_same_at_once(archive: Archive) -> None:
    threads = [threading.Thread(target=archive.keep, args=(PLAN,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.read(NAME) == PLAN
    assert archive.sweep() == 0


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs a POSIX system")
def test_a_place_that_cannot_be_written_to_is_told(archive: Archive) -> None:
    archive.folder.write_text("a file in its place", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be kept"):
        archive.keep(PLAN)


def test_a_program_killed_while_it_keeps_leaves_whole_originals_only(archive: Archive) -> None:
    program = (
        "import itertools, sys\nfrom pathlib import Path\nfrom ingest.archive import Archive\n"
        "archive = Archive(Path(sys.argv[1]))\nprint('ready', flush=True)\n"
        "for number in itertools.count():\n    archive.keep(b'%d' % number * 200_000)\n"
    )
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", program, str(archive.folder)], stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        while archive.size().document_count < 2:
            pass
        process.kill()
        process.communicate()
        assert list(archive.iter_damaged()) == []
    archive.sweep()
    assert archive.size().document_count >= 2


def test_a_folder_with_the_store_in_it_is_read_without_its_originals(archive: Archive, tmp_path: Path) -> None:
    archive.keep(PLAN)
    (tmp_path / "plan.txt").write_text("a plan", encoding="utf-8")
    (tmp_path / "plans.db").touch()
    found = find_files([tmp_path], store=tmp_path / "plans.db")
    assert [file.path.name for file in found] == ["plan.txt"]
