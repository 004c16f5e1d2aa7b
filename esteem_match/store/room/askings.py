"""Whether members can live with what was decided. Until it is over, only the host's code opens what
one of them said, and nothing is counted; then one word a line is kept, and what was said is gone.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update

from esteem_match.models import SHOWN, Asking, Seat, State
from esteem_match.store.database.access import Host
from esteem_match.store.database.schema import (
    ASKINGS,
    RECORDS,
    REPLIES,
    ROOMS,
    ROUNDS,
    VOICES,
    upsert,
)
from esteem_match.store.errors import Ended, Moved, NotFound, Refused
from esteem_match.store.record import records
from esteem_match.store.room import agreements, rounds, voices
from esteem_match.store.sealing import seal, sealed_box
from esteem_match.store.sealing.seal import Keys

Count = Callable[[Sequence[bool]], str]
Lines = dict[str, dict[str, str]]

ASKED, OUTCOME, OWN = b"asked", b"outcome", b"own"
NOTHING, NO, YES = range(3)
MARKS = {None: NOTHING, False: NO, True: YES}


def ask(conn: Connection, host: Host, lines: Mapping[str, Sequence[str]]) -> None:
    """Asks of these lines, each with the fields that say what was decided, as they stand now.

    Raises NotFound; Moved where the round is not shown, one is open or one of them was asked.
    """
    room = rounds.touch(conn, host)
    row = rounds.newest(conn, room, State.REVEALED)
    own, before = rounds.keys(host.keys, room), _of(conn, row.id)
    asked = {line for one in before for line in _asked(own, one)}
    if not lines or any(one.open for one in before) or not asked.isdisjoint(lines):
        raise Moved
    now, at = agreements.read(conn, own).now, os.urandom(rounds.ID)
    kept = {line: {one: now.get(one, "") for one in fields} for line, fields in lines.items()}
    sealed = seal.seal(own, ASKED + at, kept)
    mine = {"id": at, "round": row.id, "turn": len(before), "open": True, "asked": sealed}
    conn.execute(insert(ASKINGS).values(mine))


def end(conn: Connection, host: Host, seats: Collection[Seat], count: Count) -> None:
    """Ends what is open: `count` makes a word of what those on these `seats` said of each line.

    What each said is deleted. Raises NotFound, and Moved where nothing is open.
    """
    room = rounds.touch(conn, host)
    row = rounds.newest(conn, room, State.REVEALED)
    own, found = rounds.keys(host.keys, room), [one for one in _of(conn, row.id) if one.open]
    if not found:
        raise Moved
    (asking,) = found
    # who says something in this moment waits for this, and finds it over
    conn.execute(update(ASKINGS).where(ASKINGS.c.id == asking.id).values(open=False))
    pair = seal.unwrap(host.keys, rounds.PRIVATE, room.private), room.public
    heard = _hear(conn, pair, asking, seats, host.days.today)
    outcome = {
        line: count([marks[at] == YES for marks in heard if marks[at] != NOTHING])
        for at, line in enumerate(_asked(own, asking))
    }
    sealed = seal.seal(own, OUTCOME + asking.id, outcome)
    conn.execute(update(ASKINGS).where(ASKINGS.c.id == asking.id).values(outcome=sealed))
    conn.execute(delete(REPLIES).where(REPLIES.c.asking == asking.id))


def drop(conn: Connection, at: bytes) -> None:
    """Ends what a round has open, and tells nothing of it."""
    mine = select(ASKINGS.c.id).where(ASKINGS.c.round == at)
    conn.execute(update(ASKINGS).where(ASKINGS.c.round == at).values(open=False))
    conn.execute(delete(REPLIES).where(REPLIES.c.asking.in_(mine)))


def held(conn: Connection, room: Keys, at: bytes) -> frozenset[str]:
    """The fields that stand as they are while members are asked about them."""
    found = [_asked(room, one) for one in _of(conn, at) if one.open]
    return frozenset(field for lines in found for fields in lines.values() for field in fields)


def read(conn: Connection, room: Keys, upto: int | None = None) -> tuple[Asking, ...]:
    """All that was asked in a room up to and including round `upto`, oldest first."""
    found = (
        select(ASKINGS, ROUNDS.c.number)
        .join(ROUNDS, ROUNDS.c.id == ASKINGS.c.round)
        .where(ROUNDS.c.room == room.id, ROUNDS.c.state.in_(SHOWN))
        .order_by(ROUNDS.c.number, ASKINGS.c.turn)
    )
    if upto is not None:
        found = found.where(ROUNDS.c.number <= upto)
    return tuple(_asking(room, row) for row in conn.execute(found))


def reply(conn: Connection, keys: Keys, today: date, replies: Mapping[str, bool]) -> None:
    """What a record says of lines that are asked now, in the place of what it said before.

    Raises NotFound, Ended where nothing is asked (any more), Refused for a line that is not.
    """
    if records.alive(conn, keys, today) is None:
        raise NotFound
    row = _open(conn, keys, today, hold=True)
    if row is None:
        raise Ended
    lines = _asked(_room(keys, row), row)
    if not replies.keys() <= lines.keys():
        raise Refused("Nobody asks about this line.")
    marks = bytes(MARKS[replies.get(one)] for one in lines)
    box = sealed_box.put(row.public, row.id + keys.id, marks)
    own = seal.seal(keys, OWN + row.id, dict(replies))
    upsert(conn, REPLIES, [{"asking": row.id, "record": keys.id, "box": box, "own": own}])


def replied(conn: Connection, keys: Keys, today: date) -> dict[str, bool]:
    """What a record has said of the lines that are asked now."""
    row = _open(conn, keys, today)
    mine = (REPLIES.c.asking == row.id, REPLIES.c.record == keys.id) if row else ()
    own = conn.scalar(select(REPLIES.c.own).where(*mine)) if row else None
    return seal.unseal(keys, OWN + row.id, own) if row and own else {}


def _of(conn: Connection, at: bytes) -> Sequence[Row[Any]]:
    found = select(ASKINGS).where(ASKINGS.c.round == at).order_by(ASKINGS.c.turn)
    return conn.execute(found).all()


def _asked(room: Keys, row: Row[Any]) -> Lines:
    lines: Lines = seal.unseal(room, ASKED + row.id, row.asked)
    return lines


def _asking(room: Keys, row: Row[Any]) -> Asking:
    outcome = {} if row.outcome is None else seal.unseal(room, OUTCOME + row.id, row.outcome)
    return Asking(number=row.number, open=row.open, lines=_asked(room, row), outcome=outcome)


def _hear(
    conn: Connection,
    pair: tuple[bytes, bytes],
    asking: Row[Any],
    seats: Collection[Seat],
    today: date,
) -> list[bytes]:
    """What each said of all lines, a mark a line: of those on these seats who are still there."""
    sits = (VOICES.c.record == REPLIES.c.record) & (VOICES.c.round == asking.round)
    found = (
        select(REPLIES.c.record, REPLIES.c.box)
        .join(VOICES, sits)
        .join(RECORDS, RECORDS.c.id == REPLIES.c.record)
        .where(REPLIES.c.asking == asking.id, VOICES.c.seat.in_(seats))
        .where(RECORDS.c.expires >= today)
    )
    return [sealed_box.take(*pair, asking.id + one.record, one.box) for one in conn.execute(found)]


def _open(conn: Connection, keys: Keys, today: date, *, hold: bool = False) -> Row[Any] | None:
    found = OPEN_TO.with_for_update(read=True, of=ASKINGS) if hold else OPEN_TO
    return conn.execute(found, {"at": keys.id, "today": today}).one_or_none()


def _room(keys: Keys, row: Row[Any]) -> Keys:
    return Keys(row.room, seal.unwrap(keys, voices.ROOM + row.round, row.key), b"")


def _open_to() -> Select[Any]:
    """What the newest round of a record's room asks now, if it sits there."""
    return (
        select(ASKINGS, ROUNDS.c.room, ROOMS.c.public, VOICES.c.key)
        .join(ROUNDS, ROUNDS.c.id == ASKINGS.c.round)
        .join(ROOMS, (ROOMS.c.id == ROUNDS.c.room) & (ROOMS.c.number == ROUNDS.c.number))
        .join(VOICES, VOICES.c.round == ROUNDS.c.id)
        .where(ASKINGS.c.open, ROUNDS.c.state == State.REVEALED)
        .where(VOICES.c.record == bindparam("at"), ROOMS.c.expires >= bindparam("today"))
    )


OPEN_TO = _open_to()
