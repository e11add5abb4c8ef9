"""Which files a folder means, and what befalls files that cannot be read."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from ingest import finding
from ingest.finding import FoundFile, find_files, read_file
from normalise.errors import DocumentError, UsageError
from parsers.given import Given


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def _names(folder: Path, files: tuple[FoundFile, ...]) -> list[str]:
    return [file.path.relative_to(folder).as_posix() for file in files]


def test_a_folder_means_all_its_files_to_the_bottom_in_order(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a.txt", "older/2019/c.txt", "older/d.txt")
    assert _names(tmp_path, find_files([tmp_path])) == ["a.txt", "b.txt", "older/d.txt", "older/2019/c.txt"]


def test_hidden_files_lock_files_and_our_own_are_left_out(tmp_path: Path) -> None:
    names = ".hidden", ".git/config", "~$plan.docx", "peerplan.toml", "plan.txt"
    stores = "store.db", "store.db-wal", "store.db.schema-0001.backup", "store.db.schema-0001.backup.part"
    _write(tmp_path, *names, *stores)
    _write_sidecar(tmp_path, "file,council", "plan.txt,Withy District Council")
    assert _names(tmp_path, find_files([tmp_path], store=tmp_path / "store.db")) == ["plan.txt"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    _write(folder, "plan.txt")
    _write(tmp_path, "elsewhere/secret.txt")
    (folder / "file-link.txt").symlink_to(tmp_path / "elsewhere/secret.txt")
    (folder / "folder-link").symlink_to(tmp_path / "elsewhere")
    (folder / "loop").symlink_to("loop")
    found = find_files([folder])
    assert _names(folder, found) == ["loop", "plan.txt"]
    with pytest.raises(DocumentError):
        read_file(found[0].path)


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    _write(tmp_path, "plan.txt")
    (tmp_path / "link.txt").symlink_to("plan.txt")
    assert read_file(tmp_path / "link.txt") == b"plan.txt"


def test_a_file_meant_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, "plan.txt")
    assert _names(tmp_path, find_files([tmp_path / "plan.txt", tmp_path])) == ["plan.txt"]


def _write_sidecar(folder: Path, *lines: str) -> None:
    (folder / "peerplan.csv").write_text("\n".join(lines), encoding="utf-8")


def test_a_sidecar_gives_facts_about_its_files_and_wins(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.txt", "sub/c.txt")
    _write_sidecar(
        tmp_path,
        "file,council,published,challenge,kind",
        "a.txt,Withy District Council; Osier Borough Council,2024-03,,action_plan",
        "sub/c.txt,,,2023-10-03/2023-10-05,",
    )
    given = [file.given for file in find_files([tmp_path], Given(published="2020"))]
    councils = ("Withy District Council", "Osier Borough Council")
    assert given == [
        Given(councils=councils, published="2024-03", kind="action_plan"),
        Given(published="2020"),
        Given(published="2020", challenge="2023-10-03/2023-10-05"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_sidecar_that_is_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "peerplan.csv")
    assert _names(tmp_path, find_files([tmp_path])) == ["a.txt"]


def test_a_sidecar_that_speaks_of_no_file_of_the_folder_warns(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _write(tmp_path, "a.txt")
    _write_sidecar(tmp_path, "file,kind", "typo.txt,other")
    with caplog.at_level(logging.WARNING):
        find_files([tmp_path])
    [record] = caplog.records
    assert "typo.txt" in record.getMessage()


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        pytest.param(["file,kind", "a.txt,other", "a.txt,action_plan"], "line 3: speaks of a.txt a second", id="twice"),
        pytest.param(["file,kind,kind", "a.txt,other,other"], "column is there twice", id="column-twice"),
        pytest.param(["file,kind", ",other"], "line 2: names no file", id="no-file"),
        pytest.param(("council",), "no column called file", id="no-file-column"),
        pytest.param(("file,date",), "unknown column date", id="unknown-column"),
        pytest.param(("file,published", "a.txt,2024-03", "b.txt,March"), "line 3: published: 'March'", id="no-date"),
        pytest.param(("file,kind", "a.txt,plan"), "line 2: kind", id="no-kind"),
        pytest.param(("file,kind", "a.txt,other,more"), "line 2: more cells", id="too-many-cells"),
        pytest.param(("",), "no column called file", id="empty"),
    ],
)
def test_a_sidecar_that_cannot_be_understood_is_named(tmp_path: Path, lines: tuple[str, ...], complaint: str) -> None:
    _write_sidecar(tmp_path, *lines)
    with pytest.raises(UsageError, match=complaint) as error:
        find_files([tmp_path])
    assert str(tmp_path / "peerplan.csv") in str(error.value)


def test_a_sidecar_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "peerplan.csv").write_bytes(b"file,council\na.txt,\xff\n")
    with pytest.raises(UsageError, match="cannot be read as CSV"):
        find_files([tmp_path])


def test_missing_empty_and_odd_files_say_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    codes = {}
    for name in ("missing.txt", "empty.txt", "pipe", ".", "plan.txt/deeper", "a\0b"):
        _write(tmp_path, "plan.txt")
        with pytest.raises(DocumentError) as error:
            read_file(tmp_path / name)
        codes[name] = error.value.code
    assert codes == {
        "missing.txt": "missing-file",
        "empty.txt": "empty-file",
        "pipe": "not-a-file",
        ".": "not-a-file",
        "plan.txt/deeper": "unreadable-file",
        "a\0b": "unreadable-file",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    _write(tmp_path, "plan.txt")
    (tmp_path / "plan.txt").chmod(0)
    with pytest.raises(DocumentError, match="permission denied"):
        read_file(tmp_path / "plan.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list everything")
def test_a_folder_that_may_not_be_listed_fails_like_a_file(tmp_path: Path) -> None:
    _write(tmp_path, "locked/plan.txt")
    (tmp_path / "locked").chmod(0)
    [found] = find_files([tmp_path])
    with pytest.raises(DocumentError, match="permission denied"):
        read_file(found.path)
    (tmp_path / "locked").chmod(0o755)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a file that nobody can read through")
def test_a_file_whose_disk_fails_says_so() -> None:
    with pytest.raises(DocumentError, match="cannot be read: input/output error"):
        read_file(Path("/proc/self/mem"))


def test_a_file_over_budget_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(finding.MAX_BYTES + 1)  # sparse: takes no room
    with pytest.raises(DocumentError, match="bytes; at most") as error:
        read_file(tmp_path / "huge.txt")
    assert error.value.code == "over-budget"
