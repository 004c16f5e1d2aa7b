"""Rounds: moves a room's newest round from state to state, each by compare-and-set."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, literal, select, update

from esteem_match.models import MOVES, OPEN, SHOWN, Board, Drawn, Seat, State, Voice
from esteem_match.store.database.access import Host
from esteem_match.store.database.schema import ROOMS, ROUNDS, last_day
from esteem_match.store.errors import Moved, NotFound, Refused
from esteem_match.store.room import boards, join_codes, voices
from esteem_match.store.room.join_codes import SHUT
from esteem_match.store.room.voices import Heard
from esteem_match.store.sealing import seal, sealed_box
from esteem_match.store.sealing.seal import Keys

Publish = Callable[[Sequence[Voice]], Board]
Fingerprint = Callable[[Voice, bytes], str]
Judge = Callable[[Drawn, Sequence[Drawn]], Drawn]

ID = 16
PRIVATE, PRINTS = b"private", b"prints"


class Plan(NamedTuple):
    """What a host enters to open a room."""

    name: str
    day: date
    version: str
    language: str
    paced: bool
    until: date


class Hearing(NamedTuple):
    """The voices of a closed round, read at this revision of its room."""

    revision: int
    voices: Sequence[Heard]


def create(conn: Connection, host: Host, plan: Plan) -> None:
    """Creates a room with its keys and its first round."""
    private, public = sealed_box.pair()
    room = Keys(host.keys.id, os.urandom(seal.KEY), b"")
    row = {
        "id": room.id,
        "version": plan.version,
        "language": plan.language,
        "paced": plan.paced,
        "number": 1,
        "beat": 1,
        "expires": host.days.until,
        "public": public,
        "private": seal.wrap(host.keys, PRIVATE, private),
        "key": seal.wrap(host.keys, join_codes.KEY, room.seal),
        "about": seal.seal(room, join_codes.ABOUT, [plan.name, plan.day.isoformat()]),
    }
    conn.execute(insert(ROOMS).values(row))
    _add(conn, host, room, 1, paced=plan.paced, until=plan.until)


def alive(conn: Connection, keys: Keys, today: date) -> Row[Any]:
    """The row of a host's room. Raises NotFound."""
    found = select(ROOMS).where(ROOMS.c.id == keys.id, ROOMS.c.expires >= today)
    row = conn.execute(found).one_or_none()
    if row is None:
        raise NotFound
    return row


def touch(conn: Connection, host: Host) -> Row[Any]:
    """Moves the room's last day and its revision. Raises NotFound.

    Every change of a host starts with this: it locks the room, so that a host's tabs take turns.
    """
    mine = (ROOMS.c.id == host.keys.id, ROOMS.c.expires >= host.days.today)
    last = last_day(ROOMS, literal(host.days.until))
    values = {"expires": last, "beat": ROOMS.c.beat + 1}
    row = conn.execute(update(ROOMS).where(*mine).values(values).returning(ROOMS)).one_or_none()
    if row is None:
        raise NotFound
    return row


def hold(conn: Connection, host: Host, room: Row[Any], until: date) -> None:
    """Keeps a touched room up to this day at least.

    It replaces another day that was asked for, even a later one.
    """
    least = room.expires if room.asked_until is None else host.days.until
    values = {"asked_until": until, "expires": max(until, least)}
    conn.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(values))


def newest(conn: Connection, room: Row[Any], *states: State) -> Row[Any]:
    """The room's newest round. Raises Moved if it is in none of these states."""
    found = select(ROUNDS).where(ROUNDS.c.room == room.id, ROUNDS.c.number == room.number)
    row = conn.execute(found).one()
    if row.state not in states:
        raise Moved
    return row


def keys(host: Keys, room: Row[Any]) -> Keys:
    """The room's own key, which seals what it shows."""
    return Keys(room.id, seal.unwrap(host, join_codes.KEY, room.key), b"")


def move(conn: Connection, host: Host, frm: State, to: State) -> None:
    """Moves a round without computing a result. Raises NotFound, Moved, Refused."""
    if to not in MOVES[frm] or (frm, to) == (State.CLOSED, State.REVEALED):
        raise Refused("A round does not go that way.")
    room = touch(conn, host)
    row = newest(conn, room, frm)
    # always the round before its records, to avoid deadlocks
    if to == State.CLOSED:
        _change(conn, row, {"state": to, "wall": None, "day": host.days.today, **SHUT})
        voices.close(conn, row.id)
    elif frm == State.CLOSED:
        joining = join_codes.make(conn, host, keys(host.keys, room), row.id)
        last = max(row.until, host.days.today)
        _change(conn, row, {"state": to, "wall": None, "until": last, **joining})
        voices.reopen(conn, row.id)
    else:
        _change(conn, row, {"state": to, "wall": None})


def pace(conn: Connection, host: Host, opened: int | None, anew: Sequence[Seat]) -> None:
    """Sets how many sections are open; None: all. Raises NotFound, Moved."""
    row = newest(conn, touch(conn, host), *OPEN)
    _change(conn, row, {"opened": opened})
    voices.go_on(conn, row.id, anew)


