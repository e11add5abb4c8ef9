"""Splits the words of a timeline cell into the values it prints: dates, recurrences, statuses, "Ditto".

Each value takes a stretch of terms; which of the words between them are labels is left to `labels`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from normalise.when.expressions import Dated, read_dated
from normalise.when.recurrences import Recurring, count_of, read_recurring
from normalise.when.terms import Term
from normalise.when.units import Terms

ItemKind = Literal["date", "recurring", "ongoing", "completed", "ditto", "tbc"]
_FAR = 40  # terms between a date and what a bracket behind it may hold
_WORDLESS = ("joiner", "filler", "lead_in")


@dataclass(frozen=True, slots=True)
class Item:
    """A value and its half-open span of terms. `status` is the word that a status was read from."""

    kind: ItemKind
    begin: int
    end: int
    dated: Dated | None = None
    recurring: Recurring | None = None
    status: str = ""
    fault: str = ""


def find_items(terms: Terms, brackets: dict[int, int], published: date | None = None) -> tuple[Item, ...]:
    """Return the values that the terms print, in order; those that read as one ("Completed June 2024") joined."""
    items = _scan(terms)
    items = _yeared_from_behind(terms, items)
    items = _joined(terms, items, published)
    return tuple(_checked(terms, item) for item in _weeded(terms, items, brackets))


def is_sign(term: Term) -> bool:
    """Say whether a term is punctuation only."""
    return bool(term.word) and not any(character.isalnum() for character in term.word)


def is_wordless(term: Term) -> bool:
    """Say whether a term carries no label: punctuation, a joining word, a lead-in ("Target:")."""
    return is_sign(term) or any(role in term.roles for role in _WORDLESS)


def _scan(terms: Terms) -> list[Item]:
    items: list[Item] = []
    at = 0
    while terms[at].word:
        item = _item(terms, at)
        if item is None:
            at += 1
            continue
        items.append(item)
        at = item.end
    return items


def _item(terms: Terms, at: int) -> Item | None:
    term = terms[at]
    if not term.roles and term.word != "'":
        return _repeat_mark(terms, at)
    dated = read_dated(terms, at)
    recurring = read_recurring(terms, at, dated)
    if recurring is not None:
        return Item("recurring", recurring.begin, recurring.end, recurring=recurring)
    if dated is not None:
        return Item("date", dated.begin, dated.end, dated=dated)
    if status := term.roles.get("status"):
        kind: ItemKind = "completed" if status in {"completed", "complete"} else "ongoing"
        return Item(kind, at, at + 1, status=status)
    if "ditto" in term.roles:
        return Item("ditto", at, at + 1)
    return Item("tbc", at, at + 1) if "tbc" in term.roles else None


def _repeat_mark(terms: Terms, at: int) -> Item | None:
    """Read a pair of double quotes with nothing else, which repeats the line above."""
    if terms[at].word == '"' and at == 0 and not terms[1].word:
        return Item("ditto", 0, 1)
    return None


def _yeared_from_behind(terms: Terms, items: list[Item]) -> list[Item]:
    """Give a month the year that stands behind its label: "June Cabinet 2025"."""
    if len(items) != 2 or not (items[0].dated and items[1].dated):
        return items
    first, second = items[0].dated, items[1].dated
    is_year = second.last.precision in {"year", "financial_year"} and len(second.units) == 1
    bare = first.last.year is None and not first.fault and not (second.outer or second.narrow or second.fault)
    if not (is_year and bare) or any(term.newline for term in terms[first.end : second.end]):
        return items
    if terms[second.end].word or first.end == second.begin:
        return items
    year = second.last.year
    assert year is not None
    financial = second.last.financial is True
    last = first.last
    if last.precision in {"day", "month"}:
        last = replace(last, year=year + (financial and last.part < 4))
    else:
        last = replace(last, year=year, financial=financial)
    dated = replace(first, units=(*first.units[:-1], last))
    return [replace(items[0], dated=dated), Item("tbc", second.begin, second.end, status="year")]


def _joined(terms: Terms, items: list[Item], published: date | None) -> list[Item]:
    """Join a status and its date, and a date and the "ongoing" behind it."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        both = _one_value(terms, before, item, published) if before else None
        if both is None:
            joined.append(item)
        else:
            joined[-1] = both
    return joined


