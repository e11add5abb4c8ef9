"""Reads Excel workbooks: package → sheets as kept → sheets as seen → blocks and tables in the sheets' order.

What a sheet hides is not printed and is no value. Macros never run, links lead nowhere, formulas are read by the result
that the file keeps. Libraries are loaded when a workbook is read.
"""

from __future__ import annotations

from parsers.document import Document
from parsers.formats.kinds import find_kind
from parsers.formats.registry import Reader
from parsers.formats.settings import FormatSettings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"


def sniff_xlsx(data: bytes) -> bool:
    """Say whether the bytes are an Excel workbook of XML parts."""
    kind = find_kind(data)
    return kind is not None and kind.form == "xlsx"


def read_xlsx(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError `over-budget`, `damaged`, `encrypted`, `unsafe-xml` or `empty-file`."""
    from parsers.formats.xlsx.workbook import read_workbook

    found = read_workbook(data)
    return Document(
        name=name,
        media_type=WITH_MACROS if found.has_macros else MEDIA_TYPE,
        blocks=found.blocks,
        hints=found.hints,
        remarks=found.remarks,
    )


READER = Reader("xlsx", (MEDIA_TYPE, WITH_MACROS), sniff_xlsx, read_xlsx, (".xlsx", ".xlsm", ".xltx", ".xltm"))
