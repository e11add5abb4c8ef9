"""Which words around a date say what it is the date *of*: "Draft – June 2025 Final – September 2025".

Cuts the words of a cell into one stretch a value; what a value is, is left to `parts`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from normalise.when.items import Item, is_sign, is_wordless
from normalise.when.terms import Term, has_role
from normalise.when.units import Terms

_BETWEEN_SENTENCES = frozenset({".", ";"})
Brackets = dict[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value and all terms that belong to it, half-open."""

    item: Item
    begin: int
    end: int


def cut_stretches(terms: Terms, items: tuple[Item, ...], end: int, brackets: Brackets) -> tuple[Stretch, ...]:
    """Return one stretch a value, which together take every term before `end`."""
    leading = _label_leads(terms, items, end, brackets)
    cuts = [0]
    for first, second in pairwise(items):
        if first.dated or first.recurring:
            cuts.append(_cut(terms, first.end, second.begin, brackets, leading=leading))
        else:  # a status has no label behind it
            border = _border(terms, first.end, second.begin, brackets)
            cuts.append(first.end if border is None else border)
    spans = pairwise([*cuts, end])
    return tuple(Stretch(item, *span) for item, span in zip(items, spans, strict=True))


def read_label(text: str, terms: Terms, stretch: Stretch, brackets: Brackets) -> str | None:
    """Return the words of a stretch in front of and behind its value, without joining words and lead-ins."""
    behind = stretch.end if stretch.item.year_at < 0 else stretch.item.year_at
    pieces = [
        _words(text, terms, (stretch.begin, stretch.item.begin), brackets),
        _words(text, terms, (stretch.item.end, behind), brackets),
    ]
    return " ".join(piece for piece in pieces if piece) or None


def trim(terms: Terms, span: tuple[int, int], brackets: Brackets, item: Item | None = None) -> tuple[int, int]:
    """Return a span of terms without punctuation and joining words at its ends; brackets that fit stay.

    A pair of brackets around all of it goes too. The terms of the value itself stay.
    """
    begin, end = _trim(terms, span, brackets, lambda term: is_sign(term) or "joiner" in term.roles)
    while end - begin > 2 and brackets.get(begin) == end - 1:
        begin, end = begin + 1, end - 1
    return (min(begin, item.begin), max(end, item.end)) if item else (begin, end)


def _trim(terms: Terms, span: tuple[int, int], brackets: Brackets, drops: Callable[[Term], bool]) -> tuple[int, int]:
    begin, end = span
    while begin < end and drops(terms[begin]) and not begin < brackets.get(begin, -1) < end:
        begin += 1
    while begin < end and drops(terms[end - 1]) and not begin <= brackets.get(end - 1, end) < end - 1:
        end -= 1
    return begin, end


def _label_leads(terms: Terms, items: tuple[Item, ...], end: int, brackets: Brackets) -> bool | None:
    """Say whether labels stand in front of their dates; None where the outer words do not tell."""
    first, last = items[0], items[-1]
    leads = any(not is_wordless(term) for term in terms[: first.begin])
    behind = _behind_bracket(last.end, end, brackets)
    follows = any(not is_wordless(term) for term in terms[behind:end]) and not _follows(terms[behind])
    if leads != follows:
        return leads
    if not leads and any(not is_wordless(term) for term in terms[last.end : end]):
        return False
    return None


def _cut(terms: Terms, begin: int, end: int, brackets: Brackets, *, leading: bool | None) -> int:
    """Return where the words between two values part: those in front of the cut belong to the first."""
    begin = _behind_bracket(begin, end, brackets)
    while begin < end and brackets.get(begin, end) < begin:  # a bracket that closes here was opened before
        begin += 1
    if begin >= end:
        return end
    border = _border(terms, begin, end, brackets)
    if border is not None:
        return border
    if _follows(terms[begin]):
        comma = next((at for at in range(begin, end) if terms[at].word == ","), end - 1)
        return comma + 1
    if leading is None:
        leading = terms[end - 1].word in {":", "-"} or terms[begin].word in {"-", ",", "/"}
    return begin if leading else end


def _border(terms: Terms, begin: int, end: int, brackets: Brackets) -> int | None:
    """Return where a bracket around the later value opens, a line begins or a sentence has ended."""
    for at in range(begin, end):
        if brackets.get(at, -1) >= end:
            return at
    for at in range(begin, end + 1):
        if terms[at].newline:
            return at
    ends = (at + 1 for at in range(begin, end) if terms[at].word in _BETWEEN_SENTENCES and not terms[at + 1].glued)
    return next(ends, None)


def _behind_bracket(begin: int, end: int, brackets: Brackets) -> int:
    close = brackets.get(begin, -1)
    return close + 1 if begin < close < end else begin


def _follows(term: Term) -> bool:
    """Say whether a word ties what comes behind it to the date in front ("for training", "after approval")."""
    return has_role(term.word, "follow")


def _words(text: str, terms: Terms, span: tuple[int, int], brackets: Brackets) -> str:
    begin, end = _trim(terms, span, brackets, _is_dropped)
    while begin < end and brackets.get(begin) == end - 1:
        begin, end = _trim(terms, (begin + 1, end - 1), brackets, _is_dropped)
    return " ".join(text[terms[begin].start : terms[end - 1].end].split()) if begin < end else ""


def _is_dropped(term: Term) -> bool:
    return is_wordless(term) or has_role(term.word, "strip")
