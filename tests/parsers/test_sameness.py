"""The same plan gives the same records whatever it was published as: Word, web page, sheet, slides, text or PDF.

`fixtures/make` writes each plan in every format; `expected.json` beside them is what we make of it, `gold.json` what a
careful person reads out of it.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from fixtures.make.same import SAME, WRITERS
from parsers.assemble import read_extraction
from parsers.formats.registry import readers
from parsers.given import ReadSettings

FIXTURES = Path(__file__).parents[2] / "fixtures"
HOME = FIXTURES / "same"
MAX_BYTES = 60_000
SUFFIXES = (".pdf", *WRITERS)
PLANS = [each.name for each in SAME]

# Where a value was read from is the file's own; so are its name, its hash and the code that read it.
PLACES = frozenset(("source", "reader", "settings", "provenance", "measure_provenance"))
# How sure one is of a value also hangs on the format; goldens keep only that there is a place for it.
UNSURE = "confidence"
# What only some formats have to say, and why. Every other issue is the plan's and stands in every format.
FORMATS_OWN = {
    "duplicate-text": "printed twice in one place, as only a page can",
    "header-repeated": "pages and slides print a table's header again",
    "hidden-text": "sheets, slides and tags hide what paper cannot",
    "row-rejoined": "only a page's end cuts a row",
    "tags-disagree": "only a PDF has tags beside what it prints",
}
# The lowest F1 of a plan in a format, where it is not 1, and why.
LESS: dict[tuple[str, str], tuple[str, str]] = {}

each_file = pytest.mark.parametrize(("plan", "suffix"), [(plan, suffix) for plan in PLANS for suffix in SUFFIXES])


@cache
def read(plan: str, suffix: str) -> str:
    """Return the extraction of a plan in one format; skip the test while no reader claims that format."""
    source = HOME / plan / f"source{suffix}"
    data = source.read_bytes()
    if not any(reader.sniff(data) for reader in readers()):
        pytest.skip(f"no reader claims {suffix} files yet")
    with (FIXTURES / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    return read_extraction(data, source.name, settings=settings).to_json()


def without_places(value: object) -> object:
    """Return what was read without where it was read from."""
    match value:
        case dict():
            kept = {key: None if key == UNSURE else inside for key, inside in value.items() if key not in PLACES}
            return {key: without_places(inside) for key, inside in kept.items()}
        case list():
            return [without_places(inside) for inside in value]
    return value


def kept(plan: str, suffix: str) -> str:
    """Return what must be the same in every format."""
    data = json.loads(read(plan, suffix))
    data["issues"] = [issue for issue in data["issues"] if issue["code"] not in FORMATS_OWN]
    return json.dumps(without_places(data), ensure_ascii=False, indent=1) + "\n"


def iter_places(value: object) -> Iterator[dict[str, object]]:
    """Yield every provenance, also those that hang on a field's name."""
    match value:
        case dict():
            if "snippet" in value:
                yield value
            for inside in value.values():
                yield from iter_places(inside)
        case list():
            for inside in value:
                yield from iter_places(inside)


@each_file
def test_what_is_read_does_not_tell_which_file_it_was_read_from(
    plan: str, suffix: str, check_golden: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--golden") and suffix != ".md":
        pytest.skip("the plain text decides what is expected of all")
    check_golden(HOME / plan / "expected.json", kept(plan, suffix))


@each_file
def test_what_is_read_is_what_a_careful_person_reads(plan: str, suffix: str, shared: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.json"
    predicted.write_text(read(plan, suffix), encoding="utf-8")
    least, _ = LESS.get((plan, suffix), ("1.0", ""))
    gold = HOME / plan / "gold.json"
    command = [sys.executable, str(shared / "score"), str(predicted), str(gold), "--exact", "--misses", "--min", least]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout


@each_file
def test_every_record_says_where_in_its_file_it_stands(plan: str, suffix: str) -> None:
    data = json.loads(read(plan, suffix))
    records = [*data["recommendations"], *data["actions"], *data["progress"]]
    assert all(record["provenance"] for record in records)
    unplaced = [
        place["snippet"]
        for place in iter_places([data["document"], *records])
        if not any(place.get(key) is not None for key in ("page", "line", "table", "at"))
    ]
    assert unplaced == []


@pytest.mark.parametrize("each", SAME, ids=lambda each: each.name)
def test_the_files_of_a_plan_are_all_there_small_and_of_one_gold(each: object) -> None:
    [same] = [one for one in SAME if one is each]
    folder = HOME / same.name
    wanted = {"gold.json", "expected.json", *(f"source{suffix}" for suffix in SUFFIXES)}
    assert {path.name for path in folder.iterdir()} == wanted
    assert (folder / "gold.json").read_text(encoding="utf-8") == same.gold_text(), "run: make fixtures ARGS=same"
    assert max(path.stat().st_size for path in folder.iterdir()) <= MAX_BYTES


def test_every_folder_is_a_plan() -> None:
    assert sorted(PLANS) == sorted(folder.name for folder in HOME.iterdir())
