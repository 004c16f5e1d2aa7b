"""The tables. Ids, dates and versions are plain, so that expired rows can be deleted without any
code; what a person entered is sealed.
"""

from collections.abc import Mapping, Sequence
from datetime import date
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
    UniqueConstraint,
    case,
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
    Column("answered", Date),
    Column("asked_until", Date),
)


def _of(table: str, column: str, *, nullable: bool = False, **more: Any) -> Column[bytes]:
    """A column that refers to a row of another table, and is deleted with it."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, LargeBinary(16), key, nullable=nullable, **more)


ANSWERS = Table(
    "answers",
    METADATA,
    _of("records", "record", primary_key=True),
    Column("tag", LargeBinary(16), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# The answers of a record at an earlier time, in one piece; `day` is the day of the last of them.
TIMES = Table(
    "times",
    METADATA,
    _of("records", "record", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("version", String(64), nullable=False, index=True),
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


# Sealed under the host's keys: `private` (opens the sealed boxes of voices) and `key` (the room's).
# Sealed under the room's key: `about`. `number` is the newest round's; `beat` is the revision.
ROOMS = Table(
    "rooms",
    METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    Column("version", String(64), nullable=False, index=True),
    Column("language", String(64), nullable=False),
    Column("paced", Boolean, nullable=False),
    Column("number", Integer, nullable=False),
    Column("beat", Integer, nullable=False),
    Column("expires", Date, nullable=False, index=True),
    Column("public", LargeBinary, nullable=False),
    Column("private", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("about", LargeBinary, nullable=False),
    Column("asked_until", Date),
)

# Only while the round is open: `door`, the id of the join code; `code`, the code sealed under the
# host's keys; `key`, the room's key sealed under the code's. `prints`: sealed under the host's.
# `wall`: the number of the screen that the host chose for the wall, in the present state.
ROUNDS = Table(
    "rounds",
    METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    _of("rooms", "room"),
    Column("number", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("opened", Integer),
    Column("day", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("door", LargeBinary(16), unique=True),
    Column("code", LargeBinary),
    Column("key", LargeBinary),
    Column("prints", LargeBinary),
    Column("wall", Integer),
    UniqueConstraint("room", "number"),
)

# `key`: the room's key sealed under the record's keys. `box`: the record's key in a sealed box for
# the host, until the round is shown.
VOICES = Table(
    "voices",
    METADATA,
    _of("rounds", "round", primary_key=True),
    _of("records", "record", primary_key=True, index=True),
    Column("seat", String(20), nullable=False),
    Column("done", Boolean, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("box", LargeBinary),
)

# The parts of a board, sealed under the room's key; number 0 is the group's, without a record.
PARTS = Table(
    "parts",
    METADATA,
    _of("rounds", "round", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _of("records", "record", nullable=True, index=True),
    Column("sealed", LargeBinary, nullable=False),
)

# The agreement of a room, change by change, sealed under the room's key.
ENTRIES = Table(
    "entries",
    METADATA,
    _of("rooms", "room", primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# What members are asked of what a round has decided, once of each line: under the room's key, what
# was asked, and what is told of it once the asking is over.
ASKINGS = Table(
    "askings",
    METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    _of("rounds", "round", index=True),
    Column("turn", Integer, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("asked", LargeBinary, nullable=False),
    Column("outcome", LargeBinary),
)

# What a record says to that, until the asking is over: `box` for the host, all of the same length;
# `own` under the record's keys.
REPLIES = Table(
    "replies",
    METADATA,
    _of("askings", "asking", primary_key=True),
    _of("records", "record", primary_key=True, index=True),
    Column("box", LargeBinary, nullable=False),
    Column("own", LargeBinary, nullable=False),
)

# How often something failed in one minute; `kind` is a keyed hash.
FAILURES = Table(
    "failures",
    METADATA,
    Column("kind", LargeBinary(16), primary_key=True),
    Column("minute", Integer, primary_key=True, autoincrement=False, index=True),
    Column("times", Integer, nullable=False),
)


def last_day(table: Table, until: ColumnElement[date]) -> ColumnElement[date]:
    """The latest of the present last day, the usual one, and the one that was asked for.

    So a change never shortens it, even if the clock is behind.
    """
    return later(table.c.asked_until, later(table.c.expires, until))


def later(day: ColumnElement[date], other: ColumnElement[date] | date) -> ColumnElement[date]:
    """The later of two days; the second if the first is NULL."""
    return case((day > other, day), else_=other)


def upsert(conn: Connection, table: Table, rows: Sequence[Row], counter: str = "") -> None:
    """Inserts rows or replaces those with the same primary key, adding 1 to their `counter`."""
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
