"""Rooms: all that a host can do. Only the host's code opens a room and its voices."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import Connection, Engine

from esteem_match import codes
from esteem_match.models import SHOWN, Asking, Seat, State
from esteem_match.store.database.access import Access, Clock, Host
from esteem_match.store.database.writer import Writer
from esteem_match.store.errors import Moved, NotFound, Refused
from esteem_match.store.record import records
from esteem_match.store.record.records import LATE, Days
from esteem_match.store.room import agreements, askings, boards, overview, rounds, wall
from esteem_match.store.room.agreements import Agreement, Change
from esteem_match.store.room.boards import Shown
from esteem_match.store.room.overview import News, Room
from esteem_match.store.room.rounds import Fingerprint, Judge, Plan, Publish
from esteem_match.store.sealing.seal import Keys

T = TypeVar("T")

NAME_MOST = 200
LONGEST = timedelta(days=730)
SECTIONS_MOST = 1000
SCREENS_MOST = 1000


class Rooms(Access):
    """Rooms under hosts' codes. Every write returns once it is committed.

    A code that is malformed, unknown, expired, deleted or not a host's always raises NotFound.
    """

    def __init__(
        self,
        reader: Engine,
        writer: Writer,
        secret: bytes,
        clock: Clock,
        keep_days: int,
        keep_room_days: int,
    ) -> None:
        super().__init__(reader, writer, secret, clock, keep_days)
        self.keep_room_days = keep_room_days

    def open(
        self, name: str, day: date, version: str, language: str, *, paced: bool, until: date
    ) -> str:
        """Opens a room with its first round in gathering, and returns the host's code."""
        named, spoken = records.name(version), records.name(language)
        plan = Plan(_title(name), day, named, spoken, paced, self._until(until))
        code = codes.new()
        host = self._host(code)
        self._writer.do(lambda conn: rounds.create(conn, host, plan))
        return code

    def load(self, host: str) -> Room:
        """The room with its newest round."""
        keys, today = self._keys(host, "room"), self._days().today
        return self._read(lambda conn: overview.load(conn, keys, today))

    def move(self, host: str, frm: State, to: State) -> None:
        """Moves the newest round from one state to another. Raises Moved if it has left `frm`.

        Closing ends its join code and closes its records; going back to answering opens them again
        under a new code. To show the result, see `reveal`.
        """
        self._do(host, lambda conn, who: _move(conn, who, frm, to))
        self._writer.sweep()

    def pace(self, host: str, opened: int | None, anew: Iterable[Seat] = ()) -> None:
        """Sets how many sections can be answered; None: all. Raises Moved unless it is open.

        People on the seats `anew` now have more to answer, so they have not finished.
        """
        if opened is not None and not 0 <= opened <= SECTIONS_MOST:
            raise Refused(f"From 0 to {SECTIONS_MOST} sections can be open.")
        seats = tuple(anew)
        self._do(host, lambda conn, who: rounds.pace(conn, who, opened, seats))

    def show(self, host: str, screen: int, state: State) -> None:
        """Puts a screen on the wall, counted from 1. Raises Moved in another state."""
        if not 1 <= screen <= SCREENS_MOST:
            raise Refused(f"A wall shows one of 1 to {SCREENS_MOST} screens.")
        self._do(host, lambda conn, who: wall.show(conn, who, screen, state))

    def extend(self, host: str, until: date) -> None:
        """Sets another last day for joining the open round. Raises Moved unless it is open."""
        last = self._until(until)
        self._do(host, lambda conn, who: rounds.extend(conn, who, last))

    def reveal(self, host: str, publish: Publish, fingerprint: Fingerprint, judge: Judge) -> None:
        """Shows the closed round to all, and deletes what opens its voices; all of it, or nothing.

        `publish` makes the board from the present voices, in the order of their tags; part n is
        that of the n-th practitioner. `judge` gets what would be kept of the members, and what is
        kept of each shown round, oldest first. What it returns is shown, and compared with later
        rounds. Raises Moved.
        """
        who = self._host(host)
        heard = self._read(lambda conn: rounds.hear(conn, who))
        printed = rounds.printed(who, heard, fingerprint)
        self._writer.do(lambda conn: rounds.reveal(conn, who, printed, publish, judge))
        self._writer.sweep()

    def begin(self, host: str, until: date) -> None:
        """Starts a new round after one that is shown. Raises Moved otherwise."""
        last = self._until(until)
        self._do(host, lambda conn, who: _begin(conn, who, last))
        self._writer.sweep()

    def board(self, host: str) -> tuple[Shown, ...]:
        """The boards of all revealed rounds, oldest first."""
        return self._reading(host, lambda conn, room: boards.read(conn, room, self._days().today))

    def agree(
        self,
        host: str,
        values: Mapping[str, str],
        again: date | None = None,
        seen: Mapping[str, int] | None = None,
    ) -> None:
        """Writes changes of the agreement. Raises Moved unless the round is shown and not agreed,
        and if one of the fields was written more often than the writer has `seen`.

        The room is kept until some weeks after the day `again`, on which to look again.
        """
        change = Change(agreements.checked(values), seen or {})
        self._do(host, lambda conn, who: _agree(conn, who, change, again))

    def agreement(self, host: str) -> Agreement:
        """The agreement, with all changes."""
        return self._reading(host, agreements.read)

    def ask(self, host: str, lines: Mapping[str, Sequence[str]]) -> None:
        """Asks members of these lines, each with its fields. Raises Moved unless the round is shown
        and not agreed, nothing else is asked, and none of them was asked in this round.
        """
        self._do(host, lambda conn, who: askings.ask(conn, who, lines))

    def end_asking(self, host: str, seats: Collection[Seat], count: askings.Count) -> None:
        """Ends what is asked: of each line `count` makes one word of what these seats said, and all
        that anybody said is deleted. Raises Moved where nothing is asked.
        """
        self._do(host, lambda conn, who: askings.end(conn, who, seats, count))
        self._writer.sweep()

    def askings(self, host: str) -> tuple[Asking, ...]:
        """All that was asked in rounds that are shown, and what is told of it."""
        return self._reading(host, askings.read)

    def delete(self, host: str) -> None:
        """Deletes a room if it still exists, but no participant's record."""
        try:
            keys = self._keys(host, "room")
        except NotFound:
            return
        self._writer.do(lambda conn: rounds.erase(conn, keys))
        self._writer.sweep()

    def news(self, tags: Iterable[str]) -> Mapping[str, News]:
        """The news of rooms by their tags, in one statement for all of them."""
        today, asked = self._days().today, tuple(tags)
        return self._read(lambda conn: overview.news(conn, asked, today))

    def _host(self, code: str) -> Host:
        today = self.today()
        days = Days(today, today + timedelta(days=self.keep_room_days))
        return Host(self._keys(code, "room"), self._secret, days)

    def _do(self, code: str, job: Callable[[Connection, Host], T]) -> T:
        host = self._host(code)
        return self._writer.do(lambda conn: job(conn, host))

    def _reading(self, code: str, job: Callable[[Connection, Keys], T]) -> T:
        keys, today = self._keys(code, "room"), self._days().today
        return self._read(
            lambda conn: job(conn, rounds.keys(keys, rounds.alive(conn, keys, today)))
        )

    def _until(self, until: date) -> date:
        """The last day for joining: not later than records are kept."""
        days = self._days()
        if not days.today <= until <= days.until:
            raise Refused(f"A round is open until today, or up to {self.keep_days} days longer.")
        return until


