"""What came of asking a source, into the store: so that next time its addresses are asked whether they have changed."""

from __future__ import annotations

from datetime import datetime

from ingest.fetch.addresses import shown
from ingest.sources.candidates import LOCAL_CODES
from ingest.sources.following import Source
from ingest.sources.found import Candidate, Found, Held, Trouble
from store.engine import Store
from store.sources import HeldAddress, record_answer, record_check, record_trouble


def record_found(store: Store, source: Source, found: Found, held: Held, *, now: datetime) -> None:
    """Write down what one address answered. Call it when a candidate's original is in the archive, not before.

    A document that could not be kept is thus fetched whole again next time.
    """
    if isinstance(found, Trouble) and not found.is_of_source and found.code not in LOCAL_CODES:
        with store.session() as session:
            record_trouble(session, source.id, found.location, f"{found.message} ({found.code})", now=now)
    if isinstance(found, Candidate) and found.sha256 is not None:
        answer = _answer(found, held.get(found.location))
        with store.session() as session:
            record_answer(session, source.id, answer, now=now)


def record_source(
    store: Store, source: Source, *, now: datetime, has_changed: bool, trouble: Trouble | None = None
) -> None:
    """Write down that a source was asked; `trouble` is why nothing of it could be had."""
    error = f"{shown(trouble.location)} {trouble.message} ({trouble.code})" if trouble else None
    with store.session() as session:
        record_check(session, source.id, now=now, has_changed=has_changed, error=error)


def _answer(found: Candidate, known: HeldAddress | None) -> HeldAddress:
    fetched = found.fetched
    if fetched is None and known is not None and found.is_unchanged:
        return HeldAddress(
            found.location,
            known.answered_by,
            found.referrer,
            known.etag,
            known.last_modified,
            known.sha256,
            known.words_sha256,
        )
    return HeldAddress(
        location=found.location,
        answered_by=fetched.location if fetched else None,
        referrer=found.referrer,
        etag=fetched.etag if fetched else None,
        last_modified=fetched.last_modified if fetched else None,
        sha256=found.sha256,
        words_sha256=found.words_sha256,
    )
