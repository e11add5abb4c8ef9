"""Trouble with the store itself. It ends the command, never a single document; which trouble is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from normalise.errors import UsageError


class StoreError(UsageError):
    """The store cannot be used as asked. Its text names the store and the cure."""

    def __init__(self, target: object, trouble: str) -> None:
        super().__init__(f"{target}: {trouble}")

    def __reduce__(self) -> tuple[type[UsageError], tuple[str]]:
        return UsageError, (str(self),)


_IN_USE = "another program is writing to the store; try again when it has finished"
_FORBIDDEN = "you may not open the store; change its permissions or give another one with --db"
_READ_ONLY = "the store is read-only; change its permissions or give another one with --db"
_FULL = "there is no room left for the store; nothing half-written was kept: make room and run again"
_UNREACHABLE = "the database server cannot be reached; check that it runs and that the address given with --db is right"

# How the database's own name for an error begins, and what people are told: SQLite's error names, PostgreSQL's states.
_SQLITE = (
    ("SQLITE_BUSY", _IN_USE),
    ("SQLITE_LOCKED", _IN_USE),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_NOTADB", "is not a database; give the path of a store with --db"),
    ("SQLITE_CORRUPT", "the database is damaged; restore it from a backup"),
    ("SQLITE_CANTOPEN", "the store cannot be opened; check that its folder exists and may be read and written"),
    ("SQLITE_PERM", _FORBIDDEN),
    ("SQLITE_IOERR", "the disk reports an error; check its room and health and run again"),
)
_POSTGRESQL = (
    ("08", _UNREACHABLE),
    ("25006", _READ_ONLY),
    ("28", "the database server refuses this user; check the user and password given with --db"),
    ("3D000", "the server has no database of that name; make it, or give another with --db"),
    ("42501", _FORBIDDEN),
    ("53", _FULL),
    ("55P03", _IN_USE),
    ("57P", _UNREACHABLE),
)


@contextmanager
def explained(target: object) -> Iterator[None]:
    """Turn the database's complaints about the store into a StoreError; let anything else fly."""
    try:
        yield
    except Exception as error:
        told = _explain(getattr(error, "orig", None) or error)  # SQLAlchemy keeps the database's own error there
        if told is None:
            raise
        raise StoreError(target, told) from error


def _explain(error: BaseException) -> str | None:
    name = getattr(error, "sqlite_errorname", None)
    if name is not None:
        return _look_up(_SQLITE, name)
    if not type(error).__module__.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None)
    if state is None and type(error).__name__ == "OperationalError":
        return _UNREACHABLE
    return _look_up(_POSTGRESQL, state or "")


def _look_up(troubles: tuple[tuple[str, str], ...], name: str) -> str | None:
    return next((told for prefix, told in troubles if name.startswith(prefix)), None)
