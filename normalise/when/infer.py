"""Years that are not printed: shared within a list or range, or taken from a heading or the document's date.

The contract's rule: a month, season or quarter falls in the twelve months that begin two months before the document's
date, by its last month. Where the date is known only roughly, all months of it must agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from normalise.when.bounds import Calendar
from normalise.when.expressions import Dated
from normalise.when.units import Unit

_EDTF_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-\d{2})?)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


@dataclass(frozen=True, slots=True)
class Origin:
    """What a missing year is taken from, in words, and the months (counted from year 0) that it may be."""

    reason: str
    first: int
    last: int
    within: bool = False  # the year is printed in a heading: the month lies within these months


def read_origin(published: str | None, heading: Unit | None, calendar: Calendar) -> Origin | None:
    """Return what years may be taken from: a heading's year before the document's date; None where there is neither."""
    if heading is not None:
        start, end = calendar.start(heading), calendar.end(heading)
        if start and end:
            return Origin("the heading", _count(start), _count(end), within=True)
    months = _months_of_edtf(published or "")
    return Origin(f"the document's date, {published}", *months) if months else None


def share_years(dated: Dated, calendar: Calendar) -> tuple[Dated, bool]:
    """Return the expression with years that its units share, and whether one had to be counted on or back."""
    units = list(dated.units)
    counted = False
    for index in range(len(units) - 2, -1, -1):
        if units[index].year is None and units[index + 1].year is not None:
            units[index] = _latest_before(units[index], units[index + 1], calendar)
            counted |= _year_of(units[index], calendar) != _year_of(units[index + 1], calendar)
    for index in range(1, len(units)):
        if units[index].year is None and units[index - 1].year is not None:
            units[index] = _earliest_after(units[index], units[index - 1], calendar)
            counted = True
    return dated._replace(units=tuple(units)), counted


def infer_years(dated: Dated, origin: Origin, calendar: Calendar) -> Dated | None:
    """Return an expression without years with those that its origin gives; None where it does not decide."""
    last = _within_window(dated.last, origin, calendar)
    if last is None:
        return None
    units = [last]
    for unit in reversed(dated.units[:-1]):
        units.insert(0, _latest_before(unit, units[0], calendar))
    return dated._replace(units=tuple(units))


def _within_window(unit: Unit, origin: Origin, calendar: Calendar) -> Unit | None:
    if origin.within:
        fits = [u for u in _candidates(unit, origin.first // 12, calendar) if _ends_within(u, origin, calendar)]
        return fits[0] if len(fits) == 1 else None
    before = calendar.settings.window_months_before
    found = {_first_from(unit, month - before, calendar) for month in (origin.first, origin.last)}
    return found.pop() if len(found) == 1 else None


def _ends_within(unit: Unit, origin: Origin, calendar: Calendar) -> bool:
    end = calendar.end(unit)
    return end is not None and origin.first <= _count(end) <= origin.last


def _first_from(unit: Unit, month: int, calendar: Calendar) -> Unit | None:
    """Return the unit of the first year in which its last month is not before the month given."""
    for candidate in _candidates(unit, month // 12, calendar):
        end = calendar.end(candidate)
        if end is not None and _count(end) >= month:
            return candidate
    return None


def _candidates(unit: Unit, year: int, calendar: Calendar) -> list[Unit]:
    financial = calendar.is_financial(unit) if unit.precision in ("quarter", "half") else unit.financial
    years = range(max(1, year - 2), min(9999, year + 3))
    return [unit._replace(year=y, financial=financial) for y in years if _exists(unit, y)]


def _exists(unit: Unit, year: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return leap or (unit.part, unit.day) != (2, 29) or unit.precision != "day"


def _latest_before(unit: Unit, bound: Unit, calendar: Calendar) -> Unit:
    """Return the unit in the last year in which it begins no later than another."""
    limit = calendar.start(bound)
    assert limit is not None
    fits = [u for u in _candidates_like(unit, bound, calendar) if (calendar.start(u) or date.max) <= limit]
    return fits[-1]


def _earliest_after(unit: Unit, bound: Unit, calendar: Calendar) -> Unit:
    limit = calendar.start(bound)
    assert limit is not None
    fits = [u for u in _candidates_like(unit, bound, calendar) if (calendar.start(u) or date.min) >= limit]
    return fits[0]


def _candidates_like(unit: Unit, bound: Unit, calendar: Calendar) -> list[Unit]:
    assert bound.year is not None
    financial = bound.financial if unit.precision == bound.precision else unit.financial
    if unit.precision in ("quarter", "half") and financial is None:
        financial = calendar.is_financial(unit)
    years = range(bound.year - 4, bound.year + 6)
    return [unit._replace(year=y, financial=financial) for y in years if _exists(unit, y)]


def _year_of(unit: Unit, calendar: Calendar) -> int | None:
    start = calendar.start(unit)
    same = unit.precision in ("quarter", "half", "season")
    return start.year if start and not same else unit.year


def _months_of_edtf(edtf: str) -> tuple[int, int] | None:
    """Return the first and last month of a document's date, counted from year 0; None where it has no year."""
    months: list[int] = []
    for part in edtf.split("/"):
        if match := _EDTF_PART.fullmatch(part):
            months += _months_of_part(int(match["year"]), int(match["month"] or 0))
    return (min(months), max(months)) if months else None


def _months_of_part(year: int, month: int) -> tuple[int, int]:
    first, last = _SEASONS.get(month, (month, month) if month else (1, 12))
    return year * 12 + first - 1, year * 12 + last - 1


def _count(day: date) -> int:
    return day.year * 12 + day.month - 1
