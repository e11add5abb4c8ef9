"""What our own decks say, against what a careful person reads out of them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from normalise.records import Extraction, Provenance
from parsers.assemble import read_extraction
from parsers.given import ReadSettings

FIXTURES = Path(__file__).parents[4] / "fixtures"
CASES = sorted(path.parent.name for path in FIXTURES.glob("pptx/*/gold.json"))


def extract(case: str) -> Extraction:
    with (FIXTURES / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    data = (FIXTURES / "pptx" / case / "source.pptx").read_bytes()
    return read_extraction(data, "source.pptx", settings=settings)


@pytest.mark.parametrize("case", CASES)
def test_a_deck_says_what_a_careful_person_reads_in_it(case: str, shared: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.json"
    ours.write_text(extract(case).to_json(), encoding="utf-8")
    gold = FIXTURES / "pptx" / case / "gold.json"
    command = (sys.executable, shared / "score", ours, gold, "--exact", "--misses")
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(result.stdout.split()[-1]) == 1, result.stdout


@pytest.mark.parametrize("case", CASES)
def test_every_record_names_its_slide_and_shape(case: str) -> None:
    extraction = extract(case)
    places: list[Provenance | None] = [each.provenance for each in extraction.recommendations]
    places += [each.provenance for each in extraction.actions]
    places += [each.provenance for each in extraction.progress]
    for provenance in places:
        assert provenance is not None
        assert provenance.at is not None
        assert {"slide", "shape"} <= set(provenance.at)
        assert provenance.page is None
        assert provenance.snippet


@pytest.mark.parametrize("case", ["dots_in_table", "dot_by_title"])
def test_a_dot_means_what_the_key_beside_it_says(case: str) -> None:
    extraction = extract(case)
    gold = json.loads((FIXTURES / "pptx" / case / "gold.json").read_text(encoding="utf-8"))
    statuses = [*(each.status for each in extraction.recommendations), *(each.status for each in extraction.actions)]
    wanted = [record["status"] for record in (*gold["recommendations"], *gold["actions"]) if record["status"]]
    assert [(status.value, status.rag, status.raw) for status in statuses if status] == [
        (status["value"], status["rag"], status["raw"]) for status in wanted
    ]
    assert "rag-without-legend" not in {issue.code for issue in extraction.issues}


def test_there_is_a_deck_of_each_shape() -> None:
    assert {"bullets_with_statuses", "dot_by_title", "dots_in_table", "merged_plan", "two_columns"} <= set(CASES)
