"""Withdraws documents: hidden from all views and not read again, reversibly; or erased, which leaves only the ledger.

What stays of an erased document is its SHA-256 and size, where it was found, in which runs, and why it was withdrawn.
Originals lie outside the store; whoever erases a document removes its original, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.errors import UsageError
from store.changes import compare_editions
from store.copies import settle_copies
from store.editions import settle_places
from store.models import Base, Change, Document, Extraction, RunDocument, Sighting
from store.outcomes import Outcome

_SHA256_BEGINS = re.compile(r"[0-9a-f]{6,64}")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document of the store: what it is, where it was found, whether it is hidden, and what counts its copies."""

    id: int
    sha256: str
    title: str | None
    locations: tuple[str, ...]
    withdrawn_why: str | None
    is_erased: bool
    copies: tuple[int, ...]  # documents that print the same and are not withdrawn


def find_document(session: Session, words: str) -> HeldDocument:
    """Return the document of that id, SHA-256 (its first six digits or more) or place, or its place's last part.

    Raises UsageError where there is none, or where several are meant.
    """
    found = _find_ids(session, words.strip())
    if not found:
        raise UsageError(
            f"no document is {words!r}: give its number, its SHA-256 or where it was found, as in `report documents`"
        )
    if len(found) > 1:
        several = "; ".join(_tell(load_document(session, each)) for each in found[:_SHOWN])
        rest = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(f"{words!r} may be {len(found)} documents, say which: {several}{rest}")
    return load_document(session, found[0])


def load_document(session: Session, document_id: int) -> HeldDocument:
    """Return the document of that number."""
    document = session.get_one(Document, document_id)
    places = sa.select(Sighting.location).where(Sighting.document_id == document_id)
    current = sa.select(Extraction).where(Extraction.document_id == document_id, Extraction.is_current)
    extraction = session.scalars(current).one_or_none()
    return HeldDocument(
        document.id,
        document.sha256,
        extraction.title if extraction else None,
        tuple(session.scalars(places.order_by(Sighting.last_seen_at.desc(), Sighting.location))),
        document.withdrawn_why,
        document.erased_at is not None,
        _find_copies(session, document),
    )


def withdraw_document(session: Session, document_id: int, why: str, *, run_id: int, now: datetime) -> bool:
    """Hide a document from all views; return whether that is new. Saying another reason changes the reason."""
    document = session.get_one(Document, document_id)
    is_new = document.withdrawn_at is None
    if not is_new and document.withdrawn_why == why:
        return False
    document.withdrawn_at, document.withdrawn_why = document.withdrawn_at or now, why
    _settle(session, document_id)
    _record(session, document, Outcome.WITHDRAWN, run_id=run_id, now=now)
    return True


def restore_document(session: Session, document_id: int, *, run_id: int, now: datetime) -> bool:
    """Show a withdrawn document again; return whether it was withdrawn. One that was erased is read when next found."""
    document = session.get_one(Document, document_id)
    if document.withdrawn_at is None:
        return False
    document.withdrawn_at = document.withdrawn_why = document.erased_at = None
    _settle(session, document_id)
    _record(session, document, Outcome.UNCHANGED, run_id=run_id, now=now)
    return True


def erase_document(session: Session, document_id: int, *, now: datetime) -> bool:
    """Remove all that was read out of a withdrawn document; return whether there was anything."""
    document = session.get_one(Document, document_id)
    if document.withdrawn_at is None:
        raise ValueError(f"document {document_id} is not withdrawn")
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("PRAGMA secure_delete = ON"))  # else the words stay readable in the file's free pages
    readings = sa.select(Extraction.id).where(Extraction.document_id == document_id)
    extraction_ids = list(session.scalars(readings))
    keys = set(session.scalars(sa.select(Extraction.copy_key).where(Extraction.document_id == document_id)))
    _delete_readings(session, extraction_ids)
    # What failed may be told in the document's own words.
    spoken = RunDocument.sha256 == document.sha256, RunDocument.outcome != Outcome.WITHDRAWN
    session.execute(sa.update(RunDocument).where(*spoken).values(failure_traceback=None))
    session.execute(
        sa.update(RunDocument).where(*spoken, RunDocument.failure_message.is_not(None)).values(failure_message="erased")
    )
    document.erased_at = document.erased_at or now
    settle_copies(session, [document_id], keys=[key for key in keys if key])
    session.flush()
    return bool(extraction_ids)


