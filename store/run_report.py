"""What the ledger says of runs, for people: which there were, how each ended, and what became of its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from normalise.errors import UsageError
from store.outcomes import Outcome
from store.programs import Program, is_at_work
from store.query import Value, run_query

FINISHED, RUNNING, INTERRUPTED = "finished", "at work", "interrupted"

_RUNS = """
    SELECT run_summary.*, run.process_start, run.beat_at, run.reader
    FROM run_summary JOIN run ON run.id = run_summary.run_id
"""
_FILES = """
    SELECT location, outcome, failure_code, failure_message, attempt, seconds
    FROM run_document
    WHERE run_id = :run
    ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run: when and where it ran, how it ended, and how many of its files ended in each way."""

    number: int
    command: str
    version: str
    reader: dict[str, str]
    state: str
    started_at: datetime
    finished_at: datetime | None
    seconds: float | None
    owner: str
    host: str
    found: int
    counts: dict[Outcome, int]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file of a run, and why it failed, if it did."""

    location: str
    outcome: Outcome
    code: str | None
    message: str | None
    tries: int
    seconds: float | None


def list_runs(target: str | Path, *, now: datetime, last: int) -> tuple[RunReport, ...]:
    """Return the last runs, the latest first."""
    result = run_query(target, f"{_RUNS} ORDER BY run_summary.run_id DESC LIMIT {last:d}")
    return tuple(_read_run(dict(zip(result.columns, row, strict=True)), now) for row in result.rows)


def load_run(target: str | Path, number: int | None, *, now: datetime) -> RunReport:
    """Return the run of that number, the last one for None. Raises UsageError where there is none."""
    if number is None:
        runs = list_runs(target, now=now, last=1)
    else:
        result = run_query(target, f"{_RUNS} WHERE run_summary.run_id = {number:d}")
        runs = tuple(_read_run(dict(zip(result.columns, row, strict=True)), now) for row in result.rows)
    if not runs:
        raise UsageError(
            f"{target}: there is no run{'' if number is None else f' {number}'}; `peerplan runs` lists them"
        )
    return runs[0]


def list_files(target: str | Path, number: int) -> tuple[FileReport, ...]:
    """Return what became of each file of the run, in the order in which they were met."""
    sql = _FILES.replace(":run", str(int(number)))
    return tuple(
        FileReport(str(row[0]), Outcome(str(row[1])), _text(row[2]), _text(row[3]), int(str(row[4])), _number(row[5]))
        for row in run_query(target, sql).rows
    )


def count_done(target: str | Path, program: Program) -> int:
    """Return how many files the program's run has done so far, well or not: its last run, if it had several."""
    sql = f"""
        SELECT run_id, COUNT(run_document.finished_at) FROM run_document JOIN run ON run.id = run_document.run_id
        WHERE run.process_number = {program.number:d} AND run.process_start = :start AND run.host = :host
        GROUP BY run_id ORDER BY run_id DESC
    """  # noqa: S608  # a number
    rows = list(run_query(target, sql, parameters={"start": program.start, "host": program.host}, max_rows=1).rows)
    return int(str(rows[0][1])) if rows else 0


def _read_run(row: dict[str, Value], now: datetime) -> RunReport:
    program = Program(
        str(row["owner"] or ""),
        str(row["host"] or ""),
        int(str(row["process_number"] or 0)),
        str(row["process_start"] or ""),
    )
    started_at, finished_at = _moment(row["started_at"]) or now, _moment(row["finished_at"])
    state = FINISHED if finished_at else INTERRUPTED
    if row["is_running"] and is_at_work(program, _moment(row["beat_at"]) or started_at, now=now):
        state = RUNNING
    return RunReport(
        number=int(str(row["run_id"])),
        command=str(row["command"]),
        version=str(row["version"]),
        reader=json.loads(str(row["reader"])) if row["reader"] else {},
        state=state,
        started_at=started_at,
        finished_at=finished_at,
        seconds=_number(row["seconds"]),
        owner=program.owner,
        host=program.host,
        found=int(str(row["found_count"])),
        counts={outcome: int(str(row[f"{outcome}_count"])) for outcome in Outcome},
    )


def _moment(value: Value) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value)).astimezone(UTC)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> float | None:
    return None if value is None else float(str(value))
