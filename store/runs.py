"""The ledger of runs: a file is written down as failed before work on it starts, and as done when it has ended well.

So a crash leaves the truth behind. Start a document in a transaction of its own; record its outcome in the one that
keeps its extraction.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.keys import reader_fingerprint
from store.models import Document, Run, RunDocument, Sighting
from store.outcomes import Outcome

INTERRUPTED = "interrupted"


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
    entry = RunDocument(
        run_id=run_id,
        source_id=source_id,
        location=_writable(location),
        attempt=attempt,
        outcome=Outcome.FAILED,
        failure_code=INTERRUPTED,
        failure_message="The program ended before the file was read",
        started_at=now,
    )
    session.add(entry)
    session.flush()
    return entry.id


def record_outcome(
    session: Session, entry_id: int, outcome: Outcome, *, now: datetime, sha256: str, seconds: float | None = None
) -> None:
    """Write down that the document of these bytes, which is kept, was found at the entry's location and is done."""
    entry = session.get_one(RunDocument, entry_id)
    document_id = session.scalars(sa.select(Document.id).where(Document.sha256 == sha256)).one()
    entry.outcome, entry.document_id, entry.sha256 = outcome, document_id, sha256
    entry.failure_code = entry.failure_message = entry.failure_traceback = None
    entry.finished_at, entry.seconds = now, seconds
    _record_sighting(session, entry, document_id, now)
    session.flush()


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
) -> None:
    """Write down why the file was not read: a stable word, one line for people, for our own faults the traceback.

    `outcome` is FAILED, or QUARANTINED where the file was not tried.
    """
    entry = session.get_one(RunDocument, entry_id)
    entry.outcome, entry.failure_code, entry.failure_message = outcome, code, _writable(message)
    entry.failure_traceback = None if traceback is None else _writable(traceback)
    entry.sha256, entry.reader_fingerprint = sha256, reader_fingerprint(reader)
    entry.finished_at, entry.seconds = now, seconds
    session.flush()


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


def _record_sighting(session: Session, entry: RunDocument, document_id: int, now: datetime) -> None:
    here = sa.select(Sighting).where(Sighting.document_id == document_id, Sighting.location == entry.location)
    if sighting := session.scalars(here).one_or_none():
        sighting.last_seen_at = now
        return
    session.add(
        Sighting(
            document_id=document_id,
            source_id=entry.source_id,
            location=entry.location,
            first_seen_at=now,
            last_seen_at=now,
        )
    )


def _writable(text: str) -> str:
    """Return the text as any database takes it: file names need not be valid text, and tracebacks quote strangers."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
