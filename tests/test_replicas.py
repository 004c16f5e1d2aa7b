"""Several replicas over one database: one is killed, and everybody goes on at another.

Needs nginx and ESTEEM_TEST_POSTGRESQL; `ESTEEM_REPLICAS=required` says that they must be there.
"""

import asyncio
import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
import yaml
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from bench.load.figures import Figures, lost
from bench.load.phone import Phone
from bench.load.protocol import Tab
from esteem_match.models import State
from esteem_match.store import Store
from tests.conftest import fresh_schema
from tests.live import ROOT
from tests.replicas import Replicas, needed, running
from tests.wire import tab

PHONES = 16
STEPS = 12
ROAMING = (WebSocketException, OSError, EOFError, TimeoutError)


@pytest.fixture(scope="module")
def once(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Replicas]:
    needed()
    database = fresh_schema(request.getfixturevalue("postgresql"))
    with running(tmp_path_factory.mktemp("replicas"), database) as made:
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
        with httpx.Client(base_url=replicas.url) as browser:
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


class Roamer(Phone):
    """A phone that does what a browser does when its socket ends: it opens another, by itself."""

    returned = 0

    async def open(self) -> None:
        await self.web.get("/")
        self.tab = Carrying(self.url, lambda: self.web.cookie)
        await super().open()

    async def answer_some(self, steps: int) -> None:
        while len(self.figures.acknowledged.get(self.code, {})) < steps:
            try:
                await self._step()
            except ROAMING:
                await self._return()

    async def _step(self) -> None:
        asked = self._open_question()
        if asked is None:
            await self._turn("next_")
        else:
            await self._think()
            await self._tap(*asked)

    async def _return(self) -> None:
        self.returned += 1
        before = self.tab
        while True:
            self.tab = Carrying(self.url, lambda: self.web.cookie)
            try:
                return await self.tab.open("assess", before.query)
            except ROAMING:
                await asyncio.sleep(0.2)


class Carrying(Tab):
    """A tab that always sends the cookies of its browser along."""

    def __init__(self, url: str, cookie: Callable[[], str]) -> None:
        super().__init__(url)
        self._cookie = cookie

    async def open(self, name: str = "", query: str = "", cookie: str = "") -> None:
        await super().open(name, query, cookie or self._cookie())


def phones(replicas: Replicas, figures: Figures) -> list[Roamer]:
    return [Roamer(replicas.url, "group", 0.3, figures, random.Random(at)) for at in range(PHONES)]


def way(one: Roamer) -> str:
    return one.web.cookies["esteem_way"]


async def kill_in_the_middle(replicas: Replicas, crowd: list[Roamer], figures: Figures) -> int:
    """Everybody answers; half-way one replica is killed. How many phones were at it."""
    for one in crowd:
        await one.open()
    victim = replicas.at(way(crowd[0]))
    there = sum(replicas.at(way(one)) is victim for one in crowd)
    answering = asyncio.gather(*(one.answer_some(STEPS) for one in crowd))
    while sum(map(len, figures.acknowledged.values())) < PHONES * STEPS // 2:
        await asyncio.sleep(0.01)
    victim.kill()
    await answering
    for one in crowd:
        await one.close()
    return there


def test_a_replica_is_killed_in_the_middle_and_everybody_goes_on_and_nothing_is_lost(
    replicas: Replicas, store: Store
) -> None:
    figures = Figures()
    crowd = phones(replicas, figures)
    there = asyncio.run(kill_in_the_middle(replicas, crowd, figures))
    assert 0 < there < PHONES
    assert sum(one.returned > 0 for one in crowd) == there
    assert [len(figures.acknowledged[one.code]) for one in crowd] == [STEPS] * PHONES
    assert lost(store, figures.acknowledged) == 0


def pulse(url: str, room: Any, host: str) -> dict[str, int]:
    """What a replica tells of a room to a host's page that shows none of it."""
    asked = {"room": room.tag, "beat": "0", "people": "0.0"}
    answer = httpx.get(f"{url}/pulse", params=asked, cookies={"esteem_host": host}, timeout=40)
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
        told = [pulse(server.url, room, host) for server in replicas.servers]
        assert told == [{"beat": room.beat, "joined": count, "finished": 0}] * 2
    replicas.servers[0].kill()
    store.rooms.move(host, State.GATHERING, State.ANSWERING)
    room = store.rooms.load(host)
    after = {"beat": room.beat, "joined": 3, "finished": 0}
    assert pulse(replicas.url, room, host) == after
    replicas.servers[0].start()
    assert [pulse(server.url, room, host) for server in replicas.servers] == [after] * 2


# The recipe, as far as it can be read


def test_every_part_of_the_recipe_runs_as_nobody_in_a_file_system_that_it_cannot_write() -> None:
    recipe = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    for part in recipe["services"].values():
        assert not part["user"].startswith(("0", "root"))
        assert part["read_only"] is True
        assert part["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in part["security_opt"]
    assert all("file" in secret for secret in recipe["secrets"].values())
    assert recipe["networks"]["inside"]["internal"] is True
    assert [name for name, part in recipe["services"].items() if "ports" in part] == ["proxy"]


def test_the_proxy_itself_says_whom_it_serves_and_the_program_believes_nobody_else() -> None:
    proxy = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"X-Forwarded-For (\S+);", proxy) == ["$remote_addr"]
    recipe = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    assert recipe["services"]["app"]["environment"]["FORWARDED_ALLOW_IPS"] == "*"
    assert recipe["services"]["app"]["networks"] == ["inside"]  # where only the proxy comes


def test_the_recipe_holds_no_password() -> None:
    for path in (ROOT / "deploy").iterdir():
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "PASSWORD:" not in text
            assert "esteem:" not in text.replace("postgresql+psycopg://esteem@", "")
