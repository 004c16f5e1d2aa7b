"""Workshops: rooms, rounds, voices, boards and agreements; and counts of failures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _rooms()
    _rounds()
    _voices()
    _parts()
    _entries()
    _failures()


def _rooms() -> None:
    op.create_table(
        "rooms",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("paced", sa.Boolean, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("beat", sa.Integer, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("public", sa.LargeBinary, nullable=False),
        sa.Column("private", sa.LargeBinary, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("about", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_rooms_version", "rooms", ["version"])
    op.create_index("ix_rooms_expires", "rooms", ["expires"])


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        _of("rooms", "room"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("opened", sa.Integer),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("door", sa.LargeBinary(16), unique=True),
        sa.Column("code", sa.LargeBinary),
        sa.Column("key", sa.LargeBinary),
        sa.Column("prints", sa.LargeBinary),
        sa.UniqueConstraint("room", "number"),
    )


def _voices() -> None:
    op.create_table(
        "voices",
        _of("rounds", "round", primary_key=True),
        _of("records", "record", primary_key=True),
        sa.Column("seat", sa.String(20), nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("box", sa.LargeBinary),
    )
    op.create_index("ix_voices_record", "voices", ["record"])


def _parts() -> None:
    op.create_table(
        "parts",
        _of("rounds", "round", primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _of("records", "record", nullable=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_parts_record", "parts", ["record"])


def _entries() -> None:
    op.create_table(
        "entries",
        _of("rooms", "room", primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _failures() -> None:
    op.create_table(
        "failures",
        sa.Column("kind", sa.LargeBinary(16), primary_key=True),
        sa.Column("minute", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_index("ix_failures_minute", "failures", ["minute"])


def _of(
    table: str, column: str, *, primary_key: bool = False, nullable: bool = False
) -> sa.Column[bytes]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.LargeBinary(16), key, nullable=nullable, primary_key=primary_key)
