"""Packages that lie, bomb, lead outside or are broken: an error that names the defect, or what can be read.

Every case is tried on every format that is a package.
"""

from __future__ import annotations

import re
import socket
import struct
import zipfile
from collections.abc import Callable

import pytest

from ingest.isolate import ReadingProcess
from normalise.errors import DocumentError
from normalise.records import Extraction
from parsers.formats.registry import read_document
from tests.parsers.formats.hostile.making import (
    FIXTURES,
    MAIN,
    OFFICE,
    good,
    main_of,
    pack,
    parts_of,
    set_field,
    with_main,
)
from tests.parsers.formats.hostile.reading import code_of, end_of

# The names of Open XML's parts in the ordinary form, which the strict one spells otherwise.
_SPACE = re.compile(
    rb"http://schemas\.openxmlformats\.org/((?:word|spreadsheet|presentation|drawing)ml|officeDocument)/2006"
)
LISTED, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
INCLUDING = b"http://www.w3.org/2001/XInclude"
LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (n + 1, b"&a%d;" % n * 10) for n in range(12)
)


def _declared(declaration: bytes, used: bytes) -> Callable[[str], bytes]:
    """Return what puts a document type before a main part and an entity into its first words."""

    def make(form: str) -> bytes:
        main = main_of(form)
        head, _, rest = main.partition(b"?>") if main.startswith(b"<?xml") else (b"", b"", main)
        at = rest.index(b">", rest.index(b"<") + 1) + 1
        declared = (head + b"?>" if head else b"") + declaration + rest[:at] + used + rest[at:]
        return with_main(form, declared)

    return make


def _write(change: Callable[[bytes], bytes]) -> Callable[[str], bytes]:
    return lambda form: with_main(form, change(main_of(form)))


def _parts(change: Callable[[str, dict[str, bytes]], dict[str, bytes]]) -> Callable[[str], bytes]:
    return lambda form: pack(change(form, parts_of(good(form))))


def _whole(change: Callable[[bytes], bytes]) -> Callable[[str], bytes]:
    return lambda form: change(good(form))


def _without(form: str, parts: dict[str, bytes], *names: str) -> dict[str, bytes]:
    return {name: content for name, content in parts.items() if name not in names}


