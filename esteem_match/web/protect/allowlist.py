"""What is open of the application: our own routes, and of Streamlit's only what a page needs.

All else is unknown here, what a later Streamlit adds too: it is answered before anything is read.
"""

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from esteem_match.web.protect.guard import REFUSED
from esteem_match.web.routes import PAGES, shell
from esteem_match.web.shell.page import STATIC

READ = ("GET", "HEAD")
STREAM = "/_stcore/stream"
ASKED = ("/_stcore/health", "/_stcore/host-config")  # by a page, before it connects
TAKEN = "/media/"  # documents, made when somebody asks for one
CODE = re.compile(r"[0-9A-Za-z-]{6,40}")
LOADED = {
    f"/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*") if path.is_file()
} - {"/index.html"}


def allowed(app: ASGIApp, ours: Sequence[BaseRoute]) -> ASGIApp:
    """Says 404 for what is not open; its page is the shell still, which says so in words."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"] != STREAM:
            return await send(REFUSED)
        if scope["type"] == "http" and (refused := await _refused(scope, ours)):
            return await refused(scope, receive, send)
        return await app(scope, receive, send)

    return wrapped


async def _refused(scope: Scope, ours: Sequence[BaseRoute]) -> Response | None:
    """The answer to what is not open, or not in this way."""
    found = {route.matches(scope)[0] for route in ours}
    streamlits = _is_open(scope["path"])
    if Match.FULL in found or (streamlits and scope["method"] in READ):
        return None
    if streamlits or Match.PARTIAL in found:
        return PlainTextResponse("Method Not Allowed", 405)
    return _led_back(scope["path"]) or await shell(Request(scope), 404)


def _led_back(path: str) -> Response | None:
    """Where a link's # was written as %23 on its way, the code came in the path: it goes back."""
    page, _, code = path.partition("#")
    if page not in PAGES or not CODE.fullmatch(code):
        return None
    return RedirectResponse(f"{page}#{code}", 303, {"Cache-Control": "no-store"})


def _is_open(path: str) -> bool:
    """Whether a page needs this of Streamlit, which also leads /assess/ to /assess."""
    needed = path in ASKED or path in LOADED or path.startswith(TAKEN)
    return needed or path.rstrip("/") in PAGES
