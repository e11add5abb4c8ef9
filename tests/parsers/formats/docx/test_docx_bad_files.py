"""Files that are broken, unsafe, locked or endless end with one line that says why; odd ones are read."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest

from normalise.errors import DocumentError
from parsers.budgets import BUDGETS
from parsers.formats.docx.reader import sniff_docx
from parsers.formats.registry import read_document
from tests.parsers.formats.docx.word_files import (
    NAMES,
    abstract,
    docx_of,
    level,
    lines,
    num,
    p,
    r,
    read,
    read_file,
    relations_of,
    tbl,
    tc,
    tr,
    zip_of,
)

DOCUMENT = "word/document.xml"
MAIN = {"_rels/.rels": relations_of([("r1", "officeDocument", DOCUMENT, "")])}


def refuse(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(data, "plan.docx")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("plan.docx: ")
    return caught.value


def packed(xml: str | bytes) -> bytes:
    return zip_of(MAIN | {DOCUMENT: xml})


def whole(body: str, *, before: str = "") -> str:
    return f"{before}<w:document {NAMES}><w:body>{body}</w:body></w:document>"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
LEAK = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        pytest.param(packed(whole(p("&b;"), before=BOMB)), "unsafe-xml", "entities", id="entity-bomb"),
        pytest.param(packed(whole(p("&a;"), before=LEAK)), "unsafe-xml", "entities", id="external-entity"),
        pytest.param(packed(whole(p("a"), before="<!DOCTYPE x>")), "unsafe-xml", "document type", id="doctype"),
        pytest.param(packed(whole(p("a"))[:-9]), "damaged", "no XML", id="cut-xml"),
        pytest.param(packed(whole(p("a\0b"))), "damaged", "no XML", id="nul"),
        pytest.param(packed(whole(p("a&#0;b"))), "damaged", "no XML", id="nul-by-number"),
        pytest.param(packed(b""), "damaged", "no XML", id="empty-part"),
        pytest.param(packed("<html/>"), "damaged", "no document", id="another-root"),
        pytest.param(packed(f"<w:document {NAMES}/>"), "damaged", "no text", id="no-body"),
        pytest.param(zip_of(MAIN | {"word/documents.xml": "<x/>"}), "damaged", "no main part", id="no-main-part"),
        pytest.param(zip_of(MAIN | {DOCUMENT: whole(""), "../x": "y"}), "unsafe-package", "outside", id="path"),
        pytest.param(packed(whole(p("a")))[:-40], "damaged", "ZIP directory", id="broken-directory"),
        pytest.param(packed(whole("<w:p>" + "<w:smartTag>" * 300 + "</w:smartTag>" * 300 + "</w:p>")),
                     "over-budget", "256", id="deep-inline"),
        pytest.param(docx_of("<w:tbl><w:tr><w:tc>" * 1000 + p("a") + "</w:tc></w:tr></w:tbl>" * 1000),
                     "over-budget", "256", id="thousand-nested-tables"),
        pytest.param(docx_of(tbl(tr(tc("a", '<w:gridSpan w:val="65534"/>')))), "over-budget", "columns", id="wide"),
        pytest.param(docx_of(tbl(tr("a", properties='<w:gridBefore w:val="65534"/>'))), "over-budget", "columns",
                     id="far-right"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_in_one_line(data: bytes, code: str, says: str) -> None:
    error = refuse(data)
    assert error.code == code
    assert says in str(error)


def test_an_unpacked_bomb_is_refused_before_it_is_unpacked() -> None:
    error = refuse(packed(whole(p("a" * 30_000_000))))
    assert error.code == "over-budget"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    few = BUDGETS["docx"]["cells"].__class__(20, "table cells", "Split the table")
    monkeypatch.setitem(BUDGETS, "docx", {**BUDGETS["docx"], "cells": few})
    assert len(read(tbl(*(tr("a", "b") for _ in range(10)))).blocks) == 1
    error = refuse(docx_of(tbl(*(tr("a", "b") for _ in range(11)))))
    assert (error.code, "table cells" in str(error)) == ("over-budget", True)
    many_tables = "".join(tbl(tr("a", "b")) for _ in range(11))
    assert refuse(docx_of(many_tables)).code == "over-budget"
    assert refuse(docx_of(tbl(tr(*"abc"), *(tr("a") for _ in range(9))))).code == "over-budget"


@pytest.mark.parametrize("deep", ["<w:sdt><w:sdtContent>", "<w:customXml><w:ins>", "<w:tbl><w:tr><w:tc>"])
def test_what_the_parser_lets_through_is_read_however_deep(deep: str) -> None:
    names = deep.strip("<>").split("><")
    ends = "".join(f"</{name}>" for name in reversed(names))
    times = 245 // len(names)
    document = read(deep * times + p("kept") + ends * times)
    assert document.printed_text() == "kept"
    inline = [name for name in names if name not in ("w:tbl", "w:tr", "w:tc")]
    if inline:
        start, end = "".join(f"<{name}>" for name in inline), "".join(f"</{name}>" for name in reversed(inline))
        assert read(p(start * 120 + r("kept") + end * 120)).printed_text() == "kept"


def test_an_encrypted_member_asks_for_a_password() -> None:
    data = bytearray(packed(whole(p("a"))))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        offsets = [info.header_offset for info in archive.infolist()]
        start = archive.start_dir
    for offset in offsets:
        data[offset + 6] |= 1
    while data[start : start + 4] == b"PK\x01\x02":
        data[start + 8] |= 1
        start += 46 + sum(struct.unpack("<HHH", data[start + 28 : start + 34]))
    assert refuse(bytes(data)).code == "encrypted"


def test_what_has_no_end_is_bounded() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = begin.replace("begin", "end")
    assert refuse(docx_of(p(begin * 200 + r("x") + end * 200))).code == "over-budget"
    based = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/></w:style>' for i in range(300)
    )
    assert lines(read("".join(p("x", f"s{i}") for i in range(300)), styles=based)) == ["x"] * 300
    long_text = abstract(0, level("custom", "%1 " * 5000).replace("<w:numFmt", f'<w:numFmt w:format="{"0" * 5000}"'))
    [item] = read(p("x", num=(1, 0)), numbering=long_text + num(1, 0)).iter_blocks()
    assert len(item.marker or "") < 1000


def test_includes_are_not_followed() -> None:
    include = '<xi:include href="file:///etc/passwd" parse="text"/>'
    assert read(p(r("a") + include) + include).printed_text() == "a"


def test_addresses_are_not_looked_up() -> None:
    data = docx_of(p("a"), related={"t": ("attachedTemplate", "http://example.invalid/x.dotm")})
    assert read_file(data).printed_text() == "a"


def test_parts_that_are_not_there_are_done_without() -> None:
    data = docx_of(
        p("Aims", "Heading1") + p("b", num=(1, 0)) + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
        related={"s": ("styles", "styles.xml"), "n": ("numbering", "gone.xml"), "h": ("header", "../../../etc/passwd")},
    )
    assert lines(read_file(data)) == ["# Aims", "b"]


def test_a_part_that_is_no_xml_ends_the_file_with_its_name() -> None:
    data = docx_of(p("a"), files={"word/bad.xml": "<w:styles"}, related={"s": ("styles", "bad.xml")})
    assert "word/bad.xml" in str(refuse(data))


def test_what_the_file_carries_is_told_and_not_opened() -> None:
    data = docx_of(
        p(r("Plan")) + '<w:altChunk r:id="c"/>',
        files={"word/vbaProject.bin": b"x", "word/embeddings/budget.xlsx": b"x", "word/chunk.html": "<p>no</p>"},
        related={"c": ("aFChunk", "chunk.html")},
    )
    document = read_file(data)
    assert document.printed_text() == "Plan"
    assert [(remark.code, remark.detail) for remark in document.remarks] == [
        ("macros", "vbaProject.bin"),
        ("embedded-files", "“budget.xlsx”, “chunk.html”"),
    ]


def test_properties_are_hints() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Response  plan </dc:title><dc:creator>Ash</dc:creator>'
        "<cp:keywords/></cp:coreProperties>"
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    rels = relations_of([("r1", "officeDocument", DOCUMENT, "")]).replace(
        "</Relationships>", f'<Relationship Id="c" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    )
    document = read_file(zip_of({"_rels/.rels": rels, DOCUMENT: whole(p("a")), "docProps/core.xml": core}))
    assert document.hints == (("title", "Response plan"), ("author", "Ash"))
    assert document.pages is None


def test_a_strict_file_is_read_like_any_other() -> None:
    body = p("Aims", "Heading1") + tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr("b", "c"))
    strict = docx_of(
        body, styles='<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    )
    with zipfile.ZipFile(BytesIO(strict)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    for old, new in (
        (b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"),
        (
            b"schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        members = {name: content.replace(old, new) for name, content in members.items()}
    assert str(read_file(zip_of(members))) == str(read_file(strict))


def test_a_part_may_be_in_another_encoding() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{whole(p("Café"))}'.encode("utf-16")
    assert read_file(packed(xml)).printed_text() == "Café"


def test_only_word_files_are_claimed() -> None:
    assert sniff_docx(docx_of(p("a")))
    assert not sniff_docx(zip_of({"xl/workbook.xml": "<x/>"}))
    assert not sniff_docx(b"word/document.xml")
