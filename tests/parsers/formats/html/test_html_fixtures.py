"""Our own web pages, in the styles that councils publish in: what the reader saw, and what we made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.as_one import read_as_one
from parsers.assemble import read_extraction
from parsers.document import Document, Layer
from parsers.formats.registry import read_document
from parsers.given import FilePart
from parsers.repair import repair
from tests.parsers.goldens import without_confidence

HOME = Path(__file__).parents[4] / "fixtures" / "html"
CASES = sorted(path.name for path in HOME.iterdir())
PASSING = {"reader", "settings"}

each_case = pytest.mark.parametrize("case", CASES)


def load(case: str) -> tuple[bytes, tuple[FilePart, ...]]:
    """Return the bytes of a case, and its files where they are taken as one."""
    paths = sorted((HOME / case).glob("*.html"))
    loaded = [path.read_bytes() for path in paths]
    parts = tuple(FilePart(path.name, len(data)) for path, data in zip(paths, loaded, strict=True))
    return b"".join(loaded), parts if len(parts) > 1 else ()


def read(case: str) -> Document:
    data, parts = load(case)
    return read_as_one(data, case, parts) if parts else read_document(data, "source.html")


@each_case
def test_golden_document_as_the_reader_saw_it(case: str, check_golden: Callable[[Path, str], None]) -> None:
    check_golden(HOME / case / "document.txt", str(repair(read(case))))


@each_case
def test_golden_extraction(case: str, check_golden: Callable[[Path, str], None]) -> None:
    data, parts = load(case)
    found = json.loads(read_extraction(data, "source.html", parts=parts).to_json(), object_hook=without_confidence)
    kept = {key: value for key, value in found.items() if key not in PASSING}
    check_golden(HOME / case / "expected.json", json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def body(case: str) -> str:
    return "\n".join(block.text for block in read(case).iter_blocks() if block.layer is Layer.BODY)


@each_case
def test_what_stands_around_the_text_is_no_part_of_it(case: str) -> None:
    around = ("cookie", "Accessibility", "Skip to", "useful?", "Home |", "Elections", "Crown copyright", "Copyright")
    assert [words for words in around if words in body(case)] == []


def test_what_stands_around_the_text_is_kept() -> None:
    printed = read("council_site_plan").printed_text()
    for words in ("Cookies on this site", "Counts visits", "Bins", "Was this page useful?", "Town Hall", "in house"):
        assert words in printed


@each_case
def test_every_run_of_the_text_knows_its_place(case: str) -> None:
    places = [run.place for block in read(case).iter_blocks() for run in block.words.runs]
    assert all(str(dict(place.at).get("path", "")).startswith("/html") for place in places)
