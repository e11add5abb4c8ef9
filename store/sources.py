"""The places that documents are taken from: each is written down once, by its location."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.models import Source
from store.models.library import SourceKind


def keep_source(session: Session, kind: SourceKind, location: str, *, now: datetime, title: str | None = None) -> int:
    """Return the number of the source at the location, written down now if it was not; a new title or kind is kept."""
    source = session.scalars(sa.select(Source).where(Source.location == location)).one_or_none()
    if source is None:
        source = Source(kind=kind, location=location, title=title, added_at=now)
        session.add(source)
    source.kind, source.title = kind, title or source.title
    session.flush()
    return source.id
