"""Recognises copies: the PDF, the web page and the committee's copy of one plan are counted once.

Documents are copies of each other where all that their records print is equal (numbers, wordings, dates, owners,
measures, statuses; not where it stands, in which order, or in which colour), neither tells another council, kind or
date than the other, and their titles do not contradict each other. Which of them counts is told by what they are, never
by which was read first: so the same documents make the same store in any order.

1. a whole document before a part of a longer one, such as a committee's pack
2. the one that tells more of council, date, challenge and title itself
3. PDF, then Word and OpenDocument, sheets, slides, web pages, mails, text
4. the one of which the larger share was read
5. the lowest SHA-256, for want of anything else
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.records import Extraction
from store.keys import fold
from store.load import load_extraction
from store.models import Document, DocumentCouncil, Timeline
from store.models import Extraction as Kept
from store.pairing import list_entries

# Two documents without a council that print one short action are two documents.
_FEWEST_RECORDS = 3
_ALIKE_TITLES = 60.0  # of 100, by rapidfuzz's token_set_ratio
_DIGITS = re.compile(r"\d+")
_FORMATS = ("pdf", "word", "opendocument.text", "spreadsheet", "excel", "presentation", "powerpoint", "html")


def copy_key(extraction: Extraction) -> str | None:
    """Return a hash of all that the records print, equal in copies; None where there are too few to tell by."""
    entries = list_entries(extraction)
    if len(entries) < _FEWEST_RECORDS:
        return None
    told = sorted(
        "\n".join((type(entry.record).__name__, *entry.path, entry.under, entry.wording, entry.values))
        for entry in entries
    )
    return sha256("\n\n".join(told).encode("utf-8")).hexdigest()


def settle_copies(session: Session, document_ids: Collection[int], *, keys: Collection[str] = ()) -> None:
    """Fill in, for these documents and all that print the same or did so before, which one counts.

    `keys` are those of readings that are gone.
    """
    of_them = sa.select(Kept.copy_key).where(Kept.document_id.in_(document_ids), Kept.copy_key.is_not(None))
    found = sorted({*session.scalars(of_them), *keys})
    session.execute(sa.update(Document).where(Document.id.in_(document_ids)).values(copy_of_id=None))
    for key in found:
        _settle_key(session, key)
    session.flush()


def fill_copy_keys(session: Session) -> None:
    """Fill in what copies are told by where an older program kept extractions, and which of their documents count."""
    without = sa.select(Kept.id).where(Kept.copy_key.is_(None)).order_by(Kept.id)
    keys = {number: copy_key(load_extraction(session, number)) for number in session.scalars(without).all()}
    for number, key in keys.items():
        session.execute(sa.update(Kept).where(Kept.id == number).values(copy_key=key))
    for key in sorted({key for key in keys.values() if key}):
        _settle_key(session, key)
    session.flush()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What copies are told by, of one document."""

    document_id: int
    sha256: str
    replaced_by_id: int | None
    is_part: bool
    media_type: str
    share_read: float
    kind: str
    title: str
    councils: frozenset[str]
    dates: tuple[str | None, str | None]  # of publication and of the challenge

    @property
    def rank(self) -> tuple[object, ...]:
        told = sum(map(bool, (self.councils, self.title, *self.dates)))
        return self.is_part, -told, _rank_format(self.media_type), -self.share_read, self.sha256

    def is_copy_of(self, other: _Candidate) -> bool:
        """Say whether nothing that either tells of itself speaks against it."""
        return (
            self.kind == other.kind
            and (not self.councils or not other.councils or self.councils == other.councils)
            and all(one is None or two is None or one == two for one, two in zip(self.dates, other.dates, strict=True))
            and _are_alike(self.title, other.title)
        )


def _settle_key(session: Session, key: str) -> None:
    originals: list[_Candidate] = []
    candidates = _read_candidates(session, key)
    printing = {candidate.document_id for candidate in candidates}
    # A copy of an edition that another one has replaced is as old as that; a replaced edition is itself no copy.
    outdated = [each for each in candidates if each.replaced_by_id not in {None, *printing}]
    standing = [each for each in candidates if each.replaced_by_id is None]
    originals += outdated
    for candidate in sorted(standing, key=lambda each: each.rank):
        original = next((each for each in originals if candidate.is_copy_of(each)), None)
        if original is None:
            originals.append(candidate)
        document = session.get_one(Document, candidate.document_id)
        document.copy_of_id = original.document_id if original else None


def _read_candidates(session: Session, key: str) -> list[_Candidate]:
    """Return the documents whose current reading has the key, but for those that were withdrawn."""
    query = (
        sa.select(Kept, Document.sha256, Document.replaced_by_id)
        .join(Document, Document.id == Kept.document_id)
        .where(Kept.copy_key == key, Kept.is_current)
        .where(Document.withdrawn_at.is_(None))
        .order_by(Document.sha256)
    )
    return [_read_candidate(session, *row) for row in session.execute(query)]


def _read_candidate(session: Session, kept: Kept, digest: str, replaced_by_id: int | None) -> _Candidate:
    councils = session.scalars(sa.select(DocumentCouncil.name).where(DocumentCouncil.extraction_id == kept.id))
    query = sa.select(Timeline.document_field, Timeline.edtf, Timeline.raw).where(
        Timeline.extraction_id == kept.id, Timeline.document_field.is_not(None)
    )
    dates = {field: edtf or fold(raw) for field, edtf, raw in session.execute(query)}
    return _Candidate(
        document_id=kept.document_id,
        sha256=digest,
        replaced_by_id=replaced_by_id,
        is_part=kept.first_page_read is not None,
        media_type=kept.media_type,
        share_read=kept.share_read or 0.0,
        kind=kept.kind,
        title=fold(kept.title or ""),
        councils=frozenset(councils),
        dates=(dates.get("published"), dates.get("challenge")),
    )


def _are_alike(title: str, other: str) -> bool:
    """Say whether two titles may be of one document: much the same words, and no other year or number."""
    if not title or not other:
        return True
    from rapidfuzz.fuzz import token_set_ratio

    numbers, others = (set(_DIGITS.findall(each)) for each in (title, other))
    return (numbers <= others or others <= numbers) and token_set_ratio(title, other) >= _ALIKE_TITLES


def _rank_format(media_type: str) -> int:
    return next((rank for rank, word in enumerate(_FORMATS) if word in media_type), len(_FORMATS))
