"""The data beside the code: sorted, without duplicates, and each wording with the document it was seen in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEXICA = sorted(
    path for package in ("ingest", "parsers", "normalise", "store") for path in (ROOT / package).rglob("*.csv")
)
NOT_WORDINGS = {
    "bullets.csv",
    "built_in_formats.csv",
    "calibration.csv",
    "codebook.csv",
    "contents.csv",
    "councils.csv",
    "header_forms.csv",
    "issues.csv",
    "readings.csv",
    "report_columns.csv",
    "report_rows.csv",
    "topics.csv",
    "verbs.csv",
    "versions.csv",
    "weights.csv",
    "joint_offices.csv",
    "word_tails.csv",
}


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def cases(path: Path) -> list[tuple[str, ...]]:
    """Return each line without `seen_in`, folded for case."""
    return [tuple(value.casefold() for key, value in row.items() if key != "seen_in") for row in read_rows(path)]


@pytest.mark.parametrize("path", LEXICA, ids=lambda path: path.name)
def test_a_lexicon_is_sorted(path: Path) -> None:
    keys = [next(iter(row.values())) for row in read_rows(path)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("path", LEXICA, ids=lambda path: path.name)
def test_a_lexicon_says_nothing_twice(path: Path) -> None:
    found = cases(path)
    assert sorted(set(found)) == sorted(found)


@pytest.mark.parametrize("path", LEXICA, ids=lambda path: path.name)
def test_every_line_of_a_lexicon_has_every_column(path: Path) -> None:
    for row in read_rows(path):
        assert None not in row, f"too many columns: {row}"
        assert None not in row.values(), f"too few columns: {row}"


@pytest.mark.parametrize("path", [path for path in LEXICA if path.name not in NOT_WORDINGS], ids=lambda path: path.name)
def test_a_wording_says_where_it_was_seen_or_that_it_was_not_yet(path: Path) -> None:
    fixtures = {folder.name for folder in (ROOT / "fixtures").iterdir()}
    places = fixtures | {"contract", "common", ""}  # the contract's own wording; any reader's English; foreseen only
    elsewhere = {row["seen_in"] for row in read_rows(path)} - places
    assert elsewhere == set()
