"""Our figures are those of the score that lies beside the contract, over the gold files and over spoiled copies."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import pytest

from normalise.scoring import ALIKE, EXACT, Counts, Scores, compare, read_answers, score

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
SPOILED = 6  # copies of each gold file, each spoiled more than the one before
LISTS = ("recommendations", "actions", "progress")


def spoil(content: dict[str, Json], chance: random.Random, share: float) -> dict[str, Json]:
    """Return a copy in which about this share of the records and values is lost, doubled, moved, or worded anew."""
    copy: dict[str, Json] = json.loads(json.dumps(content))
    for kind in LISTS:
        records = copy[kind]
        assert isinstance(records, list)
        if kind != "recommendations":
            records[:] = [record for record in records if chance.random() > share / 4]
        for record in records:
            _spoil_record(record, chance, share)
        if chance.random() < share:
            chance.shuffle(records)
    document = copy["document"]
    assert isinstance(document, dict)
    for key in ("title", "published", "kind"):
        if chance.random() < share:
            document[key] = None
    return copy


def _spoil_record(record: Json, chance: random.Random, share: float) -> None:
    assert isinstance(record, dict)
    for key, value in record.items():
        if chance.random() > share:
            continue
        if isinstance(value, str) and key in ("text", "summary", "preamble", "context", "theme"):
            record[key] = _reworded(value, chance)
        elif isinstance(value, list) and value and key != "parts":
            _spoil_list(value, chance)
        elif key in ("number", "stage", "status", "objective", "summary", "theme", "preamble"):
            record[key] = None


def _reworded(text: str, chance: random.Random) -> str:
    words = text.split()
    del words[chance.randrange(len(words))]
    if chance.random() < 0.3:
        words[len(words) // 2 :] = ["other", "words"]
    return " ".join(words).upper() or "nothing"


def _spoil_list(values: list[Json], chance: random.Random) -> None:
    what = chance.random()
    if what < 0.3:
        values.pop()
    elif what < 0.6:
        values.append(values[0])
    elif isinstance(values[0], dict):
        values[0].update({"end": None, "label": "draft"} if "edtf" in values[0] else {"name": "Somebody else"})
    else:
        values[0] = "another measure"


@pytest.fixture(scope="module")
def spoiled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a folder of spoiled extractions, and one of the gold of each under the same name."""
    folder = tmp_path_factory.mktemp("scored")
    predicted, gold = folder / "predicted", folder / "gold"
    predicted.mkdir()
    gold.mkdir()
    for path in sorted((shared / "gold").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for count in range(SPOILED):
            copy = spoil(content, random.Random(f"{path.stem} {count}"), count / SPOILED)
            (predicted / f"{path.stem}_{count}.json").write_text(json.dumps(copy), encoding="utf-8")
            (gold / f"{path.stem}_{count}.json").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return predicted, gold


def _ours(predicted: Path, gold: Path, alike: float) -> Scores:
    return score(
        {
            path.stem: compare(
                read_answers((predicted / path.name).read_bytes()),
                read_answers(path.read_bytes()),
                path.stem,
                alike=alike,
            )
            for path in sorted(gold.glob("*.json"))
        }
    )


def _figures(counts: Counts) -> list[float]:
    return [counts.precision, counts.recall, counts.f1]


@pytest.mark.parametrize(("alike", "options"), [(ALIKE, []), (EXACT, ["--exact"])], ids=["alike", "exact"])
def test_the_figures_are_those_of_the_shared_score(
    spoiled: tuple[Path, Path], shared: Path, alike: float, options: list[str]
) -> None:
    command = [sys.executable, str(shared / "score"), *map(str, spoiled), "--json", "--misses", *options]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = _ours(*spoiled, alike)
    assert _figures(ours.overall) == theirs["overall"]
    assert {name: _figures(counts) for name, counts in ours.documents.items()} == theirs["documents"]
    fields = {name: [*_figures(c), c.right, c.extra, c.lacks] for name, c in ours.fields.items()}
    assert fields == theirs["fields"]
    assert sum(counts.extra + counts.lacks for counts in ours.fields.values()) == len(ours.misses)
    assert 0.3 < ours.overall.f1 < 0.95, "the copies are spoiled enough, and not too much, to tell anything"


def test_a_gold_file_against_itself_lacks_nothing(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.json")):
        gold = read_answers(path.read_bytes())
        assert score({path.stem: compare(gold, gold)}).overall.f1 == 1.0


def test_both_judge_a_document_that_was_not_read_alike(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold"
    command = [sys.executable, str(shared / "score"), str(tmp_path), str(gold), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    nothing = read_answers(b'{"document": {}}')
    ours = score({path.stem: compare(nothing, read_answers(path.read_bytes())) for path in sorted(gold.glob("*.json"))})
    assert _figures(ours.overall) == theirs["overall"]
