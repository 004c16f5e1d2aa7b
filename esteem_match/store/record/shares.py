"""Shares: sealed copies of answers that a group and its practitioners can see side by side.

The share's code opens the copies; the code itself is stored sealed under each member's keys.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from esteem_match import codes
from esteem_match.models import NAMES, Answer, Noun
from esteem_match.store.database.schema import COPIES, RECORDS, SHARES, upsert
from esteem_match.store.errors import NotFound, Refused
from esteem_match.store.record import records
from esteem_match.store.record.records import Days
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys

MEMBERS_MOST = 101  # the group and a hundred practitioners
CODE = b"code"

# Built once, like those of records. A share lasts as long as its owner's record.
TAKEN: Select[Any] = (
    select(COPIES.c.share, COPIES.c.code, SHARES.c.owner)
    .join(SHARES, SHARES.c.id == COPIES.c.share)
    .join(RECORDS, RECORDS.c.id == SHARES.c.owner)
    .where(COPIES.c.record == bindparam("at"), RECORDS.c.expires >= bindparam("today"))
    .order_by(COPIES.c.share)
)


class Copy(NamedTuple):
    """Answers as they were shared, and when; version 0.1.0 stored only the day."""

    answers: dict[str, Answer]
    at: datetime | None


class Joined(NamedTuple):
    """A practitioner's copy; `tag` tells copies apart without saying whose they are."""

    tag: str
    answers: dict[str, Answer]
    version: str
    on: date
    at: datetime | None


class Sharer(NamedTuple):
    """What a share code shows before joining: the group that shares, and since which day."""

    name: str
    on: date


class Shared(Noun):
    """What a member of a share can see: the group's copy, and all practitioners' or their own."""

    group: dict[str, Answer]
    version: str
    on: date
    at: datetime | None
    practitioners: tuple[Joined, ...]


class Part(NamedTuple):
    """A record's own share code, the codes of shares it joined, and the names of those."""

    own: str | None
    joined: tuple[str, ...]
    names: frozenset[str]


class Code(NamedTuple):
    """A share's code and its keys."""

    text: str
    keys: Keys


def make(conn: Connection, keys: Keys, secret: bytes, days: Days, now: datetime) -> str:
    """Seals the group's current answers under its share, which the first call creates."""
    row = records.touch(conn, keys, days)
    if row.side != "group":
        raise Refused("Only a group can share its answers.")
    text = part(conn, keys, days.today).own
    code = _code(text or codes.new(), secret)
    if text is None:
        conn.execute(insert(SHARES).values(id=code.keys.id, owner=keys.id))
    _copy(conn, keys, code, row.version, now)
    return code.text


def remove(conn: Connection, keys: Keys, days: Days) -> None:
    """Deletes the group's share with every copy in it."""
    records.touch(conn, keys, days)
    conn.execute(delete(SHARES).where(SHARES.c.owner == keys.id))


def join(conn: Connection, keys: Keys, code: Code, days: Days, now: datetime) -> None:
    """Seals the practitioner's current answers under a group's share."""
    row = records.touch(conn, keys, days)
    if row.side != "practitioner":
        raise Refused("Only a practitioner can join what a group shares.")
    # locked until the copy is written: the group may delete the share at the same moment
    if conn.execute(_standing(code.keys, days.today).with_for_update(read=True)).first() is None:
        raise NotFound
    _copy(conn, keys, code, row.version, now)
    held = select(func.count()).select_from(COPIES).where(COPIES.c.share == code.keys.id)
    if (conn.scalar(held) or 0) > MEMBERS_MOST:
        raise Refused(f"At most {MEMBERS_MOST} can be in one share.")
    records.note(conn, keys, records.noted(conn, keys) | {code.keys.id.hex()})


def leave(conn: Connection, keys: Keys, share: Keys, days: Days) -> None:
    """Deletes the practitioner's copy; the group's is only deleted with the whole share."""
    row = records.touch(conn, keys, days)
    if row.side == "practitioner":
        mine = and_(COPIES.c.share == share.id, COPIES.c.record == keys.id)
        conn.execute(delete(COPIES).where(mine))
        records.note(conn, keys, records.noted(conn, keys) - {share.id.hex()})


