"""Old formats: what is refused before LibreOffice is asked, and what becomes of a program that misbehaves in its place.

The programs here are shell scripts; the real one is asked in `test_libreoffice_slow.py`.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from normalise.errors import DocumentError
from parsers.document import Document
from parsers.formats import doc, libreoffice, rtf
from parsers.formats.kinds import find_kind
from parsers.formats.libreoffice import convert
from parsers.formats.ole import find_stream
from parsers.formats.settings import DEFAULT_FORMATS
from tests.parsers.formats.odt.odt_files import odt, paragraph

RTF = b"{\\rtf1\\ansi Plan\\par}"
SECTOR = 512
ENCRYPTED = 0x0100


def doc_of(flags: int = 0, sign: int = 0xA5EC) -> bytes:
    """Return the beginning of an old Word document: header, allocation table, directory, and the head of its text."""
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    directory = bytearray(SECTOR)
    for number, (name, kind) in enumerate((("Root Entry", 5), ("WordDocument", 2))):
        at = 128 * number
        coded = name.encode("utf-16-le") + b"\0\0"
        directory[at : at + len(coded)] = coded
        struct.pack_into("<HB", directory, at + 64, len(coded), kind)
        struct.pack_into("<I", directory, at + 116, 2)
    head = struct.pack("<H8xH", sign, flags).ljust(SECTOR, b"\0")
    return bytes(header) + fat + bytes(directory) + head


def read(data: bytes, name: str) -> Document:
    """Return what the reader that claims the bytes makes of them."""
    [reader] = [reader for reader in (rtf.READER, doc.READER) if reader.sniff(data)]
    return reader.read(data, name, DEFAULT_FORMATS)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a script stands that is found as LibreOffice; `$out` is the folder that it is to fill."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "soffice"


def write_program(path: Path, script: str) -> None:
    preparing = 'for word in "$@"; do source=$word; done; out=$(dirname "$source")/out; mkdir -p "$out"'
    path.write_text(f"#!/bin/sh\n{preparing}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("data", [pytest.param(RTF, id="rtf"), pytest.param(doc_of(), id="doc")])
def test_without_libreoffice_the_cure_is_named(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError) as caught:
        read(data, "plan")
    assert caught.value.code == "needs-libreoffice"
    assert "apt-get install libreoffice-writer-nogui, or save the document as DOCX" in str(caught.value)


def test_a_document_with_a_password_is_not_given_to_libreoffice() -> None:
    with pytest.raises(DocumentError) as caught:
        read(doc_of(ENCRYPTED), "plan.doc")
    assert caught.value.code == "encrypted"


def test_the_head_of_a_document_is_found_by_the_directory() -> None:
    assert find_stream(doc_of(), "WordDocument") == 3 * SECTOR
    assert find_stream(doc_of(), "Workbook") is None
    assert find_stream(b"\xd0\xcf\x11\xe0", "WordDocument") is None
    assert not doc._is_encrypted(doc_of(ENCRYPTED, sign=0))
    assert not doc._is_encrypted(doc_of(ENCRYPTED)[: 3 * SECTOR])


@pytest.mark.parametrize(
    ("data", "unit"),
    [
        pytest.param(b"{\\rtf1 " + b"{" * 1_001 + b"}" * 1_002, "groups inside one another", id="deep"),
        pytest.param(b"{\\rtf1 " + b"{}" * 2_000_001 + b"}", "groups;", id="many"),
    ],
)
def test_absurd_groups_are_counted_first(data: bytes, unit: str) -> None:
    with pytest.raises(DocumentError, match=unit) as caught:
        read(data, "plan.rtf")
    assert caught.value.code == "over-budget"


def test_braces_that_are_printed_are_no_groups() -> None:
    assert rtf._count_depth(b"{\\rtf1 \\{\\{\\{ \\\\{b}}") == 2


@pytest.mark.parametrize("data", [RTF, b"\xef\xbb\xbf" + RTF, doc_of()])
def test_each_format_is_claimed_by_one_reader(data: bytes) -> None:
    kind = find_kind(data)
    assert kind is not None
    assert [rtf.READER.sniff(data), doc.READER.sniff(data)] == [kind.form == "rtf", kind.form == "doc"]


def test_a_converted_document_keeps_its_name_and_kind_and_says_so(program: Path, tmp_path: Path) -> None:
    (tmp_path / "made.odt").write_bytes(odt(paragraph("Plan")))
    write_program(program, f'cp "{tmp_path}/made.odt" "$out/document.odt"')
    document = read(RTF, "plan.rtf")
    assert (document.name, document.media_type, document.printed_text()) == ("plan.rtf", "application/rtf", "Plan")
    assert [(remark.code, remark.detail) for remark in document.remarks] == [("converted", "by LibreOffice, to ODT")]


def test_nothing_of_the_document_or_the_user_reaches_the_program(program: Path, tmp_path: Path) -> None:
    write_program(program, f'env > "{tmp_path}/env"; echo "$@" > "{tmp_path}/words"; ls > "{tmp_path}/files"')
    with pytest.raises(DocumentError):
        convert(RTF, "rtf")
    folder = (tmp_path / "words").read_text().split("--outdir ")[1].split("/out ")[0]
    said = dict(line.partition("=")[::2] for line in (tmp_path / "env").read_text().splitlines())
    assert said["HOME"] == said["TMPDIR"] == folder
    assert (tmp_path / "words").read_text().startswith(f"-env:UserInstallation=file://{folder}/profile --headless")
    assert sorted((tmp_path / "files").read_text().split()) == ["document.rtf", "out", "profile", "said.txt"]
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("script", "code", "says"),
    [
        pytest.param("exit 0", "damaged", "makes nothing of it", id="nothing-made"),
        pytest.param("echo 'Error: no such luck' >&2; exit 1", "damaged", "Error: no such luck", id="failed"),
        pytest.param("kill -SEGV $$", "damaged", "makes nothing of it", id="crashed"),
        pytest.param('ln -s /etc/hostname "$out/document.odt"', "damaged", "makes nothing of it", id="link"),
        pytest.param('echo text > "$out/document.odt"', "damaged", "is damaged", id="no-odt"),
        pytest.param('head -c 200000000 /dev/zero > "$out/document.odt"', "damaged", "", id="too-large"),
    ],
)
def test_a_program_that_does_not_do_its_work_ends_the_file(program: Path, script: str, code: str, says: str) -> None:
    write_program(program, script)
    with pytest.raises(DocumentError) as caught:
        read(RTF, "plan.rtf")
    assert caught.value.code == code
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_program_that_cannot_be_started_is_told(program: Path) -> None:
    program.write_text("#!/nowhere/at/all\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(DocumentError) as caught:
        convert(RTF, "rtf")
    assert caught.value.code == "needs-libreoffice"


def wait_until_gone(pid: int) -> bool:
    """Say whether a process ends within some seconds."""
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_program_that_hangs_is_ended_with_all_that_it_started(program: Path, tmp_path: Path) -> None:
    write_program(program, f'sleep 300 & echo $! > "{tmp_path}/pid"; sleep 300')
    with pytest.raises(DocumentError) as caught:
        convert(RTF, "rtf", seconds=1.0)
    assert caught.value.code == "timeout"
    assert wait_until_gone(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing tells that a parent has died")
def test_a_program_ends_with_the_process_that_asked_for_it(program: Path, tmp_path: Path) -> None:
    write_program(
        program, f'sleep 300 & echo $! > "{tmp_path}/pid.part"; mv "{tmp_path}/pid.part" "{tmp_path}/pid"; wait'
    )
    code = f"from parsers.formats.libreoffice import convert; convert({RTF!r}, 'rtf')"
    there = os.environ | {"TMPDIR": str(tmp_path)}  # what dies so cannot tidy up
    asking = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[3], env=there)
    while not (tmp_path / "pid").exists():
        assert asking.poll() is None
        time.sleep(0.05)
    asking.kill()
    asking.wait()
    assert wait_until_gone(int((tmp_path / "pid").read_text()))


def test_the_cure_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert libreoffice.PACKAGE in libreoffice.INSTALL
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "libreoffice" else None)
    assert libreoffice.find_office() == "/usr/bin/libreoffice"
