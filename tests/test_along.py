"""Whoever takes part is led along with the round: from the questions to the wait and the picture.

People hold their phones side by side: nothing leads to answers, or a result, of somebody's own.
"""

from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.models import SIDE_OF, Seat
from tests.asking import KEPT, asked, given, hand, part
from tests.room_pages import (
    AGREED,
    ANSWERING,
    CLOSED,
    NAME,
    REVEALED,
    as_member,
    begin_anew,
    content,
    crowd,
    door,
    entered,
    joined,
    keys,
    move,
    opened,
    revealed,
    roles,
    rows,
    says,
    submit,
    through,
    visit,
)
from tests.test_pages import ROOT, headings, open_page, press, shown, word
from tests.test_results import read

pytestmark = pytest.mark.usefixtures("own_pages")
STORE = "postgresql"

SEATS: tuple[Seat, ...] = ("member", "leader", "together", "practitioner")
PARTS = {"group": "sharing", "practitioner": "see-place"}
STANDS = ("part", "check", "paper", "code", "")
ROOM = "how hard is it to have a place to meet"  # a question, as the check lists it
OWN_WORDS = "We keep bees on the roof"


def step_of(seat: Seat, stand: str) -> dict[str, str]:
    """The address at which somebody stands; a part of the questions is named by side."""
    step = PARTS[SIDE_OF[seat]] if stand == "part" else stand
    return {"step": step} if step else {}


def seated(seat: Seat = "member", *, paced: bool = False) -> tuple[str, str]:
    """A workshop of many, and somebody in this seat who has answered and written something."""
    host = opened(paced=paced)
    crowd(host)
    if seat != "practitioner":
        joined(host, "practitioner")
    code = joined(host, seat)
    field = "g.words.want" if SIDE_OF[seat] == "group" else "p.name"
    resources.store().save(code, {field: OWN_WORDS})
    return host, code


def waits(app: AppTest) -> bool:
    """Whether this is the page on which all wait for the picture, with nothing of anybody's own."""
    alone = headings(app)[:2] == [word("workshop.title"), NAME]
    return alone and says(app, "room.closed") and not private(app) and not roles_in(app)


def looks(app: AppTest) -> bool:
    """Whether this is the picture of the workshop."""
    top = headings(app)[:1] == [word("board.title")] and says(app, "board.rests")
    return top and set(rows(app)) == roles() and not private(app)


def private(app: AppTest) -> bool:
    """Whether a page shows what its reader wrote, or asks anything of theirs."""
    texts = [*(str(one.value) for one in (*app.text, *app.markdown)), shown(app)]
    told = unescape("\n".join(texts))
    return OWN_WORDS in told or ROOM in told or bool(asked(app))


def roles_in(app: AppTest) -> set[str]:
    """The roles of which a page tells, as the study names them or in plain words."""
    told = unescape(shown(app))
    return {one.id for one in content().model.roles if one.name in told or one.help in told}


def led(app: AppTest) -> AppTest:
    """The same tab drawn anew where it was led; a test's own tab would go back to its page."""
    return app.switch_page(str(ROOT / "pages/workshop.py")).run()


def come_by_code(code: str) -> AppTest:
    """Somebody types their code on a device that knows nobody."""
    app = open_page("welcome")
    app.text_input[0].set_value(code)
    return submit(app, "come_back_form")


# The answering ends, and the picture is shown


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("stand", STANDS)
def test_wherever_somebody_answers_they_wait_with_all_and_then_see_the_picture(
    stand: str, seat: Seat
) -> None:
    host, code = seated(seat)
    move(host, ANSWERING)
    app = open_page("assess", code, **step_of(seat, stand))
    assert not says(app, "room.answering")
    move(host, CLOSED)
    assert waits(app.run())
    move(host, REVEALED)
    assert looks(led(app))


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("fresh", [False, True])
def test_who_was_away_for_both_or_loads_the_page_anew_sees_the_picture(
    stand: str, *, fresh: bool
) -> None:
    host, code = seated()
    move(host, ANSWERING)
    app = open_page("assess", code, **step_of("member", stand))
    through(host, CLOSED, REVEALED)
    app = open_page("assess", code, **step_of("member", stand)) if fresh else app.run()
    assert looks(app)


def test_in_a_round_by_parts_all_are_led_along_as_well() -> None:
    host, code = seated(paced=True)
    move(host, ANSWERING)
    app = open_page("assess", code, step=content().group.sections[0].id)
    assert asked(app)
    move(host, CLOSED)
    assert waits(app.run())
    move(host, REVEALED)
    assert looks(app.run())


@pytest.mark.parametrize("away", [False, True])
def test_from_ones_own_data_one_is_led_along_once_and_can_go_back(*, away: bool) -> None:
    host, code = seated()
    move(host, ANSWERING)
    app = open_page("mine", code)
    assert given(app, "live")
    move(host, CLOSED)
    if not away:
        assert waits(app.run())
    move(host, REVEALED)
    assert looks(app.run())
    app = app.switch_page(str(ROOT / "pages/mine.py")).run()
    assert headings(app)[0] == word("mine.title")
    assert headings(app.run())[0] == word("mine.title")


