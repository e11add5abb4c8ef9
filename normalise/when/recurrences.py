"""Reads recurrences: "monthly", "every six months", "twice a year", "By March each year", "first Monday of each month".

Whether an adjective ("quarterly report") is meant as one is left to `parts` and `text_dates`.
"""

from __future__ import annotations

from typing import NamedTuple

from normalise.numbers import read_number_word
from normalise.when.expressions import Dated, read_dated, read_prefix
from normalise.when.terms import Term
from normalise.when.units import Terms, Unit

_EVERY = frozenset({"every", "each", "of each", "of every", "in each", "in every", "every single", "by each"})
_BEFORE_MONTHS = frozenset({"-", ",", ":", "("})


class Recurring(NamedTuple):
    """A recurrence as an RFC 5545 rule, and its half-open span of terms.

    `begins`: the expression that says from or until when, or in which season. `is_adverb`: one word that may only
    describe a noun.
    """

    rrule: str
    begin: int
    end: int
    qualifier: str = ""
    is_adverb: bool = False
    begins: Dated | None = None


def read_recurring(terms: Terms, at: int, dated: Dated | None = None) -> Recurring | None:
    """Return the recurrence that begins at a term, or None. `dated` is the expression read there, if any."""
    term = terms[at]
    if dated is not None:
        return _dated_each_year(terms, dated)
    if is_prose(terms, at):  # most of what is asked about
        return None
    base = (
        _adverb(terms, at)
        or ("every" in term.roles and _every(terms, at))
        or ("times" in term.roles and _times(terms, at))
        or _counted_adverb(terms, at)
        or ("ordinal" in term.roles and _nth_weekday(terms, at))
        or (bool({"qualifier", "narrow"} & term.roles.keys()) and _part_of_each(terms, at))
    )
    return _completed(terms, base) if base else None


def is_prose(terms: Terms, at: int) -> bool:
    """Say whether neither a term nor the one behind it can be part of a recurrence."""
    return not terms[at].roles and not terms[at + 1].roles and terms[at + 1].word != "-"


def _dated_each_year(terms: Terms, dated: Dated) -> Recurring | None:
    """Read "By March each year", "31 March annually", "March (every year)"."""
    at = dated.end
    bracket = terms[at].word == "("
    at += bracket or terms[at].word in {",", "-"}
    behind = _adverb(terms, at) or ("every" in terms[at].roles and _every(terms, at)) or None
    if not behind or behind.rrule != "FREQ=YEARLY" or any(unit.year is not None for unit in dated.units):
        return None
    rule = yearly_rule(dated)
    end = behind.end + (bracket and terms[behind.end].word == ")")
    return Recurring(rule, dated.begin, end, _outer(dated), begins=_unsaid(rule, dated)) if rule else None


def _adverb(terms: Terms, at: int) -> Recurring | None:
    rule = terms[at].roles.get("adverb")
    if rule is None:
        return None
    end = at + 1
    if terms[end].word in {"basis"}:
        end += 1
    return Recurring(rule, at, end, is_adverb=True)


def _every(terms: Terms, at: int) -> Recurring | None:
    """Read "every month", "each quarter", "every six months", "every other year", "every March", "each Tuesday"."""
    word, behind = terms[at].word, at + 1
    count = 1
    if word in _EVERY or word.startswith("once"):
        if terms[behind].word in {"other", "second"} and "time" in terms[behind + 1].roles:
            count, behind = 2, behind + 1
        elif (number := count_of(terms[behind])) and "time" in _over_dash(terms, behind + 1)[0].roles:
            count, behind = number, _over_dash(terms, behind + 1)[1]
    rule = _each(terms[behind], count)
    if rule:
        is_bare = word in {"a", "per", "in a"}
        return None if is_bare else Recurring(rule, at, behind + 1)
    if word not in _EVERY:
        return None
    if "weekday" in terms[behind].roles:
        return Recurring(f"FREQ=WEEKLY;BYDAY={terms[behind].roles['weekday']}", at, behind + 1)
    return _every_date(terms, at, behind)


def _every_date(terms: Terms, at: int, behind: int) -> Recurring | None:
    dated = read_dated(terms, behind)
    if dated is None or any(unit.year is not None for unit in dated.units) or dated.outer:
        return None
    rule = yearly_rule(dated)
    return Recurring(rule, at, dated.end, _outer(dated), begins=_unsaid(rule, dated)) if rule else None


def _unsaid(rule: str, dated: Dated) -> Dated | None:
    """Return the date that a rule does not say ("every spring" is yearly): it goes to the label."""
    return dated if rule == "FREQ=YEARLY" else None


def _over_dash(terms: Terms, at: int) -> tuple[Term, int]:
    at += terms[at].word == "-"
    return terms[at], at


