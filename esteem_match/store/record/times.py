"""Earlier times: earlier answers under a code, sealed like an answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from esteem_match import codes
from esteem_match.models import Answer, Noun, Side
from esteem_match.store.database.access import Access, Clock
from esteem_match.store.database.schema import RECORDS, TIMES, VOICES
from esteem_match.store.database.writer import Writer
from esteem_match.store.errors import NotFound, Refused
from esteem_match.store.record import records
from esteem_match.store.record.records import Days
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys

TIMES_MOST = 12
LABEL = b"time"


class Time(Noun):
    """A record's answers at one time to the questions of `version`; `day` is that of the last."""

    number: int
    day: date
    version: str
    answers: dict[str, Answer]


class Imported(NamedTuple):
    """The contents of a new record that was stored elsewhere before, with its original days."""

    side: Side
    version: str
    consent_version: str
    language: str
    answers: Mapping[str, Answer]
    answered: date | None
    times: Sequence[Time] = ()


class Times(Access):
    """The earlier times of records, which are deleted and expire with them.

    `longest_days`: for how many days people may ask to keep their answers for the next time.
    """

    def __init__(
        self,
        reader: Engine,
        writer: Writer,
        secret: bytes,
        clock: Clock,
        keep_days: int,
        longest_days: int,
    ) -> None:
        super().__init__(reader, writer, secret, clock, keep_days)
        self.longest_days = longest_days

    def longest(self) -> date:
        """The last day for which somebody may ask today."""
        return self.today() + timedelta(days=self.longest_days)

    def hold(self, code: str, until: date | None) -> None:
        """Keeps a record up to this day, as its person asked; None: as long as usual.

        Raises NotFound, and Refused for a day that is past, or after the longest.
        """
        keys, days = self._keys(code), self._days()
        if until is not None and not days.today <= until <= self.longest():
            raise Refused(f"People may ask for {self.longest_days} days at most.")
        self._writer.do(lambda conn: _hold(conn, keys, days, until))

    def load(self, code: str) -> tuple[Time, ...]:
        """The earlier times under a code, the oldest first. Raises NotFound."""
        keys, today = self._keys(code), self._days().today

        def job(conn: Connection) -> tuple[Time, ...]:
            if records.alive(conn, keys, today) is None:
                raise NotFound
            return read(conn, keys)

        return self._read(job)

    def begin(self, code: str, version: str, stay: Iterable[str] = ()) -> None:
        """Stores the answers as an earlier time, and starts again with the questions of `version`.

        The answers to `stay` are kept. Raises NotFound, Ended, and Refused if nothing else was
        answered, if there are too many times already, or while a workshop still uses the answers.
        """
        keys, days, named = self._keys(code), self._days(), records.name(version)
        left = tuple(stay)
        self._writer.do(lambda conn: begin(conn, keys, days, named, left))
        self._writer.sweep()

    def bring(self, imported: Imported) -> str:
        """Creates a record with all of this and returns its code.

        Raises Refused for what can't be stored, such as days in the future.
        """
        code = codes.new()
        keys, days = self._keys(code), self._days()
        _check(imported, days.today)
        rows = records.sealed(keys, imported.answers)
        times = [_row(keys, number, one) for number, one in enumerate(imported.times, start=1)]

        def job(conn: Connection) -> None:
            records.create(conn, keys, days, _meta(imported))
            records.write(conn, keys, days, rows)
            records.touch(conn, keys, days, answered=imported.answered)
            if times:
                conn.execute(insert(TIMES), times)

        self._writer.do(job)
        return code

    def back(self, code: str) -> None:
        """Restores the last earlier time in place of the answers since then.

        Raises NotFound, Ended, and Refused if there is none, or while a workshop uses the answers.
        """
        keys, days = self._keys(code), self._days()
        self._writer.do(lambda conn: back(conn, keys, days))
        self._writer.sweep()


