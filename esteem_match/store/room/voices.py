"""Voices: who takes part in a round. Each carries its record's key in a box for the host."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from sys import intern
from typing import NamedTuple

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, select, update

from esteem_match.models import OPEN, Answer, Seat, State, Voice
from esteem_match.store.database.schema import ANSWERS, RECORDS, ROOMS, ROUNDS, VOICES
from esteem_match.store.errors import Ended, NotFound, Refused
from esteem_match.store.record import records
from esteem_match.store.record.records import Days
from esteem_match.store.room.join_codes import Door
from esteem_match.store.sealing import seal, sealed_box
from esteem_match.store.sealing.seal import Keys

VOICES_MOST = 20_000
UNSHOWN = (*OPEN, State.CLOSED)
ROOM = b"room"


class Heard(NamedTuple):
    """A voice, the record that it comes from, and the voice's fingerprint once that is made."""

    record: bytes
    voice: Voice
    print: str = ""


def row(keys: Keys, door: Door, seat: Seat) -> dict[str, object]:
    """A voice to write: it leads its owner to the room, and the host to its answers."""
    return {
        "round": door.round,
        "record": keys.id,
        "seat": seat,
        "done": False,
        "key": seal.wrap(keys, ROOM + door.round, door.room.seal),
        "box": sealed_box.put(door.public, door.round + keys.id, keys.seal),
    }


def enter(conn: Connection, voice: dict[str, object]) -> None:
    """Adds a voice to a round that is held open. Raises Refused where the round is full."""
    conn.execute(insert(VOICES).values(voice))
    held = select(func.count()).select_from(VOICES).where(VOICES.c.round == voice["round"])
    if (conn.scalar(held) or 0) > VOICES_MOST:
        raise Refused(f"At most {VOICES_MOST} can take part in one round.")


def sit(conn: Connection, keys: Keys, door: Door, voice: dict[str, object]) -> bool:
    """Adds a record's voice, or changes its seat. A record belongs to one room at a time.

    Whether this begins a round for a voice that was in one before.
    """
    rooms = select(ROUNDS.c.room).join(VOICES, VOICES.c.round == ROUNDS.c.id)
    other = rooms.where(VOICES.c.record == keys.id, ROUNDS.c.room != door.room.id)
    if conn.execute(other).first() is not None:
        raise Refused("This record takes part in another room.")
    mine = (VOICES.c.round == door.round, VOICES.c.record == keys.id)
    if conn.execute(update(VOICES).where(*mine).values(seat=voice["seat"])).rowcount:
        return False
    before = select(VOICES.c.round).where(VOICES.c.record == keys.id)
    heard = conn.execute(before).first() is not None
    enter(conn, voice)
    return heard


def stand(conn: Connection, keys: Keys, days: Days) -> None:
    """Takes a record's voice out of a round that is not shown. Raises NotFound, Ended.

    The record is open then: no round has it any more.
    """
    at = _held_round(conn, keys, UNSHOWN)
    records.touch(conn, keys, days, finished=False)
    conn.execute(delete(VOICES).where(VOICES.c.round == at, VOICES.c.record == keys.id))


def finish(conn: Connection, keys: Keys, days: Days, *, done: bool) -> None:
    """Says whether a voice has finished. Raises NotFound, Ended."""
    at = _held_round(conn, keys, OPEN)
    records.touch(conn, keys, days, opened=True)
    mine = (VOICES.c.round == at, VOICES.c.record == keys.id)
    conn.execute(update(VOICES).where(*mine).values(done=done))


def go_on(conn: Connection, at: bytes, seats: Sequence[Seat]) -> None:
    """More is open to these seats: nobody there has finished."""
    theirs = (VOICES.c.round == at, VOICES.c.seat.in_(seats))
    conn.execute(update(VOICES).where(*theirs).values(done=False))


def hold_version(conn: Connection, keys: Keys, today: date, version: str) -> None:
    """Refuses another version than the room's to a record that a round has, or may have again."""
    if conn.scalar(_version(keys, today, UNSHOWN)) not in (None, version):
        raise Refused("This record sits in a round, which goes on with the questions it has.")


def hold_closed(conn: Connection, keys: Keys, today: date) -> None:
    """Refuses to open a record that a closed round has: it is shown as it stood at the close."""
    if conn.scalar(_version(keys, today, (State.CLOSED,))) is not None:
        raise Refused("A workshop has these answers as they are until its result is shown.")


