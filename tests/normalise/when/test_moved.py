"""Dates that were moved, printed with those that they were moved from."""

from __future__ import annotations

import pytest

from normalise.when import read_timeline_cell


@pytest.mark.parametrize(
    ("text", "whens"),
    [
        ("March 2026, revised to June 2026", [("2026-03", "original"), ("2026-06", None)]),
        ("March 2026 (moved to June 2026)", [("2026-03", "original"), ("2026-06", None)]),
        ("Sept 2026 – extended to Q4 2026/27", [("2026-09", "original"), ("2027-01/2027-03", None)]),
        ("31/03/2026 now 30/06/2026", [("2026-03-31", "original"), ("2026-06-30", None)]),
        ("Was March 2026, now June 2026", [("2026-03", "original"), ("2026-06", None)]),
        ("Original date: March 2026\nRevised date: June 2026", [("2026-03", "original"), ("2026-06", None)]),
        ("June 2026 (was March 2026)", [("2026-06", None), ("2026-03", "original")]),
        ("June 2026 (originally due by March 2026)", [("2026-06", None), ("2026-03", "original")]),
        ("June 2026, previously Autumn 2025", [("2026-06", None), ("2025-23", "original")]),
    ],
)
def test_the_date_that_was_moved_is_the_original(text: str, whens: list[tuple[str, str | None]]) -> None:
    found = read_timeline_cell(text).found
    assert [(reading.value.edtf, reading.value.label) for reading in found] == whens
    for reading in found:
        assert " ".join(text[reading.start : reading.end].split()) == reading.value.raw


@pytest.mark.parametrize(
    "text",
    [
        "Draft March 2026, revised draft June 2026",
        "Completed March 2026, review now June 2026",
        "Sept 2026 (revised date)",
        "March 2026, June 2026",
        "Revised plan to Cabinet March 2026",
    ],
)
def test_dates_that_tell_something_else_too_were_not_moved(text: str) -> None:
    assert "original" not in [reading.value.label for reading in read_timeline_cell(text).found]
