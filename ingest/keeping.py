"""Many documents into the store: each is marked failed before work on it starts, and kept as soon as it is read.

This thread alone writes; documents are read by other threads, each of which waits for a reading process. In which
order they are read does not matter to what is kept: copies of the same bytes wait for each other.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from ingest.batch import Failure, attempt
from ingest.finding import FoundFile
from ingest.ledger import Judged, Loaded, OpenRun, Unloaded, open_run
from ingest.pipeline import read_same
from ingest.reading import Read, Task
from ingest.run_options import RunOptions
from ingest.terminal import utf8_name
from ingest.wanted import Wanted, want_file
from normalise.records import Extraction
from parsers.given import ReadSettings
from store.engine import Store
from store.outcomes import Outcome
from store.runs import COSTLY, TRIES, Settled

logger = logging.getLogger(__name__)

# What is looked up in one go; loading stops sooner where it takes long or much.
_CHUNK_FILES = 500
_CHUNK_BYTES = 32 * 2**20
_CHUNK_SECONDS = 1.0
_BYTES_AT_WORK = 64 * 2**20  # of documents that wait for a reading process
_LOOK_SECONDS = 1.0

DEFAULT_OPTIONS = RunOptions()


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document: what was read out of it, or its failure, or neither where it need not be read.

    `sha256` is None where its bytes could not be had.
    """

    wanted: Wanted
    outcome: Outcome
    seconds: float = 0.0
    result: Extraction | Failure | None = None
    sha256: str | None = None


def ingest_files(
    store: Store,
    read: Read,
    files: Iterable[FoundFile],
    settings: ReadSettings,
    options: RunOptions = DEFAULT_OPTIONS,
) -> Generator[Ingested, None, None]:
    """Yield what became of each file, kept already. A run that is cut off stays without an end in the ledger."""
    return ingest_wanted(store, read, (want_file(file, settings) for file in files), options)


def ingest_wanted(
    store: Store, read: Read, wanted: Iterable[Wanted], options: RunOptions = DEFAULT_OPTIONS
) -> Generator[Ingested, None, None]:
    """Yield what became of each document, kept already, in the order in which they end.

    `read` is called by as many threads as `options.jobs` says, and by one more where these are several: it has the next
    document ready. Raises StoreBusyError where another run is at work.
    """
    with open_run(store, options) as run:
        yield from ingest_in_run(run, read, wanted)


def ingest_in_run(run: OpenRun, read: Read, wanted: Iterable[Wanted]) -> Generator[Ingested, None, None]:
    """Yield what became of each document, as `ingest_wanted` does, in a run that is open already."""
    jobs = run.options.jobs
    with _threads(jobs if jobs == 1 else jobs + 1) as threads:
        yield from _Batch(run, read, threads).work(wanted)


@dataclass(frozen=True, slots=True)
class _AtWork:
    """A document that is read, or waits for it: its entry in the ledger, and which try it is."""

    judged: Judged
    entry_id: int
    attempt: int = 1

    @property
    def wanted(self) -> Wanted:
        return self.judged.loaded.wanted

    @property
    def sha256(self) -> str:
        return self.judged.loaded.sha256