def _hold(conn: Connection, keys: Keys, days: Days, until: date | None) -> None:
    """Sets the requested day. Only what an earlier request has added can be taken away again."""
    mine = RECORDS.c.id == keys.id
    before = conn.scalar(select(RECORDS.c.asked_until).where(mine))
    records.touch(conn, keys, days, asked_until=until)
    records.touch(conn, keys, days)
    if before is not None:
        last = max(until or days.until, days.until)
        conn.execute(update(RECORDS).where(mine).values(expires=last))


def read(conn: Connection, keys: Keys) -> tuple[Time, ...]:
    found = select(TIMES).where(TIMES.c.record == keys.id).order_by(TIMES.c.number)
    return tuple(
        Time(
            number=row.number,
            day=row.day,
            version=row.version,
            answers=seal.unseal(keys, _label(row.number), row.sealed),
        )
        for row in conn.execute(found)
    )


def begin(conn: Connection, keys: Keys, days: Days, version: str, stay: tuple[str, ...]) -> None:
    was = records.touch(conn, keys, days, opened=True)
    _check_unheard(conn, keys)
    answers = records.answers(conn, keys).answers
    if not answers.keys() - set(stay):
        raise Refused("There is nothing to put by.")
    day = was.answered or days.today
    if not put_by(conn, keys, day, was.version, answers):
        raise Refused(f"At most {TIMES_MOST} earlier times are kept.")
    records.clear(conn, keys, stay)
    records.touch(conn, keys, days, version=version, answered=None)


def put_by(
    conn: Connection, keys: Keys, day: date, version: str, answers: dict[str, Answer]
) -> bool:
    """Stores answers as an earlier time. False if there are too many already."""
    held = select(func.count(), func.max(TIMES.c.number)).where(TIMES.c.record == keys.id)
    count, last = conn.execute(held).one()
    if count >= TIMES_MOST:
        return False
    number = (last or 0) + 1
    time = Time(number=number, day=day, version=version, answers=answers)
    conn.execute(insert(TIMES).values(_row(keys, number, time)))
    return True


def back(conn: Connection, keys: Keys, days: Days) -> None:
    records.touch(conn, keys, days, opened=True)
    _check_unheard(conn, keys)
    times = read(conn, keys)
    if not times:
        raise Refused("There is no earlier time.")
    last = times[-1]
    records.clear(conn, keys)
    records.write(conn, keys, days, records.sealed(keys, last.answers))
    records.touch(conn, keys, days, version=last.version, answered=last.day)
    conn.execute(delete(TIMES).where(TIMES.c.record == keys.id, TIMES.c.number == last.number))


def _row(keys: Keys, number: int, time: Time) -> dict[str, object]:
    """The row of a time with this number."""
    sealed = seal.seal(keys, _label(number), time.answers)
    row = {"day": time.day, "version": time.version, "sealed": sealed}
    return {"record": keys.id, "number": number, **row}


def _meta(imported: Imported) -> dict[str, str]:
    texts = {
        "version": imported.version,
        "consent_version": imported.consent_version,
        "language": imported.language,
    }
    return {"side": imported.side, **{key: records.name(text) for key, text in texts.items()}}


def _check(imported: Imported, today: date) -> None:
    """Raises Refused for times that could not have been made here."""
    if len(imported.times) > TIMES_MOST:
        raise Refused(f"At most {TIMES_MOST} earlier times are kept.")
    for time in imported.times:
        records.name(time.version)
        if len(time.answers) > records.ITEMS_MOST:
            raise Refused(f"A record holds at most {records.ITEMS_MOST} answers.")
        for item, answer in time.answers.items():
            records.name(item), records.answer(answer)
    if any(day > today for day in (imported.answered, *(t.day for t in imported.times)) if day):
        raise Refused("Nothing was answered on a day to come.")


def _check_unheard(conn: Connection, keys: Keys) -> None:
    """Raises Refused while a round still has these answers, until its result is shown."""
    heard = select(VOICES.c.record).where(VOICES.c.record == keys.id, VOICES.c.box.is_not(None))
    if conn.execute(heard).first() is not None:
        raise Refused("A workshop has these answers until its result is shown.")


def _label(number: int) -> bytes:
    return LABEL + str(number).encode()
