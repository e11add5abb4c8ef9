"""The five real documents: read as careful people read them, valid by the contract, every raw printed in its source."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from normalise.records import Extraction, Provenance
from parsers.assemble import read_extraction
from parsers.formats.registry import read_document
from parsers.repair import repair

MIN_F1 = 0.995
MIN_DOCUMENT_F1 = 0.995


@cache
def extract_all(folder: Path) -> dict[str, Extraction]:
    return {path.stem: read_extraction(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt"))}


@pytest.fixture
def seeds(shared: Path) -> dict[str, Extraction]:
    return extract_all(shared / "seeds")


@pytest.mark.parametrize("options", [[], ["--exact"]], ids=["alike", "exact"])
def test_the_seeds_are_read_as_the_gold_has_them(
    seeds: dict[str, Extraction], shared: Path, tmp_path: Path, options: list[str]
) -> None:
    for name, extraction in seeds.items():
        (tmp_path / f"{name}.json").write_text(extraction.to_json(), encoding="utf-8")
    command = [
        sys.executable,
        str(shared / "score"),
        str(tmp_path),
        str(shared / "gold"),
        "--json",
        "--misses",
        *options,
    ]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert scored["overall"][2] >= MIN_F1, scored["misses"]
    assert min(figures[2] for figures in scored["documents"].values()) >= MIN_DOCUMENT_F1, scored["documents"]
    assert scored["fields"]["action.found"][2] == 1
    assert scored["fields"]["rec.found"][2] == 1


def test_every_extraction_is_valid_by_the_schema(seeds: dict[str, Extraction], shared: Path) -> None:
    schema = json.loads((shared / "contract" / "extraction.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for extraction in seeds.values():
        validator.validate(json.loads(extraction.to_json()))


def test_every_raw_is_printed_in_its_source(seeds: dict[str, Extraction], shared: Path) -> None:
    for name, extraction in seeds.items():
        document = repair(read_document((shared / "seeds" / f"{name}.txt").read_bytes(), name))
        printed = fold(document.printed_text())
        for raw in iter_raws(json.loads(extraction.to_json())):
            assert is_printed(raw.split(), printed, pieces=2), (name, raw)


def test_every_value_knows_its_place(seeds: dict[str, Extraction]) -> None:
    for extraction in seeds.values():
        for recommendation in extraction.recommendations:
            assert_placed(recommendation.provenance)
        for entry in extraction.progress:
            assert_placed(entry.provenance)
        for action in extraction.actions:
            whens = [when.provenance for when in action.timelines]
            owners = [owner.provenance for owner in action.owners]
            statuses = [action.status.provenance] if action.status else []
            for provenance in (action.provenance, *whens, *owners, *statuses):
                assert_placed(provenance)
            assert len(action.measure_provenance) == len(action.measures)
        if extraction.document.title is not None:
            assert_placed(extraction.document.provenance["title"])


def test_the_lines_of_a_value_print_its_words(seeds: dict[str, Extraction], shared: Path) -> None:
    for name, extraction in seeds.items():
        lines = (shared / "seeds" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        for action in extraction.actions:
            for when in action.timelines:
                assert when.provenance is not None
                there = " ".join(lines[piece.line - 1] for piece in when.provenance.pieces if piece.line)
                assert all(word in there for word in when.raw.split()), (name, when.raw)


def assert_placed(provenance: Provenance | None) -> None:
    assert provenance is not None
    assert provenance.pieces
    assert provenance.line is not None
    assert provenance.snippet


def is_printed(words: list[str], printed: str, *, pieces: int) -> bool:
    """Say whether words stand in the printed text one behind the other, in so many pieces at most."""
    if fold(" ".join(words)) in printed:
        return True
    cuts = range(1, len(words)) if pieces > 1 else range(0)
    return any(
        fold(" ".join(words[:cut])) in printed and is_printed(words[cut:], printed, pieces=pieces - 1) for cut in cuts
    )


def iter_raws(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "raw" and inner:
                yield str(inner)
            else:
                yield from iter_raws(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from iter_raws(inner)


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
