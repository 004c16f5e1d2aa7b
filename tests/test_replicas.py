"""Several replicas over one database: one is killed, and everybody goes on at another.

Needs nginx and ESTEEM_TEST_POSTGRESQL; `ESTEEM_REPLICAS=required` says that they must be there.
"""

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import httpx
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.load.figures import Figures, lost
from bench.load.phone import Phone
from bench.load.room import LOOK, Guest, Host
from esteem_match import workshop
from esteem_match.documents import board_document
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.models import SIDE_OF, Board, Side, State, Voice
from esteem_match.render import screen
from esteem_match.store import Store
from esteem_match.ui.room.join.form import SEATS
from esteem_match.words import Words
from tests.browser.steps import base, library
from tests.live import PATIENCE
from tests.replicas import Replicas, needed, running
from tests.roaming import retries, returns, roaming, waits
from tests.wire import tab

PLACES = (0, 0, 0, 0, 0, 0, 1, 1, 3, 3)  # members, leaders, practitioners
FEW = 20
EVERY = 0.2
STILL = 0.5  # seconds after which what a server has sent has been read


@pytest.fixture(scope="module")
def once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Replicas]:
    needed()
    with running(tmp_path_factory.mktemp("replicas")) as made:
        yield made


@pytest.fixture
def replicas(once: Replicas) -> Replicas:
    """Both of them alive."""
    once.revive()
    return once


@pytest.fixture
def store(replicas: Replicas) -> Iterator[Store]:
    opened = replicas.store()
    yield opened
    opened.close()


def test_a_browser_stays_at_its_replica_and_browsers_spread_over_all(replicas: Replicas) -> None:
    found = []
    for _ in range(40):
        with httpx.Client(base_url=replicas.url, verify=False) as browser:
            answers = [browser.get("/healthz") for _ in range(4)]
        given = ["esteem_way" in answer.headers.get("set-cookie", "") for answer in answers]
        assert given == [True, False, False, False]
        visits = replicas.visits(answers[0].cookies["esteem_way"], 4)
        assert visits == visits[:1] * 4
        found.append(visits[0])
    assert all(found.count(server) > 5 for server in replicas.servers)


def test_behind_https_cookies_are_secure_and_the_page_may_not_be_asked_for_without(
    replicas: Replicas, store: Store
) -> None:
    code = store.create("group", "v1", "c1", "en")
    with httpx.Client(base_url=replicas.secure_url, verify=False) as browser:
        sent = {"json": {"code": code}, "headers": {"origin": replicas.secure_url}}
        answer = browser.post("/session", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 204
    cookies = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith("esteem_code") and "; Secure" in cookie for cookie in cookies)
    assert answer.headers["strict-transport-security"]


def test_nothing_larger_than_a_code_is_taken_in(replicas: Replicas) -> None:
    answer = httpx.post(f"{replicas.url}/session", content=b"x" * 100_000)
    assert answer.status_code == 413


def test_guesses_are_counted_for_whom_the_proxy_has_seen_and_not_for_whom_they_name(
    replicas: Replicas, store: Store
) -> None:
    for number in range(3):
        forged = {"X-Forwarded-For": f"203.0.113.{number}"}
        with tab(replicas.url, source="127.0.0.2", headers=forged) as phone:
            field = next(phone.page.all("text_input"))
            phone.values[field.id] = WidgetState(id=field.id, string_value="AAAAAA")
            phone.press("FormSubmitter:join_code")
    counted = [store.failures.count(f"address:{one}", 10) for one in ("127.0.0.2", "203.0.113.0")]
    assert counted == [3, 0]


def test_a_pass_made_by_one_replica_is_taken_by_the_other(replicas: Replicas, store: Store) -> None:
    code = store.create("group", library().version, "c1", "en")
    one, other = replicas.servers
    with tab(one.url, "assess", "step=place", cookies={"esteem_code": code}) as phone:
        for at, server in enumerate((other, one, other)):
            phone.url = server.url
            assert phone.hand("g.rb.room", at) == "kept"
            assert phone.heard["writes"] == at + 1
            assert store.load(code).answers == {"g.rb.room": at}


class Hall:
    """A workshop spread over both replicas: who runs it, and phones in every kind of seat."""

    def __init__(self, replicas: Replicas) -> None:
        self.replicas, self.figures = replicas, Figures()
        self.host = Host(replicas.url, "group", EVERY, self.figures, random.Random(99))
        self.guests = [self._guest(at, place) for at, place in enumerate(PLACES)]
        ways = [replicas.way_to(server) for server in replicas.servers]
        for at, phone in enumerate(self.everybody):
            roaming(phone).web.cookies["esteem_way"] = ways[at % 2]

    def _guest(self, at: int, place: int) -> Guest:
        side: Side = SIDE_OF[SEATS[place]]
        chance = random.Random(at)
        return Guest(self.replicas.url, side, EVERY, self.figures, chance, place=place)

    @property
    def everybody(self) -> list[Phone]:
        return [self.host, *self.guests]

    async def gather(self) -> None:
        """All are in the room, each with a seat, before the first question."""
        await self.host.open_room()
        for one in self.guests:
            one.join_code = self.host.join_code
        await self.all(Guest.join)
        await self.host.start()
        await self.all(Guest.wait_for_start)
        await self.all(Guest.begin)

    async def answer(self) -> None:
        await self.all(Guest.answer)
        await self.all(Guest.finish)

    async def show(self) -> None:
        """The round is closed, and its picture reaches everybody."""
        await self.host.end()
        await self.host.reveal()
        await self.all(Guest.wait_for_result)
        await self.host.press("host_board")
        await self.all(page_comes)

    async def all(self, act: Callable[[Guest], Awaitable[object]]) -> None:
        await asyncio.gather(*(act(one) for one in self.guests))

    async def leave(self) -> None:
        await self.all(Guest.close)
        await self.host.close()


