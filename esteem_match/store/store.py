"""The store that pages and commands use. Safe for threads; one for each process."""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from weakref import WeakSet

from sqlalchemy import Connection, Engine, select

from esteem_match import codes
from esteem_match.models import Answer, Answers, Side
from esteem_match.store.database.access import read_code
from esteem_match.store.database.failures import Failures
from esteem_match.store.database.writer import Job, Writer
from esteem_match.store.errors import NotFound, Refused
from esteem_match.store.record import contents, own_record, records, shares
from esteem_match.store.record.records import Record
from esteem_match.store.record.shares import Code, Shared, Sharer
from esteem_match.store.record.times import Times
from esteem_match.store.record.tokens import Tokens
from esteem_match.store.room import boards, voices
from esteem_match.store.room.rooms import Rooms
from esteem_match.store.room.seats import Seats
from esteem_match.store.sealing.seal import Keys, derive
from esteem_match.store.upkeep.calendar import Calendar
from esteem_match.store.upkeep.daily import Upkeep

NOTHING: Answers = {}


class Store(Upkeep):
    """Records, answers and shares under codes. Every write returns once it is committed.

    A code that is malformed, unknown, expired or deleted always raises NotFound. Workshops are in
    `rooms` for hosts and `seats` for participants. `times` has the earlier answers under a code;
    with `tokens` a page's script acts for its person.
    """

    def __init__(
        self,
        reader: Engine,
        writer: Writer,
        secret: bytes,
        clock: Calendar,
        keep_days: int,
        keep_room_days: int,
        keep_longer_days: int,
    ) -> None:
        super().__init__(reader, writer, secret, clock, keep_days, keep_room_days)
        self.rooms = Rooms(reader, writer, secret, clock, keep_days, keep_room_days)
        self.seats = Seats(reader, writer, secret, clock, keep_days)
        self.times = Times(reader, writer, secret, clock, keep_days, keep_longer_days)
        self.failures = Failures(reader, writer, secret, clock, keep_days)
        self.tokens = Tokens(secret)
        self._left: list[object] = []
        OPEN.add(self)

    def create(
        self,
        side: Side,
        version: str,
        consent_version: str,
        language: str,
        answers: Answers = NOTHING,
    ) -> str:
        """Creates a record with these answers and returns its code, which is stored nowhere."""
        meta = _meta(version=version, consent_version=consent_version, language=language)
        if side not in ("group", "practitioner"):
            raise Refused("A record is a group's or a practitioner's.")
        code = codes.new()
        keys, days = self._keys(code), self._days()
        rows = records.sealed(keys, answers)
        self._writer.do(lambda conn: records.create(conn, keys, days, {"side": side, **meta}, rows))
        return code

    def load(self, code: str) -> Record:
        """Everything under a code. Raises NotFound."""
        keys, today = self._keys(code), self._days().today
        return self._read(lambda conn: own_record.record(conn, keys, today))

    def save(self, code: str, answers: Mapping[str, Answer], version: str | None = None) -> int:
        """Saves answers, replacing those to the same items; all of them, or none.

        Returns how often answers of this record were written so far, so that a caller notices if
        somebody else wrote in between. Raises NotFound, Ended if the record is closed, and Renewed
        if the answers are to another `version` of the questions.
        """
        return self._writer.do(self._saving(code, answers, version))

    def begin_save(self, code: str, answers: Mapping[str, Answer], version: str) -> Future[int]:
        """The same without waiting: the future has the result once it is committed."""
        return self._writer.begin(self._saving(code, answers, version))

    def _saving(self, code: str, answers: Mapping[str, Answer], version: str | None) -> Job[int]:
        if len(answers) > records.ITEMS_MOST:
            raise Refused(f"A record holds at most {records.ITEMS_MOST} answers.")
        keys, days = self._keys(code), self._days()
        rows = records.sealed(keys, answers)
        return lambda conn: records.write(conn, keys, days, rows, version)

    def update(
        self,
        code: str,
        *,
        language: str | None = None,
        version: str | None = None,
        finished: bool | None = None,
        forget: Iterable[str] = (),
    ) -> None:
        """Changes a record and deletes the answers to `forget`; all of it, or nothing.

        Raises NotFound. `finished=True` closes the record: until `finished=False` it raises Ended
        for answers and another version, but not for its language, sharing or deleting. In a round
        the version can't change, nor can a closed round's record open before the result (Refused).
        """
        keys, days, gone = self._keys(code), self._days(), tuple(forget)
        new = {"language": language, "version": version}
        changes = _meta(**{k: v for k, v in new.items() if v is not None})

        def job(conn: Connection) -> None:
            records.change(conn, keys, days, finished, **changes)
            if finished is False:
                voices.hold_closed(conn, keys, days.today)
            if version is not None:
                voices.hold_version(conn, keys, days.today, version)
            if gone:
                records.forget(conn, keys, days, gone)

        self._writer.do(job)
        if gone:
            self._writer.sweep()

    def delete(self, code: str) -> None:
        """Deletes a record with its answers, share and copies, if it still exists."""
        try:
            keys = self._keys(code)
        except NotFound:
            return
        self._writer.do(lambda conn: _erase(conn, keys))
        self._writer.sweep()

    def share(self, code: str) -> str:
        """Shares a group's current answers, always under the same share code. Raises NotFound."""
        keys, days, secret = self._keys(code), self._days(), self._secret
        now = self._clock()
        return self._writer.do(lambda conn: shares.make(conn, keys, secret, days, now))

    def unshare(self, code: str) -> None:
        """Deletes a group's share with every practitioner's copy in it. Raises NotFound."""
        keys, days = self._keys(code), self._days()
        self._writer.do(lambda conn: shares.remove(conn, keys, days))
        self._writer.sweep()

    def join(self, code: str, share_code: str) -> None:
        """Adds a practitioner's current answers to a group's share. Raises NotFound."""
        keys, days = self._keys(code), self._days()
        share, now = self._share(share_code), self._clock()
        self._writer.do(lambda conn: shares.join(conn, keys, share, days, now))

    def leave(self, code: str, share_code: str) -> None:
        """Removes a practitioner's copy from a share. Raises NotFound."""
        keys, days = self._keys(code), self._days()
        share = self._share(share_code)
        self._writer.do(lambda conn: shares.leave(conn, keys, share.keys, days))
        self._writer.sweep()

    def know_parted(self, code: str) -> None:
        """Notes that this person knows which joined shares have ended. Raises NotFound."""
        keys, days = self._keys(code), self._days()
        self._writer.do(lambda conn: shares.note_parted(conn, keys, days))

    def is_share(self, code: str) -> bool:
        """Whether this is the code of an existing share."""
        try:
            share = self._share(code)
        except NotFound:
            return False
        today = self._days().today
        return self._read(lambda conn: shares.stands(conn, share.keys, today))

    def sharer(self, share_code: str) -> Sharer:
        """The group that shares its answers under this code. Raises NotFound."""
        share, today = self._share(share_code), self._days().today
        return self._read(lambda conn: shares.sharer(conn, share.keys, today))

    def shared(self, share_code: str, code: str) -> Shared:
        """The shared answers: the group sees all who joined, a practitioner only their own copy.

        Raises NotFound for anybody else.
        """
        keys, today = self._keys(code), self._days().today
        share = self._share(share_code)
        return self._read(lambda conn: shares.view(conn, keys, share.keys, today))

    def keep_content(self, version: str, text: str) -> None:
        """Archives the content in use; the last one archived is the current one."""
        named, kept = records.name(version), records.plain_text(text)
        if self._read(contents.newest) != named:
            self._writer.do(lambda conn: contents.keep(conn, named, kept))

    def content(self, version: str) -> str | None:
        """Archived content of a version, or None."""
        return self._read(lambda conn: contents.find(conn, version))

    def ping(self) -> None:
        """Raises StoreError if the database does not answer."""
        self._read(lambda conn: conn.execute(select(1)).one())

    def close(self) -> None:
        """Finishes waiting writes and closes the database. May be called again."""
        self._writer.close()
        self._writer.engine.dispose()
        self._reader.dispose()

    def renew(self) -> None:
        """Replaces all connections after a fork. SQLite forbids even closing the parent's."""
        self._left += [self._reader.pool, self._writer.engine.pool]
        self._reader.dispose(close=False)
        self._writer.engine.dispose(close=False)
        self._writer.renew()

    def _share(self, code: str) -> Code:
        text = read_code(code)
        return Code(text, derive(text, self._secret, "share"))


def _erase(conn: Connection, keys: Keys) -> None:
    boards.leave(conn, keys.id)
    records.erase(conn, keys)


def _meta(**texts: str) -> dict[str, str]:
    return {key: records.name(text) for key, text in texts.items()}


OPEN: WeakSet[Store] = WeakSet()


def _after_fork() -> None:
    for store in OPEN:
        store.renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
