"""Boards and agreements: what is heard for a picture, what is shown, to whom, and from when."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from esteem_match.models import Board, GroupPart, PractitionerPart, State, Voice
from esteem_match.store import Agreement, Broken, Ended, Entry, NotFound, Past, Refused, Store
from esteem_match.store.database.schema import ENTRIES, PARTS, VOICES
from esteem_match.store.sealing import sealed_box
from tests.conftest import Clock
from tests.rooms import (
    AGREED,
    ANSWERING,
    CLOSED,
    DAY,
    GATHERING,
    REVEALED,
    UNTIL,
    anew,
    answering,
    closed,
    door,
    drawn,
    joined,
    opened,
    publish,
    reveal,
    revealed,
    rows,
    shown,
)

# -- closing and showing ------------------------------------------------------------------------


def test_the_reveal_hears_every_voice_once_with_its_seat_and_all_its_answers(store: Store) -> None:
    host = opened(store)
    said: list[dict[str, Any]] = [{"g.a": 1, "g.b": None, "who": "Ann"}, {}, {"who": "Bo"}]
    people = [
        joined(store, host, "leader", **said[0]),
        joined(store, host, "member", **said[1]),
        joined(store, host, "practitioner", **said[2]),
    ]
    store.save(people[1], {"g.a": 4})
    store.rooms.move(host, GATHERING, ANSWERING)
    heard: list[Voice] = []

    def listen(voices: Sequence[Voice]) -> Board:
        heard.extend(voices)
        return Board(group=None, practitioners=())

    closed(store, host)
    assert not heard
    reveal(store, host, publish=listen)
    assert {(v.seat, *sorted(v.answers.items(), key=str)) for v in heard} == {
        ("leader", ("g.a", 1), ("g.b", None), ("who", "Ann")),
        ("member", ("g.a", 4)),
        ("practitioner", ("who", "Bo")),
    }
    assert [v.tag for v in heard] == sorted({v.tag for v in heard})


def test_what_a_record_notes_beside_its_answers_is_not_heard(store: Store) -> None:
    host = opened(store)
    person = joined(store, host, "practitioner", **{"p.a": 1})
    group = store.create("group", "v1", "consent-1", "en")
    store.join(person, store.share(group))
    store.rooms.move(host, GATHERING, ANSWERING)
    heard: list[Voice] = []
    closed(store, host)
    reveal(store, host, publish=lambda voices: heard.extend(voices) or publish(voices))
    assert [voice.answers for voice in heard] == [{"p.a": 1}]


def test_an_answer_saved_before_the_close_is_in_and_one_after_it_is_refused_and_told(
    store: Store,
) -> None:
    host, people = answering(store, members=5, practitioners=1)
    store.save(people[0], {"g.a": 4})
    closed(store, host)
    for act in (
        lambda: store.save(people[0], {"g.a": 0}),
        lambda: store.update(people[0], forget=["g.a"]),
        lambda: store.seats.finish(people[0], True),
    ):
        with pytest.raises(Ended):
            act()
    assert store.load(people[0]).answers == {"g.a": 4}
    reveal(store, host)
    (only,) = store.rooms.board(host)
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 4 + 1 + 2 + 3 + 4}


@pytest.mark.parametrize("state", [GATHERING, ANSWERING, CLOSED])
def test_no_board_before_the_reveal_not_even_for_the_host(store: Store, state: State) -> None:
    host, people = answering(store, members=5, practitioners=1)
    if state == CLOSED:
        closed(store, host)
    if state == GATHERING:
        store.rooms.move(host, ANSWERING, GATHERING)
    assert store.rooms.load(host).state == state
    assert store.rooms.board(host) == ()
    assert all(store.seats.board(code) == () for code in people)


def test_the_reveal_shows_one_board_to_the_host_and_to_everybody_who_sat_there(
    store: Store, clock: Clock
) -> None:
    host, people = answering(store, members=5, practitioners=2)
    clock.on(3)
    revealed(store, host)
    (only,) = store.rooms.board(host)
    assert (only.number, only.day) == (1, date(2026, 3, 4))
    assert only.board.group == GroupPart(one_form=False, answers={"sum": 10})
    assert sorted(part.answers["p.a"] or 0 for part in only.board.practitioners) == [0, 1]
    assert all(store.seats.board(code) == (only,) for code in people)
    store.rooms.move(host, REVEALED, AGREED)
    assert store.rooms.board(host) == (only._replace(agreed=True),)


def test_whatever_a_board_can_hold_comes_back_to_the_letter(store: Store) -> None:
    host, _ = answering(store, members=1, practitioners=2)
    board = Board(
        group=GroupPart(
            one_form=False,
            answers={f"g.{n}": n for n in range(60)},
            differ=("g.1", "g.2"),
            split=("facilitator",),
            leaders={"g.1": 5},
            others={"g.1": 0},
        ),
        practitioners=(
            PractitionerPart(number=1, answers={"p.a": None, "p.b": 0}),
            PractitionerPart(number=2, answers={}),
        ),
    )
    closed(store, host)
    reveal(store, host, publish=lambda _: board)
    assert store.rooms.board(host)[0].board == board


@pytest.mark.parametrize("numbers", [(0,), (2,), (-1,), (1, 1)])
def test_a_part_of_a_board_that_is_nobodys_is_refused_with_the_whole_board(
    store: Store, numbers: tuple[int, ...]
) -> None:
    host, _ = answering(store, members=1, practitioners=1)
    parts = tuple(PractitionerPart(number=number, answers={}) for number in numbers)
    closed(store, host)
    with pytest.raises(Refused):
        reveal(store, host, publish=lambda _: Board(group=None, practitioners=parts))
    assert store.rooms.load(host).state == CLOSED
    assert rows(store, PARTS) == 0


@pytest.mark.parametrize("fails", ["publish", "fingerprint", "judge"])
def test_a_reveal_that_fails_inside_leaves_everything_as_it_was(store: Store, fails: str) -> None:
    host, people = answering(store, members=5, practitioners=1)
    closed(store, host)
    before = store.rooms.load(host)
    with pytest.raises(ZeroDivisionError):
        reveal(store, host, **{fails: lambda *_: 1 // 0})
    assert store.rooms.load(host) == before
    assert rows(store, PARTS) == 0
    assert store.seats.board(people[0]) == ()
    store.seats.stand(people[4])
    reveal(store, host)
    (only,) = store.seats.board(people[0])
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 0 + 1 + 2 + 3}


def test_a_reopened_round_takes_answers_and_is_closed_anew(store: Store) -> None:
    host, people = answering(store, members=5, practitioners=1)
    closed(store, host)
    store.rooms.move(host, CLOSED, ANSWERING)
    assert store.rooms.board(host) == ()
    store.save(people[0], {"g.a": 4})
    joined(store, host, **{"g.a": 4})
    revealed(store, host)
    (only,) = store.seats.board(people[0])
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 4 + 1 + 2 + 3 + 4 + 4}


def test_a_round_reopened_after_its_last_day_can_be_joined_on_that_day(
    store: Store, clock: Clock
) -> None:
    host, _ = answering(store)
    closed(store, host)
    clock.on(20)
    store.rooms.move(host, CLOSED, ANSWERING)
    assert store.rooms.load(host).until == date(2026, 3, 21)
    joined(store, host)


def test_after_the_reveal_nothing_is_left_that_opens_a_voice_for_the_host(store: Store) -> None:
    host, _ = answering(store, members=5, practitioners=1)
    left = select(func.count(VOICES.c.box))
    closed(store, host)
    assert store._read(lambda conn: conn.scalar(left)) == 6
    reveal(store, host)
    assert store._read(lambda conn: conn.scalar(left)) == 0


def test_a_deleted_record_takes_its_voice_and_its_part_of_the_board_along(store: Store) -> None:
    host, people = shown(store, members=5, practitioners=3)
    (before,) = store.rooms.board(host)
    store.delete(people[0])
    store.delete(people[-1])
    (after,) = store.rooms.board(host)
    assert after.board.group == before.board.group
    gone = {part.number for part in before.board.practitioners}
    gone -= {part.number for part in after.board.practitioners}
    parts = {part.number: part for part in before.board.practitioners}
    assert [parts[number].answers for number in gone] == [{"p.a": 2}]
    assert all(part == parts[part.number] for part in after.board.practitioners)
    assert store.rooms.load(host).seats == {"member": (4, 0), "practitioner": (2, 0)}


def test_a_record_that_was_deleted_before_the_close_is_not_heard(store: Store) -> None:
    host, people = answering(store, members=5)
    store.delete(people[4])
    revealed(store, host)
    (only,) = store.rooms.board(host)
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 0 + 1 + 2 + 3}


def test_what_a_practitioner_showed_is_not_shown_after_the_record_has_expired(
    store: Store, clock: Clock
) -> None:
    host, people = shown(store)
    clock.on(30)
    assert len(store.rooms.board(host)[0].board.practitioners) == 1
    clock.on(31)
    (only,) = store.rooms.board(host)
    assert only.board.group is not None
    assert only.board.practitioners == ()
    with pytest.raises(NotFound):
        store.seats.board(people[0])
    store.purge()
    assert store.rooms.board(host) == (only,)
    assert rows(store, PARTS) == 1


# -- new rounds ---------------------------------------------------------------------------------


def test_a_new_round_has_a_new_code_and_nobody_in_it_and_the_old_board_stays(store: Store) -> None:
    host, people = shown(store)
    before = store.rooms.board(host)
    store.rooms.begin(host, UNTIL)
    room = store.rooms.load(host)
    assert (room.number, room.state, room.seats) == (2, GATHERING, {})
    assert room.rounds == (Past(1, REVEALED, DAY), Past(2, GATHERING, DAY))
    assert store.rooms.board(host) == store.seats.board(people[0]) == before
    seat = store.seats.load(people[0])
    assert seat is not None
    assert (seat.number, seat.latest, seat.state) == (1, 2, REVEALED)


def test_who_sits_down_in_the_new_round_can_change_answers_and_moves_on_with_it(
    store: Store,
) -> None:
    host, people = shown(store)
    anew(store, host)
    with pytest.raises(Ended):
        store.save(people[4], {"g.a": 0})
    store.seats.sit(people[4], door(store, host), "leader")
    store.save(people[4], {"g.a": 3})
    revealed(store, host)
    first, second = store.seats.board(people[4])
    assert (first.number, second.number) == (1, 2)
    assert first.board.group is not None
    assert second.board.group is not None
    assert (first.board.group.answers, second.board.group.answers) == ({"sum": 10}, {"sum": 3})
    assert store.rooms.board(host) == (first, second)


def test_a_join_code_opens_no_earlier_board_before_the_own_round_is_revealed(store: Store) -> None:
    host, people = shown(store)
    store.rooms.agree(host, {"when": "Tuesdays"})
    anew(store, host)
    late = joined(store, host, **{"g.a": 1})
    for state in (ANSWERING, CLOSED):
        assert store.rooms.load(host).state == state
        assert store.seats.board(late) == ()
        assert store.seats.agreement(late) == Agreement(now={}, history=())
        if state == ANSWERING:
            closed(store, host)
    reveal(store, host)
    assert [board.number for board in store.seats.board(late)] == [1, 2]
    assert store.seats.agreement(late).now == {"when": "Tuesdays"}
    assert [board.number for board in store.seats.board(people[0])] == [1]


def test_what_is_kept_of_every_round_that_was_shown_is_there_to_judge_the_next(
    store: Store,
) -> None:
    host, people = answering(store, members=3)
    closed(store, host)
    (first,) = drawn(store, host)
    anew(store, host)
    joined(store, host, **{"g.a": 4})
    closed(store, host)
    before, second = drawn(store, host)
    assert before == first
    anew(store, host)
    for code in reversed(people):
        store.seats.sit(code, door(store, host), "member")
    closed(store, host)
    store.rooms.move(host, CLOSED, ANSWERING)  # what was closed and opened again counts once
    closed(store, host)
    assert drawn(store, host) == (first, second, first)
    assert list(first.prints) == sorted(first.prints)
    assert second.group == GroupPart(one_form=False, answers={"sum": 4})


def test_a_judge_says_what_is_shown_of_the_members_and_held_against_rounds_to_come(
    store: Store,
) -> None:
    host, _ = shown(store, members=5)
    anew(store, host)
    joined(store, host, **{"g.a": 4})
    joined(store, host, "practitioner", **{"p.a": 3})
    closed(store, host)
    reveal(store, host, judge=lambda _, before: before[-1])
    first, second = store.rooms.board(host)
    assert second.board.group == first.board.group == GroupPart(one_form=False, answers={"sum": 10})
    assert [part.answers for part in second.board.practitioners] == [{"p.a": 3}]
    anew(store, host)
    closed(store, host)
    one, same, _ = drawn(store, host)
    assert one == same


def test_fingerprints_of_two_rooms_cannot_be_compared(store: Store) -> None:
    hosts = [answering(store, members=3)[0] for _ in range(2)]
    for host in hosts:
        closed(store, host)
    one, other = (set(drawn(store, host)[0].prints) for host in hosts)
    assert len(one) == len(other) == 3
    assert not one & other


# -- the agreement ------------------------------------------------------------------------------


def test_every_change_of_an_agreement_is_kept_and_the_newest_counts(
    store: Store, clock: Clock
) -> None:
    host, people = shown(store)
    store.rooms.agree(host, {"when": "Tuesdays", "who": "Ann 🦄"})
    clock.on(2)
    store.rooms.agree(host, {"when": "Fridays", "who": "Ann 🦄"})
    expected = Agreement(
        now={"when": "Fridays", "who": "Ann 🦄"},
        history=(
            Entry(1, DAY, "when", "Tuesdays"),
            Entry(1, DAY, "who", "Ann 🦄"),
            Entry(1, date(2026, 3, 3), "when", "Fridays"),
        ),
    )
    assert store.rooms.agreement(host) == store.seats.agreement(people[0]) == expected


def test_two_tabs_that_write_into_the_agreement_at_once_lose_nothing(store: Store) -> None:
    host, _ = shown(store)
    together = threading.Barrier(4)

    def tab(who: int) -> None:
        together.wait()
        for n in range(10):
            store.rooms.agree(host, {f"field.{who}": str(n)})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tab, range(4)))
    found = store.rooms.agreement(host)
    assert found.now == {f"field.{who}": "9" for who in range(4)}
    assert len(found.history) == 40


@pytest.mark.parametrize(
    "odd", [{"": "x"}, {"a" * 65: "x"}, {"a": "x\0"}, {"a": "x" * 8193}, {"a": None}, {"a": 1}]
)
def test_what_an_agreement_cannot_hold_is_refused_whole(store: Store, odd: dict[str, Any]) -> None:
    host, _ = shown(store)
    with pytest.raises(Refused):
        store.rooms.agree(host, {"good": "text", **odd})
    assert rows(store, ENTRIES) == 0


def test_an_agreement_cannot_grow_without_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esteem_match.store.room.agreements.ENTRIES_MOST", 2)
    host, _ = shown(store)
    store.rooms.agree(host, {"a": "1", "b": "2"})
    store.rooms.agree(host, {"a": "1", "b": "2"})
    with pytest.raises(Refused):
        store.rooms.agree(host, {"a": "3"})
    assert store.rooms.agreement(host).now == {"a": "1", "b": "2"}


# -- boxes --------------------------------------------------------------------------------------


def test_a_box_opens_with_its_private_key_in_its_place_and_not_otherwise() -> None:
    (private, public), (other, others) = sealed_box.pair(), sealed_box.pair()
    put = sealed_box.put(public, b"here", b"secret")
    assert sealed_box.take(private, public, b"here", put) == b"secret"
    changed = put[:-1] + bytes([put[-1] ^ 1])
    moved = bytes([put[0] ^ 1]) + put[1:]
    for keys, place, found in (
        ((other, others), b"here", put),
        ((other, public), b"here", put),
        ((private, public), b"there", put),
        ((private, public), b"here", changed),
        ((private, public), b"here", moved),
        ((private, public), b"here", b""),
        ((private, public), b"here", bytes(60)),
    ):
        with pytest.raises(Broken):
            sealed_box.take(*keys, place, found)


def test_two_boxes_with_the_same_content_look_different() -> None:
    _, public = sealed_box.pair()
    assert sealed_box.put(public, b"", b"secret") != sealed_box.put(public, b"", b"secret")
