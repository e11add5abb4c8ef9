"""Totals that a document states of itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.counts import read_declared_counts

Total = tuple[str, str | None, int]


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        pytest.param("The peers made twelve key recommendations.", [("recommendation", "key", 12)], id="word"),
        pytest.param("We accept all 12 recommendations.", [("recommendation", None, 12)], id="all"),
        pytest.param("The report lists twenty-one recommendations.", [("recommendation", None, 21)], id="compound"),
        pytest.param(
            "The visit led to five recommendations and 12 actions.",
            [("recommendation", None, 5), ("action", None, 12)],
            id="led-to",
        ),
        pytest.param("We go back to three recommendations below.", [], id="back-to"),
        pytest.param("9 Key Recommendations", [("recommendation", "key", 9)], id="heading"),
        pytest.param("the team's nine headline recommendations", [("recommendation", "key", 9)], id="headline"),
        pytest.param("six formal, and several other, recommendations", [], id="several-is-no-adjective"),
        pytest.param(
            "six formal, and other minor, recommendations", [("recommendation", "key", 6)], id="first-adjective"
        ),
        pytest.param("four additional recommendations", [("recommendation", "additional", 4)], id="additional"),
        pytest.param("a further three recommendations", [("recommendation", "additional", 3)], id="further"),
        pytest.param("This plan holds 31 actions.", [("action", None, 31)], id="actions"),
        pytest.param("31 actions linked to the nine recommendations", [("action", "key", 31)], id="linked"),
        pytest.param("31 Actions linked to 9 Formal Recommendations", [("action", "key", 31)], id="linked-heading"),
        pytest.param("5 actions linked to additional comments", [("action", "additional", 5)], id="linked-additional"),
        pytest.param("40 actions across the ten key recommendations", [("action", "key", 40)], id="across"),
        pytest.param("5 actions against the further suggestions", [("action", "additional", 5)], id="against"),
        pytest.param(
            "There are six recommendations and 24 actions.",
            [("recommendation", None, 6), ("action", None, 24)],
            id="two-totals",
        ),
        pytest.param("Of the 30 actions, 20 are complete.", [("action", None, 30)], id="of-the-total"),
        pytest.param("In 2023 the team made nine recommendations.", [("recommendation", None, 9)], id="year-in-front"),
        pytest.param("the 14 recommendations made in 2021", [], id="earlier-year"),
        pytest.param("the 14 recommendations from the 2021 challenge", [], id="earlier-year-challenge"),
        pytest.param("the previous review's 14 recommendations", [], id="previous"),
        pytest.param("14 recommendations from the earlier visit", [], id="earlier"),
        pytest.param(
            "We look back at the recommendations made in 2021. Progress on each of the 14 recommendations is below.",
            [],
            id="earlier-in-the-sentence-before",
        ),
        pytest.param("20 actions have been completed", [], id="breakdown"),
        pytest.param("20 actions completed", [], id="breakdown-short"),
        pytest.param("Six actions are finished, and two are behind.", [], id="breakdown-finished"),
        pytest.param("Three actions have slipped.", [], id="breakdown-slipped"),
        pytest.param("four actions remain", [], id="remain"),
        pytest.param("23 actions", [], id="figure-by-itself"),
        pytest.param("| 23 actions | \t", [], id="figure-alone-in-a-row"),
        pytest.param("three recommendations relate to finance", [], id="some-of-them"),
        pytest.param("two of the recommendations", [], id="part"),
        pytest.param("On two recommendations the peers saw no change.", [], id="on-some"),
        pytest.param("We report on two recommendations.", [("recommendation", None, 2)], id="on-all"),
        pytest.param("the first three recommendations", [], id="first-three"),
        pytest.param("over 30 actions", [], id="approximation"),
        pytest.param("up to ten priority actions", [], id="up-to"),
        pytest.param("Recommendations 1 and 2", [], id="numbers-of-recommendations"),
        pytest.param("Recommendation 8 Actions", [], id="number-before-a-heading"),
        pytest.param("1.5 actions and £12 actions", [], id="no-whole-number"),
        pytest.param("", [], id="blank"),
    ],
)
def test_totals_are_read_and_parts_of_them_are_not(text: str, totals: list[Total]) -> None:
    found = read_declared_counts(text).found
    assert [(r.value.what, r.value.kind, r.value.count) for r in found] == totals
    assert all(r.value.raw == " ".join(text[r.start : r.end].split()) for r in found)


def test_a_total_of_the_documents_own_challenge_counts_with_its_year() -> None:
    text = "the 14 recommendations made in 2021"
    assert [r.value.count for r in read_declared_counts(text, challenge_year=2021).found] == [14]


@given(st.text(max_size=150))
@settings(deadline=None)
def test_any_text_is_read_without_failing_and_raw_is_in_it(text: str) -> None:
    for reading in read_declared_counts(text + " nine recommendations made").found:
        assert reading.value.raw in " ".join((text + " nine recommendations made").split())


@pytest.mark.parametrize("unit", ["nine key ", "9 ", "9 actions ", "previous ", " ", "\n", ". A"])
def test_long_odd_texts_are_read_without_failing(unit: str) -> None:
    read_declared_counts(unit * (20_000 // len(unit)))


@pytest.mark.parametrize(("text", "count"), [("6 recommendations", 1), ("14 actions", 1), ("9 actions complete", 0)])
def test_a_figure_on_a_tile_is_a_total_though_nothing_stands_beside_it(text: str, count: int) -> None:
    assert len(read_declared_counts(text, on_tile=True).found) == count
    assert not read_declared_counts(text).found
