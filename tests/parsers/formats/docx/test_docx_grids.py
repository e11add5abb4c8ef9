"""The tables of a Word file alone, as rows of text."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalise.errors import DocumentError
from parsers.document import Cell, Table
from parsers.formats.docx.grids import read_grids
from tests.parsers.formats.docx.word_files import abstract, docx_of, level, num, p, r, read_file, tbl, tc, tr

ROOT = Path(__file__).resolve().parents[4]
FILES = (*(ROOT / "fixtures").glob("docx/*/source.docx"), *(ROOT / "../shared/renditions").glob("*.docx"))
DECIMAL = abstract(0, level("decimal", "%1.")) + num(1, 0)


def test_lists_are_counted_also_outside_the_tables() -> None:
    body = p("Aim", num=(1, 0)) + tbl(tr(f"<w:tc>{p('Plan', num=(1, 0))}{p('Do', num=(1, 0))}</w:tc>", tc("Head")))
    assert read_grids(docx_of(body, numbering=DECIMAL)) == [[["2. Plan\n3. Do", "Head"]]]


def test_merged_cells_stand_once() -> None:
    body = tbl(
        tr(tc("a", '<w:vMerge w:val="restart"/>'), tc("b", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), tc("c"), tc("d")),
    )
    assert read_grids(docx_of(body)) == [[["a", "b", ""], ["", "c", "d"]]]


def test_insertions_are_read_and_deletions_are_not() -> None:
    words = f"<w:ins>{r('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>{r(' plan')}"
    moved = f"<w:moveFrom>{r('there')}</w:moveFrom>"
    assert read_grids(docx_of(tbl(tr(f"<w:tc><w:p>{words}{moved}</w:p></w:tc>")))) == [[["new plan"]]]


def test_lines_and_tabs_part_words() -> None:
    words = "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r>"
    assert read_grids(docx_of(tbl(tr(f"<w:tc><w:p>{words}</w:p></w:tc>")))) == [[["one two three-four"]]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_grids_hold_what_the_reader_of_word_files_puts_into_cells(path: Path) -> None:
    data = path.read_bytes()
    printed = {_signs(text) for grid in read_grids(data) for row in grid for text in row}
    tables = [block for block in read_file(data).blocks if isinstance(block, Table)]
    lacking = [words for table in tables for cell in table.cells if (words := _words(cell)) not in printed]
    assert len(lacking) <= 0.1 * sum(len(table.cells) for table in tables), lacking  # drawn boxes, hidden words


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(DocumentError):
        read_grids(b"PK\x03\x04 no package")


def _words(cell: Cell) -> str:
    return _signs("".join(f"{block.marker or ''}{block.text}" for block in cell.iter_blocks()))


def _signs(text: str) -> str:
    return "".join(text.split())
