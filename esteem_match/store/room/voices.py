"""Voices: who takes part in a round. Each has its record's key in a sealed box for the host."""

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
from esteem_match.store.room.join_codes import OpenRound
from esteem_match.store.sealing import seal, sealed_box
from esteem_match.store.sealing.seal import Keys

VOICES_MOST = 20_000
UNSHOWN = (*OPEN, State.CLOSED)
ROOM = b"room"


class Heard(NamedTuple):
    """A voice, its record, and its fingerprint once that is made."""

    record: bytes
    voice: Voice
    print: str = ""


def row(keys: Keys, joined: OpenRound, seat: Seat) -> dict[str, object]:
    """The row of a voice, with the room's key for its owner and the record's key for the host."""
    return {
        "round": joined.round,
        "record": keys.id,
        "seat": seat,
        "done": False,
        "key": seal.wrap(keys, ROOM + joined.round, joined.room.seal),
        "box": sealed_box.put(joined.public, joined.round + keys.id, keys.seal),
    }


def enter(conn: Connection, voice: dict[str, object]) -> None:
    """Adds a voice to a locked round. Raises Refused if the round is full."""
    conn.execute(insert(VOICES).values(voice))
    held = select(func.count()).select_from(VOICES).where(VOICES.c.round == voice["round"])
    if (conn.scalar(held) or 0) > VOICES_MOST:
        raise Refused(f"At most {VOICES_MOST} can take part in one round.")


def sit(conn: Connection, keys: Keys, joined: OpenRound, voice: dict[str, object]) -> bool:
    """Adds a record's voice, or changes its seat. A record can only be in one room.

    Returns whether a record that was in an earlier round joins this one.
    """
    rooms = select(ROUNDS.c.room).join(VOICES, VOICES.c.round == ROUNDS.c.id)
    other = rooms.where(VOICES.c.record == keys.id, ROUNDS.c.room != joined.room.id)
    if conn.execute(other).first() is not None:
        raise Refused("This record takes part in another room.")
    mine = (VOICES.c.round == joined.round, VOICES.c.record == keys.id)
    if conn.execute(update(VOICES).where(*mine).values(seat=voice["seat"])).rowcount:
        return False
    before = select(VOICES.c.round).where(VOICES.c.record == keys.id)
    heard = conn.execute(before).first() is not None
    enter(conn, voice)
    return heard


def stand(conn: Connection, keys: Keys, days: Days) -> None:
    """Removes a record's voice from a round that is not shown, and opens the record.

    Raises NotFound, Ended.
    """
    at = _held_round(conn, keys, UNSHOWN)
    records.touch(conn, keys, days, finished=False)
    conn.execute(delete(VOICES).where(VOICES.c.round == at, VOICES.c.record == keys.id))


def finish(conn: Connection, keys: Keys, days: Days, *, done: bool) -> None:
    """Sets whether a voice has finished. Raises NotFound, Ended."""
    at = _held_round(conn, keys, OPEN)
    records.touch(conn, keys, days, opened=True)
    mine = (VOICES.c.round == at, VOICES.c.record == keys.id)
    conn.execute(update(VOICES).where(*mine).values(done=done))


def go_on(conn: Connection, at: bytes, seats: Sequence[Seat]) -> None:
    """Sets these seats to not finished, because more sections are open to them."""
    theirs = (VOICES.c.round == at, VOICES.c.seat.in_(seats))
    conn.execute(update(VOICES).where(*theirs).values(done=False))


def hold_version(conn: Connection, keys: Keys, today: date, version: str) -> None:
    """Raises Refused if a record in a round that is not shown would leave the room's version."""
    if conn.scalar(_version(keys, today, UNSHOWN)) not in (None, version):
        raise Refused("This record sits in a round, which goes on with the questions it has.")


def hold_closed(conn: Connection, keys: Keys, today: date) -> None:
    """Raises Refused for a record in a closed round, which is shown as it was at the close."""
    if conn.scalar(_version(keys, today, (State.CLOSED,))) is not None:
        raise Refused("A workshop has these answers as they are until its result is shown.")


def seats(conn: Connection, at: bytes, today: date) -> dict[Seat, tuple[int, int]]:
    """How many have joined and how many have finished, by seat, without expired records."""
    done = func.count().filter(VOICES.c.done)
    heard = (VOICES.c.round == at, VOICES.c.record.in_(_records(at, today)))
    counted = select(VOICES.c.seat, func.count(), done).where(*heard)
    found = conn.execute(counted.group_by(VOICES.c.seat))
    return {seat: (joined, finished) for seat, joined, finished in found}


def close(conn: Connection, at: bytes) -> None:
    """Closes the records of a round: a save at this moment counts, or raises Ended."""
    # in a fixed order, so that two closings never deadlock
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
    answers = _answers(conn, keys, at)
    heard = [
        Heard(
            who.record,
            Voice(tag=seal.tag(host, who.record).hex(), seat=who.seat, answers=answers[who.record]),
        )
        for who in sat
    ]
    return sorted(heard, key=lambda each: each.voice.tag)


def there(conn: Connection, at: bytes, today: date) -> frozenset[bytes]:
    """The records that are still in a round."""
    return frozenset(conn.scalars(_records(at, today)))


def forget(conn: Connection, at: bytes) -> None:
    """Deletes the sealed boxes of a round: now only its owner can open a voice."""
    conn.execute(update(VOICES).where(VOICES.c.round == at).values(box=None))


def _answers(
    conn: Connection, keys: dict[bytes, Keys], at: bytes
) -> dict[bytes, dict[str, Answer]]:
    answers: dict[bytes, dict[str, Answer]] = defaultdict(dict)
    found = select(ANSWERS.c.record, ANSWERS.c.tag, ANSWERS.c.sealed).where(
        ANSWERS.c.record.in_(_records(at))
    )
    for record, tag, sealed in conn.execute(found, execution_options={"yield_per": 1000}):
        if record in keys:
            item, answer = seal.unseal(keys[record], tag, sealed)
            if item != records.NOTE:
                answers[record][intern(item)] = answer
    return answers


def _opened(who: Row[bytes, str, bytes | None], pair: tuple[bytes, bytes], at: bytes) -> Keys:
    return Keys(who.record, sealed_box.take(*pair, at + who.record, who.box), b"")


def _held_round(conn: Connection, keys: Keys, states: Collection[State]) -> bytes:
    """The newest round of a record, locked in one of these states.

    Raises NotFound, and Ended if it is in another state.
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
    """Selects the version of a record's room, if its newest round is in one of these states."""
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
