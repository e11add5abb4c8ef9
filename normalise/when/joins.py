"""Joins values that are one: "Completed June 2024", "June 2025 and ongoing", "June Cabinet 2025"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from normalise.when.expressions import Dated, read_dated
from normalise.when.items import Item, is_sign, is_wordless
from normalise.when.recurrences import Recurring, yearly_rule
from normalise.when.terms import has_role
from normalise.when.units import Terms

_MOST_WORDS = 4  # between a recurrence and from when it runs
_SPANS = ("year", "financial_year")


def join_items(terms: Terms, items: list[Item], brackets: dict[int, int], published: date | None) -> list[Item]:
    """Return the values with those that are one joined."""
    items = _outside(_explained(terms, item, brackets) for item in items)
    items = _yeared_from_behind(terms, items, brackets)
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        both = _one_value(terms, before, item, published) if before else None
        if both is None:
            joined.append(item)
        else:
            joined[-1] = both
    return joined


def _yeared_from_behind(terms: Terms, items: list[Item], brackets: dict[int, int]) -> list[Item]:
    """Give a month the year that stands behind its label: "June Cabinet 2025", "Summer (June) 2025"."""
    if len(items) < 2:
        return items
    close = brackets.get(items[0].end, -1)
    outside = [item for item in items[1:] if item.begin > close]
    if len(outside) != 1 or not (items[0].dated and outside[0].dated):
        return items
    first, second = items[0].dated, outside[0].dated
    is_year = second.last.precision in {"year", "financial_year"} and len(second.units) == 1
    bare = first.last.year is None and not first.fault and not (second.outer or second.narrow or second.fault)
    if not (is_year and bare) or any(term.newline for term in terms[first.end : second.end]):
        return items
    if terms[second.end].word:
        return items
    year = second.last.year
    assert year is not None
    financial = second.last.financial is True
    last = first.last
    if last.precision in {"day", "month"}:
        last = last._replace(year=year + (financial and last.part < 4))
    else:
        last = last._replace(year=year, financial=financial)
    dated = first._replace(units=(*first.units[:-1], last))
    if items[0].end == second.begin:
        return [items[0]._replace(dated=dated, end=second.end)]
    return [items[0]._replace(dated=dated, year_at=second.begin)]


def _explained(terms: Terms, item: Item, brackets: dict[int, int]) -> Item:
    """Give a quarter or month the year of a bracket that says which it is: "Q1 (April to June 2025)"."""
    close = brackets.get(item.end, -1)
    if item.dated is None or close < item.end or any(unit.year is not None for unit in item.dated.units):
        return item
    meant = read_dated(terms, item.end + 1)
    if meant is None or meant.end != close:
        return item
    if all(unit.year is None for unit in meant.units):
        return item._replace(end=close + 1) if _are_months_of(meant, item.dated) else item
    if meant.outer or meant.narrow or meant.fault or not _are_months_of(meant, item.dated):
        return item._replace(end=close + 1, fault="the bracket gives another date")
    return item._replace(end=close + 1, dated=item.dated._replace(units=meant.units, is_range=True))


def _are_months_of(meant: Dated, said: Dated) -> bool:
    """Say whether a range of months is the quarter said, counted from January or from April."""
    quarter, months = said.first, (meant.first.part, meant.last.part)
    if quarter.precision != "quarter" or meant.first.precision != "month" or said.first != said.last:
        return False
    return months in {(3 * k + 1, 3 * k + 3) for k in ((quarter.part - 1) % 4, quarter.part % 4)}


def _outside(items: Iterable[Item]) -> list[Item]:
    """Return the values that do not begin inside the one before."""
    kept: list[Item] = []
    for item in items:
        if not kept or item.begin >= kept[-1].end:
            kept.append(item)
    return kept


def _one_value(terms: Terms, first: Item, second: Item, published: date | None) -> Item | None:
    between = terms[first.end : second.begin]
    if any(term.newline for term in (*between, terms[second.begin])):
        return None
    if first.recurring and second.dated:
        return _repeated_from(terms, first, first.recurring, second.dated)
    if first.dated and second.dated:
        return _start_and_finish(terms, first, second)
    if not all(is_wordless(term) for term in between):
        return None
    return _status_beside(terms, first, second, published)


def _status_beside(terms: Terms, first: Item, second: Item, published: date | None) -> Item | None:
    """Join a date or status and what stands right behind it, with nothing that is a word between them."""
    is_bracketed = terms[first.end].word == "("
    if first.dated and second.recurring and first.dated.outer in {"from", "begin"} and not is_bracketed:
        found = second.recurring._replace(qualifier="from", begins=first.dated)
        return second._replace(begin=first.begin, recurring=found)
    if first.dated:
        return _date_and_status(terms, first, first.dated, second, published)
    if first.kind == "completed" and second.dated:
        return _completed_at(first, second, second.dated, published)
    if first.kind == "ongoing" and second.dated and second.dated.outer in {"from", "begin"}:  # "BAU (from May 2026)"
        return second._replace(begin=first.begin, end=second.end + (is_bracketed and terms[second.end].word == ")"))
    return None if is_bracketed else _status_and_date(terms, first, second)


def _date_and_status(terms: Terms, first: Item, dated: Dated, second: Item, published: date | None) -> Item | None:
    """Join "January 2025 – completed" and "June 2025 and ongoing"; "May 2024 Ongoing" are two cells' values in one."""
    behind = terms[first.end]
    if first.end == second.begin and behind.capital:
        return None
    is_bracketed = behind.word == "("
    if second.kind == "completed" and not dated.outer:
        end = second.end + (is_bracketed and terms[second.end].word == ")")
        return _completed_at(second, first._replace(end=end), dated, published)
    if second.status == "ongoing" and not is_bracketed and dated.outer in {"", "from", "begin"}:
        return first._replace(end=second.end, dated=dated._replace(outer="from", end=second.end))
    return None


