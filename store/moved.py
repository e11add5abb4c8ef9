"""Editions that moved: a source leads to a plan no longer, and to a later edition of it at another address.

Nothing but what they print says so, hence a high bar: one document alone of those that the source leads to now is of
the same councils and kind, was found a day or more later, contradicts no date, and prints at least half of the same
recommendations and actions; and it is that of one document alone. Else both stand, as they would without this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from normalise.records import Extraction
from store.changes import compare_editions
from store.copies import settle_copies
from store.editions import keep_editions, settle_places
from store.load import load_extraction
from store.models import Change, Document, DocumentCouncil, Edition, Sighting, Timeline
from store.models import Extraction as Kept
from store.pairing import pair_records

_LATER = timedelta(days=1)  # the shortest time after which a source is due again: not two finds of one asking
_FEWEST_RECORDS = 3
_SHARE_IN_COMMON = 0.5  # of the records of the shorter one


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a document that counts tells of itself."""

    document_id: int
    extraction_id: int
    added_at: datetime
    kind: str
    councils: frozenset[str]
    published: str | None
    challenge: str | None

    def may_follow(self, other: _Facts) -> bool:
        """Say whether it may be a later edition of the other one by what both tell of themselves."""
        return (
            self.added_at - other.added_at >= _LATER
            and self.kind == other.kind
            and bool(self.councils)
            and self.councils == other.councils
            and (not self.published or not other.published or self.published >= other.published)
            and (not self.challenge or not other.challenge or self.challenge == other.challenge)
        )


def link_moved(
    session: Session, gone: Collection[str], met: Collection[str], *, run_id: int, now: datetime
) -> set[tuple[int, int]]:
    """Link what stood where a source leads no longer (`gone`) to its later editions among the bytes that were `met`.

    Return the pairs of documents, the earlier one first. Those of which the source leads to both again are parted.
    """
    _part(session, met)
    later = _read_facts(session, _find_ids(session, met)) if gone else ()
    earlier = _read_facts(session, _find_earlier(session, gone, met)) if later else ()
    found = [(old, new) for old in earlier for new in later if new.may_follow(old)]
    held = {each.extraction_id: load_extraction(session, each.extraction_id) for each in {*chain(*found)}}
    alike = [
        (old.document_id, new.document_id)
        for old, new in found
        if _print_alike(held[old.extraction_id], held[new.extraction_id])
    ]
    olds, news = Counter(old for old, _ in alike), Counter(new for _, new in alike)
    moved = {(old, new) for old, new in alike if olds[old] == news[new] == 1}
    if moved:
        touched = sorted(keep_editions(session, moved, run_id=run_id, now=now))
        compare_editions(session, touched)
        settle_copies(session, touched)
    return moved


def _part(session: Session, met: Collection[str]) -> None:
    """Forget that one document took the place of another where both are led to and never stood at one place."""
    ids = _find_ids(session, met)
    query = sa.select(Edition).where(Edition.earlier_document_id.in_(ids), Edition.document_id.in_(ids))
    moved = [each for each in session.scalars(query) if not _stood_at_one_place(session, each)]
    touched = sorted({number for each in moved for number in (each.earlier_document_id, each.document_id)})
    for edition in moved:
        session.execute(sa.delete(Change).where(Change.edition_id == edition.id))
        session.delete(edition)
    session.flush()
    if touched:
        settle_places(session, touched)
        settle_copies(session, touched)


def _stood_at_one_place(session: Session, edition: Edition) -> bool:
    one, other = aliased(Sighting), aliased(Sighting)
    both = one.document_id == edition.earlier_document_id, other.document_id == edition.document_id
    query = sa.select(one.id).join(other, one.location == other.location).where(*both)
    return session.scalars(query.limit(1)).first() is not None


def _find_earlier(session: Session, gone: Collection[str], met: Collection[str]) -> set[int]:
    """Return the documents found at the places, or in containers there, and at none that is led to now."""
    at, found = Sighting.location, set[int]()
    query = sa.select(Document.id).join(Sighting, Sighting.document_id == Document.id)
    for location in gone:
        there = sa.or_(at == location, sa.and_(at > f"{location}/", at < f"{location}0"))  # "0" follows "/"
        found |= set(session.scalars(query.where(there, Document.sha256.not_in(met))))
    return found


def _find_ids(session: Session, hashes: Collection[str]) -> set[int]:
    return set(session.scalars(sa.select(Document.id).where(Document.sha256.in_(hashes))))


def _read_facts(session: Session, document_ids: Collection[int]) -> tuple[_Facts, ...]:
    """Return what tells editions, of those documents that count."""
    counted = Document.copy_of_id.is_(None), Document.replaced_by_id.is_(None), Document.withdrawn_at.is_(None)
    query = (
        sa.select(Document.id, Kept.id, Document.added_at, Kept.kind)
        .join(Kept, sa.and_(Kept.document_id == Document.id, Kept.is_current))
        .where(Document.id.in_(document_ids), *counted)
        .order_by(Document.id)
    )
    return tuple(_Facts(*row, *_read_told(session, row[1])) for row in session.execute(query))


def _read_told(session: Session, extraction_id: int) -> tuple[frozenset[str], str | None, str | None]:
    councils = sa.select(DocumentCouncil.name).where(DocumentCouncil.extraction_id == extraction_id)
    query = sa.select(Timeline.document_field, Timeline.edtf).where(
        Timeline.extraction_id == extraction_id, Timeline.document_field.is_not(None)
    )
    dates = {row.document_field: row.edtf for row in session.execute(query)}
    return frozenset(session.scalars(councils)), dates.get("published"), dates.get("challenge")


def _print_alike(before: Extraction, after: Extraction) -> bool:
    fewest = min(_count(before), _count(after))
    common = [pair for pair in pair_records(_plan(before), _plan(after)) if pair.before and pair.after]
    return fewest >= _FEWEST_RECORDS and len(common) >= _SHARE_IN_COMMON * fewest


def _count(extraction: Extraction) -> int:
    return len(extraction.recommendations) + len(extraction.actions)


def _plan(extraction: Extraction) -> Extraction:
    return extraction.model_copy(update={"progress": ()})
