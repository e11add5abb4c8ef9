"""The table of weights is in order, every clue in it comes up in the code, and a joint is the sum of its evidence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import parsers.repair
from parsers.joints import Evidence, Joint, JointKind, Side
from parsers.repair.joining.weights import Clue, Sight, weigh

REPAIR = Path(parsers.repair.__file__).parent


def lines() -> list[dict[str, str]]:
    with (REPAIR / "joining" / "weights.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_weights_are_sorted_and_each_stands_once() -> None:
    keys = [(line["joint"], line["name"]) for line in lines()]
    assert keys == sorted(set(keys))


def test_each_line_weighs_something_somewhere_and_says_what_it_is() -> None:
    assert [line["name"] for line in lines() if not (line["text"] or line["page"]) or not line["says"]] == []


def test_every_clue_of_the_table_comes_up_in_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for path in REPAIR.rglob("*.py"))
    grids = {"grid-alike", "grid-divided", "grid-same"}  # put together from the kinds of fit
    assert [line["name"] for line in lines() if f'"{line["name"]}"' not in code and line["name"] not in grids] == []


def test_a_clue_counts_once_however_often_it_is_noticed() -> None:
    clues = [Clue("sentence-runs-on", f"column {number}") for number in range(1, 6)]
    [found] = weigh(JointKind.ROW, Sight.TEXT, clues)
    assert (found.weight, found.detail) == (3.0, "column 1; column 2; column 3")


@pytest.mark.parametrize(
    ("name", "sight"),
    [pytest.param("no-such-clue", Sight.PAGE, id="unknown"), pytest.param("border-open", Sight.TEXT, id="not-in-text")],
)
def test_a_clue_that_cannot_come_up_is_a_fault_of_ours(name: str, sight: Sight) -> None:
    with pytest.raises(KeyError):
        weigh(JointKind.ROW, sight, [Clue(name)])


@pytest.mark.parametrize(
    ("weights", "is_joined", "is_doubtful"),
    [
        pytest.param((), False, False, id="nothing-speaks"),
        pytest.param((4.0,), True, False, id="for"),
        pytest.param((4.0, -3.0), True, True, id="little-more-for"),
        pytest.param((2.0, -3.0), False, True, id="little-more-against"),
        pytest.param((2.0, -2.0), False, True, id="as-much"),
        pytest.param((-1.0,), False, False, id="only-against"),
        pytest.param((4.0, -20.0), False, False, id="against"),
    ],
)
def test_a_joint_is_the_sum_of_its_evidence(weights: tuple[float, ...], is_joined: bool, is_doubtful: bool) -> None:
    joint = Joint(JointKind.ROW, Side(), Side(), tuple(Evidence("x", weight, "it is so") for weight in weights))
    assert (joint.is_joined, joint.is_doubtful) == (is_joined, is_doubtful)
