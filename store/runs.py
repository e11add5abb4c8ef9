"""The ledger of runs: a file is written down as failed before work on it starts, and as done when it has ended well.

So a crash leaves the truth behind. Start a document in a transaction of its own; record its outcome in the one that
keeps its extraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.changes import compare_editions
from store.copies import settle_copies
from store.editions import notice_editions
from store.keys import reader_fingerprint
from store.models import Base, Run, RunDocument
from store.outcomes import Outcome

INTERRUPTED = "interrupted"
# Failures that cost the most and may be chance: such a document is tried twice.
COSTLY = ("cpu", "crashed", "memory", "timeout")
TRIES = 2


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a file that need not be read; `document_id` where its document is held, `reason` if withdrawn."""

    location: str
    outcome: Outcome
    source_id: int | None = None
    sha256: str | None = None
    document_id: int | None = None
    failure: tuple[str, str, str] | None = None  # code, message, traceback
    tried_with: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Why some bytes are not tried again: how their last try failed."""

    code: str
    message: str


def start_run(session: Session, *, now: datetime, version: str, command: str = "ingest") -> int:
    """Return the number of a new run."""
    run = Run(command=command, version=version, started_at=now)
    session.add(run)
    session.flush()
    return run.id


def start_document(
    session: Session,
    run_id: int,
    location: str,
    *,
    now: datetime,
    source_id: int | None = None,
    attempt: int = 1,
) -> int:
    """Write the file down as failed, because it is not done yet; return the number of its entry."""
    entry = {
        "run_id": run_id,
        "source_id": source_id,
        "location": _writable(location),
        "attempt": attempt,
        "outcome": Outcome.FAILED,
        "failure_code": INTERRUPTED,
        "failure_message": "The program ended before the file was read",
        "started_at": now,
    }
    held = Base.metadata.tables["run_document"]
    return int(session.execute(sa.insert(held).returning(held.c.id), entry).scalar_one())


def record_outcome(
    session: Session,
    entry_id: int,
    outcome: Outcome,
    *,
    now: datetime,
    sha256: str,
    seconds: float | None = None,
    attempt: int = 1,
) -> None:
    """Write down that the document of these bytes, which is kept, was found at the entry's location and is done."""
    held, documents = Base.metadata.tables["run_document"], Base.metadata.tables["document"]
    document_id = session.execute(sa.select(documents.c.id).where(documents.c.sha256 == sha256)).scalar_one()
    done = (
        sa.update(held)
        .where(held.c.id == entry_id)
        .values(
            outcome=outcome,
            document_id=document_id,
            sha256=sha256,
            failure_code=None,
            failure_message=None,
            failure_traceback=None,
            finished_at=now,
            seconds=seconds,
            attempt=attempt,
        )
        .returning(held.c.location, held.c.source_id, held.c.run_id)
    )
    location, source_id, run_id = session.execute(done).one()
    _sight_all(session, [Settled(location, outcome, source_id, sha256, document_id)], run_id, now)


def record_failure(  # noqa: PLR0913 a row of the ledger has that many columns
    session: Session,
    entry_id: int,
    *,
    code: str,
    message: str,
    now: datetime,
    traceback: str | None = None,
    sha256: str | None = None,
    reader: dict[str, str] | None = None,
    seconds: float | None = None,
    outcome: Outcome = Outcome.FAILED,
    attempt: int = 1,
    tried_with: str | None = None,
) -> None:
    """Write down why the file was not read: a stable word, one line for people, for our own faults the traceback.

    `outcome` is FAILED, or QUARANTINED where the file was not tried.
    """
    entry = session.get_one(RunDocument, entry_id)
    entry.outcome, entry.failure_code, entry.failure_message = outcome, code, _writable(message)
    entry.failure_traceback = None if traceback is None else _writable(traceback)
    entry.sha256, entry.reader_fingerprint = sha256, reader_fingerprint(reader)
    entry.finished_at, entry.seconds = now, seconds
    entry.attempt, entry.tried_with = attempt, tried_with
    session.flush()


def record_settled(session: Session, run_id: int, files: Sequence[Settled], *, now: datetime, reader: str) -> None:
    """Write down, in a few statements, what became of many files that were not read."""
    rows = [
        {
            "run_id": run_id,
            "source_id": file.source_id,
            "location": _writable(file.location),
            "attempt": 1,
            "sha256": file.sha256,
            "document_id": file.document_id,
            "outcome": file.outcome,
            "started_at": now,
            "finished_at": now,
            **_failure_columns(file, reader),
        }
        for file in files
    ]
    if rows:
        session.connection().execute(sa.insert(RunDocument), rows)
    _sight_all(session, [file for file in files if file.document_id is not None], run_id, now)


