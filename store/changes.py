"""Keeps what changed between two extractions as rows: of one document read anew, and of a document and a later edition.

Changes between two readings of the same bytes are kept when one supersedes the other, and stay. Those between two
editions are always those between what is current of both: they are worked out anew when either is read anew, so that
in whichever order documents are read again the store holds the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.records import Extraction
from store.comparing import Change, compare
from store.editions import find_standing
from store.keys import content_hash
from store.load import load_extraction
from store.models import Change as Kept
from store.models import Document, Edition
from store.models import Extraction as KeptExtraction

__all__ = ["Change", "compare_editions", "compare_readings", "preview_changes"]


def preview_changes(session: Session, extraction: Extraction, *, location: str | None = None) -> tuple[Change, ...]:
    """Return the changes that keeping the extraction would add, and keep nothing.

    They are those against the current reading of the same bytes; for bytes that are new those against the document that
    stands at the location, if one does and both are of the same councils.
    """
    sha256 = extraction.source.sha256
    known = session.execute(
        sa.select(Document.id, Document.withdrawn_at).where(Document.sha256 == sha256)
    ).one_or_none()
    if known and known.withdrawn_at:
        return ()
    before_id = _find_current(session, known.id) if known else None
    if before_id is None and location is not None:
        standing = find_standing(session, location, councils=extraction.document.councils)
        before_id = _find_current(session, standing) if standing else None
    if before_id is None:
        return ()
    if session.get_one(KeptExtraction, before_id).content_hash == content_hash(extraction):
        return ()
    return compare(load_extraction(session, before_id), extraction)


def compare_readings(session: Session, before_id: int, after_id: int) -> None:
    """Keep what changed between an extraction and the one that superseded it; nothing where it is kept already."""
    held = sa.select(Kept.id).where(Kept.before_extraction_id == before_id, Kept.after_extraction_id == after_id)
    if session.scalars(held.limit(1)).first() is None:
        _keep(session, before_id, after_id, edition_id=None)


def compare_editions(session: Session, document_ids: Sequence[int]) -> None:
    """Work out anew what changed in the editions that these documents have a part in."""
    parted = sa.or_(Edition.document_id.in_(document_ids), Edition.earlier_document_id.in_(document_ids))
    for edition in session.scalars(sa.select(Edition).where(parted).order_by(Edition.id)).all():
        before_id = _find_current(session, edition.earlier_document_id)
        after_id = _find_current(session, edition.document_id)
        if _is_compared(session, edition.id, before_id, after_id):
            continue
        session.execute(sa.delete(Kept).where(Kept.edition_id == edition.id))
        if before_id is not None and after_id is not None:
            _keep(session, before_id, after_id, edition_id=edition.id)


def _is_compared(session: Session, edition_id: int, before_id: int | None, after_id: int | None) -> bool:
    query = sa.select(Kept.before_extraction_id, Kept.after_extraction_id).where(Kept.edition_id == edition_id)
    held = session.execute(query.limit(1)).one_or_none()
    return held is not None and tuple(held) == (before_id, after_id)


def _keep(session: Session, before_id: int, after_id: int, *, edition_id: int | None) -> None:
    changes = compare(load_extraction(session, before_id), load_extraction(session, after_id))
    between = {"edition_id": edition_id, "before_extraction_id": before_id, "after_extraction_id": after_id}
    rows = [{**between, "ordinal": ordinal, **row} for ordinal, row in enumerate(map(_row, changes))]
    if rows:
        session.connection().execute(sa.insert(Kept), rows)


def _row(change: Change) -> dict[str, object]:
    return {"days_moved" if name == "days" else name: value for name, value in _items(change)}


def _items(change: Change) -> Iterator[tuple[str, object]]:
    return ((field.name, getattr(change, field.name)) for field in fields(change))


def _find_current(session: Session, document_id: int) -> int | None:
    query = sa.select(KeptExtraction.id).where(KeptExtraction.document_id == document_id, KeptExtraction.is_current)
    return session.scalars(query).one_or_none()
