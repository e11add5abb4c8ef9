"""Puts the account together: units, what was read from each, and what the rest of it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalise.statuses import NO_LEGEND, Legend
from parsers.accounting.coverage import Marker
from parsers.accounting.judge import Judge
from parsers.accounting.units import ReadSection, Unit, Use, list_units
from parsers.accounting.used import iter_used, known_from
from parsers.document import Document
from parsers.draft import Drafting
from parsers.records import Records
from parsers.words import Words

NUMBER_CHARACTERS = 4
# What these issues quote is known to be read into nothing.
TOLD_CODES = frozenset(
    "no-such-number owner-unread recommendation-unworded text-too-long unknown-header shifted-columns unknown-status "
    "unread-text wordings-differ".split()
)


def _is_nothing(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Told:
    """What else is known of a document's words: facts that were read from them, and issues that quote them.

    `cover` is the first lines; `is_council` says whether a line is only a council's name.
    """

    facts: tuple[Words, ...] = ()
    cover: tuple[Words, ...] = ()
    issues: tuple[tuple[str, Words], ...] = ()
    legend: Legend = NO_LEGEND
    is_council: Callable[[str], bool] = _is_nothing


@dataclass(frozen=True, slots=True)
class Account:
    """All units of a document in reading order; `share_read` is None where nothing of it is in a plan's scope."""

    units: tuple[Unit, ...]
    sections: tuple[ReadSection, ...]
    share_read: float | None


def account_for(
    document: Document, sections: Sequence[ReadSection], drafting: Drafting, records: Records, told: Told
) -> Account:
    """Return what became of every cell and block of a document."""
    units = list_units(document, sections)
    marker = Marker(units)
    for words, texts in iter_used(drafting, records):
        if texts is None:
            marker.mark_all(words)
        else:
            marker.mark_texts(words, texts)
    for unit in units:
        unit.is_of_plan = bool(unit.spans or unit.loose)
    for words in told.facts:
        marker.mark_all(words)
    for unit in units:
        unit.used_characters = sum(end - start for start, end in unit.spans)
    conflicts: set[tuple[int, int]] = set()
    for code, words in told.issues:
        if code in TOLD_CODES:
            _tell(marker, words)
        elif code == "number-conflict":
            conflicts.update((id(unit.table), unit.cell.row) for unit in marker.units_of(words) if unit.cell)
    for unit in units:  # the issue names both numbers
        unit.is_told |= (
            unit.cell is not None
            and len(unit.text) <= NUMBER_CHARACTERS
            and (id(unit.table), unit.cell.row) in conflicts
        )
    known = known_from(drafting, records, (*told.facts, *told.cover))
    expects_plan = drafting.is_plan or drafting.reports_progress
    Judge(sections, known, told.legend, told.is_council, expects_plan=expects_plan).judge(units)
    return Account(tuple(units), tuple(sections), _share(units))


def iter_unused(account: Account) -> Iterator[Unit]:
    """Yield in reading order what no value was read from, wholly or in part: `use` says what it is, `left` which."""
    yield from (unit for unit in account.units if unit.use is not Use.VALUE)


def _tell(marker: Marker, words: Words) -> None:
    for unit in marker.units_of(words):
        unit.is_told = True
    marker.mark_all(words)


def _share(units: Iterable[Unit]) -> float | None:
    """Return the share of the characters in scope that became values."""
    in_scope = [unit for unit in units if unit.is_of_plan or unit.use in (Use.PARTLY_READ, Use.UNREAD)]
    used = sum(unit.used_characters for unit in in_scope)
    left = sum(unit.left_characters for unit in in_scope)
    return round(used / (used + left), 4) if used + left else None
