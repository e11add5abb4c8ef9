"""A topic's kind, the words that speak for it and the edition of the codebook that tagged it are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    name = "ck_recommendation_topic_kind"
    kind = sa.Enum("core_theme", "topic", name=name, native_enum=False, create_constraint=True, length=20)
    with op.batch_alter_table(
        "recommendation_topic", recreate="always" if op.get_bind().dialect.name == "sqlite" else "never"
    ) as batch:
        batch.add_column(sa.Column("kind", kind))
        batch.add_column(sa.Column("words", sa.JSON()))
        batch.add_column(sa.Column("codebook", sa.Text()))
