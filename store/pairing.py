"""Pairs the records of two extractions: which recommendation, action or progress entry is which.

By all that is printed of them, then by number and wording, by wording alone, by number where the wording is much the
same, and at last by wording that is nearly the same. The order in which records stand never counts, so a plan whose
rows were only put in another order pairs without a rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from normalise.records import Action, Extraction, Progress, Recommendation
from store.keys import fold, number_path, record_keys

Printed = Recommendation | Action | Progress

# Shares of words that two wordings have in common, in order. Measured on no corpus: a number is printed on purpose, so
# little more is asked beside it; without one "Adopt the strategy" and "Review the strategy" must stay two actions.
_ALIKE_BESIDE_NUMBER = 0.4
_ALIKE = 0.7
MAX_COMPARED = 250_000  # pairs of wordings, of the records of one kind that nothing else has paired


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with all that pairing goes by."""

    record: Printed
    key: str
    ordinal: int
    path: tuple[str, ...]
    wording: str
    under: str  # the wording of the recommendation that it belongs to
    values: str  # all else that is printed of it
    colour: str  # which some formats cannot tell

    @property
    def is_numbered(self) -> bool:
        """Say whether the document prints a number of the record itself."""
        return getattr(self.record, "number", None) is not None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same record in two extractions; one side is None where it is in one of them only."""

    before: Entry | None
    after: Entry | None


def pair_records(before: Extraction, after: Extraction) -> tuple[Pair, ...]:
    """Return every record of both extractions once: in the order of the later one, then what is in the earlier only."""
    earlier, later = list_entries(before), list_entries(after)
    pairs: list[Pair] = []
    for kind in (Recommendation, Action, Progress):
        old = [entry for entry in earlier if isinstance(entry.record, kind)]
        new = [entry for entry in later if isinstance(entry.record, kind)]
        pairs += _in_order(_pair(old, new))
    return tuple(pairs)


def list_entries(extraction: Extraction) -> tuple[Entry, ...]:
    """Return the extraction's records, each with all that pairing goes by."""
    keys = record_keys(extraction)
    numbers = {record.id: record.number for record in extraction.recommendations}
    wordings = {record.id: fold(record.text) for record in extraction.recommendations}
    records: tuple[Printed, ...] = (*extraction.recommendations, *extraction.actions, *extraction.progress)
    return tuple(
        Entry(
            record=record,
            key=keys[record.id],
            ordinal=ordinal,
            path=number_path(record, numbers),
            wording=fold(record.text),
            under=wordings.get(_parent(record) or "", ""),
            values=_values(record),
            colour=_colour(record),
        )
        for ordinal, record in enumerate(records)
    )


def _parent(record: Printed) -> str | None:
    return record.parent if isinstance(record, Recommendation) else record.recommendation


def _values(record: Printed) -> str:
    """Return all that is printed of a record but for its wording, and nothing of where or under which id."""
    return "\n".join(f"{name}: {value}" for name, value in _iter_values(record))


def _iter_values(record: Printed) -> Iterator[tuple[str, object]]:
    if isinstance(record, Action | Progress):
        yield "when", sorted((when.label or "", str(when.end), fold(when.raw)) for when in record.timelines)
    if isinstance(record, Recommendation | Action):
        yield "who", sorted((owner.role, fold(owner.name)) for owner in record.owners)
        yield "response", record.response or ""
    if isinstance(record, Action):
        yield "measures", sorted(map(fold, record.measures))
    yield "status", record.status.value if record.status else ""


def _colour(record: Printed) -> str:
    return record.status.rag or "" if record.status else ""


# From the surest: what is equal in all of it is the same record, whatever its like do.
_SURE: tuple[Callable[[Entry], Hashable], ...] = (
    lambda entry: (entry.path, entry.under, entry.wording, entry.values, entry.colour),
    lambda entry: (entry.path, entry.under, entry.wording),
    lambda entry: (entry.path, entry.wording, entry.values),
    lambda entry: (entry.path, entry.wording),
    lambda entry: (entry.under, entry.wording),
    lambda entry: (entry.wording, entry.values),
    lambda entry: entry.wording,
)


