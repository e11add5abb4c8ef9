"""Reads years and financial years, by themselves or behind a month, season, quarter or half.

What unit they are the year of is left to `units`.
"""

from __future__ import annotations

from typing import NamedTuple

from normalise.when.terms import Term

SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LAST_SHORT_YEAR = 69  # '70 is 1970


class Year(NamedTuple):
    """A year, or that in which a financial year begins; the grammar goes on at term `end`."""

    year: int
    financial: bool
    end: int
    fault: str = ""


def read_year(terms: tuple[Term, ...], at: int, *, short: bool) -> Year | None:
    """Read a year ("2025", "'25"; "25" where `short`) or financial year ("2025/26", "FY 25/26", "2025/2026")."""
    named = next((role for role in ("fy", "strange_year") if role in terms[at].roles), "")
    at += bool(named)
    apostrophe = terms[at].word == "'" and terms[at + 1].digits == 2
    at += apostrophe
    digits, number = terms[at].digits, terms[at].number
    if digits not in {2, 4} or (digits == 4 and not _FIRST_YEAR <= number <= _LAST_YEAR):
        return None
    year = number if digits == 4 else long_year(number)
    read = _financial_year(terms, at, year)
    if read is None:
        if digits == 2 and not (short or apostrophe or named):
            return None
        read = Year(year, False, at + 1, "a financial year needs both its years" if named else "")
    return _closed_year(terms, read, named)


def year_behind(terms: tuple[Term, ...], at: int) -> Year | None:
    """Read the year behind a month, season, quarter or half, over the sign or word that may stand between."""
    sign = terms[at]
    if sign.word == "." and sign.glued:
        at += 1
        sign = terms[at]
    if sign.word == "(":
        year = read_year(terms, at + 1, short=False)
        return year._replace(end=year.end + 1) if year and terms[year.end].word == ")" else None
    if sign.word in {"-", "/"}:
        glued = sign.glued and terms[at + 1].glued and not _day_follows(terms, at + 1)
        return None if sign.newline else read_year(terms, at + 1, short=glued)
    if sign.word in {",", ":", "of", "in", "of the", "for"}:
        return read_year(terms, at + 1, short=False)
    if sign.digits == 2 and not _is_short_year(terms, at):
        return read_year(terms, at, short=False)
    return read_year(terms, at, short=True)


def calendar_year(year: Year, month: int) -> int:
    """Return the calendar year of a month beside a year or within a financial year."""
    return year.year + (year.financial and month < 4)


def long_year(short: int) -> int:
    """Return the year that two digits stand for."""
    return (2000 if short <= _LAST_SHORT_YEAR else 1900) + short


def is_counted(terms: tuple[Term, ...], at: int) -> bool:
    """Say whether the number at a term counts something that is no date ("Phase 1", "£2025", "2,500", "20%", "3.2")."""
    before, behind = terms[at - 1] if at else terms[-1], terms[at + 1]
    if before.word in {"£", "$", "€", "#"} or behind.word in {"%", "£"}:
        return True
    if before.word in {",", "."} and terms[at].glued and before.glued and at > 1 and terms[at - 2].number >= 0:
        return True
    return behind.word in {",", "."} and behind.glued and terms[at + 2].number >= 0 and terms[at + 2].glued


def _closed_year(terms: tuple[Term, ...], read: Year, named: str) -> Year:
    """Take in "financial year" behind a year; a school or council year is none that we can bound."""
    behind = terms[read.end].roles
    if named == "strange_year" or "strange_year" in behind:
        end = read.end + ("strange_year" in behind)
        return read._replace(end=end, fault="a school or council year has no fixed days")
    if "fy" in behind and not named:
        return read._replace(
            end=read.end + 1, fault=read.fault or ("" if read.financial else "which financial year is not said")
        )
    return read


def _financial_year(terms: tuple[Term, ...], at: int, year: int) -> Year | None:
    sign, second = terms[at + 1], terms[at + 2]
    second_at = at + 2
    if second.word == "'" and terms[at + 3].digits == 2:
        second, second_at = terms[at + 3], at + 3
    if sign.word not in {"/", "-"} or second.number < 0:
        return None
    if second.digits == 2 and second.number == (year + 1) % 100:
        return Year(year, True, second_at + 1)
    if sign.word == "-" or not sign.glued:
        return None
    if second.digits == 4 and second.number == year + 1:
        return Year(year, True, second_at + 1)
    if terms[at].digits == 4 and second.digits <= 2:
        return Year(year, True, second_at + 1, "its years do not follow each other")
    if terms[at].digits == 4 and second.digits == 4 and second.number != year + 1:
        return Year(year, False, second_at + 1, "its years do not follow each other")
    return None


def _is_short_year(terms: tuple[Term, ...], at: int) -> bool:
    behind = terms[at + 1]
    if behind.glued and (behind.word in {"%", ":", "am", "pm", *SUFFIXES} or is_counted(terms, at)):
        return False
    return not _day_follows(terms, at)


def _day_follows(terms: tuple[Term, ...], at: int) -> bool:
    """Say whether a number is the day of the month behind it, not a year: "May - 24 June", but not "May 24 June 24"."""
    behind = terms[at + 1 + (terms[at + 1].word in SUFFIXES)]
    return "month" in behind.roles and not behind.newline and terms[at + 2].digits != 2
