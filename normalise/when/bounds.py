"""The calendar: a unit's first and last day, its EDTF, its neighbours, and what early, mid, late and end narrow to.

A unit without a year has EDTF with `XXXX` and no days. Where years come from is left to `infer`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from normalise.records import Precision
from normalise.when.settings import QuarterYear, TimelineSettings
from normalise.when.units import Unit

Narrow = Literal["early", "mid", "late", "end"]
YearMonth = tuple[int | None, int]
_COARSENESS: tuple[Precision, ...] = ("day", "month", "season", "quarter", "half", "year", "financial_year")
_PRINTED_WHOLE = ("day", "month", "season", "year")  # units that EDTF has a word for; the others are ranges of months


@dataclass(frozen=True, slots=True)
class Calendar:
    """The conventions that days are counted by: the settings, and what the document's legend says of its quarters."""

    settings: TimelineSettings
    quarters: QuarterYear | None = None

    def months(self, unit: Unit) -> tuple[YearMonth, YearMonth]:
        """Return the first and last (year, month) of a unit; the years are None where it has none."""
        first, last, begins = self._month_numbers(unit)
        if unit.year is None:
            return (None, first), (None, last)
        year = unit.year + (first < 4 and begins == 4)
        return (year, first), (year + (last < first), last)

    def _month_numbers(self, unit: Unit) -> tuple[int, int, int]:
        """Return the first and last month, and the month that the unit's year begins in."""
        if unit.precision in ("day", "month"):
            return unit.part, unit.part, 1
        if unit.precision == "season":
            return *self.settings.season_months(unit.part), 1
        if unit.precision == "year":
            return 1, 12, 1
        if unit.precision == "financial_year":
            return 4, 3, 4
        length = 3 if unit.precision == "quarter" else 6
        offset = 3 if self.is_financial(unit) else 0
        first = ((unit.part - 1) * length + offset) % 12 + 1
        return first, (first + length - 2) % 12 + 1, 4 if offset or unit.financial else 1

    def is_financial(self, unit: Unit) -> bool:
        """Say whether a quarter or half is counted from April."""
        if self.quarters:
            return self.quarters == "financial"
        if unit.financial is None:
            return self.settings.bare_quarters == "financial"
        return unit.financial or self.settings.quarters_of_a_single_year == "financial"

    def start(self, unit: Unit) -> date | None:
        """Return the first day of a unit."""
        (year, month), _ = self.months(unit)
        return None if year is None else date(year, month, unit.day or 1)

    def end(self, unit: Unit) -> date | None:
        """Return the last day of a unit."""
        _, (year, month) = self.months(unit)
        return None if year is None else date(year, month, unit.day or monthrange(year, month)[1])

    def left(self, unit: Unit) -> str:
        """Return the EDTF of the left end of a range that begins with the unit."""
        return self._printed(unit, self.months(unit)[0])

    def right(self, unit: Unit) -> str:
        """Return the EDTF of the right end of a range that ends with the unit."""
        return self._printed(unit, self.months(unit)[1])

    def _printed(self, unit: Unit, month: YearMonth) -> str:
        if unit.precision == "year":
            return f"{unit.year:04d}"
        if unit.precision == "season":
            return f"{_year(unit.year)}-{unit.part}"
        text = f"{_year(month[0])}-{month[1]:02d}"
        return f"{text}-{unit.day:02d}" if unit.precision == "day" else text

    def edtf(self, first: Unit, last: Unit) -> str:
        """Return the EDTF of a unit, or of the range from one to another."""
        if first == last and first.precision in _PRINTED_WHOLE:
            return self.left(first)
        return f"{self.left(first)}/{self.right(last)}"

    def narrowed(self, first: Unit, last: Unit, narrow: Narrow) -> tuple[date | None, date | None]:
        """Return the first and last day of the early, middle, late or end part of a unit or range."""
        start, end = self.start(first), self.end(last)
        if start is None or end is None or (first == last and first.precision == "day"):
            return start, end
        if first == last and first.precision == "month":
            return self._days_of_month(start, end, narrow)
        if first == last and first.precision == "year":
            months: tuple[int, int] = getattr(self.settings, f"{narrow}_year")
            return date(start.year, months[0], 1), _last_day(start.year, months[1])
        return _month_of_range(start, end, narrow)

    def _days_of_month(self, start: date, end: date, narrow: Narrow) -> tuple[date, date]:
        early, mid = self.settings.early_month_until, self.settings.mid_month_until
        if narrow == "early":
            return start, start.replace(day=early)
        if narrow == "mid":
            return start.replace(day=early + 1), start.replace(day=mid)
        if narrow == "late":
            return start.replace(day=mid + 1), end
        return end - timedelta(days=self.settings.end_month_days - 1), end

    def neighbour(self, unit: Unit, step: Literal[-1, 1]) -> Unit:
        """Return the unit of the same kind just before (-1) or after (1)."""
        if unit.precision in ("year", "financial_year") and unit.year is not None:
            return unit._replace(year=unit.year + step)
        if unit.precision == "day":
            return _neighbouring_day(unit, step)
        first, last = {"month": (1, 12), "season": (21, 24), "quarter": (1, 4), "half": (1, 2)}[unit.precision]
        part = unit.part + step
        wrapped = last if part < first else first if part > last else part
        year = unit.year + step if unit.year is not None and wrapped != part else unit.year
        return unit._replace(part=wrapped, year=year)


def coarser(first: Unit, last: Unit) -> Precision:
    """Return the coarser precision of two units."""
    return max(first.precision, last.precision, key=_COARSENESS.index)


def _neighbouring_day(unit: Unit, step: Literal[-1, 1]) -> Unit:
    day = date(unit.year or 2000, unit.part, unit.day) + timedelta(days=step)
    year = None if unit.year is None else day.year
    return unit._replace(year=year, part=day.month, day=day.day)


def _month_of_range(start: date, end: date, narrow: Narrow) -> tuple[date, date]:
    """Return the first, middle or last month of a range; the two in the middle where it has no single one."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    first, last = {"early": (0, 0), "mid": ((months - 1) // 2, months // 2)}.get(narrow, (months - 1, months - 1))
    begin, close = (divmod(start.year * 12 + start.month - 1 + offset, 12) for offset in (first, last))
    return max(start, date(begin[0], begin[1] + 1, 1)), min(end, _last_day(close[0], close[1] + 1))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04d}"
