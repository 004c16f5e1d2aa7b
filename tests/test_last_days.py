"""A clock that is wrong for a while deletes nothing, shortens nothing, keeps nothing for good."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from esteem_match import resources
from esteem_match.store import NotFound, Store, open_store
from esteem_match.store.database.schema import MARKS, RECORDS, ROOMS
from esteem_match.web import life
from tests import rooms
from tests.conftest import START, Clock
from tests.test_times import group

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
BEHIND = [1 * DAYS, 10 * DAYS, 40 * DAYS, 4000 * DAYS]
KEPT, ROOM = 30, 365  # days, as they are set where nobody sets them


def on(days: int) -> date:
    return START.date() + timedelta(days=days)


def tidied(store: Store, clock: Clock, first: int, last: int) -> int:
    """Has the server tidy once on each of these days; how many records went."""
    return sum(store.tidy() for day in range(first, last + 1) if clock.on(day) is None)


@pytest.fixture
def settled(store: Store, clock: Clock) -> Store:
    """A store that has run for some days under a clock that is right; it is noon of the tenth."""
    tidied(store, clock, 0, 10)
    return store


def lasts(store: Store) -> dict[bytes, date]:
    """The last day of every record and every room."""
    found = [select(table.c.id, table.c.expires) for table in (RECORDS, ROOMS)]
    rows = store._read(lambda conn: [row for each in found for row in conn.execute(each)])
    return {row.id: row.expires for row in rows}


def open_under(store: Store, *codes: str) -> list[bool]:
    return [rooms.raised(store.load, code) is None for code in codes]


# Behind: no step shortens a last day


class Scene(NamedTuple):
    """Who was there before the clock went wrong."""

    group: str
    practitioner: str
    host: str
    voice: str


def scene(store: Store) -> Scene:
    mine, theirs = group(store, a=1), store.create("practitioner", "v1", "c", "en")
    store.join(theirs, store.share(mine))
    host, (voice, *_) = rooms.answering(store, members=5)
    return Scene(mine, theirs, host, voice)


def agree(store: Store, of: Scene, again: date | None = None) -> None:
    rooms.revealed(store, of.host)
    store.rooms.agree(of.host, {"task": "words"}, again)


STEPS: dict[str, Callable[[Store, Scene], object]] = {
    "save": lambda store, of: store.save(of.group, {"a": 2}),
    "save and do not wait": lambda store, of: store.begin_save(of.group, {"a": 2}, "v1").result(),
    "language": lambda store, of: store.update(of.group, language="cy"),
    "close": lambda store, of: store.update(of.group, finished=True),
    "forget": lambda store, of: store.update(of.group, forget=["a"]),
    "share": lambda store, of: store.share(of.group),
    "unshare": lambda store, of: store.unshare(of.group),
    "leave": lambda store, of: store.leave(of.practitioner, store.share(of.group)),
    "answer again": lambda store, of: store.times.begin(of.group, "v2"),
    "keep longer": lambda store, of: store.times.hold(of.group, store.today() + 200 * DAYS),
    "finish": lambda store, of: store.seats.finish(of.voice, True),
    "stand up": lambda store, of: store.seats.stand(of.voice),
    "pace": lambda store, of: store.rooms.pace(of.host, 1),
    "extend": lambda store, of: store.rooms.extend(of.host, store.today()),
    "close the round": lambda store, of: rooms.closed(store, of.host),
    "agree": agree,
    "agree on a day": lambda store, of: agree(store, of, store.today() + 90 * DAYS),
}


@pytest.mark.parametrize("behind", [DAYS, 4000 * DAYS], ids=str)
@pytest.mark.parametrize("step", STEPS)
def test_no_step_under_a_clock_that_is_behind_shortens_a_last_day(
    step: str, behind: timedelta, store: Store, clock: Clock
) -> None:
    """Nor in a store that has confirmed no day yet: nothing tells it that the clock is wrong."""
    there = scene(store)
    before = lasts(store)
    clock.now -= behind
    STEPS[step](store, there)
    after = lasts(store)
    assert after.keys() == before.keys()
    assert all(after[key] >= last for key, last in before.items())


@pytest.mark.parametrize("behind", BEHIND, ids=str)
def test_what_is_changed_while_the_clock_is_behind_is_kept_as_long_as_ever(
    behind: timedelta, settled: Store, clock: Clock
) -> None:
    there = scene(settled)
    clock.on(11)
    clock.now -= behind
    settled.save(there.group, {"a": 2})
    settled.seats.finish(there.voice, True)
    settled.tidy()
    clock.now += behind
    assert tidied(settled, clock, 12, 11 + KEPT - 1) == 0
    assert open_under(settled, there.group, there.voice) == [True, True]
    assert settled.rooms.load(there.host).expires >= on(10 + ROOM)


def test_a_sooner_day_that_somebody_asks_for_is_no_sooner_than_the_usual_one(
    settled: Store, clock: Clock
) -> None:
    """To take the longer keeping back shortens a last day, also while the clock is behind."""
    code = group(settled, a=1)
    settled.times.hold(code, on(210))
    clock.on(-4000)
    settled.times.hold(code, None)
    assert on(9 + KEPT) < settled.load(code).expires < on(13 + KEPT)
    clock.on(10)
    settled.times.hold(code, on(210))
    settled.times.hold(code, None)
    assert settled.load(code).expires == on(10 + KEPT)


# Behind: what is begun opens when the clock is right again


@pytest.mark.parametrize("behind", [40 * DAYS, 4000 * DAYS], ids=str)
def test_what_is_begun_while_the_clock_is_behind_opens_and_stays_when_it_is_right_again(
    behind: timedelta, settled: Store, clock: Clock
) -> None:
    clock.now += 5 * HOURS - behind
    code, host = group(settled, a=1), rooms.opened(settled)
    voice = rooms.joined(settled, host, **{"g.a": 1})
    settled.tidy()
    clock.now += behind
    settled.seats.join(rooms.door(settled, host), "member", "c", "en")
    assert settled.rooms.load(host).seats == {"member": (2, 0)}
    assert tidied(settled, clock, 11, 10 + KEPT - 1) == 0
    assert open_under(settled, code, voice) == [True, True]
    clock.on(10 + ROOM - 1)
    settled.tidy()
    assert settled.rooms.load(host)


def test_a_server_started_anew_while_the_clock_is_behind_knows_the_day(
    settled: Store, url: str, clock: Clock
) -> None:
    clock.now -= 4000 * DAYS
    anew = open_store(url, clock=clock)
    code = group(anew, a=1)
    anew.close()
    clock.now += 4000 * DAYS
    assert open_under(settled, code) == [True]


def test_what_is_begun_at_the_first_start_of_all_stays_when_the_clock_is_set_right(
    store: Store, clock: Clock
) -> None:
    """No day was seen before: it opens again from the first look of the server's on."""
    clock.now -= 4000 * DAYS
    store.tidy()
    code, host = group(store, a=1), rooms.opened(store)
    voice = rooms.joined(store, host, **{"g.a": 1})
    clock.now += 4000 * DAYS
    assert tidied(store, clock, 1, KEPT) == 0
    assert open_under(store, code, voice) == [True, True]
    assert store.rooms.load(host).expires == on(1 + ROOM)
    assert tidied(store, clock, KEPT + 1, KEPT + 3) == 2


