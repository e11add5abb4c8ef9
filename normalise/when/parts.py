"""Splits the words of a timeline cell into the values it prints: dates, recurrences, statuses, "Ditto".

Each value takes a stretch of terms; which of the words between them are labels is left to `labels`, values that are one
to `joins`, what cannot be right to `doubts`.
"""

from __future__ import annotations

from datetime import date

from normalise.when.doubts import mark_doubts
from normalise.when.expressions import Dated, read_dated
from normalise.when.items import Item, ItemKind, is_plain, is_wordless
from normalise.when.joins import join_items
from normalise.when.recurrences import read_recurring
from normalise.when.terms import Term, has_role
from normalise.when.units import Terms

_FAR = 40  # terms between a date and what a bracket behind it may hold


def find_items(terms: Terms, brackets: dict[int, int], published: date | None = None) -> tuple[Item, ...]:
    """Return the values that the terms print, in order; those that read as one ("Completed June 2024") joined."""
    items = join_items(terms, _scan(terms), brackets, published)
    kept = _weeded(terms, items, brackets)
    return tuple(mark_doubts(terms, item, before, published) for before, item in zip([None, *kept], kept, strict=False))


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
        counted = read_recurring(terms, at) if terms[at + 1].roles or terms[at + 1].word == "-" else None
        return Item("recurring", at, counted.end, recurring=counted) if counted else _repeat_mark(terms, at)
    dated = _until(terms, at) or read_dated(terms, at)
    recurring = read_recurring(terms, at, dated)
    if recurring is not None:
        return Item("recurring", recurring.begin, recurring.end, recurring=recurring)
    if dated is not None and not _is_verb(terms, dated):
        return Item("date", dated.begin, dated.end, dated=dated)
    if status := term.roles.get("status"):
        kind: ItemKind = "completed" if status in {"completed", "complete"} else "ongoing"
        return Item(kind, at, at + 1, status=status)
    if "ditto" in term.roles:
        return Item("ditto", at, at + 1)
    return Item("tbc", at, at + 1) if "tbc" in term.roles else None


def _until(terms: Terms, at: int) -> Dated | None:
    """Read "to March 2026" where nothing stands in front that it could be the end of."""
    before = terms[at - 1] if at else None
    opens = before is None or before.word == "(" or "status" in before.roles or terms[at].newline
    if terms[at].word != "to" or not opens:
        return None
    dated = read_dated(terms, at + 1)
    return None if dated is None or dated.outer or dated.spans else dated._replace(begin=at, outer="until")


def _is_verb(terms: Terms, dated: Dated) -> bool:
    """Say whether "may" or "march" is the verb: small, without a year, and the sentence goes on."""
    term = terms[dated.begin]
    is_bare = term.roles.get("also_a_word") == "verb" and not term.capital and dated.end == dated.begin + 1
    return is_bare and is_plain(terms[dated.end])


def _repeat_mark(terms: Terms, at: int) -> Item | None:
    """Read a pair of double quotes with nothing else, which repeats the line above."""
    if terms[at].word == '"' and at == 0 and not terms[1].word:
        return Item("ditto", 0, 1)
    return None


def _weeded(terms: Terms, items: list[Item], brackets: dict[int, int]) -> list[Item]:
    """Leave out words that only describe something ("Annual review June 2025"), and statuses inside a sentence."""
    has_date = any(item.dated for item in items)
    kept = _unbracketed(terms, items, brackets)
    is_dateless = not any(item.dated or item.recurring for item in kept)
    begins, ends = {item.begin for item in kept}, {item.end for item in kept}
    kept = [
        i
        for i in kept
        if i.dated
        or _counts_anywhere(i, has_date=has_date)
        or _stands_alone(terms, i, begins, ends, is_dateless=is_dateless)
    ]
    if any(item.kind != "tbc" for item in kept):
        kept = [item for item in kept if item.kind != "tbc" or _fills_line(terms, item)]
    return kept


def _counts_anywhere(item: Item, *, has_date: bool) -> bool:
    """Say whether a recurrence counts wherever it stands: a bare "annual" beside a date may be part of a name."""
    found = item.recurring
    return found is not None and not (found.is_adverb and found.begins is None and has_date)


def _stands_alone(terms: Terms, item: Item, begins: set[int], ends: set[int], *, is_dateless: bool) -> bool:
    """Say whether only signs, joining words, line ends or other values stand beside a value."""
    before, behind = terms[item.begin - 1] if item.begin else None, terms[item.end]
    opens = before is None or is_wordless(before) or terms[item.begin].newline or item.begin in ends
    if item.kind == "ditto":
        opens = before is None or terms[item.begin].newline
    if item.begin == 0 and item.kind in {"ongoing", "completed"} and is_dateless:
        return item.status in {"ongoing", "underway"} or has_role(behind.word, "follow") or _closes(behind)
    return opens and (_closes(behind) or item.end in begins)


def _closes(term: Term) -> bool:
    return not term.word or is_wordless(term) or term.newline


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
        if item.dated or item.recurring:
            date_end = item.end
    return kept


def _bracket_behind(terms: Terms, begin: int, end: int, brackets: dict[int, int]) -> int:
    """Return where the bracket closes that opens right behind a date and holds a later value; -1 for none."""
    for at in range(begin, min(end, begin + _FAR)):
        if terms[at].newline or not is_wordless(terms[at]):
            return -1
        if at < brackets.get(at, -1) >= end:
            return brackets[at]
    return -1
