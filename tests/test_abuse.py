"""Somebody who means harm, and those who answer meanwhile: every answer of theirs is still kept."""

import asyncio
import base64
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from bench.load.figures import Figures, lost
from bench.load.phone import Phone
from bench.load.protocol import Tab
from esteem_match.web.posted import PACE
from tests.live import PATIENCE, ROOT, LiveServer

Serve = Callable[..., LiveServer]

VICTIMS = 5
STEPS = 10
HALL, ELSEWHERE = "127.0.0.1", "127.0.0.2"  # the first is theirs who answer
SENTINEL = "Zz9Sentinel"


def phone(server: LiveServer, at: int, figures: Figures) -> Phone:
    return Phone(server.url, "group", 0.2, figures, random.Random(at))


async def answered(one: Phone, steps: int) -> Phone:
    """Goes in, and answers that many questions; each was acknowledged, or this fails."""
    await one.enter()
    for _ in range(steps):
        while (asked := one.open_question()) is None:
            await one.turn("next_")
        await one.tap(asked)
    await one.close()
    return one


def served(server: LiveServer) -> int:
    """How many answers of all victims were acknowledged, none of them lost."""
    figures = Figures()

    async def crowd() -> None:
        victims = (phone(server, at, figures) for at in range(VICTIMS))
        await asyncio.gather(*(answered(one, STEPS) for one in victims))

    asyncio.run(crowd())
    store = server.store()
    assert lost(store, figures.acknowledged) == 0
    store.close()
    return sum(len(answers) for answers in figures.acknowledged.values())


@contextmanager
def flood(server: LiveServer, *words: str, here: str = ELSEWHERE) -> Iterator[None]:
    """A flood by another program, from an address of ours, for as long as this lasts."""
    run = [sys.executable, "-m", "tests.flood", here, server.url, *words]
    program = subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert program.stdout is not None
    try:
        assert program.stdout.readline() == b"sent\n"
        yield
        assert program.poll() is None
    finally:
        program.kill()
        program.wait()
        program.stdout.close()


FLOODS = [
    (ELSEWHERE, "1"),
    (ELSEWHERE, "10"),
    (ELSEWHERE, "10", "anew"),
    (HALL, "1"),
    (HALL, "10"),
]


@pytest.mark.parametrize("words", FLOODS, ids=" ".join)
def test_who_has_pages_drawn_without_end_keeps_nobody_else_from_answering(
    serve: Serve, words: tuple[str, ...]
) -> None:
    here, *how = words
    server = serve().start()
    with flood(server, *how, here=here):
        assert served(server) == VICTIMS * STEPS
    assert "Traceback" not in server.log


async def entered(one: Phone) -> tuple[str, str]:
    """Goes in; the pass of the page that it stands at, and a question there."""
    await one.enter()
    questions = one._part()["questions"]
    await one.close()
    return one._asking()["token"], next(one["id"] for one in questions if "options" in one)


@pytest.mark.parametrize("whose", ["one's own", "nobody's"])
def test_who_hands_over_answers_without_end_keeps_nobody_else_from_answering(
    serve: Serve, whose: str
) -> None:
    server = serve().start()
    hasty = phone(server, 0, Figures())
    given, item = asyncio.run(entered(hasty))
    made_up = base64.urlsafe_b64encode(bytes(len(given) // 4 * 3)).decode()
    own, begun = whose == "one's own", time.monotonic()
    with flood(server, "10", given if own else made_up, item):
        assert served(server) == VICTIMS * STEPS
    store = server.store()
    held = store.load(hasty.code)
    store.close()
    assert set(held.answers) == ({item} if own else set())
    allowed = PACE.first + PACE.rate * (time.monotonic() - begun)
    assert 0 < held.writes < allowed if own else held.writes == 0
    assert "Traceback" not in server.log


def test_a_ten_megabyte_answer_is_refused_and_nothing_of_it_is_kept(serve: Serve) -> None:
    server = serve().start()
    hasty = phone(server, 0, Figures())
    given, item = asyncio.run(entered(hasty))
    sent = json.dumps({"token": given, "item": item, "answer": SENTINEL * 1_000_000})
    for body in (sent, SENTINEL * 1_000_000):
        assert told(server, body) == 413
    store = server.store()
    assert store.load(hasty.code).answers == {}
    store.close()
    assert SENTINEL not in server.log
    assert served(server) == VICTIMS * STEPS


def told(server: LiveServer, body: str) -> int:
    """What the server says to an answer, also where it does not read all of it."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    with closing(line):
        line.putrequest("POST", "/answer")
        line.putheader("Sec-Fetch-Site", "same-origin")
        line.putheader("Content-Length", str(len(body)))
        line.endheaders()
        with suppress(ConnectionError):
            line.send(body.encode())
        return line.getresponse().status


def test_a_ten_megabyte_paste_ends_its_own_socket_and_breaks_nothing(serve: Serve) -> None:
    server = serve().start()

    async def paste(tab: Tab) -> int:
        await tab.open("workshop")
        tab.fill(next(tab.page.all("text_input")), SENTINEL * 1_000_000)
        try:
            await tab.press(tab.page.find("button", "FormSubmitter:join_code"))
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
        return 0

    assert asyncio.run(paste(Tab(server.url))) == 1009
    assert SENTINEL not in server.log
    assert served(server) == VICTIMS * STEPS


@pytest.mark.parametrize(
    "path", ["/answer", "/join", "/session", "/leave", "/live", "/kept", "/healthz"]
)
def test_a_ten_megabyte_body_breaks_nothing(live: LiveServer, path: str) -> None:
    sent = {"content": b"x" * 10_000_000, "headers": {"origin": live.url}}
    assert httpx.post(f"{live.url}{path}", **sent).status_code < 500  # type: ignore[arg-type]
    assert httpx.get(f"{live.url}/healthz").text == "ok"


def test_a_ten_megabyte_cookie_is_refused(live: LiveServer) -> None:
    cookie = {"cookie": f"esteem_host={'x' * 10_000_000}"}
    asked = {"room": "ab" * 8, "revision": "1", "people": "1.1"}
    assert httpx.get(f"{live.url}/live", params=asked, headers=cookie).status_code == 400
    assert httpx.get(f"{live.url}/healthz").text == "ok"
