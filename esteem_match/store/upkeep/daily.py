"""What the store does for itself: it deletes what has expired, and knows what day it is."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from esteem_match.store.database.access import Access
from esteem_match.store.database.writer import Writer
from esteem_match.store.upkeep import expiry
from esteem_match.store.upkeep.calendar import Calendar
from esteem_match.store.upkeep.expiry import Seen, Usual


class Upkeep(Access):
    """The part of the store that nobody's code opens. Its clock is everybody's."""

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

        Counts the records. It is somebody's word: what day it is, the machine's clock says.
        """
        moment = now or self._calendar.told()
        gone = self._writer.do(lambda conn: expiry.purge(conn, moment))
        self._writer.sweep()
        return gone

    def tidy(self) -> int:
        """Purges what had expired on a day that is confirmed: no clock is believed at once."""
        now, usual = self._calendar.told(), self._usual()
        gone, confirmed = self._writer.do(lambda conn: expiry.tidy(conn, now, usual))
        self._calendar.confirmed = confirmed
        self._writer.sweep()
        return gone

    def doubt(self) -> tuple[date, date] | None:
        """The day that the machine's clock tells, and the confirmed one, if that is later."""
        return self._calendar.doubt()

    def believe(self) -> None:
        """Takes the machine's clock at its word: it was ahead for days, and is right again."""
        now = self._calendar.told()
        known = Seen(now.date(), now)
        self._writer.do(lambda conn: expiry.note(conn, known))
        self._calendar.confirmed = known.confirmed

    def _usual(self) -> Usual:
        today, until = self._days()
        return Usual(until, today + timedelta(days=self._keep_room_days))
