"""What our own workbooks and CSV files say, against what a careful person reads out of them."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.plans.books.cases import BOOKS, CSV_FILES
from parsers.assemble import read_extraction
from parsers.formats.registry import read_document
from parsers.given import ReadSettings

FIXTURES = Path(__file__).parents[4] / "fixtures"
SOURCES = sorted(path.relative_to(FIXTURES).as_posix() for path in FIXTURES.glob("[cx]*s[vx]*/*/source.*"))
each_source = pytest.mark.parametrize("source", SOURCES)


@each_source
def test_a_sheet_says_what_a_careful_person_reads_in_it(source: str, shared: Path, tmp_path: Path) -> None:
    path = FIXTURES / source
    with (FIXTURES / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    ours = tmp_path / "ours.json"
    ours.write_text(read_extraction(path.read_bytes(), path.name, settings=settings).to_json(), encoding="utf-8")
    command = (sys.executable, shared / "score", ours, path.with_name("gold.json"), "--exact", "--misses")
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(result.stdout.split()[-1]) == 1.0, result.stdout


@each_source
def test_golden_document_as_the_reader_saw_it(source: str, check_golden: Callable[[Path, str], None]) -> None:
    path = FIXTURES / source
    document = read_document(path.read_bytes(), path.name)
    told = "".join(f"({remark.code}: {remark.detail})\n" for remark in document.remarks)
    check_golden(path.with_name("document.txt"), f"{document}{told}")


def test_each_case_lies_there_as_its_plan_says() -> None:
    for folder, cases in (("xlsx", BOOKS), ("csv", CSV_FILES)):
        for case in cases:
            for name, text in case.texts().items():
                assert (FIXTURES / folder / case.name / name).read_text(encoding="utf-8") == text
    assert len(SOURCES) == len(BOOKS) + len(CSV_FILES)


def test_a_workbook_is_read_the_same_twice() -> None:
    path = FIXTURES / SOURCES[-1]
    assert str(read_document(path.read_bytes(), "a.xlsx")) == str(read_document(path.read_bytes(), "a.xlsx"))
