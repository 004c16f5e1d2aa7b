"""The first schema. Written out, so that it stays as it was when schema.py moves on."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _marks_and_contents()
    _records()
    _answers()
    _shares()
    _copies()


def _marks_and_contents() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "contents",
        sa.Column("version", sa.String(64), primary_key=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("side", sa.String(20), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("consent_version", sa.String(64), nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("created", sa.Date, nullable=False),
        sa.Column("changed", sa.Date, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
    )
    op.create_index("ix_records_version", "records", ["version"])
    op.create_index("ix_records_expires", "records", ["expires"])


def _answers() -> None:
    op.create_table(
        "answers",
        _of("records", "record", primary_key=True),
        sa.Column("tag", sa.LargeBinary(16), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _shares() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        _of("records", "owner", unique=True),
    )


def _copies() -> None:
    op.create_table(
        "copies",
        _of("shares", "share", primary_key=True),
        _of("records", "record", primary_key=True),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("code", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_copies_version", "copies", ["version"])
    op.create_index("ix_copies_record", "copies", ["record"])


def _of(
    table: str, column: str, *, primary_key: bool = False, unique: bool = False
) -> sa.Column[bytes]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(
        column, sa.LargeBinary(16), key, nullable=False, primary_key=primary_key, unique=unique
    )
