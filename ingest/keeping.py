"""Files into the store: each is marked failed before work on it starts, and what became of it is kept before the next.

The parent alone writes. What a file says is read elsewhere (`ingest.pipeline`); what was read is kept by `store.keep`.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from ingest.batch import Failure, attempt
from ingest.finding import FoundFile, Origin
from ingest.pipeline import read_bytes
from ingest.reading import Read
from ingest.terminal import utf8_name
from ingest.version import program_version
from normalise.records import Extraction
from parsers.fingerprint import fingerprints
from parsers.given import NOTHING_GIVEN, Given, ReadSettings
from store import runs
from store.engine import Store
from store.keep import find_given, find_kept, keep_extraction
from store.outcomes import Outcome
from store.sources import keep_source


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: what was read out of it, or its failure, or neither where it need not be read again."""

    file: FoundFile
    outcome: Outcome
    seconds: float
    result: Extraction | Failure | None = None


def ingest_files(
    store: Store, read: Read, files: Iterable[FoundFile], settings: ReadSettings, *, command: str = "ingest"
) -> Iterator[Ingested]:
    """Yield what became of each file, kept already. A run that is cut off stays without an end in the ledger."""
    with store.session() as session:
        run_id = runs.start_run(session, now=_now(), version=program_version(), command=command)
    for file in files:
        yield _ingest_file(_Run(store, read, settings, run_id), file)
    with store.session() as session:
        runs.finish_run(session, run_id, now=_now())


@dataclass(frozen=True, slots=True)
class _Run:
    """What the work on every file of a run needs."""

    store: Store
    read: Read
    settings: ReadSettings
    run_id: int


def _ingest_file(run: _Run, file: FoundFile) -> Ingested:
    started = time.monotonic()
    data = attempt(file, file.load)
    origin = file.origin or Origin("file", utf8_name(str(file.path)))
    sha256 = None if isinstance(data, Failure) else hashlib.sha256(data).hexdigest()
    file = _with_given_before(run, file, sha256)
    with run.store.session() as session:
        location = os.path.abspath(file.location)  # noqa: PTH100  # links stay
        source_id = keep_source(session, origin.kind, origin.location, now=_now())
        entry_id = runs.start_document(session, run.run_id, location, now=_now(), source_id=source_id)
        settings_hash = run.settings.hash(file.given)
        if sha256 and find_kept(session, sha256, reader=fingerprints(), settings=settings_hash) is not None:
            runs.record_outcome(session, entry_id, Outcome.UNCHANGED, now=_now(), sha256=sha256)
            return Ingested(file, Outcome.UNCHANGED, time.monotonic() - started)
    result = (
        data if isinstance(data, Failure) else attempt(file, partial(read_bytes, run.read, file, data, run.settings))
    )
    seconds = time.monotonic() - started
    if not isinstance(result, Failure):
        kept = attempt(file, partial(_keep, run, entry_id, result, seconds))
        if not isinstance(kept, Failure):
            return Ingested(file, kept, seconds, result)
        result = kept
    _record_failure(run.store, entry_id, result, sha256, seconds)
    return Ingested(file, Outcome.FAILED, seconds, result)


def _with_given_before(run: _Run, file: FoundFile, sha256: str | None) -> FoundFile:
    """Return a file with what was given for its bytes before, where nothing is given this time: it is not forgotten."""
    if sha256 is None or file.given != NOTHING_GIVEN:
        return file
    with run.store.session() as session:
        facts = find_given(session, sha256)
    if facts is None:
        return file
    told = {
        "councils": facts.councils,
        "published": facts.published.edtf if facts.published else None,
        "challenge": facts.challenge.edtf if facts.challenge else None,
        "kind": facts.kind,
    }
    return replace(file, given=Given.model_validate({name: told[name] for name in facts.given}))


def _keep(run: _Run, entry_id: int, extraction: Extraction, seconds: float) -> Outcome:
    """Keep the extraction and its entry in the ledger in one transaction."""
    with run.store.session() as session:
        now, sha256 = _now(), extraction.source.sha256
        outcome = keep_extraction(session, extraction, run_id=run.run_id, now=now)
        runs.record_outcome(session, entry_id, outcome, now=now, sha256=sha256, seconds=seconds)
    return outcome


def _record_failure(store: Store, entry_id: int, failure: Failure, sha256: str | None, seconds: float) -> None:
    with store.session() as session:
        runs.record_failure(
            session,
            entry_id,
            code=failure.code,
            message=failure.message,
            traceback=failure.detail or None,
            now=_now(),
            sha256=sha256,
            reader=fingerprints(),
            seconds=seconds,
        )


def _now() -> datetime:
    return datetime.now(UTC)