def test_a_clock_that_is_behind_for_weeks_takes_nothing_from_anybody(
    settled: Store, clock: Clock
) -> None:
    early = group(settled, a=1)
    tidied(settled, clock, -4000, -3980)
    late = group(settled, a=1)
    clock.on(25)
    assert open_under(settled, early, late) == [True, True]
    assert tidied(settled, clock, 26, 10 + KEPT) == 0
    assert open_under(settled, early, late) == [True, True]


def test_what_has_expired_stays_shut_while_the_clock_is_behind(
    settled: Store, clock: Clock
) -> None:
    code = group(settled, a=1)
    clock.on(60)
    settled.tidy()
    clock.on(61)
    settled.tidy()
    clock.on(5)
    assert open_under(settled, code) == [False]


# Ahead: nothing is deleted, and nothing is kept for years


@pytest.mark.parametrize("late", [5 * HOURS, 13 * HOURS], ids=["noon", "midnight"])
def test_a_clock_that_is_ahead_for_hours_deletes_nothing_however_often_the_server_starts(
    late: timedelta, settled: Store, clock: Clock
) -> None:
    there = scene(settled)
    for hours in (0 * HOURS, late, 23 * HOURS):
        clock.on(4000)
        clock.now += hours
        assert settled.tidy() == 0
    assert tidied(settled, clock, 11, 14) == 0
    assert open_under(settled, there.group, there.voice) == [True, True]
    assert settled.rooms.load(there.host)


