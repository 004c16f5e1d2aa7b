"""A first look: offered once the first part is done, said plainly, and never before a reveal."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import journey, resources
from esteem_match.documents.blocks import Para
from esteem_match.models import SIDE_OF, SIDES, Answer, Seat, Section, Side
from esteem_match.ui.results import page
from esteem_match.ui.results.take import Paper
from tests.asking import buttons, given, part
from tests.papers import DAY
from tests.room_pages import ANSWERING, CLOSED, REVEALED, entered, move, opened
from tests.test_pages import open_page, press, shown, step, word

pytestmark = pytest.mark.usefixtures("own_pages")


def sections(side: Side) -> tuple[Section, ...]:
    return resources.library().contents["en"].side(side).sections


def first_part(side: Side) -> tuple[Section, ...]:
    last = resources.library().contents["en"].side(side).first_look
    at = next(at for at, one in enumerate(sections(side)) if one.id == last)
    return sections(side)[: at + 1]


def said(parts: Iterable[Section], **own: Answer) -> dict[str, Answer]:
    """A middle answer to all of these, no limits; `own` by id, with _ for a dot."""
    found: dict[str, Answer] = {
        item.id: "Words" if item.kind == "text" else 0 if item.asked_with else 2
        for one in parts
        for item in one.items
    }
    return found | {name.replace("_", "."): one for name, one in own.items()}


def someone(side: Side, answers: dict[str, Answer]) -> str:
    code = resources.store().create(side, resources.library().version, "1", "en")
    resources.store().save(code, answers)
    return code


def ways(code: str, step: str) -> str:
    return unescape(str(part(open_page("assess", code, step=step))["ways"]))


def keys(app: AppTest) -> set[str]:
    return buttons(app)


@pytest.mark.parametrize("side", SIDES)
def test_a_first_look_is_offered_as_soon_as_the_first_part_is_done(side: Side) -> None:
    first = first_part(side)
    code = someone(side, said(first[:-1]))
    drawn = part(open_page("assess", code, step=first[-1].id))
    assert word("look.see") not in drawn["ways"]
    assert drawn["looks"], "the browser asks again when all of this part is answered"
    resources.store().save(code, said(first[-1:]))
    drawn = part(open_page("assess", code, step=first[-1].id))
    assert word("look.see") in drawn["ways"]
    assert not drawn["looks"]


@pytest.mark.parametrize("side", SIDES)
def test_a_first_look_is_one_tap_from_any_later_part_and_from_the_check(side: Side) -> None:
    first = first_part(side)
    code = someone(side, said(first))
    for one in sections(side)[len(first) :]:
        if one.id in {p.id for p in journey.asked(questionnaire(side), said(first))}:
            assert f"/results?part={one.id}" in ways(code, one.id)
    app = open_page("assess", code, step="check")
    assert word("look.see") in part(app)["ways"]
    assert word("look.first") in shown(press(app, "to_result"))


def questionnaire(side: Side) -> Any:
    return resources.library().contents["en"].side(side)


@pytest.mark.parametrize("side", SIDES)
def test_nobody_is_led_to_a_result_before_the_first_part_is_done(side: Side) -> None:
    code = someone(side, said(first_part(side)[:-1]))
    for one in first_part(side):
        assert "/results" not in ways(code, one.id)
    app = open_page("assess", code, step="check")
    assert "to_result" not in keys(app)
    assert word("check.missing_first").split("{")[0] in shown(app)
    assert step(press(app, "check_go_on")) == first_part(side)[-1].id


@pytest.mark.parametrize("side", SIDES)
def test_a_first_look_says_so_and_leads_back_to_where_one_was(side: Side) -> None:
    first = first_part(side)
    later = [one.id for one in journey.asked(questionnaire(side), said(first))][len(first) :]
    code = someone(side, said(first))
    for asked, back in (
        ({"part": later[-1]}, later[-1]),
        ({}, later[0]),
        ({"part": "x"}, later[0]),
    ):
        app = open_page("results", code, **asked)
        assert word("look.first") in shown(app)
        assert step(press(app, "look_go_on")) == back


@pytest.mark.parametrize("side", SIDES)
def test_once_all_is_answered_it_is_no_first_look(side: Side) -> None:
    code = someone(side, said(sections(side), p_know=1))
    app = open_page("results", code)
    assert word("look.first") not in shown(app)
    assert "look_go_on" not in keys(app)
    drawn = ways(code, sections(side)[-1].id)
    assert word("look.see") not in drawn
    assert word("check.result") in drawn


def test_who_answers_again_has_one_way_to_go_on() -> None:
    code = someone("group", said(sections("group")))
    version = resources.library().version
    resources.store().times.begin(code, version, ["g.name"])
    assert ways_on(open_page("results", code)) == {"go_on_first"}
    resources.store().save(code, said(first_part("group")))
    assert ways_on(open_page("results", code)) == {"look_go_on"}


@pytest.mark.parametrize("side", SIDES)
def test_a_first_look_that_is_taken_along_says_that_it_is_one(
    side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Paper] = []
    monkeypatch.setattr(page, "take_away", lambda *papers: taken.extend(papers))
    for parts, first in ((first_part(side), True), (sections(side), False)):
        taken.clear()
        app = open_page("results", someone(side, said(parts, p_know=1)))
        assert not app.exception
        (result,) = (one.make(DAY) for one in taken)
        note = Para(text=word("look.first"), tone="note")
        assert (result.blocks[0] == note) == first


def ways_on(app: AppTest) -> set[str]:
    return {key for key in keys(app) if "go_on" in key}


def test_a_closed_record_is_no_first_look_for_it_takes_no_answers() -> None:
    code = someone("group", said(first_part("group")))
    resources.store().update(code, finished=True)
    assert word("look.first") not in shown(open_page("results", code))


def test_who_came_to_give_one_answer_goes_back_to_the_result_and_nowhere_else() -> None:
    code = someone("group", said(first_part("group")))
    drawn = part(open_page("assess", code, step="run", item="g.stage", back="results"))
    assert unescape(drawn["ways"]).count("data-to") == 1
    assert 'data-to="/results"' in drawn["ways"]


def test_each_open_question_that_a_first_look_names_is_a_link_to_it_and_back() -> None:
    meetings = next(one for one in first_part("group") if one.id == "meetings")
    answers = said(one for one in first_part("group") if one != meetings)
    told = unescape(shown(open_page("results", someone("group", answers))))
    links = {one.id: f"step=meetings&item={one.id}&back=results" for one in meetings.items}
    assert any(link in told for link in links.values())
    for one in meetings.items:
        text = one.text.replace("{group}", str(answers["g.name"]))
        assert told.count(text) == told.count(f"{text}</a>") == told.count(links[one.id])


def test_each_open_question_that_a_practitioners_result_names_is_a_link_to_it_and_back() -> None:
    will = next(one for one in first_part("practitioner") if one.id == "will")
    answers = said(one for one in first_part("practitioner") if one != will)
    code = someone("practitioner", answers)
    told = unescape(shown(open_page("results", code)))
    linked = [one.id for one in will.items if f"step=will&item={one.id}&back=results" in told]
    assert linked
    for one in will.items:
        link = f"step=will&item={one.id}&back=results"
        assert told.count(f"{one.text}</a>") == told.count(link)
    drawn = ways_to(open_page("assess", code, step="will", item=linked[0], back="results"))
    assert drawn == ["/results"]


def ways_to(app: AppTest) -> list[str]:
    return re.findall(r'data-to="([^"]*)"', unescape(str(part(app)["ways"])))


@pytest.mark.parametrize("seat", ["member", "practitioner"])
def test_a_room_has_no_first_look_and_no_result_of_ones_own_before_the_reveal(seat: Seat) -> None:
    host = opened()
    code = entered(host, seat)
    side = SIDE_OF[seat]
    resources.store().save(code, said(first_part(side)))
    for state in (ANSWERING, CLOSED):
        move(host, state)
        for where in (*(one.id for one in sections(side)), "check", "code"):
            app = open_page("assess", code, step=where)
            page = unescape(shown(app) + str(given(app)))
            assert "/results?" not in page
            assert word("look.see") not in page
            assert not part(app).get("looks")
            assert not {"to_result", "look_go_on"} & keys(app), (state, where)
        for page_name in ("results", "workshop"):
            assert word("look.first") not in shown(open_page(page_name, code))
            assert word("results.title_group") not in shown(open_page(page_name, code))
    move(host, REVEALED)
    assert "own_result" in keys(open_page("assess", code))


def test_the_bar_counts_a_part_left_open_before_a_tick_in_the_next() -> None:
    first, second, *_ = sections("group")
    some = dict(list(said([first]).items())[:2])
    drawn = part(open_page("assess", someone("group", some), step=second.id))
    parts = len(journey.asked(questionnaire("group"), some))
    assert f"width:{round(100 / parts)}%" in drawn["progress"]
