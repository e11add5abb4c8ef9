"""Workbooks made in a test: by xlsxwriter, or part by part where a program would never write them so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from xlsxwriter import Workbook

from parsers.document import Block, Document, Table
from parsers.formats.registry import read_document

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADS = ("No", "Recommendation", "Action", "Lead", "By when", "Status")
PLAN = (1, "Open the quay", "Clear the nets", "Head of Quays", "May 2026", "On track")


def make(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """Return a workbook of one sheet; `fill` is given the book and the sheet."""
    memory = io.BytesIO()
    book = Workbook(memory, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Plan"))
    book.close()
    return memory.getvalue()


def plan(more: Callable[[Any, Any], None] | None = None) -> bytes:
    """Return a workbook with a header, one row of a plan, and what `more` does to it."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, PLAN)
        if more is not None:
            more(book, sheet)

    return make(fill)


def read(data: bytes) -> Document:
    return read_document(data, "plan.xlsx")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def lines(document: Document) -> list[str]:
    """Return what stands outside tables."""
    return [block.text for block in document.blocks if isinstance(block, Block)]


def texts(table: Table) -> list[list[str]]:
    """Return what each row's cells print."""
    return [[cell.text for cell in row] for row in table.rows()]


def remarks(document: Document) -> list[tuple[str, str]]:
    return [(remark.code, remark.detail) for remark in document.remarks]


def package(
    sheet: str, others: Mapping[str, str | bytes] | None = None, *, main: str = MAIN, packed: bool = True
) -> bytes:
    """Return a workbook whose only sheet's XML is given, with parts added or replaced; "" takes one away."""
    kind = RELATIONS if main == MAIN else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(f'<Relationship Id="r" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
        '<sheet name="Plan" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            f'<Relationship Id="s" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="t" Type="{kind}/styles" Target="styles.xml"/>'
            f'<Relationship Id="u" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": sheet if sheet.startswith("<?") else worksheet(sheet, main),
        **(others or {}),
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            if text:
                archive.writestr(name, text)
    return memory.getvalue()


def worksheet(inner: str, main: str = MAIN) -> str:
    if "<sheetData" not in inner:
        inner = f"<sheetData>{inner}</sheetData>"
    return f'<worksheet xmlns="{main}" xmlns:r="{RELATIONS}">{inner}</worksheet>'


def relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def row(number: int, *cells: str, marks: str = "") -> str:
    """Return a row of texts kept in their cells."""
    made = (
        cell if cell.startswith("<c") else f'<c t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>'
        for cell in cells
    )
    return f'<row r="{number}" {marks}>{"".join(made)}</row>'


HEADER_ROW = row(1, *HEADS)
PLAN_ROW = row(2, *map(str, PLAN))