def seats(conn: Connection, at: bytes, today: date) -> dict[Seat, tuple[int, int]]:
    """How many have joined and how many have finished, by seat: of those who would be heard."""
    done = func.count().filter(VOICES.c.done)
    heard = (VOICES.c.round == at, VOICES.c.record.in_(_records(at, today)))
    counted = select(VOICES.c.seat, func.count(), done).where(*heard)
    found = conn.execute(counted.group_by(VOICES.c.seat))
    return {seat: (joined, finished) for seat, joined, finished in found}


def close(conn: Connection, at: bytes) -> None:
    """Closes the records of a round: whoever saves in this moment is in, or is told."""
    # in one order, so that no two closings wait for each other
    held = _records(at).order_by(RECORDS.c.id).with_for_update(of=RECORDS)
    conn.execute(held).all()
    _mark(conn, at, finished=True)


def reopen(conn: Connection, at: bytes) -> None:
    _mark(conn, at, finished=False)


def hear(
    conn: Connection, host: Keys, pair: tuple[bytes, bytes], at: bytes, today: date
) -> list[Heard]:
    """All voices of a round with their answers, in the order of their tags."""
    sat = conn.execute(select(VOICES.c.record, VOICES.c.seat, VOICES.c.box).where(
        VOICES.c.round == at, VOICES.c.record.in_(_records(at, today))
    )).all()  # fmt: skip
    keys = {who.record: _opened(who, pair, at) for who in sat}
    said = _answers(conn, keys, at)
    heard = [
        Heard(
            who.record,
            Voice(tag=seal.tag(host, who.record).hex(), seat=who.seat, answers=said[who.record]),
        )
        for who in sat
    ]
    return sorted(heard, key=lambda each: each.voice.tag)


def there(conn: Connection, at: bytes, today: date) -> frozenset[bytes]:
    """The records that a round still has."""
    return frozenset(conn.scalars(_records(at, today)))


def forget(conn: Connection, at: bytes) -> None:
    """Deletes the boxes of a round: from now on nobody but its owner can open a voice."""
    conn.execute(update(VOICES).where(VOICES.c.round == at).values(box=None))


def _answers(
    conn: Connection, keys: dict[bytes, Keys], at: bytes
) -> dict[bytes, dict[str, Answer]]:
    said: dict[bytes, dict[str, Answer]] = defaultdict(dict)
    found = select(ANSWERS.c.record, ANSWERS.c.tag, ANSWERS.c.sealed).where(
        ANSWERS.c.record.in_(_records(at))
    )
    for record, tag, sealed in conn.execute(found, execution_options={"yield_per": 1000}):
        if record in keys:
            item, answer = seal.unseal(keys[record], tag, sealed)
            if item != records.NOTE:
                said[record][intern(item)] = answer
    return said


def _opened(who: Row[bytes, str, bytes | None], pair: tuple[bytes, bytes], at: bytes) -> Keys:
    return Keys(who.record, sealed_box.take(*pair, at + who.record, who.box), b"")


def _held_round(conn: Connection, keys: Keys, states: Collection[State]) -> bytes:
    """The newest round that a record sits in, kept in one of these states.

    Raises NotFound, and Ended where it stands in another.
    """
    sits = (
        select(ROUNDS.c.id, ROUNDS.c.state)
        .join(VOICES, VOICES.c.round == ROUNDS.c.id)
        .where(VOICES.c.record == keys.id)
        .order_by(ROUNDS.c.number.desc())
        .limit(1)
    )
    found = conn.execute(sits.with_for_update(read=True, of=ROUNDS)).one_or_none()
    if found is None:
        raise NotFound
    if found.state not in states:
        raise Ended
    return bytes(found.id)


def _version(keys: Keys, today: date, states: Collection[State]) -> Select[str]:
    """The questions of the room whose newest round a record sits in, if it stands in these."""
    return (
        select(ROOMS.c.version)
        .join(ROUNDS, and_(ROUNDS.c.room == ROOMS.c.id, ROUNDS.c.number == ROOMS.c.number))
        .join(VOICES, VOICES.c.round == ROUNDS.c.id)
        .where(VOICES.c.record == keys.id, ROUNDS.c.state.in_(states))
        .where(ROOMS.c.expires >= today)
    )


def _records(at: bytes, today: date | None = None) -> Select[tuple[bytes]]:
    found = select(RECORDS.c.id).join(VOICES, VOICES.c.record == RECORDS.c.id)
    found = found.where(VOICES.c.round == at)
    return found if today is None else found.where(RECORDS.c.expires >= today)


def _mark(conn: Connection, at: bytes, *, finished: bool) -> None:
    voices = select(VOICES.c.record).where(VOICES.c.round == at)
    conn.execute(update(RECORDS).where(RECORDS.c.id.in_(voices)).values(finished=finished))
