"""What a host sees of a room, and the news that makes all screens update."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from esteem_match.models import Noun, Seat, State
from esteem_match.store.database.schema import RECORDS, ROOMS, ROUNDS, VOICES
from esteem_match.store.room import join_codes, rounds, voices
from esteem_match.store.sealing.seal import Keys


class Past(NamedTuple):
    """A round of the room, and the day on which it began or, once closed, was closed."""

    number: int
    state: State
    day: date


class Room(Noun):
    """A room with its newest round. `tag` names it for news, and opens nothing.

    `opened`: how many sections can be answered now; None: all. `seats`: how many joined and
    finished, only for the host. `expires`: the last day on which it is kept. `wall`: the screen on
    the wall, from 1; 0 for none.
    """

    tag: str
    name: str
    day: date
    version: str
    language: str
    paced: bool
    expires: date
    revision: int
    number: int
    state: State
    join_code: str | None
    until: date
    opened: int | None
    seats: Mapping[Seat, tuple[int, int]]
    rounds: tuple[Past, ...]
    wall: int = 0


class News(NamedTuple):
    """`revision` grows with every change of the host that phones show. `joined`, `finished` and
    `wall` are as in Room, and are only for the host.
    """

    revision: int
    joined: int
    finished: int
    wall: int = 0


def load(conn: Connection, host: Keys, today: date) -> Room:
    """A host's room. Raises NotFound."""
    room = rounds.alive(conn, host, today)
    ordered = select(ROUNDS).where(ROUNDS.c.room == room.id).order_by(ROUNDS.c.number)
    found = conn.execute(ordered).all()
    newest = found[-1]
    name, day = join_codes.about(rounds.keys(host, room), room.about)
    return Room(
        tag=room.id.hex(),
        name=name,
        day=day,
        version=room.version,
        language=room.language,
        paced=room.paced,
        expires=room.expires,
        revision=room.beat,
        number=newest.number,
        state=newest.state,
        join_code=join_codes.code(host, newest, today),
        until=newest.until,
        opened=newest.opened,
        seats=voices.seats(conn, newest.id, today),
        rounds=tuple(Past(row.number, State(row.state), row.day) for row in found),
        wall=newest.wall or 0,
    )


def news(conn: Connection, tags: Iterable[str], today: date) -> dict[str, News]:
    """The news of all these rooms in one statement; unknown tags are left out."""
    ids = [bytes.fromhex(tag) for tag in set(tags) if _is_tag(tag)]
    found = conn.execute(NEWS, {"ids": ids, "today": today}) if ids else ()
    return {row.id.hex(): News(row.beat, row.joined, row.finished, row.wall) for row in found}


def _is_tag(tag: str) -> bool:
    return len(tag) == 2 * rounds.ID and set(tag) <= set("0123456789abcdef")


def _news() -> Select[tuple[bytes, int, int, int, int]]:
    joined = func.count(RECORDS.c.id).label("joined")
    finished = func.count(RECORDS.c.id).filter(VOICES.c.done).label("finished")
    wall = func.coalesce(ROUNDS.c.wall, 0).label("wall")
    latest = and_(ROUNDS.c.room == ROOMS.c.id, ROUNDS.c.number == ROOMS.c.number)
    alive = and_(RECORDS.c.id == VOICES.c.record, RECORDS.c.expires >= bindparam("today"))
    return (
        select(ROOMS.c.id, ROOMS.c.beat, joined, finished, wall)
        .join(ROUNDS, latest)
        .outerjoin(VOICES, VOICES.c.round == ROUNDS.c.id)
        .outerjoin(RECORDS, alive)
        .where(ROOMS.c.id.in_(bindparam("ids", expanding=True)))
        .where(ROOMS.c.expires >= bindparam("today"))
        .group_by(ROOMS.c.id, ROOMS.c.beat, ROUNDS.c.wall)
    )


NEWS = _news()
