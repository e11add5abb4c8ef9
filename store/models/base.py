"""What all tables share: names of constraints, types that SQLite and PostgreSQL agree on, and the common checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import ClassVar, get_args

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcText(sa.types.TypeDecorator[datetime]):
    """A moment, kept as UTC ISO text to the second: `2025-01-31T09:30:00Z`."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 likewise
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Root of all tables. Every constraint has a name, so that a migration can take hold of it."""

    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map: ClassVar[Mapping[object, object]] = {
        str: sa.Text(),
        float: sa.Double(),
        date: sa.Date(),
        datetime: UtcText(),
        dict[str, str]: sa.JSON(none_as_null=True),
        dict[str, str | int]: sa.JSON(none_as_null=True),
        list[str]: sa.JSON(none_as_null=True),
    }


def key() -> Mapped[int]:
    """Return the column that numbers a table's rows."""
    return mapped_column(primary_key=True, comment="Number of the row; means nothing outside this store")


def link(target: str, comment: str, *, index: bool = True) -> Mapped[int]:
    """Return a column that must name a row of the table `target`; no index where a unique one begins with it."""
    return mapped_column(sa.ForeignKey(f"{target}.id"), index=index, comment=comment)


def find_link(target: str, comment: str, *, index: bool = True) -> Mapped[int | None]:
    """Return a column that may name a row of the table `target`."""
    return mapped_column(sa.ForeignKey(f"{target}.id"), index=index, comment=comment)


def extraction_link(*, index: bool = True) -> Mapped[int]:
    """Return the column that says which extraction a row belongs to."""
    return link("extraction", "The extraction it belongs to", index=index)


def ordinal(comment: str = "Place among its like, in reading order, from 0") -> Mapped[int]:
    """Return the column that keeps printed order."""
    return mapped_column(comment=comment)


def confidence() -> Mapped[float | None]:
    """Return the column for how sure the reader is; `confidence_check` holds its bounds."""
    return mapped_column(comment="How sure the reader is, 0 to 1; null where it does not say")


def confidence_check() -> sa.CheckConstraint:
    """Return the check that a confidence lies between 0 and 1."""
    return sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence")


def one_of(values: object, name: str) -> sa.Enum:
    """Return the type of a column that holds a word of the Literal or StrEnum `values`; the database checks it."""
    words = get_args(values) or tuple(str(word) for word in values)  # type: ignore[attr-defined]  # a StrEnum is iterable
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def exactly_one(*columns: str) -> sa.CheckConstraint:
    """Return the check that exactly one of the columns is filled."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"{filled} = 1", name="belongs_to_one")


def one_row_each(table: str, *columns: str) -> sa.Index:
    """Return the unique index over the columns for those rows that fill the first: they belong to that one parent."""
    filled = sa.text(f"{columns[0]} IS NOT NULL")
    name = f"uq_{table}_{columns[0]}"
    return sa.Index(name, *columns, unique=True, sqlite_where=filled, postgresql_where=filled)
