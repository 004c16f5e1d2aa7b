"""Who is here: a code, exchanged for a cookie that no script can read, and forgotten again."""

import asyncio
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from esteem_match import codes, resources
from esteem_match.service import records, workshops
from esteem_match.service.failure import Failure, as_failure
from esteem_match.store import Store
from esteem_match.web import language
from esteem_match.web.posted import body, failed, in_json, problem, refuse_other_sites
from esteem_match.web.protect import slow
from esteem_match.web.protect.address import sender

COOKIE = "esteem_code"
HOST_COOKIE = "esteem_host"
DAY = 24 * 3600
LARGEST_BODY = 4096
FORGET = {"Clear-Site-Data": '"cache", "cookies", "storage"'}


class Kind(NamedTuple):
    """One kind of code: its cookie, and the days it is kept. `days` raises Failure."""

    cookie: str
    days: Callable[[Store, str], int]


KINDS: Mapping[str, Kind] = {
    "person": Kind(COOKIE, records.days_kept),
    "host": Kind(HOST_COOKIE, workshops.days_kept),
}


async def _posted(request: Request) -> dict[str, str]:
    """The fields of a small JSON or form body that hold text."""
    text = await body(request, LARGEST_BODY)
    if not request.headers.get("content-type", "").startswith("application/json"):
        return dict(parse_qsl(text))
    return {name: value for name, value in in_json(text).items() if isinstance(value, str)}


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise HTTPException(400)
    return KINDS[name]


def give(answer: Response, request: Request, cookie: str, code: str, seconds: int) -> Response:
    """The same answer, with a code as a cookie that no script can read."""
    answer.set_cookie(
        cookie,
        code,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def _exchanged(request: Request, kind: Kind, text: str) -> Response:
    try:
        with as_failure():
            code = codes.read(text)
            days = await asyncio.to_thread(lambda: kind.days(resources.store(), code))
    except Failure as failure:
        if failure.code != "gone":
            return failed(failure)
        await slow.pause_async(sender(request.scope))
        return problem("unknown", 404)
    return give(Response(status_code=204), request, kind.cookie, code, days * DAY)


async def kept(request: Request) -> Response:
    """GET /kept: 204 where the browser sent a code's cookie along, else 404. It says no more."""
    kind = _kind(request.query_params.get("as", "person"))
    return Response(status_code=204 if request.cookies.get(kind.cookie) else 404)


class Session(HTTPEndpoint):
    """POST /session: exchanges a code, in the body, for its cookie; `as` says which kind it is."""

    async def post(self, request: Request) -> Response:
        """204 with the cookie; 400 for a slip of typing; 404, slowly, for unknown or expired.

        503 where the store failed: the code may be right.
        """
        refuse_other_sites(request)
        sent = await _posted(request)
        kind = _kind(sent.get("as", "person"))
        return await _exchanged(request, kind, sent.get("code", ""))


class Leave(HTTPEndpoint):
    """POST /leave: has the browser forget every cookie and everything else of this site."""

    async def post(self, request: Request) -> Response:
        refuse_other_sites(request)
        answer = Response(status_code=204, headers=FORGET)
        for cookie in (*(kind.cookie for kind in KINDS.values()), language.COOKIE):
            give(answer, request, cookie, "", 0)
        return answer