def _title(name: str) -> str:
    if not 0 < len(records.plain_text(name).strip()) <= NAME_MOST:
        raise Refused(f"A room's name is text of 1 to {NAME_MOST} characters.")
    return name.strip()


def _move(conn: Connection, host: Host, frm: State, to: State) -> None:
    """Takes the step; of one to what is agreed, or back, its day is kept with the agreement."""
    rounds.move(conn, host, frm, to)
    if State.AGREED in (frm, to):
        room = rounds.alive(conn, host.keys, host.days.today)
        askings.drop(conn, rounds.newest(conn, room, to).id)
        own, agreed = rounds.keys(host.keys, room), to == State.AGREED
        agreements.note(conn, own, room.number, host.days.today, agreed=agreed)


def _begin(conn: Connection, host: Host, until: date) -> None:
    """A new round; what the one before still asks is over."""
    room = rounds.alive(conn, host.keys, host.days.today)
    before = rounds.newest(conn, room, *SHOWN).id
    rounds.begin(conn, host, until)
    askings.drop(conn, before)


def _agree(conn: Connection, host: Host, change: Change, again: date | None) -> None:
    room = rounds.touch(conn, host)
    row = rounds.newest(conn, room, State.REVEALED)
    keys = rounds.keys(host.keys, room)
    if not askings.held(conn, keys, row.id).isdisjoint(change.values):
        raise Moved
    agreements.write(conn, keys, row.number, host.days.today, change)
    if again is not None:
        rounds.hold(conn, host, room, min(again + LATE, host.days.today + LONGEST))
