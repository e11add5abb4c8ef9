"""One run in the ledger of the store: the only one that writes, while it lasts. What it writes is decided elsewhere."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from ingest.batch import Failure
from ingest.run_options import RunOptions
from ingest.version import program_version
from ingest.wanted import Wanted
from normalise.errors import PeerplanError
from normalise.records import Extraction
from parsers.fingerprint import fingerprints
from parsers.given import NOTHING_GIVEN, Given
from store import runs
from store.engine import Session, Store
from store.errors import StoreError
from store.keep import Known, find_given, find_known, keep_extraction
from store.keys import reader_fingerprint
from store.locking import RunAtWork, begin_run, end_run, show_life
from store.outcomes import Outcome
from store.programs import BEAT_SECONDS, this_program
from store.runs import Quarantine, Settled, find_quarantined
from store.sources import keep_source

logger = logging.getLogger(__name__)
T = TypeVar("T")

BUSY = 75  # EX_TEMPFAIL of BSD's sysexits.h
_SURE_SECONDS = 1.0  # after a sign of life, in which no other run takes this one for dead
_LOOK_SECONDS = 0.5  # between two looks whether another run has ended


class StoreBusyError(PeerplanError):
    """Another run is at work on the store: nothing is wrong, try again later."""

    exit_status = BUSY


@dataclass(frozen=True, slots=True)
class Loaded:
    """Something whose bytes are at hand, and their hash."""

    wanted: Wanted
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Unloaded:
    """Something whose bytes cannot be had, and why."""

    wanted: Wanted
    failure: Failure


@dataclass(frozen=True, slots=True)
class Judged:
    """A document, whether it need be read, and why it is in quarantine or was withdrawn, if it is or was."""

    loaded: Loaded
    is_read: bool
    tried_with: str
    document_id: int | None = None
    quarantine: Quarantine | None = None
    withdrawn_why: str | None = None


class Clock:
    """The time of a run: it never runs backwards, even where the machine's clock (`wall`) is set back."""

    def __init__(self, wall: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._wall, self._begun = wall, time.monotonic()
        self._start = self._last = wall()

    @property
    def seconds(self) -> float:
        """Return how long the run has taken so far."""
        return time.monotonic() - self._begun

    def now(self) -> datetime:
        """Return the machine's time, or what it would be had nobody set the clock back."""
        self._last = max(self._last, self._wall(), self._start + timedelta(seconds=self.seconds))
        return self._last


@contextmanager
def open_run(store: Store, options: RunOptions, clock: Clock | None = None) -> Iterator[OpenRun]:
    """Yield a run that has the store to itself; a block that does not come to its end leaves it as cut off.

    Raises StoreBusyError where another run is at work and does not end in time.
    """
    clock = clock or Clock()
    run_id = _begin(store, options, clock)
    is_finished = False
    try:
        yield OpenRun(store, options, run_id, clock)
        is_finished = True
    finally:
        _end(store, run_id, clock, is_finished=is_finished)


def _begin(store: Store, options: RunOptions, clock: Clock) -> int:
    is_told = False
    while True:
        with store.session() as session:
            begun = begin_run(
                session,
                this_program(),
                now=clock.now(),
                version=program_version(),
                command=options.command,
                reader=fingerprints(),
            )
        if isinstance(begun, int):
            return begun
        if clock.seconds >= options.wait_seconds:
            raise StoreBusyError(f"{store.target}: {_tell(begun)}; try again when it has ended, or give it more --wait")
        if not is_told:
            logger.info("%s: %s; waiting for it", store.target, _tell(begun))
        is_told = True
        time.sleep(_LOOK_SECONDS)


def _tell(run: RunAtWork) -> str:
    who = f"process {run.program.number} of {run.program.owner or 'somebody'} on {run.program.host}"
    return f"run {run.run_id} ({run.command}) is at work since {run.started_at:%Y-%m-%d %H:%M:%S} UTC: {who}"


def _end(store: Store, run_id: int, clock: Clock, *, is_finished: bool) -> None:
    try:
        with store.session() as session:
            end_run(session, run_id, now=clock.now(), seconds=clock.seconds, is_finished=is_finished)
    except StoreError:
        if is_finished:
            raise
        # The store itself is what ended the run; the next run sees that this one is gone.
        logger.debug("the end of the run could not be written down", exc_info=True)


class OpenRun:
    """A run that is at work, and what it remembers of the store meanwhile. One thread may use it."""

    def __init__(self, store: Store, options: RunOptions, run_id: int, clock: Clock) -> None:
        self.options = options
        self._store, self._run_id, self._clock = store, run_id, clock
        self._reader = reader_fingerprint(fingerprints()) or ""
        self._sources: dict[str, int] = {}
        self._hashes: dict[tuple[int, Given], str] = {}
        self._beat = clock.seconds

    @property
    def number(self) -> int:
        """Return its number in the ledger."""
        return self._run_id

    @property
    def reader(self) -> str:
        """Return the fingerprint of all the reader's stages."""
        return self._reader

    def judge(self, documents: Sequence[Loaded]) -> tuple[Judged, ...]:
        """Return which documents need not be read, in one transaction, and each with what was given for it before."""
        hashes = {document.sha256 for document in documents}
        with self._store.session() as session:
            known = find_known(session, hashes)
            given = find_given(session, {sha256 for sha256, held in known.items() if held.is_given})
            documents = [_with_given_before(document, given.get(document.sha256)) for document in documents]
            judged = [self._judge(document, known.get(document.sha256)) for document in documents]
            unread = {each.loaded.sha256 for each in judged if not each.is_read and each.withdrawn_why is None}
            if not unread or self.options.retry_quarantined:
                return tuple(judged)
            quarantined = find_quarantined(session, unread, self._reader)
        return tuple(
            replace(each, quarantine=quarantined.get((each.loaded.sha256, each.tried_with))) for each in judged
        )

    def settle(self, files: Sequence[tuple[Wanted, Settled]]) -> None:
        """Write down what became of files that are not read."""
        with self._writing() as session:
            settled = [replace(about, source_id=self._source(session, wanted)) for wanted, about in files]
            runs.record_settled(session, self._run_id, settled, now=self._clock.now(), reader=self._reader)

    def start(self, judged: Judged) -> int:
        """Write a document down as failed, because it is not read yet; return the number of its entry."""
        wanted = judged.loaded.wanted
        with self._writing() as session:
            return runs.start_document(
                session,
                self._run_id,
                wanted.location,
                now=self._clock.now(),
                source_id=self._source(session, wanted),
            )

    def keep(self, entry_id: int, extraction: Extraction, *, attempt: int, seconds: float) -> Outcome:
        """Keep an extraction and its entry in one transaction; return what became of it."""
        with self._writing() as session:
            now, sha256 = self._clock.now(), extraction.source.sha256
            outcome = keep_extraction(session, extraction, run_id=self._run_id, now=now)
            runs.record_outcome(session, entry_id, outcome, now=now, sha256=sha256, seconds=seconds, attempt=attempt)
        return outcome

    def fail(self, entry_id: int, judged: Judged, failure: Failure, *, attempt: int, seconds: float) -> None:
        """Write down why a document was not read."""
        with self._writing() as session:
            runs.record_failure(
                session,
                entry_id,
                code=failure.code,
                message=failure.message,
                traceback=failure.detail or None,
                now=self._clock.now(),
                sha256=judged.loaded.sha256,
                reader=fingerprints(),
                seconds=seconds,
                attempt=attempt,
                tried_with=judged.tried_with,
            )

    def write(self, do: Callable[[Session, int, datetime], T]) -> T:
        """Return what `do` returns of a session, this run's number and the time: one transaction of the run."""
        with self._writing() as session:
            return do(session, self._run_id, self._clock.now())

    def beat(self) -> None:
        """Show from time to time that the run is at work, where there is nothing else to write."""
        if self._clock.seconds - self._beat >= BEAT_SECONDS:
            with self._writing():
                pass

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._store.session() as session:
            if self._clock.seconds - self._beat >= _SURE_SECONDS:
                self._show_life(session)
            yield session

    def _show_life(self, session: Session) -> None:
        if not show_life(session, self._run_id, now=self._clock.now()):
            raise StoreBusyError(f"{self._store.target}: another run has taken this one for dead; run it again")
        self._beat = self._clock.seconds

    def _judge(self, loaded: Loaded, known: Known | None) -> Judged:
        settings = self._settings_hash(loaded.wanted)
        is_read = known is not None and known.is_read_by(self._reader, settings)
        document_id, withdrawn_why = (known.document_id, known.withdrawn_why) if known else (None, None)
        return Judged(loaded, is_read, self._tried_with(settings), document_id, withdrawn_why=withdrawn_why)

    def _settings_hash(self, wanted: Wanted) -> str:
        which = (id(wanted.settings), wanted.given)
        if which not in self._hashes:
            self._hashes[which] = wanted.settings.hash(wanted.given)
        return self._hashes[which]

    def _tried_with(self, settings_hash: str) -> str:
        limits = self.options.limits
        told = f"{settings_hash} {limits.wall_seconds:g} {limits.cpu_seconds} {limits.memory_bytes}"
        return hashlib.sha256(told.encode()).hexdigest()

    def _source(self, session: Session, wanted: Wanted) -> int | None:
        if wanted.source_id is not None or wanted.origin is None:
            return wanted.source_id
        kind, location = wanted.origin.kind, wanted.origin.location
        if location not in self._sources:
            self._sources[location] = keep_source(session, kind, location, now=self._clock.now())
        return self._sources[location]


def _with_given_before(loaded: Loaded, told: dict[str, object] | None) -> Loaded:
    """Return a document with what was given for its bytes before, where nothing is given this time."""
    if told is None or loaded.wanted.given != NOTHING_GIVEN:
        return loaded
    return replace(loaded, wanted=replace(loaded.wanted, given=Given.model_validate(told)))