def test_ones_own_data_waits_for_news_only_while_a_picture_is_to_come() -> None:
    host, code = seated()
    alone = resources.store().create("group", resources.library().version, "1", "en")
    through(host, ANSWERING, CLOSED)
    assert given(open_page("mine", code), "live")
    move(host, REVEALED)
    assert not given(open_page("mine", code), "live")
    assert not given(open_page("mine", alone), "live")


def test_own_data_that_is_looked_at_on_purpose_stays_when_it_is_agreed() -> None:
    host, (member, *_) = revealed()
    app = as_member(member).switch_page(str(ROOT / "pages/mine.py")).run()
    move(host, AGREED)
    assert headings(app.run())[0] == word("mine.title")


def test_when_the_host_goes_back_to_answering_who_waits_is_led_to_the_questions() -> None:
    host, code = seated()
    move(host, ANSWERING)
    app = open_page("assess", code, step="place")
    move(host, CLOSED)
    assert waits(app.run())
    move(host, ANSWERING)
    assert says(led(app), "room.answering")
    assert word("room.to_questions") in shown(app)
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT
    assert private(open_page("assess", code, step="check"))


def test_who_was_still_at_their_code_finds_it_where_they_wait() -> None:
    host = opened()
    crowd(host)
    code = entered(host)
    move(host, ANSWERING)
    app = open_page("assess", code, step="code")
    move(host, CLOSED)
    app.run()
    assert headings(app)[0] == word("workshop.title")
    assert code in app.code[0].value.replace("-", "")
    (fold,) = [one for one in app.expander if one.label == word("code.title")]
    assert fold.proto.expanded


def test_the_page_of_who_runs_it_stays_theirs_also_when_they_answer_on_the_same_device() -> None:
    host, code = seated()
    through(host, ANSWERING, CLOSED)
    for page in ("assess", "results"):
        app = visit(page, host=host, code=code)
        assert headings(app)[0] == word("host.title")
    move(host, REVEALED)
    assert headings(visit("assess", host=host, code=code))[0] == word("host.title")
    assert headings(visit("mine", host=host, code=code))[0] == word("mine.title")


# Coming back


@pytest.mark.parametrize("seat", SEATS)
def test_who_comes_back_by_code_lands_where_the_workshop_stands(seat: Seat) -> None:
    host, code = seated(seat)
    through(host, ANSWERING, CLOSED)
    assert waits(come_by_code(code))
    move(host, REVEALED)
    assert looks(come_by_code(code))
    move(host, AGREED)
    assert looks(come_by_code(code))


def test_who_has_opened_their_answers_again_still_comes_back_to_the_picture() -> None:
    _, (member, *_) = revealed()
    resources.store().update(member, finished=False)
    resources.store().save(member, {"g.words.want": OWN_WORDS})
    assert looks(come_by_code(member))
    resources.store().update(member, forget=["g.rb.room"])
    assert looks(come_by_code(member))


def test_who_comes_back_after_a_new_round_has_begun_lands_on_the_picture_that_they_sat_in() -> None:
    host, (member, *_) = revealed()
    begin_anew(host)
    app = come_by_code(member)
    assert says(app, "room.replaced")
    assert set(rows(app)) == roles()
    resources.store().seats.sit(member, door(host), "member")
    assert says(come_by_code(member), "room.gathering_kept")
    through(host, ANSWERING)
    assert not says(come_by_code(member), "board.rests")
    through(host, CLOSED)
    assert says(come_by_code(member), "room.closed")


@pytest.mark.parametrize("page", ["welcome", "results", "mine", "about"])
def test_a_new_round_is_announced_wherever_somebody_of_the_last_one_comes_back(page: str) -> None:
    host, (member, *_) = revealed()
    assert not says(open_page(page, member), "room.new_round", name=NAME)
    begin_anew(host)
    app = open_page(page, member)
    assert says(app, "room.new_round", name=NAME)
    assert says(open_page("assess", member, step="own"), "room.new_round", name=NAME)
    assert not says(open_page("workshop", member), "room.new_round", name=NAME)
    resources.store().seats.sit(member, door(host), "member")
    assert not says(open_page(page, member), "room.new_round", name=NAME)


def test_no_answer_stands_open_at_the_check_while_all_look_up() -> None:
    host, code = seated()
    move(host, ANSWERING)
    drawn = part(open_page("assess", code, step="check"))
    assert drawn["map"].startswith('<details data-fold="answers"><summary>')
    assert drawn["map"].endswith("</details>")


def test_going_on_from_the_start_page_leads_to_the_picture() -> None:
    _, (member, *_) = revealed()
    assert looks(press(open_page("welcome", member), "go_on"))


