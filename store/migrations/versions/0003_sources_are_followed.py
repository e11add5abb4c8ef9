"""Sources can be followed by a name; what each address that they lead to answered is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table(
        "source", recreate="always" if op.get_bind().dialect.name == "sqlite" else "never"
    ) as batch:
        batch.add_column(sa.Column("name", sa.Text()))
        batch.add_column(sa.Column("given", sa.JSON()))
        batch.add_column(sa.Column("options", sa.JSON()))
        batch.add_column(sa.Column("every_days", sa.Integer()))
        batch.add_column(sa.Column("paused_at", sa.Text()))
        batch.add_column(sa.Column("checked_at", sa.Text()))
        batch.add_column(sa.Column("changed_at", sa.Text()))
        batch.add_column(sa.Column("failure_count", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch.add_column(sa.Column("error", sa.Text()))
        batch.create_unique_constraint("uq_source_name", ["name"])
        batch.create_check_constraint("ck_source_every_days", "every_days >= 1")
        batch.create_check_constraint("ck_source_failure_count", "failure_count >= 0")
    op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), sa.ForeignKey("source.id", name="fk_address_source_id"), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text()),
        sa.Column("referrer", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("words_sha256", sa.Text()),
        sa.Column("checked_at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text()),
        sa.Column("failure_count", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
        sa.UniqueConstraint("source_id", "location", name="uq_address_source_id_location"),
        sa.CheckConstraint("failure_count >= 0", name="ck_address_failure_count"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_address_sha256"),
    )
    op.create_index("ix_address_sha256", "address", ["sha256"])
