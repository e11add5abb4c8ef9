"""What the records were read from: drafted words that are values as they stand, and words that values were cut from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalise.records import Action, Owner, Status, When
from parsers.accounting.coverage import fold_words
from parsers.draft import Column, Drafting, DraftRow
from parsers.headers import TIME_ROLES, Role
from parsers.records import Records
from parsers.words import Words

Used = tuple[Words, tuple[str, ...] | None]  # printed words; the values read out of them, None where they are one
MOST_IN_A_CELL = 8  # times that one cell prints one status or owner


def iter_used(drafting: Drafting, records: Records) -> Iterator[Used]:
    """Yield all words that values were read from, some more than once."""
    yield from _of_recommendations(drafting, records)
    owners = _few_of_each(text for r in records.recommendations for text in _owner_texts(r.owners))
    start = 0
    for row in drafting.rows:
        end = start + len(row.steps)
        yield from _of_row(row, records.actions[start:end], owners)
        start = end
    for draft in drafting.progress:
        yield draft.words, None
        if draft.label:
            yield draft.label, None
        if draft.refers_to is not None and draft.refers_to[1]:
            yield draft.refers_to[1], None
    statuses = _few_of_each(text for entry in records.progress for text in _status_texts(entry.status))
    yield from ((draft.status.words, statuses) for draft in drafting.progress if draft.status is not None)


def _few_of_each(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts, each as often as a cell may well print it: each is looked for in very many cells."""
    counts: Counter[str] = Counter()
    few: list[str] = []
    for text in texts:
        counts[text] += 1
        if counts[text] <= MOST_IN_A_CELL:
            few.append(text)
    return tuple(few)


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers that records carry, the wordings that a plan prints again row by row, and the document's names."""

    numbers: frozenset[str]
    wordings: frozenset[str]
    names: frozenset[str]


def known_from(drafting: Drafting, records: Records, facts: Iterable[Words]) -> Known:
    """Return what is known again wherever it is printed once more."""
    numbers: set[str | None] = {r.number for r in records.recommendations}
    texts: set[str | None] = {text for r in records.recommendations for text in (r.text, r.summary, r.theme)}
    for action in records.actions:
        numbers.update((action.number, action.objective.number if action.objective else None))
        texts.add(action.objective.text if action.objective else None)
    numbers.update(draft.refers_to[0] for draft in drafting.progress if draft.refers_to is not None)
    wordings = frozenset(fold_words(text) for text in texts if text)
    names = frozenset(fold_words(words.text) for words in facts if not words.text.rstrip().endswith("."))
    return Known(frozenset(number for number in numbers if number), wordings - {""}, names - {""})


def _of_recommendations(drafting: Drafting, records: Records) -> Iterator[Used]:
    known = {record.id: record for record in records.recommendations}
    for draft in drafting.recommendations:
        record = known.get(draft.key)
        if record is None:
            continue
        for words in (*draft.wordings, *draft.summaries, *draft.context):
            yield words, None
        for kept in (draft.theme, draft.response):
            if kept is not None:
                yield kept, None
        texts = tuple(_owner_texts(record.owners))
        yield from ((words, texts) for _, words in draft.owners)
        if draft.status is not None:
            yield draft.status.words, tuple(_status_texts(record.status))


def _of_row(row: DraftRow, actions: Sequence[Action], owners: tuple[str, ...]) -> Iterator[Used]:
    for step in row.steps:
        yield step.words, None
        if step.preamble:
            yield step.preamble, None
    if row.objective is not None:
        yield row.objective.words, None
    for column in row.columns:
        if column.cell is not None:
            yield column.cell.words, (*_texts_of(column, actions), *(() if column.header else owners))


def _texts_of(column: Column, actions: Sequence[Action]) -> Iterable[str]:
    """Return the values that the actions of a row have from one of its columns, as often as they are printed."""
    if column.role in (Role.START, Role.FINISH) and column.cell is not None:
        side = " ".join(column.cell.words.text.split())  # one when is of both columns
        if any(side and side in when.raw for action in actions for when in action.timelines):
            return (side,)
    if column.role in TIME_ROLES:
        return _printed([(when, tuple(_when_texts(when))) for when in action.timelines] for action in actions)
    if column.role in (Role.OWNER, Role.SENIOR_OWNER):
        return _printed([(owner, tuple(_owner_texts((owner,)))) for owner in action.owners] for action in actions)
    if column.role is Role.MEASURE:
        return dict.fromkeys(text for action in actions for text in action.measures)
    if column.role is Role.STATUS:
        return [text for action in actions for text in _status_texts(action.status)]
    found = [text for action in actions for text in action.other.values()]
    return dict.fromkeys((*found, *(action.response_raw for action in actions if action.response_raw)))


def _printed(values: Iterable[Sequence[tuple[When | Owner, tuple[str, ...]]]]) -> Iterator[str]:
    """Yield the texts of each action's own values, and those of the row's as often as any one action has them."""
    of_row: dict[tuple[str, int | None, int | None], int] = {}
    for of_action in values:
        mine: dict[tuple[str, int | None, int | None], int] = {}
        for value, texts in of_action:
            place = value.provenance
            for text in texts:
                if value.scope == "action":
                    yield text
                else:
                    key = text, place.page if place else None, place.line if place else None
                    mine[key] = mine.get(key, 0) + 1
        of_row |= {key: max(count, of_row.get(key, 0)) for key, count in mine.items()}
    for (text, _, _), count in of_row.items():
        yield from [text] * count


def _when_texts(when: When) -> Iterator[str]:
    if when.source == "column":
        yield when.raw
        if when.label:
            yield when.label


def _owner_texts(owners: Iterable[Owner]) -> Iterator[str]:
    for owner in owners:
        yield owner.raw
        if owner.person:
            yield owner.person


def _status_texts(status: Status | None) -> Iterator[str]:
    if status is not None and status.raw:
        yield status.raw
