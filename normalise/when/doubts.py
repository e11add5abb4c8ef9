"""Marks dates that cannot be right as they stand: counted from, with a number unread, misprinted, or part of a name.

A wrong date is worse than none: what is marked here becomes `unresolved`, or an `event` where the words name one.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from normalise.lexicon import rows
from normalise.when.events import is_event
from normalise.when.items import Item, is_plain, is_sign
from normalise.when.recurrences import count_of
from normalise.when.terms import has_role
from normalise.when.units import Terms, is_joiner

_ALIKE = 70.0  # per cent of letters that a misprinted month shares with the month, beside its year
_VERY_ALIKE = 80.0  # the same for a word that stands elsewhere
_YEARS = ("year", "financial_year")
_YEARS_BACK, _YEARS_AHEAD = 6, 11  # what "June 25" may mean around the document's date
_SHORT_YEARS = range(2018, 2040)  # and without one
_MOST_WORDS = 12  # terms in front of a date that may count from it
_PARTS_OF_MONTHS = {"time", "half", "week", "weekday"}


def mark_doubts(terms: Terms, item: Item, before: Item | None, published: date | None) -> Item:
    """Return a value with its fault, where it has one. `before` is the value in front of it."""
    if not item.dated:
        return item
    taken = before.end if before else 0
    fault = _counted(terms, item) or _unread_number(terms, item, taken) or _part_of_month(terms, item)
    fault = (
        fault or _moved(terms, item) or _far_short_year(terms, item, published) or _misprint_near(terms, item, taken)
    )
    if fault:
        return item._replace(fault=fault)
    if item.dated.outer in {"before", "after"} and is_plain(terms[item.end]):
        return _before_or_after(terms, item)
    if item.dated.first.precision in _YEARS and not item.dated.is_range:
        return _year_in_words(terms, item)
    return item


def _counted(terms: Terms, item: Item) -> str:
    """Find a date that something is counted from: "6 months from June 2025", "April 2025 for 12 months"."""
    fault = "it counts from a date"
    behind = terms[item.end]
    if behind.word in {"for", "plus", "+"} and _counts(terms, item.end + 1):
        return fault
    for at in range(max(0, item.begin - _MOST_WORDS), item.begin - 1):
        is_last = at + 2 >= item.begin
        if _counts(terms, at) and (is_last or has_role(terms[at + 2].word, "counted_from")):
            return fault
    return fault if _is_period(terms, item.begin - 1) else ""


def _counts(terms: Terms, at: int) -> bool:
    """Say whether a length of time begins at a term: "6 months", but not the "6-month" of a review."""
    return bool(count_of(terms[at])) and "time" in terms[at + 1].roles and not has_role(terms[at - 1].word, "counter")


def _is_period(terms: Terms, at: int) -> bool:
    """Say whether the date only closes a stretch of time: "year to March 2026", "quarter ending June 2025"."""
    if at < 1 or terms[at].word not in {"to", "ending", "ended", "up to"}:
        return False
    return bool({"time", "quarter", "half", "fy"} & terms[at - 1].roles.keys())


def _unread_number(terms: Terms, item: Item, taken: int) -> str:
    """Find a number beside a date that is no part of it and no label's: "2025-6", "28 - 30/11/25", "Qu. 3 2025"."""
    behind, next_but_one = terms[item.end], terms[item.end + 1]
    if behind.glued and is_plain(behind) and not _is_clock(terms, item.end - 1):
        return f"{behind.word} is joined to it"
    if behind.number >= 0 and not behind.newline and not _is_clock(terms, item.end):
        return f"the number {behind.word} behind it is not read"
    if behind.word in {"/", "-"} and behind.glued and next_but_one.number >= 0 and next_but_one.glued:
        return f"the number {next_but_one.word} behind it is not read"
    at = item.begin - 1
    if at >= taken and is_joiner(terms[at]):
        is_list = terms[item.begin].number >= 0 or (terms[at].word == "/" and terms[item.begin].glued)
        at -= 1 if is_list else item.begin
    if at >= taken and terms[at].number >= 0 and not _is_counter(terms, at) and not terms[item.begin].newline:
        return f"the number {terms[at].word} in front of it is not read"
    return ""


def _is_counter(terms: Terms, at: int) -> bool:
    """Say whether a number in front of a date belongs to a word: "Phase 1", "Gateway 2.1"."""
    return at > 0 and (has_role(terms[at - 1].word, "counter") or is_sign(terms[at - 1]))


