"""Somebody who means harm, and those who answer meanwhile: every answer of theirs is still kept."""

import asyncio
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from bench.load.figures import Figures, lost
from bench.load.phone import Phone
from tests.live import ROOT, LiveServer

Serve = Callable[..., LiveServer]

VICTIMS = 5
STEPS = 10
SENTINEL = "Zz9Sentinel"


def phone(server: LiveServer, at: int, figures: Figures) -> Phone:
    return Phone(server.url, "group", 0.2, figures, random.Random(at))


async def answered(one: Phone, steps: int) -> Phone:
    """Goes in, and answers that many questions; each was acknowledged, or this fails."""
    await one.enter()
    for _ in range(steps):
        while (asked := one._open_question()) is None:
            await one.press("next_")
        await one._tap(*asked)
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
def flood(server: LiveServer, *words: str) -> Iterator[None]:
    """A flood by another program, from another address, for as long as this lasts."""
    run = [sys.executable, "-m", "tests.flood", server.url, *words]
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


@pytest.mark.parametrize("words", [("1",), ("10",), ("10", "anew")], ids=" ".join)
def test_who_has_pages_drawn_without_end_keeps_nobody_else_from_answering(
    serve: Serve, words: tuple[str, ...]
) -> None:
    server = serve().start()
    with flood(server, *words):
        assert served(server) == VICTIMS * STEPS
    assert "Traceback" not in server.log


def test_a_ten_megabyte_paste_ends_its_own_socket_and_nothing_of_it_is_kept(serve: Serve) -> None:
    server, figures = serve().start(), Figures()
    hasty = phone(server, 0, figures)

    async def paste(text: str) -> int:
        await hasty.enter()
        asked = hasty._open_question()
        assert asked is not None
        assert asked[0] == "text_input"
        try:
            await hasty.tab.put(asked[2], text)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
        return 0

    assert asyncio.run(paste(SENTINEL * 1_000_000)) == 1009
    store = server.store()
    assert store.load(hasty.code).answers == {}
    store.close()
    assert SENTINEL not in server.log
    assert served(server) == VICTIMS * STEPS


@pytest.mark.parametrize("path", ["/session", "/leave", "/pulse", "/kept", "/healthz"])
def test_a_ten_megabyte_body_breaks_nothing(live: LiveServer, path: str) -> None:
    sent = {"content": b"x" * 10_000_000, "headers": {"origin": live.url}}
    assert httpx.post(f"{live.url}{path}", **sent).status_code < 500  # type: ignore[arg-type]
    assert httpx.get(f"{live.url}/healthz").text == "ok"


def test_a_ten_megabyte_cookie_is_refused(live: LiveServer) -> None:
    cookie = {"cookie": f"esteem_host={'x' * 10_000_000}"}
    asked = {"room": "ab" * 8, "beat": "1", "people": "1.1"}
    assert httpx.get(f"{live.url}/pulse", params=asked, headers=cookie).status_code == 400
    assert httpx.get(f"{live.url}/healthz").text == "ok"