def _one_value(terms: Terms, first: Item, second: Item, published: date | None) -> Item | None:
    between = terms[first.end : second.begin]
    if not all(is_wordless(term) for term in between) or any(t.newline for t in (*between, terms[second.begin])):
        return None
    if first.kind == "completed" and second.dated:
        return _completed_at(first, second, second.dated, published)
    if first.dated and second.kind == "completed" and second.status == "completed":
        end = second.end + (bool(between) and between[0].word == "(" and terms[second.end].word == ")")
        return _completed_at(second, replace(first, end=end), first.dated, published)
    is_bracketed = bool(between) and between[0].word == "("
    if first.dated and second.status == "ongoing" and not is_bracketed and first.dated.outer in {"", "from", "begin"}:
        return replace(first, end=second.end, dated=replace(first.dated, outer="from", end=second.end))
    if first.status == "started" and second.dated and not second.dated.outer:
        return replace(second, begin=first.begin, dated=replace(second.dated, outer="from"))
    return None


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


def _weeded(terms: Terms, items: list[Item], brackets: dict[int, int]) -> list[Item]:
    """Leave out words that only describe something ("Annual review June 2025"), and statuses inside a sentence."""
    items = [item for item in items if item.status != "year"]
    has_date = any(item.dated for item in items)
    kept = _unbracketed(terms, items, brackets)
    begins, ends = {item.begin for item in kept}, {item.end for item in kept}
    kept = [
        i for i in kept if i.dated or _counts_anywhere(i, has_date=has_date) or _stands_alone(terms, i, begins, ends)
    ]
    if any(item.kind != "tbc" for item in kept):
        kept = [item for item in kept if item.kind != "tbc" or _fills_line(terms, item)]
    return kept


def _counts_anywhere(item: Item, *, has_date: bool) -> bool:
    """Say whether a recurrence counts wherever it stands: a bare "annual" beside a date may be part of a name."""
    found = item.recurring
    return found is not None and not (found.is_adverb and found.begins is None and has_date)


def _stands_alone(terms: Terms, item: Item, begins: set[int], ends: set[int]) -> bool:
    """Say whether only signs, joining words, line ends or other values stand beside a value."""
    before, behind = terms[item.begin - 1] if item.begin else None, terms[item.end]
    opens = before is None or is_wordless(before) or terms[item.begin].newline or item.begin in ends
    return opens and (not behind.word or is_wordless(behind) or behind.newline or item.end in begins)


def _fills_line(terms: Terms, item: Item) -> bool:
    behind = terms[item.end]
    return (item.begin == 0 or terms[item.begin].newline) and (not behind.word or behind.newline)


def _unbracketed(terms: Terms, items: list[Item], brackets: dict[int, int]) -> list[Item]:
    """Leave out what stands in a bracket behind a date on the same line: it belongs to that one's label."""
    kept: list[Item] = []
    date_end, close = -1, -1
    for item in items:
        if date_end >= 0:
            close = max(close, _bracket_behind(terms, date_end, item.begin, brackets))
        if item.end <= close:
            continue
        kept.append(item)
        if item.dated:
            date_end = item.end
    return kept


def _bracket_behind(terms: Terms, begin: int, end: int, brackets: dict[int, int]) -> int:
    """Return where the last bracket closes that opens on the line between a date and a later value; -1 for none."""
    for at in range(max(begin, end - _FAR), end):
        if terms[at].newline:
            return -1
        if at < brackets.get(at, -1) > end:
            return brackets[at]
    return -1


def _checked(terms: Terms, item: Item) -> Item:
    """Mark a date that is counted from ("6 months from June 2025") or has a number beside it that no rule read."""
    if not item.dated:
        return item
    before, behind = item.begin - 1, terms[item.end]
    if before >= 1 and "time" in terms[before].roles and count_of(_counting(terms, before)):
        return replace(item, fault="it counts from a date")
    if behind.word == "for" and count_of(terms[item.end + 1]) and "time" in terms[item.end + 2].roles:
        return replace(item, fault="it counts from a date")
    if behind.number >= 0 and not behind.newline and not _is_clock(terms, item.end):
        return replace(item, fault=f"the number {behind.word} behind it is not read")
    if behind.word == "/" and behind.glued and terms[item.end + 1].number >= 0 and terms[item.end + 1].glued:
        return replace(item, fault=f"the number {terms[item.end + 1].word} behind it is not read")
    if before >= 1 and terms[before].word == "/" and terms[before - 1].number >= 0 and terms[item.begin].glued:
        return replace(item, fault=f"the number {terms[before - 1].word} in front of it is not read")
    return item


def _counting(terms: Terms, at: int) -> Term:
    """Return the term that counts a length of time: "6 months", but not the "6-month" of a review."""
    return terms[at - 1] if terms[at - 1].word != "-" else terms[-1]


def _is_clock(terms: Terms, at: int) -> bool:
    return terms[at + 1].glued and terms[at + 1].word in {"am", "pm", ":", "."}
