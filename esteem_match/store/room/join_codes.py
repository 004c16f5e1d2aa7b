"""Join codes of open rounds, deleted at the close. They let people in, but open no answers."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, bindparam, select

from esteem_match import codes
from esteem_match.models import Noun
from esteem_match.store.database.access import Host
from esteem_match.store.database.schema import ROOMS, ROUNDS
from esteem_match.store.errors import NotFound
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys, derive

SHUT = {"door": None, "code": None, "key": None}
CODE, KEY, ABOUT = b"code", b"key", b"about"


class OpenRound(NamedTuple):
    """A round that a join code opens, with the room's key and the host's public key."""

    round: bytes
    room: Keys
    public: bytes
    version: str
    row: Row[Any]


class Invitation(Noun):
    """What a join code shows before joining."""

    room: str
    name: str
    day: date
    number: int
    version: str
    language: str
    until: date


def make(conn: Connection, host: Host, room: Keys, at: bytes) -> dict[str, bytes]:
    """The columns of a round for a new join code that no other open round has."""
    code = codes.new_join()
    keys = derive(code, host.secret, "join")
    if conn.scalar(select(ROUNDS.c.id).where(ROUNDS.c.door == keys.id)) is not None:
        return make(conn, host, room, at)
    return {
        "door": keys.id,
        "code": seal.seal(host.keys, CODE + at, code),
        "key": seal.wrap(keys, KEY + at, room.seal),
    }


def code(host: Keys, row: Row[Any], today: date) -> str | None:
    """The join code of a round, for its host, while it is valid."""
    if row.code is None or row.until < today:
        return None
    return str(seal.unseal(host, CODE + row.id, row.code))


def find(conn: Connection, keys: Keys, today: date) -> OpenRound:
    """The round of a join code. Raises NotFound if it is not open."""
    row = conn.execute(STANDING, {"at": keys.id, "today": today}).one_or_none()
    if row is None:
        raise NotFound
    room = Keys(row.room, seal.unwrap(keys, KEY + row.round, row.key), b"")
    return OpenRound(row.round, room, row.public, row.version, row)


def hold(conn: Connection, keys: Keys, today: date) -> None:
    """Locks the round while somebody joins: the host may close it at the same moment."""
    if conn.execute(HELD, {"at": keys.id, "today": today}).first() is None:
        raise NotFound


def invitation(found: OpenRound) -> Invitation:
    name, day = about(found.room, found.row.about)
    row = found.row
    return Invitation(
        room=row.room.hex(),
        name=name,
        day=day,
        number=row.number,
        version=row.version,
        language=row.language,
        until=row.until,
    )


def about(room: Keys, sealed: bytes) -> tuple[str, date]:
    """A room's name and its day."""
    name, day = seal.unseal(room, ABOUT, sealed)
    return name, date.fromisoformat(day)


def _standing() -> Select[Any]:
    shown = (ROUNDS.c.room, ROUNDS.c.number, ROUNDS.c.until, ROUNDS.c.key)
    return (
        select(ROUNDS.c.id.label("round"), *shown)
        .add_columns(ROOMS.c.public, ROOMS.c.version, ROOMS.c.language, ROOMS.c.about)
        .join(ROOMS, ROOMS.c.id == ROUNDS.c.room)
        .where(ROUNDS.c.door == bindparam("at"), ROUNDS.c.until >= bindparam("today"))
        .where(ROOMS.c.expires >= bindparam("today"))
    )


# Built once, like those of records.
STANDING = _standing()
HELD = STANDING.with_for_update(read=True, of=ROUNDS)
