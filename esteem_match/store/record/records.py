"""Records and their answers: statements, each run inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Row, bindparam, delete, func, insert, select, update

from esteem_match.models import Answer, Noun, Side
from esteem_match.store.database.schema import ANSWERS, RECORDS, last_day, upsert
from esteem_match.store.errors import Ended, NotFound, Refused, Renewed
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys

ITEMS_MOST = 500
ANSWER_BYTES_MOST = 8 * 1024
NAME_MOST = 64
POSITION_MOST = 1000
LONGEST = timedelta(days=365)  # no setting and no request keeps a record longer
LATE = timedelta(days=28)  # kept so much longer than the day that was asked for: people are late

# Built once: building a statement takes longer than running it.
TOUCH = (
    update(RECORDS)
    .where(RECORDS.c.id == bindparam("at"), RECORDS.c.expires >= bindparam("today"))
    .values(changed=bindparam("day"), expires=last_day(RECORDS, bindparam("until", type_=Date)))
    .returning(RECORDS.c.side, RECORDS.c.version, RECORDS.c.finished, RECORDS.c.answered)
)
TOUCH_ANSWERED = TOUCH.values(answered=bindparam("day"))
ANSWERED = select(ANSWERS.c.tag, ANSWERS.c.sealed, ANSWERS.c.revision).where(
    ANSWERS.c.record == bindparam("at")
)
ALIVE = select(RECORDS).where(
    RECORDS.c.id == bindparam("at"), RECORDS.c.expires >= bindparam("today")
)
NOTED = ANSWERED.where(ANSWERS.c.tag == bindparam("tag"))
HELD = select(func.count().label("answers"), func.sum(ANSWERS.c.revision).label("writes")).where(
    ANSWERS.c.record == bindparam("at"), ANSWERS.c.tag != bindparam("tag")
)

Rows = Sequence[Mapping[str, object]]

# The name under which joined shares are noted, sealed like an answer; no item has such a name.
NOTE = "\0joined"


class Days(NamedTuple):
    """Today, and the last day of a record that changes today."""

    today: date
    until: date


class Record(Noun):
    """One person's or one group's answers. They are kept up to and including the day `expires`.

    A `finished` record is closed: it takes no answers until it is opened again. `answered`: the day
    of the last answer, None before the first. `share`: the code of its own share; `joined`: the
    codes of shares that it joined; `parted`: one of these has ended, and its person doesn't know
    yet. `writes`: how often answers were written. `asked_until`: the day until which its person
    asked to keep it.
    """

    side: Side
    version: str
    consent_version: str
    language: str
    created: date
    changed: date
    expires: date
    finished: bool
    answered: date | None
    answers: dict[str, Answer]
    writes: int = 0
    share: str | None = None
    joined: tuple[str, ...] = ()
    parted: bool = False
    asked_until: date | None = None


class Written(NamedTuple):
    """Answers, how often any was written, and the shares that are noted as joined."""

    answers: dict[str, Answer]
    writes: int
    noted: frozenset[str]


def name(text: str) -> str:
    """A version, language or item id, unchanged. Raises Refused if it can't be one."""
    if not isinstance(text, str) or not 0 < len(text) <= NAME_MOST or not _plain(text):
        raise Refused(f"A name must be text of 1 to {NAME_MOST} characters.")
    return text


def answer(value: Answer) -> Answer:
    """An answer, unchanged. Raises Refused for what no question takes; journey checks the rest."""
    if value is None or (type(value) is int and 0 <= value <= POSITION_MOST):
        return value
    if isinstance(value, str) and _plain(value) and len(value.encode()) <= ANSWER_BYTES_MOST:
        return value
    raise Refused(f"An answer is a position, nothing, or text of up to {ANSWER_BYTES_MOST} bytes.")


def create(
    conn: Connection, keys: Keys, days: Days, meta: Mapping[str, str], rows: Rows = ()
) -> None:
    row = {"created": days.today, "changed": days.today, "expires": days.until, "finished": False}
    conn.execute(insert(RECORDS).values(id=keys.id, **row, **meta))
    if rows:
        write(conn, keys, days, rows)


def touch(
    conn: Connection,
    keys: Keys,
    days: Days,
    *,
    opened: bool = False,
    new_answers: bool = False,
    **changes: object,
) -> Row[Any]:
    """Moves the record's last day, and returns its side and version. Raises NotFound, Ended.

    With `new_answers`, today is also the day of its last answer. Every write starts with this: it
    never writes to a record that is gone or expired, nor with `opened` to one that is closed.
    Raising rolls the transaction back.
    """
    values = {"at": keys.id, "today": days.today, "day": days.today, "until": days.until}
    statement = TOUCH_ANSWERED if new_answers else TOUCH
    changed = statement.values(**changes) if changes else statement
    row = conn.execute(changed, values).one_or_none()
    if row is None:
        raise NotFound
    if opened and row.finished:
        raise Ended
    return row


