"""The places that documents are taken from: each is written down once, by its location; one with a name is followed.

Rows stay inside `store`: what is followed and what addresses answered is handed out as values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.errors import UsageError
from store.models import Address, Document, Source
from store.models.library import SourceKind

Change = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """What a user says of a source that is to be followed; `given` and `options` as they go into JSON."""

    name: str
    kind: SourceKind
    location: str
    every_days: int
    title: str | None = None
    given: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowedSource:
    """A source that is followed, and how it last went."""

    id: int
    spec: SourceSpec
    added_at: datetime
    paused_at: datetime | None
    checked_at: datetime | None
    changed_at: datetime | None
    failure_count: int
    error: str | None


@dataclass(frozen=True, slots=True)
class HeldAddress:
    """What an address that a source led to answered last. `sha256` is its last good answer, whatever came after."""

    location: str
    answered_by: str | None = None
    referrer: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    words_sha256: str | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    failure_count: int = 0
    error: str | None = None


def keep_source(session: Session, kind: SourceKind, location: str, *, now: datetime, title: str | None = None) -> int:
    """Return the number of the source at the location, written down now if it was not; a new title or kind is kept."""
    source = session.scalars(sa.select(Source).where(Source.location == location)).one_or_none()
    if source is None:
        source = Source(kind=kind, location=location, title=title, added_at=now)
        session.add(source)
    if source.name is None:  # what is followed is what its user says it is
        source.kind = kind
    source.title = title or source.title
    session.flush()
    return source.id


def follow_source(session: Session, spec: SourceSpec, *, now: datetime) -> Change:
    """Follow a source under its name, or change the one of that name; saying the same again changes nothing.

    Raises UsageError where the location is followed under another name.
    """
    source = session.scalars(sa.select(Source).where(Source.location == spec.location)).one_or_none()
    if source and source.name not in (None, spec.name):
        raise UsageError(f"{spec.location} is followed already, as {source.name}")
    named = session.scalars(sa.select(Source).where(Source.name == spec.name)).one_or_none()
    if named and named is source and _spec(named) == spec:
        return "unchanged"
    if named and named is not source:
        _forget(session, named)
    if source is None:
        source = Source(location=spec.location, added_at=now)
        session.add(source)
    source.name, source.kind, source.title, source.every_days = spec.name, spec.kind, spec.title, spec.every_days
    source.given, source.options = dict(spec.given) or None, dict(spec.options) or None
    session.flush()
    return "changed" if named else "new"


def list_followed(session: Session) -> tuple[FollowedSource, ...]:
    """Return what is followed, by name."""
    rows = session.scalars(sa.select(Source).where(Source.name.is_not(None)).order_by(Source.name))
    return tuple(map(_followed, rows))


def find_followed(session: Session, name: str) -> FollowedSource | None:
    """Return the followed source of that name, or None."""
    row = session.scalars(sa.select(Source).where(Source.name == name)).one_or_none()
    return _followed(row) if row else None


def unfollow_source(session: Session, name: str) -> None:
    """Follow a source no more and forget its addresses; documents and runs that it led to stay. Raises UsageError."""
    _forget(session, _named(session, name))


def pause_source(session: Session, name: str, *, now: datetime | None) -> bool:
    """Have a source rest since `now`, or go on where that is None; return whether that is new. Raises UsageError."""
    source = _named(session, name)
    if (source.paused_at is None) == (now is None):
        return False
    source.paused_at = now
    session.flush()
    return True


def record_check(session: Session, source_id: int, *, now: datetime, has_changed: bool, error: str | None) -> None:
    """Write down that a source was asked for what is new, and how that went."""
    source = session.get_one(Source, source_id)
    source.checked_at, source.error = now, error
    source.failure_count = source.failure_count + 1 if error else 0
    if has_changed:
        source.changed_at = now
    session.flush()


def held_addresses(session: Session, source_id: int) -> dict[str, HeldAddress]:
    """Return what each address that a source led to answered last, by location."""
    rows = session.scalars(sa.select(Address).where(Address.source_id == source_id).order_by(Address.location))
    return {row.location: _held(row) for row in rows}


def is_erased(session: Session, sha256: str) -> bool:
    """Say whether the document of these bytes was erased: nothing of it may be kept."""
    query = sa.select(Document.id).where(Document.sha256 == sha256, Document.erased_at.is_not(None))
    return session.scalar(query) is not None


def record_answer(session: Session, source_id: int, answer: HeldAddress, *, now: datetime) -> None:
    """Write down a good answer of an address; it is new where its content is."""
    row = _address(session, source_id, answer.location, now)
    if row.sha256 != answer.sha256:
        row.changed_at = now
    row.answered_by, row.referrer, row.etag = answer.answered_by, answer.referrer, answer.etag
    row.last_modified, row.sha256, row.words_sha256 = answer.last_modified, answer.sha256, answer.words_sha256
    row.failure_count, row.error = 0, None
    session.flush()


def record_trouble(session: Session, source_id: int, location: str, error: str, *, now: datetime) -> int:
    """Write down that an address gave no good answer; its last good one stays. Return how many in a row that makes."""
    row = _address(session, source_id, location, now)
    row.failure_count, row.error = row.failure_count + 1, error
    session.flush()
    return row.failure_count


def _address(session: Session, source_id: int, location: str, now: datetime) -> Address:
    query = sa.select(Address).where(Address.source_id == source_id, Address.location == location)
    row = session.scalars(query).one_or_none()
    if row is None:
        row = Address(source_id=source_id, location=location, failure_count=0)
        session.add(row)
    row.checked_at = now
    return row


def _named(session: Session, name: str) -> Source:
    source = session.scalars(sa.select(Source).where(Source.name == name)).one_or_none()
    if source is None:
        raise UsageError(f"no source is called {name!r}; `peerplan sources list` lists them")
    return source


def _forget(session: Session, source: Source) -> None:
    session.execute(sa.delete(Address).where(Address.source_id == source.id))
    source.name = source.every_days = source.given = source.options = source.error = None
    source.paused_at = source.checked_at = source.changed_at = None
    source.failure_count = 0
    session.flush()


def _spec(row: Source) -> SourceSpec:
    assert row.name is not None
    return SourceSpec(
        row.name, row.kind, row.location, row.every_days or 1, row.title, row.given or {}, row.options or {}
    )


def _followed(row: Source) -> FollowedSource:
    return FollowedSource(
        row.id,
        _spec(row),
        row.added_at,
        row.paused_at,
        row.checked_at,
        row.changed_at,
        row.failure_count,
        row.error,
    )


def _held(row: Address) -> HeldAddress:
    return HeldAddress(
        row.location,
        row.answered_by,
        row.referrer,
        row.etag,
        row.last_modified,
        row.sha256,
        row.words_sha256,
        row.checked_at,
        row.changed_at,
        row.failure_count,
        row.error,
    )