# A tap that came too late


@pytest.mark.parametrize("to", [CLOSED, REVEALED])
def test_whose_last_tap_came_too_late_is_told_so_once_where_they_are_led(to: Any) -> None:
    host, code = seated()
    move(host, ANSWERING)
    app = open_page("assess", code, step="place")
    through(host, *((CLOSED,) if to == CLOSED else (CLOSED, REVEALED)))
    assert hand(app, "g.rb.room", 0) == "late"
    app = open_page("assess", code, late="1", step="place")
    assert says(app, "room.late")
    assert headings(app)[0] == word("workshop.title" if to == CLOSED else "board.title")
    if to == CLOSED:
        move(host, REVEALED)
        assert looks(led(app))
        assert not says(app, "room.late")
    assert not says(as_member(code), "room.late")
    assert resources.store().load(code).answers["g.rb.room"] == 3


def test_nobody_else_is_told_of_anything_late() -> None:
    host, code = seated()
    move(host, ANSWERING)
    app = open_page("assess", code, step="place")
    move(host, CLOSED)
    assert not says(app.run(), "room.late")


# One's own, on purpose


def closed_page(app: AppTest) -> AppTest:
    """The page of one's own closed answers, on which they are folded away."""
    assert headings(app)[0] == word("check.closed_title")
    (fold,) = [one for one in app.expander if one.label == word("check.closed_show")]
    assert not fold.proto.expanded
    seen, all_of_it = read(app.main, unfolded=False), read(app.main)
    items = [item.text for item in content().items() if item.id in ("g.rb.room", "p.rb.time")]
    assert [text for text in items if text in all_of_it]
    assert not [text for text in items if text in seen]
    return app


@pytest.mark.parametrize("seat", SEATS)
def test_after_the_picture_ones_own_answers_are_a_press_away_folded_and_can_be_opened(
    seat: Seat,
) -> None:
    host, code = seated(seat)
    through(host, ANSWERING, CLOSED, REVEALED)
    app = closed_page(press(as_member(code), "own_answers"))
    assert says(app, "room.shown_own")
    press(open_page("assess", code, step="own"), "open_again")
    assert not resources.store().load(code).finished
    part = open_page("assess", code, step=PARTS[SIDE_OF[seat]])
    item = next(iter(asked(part)))
    assert hand(part, item, 1) == KEPT


def test_the_way_to_the_questions_at_the_top_leads_to_ones_own_answers_once_it_is_shown() -> None:
    host, code = seated()
    through(host, ANSWERING, CLOSED)
    assert 'href="/assess"' in shown(as_member(code))
    move(host, REVEALED)
    assert 'href="/assess?step=own"' in shown(as_member(code))
    closed_page(open_page("assess", code, step="own"))


def test_before_the_picture_no_address_leads_to_ones_own_closed_answers() -> None:
    host, code = seated()
    through(host, ANSWERING, CLOSED)
    for step in ("own", "check", "place", "code", "wait", "nowhere"):
        assert waits(open_page("assess", code, step=step)), step
    assert "own_answers" not in keys(as_member(code))


def test_who_answers_again_alone_after_the_picture_goes_on_with_the_questions() -> None:
    _, (member, *_) = revealed()
    last = [item.id for part in content().group.sections[-2:] for item in part.items]
    resources.store().update(member, finished=False, forget=last)
    assert asked(open_page("assess", member, step="own"))
    assert asked(press(open_page("welcome", member), "go_on"))
    rest = {item.id: None for item in content().group.items()}
    answers = {**rest, **resources.store().load(member).answers, "g.name": "The Bees"}
    resources.store().save(member, answers)
    assert looks(press(open_page("welcome", member), "go_on"))
    begun = press(press(open_page("results", member), "answer_again"), "again_yes")
    assert asked(begun)
    assert asked(press(open_page("results", member), "go_on_first"))


@pytest.mark.parametrize("page", ["results", "together"])
def test_who_asks_for_their_own_result_too_early_waits_in_the_workshop_and_is_led_along(
    page: str,
) -> None:
    host, code = seated()
    through(host, ANSWERING, CLOSED)
    app = open_page(page, code)
    assert says(app, "room.own_later")
    assert waits(app)
    move(host, REVEALED)
    assert looks(led(app))
    assert not says(app, "room.own_later")


def test_outside_a_workshop_nothing_is_different() -> None:
    code = resources.store().create("group", resources.library().version, "1", "en")
    resources.store().save(code, {"g.rb.room": 3, "g.words.want": OWN_WORDS})
    assert headings(open_page("results", code))[0] != word("results.title_own")
    resources.store().update(code, finished=True)
    for step in ({}, {"step": "place"}, {"step": "own"}):
        app = closed_page(open_page("assess", code, **step))
        assert says(app, "check.closed")
        assert {"open_again", "to_result"} <= keys(app)
    assert headings(come_by_code(code))[0] == word("check.closed_title")
