"""Headings that are misspelt, misread, run together or bent, and what is never guessed."""

from __future__ import annotations

import random
import string

import pytest

from parsers.guessed_headers import guess_header
from parsers.headers import Role, current_lexicon, read_header


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("Timscale", Role.TIMELINE, id="a-letter-left-out"),
        pytest.param("Tirnescale", Role.TIMELINE, id="a-scanner-s-rn"),
        pytest.param("Act1on", Role.ACTION, id="a-scanner-s-1"),
        pytest.param("Recomendation", Role.RECOMMENDATION, id="one-m"),
        pytest.param("Recommandations", Role.RECOMMENDATION, id="a-plural-too"),
        pytest.param("Responsable officer", Role.OWNER, id="one-word-of-two"),
        pytest.param("Progess to date", Role.PROGRESS, id="near-two-words-that-only-one-reading-joins"),
        pytest.param("Measures of sucess", Role.MEASURE, id="the-whole-wording-counts"),
        pytest.param("LeadOfficer", Role.OWNER, id="run-together"),
        pytest.param("Dead line", Role.TIMELINE, id="pulled-apart"),
        pytest.param("Responsibilities for it", Role.OWNER, id="bent"),
        pytest.param("Staus", Role.STATUS, id="short"),
    ],
)
def test_a_heading_that_is_not_spelt_as_known(text: str, role: Role) -> None:
    header = guess_header(text)
    assert header is not None
    assert header.role is role
    assert header.score < 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Zebra crossing", id="something-else"),
        pytest.param("Auction", id="another-word"),
        pytest.param("Leed", id="too-short"),
        pytest.param("Places", id="near-nothing"),
        pytest.param("Action 3", id="a-number-is-no-heading"),
        pytest.param("Head of Housing", id="a-post"),
        pytest.param("March 2025", id="a-month"),
        pytest.param("We have agreed that this shall be done", id="a-sentence"),
        pytest.param("", id="nothing"),
        pytest.param("?!", id="signs"),
    ],
)
def test_what_is_not_guessed(text: str) -> None:
    assert guess_header(text) is None


def test_a_wrong_letter_in_a_long_known_wording_makes_no_other_role_of_it() -> None:
    """Of all wordings with a fault put in by chance, hardly any is taken for another role's."""
    chance = random.Random(7)
    wrong = tried = 0
    for wording, header in current_lexicon().headers():
        if len(wording) < 9:
            continue
        at = chance.randrange(len(wording))
        if wording[at] == " ":
            continue
        spoilt = wording[:at] + chance.choice(string.ascii_lowercase) + wording[at + 1 :]
        found = guess_header(spoilt) or read_header(spoilt)
        tried += 1
        wrong += found is not None and found.role is not header.role
    assert tried > 1000
    assert wrong / tried < 0.06