def _swap_types(form: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Let each format call its main part a sheet's, a text's or a slide's by turns."""
    if form == "odt":
        return {**parts, "mimetype": b"application/vnd.oasis.opendocument.text-template"}
    types = parts["[Content_Types].xml"]
    return {
        **parts,
        "[Content_Types].xml": types.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"),
    }


def _link_to_itself(form: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Let every relation lead to the main part, which has the relations."""
    target = f'Target="/{MAIN[form]}"'.encode()
    return {
        name: b'Target="'.join(
            [chunk if n == 0 else target.removeprefix(b'Target="') + chunk[chunk.index(b'"') + 1 :]
             for n, chunk in enumerate(content.split(b'Target="'))]
        ) if name.endswith(".rels") and name != "_rels/.rels" else content
        for name, content in parts.items()
    }  # fmt: skip


def _link_abroad(form: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Let every picture and style be fetched from elsewhere."""
    return {
        name: content.replace(b"Target=\"", b"TargetMode=\"External\" Target=\"http://127.0.0.1:9/", 3)
        if name.endswith(".rels") and name != "_rels/.rels" else content
        for name, content in parts.items()
    }  # fmt: skip


def _entry(data: bytes, form: str) -> int:
    """Return where the directory's line of the main part begins."""
    return data.index(MAIN[form].encode(), data.index(LISTED)) - 46


def _wrong_sum(form: str) -> bytes:
    data = bytearray(good(form))
    data[_entry(bytes(data), form) + 16] ^= 0xFF
    return bytes(data)


def _other_name(form: str) -> bytes:
    data = bytearray(good(form))
    data[data.index(MAIN[form].encode())] ^= 0x20
    return bytes(data)


def _overlapping(form: str) -> bytes:
    """Return a package in which every part is the main part's bytes (in a directory that says so 400 times)."""
    data = pack(parts_of(good(form)) | {"x/large.xml": bytes(9_000_000)})
    at, end = data.index(LISTED), data.index(END)
    line = data[data.rindex(LISTED, 0, data.index(b"x/large.xml", at)) : end]
    lines = b"".join(line.replace(b"x/large.xml", b"x/%05d.xml" % n) for n in range(400))
    size, count = end - at + len(lines), len(parts_of(data)) + 400
    return data[:end] + lines + struct.pack("<4s4H2IH", END, 0, 0, count, count, size, at, 0)


BROKEN, UNSAFE = {"damaged", "unsupported"}, {"unsafe-xml"}
ANY = {"read", "damaged", "unsupported", "empty-file", "over-budget", "not-text"}
CASES: dict[str, tuple[Callable[[str], bytes], set[str]]] = {
    "billion-laughs": (_declared(LAUGHS + b"]>", b"&a12;"), UNSAFE),
    "quadratic-entity": (_declared(b"<!DOCTYPE x [<!ENTITY a '" + b"x" * 90_000 + b"'>]>", b"&a;" * 90_000), UNSAFE),
    "file-entity": (_declared(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"&a;"), UNSAFE),
    "web-entity": (_declared(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'http://127.0.0.1:9/a'>]>", b"&a;"), UNSAFE),
    "parameter-entity": (_declared(b"<!DOCTYPE x [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>", b""), UNSAFE),
    "outer-document-type": (_declared(b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>", b""), UNSAFE),
    "included-file": (
        _declared(b"", b"<i:include xmlns:i='%s' href='file:///etc/passwd' parse='text'/>" % INCLUDING),
        ANY,
    ),
    "style-sheet-instruction": (_declared(b"<?xml-stylesheet href='file:///etc/passwd'?>", b""), {"read"}),
    "utf-16": (_write(lambda xml: xml.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")), {"read"}),
    "utf-8-mark": (_write(lambda xml: b"\xef\xbb\xbf" + xml), {"read"}),
    "wrong-encoding": (_write(lambda xml: xml.replace(b"UTF-8", b"UTF-16", 1).replace(b"utf-8", b"UTF-16", 1)), ANY),
    "no-utf-8": (_write(lambda xml: xml.replace(b"a", b"\xe9\xff", 40)), {"damaged"}),
    "nuls": (_write(lambda xml: xml.replace(b"e", b"\0", 40)), {"damaged"}),
    "half-a-part": (_write(lambda xml: xml[: len(xml) // 2]), {"damaged"}),
    "empty-part": (_write(lambda _: b""), {"damaged"}),
    "words-for-a-part": (_write(lambda _: b"the plan"), {"damaged"}),
    "another-root": (_write(lambda _: b"<x/>"), ANY),
    "no-main-part": (_parts(lambda form, parts: _without(form, parts, MAIN[form])), {"damaged", "read", "empty-file"}),
    "no-relations": (_parts(lambda form, parts: _without(form, parts, "_rels/.rels", "META-INF/manifest.xml")), ANY),
    "no-types": (_parts(lambda form, parts: _without(form, parts, "[Content_Types].xml", "mimetype")), ANY),
    "only-types": (
        lambda form: pack({n: c for n, c in parts_of(good(form)).items() if n in ("mimetype", "[Content_Types].xml")}),
        BROKEN,
    ),
    "wrong-types": (_parts(_swap_types), ANY),
    "relations-in-a-circle": (_parts(_link_to_itself), ANY),
    "relations-abroad": (_parts(_link_abroad), ANY),
    "many-parts": (
        lambda form: pack(parts_of(good(form)) | {f"x/{n}": b"" for n in range(10_001)}), {"over-budget", "unsupported"}
    ),
    "bomb": (_parts(lambda _, parts: {**parts, "x/bomb.xml": bytes(30_000_000)}), {"over-budget"}),
    "bomb-as-main-part": (_write(lambda xml: xml + b" " * 30_000_000), {"over-budget"}),
    "part-that-leads-up": (_parts(lambda _, parts: {**parts, "../../up.xml": b"x"}), {"unsafe-package"}),
    "part-from-the-root": (_parts(lambda _, parts: {**parts, "/etc/passwd": b"x"}), {"unsafe-package"}),
    "part-on-a-drive": (_parts(lambda _, parts: {**parts, "C:\\x.xml": b"x"}), {"unsafe-package"}),
    "part-there-twice": (lambda form: pack(parts_of(good(form)), more=((MAIN[form], b"<x/>"),)), ANY),
    "password": (_whole(lambda data: set_field(data, LISTED, 8, 1, "H")), {"encrypted"}),
    "cut-in-two": (_whole(lambda data: data[: len(data) // 2]), {"damaged"}),
    "directory-cut": (_whole(lambda data: data[: data.index(END) - 20]), {"damaged"}),
    "directory-elsewhere": (_whole(lambda data: set_field(data, END, 16, 0xFFFFFF)), {"damaged"}),
    "directory-of-noise": (
        _whole(lambda data: data[: data.index(LISTED)] + b"\xa5" * 900 + data[data.index(END) :]), {"damaged"}
    ),
    "lines-before": (_whole(lambda data: b"\r\n\r\n" + data), ANY),
    "lines-behind": (_whole(lambda data: data + b"\r\n" * 40), ANY),
    "wrong-sum": (_wrong_sum, {"damaged"}),
    "other-name-beside-the-part": (_other_name, {"damaged"}),
    "overlapping-parts": (_overlapping, {"over-budget", "damaged", "read"}),
}  # fmt: skip


@pytest.mark.parametrize("form", OFFICE)
@pytest.mark.parametrize("case", CASES)
def test_a_hostile_package_ends_well(case: str, form: str, process: ReadingProcess) -> None:
    make, ends = CASES[case]
    assert code_of(end_of(process, f"{case}.{form}", make(form))) in ends


@pytest.mark.parametrize("form", OFFICE)
@pytest.mark.parametrize("case", ["utf-16", "utf-8-mark", "style-sheet-instruction"])
def test_the_writing_of_a_part_changes_nothing(case: str, form: str) -> None:
    changed = read_document(CASES[case][0](form), f"plan.{form}")
    assert changed.blocks == read_document(good(form), f"plan.{form}").blocks


@pytest.mark.parametrize("form", OFFICE)
@pytest.mark.parametrize(
    "case", ["file-entity", "web-entity", "outer-document-type", "included-file", "relations-abroad"]
)
def test_nothing_is_fetched_and_no_other_file_is_read(case: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a document had the network asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    try:
        document = read_document(CASES[case][0](form), f"plan.{form}")
    except DocumentError:
        return
    assert "root:" not in document.printed_text()


@pytest.mark.parametrize(
    ("form", "name"),
    [("docx", "word/vbaProject.bin"), ("xlsx", "xl/vbaProject.bin"), ("pptx", "ppt/vbaProject.bin")],
)
def test_macros_are_not_run_but_told_of(form: str, name: str, process: ReadingProcess) -> None:
    parts = parts_of(good(form)) | {name: b"Sub AutoOpen()"}
    plain, end = end_of(process, f"plan.{form}", good(form)), end_of(process, f"plan.{form}", pack(parts))
    assert isinstance(plain, Extraction)
    assert isinstance(end, Extraction)
    assert end.actions == plain.actions
    assert "macros" in {issue.code for issue in end.issues}


@pytest.mark.parametrize("form", OFFICE)
def test_a_stored_package_is_the_same_as_a_packed_one(form: str) -> None:
    stored = read_document(pack(parts_of(good(form)), zipfile.ZIP_STORED), f"plan.{form}")
    assert stored.blocks == read_document(good(form), f"plan.{form}").blocks


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        pytest.param(b"<!DOCTYPE html><html><body><p>Action plan</p></body></html>", "html", id="page"),
        pytest.param(b"Action plan of the council\n", "text", id="text"),
        pytest.param((FIXTURES / "bad" / "pdf" / "garbage_before.pdf").read_bytes(), "pdf", id="pdf"),
    ],
)
@pytest.mark.parametrize("form", OFFICE)
def test_content_wins_over_a_name_that_misleads(form: str, data: bytes, reader: str) -> None:
    document = read_document(data, f"plan.{form}")
    [remark] = [remark for remark in document.remarks if remark.code == "name-misleads"]
    assert remark.detail == f"it ends in .{form}, but the file is read as {reader}"
    assert "action plan" in document.printed_text().casefold()


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
@pytest.mark.parametrize("name", ["Id", "Target", "Type"])
def test_a_relation_that_lacks_what_it_needs_ends_well(form: str, name: str, process: ReadingProcess) -> None:
    parts = {
        part: content.replace(f' {name}="'.encode(), b' Lost="') if part.endswith(".rels") else content
        for part, content in parts_of(good(form)).items()
    }
    assert code_of(end_of(process, f"plan.{form}", pack(parts))) in ANY


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_the_strict_form_is_the_same_or_refused_by_name(form: str) -> None:
    parts = {
        name: _SPACE.sub(rb"http://purl.oclc.org/ooxml/\1", content) for name, content in parts_of(good(form)).items()
    }
    try:
        document = read_document(pack(parts), f"plan.{form}")
    except DocumentError as error:
        message = str(error)
    else:
        assert document.blocks == read_document(good(form), f"plan.{form}").blocks
        return
    assert "the strict form" in message


@pytest.mark.parametrize("form", OFFICE)
def test_a_part_that_nobody_prints_may_be_damaged_but_no_fault_of_ours(form: str, process: ReadingProcess) -> None:
    data = bytearray(pack({**parts_of(good(form)), "docProps/thumbnail.jpeg": b"a picture"}, zipfile.ZIP_STORED))
    data[data.index(b"a picture")] ^= 1
    assert code_of(end_of(process, f"plan.{form}", bytes(data))) in {"read", "damaged"}


def test_a_text_of_opendocument_that_asks_for_a_password_says_so(process: ReadingProcess) -> None:
    parts = parts_of(good("odt"))
    entry = b'manifest:full-path="content.xml"'
    lock = b'><manifest:encryption-data manifest:checksum="x"><manifest:algorithm/></manifest:encryption-data></'
    manifest = re.sub(rb"(<manifest:file-entry[^>]*" + entry + rb"[^>]*?)/>", rb"\1" + lock + rb"manifest:file-entry>",
                      parts["META-INF/manifest.xml"])  # fmt: skip
    assert manifest != parts["META-INF/manifest.xml"]
    locked = pack({**parts, "META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))})
    assert code_of(end_of(process, "plan.odt", locked)) == "encrypted"
