"""Finds dates in running text: what is printed of when something happens, not what only looks like a date.

No dates: names with years ("Vision 2050", "Corporate Plan 2023-27"), a financial year that something is *of*, lengths
of time, adjectives ("quarterly report"), the verbs "may" and "march", what is denied. The values are those of `cells`.
"""

from __future__ import annotations

from normalise.reading import Note, Reading, Readings
from normalise.records import When
from normalise.when.cells import WhenContext, basis_of, raw_of
from normalise.when.expressions import Dated, read_dated
from normalise.when.recurrences import Recurring, count_of, is_prose, read_recurring
from normalise.when.terms import PADDING, Term, may_hold_date, read_terms
from normalise.when.units import Terms
from normalise.when.values import Basis, dated_value, make_when, recurring

_OF_TIME = frozenset(
    {"in", "on", "by", "from", "for", "during", "until", "since", "throughout", "between", "at", "of", "within"}
)
_MAKES_PLANNED = frozenset({"by", "from", "until", "before", "after", "end", "early", "mid", "late"})
_SUPPORTS = _OF_TIME | {
    "the",
    "and",
    "or",
    "to",
    "this",
    "next",
    "last",
    "each",
    "every",
    "over",
    "/",
    "(",
    "&",
    "-",
    ",",
}
_BEFORE_SEASONS = _OF_TIME | {"the", "this", "over"}
_CLAUSE_ENDS = frozenset({".", ";", ",", "(", ")", ":", "!", "?", "but", "-"})
_DENIALS = frozenset({"not", "never", "unlikely", "cannot"})
_NEAR_SHORT_YEARS = range(2018, 2050)  # what "May 24" may mean where the document has no date
_YEARS_BACK, _YEARS_AHEAD = 6, 16  # what it may mean around the document's date
_PLANS = frozenset(
    {"will", "shall", "planned", "due", "scheduled", "expected", "proposed", "aim", "intend", "intended"}
)
_MOST_CLAUSE = 14  # terms back to look for a denial


def read_dates(text: str, context: WhenContext) -> Readings[When]:
    """Return the dates that running text prints, in order; spans begin at the preposition or qualifier of the date."""
    if not may_hold_date(text):
        return Readings((), ())
    basis = basis_of(context, "text")
    terms = read_terms(text)
    found: list[Reading[When]] = []
    notes: list[Note] = []
    at, end = 0, len(terms) - PADDING
    while at < end:
        if is_prose(terms, at) and terms[at].word != "'":  # as most words: no date and no recurrence begins there
            at += 1
            continue
        dated = _dated_at(terms, at)
        repeated = read_recurring(terms, at, dated) or (read_recurring(terms, at) if dated is None else None)
        if repeated and _is_meant(terms, repeated):
            start, stop = terms[repeated.begin].start, terms[repeated.end - 1].end
            found.append(Reading(make_when(recurring(repeated), raw_of(text, start, stop), None, "text"), start, stop))
            at = repeated.end
        elif dated:
            if _is_date(terms, dated, basis):
                reading, doubts = _reading(text, terms, dated, basis)
                found += [reading] if reading else []
                notes += doubts
            at = dated.end
        else:
            at = max(at + 1, repeated.end if repeated else 0)
    return Readings(tuple(found), tuple(notes))


def _dated_at(terms: Terms, at: int) -> Dated | None:
    term = terms[at]
    if term.roles.get("qualifier") == "begin":  # "will begin in May": the verb is the text's, not the date's
        return None
    return read_dated(terms, at) if term.roles or term.word == "'" else None


def _own_start(term: Term) -> int:
    """Return where the preposition begins that belongs to the date: "to be completed by" gives "by"."""
    words = term.word.split()
    if (
        len(words) == 1
        or words[0] in {"no", "not", "on", "with", "as", "up", "in"}
        or words[-1] not in {"by", "from", "until", "since", "before"}
    ):
        return term.start
    return term.end - len(words[-1])


