"""Printed numbers: markers, inline lists, recommendation numbers, number words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.numbers import fold_number, read_marker, read_number_word, read_recommendation_number, split_numbered


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        pytest.param("1. Sept 2026", ("1",), "Sept 2026", id="digit-dot"),
        pytest.param("12) Write it", ("12",), "Write it", id="digit-bracket"),
        pytest.param("(a) Write it", ("a",), "Write it", id="in-brackets"),
        pytest.param("b and c. April 2026", ("b", "c"), "April 2026", id="two-letters"),
        pytest.param("a – c. March 2026", ("a", "b", "c"), "March 2026", id="letter-range"),
        pytest.param("1, 2 & 4: Cabinet", ("1", "2", "4"), "Cabinet", id="several"),
        pytest.param("1-3: Cabinet", ("1", "2", "3"), "Cabinet", id="digit-range"),
        pytest.param("b) and c) Cabinet", ("b", "c"), "Cabinet", id="each-with-its-bracket"),
        pytest.param("(a), (b) & (d) Cabinet", ("a", "b", "d"), "Cabinet", id="each-in-brackets"),
        pytest.param("1. – 3. Cabinet", ("1", "2", "3"), "Cabinet", id="range-with-dots"),
        pytest.param("i) to iii): Cabinet", ("i", "ii", "iii"), "Cabinet", id="range-of-romans"),
        pytest.param("i – iii. Cabinet", ("i", "ii", "iii"), "Cabinet", id="range-of-romans-with-a-dash"),
        pytest.param("ii. Do it", ("ii",), "Do it", id="roman"),
        pytest.param("7.1 Write a plan", ("7.1",), "Write a plan", id="dotted"),
        pytest.param("e.Progress it", ("e",), "Progress it", id="no-blank"),
        pytest.param("• Write it", (), "Write it", id="bullet"),
        pytest.param("- Write it", (), "Write it", id="dash"),
    ],
)
def test_a_marker_is_read(text: str, numbers: tuple[str, ...], rest: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert marker.numbers == numbers
    assert text[marker.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "1 April 2026",
        "31.3.26",
        "31/03/2026",
        "2.5 to 3 posts",
        "e.g. a plan",
        "i.e. a plan",
        "A plan",
        "Q1 2026",
        "",
        "12:30 meeting",
        "-5%",
        "10.30am",
        "Cabinet: June",
    ],
)
def test_what_is_no_marker_is_left_alone(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("a. Plan it. b. Do it.", ["Plan it.", "Do it."], id="letters"),
        pytest.param("1. Sept 2026 2. Dec 2026", ["Sept 2026", "Dec 2026"], id="dates"),
        pytest.param("Groups a. One b. Two c. Three", ["One", "Two", "Three"], id="lead-in"),
        pytest.param("Find money. b. Spend it. c. Count it.", ["Spend it.", "Count it."], id="head-lost"),
        pytest.param("d. Agree the plan.e. Carry on", ["Agree the plan.", "Carry on"], id="no-blank-before"),
        pytest.param("1) one 2) two", ["one", "two"], id="brackets"),
        pytest.param("(i) one (ii) two (iii) three", ["one", "two", "three"], id="roman"),
        pytest.param("Meet in 2024. Then stop.", [], id="year-and-full-stop"),
        pytest.param("See section 3. It is long.", [], id="one-number-inside"),
        pytest.param("e.g. this and i.e. that", [], id="abbreviations"),
        pytest.param("", [], id="empty"),
    ],
)
def test_an_inline_list_is_split_where_its_numbers_run_on(text: str, entries: list[str]) -> None:
    assert [text[entry.start : entry.end] for entry in split_numbered(text)] == entries


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Recommendation 1: Do it", "1", "Do it"),
        ("Recommendation one", "1", ""),
        ("RECOMMENDATION TWELVE – Do it", "12", "Do it"),
        ("Rec. 3 Do it", "3", "Do it"),
        ("Rec No. 4", "4", ""),
        ("R5 Do it", "5", "Do it"),
        ("KR 6: Do it", "6", "Do it"),
        ("Key recommendation 7", "7", ""),
        ("2.8 Recommendation 8", "8", ""),
        ("Recommendation 4.2: Do it", "4.2", "Do it"),
    ],
)
def test_a_recommendation_number_is_read(text: str, number: str, rest: str) -> None:
    found = read_recommendation_number(text)
    assert found is not None
    assert (found.number, text[found.end :]) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Recommendations",
        "Recommendation summary",
        "Record 3 calls",
        "Recommendation for members",
        "R&D spend",
        "Recruit 5 staff",
        "Rectory 5",
    ],
)
def test_what_is_no_recommendation_number_is_left_alone(text: str) -> None:
    assert read_recommendation_number(text) is None


@pytest.mark.parametrize(
    ("word", "value"),
    [("one", 1), ("Twenty-seven", 27), ("fifty", 50), ("many", None), ("one hundred", None), ("", None)],
)
def test_number_words_are_read(word: str, value: int | None) -> None:
    assert read_number_word(word) == value


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("1.", "1"),
        ("(B)", "b"),
        ("01", "1"),
        ("1.2.", "1.2"),
        ("Seven", "7"),
        ("•", None),
        ("n/a", None),
        ("9" * 4_400, None),
    ],
)
def test_numbers_are_folded(printed: str, folded: str | None) -> None:
    assert fold_number(printed) == folded


@given(st.text(max_size=200))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    read_marker(text)
    read_recommendation_number(text)
    fold_number(text)
    for entry in split_numbered(text):
        assert 0 <= entry.marker_start <= entry.start <= entry.end <= len(text)


@pytest.mark.parametrize(
    ("text", "number", "others", "rest"),
    [
        ("Recommendations 3 & 4: Sing", "3", ("4",), "Sing"),
        ("Recommendations 1, 2 and 4 – Sing", "1", ("2", "4"), "Sing"),
        ("Rec 1-3. Sing", "1", ("2", "3"), "Sing"),
        ("R1/R2: Sing", "1", ("2",), "Sing"),
        ("Recommendation 4.1 and 4.2: Sing", "4.1", ("4.2",), "Sing"),
        ("Recommendation 3 - 4 day week", "3", (), "4 day week"),
        ("Recommendation 1 - 2025 budget", "1", (), "2025 budget"),
    ],
)
def test_several_numbers_before_one_wording(text: str, number: str, others: tuple[str, ...], rest: str) -> None:
    found = read_recommendation_number(text)
    assert found is not None
    assert (found.number, found.others, text[found.end :]) == (number, others, rest)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1a. Sing", ("1a",)),
        ("4b) Sing", ("4b",)),
        ("2.1c: Sing", ("2.1c",)),
        ("1st May", None),
        ("20a High Street", None),
    ],
)
def test_a_number_and_a_letter_are_one_marker(text: str, numbers: tuple[str, ...] | None) -> None:
    marker = read_marker(text)
    assert (marker.numbers if marker else None) == numbers
