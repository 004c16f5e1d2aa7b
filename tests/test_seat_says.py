"""Who chose a seat in a workshop has said who answers: it is not asked there, and counts."""

import pytest

from esteem_match import journey, resources
from esteem_match.models import Answer, Seat
from esteem_match.ui.person import found
from tests.asking import asked
from tests.room_pages import ANSWERING, entered, move, opened
from tests.test_pages import nobody, open_page

pytestmark = pytest.mark.usefixtures("own_pages")

WHO = "g.who"
SAYS: dict[Seat, Answer] = {"leader": 0, "member": 1, "together": 2}


@pytest.mark.parametrize("seat", SAYS)
def test_a_room_does_not_ask_who_answers_and_takes_it_from_the_seat(seat: Seat) -> None:
    host = opened()
    code = entered(host, seat)
    move(host, ANSWERING)
    assert WHO not in asked(open_page("assess", code, step="words"))
    person = found(code, resources.store().load(code), "en")
    assert WHO not in journey.missing(person.questionnaire, person.answers)
    assert person.counted[WHO] == SAYS[seat]


def test_a_room_does_not_ask_what_only_a_letter_tells() -> None:
    host = opened()
    code = entered(host, "together")
    move(host, ANSWERING)
    own = {"g.letter.about": "In the old mill", "g.letter.reach": "Ring 01632"}
    resources.store().save(code, own)
    assert not set(own) & set(asked(open_page("assess", code, step="words")))
    person = found(code, resources.store().load(code), "en")
    assert not set(own) & {*person.counted, *journey.missing(person.questionnaire, person.answers)}
    assert set(own) < set(asked(open_page("assess", nobody(), step="words")))


@pytest.mark.parametrize("seat", ["member", "leader", "together", "practitioner"])
def test_a_room_asks_nobody_for_words_that_nobody_would_see(seat: Seat) -> None:
    host = opened()
    code = entered(host, seat)
    person = found(code, resources.store().load(code), "en")
    texts = [one.id for one in person.form.items() if one.kind == "text"]
    assert texts
    assert not [one.id for one in person.questionnaire.items() if one.kind == "text"]


def test_outside_a_room_it_is_asked() -> None:
    assert WHO in asked(open_page("assess", nobody(), step="words"))


def test_the_form_from_paper_keeps_its_numbers_in_a_room() -> None:
    host = opened()
    code = entered(host, "member")
    move(host, ANSWERING)
    in_a_room, alone = (
        asked(open_page("assess", one, step="paper"), "numbers") for one in (code, nobody())
    )
    assert list(in_a_room) == list(alone)
    assert WHO in alone


def test_a_seat_that_says_nothing_of_a_side_answers_nothing() -> None:
    mine = resources.library().contents["en"].practitioner
    asked_alone = {item.id for item in mine.items()}
    assert {item.id for item in journey.seated(mine).items()} == asked_alone - set(mine.seats)
    assert journey.from_seat(mine, "practitioner") == {}
