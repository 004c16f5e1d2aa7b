"""Every place of the running application, and why it is open, or that it is closed."""

import asyncio
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

from esteem_match.web.shell import assets
from esteem_match.web.shell.page import STATIC

ROOT = Path(__file__).resolve().parents[1]
HERE = "http://127.0.0.1"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

OURS = {
    "/": "a page",
    "/about": "a page",
    "/assess": "a page",
    "/forms": "a page",
    "/mine": "a page",
    "/results": "a page",
    "/together": "a page",
    "/welcome": "a page",
    "/workshop": "a page",
    "/session": "a code is exchanged for a cookie",
    "/leave": "a browser forgets who was here",
    "/kept": "a page asks whether the browser took the cookie",
    "/language": "a browser keeps the language that somebody chose",
    "/unreached": "a page that can't connect has the log say so, once",
    "/answer": "a page of questions hands over an answer",
    "/wall": "the wall of a workshop fetches what stands on it, by the cookie of who runs it",
    "/part": "a page fetches what it shows next: questions, the check, where a workshop stands",
    "/join": "the form of a workshop takes a seat",
    "/live": "a page of a workshop waits for news",
    "/metrics": "the operator reads figures, with a token; without one set there is nothing",
    "/healthz": "the operator and the proxy ask whether all is well",
    "/assets": "our own fonts and icons",
}
OPEN = {
    "/_stcore/health": "a page asks before it connects, and until the server is back",
    "/_stcore/host-config": "a page asks before it connects",
    "/_stcore/stream": "the one connection of a page",
    "/media/{file_id:path}": "documents that people take along, made when they ask for them",
    "": "the scripts, styles and fonts of the page; of its folder nothing else",
}
POSTED = ("/answer", "/join", "/part", "/wall", "/language")
CLOSED = {
    "/_stcore/metrics": "counts sessions and bytes: nobody's business",
    "/_stcore/upload_file/{session_id}/{file_id}": "nothing is uploaded: it fills the memory",
    "/component/{path:path}": "no component of the old kind is used",
    "/_stcore/bidi-components/{path:path}": "our components are given as text, and have no files",
    "/auth/login": "there are no accounts",
    "/auth/logout": "there are no accounts",
    "/oauth2callback": "there are no accounts",
    "/_stcore/agent/interact": "the pages are for people",
    "/_stcore/agent/openapi.json": "the pages are for people",
    "/_stcore/agent/mcp": "the pages are for people",
}
READABLE = ["/_stcore/health", "/_stcore/host-config", "/media/{file_id:path}"]


Reach = Callable[[str, str], tuple[list[str], httpx.Response]]


@pytest.fixture
def built() -> Iterator[Starlette]:
    """The application as `app.py` makes it, with all that Streamlit puts around it."""
    program = runpy.run_path(str(ROOT / "app.py"))["app"]
    yield program._build_starlette_app()
    Runtime._instance = None


@pytest.fixture
def runtime(built: Starlette) -> Runtime:
    assert built
    return Runtime.instance()


def path_of(route: BaseRoute) -> str:
    path: str = route.path  # type: ignore[attr-defined]
    return path


@pytest.fixture
def reached(built: Starlette, monkeypatch: pytest.MonkeyPatch) -> Reach:
    """Asks, and gives the places that the request came to: each answers 200 and does no more."""
    came: list[str] = []

    def noting(name: str) -> ASGIApp:
        async def note(_scope: Scope, _receive: Receive, send: Send) -> None:
            came.append(name)
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        return note

    for route in built.routes:
        monkeypatch.setattr(route, "app", noting(path_of(route)))

    def ask(method: str, path: str) -> tuple[list[str], httpx.Response]:
        came.clear()
        answer = asyncio.run(asked(built, method, path))
        return came.copy(), answer

    return ask