def _is_clock(terms: Terms, at: int) -> bool:
    return terms[at + 1].glued and terms[at + 1].word in {"am", "pm", ":", "."}


def _part_of_month(terms: Terms, item: Item) -> str:
    """Find "first week of June 2025" and "last Friday in June 2025", for which there is no unit."""
    at = item.begin - 1
    at -= at > 0 and terms[at].word in {"of", "in", "of the"}
    if at < 0 or not _PARTS_OF_MONTHS & terms[at].roles.keys():
        return ""
    if "week" in terms[at].roles or at == 0:
        return "there is no unit for a part of a month" if "week" in terms[at].roles else ""
    counted = terms[at - 1].roles.keys() & {"ordinal", "this"} or terms[at - 1].word in {"st", "nd", "rd", "th"}
    return "there is no unit for a part of a month" if counted else ""


def _moved(terms: Terms, item: Item) -> str:
    """Find "slipped from March 2025 to June 2025": two dates, no range."""
    assert item.dated is not None
    is_moved = item.begin > 0 and has_role(terms[item.begin - 1].word, "moved")
    return "it was moved from one date to another" if is_moved and item.dated.spans else ""


def _far_short_year(terms: Terms, item: Item, published: date | None) -> str:
    """Find "June 12" in a document of 2025: more likely a day than the year 2012."""
    assert item.dated is not None
    last, sign, year = terms[item.dated.end - 1], terms[item.dated.end - 2], item.dated.last.year
    if last.digits != 2 or year is None or item.dated.last.precision != "month" or sign.word in {"'", "-", "/"}:
        return ""
    near = range(published.year - _YEARS_BACK, published.year + _YEARS_AHEAD) if published else _SHORT_YEARS
    return "" if year in near else f"{last.word} may be a day or a year"


def _misprint_near(terms: Terms, item: Item, taken: int) -> str:
    """Find a word in front of a date that is nearly a month: "Janaury to March 2025"."""
    words = [
        term.word for term in terms[max(taken, item.begin - 3) : item.begin] if not term.roles and len(term.word) > 3
    ]
    found = next((month for word in words if (month := _misprinted(word, _VERY_ALIKE))), "")
    return f"a word may be a misprint of {found}" if found else ""


def _before_or_after(terms: Terms, item: Item) -> Item:
    """Read "After the May 2025 elections" as a date with a label; what is before or has no year is not dated by it."""
    assert item.dated is not None
    if all(unit.year is None for unit in item.dated.units) or item.dated.first.precision in _YEARS:
        return item._replace(kind="event", dated=None)
    if item.dated.outer == "before":
        return item._replace(fault="it is before something at that time")
    begin = next(at for at in range(item.begin, item.end) if terms[at].roles.get("qualifier") == "after") + 1
    return item._replace(begin=begin, dated=item.dated._replace(outer=""))


def _year_in_words(terms: Terms, item: Item) -> Item:
    """Doubt a year that is part of a name ("2026/27 budget"), of a feast, or behind a misprinted month."""
    assert item.dated is not None
    before, behind = terms[item.begin - 1] if item.begin else terms[-1], terms[item.end]
    is_named = is_plain(behind) and not has_role(behind.word, "follow")
    if is_named and (item.dated.outer == "until" or is_event(terms[: item.begin], "it")):
        return item._replace(kind="event", dated=None)
    if is_named and item.dated.first.precision == "financial_year":
        return item._replace(fault="the year may only be part of a name")
    if has_role(before.word, "feast") or "feast" in before.roles:
        return item._replace(fault="the days of a feast are not known")
    if before.word and not before.roles and not item.dated.outer and (month := _misprinted(before.word, _ALIKE)):
        return item._replace(fault=f"it may be a misprint of {month}")
    return item


@cache
def _misprinted(word: str, alike: float) -> str:
    """Return the month or season that a word is nearly, or cut from; "" for none."""
    from rapidfuzz.fuzz import ratio

    if len(word) < 3:
        return ""
    names = [row["name"] for name in ("months", "seasons") for row in rows(name) if len(row["name"]) > 3]
    nearest = max(names, key=lambda name: ratio(word, name))
    is_cut = next((name for name in names if alike == _ALIKE and name.startswith(word)), "")
    return is_cut or (nearest if ratio(word, nearest) >= alike else "")
