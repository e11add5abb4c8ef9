"""The evidence that text runs on from one place to another, for and against."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.repair.running_on import (
    breaks_word,
    ends_sentence,
    is_left_open,
    leaves_bracket_open,
    runs_on_into,
    starts_small,
)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("It is done.", True, id="full-stop"),
        pytest.param("Is it done?", True, id="question"),
        pytest.param("These:", True, id="lead-in"),
        pytest.param("“It is done.”  ", True, id="quoted"),
        pytest.param("(It is done.)", True, id="bracketed"),
        pytest.param("It is", False, id="open"),
        pytest.param("Head of Housing", False, id="no-sign"),
        pytest.param("May 2025,", False, id="comma"),
        pytest.param("", False, id="empty"),
    ],
)
def test_where_a_sentence_ends(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("text", "small"),
    [
        pytest.param("and so on", True, id="word"),
        pytest.param(" (and so on)", True, id="bracket"),
        pytest.param("“and so on”", True, id="quotation"),
        pytest.param("écoles too", True, id="accent"),
        pytest.param("And so on", False, id="capital"),
        pytest.param("a) first", False, id="letter-as-a-marker"),
        pytest.param("ii. second", False, id="roman-marker"),
        pytest.param("2025", False, id="digit"),
        pytest.param("", False, id="empty"),
    ],
)
def test_what_begins_with_a_small_letter(text: str, small: bool) -> None:
    assert starts_small(text) is small


@pytest.mark.parametrize("text", ["open the", "Head of", "salt and", "north,", "salt &", "May –", "Housing/"])
def test_what_cannot_end_anything_is_left_open(text: str) -> None:
    assert is_left_open(text)


@pytest.mark.parametrize("text", ["open the door", "Head of Housing", "sand", "It is done.", ""])
def test_what_can_end_something_is_not_left_open(text: str) -> None:
    assert not is_left_open(text)


@pytest.mark.parametrize(
    ("above", "below", "runs_on"),
    [
        pytest.param("Open the door to", "all of them.", True, id="small-letter"),
        pytest.param("Agree with the", "Council of Elders.", True, id="open-before-a-capital"),
        pytest.param("Open the door.", "all of them.", False, id="sentence-has-ended"),
        pytest.param("Open the door", "Close the window", False, id="two-entries"),
        pytest.param("Open the door and", "2. Close the window", False, id="a-marker-comes"),
        pytest.param("", "all of them", False, id="nothing-above"),
        pytest.param("Open the door to", "", False, id="nothing-below"),
    ],
)
def test_whether_text_runs_on(above: str, below: str, runs_on: bool) -> None:
    assert runs_on_into(above, below) is runs_on


@given(st.text(), st.text())
def test_nothing_runs_on_from_a_sentence_that_has_ended(above: str, below: str) -> None:
    assert not runs_on_into(above + ".", below)


@pytest.mark.parametrize(
    ("above", "below", "breaks"),
    [
        pytest.param("the resto-", "ration of walls", True, id="word"),
        pytest.param("the resto‐ ", " ration", True, id="another-hyphen-and-blanks"),
        pytest.param("May –", "the first", False, id="dash"),
        pytest.param("wards A-", "and B", False, id="one-letter"),
        pytest.param("the resto-", "Ration", False, id="capital"),
        pytest.param("the walls", "ration", False, id="no-hyphen"),
    ],
)
def test_whether_a_word_is_broken(above: str, below: str, breaks: bool) -> None:
    assert breaks_word(above, below) is breaks


@pytest.mark.parametrize(
    ("above", "below", "leaves_open"),
    [
        pytest.param("paths (Kestrel", "and Tern) first", True, id="bracket"),
        pytest.param("they say “nobody", "knows”.", True, id="quotation"),
        pytest.param("paths (Kestrel)", "and (Tern)", False, id="closed-above"),
        pytest.param("paths (Kestrel", "and (Tern)", False, id="another-opens-below"),
        pytest.param("paths (Kestrel", "a) Mend them", False, id="a-list-sign-closes-nothing"),
        pytest.param("paths", "and more", False, id="none"),
    ],
)
def test_whether_a_bracket_is_left_open(above: str, below: str, leaves_open: bool) -> None:
    assert leaves_bracket_open(above, below) is leaves_open
