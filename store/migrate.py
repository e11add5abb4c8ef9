"""Brings a store's schema up to date: all of it or nothing, and never a row lost.

Done the obvious way, Alembic's batch mode with foreign keys on silently deletes every child row, and a failing revision
leaves its first half behind. So: a connection of its own with foreign keys off, an explicit transaction, views and
triggers dropped first and made anew last, every foreign key checked before the commit, and a backup beside the file.

A new revision is a file `migrations/versions/NNNN_what_it_does.py` with `revision`, `down_revision` and `upgrade()`;
it gets all this for free.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from store import migrations
from store.errors import StoreError, explained
from store.sqlite_file import WAIT_SECONDS, check_revision
from store.views import POSTGRESQL_FUNCTIONS, views

_REVISIONS = files(migrations)
VERSIONS = (str(_REVISIONS / "versions"),)
_COPIES_SINCE = "0006"
_LOCK = 7_337_526  # the advisory lock that every peerplan takes on PostgreSQL while it migrates


def migrate_sqlite(path: Path, *, wait_seconds: float = WAIT_SECONDS, versions: tuple[str, ...] = VERSIONS) -> None:
    """Make the store at the path, or bring it up to date; does nothing to one that is. Raises StoreError."""
    is_new = not path.exists()
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, timeout=wait_seconds, isolation_level=None),  # foreign keys are off
        poolclass=sa.pool.NullPool,
    )
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with explained(path), engine.begin() as connection:
            _migrate(connection, path, versions, back_up=lambda revision: _back_up(path, revision))
    finally:
        if is_new and path.exists() and path.stat().st_size == 0:
            path.unlink()


def migrate_postgresql(engine: sa.Engine, target: object, *, versions: tuple[str, ...] = VERSIONS) -> None:
    """Make the tables and views in the database, or bring them up to date. Its backups are its administrator's."""
    with explained(target), engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        _migrate(connection, target, versions, back_up=lambda _: None)


def _migrate(
    connection: sa.Connection, target: object, versions: tuple[str, ...], *, back_up: Callable[[str], None]
) -> None:
    script = ScriptDirectory(str(_REVISIONS), version_locations=list(versions))
    context = MigrationContext.configure(connection)
    revision = context.get_current_revision()
    _check_ours(connection, target, revision, script)
    is_behind = revision != script.get_current_head()
    if not is_behind and _has_our_views(connection):
        return
    if is_behind and revision is not None:
        back_up(revision)
    others = _drop_views(connection)
    _upgrade(context, script, revision)
    if revision is not None and revision < _COPIES_SINCE:
        _fill_copy_keys(connection)
    _make_views(connection)
    for statement in others:
        connection.exec_driver_sql(statement)
    _check_foreign_keys(connection, target)


def _check_ours(connection: sa.Connection, target: object, revision: str | None, script: ScriptDirectory) -> None:
    known = {step.revision for step in script.walk_revisions()}
    is_empty = not sa.inspect(connection).get_table_names()
    if revision not in known and not is_empty:
        check_revision(target, revision)


def _upgrade(context: MigrationContext, script: ScriptDirectory, revision: str | None) -> None:
    steps = tuple(script.iterate_revisions("head", revision or "base"))
    with Operations.context(context):
        for step in reversed(steps):
            step.module.upgrade()
            context.stamp(script, step.revision)


def _fill_copy_keys(connection: sa.Connection) -> None:
    from store.copies import fill_copy_keys

    with Session(connection) as session:  # in the connection's transaction: its commit only flushes
        fill_copy_keys(session)
        session.commit()


def _check_foreign_keys(connection: sa.Connection, target: object) -> None:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL has checked them all along
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise StoreError(target, f"could not be brought up to date, rows of {tables} would lose what they belong to")


def _back_up(path: Path, revision: str) -> None:
    """Copy the store, as it is before the migration, to a file beside it."""
    copy = path.with_name(f"{path.name}.schema-{revision}.backup")
    draft = copy.with_name(f"{copy.name}.part")
    draft.unlink(missing_ok=True)
    source, target = sqlite3.connect(path), sqlite3.connect(draft)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    draft.replace(copy)


def _has_our_views(connection: sa.Connection) -> bool:
    if connection.dialect.name == "sqlite":
        held = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        return {(view.name, view.create_statement) for view in views()} <= {(name, sql) for name, sql in held}
    marked = sa.text("SELECT obj_description(to_regclass(:name), 'pg_class')")
    return connection.execute(marked, {"name": views()[0].name}).scalar() == _digest()


def _drop_views(connection: sa.Connection) -> tuple[str, ...]:
    """Drop all views and triggers; return the statements that make those anew that are not ours."""
    ours = {view.name for view in views()}
    if connection.dialect.name != "sqlite":
        # In one statement: those of the older program may stand on each other in another order.
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {', '.join(ours)}")
        return ()
    held = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')")
    rows = held.fetchall()
    for kind, name, _ in rows:
        connection.exec_driver_sql(f'DROP {kind} IF EXISTS "{name}"')
    return tuple(sql for _, name, sql in rows if name not in ours)


def _make_views(connection: sa.Connection) -> None:
    is_postgresql = connection.dialect.name == "postgresql"
    for statement in POSTGRESQL_FUNCTIONS if is_postgresql else ():
        connection.exec_driver_sql(statement)
    for view in views():
        connection.exec_driver_sql(view.create_statement)
    if is_postgresql:
        connection.exec_driver_sql(f"COMMENT ON VIEW {views()[0].name} IS '{_digest()}'")


def _digest() -> str:
    return sha256("\n".join(view.create_statement for view in views()).encode()).hexdigest()
