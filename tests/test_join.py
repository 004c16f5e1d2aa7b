"""POST /join: a seat in a workshop, and what its owner sees next, without a run of the page."""

import re
from html import unescape

import httpx
import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import codes, resources
from esteem_match.service import seats
from esteem_match.store import JoinForm
from tests.asking import HERE, given, posted
from tests.room_pages import (
    ANSWERING,
    CLOSED,
    NAME,
    door,
    entered,
    move,
    opened,
    press_join,
    says,
    take_seat,
    type_code,
    visit,
)
from tests.test_pages import ROOT, headings, word

pytestmark = pytest.mark.usefixtures("own_pages")
STORE = "postgresql"


def at_form(to: str, **here: str) -> AppTest:
    """The form of a workshop, as somebody sees it whose tab remembers this."""
    return type_code(visit(query={"view": "join"}, **here), door(to))


def joined(host: str) -> dict[str, tuple[int, int]]:
    found = resources.store().rooms.load(host).seats
    return {seat: counts for seat, counts in found.items() if counts != (0, 0)}


def cookie(came: httpx.Response) -> str:
    return came.headers.get("set-cookie", "")


def own_code(came: httpx.Response) -> str:
    return codes.read(re.findall("<code>(.*?)</code>", came.json()["html"])[0])


def test_who_joins_sees_their_code_at_once_as_the_page_shows_it_after() -> None:
    host = opened()
    app = at_form(host)
    came = press_join(app, "member")
    code, told = own_code(came), unescape(came.json()["html"])
    assert joined(host) == {"member": (1, 0)}
    assert cookie(came).startswith(f"esteem_code={code}; HttpOnly; Max-Age=")
    assert (came.json()["to"], came.json()["step"]) == ("/assess?step=code", "code")
    page = app.run()
    assert page.session_state["_esteem"]["code"] == code
    assert word("code.title") in headings(page)
    for name in ("title", "tag", "why", "copy", "on", "link_title", "link_why"):
        assert word(f"code.{name}") in told
        assert name in ("link_title", "tag") or says(page, f"code.{name}")
    assert page.code[0].value == codes.pretty(code)
    assert f"<code>{HERE}/#{codes.pretty(code)}</code>" in told


def test_no_run_is_needed_to_go_on_where_a_press_was_not_heard_by_its_page() -> None:
    """Its line may be cut: whatever brings the next run, the seat is known."""
    host = opened()
    app = at_form(host)
    press_join(app, "practitioner")
    assert word("code.title") in headings(app.run())
    assert joined(host) == {"practitioner": (1, 0)}


@pytest.mark.parametrize("meanwhile", [None, ANSWERING, CLOSED])
def test_a_form_that_is_sent_again_takes_no_second_seat_and_shows_the_same(
    meanwhile: object,
) -> None:
    host = opened()
    app = at_form(host)
    first = press_join(app, "member")
    for state in (ANSWERING, CLOSED)[: (None, ANSWERING, CLOSED).index(meanwhile)]:
        move(host, state)
    again = press_join(app, "member")
    assert again.json()["html"] == first.json()["html"]
    assert joined(host) == {"member": (1, 0)}


def test_the_next_form_of_the_same_tab_is_another() -> None:
    host = opened()
    made = {own_code(press_join(at_form(host), "member")) for _ in range(2)}
    app = take_seat(at_form(host), "member")
    made.add(app.session_state["_esteem"]["code"])
    app.query_params = {"view": "join"}
    app = type_code(app.switch_page(str(ROOT / "pages/workshop.py")).run(), door(host))
    made.add(own_code(press_join(app, "leader")))
    assert len(made) == 4
    assert joined(host) == {"member": (3, 0), "leader": (1, 0)}


def test_a_round_that_has_ended_takes_nobody_and_says_so() -> None:
    host = opened()
    app = at_form(host)
    move(host, ANSWERING)
    move(host, CLOSED)
    came = press_join(app, "member")
    assert (came.status_code, came.json(), cookie(came)) == (404, {"problem": "gone"}, "")
    assert given(app, "join")["words"]["gone"] == word("join.unknown")
    assert resources.store().failures.count("all", 10) == 0


@pytest.mark.parametrize("seat", [None, "", "host", 7, ["member"], {"member": 1}])
def test_what_is_no_seat_is_told_and_takes_none(seat: object) -> None:
    host = opened()
    came = press_join(at_form(host), seat)  # type: ignore[arg-type]
    assert (came.status_code, came.json()) == (422, {"problem": "seat"})
    assert joined(host) == {}


