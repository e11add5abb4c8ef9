"""Objectives numbered under a recommendation that only what stands above their table words."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.draft import Drafting
from parsers.objectives import wording_above
from parsers.words import Words

HEADER = "What we want to achieve\tHow we will do it\tTimescale\n"


def section(above: str, number: int, *, numbers: tuple[str, ...] = ("1", "2")) -> str:
    rows = (f"{number}.{part} Aim {part} of many\tPlant {part} trees\tMay 2025\n" for part in numbers)
    return f"{above}\n\n{HEADER}{''.join(rows)}\n"


def recommendations(text: str) -> list[tuple[str | None, str]]:
    found = read_extraction(f"# Action plan\n\n{text}".encode(), "plan.txt").recommendations
    return [(recommendation.number, recommendation.text) for recommendation in found]


@pytest.mark.parametrize("mark", ["## ", ""], ids=["headings", "one-is-a-paragraph"])
def test_what_stands_above_a_table_of_objectives_words_their_recommendation(mark: str) -> None:
    text = (
        section("## Bring the orchards back into use", 1)
        + section("## Look after every hedge", 2)
        + section(f"{mark}Open the mill to its neighbours again.", 3)
    )
    assert recommendations(text) == [
        ("1", "Bring the orchards back into use"),
        ("2", "Look after every hedge"),
        ("3", "Open the mill to its neighbours again."),
    ]


def test_a_fuller_wording_above_is_kept_and_another_is_not() -> None:
    known = "Recommendation 1: Bring the orchards back into use.\n\nRecommendation 2: Look after every hedge.\n\n"
    text = (
        known + section("## Bring the old orchards back into use.", 1) + section("## A theme of quite another kind", 2)
    )
    assert recommendations(text) == [
        ("1", "Bring the old orchards back into use."),
        ("2", "Look after every hedge."),
    ]


@pytest.mark.parametrize(
    "above", ["", "Action plan", "Key recommendations of the peers", "Parks"], ids=["none", "short", "topic", "word"]
)
def test_a_heading_that_words_nothing_is_no_recommendation(above: str) -> None:
    assert not wording_above(Drafting(), "1", Words.of(above))


def test_without_a_number_nothing_is_told_from_what_stands_above() -> None:
    assert not wording_above(Drafting(), None, Words.of("Bring the orchards back into use"))
