"""A store as a SQLite file, seen from outside: which path a target names, whether it can be used, how it is read.

Needs nothing but the standard library, so that questions are answered without loading SQLAlchemy.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from store.errors import StoreError, explained
from store.migrations import revisions

WAIT_SECONDS = 10.0  # for another program's lock
_SQLITE_URL = "sqlite:///"
_MAGIC = b"SQLite format 3\x00"


def find_sqlite_path(target: str | Path) -> Path | None:
    """Return the path that the target names, or None where it is the URL of another kind of database."""
    if isinstance(target, Path):
        return target
    if target.startswith(_SQLITE_URL):
        return Path(target.removeprefix(_SQLITE_URL))
    return None if "://" in target else Path(target)


def check_for_reading(path: Path) -> None:
    """Raise a StoreError where no store can be read at the path."""
    _check_path(path)
    if not path.exists():
        raise StoreError(path, "there is no such store; `peerplan ingest` makes one, or give another with --db")
    if not os.access(path, os.R_OK):
        raise StoreError(path, "you may not read the store; change its permissions or give another one with --db")
    if path.stat().st_size == 0:
        raise StoreError(path, "is empty, not a store; `peerplan ingest` fills it, or give another with --db")


def check_for_writing(path: Path, *, create: bool) -> None:
    """Raise a StoreError where no store can be written, or made, at the path."""
    _check_path(path)
    if not path.exists():
        if not create:
            raise StoreError(path, "there is no such store; `peerplan ingest` makes one, or give another with --db")
        if not os.access(path.parent, os.W_OK):
            raise StoreError(path, "the store cannot be made, because its folder is read-only; give another with --db")
    elif not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StoreError(path, "the store or its folder is read-only; change the permissions or give another with --db")


def check_revision(target: object, revision: str | None, known: tuple[str, ...] = revisions()) -> None:
    """Raise a StoreError where the store's revision is none of those that this program knows."""
    if revision is None:
        raise StoreError(target, "is a database, but not a peerplan store; give the path of a store with --db")
    if revision not in known:
        raise StoreError(target, f"was written by a newer peerplan (schema {revision}); update the program")


def check_revision_for_reading(target: object, revision: str | None, known: tuple[str, ...] = revisions()) -> None:
    """Raise a StoreError where the store's schema is not the one that this program reads."""
    check_revision(target, revision, known)
    if revision != known[-1]:
        raise StoreError(target, "was written by an older peerplan; `peerplan ingest` brings it up to date")


def read_revision(connection: sqlite3.Connection) -> str | None:
    """Return the schema revision that the store names, or None where it is no store."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def connect_read_only(path: Path, *, wait_seconds: float = WAIT_SECONDS) -> sqlite3.Connection:
    """Return a connection that can only read. Raises StoreError where there is no store that this program reads."""
    check_for_reading(path)
    with explained(path):
        connection = sqlite3.connect(
            _reading_uri(path), uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            check_revision_for_reading(path, read_revision(connection))
        except BaseException:
            connection.close()
            raise
        return connection


def _reading_uri(path: Path) -> str:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    # Where no side files can be made beside it, SQLite reads a file in WAL mode only when told that nobody changes it.
    return uri if os.access(path.parent, os.W_OK) or _has_unmerged_log(path) else f"{uri}&immutable=1"


def _has_unmerged_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise StoreError(path, "is a folder; give the path of a store with --db")
    if not path.parent.is_dir():
        raise StoreError(path, f"its folder {path.parent} does not exist; make it or give another store with --db")
    if path.exists() and not path.is_file():
        raise StoreError(path, "is not a file; give the path of a store with --db")
    if path.exists() and os.access(path, os.R_OK):
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
        if head and head != _MAGIC:
            raise StoreError(path, "is not a database; give the path of a store with --db")
