"""The server's clock goes wrong, or a day ends: nothing is lost, shut or put in another order."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.store import NotFound, Store, open_store
from esteem_match.store.database.failures import AHEAD
from esteem_match.store.database.schema import RECORDS, ROOMS
from esteem_match.ui.mine import code as code_page
from tests.conftest import START, Clock
from tests.room_pages import SHOWN, as_host, says, submit, take_seat, through, type_code, visit
from tests.rooms import (
    GATHERING,
    answering,
    closed,
    door,
    joined,
    opened,
    raised,
    reveal,
    rows,
    shown,
)
from tests.test_pages import press, someone, word
from tests.test_pages import shown as read

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
JUMPS = (2 * HOURS, -2 * HOURS, DAYS, -DAYS)
FAR = (*JUMPS[2:3], 40 * DAYS, 730 * DAYS)


def everything(store: Store, host: str, people: list[str]) -> list[object]:
    """All that can be read of a room and its people; how long it is kept is another matter."""
    never = START.date()
    kept = [store.load(code).model_copy(update={"expires": never}) for code in people]
    room = store.rooms.load(host).model_copy(update={"expires": never})
    return [*kept, room, *(store.seats.load(code) for code in people)]


# Nothing is deleted on the word of a clock that is wrong


@pytest.mark.parametrize("jump", FAR, ids=str)
def test_a_clock_that_is_wrong_for_less_than_a_day_deletes_nothing(
    store: Store, clock: Clock, jump: timedelta
) -> None:
    store.keep_content("v1", "questions")
    store.keep_content("v2", "others")
    host, people = answering(store, members=5, practitioners=1)
    for day in range(4):
        clock.on(day)
        store.tidy()
    before = everything(store, host, people)
    clock.now += jump
    for _ in range(2):  # and once more, for a server that is started anew meanwhile
        assert store.tidy() == 0
        clock.now += HOURS
    clock.on(3)
    assert store.tidy() == 0
    assert everything(store, host, people) == before
    assert store.content("v1") == "questions"
    clock.on(4)
    assert store.tidy() == 0
    assert everything(store, host, people) == before


def test_what_has_expired_is_deleted_on_the_second_day_after(store: Store, clock: Clock) -> None:
    answering(store, members=2)
    gone = [store.tidy() for day in range(33) if clock.on(day) is None]
    assert gone == [0] * 32 + [2]
    assert rows(store, RECORDS) == 0
    assert rows(store, ROOMS) == 1


def test_after_a_long_pause_what_has_expired_goes_on_the_next_day(
    store: Store, clock: Clock
) -> None:
    answering(store, members=2)
    store.tidy()
    clock.on(1)
    store.tidy()
    clock.on(200)
    assert [store.tidy(), store.tidy()] == [0, 0]
    clock.on(201)
    assert store.tidy() == 2


def test_replicas_whose_clocks_differ_delete_nothing_too_early(url: str) -> None:
    right, wrong = Clock(), Clock()
    here, there = open_store(url, clock=right), open_store(url, clock=wrong)
    host, people = answering(here, members=2)
    for day in range(3):
        right.on(day)
        wrong.on(day + 400)
        assert [here.tidy(), there.tidy(), here.tidy()] == [0, 0, 0]
    assert here.rooms.load(host)
    assert [here.load(code).answers for code in people]
    here.close()
    there.close()


# A round goes on, whatever the clock says


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_round_goes_on_when_the_clock_jumps_between_any_two_steps(
    store: Store, clock: Clock, jump: timedelta
) -> None:
    host, people = answering(store, members=5)
    clock.now += jump
    store.save(people[0], {"g.a": 4})
    people.append(joined(store, host, **{"g.a": 4}))
    clock.now -= jump
    store.seats.finish(people[0], True)
    people.append(joined(store, host, **{"g.a": 4}))
    clock.now += jump
    closed(store, host)
    clock.now -= jump
    reveal(store, host)
    clock.now += jump
    for code in people:
        (only,) = store.seats.board(code)
        assert only.board.group is not None
        assert only.board.group.answers == {"sum": 4 + 1 + 2 + 3 + 4 + 4 + 4}


def test_a_clock_that_is_years_ahead_shows_nothing_and_harms_nothing(
    store: Store, clock: Clock
) -> None:
    host, people = answering(store, members=5)
    before = everything(store, host, people)
    clock.now += 730 * DAYS
    for act in (
        lambda: store.load(people[0]),
        lambda: store.save(people[0], {"g.a": 1}),
        lambda: store.rooms.load(host),
        lambda: closed(store, host),
        lambda: store.seats.finish(people[0], True),
    ):
        assert raised(act) is NotFound
    clock.now -= 730 * DAYS
    assert everything(store, host, people) == before


def test_a_join_code_is_good_to_the_end_of_its_last_day_and_again_when_the_clock_is_right(
    store: Store, clock: Clock
) -> None:
    host = opened(store, until=START.date() + DAYS)
    code = door(store, host)
    clock.now = datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC)
    store.seats.join(code, "member", "c", "en")
    clock.now += timedelta(seconds=1)
    assert raised(store.seats.join, code, "member", "c", "en") is NotFound
    assert store.rooms.load(host).join_code is None
    clock.now -= timedelta(seconds=1)
    store.seats.join(code, "member", "c", "en")
    assert store.rooms.load(host).join_code == code


# Order is by steps and not by the clock


def test_changes_of_an_agreement_stay_in_their_order_when_the_clock_goes_back(
    store: Store, clock: Clock
) -> None:
    host, _ = shown(store)
    for day, words in ((5, "first"), (3, "second"), (3, "third")):
        clock.on(day)
        store.rooms.agree(host, {"task": words})
    agreement = store.rooms.agreement(host)
    assert [one.value for one in agreement.history] == ["first", "second", "third"]
    assert agreement.now == {"task": "third"}


def test_rounds_stay_in_their_order_when_the_clock_goes_back(store: Store, clock: Clock) -> None:
    clock.on(5)
    host, _ = shown(store)
    clock.on(3)
    store.rooms.begin(host, store.today())
    assert [one.number for one in store.rooms.load(host).rounds] == [1, 2]
    assert store.rooms.load(host).state == GATHERING
    assert [one.number for one in store.rooms.board(host)] == [1]


def test_the_last_answer_counts_also_when_the_clock_went_back(store: Store, clock: Clock) -> None:
    code = store.create("group", "v1", "c", "en")
    for hours, said in ((0, 1), (-2, 2), (24, 3), (-24, 4)):
        clock.now = START + hours * HOURS
        store.save(code, {"g.a": said})
    assert store.load(code).answers == {"g.a": 4}


# Failures


@pytest.mark.parametrize("jump", [-2 * HOURS, -DAYS], ids=str)
def test_nobody_is_shut_out_for_hours_because_the_clock_was_set_back(
    store: Store, clock: Clock, jump: timedelta
) -> None:
    store.failures.note(*("a",) * 5)
    clock.now += jump
    assert store.failures.count("a", 10) == 0
    store.failures.note("a")
    assert store.failures.count("a", 10) == 1


def test_failures_noted_by_a_replica_whose_clock_is_a_little_before_ours_count(url: str) -> None:
    ours, theirs = Clock(), Clock()
    theirs.now += timedelta(minutes=AHEAD)
    here, there = open_store(url, clock=ours), open_store(url, clock=theirs)
    there.failures.note("a")
    assert [one.failures.count("a", AHEAD) for one in (here, there)] == [1, 1]
    here.failures.note("a")
    assert [one.failures.count("a", AHEAD) for one in (here, there)] == [2, 2]
    here.close()
    there.close()


# Pages count days as the store does


MIDNIGHT = datetime(2026, 6, 10, tzinfo=UTC)
PLACES = ("Europe/London", "Pacific/Auckland", "America/Los_Angeles")


@pytest.fixture(params=PLACES)
def pages(
    request: pytest.FixtureRequest,
    own_pages: None,  # noqa: ARG001
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Clock]:
    """The program on a machine somewhere else, with a clock that the test moves."""
    monkeypatch.setattr(resources, "open_store", lambda: open_store(clock=clock))
    with monkeypatch.context() as there:
        there.setenv("TZ", request.param)
        time.tzset()
        resources.reset()
        yield clock
    time.tzset()
    resources.reset()


def open_workshop() -> str:
    app = visit(query={"view": "open"})
    app.text_input[0].set_value("Tuesday")
    submit(app, "open_room")
    host: str = app.session_state["_esteem"]["host"]
    return host


@pytest.mark.parametrize("second", [-1, 0])
def test_a_workshop_opened_at_midnight_can_be_joined_for_as_long_as_its_page_says(
    pages: Clock, second: int
) -> None:
    pages.now = MIDNIGHT + timedelta(seconds=second)
    today = pages.now.date()
    host = open_workshop()
    room = resources.store().rooms.load(host)
    assert (room.day, room.until) == (today, today + DAYS)
    for hours in (0, 24):
        pages.now = MIDNIGHT + timedelta(seconds=second) + hours * HOURS
        take_seat(type_code(visit(), str(room.join_code)), "member")
    assert resources.store().rooms.load(host).seats == {"member": (2, 0)}
    pages.now = MIDNIGHT + timedelta(seconds=second) + 48 * HOURS
    assert says(type_code(visit(), str(room.join_code)), "join.unknown")
    app = as_host(host)
    assert says(app, "host.lapsed", day=code_page.day(room.until))
    press(app, "host_extend")
    again = resources.store().rooms.load(host)
    assert again.join_code is not None
    assert again.until == pages.now.date() + DAYS


def test_a_page_is_dated_as_the_store_counts(pages: Clock) -> None:
    for second in (-1, 0):
        pages.now = MIDNIGHT + timedelta(seconds=second)
        code = someone("group")
        assert resources.store().load(code).created == pages.now.date()
        written = f"{pages.now.day} {word(f'month.{pages.now.month}')} {pages.now.year}"
        assert written in read(letter(code))


def letter(code: str) -> AppTest:
    return visit("results", code=code, query={"page": "letter"})


def test_a_new_round_begun_at_midnight_is_open_the_day_after(pages: Clock) -> None:
    pages.now = MIDNIGHT - timedelta(seconds=1)
    host = open_workshop()
    through(host, *SHOWN)
    pages.now = MIDNIGHT + 48 * HOURS
    press(as_host(host, sure="anew"), "host_anew_yes")
    room = resources.store().rooms.load(host)
    assert room.until == pages.now.date() + DAYS
    assert room.join_code is not None
