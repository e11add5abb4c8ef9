"""Documents of which a part is read, or two sets, or several councils': what we make of each is kept beside it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.given import ReadSettings

FIXTURES = Path(__file__).parents[3] / "fixtures"
CASES = sorted(path.parent.name for path in FIXTURES.glob("scope/*/source.*"))
# What is kept of each record: what is read is asked here, how sure and where is asked elsewhere.
KEPT = {
    "recommendations": ("number", "kind", "text", "theme"),
    "actions": ("recommendation", "number", "text"),
    "progress": ("recommendation", "text"),
    "issues": ("code", "message"),
}


def extract(case: str) -> Extraction:
    [source] = (FIXTURES / "scope" / case).glob("source.*")
    with (FIXTURES / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    return read_extraction(source.read_bytes(), source.name, settings=settings)


@pytest.mark.parametrize("case", CASES)
def test_golden_extraction_of_a_scope(case: str, check_golden: Callable[[Path, str], None]) -> None:
    data = json.loads(extract(case).to_json())
    document = {key: data["document"][key] for key in ("kind", "title", "councils", "language")}
    kept = {"pages_read": data["source"]["pages_read"], "document": document}
    kept |= {name: [{key: record[key] for key in keys} for record in data[name]] for name, keys in KEPT.items()}
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    check_golden(FIXTURES / "scope" / case / "expected.json", text)


@pytest.mark.parametrize(
    ("case", "recommendations", "actions"),
    [
        ("agenda_pack", 12, 18),
        ("agenda_pack_docx", 12, 18),
        ("agenda_pack_html", 12, 18),
        ("agenda_pack_pdf", 12, 18),
        ("bilingual_beside", 3, 3),
        ("bilingual_halves", 3, 3),
        ("bilingual_in_turn", 3, 3),
        ("bilingual_pages", 3, 3),
        ("challenge_and_follow_up", 4, 4),
        ("lga_web_page", 5, 0),
        ("scrutiny_and_peers", 4, 4),
        ("three_councils", 2, 3),
    ],
)
def test_as_many_records_as_a_careful_person_finds(case: str, recommendations: int, actions: int) -> None:
    extraction = extract(case)
    assert (len(extraction.recommendations), len(extraction.actions)) == (recommendations, actions)
    assert extraction.progress == ()


def test_two_sets_with_the_same_numbers_keep_their_own_actions() -> None:
    extraction = extract("scrutiny_and_peers")
    assert [r.number for r in extraction.recommendations] == ["1", "2", "1", "2"]
    assert [a.recommendation for a in extraction.actions] == [r.id for r in extraction.recommendations]


def test_a_joint_plan_names_its_councils() -> None:
    councils = extract("three_councils").document.councils
    assert councils == ("Eastmere County Council", "Thornhaven Borough Council", "Marlbridge District Council")


def test_a_web_page_gives_its_report_without_the_site_round_it() -> None:
    extraction = extract("lga_web_page")
    assert extraction.document.kind == "feedback_report"
    assert [r.kind for r in extraction.recommendations] == ["key"] * 3 + ["additional"] * 2
    assert len(extraction.document.peer_team) == 4