def _pair(old: list[Entry], new: list[Entry]) -> list[Pair]:
    pairs: list[Pair] = []
    for key in _SURE:
        found, old, new = _pair_equals(old, new, key)
        pairs += found
    for find in (_find_numbered_alike, _find_alike):
        found, old, new = _pair_alike(old, new, find)
        pairs += found
    return [*pairs, *(Pair(entry, None) for entry in old), *(Pair(None, entry) for entry in new)]


_Rest = tuple[list[Pair], list[Entry], list[Entry]]


def _pair_equals(old: list[Entry], new: list[Entry], key: Callable[[Entry], Hashable]) -> _Rest:
    """Pair what is equal by the key; among several that are, by their content and never by where they stand."""
    waiting: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in sorted(old, key=_content, reverse=True):
        waiting[key(entry)].append(entry)
    pairs = [Pair(waiting[key(entry)].pop(), entry) for entry in sorted(new, key=_content) if waiting.get(key(entry))]
    return pairs, *_without(old, new, pairs)


def _pair_alike(
    old: list[Entry], new: list[Entry], find: Callable[[Sequence[Entry], Sequence[Entry]], Iterable[_Scored]]
) -> _Rest:
    """Pair the most alike first. Two that are as much alike leave it open which is which: then neither is paired."""
    pairs: list[Pair] = []
    taken: set[int] = set()
    scored = sorted(find(old, new), key=lambda each: -each.score)
    for _, equals in groupby(scored, key=lambda each: each.score):
        free = [each for each in equals if not {id(each.before), id(each.after)} & taken]
        sides = [id(side) for each in free for side in (each.before, each.after)]
        for each in free:
            if sides.count(id(each.before)) == sides.count(id(each.after)) == 1:
                pairs.append(Pair(each.before, each.after))
            taken |= {id(each.before), id(each.after)}
    return pairs, *_without(old, new, pairs)


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    before: Entry
    after: Entry


def _find_numbered_alike(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[_Scored]:
    """Yield those of the same printed number that share enough words."""
    numbered: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in old:
        if entry.is_numbered:
            numbered[entry.path].append(entry)
    for entry in new:
        same = numbered[entry.path] if entry.is_numbered else []
        yield from _score(same, [entry], _ALIKE_BESIDE_NUMBER)


def _find_alike(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[_Scored]:
    """Yield those that are nearly worded the same; of too many only those under the same recommendation."""
    if len(old) * len(new) <= MAX_COMPARED:
        yield from _score(old, new, _ALIKE)
        return
    below: dict[str, list[Entry]] = defaultdict(list)
    for entry in old:
        below[entry.under].append(entry)
    for under, entries in _group(new, lambda entry: entry.under):
        if len(below[under]) * len(entries) <= MAX_COMPARED:
            yield from _score(below[under], entries, _ALIKE)


def _score(old: Sequence[Entry], new: Sequence[Entry], least: float) -> Iterator[_Scored]:
    from rapidfuzz.distance import Indel

    words = [(entry, entry.wording.split()) for entry in new]
    for before in old:
        printed = before.wording.split()
        for after, others in words:
            score = Indel.normalized_similarity(printed, others, score_cutoff=least)
            if score >= least:
                yield _Scored(score + _kinship(before, after), before, after)


def _kinship(before: Entry, after: Entry) -> float:
    """Return what tips the scales between wordings that are as much alike: the same place, the same values."""
    return (
        0.02 * (before.path == after.path)
        + 0.01 * (before.under == after.under)
        + 0.005 * (before.values == after.values)
    )


def _group(entries: Sequence[Entry], key: Callable[[Entry], str]) -> Iterator[tuple[str, list[Entry]]]:
    for value, members in groupby(sorted(entries, key=key), key=key):
        yield value, list(members)


def _content(entry: Entry) -> tuple[object, ...]:
    return entry.path, entry.under, entry.wording, entry.values, entry.colour


def _without(old: list[Entry], new: list[Entry], pairs: list[Pair]) -> tuple[list[Entry], list[Entry]]:
    gone = {id(side) for pair in pairs for side in (pair.before, pair.after)}
    return [entry for entry in old if id(entry) not in gone], [entry for entry in new if id(entry) not in gone]


def _in_order(pairs: list[Pair]) -> list[Pair]:
    def place(pair: Pair) -> tuple[bool, int]:
        entry = pair.after or pair.before
        return pair.after is None, entry.ordinal if entry else 0

    return sorted(pairs, key=place)
