"""Our own OpenDocument texts, one written by hand and one by LibreOffice: what is seen in them, and made of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.assemble import read_extraction
from parsers.formats.registry import read_document
from parsers.given import ReadSettings
from tests.parsers.goldens import without_confidence

FIXTURES = Path(__file__).parents[4] / "fixtures"
SOURCES = sorted((FIXTURES / "odt").glob("*/source.*odt"))
each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)


def extract(source: Path) -> dict[str, object]:
    """Return what a document says, without what hangs on the code that read it."""
    with (FIXTURES / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    told = json.loads(
        read_extraction(source.read_bytes(), source.name, settings=settings).to_json(), object_hook=without_confidence
    )
    return {key: value for key, value in told.items() if key not in ("reader", "settings")}


@each_source
def test_golden_document_as_the_reader_saw_it(source: Path, check_golden: Callable[[Path, str], None]) -> None:
    document = read_document(source.read_bytes(), source.name)
    check_golden(source.with_name("document.txt"), str(document))


@each_source
def test_golden_extraction(source: Path, check_golden: Callable[[Path, str], None]) -> None:
    check_golden(source.with_name("expected.json"), json.dumps(extract(source), ensure_ascii=False, indent=1) + "\n")


def test_the_same_plan_says_the_same_whoever_writes_the_file() -> None:
    hand, office = (extract(FIXTURES / "odt" / name) for name in ("flat_plan/source.fodt", "office_plan/source.odt"))
    assert said(hand) == said(office)


def said(extraction: dict[str, object]) -> list[list[tuple[object, ...]]]:
    """Return what is said of each recommendation and action, without places."""
    told = json.loads(json.dumps(extraction))
    return [
        [(r["number"], r["text"]) for r in told["recommendations"]],
        [
            (
                a["number"],
                a["text"],
                *(t["raw"] for t in a["timelines"]),
                *(o["raw"] for o in a["owners"]),
                a["status"]["rag"],
            )
            for a in told["actions"]
        ],
    ]
