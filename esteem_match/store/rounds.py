"""Rounds: how a room's newest round moves from state to state. Every step is compared and set."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, literal, select, update

from esteem_match.models import MOVES, OPEN, SHOWN, Board, Drawn, State, Voice
from esteem_match.store import boards, box, doors, seal, voices
from esteem_match.store.access import Host
from esteem_match.store.doors import SHUT
from esteem_match.store.errors import Moved, NotFound, Refused
from esteem_match.store.schema import ROOMS, ROUNDS, last_day
from esteem_match.store.seal import Keys

Publish = Callable[[Sequence[Voice]], Board]
Fingerprint = Callable[[Voice, bytes], str]
Judge = Callable[[Drawn, Sequence[Drawn]], Drawn]

ID = 16
PRIVATE, PRINTS = b"private", b"prints"
WEIGHED = ((State.ANSWERING, State.CLOSED), (State.CLOSED, State.REVEALED))


class Plan(NamedTuple):
    """What a host gives to open a room."""

    name: str
    day: date
    version: str
    language: str
    paced: bool
    until: date


def create(conn: Connection, host: Host, plan: Plan) -> None:
    """A room with its keys, and its first round."""
    private, public = box.pair()
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
        "key": seal.wrap(host.keys, doors.KEY, room.seal),
        "about": seal.seal(room, doors.ABOUT, [plan.name, plan.day.isoformat()]),
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
    """Moves the room's last day and its beat. Raises NotFound.

    Whatever a host changes begins with this: it holds the room, so that hosts' tabs take turns.
    """
    mine = (ROOMS.c.id == host.keys.id, ROOMS.c.expires >= host.days.today)
    last = last_day(ROOMS, literal(host.days.until))
    values = {"expires": last, "beat": ROOMS.c.beat + 1}
    row = conn.execute(update(ROOMS).where(*mine).values(values).returning(ROOMS)).one_or_none()
    if row is None:
        raise NotFound
    return row


def hold(conn: Connection, host: Host, room: Row[Any], until: date) -> None:
    """Keeps a touched room up to this day, however soon its host's last step was.

    Where another day was asked for before, this one takes its place, also a sooner one.
    """
    least = room.expires if room.asked_until is None else host.days.until
    values = {"asked_until": until, "expires": max(until, least)}
    conn.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(values))


def newest(conn: Connection, room: Row[Any], *states: State) -> Row[Any]:
    """The room's newest round. Raises Moved where it stands in none of these states."""
    found = select(ROUNDS).where(ROUNDS.c.room == room.id, ROUNDS.c.number == room.number)
    row = conn.execute(found).one()
    if row.state not in states:
        raise Moved
    return row


def keys(host: Keys, room: Row[Any]) -> Keys:
    """The room's own key, which seals what it shows."""
    return Keys(room.id, seal.unwrap(host, doors.KEY, room.key), b"")


def move(conn: Connection, host: Host, frm: State, to: State) -> None:
    """One step that needs nothing to be worked out. Raises NotFound, Moved, Refused."""
    if to not in MOVES[frm] or (frm, to) in WEIGHED:
        raise Refused("A round does not go that way.")
    room = touch(conn, host)
    row = newest(conn, room, frm)
    changes: dict[str, object] = {"state": to}
    if (frm, to) == (State.CLOSED, State.ANSWERING):
        changes |= _reopened(conn, host, room, row)
    _change(conn, row, changes)


def pace(conn: Connection, host: Host, opened: int | None) -> None:
    """Says how many sections are open; None: all. Raises NotFound, Moved."""
    row = newest(conn, touch(conn, host), *OPEN)
    _change(conn, row, {"opened": opened})


def extend(conn: Connection, host: Host, until: date) -> None:
    """Gives an open round another last day for joining. Raises NotFound, Moved."""
    room = touch(conn, host)
    row = newest(conn, room, *OPEN)
    lapsed = row.door is None or row.until < host.days.today
    door = doors.make(conn, host, keys(host.keys, room), row.id) if lapsed else {}
    _change(conn, row, {"until": until, **door})


def close(conn: Connection, host: Host, publish: Publish, fingerprint: Fingerprint) -> None:
    """Hears all voices, keeps the board made of them, and lets no answer in any more."""
    room = touch(conn, host)
    row = newest(conn, room, State.ANSWERING)
    _change(conn, row, {"state": State.CLOSED, "day": host.days.today, **SHUT})
    voices.close(conn, row.id)
    pair = seal.unwrap(host.keys, PRIVATE, room.private), room.public
    heard = voices.hear(conn, host.keys, pair, row.id, host.days.today)
    board = publish([each.voice for each in heard])
    practitioners = [each.record for each in heard if each.voice.seat == "practitioner"]
    boards.keep(conn, keys(host.keys, room), row.id, board, practitioners)
    key = seal.tag(host.keys, PRINTS)
    prints = [fingerprint(each.voice, key) for each in heard]
    _change(conn, row, {"prints": _sealed(host.keys, row, prints)})


def reveal(conn: Connection, host: Host, judge: Judge) -> None:
    """Shows what `judge` finds may be shown beside all that was shown before."""
    room = touch(conn, host)
    row = newest(conn, room, State.CLOSED)
    own = keys(host.keys, room)
    *shown, new = _drawn(conn, host.keys, own)
    told = judge(new, shown)
    if told.group is not None:
        boards.regroup(conn, own, row.id, told.group)
    voices.forget(conn, row.id)
    prints = _sealed(host.keys, row, told.prints)
    _change(conn, row, {"state": State.REVEALED, "prints": prints})


def begin(conn: Connection, host: Host, until: date) -> None:
    """A new round after one that is shown."""
    room = touch(conn, host)
    newest(conn, room, *SHOWN)
    number = room.number + 1
    conn.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(number=number))
    _add(conn, host, keys(host.keys, room), number, paced=room.paced, until=until)


def erase(conn: Connection, keys: Keys) -> None:
    """The room with its rounds, voices, boards and agreement; the participants' records stay."""
    conn.execute(delete(ROOMS).where(ROOMS.c.id == keys.id))


def purge(conn: Connection, today: date) -> None:
    """Deletes expired rooms, and join codes that nobody can use any more."""
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
        **doors.make(conn, host, room, at),
    }
    conn.execute(insert(ROUNDS).values(row))


def _reopened(conn: Connection, host: Host, room: Row[Any], row: Row[Any]) -> dict[str, object]:
    """Drops the board, opens the records again: what a round needs to be answered once more."""
    boards.drop(conn, row.id)
    voices.reopen(conn, row.id)
    door = doors.make(conn, host, keys(host.keys, room), row.id)
    return {"prints": None, "until": max(row.until, host.days.today), **door}


def _drawn(conn: Connection, host: Keys, room: Keys) -> list[Drawn]:
    """What is kept of the members of all rounds that were shown or are closed, oldest first."""
    found = select(ROUNDS).where(ROUNDS.c.room == room.id, ROUNDS.c.prints.is_not(None))
    return [
        Drawn(boards.group(conn, room, row.id), seal.unseal(host, PRINTS + row.id, row.prints))
        for row in conn.execute(found.order_by(ROUNDS.c.number)).all()
    ]


def _sealed(host: Keys, row: Row[Any], prints: Sequence[str]) -> bytes:
    """In an order that says nothing: to compare rounds, never to read."""
    return seal.seal(host, PRINTS + row.id, sorted(prints))


def _change(conn: Connection, row: Row[Any], changes: dict[str, object]) -> None:
    conn.execute(update(ROUNDS).where(ROUNDS.c.id == row.id).values(changes))
