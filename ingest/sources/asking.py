"""Asks one source for what there is, keeps the originals, and writes down what its addresses answered.

What is read out of the documents is left to who asks: every document is yielded, unchanged ones too. One whose reading
is cut off is yielded again the next time, from the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.archive import Archive
from ingest.fetch.fetcher import Fetcher
from ingest.sources.candidates import iter_candidates
from ingest.sources.following import Source
from ingest.sources.found import Candidate, Found, Held, Trouble
from ingest.sources.recording import record_found, record_source
from normalise.errors import DocumentError
from store.engine import Store
from store.sources import held_addresses


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """How asking a source went, when all that it leads to has been yielded."""

    has_changed: bool
    trouble: Trouble | None


def ask_source(
    store: Store,
    archive: Archive,
    source: Source,
    fetcher: Fetcher,
    *,
    store_path: Path | None = None,
    now: Callable[[], datetime] = _now,
    at_end: Callable[[Asked], None] | None = None,
) -> Iterator[Found]:
    """Yield what a source leads to now, each address written down before; the source itself when all has been yielded.

    A document's bytes are in the archive when it is yielded, and are loaded from there. `at_end` is told how it went,
    and writes that down (`ingest.sources.recording`) when what was yielded is kept: until then the source is due.
    Raises UsageError where the archive or the store cannot be written.
    """
    with store.session() as session:
        held = held_addresses(session, source.id)
    has_changed, trouble = _was_cut_off_with_news(source, held), None
    for found in iter_candidates(source, fetcher, archive=archive, held=held, store=store_path):
        if isinstance(found, Candidate):
            found = _keep(found, archive) if found.fetched or found.sha256 else _keep_local(found, archive, held)
            has_changed = has_changed or (found.sha256 is not None and not found.is_unchanged)
        elif isinstance(found, Trouble) and found.is_of_source:
            trouble = trouble or found
        record_found(store, source, found, held, now=now())
        yield found
    if at_end:
        at_end(Asked(has_changed, trouble))
    else:
        record_source(store, source, now=now(), has_changed=has_changed, trouble=trouble)


def _was_cut_off_with_news(source: Source, held: Held) -> bool:
    """Say whether an address had something new since the source was last asked to its end."""
    times = [known.changed_at for known in held.values() if known.changed_at]
    return any(source.checked_at is None or time > source.checked_at for time in times)


def _keep(found: Candidate, archive: Archive) -> Candidate:
    """Return a fetched candidate with its bytes in the archive, and no longer in memory."""
    if found.sha256 is None or found.fetched is None:
        return found
    sha256 = found.sha256 if found.is_unchanged and archive.holds(found.sha256) else archive.keep(found.load())
    fetched = replace(found.fetched, data=b"")
    return replace(found, sha256=sha256, load=partial(archive.read, sha256), fetched=fetched)


def _keep_local(found: Candidate, archive: Archive, held: Held) -> Candidate:
    """Return a file of this machine with its bytes in the archive; as it is where they cannot be had, which is told."""
    try:
        sha256 = archive.keep(found.load())
    except DocumentError:
        return found
    known = held.get(found.location)
    is_unchanged = known is not None and known.sha256 == sha256
    return replace(found, sha256=sha256, is_unchanged=is_unchanged, load=partial(archive.read, sha256))
