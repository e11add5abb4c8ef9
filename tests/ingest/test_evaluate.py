"""`peerplan evaluate` compares what it is given with gold files, reads documents first, and says what differs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app

PLAN = (
    "Ref\tRecommendation\tAction\tTimescale\tLead officer\n"
    "1\tOpen the reading room\tAgree who holds the keys\tMay 2025\tHead of Culture\n"
    "2\tMend the roof\tFind a slater\tJune 2025\tHead of Estates\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a plan in `plans/`, and what is read out of it in `gold/`."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "plans" / "lantern.txt").write_text(PLAN, encoding="utf-8")
    done = CliRunner().invoke(app, ["extract", str(tmp_path / "plans" / "lantern.txt"), "--json", "--in-process"])
    (tmp_path / "gold" / "lantern.json").write_text(done.stdout, encoding="utf-8")
    return tmp_path


def run(*words: str | Path, fails: int = 0) -> Result:
    done = CliRunner().invoke(app, ["evaluate", *map(str, words), "--in-process"])
    assert done.exit_code == fails, done.output
    return done


def change(path: Path, *, owner: str) -> None:
    """Give the first action of an extraction another owner."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["actions"][0]["owners"][0]["name"] = owner
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_document_is_read_first_and_compared_field_by_field(folder: Path) -> None:
    change(folder / "gold" / "lantern.json", owner="Head of Books")
    told = run(folder / "plans" / "lantern.txt", folder / "gold" / "lantern.json").stdout.splitlines()
    assert "action.owners                   0.500   0.500  0.500      1      1      1" in [
        line.rstrip() for line in told
    ]
    assert told[-1].startswith("overall: precision 0.95")


def test_folders_are_compared_by_the_names_of_their_files(folder: Path) -> None:
    (folder / "plans" / "ember.txt").write_text(PLAN, encoding="utf-8")
    done = run(folder / "plans", folder / "gold", "--json")
    figures = json.loads(done.stdout)
    assert figures["overall"]["f1"] == 1.0
    assert list(figures["documents"]) == ["lantern"]
    assert "no gold file for ember: left out" in done.stderr


def test_gold_files_may_lie_beside_the_documents(folder: Path) -> None:
    (folder / "gold" / "lantern.json").rename(folder / "plans" / "lantern.json")
    assert json.loads(run(folder / "plans", folder / "plans", "--json").stdout)["overall"]["f1"] == 1.0


def test_an_extraction_is_taken_before_the_document_beside_it(folder: Path) -> None:
    gold = (folder / "gold" / "lantern.json").read_text("utf-8")
    (folder / "plans" / "lantern.json").write_text(gold, encoding="utf-8")
    change(folder / "plans" / "lantern.json", owner="Head of Books")
    assert json.loads(run(folder / "plans", folder / "gold", "--json").stdout)["overall"]["f1"] < 1.0


def test_what_differs_is_told_line_by_line_or_as_json(folder: Path) -> None:
    change(folder / "gold" / "lantern.json", owner="\x1b[31mHead of Books")
    told = run(folder / "plans", folder / "gold", "--misses").stdout
    assert "lantern r1   'agree who holds the keys' action.owners: extra  ('head of culture', 'post', 'lead')" in told
    assert "\x1b" not in told
    [extra, lacks] = json.loads(run(folder / "plans", folder / "gold", "--misses", "--json").stdout)["misses"]
    assert (extra["what"], extra["record"], extra["position"]) == ("extra", "a1", 0)
    assert (lacks["what"], lacks["gold_record"], lacks["value"][1:]) == ("lacks", "a1", ["post", "lead"])


def test_under_the_least_figure_it_ends_with_1(folder: Path) -> None:
    change(folder / "gold" / "lantern.json", owner="Head of Books")
    run(folder / "plans", folder / "gold", "--min", "0.9")
    done = run(folder / "plans", folder / "gold", "--min", "0.99", fails=1)
    assert "peerplan: F1 is 0.95" in done.stderr


def test_texts_are_alike_or_with_exact_equal(folder: Path) -> None:
    words = " ".join(f"word{number}" for number in range(40))
    for name, text in (("gold", words), ("plans", f"{words} more")):
        content = {"recommendations": [{"id": "r1", "text": text}]}
        (folder / name / "lantern.json").write_text(json.dumps(content), encoding="utf-8")
    assert json.loads(run(folder / "plans", folder / "gold", "--json").stdout)["overall"]["f1"] == 1.0
    assert json.loads(run(folder / "plans", folder / "gold", "--json", "--exact").stdout)["overall"]["f1"] == 0.5


