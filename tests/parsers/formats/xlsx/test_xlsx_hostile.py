"""Files made to do harm, or broken, or far too large: each ends with one error that says what to do."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.errors import DocumentError
from parsers.formats.registry import read_document
from tests.parsers.formats.xlsx.books import (
    HEADER_ROW,
    PLAN,
    PLAN_ROW,
    RELATIONS,
    lines,
    package,
    plan,
    read,
    row,
    tables,
    worksheet,
)

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'
BODY = worksheet(HEADER_ROW + PLAN_ROW)
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si></sst>'


def code_of(data: bytes) -> str:
    with pytest.raises(DocumentError) as error:
        read(data)
    assert str(error.value).startswith("plan.xlsx: ")
    return error.value.code


@pytest.mark.parametrize(
    ("part", "text"),
    [
        pytest.param("xl/worksheets/sheet1.xml", DOCTYPE + BODY, id="sheet"),
        pytest.param("xl/worksheets/sheet1.xml", (DOCTYPE + BODY).encode("utf-16"), id="sheet-in-utf-16"),
        pytest.param("xl/worksheets/sheet1.xml", OUTSIDE + BODY, id="outside"),
        pytest.param("xl/sharedStrings.xml", DOCTYPE + STRINGS.format("&b;"), id="texts"),
        pytest.param("xl/styles.xml", DOCTYPE + "<styleSheet/>", id="styles"),
        pytest.param("xl/workbook.xml", DOCTYPE + "<workbook/>", id="workbook"),
    ],
)  # fmt: skip
def test_a_document_type_is_refused_in_any_part(part: str, text: str | bytes) -> None:
    assert code_of(package(HEADER_ROW, {part: text})) == "unsafe-xml"


@pytest.mark.parametrize(
    ("others", "sheet"),
    [
        pytest.param({"xl/workbook.xml": "<workbook"}, HEADER_ROW, id="workbook-is-no-xml"),
        pytest.param({"xl/worksheets/sheet1.xml": ""}, HEADER_ROW, id="sheet-is-missing"),
        pytest.param({"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"}, HEADER_ROW, id="sheet-is-cut"),
        pytest.param({"xl/_rels/workbook.xml.rels": ""}, HEADER_ROW, id="relations-are-missing"),
        pytest.param({}, row(1, '<c t="s"><v>7</v></c>'), id="text-is-missing"),
        pytest.param({"xl/styles.xml": "no xml"}, HEADER_ROW, id="styles-are-no-xml"),
        pytest.param({"xl/sharedStrings.xml": "<sst><si>"}, HEADER_ROW, id="texts-are-cut"),
    ],
)
def test_a_broken_part_ends_the_file_alone(others: dict[str, str], sheet: str) -> None:
    assert code_of(package(sheet, others)) == "damaged"


def test_a_file_cut_in_the_middle_is_damaged() -> None:
    data = plan()
    assert code_of(data[: len(data) // 2]) in ("damaged", "unsupported")


def test_a_part_whose_bytes_are_spoiled_is_damaged() -> None:
    data = bytearray(package(HEADER_ROW + PLAN_ROW * 50))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    data[at : at + 8] = b"\xff" * 8
    assert code_of(bytes(data)) == "damaged"


def test_a_million_rows_are_refused() -> None:
    rows = "".join(f"<row><c><v>{number}</v></c></row>" for number in range(60_000))
    with pytest.raises(DocumentError, match=r"50,001 rows with something in them \(sheet “Plan”\)"):
        read(package(rows))


def test_blank_rows_by_the_hundred_thousand_are_not_read() -> None:
    rows = '<row><c s="1"/><c s="1"/></row>' * 200_000
    document = read(package(f"<sheetData>{HEADER_ROW}{PLAN_ROW}{rows}</sheetData>"))
    assert len(document.blocks) == 2


def test_too_many_cells_are_refused() -> None:
    line = "<row>" + "<c><v>1</v></c>" * 500 + "</row>"
    with pytest.raises(DocumentError, match="table cells"):
        read(package(line * 501))


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(DocumentError, match="columns in a table"):
        read(package(HEADER_ROW.replace("</row>", "<c><v>1</v></c>" * 600 + "</row>") + PLAN_ROW))


def test_one_endless_row_is_refused() -> None:
    with pytest.raises(DocumentError, match="bytes") as error:
        read(package("<row>" + '<c s="1"/>' * 2_000_000 + "</row>", packed=False))
    assert error.value.code == "over-budget"


def test_too_many_merged_cells_are_refused() -> None:
    merged = '<mergeCell ref="A1:A1048576"/>' * 100_001
    with pytest.raises(DocumentError, match="merges"):
        read(package(f"<sheetData>{HEADER_ROW}</sheetData><mergeCells>{merged}</mergeCells>"))


def test_many_rules_on_many_cells_end() -> None:
    rows = "".join(row(at, *map(str, PLAN)) for at in range(2, 502))
    rules = '<conditionalFormatting sqref="A1:F9999"><cfRule type="expression" priority="1"><formula>A1="x"</formula></cfRule></conditionalFormatting>'  # noqa: E501
    document = read(package(f"<sheetData>{HEADER_ROW}{rows}</sheetData>{rules * 2_000}"))
    assert any(remark.code == "unread-format" for remark in document.remarks)


@pytest.mark.parametrize("name", ["", "A0", "XFE1", "ZZZ99999999", "B-1", "1A", "A1:B2"])
def test_a_cell_in_no_place_is_counted_on(name: str) -> None:
    cell = f'<c r="{name}" t="inlineStr"><is><t>Recommendation</t></is></c>'
    document = read(package(f"<row>{cell}{cell.replace('Recommendation', 'Action')}</row>{PLAN_ROW}"))
    assert "Recommendation" in document.printed_text()


def test_a_target_outside_the_package_is_no_path() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="s" Type="{RELATIONS}/worksheet" Target="../../../etc/passwd"/></Relationships>'
    )
    assert code_of(package(HEADER_ROW, {"xl/_rels/workbook.xml.rels": links})) == "damaged"


@pytest.mark.parametrize(
    ("part", "said"),
    [pytest.param("xl/workbook.bin", "XLSB", id="xlsb"), pytest.param("nothing", "ZIP", id="any-archive")],
)
def test_other_files_are_named_with_a_cure(part: str, said: str) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(DocumentError, match=said):
        read_document(memory.getvalue(), "plan.xlsx")


@settings(max_examples=60)
@given(st.data())
def test_spoiled_bytes_end_in_a_document_or_a_document_error(data: st.DataObject) -> None:
    spoiled = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    with suppress(DocumentError):
        read_document(bytes(spoiled), "plan.xlsx")


@settings(max_examples=60)
@given(st.text("<>/&;\"'abcrs=tv 01234567890:ABFx", max_size=60), st.integers(0, 400))
def test_spoiled_xml_ends_in_a_document_or_a_document_error(text: str, at: int) -> None:
    whole = worksheet(HEADER_ROW + PLAN_ROW)
    with suppress(DocumentError):
        read(package("<?xml version='1.0'?>" + whole[:at] + text + whole[at:]))


SOUND = package(HEADER_ROW + PLAN_ROW)


def test_columns_hidden_again_and_again_are_hidden_once() -> None:
    columns = '<col min="3" max="99999999" hidden="1"/><col min="-4" max="0" hidden="1"/>' * 20_000
    document = read(package(f"<cols>{columns}</cols><sheetData>{HEADER_ROW}{PLAN_ROW}</sheetData>", packed=False))
    assert "Action" not in document.printed_text()
    assert "Recommendation" in document.printed_text()


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param('<cols><col min="1" max="-9" hidden="1"/></cols><sheetData>{rows}</sheetData>', id="ends first"),
        pytest.param('<cols><col min="99999" max="1" hidden="1"/></cols><sheetData>{rows}</sheetData>', id="far out"),
        pytest.param(
            "<sheetData>{rows}" + row(3, '<c r="XFD3" t="inlineStr"><is><t>far out</t></is></c>') + "</sheetData>"
            '<conditionalFormatting sqref="A1:XFD9"><cfRule type="cellIs" priority="1" operator="equal">'
            '<formula>"x"</formula></cfRule></conditionalFormatting>',
            id="a rule over the last column",
        ),
    ],
)  # fmt: skip
def test_columns_that_no_sheet_has_hide_nothing(sheet: str) -> None:
    last = row(4, '<c r="XFD4" t="inlineStr"><is><t>last of all</t></is></c>')
    document = read(
        package(sheet.replace("{rows}", HEADER_ROW + PLAN_ROW).replace("</sheetData>", last + "</sheetData>"))
    )
    assert "last of all" in [cell.text for table in tables(document) for cell in table.cells] + lines(document)
