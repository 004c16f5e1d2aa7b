"""GET /metrics: how a server fares, for whoever runs it, and nothing of anybody who uses it."""

import asyncio
import re

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Receive, Scope, Send

from esteem_match import resources
from esteem_match.store import StoreError, Token
from esteem_match.web.metrics import PEOPLE, SETTING, bad_token, counted
from tests.asking import HERE, posted, served

pytestmark = pytest.mark.usefixtures("own_pages")
TOKEN = "a-token-of-somebody-who-runs-this"


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, TOKEN)


def asked(**headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=served())
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.get("/metrics", headers=headers)

    return asyncio.run(ask())


def figures() -> dict[str, float]:
    text = asked(authorization=f"Bearer {TOKEN}").text
    found = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {one.name: one.value for one in found}


def test_without_a_token_there_is_no_such_page() -> None:
    assert asked(authorization="Bearer ").status_code == 404


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer wrong", f"Bearer {TOKEN}x", "Bearer \u00fc"]
)
def test_nobody_reads_it_with_a_wrong_one(sent: str) -> None:
    told = asked(**({"authorization": sent} if sent.isascii() and sent else {}))
    assert (told.status_code, "esteem" in told.text) == (404, False)


@pytest.mark.usefixtures("token")
def test_it_counts_the_answers_that_were_kept_and_says_nothing_else_of_them() -> None:
    before = figures()["esteem_answers_total"]
    store = resources.store()
    code = store.create("group", resources.library().version, "1", "en")
    given = store.tokens.make(Token(code, "group", resources.library().version))
    assert posted({"token": given, "item": "g.name", "answer": "The Lanterns"}).status_code == 200
    assert posted({"token": given, "item": "nothing", "answer": 1}).status_code == 422
    assert figures()["esteem_answers_total"] == before + 1
    text = asked(authorization=f"Bearer {TOKEN}").text
    assert "Lantern" not in text
    assert not re.search(r"\{.*\}", text), "no labels, in which a name could stand"


@pytest.mark.usefixtures("token")
def test_it_tells_how_long_the_database_took_and_that_it_did_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 0 < figures()["esteem_database_seconds"] < 60

    def away() -> None:
        raise StoreError

    monkeypatch.setattr(resources.store(), "ping", away)
    seconds = figures()["esteem_database_seconds"]
    assert seconds != seconds, "not a number"


@pytest.mark.usefixtures("token")
def test_a_page_is_open_for_as_long_as_its_connection_is() -> None:
    async def page(_scope: Scope, _receive: Receive, _send: Send) -> None:
        assert PEOPLE._value.get() == before + 1

    async def nothing(*_: object) -> None: ...

    before = figures()["esteem_people"]
    asyncio.run(counted(page)({"type": "websocket"}, nothing, nothing))  # type: ignore[arg-type]
    assert figures()["esteem_people"] == before


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(("status", "more"), [(200, 0), (404, 0), (503, 1), (500, 1)])
def test_it_counts_the_requests_that_the_server_failed(status: int, more: int) -> None:
    async def fails(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})

    async def nothing(*_: object) -> None: ...

    before = figures()["esteem_errors_total"]
    asyncio.run(counted(fails)({"type": "http"}, nothing, nothing))  # type: ignore[arg-type]
    assert figures()["esteem_errors_total"] == before + more


@pytest.mark.parametrize(("value", "bad"), [("", False), ("x" * 15, True), ("x" * 16, False)])
def test_a_token_that_can_be_guessed_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str, bad: bool
) -> None:
    monkeypatch.setenv(SETTING, value)
    assert bool(bad_token()) == bad
    assert value == "" or value not in bad_token()
