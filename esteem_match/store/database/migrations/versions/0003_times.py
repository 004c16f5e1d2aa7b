"""Earlier times of a record, and the day on which it was last answered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("records", sa.Column("answered", sa.Date))
    # for an older record, the day of the last change is the best guess
    op.execute("UPDATE records SET answered = changed")
    op.create_table(
        "times",
        sa.Column(
            "record",
            sa.LargeBinary(16),
            sa.ForeignKey("records.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_times_version", "times", ["version"])