def _status_and_date(terms: Terms, first: Item, second: Item) -> Item | None:
    """Join "started June 2025" to an open when, and "ongoing during 2025/26" to that year."""
    if second.dated and second.dated.outer == "until" and first.kind == "ongoing":
        return second._replace(begin=first.begin)
    if second.dated is None or second.dated.outer:
        return None
    if first.status == "started":
        return second._replace(begin=first.begin, dated=second.dated._replace(outer="from"))
    between = terms[first.end : second.begin]
    joined = bool(between) and not any(is_sign(term) for term in between)
    if first.status == "ongoing" and joined and second.dated.first.precision in _SPANS:
        return second._replace(begin=first.begin)
    return None


def _start_and_finish(terms: Terms, first: Item, second: Item) -> Item | None:
    """Join "Start April 2025, end June 2025" to one range."""
    begins, ends = first.dated, second.dated
    if begins is None or ends is None or begins.outer != "begin" or ends.outer or begins.is_range or ends.is_range:
        return None
    between = terms[first.end : ends.begin]
    says_end = any(has_role(term.word, "finish") for term in between)
    if not says_end or not all(is_wordless(term) or has_role(term.word, "finish") for term in between):
        return None
    dated = begins._replace(
        units=(*begins.units, *ends.units),
        end=ends.end,
        outer="",
        is_range=True,
        spans=True,
        narrow=None,
        narrow_first=begins.narrow,
        narrow_last=ends.narrow,
        fault=begins.fault or ends.fault,
    )
    return first._replace(end=second.end, dated=dated)


def _repeated_from(terms: Terms, first: Item, found: Recurring, dated: Dated) -> Item | None:
    """Join "Quarterly reports" and "from June 2025": the words between are the label's."""
    between = terms[first.end : dated.begin]
    plain = len(between) <= _MOST_WORDS and not any(is_sign(term) for term in between)
    rule = yearly_rule(dated)
    if plain and found.rrule == "FREQ=YEARLY" and found.begins is None and rule and not dated.outer:
        return first._replace(recurring=found._replace(rrule=rule, qualifier=dated.narrow or ""), end=dated.end)
    if not (plain and found.is_adverb and first.begin == 0 and dated.outer in {"from", "begin"}) or dated.fault:
        return None
    return first._replace(recurring=found._replace(qualifier="from", begins=dated))


def _completed_at(status: Item, item: Item, dated: Dated, published: date | None) -> Item | None:
    """Return a completed value; "complete" with a date still to come, or a date that opens, is a date."""
    begin, end = min(status.begin, item.begin), max(status.end, item.end)
    year = dated.last.year
    is_to_come = (
        published is not None and year is not None and (year, dated.last.part or 12) > (published.year, published.month)
    )
    if dated.outer or (status.status == "complete" and is_to_come):
        return Item("date", begin, end, dated=dated)
    return Item("completed", begin, end, dated=dated)
