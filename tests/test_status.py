"""The stage: what phones fetch with the news of a room is what their pages show, and no more."""

import asyncio
import json
import random
import time
from typing import Any

import httpx
import pytest

from esteem_match import resources
from esteem_match.models import Seat, State
from esteem_match.store import Token
from esteem_match.ui import part_route
from esteem_match.web.live.countdown import MOST, SECONDS, Countdown
from esteem_match.web.live.crowd import A_PAGE, FIRST, Crowd
from tests.asking import given, posted
from tests.room_pages import (
    ANSWERING,
    CLOSED,
    GATHERING,
    LEAST,
    REVEALED,
    SHOWN,
    as_member,
    crowd,
    door,
    entered,
    joined,
    opened,
    revealed,
    roles,
    through,
)
from tests.test_pages import headings, shown, word

pytestmark = pytest.mark.usefixtures("own_pages")

THERE: tuple[State, ...] = (GATHERING, ANSWERING, CLOSED, *SHOWN[2:])


def crowd_of(people: int) -> Crowd:
    made = Crowd()
    made.note(people)
    return made


def a_token(code: str) -> str:
    record = resources.store().load(code)
    return resources.store().tokens.make(Token(code, record.side, record.version))


def fetch(code: str, **sent: Any) -> httpx.Response:
    """What a phone is told when it fetches the stage."""
    body = {"token": a_token(code), "lang": "en", "step": "status", **sent}
    return posted(body, path="/part")


def brought(to: State, *, paced: bool = False) -> tuple[str, dict[Seat, str]]:
    """A workshop in this state, its host, and somebody of each side who has answered nothing."""
    host = opened(paced=paced)
    crowd(host)
    joined(host, "practitioner")
    people: dict[Seat, str] = {seat: entered(host, seat) for seat in ("member", "practitioner")}
    through(host, *SHOWN[: THERE.index(to)])
    return host, people


@pytest.mark.parametrize("state", THERE)
def test_the_fetched_stage_is_the_one_that_the_page_shows(state: State) -> None:
    _, people = brought(state)
    for code in people.values():
        told, page = fetch(code).json(), given(as_member(code), "status")
        assert told["html"] == page["html"]
        assert (told["step"], told["title"]) == (page["step"], page["title"])


@pytest.mark.parametrize("state", THERE[:-1])
def test_before_the_reveal_nobody_can_fetch_anything_of_the_picture(state: State) -> None:
    _, people = brought(state)
    for code in people.values():
        told = json.dumps(fetch(code).json())
        assert not any(role in told for role in roles())
        assert "view=agree" not in told


def test_after_the_reveal_everybody_is_told_all_roles() -> None:
    _, codes = revealed()
    for code in codes:
        told = fetch(code).json()["html"].replace("&#x27;", "'")
        assert all(role in told for role in roles())


@pytest.mark.parametrize("finished", [False, True])
@pytest.mark.parametrize("paced", [False, True])
def test_everybody_is_told_what_is_theirs_to_do_now(*, paced: bool, finished: bool) -> None:
    _, people = brought(ANSWERING, paced=paced)
    code = people["member"]
    resources.store().seats.finish(code, finished)
    told = fetch(code).json()["html"].replace("&#x27;", "'")
    assert told == given(as_member(code), "status")["html"].replace("&#x27;", "'")
    assert (word("room.next_part" if paced else "room.finished") in told) == finished
    assert ("/assess?step=" in told) != finished


def test_whoever_looks_at_one_practitioner_still_does_when_news_come() -> None:
    _, codes = revealed("practitioner", "practitioner")
    told = {
        one: fetch(codes[0], **{"with": one}).json()["html"] for one in ("", "0", "1", "2", "x")
    }
    assert told["2"] == given(as_member(codes[0], view="board", **{"with": "2"}), "status")["html"]
    assert told[""] == told["0"] == told["x"]
    assert len({told["0"], told["1"], told["2"]}) == 3


def test_who_sits_nowhere_has_their_page_drawn_at_once() -> None:
    library = resources.library()
    code = resources.store().create("group", library.version, "1", "en")
    assert fetch(code).status_code == 204


def test_who_did_not_join_the_newest_round_fetches_nothing_of_it() -> None:
    host, codes = revealed()
    resources.store().rooms.begin(host, resources.store().today())
    assert fetch(codes[0]).status_code == 204


@pytest.mark.parametrize("sent", ["", "x", "AAAA", "é", None, 7, ["a"], {"a": 1}])
def test_without_a_pass_nothing_is_fetched(sent: object) -> None:
    _, codes = revealed()
    assert fetch(codes[0], **{"token": sent}).status_code == 404


def test_another_sites_page_fetches_nothing() -> None:
    _, codes = revealed()
    sent = {"token": a_token(codes[0]), "lang": "en"}
    assert posted(sent, {"Sec-Fetch-Site": "cross-site"}, "/part").status_code == 403


def test_an_unknown_language_is_told_in_the_first_one() -> None:
    _, codes = revealed()
    later = {"wait": 0, "left": 0}
    assert fetch(codes[0], lang="xx").json() | later == fetch(codes[0]).json() | later


@pytest.mark.parametrize(("crowd", "wait"), [(0, 0), (LEAST, 2 * LEAST), (200, 200)])
def test_the_more_heard_the_news_the_longer_their_pages_wait(
    crowd: int, wait: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In pages: a few wait as long as theirs take, twice; a crowd no longer than FIRST for one."""
    monkeypatch.setattr(random, "uniform", lambda _low, high: high)
    before = FIRST if crowd == 200 else 0.0
    paused = crowd_of(crowd).pause()
    assert paused == pytest.approx(before + A_PAGE * wait)


def test_the_first_of_a_crowd_waits_as_long_as_the_last() -> None:
    """Its page would be run while the others still fetch their status."""
    everybody = crowd_of(200)
    assert min(everybody.pause() for _ in range(50)) >= FIRST


def test_where_too_many_fetch_at_once_a_phone_has_its_page_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, codes = revealed()
    monkeypatch.setattr(part_route, "PATIENCE", 0.05)
    monkeypatch.setattr(part_route, "few", asyncio.Semaphore(0))
    assert fetch(codes[0]).status_code == 204


def test_who_sits_in_a_new_round_sees_the_picture_before_it_and_where_theirs_stands() -> None:
    host, codes = revealed()
    store = resources.store()
    store.rooms.begin(host, store.today())
    store.seats.sit(codes[0], door(host), "member")
    page = as_member(codes[0], view="board")
    assert not page.exception
    assert word("error.title") not in headings(page)
    assert all(role in shown(page) for role in roles())
    assert word("room.gathering_kept") in shown(page)


def test_a_result_appears_everywhere_in_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(part_route, "countdown", Countdown())
    _, people = brought(REVEALED)
    left = {}
    for seat, later in (("member", 0.0), ("practitioner", 1.5)):
        now[0] += later
        left[seat] = fetch(people[seat]).json()["left"]  # type: ignore[index]
    assert left == {"member": SECONDS, "practitioner": SECONDS - 1.5}
    now[0] += SECONDS
    assert fetch(people["member"]).json()["left"] == 0


@pytest.mark.parametrize("state", THERE[:-1])
def test_nothing_counts_down_before_the_reveal(state: State) -> None:
    _, people = brought(state)
    told = fetch(people["member"]).json()
    assert (told["left"], told["shown"], told["countdown"]) == (0, "", "")


def test_a_countdown_forgets_the_rounds_of_long_ago() -> None:
    count = Countdown()
    for number in range(2 * MOST):
        count.left(f"room.{number}")
    assert len(count._ends) == MOST
