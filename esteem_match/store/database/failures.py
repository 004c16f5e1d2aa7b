"""Counts failures by kind and minute in the database, so that all replicas share them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from esteem_match.store.database.access import Access
from esteem_match.store.database.schema import FAILURES, upsert
from esteem_match.store.sealing import seal

KEPT = timedelta(days=1)
AHEAD = 5  # minutes by which the clock of another replica may be ahead


class Failures(Access):
    """How often something failed recently. A kind is stored as a keyed hash, never readable."""

    def note(self, *kinds: str) -> None:
        """Adds one failure of each of these kinds."""
        minute = _minute(self._clock())
        tags = sorted(self._tag(kind) for kind in set(kinds))
        self._writer.do(lambda conn: _add(conn, tags, minute))

    def count(self, kind: str, minutes: int) -> int:
        """How many there were in the last `minutes`, and in the minute in which these began.

        Failures noted with a clock far ahead don't count, or people might have to wait for hours.
        """
        now = _minute(self._clock())
        total = select(func.coalesce(func.sum(FAILURES.c.times), 0))
        of_late = FAILURES.c.minute.between(now - minutes, now + AHEAD)
        found = total.where(FAILURES.c.kind == self._tag(kind), of_late)
        return self._read(lambda conn: conn.scalar(found)) or 0

    def _tag(self, kind: str) -> bytes:
        return seal.derive(kind, self._secret, "failure").id


def purge(conn: Connection, now: datetime) -> None:
    """Deletes old failures."""
    conn.execute(delete(FAILURES).where(FAILURES.c.minute < _minute(now - KEPT)))


def _add(conn: Connection, tags: list[bytes], minute: int) -> None:
    rows = [{"kind": tag, "minute": minute, "times": 1} for tag in tags]
    upsert(conn, FAILURES, rows, counter="times")


def _minute(now: datetime) -> int:
    return int(now.astimezone(UTC).timestamp()) // 60
