"""Later editions: a document that is found where another one of the same councils stood before takes its place.

What stands at a place is what was found there last. Two documents that one run found at one place are no editions of
each other, nor are those of different councils: a file name or address that was used again for something else.
Editions at another address are `store.moved`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from store.models import Document, DocumentCouncil, Edition, Extraction, RunDocument, Sighting

Found = tuple[int, str]  # a document, and where it was found


@dataclass(frozen=True, slots=True)
class _Standing:
    document_id: int
    last_seen_at: datetime
    sighting_id: int


def find_standing(session: Session, location: str, *, councils: Collection[str]) -> int | None:
    """Return the document that stands at the location, if it is not of other councils than these."""
    standing = _read_standing(session, {location}).get(location)
    if standing is None or _are_others(set(councils), _councils(session, standing.document_id)):
        return None
    return standing.document_id


def notice_editions(session: Session, found: Collection[Found], *, run_id: int, now: datetime) -> set[int]:
    """Write down which documents took the place of others; return all that had a part in that.

    Call it before the new sightings are written down: what stood there until now is told by the old ones.
    """
    standing = _read_standing(session, {location for _, location in found})
    touched: set[int] = set()
    for document_id, location in found:
        before = standing.get(location)
        if before is None or before.document_id == document_id:
            continue
        if _is_edition(session, before.document_id, document_id, location):
            _keep_edition(session, before.document_id, document_id, run_id=run_id, now=now)
            touched |= {before.document_id, document_id}
    settle_places(session, touched)
    return touched


def keep_editions(session: Session, pairs: Collection[tuple[int, int]], *, run_id: int, now: datetime) -> set[int]:
    """Write down later editions, each after what it took the place of; return all that had a part in that."""
    for earlier_id, document_id in sorted(pairs):
        _keep_edition(session, earlier_id, document_id, run_id=run_id, now=now)
    touched = {document_id for pair in pairs for document_id in pair}
    settle_places(session, touched)
    return touched


def settle_places(session: Session, document_ids: Collection[int]) -> None:
    """Fill in, for these documents and those that they took the place of, which one stands in their place now."""
    for document_id in sorted(_with_earlier(session, document_ids)):
        document = session.get_one(Document, document_id)
        document.replaced_by_id = _find_successor(session, document_id)
    session.flush()


def _read_standing(session: Session, locations: Collection[str]) -> dict[str, _Standing]:
    query = sa.select(Sighting).where(Sighting.location.in_(locations)).order_by(Sighting.last_seen_at, Sighting.id)
    return {row.location: _Standing(row.document_id, row.last_seen_at, row.id) for row in session.scalars(query)}


def _is_edition(session: Session, earlier_id: int, document_id: int, location: str) -> bool:
    if _are_others(_councils(session, earlier_id), _councils(session, document_id)):
        return False
    one, other = aliased(RunDocument), aliased(RunDocument)
    together = (
        sa.select(one.id)
        .join(other, sa.and_(other.run_id == one.run_id, other.location == one.location))
        .where(one.location == location, one.document_id == earlier_id, other.document_id == document_id)
    )
    return session.scalars(together.limit(1)).first() is None


def _councils(session: Session, document_id: int) -> set[str]:
    query = (
        sa.select(DocumentCouncil.name)
        .join(Extraction, Extraction.id == DocumentCouncil.extraction_id)
        .where(Extraction.document_id == document_id, Extraction.is_current)
    )
    return set(session.scalars(query))


def _are_others(councils: set[str], others: set[str]) -> bool:
    return bool(councils and others and not councils & others)


def _keep_edition(session: Session, earlier_id: int, document_id: int, *, run_id: int, now: datetime) -> None:
    query = sa.select(Edition).where(Edition.earlier_document_id == earlier_id, Edition.document_id == document_id)
    edition = session.scalars(query).one_or_none()
    if edition is None:
        edition = Edition(earlier_document_id=earlier_id, document_id=document_id)
        session.add(edition)
    edition.run_id, edition.noticed_at = run_id, now
    session.flush()


def _with_earlier(session: Session, document_ids: Collection[int]) -> set[int]:
    """Return the documents with all that they took the place of, however long ago."""
    found: set[int] = set()
    rest = set(document_ids)
    while rest:
        found |= rest
        query = sa.select(Edition.earlier_document_id).where(Edition.document_id.in_(rest))
        rest = set(session.scalars(query)) - found
    return found


def _find_successor(session: Session, document_id: int) -> int | None:
    """Return the first later edition that is not withdrawn; None where the document itself came back last."""
    seen = {document_id}
    at = document_id
    while (at := _find_next(session, at) or 0) and at not in seen:
        seen.add(at)
        if session.get_one(Document, at).withdrawn_at is None:
            return at
    return None


def _find_next(session: Session, document_id: int) -> int | None:
    """Return what took the document's place last, unless the document has taken a place since."""
    parted = sa.or_(Edition.document_id == document_id, Edition.earlier_document_id == document_id)
    last = session.scalars(sa.select(Edition).where(parted).order_by(Edition.run_id.desc(), Edition.id.desc())).first()
    return last.document_id if last and last.earlier_document_id == document_id else None
