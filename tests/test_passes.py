"""What a pass opens: the answers of one record to the questions that it asks now, and no more."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from esteem_match import resources, web
from esteem_match.models import Answer
from esteem_match.store import Token
from esteem_match.web import posted
from esteem_match.web.protect.limit import Buckets, Size
from tests.wire import OURS, PATIENCE

pytestmark = pytest.mark.usefixtures("url", "own_store")

ITEM = "g.rb.room"


@pytest.fixture
def given() -> Token:
    version = resources.library().version
    return Token(resources.store().create("group", version, "1", "en"), "group", version)


def hand(given: Token, *said: object, item: str = ITEM) -> list[tuple[int, dict[str, Any]]]:
    """What the server says to each of these answers, handed over one after the other."""

    async def go() -> list[httpx.Response]:
        app = Starlette(routes=web.ROUTES, middleware=web.middleware(web.ROUTES))
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            sent = {"token": resources.store().tokens.make(given), "item": item}
            return [
                await client.post("/answer", json={**sent, "answer": one}, headers=OURS)
                for one in said
            ]

    came = asyncio.run(go())
    return [(one.status_code, one.json() if one.status_code != 429 else {}) for one in came]


async def side_by_side(*told: tuple[Token, object]) -> None:
    """Hands over all of these without waiting for what the server says."""
    app = Starlette(routes=web.ROUTES, middleware=web.middleware(web.ROUTES))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        sent = [
            {"token": resources.store().tokens.make(given), "item": ITEM, "answer": said}
            for given, said in told
        ]
        await asyncio.gather(*(client.post("/answer", json=one, headers=OURS) for one in sent))


def kept(given: Token) -> dict[str, Any]:
    return dict(resources.store().load(given.code).answers)


def test_an_answer_to_questions_that_the_record_has_left_is_not_kept_and_told(given: Token) -> None:
    """Another tab moved on to today's questions. There this position may say something else."""
    assert hand(given, 1) == [(200, {"writes": 1})]
    resources.store().update(given.code, version="another")
    assert hand(given, 2) == [(412, {"problem": "renewed"})]
    assert kept(given) == {ITEM: 1}


def test_a_whole_form_that_waited_for_the_network_is_taken_at_once() -> None:
    library = resources.library()
    for side in ("group", "practitioner"):
        asked = list(library.contents[library.base].side(side).items())  # type: ignore[arg-type]
        assert len(asked) < posted.PACE.most


def test_who_sends_too_fast_is_told_so_with_whatever_pass_and_nobody_else_is(
    given: Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posted, "_paces", Buckets(Size(first=3, most=3, rate=0, slow=0)))
    taken = [(200, {"writes": n}) for n in (1, 2, 3)]
    assert hand(given, 1, 2, 3, 4) == [*taken, (429, {})]
    assert hand(given, 4) == [(429, {})]  # no two passes are alike
    assert kept(given) == {ITEM: 3}
    other = given._replace(code=resources.store().create("group", given.version, "1", "en"))
    assert hand(other, 4) == [(200, {"writes": 1})]


def test_an_answer_that_waits_in_the_server_is_not_overtaken_by_the_next(
    given: Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone that gave up waiting says what counts now, while its last one may still be here."""
    store, order, others = resources.store(), [], threading.Event()
    other = given._replace(code=store.create("group", given.version, "1", "en"))
    save, threads = store.save, ThreadPoolExecutor()

    def slowly(code: str, said: dict[str, Answer], version: str) -> int:
        if said == {ITEM: 1}:
            assert others.wait(PATIENCE)
        order.append(said[ITEM])
        if code == other.code:
            others.set()
        return save(code, said, version)

    monkeypatch.setattr(store, "begin_save", lambda *given: threads.submit(slowly, *given))
    asyncio.run(side_by_side((given, 1), (given, 2), (other, 3)))
    assert order == [3, 1, 2]
    assert (kept(given), kept(other)) == ({ITEM: 2}, {ITEM: 3})