def test_what_is_begun_while_the_clock_is_ahead_is_not_kept_for_years(
    settled: Store, clock: Clock
) -> None:
    clock.on(4000)
    code, host = group(settled, a=1), rooms.opened(settled)
    asked = group(settled, a=1)
    settled.times.hold(asked, on(4000 + 200))
    joining = rooms.door(settled, host)
    tidied(settled, clock, 11, 15)
    assert settled.load(code).expires == on(11 + KEPT), "a full period from the first right day"
    assert on(15 + KEPT) < settled.load(asked).expires <= on(15 + 365)
    assert settled.load(asked).asked_until == settled.load(asked).expires
    assert on(ROOM) < settled.rooms.load(host).expires <= on(15 + 730)
    clock.on(15 + KEPT + 1)
    settled.tidy()
    assert rooms.raised(settled.seats.invitation, joining) is NotFound
    clock.on(15 + 731)
    settled.tidy()
    clock.on(15 + 732)
    settled.tidy()
    assert lasts(settled) == {}


def test_who_is_kept_for_as_long_as_the_rules_allow_keeps_that_day(
    settled: Store, clock: Clock
) -> None:
    asked, host = group(settled, a=1), rooms.shown(settled)[0]
    settled.times.hold(asked, on(10 + 365))
    settled.rooms.agree(host, {"task": "words"}, on(9999))
    settled.keep_days = settled.rooms.keep_room_days = settled.times.longest_days = 1
    tidied(settled, clock, 11, 20)
    assert settled.load(asked).expires == on(10 + 365), "it was said to them, whatever is set since"
    assert settled.rooms.load(host).expires == on(10 + 730)


# What expires goes


def test_what_expires_goes_after_all_also_where_the_clock_was_wrong(
    settled: Store, clock: Clock
) -> None:
    codes = [group(settled, a=1)]
    for wrong in (-4000, 4000):
        clock.on(wrong)
        codes.append(group(settled, a=1))
        settled.tidy()
        clock.on(10)
        settled.tidy()
    assert tidied(settled, clock, 11, 50) == len(codes)


def test_a_replica_whose_clock_stays_behind_or_ahead_deletes_nothing_too_early_and_hinders_nothing(
    url: str,
) -> None:
    for off in (-400, 400):
        right, wrong = Clock(), Clock()
        here, there = open_store(url, clock=right), open_store(url, clock=wrong)
        tidied(here, right, 0, 3)
        code, gone = group(here, a=1), []
        for day in range(4, 40):
            right.on(day)
            wrong.on(day + off)
            gone.append(here.tidy() + there.tidy())
            assert open_under(here, code) == [day <= 3 + KEPT]
        assert sum(gone) == 1
        with here._writer.engine.begin() as conn:
            conn.execute(delete(MARKS).where(MARKS.c.name == "days"))
        here.close()
        there.close()


def test_days_noted_by_the_program_before_still_count(settled: Store, clock: Clock) -> None:
    with settled._writer.engine.begin() as conn:
        noted = f"{on(9)} {on(10)}".encode()
        conn.execute(MARKS.update().where(MARKS.c.name == "days").values(value=noted))
    code = group(settled, a=1)
    clock.on(10 + KEPT + 1)
    assert settled.tidy() == 0
    clock.on(10 + KEPT + 2)
    assert settled.tidy() == 1
    assert open_under(settled, code) == [False]


# By hand


def test_deleting_by_hand_goes_by_the_clock_and_has_no_part_in_what_is_confirmed(
    settled: Store, clock: Clock
) -> None:
    code = group(settled, a=1)
    clock.on(-4000)
    assert settled.purge() == 0
    assert settled.today() > on(9)
    clock.on(10)
    assert open_under(settled, code) == [True]
    clock.on(10 + KEPT + 1)
    assert settled.purge() == 1


