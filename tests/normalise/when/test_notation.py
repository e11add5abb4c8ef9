"""Dates that a person gives in ISO or EDTF notation."""

from __future__ import annotations

from datetime import date

import pytest

from normalise.when.notation import read_notation


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        pytest.param("2024", date(2024, 1, 1), date(2024, 12, 31), "year", id="year"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month", id="month"),
        pytest.param("2024-24", date(2024, 12, 1), date(2025, 2, 28), "season", id="winter"),
        pytest.param("2024-03-12", date(2024, 3, 12), date(2024, 3, 12), "day", id="day"),
        pytest.param("2024-03-12/2024-03-14", date(2024, 3, 12), date(2024, 3, 14), "day", id="days"),
        pytest.param("2024-03-12/2024-04", date(2024, 3, 12), date(2024, 4, 30), "month", id="mixed"),
    ],
)
def test_a_given_date_is_read(text: str, start: date, end: date, precision: str) -> None:
    when = read_notation(text)
    assert when is not None
    assert (when.start, when.end, when.precision, when.edtf) == (start, end, precision, text)


@pytest.mark.parametrize(
    "text",
    ["", "March 2024", "2024-13", "2024-02-30", "2024-03-00", "2024-22-01", "2024-05/2024-03", "2024/2025/2026", "24"],
)
def test_what_is_no_notation_is_none(text: str) -> None:
    assert read_notation(text) is None
