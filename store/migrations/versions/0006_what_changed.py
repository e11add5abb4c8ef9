"""Later editions, what changed in them, copies and withdrawals are kept."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_CHANGES = ("added", "removed", "reworded", "date_moved", "owner_changed", "status_changed")
_RECORDS = ("recommendation", "action", "progress")


def upgrade() -> None:
    with op.batch_alter_table("document", recreate=_recreate()) as batch:
        batch.add_column(sa.Column("copy_of_id", sa.Integer()))
        batch.add_column(sa.Column("replaced_by_id", sa.Integer()))
        batch.add_column(sa.Column("withdrawn_at", sa.Text()))
        batch.add_column(sa.Column("withdrawn_why", sa.Text()))
        batch.add_column(sa.Column("erased_at", sa.Text()))
        batch.create_foreign_key("fk_document_copy_of_id", "document", ["copy_of_id"], ["id"])
        batch.create_foreign_key("fk_document_replaced_by_id", "document", ["replaced_by_id"], ["id"])
        batch.create_check_constraint("ck_document_withdrawn", "(withdrawn_at IS NULL) = (withdrawn_why IS NULL)")
        batch.create_check_constraint("ck_document_erased", "erased_at IS NULL OR withdrawn_at IS NOT NULL")
        batch.create_index("ix_document_copy_of_id", ["copy_of_id"])
        batch.create_index("ix_document_replaced_by_id", ["replaced_by_id"])
    with op.batch_alter_table("extraction", recreate=_recreate()) as batch:
        batch.add_column(sa.Column("copy_key", sa.Text()))
        batch.create_index("ix_extraction_copy_key", ["copy_key"])
    op.create_index("ix_sighting_location", "sighting", ["location"])
    _create_edition()
    _create_change()


def _create_edition() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        _link("edition", "earlier_document_id", "document"),
        _link("edition", "document_id", "document"),
        _link("edition", "run_id", "run"),
        sa.Column("noticed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.UniqueConstraint("earlier_document_id", "document_id", name="uq_edition_earlier_document_id_document_id"),
        sa.CheckConstraint("earlier_document_id <> document_id", name="ck_edition_two_documents"),
    )
    op.create_index("ix_edition_document_id", "edition", ["document_id"])
    op.create_index("ix_edition_run_id", "edition", ["run_id"])


def _create_change() -> None:
    key = "uq_change_before_extraction_id_after_extraction_id_ordinal"
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        _link("change", "edition_id", "edition", null=True),
        _link("change", "before_extraction_id", "extraction"),
        _link("change", "after_extraction_id", "extraction"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        _word("what", _CHANGES),
        _word("record", _RECORDS),
        sa.Column("before_key", sa.Text()),
        sa.Column("after_key", sa.Text()),
        sa.Column("number", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("before_date", sa.Date()),
        sa.Column("after_date", sa.Date()),
        sa.Column("days_moved", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.UniqueConstraint("before_extraction_id", "after_extraction_id", "ordinal", name=key),
        sa.CheckConstraint("(before_key IS NULL) = (what = 'added')", name="ck_change_added"),
        sa.CheckConstraint("(after_key IS NULL) = (what = 'removed')", name="ck_change_removed"),
    )
    op.create_index("ix_change_after_extraction_id", "change", ["after_extraction_id"])
    op.create_index("ix_change_edition_id", "change", ["edition_id"])


def _link(table: str, name: str, target: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}"), nullable=null)


def _word(name: str, words: tuple[str, ...]) -> sa.Column[str]:
    check = sa.Enum(*words, name=f"ck_change_{name}", native_enum=False, create_constraint=True, length=20)
    return sa.Column(name, check, nullable=False)


def _recreate() -> Literal["always", "never"]:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
