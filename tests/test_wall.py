"""The wall: what a room sees of a workshop at once, and who steers it from where."""

import re
from html import unescape
from typing import Any

import httpx
import pytest

from esteem_match import codes, resources
from esteem_match.documents.wall import Now, first, screens
from esteem_match.documents.wall.result import ABREAST
from esteem_match.models import State
from esteem_match.render.wall import wall
from tests.asking import HERE, OURS, given, posted
from tests.papers import room as written_room
from tests.papers import words
from tests.room_pages import (
    AGREED,
    ANSWERING,
    CLOSED,
    GATHERING,
    LEAST,
    SHOWN,
    as_host,
    as_member,
    crowd,
    door,
    entered,
    joined,
    keys,
    library,
    move,
    opened,
    revealed,
    roles,
    says,
    state_of,
    submit,
    through,
    vetoes,
    visit,
)
from tests.test_pages import headings, press, shown, word

pytestmark = pytest.mark.usefixtures("own_pages")

BEFORE = (GATHERING, ANSWERING, CLOSED)


def on_wall(host: str) -> dict[str, Any]:
    """What the wall of a workshop is given to draw."""
    return given(as_host(host, view="wall"), "status")


def text(told: dict[str, Any]) -> str:
    """What can be read there."""
    return unescape(re.sub(r"<[^>]+>", " ", told["html"]))


def steps_through(host: str) -> list[str]:
    """Every screen of the wall as it stands."""
    of = int(re.search(r"(\d+) of (\d+)\s*$", text(on_wall(host)).strip())[2])  # type: ignore[index]
    store, found = resources.store(), []
    for at in range(1, of + 1):
        store.rooms.show(host, at, state_of(host))
        found.append(text(on_wall(host)))
    return found


def fetch(host: str, cookie: str = "", **sent: Any) -> httpx.Response:
    """What a wall is told when it fetches the news."""
    tag = resources.store().rooms.load(host).tag
    body = {"room": tag, "lang": "en", "home": HERE, **sent}
    return posted(body, {**OURS, "Cookie": f"esteem_host={cookie or host}"}, "/wall")


# What it shows


def test_while_people_join_it_shows_where_to_go_the_code_and_one_total() -> None:
    host = opened()
    assert word("host.nobody") in text(on_wall(host))
    joined(host)
    assert word("wall.in_one") in text(on_wall(host))
    joined(host, "practitioner")
    told = on_wall(host)
    assert codes.pretty(door(host)) in text(told)
    assert "2 people have joined" in text(told)
    assert "<svg" in told["html"]
    assert "/workshop" in text(told)


def test_while_people_answer_it_shows_how_many_of_all_have_finished() -> None:
    host = opened()
    people = crowd(host)
    move(host, ANSWERING)
    resources.store().seats.finish(people[0], True)
    assert f"1 of {LEAST} have finished" in text(on_wall(host))


@pytest.mark.parametrize("state", BEFORE)
def test_before_the_reveal_it_shows_nothing_of_any_answer_and_no_seats_count(state: State) -> None:
    host = opened()
    crowd(host)
    joined(host, "practitioner")
    through(host, *SHOWN[: BEFORE.index(state)])
    told = text(on_wall(host))
    assert not any(role in told for role in roles())
    assert not re.search(rf"\b({LEAST}|1)\b(?! of \d)", told.replace(door(host), ""))


def test_once_shown_it_goes_from_what_all_agree_on_to_the_goodbye() -> None:
    host, _ = revealed("practitioner", "practitioner")
    found = steps_through(host)
    assert word("wall.agreed") in found[0]
    assert all(name in found[1] for name in roles())
    assert "Practitioner 1" in found[1]
    assert "Practitioner 2" in found[1]
    assert word("wall.decided") in found[-2]
    assert word("wall.goodbye") in found[-1]


def test_each_difference_has_a_screen_with_both_answers_and_its_question() -> None:
    host, _ = revealed(answers=(4, 4, 4, 4, 4))
    apart = [one for one in steps_through(host) if "Where views differ" in one]
    assert len(apart) == len(set(apart))


