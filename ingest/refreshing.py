"""Sources asked and what they lead to read, in one run: what is due, what changed, and what is read better by now.

A document that no source was asked about in this run is read from the archive, and only where the reader or the
settings have changed since. A source counts as asked when all that it led to is kept: one cut off before is due again.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from ingest.archive import Archive
from ingest.batch import Failure, attempt
from ingest.containers import open_container
from ingest.fetch.addresses import shown
from ingest.fetch.fetcher import Fetcher
from ingest.finding import FoundFile, Origin
from ingest.keeping import Ingested, ingest_in_run
from ingest.ledger import Clock, Loaded, OpenRun
from ingest.reading import Reading
from ingest.sources.asking import Asked, ask_source
from ingest.sources.candidates import LED_TO_NO_LONGER
from ingest.sources.following import Source, read_source
from ingest.sources.found import Candidate, Found, Left, Trouble
from ingest.sources.reading import want_candidate
from ingest.sources.recording import record_source
from ingest.wanted import Wanted
from normalise.errors import UsageError
from parsers.given import NOTHING_GIVEN, Given, ReadSettings
from store.engine import Session, Store
from store.moved import link_moved
from store.outcomes import Outcome
from store.runs import find_last_met, find_tried
from store.sources import held_addresses, is_erased, list_followed

logger = logging.getLogger(__name__)

_LOOKED_UP_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sources are meant: those named, or all that do not rest; `is_due`: only what is due."""

    names: tuple[str, ...] = ()
    is_due: bool = False


@dataclass(slots=True)
class Told:
    """What there is to tell of a refresh beside its documents."""

    asked_count: int = 0
    followed_count: int = 0
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    left_count: int = 0
    fault_count: int = 0


@dataclass(slots=True)
class _Pending:
    """A source whose documents are being read: how many, and how asking it went, once that is over."""

    source: Source
    count: int = 0
    asked: Asked | None = None
    gone: set[str] = field(default_factory=set)  # places that it leads to no longer
    met: set[str] = field(default_factory=set)  # the bytes that it led to