def test_a_clock_that_was_ahead_for_days_is_believed_again_when_somebody_says_so(
    settled: Store, clock: Clock
) -> None:
    tidied(settled, clock, 4000, 4003)
    clock.on(14)
    settled.tidy()
    assert settled.today() > on(4000)
    assert settled.doubt() is not None
    settled.believe()
    assert settled.today() == on(14)
    assert settled.doubt() is None
    code = group(settled, a=1)
    assert tidied(settled, clock, 15, 14 + KEPT) == 0
    assert open_under(settled, code) == [True]


def test_a_server_says_that_its_clock_is_behind_and_how_to_go_on(
    settled: Store,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(resources, "store", lambda: settled)
    clock.on(11)
    life._tidy()
    assert capsys.readouterr().err == ""
    clock.on(-4000)
    life._tidy()
    (told,) = capsys.readouterr().err.splitlines()
    assert on(-4000).isoformat() in told
    assert on(10).isoformat() in told
    assert "purge --clock-is-right" in told


# Whatever the clock does for some hours


class Server:
    """A server that is tidied when it starts and once a day, and the time as it really is."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.now, self.off, self.next = START, 0 * DAYS, START
        self.changed: dict[str, date] = {}
        store._writer.do(lambda conn: conn.execute(delete(RECORDS)))
        store._writer.do(lambda conn: conn.execute(delete(MARKS).where(MARKS.c.name == "days")))
        store._calendar.confirmed = date.min
        store.keep_days = KEEP

    def start(self) -> None:
        self.clock.now = self.now + self.off
        self.store.tidy()
        self.next = self.now + DAYS

    def run(self, hours: int) -> None:
        for _ in range(hours):
            if self.now >= self.next:
                self.start()
            self.now += HOURS
        self.clock.now = self.now + self.off

    def begin(self) -> None:
        self.changed[self.store.create("group", "v1", "c", "en")] = self.now.date()

    def save(self) -> None:
        for code in self.changed:
            if rooms.raised(self.store.save, code, {"a": 1}) is None:
                self.changed[code] = self.now.date()

    def pause(self, days: int) -> None:
        """Days without a server, which is then left alone for as long as it takes to be sure."""
        self.now += days * DAYS
        self.start()
        self.run(72)

    def check(self) -> None:
        """What was changed lately is there to the last day, and opens until shortly before."""
        there = lasts(self.store)
        for code, day in self.changed.items():
            ago = (self.now.date() - day).days
            assert ago > KEEP or self.store._keys(code).id in there
            assert self.off or ago > KEEP - 3 or rooms.raised(self.store.load, code) is None


KEEP = 9
SIMPLE = [
    st.tuples(st.just("run"), st.integers(1, 60)),
    st.tuples(st.just("start")),
    st.tuples(st.just("begin")),
    st.tuples(st.just("save")),
]
PAUSE = st.tuples(st.just("pause"), st.integers(1, 300))
# two to four days behind are not always noticed: what is begun then is kept for as many days less
OFF = st.one_of(st.integers(-4000, -5), st.just(-1), st.integers(1, 4000))
WRONG = st.tuples(st.just("wrong"), OFF, st.lists(st.one_of(*SIMPLE), max_size=5))


@given(first=WRONG | st.none(), steps=st.lists(st.one_of(*SIMPLE, PAUSE, WRONG), max_size=12))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nobodys_answers_go_sooner_than_they_are_kept_for_whatever_the_clock_does_for_some_hours(
    first: Any,
    steps: Any,
    store: Store,
    clock: Clock,
) -> None:
    server = Server(store, clock)
    if first:
        _, off, within = first
        wrong_for_hours(server, off, [("start",), *within])
    server.run(72)
    for name, *words in steps:
        if name == "wrong":
            wrong_for_hours(server, *words)
        else:
            getattr(server, str(name))(*words)
        server.check()
    server.pause(800)
    assert lasts(store) == {}, "and in the end they go"


def wrong_for_hours(server: Server, off: Any, steps: Any) -> None:
    """A clock that is wrong for less than a day, however often the server starts meanwhile."""
    server.off, until = off * DAYS, server.now + 23 * HOURS
    server.clock.now = server.now + server.off
    for name, *words in steps:
        left = (until - server.now) // HOURS
        getattr(server, str(name))(*(min(word, left) for word in words))
        server.check()
    server.off = 0 * DAYS
    server.run(25)  # till the server has seen the right day
