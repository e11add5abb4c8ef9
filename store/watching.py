"""What a store tells of how collecting goes: news, sources that fail, shares read, editions that shrank, quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from normalise.errors import UsageError
from store.outcomes import Outcome
from store.query import Value, run_query
from store.runs import COSTLY, TRIES
from store.sqlite_file import find_sqlite_path

__all__ = ["find_sqlite_path"]

_LAST_RUN = "SELECT MAX(run_id) FROM extraction"
_KEPT_SHARES = f"""
    SELECT run.id,
        (SELECT AVG(share_read) FROM extraction WHERE run_id = run.id),
        (SELECT AVG(share_read) FROM extraction
            WHERE run_id < run.id AND (superseded_at IS NULL OR superseded_at >= run.started_at))
    FROM run WHERE run.id = ({_LAST_RUN})
"""  # noqa: S608  # our own words
_SHRUNK = f"""
    SELECT (SELECT MIN(location) FROM sighting WHERE sighting.document_id = held.document_id),
        (SELECT COUNT(*) FROM action WHERE action.extraction_id = held.id),
        (SELECT COUNT(*) FROM action WHERE action.extraction_id = (
            SELECT earlier.id FROM extraction AS earlier WHERE earlier.superseded_by_id = held.id
            UNION ALL
            SELECT earlier.id FROM edition JOIN extraction AS earlier
                ON earlier.document_id = edition.earlier_document_id AND earlier.is_current
            WHERE edition.document_id = held.document_id
            LIMIT 1
        ))
    FROM extraction AS held WHERE held.is_current AND held.run_id = ({_LAST_RUN})
    ORDER BY 1
"""  # noqa: S608  # our own words
_QUARANTINED = """
    SELECT location, failure_code FROM run_document
    WHERE id IN (SELECT MAX(id) FROM run_document WHERE sha256 IS NOT NULL GROUP BY sha256)
        AND (outcome = '{quarantined}' OR (outcome = '{failed}' AND failure_code IN ({codes}) AND attempt >= {tries}))
    ORDER BY location
"""


@dataclass(frozen=True, slots=True)
class FailingSource:
    """A source that could not be asked for several times in a row, and why not last."""

    name: str
    failure_count: int
    error: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The mean share of the plans' text that became values: of what the last run kept, and of what was held before."""

    run_id: int
    now: float
    before: float


@dataclass(frozen=True, slots=True)
class Shrunk:
    """How many actions an edition has that the last run kept, and how many the one before it."""

    location: str
    now: int
    before: int


def find_last_refresh(target: str | Path) -> datetime | None:
    """Return when a refresh last came to its end; before the first one since when there are sources; None without."""
    rows = _ask(target, "SELECT MAX(finished_at) FROM run WHERE command = 'refresh'")
    return _moment(rows[0][0]) or _moment(_ask(target, "SELECT MIN(added_at) FROM source WHERE name IS NOT NULL")[0][0])


def find_news(target: str | Path, source: str | None) -> datetime | None:
    """Return when a source last had something new, or since when it is followed; without a name: the whole store."""
    if source is None:
        return _moment(_ask(target, "SELECT MAX(added_at) FROM document")[0][0])
    sql = "SELECT COALESCE(changed_at, added_at) FROM source WHERE name = :name AND paused_at IS NULL"
    _check_source(target, source)
    rows = list(run_query(target, sql, parameters={"name": source}).rows)
    return _moment(rows[0][0]) if rows else None


def list_failing(target: str | Path, times: int, source: str | None) -> tuple[FailingSource, ...]:
    """Return the sources that have failed at least so many times in a row, those that rest left out."""
    if source is not None:
        _check_source(target, source)
    sql = f"""
        SELECT name, failure_count, error FROM source
        WHERE failure_count >= {times:d} AND name IS NOT NULL AND paused_at IS NULL ORDER BY name
    """  # noqa: S608  # a number
    rows = (FailingSource(str(name), int(str(count)), str(error)) for name, count, error in _ask(target, sql))
    return tuple(row for row in rows if source in (None, row.name))


def compare_shares(target: str | Path) -> Shares | None:
    """Return what became of the share read with the last run that kept something; None where nothing is to compare."""
    for run_id, now, before in _ask(target, _KEPT_SHARES):
        if now is not None and before is not None:
            return Shares(int(str(run_id)), float(str(now)), float(str(before)))
    return None


def list_shrunk(target: str | Path) -> Iterator[Shrunk]:
    """Yield the editions and new readings that the last run kept and that have fewer actions than the ones before."""
    for location, now, before in _ask(target, _SHRUNK):
        if before is not None and int(str(before)) > int(str(now)):
            yield Shrunk(str(location), int(str(now)), int(str(before)))


def list_quarantined(target: str | Path) -> tuple[tuple[str, str], ...]:
    """Return the place and the failure of each document that is in quarantine."""
    codes = ", ".join(f"'{code}'" for code in COSTLY)
    sql = _QUARANTINED.format(
        quarantined=Outcome.QUARANTINED.value, failed=Outcome.FAILED.value, codes=codes, tries=TRIES
    )
    return tuple((str(location), str(code)) for location, code in _ask(target, sql))


def _check_source(target: str | Path, name: str) -> None:
    if not list(run_query(target, "SELECT 1 FROM source WHERE name = :name", parameters={"name": name}).rows):
        raise UsageError(f"[[expect]]: no source is called {name!r}; `peerplan sources list` lists them")


def _ask(target: str | Path, sql: str) -> list[tuple[Value, ...]]:
    return list(run_query(target, sql).rows)


def _moment(value: Value) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value)).astimezone(UTC)
