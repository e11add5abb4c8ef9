"""Files as programs write them: their tags add to what is read without them and change no table; lies are told of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest

from parsers.document import Cell, Document, Table
from parsers.formats.pdf.pdfium.source import open_pdf
from parsers.formats.pdf.reader import read_pdf
from parsers.formats.pdf.tag_place import IN_A_FORM
from parsers.formats.settings import FormatSettings

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures" / "pdf"
# What is wrong with the tags of a fixture; "" where nothing claims to be a table, and so nothing can be wrong with it.
LIES = {
    "lying_no_rows_cr": "without rows",
    "lying_one_cell_lo": "several drawn ones",
    "lying_outside_lo": "without any tag",
    "lying_paragraphs_cr": "",
    "lying_reversed_cr": "out of order",
    "lying_swapped_cr": "out of order",
    "lying_swapped_lo": "out of order",
}


def is_tagged(path: Path) -> bool:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return False
    return bool(pypdfium2.raw.FPDFCatalog_IsTagged(pdf.raw))


TAGGED = sorted(path.parent.name for path in FIXTURES.glob("*/source.pdf") if is_tagged(path))


@cache
def read(name: str, *, use_tags: bool) -> Document:
    return read_pdf((FIXTURES / name / "source.pdf").read_bytes(), name, FormatSettings(use_tags=use_tags))


def grids(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    """Return for each table its cells' places, spans and characters. Of the order of lines tags may tell more."""
    return [
        [(cell.row, cell.column, cell.row_span, cell.column_span, characters(cell)) for cell in table.cells]
        for table in document.blocks
        if isinstance(table, Table)
    ]


def characters(cell: Cell) -> str:
    printed = "".join((block.marker or "") + block.text for block in cell.iter_blocks())
    return "".join(sorted("".join(printed.split())))


def doubts(document: Document) -> list[str]:
    return [remark.detail for remark in document.remarks if remark.code == "tags-disagree"]


def test_there_are_tagged_fixtures_by_several_programs() -> None:
    assert len(TAGGED) > 10
    assert set(LIES) <= set(TAGGED)


@pytest.mark.parametrize("name", TAGGED)
def test_tables_are_the_same_with_and_without_tags(name: str) -> None:
    assert grids(read(name, use_tags=True)) == grids(read(name, use_tags=False))


@pytest.mark.parametrize("name", TAGGED)
def test_what_programs_tag_is_believed_and_lies_are_told_of(name: str) -> None:
    told = doubts(read(name, use_tags=True))
    if reason := LIES.get(name):
        assert [reason in doubt for doubt in told] == [True]
    else:
        assert told == []
    assert doubts(read(name, use_tags=False)) == []


def test_text_in_a_form_is_not_taken_for_the_pages_own_marked_content() -> None:
    """Chromium draws letters that stand on their side in forms, whose contents are numbered from 0 again."""
    source = open_pdf((FIXTURES / "upright_cr" / "source.pdf").read_bytes())
    turned = [run for run in source.read_page(1).runs if run.angle]
    source.close()
    assert turned
    assert {run.mcid for run in turned} == {IN_A_FORM}