def change(conn: Connection, keys: Keys, days: Days, finished: bool | None, **changes: Any) -> None:
    """Makes these changes. A closed record keeps its version, unless this opens it again."""
    if finished is False:
        changes["finished"] = False
    touch(conn, keys, days, opened="version" in changes, **changes)
    if finished:
        touch(conn, keys, days, finished=True)


def sealed(keys: Keys, answers: Mapping[str, Answer]) -> list[dict[str, object]]:
    """Sealed rows for answers. Raises Refused if one of them can't be kept."""
    tags = {item: _tag(keys, name(item)) for item in answers}
    return [
        {
            "record": keys.id,
            "tag": tags[item],
            "revision": 1,
            "sealed": seal.seal(keys, tags[item], [item, answer(value)]),
        }
        for item, value in answers.items()
    ]


def write(
    conn: Connection,
    keys: Keys,
    days: Days,
    rows: Rows,
    version: str | None = None,
) -> int:
    """Saves answers, replacing those to the same items. Raises NotFound, Ended, Refused.

    Returns how often answers of this record were written so far. Raises Renewed if the record's
    questions are of another `version`.
    """
    row = touch(conn, keys, days, opened=True, new_answers=bool(rows))
    if version not in (None, row.version):
        raise Renewed
    upsert(conn, ANSWERS, rows, counter="revision")
    held = conn.execute(HELD, {"at": keys.id, "tag": _tag(keys, NOTE)}).one()
    if held.answers > ITEMS_MOST:
        raise Refused(f"A record holds at most {ITEMS_MOST} answers.")
    return int(held.writes or 0)


def forget(conn: Connection, keys: Keys, days: Days, items: Iterable[str]) -> None:
    touch(conn, keys, days, opened=True)
    tags = [_tag(keys, item) for item in items]
    conn.execute(delete(ANSWERS).where(ANSWERS.c.record == keys.id, ANSWERS.c.tag.in_(tags)))


def clear(conn: Connection, keys: Keys, stay: Iterable[str] = ()) -> None:
    """Deletes all answers except those to `stay` and the note; only after a touch."""
    tags = [_tag(keys, item) for item in (NOTE, *stay)]
    conn.execute(delete(ANSWERS).where(ANSWERS.c.record == keys.id, ANSWERS.c.tag.not_in(tags)))


def alive(conn: Connection, keys: Keys, today: date) -> Row[Any] | None:
    """The record's row, unless it is unknown or expired."""
    return conn.execute(ALIVE, {"at": keys.id, "today": today}).one_or_none()


def answers(conn: Connection, keys: Keys) -> Written:
    """The answers, and the noted shares."""
    found = conn.execute(ANSWERED, {"at": keys.id}).all()
    kept = dict(seal.unseal(keys, row.tag, row.sealed) for row in found)
    note = _tag(keys, NOTE)
    noted = frozenset(kept.pop(NOTE, ()))
    return Written(kept, sum(row.revision for row in found if row.tag != note), noted)


def noted(conn: Connection, keys: Keys) -> frozenset[str]:
    """The shares that are noted as joined."""
    tag = _tag(keys, NOTE)
    row = conn.execute(NOTED, {"at": keys.id, "tag": tag}).one_or_none()
    return frozenset(seal.unseal(keys, tag, row.sealed)[1]) if row else frozenset()


def note(conn: Connection, keys: Keys, shares: Iterable[str]) -> None:
    """Notes the shares that this record has joined, so that it can tell later if one ended."""
    tag = _tag(keys, NOTE)
    sealed = seal.seal(keys, tag, [NOTE, sorted(shares)])
    row = {"record": keys.id, "tag": tag, "revision": 1, "sealed": sealed}
    upsert(conn, ANSWERS, [row], counter="revision")


def erase(conn: Connection, keys: Keys) -> None:
    """Deletes the record, and with its row its answers, own share and copies in others."""
    conn.execute(delete(RECORDS).where(RECORDS.c.id == keys.id))


def purge(conn: Connection, today: date) -> int:
    """Deletes expired records and returns their number."""
    return conn.execute(delete(RECORDS).where(RECORDS.c.expires < today)).rowcount


def plain_text(text: str) -> str:
    """Text, unchanged. Raises Refused for what not every database can store."""
    if not _plain(text):
        raise Refused("Text must not hold NUL or half a character.")
    return text


def _plain(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _tag(keys: Keys, item: str) -> bytes:
    return seal.tag(keys, item.encode(errors="replace"))