async def page_comes(guest: Guest) -> None:
    """A phone has the board by itself; its page comes after that."""
    async with asyncio.timeout(PATIENCE):
        while "<table" not in guest.tab.page.component("status").json:
            await asyncio.sleep(LOOK)


async def kill_in_the_middle(hall: Hall) -> list[set[tuple[str, ...]]]:
    """The first replica, with the host, is killed while all answer. What everybody sees at last.

    It first stands still until a phone of its own waits to hear that an answer is kept.
    """
    await hall.gather()
    answering = asyncio.create_task(hall.answer())
    while hall.figures.answers < len(PLACES) * FEW and not answering.done():
        await asyncio.sleep(0.01)
    hall.replicas.servers[0].hang()
    await asyncio.sleep(STILL)
    async with asyncio.timeout(PATIENCE):
        while not any(waits(one) for one in hall.everybody[::2]):
            await asyncio.sleep(0.01)
    hall.replicas.servers[0].kill()
    await answering
    await hall.show()
    pictures = [told(one) for one in hall.everybody]
    await hall.leave()
    return pictures


def told(phone: Phone) -> set[tuple[str, ...]]:
    """The rows of the tables that a phone was sent with its result."""
    page = phone.tab.page
    found = page.component("status") or page.component("document")
    return rows(json.loads(found.json)["html"]) if found else set()


def rows(board: str) -> set[tuple[str, ...]]:
    """The rows of its tables: who could do what, and what the map shows."""
    tables = "".join(re.findall(r"<table.*?</table>", board, re.DOTALL))
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in tables.split("<tr>"))
    found = {tuple(map(unescape, row)) for row in cells if row}
    assert len(found) > len(base().model.roles)
    return found


def expected(board: Board) -> set[tuple[str, ...]]:
    """The same rows, computed from the board by the pure rooms."""
    said = Words(library().words[library().base], library().base)
    picture = RoundResult(base(), board, 1, None, {}, (), said)
    return rows(screen(board_document(picture, date.today())))


def voices(store: Store, guests: list[Guest]) -> list[Voice]:
    """What the database holds of each."""
    return [
        Voice(tag=one.code, seat=SEATS[one.place or 0], answers=store.load(one.code).answers)
        for one in guests
    ]


def numberless(board: Board) -> tuple[object, ...]:
    """A board whose practitioners may come in any order."""
    return board.group, sorted(str(sorted(one.answers.items())) for one in board.practitioners)


def test_a_replica_is_killed_while_a_workshop_answers_and_all_go_on_at_the_other(
    replicas: Replicas, store: Store
) -> None:
    hall = Hall(replicas)
    pictures = asyncio.run(kill_in_the_middle(hall))
    there, elsewhere = hall.everybody[::2], hall.everybody[1::2]
    assert all(returns(one) for one in there)
    assert any(retries(one) for one in there)
    assert not any(returns(one) or retries(one) for one in elsewhere)
    assert lost(store, hall.figures.acknowledged) == 0
    held = voices(store, hall.guests)
    assert [dict(one.answers) for one in held] == [
        hall.figures.acknowledged[one.code] for one in hall.guests
    ]
    (shown,) = store.seats.board(hall.guests[0].code)
    assert numberless(shown.board) == numberless(workshop.publish(base(), held))
    assert pictures == [expected(shown.board)] * len(hall.everybody)


def live(url: str, room: Any, host: str) -> dict[str, int]:
    """What a replica tells of a room to a host's page that shows none of it."""
    asked = {"room": room.tag, "revision": "0", "people": "0.0.0"}
    answer = httpx.get(f"{url}/live", params=asked, cookies={"esteem_host": host}, timeout=40)
    told: dict[str, int] = answer.json()
    return told


def test_every_replica_tells_of_a_room_what_the_database_holds(
    replicas: Replicas, store: Store
) -> None:
    until = date.today() + timedelta(days=7)
    host = store.rooms.open("Us", date.today(), "v1", "en", paced=False, until=until)
    code = store.rooms.load(host).join_code
    assert code is not None
    for count in range(1, 4):
        store.seats.join(code, "member", "c1", "en")
        room = store.rooms.load(host)
        told = [live(server.url, room, host) for server in replicas.servers]
        assert told == [{"revision": room.revision, "joined": count, "finished": 0, "wall": 0}] * 2
    replicas.servers[0].kill()
    store.rooms.move(host, State.GATHERING, State.ANSWERING)
    room = store.rooms.load(host)
    after = {"revision": room.revision, "joined": 3, "finished": 0, "wall": 0}
    assert live(replicas.url, room, host) == after
    replicas.servers[0].start()
    assert [live(server.url, room, host) for server in replicas.servers] == [after] * 2
