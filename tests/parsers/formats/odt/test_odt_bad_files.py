"""Files that are no OpenDocument text as they should be: each ends in one line that says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from normalise.errors import DocumentError
from parsers.formats.odt import READER
from tests.parsers.formats.odt.odt_files import MANIFEST, MEDIA_TYPE, content_of, flat, odt, pack, paragraph, read

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ENCRYPTED = MANIFEST.replace("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")
PLAN = content_of(paragraph("Plan"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(pack({"content.xml": BOMB + PLAN}), "unsafe-xml", id="entity-bomb"),
        pytest.param(pack({"content.xml": OUTSIDE + PLAN}), "unsafe-xml", id="entity-from-a-file"),
        pytest.param(odt(paragraph("Plan"), styles=BOMB + "<x/>"), "unsafe-xml", id="bomb-in-styles"),
        pytest.param(pack({"content.xml": "<office:document"}), "damaged", id="no-xml"),
        pytest.param(pack({"content.xml": "<x/>"}), "damaged", id="no-text"),
        pytest.param(pack({"styles.xml": "<x/>"}), "damaged", id="no-content"),
        pytest.param(pack({"content.xml": ""}), "damaged", id="empty-content"),
        pytest.param(pack({"content.xml": PLAN, "../outside.xml": "x"}), "unsafe-package", id="traversal"),
        pytest.param(pack({"content.xml": PLAN, "x.xml": b"0" * 60_000_000}), "over-budget", id="zip-bomb"),
        pytest.param(pack({"content.xml": b"x", "META-INF/manifest.xml": ENCRYPTED}), "encrypted", id="password"),
        pytest.param(pack({"encrypted-package": b"x"}), "encrypted", id="password-for-the-whole-package"),
        pytest.param(odt(paragraph("Plan"))[:-60], "damaged", id="cut"),
        pytest.param(odt(""), "empty-file", id="nothing"),
        pytest.param(odt(paragraph("  ") + "<text:soft-page-break/>"), "empty-file", id="only-a-page-end"),
        pytest.param(
            flat(paragraph("Plan")).replace(b"<office:document ", BOMB.encode() + b"<office:document ", 1),
            "unsafe-xml",
            id="flat-bomb",
        ),
        pytest.param(flat(paragraph("Plan"))[:-30], "damaged", id="flat-cut"),
    ],
)
def test_a_bad_file_ends_in_one_line(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_a_member_whose_bytes_are_spoiled_is_damage() -> None:
    data = bytearray(odt(paragraph("Plan " * 2_000)))
    at = data.index(b"content.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(DocumentError) as caught:
        read(bytes(data))
    assert caught.value.code == "damaged"


def test_properties_that_are_no_xml_spoil_nothing() -> None:
    assert read(odt(paragraph("Plan"), **{"meta.xml": "<broken"})).printed_text() == "Plan"


@pytest.mark.parametrize(
    ("data", "is_claimed"),
    [
        pytest.param(odt(paragraph("Plan")), True, id="package"),
        pytest.param(flat(paragraph("Plan")), True, id="flat"),
        pytest.param(flat("", mime="application/vnd.oasis.opendocument.spreadsheet"), False, id="flat-sheet"),
        pytest.param(b"Plan " + MEDIA_TYPE.encode(), False, id="words"),
        pytest.param(b'<?xml version="1.0"?><plan/>', False, id="xml"),
    ],
)
def test_a_file_is_claimed_by_what_it_holds(data: bytes, is_claimed: bool) -> None:
    assert READER.sniff(data) is is_claimed


def test_a_word_document_that_holds_a_text_is_left_to_its_own_reader() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")
        archive.writestr("word/embeddings/plan.odt", odt(paragraph("Plan")))
    assert not READER.sniff(buffer.getvalue())
