"""A dated expression → the contract's *when*: kind, EDTF, days, precision, qualifier, and what had to be worked out.

Also the whens without a date. Which words make one, and its label, are left to `parts` and `text_dates`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, cast

from normalise.reading import Note
from normalise.records import Inferred, Precision, Qualifier, When, WhenKind, WhenSource
from normalise.when.bounds import Calendar, coarser
from normalise.when.expressions import Dated
from normalise.when.infer import Origin, infer_years, share_years
from normalise.when.recurrences import Recurring
from normalise.when.units import Unit


class Basis(NamedTuple):
    """What whens are made on: the calendar's conventions, where years may come from, and where the words stand."""

    calendar: Calendar
    origin: Origin | None
    source: WhenSource


class Value(NamedTuple):
    """What a *when* says, before it has its raw words and label."""

    kind: WhenKind
    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    qualifier: Qualifier | None = None
    rrule: str | None = None
    inferred: tuple[Inferred, ...] = ()
    notes: tuple[Note, ...] = ()


def make_when(value: Value, raw: str, label: str | None, source: WhenSource) -> When:
    """Return the record of a value."""
    return When(
        raw=raw,
        kind=value.kind,
        edtf=value.edtf,
        start=value.start,
        end=value.end,
        precision=value.precision,
        qualifier=value.qualifier,
        rrule=value.rrule,
        label=label,
        inferred=value.inferred,
        source=source,
    )


def unresolved(reason: str) -> Value:
    """Return the value of words that cannot be right or that no rule reads, with the reason as its note."""
    return Value("unresolved", notes=(Note("unresolved-timeline", reason),))


def recurring(found: Recurring) -> Value:
    """Return the value of a recurrence."""
    return Value("recurring", rrule=found.rrule, qualifier=_qualifier(found.qualifier))


def dated_value(dated: Dated, basis: Basis) -> Value:
    """Return the value of a dated expression; `unresolved` where it contradicts itself or the calendar."""
    if dated.fault:
        return unresolved(dated.fault)
    dated, inferred, notes = _with_years(dated, basis)
    start, end = _days(dated, basis.calendar)
    if start and end and start > end:
        return unresolved("it ends before it begins")
    value = _opened(dated, start, end, basis.calendar)
    return value._replace(inferred=inferred, notes=notes + _quarter_notes(dated, basis.calendar))


def completed(value: Value) -> Value:
    """Return the value of something completed at a date."""
    return value._replace(kind="completed")


def _with_years(dated: Dated, basis: Basis) -> tuple[Dated, tuple[Inferred, ...], tuple[Note, ...]]:
    shared, counted = share_years(dated, basis.calendar)
    if all(unit.year is not None for unit in shared.units):
        note = (Note("year-inferred", "it is printed for the neighbouring date only"),) if counted else ()
        return shared, ("year",) if counted else (), note
    if dated.shown == "other":
        return shared, (), (Note("year-missing", "“next” and “last” do not say which year"),)
    settled = infer_years(shared, basis.origin, basis.calendar) if basis.origin else None
    if settled is None:
        return shared, (), (Note("year-missing", "there is no document date to take it from"),)
    assert basis.origin is not None
    return settled, ("year",), (Note("year-inferred", f"taken from {basis.origin.reason}"),)


def _days(dated: Dated, calendar: Calendar) -> tuple[date | None, date | None]:
    """Return the first and last day, narrowed as the expression says."""
    first, last = dated.first, dated.last
    if dated.narrow:
        return calendar.narrowed(first, last, dated.narrow)
    start, end = calendar.start(first), calendar.end(last)
    if dated.narrow_first:
        start = calendar.narrowed(first, first, dated.narrow_first)[0]
    if dated.narrow_last:
        end = calendar.narrowed(last, last, dated.narrow_last)[1]
    return start, end


def _opened(dated: Dated, start: date | None, end: date | None, calendar: Calendar) -> Value:
    first, last, outer = dated.first, dated.last, dated.outer
    precision = coarser(first, last)
    if outer in {"from", "begin"}:
        return Value("open", f"{calendar.left(first)}/..", start, None, precision, "from")
    if outer == "until":
        return Value("open", f"../{calendar.right(last)}", None, end, precision, "until")
    if outer == "before":
        return _before(dated, end, calendar)
    if outer == "after":
        unit = calendar.neighbour(last, 1)
        return Value("open", f"{calendar.left(unit)}/..", calendar.start(unit), None, precision, "after")
    edtf = calendar.edtf(first, last)
    if outer == "by":
        return Value("date", edtf, None, end, precision, "by")
    return Value("date", edtf, start, end, precision, _qualifier(outer or dated.narrow or ""))


def _before(dated: Dated, end: date | None, calendar: Calendar) -> Value:
    """Return the value of "before X": it ends with the unit before X; "before the end of X" with X itself."""
    unit = dated.first
    if dated.narrow in {"mid", "late", "end"}:
        return Value("open", f"../{calendar.right(unit)}", None, end, unit.precision, "until")
    unit = calendar.neighbour(unit, -1)
    return Value("open", f"../{calendar.right(unit)}", None, calendar.end(unit), unit.precision, "until")


def _quarter_notes(dated: Dated, calendar: Calendar) -> tuple[Note, ...]:
    if calendar.quarters == "calendar":
        return ()
    counted: Literal["financial", "calendar"] = calendar.quarters or calendar.settings.quarters_of_a_single_year
    if not any(_is_single_year_quarter(unit) for unit in dated.units):
        return ()
    if calendar.quarters and not any(unit.part == 4 for unit in dated.units):
        return ()
    return (Note("quarter-assumed", f"taken for a quarter of a {counted} year"),)


def _is_single_year_quarter(unit: Unit) -> bool:
    return unit.precision in ("quarter", "half") and unit.financial is False


def _qualifier(word: str) -> Qualifier | None:
    """Return the contract's word for a qualifier of ours."""
    word = {"before": "until", "begin": "from", "between": ""}.get(word, word)
    return cast("Qualifier", word) if word else None
