"""What every part of the store stands on: the ways to the database, the secret and the clock."""

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
    """A host at work: the keys of the room, the server's secret, and what day it is."""

    keys: Keys
    secret: bytes
    days: Days


class Access:
    """Reads, and turns codes into keys. `keep_days`: how long what changes today is kept."""

    def __init__(
        self, reader: Engine, writer: Writer, secret: bytes, clock: Clock, keep_days: int
    ) -> None:
        self._reader, self._writer = reader, writer
        self._secret, self._clock, self.keep_days = secret, clock, keep_days

    def today(self) -> date:
        """What day it is, for everything that counts days: the store's own, in UTC."""
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
    """A code as given. Raises NotFound where it cannot be one."""
    try:
        return codes.read(code)
    except codes.BadCode:
        raise NotFound from None