def _find_ids(session: Session, words: str) -> list[int]:
    """Return the documents that the words may mean: a number, else a hash, else a place, else a place's last part."""
    at = Sighting.location
    questions = []
    if words.isdecimal() and len(words) < 6:
        questions.append(sa.select(Document.id).where(Document.id == int(words)))
    if _SHA256_BEGINS.fullmatch(words.lower()):
        questions.append(sa.select(Document.id).where(Document.sha256.startswith(words.lower(), autoescape=True)))
    if words.isdecimal() and 6 <= len(words) < 10:
        questions.append(sa.select(Document.id).where(Document.id == int(words)))
    if words:
        questions.append(sa.select(Sighting.document_id).where(at == words))
        questions.append(sa.select(Sighting.document_id).where(at.endswith(f"/{words}", autoescape=True)))
    for question in questions:
        if found := sorted(set(session.scalars(question))):
            return found
    return []


def _tell(document: HeldDocument) -> str:
    return f"{document.id} ({document.sha256[:12]}, {document.locations[0] if document.locations else 'nowhere'})"


def _find_copies(session: Session, document: Document) -> tuple[int, ...]:
    counted = document.copy_of_id or document.id
    same = sa.or_(Document.id == counted, Document.copy_of_id == counted)
    query = sa.select(Document.id).where(same, Document.id != document.id, Document.withdrawn_at.is_(None))
    return tuple(session.scalars(query.order_by(Document.id)))


def _settle(session: Session, document_id: int) -> None:
    session.flush()
    replacing = sa.select(Document.id).where(Document.replaced_by_id == document_id)
    touched = {document_id, *session.scalars(replacing)}
    settle_places(session, touched)
    compare_editions(session, sorted(touched))
    touched |= set(session.scalars(replacing)) | _with_same_place(session, touched)
    settle_copies(session, sorted(touched))


def _with_same_place(session: Session, document_ids: Collection[int]) -> set[int]:
    query = sa.select(Document.replaced_by_id).where(Document.id.in_(document_ids))
    return {each for each in session.scalars(query) if each is not None}


def _record(session: Session, document: Document, outcome: Outcome, *, run_id: int, now: datetime) -> None:
    """Write the document down in the ledger, once for each place where it was found."""
    places = sa.select(Sighting).where(Sighting.document_id == document.id).order_by(Sighting.id)
    rows = [
        {
            "run_id": run_id,
            "source_id": place.source_id,
            "location": place.location,
            "attempt": 1,
            "sha256": document.sha256,
            "document_id": document.id,
            "outcome": outcome,
            "failure_message": document.withdrawn_why,
            "started_at": now,
            "finished_at": now,
        }
        for place in session.scalars(places)
    ]
    if rows:
        session.connection().execute(sa.insert(RunDocument), rows)


def _delete_readings(session: Session, extraction_ids: Collection[int]) -> None:
    """Delete extractions with all that belongs to them, children first."""
    parted = sa.or_(Change.before_extraction_id.in_(extraction_ids), Change.after_extraction_id.in_(extraction_ids))
    session.execute(sa.delete(Change).where(parted))
    parents = Base.metadata.tables["recommendation"]
    session.execute(sa.update(parents).where(parents.c.extraction_id.in_(extraction_ids)).values(parent_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        if "extraction_id" in table.columns:
            session.execute(sa.delete(table).where(table.c.extraction_id.in_(extraction_ids)))
    linked = sa.update(Extraction).where(Extraction.id.in_(extraction_ids))
    session.execute(linked.values(superseded_by_id=None))
    session.execute(sa.delete(Extraction).where(Extraction.id.in_(extraction_ids)))
