"""Well-formed files whose contents are absurd: nested, spread, repeated, counted or styled beyond sense."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from ingest.isolate import ReadingProcess
from normalise.errors import DocumentError
from parsers.formats.registry import read_document
from tests.parsers.formats.hostile.making import OASIS, R, S, W, docx, frame, odt, pptx, xlsx
from tests.parsers.formats.hostile.reading import code_of, end_of

HUGE = 999_999_999_999
P, CELL = "<w:p><w:r><w:t>Plan</w:t></w:r></w:p>", "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
W_SPAN = "<w:tc><w:tcPr><w:gridSpan w:val='{0}'/></w:tcPr><w:p/></w:tc>"
DEEP_ITEM = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{HUGE}"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2.%99."/></w:lvl><w:numStyleLink w:val="L"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
O_P, O_CELL = "<text:p>Plan</text:p>", "<table:table-cell><text:p>x</text:p></table:table-cell>"


def _styles(*based_on: tuple[str, str]) -> str:
    lines = (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{above}"/>'
        f'<w:next w:val="{above}"/><w:link w:val="{above}"/></w:style>'
        for name, above in based_on
    )
    return f'<w:styles xmlns:w="{W}">{"".join(lines)}</w:styles>'


def _styled(name: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>'


def _nested(opening: str, closing: str, inside: str, depth: int = 1_000) -> str:
    return opening * depth + inside + closing * depth


def _sheet(rows: str, around: str = "") -> bytes:
    return xlsx(f"<sheetData>{rows}</sheetData>{around}")


W_TABLE = ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>")
O_TABLE = ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>")
H_TABLE = ("<table><tr><td>", "</td></tr></table>")
GROUP = (
    '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="2" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>',
    "</p:grpSp>",
)
A_CELL = "<a:tc{0}><a:txBody><a:bodyPr/><a:p><a:r><a:t>x</a:t></a:r></a:p></a:txBody></a:tc>"

DOCX: dict[str, Callable[[], bytes]] = {
    "tables-in-tables": lambda: docx(_nested(*W_TABLE, P)),
    "tables-in-tables-60": lambda: docx(_nested(*W_TABLE, P, 60)),
    "controls-in-controls": lambda: docx(_nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", P)),
    "fields-in-fields": lambda: docx(
        "<w:p>" + _nested("<w:fldSimple w:instr='REF x'>", "</w:fldSimple>", "", 200) + f"</w:p>{P}"
    ),
    "fields-never-closed": lambda: docx(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + f"</w:p>{P}"
    ),
    "boxes-in-boxes": lambda: docx(
        _nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", P, 40)
    ),
    "spans-over-everything": lambda: docx(f"<w:tbl>{f'<w:tr>{W_SPAN.format(65_534)}</w:tr>' * 1_000}</w:tbl>"),
    "a-span-of-a-billion": lambda: docx(f"<w:tbl><w:tr>{W_SPAN.format(HUGE)}</w:tr></w:tbl>{P}"),
    "a-gap-of-a-billion": lambda: docx(
        f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='{HUGE}'/><w:gridAfter w:val='{HUGE}'/></w:trPr>"
        f"{CELL}</w:tr></w:tbl>"
    ),
    "a-million-columns": lambda: docx(
        f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 300_000}</w:tblGrid><w:tr>{CELL}</w:tr></w:tbl>"
    ),
    "a-row-of-many-cells": lambda: docx(f"<w:tbl><w:tr>{CELL * 30_000}</w:tr></w:tbl>"),
    "many-rows": lambda: docx(f"<w:tbl>{f'<w:tr>{CELL * 5}</w:tr>' * 60_000}</w:tbl>"),
    "joined-downwards-for-ever": lambda: docx(
        "<w:tbl>" + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 20_000 + "</w:tbl>" + P
    ),
    "styles-in-a-circle": lambda: docx(_styled("A") * 50, styles=_styles(("A", "B"), ("B", "C"), ("C", "A"))),
    "a-style-of-itself": lambda: docx(_styled("A"), styles=_styles(("A", "A"))),
    "a-long-line-of-styles": lambda: docx(
        _styled("S0") * 500, styles=_styles(*((f"S{n}", f"S{n + 1}") for n in range(6_000)))
    ),
    "numbers-beyond-sense": lambda: docx(DEEP_ITEM.format(0) * 20 + DEEP_ITEM.format(HUGE), numbering=NUMBERING),
    "levels-below-nothing": lambda: docx(DEEP_ITEM.format(-7) + DEEP_ITEM.format("x"), numbering=NUMBERING),
    "sizes-beyond-sense": lambda: docx(
        f'<w:p><w:r><w:rPr><w:sz w:val="{HUGE}"/><w:color w:val="zzz"/><w:shd w:fill="-1"/></w:rPr>'
        "<w:t>x</w:t></w:r></w:p>"
    ),
    "bookmarks-and-revisions-crossed": lambda: docx(
        "<w:p><w:bookmarkEnd w:id='9'/><w:ins><w:del><w:ins><w:r><w:t>x</w:t><w:delText>y</w:delText></w:r></w:ins>"
        "</w:del></w:ins>"
        "<w:moveTo/><w:commentRangeEnd w:id='x'/><w:r><w:footnoteReference w:id='77'/></w:r></w:p>"
    ),
    "many-empty-paragraphs": lambda: docx("<w:p/>" * 200_000 + P),
    "one-paragraph-of-many-runs": lambda: docx(f"<w:p>{'<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>' * 60_000}</w:p>"),
    "one-word-without-end": lambda: docx(f"<w:p><w:r><w:t>{'x' * 5_000_000}</w:t></w:r></w:p>"),
    "an-unknown-space": lambda: docx("<x:p xmlns:x='urn:x'><x:y/></x:p>" + P),
}
ODT: dict[str, Callable[[], bytes]] = {
    "tables-in-tables": lambda: odt(_nested(*O_TABLE, O_P)),
    "tables-in-tables-40": lambda: odt(_nested(*O_TABLE, O_P, 40)),
    "lists-in-lists": lambda: odt(_nested("<text:list><text:list-item>", "</text:list-item></text:list>", O_P)),
    "sections-in-sections": lambda: odt(_nested("<text:section>", "</text:section>", O_P, 200)),
    "spans-in-spans": lambda: odt(f"<text:p>{_nested('<text:span>', '</text:span>', 'x', 200)}</text:p>"),
    "columns-repeated": lambda: odt(
        f"<table:table><table:table-column table:number-columns-repeated='{HUGE}'/><table:table-row>"
        f"<table:table-cell table:number-columns-repeated='{HUGE}'><text:p>x</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    ),
    "rows-repeated": lambda: odt(
        f"<table:table><table:table-row table:number-rows-repeated='1048576'>{O_CELL * 16}</table:table-row>"
        "</table:table>"
    ),
    "empty-rows-repeated": lambda: odt(
        f"<table:table><table:table-row>{O_CELL}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
    ),
    "spans-over-everything": lambda: odt(
        "<table:table>"
        + (
            '<table:table-row><table:table-cell table:number-columns-spanned="65534" table:number-rows-spanned="65534">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        )
        * 500
        + "</table:table>"
    ),
    "blanks-repeated": lambda: odt(f'<text:p>Plan<text:s text:c="{HUGE}"/>x</text:p>'),
    "tabs-without-end": lambda: odt(f"<text:p>{'<text:tab/>' * 100_000}x</text:p>"),
    "numbers-beyond-sense": lambda: odt(
        f'<text:list text:style-name="L"><text:list-item text:start-value="{HUGE}"><text:p>x</text:p></text:list-item>'
        '<text:list-item text:start-value="-5"><text:p>y</text:p></text:list-item></text:list>',
        f'<text:list-style xmlns:text="{OASIS}:text:1.0" style:name="L">'
        '<text:list-level-style-number text:level="99999" '
        'text:start-value="99999999999" text:display-levels="500" style:num-format="I"/></text:list-style>',
    ),
    "styles-in-a-circle": lambda: odt(
        '<text:p text:style-name="A">Plan</text:p>' * 50,
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>',
    ),
    "a-long-line-of-styles": lambda: odt(
        '<text:p text:style-name="S0">Plan</text:p>' * 300,
        "".join(
            f'<style:style style:name="S{n}" style:family="paragraph" style:parent-style-name="S{n + 1}"/>'
            for n in range(5_000)
        ),
    ),
    "headings-below-nothing": lambda: odt(
        "<text:h text:outline-level='-3'>x</text:h><text:h text:outline-level='1e9'>y</text:h>"
    ),
}
XLSX: dict[str, Callable[[], bytes]] = {
    "a-million-rows": lambda: _sheet(
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 400_000))
    ),
    "the-last-cell": lambda: _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "far-corners": lambda: _sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>3</v></c></row>'
    ),
    "cells-beyond-the-sheet": lambda: _sheet(f'<row r="{HUGE}"><c r="ZZZZZ{HUGE}"><v>1</v></c></row>'),
    "cells-without-names": lambda: _sheet("<row><c><v>1</v></c><c r=''><v>2</v></c><c r='1A'><v>3</v></c></row>"),
    "rows-turned-round": lambda: _sheet(
        '<row r="9"><c r="B9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    ),
    "joined-over-everything": lambda: _sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<mergeCells count="3"><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:XFD1"/><mergeCell ref="B2:A1"/>'
        "</mergeCells>",
    ),
    "joined-many-times": lambda: _sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:C{n + 5}"/>' for n in range(1, 30_000)) + "</mergeCells>",
    ),
    "a-size-that-lies": lambda: xlsx(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    ),
    "words-not-there": lambda: _sheet(
        f'<row r="1"><c r="A1" t="s"><v>{HUGE}</v></c><c r="B1" t="s"><v>-1</v></c></row>'
    ),
    "styles-not-there": lambda: _sheet(f'<row r="1"><c r="A1" s="{HUGE}"><v>1</v></c></row>'),
    "dates-beyond-sense": lambda: _sheet(
        "".join(
            f'<row r="{n}"><c r="A{n}" s="1"><v>{value}</v></c></row>'
            for n, value in enumerate(("1e300", "-5", "NaN", "inf", "x"), 1)
        )
    ),
    "dates-of-no-calendar": lambda: _sheet('<row r="1"><c r="A1" t="d"><v>2024-13-45T99:00</v></c></row>'),
    "words-without-end": lambda: _sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 2_000_000}</t></is></c></row>'
    ),
    "columns-beyond-sense": lambda: xlsx(
        f'<cols><col min="1" max="{HUGE}" width="1e99" hidden="1"/></cols>'
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    ),
    "sheets-without-number": lambda: xlsx(
        "<sheetData/>",
        workbook=f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
        + "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 1_000))
        + "</sheets></workbook>",
    ),
    "formats-beyond-sense": lambda: xlsx(
        '<sheetData><row r="1"><c r="A1" s="0"><v>45000</v></c></row></sheetData>',
        styles=f'<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="164" '
        f'formatCode="{"[Red][>1]d;" * 3_000}"/></numFmts>'
        '<cellXfs><xf numFmtId="164" fontId="99" fillId="-1"/></cellXfs></styleSheet>',
    ),
}
GRID, ROW = '<a:tblGrid><a:gridCol w="1"/></a:tblGrid>', '<a:tr h="1">'
PPTX: dict[str, Callable[[], bytes]] = {
    "groups-in-groups": lambda: pptx(_nested(*GROUP, "")),
    "groups-in-groups-60": lambda: pptx(_nested(*GROUP, "", 60)),
    "spans-over-everything": lambda: pptx(frame(GRID + ROW + A_CELL.format(' gridSpan="65534"') + "</a:tr>")),
    "a-span-of-a-billion": lambda: pptx(frame(GRID + ROW + A_CELL.format(f' rowSpan="{HUGE}"') + "</a:tr>")),
    "a-million-columns": lambda: pptx(frame(f"<a:tblGrid>{'<a:gridCol/>' * 100_000}</a:tblGrid>")),
    "rows-without-cells": lambda: pptx(frame("<a:tblGrid/>" + '<a:tr h="1"/>' * 1_000)),
    "a-row-of-many-cells": lambda: pptx(frame(GRID + ROW + A_CELL.format("") * 20_000 + "</a:tr>")),
    "shapes-without-anything": lambda: pptx("<p:sp/><p:pic/><p:cxnSp/><p:graphicFrame/><p:contentPart/>"),
    "many-shapes": lambda: pptx(
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:p><a:r><a:t>x</a:t></a:r></a:p></p:txBody></p:sp>" * 5_000
    ),
}


def _page(body: str) -> Callable[[], bytes]:
    page = f"<!DOCTYPE html><html><head><title>Plan</title></head><body>{body}</body></html>"
    return page.encode


HTML: dict[str, Callable[[], bytes]] = {
    "tables-in-tables": _page(_nested(*H_TABLE, "x")),
    "tables-in-tables-60": _page(_nested(*H_TABLE, "x", 60)),
    "boxes-in-boxes": _page("<div>" * 100_000 + "x"),
    "lists-in-lists": _page("<ul><li>" * 5_000 + "x"),
    "words-in-words": _page("<b><i>" * 20_000 + "x"),
    "spans-over-everything": _page("<table>" + "<tr><td rowspan=65534 colspan=1000>x</td></tr>" * 1_000 + "</table>"),
    "spans-of-nothing": _page("<table><tr><td rowspan=0 colspan=0>x<td colspan=-5>y<td colspan=1e9>z</table>"),
    "a-span-of-a-billion": _page(f"<table><tr><td colspan={HUGE} rowspan={HUGE}>x</td></tr></table>"),
    "many-cells": _page("<table>" + "<tr>" + "<td>x" * 300_000 + "</table>"),
    "many-rows": _page("<table>" + "<tr><td>x<td>y" * 150_000 + "</table>"),
    "numbers-beyond-sense": _page(
        f"<ol start={HUGE} type=I><li value=1e99>x<li value={'9' * 5_000}>y</ol><ol reversed start=-1><li>z</ol>"
    ),
    "names-for-ever": _page("<p " + "a=1 " * 100_000 + ">x</p>"),
    "a-name-without-end": _page(f"<p class='{'a ' * 500_000}'>x</p>"),
    "styles-for-ever": _page("<style>" + "p.a, " * 100_000 + "p{color:red}" + "</style><p class=a>x"),
    "styles-in-styles": _page("<style>" + "@media x{" * 20_000 + "</style><p>x"),
    "a-style-without-end": _page(
        f"<p style='{'color:red;' * 100_000}'>x</p><p style='background:{'(' * 50_000}'>y</p>"
    ),
    "marks-never-closed": _page("<p><!--" * 50_000),
    "half-marks": _page("<" * 500_000),
    "signs-by-name": _page("&amp;&#0;&#x110000;&#xD800;&nope;" * 20_000),
    "nuls": lambda: b"<!DOCTYPE html><p>Pl\0an</p>\0<table>\0<tr><td>x\0</table>",
    "no-utf-8": lambda: b"<!DOCTYPE html><meta charset=utf-8><p>Pl\xe4n\xff\xfe\x80</p>",
    "an-unknown-encoding": lambda: b"<!DOCTYPE html><meta charset=nope-8><p>Plan</p>",
    "utf-7": lambda: b"<!DOCTYPE html><meta charset=utf-7><p>+ADw-script+AD4-</p>",
    "cut-utf-16": lambda: "<!DOCTYPE html><p>Plan</p>".encode("utf-16")[:-1],
    "entities-declared": lambda: b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;&b;</p>",
    "fetching": _page(
        "<base href='http://127.0.0.1:9/'><link rel=stylesheet href='file:///etc/passwd'>"
        "<img src='http://127.0.0.1:9/a'><iframe src='file:///etc/passwd'></iframe><object data='/etc/passwd'></object>"
        "<style>@import 'http://127.0.0.1:9/'</style>x"
    ),
    "a-page-of-frames": lambda: b"<html><frameset cols=1><frame src=a></frameset></html>",
    "xml-of-a-page": lambda: (
        b"<?xml version='1.0'?><!DOCTYPE html SYSTEM 'http://127.0.0.1:9/x.dtd'><html><body>x</body></html>"
    ),
}
CSV: dict[str, Callable[[], bytes]] = {
    "commas-for-ever": lambda: b"Action,Owner,When\n" + b"," * 1_000_000,
    "quotes-never-closed": lambda: b'Action,Owner\n"' + b"x,y\n" * 50_000,
    "quotes-for-ever": lambda: b"Action,Owner\n" + b'"' * 500_001,
    "many-rows": lambda: b"Action,Owner\n" + b"x,y\n" * 100_000,
    "nuls": lambda: b"Action,Owner\nx\0,y\n" * 50,
    "formulas": lambda: b"Action,Owner\n=cmd|'/c calc'!A1,@SUM(1)\n+1,-1\n",
    "ragged": lambda: b"Action,Owner\n" + b"".join(b"x" + b"," * n + b"\n" for n in range(700)),
    "line-ends-of-three-kinds": lambda: b"Action,Owner\r\nx,y\rz,w\n\r\na,b",
    "utf-16": lambda: "Action,Owner,When\nDig,Head of Parks,May 2026\n".encode("utf-16"),
}
TXT: dict[str, Callable[[], bytes]] = {
    "labels-beside-labels": lambda: b"Lead: x  " * 60_000,
    "labels-over-labels": lambda: b"Action\n\nOwner\n\nDeadline\n\n" * 8_000,
    "headers-over-what-fits-none": lambda: (
        (b"Ref\nAction\nOwner\nTimescale\nStatus\n\n" + b"a plan\n" * 8 + b"\n") * 400
    ),
    "a-sentence-without-end": lambda: b"this plan was approved by " * 20_000,
    "acronyms-that-stand-for-acronyms": lambda: b"SLT stands for " * 20_000,
    "strokes": lambda: b"a | b | c\n" * 20_000,
}
FORMATS = {"txt": TXT, "docx": DOCX, "odt": ODT, "xlsx": XLSX, "pptx": PPTX, "html": HTML, "csv": CSV}
ALL = [pytest.param(form, case, id=f"{form}-{case}") for form, cases in FORMATS.items() for case in cases]
# Whatever ends it names its defect; a budget names itself.
ENDS = {"read", "over-budget", "damaged", "empty-file", "unsafe-xml", "not-text", "undecodable", "too-nested"}


@pytest.mark.parametrize(("form", "case"), ALL)
def test_absurd_contents_end_well(form: str, case: str, process: ReadingProcess) -> None:
    assert code_of(end_of(process, f"{case}.{form}", FORMATS[form][case]())) in ENDS


@pytest.mark.parametrize(
    ("form", "case", "text"),
    [
        pytest.param("docx", "styles-in-a-circle", "Plan", id="docx-styles"),
        pytest.param("docx", "a-long-line-of-styles", "Plan", id="docx-long-line"),
        pytest.param("docx", "an-unknown-space", "Plan", id="docx-unknown"),
        pytest.param("docx", "tables-in-tables-60", "Plan", id="docx-tables"),
        pytest.param("odt", "styles-in-a-circle", "Plan", id="odt-styles"),
        pytest.param("xlsx", "rows-turned-round", "2", id="xlsx-rows"),
        pytest.param("xlsx", "a-size-that-lies", "1", id="xlsx-size"),
        pytest.param("html", "spans-of-nothing", "z", id="html-spans"),
        pytest.param("html", "nuls", "x", id="html-nuls"),
        pytest.param("html", "fetching", "x", id="html-fetching"),
        pytest.param("csv", "utf-16", "Head of Parks", id="csv-utf-16"),
        pytest.param("csv", "line-ends-of-three-kinds", "w", id="csv-lines"),
    ],
)
def test_what_can_be_read_is_read(form: str, case: str, text: str) -> None:
    assert text in read_document(FORMATS[form][case](), f"plan.{form}").printed_text()


@pytest.mark.parametrize("form", ["html", "csv"])
def test_a_packed_document_is_told_from_a_document(form: str) -> None:
    packed = gzip.compress(next(iter(FORMATS[form].values()))())
    with pytest.raises(DocumentError, match="looks like a gzip archive"):
        read_document(packed, f"plan.{form}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 60_000, id="a-word-without-end"),
        pytest.param(("x" * 60_000 + " ") * 3, id="words-without-end"),
        pytest.param("9" * 60_000, id="a-number-without-end"),
        pytest.param("9" * 4_400 + ". Plan", id="a-number-too-long-to-count"),
        pytest.param("carry on with,\n\n" * 8_000, id="paragraphs-that-run-on"),
        pytest.param("carry on with, " * 20_000, id="a-line-that-runs-on"),
        pytest.param("Plan." + "\"')" * 60_000 + "x", id="quotes-without-end"),
        pytest.param("a " * 60_000, id="small-words"),
        pytest.param("( " * 60_000, id="brackets"),
        pytest.param(". " * 60_000, id="stops"),
        pytest.param("Plan" + " " * 200_000 + "x", id="blanks"),
        pytest.param("A" * 60_000, id="an-acronym-without-end"),
        pytest.param("CLT" + " " * 60_000 + "\n" * 60_000 + "\t" * 60_000 + "x", id="blanks-behind-an-acronym"),
        pytest.param("Head of " * 20_000, id="a-post-without-end"),
        pytest.param("March " * 20_000, id="months"),
        pytest.param("1. " * 30_000, id="numbers-without-end"),
        pytest.param("and " * 40_000, id="ands"),
        pytest.param("- " * 40_000, id="dashes"),
    ],
)
@pytest.mark.parametrize(
    "around",
    ["{0}", "# {0}\n", "Action plan\n\n{0}\n", "1. {0}\n", "Action | Owner | When\n---|---|---\n{0} | {0} | {0}\n"],
    ids=["alone", "heading", "paragraph", "item", "cells"],
)
def test_words_without_end_are_read_in_time(text: str, around: str, process: ReadingProcess) -> None:
    assert code_of(end_of(process, "plan.txt", around.format(text).encode())) in ENDS
