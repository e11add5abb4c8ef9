"""The ledger of runs: what the program was asked to read, when, and what became of each file."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base, find_link, key, link, one_of
from store.outcomes import Outcome


class Run(Base):
    __tablename__ = "run"
    __table_args__ = (
        sa.Index(
            "uq_run_is_running",
            "is_running",
            unique=True,
            sqlite_where=sa.text("is_running"),
            postgresql_where=sa.text("is_running"),
        ),
        {"comment": "One use of the program that read documents; the one that is at work keeps others from the store"},
    )

    id: Mapped[int] = key()
    command: Mapped[str] = mapped_column(comment="The command that ran: `ingest`, `refresh`")
    version: Mapped[str] = mapped_column(comment="Version of the program")
    started_at: Mapped[datetime] = mapped_column(comment="When it began")
    finished_at: Mapped[datetime | None] = mapped_column(comment="When it ended; null if it was cut off")
    seconds: Mapped[float | None] = mapped_column(comment="Seconds it took, by a clock that is never set")
    reader: Mapped[dict[str, str] | None] = mapped_column(comment="Fingerprint of each stage of the reader")
    owner: Mapped[str | None] = mapped_column(comment="The user who started it")
    host: Mapped[str | None] = mapped_column(comment="The machine that it ran on")
    process_number: Mapped[int | None] = mapped_column(comment="Number of its process there")
    process_start: Mapped[str | None] = mapped_column(
        comment="When that process began as its machine counts: numbers of processes are used again"
    )
    is_running: Mapped[bool | None] = mapped_column(comment="True while it is at work, on one run at most; else null")
    beat_at: Mapped[datetime | None] = mapped_column(comment="When it last showed that it is at work")


class RunDocument(Base):
    __tablename__ = "run_document"
    __table_args__ = (
        sa.CheckConstraint(
            "(outcome IN ('failed', 'quarantined')) = (failure_code IS NOT NULL)", name="failure_has_a_code"
        ),
        sa.CheckConstraint("attempt >= 1", name="attempt"),
        {"comment": "What became of one file in one run"},
    )

    id: Mapped[int] = key()
    run_id: Mapped[int] = link("run", "The run")
    source_id: Mapped[int | None] = find_link("source", "The source that led to the file")
    location: Mapped[str] = mapped_column(comment="Path or address of the file")
    attempt: Mapped[int] = mapped_column(comment="How many times it was tried in this run")
    sha256: Mapped[str | None] = mapped_column(index=True, comment="SHA-256 of the bytes, where they could be read")
    document_id: Mapped[int | None] = find_link("document", "The document, where it was kept")
    reader_fingerprint: Mapped[str | None] = mapped_column(
        comment="SHA-256 of the fingerprints of the reader that tried"
    )
    tried_with: Mapped[str | None] = mapped_column(
        comment="Hash of the settings and limits of a try that failed: with others it is tried again"
    )
    outcome: Mapped[Outcome] = mapped_column(
        one_of(Outcome, "outcome"),
        comment="What became of it; `failed` from before the work starts until it has ended well",
    )
    failure_code: Mapped[str | None] = mapped_column(
        comment="Stable word for the failure; `interrupted` if it never ended"
    )
    failure_message: Mapped[str | None] = mapped_column(
        comment="The failure in one line; why it was withdrawn, if it was"
    )
    failure_traceback: Mapped[str | None] = mapped_column(
        comment="Where in the program it failed, if the fault is ours"
    )
    started_at: Mapped[datetime] = mapped_column(comment="When work on it began")
    finished_at: Mapped[datetime | None] = mapped_column(comment="When work on it ended; null if it was cut off")
    seconds: Mapped[float | None] = mapped_column(comment="Seconds that reading took")