def test_figures_by_feature_are_those_of_the_documents_that_have_it(folder: Path) -> None:
    for name in ("ember", "quarry"):
        (folder / "plans" / f"{name}.txt").write_text(PLAN, encoding="utf-8")
        (folder / "gold" / f"{name}.json").write_text((folder / "gold" / "lantern.json").read_text())
    change(folder / "gold" / "quarry.json", owner="Head of Books")
    features = folder / "features.csv"
    features.write_text("document,features\nlantern.txt,tabs; spring\nquarry,tabs\n", encoding="utf-8")
    done = run(folder / "plans", folder / "gold", "--by", features, "--json")
    by_feature = json.loads(done.stdout)["features"]
    assert (by_feature["spring"]["f1"], by_feature["tabs"]["f1"] < 1) == (1.0, True)
    assert "says nothing of 1 of the documents: ember" in done.stderr
    table = run(folder / "plans", folder / "gold", "--by", features).stdout
    assert "\nFeature  Precision" in table


def test_a_document_that_cannot_be_read_counts_as_nothing_found(folder: Path) -> None:
    (folder / "plans" / "lantern.txt").write_text("", encoding="utf-8")
    done = run(folder / "plans", folder / "gold", "--json", fails=1)
    figures = json.loads(done.stdout)
    assert (figures["overall"]["recall"], figures["failed"]) == (0.0, ["lantern"])
    assert "lantern.txt: is empty" in done.stderr


def test_a_document_that_is_not_there_counts_as_nothing_found(folder: Path) -> None:
    (folder / "plans" / "lantern.txt").unlink()
    done = run(folder / "plans", folder / "gold", fails=1)
    assert "peerplan: lantern: no extraction to compare" in done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("no json", "this is no JSON", id="no-json"),
        pytest.param("[1]", "this is no extraction", id="a-list"),
        pytest.param('{"name": "x"}', "this is no extraction", id="another-object"),
        pytest.param('{"actions": [{"id": "a1"}]}', "actions.0.text: Field required", id="no-text"),
        pytest.param("[" * 100_000, "this is no JSON", id="nested"),
        pytest.param(
            '{"actions": [{"text": "x", "timelines": [{"end": "soon"}]}]}', "actions.0.timelines.0.end", id="date"
        ),
    ],
)
def test_a_gold_file_that_is_none_is_told_in_one_line(folder: Path, content: str, message: str) -> None:
    (folder / "gold" / "lantern.json").write_text(content, encoding="utf-8")
    done = run(folder / "plans", folder / "gold", fails=2)
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("predicted", "gold", "options", "message"),
    [
        pytest.param("none", "gold", (), "none: does not exist", id="missing"),
        pytest.param("plans", "plans", (), "holds no gold file", id="no-gold"),
        pytest.param("plans/other.txt", "gold", (), "no gold file called other.json", id="no-namesake"),
        pytest.param("plans", "gold", ("--min", "97"), "a figure from 0 to 1", id="percent"),
        pytest.param("plans", "gold", ("--by", "plans/other.txt"), "no column called document", id="features"),
        pytest.param("plans", "gold", ("--by", "none.csv"), "cannot be read as CSV", id="no-features"),
    ],
)
def test_wrong_use_is_told(
    folder: Path, predicted: str, gold: str, options: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "plans" / "other.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert message in run(predicted, gold, *options, fails=2).stderr


def test_two_documents_of_one_name_are_told(folder: Path) -> None:
    (folder / "plans" / "lantern.md").write_text(PLAN, encoding="utf-8")
    done = run(folder / "plans", folder / "gold", fails=2)
    assert "lantern.md, lantern.txt could each be meant; leave one" in done.stderr


def test_a_pipe_is_no_gold_file(folder: Path) -> None:
    (folder / "gold" / "lantern.json").unlink()
    os.mkfifo(folder / "gold" / "lantern.json")
    done = run(folder / "plans" / "lantern.txt", folder / "gold" / "lantern.json", fails=2)
    assert "is no plain file" in done.stderr