def _reading(text: str, terms: Terms, dated: Dated, basis: Basis) -> tuple[Reading[When] | None, list[Note]]:
    value = dated_value(dated, basis)
    if value.kind == "unresolved":
        return None, []
    start, stop = _own_start(terms[dated.begin]), terms[dated.end - 1].end
    raw = raw_of(text, start, stop)
    doubts = [Note(note.code, f"“{raw}”: {note.detail}", start, stop) for note in value.notes]
    return Reading(make_when(value, raw, None, "text"), start, stop), doubts


def _last_word(terms: Terms, at: int) -> str:
    """Return the word in front of a term, "" where there is none."""
    return terms[at - 1].word.rpartition(" ")[2] if at else ""


def _is_meant(terms: Terms, found: Recurring) -> bool:
    """Say whether a recurrence says when something is done: "every March", "reviewed annually", no "annual report"."""
    if found.begins or _is_denied(terms, found.begin):
        return not _is_denied(terms, found.begin)
    before = _last_word(terms, found.begin)
    if found.is_adverb or "every" not in terms[found.begin].roles:
        return before.endswith("ed") and terms[found.end - 1].word.endswith("ly") if found.is_adverb else True
    return True


def _is_date(terms: Terms, dated: Dated, basis: Basis) -> bool:
    if dated.fault or _is_denied(terms, dated.begin) or _is_inside_number(terms, dated):
        return False
    if any(unit.precision in ("year", "financial_year") for unit in (dated.first, dated.last)):
        return _is_planned_year(terms, dated, basis)
    if any(_is_odd_year(unit.year) for unit in dated.units):
        return False
    if dated.first.year is None and len(dated.units) == 1:
        return _is_bare_date(terms, dated)
    return not _is_far_short_year(terms, dated, basis)