def find_quarantined(
    session: Session, hashes: Collection[str], reader: str
) -> dict[tuple[str, str | None], Quarantine]:
    """Return, by bytes and what they were tried with, which of them this reader has failed at often enough."""
    query = (
        sa.select(RunDocument)
        .where(RunDocument.sha256.in_(hashes), RunDocument.reader_fingerprint == reader)
        .where(RunDocument.outcome == Outcome.FAILED, RunDocument.failure_code.in_(COSTLY))
        .order_by(RunDocument.id)
    )
    tries: Counter[tuple[str, str | None]] = Counter()
    last: dict[tuple[str, str | None], Quarantine] = {}
    for entry in session.scalars(query):
        what = (entry.sha256 or "", entry.tried_with)
        tries[what] += entry.attempt
        last[what] = Quarantine(entry.failure_code or "", entry.failure_message or "")
    return {what: last[what] for what, count in tries.items() if count >= TRIES}


def find_tried(session: Session, hashes: Collection[str], reader: str) -> set[str]:
    """Return which of these bytes the reader has failed to read: there is no use in its trying them again."""
    query = (
        sa.select(RunDocument.sha256)
        .where(RunDocument.sha256.in_(hashes), RunDocument.reader_fingerprint == reader)
        .where(RunDocument.outcome == Outcome.FAILED)
    )
    return {sha256 for sha256 in session.scalars(query) if sha256}


@dataclass(frozen=True, slots=True)
class Met:
    """A file that a run met: its bytes' hash where they could be had, and the reader that failed at it if one did."""

    sha256: str | None
    failed_reader: str | None


def find_last_met(session: Session, source_id: int, location: str) -> tuple[Met, ...]:
    """Return what the last run that met it found at a place that the source led to, or in the container there."""
    held = RunDocument.source_id == source_id
    inside = sa.and_(RunDocument.location > f"{location}/", RunDocument.location < f"{location}0")  # "0" follows "/"
    there = sa.and_(held, sa.or_(RunDocument.location == location, inside))
    last = sa.select(sa.func.max(RunDocument.run_id)).where(there).scalar_subquery()
    query = sa.select(RunDocument.sha256, RunDocument.reader_fingerprint).where(there, RunDocument.run_id == last)
    return tuple(Met(*row) for row in session.execute(query))


def finish_run(session: Session, run_id: int, *, now: datetime) -> None:
    """Write down that the run has ended; one that never does was cut off."""
    session.get_one(Run, run_id).finished_at = now
    session.flush()


def count_outcomes(session: Session, run_id: int) -> dict[Outcome, int]:
    """Return how many files of the run ended in each way, with 0 for the ways in which none did."""
    query = (
        sa.select(RunDocument.outcome, sa.func.count())
        .where(RunDocument.run_id == run_id)
        .group_by(RunDocument.outcome)
    )
    found = {Outcome(outcome): count for outcome, count in session.execute(query)}
    return {outcome: found.get(outcome, 0) for outcome in Outcome}


def _failure_columns(file: Settled, reader: str) -> dict[str, str | None]:
    code, message, traceback = file.failure or (None, file.reason, None)
    return {
        "failure_code": code,
        "failure_message": None if message is None else _writable(message),
        "failure_traceback": _writable(traceback) if traceback else None,
        "reader_fingerprint": reader if file.failure else None,
        "tried_with": file.tried_with,
    }


def _sight_all(session: Session, files: Sequence[Settled], run_id: int, now: datetime) -> None:
    """Write down that documents which are held were found where they are, and took the place of what stood there."""
    places = {(file.document_id or 0, _writable(file.location)): None for file in files}
    if touched := sorted(notice_editions(session, list(places), run_id=run_id, now=now)):
        compare_editions(session, touched)
        settle_copies(session, touched)
    held = Base.metadata.tables["sighting"]
    query = sa.select(held.c.document_id, held.c.location, held.c.id).where(
        held.c.document_id.in_({file.document_id for file in files})
    )
    known = {(document, location): number for document, location, number in session.execute(query)}
    seen: set[int] = set()
    fresh: dict[tuple[int, str], dict[str, object]] = {}
    for file in files:
        place = (file.document_id or 0, _writable(file.location))
        if place in known:
            seen.add(known[place])
        else:
            fresh.setdefault(place, {"document_id": place[0], "location": place[1], "source_id": file.source_id})
    if seen:
        session.execute(sa.update(held).where(held.c.id.in_(seen), held.c.last_seen_at < now).values(last_seen_at=now))
    if fresh:
        times = {"first_seen_at": now, "last_seen_at": now}
        session.connection().execute(sa.insert(held), [row | times for row in fresh.values()])


def _writable(text: str) -> str:
    """Return the text as any database takes it: file names need not be valid text, and tracebacks quote strangers."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
