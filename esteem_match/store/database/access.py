"""The base of every part of the store: reader, writer, secret and clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Engine

from esteem_match import codes
from esteem_match.store.database.writer import Writer
from esteem_match.store.errors import Closed, NotFound, plainly
from esteem_match.store.record.records import Days
from esteem_match.store.sealing.seal import Keys, Purpose, derive

T = TypeVar("T")
Clock = Callable[[], datetime]


class Host(NamedTuple):
    """What a host's action needs: the keys of the room, the server's secret, and the day."""

    keys: Keys
    secret: bytes
    days: Days


class Access:
    """Reads, and turns codes into keys. `keep_days`: how long a record is kept from today."""

    def __init__(
        self, reader: Engine, writer: Writer, secret: bytes, clock: Clock, keep_days: int
    ) -> None:
        self._reader, self._writer = reader, writer
        self._secret, self._clock, self.keep_days = secret, clock, keep_days

    def today(self) -> date:
        """The day by the store's clock, in UTC, for everything that counts days."""
        return self._clock().date()

    def _read(self, job: Callable[[Connection], T]) -> T:
        if self._writer.closed:
            raise Closed
        with plainly(), self._reader.begin() as conn:
            return job(conn)

    def _days(self) -> Days:
        today = self.today()
        return Days(today, today + timedelta(days=self.keep_days))

    def _keys(self, code: str, purpose: Purpose = "record") -> Keys:
        return derive(read_code(code), self._secret, purpose)


def read_code(code: str) -> str:
    """A code in its usual form. Raises NotFound if it can't be one."""
    try:
        return codes.read(code)
    except codes.BadCode:
        raise NotFound from None