def note_parted(conn: Connection, keys: Keys, days: Days) -> None:
    """Notes that this record's person knows which shares have ended."""
    records.touch(conn, keys, days)
    records.note(conn, keys, part(conn, keys, days.today).names)


def view(conn: Connection, keys: Keys, share: Keys, today: date) -> Shared:
    """What this record can see of the share. Raises NotFound."""
    owner = conn.scalar(_standing(share, today))
    rows = conn.execute(_copies(COPIES.c.share == share.id, today)).all()
    seen = {row.record: row for row in rows}
    if owner not in seen or keys.id not in seen:
        raise NotFound
    theirs = [row for row in rows if row.record != owner and keys.id in (owner, row.record)]
    copy = _opened(share, seen[owner])
    return Shared(
        group=copy.answers,
        version=seen[owner].version,
        on=seen[owner].day,
        at=copy.at,
        practitioners=tuple(_joined(share, row) for row in theirs),
    )


def sharer(conn: Connection, share: Keys, today: date) -> Sharer:
    """The group that shares its answers under this code. Raises NotFound."""
    owner = conn.scalar(_standing(share, today))
    whose = and_(COPIES.c.share == share.id, COPIES.c.record == owner)
    row = conn.execute(_copies(whose, today)).first()
    if owner is None or row is None:
        raise NotFound
    return Sharer(str(_opened(share, row).answers.get(NAMES["group"]) or ""), row.day)


def part(conn: Connection, keys: Keys, today: date) -> Part:
    """A record's part in shares: its own, and those that it joined."""
    rows = conn.execute(TAKEN, {"at": keys.id, "today": today}).all()
    kept = {row.share: _kept_code(keys, row) for row in rows}
    own = next((kept.pop(row.share) for row in rows if row.owner == keys.id), None)
    return Part(own, tuple(kept.values()), frozenset(share.hex() for share in kept))


def stands(conn: Connection, share: Keys, today: date) -> bool:
    """Whether a group shares its answers under this code now."""
    return conn.execute(_standing(share, today)).first() is not None


def _code(text: str, secret: bytes) -> Code:
    return Code(text, seal.derive(text, secret, "share"))


def _standing(share: Keys, today: date) -> Select[tuple[bytes]]:
    """Selects the owner of a share, unless the share or the owner is unknown or expired."""
    return (
        select(SHARES.c.owner)
        .join(RECORDS, RECORDS.c.id == SHARES.c.owner)
        .where(SHARES.c.id == share.id, RECORDS.c.expires >= today)
    )


def _copies(which: ColumnElement[bool], today: date) -> Select[Any]:
    return (
        select(COPIES)
        .join(RECORDS, RECORDS.c.id == COPIES.c.record)
        .where(which, RECORDS.c.expires >= today)
        .order_by(COPIES.c.day, COPIES.c.record)
    )


def _copy(conn: Connection, keys: Keys, code: Code, version: str, now: datetime) -> None:
    copy = [records.answers(conn, keys)[0], now.isoformat(timespec="minutes")]
    row = {
        "share": code.keys.id,
        "record": keys.id,
        "version": version,
        "day": now.date(),
        "sealed": seal.seal(code.keys, keys.id, copy),
        "code": seal.seal(keys, CODE + code.keys.id, code.text),
    }
    upsert(conn, COPIES, [row])


def _opened(share: Keys, row: Row[Any]) -> Copy:
    kept = seal.unseal(share, row.record, row.sealed)
    answers, at = kept if isinstance(kept, list) else (kept, None)
    return Copy(answers, at and datetime.fromisoformat(at))


def _joined(share: Keys, row: Row[Any]) -> Joined:
    tag, copy = seal.tag(share, row.record).hex(), _opened(share, row)
    return Joined(tag, copy.answers, row.version, row.day, copy.at)


def _kept_code(keys: Keys, row: Row[Any]) -> str:
    return str(seal.unseal(keys, CODE + row.share, row.code))
