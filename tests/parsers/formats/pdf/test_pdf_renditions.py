"""Three real plans as PDFs of two programs: their tables cell by cell, and the records that come of them.

What the tables are, and what careful people read out of the plans, stands beside the project.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from parsers.assemble import read_extraction
from parsers.document import Cell, Document, Table
from parsers.formats.registry import read_document
from parsers.formats.settings import FormatSettings
from parsers.given import ReadSettings
from parsers.repair import repair

PLANS = ("d000", "d001", "d003")
PRODUCERS = ("lo", "cr")
MIN_EXACT = 0.99
MIN_SCORE = 0.98

each_plan = pytest.mark.parametrize("plan", PLANS)
each_producer = pytest.mark.parametrize("producer", PRODUCERS)
with_and_without_tags = pytest.mark.parametrize("use_tags", [True, False], ids=["tags", "no-tags"])

# In the text that the gold was read from, a page break cuts these rows, and each part of a row has dates of its own.
# The PDF prints them whole: the dates of the row are all of its actions', as the contract has it (rule 3).
ROWS_CUT_IN_THE_TEXT = {"d001": ("2.2", "2.3")}


@cache
def read(path: Path, *, use_tags: bool) -> Document:
    return read_document(path.read_bytes(), path.name, FormatSettings(use_tags=use_tags))


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def letters(text: str) -> str:
    """Return a text without its blanks."""
    return "".join(text.split())


def printed(cell: Cell) -> str:
    """Return what a cell prints, markers and all, without blanks."""
    return letters("".join((block.marker or "") + block.text for block in cell.iter_blocks()))


def truths(shared: Path, plan: str) -> list[dict[tuple[int, int], str]]:
    """Return the plan's tables: the text of each cell by row and column, without blanks."""
    tables = json.loads((shared / "renditions" / f"{plan}.truth.json").read_text(encoding="utf-8"))
    return [{(cell["r"], cell["c"]): letters(cell["text"]) for cell in table["cells"]} for table in tables]


def grid(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): printed(cell) for cell in table.cells}


def count_exact(truth: dict[tuple[int, int], str], tables: list[Table]) -> int:
    """Return how many cells of a table stand, with their text, at their place of the table of ours that fits best."""
    fits = (sum(cells.get(place) == text for place, text in truth.items()) for cells in map(grid, tables))
    return max(fits, default=0)


def is_cut(text: str, tables: list[Table]) -> bool:
    """Say whether a text stands in two cells, one of a table and one of the next."""
    for upper, lower in pairwise(tables):
        behind = {printed(cell) for cell in lower.cells}
        heads = {printed(cell) for cell in upper.cells}
        if any(head and text.startswith(head) and text[len(head) :] in behind for head in heads):
            return True
    return False


@each_plan
@each_producer
@with_and_without_tags
def test_cells_are_whole_or_cut_by_a_page(plan: str, producer: str, use_tags: bool, shared: Path) -> None:
    tables = tables_of(read(shared / "renditions" / f"{plan}_{producer}.pdf", use_tags=use_tags))
    wanted = [text for truth in truths(shared, plan) for text in truth.values() if text]
    found = {text for table in tables for text in grid(table).values()}
    missing = [text for text in wanted if text not in found and not is_cut(text, tables)]
    assert len(missing) <= (1 - MIN_EXACT) * len(wanted), missing


@each_plan
@each_producer
@with_and_without_tags
def test_joined_tables_are_those_of_the_plan(plan: str, producer: str, use_tags: bool, shared: Path) -> None:
    tables = tables_of(repair(read(shared / "renditions" / f"{plan}_{producer}.pdf", use_tags=use_tags)))
    wanted = truths(shared, plan)
    exact = sum(count_exact(truth, tables) for truth in wanted)
    assert exact >= MIN_EXACT * sum(map(len, wanted))
    assert len(tables) == len(wanted)


@each_plan
@each_producer
@with_and_without_tags
def test_records_are_those_of_the_gold(plan: str, producer: str, use_tags: bool, shared: Path, tmp_path: Path) -> None:
    path = shared / "renditions" / f"{plan}_{producer}.pdf"
    settings = ReadSettings(formats=FormatSettings(use_tags=use_tags))
    ours = json.loads(read_extraction(path.read_bytes(), path.name, settings=settings).to_json())
    [gold_path] = (shared / "gold").glob(f"{plan[1:]}_*.json")
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    for told in (ours, gold):
        leave_out_cut_rows(told, ROWS_CUT_IN_THE_TEXT.get(plan, ()))
    (tmp_path / "ours.json").write_text(json.dumps(ours), encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    command = (sys.executable, shared / "score", tmp_path / "ours.json", tmp_path / "gold.json", "--misses")
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    f1 = float(result.stdout.split()[-1])
    assert f1 >= MIN_SCORE, result.stdout


def leave_out_cut_rows(extraction: dict[str, list[dict[str, object]]], objectives: tuple[str, ...]) -> None:
    """Take the dates out of the actions under some objectives."""
    for action in extraction["actions"]:
        objective = action.get("objective")
        if isinstance(objective, dict) and objective.get("number") in objectives:
            action["timelines"] = []
