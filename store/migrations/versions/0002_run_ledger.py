"""The ledger says who runs, how long and with which reader; withdrawn documents; what a failed try was made with."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_OUTCOMES = ("new", "unchanged", "superseded", "failed", "quarantined")


def upgrade() -> None:
    with op.batch_alter_table("run", recreate=_recreate()) as batch:
        for column in (
            sa.Column("seconds", sa.Double()),
            sa.Column("reader", sa.JSON()),
            sa.Column("owner", sa.Text()),
            sa.Column("host", sa.Text()),
            sa.Column("process_number", sa.Integer()),
            sa.Column("process_start", sa.Text()),
            sa.Column("is_running", sa.Boolean()),
            sa.Column("beat_at", sa.Text()),
        ):
            batch.add_column(column)
    where = sa.text("is_running")
    op.create_index("uq_run_is_running", "run", ["is_running"], unique=True, sqlite_where=where, postgresql_where=where)
    with op.batch_alter_table("run_document", recreate=_recreate()) as batch:
        batch.add_column(sa.Column("tried_with", sa.Text()))
        batch.drop_constraint("ck_run_document_outcome", type_="check")
        batch.create_check_constraint("ck_run_document_outcome", sa.text(_one_of((*_OUTCOMES, "withdrawn"))))


def _recreate() -> Literal["always", "never"]:
    """SQLite changes no table in place but for columns at its end, which its own statement then tells apart."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def _one_of(words: tuple[str, ...]) -> str:
    return f"outcome IN ({', '.join(repr(word) for word in words)})"
