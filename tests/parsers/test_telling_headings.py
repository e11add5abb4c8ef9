"""Headings over tables that tell what to do word the recommendations, whatever the columns beside are called."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction

COMMANDS = ("Improve the mill before the winter storms", "Review the quay and keep it open")


def _read(headings: tuple[str, str], column: str, cells: tuple[str, str]) -> list[tuple[str | None, str, str | None]]:
    tables = "".join(
        f"### {heading}\n\n| {column} | Action | Lead |\n| --- | --- | --- |\n"
        f"| {cell} | Buy {place} | Head of Parks |\n\n"
        for heading, cell, place in zip(headings, cells, ("slates", "a barge"), strict=True)
    )
    text = f"# Peer challenge action plan\n\nTarnbrook Council\n\n## Our action plan\n\n{tables}"
    found = read_extraction(text.encode(), "plan.md")
    return [(r.number, r.text, r.context or None) for r in found.recommendations]


@pytest.mark.parametrize("sign", [("", ""), ("No. 1 – ", "No. 2 – ")])
def test_what_peers_said_beside_such_headings_is_context(sign: tuple[str, str]) -> None:
    first, second = (f"{mark}{words}" for mark, words in zip(sign, COMMANDS, strict=True))
    found = _read((first, second), "What the peers said", ("The roof leaks in every storm", "The quay is full of silt"))
    assert [(text, context) for _, text, context in found] == [
        (COMMANDS[0], "The roof leaks in every storm"),
        (COMMANDS[1], "The quay is full of silt"),
    ]
    assert [number for number, _, _ in found] == (["1", "2"] if sign[0] else [None, None])


def test_goals_below_such_headings_are_no_recommendations() -> None:
    found = _read(COMMANDS, "Our goal", ("A dry mill", "A deep quay"))
    assert [text for _, text, _ in found] == list(COMMANDS)


def test_a_column_that_tells_what_to_do_words_the_recommendations_under_themes() -> None:
    found = _read(COMMANDS, "Recommendation", ("Review the roof of the mill", "Publish a plan for the silt"))
    assert [text for _, text, _ in found] == ["Review the roof of the mill", "Publish a plan for the silt"]
