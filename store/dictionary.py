"""Writes the data dictionary and the schema as it is in a fresh store: both are kept in docs/ by golden tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from normalise.lexicon import rows
from store.migrate import migrate_sqlite
from store.models import Base
from store.reports import list_reports
from store.views import views

_HEAD = """\
# Data dictionary

Made by `make golden` from the models, the views and the catalogue of issues; do not edit it by hand. Start from the
views: they show the latest reading of each document. Tables keep every reading; join them through `current_document`.
Columns end in `_id` (a key), `_date` (a day), `_at` (a moment, UTC), `_raw` (printed words), `_count` (a number);
those that begin with `is_` are true or false.
"""


def data_dictionary() -> str:
    """Return docs/data-dictionary.md."""
    with _fresh_store() as connection:
        parts = [_HEAD, "## Views\n", *_describe_views(connection)]
    parts += [
        "## Reports\n",
        *_describe_reports(),
        "## Tables\n",
        *_describe_tables(),
        "## Issues\n",
        *_describe_issues(),
    ]
    return "\n".join(parts)


def dump_schema() -> str:
    """Return docs/schema.sql: every statement that makes a fresh store."""
    with _fresh_store() as connection:
        order = "CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name"
        query = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY {order}"  # noqa: S608 our own words
        statements = [sql for (sql,) in connection.execute(query)]
    lines = "\n\n".join(f"{_in_order(sql)};" for sql in statements).replace("\t", "    ").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _in_order(sql: str) -> str:
    """Return a statement with its constraints sorted: Alembic writes those of a table made anew in any order."""
    lines = sql.splitlines()
    constraints = [line.strip().rstrip(",") for line in lines if line.strip().startswith("CONSTRAINT ")]
    if not constraints or not sql.startswith("CREATE TABLE"):
        return sql
    rest = [line for line in lines if not line.strip().startswith("CONSTRAINT ")]
    return "\n".join((*rest[:-1], ",\n".join(f"    {line}" for line in sorted(constraints)), rest[-1]))


@contextmanager
def _fresh_store() -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.db"
        migrate_sqlite(path)
        with closing(sqlite3.connect(path)) as connection:
            yield connection


def _describe_views(connection: sqlite3.Connection) -> Iterator[str]:
    for view in sorted(views(), key=lambda view: view.name):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({view.name})")]
        yield f"### {view.name}\n\n{view.description}\n\nColumns: {', '.join(f'`{name}`' for name in columns)}\n"


def _describe_reports() -> Iterator[str]:
    yield "| report | takes | what it shows |\n|---|---|---|"
    for report in list_reports():
        options = ", ".join(f"`--{name}`" for name in report.parameters)
        yield f"| `{report.name}` | {options} | {report.title}. {report.description} |"
    yield ""


def _describe_tables() -> Iterator[str]:
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        yield f"### {table.name}\n\n{table.comment}.\n\n| column | holds | meaning |\n|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {_describe_type(column)} | {column.comment} |"
        yield ""


def _describe_type(column: sa.Column[object]) -> str:
    optional = ", or null" if column.nullable else ""
    if column.foreign_keys:
        [link] = column.foreign_keys
        return f"row of `{link.column.table.name}`{optional}"
    if isinstance(column.type, sa.Enum):
        return " \\| ".join(f"`{word}`" for word in column.type.enums) + optional
    return f"{column.type.compile().lower()}{optional}"


def _describe_issues() -> Iterator[str]:
    yield "| code | severity | message | cure |\n|---|---|---|---|"
    for row in rows("issues"):
        yield f"| `{row['code']}` | {row['severity']} | {row['message']} | {row['cure']} |"
    yield ""
