"""Texts that are read quickly because they print no time at all: none that prints one is among them."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.when import may_hold_time, read_text_dates, read_timeline_cell
from normalise.when.terms import may_hold_date

HERE = Path(__file__).parent
EXPRESSIONS = sorted(
    {
        cell
        for path in HERE.glob("expressions_*.csv")
        for row in csv.reader(StringIO(path.read_text(encoding="utf-8")))
        for cell in row
    }
)
WORDS = (
    "by in the of from and a to - / ( , until end early mid late May march Sept'24 sunday week weeks commencing autumn "
    "quarter year years financial annual annually monthly every each twice once per next this last term Easter ongoing "
    "completed tbc ditto report staff review members council Summary Marching seconds endMarch springtime half first"
).split()


@pytest.mark.parametrize(
    "text",
    [
        "in May",
        "each spring",
        "twice a year",
        "reviewed annually",
        "by endMarch",
        "Q two",
        "7",
        "next Easter",
        "weekly",
    ],
)
def test_a_text_with_a_word_of_dates_may_hold_one(text: str) -> None:
    assert may_hold_date(text)


@pytest.mark.parametrize("text", ["", "Summary of findings", "The seasonal staff", "marching on", "by the end"])
def test_a_text_without_any_holds_none(text: str) -> None:
    assert not may_hold_date(text)
    assert not read_text_dates(text).found


def test_no_expression_that_is_read_is_passed_over() -> None:
    passed = [text for text in EXPRESSIONS if not may_hold_time(text)]
    assert len(passed) < len(EXPRESSIONS) / 2
    assert {when.value.kind for text in passed for when in read_timeline_cell(text).found} <= {"event", "unresolved"}


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_what_is_passed_over_holds_no_time(text: str) -> None:
    if not may_hold_time(text):
        found = read_timeline_cell(text).found
        assert {when.value.kind for when in found} <= {"event", "unresolved"}
        assert not may_hold_date(text)
