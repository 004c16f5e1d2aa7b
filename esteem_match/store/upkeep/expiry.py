"""What has expired, deleted: on the word of whoever asks, or only once a day is confirmed.

A day is confirmed when a whole day has gone by since it was first seen, and the clock has told no
earlier moment meanwhile; what had expired on it is deleted then. A clock that tells a day before
the confirmed one is behind: its word changes nothing, and the store goes on with the confirmed day.
So a clock that is wrong for less than a day deletes nothing, by years and through any restarts.
Before the first day is confirmed nothing tells that it is behind, but that it leaps when it is set.
"""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Table, case, select, update

from esteem_match.store.database import failures
from esteem_match.store.database.schema import MARKS, RECORDS, ROOMS, ROUNDS, later, upsert
from esteem_match.store.record import contents, records
from esteem_match.store.room import rooms, rounds
from esteem_match.store.upkeep.calendar import NEVER

SEEN = "days"
DAY = timedelta(days=1)
STEADY = 4 * DAY  # where days are seen one after the other, the confirmed one is no older


class Usual(NamedTuple):
    """The last days of a record and of a room that somebody changes today."""

    record: date
    room: date


class Seen(NamedTuple):
    """The confirmed day, and the moment since which the clock has told no earlier one."""

    confirmed: date = NEVER
    since: datetime = datetime.max.replace(tzinfo=UTC)

    def after(self, now: datetime) -> "Seen":
        """What is known once the clock has told this, too."""
        if now.date() < self.confirmed:
            return self
        if now < self.since:
            return Seen(self.confirmed, now)
        return self if now - self.since < DAY else Seen(self.since.date(), now)


def purge(conn: Connection, now: datetime) -> int:
    """Deletes expired records and rooms, old failures, content that nothing refers to."""
    failures.purge(conn, now)
    return _purge(conn, now.date())


def tidy(conn: Connection, now: datetime, usual: Usual) -> tuple[int, date]:
    """Deletes what had expired on the confirmed day. Counts the records, and gives that day."""
    before = seen(conn, hold=True)
    after = before.after(now)
    if after != before:
        note(conn, after)
    if before.confirmed == NEVER and now - before.since > STEADY:
        _begin_anew(conn, usual)
    if timedelta(0) <= now.date() - before.confirmed <= STEADY:
        _bring_back(conn, now.date(), usual)
    return _purge(conn, after.confirmed), after.confirmed


def seen(conn: Connection, *, hold: bool = False) -> Seen:
    """What is known of the days. Who tidies holds it, so that no replica's word is lost."""
    found = select(MARKS.c.value).where(MARKS.c.name == SEEN)
    text = conn.scalar(found.with_for_update() if hold else found)
    if text is None:
        return Seen()
    confirmed, since = text.decode().split()
    return Seen(date.fromisoformat(confirmed), datetime.fromisoformat(since).replace(tzinfo=UTC))


def note(conn: Connection, known: Seen) -> None:
    text = f"{known.confirmed} {known.since.isoformat()}"
    upsert(conn, MARKS, [{"name": SEEN, "value": text.encode()}])


def _purge(conn: Connection, day: date) -> int:
    rounds.purge(conn, day)
    gone = records.purge(conn, day)
    contents.purge(conn)
    return gone


def _begin_anew(conn: Connection, usual: Usual) -> None:
    """What is there lasts from today: the clock that it was begun by may have been behind."""
    for table, last in ((RECORDS, usual.record), (ROOMS, usual.room)):
        conn.execute(update(table).where(table.c.expires < last).values(expires=last))


def _bring_back(conn: Connection, today: date, usual: Usual) -> None:
    """What a clock ahead has made last longer than any rule allows lasts from today."""
    _shorten(conn, RECORDS, today + records.LONGEST, usual.record)
    _shorten(conn, ROOMS, today + rooms.LONGEST, usual.room)
    open_for_years = ROUNDS.c.until > today + records.LONGEST
    conn.execute(update(ROUNDS).where(open_for_years).values(until=usual.record))


def _shorten(conn: Connection, table: Table, longest: date, usual: date) -> None:
    asked = case((table.c.asked_until > longest, longest), else_=table.c.asked_until)
    values = {"asked_until": asked, "expires": later(asked, usual)}
    conn.execute(update(table).where(table.c.expires > longest).values(values))
