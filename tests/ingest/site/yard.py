"""A store with its archive beside the test site: what a refresh needs, and a calendar that a test turns by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ingest.archive import archive_beside
from ingest.keeping import Ingested
from ingest.ledger import Clock, open_run
from ingest.reading import ReadingHere
from ingest.refreshing import Choice, Refresh, Told
from ingest.run_options import RunOptions
from ingest.sources.following import SourceEntry, write_spec
from parsers.given import ReadSettings
from store.content import content_dump
from store.engine import Store, open_store
from store.query import Value, run_query
from store.sources import follow_source
from tests.ingest.site.server import START, Net

DUE = Choice(is_due=True)
OPTIONS = RunOptions(command="refresh")


@dataclass(slots=True)
class Yard:
    """A store, its sources' site, and the time of day."""

    store: Store
    path: Path
    net: Net
    now: datetime = START
    told: Told = field(default_factory=Told)

    def follow(self, name: str, kind: str, location: str, **facts: object) -> None:
        """Follow a source."""
        entry = SourceEntry.model_validate({"kind": kind, "location": location, **facts})
        with self.store.session() as session:
            follow_source(session, write_spec(name, entry), now=self.now)

    def iter_refresh(self, choice: Choice = DUE) -> Iterator[Ingested]:
        """Yield what becomes of each document, as it ends."""
        self.now += timedelta(hours=1)  # a run's own clock goes on while it lasts
        clock, archive = Clock(lambda: self.now), archive_beside(self.path)
        with open_run(self.store, OPTIONS, clock) as run:
            refreshing = Refresh(
                self.store,
                run,
                ReadingHere(),
                self.net.fetcher,
                archive,
                ReadSettings(),
                clock=clock,
                store_path=self.path,
            )
            self.told = refreshing.told
            yield from refreshing.work(choice)

    def refresh(self, choice: Choice = DUE) -> list[tuple[str, str]]:
        """Return the place and the outcome of each document, sorted."""
        return sorted((done.wanted.location, str(done.outcome)) for done in self.iter_refresh(choice))

    def pass_days(self, days: float) -> None:
        """Turn the calendar."""
        self.now += timedelta(days=days)

    def ask(self, sql: str) -> list[tuple[Value, ...]]:
        """Return the rows that a query answers."""
        return list(run_query(self.path, sql).rows)

    def dump(self) -> str:
        """Return all that the store holds."""
        with self.store.session() as session:
            return content_dump(session)


@contextmanager
def open_yard(path: Path, net: Net) -> Iterator[Yard]:
    """Yield a yard with a new store."""
    with open_store(path) as store:
        yield Yard(store, path, net)