@pytest.mark.parametrize("yes", [False, None, 1, "yes", [True]])
def test_what_is_no_clear_yes_keeps_nothing(yes: object) -> None:
    host = opened()
    came = press_join(at_form(host), "member", yes=yes)
    assert (came.status_code, came.json()) == (422, {"problem": "yes"})
    assert joined(host) == {}


def test_answers_from_before_take_their_seat_and_see_where_the_workshop_stands() -> None:
    host, other = opened(), opened()
    before = resources.store().create("group", resources.library().version, "1", "en")
    resources.store().save(before, {"g.rb.room": 2})
    app = at_form(host, code=before)
    came = press_join(app, "leader", again=True)
    assert cookie(came).startswith(f"esteem_code={before};")
    assert word("room.gathering_kept") in unescape(came.json()["html"])
    assert came.json()["step"] == "wait_gathering"
    assert joined(host) == {"leader": (1, 0)}
    came = press_join(at_form(other, code=before), "member", again=True)
    assert (came.status_code, came.json()) == (422, {"problem": "other_room"})
    assert joined(other) == {}


def test_the_device_that_runs_the_workshop_gets_no_cookie_of_a_form_from_paper() -> None:
    host = opened()
    app = visit(query={"view": "join"}, host=host, join_code=door(host))
    came = press_join(app, "member")
    assert (came.status_code, cookie(came)) == (200, "")
    app.run()
    assert app.session_state["_esteem"]["paper"] == own_code(came)


def test_who_runs_another_workshop_joins_this_one_as_everybody_does() -> None:
    host = opened()
    app = at_form(host, host=opened())
    came = press_join(app, "member")
    assert cookie(came)
    app.run()
    assert app.session_state["_esteem"]["code"] == own_code(came)
    assert "paper" not in app.session_state["_esteem"]


def test_no_seat_is_taken_with_what_is_no_form_of_ours() -> None:
    host = opened()
    tokens, sent = resources.store().tokens, {"seat": "member", "yes": True, "lang": "en"}
    own = given(at_form(host, code=entered(host)), "join")["own"]
    for token in ("", None, 7, "AAAA", own, door(host)):
        assert posted({**sent, "token": token}, path="/join").status_code == 404
    nowhere = tokens.make_form(JoinForm(codes.new(), "ABCDEF"))
    assert posted({**sent, "token": nowhere}, path="/join").status_code == 404
    assert joined(host) == {"member": (1, 0)}


def test_a_form_opens_nothing_but_its_seat() -> None:
    token = given(at_form(opened()), "join")["token"]
    for path in ("/answer", "/part"):
        asks = {"token": token, "item": "g.rb.room", "answer": 1, "step": "status"}
        assert posted(asks, path=path).status_code == 404


def test_another_sites_page_takes_no_seat_nor_does_a_body_without_end() -> None:
    token = given(at_form(opened()), "join")["token"]
    sent = {"token": token, "seat": "member", "yes": True}
    assert posted(sent, {"Sec-Fetch-Site": "cross-site"}, "/join").status_code == 403
    assert posted(b"x" * 5000, path="/join").status_code == 413


@pytest.mark.parametrize("home", ["", "javascript:alert(1)", "//elsewhere", 7])
def test_what_is_no_address_is_put_into_no_link(home: object) -> None:
    form = given(at_form(opened()), "join")
    sent = {**form, "seat": "member", "yes": True, "home": home}
    told = posted(sent, path="/join").json()["html"]
    assert word("code.link_title") not in told
    assert told.count("<code>") == 1


def test_the_name_of_a_workshop_is_shown_letter_by_letter() -> None:
    today, version = resources.store().today(), resources.library().version
    name = '<b onclick="x">{group}&amp;</b>'
    host = resources.store().rooms.open(name, today, version, "en", paced=False, until=today)
    html = given(at_form(host), "join")["html"]
    assert "<b " not in html
    assert f"<h2>{name}</h2>" in unescape(html)
    assert NAME in given(at_form(opened()), "join")["html"]


def test_a_form_that_is_sent_without_end_is_answered_more_slowly() -> None:
    app = at_form(opened())
    told = {press_join(app, None).status_code for _ in range(110)}
    assert told == {422, 429}


def test_a_seat_of_a_form_is_known_by_its_code_alone() -> None:
    host = opened()
    form = JoinForm(codes.new(), door(host))
    store = resources.store()
    assert seats.taken(store, form) is None
    assert seats.join(store, form, "leader", "1", "en") == form.code
    seat = seats.taken(store, form)
    assert seat is not None
    assert (seat.seat, seat.number) == ("leader", 1)
