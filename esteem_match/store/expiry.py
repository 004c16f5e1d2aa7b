"""What has expired, deleted: on the word of whoever asks, or only where two days agree on it."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from esteem_match.store import contents, failures, records, rounds
from esteem_match.store.schema import MARKS, upsert

SEEN = "days"
NEVER = date.min


def purge(conn: Connection, now: datetime) -> int:
    """Deletes expired records and rooms, old failures, content that nothing refers to."""
    failures.purge(conn, now)
    return _purge(conn, now.date())


def tidy(conn: Connection, now: datetime) -> int:
    """Deletes what had expired on an earlier day on which this was done, and today still has.

    So a clock that is wrong for less than a day, even by years, deletes nothing too early.
    """
    return _purge(conn, _sure(conn, now.date()))


def _purge(conn: Connection, day: date) -> int:
    rounds.purge(conn, day)
    gone = records.purge(conn, day)
    contents.purge(conn)
    return gone


def _sure(conn: Connection, today: date) -> date:
    """The day before today's on which this was asked. Days after today's were a wrong clock's."""
    before, last = _seen(conn)
    if last != today:
        before, last = min(last, today), today
        text = f"{before} {last}".encode()
        upsert(conn, MARKS, [{"name": SEEN, "value": text}])
    return before


def _seen(conn: Connection) -> tuple[date, date]:
    text = conn.scalar(select(MARKS.c.value).where(MARKS.c.name == SEEN))
    if text is None:
        return NEVER, NEVER
    before, last = map(date.fromisoformat, text.decode().split())
    return before, last
