"""What a cell gives besides its values: spans, list numbers, labels, repeats, notes, and what it is read against."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from normalise.when import TimelineSettings, WhenContext, find_quarter_legend, read_timeline_cell, read_whens


def test_each_value_of_a_numbered_list_has_its_number_and_span() -> None:
    text = "1. Sept 2026 2. By Dec 2026"
    readings = read_timeline_cell(text).found
    assert [reading.numbers for reading in readings] == [("1",), ("2",)]
    assert [text[reading.start : reading.end] for reading in readings] == ["Sept 2026", "By Dec 2026"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("b and c. April 2026", [("b", "c")], id="two-letters"),
        pytest.param("a – c. March 2026", [("a", "b", "c")], id="a-range"),
        pytest.param("1-3: June 2026", [("1", "2", "3")], id="a-range-of-digits"),
        pytest.param("a and b. June 2026\nc. July 2026", [("a", "b"), ("c",)], id="then-one"),
        pytest.param("a. June 2026\nb and c. July 2026", [("a",), ("b", "c")], id="then-two"),
        pytest.param("1 April 2026", [()], id="a-day-is-no-number"),
    ],
)
def test_list_numbers_are_read_and_are_in_no_raw(text: str, numbers: list[tuple[str, ...]]) -> None:
    readings = read_timeline_cell(text).found
    assert [reading.numbers for reading in readings] == numbers
    assert all(reading.value.raw[0].isupper() or reading.value.raw[0].isdigit() for reading in readings)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("Draft – June 2026 Final – May 2027", ["Draft", "Final"], id="in-front"),
        pytest.param("June 2026 draft, May 2027 final", ["draft", "final"], id="behind"),
        pytest.param("June 2026 for staff. May 2027 for members", ["staff", "members"], id="for"),
        pytest.param("June 2026 (pilot), May 2027 (all)", ["pilot", "all"], id="in-brackets"),
        pytest.param("June 2026\nFinal report\nMay 2027", [None, "Final report"], id="a-line-of-its-own"),
        pytest.param("Ongoing (audit June 2026)", [None, "audit"], id="behind-a-status"),
        pytest.param("June 2026 after the audit", ["after the audit"], id="a-condition-keeps-its-word"),
        pytest.param("Target date: June 2026", [None], id="a-lead-in-is-none"),
        pytest.param("June Board 2026", ["Board"], id="before-the-year"),
    ],
)
def test_labels_say_what_a_date_is_of(text: str, labels: list[str | None]) -> None:
    assert [when.label for when in read_whens(text)] == labels


def test_stacked_values_are_values_of_their_own() -> None:
    assert [when.kind for when in read_whens("May 2026 Ongoing")] == ["date", "ongoing"]
    assert [when.edtf for when in read_whens("May 2026\nSpring 2027")] == ["2026-05", "2027-21"]


def test_ditto_repeats_every_when_above() -> None:
    above = read_whens("Draft – June 2026 Final – May 2027")
    repeated = read_whens("Ditto", context=WhenContext(above=above))
    assert [(when.raw, when.edtf, when.label, when.inferred) for when in repeated] == [
        ("Ditto", "2026-06", "Draft", ("value",)),
        ("Ditto", "2027-05", "Final", ("value",)),
    ]


def test_ditto_in_a_list_repeats_the_entry_above() -> None:
    readings = read_timeline_cell("1. June 2026 2. As above").found
    assert [(reading.numbers, reading.value.edtf) for reading in readings] == [(("1",), "2026-06"), (("2",), "2026-06")]


@pytest.mark.parametrize(
    ("context", "edtf", "inferred", "code"),
    [
        pytest.param(WhenContext(published="2025-06"), "2026-03", ("year",), "year-inferred", id="document"),
        pytest.param(
            WhenContext(published="2025-06", heading="By when (2026/27)"),
            "2027-03",
            ("year",),
            "year-inferred",
            id="heading",
        ),
        pytest.param(WhenContext(published="2025-06", infer_year=False), "XXXX-03", (), "year-missing", id="not-to-be"),
        pytest.param(WhenContext(published="2025"), "XXXX-03", (), "year-missing", id="too-rough"),
        pytest.param(WhenContext(), "XXXX-03", (), "year-missing", id="nothing"),
    ],
)
def test_a_missing_year_is_taken_from_where_it_is_printed(
    context: WhenContext, edtf: str, inferred: tuple[str, ...], code: str
) -> None:
    readings = read_timeline_cell("March", context=context)
    assert [(r.value.edtf, r.value.inferred) for r in readings.found] == [(edtf, inferred)]
    assert [note.code for note in readings.notes] == [code]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Q1 = April to June", "financial", id="financial"),
        pytest.param("Quarter 1 (Jan - Mar), Quarter 2 (Apr - Jun)", "calendar", id="calendar"),
        pytest.param("Q4: January–March 2026", "financial", id="the-last"),
        pytest.param("Q1 (Jan–Mar) … Q1 (April–June)", None, id="contradictory"),
        pytest.param("We report in Q1 and from April to June.", None, id="no-legend"),
    ],
)
def test_a_legend_of_quarters_is_found(text: str, said: str | None) -> None:
    assert find_quarter_legend(text) == said


def test_a_legend_decides_all_quarters() -> None:
    financial, calendar = (WhenContext(published="2025-06", quarters=said) for said in ("financial", "calendar"))
    assert [str(when.start) for when in read_whens("Q1", context=calendar)] == ["2026-01-01"]
    assert [str(when.start) for when in read_whens("Q1 2025", context=financial)] == ["2025-04-01"]
    assert read_timeline_cell("Q1 2025", context=financial).notes == ()


def test_a_quarter_of_a_single_year_is_noted() -> None:
    assert [note.code for note in read_timeline_cell("Q1 2025").notes] == ["quarter-assumed"]


def test_conventions_can_be_set() -> None:
    settings = TimelineSettings(spring=(2, 4), early_month_until=7, bare_quarters="calendar", window_months_before=0)
    context = WhenContext(published="2025-03", settings=settings)
    assert [str(when.start) for when in read_whens("Spring 2025", context=context)] == ["2025-02-01"]
    assert [str(when.end) for when in read_whens("early May 2025", context=context)] == ["2025-05-07"]
    assert [str(when.start) for when in read_whens("Q2", context=context)] == ["2025-04-01"]
    assert [when.edtf for when in read_whens("February", context=context)] == ["2026-02"]


def test_conventions_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValidationError):
        TimelineSettings(early_month_until=20, mid_month_until=10)
    with pytest.raises(ValidationError):
        TimelineSettings(mid_year=(9, 5))
