"""A file is read by what it holds, never by its name."""

from __future__ import annotations

import io
import zipfile

import pytest

from normalise.errors import DocumentError
from parsers.document import Document
from parsers.formats import registry
from parsers.formats.registry import Reader, read_document, readers
from parsers.formats.text import READER


def _zip(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return buffer.getvalue()


def test_the_text_reader_is_found_in_the_folder() -> None:
    assert "text" in [reader.name for reader in readers()]
    assert len({reader.name for reader in readers()}) == len(readers())


def test_the_name_of_a_file_does_not_say_what_it_is() -> None:
    assert read_document(b"Action plan\n", "plan.pdf").media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF file", id="pdf"),
        pytest.param(b"\r\njunk\n%PDF-1.4", "a PDF file", id="pdf-behind-junk"),
        pytest.param(_zip("[Content_Types].xml", "word/document.xml"), "a Word document", id="docx"),
        pytest.param(_zip("xl/workbook.xml"), "an Excel workbook", id="xlsx"),
        pytest.param(_zip("ppt/presentation.xml"), "a PowerPoint presentation", id="pptx"),
        pytest.param(_zip("notes.txt"), "a ZIP archive", id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old Office file", id="doc"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a PNG image", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "a JPEG image", id="jpeg"),
        pytest.param(b"{\\rtf1\\ansi plan}", "a rich text file", id="rtf"),
        pytest.param(b"\xef\xbb\xbf <!DOCTYPE html><p>plan", "a web page", id="html"),
        pytest.param(b"<!-- saved -->\n<HTML lang=en>", "a web page", id="html-behind-comment"),
        pytest.param("\ufeff<html>".encode("utf-16-le"), "a web page", id="html-in-utf-16"),
        pytest.param(b'<?xml version="1.0"?><plan/>', "an XML file", id="xml"),
        pytest.param(b"SQLite format 3\0" + bytes(64), "an SQLite database", id="sqlite"),
    ],
)
def test_a_format_that_is_not_read_yet_is_named(data: bytes, looks_like: str) -> None:
    claims = [reader.name for reader in readers() if reader.sniff(data)]
    if claims:
        pytest.skip(f"read by now, by {claims[0]}")
    with pytest.raises(DocumentError) as caught:
        read_document(data, "plan.txt")
    assert caught.value.code == "unsupported"
    assert str(caught.value).startswith(f"plan.txt: looks like {looks_like}")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty-file", id="no-bytes"),
        pytest.param(b" \n\t\r\n\f \xc2\xa0\n", "empty-file", id="white-space-only"),
        pytest.param(b"\x01\x02\x03\x04" * 100, "not-text", id="binary"),
        pytest.param(b"caf\x81\x8d", "undecodable", id="undecodable"),
    ],
)
def test_a_file_without_text_is_refused_in_one_line_that_names_it(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(data, "plan.txt")
    assert caught.value.code == code
    assert str(caught.value).startswith("plan.txt: ")
    assert "\n" not in str(caught.value)


def _reader(name: str, *, claims: bool) -> Reader:
    return Reader(name, (), lambda _: claims, lambda _, name, _settings: Document(name, "text/plain", ()))


def test_two_readers_that_claim_a_file_are_both_named() -> None:
    with pytest.raises(DocumentError, match="claimed by two readers, one and two") as caught:
        registry._choose_reader(b"plan", (_reader("one", claims=True), _reader("two", claims=True)))
    assert caught.value.code == "ambiguous-format"


def test_a_file_that_no_reader_claims_is_unsupported() -> None:
    with pytest.raises(DocumentError) as caught:
        registry._choose_reader(b"plan", (_reader("one", claims=False),))
    assert caught.value.code == "unsupported"


@pytest.mark.parametrize("name", ["plan.pdf", "plan.DOCX", "old/plan.xls"])
def test_a_name_that_promises_another_format_is_remarked_on(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = Reader(
        "pdf", (), lambda _: False, lambda _, name, _settings: Document(name, "application/pdf", ()), (".pdf",)
    )
    monkeypatch.setattr(registry, "readers", lambda: (pdf, READER))
    [remark] = read_document(b"Action plan\n", name).remarks
    assert remark.code == "name-misleads"
    assert remark.detail == f"it ends in {name[name.index('.') :].lower()}, but the file is read as text"


@pytest.mark.parametrize("name", ["plan.txt", "plan.MD", "plan", "plan.2031", "plan.html", ".pdf"])
def test_a_name_that_promises_nothing_else_is_not_remarked_on(name: str) -> None:
    assert read_document(b"Action plan\n", name).remarks == ()
