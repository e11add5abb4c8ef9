"""Our reading of cells against openpyxl's: the same values, spans, fonts and fills in the same places."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell as OpenCell
from openpyxl.worksheet.worksheet import Worksheet

from parsers.document import Table
from parsers.formats.registry import read_document

FIXTURES = Path(__file__).parents[4] / "fixtures"
SOURCES = sorted(FIXTURES.glob("xlsx/*/source.xlsx"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_every_cell_that_we_read_is_openpyxls(path: Path) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    for block in read_document(path.read_bytes(), path.name).blocks:
        for cell in block.cells if isinstance(block, Table) else ():
            at = dict(cell.place.at)
            if not at:
                continue
            sheet = book[str(at["sheet"])]
            assert isinstance(sheet, Worksheet)
            theirs = sheet[str(at["ref"])]
            assert isinstance(theirs, OpenCell)
            if cell.text:
                assert _is_same(cell.text, theirs), (at, cell.text, theirs.value)
            if theirs.fill.fill_type == "solid" and not sheet.conditional_formatting:
                assert cell.fill == str(theirs.fill.fgColor.rgb)[-6:].lower()


def _is_same(text: str, theirs: OpenCell) -> bool:
    """Say whether a printed text is a value: a text but for its list's marks, or a date or number by its figures."""
    if isinstance(theirs.value, str):
        return all(line.strip() in theirs.value for line in text.splitlines())
    if isinstance(theirs.value, datetime):
        return str(theirs.value.year)[-2:] in text
    return str(theirs.value) in text.replace(",", "").replace("%", "") or "%" in text
