"""Reads one dated expression: units with qualifiers, lists and ranges ("by end of Q3 2025/26", "April-Sept 2024").

Recurrences are left to `recurrences`, missing years to `infer`, days to `bounds`.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from normalise.when.bounds import Narrow
from normalise.when.terms import Term
from normalise.when.units import Read, Terms, Unit, is_joiner, read_units

_MOST_UNITS = 24  # units in one list
_BEFORE_UNITS = frozenset({"the", "of", "in", "of the", "in the", "-", ":", "year", "the year", "calendar year"})


_OPENING = frozenset({"qualifier", "narrow", "this"})  # what the first word of a prefix is


class Dated(NamedTuple):
    """A dated expression: its units as printed, and its half-open span of terms.

    `outer` is a qualifier that opens or shades the whole (by, from, until, before, after, approximate, between) or "".
    `narrow` narrows the whole; `narrow_first` and `narrow_last` one end of a range. `fault` says why it cannot be so.
    """

    units: tuple[Unit, ...]
    begin: int
    end: int
    outer: str = ""
    narrow: Narrow | None = None
    narrow_first: Narrow | None = None
    narrow_last: Narrow | None = None
    is_range: bool = False
    fault: str = ""
    shown: str = ""  # "this", or "other" for "next" and "last", in front
    spans: bool = False  # "to" or a dash between its units

    @property
    def first(self) -> Unit:
        """Return the unit that it begins with."""
        return self.units[0]

    @property
    def last(self) -> Unit:
        """Return the unit that it ends with."""
        return self.units[-1]


class _Prefix(NamedTuple):
    end: int
    outer: str = ""
    narrow: Narrow | None = None
    shown: str = ""
    fault: str = ""


class _Link(NamedTuple):
    """A joiner and the units behind it."""

    joiner: str
    prefix: _Prefix
    read: Read


def read_dated(terms: Terms, at: int) -> Dated | None:
    """Return the dated expression that begins at a term, or None."""
    if _is_a_job(terms, at):
        return None
    prefix = _prefix(terms, at)
    read = read_units(terms, prefix.end) if prefix.end < len(terms) - 3 else None
    if read is None:
        return None
    links = _links(terms, prefix, read)
    end = links[-1].read.end if links else read.end
    reads = (read, *(link.read for link in links))
    units = tuple(unit for each in reads for unit in ((each.first,) if each.first == each.last else each[:2]))
    fault = next((unit.fault for unit in units if unit.fault), "") or prefix.fault or _contradiction(read, links)
    dated = Dated(units, at, end, prefix.outer, shown=prefix.shown, fault=fault)
    return _suffixed(terms, _narrowed(dated, prefix, links))


def _is_a_job(terms: Terms, at: int) -> bool:
    """Say whether "post" is what somebody holds: "the post by May", "in post from May"; "post May" is after it."""
    if terms[at].word != "post":
        return False
    behind = terms[at + 1]
    return "qualifier" in behind.roles or behind.word in {"in", "on", "for", "during"}


def _prefix(terms: Terms, at: int) -> _Prefix:
    """Read the qualifiers in front of a unit; articles count only behind one."""
    if terms[at].roles.keys().isdisjoint(_OPENING):
        return _Prefix(at)
    prefix, start = _Prefix(at), at
    while at < start + 6:
        term = terms[at]
        if "qualifier" in term.roles and (prefix.narrow is None or not prefix.outer) and at <= start + 4:
            prefix = prefix._replace(outer=_stronger(prefix.outer, term.roles["qualifier"]))
        elif "narrow" in term.roles and not _narrows_nothing(terms, at):
            fault = "two parts of one unit" if prefix.narrow else ""
            prefix = prefix._replace(narrow=cast("Narrow", term.roles["narrow"]), fault=fault)
        elif "this" in term.roles and not prefix.shown and not _is_ordinal(terms, at):
            prefix = prefix._replace(shown=term.roles["this"])
        elif at == start or not (_goes_on(terms, at, prefix) and not term.newline):
            break
        at += 1
    return prefix._replace(end=at)


def read_prefix(terms: Terms, at: int) -> tuple[int, str]:
    """Return where the qualifiers that begin at a term end, and the one that they come to."""
    prefix = _prefix(terms, at)
    return prefix.end, prefix.outer or prefix.narrow or ""


def _goes_on(terms: Terms, at: int, prefix: _Prefix) -> bool:
    """Say whether a term stands between a qualifier and its unit: "by the", "mid-", "mid to late"."""
    if terms[at].word in _BEFORE_UNITS:
        return terms[at].word not in {"in", ":"} or prefix.narrow != "end"  # "to end in June" is no end of June
    return prefix.narrow is not None and is_joiner(terms[at]) and "narrow" in terms[at + 1].roles


def _stronger(held: str, new: str) -> str:
    """Return the qualifier that two in a row come to: "likely by" is `by`, "from about" is `from`."""
    return new if held in {"", "approximate"} else held


def _is_ordinal(terms: Terms, at: int) -> bool:
    """Say whether "last" counts: "last quarter"."""
    return "ordinal" in terms[at].roles and bool({"quarter", "half"} & terms[at + 1].roles.keys())


def _narrows_nothing(terms: Terms, at: int) -> bool:
    return terms[at].newline and at > 0 and "narrow" in terms[at - 1].roles


def _links(terms: Terms, prefix: _Prefix, read: Read) -> tuple[_Link, ...]:
    links: list[_Link] = []
    last = read
    while len(links) < _MOST_UNITS and (link := _link(terms, last, prefix)) is not None:
        links.append(link)
        last = link.read
    return tuple(links)


def _link(terms: Terms, before: Read, prefix: _Prefix) -> _Link | None:
    joiner = _joiner(terms, before.end, prefix)
    if not joiner:
        return None
    at = before.end + 1 + (terms[before.end].word == "," and terms[before.end + 1].roles.get("joiner") == "and")
    behind = _prefix(terms, at)
    if behind.shown or behind.outer not in {"", "approximate"}:
        return None
    if is_joiner(terms[at]) or behind.end >= len(terms) - 3:
        return None
    read = _last_of_years(terms, before, behind.end) or read_units(terms, behind.end)
    if read is None or _stand_apart(before, read, joiner, prefix):
        return None
    return _Link(joiner, behind, read)


def _joiner(terms: Terms, at: int, prefix: _Prefix) -> str:
    """Return "to", "and", "or", "," or "/" where a list or range goes on, else ""."""
    term = terms[at]
    if term.roles.get("qualifier") == "until" and prefix.outer in {"", "from", "begin"}:
        return "to"
    if not is_joiner(term):
        return ""
    return "to" if term.word == "-" else term.roles.get("joiner", term.word)


def _last_of_years(terms: Terms, before: Read, at: int) -> Read | None:
    """Read the "27" of "2025-27"."""
    year, term = before.last, terms[at]
    if year.precision != "year" or year.year is None or term.digits != 2 or not term.glued:
        return None
    if "month" in terms[at + 1].roles or (terms[at + 1].word in {"/", "-", "."} and terms[at + 1].glued):
        return None
    unit = Unit("year", year.year // 100 * 100 + term.number, financial=False)
    return Read(unit, unit, at + 1)


def _stand_apart(before: Read, read: Read, joiner: str, prefix: _Prefix) -> bool:
    """Say whether units joined by a word or comma are whens of their own: each has, or may have, its own year."""
    if joiner == "to" or prefix.outer == "between":
        return False
    if joiner == "/":
        return before.last.year is not None and read.first.year is not None and not _is_near(before.last, read.first)
    if joiner == "or":
        return False
    if before.last.year is None:
        return False
    return read.first.precision not in {"year", "financial_year"} or before.last.precision != read.first.precision


def _is_near(first: Unit, second: Unit) -> bool:
    """Say whether two units follow each other, so that "December 2024/January 2025" is one stretch of time."""
    if first.precision != "month" or second.precision != "month" or first.year is None or second.year is None:
        return first.precision != "day"
    return (second.year - first.year) * 12 + second.part - first.part == 1


def _contradiction(read: Read, links: tuple[_Link, ...]) -> str:
    """Find alternatives that are no range: "March 2025 or June 2026", "June/Q2 2025"."""
    units = (read.first, *(link.read.first for link in links))
    kinds = {unit.precision for unit in units}
    if len(kinds) > 1 and "month" in kinds and any(link.joiner != "to" for link in links):
        return "it joins units of different kinds"
    if any(link.joiner == "or" for link in links) and all(unit.year is not None for unit in units[:2]):
        return "it gives one date or another"
    return ""


def _narrowed(dated: Dated, prefix: _Prefix, links: tuple[_Link, ...]) -> Dated:
    if not links:
        closes = dated.outer == "between" or (dated.outer in {"from", "begin"} and _is_span_of_days(dated))
        outer = "" if closes else dated.outer
        return dated._replace(narrow=prefix.narrow, is_range=len(dated.units) > 1, outer=outer)
    behind = links[-1].prefix.narrow
    spans = any(link.joiner == "to" for link in links)
    closes = dated.outer == "between" or (dated.outer in {"from", "begin"} and spans)
    outer = "" if closes else dated.outer
    if behind is None and not spans:
        return dated._replace(narrow=prefix.narrow, is_range=True, outer=outer)
    dated = dated._replace(spans=spans)
    return dated._replace(narrow_first=prefix.narrow, narrow_last=behind, is_range=True, outer=outer)


def _is_span_of_days(dated: Dated) -> bool:
    """Say whether an expression of one month gives first and last day: "8 to 19 September"."""
    return len(dated.units) > 1 and dated.first.precision == "day"


def _suffixed(terms: Terms, dated: Dated) -> Dated:
    """Read what qualifies from behind: "onwards", "at the latest", "and ongoing" is read by `parts`."""
    term = terms[dated.end]
    if term.word == "," and "suffix" in terms[dated.end + 1].roles:
        term = terms[dated.end + 1]
    suffix = term.roles.get("suffix", "")
    if not suffix or (term.newline and suffix != "from"):
        return dated
    end = dated.end + 1 + (term is not terms[dated.end])
    if suffix == "end":
        is_last = terms[end].word in {"", ")", ",", ";", "."}
        return dated._replace(narrow="end", end=end) if is_last and not (dated.narrow or dated.is_range) else dated
    if suffix == "by" and dated.outer in {"", "by", "approximate"}:
        return dated._replace(outer="by", end=end)
    if suffix == "from" and dated.outer in {"", "from", "begin", "after"}:
        return dated._replace(outer="from", end=end)
    if suffix == "approximate" and not dated.outer:
        return dated._replace(outer="approximate", end=end)
    return dated


def is_unit_word(term: Term) -> bool:
    """Say whether a term can only be part of a date."""
    return bool({"month", "season", "weekday"} & term.roles.keys())
