"""A status that is a colour is read the same from a fill, a rule, shading, a dot or a sign, in every format.

By the contract's "status" and its ruling "Colour". The marks and what is read of each stand in
`fixtures/make/plans/colours.py`; the files in `fixtures/rag/`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from fixtures.make.plans.colours import BANDED, MARKS, Mark
from fixtures.make.same import RAG, WRITERS
from parsers.assemble import read_extraction
from parsers.formats.registry import readers

HOME = Path(__file__).parents[2] / "fixtures" / "rag"
MAX_BYTES = 60_000
SUFFIXES = (".pdf", *WRITERS)
NO_FILLS = (".md",)  # where rows and headers have none that a status could share
Shown = tuple[str, str | None, str]  # value, colour, words

each_suffix = pytest.mark.parametrize("suffix", SUFFIXES)


@cache
def read(case: str, suffix: str) -> str:
    """Return the extraction of a case in one format; skip the test while no reader claims that format."""
    source = HOME / case / f"source{suffix}"
    data = source.read_bytes()
    if not any(reader.sniff(data) for reader in readers()):
        pytest.skip(f"no reader claims {suffix} files yet")
    return read_extraction(data, source.name).to_json()


def statuses(case: str, suffix: str) -> dict[str, Shown | None]:
    """Return the status of each action by how it is shown."""
    actions = json.loads(read(case, suffix))["actions"]
    shown = {action["text"].removeprefix("Show the status by "): action["status"] for action in actions}
    return {
        name: (status["value"], status.get("rag"), status.get("raw") or "") if status else None
        for name, status in shown.items()
    }


def expected(marks: tuple[Mark, ...], suffix: str, *, has_key: bool) -> dict[str, Shown | None]:
    read_as = {mark.name: mark.read(has_key=has_key, suffix=suffix) for mark in marks}
    return {name: (status.value, status.rag, status.raw) if status else None for name, status in read_as.items()}


@each_suffix
def test_without_a_key_a_colour_means_what_the_contract_says(suffix: str) -> None:
    assert statuses("bare", suffix) == expected(MARKS, suffix, has_key=False)


@each_suffix
def test_with_a_key_a_colour_means_what_the_key_says(suffix: str) -> None:
    assert statuses("keyed", suffix) == expected(MARKS, suffix, has_key=True)


@each_suffix
def test_a_fill_of_a_header_or_of_every_second_row_is_no_status(suffix: str) -> None:
    wanted = expected(BANDED, suffix, has_key=False)
    if suffix in NO_FILLS:
        wanted = {name: shown for name, shown in wanted.items() if "header" not in name}
    found = statuses("bands", suffix)
    assert {name: found[name] for name in wanted} == wanted


@each_suffix
def test_what_a_colour_was_taken_for_is_said_where_no_key_explains_it(suffix: str) -> None:
    taken = [mark.read(has_key=False, suffix=suffix) for mark in MARKS]
    names = ("Red", "Amber", "Green", "Blue", "")
    wanted = sum(1 for status in taken if status and status.raw in names)
    issues = [issue["code"] for issue in json.loads(read("bare", suffix))["issues"]]
    assert issues.count("rag-without-legend") == wanted
    assert "rag-without-legend" not in [issue["code"] for issue in json.loads(read("keyed", suffix))["issues"]]


def test_every_case_is_there_in_every_format_and_small() -> None:
    assert sorted(folder.name for folder in HOME.iterdir()) == sorted(RAG)
    for name in RAG:
        assert {path.suffix for path in (HOME / name).iterdir()} == set(SUFFIXES)
        assert max(path.stat().st_size for path in (HOME / name).iterdir()) <= MAX_BYTES


def test_a_colour_beside_what_was_done_in_a_small_table_is_no_legend() -> None:
    found = read_extraction(
        b"# Peer challenge progress update\n\nTarnbrook Council\n\nMay 2026\n\n"
        b"| No. | Recommendation | RAG | Progress |\n|---|---|---|---|\n"
        b"| 1 | Mend the roof of the mill | Amber | Survey finished; the slates are late. |\n"
        b"| 2 | Clear the weir above the town | Green | Boat hired. |\n\n"
        b"| Rating | Meaning |\n|---|---|\n| Green | On track |\n| Amber | Behind plan |\n",
        "update.md",
    )
    assert [(r.status.value, r.status.raw) for r in found.recommendations if r.status] == [
        ("delayed", "Amber"),
        ("in_progress", "Green"),
    ]
    assert "rag-without-legend" not in {issue.code for issue in found.issues}