def extend(conn: Connection, host: Host, until: date) -> None:
    """Sets another last day for joining an open round. Raises NotFound, Moved."""
    room = touch(conn, host)
    row = newest(conn, room, *OPEN)
    lapsed = row.door is None or row.until < host.days.today
    joining = join_codes.make(conn, host, keys(host.keys, room), row.id) if lapsed else {}
    _change(conn, row, {"until": until, **joining})


def hear(conn: Connection, host: Host) -> Hearing:
    """The voices of the closed round, which can no longer change. Raises NotFound, Moved."""
    room = alive(conn, host.keys, host.days.today)
    row = newest(conn, room, State.CLOSED)
    pair = seal.unwrap(host.keys, PRIVATE, room.private), room.public
    return Hearing(room.beat, voices.hear(conn, host.keys, pair, row.id, host.days.today))


def printed(host: Host, heard: Hearing, fingerprint: Fingerprint) -> Hearing:
    """The same with fingerprints. These are slow on purpose, so no lock may be held meanwhile."""
    key = seal.tag(host.keys, PRINTS)
    marked = [one._replace(print=fingerprint(one.voice, key)) for one in heard.voices]
    return heard._replace(voices=marked)


def reveal(conn: Connection, host: Host, heard: Hearing, publish: Publish, judge: Judge) -> None:
    """Makes the board from the voices that are still there, as far as `judge` lets it be shown
    beside earlier results. Raises NotFound, Moved.

    Deleting waits for the lock on the room, and leaving for that on the round.
    """
    room = touch(conn, host)
    row = newest(conn, room, State.CLOSED)
    if room.beat != heard.revision + 1:
        raise Moved
    _change(conn, row, {"state": State.REVEALED, "wall": None})
    there = voices.there(conn, row.id, host.days.today)
    left = [one for one in heard.voices if one.record in there]
    board, prints = _made(left, publish, judge, _shown(conn, host, room))
    practitioners = [one.record for one in left if one.voice.seat == "practitioner"]
    boards.keep(conn, keys(host.keys, room), row.id, board, practitioners)
    voices.forget(conn, row.id)
    _change(conn, row, {"prints": _sealed(host.keys, row, prints)})


def begin(conn: Connection, host: Host, until: date) -> None:
    """Starts a new round after one that is shown."""
    room = touch(conn, host)
    newest(conn, room, *SHOWN)
    number = room.number + 1
    conn.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(number=number))
    _add(conn, host, keys(host.keys, room), number, paced=room.paced, until=until)


def erase(conn: Connection, keys: Keys) -> None:
    """Deletes the room with rounds, voices, boards and agreement; participants' records stay."""
    conn.execute(delete(ROOMS).where(ROOMS.c.id == keys.id))


def purge(conn: Connection, today: date) -> None:
    """Deletes expired rooms and join codes."""
    conn.execute(delete(ROOMS).where(ROOMS.c.expires < today))
    lapsed = (ROUNDS.c.until < today, ROUNDS.c.door.is_not(None))
    conn.execute(update(ROUNDS).where(*lapsed).values(SHUT))


def _add(
    conn: Connection, host: Host, room: Keys, number: int, *, paced: bool, until: date
) -> None:
    at = os.urandom(ID)
    row = {
        "id": at,
        "room": room.id,
        "number": number,
        "state": State.GATHERING,
        "opened": 1 if paced else None,
        "day": host.days.today,
        "until": until,
        **join_codes.make(conn, host, room, at),
    }
    conn.execute(insert(ROUNDS).values(row))


def _made(
    left: Sequence[Heard], publish: Publish, judge: Judge, shown: Sequence[Drawn]
) -> tuple[Board, Sequence[str] | None]:
    """The board of these voices, and the fingerprints to keep."""
    board = publish([one.voice for one in left])
    drawn = judge(Drawn(board.group, sorted(one.print for one in left)), shown)
    return board.model_copy(update={"group": drawn.group}), drawn.prints


def _shown(conn: Connection, host: Host, room: Row[Any]) -> list[Drawn]:
    """What is kept of the members of all earlier rounds, oldest first."""
    own = keys(host.keys, room)
    earlier = (ROUNDS.c.room == room.id, ROUNDS.c.number < room.number)
    found = conn.execute(select(ROUNDS).where(*earlier).order_by(ROUNDS.c.number)).all()
    return [Drawn(boards.group(conn, own, row.id), _prints(host.keys, row)) for row in found]


def _prints(host: Keys, row: Row[Any]) -> list[str] | None:
    return None if row.prints is None else seal.unseal(host, PRINTS + row.id, row.prints)


def _sealed(host: Keys, row: Row[Any], prints: Sequence[str] | None) -> bytes | None:
    """The sealed fingerprints, sorted so that their order says nothing."""
    return None if prints is None else seal.seal(host, PRINTS + row.id, sorted(prints))


def _change(conn: Connection, row: Row[Any], changes: dict[str, object]) -> None:
    conn.execute(update(ROUNDS).where(ROUNDS.c.id == row.id).values(changes))
