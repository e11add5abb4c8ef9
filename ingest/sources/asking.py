"""Asks one source for what there is, keeps the originals, and writes down what its addresses answered.

What is read out of the documents is left to who asks: every document is yielded, unchanged ones too. One whose reading
is cut off is yielded again the next time, from the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.archive import Archive
from ingest.fetch.fetcher import Fetcher
from ingest.sources.candidates import iter_candidates
from ingest.sources.following import Source
from ingest.sources.found import Candidate, Found, Trouble
from ingest.sources.recording import record_found, record_source
from store.engine import Store
from store.sources import held_addresses


def _now() -> datetime:
    return datetime.now(UTC)


def ask_source(
    store: Store,
    archive: Archive,
    source: Source,
    fetcher: Fetcher,
    *,
    store_path: Path | None = None,
    now: Callable[[], datetime] = _now,
) -> Iterator[Found]:
    """Yield what a source leads to now, each address written down before; the source itself when all has been yielded.

    A fetched document's bytes are in the archive when it is yielded, and are loaded from there. Raises UsageError where
    the archive or the store cannot be written.
    """
    with store.session() as session:
        held = held_addresses(session, source.id)
    has_changed, trouble = False, None
    for found in iter_candidates(source, fetcher, archive=archive, held=held, store=store_path):
        if isinstance(found, Candidate):
            found = _keep(found, archive)
            has_changed = has_changed or (found.sha256 is not None and not found.is_unchanged)
        elif isinstance(found, Trouble) and found.is_of_source:
            trouble = trouble or found
        record_found(store, source, found, held, now=now())
        yield found
    record_source(store, source, now=now(), has_changed=has_changed, trouble=trouble)


def _keep(found: Candidate, archive: Archive) -> Candidate:
    """Return a fetched candidate with its bytes in the archive, and no longer in memory."""
    if found.sha256 is None or found.fetched is None:
        return found
    sha256 = found.sha256 if found.is_unchanged and archive.holds(found.sha256) else archive.keep(found.load())
    fetched = replace(found.fetched, data=b"")
    return replace(found, sha256=sha256, load=partial(archive.read, sha256), fetched=fetched)
