"""Keeps extractions. A document is its bytes, an extraction what one reader made of them; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from normalise.records import Extraction, Source
from store import fields
from store.changes import compare_editions, compare_readings
from store.copies import copy_key, settle_copies
from store.councils import find_councils
from store.keys import content_hash, reader_fingerprint
from store.models import Document, DocumentCouncil, Timeline
from store.models import Extraction as Kept
from store.outcomes import Outcome
from store.rows import insert_records

__all__ = ["Known", "Outcome", "find_given", "find_kept", "find_known", "keep_extraction"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is held of some bytes: their document, and of its current extraction who read it with what."""

    document_id: int
    reader: str | None = None
    settings: str | None = None
    is_read: bool = False
    is_given: bool = False
    withdrawn_why: str | None = None

    def is_read_by(self, reader: str | None, settings: str | None) -> bool:
        """Say whether this reader with these settings has read it already: it need not be read again."""
        return self.is_read and (self.reader, self.settings) == (reader, settings)


def keep_extraction(session: Session, extraction: Extraction, *, run_id: int, now: datetime) -> Outcome:
    """Keep the extraction as the current one of its document, in the session's transaction.

    Returns UNCHANGED where the current one says the same already, SUPERSEDED where another one was current, else NEW.
    What changed against the one that was current is kept with it. Of a withdrawn document nothing is kept: WITHDRAWN.
    What the file is called does not count: a copy under another name is the same document.
    """
    document_id = _find_document(session, extraction.source) or _add_document(session, extraction.source, now)
    content = content_hash(extraction)
    current = session.scalars(sa.select(Kept).where(Kept.document_id == document_id, Kept.is_current)).one_or_none()
    if session.get_one(Document, document_id).withdrawn_at:
        return Outcome.WITHDRAWN
    if current and current.content_hash == content:
        return Outcome.UNCHANGED
    if current:
        current.is_current = False
        session.flush()  # two current ones at a time are refused
    new = _find_superseded(session, document_id, content) or _add_extraction(
        session, extraction, document_id, content, run_id=run_id, now=now
    )
    new.is_current, new.superseded_by_id, new.superseded_at = True, None, None
    session.flush()
    if current:
        current.superseded_by_id, current.superseded_at = new.id, now
        session.flush()
        compare_readings(session, current.id, new.id)
    compare_editions(session, [document_id])
    settle_copies(session, [document_id])
    return Outcome.SUPERSEDED if current else Outcome.NEW


def find_kept(session: Session, sha256: str, *, reader: dict[str, str] | None, settings: str | None) -> int | None:
    """Return the bytes' current extraction if this reader with these settings made it: no need to read them again."""
    query = (
        sa.select(Kept.id)
        .join(Document, Kept.document_id == Document.id)
        .where(Document.sha256 == sha256, Kept.is_current)
        .where(Kept.reader_fingerprint.is_not_distinct_from(reader_fingerprint(reader)))
        .where(Kept.settings_hash.is_not_distinct_from(settings))
    )
    return session.scalar(query)


def find_known(session: Session, hashes: Collection[str]) -> dict[str, Known]:
    """Return what is held of the documents among these bytes, in one question."""
    query = (
        sa.select(
            Document.sha256,
            Document.id,
            Kept.id,
            Kept.reader_fingerprint,
            Kept.settings_hash,
            Kept.given,
            Document.withdrawn_why,
        )
        .outerjoin(Kept, sa.and_(Kept.document_id == Document.id, Kept.is_current))
        .where(Document.sha256.in_(hashes))
    )
    return {
        sha256: Known(document_id, reader, settings, extraction_id is not None, bool(given), why)
        for sha256, document_id, extraction_id, reader, settings, given, why in session.execute(query)
    }


def find_given(session: Session, hashes: Collection[str]) -> dict[str, dict[str, object]]:
    """Return, by the bytes, the facts of their current extractions that the user gave, by their names."""
    query = (
        sa.select(Kept.id, Document.sha256, Kept.given, Kept.kind)
        .join(Document, Kept.document_id == Document.id)
        .where(Document.sha256.in_(hashes), Kept.is_current)
    )
    told = {row.id: row for row in session.execute(query) if row.given}
    facts: dict[int, dict[str, object]] = {number: {"kind": row.kind, "councils": ()} for number, row in told.items()}
    councils = sa.select(DocumentCouncil.extraction_id, DocumentCouncil.name).order_by(DocumentCouncil.ordinal)
    for number, name in session.execute(councils.where(DocumentCouncil.extraction_id.in_(told))):
        facts[number]["councils"] = (*cast("tuple[str, ...]", facts[number]["councils"]), name)
    dates = sa.select(Timeline.extraction_id, Timeline.document_field, Timeline.edtf)
    of_documents = Timeline.extraction_id.in_(told), Timeline.document_field.is_not(None)
    for number, field, edtf in session.execute(dates.where(*of_documents)):
        facts[number][str(field)] = edtf
    return {row.sha256: {name: facts[number].get(name) for name in row.given} for number, row in told.items()}


def _find_document(session: Session, source: Source) -> int | None:
    # On PostgreSQL the lock makes two programs keep one document after the other; SQLite has one writer anyway.
    return session.scalar(sa.select(Document.id).where(Document.sha256 == source.sha256).with_for_update())


def _add_document(session: Session, source: Source, now: datetime) -> int:
    document = Document(sha256=source.sha256, byte_count=source.size, added_at=now)
    try:
        with session.begin_nested():
            session.add(document)
    except IntegrityError:  # another program has added it in between
        return session.scalars(sa.select(Document.id).where(Document.sha256 == source.sha256).with_for_update()).one()
    return document.id


def _find_superseded(session: Session, document_id: int, content: str) -> Kept | None:
    same = sa.select(Kept).where(Kept.document_id == document_id, Kept.content_hash == content)
    return session.scalars(same).one_or_none()


def _add_extraction(
    session: Session, extraction: Extraction, document_id: int, content: str, *, run_id: int, now: datetime
) -> Kept:
    source, facts = extraction.source, extraction.document
    first_page, last_page = source.pages_read or (None, None)
    kept = Kept(
        document_id=document_id,
        run_id=run_id,
        is_current=False,
        kept_at=now,
        content_hash=content,
        copy_key=copy_key(extraction),
        reader_fingerprint=reader_fingerprint(extraction.reader),
        reader=extraction.reader,
        settings_hash=extraction.settings,
        schema_version=extraction.schema_version,
        source_name=source.name,
        media_type=source.media_type,
        page_count=source.pages,
        parts=list(source.parts),
        first_page_read=first_page,
        last_page_read=last_page,
        share_read=source.share_read,
        given=list(facts.given),
        **{name: getattr(facts, name) for name in fields.FACTS},
    )
    session.add(kept)
    session.flush()
    _add_councils(session, kept.id, facts.councils)
    insert_records(session, kept.id, extraction)
    return kept


def _add_councils(session: Session, extraction_id: int, names: tuple[str, ...]) -> None:
    known = find_councils(session, names)
    session.add_all(
        DocumentCouncil(extraction_id=extraction_id, ordinal=ordinal, name=name, council_id=known.get(name))
        for ordinal, name in enumerate(names)
    )