class Refresh:
    """One refresh within an open run; `told` fills while it goes on."""

    def __init__(  # noqa: PLR0913  # what a refresh works with
        self,
        store: Store,
        run: OpenRun,
        reading: Reading,
        fetcher: Fetcher,
        archive: Archive,
        settings: ReadSettings,
        *,
        clock: Clock,
        store_path: Path | None = None,
    ) -> None:
        self.told = Told()
        self._store, self._run, self._reading, self._fetcher = store, run, reading, fetcher
        self._archive, self._settings, self._clock, self._store_path = archive, settings, clock, store_path
        self._pending: dict[int, _Pending] = {}
        self._met: set[str] = set()  # the bytes that sources led to in this run
        self._given: dict[str, Given] = {}  # for them; of two sources that say otherwise the first one is believed

    def work(self, choice: Choice) -> Generator[Ingested, None, None]:
        """Yield what became of each document, kept already. Raises UsageError for a source that is not to be asked."""
        sources = choose_sources(self._store, choice)
        due = [source for source in sources if self._is_to_be_asked(source, choice)]
        self.told.followed_count, self.told.asked_count = len(sources), len(due)
        wanted = chain(chain.from_iterable(map(self._ask, due)), chain.from_iterable(map(self._look_again, sources)))
        for done in ingest_in_run(self._run, self._reading.read, map(self._count_up, wanted)):
            self._count_down(done)
            yield done

    def _is_to_be_asked(self, source: Source, choice: Choice) -> bool:
        return source.paused_at is None and (not choice.is_due or source.is_due(self._clock.now()))

    def _ask(self, source: Source) -> Iterator[Wanted]:
        """Yield what a source leads to now. A fault of ours in looking through a page ends that source only."""
        pending = self._pending[source.id] = _Pending(source)
        asking = ask_source(
            self._store,
            self._archive,
            source,
            self._fetcher,
            store_path=self._store_path,
            now=self._clock.now,
            at_end=partial(self._end, pending),
        )
        while found := attempt(source, partial(next, asking, None)):
            if isinstance(found, Failure):
                self._tell_fault(pending, found)
                return
            self._run.beat()
            yield from self._take(found, pending)

    def _take(self, found: Found, pending: _Pending) -> Iterator[Wanted]:
        source = pending.source
        match found:
            case Candidate():
                for remark in found.remarks:
                    logger.info("%s: %s: %s", source.name, shown(found.location), remark)
                found = self._meet(found)
                yield from self._open(want_candidate(found, source, self._settings), found.sha256)
            case Trouble():
                self.told.troubles.append((source.name, found))
                kept = "; its last good copy is kept" if found.kept_sha256 else ""
                if found.is_dead:
                    pending.gone.add(found.location)
                words = source.name, shown(found.location), found.message, found.code, kept
                logger.warning("%s: %s: %s (%s)%s", *words)
            case Left():
                is_gone = found.reason == LED_TO_NO_LONGER
                self.told.left_count += is_gone
                if is_gone:
                    pending.gone.add(found.location)
                level = logging.INFO if is_gone or found.is_cut else logging.DEBUG
                logger.log(level, "%s: %s: %s", source.name, shown(found.location), found.reason)

    def _meet(self, found: Candidate) -> Candidate:
        if found.sha256 is None:
            return found
        self._met.add(found.sha256)
        if found.given == NOTHING_GIVEN:
            return found
        return replace(found, given=self._given.setdefault(found.sha256, found.given))

    def _open(self, wanted: Wanted, sha256: str | None) -> Iterator[Wanted]:
        """Yield a document, or in the place of a container the documents in it."""
        if sha256 is None:
            yield wanted
            return
        for file in open_container(self._reading, FoundFile(self._archive.find(sha256), wanted.given)):
            if file.inside:
                name, location, place = (f"{of}/{file.inside}" for of in (wanted.name, wanted.location, wanted.shown))
                yield replace(wanted, load=file.load, name=name, location=location, shown=place)
            else:
                yield replace(wanted, load=file.load) if file.take_out else wanted

    def _look_again(self, source: Source) -> Iterator[Wanted]:
        """Yield what is held of a source, was not met in this run, and would be read in another way by now."""
        with self._store.session() as session:
            held = held_addresses(session, source.id)
        kept = {one.sha256: one.location for one in held.values() if one.sha256 and one.sha256 not in self._met}
        here = {sha256: location for sha256, location in kept.items() if self._archive.holds(sha256)}
        self._met.update(here)
        loaded = [Loaded(self._want_held(source, *one), b"", one[0]) for one in here.items()]
        for start in range(0, len(loaded), _LOOKED_UP_AT_ONCE):
            for each in self._choose_unread(source, loaded[start : start + _LOOKED_UP_AT_ONCE]):
                yield from self._open(each.wanted, each.sha256)

    def _want_held(self, source: Source, sha256: str, location: str) -> Wanted:
        origin = Origin(source.entry.kind, source.location)
        load = partial(self._archive.read, sha256)
        name = location.rsplit("/", 1)[-1] or location
        return want_candidate(Candidate(location, name, load, NOTHING_GIVEN, origin), source, self._settings)

    def _choose_unread(self, source: Source, documents: Sequence[Loaded]) -> Iterator[Loaded]:
        """Yield what this reader has not read, nor tried to; with what was given for it before, else by its source."""
        with self._store.session() as session:
            tried = find_tried(session, {each.sha256 for each in documents}, self._run.reader)
        for each in self._run.judge([each for each in documents if each.sha256 not in tried]):
            if each.is_read or each.quarantine or each.withdrawn_why is not None:
                continue
            is_new = each.document_id is None
            if is_new and self._is_looked_into(source, each.loaded.wanted):
                continue
            wanted = replace(each.loaded.wanted, given=source.entry.given) if is_new else each.loaded.wanted
            yield replace(each.loaded, wanted=wanted)

    def _is_looked_into(self, source: Source, container: Wanted) -> bool:
        """Say whether this reader has read, or failed at, all that the container held when it was last met."""
        with self._store.session() as session:
            met = find_last_met(session, source.id, container.location)
            hashes = {each.sha256 for each in met if each.sha256}
            tried = find_tried(session, hashes, self._run.reader)
        untried = [Loaded(container, b"", sha256) for sha256 in sorted(hashes - tried)]
        return (
            bool(met)
            and all(each.sha256 or each.failed_reader == self._run.reader for each in met)
            and all(each.is_read or each.withdrawn_why is not None for each in self._run.judge(untried))
        )

    def _count_up(self, wanted: Wanted) -> Wanted:
        if pending := self._pending.get(wanted.source_id or 0):
            pending.count += 1
        return wanted

    def _count_down(self, done: Ingested) -> None:
        if done.outcome == Outcome.WITHDRAWN and done.sha256:
            self._forget_erased(done.sha256)
        if pending := self._pending.get(done.wanted.source_id or 0):
            pending.count -= 1
            if done.sha256 and done.outcome != Outcome.FAILED:
                pending.met.add(done.sha256)
            self._write_down(pending)

    def _forget_erased(self, sha256: str) -> None:
        """Remove the original of a document that was erased and is still led to: it was fetched to be known."""
        with self._store.session() as session:
            is_gone = is_erased(session, sha256)
        if is_gone:
            self._archive.forget(sha256)

    def _end(self, pending: _Pending, asked: Asked) -> None:
        pending.asked = asked
        self._write_down(pending)

    def _write_down(self, pending: _Pending) -> None:
        """Write down that a source was asked, once all that it led to is kept."""
        if pending.asked is None or pending.count:
            return
        asked, source = pending.asked, self._pending.pop(pending.source.id).source
        self._run.write(partial(_link_moved, pending))
        now = self._clock.now()
        record_source(self._store, source, now=now, has_changed=asked.has_changed, trouble=asked.trouble)

    def _tell_fault(self, pending: _Pending, failure: Failure) -> None:
        trouble = Trouble(pending.source.location, failure.code, failure.message, is_of_source=True)
        self.told.fault_count += 1
        self.told.troubles.append((pending.source.name, trouble))
        logger.error("%s: %s (%s)", pending.source.name, failure.message, failure.code)
        self._end(pending, Asked(has_changed=False, trouble=trouble))


def _link_moved(pending: _Pending, session: Session, run_id: int, now: datetime) -> None:
    for earlier, later in link_moved(session, pending.gone, pending.met, run_id=run_id, now=now):
        logger.info("%s: document %d is a later edition of document %d", pending.source.name, later, earlier)


def choose_sources(store: Store, choice: Choice) -> tuple[Source, ...]:
    """Return the sources that are meant, those that rest among them. Raises UsageError for one that cannot be asked."""
    with store.session() as session:
        sources = {followed.spec.name: read_source(followed) for followed in list_followed(session)}
    for name in choice.names:
        if name not in sources:
            raise UsageError(f"no source is called {name!r}; `peerplan sources list` lists them")
        if sources[name].paused_at is not None:
            raise UsageError(f"{name} rests; `peerplan sources resume {name}` has it followed again")
    return tuple(source for name, source in sources.items() if not choice.names or name in choice.names)
