"""PDFs of four producers whose pages cut tables: boundaries are decided as labelled, cells are as they were written."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from parsers.document import Cell, Document, Layer, Table
from parsers.formats.registry import read_document
from parsers.formats.settings import FormatSettings
from parsers.joints import Joint, JointKind
from parsers.repair import repair
from tests.parsers.repair.joining.plans import told

FIXTURES = Path(__file__).parents[4] / "fixtures" / "pdf"
CASES = sorted(path.parent.name for path in FIXTURES.glob("*/joins.json"))
# White space, list signs and hyphens: a line's end may have put them there or taken them away.
UNCERTAIN = re.compile(r"[\s•▪✓\-‐]+")

each_case = pytest.mark.parametrize("case", CASES)
each_way = pytest.mark.parametrize("use_tags", [True, False], ids=["tags", "no-tags"])


@cache
def read_joined(path: Path, use_tags: bool) -> Document:
    return repair(read_document(path.read_bytes(), path.name, FormatSettings(use_tags=use_tags)))


@each_case
@each_way
def test_each_page_end_is_decided_as_labelled(case: str, use_tags: bool) -> None:
    document = read_joined(FIXTURES / case / "source.pdf", use_tags)
    labels = json.loads((FIXTURES / case / "joins.json").read_text("utf-8"))
    assert labels["boundaries"]
    for label in labels["boundaries"]:
        page = label["after_page"]
        tables = [joint for joint in _joints(document, JointKind.TABLE, page) if joint.below.place.page == page + 1]
        assert any(joint.is_joined for joint in tables) == label["same_table"], told(document)
        assert any(joint.is_joined for joint in _joints(document, JointKind.ROW, page)) == label["join"], told(document)
        spans = [joint for joint in _joints(document, JointKind.CELL, page) if joint.is_joined]
        assert label["join"] or len(spans) == len(label["spans"]), told(document)


@each_case
@each_way
def test_each_cell_of_a_joined_table_is_as_it_was_written(case: str, use_tags: bool) -> None:
    document = read_joined(FIXTURES / case / "source.pdf", use_tags)
    truth = json.loads((FIXTURES / case / "truth.json").read_text("utf-8"))
    assert cells_of(document) == [
        {(cell["r"], cell["c"], cell["rs"], cell["cs"], fold(cell["text"])) for cell in table["cells"]}
        for table in truth["tables"]
    ]


RENDITIONS = [f"{name}_{producer}" for name in ("d000", "d001", "d003") for producer in ("lo", "cr")]


@pytest.mark.parametrize("rendition", RENDITIONS)
@each_way
def test_each_cell_of_a_rendition_is_as_it_was_written(rendition: str, use_tags: bool, shared: Path) -> None:
    folder = shared / "renditions"
    tables = cells_of(read_joined(folder / f"{rendition}.pdf", use_tags))
    truth = json.loads((folder / f"{rendition[:4]}.truth.json").read_text("utf-8"))
    wanted = [
        {(cell["r"], cell["c"], cell["rs"], cell["cs"], fold(cell["text"])) for cell in table["cells"]}
        for table in truth
    ]
    right = sum(len(cells & max(tables, key=lambda found: len(cells & found))) for cells in wanted)
    assert right >= 0.99 * sum(map(len, wanted))


def cells_of(document: Document) -> list[set[tuple[int, int, int, int, str]]]:
    tables = [block for block in document.blocks if isinstance(block, Table) and block.layer is Layer.BODY]
    return [
        {(cell.row, cell.column, cell.row_span, cell.column_span, fold(_text(cell))) for cell in table.cells}
        for table in tables
    ]


def fold(text: str) -> str:
    return UNCERTAIN.sub("", text)


def _text(cell: Cell) -> str:
    return " ".join(f"{block.marker or ''} {block.text}" for block in cell.iter_blocks())


def _joints(document: Document, kind: JointKind, page: int) -> list[Joint]:
    return [joint for joint in document.joints if joint.kind is kind and joint.above.place.page == page]