class _Batch:
    """The documents of a run on their way; whatever befalls one of them leaves the others alone."""

    def __init__(self, run: OpenRun, read: Read, threads: ThreadPoolExecutor) -> None:
        self._run, self._read, self._threads = run, read, threads
        self._at_work: dict[Future[tuple[Extraction | Failure, float]], _AtWork] = {}
        self._copies: dict[str, list[Wanted]] = {}  # of what is at work: they wait for it
        self._ended: dict[str, int] = {}  # what was read of late, numbered in order
        self._end_count = 0
        self._again: list[tuple[_AtWork, Failure]] = []
        # One job is one document after the other; several always have another one in hand.
        self._most_at_work = 1 if run.options.jobs == 1 else 2 * run.options.jobs

    def work(self, wanted: Iterable[Wanted]) -> Iterator[Ingested]:
        """Yield what became of each document; those that failed at great cost are tried once more at the end."""
        for some in _load(wanted):
            self._ended.clear()
            yield from self._take_on(some)
        yield from self._finish_all()
        for document, failure in self._again:
            yield from self._try_again(document, failure)
        yield from self._finish_all()

    def _take_on(self, some: Sequence[Loaded | Unloaded]) -> Iterator[Ingested]:
        """Settle what need not be read, or cannot be, and have the rest read; yield what has ended."""
        judged = iter(self._run.judge([each for each in some if isinstance(each, Loaded)]))
        known_count = self._end_count
        settled: list[tuple[Ingested, Settled]] = []
        for each in some:
            if isinstance(each, Unloaded):
                settled.append(_fail_unloaded(each))
                continue
            document = next(judged)
            if each.sha256 in self._copies:
                self._copies[each.sha256].append(each.wanted)
            elif self._ended.get(each.sha256, 0) > known_count:  # a copy, judged before the first one was kept
                yield from self._write(settled)
                yield from self._take_on([each])
            elif ended := _settle(document):
                settled.append(ended)
            else:
                yield from self._write(settled)
                yield from self._make_room(len(each.data))
                self._start(document)
        yield from self._write(settled)

    def _write(self, settled: list[tuple[Ingested, Settled]]) -> Iterator[Ingested]:
        """Write down what was settled so far, and yield it."""
        if settled and self._most_at_work == 1:
            yield from self._finish_all()  # one after the other, as they were found
        if settled:
            self._run.settle([(done.wanted, about) for done, about in settled])
        ended = [done for done, _ in settled]
        settled.clear()
        yield from ended

    def _start(self, judged: Judged) -> None:
        self._copies[judged.loaded.sha256] = []
        self._submit(_AtWork(judged, self._run.start(judged)))

    def _submit(self, document: _AtWork) -> None:
        self._at_work[self._threads.submit(_read_timed, self._read, document.judged.loaded)] = document

    def _make_room(self, size: int) -> Iterator[Ingested]:
        """Yield what ends until there is room for one more document of that size."""
        while self._at_work and (
            len(self._at_work) >= self._most_at_work
            or size + sum(len(document.judged.loaded.data) for document in self._at_work.values()) > _BYTES_AT_WORK
        ):
            yield from self._finish_some()

    def _finish_all(self) -> Iterator[Ingested]:
        while self._at_work:
            yield from self._finish_some()

    def _finish_some(self) -> Iterator[Ingested]:
        """Yield what has ended when something has, or a moment is over."""
        done, _ = wait(self._at_work, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
        self._run.beat()
        for future in [future for future in self._at_work if future in done]:
            if document := self._at_work.pop(future, None):  # else what waited for another one has finished it
                yield from self._finish(document, *future.result())

    def _finish(self, document: _AtWork, result: Extraction | Failure, seconds: float) -> Iterator[Ingested]:
        """Keep what was read, or why nothing was; then it is the copies' turn."""
        outcome = Outcome.FAILED
        if not isinstance(result, Failure):
            keep = partial(self._run.keep, document.entry_id, result, attempt=document.attempt, seconds=seconds)
            kept = attempt(document.wanted, keep)
            if isinstance(kept, Failure):
                result = kept
            else:
                outcome = kept
        if isinstance(result, Failure):
            self._run.fail(document.entry_id, document.judged, result, attempt=document.attempt, seconds=seconds)
        copies = self._copies.pop(document.sha256, [])
        self._end_count += 1
        self._ended[document.sha256] = self._end_count
        if isinstance(result, Failure) and result.code in COSTLY and document.attempt < TRIES:
            logger.info("%s: %s; it is tried once more at the end", document.wanted.shown, result.message)
            self._again.append((_without_bytes(document), result))
        else:
            yield Ingested(document.wanted, outcome, seconds, result, document.sha256)
        if copies:
            yield from self._take_on([replace(document.judged.loaded, wanted=copy) for copy in copies])

    def _try_again(self, document: _AtWork, failure: Failure) -> Iterator[Ingested]:
        """Have a document read a second time, unless its bytes are no longer what they were: the next run sees them."""
        wanted = document.wanted
        data = attempt(wanted, wanted.load)
        if isinstance(data, Failure) or _hash(data) != document.sha256:
            yield Ingested(wanted, Outcome.FAILED, 0.0, failure, document.sha256)
            return
        yield from self._make_room(len(data))
        judged = replace(document.judged, loaded=replace(document.judged.loaded, data=data))
        self._submit(replace(document, judged=judged, attempt=document.attempt + 1))


def _load(wanted: Iterable[Wanted]) -> Iterator[list[Loaded | Unloaded]]:
    """Yield documents with their bytes, some at a time: not many, not much, and what is found in a short while."""
    some: list[Loaded | Unloaded] = []
    size, begun = 0, time.monotonic()
    for each in wanted:
        data = attempt(each, each.load)
        some.append(Unloaded(each, data) if isinstance(data, Failure) else Loaded(each, data, _hash(data)))
        size += 0 if isinstance(data, Failure) else len(data)
        if len(some) >= _CHUNK_FILES or size >= _CHUNK_BYTES or time.monotonic() - begun > _CHUNK_SECONDS:
            yield some
            some, size, begun = [], 0, time.monotonic()
    if some:
        yield some


def _settle(document: Judged) -> tuple[Ingested, Settled] | None:
    """Return what becomes of a document that is not read: withdrawn, kept already, in quarantine. None for others."""
    loaded, place = document.loaded, document.loaded.wanted.location
    about = partial(Settled, place, sha256=loaded.sha256, document_id=document.document_id)
    if document.withdrawn_why is not None:
        failure = Failure("withdrawn", document.withdrawn_why)
        done = Ingested(loaded.wanted, Outcome.WITHDRAWN, 0.0, failure, loaded.sha256)
        return done, about(Outcome.WITHDRAWN, reason=document.withdrawn_why)
    if document.is_read:
        return Ingested(loaded.wanted, Outcome.UNCHANGED, sha256=loaded.sha256), about(Outcome.UNCHANGED)
    if reason := document.quarantine:
        failure = Failure(reason.code, reason.message)
        done = Ingested(loaded.wanted, Outcome.QUARANTINED, 0.0, failure, loaded.sha256)
        told = (reason.code, reason.message, "")
        return done, about(Outcome.QUARANTINED, failure=told, tried_with=document.tried_with)
    return None


def _fail_unloaded(unloaded: Unloaded) -> tuple[Ingested, Settled]:
    wanted, failure = unloaded.wanted, unloaded.failure
    told = (failure.code, failure.message, failure.detail)
    return Ingested(wanted, Outcome.FAILED, 0.0, failure), Settled(wanted.location, Outcome.FAILED, failure=told)


def _read_timed(read: Read, loaded: Loaded) -> tuple[Extraction | Failure, float]:
    """Return what is read out of a document, or why nothing is, and the seconds that took; a thread's work."""
    begun, wanted = time.monotonic(), loaded.wanted
    task = Task(utf8_name(wanted.name), loaded.data, wanted.given, wanted.settings, wanted.parts)
    return attempt(wanted, partial(read_same, read, task)), time.monotonic() - begun


def _without_bytes(document: _AtWork) -> _AtWork:
    return replace(document, judged=replace(document.judged, loaded=replace(document.judged.loaded, data=b"")))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Yield threads to read in; they are not waited for: who owns the reading processes ends those."""
    threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
    try:
        yield threads
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
