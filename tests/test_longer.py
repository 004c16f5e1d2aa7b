"""Records and rooms that are kept for longer: where somebody asks, or has agreed on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esteem_match.store import BadSetting, NotFound, Refused, Store, open_store
from esteem_match.store.database.schema import RECORDS, ROOMS
from tests import rooms
from tests.conftest import START, Clock
from tests.test_times import group

TODAY = START.date()


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_who_asks_is_kept_up_to_that_day_and_not_for_longer(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    store.times.hold(code, on(208))
    record = store.load(code)
    assert (record.expires, record.asked_until) == (on(208), on(208))
    clock.on(208)
    assert store.load(code).answers == {"a": 1}
    assert store.purge() == 0
    clock.on(209)
    with pytest.raises(NotFound):
        store.load(code)
    assert store.purge() == 1


def test_nobody_is_kept_longer_who_has_not_asked(store: Store, clock: Clock) -> None:
    asked, other = group(store, a=1), group(store, a=1)
    store.times.hold(asked, on(208))
    assert (store.load(other).expires, store.load(other).asked_until) == (on(30), None)
    clock.on(31)
    assert store.purge() == 1
    assert store.load(asked).answers == {"a": 1}


def test_what_is_done_meanwhile_neither_shortens_nor_lengthens_it(
    store: Store, clock: Clock
) -> None:
    code = group(store, a=1)
    store.times.hold(code, on(208))
    clock.on(100)
    store.save(code, {"a": 2})
    store.share(code)
    store.times.begin(code, "v2")
    assert store.load(code).expires == on(208)
    clock.on(190)
    store.save(code, {"a": 3})
    assert store.load(code).expires == on(220), "the usual days are later now"


def test_who_changes_their_mind_is_kept_for_the_usual_days_only(store: Store, clock: Clock) -> None:
    code = group(store, a=1)
    store.times.hold(code, on(208))
    clock.on(3)
    store.times.hold(code, None)
    assert (store.load(code).expires, store.load(code).asked_until) == (on(33), None)
    store.times.hold(code, on(100))
    store.times.hold(code, on(50))
    assert store.load(code).expires == on(50)


def test_nobody_can_ask_for_a_day_that_is_past_or_for_more_than_a_year(store: Store) -> None:
    code = group(store, a=1)
    for until in (on(-1), on(366)):
        with pytest.raises(Refused):
            store.times.hold(code, until)
    assert store.load(code).expires == on(30)
    store.times.hold(code, on(365))
    with pytest.raises(NotFound):
        store.times.hold("no code", on(100))


def test_deleting_deletes_at_once_what_was_to_be_kept(store: Store) -> None:
    code = group(store, a=1)
    store.times.hold(code, on(208))
    store.delete(code)
    assert rooms.rows(store, RECORDS) == 0


STEPS = st.lists(
    st.tuples(st.integers(0, 40), st.none() | st.integers(0, 365), st.booleans()), max_size=6
)


@given(steps=STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_last_day_is_always_the_later_of_the_usual_and_the_one_asked_for(
    steps: list[tuple[int, int | None, bool]], store: Store, clock: Clock
) -> None:
    clock.on(0)
    code = group(store, a=1)
    day, asked, usual = 0, None, 30
    for later, wish, says in steps:
        if day + later > max(usual, asked or 0):
            break
        day += later
        clock.on(day)
        if says:
            store.save(code, {"a": 1})
        else:
            asked = None if wish is None else day + wish
            store.times.hold(code, None if asked is None else on(asked))
        usual = day + 30
        assert store.load(code).expires == on(max(usual, asked or 0))


@pytest.mark.parametrize(("days", "fine"), [("0", True), ("365", True), ("366", False)])
def test_how_long_people_may_ask_for_can_be_set_and_be_never(
    days: str, fine: bool, url: str, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setenv("ESTEEM_KEEP_LONGER_DAYS", days)
    if not fine:
        with pytest.raises(BadSetting, match="ESTEEM_KEEP_LONGER_DAYS"):
            open_store(url)
        return
    store = open_store(url, clock=clock)
    assert store.times.longest() == on(int(days))
    store.close()


# Workshops


def test_a_room_is_kept_until_weeks_after_the_day_to_look_again(
    url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_KEEP_ROOM_DAYS", "30")
    store = open_store(url, clock=clock)
    host, people = rooms.shown(store)
    assert store.rooms.load(host).expires == on(30)
    store.rooms.agree(host, {"again": on(180).isoformat()}, on(180))
    assert store.rooms.load(host).expires == on(208)
    store.rooms.agree(host, {"by": "Ann"})
    assert store.rooms.load(host).expires == on(208)
    store.times.hold(people[0], on(208))
    clock.on(208)
    assert store.rooms.agreement(host).now["again"] == on(180).isoformat()
    assert store.seats.agreement(people[0]).now["by"] == "Ann"
    assert store.seats.board(people[0]), "who asked to be kept still sees the picture"
    with pytest.raises(NotFound):
        store.seats.load(people[1])
    clock.on(209)
    with pytest.raises(NotFound):
        store.rooms.load(host)
    store.purge()
    assert rooms.rows(store, ROOMS) == 0
    store.close()


def test_a_sooner_day_takes_the_place_of_a_later_one_and_a_step_still_counts(
    store: Store, clock: Clock
) -> None:
    host, _ = rooms.shown(store)
    store.rooms.agree(host, {}, on(360))
    assert store.rooms.load(host).expires == on(388)
    store.rooms.agree(host, {}, on(90))
    assert store.rooms.load(host).expires == on(365)
    store.rooms.agree(host, {}, on(9999))
    assert store.rooms.load(host).expires == on(730), "no room is kept for ever"
    clock.on(10)
    store.rooms.agree(host, {}, on(90))
    assert store.rooms.load(host).expires == on(375)
