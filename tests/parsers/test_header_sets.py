"""The header sets that councils were seen to use, each with a made-up document that reads almost without fault."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from parsers.assemble import read_extraction
from parsers.given import ReadSettings

FIXTURES = Path(__file__).parents[2] / "fixtures"

SETS = {
    "Ref | Details | Action(s) | Input / service area(s) | Due by": "service_areas",
    "Recommendation | Action | Timescale with padded parallel bullets": "parallel_bullets",
    "Original recommendation | Peer team suggestion | Action": "peer_suggestions",
    "No | Para Ref | What? | How? | Who by? | When?": "what_how",
    "Governance Issue | Required Action | By Whom | By When": "governance",
    "start and finish columns": "start_and_finish",
    "original and revised dates": "original_and_revised",
    "member lead and officer lead": "member_officer_leads",
    "milestones in a column": "milestones",
    "objectives as prose with the date in front": "prose_objectives",
    "six headings with no table": "six_headings",
    "labelled paragraphs": "labelled_paragraphs",
    "trackers with a completed sheet": "tracker_completed",
    "further recommendations under each core area": "report_further",
}


@pytest.mark.parametrize("case", SETS.values(), ids=SETS.keys())
def test_each_set_of_headings_is_read(case: str, shared: Path, tmp_path: Path) -> None:
    [source] = (FIXTURES / case).glob("source.*")
    with (FIXTURES / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    predicted = tmp_path / "predicted.json"
    predicted.write_text(read_extraction(source.read_bytes(), source.name, settings=settings).to_json(), "utf-8")
    gold = FIXTURES / case / "gold.json"
    assert json.loads(gold.read_text("utf-8"))["document"]["title"]
    command = [sys.executable, str(shared / "score"), str(predicted), str(gold), "--misses", "--min", "0.98"]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout
