"""Seats: all that a participant can do in a room, with a join code and the code of a record."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, select

from esteem_match import codes
from esteem_match.models import SHOWN, SIDE_OF, Asking, Noun, Seat, State
from esteem_match.store.database.access import Access
from esteem_match.store.database.schema import ROOMS, ROUNDS, VOICES
from esteem_match.store.errors import NotFound, Refused
from esteem_match.store.record import records, times
from esteem_match.store.record.records import Days
from esteem_match.store.room import agreements, askings, boards, join_codes, voices
from esteem_match.store.room.agreements import Agreement
from esteem_match.store.room.boards import Shown
from esteem_match.store.room.join_codes import Invitation, OpenRound
from esteem_match.store.sealing import seal
from esteem_match.store.sealing.seal import Keys, derive

T = TypeVar("T")


class Seated(Noun):
    """A participant's seat. `number` is that of this round, `latest` that of the room's newest.

    `version`: the room's questions, even if the record has others by now. `finished`: whether the
    participant said so. `opened`: how many sections can be answered; None: all.
    """

    room: str
    name: str
    day: date
    version: str
    number: int
    latest: int
    state: State
    paced: bool
    opened: int | None
    seat: Seat
    finished: bool
    revision: int
    until: date


class View(NamedTuple):
    """What a record can read of its room: everything shown up to and including `upto`."""

    room: Keys
    upto: int


class Seats(Access):
    """Seats of records in rooms. A code of another kind, or an unknown one, raises NotFound."""

    def invitation(self, join_code: str) -> Invitation:
        """What the room shows to somebody who has not joined yet."""
        _, found = self._find(join_code)
        return join_codes.invitation(found)

    def join(
        self, join_code: str, seat: Seat, consent_version: str, language: str, code: str = ""
    ) -> str:
        """Creates a record with a seat in the round, and returns its code.

        `code`: the one that it gets. A record that has it already stays as it is.
        """
        entry, found = self._find(join_code)
        code, is_new = code or codes.new(), not code
        keys, days, side = self._keys(code), self._days(), _side(seat)
        voice = voices.row(keys, found, seat)
        meta = {"consent_version": consent_version, "language": language}
        named = {key: records.name(text) for key, text in meta.items()}

        def job(conn: Connection) -> None:
            join_codes.hold(conn, entry, days.today)
            if not is_new and records.alive(conn, keys, days.today):
                return
            records.create(conn, keys, days, {"side": side, "version": found.version, **named})
            voices.enter(conn, voice)

        self._writer.do(job)
        return code

    def sit(self, code: str, join_code: str, seat: Seat) -> None:
        """Gives a record a seat in the round, or another seat, and opens it if it was closed.

        Its answers in the round before are kept as an earlier time. Raises Refused for the other
        side, another version, or a record that is in another room.
        """
        entry, found = self._find(join_code)
        keys, days, side = self._keys(code), self._days(), _side(seat)
        voice = voices.row(keys, found, seat)

        def job(conn: Connection) -> None:
            join_codes.hold(conn, entry, days.today)
            row = records.touch(conn, keys, days, finished=False)
            if (row.side, row.version) != (side, found.version):
                raise Refused("This record answers other questions.")
            if voices.sit(conn, keys, found, voice) and row.answered:
                answers = records.answers(conn, keys).answers
                times.put_by(conn, keys, row.answered, row.version, answers)

        self._writer.do(job)

    def stand(self, code: str) -> None:
        """Leaves a round that is not shown; the record stays. Raises NotFound, Ended."""
        self._do(code, voices.stand)
        self._writer.sweep()

    def finish(self, code: str, done: bool) -> None:
        """Sets whether this voice has finished. Raises NotFound without a seat, and Ended."""
        self._do(code, lambda conn, keys, days: voices.finish(conn, keys, days, done=done))

    def load(self, code: str) -> Seated | None:
        """A record's seat in its newest round; None without one."""
        return self._look(code, _seated)

    def history(self, code: str) -> tuple[Seated, ...]:
        """A record's seats in all rounds, oldest first."""
        return self._look(code, _every_seat)

    def board(self, code: str) -> tuple[Shown, ...]:
        """What was shown to a participant: nothing before one of their own rounds is revealed."""
        return self._look(code, _boards)

    def agreement(self, code: str) -> Agreement:
        """What was agreed in the rounds that were shown to a participant."""
        return self._look(code, _agreement)

    def askings(self, code: str) -> tuple[Asking, ...]:
        """What was asked in the rounds that were shown to a participant."""
        return self._look(code, _askings)

    def reply(self, code: str, replies: Mapping[str, bool]) -> None:
        """Whether somebody can live with lines that are asked now. Raises NotFound, Ended, Refused.

        The room's revision stays the same, so that nobody notices that anybody has answered.
        """
        self._do(code, lambda conn, keys, days: askings.reply(conn, keys, days.today, replies))

    def replied(self, code: str) -> dict[str, bool]:
        """What somebody has said of the lines that are asked now."""
        return self._look(code, askings.replied)

    def _find(self, join_code: str) -> tuple[Keys, OpenRound]:
        try:
            keys = derive(codes.read_join(join_code), self._secret, "join")
        except codes.BadCode:
            raise NotFound from None
        today = self._days().today
        return keys, self._read(lambda conn: join_codes.find(conn, keys, today))

    def _do(self, code: str, job: Callable[[Connection, Keys, Days], T]) -> T:
        keys, days = self._keys(code), self._days()
        return self._writer.do(lambda conn: job(conn, keys, days))

    def _look(self, code: str, job: Callable[[Connection, Keys, date], T]) -> T:
        keys, today = self._keys(code), self._days().today

        def alive(conn: Connection) -> T:
            if records.alive(conn, keys, today) is None:
                raise NotFound
            return job(conn, keys, today)

        return self._read(alive)


def _side(seat: Seat) -> str:
    if seat not in SIDE_OF:
        raise Refused("There is no such seat.")
    return SIDE_OF[seat]


def _seated(conn: Connection, keys: Keys, today: date) -> Seated | None:
    row = conn.execute(SITTING, {"at": keys.id, "today": today}).one_or_none()
    return None if row is None else _seat(keys, row)


def _every_seat(conn: Connection, keys: Keys, today: date) -> tuple[Seated, ...]:
    found = conn.execute(SEATS, {"at": keys.id, "today": today}).all()
    return tuple(_seat(keys, row) for row in reversed(found))


def _seat(keys: Keys, row: Row[Any]) -> Seated:
    name, day = join_codes.about(_room(keys, row), row.about)
    return Seated(
        room=row.room.hex(),
        name=name,
        day=day,
        version=row.version,
        number=row.number,
        latest=row.latest,
        state=row.state,
        paced=row.paced,
        opened=row.opened,
        seat=row.seat,
        finished=row.done,
        revision=row.beat,
        until=row.until,
    )


def _boards(conn: Connection, keys: Keys, today: date) -> tuple[Shown, ...]:
    view = _view(conn, keys, today)
    return () if view is None else boards.read(conn, view.room, today, view.upto)


def _agreement(conn: Connection, keys: Keys, today: date) -> Agreement:
    view = _view(conn, keys, today)
    if view is None:
        return Agreement(now={}, history=())
    return agreements.read(conn, view.room, view.upto)


def _askings(conn: Connection, keys: Keys, today: date) -> tuple[Asking, ...]:
    view = _view(conn, keys, today)
    return () if view is None else askings.read(conn, view.room, view.upto)


def _view(conn: Connection, keys: Keys, today: date) -> View | None:
    row = conn.execute(SHOWN_TO, {"at": keys.id, "today": today}).one_or_none()
    return None if row is None else View(_room(keys, row), row.number)


def _room(keys: Keys, row: Row[Any]) -> Keys:
    return Keys(row.room, seal.unwrap(keys, voices.ROOM + row.round, row.key), b"")


def _seats() -> Select[Any]:
    """Selects the rounds in which a record has a seat, newest first."""
    return (
        select(VOICES.c.round, VOICES.c.key, VOICES.c.seat, VOICES.c.done)
        .add_columns(ROUNDS.c.room, ROUNDS.c.number, ROUNDS.c.state)
        .add_columns(ROUNDS.c.opened, ROUNDS.c.until, ROOMS.c.about, ROOMS.c.version)
        .add_columns(ROOMS.c.number.label("latest"), ROOMS.c.paced, ROOMS.c.beat)
        .join(ROUNDS, ROUNDS.c.id == VOICES.c.round)
        .join(ROOMS, ROOMS.c.id == ROUNDS.c.room)
        .where(VOICES.c.record == bindparam("at"), ROOMS.c.expires >= bindparam("today"))
        .order_by(ROUNDS.c.number.desc())
    )


# Built once, like those of records: every page asks for a person's seat.
SEATS = _seats()
SITTING = SEATS.limit(1)
SHOWN_TO = SITTING.where(ROUNDS.c.state.in_(SHOWN))
