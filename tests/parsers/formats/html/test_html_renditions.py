"""Three real plans as web pages: their tables cell by cell, their list numbers, and the records that come of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parsers.assemble import read_extraction
from parsers.document import Cell, Document, Table
from parsers.formats.registry import read_document

PLANS = ("d000", "d001", "d003")
MIN_SCORE = 0.98

# In the text that the gold was read from, a page break cuts these rows, and each part of a row has dates of its own.
# The page has them whole: the dates of the row are all of its actions', as the contract has it (rule 3).
ROWS_CUT_IN_THE_TEXT = {"d001": ("2.2", "2.3")}

each_plan = pytest.mark.parametrize("plan", PLANS)


def read(shared: Path, plan: str) -> Document:
    path = shared / "renditions" / f"{plan}.html"
    return read_document(path.read_bytes(), path.name)


def printed(cell: Cell) -> str:
    """Return what a cell prints, markers and all, without blanks."""
    return "".join("".join((block.marker or "") + block.text for block in cell.iter_blocks()).split())


@each_plan
def test_every_cell_is_exact(plan: str, shared: Path) -> None:
    tables = [block for block in read(shared, plan).blocks if isinstance(block, Table)]
    truth = json.loads((shared / "renditions" / f"{plan}.truth.json").read_text(encoding="utf-8"))
    wanted = [{(cell["r"], cell["c"]): "".join(cell["text"].split()) for cell in table["cells"]} for table in truth]
    assert [{(cell.row, cell.column): printed(cell) for cell in table.cells} for table in tables] == wanted


@each_plan
def test_every_cell_spans_what_it_should(plan: str, shared: Path) -> None:
    tables = [block for block in read(shared, plan).blocks if isinstance(block, Table)]
    truth = json.loads((shared / "renditions" / f"{plan}.truth.json").read_text(encoding="utf-8"))
    for table, wanted in zip(tables, truth, strict=True):
        spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
        told = {
            (cell["r"], cell["c"]): (cell.get("rs", cell.get("rowspan", 1)), cell.get("cs", cell.get("colspan", 1)))
            for cell in wanted["cells"]
        }
        assert spans == told


@each_plan
def test_records_are_those_of_the_gold(plan: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "renditions" / f"{plan}.html"
    ours = json.loads(read_extraction(path.read_bytes(), path.name).to_json())
    [gold_path] = (shared / "gold").glob(f"{plan[1:]}_*.json")
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    for told in (ours, gold):
        for action in told["actions"]:
            objective = action.get("objective")
            if isinstance(objective, dict) and objective.get("number") in ROWS_CUT_IN_THE_TEXT.get(plan, ()):
                action["timelines"] = []
    (tmp_path / "ours.json").write_text(json.dumps(ours), encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    command = (sys.executable, shared / "score", tmp_path / "ours.json", tmp_path / "gold.json", "--misses")
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(result.stdout.split()[-1]) >= MIN_SCORE, result.stdout
