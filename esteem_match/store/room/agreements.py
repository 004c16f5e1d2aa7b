"""What a room has agreed on: every change is kept, sealed under the room's key."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from esteem_match.models import Noun
from esteem_match.store.database.schema import ENTRIES
from esteem_match.store.errors import Moved, Refused
from esteem_match.store.record import records
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys

ENTRIES_MOST = 5_000
AGREED = "agreed"
"""The field of the change by which all was called agreed, or opened again."""


class Entry(NamedTuple):
    """One change: in which round, on which day, which field, and what it says since."""

    number: int
    day: date
    field: str
    value: str


class Agreement(Noun):
    """What every field says now, and how it came to."""

    now: dict[str, str]
    history: tuple[Entry, ...]


class Change(NamedTuple):
    """New values by field; `seen`: how often some of them had been written, as the writer saw."""

    values: Mapping[str, str]
    seen: Mapping[str, int]


def write(conn: Connection, room: Keys, number: int, today: date, change: Change) -> None:
    """Adds what has changed, or is said again in a later round.

    Raises Refused where a room has changed too often, Moved where a field was written unseen.
    """
    before, values = read(conn, room), change.values
    written = Counter(entry.field for entry in before.history)
    if any(written[field] != count for field, count in change.seen.items()):
        raise Moved
    last = {entry.field: (entry.number, entry.value) for entry in before.history}
    changed = [pair for pair in values.items() if last.get(pair[0]) != (number, pair[1])]
    first = len(before.history)
    if first + len(changed) > ENTRIES_MOST:
        raise Refused(f"An agreement takes at most {ENTRIES_MOST} changes.")
    at = {"room": room.id, "number": number, "day": today}
    rows = [
        {**at, "turn": turn, "sealed": seal.seal(room, _label(turn), pair)}
        for turn, pair in enumerate(changed, start=first)
    ]
    if rows:
        conn.execute(insert(ENTRIES), rows)


def note(conn: Connection, room: Keys, number: int, today: date, *, agreed: bool) -> None:
    """Keeps on which day a round was called agreed, or that it is no longer."""
    write(conn, room, number, today, Change({AGREED: "1" if agreed else ""}, {}))


def read(conn: Connection, room: Keys, upto: int | None = None) -> Agreement:
    """The agreement of a room as it was up to and including round `upto`."""
    found = select(ENTRIES).where(ENTRIES.c.room == room.id).order_by(ENTRIES.c.turn)
    if upto is not None:
        found = found.where(ENTRIES.c.number <= upto)
    history = tuple(
        Entry(row.number, row.day, *seal.unseal(room, _label(row.turn), row.sealed))
        for row in conn.execute(found)
    )
    return Agreement(now={entry.field: entry.value for entry in history}, history=history)


def checked(values: Mapping[str, str]) -> dict[str, str]:
    """Fields and values as given. Raises Refused for what cannot be kept."""
    if not all(isinstance(value, str) for value in values.values()):
        raise Refused("An agreement is made of text.")
    return {records.name(field): str(records.answer(text)) for field, text in values.items()}


def _label(turn: int) -> bytes:
    return b"entry" + turn.to_bytes(4)