def _times(terms: Terms, at: int) -> Recurring | None:
    """Read "twice a year", "three times per year", "twice yearly"."""
    times, behind = int(terms[at].roles["times"]), at + 1
    if "every" in terms[behind].roles:
        behind += 1
    if "YEARLY" not in (terms[behind].roles.get("time", "") + terms[behind].roles.get("adverb", "")):
        return None
    return Recurring(f"FREQ=MONTHLY;INTERVAL={12 // times}" if times < 12 else "FREQ=MONTHLY", at, behind + 1)


def _counted_adverb(terms: Terms, at: int) -> Recurring | None:
    """Read "six-monthly", "3 monthly", "two-yearly"."""
    behind, end = _over_dash(terms, at + 1)
    rule = behind.roles.get("adverb", "")
    if rule not in {"FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY"} or behind.word == "annual":
        return None
    count = count_of(terms[at])
    if not count:
        return None
    return Recurring(_interval(rule, count), at, end + 1, is_adverb=True)


def _nth_weekday(terms: Terms, at: int) -> Recurring | None:
    """Read "first Monday of each month"."""
    day = terms[at + 1].roles.get("weekday")
    is_monthly = terms[at + 2].word in {"of each", "of every", "each", "every"} and terms[at + 3].word == "month"
    if not day or not is_monthly:
        return None
    return Recurring(f"FREQ=MONTHLY;BYDAY={terms[at].roles['ordinal']}{day}", at, at + 4)


def _part_of_each(terms: Terms, at: int) -> Recurring | None:
    """Read "by the end of each quarter"."""
    behind, qualifier = read_prefix(terms, at)
    if "every" not in terms[behind].roles or terms[behind].word not in _EVERY:
        return None
    found = _every(terms, behind)
    return Recurring(found.rrule, at, found.end, qualifier, begins=found.begins) if found else None


def count_of(term: Term) -> int:
    """Return the number that a term counts to ("6", "six"), 0 for none."""
    if term.number >= 0:
        return term.number if term.digits <= 2 else 0
    return read_number_word(term.word) or 0


def _each(term: Term, count: int) -> str:
    """Return the rule of "every (count) term", "" where the term is no length of time."""
    if "quarter" in term.roles and len(term.word) > 1:
        return f"FREQ=MONTHLY;INTERVAL={3 * count}"
    if "fy" in term.roles:
        return "FREQ=YEARLY"
    if "time" not in term.roles:
        return ""
    frequency, length = term.roles["time"].split()
    return _interval(f"FREQ={frequency}", count * int(length))


def _interval(rule: str, count: int) -> str:
    return rule if count == 1 else f"{rule};INTERVAL={count}"


def _completed(terms: Terms, base: Recurring) -> Recurring:
    """Take in the month of a yearly recurrence, and from or until when any runs."""
    if base.rrule == "FREQ=YEARLY" and (dated := _month_behind(terms, base.end)):
        rule = yearly_rule(dated)
        if rule:
            end = dated.end + (terms[base.end].word == "(" and terms[dated.end].word == ")")
            return Recurring(rule, base.begin, end, _outer(dated), begins=_unsaid(rule, dated))
    at = base.end + (terms[base.end].word in {",", "-"})
    dated = read_dated(terms, at)
    if dated and not dated.fault and dated.spans and terms[at].roles.get("qualifier") in {"from", "begin", "between"}:
        return Recurring(base.rrule, base.begin, dated.end, begins=dated)
    if dated and dated.outer in {"from", "begin", "until"} and not dated.fault:
        qualifier = "until" if dated.outer == "until" else "from"
        return Recurring(base.rrule, base.begin, dated.end, qualifier, begins=dated)
    return base


def _month_behind(terms: Terms, at: int) -> Dated | None:
    if terms[at].word in _BEFORE_MONTHS:
        at += 1
    if terms[at].word in {"in", "on", "at", "during", "every", "each", "in each", "by each", "of", "in the"}:
        at += 1
    dated = read_dated(terms, at)
    if dated is None or any(unit.year is not None for unit in dated.units) or dated.outer not in {"", "by", "before"}:
        return None
    return dated


def yearly_rule(dated: Dated) -> str:
    """Return the rule of a date that comes back every year, "" where it has a year or cannot be."""
    units = dated.units
    if dated.fault or any(unit.fault or unit.year is not None for unit in units):
        return ""
    if len(units) == 1 and units[0].precision == "day":
        return f"FREQ=YEARLY;BYMONTH={units[0].part};BYMONTHDAY={units[0].day}"
    if all(unit.precision == "month" for unit in units) and not dated.spans:
        return "FREQ=YEARLY;BYMONTH=" + ",".join(str(unit.part) for unit in sorted(set(units), key=_part))
    return "FREQ=YEARLY"


def _part(unit: Unit) -> int:
    return unit.part


def _outer(dated: Dated) -> str:
    return dated.outer or dated.narrow or ""