async def asked(built: Starlette, method: str, path: str, **more: Any) -> httpx.Response:
    assets._packed.clear()
    transport = httpx.ASGITransport(app=built, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        return await client.request(method, path, **more)


def example(path: str) -> str:
    return path.replace("{file_id:path}", "0a1b.pdf").replace("{path:path}", "name/file.js")


def test_of_every_place_it_is_said_why_it_is_open_or_that_it_is_closed(built: Starlette) -> None:
    """One that is new, with a later Streamlit too, has to be judged: till then this fails."""
    assert {path_of(route) for route in built.routes} == {*OURS, *OPEN, *CLOSED}
    sockets = {path_of(route) for route in built.routes if isinstance(route, WebSocketRoute)}
    folders = {path_of(route) for route in built.routes if isinstance(route, Mount)}
    assert (sockets, folders) == ({"/_stcore/stream"}, {"", "/assets"})


@pytest.mark.parametrize("path", sorted(CLOSED))
def test_a_closed_place_is_not_to_be_told_from_one_that_is_not_there(
    reached: Reach, path: str
) -> None:
    for method in METHODS:
        came, answer = reached(method, example(path))
        _, nowhere = reached(method, "/nowhere")
        assert (came, answer.status_code, answer.content) == ([], 404, nowhere.content)
        assert dict(answer.headers) == dict(nowhere.headers)


@pytest.mark.parametrize("path", READABLE)
def test_an_open_place_of_streamlits_is_read_and_nothing_else(reached: Reach, path: str) -> None:
    for method in METHODS:
        came, answer = reached(method, example(path))
        read = method in ("GET", "HEAD")
        assert (came, answer.status_code) == (([path], 200) if read else ([], 405))


@pytest.mark.parametrize("path", sorted(OURS))
def test_our_own_places_are_open(reached: Reach, path: str) -> None:
    method = "POST" if path in POSTED else "GET"
    came, _ = reached(method, "/assets/icon.svg" if path == "/assets" else path)
    assert came == [path]


@pytest.mark.parametrize("path", ["/answer", "/assess", "/live", "/part", "/"])
def test_our_own_places_take_no_method_that_they_do_not_need(reached: Reach, path: str) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        came, answer = reached(method, path)
        assert (came, answer.status_code) == ([], 405)


def test_every_file_of_the_page_is_open_and_nothing_beside_it(built: Starlette) -> None:
    there = [f"/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*")]
    files = [path for path in there if (STATIC / path[1:]).is_file() and path != "/index.html"]
    assert len(files) > 100
    for path in (*files[:: len(files) // 20], "/favicon.png"):
        assert [status(built, method, path) for method in ("GET", "POST")] == [200, 405]
    for path in ("/index.html", "/static", "/static/", "/static/js/", "/static/no.js"):
        assert [status(built, method, path) for method in ("GET", "POST")] == [404, 404]


def status(built: Starlette, method: str, path: str) -> int:
    return asyncio.run(asked(built, method, path)).status_code


@pytest.mark.parametrize("path", ["/", "/_stcore/stream/", "/_stcore/health", "/nowhere"])
def test_no_other_place_takes_a_socket(built: Starlette, path: str) -> None:
    assert opened(built, path) == [{"type": "websocket.close", "code": 1008}]


def opened(built: Starlette, path: str) -> list[Message]:
    """What is said to who opens a socket there."""
    said: list[Message] = []

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "websocket", "path": path, "headers": [(b"host", b"127.0.0.1")]}
    asyncio.run(built({**scope, "query_string": b"", "client": ("127.0.0.1", 1)}, receive, send))
    return said


def test_who_sends_files_is_refused_before_they_are_read_and_nothing_is_held(
    built: Starlette, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a session of Streamlit's own and its token, as a page of ours has them."""
    monkeypatch.setattr(runtime, "is_active_session", lambda _: True)
    answers = asyncio.run(uploads(built, 20))
    assert {answer.status_code for answer in answers} == {404}
    assert runtime.uploaded_file_mgr.file_storage == {}  # type: ignore[attr-defined]
    assert unread(built, "PUT", "/_stcore/upload_file/session/file") == 404


async def uploads(built: Starlette, files: int) -> list[httpx.Response]:
    token = (await asked(built, "GET", "/_stcore/health")).cookies["_streamlit_xsrf"]
    sent = {"x-xsrftoken": token, "cookie": f"_streamlit_xsrf={token}", "origin": HERE}
    return [
        await asked(
            built,
            "PUT",
            f"/_stcore/upload_file/session/{number}",
            headers=sent,
            files={"file": ("small.txt", b"x" * 1000)},
        )
        for number in range(files)
    ]


def unread(built: Starlette, method: str, path: str) -> int:
    """The status of an answer that is given although nothing of the body can be read."""
    said: list[int] = []

    async def receive() -> Message:
        raise AssertionError("The body was read.")

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            said.append(message["status"])

    scope = {"type": "http", "method": method, "path": path, "scheme": "http", "query_string": b""}
    sent = [(b"host", b"127.0.0.1"), (b"content-length", b"1000")]
    asyncio.run(built({**scope, "headers": sent, "root_path": ""}, receive, send))
    return said[0]


CODE = "KZ9F-AK7T-BZKN-VFWD-PMVK-3ZHX"


@pytest.mark.parametrize("page", ["/", "/workshop", "/together"])
@pytest.mark.parametrize("code", [CODE, "ABC-DEF"])
def test_a_link_whose_sign_before_the_code_was_encoded_leads_back_to_itself(
    built: Starlette, page: str, code: str
) -> None:
    came = asyncio.run(asked(built, "GET", f"{page}%23{code}"))
    assert (came.status_code, came.headers["location"]) == (303, f"{page}#{code}")
    assert came.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/nowhere%23ABCDEF", "/%23ABC", "/%23//elsewhere.example/x", "/%23"]
)
def test_nothing_else_behind_an_encoded_sign_leads_anywhere(built: Starlette, path: str) -> None:
    came = asyncio.run(asked(built, "GET", path))
    assert (came.status_code, "location" in came.headers) == (404, False)
