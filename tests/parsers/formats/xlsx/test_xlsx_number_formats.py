"""Numbers and dates as Excel shows them in the United Kingdom."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS

from parsers.formats.xlsx.number_formats import built_in_format, hides_text, read_format, show_number, typed_value

FIRST_OF_MARCH = 46082.0
ACCOUNTS = '_-[$£-809]* #,##0.00_-;\\-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        pytest.param(1.0, "General", "1", id="no-point-zero"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="no-dust"),
        pytest.param(1e15, "General", "1E+15", id="too-wide"),
        pytest.param(1234567.891, '"£"#,##0.00', "£1,234,567.89", id="pounds"),
        pytest.param(-12.0, '"£"#,##0;[Red]-"£"#,##0', "-£12", id="red-below-zero"),
        pytest.param(-5.0, "0", "-5", id="below-zero"),
        pytest.param(1234.0, ACCOUNTS, "£1,234.00", id="accounts"),
        pytest.param(0.0, '0;-0;"nil"', "nil", id="zero-in-words"),
        pytest.param(0.5, "0%", "50%", id="percent"),
        pytest.param(0.256, "0.0%", "25.6%", id="percent-with-a-place"),
        pytest.param(7.0, "000", "007", id="leading-noughts"),
        pytest.param(0.25, "# ?/?", "1/4", id="fraction"),
        pytest.param(2.75, "# ?/?", "2 3/4", id="mixed-fraction"),
        pytest.param(1_500_000.0, '£0.0,,"m"', "£1.5m", id="millions"),
        pytest.param(3.0, '"Rec "0', "Rec 3", id="words-in-front"),
        pytest.param(4.0, '[<2]0" day";0" days"', "4 days", id="condition"),
        pytest.param(5.0, ";;;", "", id="nothing"),
        pytest.param(0.00012, "0.00E+00", "1.20E-04", id="science"),
        pytest.param(2.5, "0", "3", id="half-up"),
    ],
)  # fmt: skip
def test_a_number_is_shown_by_its_format(value: float, code: str, shown: str) -> None:
    assert show_number(value, read_format(code)) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        pytest.param("mmm-yy", "Mar-26", id="month"),
        pytest.param("mmmm yyyy", "March 2026", id="month-written-out"),
        pytest.param("d mmm yyyy", "1 Mar 2026", id="day"),
        pytest.param("dddd, d mmmm yyyy", "Sunday, 1 March 2026", id="weekday"),
        pytest.param("dd/mm/yyyy", "01/03/2026", id="figures"),
        pytest.param("dd\\.mm\\.yy;@", "01.03.26", id="points"),
        pytest.param("yyyy-mm-dd", "2026-03-01", id="iso"),
        pytest.param("[$-809]d mmmm yyyy;@", "1 March 2026", id="british"),
        pytest.param("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "01 March 2026", id="long-date-of-the-computer"),
        pytest.param("[$-F400]h:mm:ss\\ AM/PM", "00:00:00", id="time-of-the-computer"),
        pytest.param("d-mmm", "1-Mar", id="no-year"),
        pytest.param("yyyy", "2026", id="year"),
        pytest.param("mmmmm", "M", id="letter-of-the-month"),
    ],
)
def test_a_date_is_shown_by_its_format(code: str, shown: str) -> None:
    assert show_number(FIRST_OF_MARCH, read_format(code)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        pytest.param(14, "01/03/2026", id="short-date"),
        pytest.param(15, "01-Mar-26", id="day-month-year"),
        pytest.param(17, "Mar-26", id="month-year"),
        pytest.param(22, "01/03/2026 00:00", id="with-time"),
    ],
)
def test_formats_that_follow_the_computer_are_british(number: int, shown: str) -> None:
    assert show_number(FIRST_OF_MARCH, built_in_format(number)) == shown


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 18, 45, 46, 48])
def test_formats_without_a_code_are_openpyxls(number: int) -> None:
    known = read_format(BUILTIN_FORMATS[number])
    for value in (0.0, 0.625, 3.0, 1234.5, 46082.75):
        ours = show_number(value, built_in_format(number))
        assert ours.removeprefix("0") == show_number(value, known).removeprefix("0")


def test_a_month_in_front_of_the_day_is_turned_and_said_so() -> None:
    form = read_format("m/d/yyyy")
    assert (show_number(46085.0, form), form.is_turned) == ("4/3/2026", True)
    assert not read_format("mmmm d, yyyy").is_turned


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        pytest.param(0.75, "h:mm AM/PM", "6:00 PM", id="evening"),
        pytest.param(1.5, "[h]:mm", "36:00", id="hours-past-a-day"),
        pytest.param(0.5 + 90 / 86400, "mm:ss", "01:30", id="minutes-by-their-seconds"),
        pytest.param(FIRST_OF_MARCH + 0.6, "dd/mm/yy hh:mm", "01/03/26 14:24", id="minutes-behind-hours"),
    ],
)
def test_a_time_is_shown_by_its_format(value: float, code: str, shown: str) -> None:
    assert show_number(value, read_format(code)) == shown


def test_a_date_keeps_its_value() -> None:
    assert typed_value(FIRST_OF_MARCH, read_format("mmm-yy")) == date(2026, 3, 1)
    assert typed_value(FIRST_OF_MARCH + 0.5, read_format("d/m/yy h:mm")) == datetime(2026, 3, 1, 12)  # noqa: DTZ001
    assert typed_value(3.0, read_format("0")) == 3.0


def test_days_are_counted_from_1904_where_the_file_says_so() -> None:
    assert show_number(FIRST_OF_MARCH - 1462, read_format("d mmm yyyy"), from_1904=True) == "1 Mar 2026"


def test_before_the_29_february_that_never_was() -> None:
    assert show_number(1.0, read_format("d mmm yyyy")) == "1 Jan 1900"
    assert show_number(59.0, read_format("d mmm yyyy")) == "28 Feb 1900"
    assert show_number(61.0, read_format("d mmm yyyy")) == "1 Mar 1900"


def test_what_is_no_date_stays_a_number() -> None:
    assert show_number(-3.0, read_format("dd/mm/yyyy")) == "-3"
    assert show_number(1e300, read_format("dd/mm/yyyy")).startswith("1E+300")


def test_a_format_may_hide_texts() -> None:
    assert hides_text(read_format(";;;"))
    assert not hides_text(read_format("0;-0;0;@"))
    assert not hides_text(read_format("General"))


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=40))
def test_any_format_shows_any_number(value: float, code: str) -> None:
    assert isinstance(show_number(value, read_format(code)), str)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,/%E+-"\\;[]<>dmyhsAP/ @*_$', max_size=24))
def test_any_signs_of_formats_show_any_number(value: float, code: str) -> None:
    assert isinstance(show_number(value, read_format(code)), str)
