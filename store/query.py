"""Answers analysts' own SQL: reading only, by SQLite's authorizer, and within a time limit.

Needs no SQLAlchemy where the store is a SQLite file.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Protocol

from normalise.errors import UsageError
from store.errors import explained
from store.sqlite_file import connect_read_only, find_sqlite_path

Value = str | int | float | bytes | None
Parameters = Mapping[str, str | None]

SECONDS = 30.0  # that a query may take
_BATCH_ROWS = 500
_MAX_VALUE_BYTES = 50_000_000  # of one text or blob that a query may build
_STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine, between two looks at the clock

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_FORBIDDEN_FUNCTIONS = {"edit", "fts3_tokenizer", "load_extension", "randomblob", "readfile", "writefile", "zeroblob"}


@dataclass(frozen=True, slots=True)
class Result:
    """What a query answers. `rows` can be gone through once, and reads on from the store as it goes."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


def run_query(
    target: str | Path,
    sql: str,
    *,
    seconds: float = SECONDS,
    max_rows: int | None = None,
    parameters: Parameters | None = None,
) -> Result:
    """Return the answer to one SELECT. Raises UsageError for bad SQL, for any but a SELECT, and past the time limit."""
    path = find_sqlite_path(target)
    parameters = parameters or {}
    if path is None:
        return _run_on_postgresql(str(target), sql, seconds=seconds, max_rows=max_rows, parameters=parameters)
    clock = _Clock(seconds)
    connection = connect_read_only(path)
    try:
        _guard(connection, clock)
        with _one_line_errors(path, clock), clock:
            cursor = connection.execute(sql, dict(parameters))
            columns = _read_columns(cursor)
            first = cursor.fetchmany(_BATCH_ROWS)
    except BaseException:
        connection.close()
        raise
    return Result(columns, islice(_iter_rows(path, connection, cursor, first, clock), max_rows))


class _Cursor(Protocol):
    """What the cursors of all databases have: for each column a description that begins with its name."""

    @property
    def description(self) -> Sequence[Sequence[object]] | None: ...


class _Clock:
    """Counts the seconds spent in the database, and none that the rows' reader takes between two batches."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._left = seconds
        self._since = 0.0

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._left -= time.monotonic() - self._since

    def is_over(self) -> bool:
        return time.monotonic() - self._since > self._left


def _guard(connection: sqlite3.Connection, clock: _Clock) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("SELECT 1 FROM json_each('[]')")  # makes json_each known: that is forbidden later
    connection.set_progress_handler(clock.is_over, _STEPS_BETWEEN_LOOKS)
    connection.set_authorizer(_authorize)


def _authorize(action: int, _: str | None, name: str | None, *__: str | None) -> int:
    is_safe_function = action == sqlite3.SQLITE_FUNCTION and (name or "").lower() not in _FORBIDDEN_FUNCTIONS
    return sqlite3.SQLITE_OK if action in _READING or is_safe_function else sqlite3.SQLITE_DENY


@contextmanager
def _one_line_errors(target: object, clock: _Clock) -> Iterator[None]:
    try:
        with explained(target):
            yield
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise UsageError(_tell(error, clock)) from None


def _tell(error: Exception, clock: _Clock) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_INTERRUPT":
        return f"the query took longer than {clock.seconds:g} s and was stopped; narrow it or allow it more time"
    if "not authorized" in str(error) or "prohibited" in str(error):
        return f"only questions (one SELECT) are answered, the store is never changed: {error}"
    return f"the query cannot be answered: {error}"


def _read_columns(cursor: _Cursor) -> tuple[str, ...]:
    if cursor.description is None:
        raise UsageError("there is no question in it; write a SELECT")
    return tuple(str(column[0]) for column in cursor.description)


def _iter_rows(
    target: object,
    connection: sqlite3.Connection,
    cursor: sqlite3.Cursor,
    batch: list[tuple[Value, ...]],
    clock: _Clock,
) -> Iterator[tuple[Value, ...]]:
    try:
        while batch:
            yield from batch
            with _one_line_errors(target, clock), clock:
                batch = cursor.fetchmany(_BATCH_ROWS)
    finally:
        connection.close()


def _run_on_postgresql(url: str, sql: str, *, seconds: float, max_rows: int | None, parameters: Parameters) -> Result:
    import sqlalchemy as sa

    from store.engine import open_store_read_only

    with open_store_read_only(url) as store, explained(store.target), store.engine.connect() as connection:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        bound = str(sa.text(sql).compile(dialect=store.engine.dialect)) if parameters else sql
        cursor = connection.connection.cursor()
        try:
            # Prepared, so that the server takes one statement only: a second one could end the read-only transaction.
            cursor.execute(bound, parameters or None, prepare=True)  # type: ignore[call-arg]  # psycopg's own argument
            columns = _read_columns(cursor)
            found = cursor.fetchall() if max_rows is None else cursor.fetchmany(max_rows)
        except (store.engine.dialect.loaded_dbapi.Error, ValueError) as error:
            raise UsageError(f"the query cannot be answered: {str(error).splitlines()[0]}") from None
    return Result(columns, iter([tuple(map(_plain, row)) for row in found]))


def _plain(value: object) -> Value:
    match value:
        case None | bool() | int() | float() | str() | bytes():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return json.dumps(value)
