"""What the store does every day: deletes what has expired, and checks the clock."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from esteem_match.store.database.access import Access
from esteem_match.store.database.writer import Writer
from esteem_match.store.upkeep import expiry
from esteem_match.store.upkeep.calendar import Calendar
from esteem_match.store.upkeep.expiry import Seen, Usual


class Upkeep(Access):
    """The part of the store that needs no code."""

    def __init__(
        self,
        reader: Engine,
        writer: Writer,
        secret: bytes,
        calendar: Calendar,
        keep_days: int,
        keep_room_days: int,
    ) -> None:
        super().__init__(reader, writer, secret, calendar, keep_days)
        self._calendar, self._keep_room_days = calendar, keep_room_days

    def purge(self, now: datetime | None = None) -> int:
        """Deletes expired records and rooms, old failures, content that nothing refers to.

        Returns the number of records. Somebody asked for this, so the machine's clock is trusted.
        """
        moment = now or self._calendar.machine()
        gone = self._writer.do(lambda conn: expiry.purge(conn, moment))
        self._writer.sweep()
        return gone

    def tidy(self) -> int:
        """Purges what had expired on a confirmed day: a new date is not trusted at once."""
        now, usual = self._calendar.machine(), self._usual()
        gone, confirmed = self._writer.do(lambda conn: expiry.tidy(conn, now, usual))
        self._calendar.confirmed = confirmed
        self._writer.sweep()
        return gone

    def doubt(self) -> tuple[date, date] | None:
        """The day by the machine's clock and the confirmed one, if the machine is behind."""
        return self._calendar.doubt()

    def believe(self) -> None:
        """Trusts the machine's clock again after it was ahead for days."""
        now = self._calendar.machine()
        known = Seen(now.date(), now)
        self._writer.do(lambda conn: expiry.note(conn, known))
        self._calendar.confirmed = known.confirmed

    def _usual(self) -> Usual:
        today, until = self._days()
        return Usual(until, today + timedelta(days=self._keep_room_days))