def test_what_is_decided_stands_there_as_it_is_written_and_is_no_markup() -> None:
    host, _ = revealed()
    typed = {"task.facilitator": "Ask <b>Ann</b>", "not_do": "<i>x</i>"}
    resources.store().rooms.agree(host, {"decision.facilitator": "no", **typed})
    *_, decided, other, _ = steps_through(host)
    assert "Ask <b>Ann</b>" in decided
    assert word("agree.decision_no") in decided
    assert "<i>x</i>" in other


def test_of_fewer_than_five_members_it_shows_nothing_either() -> None:
    host = opened()
    joined(host)
    joined(host, "practitioner")
    through(host, *SHOWN)
    assert f"Fewer than {LEAST} members answered" in steps_through(host)[0]
    assert "Where views differ" not in " ".join(steps_through(host))


@pytest.mark.parametrize("all_of_them", [False, True])
def test_of_no_group_it_tells_no_practitioners_clear_no(all_of_them: bool) -> None:
    """Of one practitioner, it would be theirs alone; and nothing is shown of anybody's answers."""
    host = opened()
    noes = dict.fromkeys(vetoes("practitioner"), 1)
    crowd(host, 3)
    for _ in range(1 + all_of_them):
        code = joined(host, "practitioner")
        resources.store().save(code, noes)
    through(host, *SHOWN)
    assert word("wall.no") not in " ".join(steps_through(host))


def test_more_practitioners_than_can_be_read_stand_on_several_screens() -> None:
    host, _ = revealed(*["practitioner"] * (ABREAST + 1))  # type: ignore[list-item]
    found = [one for one in steps_through(host) if word("wall.roles") in one]
    assert len(found) == 2
    assert f"Practitioner {ABREAST + 1}" in found[1]
    assert "Practitioner 1" not in found[1]


def test_a_room_that_has_agreed_is_told_goodbye_and_may_look_back() -> None:
    host, _ = revealed()
    move(host, AGREED)
    assert word("wall.goodbye") in text(on_wall(host))
    resources.store().rooms.show(host, 1, AGREED)
    assert word("wall.agreed") in text(on_wall(host))


def test_the_last_screen_stays_the_last_whatever_is_written_meanwhile() -> None:
    host, _ = revealed()
    app = as_host(host)
    field = next(one for one in app.selectbox if one.label == word("wall.jump"))
    field.set_value(len(field.options)).run()
    points = [one.id for one in library().contents["en"].model.agreement][:4]
    for point in points:
        resources.store().rooms.agree(host, {f"boundary.{point}": "We talked it through."})
        assert word("wall.goodbye") in text(on_wall(host))


@pytest.mark.parametrize("state", list(State))
def test_the_screen_that_a_state_begins_with_is_one_that_it_has(state: State) -> None:
    now = Now(state, "Us", "here/workshop", "ABC-DEF", 3, 1)
    found = screens(now, written_room("Typed", words()), words())
    assert 1 <= first(state, found) <= len(found)
    assert all(wall(one, "").count('<div class="wall ') == 1 for one in found)
    assert all(one.label for one in found)


# What it has not


@pytest.mark.parametrize("state", list(State))
def test_it_has_no_control_no_link_of_the_host_and_no_menu(state: State) -> None:
    host = opened()
    crowd(host)
    joined(host, "practitioner")
    through(host, *[*SHOWN, AGREED][: list(State).index(state)])
    app = as_host(host, view="wall")
    assert keys(app) == set()
    assert not app.expander
    assert not app.selectbox
    everything = shown(app) + given(app, "status")["html"]
    assert not re.search(r"<(a|button|input|select|details)\b", everything)
    assert host not in everything.replace("-", "")
    assert word("frame.menu") not in everything


def test_nobody_but_the_host_sees_it() -> None:
    host = opened()
    member = entered(host)
    assert word("wall.title") not in headings(as_member(member, view="wall"))
    assert given(as_member(member, view="wall"), "status").get("path") is None
    assert word("join.title") in headings(visit(query={"view": "wall"}))


# What it fetches


def test_what_a_wall_fetches_is_what_its_page_shows() -> None:
    host = opened()
    crowd(host)
    for state in (None, *SHOWN):
        through(host, *([state] if state else []))
        told, page = fetch(host).json(), on_wall(host)
        assert (told.pop("left") > 0) == (state in SHOWN[2:])
        assert {**told, "html": ""}.items() <= {**page, "html": ""}.items()
        assert text(told).replace(HERE.removeprefix("http://"), "") == text(page)


