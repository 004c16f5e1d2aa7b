"""Deletes what has expired: when somebody asks for it, or once a day is confirmed.

A day is confirmed when a whole day has passed since it was first seen, and the clock has not gone
back meanwhile; then what had expired on it is deleted. A clock before the confirmed day is behind:
it changes nothing, and the store goes on with the confirmed day. So a clock that is wrong for less
than a day deletes nothing, even if it is wrong by years and across restarts. Before the first day
is confirmed, a clock that is behind is only noticed by its leap when it is set.
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
STEADY = 4 * DAY  # if days are seen one after the other, the confirmed one is at most so old


class Usual(NamedTuple):
    """The usual last days of a record and of a room that change today."""

    record: date
    room: date


class Seen(NamedTuple):
    """The confirmed day, and the moment since which the clock has not gone back."""

    confirmed: date = NEVER
    since: datetime = datetime.max.replace(tzinfo=UTC)

    def after(self, now: datetime) -> "Seen":
        """What is known after the clock has shown this, too."""
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
    """Deletes what had expired on the confirmed day. Returns how many records, and that day."""
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
    """What is known of the days. `hold`: locked while tidying, as other replicas do it too."""
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
    """Starts all usual periods today: the clock may have been behind when records were made."""
    for table, last in ((RECORDS, usual.record), (ROOMS, usual.room)):
        conn.execute(update(table).where(table.c.expires < last).values(expires=last))


def _bring_back(conn: Connection, today: date, usual: Usual) -> None:
    """Shortens periods that a clock ahead has made longer than any rule allows."""
    _shorten(conn, RECORDS, today + records.LONGEST, usual.record)
    _shorten(conn, ROOMS, today + rooms.LONGEST, usual.room)
    open_for_years = ROUNDS.c.until > today + records.LONGEST
    conn.execute(update(ROUNDS).where(open_for_years).values(until=usual.record))


def _shorten(conn: Connection, table: Table, longest: date, usual: date) -> None:
    asked = case((table.c.asked_until > longest, longest), else_=table.c.asked_until)
    values = {"asked_until": asked, "expires": later(asked, usual)}
    conn.execute(update(table).where(table.c.expires > longest).values(values))
