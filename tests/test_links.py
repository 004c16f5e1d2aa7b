"""Links that hold a code: they ask before they open anything, and wait while the server is busy."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import codes, resources
from esteem_match.models import Side
from esteem_match.service import seats
from esteem_match.store import Away, Busy, NotFound, StoreError
from esteem_match.web.protect import slow
from tests.asking import given
from tests.room_pages import NAME, door, fails, follow_link, joined, opened, says, visit
from tests.test_pages import headings, main_headings, noted, word

pytestmark = pytest.mark.usefixtures("own_pages")
STORE = "postgresql"

OWN, OTHERS = "The Tuesday Circle", "Wednesday Carers"
NAMES: dict[Side, str] = {"group": "g.name", "practitioner": "p.see.name"}


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "STEP", 0.0)
    slow._wrong.clear()


def someone(side: Side = "group", name: str = "") -> str:
    code = resources.store().create(side, resources.library().version, "1", "en")
    resources.store().save(code, {NAMES[side]: name or None})
    return code


def by_link(link: str, **here: str) -> AppTest:
    """The start page, once a browser has handed over the code of a link."""
    return visit("welcome", link_person_code=codes.pretty(link), **here)


def as_host_by_link(link: str, **here: str) -> AppTest:
    return visit("workshop", link_host_code=codes.pretty(link), **here)


def kept(app: AppTest, name: str) -> Any:
    """What this tab remembers."""
    return app.session_state["_esteem"].get(name)


def asks(app: AppTest, kind: str = "person") -> bool:
    return headings(app)[0] == word(f"link.title_{kind}")


def say(app: AppTest, path: str) -> AppTest:
    """Presses the button that says so."""
    (found,) = [one for one in app.button if one.label == word(path)]
    return found.click().run()


def main(app: AppTest) -> str:
    """The one button that stands out."""
    (found,) = [one.label for one in app.button if one.proto.type == "primary"]
    return str(found)


def of_today(path: str, **names: str) -> dict[str, Any]:
    day = resources.store().today()
    return {"path": path, "day": f"{day.day} {word(f'month.{day.month}')} {day.year}", **names}


# Whose it is


def test_a_link_names_whose_answers_it_opens_and_opens_them_after_a_yes() -> None:
    code = someone(name=OTHERS)
    app = by_link(code)
    assert asks(app)
    assert says(app, **of_today("link.named_group", name=OTHERS))
    assert kept(app, "code") is None
    assert main(app) == word("link.open_person")
    assert not says(app, "link.other_person")
    app = say(app, "link.open_person")
    assert (kept(app, "code"), kept(app, "link_person_code")) == (code, None)
    assert not fails(app)
    assert word("welcome.title") not in headings(app)


@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_a_link_without_a_name_tells_the_side_and_a_practitioners_the_group(side: Side) -> None:
    assert says(by_link(someone(side)), **of_today(f"link.some_{side}"))
    assert says(by_link(someone(side, OTHERS)), **of_today(f"link.named_{side}", name=OTHERS))


def test_a_link_names_the_workshop_in_which_its_answers_take_part() -> None:
    assert says(by_link(joined(opened())), **of_today("link.seat", name=NAME))


@pytest.mark.parametrize("yes", [False, True])
def test_where_another_is_here_a_link_says_so_with_the_code_that_leads_back(yes: bool) -> None:
    own, other = someone(name=OWN), someone(name=OTHERS)
    app = by_link(other, code=own)
    assert asks(app)
    assert says(app, "link.other_person")
    assert [one.value for one in app.code] == [codes.pretty(own)]
    assert main(app) == word("link.no")
    assert kept(app, "code") == own
    app = say(app, "link.open_person" if yes else "link.no")
    assert (kept(app, "code"), kept(app, "link_person_code")) == (other if yes else own, None)
    assert yes or says(app, "welcome.again_group")
    assert set(resources.store().load(own).answers.values()) == {OWN}


def test_the_link_of_whoever_is_here_asks_nothing_and_goes_on() -> None:
    code = someone(name=OWN)
    app = by_link(code, code=code)
    assert not asks(app)
    assert says(app, "welcome.again_group")
    app = follow_link(app)
    assert not fails(app)
    assert not says(app, "welcome.again_group")
    assert kept(app, "link_person_code") is None


def test_of_two_links_after_each_other_the_newest_is_asked_about_and_no_press_goes_astray() -> None:
    first, second = someone(name="The first"), someone(name="The second")
    app = by_link(first)
    old = [one.key for one in app.button]
    app.session_state["_esteem"]["link_person_code"] = second
    app = app.run()
    assert says(app, **of_today("link.named_group", name="The second"))
    pressed = {one.key for one in app.button if "link" in str(one.key)}
    assert pressed
    assert not pressed & set(old)
    assert kept(say(app, "link.open_person"), "code") == second


def test_a_link_asks_before_anything_else_that_its_address_wants() -> None:
    own, other = someone(name=OWN), someone(name=OTHERS)
    for query in ({"door": "group"}, {"finish": "ask"}, {"told": "deleted"}):
        assert asks(visit("welcome", query=query, link_person_code=other, code=own))
    host, more = opened(), opened()
    for view in ("open", "join", "board", "agree"):
        assert asks(visit(query={"view": view}, link_host_code=more, host=host), "host")


def test_who_finishes_between_a_link_and_its_answer_is_asked_nothing_any_more() -> None:
    """What a tab remembers ends with its visit, and the address no longer holds the code."""
    app = by_link(someone(name=OTHERS), code=someone(name=OWN))
    assert given(app, "come_back")["looked"]
    assert not asks(visit("welcome"))


# Who runs a workshop


@pytest.mark.parametrize("another", [False, True])
@pytest.mark.parametrize("yes", [False, True])
def test_a_hosts_link_names_the_workshop_and_asks_before_it_is_run_here(
    yes: bool, another: bool
) -> None:
    host, own = opened(), opened()
    here = {"host": own} if another else {}
    app = as_host_by_link(host, **here)
    assert asks(app, "host")
    assert says(app, **of_today("link.host", name=NAME))
    assert says(app, "link.other_host", name=NAME) == another
    assert [codes.pretty(own) in one.value for one in app.code] == [True] * another
    assert main(app) == word("link.no" if another else "link.open_host")
    assert kept(app, "host") == here.get("host")
    app = say(app, "link.open_host" if yes else "link.no")
    assert kept(app, "host") == (host if yes else here.get("host"))
    assert kept(app, "link_host_code") is None
    assert (headings(app)[0] == word("host.title")) == (yes or another)


def test_the_hosts_link_of_the_workshop_that_is_run_here_asks_nothing() -> None:
    host = opened()
    app = as_host_by_link(host, host=host)
    assert headings(app)[0] == word("host.title")
    assert headings(follow_link(app))[0] == word("host.title")
    assert kept(app, "link_host_code") is None


# What opens nothing


@pytest.mark.parametrize(
    ("follow", "told"), [(by_link, "code.unknown"), (as_host_by_link, "host.unknown")]
)
def test_a_link_that_opens_nothing_says_so_and_is_slowed_down(
    follow: Callable[[str], AppTest], told: str
) -> None:
    app = follow(codes.new())
    assert says(app, told)
    assert noted() == 1
    assert given(app, "come_back")["looked"]
    assert not says(app.run(), told)
    assert noted() == 1


def test_a_link_with_a_slip_in_its_code_says_so() -> None:
    code = someone()
    assert says(by_link(code[:-1] + ("A" if code[-1] != "A" else "B")), "code.unknown")


# The server is busy


def busy(monkeypatch: pytest.MonkeyPatch, error: StoreError, times: int) -> list[int]:
    """The store fails so many times when a code is looked up, and works from then on."""
    left, store = [times], resources.store()

    def failing(real: Callable[[str], Any]) -> Callable[[str], Any]:
        def look(code: str) -> Any:
            if left[0]:
                left[0] -= 1
                raise error
            return real(code)

        return look

    for where, name in ((store, "load"), (store.rooms, "load"), (store.seats, "invitation")):
        monkeypatch.setattr(where, name, failing(getattr(where, name)))
    return left


@pytest.mark.parametrize("error", [Busy(), Away(), StoreError()], ids=lambda error: error.code)
@pytest.mark.parametrize("kind", ["person", "host", "join"])
def test_a_right_link_waits_while_the_server_is_busy_and_opens_in_the_end(
    monkeypatch: pytest.MonkeyPatch, error: StoreError, kind: str
) -> None:
    host = opened()
    code = {"person": someone(name=OTHERS), "host": host, "join": door(host)}[kind]
    busy(monkeypatch, error, 2)
    app = by_link(code) if kind == "person" else visit("workshop", link_host_code=code)
    for _ in range(2):
        assert (main_headings(app), headings(app)[0]) == (1, word("link.busy_title"))
        assert says(app, "link.busy")
        assert not says(app, "code.unknown")
        assert not given(app, "come_back")["looked"]
        assert codes_of(app) == {given(app, "come_back")["heard"]}
        app = app.run()
    assert given(app, "come_back")["looked"]
    assert asks(app, kind) if kind != "join" else says(follow_link(app), "join.yes")


def codes_of(app: AppTest) -> set[str]:
    """The links that this tab still holds."""
    return {kept(app, f"link_{kind}_code") for kind in ("person", "host")} - {None}


def test_a_link_to_join_that_could_not_be_tried_stays_in_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "FAILURES_MOST", 0)
    code = door(opened())
    app = visit("workshop", link_host_code=code)
    assert says(app, "join.crowded")
    assert not given(app, "come_back")["looked"]


@pytest.mark.parametrize("right", [True, False])
def test_a_typed_code_is_not_called_unknown_while_the_server_is_busy(
    monkeypatch: pytest.MonkeyPatch, right: bool
) -> None:
    code = someone() if right else codes.new()
    app = visit("welcome")
    store = resources.store()

    def away(_: str) -> None:
        raise Busy

    with monkeypatch.context() as patch:
        patch.setattr(store, "load", away)
        app = typed(app, code)
        assert says(app, "code.busy")
        assert not says(app, "code.unknown")
    app = typed(app, code)
    assert says(app, "code.unknown") != right
    assert kept(app, "code") == (code if right else None)


def typed(app: AppTest, code: str) -> AppTest:
    app.text_input[0].set_value(code)
    return next(one for one in app.button if "come_back_form" in str(one.key)).click().run()


@pytest.mark.parametrize("where", ["record", "room"])
def test_who_is_here_is_not_forgotten_while_the_server_is_busy(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    code, host = someone(name=OWN), opened()
    here = {"code": code} if where == "record" else {"host": host}
    page = "welcome" if where == "record" else "workshop"
    left = busy(monkeypatch, Busy(), 1)
    app = visit(page, **here)
    assert says(app, "fault.away")
    assert left == [0]
    app = app.run()
    assert says(app, "welcome.again_group" if where == "record" else "host.nobody")


def test_who_is_gone_is_still_told_apart_from_a_busy_server() -> None:
    code = someone()
    resources.store().delete(code)
    with pytest.raises(NotFound):
        resources.store().load(code)
    app = visit("welcome", code=code)
    assert kept(app, "code") is None
    assert says(app, "welcome.doors")
