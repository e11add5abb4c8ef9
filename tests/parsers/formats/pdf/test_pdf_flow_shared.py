"""The flow of real files: columns in their order, line numbers apart, cells' lines as their makers meant them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from parsers.document import Block, Layer, Table
from parsers.formats.pdf.flow.page_flow import finish_pages, read_page_flow
from parsers.formats.pdf.furniture import PageBlocks
from parsers.formats.pdf.pdfium.source import open_pdf
from parsers.formats.pdf.reader import read_pdf
from parsers.formats.settings import FormatSettings

RENDITIONS = ("d000_lo", "d000_cr", "d001_lo", "d001_cr", "d003_lo", "d003_cr")
_WHITE = re.compile(r"\s+")


def read(path: Path, *numbers: int) -> tuple[PageBlocks, ...]:
    """Return pages of a file as their flow alone reads them: by look, without looking for tables."""
    with closing(open_pdf(path.read_bytes())) as source:
        pages = [source.read_page(number) for number in numbers or range(1, source.page_count + 1)]
    return finish_pages([read_page_flow(page, page.runs, [], {}) for page in pages])


def body(page: PageBlocks) -> list[Block]:
    return [block for block in page.blocks if isinstance(block, Block) and block.layer is Layer.BODY]


def column(block: Block, page: PageBlocks) -> int:
    """Return in which of three columns a block begins."""
    assert block.place.bbox is not None
    return int((block.place.bbox[0] + 15) // (page.width / 3))


def test_three_columns_are_read_one_after_the_other(shared: Path) -> None:
    pages = read(shared / "pdfs" / "federal-register-2020-17221.pdf", 2, 3, 4)
    for page in pages:
        columns = [column(block, page) for block in body(page) if len(block.text) > 60]
        assert columns == sorted(columns)
        assert set(columns) == {0, 1, 2}


def test_running_heads_of_left_and_right_pages_are_furniture(shared: Path) -> None:
    pages = read(shared / "pdfs" / "federal-register-2020-17221.pdf", 2, 3, 4, 5)
    heads = [block for page in pages for block in page.blocks if block.layer is Layer.FURNITURE]
    assert sum(1 for head in heads if isinstance(head, Block) and "Vol. 85" in head.text) == 4


def test_footnotes_are_notes(shared: Path) -> None:
    [page] = read(shared / "pdfs" / "federal-register-2020-17221.pdf", 3)
    notes = [block for block in page.blocks if block.layer is Layer.NOTE]
    assert len(notes) == 7
    assert {column(note, page) for note in notes if isinstance(note, Block)} == {0, 1, 2}


def test_line_numbers_are_no_part_of_a_transcript(shared: Path) -> None:
    [page] = read(shared / "pdfs" / "scotus-transcript-p1.pdf")
    [numbers] = [block for block in page.blocks if isinstance(block, Block) and block.text.startswith("1\n2\n")]
    assert (numbers.layer, len(numbers.text.split())) == (Layer.FURNITURE, 25)
    assert not any(re.match(r"\d+ [A-Z]", block.text) for block in body(page))


def test_justified_paragraphs_that_are_indented_on_both_sides_are_whole(shared: Path) -> None:
    first, _ = read(shared / "pdfs" / "2023-06-20-PV.pdf")
    clauses = [block for block in body(first) if block.text.startswith("ATTENDU")]
    assert len(clauses) == 8
    assert all(block.text.endswith(";") and "\n" not in block.text for block in clauses)


def cells(table: Table) -> Iterator[str]:
    for cell in table.cells:
        yield "\n".join(f"{block.marker or ''} {block.text}" for block in cell.iter_blocks())


def characters(text: str) -> str:
    return _WHITE.sub("", text)


def lines(text: str) -> list[str]:
    return [folded for line in text.split("\n") if (folded := " ".join(line.removeprefix("• ").split()))]


@pytest.mark.parametrize("tags", [True, False], ids=["tags", "no-tags"])
@pytest.mark.parametrize("name", RENDITIONS)
def test_the_lines_of_a_cell_end_where_its_maker_ended_them(shared: Path, name: str, tags: bool) -> None:
    folder = shared / "renditions"
    truth = json.loads((folder / f"{name.partition('_')[0]}.truth.json").read_text(encoding="utf-8"))
    document = read_pdf((folder / f"{name}.pdf").read_bytes(), name, FormatSettings(use_tags=tags))
    found: dict[str, list[list[str]]] = {}
    for table in document.blocks:
        if isinstance(table, Table):
            for text in cells(table):
                found.setdefault(characters(text), []).append(lines(text))
    whole = [text for table in truth for cell in table["cells"] if characters(text := cell["text"]) in found]
    right = [text for text in whole if lines(text) in found[characters(text)]]
    assert len(whole) > 100
    assert len(right) >= 0.97 * len(whole)


def test_what_runs_under_each_page_of_a_plan_is_furniture(shared: Path) -> None:
    document = read_pdf((shared / "renditions" / "d000_lo.pdf").read_bytes(), "d000", FormatSettings(use_tags=False))
    furniture = [block for block in document.blocks if block.layer is Layer.FURNITURE]
    assert len(furniture) == document.pages
