"""The day until which somebody asked to keep a record, or an agreement keeps its room."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("records", "rooms"):
        op.add_column(table, sa.Column("asked_until", sa.Date))
