"""Members say on their phones whether they can live with what was decided; all see one word."""

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.models import Seat
from tests.room_pages import (
    AGREED,
    LEAST,
    SHOWN,
    as_host,
    as_member,
    crowd,
    joined,
    keys,
    opened,
    revealed,
    says,
    state_of,
    submit,
    through,
)
from tests.test_pages import press, shown

pytestmark = pytest.mark.usefixtures("own_pages")
STORE = "postgresql"

ROLE, OTHER = "bridge-builder", "facilitator"
DECIDED = {f"decision.{ROLE}": "yes", f"task.{ROLE}": "Find a room", f"decision.{OTHER}": "no"}
WORDS = ("agree.told_most", "agree.told_talk")


def asked(*seats: Seat) -> tuple[str, list[str]]:
    """A workshop with two decisions, of which its members are asked."""
    host, people = revealed(*seats)
    resources.store().rooms.agree(host, DECIDED)
    press(as_host(host, view="agree"), "ask_members")
    return host, people


def answer(app: AppTest, role: str, *, yes: bool) -> AppTest:
    one = next(one for one in app.radio if str(one.key).startswith(f"live_{role}_"))
    one.set_value(yes)
    return app


def send(app: AppTest) -> AppTest:
    return submit(app, "living")


def end(host: str) -> AppTest:
    return press(press(as_host(host, view="agree"), "end_asking"), "end_asking_yes")


def test_all_see_one_word_of_each_decision_once_the_host_has_ended_the_asking() -> None:
    host, people = asked()
    for at, code in enumerate(people[:LEAST]):
        app = answer(as_member(code, view="agree"), ROLE, yes=at < 3)
        assert says(send(answer(app, OTHER, yes=at < 2)), "agree.live_sent")
        assert not any(says(as_host(host, view="agree"), word) for word in WORDS)
    end(host)
    for page in (as_host(host, view="agree"), *(as_member(one, view="agree") for one in people)):
        assert all(says(page, word) for word in WORDS)
        assert not page.radio or page.radio[0].key.startswith("decision")
    assert "ask_members" not in keys(as_host(host, view="agree"))


def test_the_host_is_asked_twice_before_it_ends_and_sees_no_count() -> None:
    host, people = asked()
    before = shown(as_host(host, view="agree"))
    send(answer(as_member(people[0], view="agree"), ROLE, yes=True))
    assert shown(as_host(host, view="agree")) == before
    app = press(as_host(host, view="agree"), "end_asking")
    assert says(app, "agree.end_sure")
    app = press(app, "end_asking_no")
    assert says(app, "agree.end_what")
    assert says(as_member(people[0], view="agree"), "agree.live_title")


def test_fewer_than_five_answers_to_a_decision_tell_nothing_of_it() -> None:
    host, people = asked()
    for code in people[: LEAST - 1]:
        send(answer(as_member(code, view="agree"), ROLE, yes=True))
    end(host)
    page = as_member(people[0], view="agree")
    assert says(page, "agree.told_few", least=LEAST)
    assert not any(says(page, word) for word in WORDS)


def test_what_somebody_said_is_there_again_for_them_and_can_be_changed() -> None:
    _, people = asked()
    app = send(answer(as_member(people[0], view="agree"), ROLE, yes=False))
    assert says(app, "agree.live_sent")
    again = as_member(people[0], view="agree")
    now = {str(one.key).split("_")[1]: one.value for one in again.radio}
    assert now == {ROLE: False, OTHER: None}
    assert {one.value for one in as_member(people[1], view="agree").radio} == {None}
    send(answer(again, ROLE, yes=True))
    assert resources.store().seats.replied(people[0]) == {ROLE: True}


def test_only_members_are_asked_and_all_others_are_told_so() -> None:
    host, people = asked("practitioner", "leader")
    *members, practitioner, leader = people
    for code in (*members[:1], leader):
        assert says(as_member(code, view="agree"), "agree.live_title")
        assert says(as_member(code, view="board"), "agree.live_link")
    for page in (as_member(practitioner, view="agree"), as_host(host, view="agree")):
        assert not [one for one in page.radio if str(one.key).startswith("live_")]
    assert says(as_member(practitioner, view="agree"), "agree.asking")
    assert not says(as_member(practitioner, view="board"), "agree.live_link")


def test_a_workshop_with_too_few_members_or_nothing_decided_is_not_offered_to_ask() -> None:
    host, _ = revealed()
    assert "ask_members" not in keys(as_host(host, view="agree"))
    few = opened()
    crowd(few, *(3,) * (LEAST - 1))
    joined(few, "practitioner")
    through(few, *SHOWN)
    resources.store().rooms.agree(few, DECIDED)
    assert "ask_members" not in keys(as_host(few, view="agree"))


def test_what_is_asked_about_can_be_read_and_not_written_until_it_ends() -> None:
    host, _ = asked()
    app = as_host(host, view="agree")
    fields = [str(one.key) for one in (*app.radio, *app.text_area)]
    assert not [one for one in fields if f".{ROLE}_" in one or f".{OTHER}_" in one]
    assert [one for one in fields if one.startswith("decision.co-educator")]
    end(host)
    app = as_host(host, view="agree")
    assert [one for one in app.text_area if str(one.key).startswith(f"task.{ROLE}")]


def test_a_word_is_told_of_what_was_asked_and_of_nothing_that_was_changed_since() -> None:
    host, people = asked()
    for code in people[:LEAST]:
        app = answer(as_member(code, view="agree"), ROLE, yes=True)
        send(answer(app, OTHER, yes=False))
    end(host)
    resources.store().rooms.agree(host, {f"task.{ROLE}": "Find two rooms"})
    page = as_member(people[0], view="agree")
    assert not says(page, "agree.told_most")
    assert says(page, "agree.told_talk")


def test_calling_it_agreed_while_members_are_asked_says_so_first() -> None:
    host, people = asked()
    app = press(as_host(host), "host_agree")
    assert says(app, "host.agree_asking")
    press(app, "host_agree_yes")
    assert state_of(host) == AGREED
    page = as_member(people[0], view="agree")
    assert not page.radio
    assert not says(page, "agree.told_few", least=LEAST)


def test_who_sends_after_it_has_ended_is_told_so() -> None:
    host, people = asked()
    late = answer(as_member(people[0], view="agree"), ROLE, yes=True)
    end(host)
    assert says(send(late), "agree.live_over")
