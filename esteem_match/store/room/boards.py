"""Boards: what a round shows, sealed part by part. Deleting a record deletes its part."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, select, update

from esteem_match.models import SHOWN, Board, GroupPart, Noun, PractitionerPart, State
from esteem_match.store.database.schema import PARTS, RECORDS, ROOMS, ROUNDS, VOICES
from esteem_match.store.errors import Refused
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys

GROUP = 0


class Shown(NamedTuple):
    """The board of a revealed round, and the day on which the round was closed."""

    number: int
    board: Board
    day: date
    agreed: bool = False


def keep(
    conn: Connection, room: Keys, at: bytes, board: Board, practitioners: Sequence[bytes]
) -> None:
    """Stores the board of a round, replacing any other. Raises Refused for a stranger's part.

    Part n is that of the n-th practitioner. Whoever had a number in an earlier round keeps it.
    """
    numbers = _numbers(conn, room, at, practitioners)
    parts: dict[int, tuple[bytes | None, Noun]] = {}
    if board.group is not None:
        parts[GROUP] = None, board.group
    for part in board.practitioners:
        if not 1 <= part.number <= len(practitioners):
            raise Refused("A part of the board is nobody's.")
        record = practitioners[part.number - 1]
        if numbers[record] in parts:
            raise Refused("Two parts of the board are of one person.")
        own = part.model_copy(update={"number": numbers[record]})
        parts[numbers[record]] = record, own
    rows = [
        {"round": at, "number": number, "record": record, "sealed": _sealed(room, at, number, part)}
        for number, (record, part) in parts.items()
    ]
    conn.execute(delete(PARTS).where(PARTS.c.round == at))
    if rows:
        conn.execute(insert(PARTS), rows)


def _numbers(
    conn: Connection, room: Keys, at: bytes, practitioners: Sequence[bytes]
) -> dict[bytes, int]:
    """The number of each practitioner: the one from an earlier round, or the next free one."""
    before = select(PARTS.c.record, PARTS.c.number).join(ROUNDS, ROUNDS.c.id == PARTS.c.round)
    found = conn.execute(before.where(ROUNDS.c.room == room.id, PARTS.c.round != at)).all()
    had = {row.record: row.number for row in found if row.record in practitioners}
    free = count(1 + max((row.number for row in found), default=GROUP))
    return {one: had[one] if one in had else next(free) for one in practitioners}


def group(conn: Connection, room: Keys, at: bytes) -> GroupPart | None:
    """The group's part of a round's board."""
    mine = (PARTS.c.round == at, PARTS.c.number == GROUP)
    sealed = conn.scalar(select(PARTS.c.sealed).where(*mine))
    if sealed is None:
        return None
    return GroupPart.model_validate(seal.unseal(room, _label(at, GROUP), sealed))


def leave(conn: Connection, record: bytes) -> None:
    """Before a record is deleted: locks its rooms, so that no reveal happens in between, and moves
    the revision of those that show a part of it.
    """
    sits = select(ROUNDS.c.room).join(VOICES, VOICES.c.round == ROUNDS.c.id)
    rooms = ROOMS.c.id.in_(sits.where(VOICES.c.record == record))
    conn.execute(select(ROOMS.c.id).where(rooms).order_by(ROOMS.c.id).with_for_update()).all()
    shows = select(ROUNDS.c.room).join(PARTS, PARTS.c.round == ROUNDS.c.id)
    showing = ROOMS.c.id.in_(shows.where(PARTS.c.record == record))
    conn.execute(update(ROOMS).where(showing).values(beat=ROOMS.c.beat + 1))


def read(conn: Connection, room: Keys, today: date, upto: int | None = None) -> tuple[Shown, ...]:
    """The boards of a room's revealed rounds up to and including `upto`, oldest first."""
    parts = ROUNDS.outerjoin(PARTS, PARTS.c.round == ROUNDS.c.id)
    found = (
        select(ROUNDS.c.id, ROUNDS.c.number, ROUNDS.c.day, ROUNDS.c.state)
        .add_columns(PARTS.c.number.label("part"), PARTS.c.sealed, RECORDS.c.expires)
        .select_from(parts.outerjoin(RECORDS, RECORDS.c.id == PARTS.c.record))
        .where(ROUNDS.c.room == room.id, ROUNDS.c.state.in_(SHOWN))
        .order_by(ROUNDS.c.number, PARTS.c.number)
    )
    if upto is not None:
        found = found.where(ROUNDS.c.number <= upto)
    rounds: dict[tuple[int, date, bool], list[Row[Any]]] = {}
    for row in conn.execute(found):
        of = row.number, row.day, row.state == State.AGREED
        rounds.setdefault(of, []).append(row)
    return tuple(
        Shown(number, _board(room, [row for row in rows if _stands(row, today)]), day, agreed)
        for (number, day, agreed), rows in rounds.items()
    )


def _stands(row: Row[Any], today: date) -> bool:
    """Whether there is a part, and its record (if any) has not expired."""
    return row.part is not None and (row.expires is None or row.expires >= today)


def _board(room: Keys, rows: list[Row[Any]]) -> Board:
    parts = {row.part: _opened(room, row) for row in rows}
    group = parts.pop(GROUP, None)
    return Board(
        group=None if group is None else GroupPart.model_validate(group),
        practitioners=tuple(PractitionerPart.model_validate(part) for part in parts.values()),
    )


def _sealed(room: Keys, at: bytes, number: int, part: Noun) -> bytes:
    return seal.seal(room, _label(at, number), part.model_dump(mode="json"))


def _opened(room: Keys, row: Row[Any]) -> Any:
    return seal.unseal(room, _label(row.id, row.part), row.sealed)


def _label(at: bytes, number: int) -> bytes:
    return b"part" + at + number.to_bytes(4)
