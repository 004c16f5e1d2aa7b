"""The tables. Ids, dates and versions are plain, so that what has expired can be found and deleted
without any code; whatever a person said is sealed.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Insert,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, object]

METADATA = MetaData()

MARKS = Table(
    "marks",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

CONTENTS = Table(
    "contents",
    METADATA,
    Column("version", String(64), primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

RECORDS = Table(
    "records",
    METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    Column("side", String(20), nullable=False),
    Column("version", String(64), nullable=False, index=True),
    Column("consent_version", String(64), nullable=False),
    Column("language", String(64), nullable=False),
    Column("created", Date, nullable=False),
    Column("changed", Date, nullable=False),
    Column("expires", Date, nullable=False, index=True),
    Column("finished", Boolean, nullable=False),
)


def _of(table: str, column: str, **more: Any) -> Column[bytes]:
    """A column that names a row of another table and goes when that row goes."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, LargeBinary(16), key, nullable=False, **more)


ANSWERS = Table(
    "answers",
    METADATA,
    _of("records", "record", primary_key=True),
    Column("tag", LargeBinary(16), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

SHARES = Table(
    "shares",
    METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    _of("records", "owner", unique=True),
)

# One row for the group's own copy and one for each practitioner's: `sealed` under the share's key,
# `code` (the share code itself) under the key of the record.
COPIES = Table(
    "copies",
    METADATA,
    _of("shares", "share", primary_key=True),
    _of("records", "record", primary_key=True, index=True),
    Column("version", String(64), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("code", LargeBinary, nullable=False),
)


def upsert(conn: Connection, table: Table, rows: Sequence[Row], counter: str = "") -> None:
    """Writes whole rows over those with the same primary key; a `counter` then goes up by 1."""
    if rows:
        conn.execute(_upserting(conn.dialect.name, table, counter), list(rows))


@cache
def _upserting(dialect: str, table: Table, counter: str) -> Insert:
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    insert = make(table)
    keys = [column.name for column in table.primary_key]
    changes: dict[str, ColumnElement[Any]] = {
        column.name: insert.excluded[column.name] for column in table.c if column.name not in keys
    }
    if counter:
        changes[counter] = table.c[counter] + 1
    return insert.on_conflict_do_update(index_elements=keys, set_=changes)