def test_its_news_run_no_page() -> None:
    assert fetch(opened()).json()["wait"] is None


def test_without_the_hosts_cookie_nothing_of_it_is_fetched() -> None:
    host, other = opened(), opened()
    member = entered(host)
    for cookie in (member, codes.new(), "nonsense", other):
        assert fetch(host, cookie).status_code == 204
    assert posted({"room": "x"}, OURS, "/wall").status_code == 204


def test_another_sites_page_fetches_no_wall() -> None:
    sent = {"room": "x", "lang": "en"}
    assert posted(sent, {"Sec-Fetch-Site": "cross-site"}, "/wall").status_code == 403


@pytest.mark.parametrize("home", ["<script>", "http://<b>x", None, 7, "//[", "javascript:alert(1)"])
def test_whatever_address_a_browser_names_is_only_text(home: object) -> None:
    told = fetch(opened(), home=home)
    assert told.status_code in (200, 204)
    assert "<script" not in told.text
    assert "<b>x" not in told.text


# Who steers it


def test_the_console_steers_the_wall_to_the_next_screen_and_back_and_to_any() -> None:
    host, _ = revealed()
    app = as_host(host)
    assert "wall_back" not in keys(app)
    app = press(app, "wall_next")
    assert word("wall.roles") in text(on_wall(host))
    app = press(app, "wall_back")
    assert word("wall.agreed") in text(on_wall(host))
    field = next(one for one in app.selectbox if one.label == word("wall.jump"))
    field.set_value(len(field.options)).run()
    assert word("wall.goodbye") in text(on_wall(host))


def test_while_people_answer_the_code_can_come_back_to_the_wall_for_who_is_late() -> None:
    host = opened()
    joined(host)
    move(host, ANSWERING)
    press(as_host(host), "wall_back")
    assert codes.pretty(door(host)) in text(on_wall(host))


def test_a_console_that_has_missed_a_step_of_the_round_steers_nothing() -> None:
    host, _ = revealed()
    app = as_host(host)
    move(host, AGREED)
    press(app, "wall_next")
    assert resources.store().rooms.load(host).wall == 0


def test_the_console_opens_the_wall_in_a_tab_of_its_own() -> None:
    page = shown(as_host(opened()))
    assert re.search(r'<a target="_blank" rel="noopener"[^>]*view=wall', page)


# How many are here


@pytest.mark.parametrize("members", [1, LEAST - 1, LEAST, LEAST + 2])
def test_the_console_tells_one_total_and_of_members_only_that_there_are_five_or_more(
    members: int,
) -> None:
    host = opened()
    crowd(host, *[3] * members)
    joined(host, "leader") if members < LEAST - 1 else joined(host, "practitioner")
    app = as_host(host)
    assert says(app, "host.joined", joined=members + 1)
    assert says(app, "host.enough", least=LEAST) == (members >= LEAST)


def test_who_has_finished_sees_how_many_have_and_what_comes_next() -> None:
    host = opened()
    people = crowd(host)
    move(host, ANSWERING)
    for code in people[:2]:
        resources.store().seats.finish(code, True)
    told = given(as_member(people[0]), "status")
    assert f"2 of {LEAST} have finished" in text(told)
    assert word("room.finished_next") in text(told)
    assert told["counts"]
    assert not given(as_member(people[4]), "status")["counts"]


# The host's own link


def test_the_hosts_link_is_shown_once_at_opening_before_anything_else() -> None:
    app = visit(query={"view": "open"})
    app.text_input[0].set_value("Autumn")
    app = submit(app, "open_room")
    host = app.session_state["_esteem"]["host"]
    assert codes.pretty(host) in app.code[0].value
    assert word("host.link_first") in headings(app)
    assert keys(app) == {"link_kept"}
    app = press(app, "link_kept")
    assert "host_start" in keys(app)
    assert word("host.link_first") not in headings(app)
    assert word("host.link_first") not in headings(as_host(host))
    assert word("host.link_title") in [one.label for one in app.expander]
