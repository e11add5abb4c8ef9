"""Reads one calendar unit as printed: a day, month, quarter, half, season, year or financial year.

Also days and quarters that share their month or year ("3-5 June 2025", "Q1/2 2025/26"). Qualifiers, and ranges of whole
units, are left to `expressions`; what a unit's first and last day are, to `bounds`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from normalise.records import Precision
from normalise.when.terms import Term, has_role
from normalise.when.years import SUFFIXES, Year, calendar_year, is_counted, long_year, read_year, year_behind

Terms = tuple[Term, ...]
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_DAYS = 12  # in one list


class Unit(NamedTuple):
    """A calendar unit as printed. `year` is that in which a financial year begins where `financial` is true.

    `part` is a month, a quarter, a half or an EDTF season code. `fault` says why it cannot be right; "" where it can.
    """

    precision: Precision
    year: int | None = None
    part: int = 0
    day: int = 0
    financial: bool | None = None
    fault: str = ""


class Read(NamedTuple):
    """One unit, or the first and last of several that share a year; the grammar goes on at term `end`."""

    first: Unit
    last: Unit
    end: int


def read_units(terms: Terms, at: int) -> Read | None:
    """Return the unit that begins at a term, or None."""
    term = terms[at]
    if term.number >= 0:
        return _numeric(terms, at) or _days(terms, at) or _nth(terms, at) or _year_first(terms, at)
    if "weekday" in term.roles:
        return _days(terms, at) or _weekday_numeric(terms, at)
    if "week" in term.roles:
        return _week(terms, at)
    if "ordinal" in term.roles:
        return _ordinal(terms, at)
    if "fy" in term.roles or "strange_year" in term.roles or term.word == "'":
        return _year_first(terms, at)
    head = _head(terms, at)
    return _with_year(terms, head) if head else None


def day_unit(year: int | None, month: int, day: int) -> Unit:
    """Return a day, with a fault where the calendar has none such."""
    if not 1 <= month <= 12:
        return Unit("day", fault=f"there is no month {month}")
    if not 1 <= day <= monthrange(year or 2000, month)[1]:
        return Unit("day", fault=f"there is no day {day} in month {month}" + (f" of {year}" if year else ""))
    return Unit("day", year, month, day)


def _numeric(terms: Terms, at: int) -> Read | None:
    """Read 2025-03-31, 31/03/2025, 31.3.25, 03/2025 and 2025-03."""
    first, sign, second, again, third = terms[at : at + 5]
    if sign.word not in {"/", "-", "."} or not (sign.glued and second.glued) or second.number < 0:
        return None
    if again.word == sign.word and again.glued and third.glued and third.number >= 0:
        return _numeric_day(terms, at)
    if first.digits <= 2 and second.digits == 4 and not (sign.word == "." and first.digits == 1):
        return _one(_month(second.number, first.number), at + 3)
    if first.digits == 4 and sign.word == "-" and second.digits == 2 and 1 <= second.number <= 12:
        is_financial = second.number == (first.number + 1) % 100
        return None if is_financial else _one(_month(first.number, second.number), at + 3)
    if sign.word == "/" and max(first.digits, second.digits) <= 2 and not _is_next(first.number, second.number):
        return None if _days(terms, at) else _one(Unit("day", fault="a day and month, or a month and year"), at + 3)
    return None


def _numeric_day(terms: Terms, at: int) -> Read | None:
    first, sign, second, _, third = terms[at : at + 5]
    behind = terms[at + 5]
    if behind.word == sign.word and behind.glued and terms[at + 6].number >= 0:
        return None
    if first.digits == 4 and max(second.digits, third.digits) <= 2:
        return _one(day_unit(first.number, second.number, third.number), at + 5)
    if max(first.digits, second.digits) <= 2 and third.digits in {2, 4}:
        year = third.number if third.digits == 4 else long_year(third.number)
        return _one(day_unit(year, second.number, first.number), at + 5)
    return None


def _days(terms: Terms, at: int) -> Read | None:
    """Read "3 March 2025", "Monday 3rd of March", "20th - 22nd February 2024", "3, 4 and 5 June"."""
    days: list[int] = []
    weekdays: list[str] = []
    while len(days) < _MOST_DAYS and (entry := _day_number(terms, at)) is not None:
        weekdays.append(terms[at].roles.get("weekday", ""))
        number, at = entry
        days.append(number)
        if "month" in terms[at].roles or terms[at].word == "of":
            break
        if not is_joiner(terms[at]):
            return None
        at += 1
    at += terms[at].word == "of"
    if not days or "month" not in terms[at].roles:
        return None
    month = int(terms[at].roles["month"])
    year = year_behind(terms, at + 1)
    end, printed = (year.end, year) if year else (at + 1, None)
    shared = calendar_year(printed, month) if printed else None
    first, last = (_on_weekday(day_unit(shared, month, days[at]), weekdays[at]) for at in (0, -1))
    if printed and printed.fault:
        first = first._replace(fault=printed.fault)
    return Read(first, last, end)


def _week(terms: Terms, at: int) -> Read | None:
    """Read "week commencing 3 March 2025" and "w/e 9 March 2025" as the seven days."""
    begin = at + 1 + (terms[at + 1].word == ":")
    read = _numeric(terms, begin) or _days(terms, begin)
    if read is None or read.first != read.last or read.first.precision != "day" or read.first.fault:
        return read
    if read.first.year is None:
        return _one(read.first._replace(fault="the week's year is not printed"), read.end)
    day = date(read.first.year, read.first.part, read.first.day)
    other = day + timedelta(days=6 if terms[at].roles["week"] == "begins" else -6)
    first, last = sorted((day, other))
    return Read(day_unit(first.year, first.month, first.day), day_unit(last.year, last.month, last.day), read.end)


def _weekday_numeric(terms: Terms, at: int) -> Read | None:
    """Read "Thursday 12/06/2025"."""
    begin = at + 1 + (terms[at + 1].word == ",")
    read = _numeric(terms, begin) if terms[begin].number >= 0 else None
    if read is None or read.first.precision != "day":
        return None
    return _one(_on_weekday(read.first, terms[at].roles["weekday"]), read.end)


def _on_weekday(unit: Unit, weekday: str) -> Unit:
    if not weekday or unit.fault or unit.year is None:
        return unit
    if _WEEKDAYS[date(unit.year, unit.part, unit.day).weekday()] == weekday:
        return unit
    return unit._replace(fault="that day is another day of the week")


def _day_number(terms: Terms, at: int) -> tuple[int, int] | None:
    if "weekday" in terms[at].roles:
        at += 1 + (terms[at + 1].word == ",")
    at += terms[at].word == "the"
    number = terms[at]
    if not (number.number >= 0 and number.digits <= 2) or is_counted(terms, at):
        return None
    if terms[at + 1].word in SUFFIXES and terms[at + 1].glued:
        return number.number, at + 2
    if at and has_role(terms[at - 1].word, "counter"):
        return None
    return number.number, at + 1


def is_joiner(term: Term) -> bool:
    """Say whether a term stands between the units of a list or range."""
    return (term.word in {"-", "/", ","} or "joiner" in term.roles) and not (term.word == "-" and term.newline)


def _ordinal(terms: Terms, at: int) -> Read | None:
    """Read "first quarter of 2025/26" and "second half of 2025"."""
    return _nth_part(terms, int(terms[at].roles["ordinal"]), at + 1)


def _nth(terms: Terms, at: int) -> Read | None:
    """Read "4th quarter 2025/26"."""
    suffix = terms[at + 1]
    return _nth_part(terms, terms[at].number, at + 2) if suffix.word in SUFFIXES and suffix.glued else None


def _nth_part(terms: Terms, number: int, at: int) -> Read | None:
    if len(terms[at].word) == 1:
        return None
    if "quarter" in terms[at].roles:
        fault = "" if 1 <= number <= 4 else "there is no such quarter"
        return _with_year(terms, _Head("quarter", number, number, at + 1, fault))
    if "half" in terms[at].roles and 1 <= number <= 4 and not _is_of_month(terms, at + 1):
        half = min(number, 2)  # "final" is 4
        return _with_year(terms, _Head("half", half, half, at + 1))
    return None


def _is_of_month(terms: Terms, at: int) -> bool:
    return terms[at].word in {"of", "in"} and "month" in terms[at + 1].roles


class _Head(NamedTuple):
    """A month, season, quarter or half, or the first and last of several, before its year is read."""

    precision: Precision
    first: int
    last: int
    end: int
    fault: str = ""


def _head(terms: Terms, at: int) -> _Head | None:
    term = terms[at]
    if terms[at + 1].glued and terms[at + 1].word.isalpha():
        return None  # "Mar" of some longer word
    if "month" in term.roles:
        return _Head("month", int(term.roles["month"]), int(term.roles["month"]), at + 1)
    if "season" in term.roles:
        fault = "a school term" if "strange_year" in terms[at + 1].roles else ""
        return _Head("season", int(term.roles["season"]), int(term.roles["season"]), at + 1, fault)
    if "quarter" in term.roles:
        return _numbered_head(terms, at + 1, "quarter", 4)
    if "half" in term.roles and (terms[at + 1].glued or len(term.word) > 1):
        return _numbered_head(terms, at + 1, "half", 2)
    return None


def _numbered_head(terms: Terms, at: int, precision: Precision, most: int) -> _Head | None:
    first = terms[at]
    if first.number < 0 or first.digits > 2:
        return None
    last, end = first, at + 1
    while end < at + 2 * most and is_joiner(terms[end]) and terms[end + 1].digits == 1:
        if _is_day_or_date(terms, end + 1):
            break
        last, end = terms[end + 1], end + 2
    fits = 1 <= first.number <= last.number <= most
    return _Head(precision, first.number, last.number, end, "" if fits else f"there is no such {precision}")


def _is_day_or_date(terms: Terms, at: int) -> bool:
    behind = terms[at + 1]
    return "month" in behind.roles or behind.word in SUFFIXES or (behind.word in {"/", "."} and behind.glued)


def _with_year(terms: Terms, head: _Head) -> Read:
    if head.precision == "month" and (day := _day_behind(terms, head)):
        return day
    year = year_behind(terms, head.end)
    if year is None:
        unit = _part(head, None)
        return Read(unit, unit._replace(part=head.last), head.end)
    if head.precision in {"quarter", "half"}:
        year = _with_second_year(terms, year)
    unit = _part(head, year)
    return Read(unit, unit._replace(part=head.last), year.end)


def _with_second_year(terms: Terms, year: Year) -> Year:
    """Take the "2025-2026" of "Q2 2025-2026" for a financial year; by itself it is a range of years."""
    second = terms[year.end + 1]
    if year.financial or terms[year.end].word != "-" or second.number != year.year + 1:
        return year
    return year._replace(financial=True, end=year.end + 2)


def _part(head: _Head, year: Year | None) -> Unit:
    fault = head.fault or (year.fault if year else "")
    if year is None:
        return Unit(head.precision, None, head.first, fault=fault)
    if head.precision == "month":
        return Unit("month", calendar_year(year, head.first), head.first, fault=fault)
    return Unit(head.precision, year.year, head.first, financial=year.financial, fault=fault)


def _day_behind(terms: Terms, head: _Head) -> Read | None:
    """Read the day of "March 3rd, 2025", "March 3 2025" and "March 3rd"."""
    number, behind = terms[head.end], terms[head.end + 1]
    if number.number < 0 or number.digits > 2:
        return None
    is_ordinal = behind.word in SUFFIXES and behind.glued
    end = head.end + 1 + is_ordinal
    end += terms[end].word == "," and terms[end + 1].digits == 4
    year = read_year(terms, end, short=False) if terms[end].digits == 4 else None
    if year:
        return _one(day_unit(year.year, head.first, number.number), year.end)
    return _one(day_unit(None, head.first, number.number), head.end + 2) if is_ordinal else None


def _year_first(terms: Terms, at: int) -> Read | None:
    """Read a year or financial year, and what stands behind it ("2025/26 Q1", "2025: June")."""
    if is_counted(terms, at):
        return None
    year = read_year(terms, at, short=False)
    if year is None:
        return None
    behind = year.end + (terms[year.end].word in {":", ",", "-"})
    bracketed = terms[behind].word == "("
    head = None if terms[behind].newline else _head(terms, behind + bracketed)
    if head and bracketed:
        is_part = head.precision in {"quarter", "half"} and terms[head.end].word == ")"
        head = head._replace(end=head.end + 1) if is_part else None
    if head and _goes_behind(terms, year.end, head):
        unit = _part(head, year)
        return Read(unit, unit._replace(part=head.last), head.end)
    precision: Precision = "financial_year" if year.financial else "year"
    return _one(Unit(precision, year.year, financial=year.financial, fault=year.fault), year.end)


def _goes_behind(terms: Terms, at: int, head: _Head) -> bool:
    if year_behind(terms, head.end) or (head.precision == "month" and _day_behind(terms, head)):
        return False
    if head.precision in {"quarter", "half"}:
        return True
    return terms[at].word == ":" or not terms[at].word.startswith(("-", ","))


def _month(year: int, month: int) -> Unit:
    if not 1 <= month <= 12:
        return Unit("month", fault=f"there is no month {month}")
    return Unit("month", year, month)


def _one(unit: Unit, end: int) -> Read:
    return Read(unit, unit, end)


def _is_next(first: int, second: int) -> bool:
    """Say whether "24/25" are the two years of a financial year; 11/12 may be a day and month as well."""
    return second == (first + 1) % 100 and second > 12
