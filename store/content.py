"""Prints what a store holds without times, run ids and row numbers: the same dump is the same store."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.models import Base
from store.models.base import UtcText

_TABLES_LEFT_OUT = {"run", "run_document"}
# Which of several copies of the same bytes was read first is chance; where all of them stand is in `sighting`.
_COLUMNS_LEFT_OUT = {"id", "source_name"}

Labels = dict[str, dict[object, str]]


def content_dump(session: Session) -> str:
    """Return one line a row, `table {columns}`, sorted; a link prints as a hash of what it leads to."""
    labels: Labels = {}
    lines: list[str] = []
    for table in Base.metadata.sorted_tables:
        if table.name not in _TABLES_LEFT_OUT:
            lines += _print_table(session, table, labels)
    return "\n".join(sorted(lines)) + "\n"


def _print_table(session: Session, table: sa.Table, labels: Labels) -> list[str]:
    columns = [column for column in table.columns if _is_content(column)]
    rows = session.execute(sa.select(table)).mappings().all()
    plain = [
        {
            column.name: _print_value(column, row[column.name], labels)
            for column in columns
            if not _links_to(column, table)
        }
        for row in rows
    ]
    labels[table.name] = {row["id"]: _label(table.name, values) for row, values in zip(rows, plain, strict=True)}
    own_links = [column for column in columns if _links_to(column, table)]
    for row, values in zip(rows, plain, strict=True):
        values |= {column.name: _print_value(column, row[column.name], labels) for column in own_links}
    return [f"{table.name} {_json(values)}" for values in plain]


def _is_content(column: sa.Column[object]) -> bool:
    is_link_out = any(link.column.table.name in _TABLES_LEFT_OUT for link in column.foreign_keys)
    return column.name not in _COLUMNS_LEFT_OUT and not isinstance(column.type, UtcText) and not is_link_out


def _links_to(column: sa.Column[object], table: sa.Table) -> bool:
    return any(link.column.table is table for link in column.foreign_keys)


def _print_value(column: sa.Column[object], value: object, labels: Labels) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if value is None or not column.foreign_keys:
        return value
    [link] = column.foreign_keys
    return labels[link.column.table.name][value]


def _label(table: str, values: dict[str, object]) -> str:
    return f"{table}:{sha256(_json(values).encode()).hexdigest()[:16]}"


def _json(values: dict[str, object]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