def _is_far_short_year(terms: Terms, dated: Dated, basis: Basis) -> bool:
    """Say whether two digits behind a month count something else: "in May 15 people came"."""
    last, before = terms[dated.end - 1], terms[dated.end - 2]
    if last.digits != 2 or dated.last.precision != "month" or before.word in {"'", "-", "/"}:
        return False
    near = _NEAR_SHORT_YEARS
    if basis.origin:
        near = range(basis.origin.first // 12 - _YEARS_BACK, basis.origin.last // 12 + _YEARS_AHEAD)
    return dated.last.year not in near


def _is_odd_year(year: int | None) -> bool:
    return year is not None and not 1950 <= year <= 2099


def _is_planned_year(terms: Terms, dated: Dated, basis: Basis) -> bool:
    """Say whether a year stands for a time at which something is to be: "event for 2024", "by 2030", "end of 2024"."""
    ties = {dated.outer, dated.narrow or "", dated.narrow_first or ""}
    is_since = terms[dated.begin].word in {"since", "started", "began", "commenced"}
    if ties & _MAKES_PLANNED and not is_since:
        return not _names(terms, dated)
    before = _last_word(terms, dated.begin)
    if dated.is_range or _names(terms, dated):
        return False
    if dated.first.precision == "financial_year":  # "will be tested during 2025/26", but no "budget for 2025/26"
        ends = not terms[dated.end].word or terms[dated.end].word in _CLAUSE_ENDS
        if not ends or before not in {"in", "during", "throughout"}:
            return False
        return _is_to_come(terms, dated, basis) or (before != "in" and _is_planned(terms, dated))
    if before == "for":
        return True
    return before in {"in", "during", "throughout"} and _is_to_come(terms, dated, basis)


def _is_to_come(terms: Terms, dated: Dated, basis: Basis) -> bool:
    """Say whether "in 2025" lies ahead of the document, or the words in front plan something for it."""
    if basis.origin is None or dated.first.year is None:
        return False
    this_year = basis.origin.last // 12
    return dated.first.year > this_year or (dated.first.year == this_year and _is_planned(terms, dated))


def _is_planned(terms: Terms, dated: Dated) -> bool:
    return any(term.word in _PLANS for term in terms[max(0, dated.begin - _MOST_CLAUSE) : dated.begin])


def _names(terms: Terms, dated: Dated) -> bool:
    """Say whether a year is part of a name: a noun follows it ("2024 award", "for 2025 Service Plans")."""
    behind = terms[dated.end]
    return bool(behind.word) and behind.capital and not behind.newline


def _is_bare_date(terms: Terms, dated: Dated) -> bool:
    """Say whether a month or season alone is meant as one: words that are verbs or names too need support in front."""
    if dated.first.precision in {"quarter", "half"}:
        return bool(dated.outer or dated.narrow) or _last_word(terms, dated.begin) in _SUPPORTS
    if dated.first.precision == "day":
        return True
    term = _unit_term(terms, dated)
    if term.roles.get("also_a_word") == "verb" and not term.capital:
        return False
    if dated.outer or dated.narrow or dated.shown:
        return not _begins_name(terms, dated)
    before = _last_word(terms, dated.begin)
    supported = before in _SUPPORTS
    if "season" in term.roles:
        return before in _BEFORE_SEASONS and not _is_noun_behind(terms, dated)
    ambiguous = term.roles.get("also_a_word", "")
    if not ambiguous:
        return not _begins_name(terms, dated)
    return supported and not _begins_name(terms, dated)


def _unit_term(terms: Terms, dated: Dated) -> Term:
    return next(t for t in terms[dated.begin : dated.end] if t.roles.keys() & {"month", "season"})


def _begins_name(terms: Terms, dated: Dated) -> bool:
    """Say whether a capital word follows in the same sentence: "June Smith", "Spring Budget"."""
    behind = terms[dated.end]
    return behind.capital and not behind.newline and not behind.roles and not behind.word.isupper()


def _is_noun_behind(terms: Terms, dated: Dated) -> bool:
    behind = terms[dated.end]
    return behind.capital and not behind.newline


def _is_denied(terms: Terms, at: int) -> bool:
    """Say whether the clause in front of a term denies it: "will not be ready by November"."""
    for index in range(at - 1, max(-1, at - _MOST_CLAUSE), -1):
        term = terms[index]
        if term.word in _CLAUSE_ENDS:
            return False
        if term.word in _DENIALS or (term.word == "t" and terms[index - 1].word == "'"):
            return terms[index + 1].word != "only"
    return False


def _ends_length(terms: Terms, at: int) -> bool:
    """Say whether a length of time ends in front of a term: "two weeks", "6 months"."""
    return at > 1 and "time" in terms[at - 1].roles and count_of(terms[at - 2]) != 0


def _is_inside_number(terms: Terms, dated: Dated) -> bool:
    """Say whether the expression is part of something longer: a section number, a sum, a code, a length of time."""
    before, behind = terms[dated.begin - 1] if dated.begin else terms[-1], terms[dated.end]
    if behind.glued and (behind.word in {"%", "/"} or (behind.word == "-" and terms[dated.end + 1].number >= 0)):
        return True
    if before.word in {"£", "$", "€"} or (before.number >= 0 and terms[dated.begin].glued):
        return True
    if before.word in {"/", "-"} and before.glued and terms[dated.begin].glued and dated.begin > 1:
        return terms[dated.begin - 2].number >= 0
    if dated.outer != "by" and _ends_length(terms, dated.begin - (before.word == "of")):
        return True  # "two weeks from 1 June", "within a month of 1 June"; "cut to two days by June" is another matter.
    return _is_bare_number_date(terms, dated)


def _is_bare_number_date(terms: Terms, dated: Dated) -> bool:
    """Say whether "2.1.25" is a section number: dotted dates count with four digits of year or a preposition."""
    first, sign, last = terms[dated.begin], terms[dated.begin + 1], terms[dated.end - 1]
    if first.number < 0 or sign.word not in {".", "-"} or not sign.glued or last.digits == 4 or first.digits == 4:
        return False
    return _last_word(terms, dated.begin) not in _OF_TIME
