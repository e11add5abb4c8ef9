"""Opens a store: makes or migrates it for writing, or reads it and leaves nothing behind.

A SQLite store is in WAL mode while somebody writes to it, so that readers and the writer do not wait for each other,
and an ordinary single file again when the last writer has closed it: that can be read, copied and mailed anywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.errors import StoreError, explained
from store.sqlite_file import (
    WAIT_SECONDS,
    check_for_writing,
    check_revision_for_reading,
    connect_read_only,
    find_sqlite_path,
    read_revision,
)
from store.views import views

__all__ = ["Session", "Store", "open_store", "open_store_read_only"]


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Close it, or use it as a context manager."""

    engine: sa.Engine
    target: str
    written_file: Path | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session that is one transaction: kept when the block ends, undone when it raises."""
        with explained(self.target), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()
        if self.written_file:
            _leave_wal_mode(self.written_file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(target: str | Path, *, create: bool = True, wait_seconds: float = WAIT_SECONDS) -> Store:
    """Return the store for writing, made (unless `create` is False) and migrated as needed. Raises StoreError."""
    path = find_sqlite_path(target)
    if path is None:
        return _open_postgresql(str(target))
    check_for_writing(path, create=create)
    if not _is_up_to_date(path, wait_seconds):
        from store.migrate import migrate_sqlite  # Alembic takes a third of a second to load

        migrate_sqlite(path, wait_seconds=wait_seconds)
    with explained(path):
        _enter_wal_mode(path)
        engine = _sqlite_engine(lambda: _connect(path, wait_seconds), begin="BEGIN IMMEDIATE")
    return Store(engine, str(path), written_file=path)


def open_store_read_only(target: str | Path, *, wait_seconds: float = WAIT_SECONDS) -> Store:
    """Return the store for reading; makes, changes and leaves nothing. Raises StoreError."""
    path = find_sqlite_path(target)
    if path is None:
        return _open_postgresql(str(target), read_only=True)
    connect_read_only(path, wait_seconds=wait_seconds).close()
    return Store(_sqlite_engine(lambda: connect_read_only(path, wait_seconds=wait_seconds), begin="BEGIN"), str(path))


def _sqlite_engine(connect: object, *, begin: str) -> sa.Engine:
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _connect(path: Path, wait_seconds: float) -> sqlite3.Connection:
    # Transactions are begun by us: what Python's sqlite3 begins by itself leaves out reading and DDL.
    connection = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _is_up_to_date(path: Path, wait_seconds: float) -> bool:
    """Whether the file has the newest schema and today's views, told without loading Alembic."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with explained(path):
        connection = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)
        try:
            check_revision_for_reading(path, read_revision(connection))
            held = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        except StoreError:
            return False  # the migration knows which store is too old, too new, or none
        finally:
            connection.close()
    return {(view.name, view.create_statement) for view in views()} <= set(held)


def _enter_wal_mode(path: Path) -> None:
    _set_journal_mode(path, "WAL")


def _leave_wal_mode(path: Path) -> None:
    _set_journal_mode(path, "DELETE")


def _set_journal_mode(path: Path, mode: str) -> None:
    # Refused while others have the file open: then the last of them does it, and until then either mode serves.
    with suppress(sqlite3.OperationalError):
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.execute(f"PRAGMA journal_mode = {mode}")
        finally:
            connection.close()


def _open_postgresql(url: str, *, read_only: bool = False) -> Store:
    engine = _postgresql_engine(url)
    shown = engine.url.render_as_string(hide_password=True)
    if read_only:
        engine = engine.execution_options(postgresql_readonly=True)
        with explained(shown), engine.connect() as connection:
            from alembic.migration import MigrationContext

            check_revision_for_reading(shown, MigrationContext.configure(connection).get_current_revision())
    else:
        from store.migrate import migrate_postgresql

        migrate_postgresql(engine, shown)
    return Store(engine, shown)


def _postgresql_engine(url: str) -> sa.Engine:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        shown = f"{url.partition('://')[0]}://…"  # what follows may hold a password
        raise StoreError(shown, "is neither a path nor the address of a database") from None
    if parsed.get_backend_name() != "postgresql":
        raise StoreError(parsed.render_as_string(), "stores are SQLite files or postgresql:// addresses")
    try:
        return sa.create_engine(parsed.set(drivername="postgresql+psycopg"), isolation_level="READ COMMITTED")
    except ModuleNotFoundError:
        shown = parsed.render_as_string()
        raise StoreError(shown, "PostgreSQL needs psycopg; install it: pip install 'psycopg[binary]'") from None
