"""Documents by authors who had not seen the reader: each is read at least as well as it has been (`bars.csv`)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalise.scoring import compare, read_answers, score
from parsers.assemble import read_extraction

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "unseen"
NO_PLANS = (
    *("second/07", "second/11", "second/17", "second/26"),
    *("third/07", "third/12", "third/25", "third/29"),
    *("fourth/05", "fourth/16"),
)


def bars() -> dict[str, float]:
    with (ROOT / "bars.csv").open(encoding="utf-8", newline="") as file:
        return {row["document"]: float(row["least_f1"]) for row in csv.DictReader(file)}


def test_each_document_has_its_bar() -> None:
    assert sorted(bars()) == sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("*/*/gold.json"))


@pytest.mark.parametrize(("name", "least"), [pytest.param(name, least, id=name) for name, least in bars().items()])
def test_an_unseen_document_is_read_as_well_as_it_has_been(name: str, least: float) -> None:
    [source] = (ROOT / name).glob("source.*")
    found = read_extraction(source.read_bytes(), source.name)
    gold = (ROOT / name / "gold.json").read_text(encoding="utf-8")
    scores = score({name: compare(read_answers(found.to_json()), read_answers(gold), name)})
    assert scores.overall.f1 >= least, "\n".join(map(str, scores.misses))
    if name.startswith(NO_PLANS):
        assert not found.recommendations
        assert not found.actions
