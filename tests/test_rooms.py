"""Rooms: who may do what, in which state, for how long; and who counts as there."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select

from esteem_match import codes
from esteem_match.models import MOVES, Board, PractitionerPart, Seat, State
from esteem_match.store import (
    Agreement,
    BadSetting,
    Invitation,
    Moved,
    News,
    NotFound,
    Past,
    Refused,
    Room,
    Seated,
    Store,
    open_store,
)
from esteem_match.store.database.schema import (
    ANSWERS,
    ENTRIES,
    FAILURES,
    PARTS,
    RECORDS,
    ROOMS,
    ROUNDS,
    VOICES,
)
from tests.conftest import Clock
from tests.rooms import (
    AGREED,
    ANSWERING,
    CLOSED,
    DAY,
    GATHERING,
    HALL,
    REVEALED,
    UNTIL,
    answering,
    closed,
    door,
    joined,
    opened,
    raised,
    reveal,
    revealed,
    rows,
    shown,
)

# -- a room and its host ------------------------------------------------------------------------


def test_a_room_is_opened_and_comes_back_under_its_hosts_code(store: Store) -> None:
    host = store.rooms.open(HALL, date(2026, 3, 8), "v1", "cy", paced=True, until=UNTIL)
    found = store.rooms.load(codes.pretty(host).lower())
    assert found == Room(
        tag=found.tag,
        name=HALL,
        day=date(2026, 3, 8),
        version="v1",
        language="cy",
        paced=True,
        expires=date(2027, 3, 1),
        revision=1,
        number=1,
        state=GATHERING,
        join_code=found.join_code,
        until=UNTIL,
        opened=1,
        seats={},
        rounds=(Past(1, GATHERING, DAY),),
    )
    assert codes.read_join(found.join_code or "") == found.join_code
    assert len(codes.read(host)) == 24


def test_a_room_is_still_there_when_the_program_starts_again(url: str, clock: Clock) -> None:
    first = open_store(url, clock=clock)
    host, people = shown(first)
    first.close()
    second = open_store(url, clock=clock)
    assert second.rooms.load(host).state == REVEALED
    assert second.rooms.board(host) == second.seats.board(people[0]) != ()
    second.close()


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\0b", "\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(store: Store, name: str) -> None:
    with pytest.raises(Refused):
        store.rooms.open(name, DAY, "v1", "en", paced=False, until=UNTIL)
    assert rows(store, ROOMS) == 0


@pytest.mark.parametrize("name", ["🦄" * 200, "קבוצת \u202eright\u202c", "'; DROP TABLE rooms;--"])
def test_any_other_name_comes_back_to_the_letter(store: Store, name: str) -> None:
    host = store.rooms.open(name, DAY, "v1", "en", paced=False, until=UNTIL)
    assert store.rooms.load(host).name == name
    assert store.seats.invitation(door(store, host)).name == name


def test_a_round_is_never_open_for_longer_than_what_was_said_at_its_start_is_kept(
    store: Store,
) -> None:
    last = DAY + timedelta(days=store.keep_days)
    for until in (DAY - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(Refused):
            opened(store, until=until)
    host = opened(store, until=last)
    for until in (DAY - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(Refused):
            store.rooms.extend(host, until)


def test_the_host_sees_how_many_have_joined_and_finished_by_seat_and_nothing_more(
    store: Store,
) -> None:
    host = opened(store)
    people = [joined(store, host) for _ in range(3)]
    joined(store, host, "leader")
    joined(store, host, "practitioner")
    store.seats.finish(people[0], True)
    store.seats.finish(people[1], True)
    store.seats.finish(people[1], False)
    assert store.rooms.load(host).seats == {
        "member": (3, 1),
        "leader": (1, 0),
        "practitioner": (1, 0),
    }


def test_to_finish_or_to_sit_down_keeps_a_record_longer_as_any_change_does(
    store: Store, clock: Clock
) -> None:
    host = opened(store)
    one, other, third = (joined(store, host) for _ in range(3))
    clock.on(10)
    store.seats.finish(one, True)
    store.seats.sit(other, door(store, host), "leader")
    store.seats.stand(third)
    assert {store.load(code).expires for code in (one, other, third)} == {date(2026, 4, 10)}


def test_a_paced_round_opens_section_by_section_and_any_other_at_once(store: Store) -> None:
    paced, free = opened(store, paced=True), opened(store)
    person = joined(store, paced)
    store.rooms.pace(paced, 3)
    assert store.rooms.load(free).opened is None
    found = store.seats.load(person)
    assert found is not None
    assert (store.rooms.load(paced).opened, found.opened, found.paced) == (3, 3, True)
    store.rooms.pace(paced, None)
    assert store.rooms.load(paced).opened is None
    for many in (-1, 1001):
        with pytest.raises(Refused):
            store.rooms.pace(paced, many)


# -- a host's code, a participant's and a stranger's --------------------------------------------

HOSTS: dict[str, Callable[[Store, str], object]] = {
    "load": lambda store, host: store.rooms.load(host),
    "move": lambda store, host: store.rooms.move(host, ANSWERING, GATHERING),
    "pace": lambda store, host: store.rooms.pace(host, 2),
    "extend": lambda store, host: store.rooms.extend(host, store._days().today),
    "close": closed,
    "begin": lambda store, host: store.rooms.begin(host, store._days().today),
    "reveal": reveal,
    "board": lambda store, host: store.rooms.board(host),
    "agree": lambda store, host: store.rooms.agree(host, {"a": "b"}),
    "agreement": lambda store, host: store.rooms.agreement(host),
}
PARTICIPANTS: dict[str, Callable[[Store, str, str], object]] = {
    "load": lambda store, code, _: store.seats.load(code),
    "sit": lambda store, code, join: store.seats.sit(code, join, "member"),
    "stand": lambda store, code, _: store.seats.stand(code),
    "finish": lambda store, code, _: store.seats.finish(code, True),
    "board": lambda store, code, _: store.seats.board(code),
    "agreement": lambda store, code, _: store.seats.agreement(code),
}


@pytest.mark.parametrize("act", HOSTS)
def test_nobody_but_the_host_can_do_what_a_host_does(store: Store, clock: Clock, act: str) -> None:
    expired = opened(store)
    clock.on(366)
    host, people = answering(store, members=5, practitioners=1)
    deleted = opened(store)
    store.rooms.delete(deleted)
    before = store.rooms.load(host)
    strangers = [*people, door(store, host), before.tag, expired, deleted, codes.new(), "", "x"]
    for stranger in strangers:
        with pytest.raises(NotFound) as caught:
            HOSTS[act](store, stranger)
        assert str(caught.value) == str(NotFound())
    store.rooms.delete(people[0])
    store.rooms.delete(before.tag)
    assert store.rooms.load(host) == before


@pytest.mark.parametrize("act", PARTICIPANTS)
def test_nobody_without_a_record_can_do_what_a_participant_does(store: Store, act: str) -> None:
    host, people = answering(store, members=5)
    gone, join = people.pop(), door(store, host)
    store.delete(gone)
    for stranger in (host, join, gone, store.rooms.load(host).tag, codes.new(), "", "x"):
        with pytest.raises(NotFound):
            PARTICIPANTS[act](store, stranger, join)


@pytest.mark.parametrize("act", ["stand", "finish"])
def test_a_record_without_a_seat_has_none_to_leave_or_to_finish(store: Store, act: str) -> None:
    alone = store.create("group", "v1", "consent-1", "en")
    with pytest.raises(NotFound):
        PARTICIPANTS[act](store, alone, "")
    assert store.seats.load(alone) is None
    assert store.seats.board(alone) == ()
    assert store.seats.agreement(alone) == Agreement(now={}, history=())


def test_a_foreign_host_sees_and_changes_nothing_of_another_room(store: Store) -> None:
    host, people = shown(store)
    store.rooms.agree(host, {"when": "Tuesdays"})
    foreign, _ = answering(store)
    before = store.rooms.load(host), store.rooms.board(host), store.rooms.agreement(host)
    closed(store, foreign)
    reveal(store, foreign)
    store.rooms.agree(foreign, {"when": "never"})
    assert store.rooms.board(foreign)[0].board == Board(group=None, practitioners=())
    assert store.rooms.agreement(foreign).now == {"when": "never"}
    store.rooms.delete(foreign)
    assert (store.rooms.load(host), store.rooms.board(host), store.rooms.agreement(host)) == before
    assert store.seats.board(people[0]) == before[1]


# -- joining ------------------------------------------------------------------------------------


def test_whoever_has_the_join_code_may_read_what_the_room_is_called_before_joining(
    store: Store,
) -> None:
    host = opened(store)
    assert store.seats.invitation(f" {codes.pretty(door(store, host)).lower()} ") == Invitation(
        room=store.rooms.load(host).tag,
        name=HALL,
        day=date(2026, 3, 8),
        number=1,
        version="v1",
        language="en",
        until=UNTIL,
    )


@pytest.mark.parametrize(
    ("seat", "side"),
    [
        ("member", "group"),
        ("leader", "group"),
        ("together", "group"),
        ("practitioner", "practitioner"),
    ],
)
def test_to_join_is_to_have_an_ordinary_record_with_a_seat(
    store: Store, seat: Seat, side: str
) -> None:
    host = opened(store)
    code = store.seats.join(door(store, host), seat, "consent-2", "cy")
    record = store.load(code)
    assert (record.side, record.version, record.consent_version) == (side, "v1", "consent-2")
    assert (record.language, record.answers, record.finished) == ("cy", {}, False)
    assert store.seats.load(code) == Seated(
        room=store.rooms.load(host).tag,
        name=HALL,
        day=date(2026, 3, 8),
        version="v1",
        number=1,
        latest=1,
        state=GATHERING,
        paced=False,
        opened=None,
        seat=seat,
        finished=False,
        revision=1,
        until=UNTIL,
    )


def test_a_seat_or_a_word_that_cannot_be_is_refused_and_leaves_nothing(store: Store) -> None:
    join = door(store, opened(store))
    for seat, consent, language in (
        ("owner", "c", "en"),
        ("member", "", "en"),
        ("member", "c", ""),
    ):
        with pytest.raises(Refused):
            store.seats.join(join, seat, consent, language)  # type: ignore[arg-type]
    assert rows(store, RECORDS) == rows(store, VOICES) == 0


def test_a_join_code_is_dead_after_the_close_and_never_lives_again(store: Store) -> None:
    host, people = answering(store, members=1)
    join = door(store, host)
    closed(store, host)
    assert store.rooms.load(host).join_code is None
    store.rooms.move(host, CLOSED, ANSWERING)
    assert door(store, host) != join
    alone = store.create("group", "v1", "consent-1", "en")
    for act in (
        lambda: store.seats.invitation(join),
        lambda: store.seats.join(join, "member", "c", "en"),
        lambda: store.seats.sit(alone, join, "member"),
        lambda: store.seats.sit(people[0], join, "leader"),
    ):
        with pytest.raises(NotFound):
            act()
    assert rows(store, RECORDS) == 2
    assert rows(store, VOICES) == 1


def test_a_join_code_is_dead_after_its_last_day_and_answers_go_on_until_the_close(
    store: Store, clock: Clock
) -> None:
    host = opened(store)
    person, join = joined(store, host), door(store, host)
    clock.on(14)
    joined(store, host)
    clock.on(15)
    with pytest.raises(NotFound):
        store.seats.join(join, "member", "c", "en")
    assert store.rooms.load(host).join_code is None
    store.save(person, {"g.a": 3})
    store.seats.finish(person, True)
    store.rooms.move(host, GATHERING, ANSWERING)
    closed(store, host)


def test_a_host_may_give_an_open_round_more_days(store: Store, clock: Clock) -> None:
    host = opened(store)
    join = door(store, host)
    store.rooms.extend(host, UNTIL + timedelta(days=2))
    clock.on(16)
    assert door(store, host) == join
    clock.on(17)
    store.purge()
    store.rooms.extend(host, DAY + timedelta(days=20))
    assert door(store, host) != join
    store.seats.join(door(store, host), "member", "c", "en")
    with pytest.raises(NotFound):
        store.seats.join(join, "member", "c", "en")


def test_a_code_that_leads_nowhere_says_the_same_whatever_is_wrong_with_it(store: Store) -> None:
    host, _ = answering(store)
    join = door(store, host)
    closed(store, host)
    wrong = next(c for c in iter(codes.new_join, "") if c != join)
    for code in (join, wrong, "ABC", "", "O" * 6, host, "x" * 10_000, "\0" * 6):
        with pytest.raises(NotFound) as caught:
            store.seats.join(code, "member", "c", "en")
        assert str(caught.value) == str(NotFound())


def test_a_join_code_that_is_taken_is_not_given_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = iter(["AAAAAA", "AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr(codes, "new_join", lambda: next(given))
    assert [door(store, opened(store)) for _ in range(2)] == ["AAAAAA", "BBBBBB"]


def test_a_record_that_was_answered_alone_can_take_a_seat_with_what_it_says(store: Store) -> None:
    alone = store.create("practitioner", "v1", "consent-1", "en")
    store.save(alone, {"p.a": 4})
    host, _ = answering(store)
    store.seats.sit(alone, door(store, host), "practitioner")
    revealed(store, host)
    (only,) = store.rooms.board(host)
    assert only.board.practitioners == (PractitionerPart(number=1, answers={"p.a": 4}),)


def test_a_record_of_the_other_side_or_of_another_version_cannot_take_a_seat(store: Store) -> None:
    join = door(store, opened(store))
    for side, version in (("practitioner", "v1"), ("group", "v0")):
        code = store.create(side, version, "consent-1", "en")  # type: ignore[arg-type]
        with pytest.raises(Refused):
            store.seats.sit(code, join, "member")
        assert store.seats.load(code) is None


def test_to_sit_down_again_changes_the_seat_and_adds_no_voice(store: Store) -> None:
    host = opened(store)
    person = joined(store, host)
    store.seats.finish(person, True)
    store.seats.sit(person, door(store, host), "leader")
    found = store.seats.load(person)
    assert found is not None
    assert (found.seat, found.finished) == ("leader", True)
    assert store.rooms.load(host).seats == {"leader": (1, 1)}


def test_a_record_takes_part_in_one_room_at_a_time(store: Store) -> None:
    here, there = opened(store), opened(store)
    person = joined(store, here)
    with pytest.raises(Refused):
        store.seats.sit(person, door(store, there), "member")
    store.seats.stand(person)
    store.seats.sit(person, door(store, there), "member")
    found = store.seats.load(person)
    assert found is not None
    assert found.room == store.rooms.load(there).tag


def test_whoever_stands_up_is_not_heard_and_keeps_what_was_said(store: Store) -> None:
    host, people = answering(store, members=6)
    store.seats.stand(people[1])
    revealed(store, host)
    (only,) = store.rooms.board(host)
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 0 + 2 + 3 + 4 + 0}
    assert store.load(people[1]).answers == {"g.a": 1}
    assert not store.load(people[1]).finished
    assert store.seats.load(people[1]) is None
    assert store.seats.board(people[1]) == ()


def test_a_round_cannot_be_flooded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esteem_match.store.room.voices.VOICES_MOST", 2)
    host = opened(store)
    people = [joined(store, host) for _ in range(2)]
    with pytest.raises(Refused):
        joined(store, host)
    store.seats.sit(people[0], door(store, host), "leader")
    assert rows(store, RECORDS) == rows(store, VOICES) == 2


# -- moving -------------------------------------------------------------------------------------

STEPS: dict[tuple[State, State], Callable[[Store, str], object]] = {
    (frm, to): lambda store, host, frm=frm, to=to: store.rooms.move(host, frm, to)  # type: ignore[misc]
    for frm in State
    for to in State
} | {(ANSWERING, CLOSED): closed, (CLOSED, REVEALED): reveal}


def brought(store: Store, state: State) -> str:
    host = opened(store)
    for frm, to in zip(list(State), list(State)[1:], strict=False):
        if frm == state:
            break
        STEPS[frm, to](store, host)
    assert store.rooms.load(host).state == state
    return host


@pytest.mark.parametrize("frm", State)
@pytest.mark.parametrize("to", State)
def test_a_round_goes_only_where_the_states_say_it_may(store: Store, frm: State, to: State) -> None:
    host = brought(store, frm)
    if to in MOVES[frm]:
        STEPS[frm, to](store, host)
    else:
        with pytest.raises(Refused):
            STEPS[frm, to](store, host)
    assert store.rooms.load(host).state == (to if to in MOVES[frm] else frm)


@pytest.mark.parametrize("state", State)
def test_a_step_from_where_the_round_is_not_any_more_is_told_and_changes_nothing(
    store: Store, state: State
) -> None:
    host = brought(store, state)
    before = store.rooms.load(host)
    for frm in set(State) - {state}:
        for to in MOVES[frm]:
            with pytest.raises(Moved):
                STEPS[frm, to](store, host)
    assert store.rooms.load(host) == before


def test_to_show_is_no_mere_step(store: Store) -> None:
    host, _ = answering(store)
    closed(store, host)
    with pytest.raises(Refused):
        store.rooms.move(host, CLOSED, REVEALED)


@pytest.mark.parametrize("state", State)
def test_pace_days_agreement_and_new_rounds_belong_to_their_states(
    store: Store, state: State
) -> None:
    host = brought(store, state)
    may = {
        "pace": state in (GATHERING, ANSWERING),
        "extend": state in (GATHERING, ANSWERING),
        "agree": state == REVEALED,
        "begin": state in (REVEALED, AGREED),
    }
    for act, allowed in may.items():
        assert raised(HOSTS[act], store, host) is (None if allowed else Moved), act


@pytest.mark.parametrize(
    "act",
    [
        lambda store, host: store.rooms.move(host, GATHERING, ANSWERING),
        lambda store, host: store.rooms.begin(host, UNTIL),
        closed,
        reveal,
    ],
    ids=["move", "begin", "close", "reveal"],
)
def test_of_many_tabs_that_move_a_round_at_once_one_wins_and_the_others_are_told(
    store: Store, act: Callable[[Store, str], object], request: pytest.FixtureRequest
) -> None:
    first = {"move": GATHERING, "begin": REVEALED, "close": ANSWERING, "reveal": CLOSED}
    host = brought(store, first[request.node.callspec.id.split("-")[-1]])
    before = store.rooms.load(host)
    together = threading.Barrier(6)

    def tab(_: int) -> type[BaseException] | None:
        together.wait()
        return raised(act, store, host)

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(tab, range(6)))
    assert outcomes.count(None) == 1
    assert outcomes.count(Moved) == 5
    assert store.rooms.load(host).revision == before.revision + 1


# -- news -------------------------------------------------------------------------------------


def test_a_pulse_tells_the_beat_and_how_many_voices_there_are(store: Store) -> None:
    host, people = answering(store, members=2, practitioners=1)
    store.seats.finish(people[0], True)
    tag = store.rooms.load(host).tag
    assert store.rooms.news([tag]) == {tag: News(2, 3, 1)}
    revealed(store, host)
    store.rooms.begin(host, UNTIL)
    assert store.rooms.news([tag]) == {tag: News(5, 0, 0)}


def test_the_host_chooses_a_screen_for_the_wall_and_every_wall_hears_of_it(store: Store) -> None:
    host, _ = answering(store, members=2)
    tag, before = store.rooms.load(host).tag, store.rooms.load(host)
    assert before.wall == 0
    store.rooms.show(host, 2, ANSWERING)
    assert store.rooms.load(host).wall == store.rooms.news([tag])[tag].wall == 2
    assert store.rooms.load(host).revision == before.revision  # no phone has to look again


def test_a_step_of_the_round_puts_its_own_first_screen_on_the_wall(store: Store) -> None:
    host, _ = answering(store, members=2)
    store.rooms.show(host, 2, ANSWERING)
    closed(store, host)
    assert store.rooms.load(host).wall == 0
    store.rooms.show(host, 1, CLOSED)
    reveal(store, host)
    assert store.rooms.load(host).wall == 0


def test_a_screen_of_a_round_that_has_gone_on_is_put_on_no_wall(store: Store) -> None:
    host, _ = answering(store)
    assert raised(store.rooms.show, host, 2, GATHERING) is Moved
    assert raised(store.rooms.show, codes.new(), 1, ANSWERING) is NotFound
    assert raised(store.rooms.show, host, 0, ANSWERING) is Refused
    assert store.rooms.load(host).wall == 0


def test_the_beat_grows_with_what_a_host_changes_and_not_with_joins_or_looks(store: Store) -> None:
    host = opened(store)
    tag = store.rooms.load(host).tag
    revisions = [1]

    def revision() -> int:
        revisions.append(store.rooms.news([tag])[tag].revision)
        return revisions[-1] - revisions[-2]

    person = joined(store, host)
    store.seats.finish(person, True)
    store.seats.board(person)
    assert revision() == 0
    for act in (
        lambda: store.rooms.pace(host, 2),
        lambda: store.rooms.move(host, GATHERING, ANSWERING),
        lambda: closed(store, host),
        lambda: reveal(store, host),
        lambda: store.rooms.agree(host, {"a": "b"}),
        lambda: store.rooms.begin(host, UNTIL),
    ):
        act()
        assert revision() == 1
    seat = store.seats.load(person)
    assert seat is not None
    assert seat.revision == revisions[-1] == store.rooms.load(host).revision


def test_what_is_no_rooms_tag_has_no_pulse(store: Store, clock: Clock) -> None:
    expired = store.rooms.load(opened(store)).tag
    clock.on(366)
    tag = store.rooms.load(opened(store)).tag
    odd = ["", "x", tag[:-1], tag.upper(), tag + "00", "zz" * 16, "00" * 16, "'; --", expired]
    assert set(store.rooms.news([*odd, tag, tag])) == {tag}
    assert store.rooms.news([]) == {}


@pytest.mark.parametrize("many", [1, 20, 200])
def test_the_pulses_of_all_rooms_cost_one_statement(store: Store, many: int) -> None:
    tags = [store.rooms.load(opened(store)).tag for _ in range(min(many, 20))]
    tags += [f"{n:032x}" for n in range(many - len(tags))]
    sent: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *args: sent.append(args[2]))
    assert len(store.rooms.news(tags)) == min(many, 20)
    (asked,) = (statement for statement in sent if statement != "BEGIN")
    assert asked.startswith("SELECT")


# -- how long -----------------------------------------------------------------------------------


def test_a_room_is_kept_for_a_year_from_its_hosts_last_change(store: Store, clock: Clock) -> None:
    host, _ = shown(store)
    clock.on(300)
    store.rooms.load(host)
    store.rooms.board(host)
    assert store.rooms.load(host).expires == date(2027, 3, 1)
    store.rooms.agree(host, {"when": "Tuesdays"})
    assert store.rooms.load(host).expires == DAY + timedelta(days=665)
    clock.on(665)
    assert store.purge() == 6  # the records have expired long before
    assert store.rooms.load(host).name == HALL
    clock.on(666)
    with pytest.raises(NotFound):
        store.rooms.load(host)
    assert rows(store, ROOMS) == 1
    assert store.purge() == 0
    assert all(rows(store, table) == 0 for table in (ROOMS, ROUNDS, VOICES, PARTS, ENTRIES))


def test_a_room_that_has_expired_cannot_be_joined_and_shows_nothing(
    url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_KEEP_ROOM_DAYS", "3")
    store = open_store(url, clock=clock)
    host, people = shown(store)
    other = opened(store)
    join = door(store, other)
    clock.on(4)
    assert store.seats.load(people[0]) is None
    assert store.seats.board(people[0]) == ()
    with pytest.raises(NotFound):
        store.seats.invitation(join)
    with pytest.raises(NotFound):
        store.seats.join(join, "member", "c", "en")
    with pytest.raises(NotFound):
        store.rooms.board(host)
    store.close()


@pytest.mark.parametrize("days", ["0", "-1", "731", "a year", "7.5"])
def test_room_days_that_make_no_sense_are_refused_at_the_start(
    url: str, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("ESTEEM_KEEP_ROOM_DAYS", days)
    with pytest.raises(BadSetting) as caught:
        open_store(url)
    assert "ESTEEM_KEEP_ROOM_DAYS" in str(caught.value)


def test_a_deleted_room_is_gone_with_all_but_the_participants_own_records(store: Store) -> None:
    host, people = shown(store)
    store.rooms.agree(host, {"when": "Tuesdays"})
    for _ in range(2):
        store.rooms.delete(host)
    assert all(rows(store, table) == 0 for table in (ROOMS, ROUNDS, VOICES, PARTS, ENTRIES))
    assert rows(store, RECORDS) == rows(store, ANSWERS) == 6
    assert store.load(people[1]).answers == {"g.a": 1}
    assert store.seats.load(people[1]) is None
    store.rooms.delete("no code")


def test_what_lapses_takes_the_join_code_out_of_the_database(store: Store, clock: Clock) -> None:
    host = opened(store)
    clock.on(14)
    store.purge()
    assert door(store, host)
    clock.on(15)
    store.purge()
    held = select(func.count(ROUNDS.c.door) + func.count(ROUNDS.c.code) + func.count(ROUNDS.c.key))
    assert store._read(lambda conn: conn.scalar(held)) == 0


def test_content_is_kept_while_a_room_refers_to_it(store: Store, clock: Clock) -> None:
    store.keep_content("v1", "old")
    store.keep_content("v2", "new")
    host = opened(store)
    clock.on(300)
    store.purge()
    assert store.content("v1") == "old"
    store.rooms.delete(host)
    store.purge()
    assert store.content("v1") is None


# -- failures -----------------------------------------------------------------------------------


def test_failures_are_counted_by_kind_and_seen_by_every_replica(url: str, clock: Clock) -> None:
    here, there = (open_store(url, clock=clock) for _ in range(2))
    for store in (here, there, here):
        store.failures.note("address:1.2.3.4", "room:x")
    here.failures.note("address:5.6.7.8")
    here.failures.note()
    for store in (here, there):
        assert store.failures.count("address:1.2.3.4", 1) == 3
        assert store.failures.count("room:x", 10) == 3
        assert store.failures.count("address:5.6.7.8", 10) == 1
        assert store.failures.count("address:9.9.9.9", 10) == 0
        store.close()


def test_failures_count_for_as_many_minutes_as_are_asked_for(store: Store, clock: Clock) -> None:
    store.failures.note("a")
    clock.now += timedelta(minutes=5)
    store.failures.note("a")
    assert [store.failures.count("a", minutes) for minutes in (1, 4, 5, 60)] == [1, 1, 2, 2]
    clock.now += timedelta(minutes=5)
    assert [store.failures.count("a", minutes) for minutes in (1, 5, 10)] == [0, 1, 2]


def test_failures_at_once_are_all_counted(store: Store) -> None:
    together = threading.Barrier(20)

    def fail(_: int) -> None:
        together.wait()
        store.failures.note("b", "a")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(fail, range(20)))
    assert (store.failures.count("a", 5), store.failures.count("b", 5)) == (20, 20)


def test_good_joins_are_no_failures(store: Store) -> None:
    joined(store, opened(store))
    assert rows(store, FAILURES) == 0


def test_failures_are_forgotten_after_a_day(store: Store, clock: Clock) -> None:
    store.failures.note("old")
    clock.now += timedelta(days=1)
    store.failures.note("new")
    store.purge()
    assert rows(store, FAILURES) == 2
    clock.now += timedelta(minutes=1)
    store.purge()
    assert rows(store, FAILURES) == 1
