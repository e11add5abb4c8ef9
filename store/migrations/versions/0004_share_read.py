"""How much of a plan's scope became values is kept with the extraction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table(
        "extraction", recreate="always" if op.get_bind().dialect.name == "sqlite" else "never"
    ) as batch:
        batch.add_column(sa.Column("share_read", sa.Double()))
        batch.create_check_constraint("ck_extraction_share_read", "share_read BETWEEN 0 AND 1")
