"""Whether members can live with what was decided: what is asked, and what each says meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "askings",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        _of("rounds", "round"),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("asked", sa.LargeBinary, nullable=False),
        sa.Column("outcome", sa.LargeBinary),
    )
    op.create_index("ix_askings_round", "askings", ["round"])
    op.create_table(
        "replies",
        _of("askings", "asking", primary_key=True),
        _of("records", "record", primary_key=True),
        sa.Column("box", sa.LargeBinary, nullable=False),
        sa.Column("own", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_replies_record", "replies", ["record"])


def _of(table: str, name: str, *, primary_key: bool = False) -> sa.Column[bytes]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.LargeBinary(16), key, primary_key=primary_key, nullable=False)
