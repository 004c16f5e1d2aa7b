"""Who guesses join codes: counted by address and in all, wherever it is tried; good ones never."""

import math

import pytest

from esteem_match import codes, resources
from esteem_match.models import State
from esteem_match.service import seats
from esteem_match.store import open_store
from esteem_match.ui.room.join import code as join_code
from tests.room_pages import (
    ANSWERING,
    CLOSED,
    SHOWN,
    alike,
    as_host,
    crowd,
    door,
    opened,
    says,
    take_seat,
    through,
    type_code,
    visit,
)
from tests.test_pages import press

pytestmark = pytest.mark.usefixtures("own_pages")

HERE = "address:192.0.2.7"
WRONG = "ABCDEF"
ROOMS, HOURS = 50, 4


@pytest.fixture(autouse=True)
def _one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_code, "_address", lambda: HERE)


def counted() -> tuple[int, int]:
    count = resources.store().failures.count
    return count(HERE, 10), count("all", 10)


def test_two_hundred_good_codes_from_one_address_are_all_let_in_and_none_is_counted() -> None:
    host = opened()
    code = door(host)
    for _ in range(200):
        seats.look_up(resources.store(), code, HERE)
    take_seat(type_code(visit(), code), "member")
    assert counted() == (0, 0)


@pytest.mark.parametrize("kind", [HERE, "all"])
def test_wrong_codes_tried_at_another_replica_count_here_too(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(seats, "FAILURES_MOST", 5)
    monkeypatch.setattr(seats, "FAILURES_MOST_IN_ALL", 5)
    host = opened()
    other = open_store()  # the same database, from another program
    for _ in range(4):
        other.failures.note(kind)
    assert says(type_code(visit(), WRONG), "join.unknown")
    assert says(type_code(visit(), door(host)), "join.crowded")
    assert other.failures.count(kind, 10) == 5
    other.close()


def test_a_code_is_not_even_tried_for_who_has_guessed_too_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "FAILURES_MOST", 1)
    host = opened()
    app = visit()
    type_code(app, WRONG)

    def tried(_: str) -> None:
        raise AssertionError

    monkeypatch.setattr(resources.store().seats, "invitation", tried)
    assert says(type_code(app, door(host)), "join.crowded")
    assert says(type_code(app, WRONG), "join.crowded")
    assert counted() == (1, 1)


@pytest.mark.parametrize("when", [ANSWERING, CLOSED])
def test_a_host_sees_a_flood_of_voices_and_can_begin_elsewhere_with_everyones_answers(
    when: State,
) -> None:
    """Who knows the code can join without end. Five false voices spoil a picture, too."""
    host = opened()
    people, code = crowd(host), door(host)
    for _ in range(40):
        resources.store().seats.join(code, "member", "1", "en")
    through(host, *SHOWN[: SHOWN.index(when) + 1])
    app = as_host(host)
    assert says(app, "host.joined", joined=45)
    press(press(app, "host_delete"), "host_delete_yes")
    assert says(type_code(visit(), code), "join.unknown")
    other = opened()
    app = type_code(visit(code=people[0]), door(other))
    take_seat(app, "member", again=True)
    assert resources.store().rooms.load(other).seats == {"member": (1, 0)}
    assert resources.store().load(people[0]).answers == alike("member")
    assert not resources.store().load(people[0]).finished


@pytest.mark.parametrize(
    "typed",
    ["\0", "A\0BCDEF", "\u202eABCDEF", "👩‍👩‍👧", "مرحبا بالعالم", "=1+1", "<b>ABCDEF", "A" * 5000],
)
def test_whatever_is_typed_in_the_place_of_a_code_is_told_and_breaks_nothing(typed: str) -> None:
    app = type_code(visit(), typed)
    assert not app.exception
    assert says(app, "join.slip") or says(app, "join.unknown")


def test_who_guesses_for_as_long_as_a_workshop_lasts_hardly_finds_one() -> None:
    """Fifty workshops open at once, every guess that the limit of all allows, four hours long."""
    possible = math.prod([len(codes.ALPHABET)] * codes.JOIN_LENGTH)
    guesses = seats.FAILURES_MOST_IN_ALL * 60 * HOURS
    assert guesses * ROOMS / possible < 1 / 100
    alone = seats.FAILURES_MOST / seats.MINUTES * 60 * HOURS
    assert alone * ROOMS / possible < 1 / 5000
