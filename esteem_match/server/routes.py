"""Our own addresses: the page, the code's exchange for a cookie, leaving, health, and the fonts."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs

from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from esteem_match import codes, resources
from esteem_match.server import slow
from esteem_match.server.assets import accepted, pack
from esteem_match.server.guard import posted_from_here
from esteem_match.server.page import PAGE
from esteem_match.store import NotFound, StoreError

COOKIE = "esteem_code"
DAY = 24 * 3600
LARGEST_BODY = 4096
FORGET = {"Clear-Site-Data": '"cache", "cookies", "storage"'}


async def page(request: Request) -> Response:
    """Every page is the same shell; which one it becomes is settled over the websocket."""
    return await shell(request, 200)


async def shell(request: Request, status: int) -> Response:
    """The one HTML page, packed as the browser takes it."""
    encoding = accepted(request.headers.get("accept-encoding", ""))
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if encoding is None:
        return Response(PAGE, status, headers, "text/html")
    headers["Content-Encoding"] = encoding
    return Response(await pack("/", encoding), status, headers, "text/html")


async def health(_request: Request) -> Response:
    """200 while the content is loaded and the store answers, else 503."""
    try:
        await asyncio.to_thread(_alive)
    except Exception:
        return PlainTextResponse("not ready", status_code=503)
    return PlainTextResponse("ok")


def _alive() -> None:
    resources.library()
    resources.store().ping()


async def _posted_code(request: Request) -> str:
    """The field `code` of a small JSON or form body, or an empty text."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise HTTPException(413)
    text = body.decode(errors="replace")
    if request.headers.get("content-type", "").startswith("application/json"):
        return _in_json(text)
    return parse_qs(text).get("code", [""])[0]


def _in_json(text: str) -> str:
    try:
        sent: Any = json.loads(text)
    except ValueError:
        return ""
    code = sent.get("code") if isinstance(sent, dict) else None
    return code if isinstance(code, str) else ""


def _refuse_other_sites(request: Request) -> None:
    if not posted_from_here(request.headers):
        raise HTTPException(403)


def _problem(name: str, status: int) -> Response:
    return JSONResponse({"problem": name}, status_code=status)


def _with_cookie(answer: Response, request: Request, code: str, seconds: int) -> Response:
    answer.set_cookie(
        COOKIE,
        code,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def _exchanged(request: Request, code: str) -> Response:
    try:
        await asyncio.to_thread(resources.store().load, code)
    except NotFound:
        await slow.down()
        return _problem("unknown", 404)
    except StoreError:
        return _problem("store", 503)
    seconds = resources.store().keep_days * DAY
    return _with_cookie(Response(status_code=204), request, code, seconds)


async def kept(request: Request) -> Response:
    """GET /kept: 204 where the browser sent a code's cookie along, else 404. It says no more."""
    return Response(status_code=204 if request.cookies.get(COOKIE) else 404)


class Session(HTTPEndpoint):
    """POST /session: exchanges a return code, in the body, for the cookie."""

    async def post(self, request: Request) -> Response:
        """204 with the cookie; 400 for a slip of typing; 404, slowly, for unknown or expired."""
        _refuse_other_sites(request)
        try:
            code = codes.read(await _posted_code(request))
        except codes.BadCode:
            return _problem("slip", 400)
        if slow.crowded():
            return _problem("busy", 429)
        return await _exchanged(request, code)


class Leave(HTTPEndpoint):
    """POST /leave: has the browser forget the cookie and everything else of this site."""

    async def post(self, request: Request) -> Response:
        _refuse_other_sites(request)
        return _with_cookie(Response(status_code=204, headers=FORGET), request, "", 0)


class Kept(StaticFiles):
    """Files that never change under their name."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().file_response(*args, **kwargs)
        answer.headers["Cache-Control"] = "public, immutable, max-age=31536000"
        return answer


PAGES = ("/", *(f"/{path.stem}" for path in sorted((resources.ROOT / "pages").glob("*.py"))))
ROUTES: tuple[BaseRoute, ...] = (
    Route("/session", Session),
    Route("/leave", Leave),
    Route("/kept", kept),
    Route("/healthz", health),
    *(Route(path, page) for path in PAGES),
    Mount("/assets", Kept(directory=resources.ROOT / "assets")),
)
