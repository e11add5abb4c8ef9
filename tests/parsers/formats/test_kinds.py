"""What a file is, is told by its own signature and parts: not by its name, nor by words somewhere in it."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Mapping

import pytest

from normalise.errors import DocumentError
from parsers.formats.kinds import KINDS, find_kind
from parsers.formats.mail_head import find_mail_form
from parsers.formats.registry import read_document

OPEN = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
LOOSE = f"{OPEN}/officeDocument/2006/relationships/officeDocument"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def zip_of(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def package(
    main: str, kind: str, *, relation: str = LOOSE, encoding: str = "utf-8", more: Mapping[str, bytes | str] = {}
) -> bytes:
    """Return a package of Open XML with one main part and what else is given."""
    types = (
        f'<?xml version="1.0" encoding="{encoding}"?><Types xmlns="{OPEN}/package/2006/content-types">'
        f'<Default Extension="xlsx" ContentType="{SHEET.removesuffix(".main+xml")}"/>'
        f'<Override ContentType="{kind}" PartName="/{main}"/></Types>'
    )
    relationships = (
        f'<Relationships xmlns="{OPEN}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="{main}"/></Relationships>'
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types.encode(encoding),
        "_rels/.rels": relationships.encode(encoding),
        main: "<x/>",
    }
    return zip_of(parts | dict(more))


def ole_of(*streams: str) -> bytes:
    """Return an OLE compound file whose directory, two sectors long, names the streams."""
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, kind) + bytes(61)
        for name, kind in entries
    ).ljust(1024, b"\0")
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<5H", header, 24, 62, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 48, 1)  # the directory begins in sector 1
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<3I", 0xFFFFFFFD, 2, 0xFFFFFFFE).ljust(512, b"\xff")
    return bytes(header) + fat + directory


def without_directory(data: bytes) -> bytes:
    return data[: data.index(b"PK\x01\x02")]


DOCX = package("word/document.xml", WORD)
XLSX = package("xl/workbook.xml", SHEET)
MAIL = b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n"
WEB_ARCHIVE = MAIL.replace(b"mixed", b"related")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        pytest.param(DOCX, "docx", id="docx"),
        pytest.param(package("word/document.xml", WORD, relation=STRICT), "docx", id="docx-strict"),
        pytest.param(package("word/document2.xml", WORD), "docx", id="docx-with-another-main-part"),
        pytest.param(package("w/main.xml", WORD), "docx", id="docx-in-another-folder"),
        pytest.param(package("word/document.xml", WORD, encoding="utf-16"), "docx", id="docx-in-utf-16"),
        pytest.param(
            package("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), "docx", id="docm"
        ),
        pytest.param(package("word/document.xml", WORD.replace(".document.main", ".template.main")), "docx", id="dotx"),
        pytest.param(
            package("word/document.xml", WORD, more={"word/embeddings/sheet.xlsx": XLSX, "xl/workbook.xml": "<x/>"}),
            "docx",
            id="docx-that-embeds-an-xlsx",
        ),
        pytest.param(XLSX, "xlsx", id="xlsx"),
        pytest.param(
            package("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "xlsx", id="xlsm"
        ),
        pytest.param(
            package("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsb", id="xlsb"
        ),
        pytest.param(package("ppt/presentation.xml", SLIDES), "pptx", id="pptx"),
        pytest.param(
            package("ppt/presentation.xml", "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"),
            "pptx",
            id="ppsm",
        ),
        pytest.param(zip_of({"[Content_Types].xml": "<Types/>", "FixedDocSeq.fdseq": ""}), "opc", id="xps"),
        pytest.param(without_directory(DOCX), "docx", id="docx-cut-short"),
        pytest.param(DOCX[:-30], "docx", id="docx-without-the-end-of-its-directory"),
        pytest.param(zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt", id="odt"),
        pytest.param(zip_of({"mimetype": "application/vnd.oasis.opendocument.text-template\n"}), "odt", id="ott"),
        pytest.param(zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods", id="ods"),
        pytest.param(zip_of({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "opendocument", id="odg"),
        pytest.param(zip_of({"mimetype": "application/epub+zip"}), "epub", id="epub"),
        pytest.param(zip_of({"Index/Document.iwa": b"", "preview.jpg": b""}), "iwork", id="pages"),
        pytest.param(zip_of({"plan.docx": DOCX}, zipfile.ZIP_STORED), "zip", id="zip-of-a-docx"),
        pytest.param(
            zip_of({"a.txt": "word/document.xml", "b.pdf": "%PDF-1.7"}, zipfile.ZIP_STORED), "zip", id="zip-of-a-pdf"
        ),
        pytest.param(zip_of({"a.txt": "a", "mimetype": "application/vnd.oasis.opendocument.text"}), "zip", id="late"),
        pytest.param(zip_of({}), "empty-zip", id="zip-of-nothing"),
        pytest.param(zip_of({"plans/": ""}), "empty-zip", id="zip-of-folders"),
        pytest.param(ole_of("WordDocument", "1Table"), "doc", id="doc"),
        pytest.param(ole_of("Workbook"), "xls", id="xls"),
        pytest.param(ole_of("Book"), "xls", id="xls-of-1995"),
        pytest.param(ole_of("Current User", "PowerPoint Document"), "ppt", id="ppt"),
        pytest.param(ole_of("EncryptionInfo", "EncryptedPackage"), "encrypted", id="docx-with-password"),
        pytest.param(ole_of("__properties_version1.0"), "msg", id="msg"),
        pytest.param(ole_of("MatOST"), "works", id="works"),
        pytest.param(ole_of("A", "B", "C", "D", "WordDocument"), "doc", id="name-in-the-second-sector"),
        pytest.param(ole_of("Contents") + b"WordDocument".ljust(512), "ole", id="ole-that-mentions-word"),
        pytest.param(b"{\\rtf1\\ansi plan}", "rtf", id="rtf"),
        pytest.param(b"<html><p>%PDF-1.4", "html", id="page-that-mentions-pdf"),
        pytest.param("<!DOCTYPE html><p>Plan".encode("utf-16"), "html", id="page-in-utf-16"),
        pytest.param("<!DOCTYPE html><p>Plan".encode("utf-16-be"), "html", id="page-in-utf-16-unmarked"),
        pytest.param("<html><p>Plan".encode("utf-16-le"), "html", id="page-in-utf-16-unmarked-little"),
        pytest.param(b"<!-- a > b -->" * 400 + b"<!--[if IE]><p><![endif]-->\n<html>", "html", id="behind-comments"),
        pytest.param(b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x">', "html", id="xhtml"),
        pytest.param(b'<?xml version="1.0"?><plan/>', "xml", id="xml"),
        pytest.param(MAIL, "mail", id="eml"),
        pytest.param(b"From a@example.org Mon\n" + MAIL.replace(b"\r\n", b"\n"), "mail", id="eml-of-a-mail-box"),
        pytest.param(WEB_ARCHIVE, "mhtml", id="mht"),
        pytest.param(gzip.compress(b"%PDF-1.7"), "gzip", id="gzip"),
        pytest.param(b"Content-Type: application/pdf\n\n%PDF-1.4\n", "pdf", id="pdf-behind-lines"),
        pytest.param(b"\xffWPC" + bytes(100), "wordperfect", id="wordperfect"),
    ],
)
def test_a_kind_is_told_by_content(data: bytes, form: str) -> None:
    kind = find_kind(data)
    assert kind is not None
    assert kind.form == form


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"Action plan\n", id="words"),
        pytest.param(b"MIME types\n", id="a-word-like-a-signature"),
        pytest.param(b"From: Chief Executive\nTo: Cabinet\nDate: 3 March\n\nThe plan", id="memorandum"),
        pytest.param(b"<b>Plan</b>\n<table><tr><td>1</table>", id="text-with-marks"),
        pytest.param("Plan of Ŵ".encode("utf-16"), id="text-in-utf-16"),
        pytest.param(b"PK is no signature", id="letters"),
        pytest.param(b"<!-- never closed", id="comment-never-closed"),
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(64), id="nuls"),
    ],
)
def test_text_has_no_kind(data: bytes) -> None:
    assert find_kind(data) is None


def test_kinds_have_one_short_word_each_and_a_cure_in_one_line() -> None:
    assert len({kind.form for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.cure
        assert not kind.cure.endswith(".")
        assert "\n" not in kind.cure


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(ole_of("__properties_version1.0"), "an Outlook message (MSG)", id="msg"),
        pytest.param(zip_of({"Index/Document.iwa": b"", "preview.jpg": b""}), "an Apple iWork file", id="pages"),
        pytest.param(ole_of("EncryptedPackage"), "a password-protected Office file", id="encrypted"),
        pytest.param(zip_of({"mimetype": "application/epub+zip"}), "an e-book", id="epub"),
    ],
)
def test_a_kind_that_is_not_read_is_named_with_a_cure(data: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=r"plan\.docx: looks like") as caught:
        read_document(data, "plan.docx")
    assert caught.value.code == "unsupported"
    assert says in str(caught.value)
    assert str(caught.value).count(". ") == 1


@pytest.mark.parametrize("form", ["docx", "ole"])
def test_a_spoiled_signature_is_looked_through_and_ends(form: str) -> None:
    data = bytearray(DOCX if form == "docx" else ole_of("WordDocument"))
    for at in range(8, len(data), 3):
        spoiled = bytes(data[:at]) + b"\xff\x00\xff\xff" + bytes(data[at + 4 :])
        assert find_kind(spoiled) is not None


def test_a_directory_in_a_circle_ends() -> None:
    data = bytearray(ole_of("Contents"))
    struct.pack_into("<I", data, 512 + 4, 1)  # the sector of the directory follows itself
    kind = find_kind(bytes(data))
    assert kind is not None
    assert kind.form == "ole"


def test_a_directory_of_a_million_members_is_not_read() -> None:
    line = b"PK\x01\x02" + bytes(42)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(line) * 200_000, 30, 0)
    kind = find_kind(b"PK\x03\x04" + bytes(26) + line * 200_000 + end)
    assert kind is not None
    assert kind.form == "zip"


@pytest.mark.parametrize("start", [b"<", b"<!--", b"<?", b"<!-- --", b"\0<", b"A:b\n", b"<html", b" ", b"%PDF-"])
def test_long_beginnings_are_looked_at_quickly(start: bytes) -> None:
    find_kind(start * 200_000)
    find_mail_form(start * 200_000)


@pytest.mark.parametrize("piece", [b"<Override ", b"<Override PartName='", b"<Relationship Type=", b"Target='a' "])
def test_long_lists_of_parts_are_looked_at_quickly(piece: bytes) -> None:
    kind = find_kind(zip_of({"[Content_Types].xml": piece * 50_000, "_rels/.rels": piece * 50_000}))
    assert kind is not None
    assert kind.form == "opc"
