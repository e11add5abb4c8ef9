"""One run at a time: the run that is at work is marked in the ledger, and the database lets one row bear the mark.

A run whose process is gone, or that from here cannot be told and has shown no sign of life for a while, is cut off: the
mark is taken from it in the transaction that begins the next run. It finds out when it next writes, and ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from store.models import Run
from store.programs import Program, is_at_work


@dataclass(frozen=True, slots=True)
class RunAtWork:
    """The run that is at work, and the process that it is."""

    run_id: int
    command: str
    program: Program
    started_at: datetime
    beat_at: datetime


def begin_run(
    session: Session, program: Program, *, now: datetime, version: str, command: str, reader: dict[str, str]
) -> int | RunAtWork:
    """Return the number of a new run, or the one that is at work and must end first."""
    if at_work := find_run_at_work(session, now=now):
        return at_work
    session.execute(sa.update(Run).where(Run.is_running.is_(True)).values(is_running=None))
    run = Run(
        command=command,
        version=version,
        reader=reader,
        started_at=now,
        owner=program.owner,
        host=program.host,
        process_number=program.number,
        process_start=program.start,
        is_running=True,
        beat_at=now,
    )
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError:  # on PostgreSQL another one may begin at the same moment
        if at_work := find_run_at_work(session, now=now):
            return at_work
        raise
    return run.id


def find_run_at_work(session: Session, *, now: datetime) -> RunAtWork | None:
    """Return the run that is at work; None where there is none, or it was cut off."""
    run = session.scalars(sa.select(Run).where(Run.is_running.is_(True)).with_for_update()).one_or_none()
    if run is None:
        return None
    program = Program(run.owner or "", run.host or "", run.process_number or 0, run.process_start or "")
    beat_at = run.beat_at or run.started_at
    if not is_at_work(program, beat_at, now=now):
        return None
    return RunAtWork(run.id, run.command, program, run.started_at, beat_at)


def show_life(session: Session, run_id: int, *, now: datetime) -> bool:
    """Write down that the run is at work; return False where another one has taken its place."""
    marked = sa.update(Run).where(Run.id == run_id, Run.is_running.is_(True)).values(beat_at=now)
    return session.connection().execute(marked).rowcount == 1


def end_run(session: Session, run_id: int, *, now: datetime, seconds: float, is_finished: bool) -> None:
    """Write down that the run is no longer at work, and whether it came to its end or was cut off."""
    run = session.get_one(Run, run_id)
    run.is_running, run.seconds = None, seconds
    run.finished_at = now if is_finished else None
    session.flush()
