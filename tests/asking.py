"""A page of questions as its script sees it: what it asks, and how it hands an answer over."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from bench.load.page import step_of, way_of
from esteem_match import ui
from esteem_match.models import Answer
from esteem_match.web import ROUTES, middleware
from tests.live import ROOT

HERE = "http://127.0.0.1"
OURS = {"Sec-Fetch-Site": "same-origin"}
KEPT = "kept"


def given(app: AppTest, name: str = "ask") -> dict[str, Any]:
    """What a page gives to a script of ours; nothing where there is none."""
    for element in app.get("bidi_component"):
        if element.proto.component_name.endswith(f"esteem_{name}"):
            found: dict[str, Any] = json.loads(element.proto.json)
            return found
    return {}


def asked(app: AppTest, name: str = "ask") -> dict[str, Any]:
    """The questions of a page, by id."""
    page = given(app, name)
    return {one["id"]: one for one in page.get("part", page).get("questions", [])}


def said(app: AppTest, item: str) -> str | None:
    """What stands at a question: the number of a choice, 'unsure', a text; None for nothing."""
    found: str | None = asked(app)[item]["said"]
    return found


def hand(app: AppTest, item: str, answer: Answer) -> str:
    """Hands an answer over as the page's script does; 'kept', or the name of what is wrong."""
    return post({"token": given(app)["token"], "item": item, "answer": answer})


def turn(app: AppTest, key: str) -> AppTest:
    """Presses back or next as the page's script does: the part that comes, or another page."""
    way = way_of(part(app).get("ways", ""), key)
    assert way, f"no {key} on the page"
    return leave(app, way.to, *way.left, step=way.step)


def leave(app: AppTest, to: str, *left: str, form: str = "ask", step: str = "") -> AppTest:
    """Leaves parts for an address; stays where that cannot be now."""
    came = turned(given(app, form), to, *left, step=step)
    if came.status_code >= 500:
        return app
    late = came.status_code == 409 and step_of(to) != "status"
    return follow(app, "/assess?late=1" if late else to)


def turned(page: Mapping[str, Any], to: str, *left: str, step: str = "") -> httpx.Response:
    """What a page hears when it leaves parts for an address."""
    asks = {"token": page["token"], "lang": page["lang"]}
    return posted({**asks, "step": step or step_of(to), "left": left}, path="/part")


def follow(app: AppTest, to: str) -> AppTest:
    """Goes to an address as the script that follows links does."""
    place = urlsplit(to)
    app.query_params = dict(parse_qsl(place.query))
    return app.switch_page(str(ROOT / f"pages/{place.path.strip('/')}.py")).run()


def buttons(app: AppTest) -> set[str]:
    """The keys of the buttons of a page: Streamlit's, and those below the questions."""
    below = re.findall(r'st-key-([^"]*)', part(app).get("ways", ""))
    return {str(button.key) for button in app.button} | set(below)


def part(app: AppTest) -> dict[str, Any]:
    """The part of the questions that a page shows; nothing where it shows none."""
    found: dict[str, Any] = given(app).get("part", {})
    return found


def post(sent: object) -> str:
    """Posts what a script may, in this process; 'kept', or the name of what is wrong."""
    came = posted(sent)
    return KEPT if came.status_code == 200 else str(came.json()["problem"])


def served() -> Starlette:
    """What answers beside the pages."""
    routes = (*ROUTES, *ui.ROUTES)
    return Starlette(routes=routes, middleware=middleware(routes))


def posted(sent: Any, headers: Mapping[str, str] = OURS, path: str = "/answer") -> httpx.Response:
    """What the server answers to a POST of this: in JSON, or as it is."""
    body, app = (
        sent if isinstance(sent, bytes | AsyncIterator) else json.dumps(sent).encode(),
        served(),
    )

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.post(path, content=body, headers=headers)

    return asyncio.run(send())


def broken_off(path: str) -> list[int]:
    """The status that is answered to a POST whose sender goes away in the middle of its body."""
    told: list[int] = []
    names = {"host": HERE.removeprefix("http://"), **OURS}
    came = iter(({"type": "http.request", "body": b"{", "more_body": True},))

    async def receive() -> Mapping[str, Any]:
        return next(came, {"type": "http.disconnect"})

    async def send(message: Mapping[str, Any]) -> None:
        told.extend(filter(None, (message.get("status"),)))

    headers = [(name.lower().encode(), value.encode()) for name, value in names.items()]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "scheme": "http"}
    asyncio.run(served()({**scope, "query_string": b"", "raw_path": path.encode()}, receive, send))
    return told
