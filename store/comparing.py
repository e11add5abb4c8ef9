"""Tells what changed between two extractions, record by record: pure, extractions in, changes out.

What is told: records added, removed and reworded, dates moved and by how many days, owners and statuses changed. A
wording that differs only in case, punctuation or white space is the same; measures and numbers are not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from normalise.records import Action, Extraction, Owner, Progress, Recommendation, Status, When
from store.keys import fold
from store.pairing import Entry, Pair, Printed, pair_records

ChangeKind = Literal["added", "removed", "reworded", "date_moved", "owner_changed", "status_changed"]
RecordKind = Literal["recommendation", "action", "progress"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record: what it says now, or said at last, and what the changed part was and is.

    `days` is how far a date moved, negative where it came nearer; None where one of the two is no day.
    """

    what: ChangeKind
    record: RecordKind
    number: str | None
    text: str
    before: str | None = None
    after: str | None = None
    before_date: date | None = None
    after_date: date | None = None
    days: int | None = None
    before_key: str | None = None
    after_key: str | None = None


def compare(before: Extraction, after: Extraction) -> tuple[Change, ...]:
    """Return what changed, in the later one's printed order, what was removed last in each kind of record."""
    return tuple(change for pair in pair_records(before, after) for change in _compare_pair(pair))


def due_times(record: Printed) -> tuple[When, ...]:
    """Return the timelines that count: a date that was revised since (label `original`) only where no other is told.

    When something was completed is no due date.
    """
    if isinstance(record, Recommendation):
        return ()
    ahead = tuple(when for when in record.timelines if when.kind != "completed")
    return tuple(when for when in ahead if when.label != "original") or ahead


def _compare_pair(pair: Pair) -> Iterator[Change]:
    old, new = pair.before, pair.after
    if old is None or new is None:
        yield _whole(old, new)
        return
    if old.wording != new.wording:
        yield _change("reworded", old, new, before=old.record.text, after=new.record.text)
    yield from _compare_times(old, new)
    yield from _compare_owners(old, new)
    before, after = _show_status(old.record.status), _show_status(new.record.status)
    if before != after:
        yield _change("status_changed", old, new, before=before, after=after)


def _whole(old: Entry | None, new: Entry | None) -> Change:
    if new is not None:
        return _change("added", None, new, after=new.record.text)
    assert old is not None
    return _change("removed", old, None, before=old.record.text)


def _compare_times(old: Entry, new: Entry) -> Iterator[Change]:
    """Tell which dates moved. Where it is open which of several became which, all are told at once, without days."""
    gone, come = _differing(due_times(old.record), due_times(new.record))
    if not come and (not gone or _is_completed(new.record)):
        return  # what is done has no date to come, and its status says so
    if len(gone) == len(come) == 1 or _tell_apart(gone, come):
        for before, after in zip(sorted(gone, key=_label), sorted(come, key=_label), strict=True):
            yield _moved(old, new, (before,), (after,))
    else:
        yield _moved(old, new, gone, come)


def _is_completed(record: Printed) -> bool:
    return record.status is not None and record.status.value == "completed"


def _moved(old: Entry, new: Entry, gone: Sequence[When], come: Sequence[When]) -> Change:
    before_date, after_date = _only_day(gone), _only_day(come)
    days = (after_date - before_date).days if before_date and after_date else None
    return _change(
        "date_moved",
        old,
        new,
        before=_join(when.raw for when in gone),
        after=_join(when.raw for when in come),
        before_date=before_date,
        after_date=after_date,
        days=days,
    )


def _differing(before: Sequence[When], after: Sequence[When]) -> tuple[list[When], list[When]]:
    common = Counter(map(_meaning, before)) & Counter(map(_meaning, after))
    return _leave_out(before, common), _leave_out(after, common)


def _leave_out(whens: Sequence[When], common: Counter[tuple[str, ...]]) -> list[When]:
    left = Counter(common)
    rest = []
    for when in whens:
        if left[_meaning(when)]:
            left[_meaning(when)] -= 1
        else:
            rest.append(when)
    return rest


def _meaning(when: When) -> tuple[str, ...]:
    """Return what a time comes to: other words for the same day are the same time."""
    told = when.end or when.edtf or when.rrule or when.start
    if told is None:
        return _label(when), when.kind if when.kind == "ongoing" else fold(when.raw)
    return _label(when), str(told)


def _tell_apart(gone: Sequence[When], come: Sequence[When]) -> bool:
    """Say whether their labels tell which of several times became which."""
    before, after = [{_label(when) for when in whens} for whens in (gone, come)]
    return before == after and len(before) == len(gone) == len(come)


def _label(when: When) -> str:
    return fold(when.label or "")


def _only_day(whens: Sequence[When]) -> date | None:
    return whens[0].end if len(whens) == 1 else None


def _compare_owners(old: Entry, new: Entry) -> Iterator[Change]:
    before, after = _owners(old.record), _owners(new.record)
    if {_who(owner) for owner in before} != {_who(owner) for owner in after}:
        yield _change("owner_changed", old, new, before=_show_owners(before), after=_show_owners(after))


def _owners(record: Printed) -> tuple[Owner, ...]:
    return () if isinstance(record, Progress) else record.owners


def _who(owner: Owner) -> tuple[str, str, str]:
    return owner.role, fold(owner.name), fold(owner.person or "")


def _show_owners(owners: Sequence[Owner]) -> str | None:
    return _join(f"{owner.name} ({owner.person})" if owner.person else owner.name for owner in owners)


def _show_status(status: Status | None) -> str | None:
    if status is None:
        return None
    return f"{status.value} ({status.rag})" if status.rag else status.value


def _join(texts: Iterator[str]) -> str | None:
    return "; ".join(texts) or None


def _change(what: ChangeKind, old: Entry | None, new: Entry | None, **told: object) -> Change:
    entry = new or old
    assert entry is not None
    number = None if isinstance(entry.record, Progress) else entry.record.number
    return Change(
        what=what,
        record=_kind(entry.record),
        number=number,
        text=entry.record.text,
        before_key=old.key if old else None,
        after_key=new.key if new else None,
        **told,  # type: ignore[arg-type]  # fields of the same names
    )


def _kind(record: Printed) -> RecordKind:
    match record:
        case Recommendation():
            return "recommendation"
        case Action():
            return "action"
        case Progress():
            return "progress"
