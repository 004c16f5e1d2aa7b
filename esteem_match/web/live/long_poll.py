"""GET /live: a page waits here until its room changes. How many are there, and what stands on the
wall, the host alone learns.

Nothing of it is logged, and nobody's code stands in the address.
"""

import asyncio
import math
import re
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from esteem_match import codes, resources
from esteem_match.store import News, NotFound, StoreError
from esteem_match.web.live.watch import Crowded, Waiter, Watch
from esteem_match.web.protect import slow
from esteem_match.web.protect.address import sender
from esteem_match.web.session import HOST_COOKIE

LATER = {"Retry-After": "2"}
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
ASKED = re.compile(r"([0-9a-f]{8,64})&(\d{1,15})&(?:-|(\d{1,9})\.(\d{1,9})\.(\d{1,9}))")
REMEMBERED = 60.0
MOST_REMEMBERED = 1000

watch = Watch(lambda tags: resources.store().rooms.news(tags))

_hosts: dict[str, tuple[float, str]] = {}


async def live(request: Request) -> Response:
    """200 with what is new; 204 when nothing was for a while; 404 for no such room; 503: later."""
    if watch.full:
        return _answer(503)
    waiter = await _waiter(request)
    if waiter is None:
        return _answer(400)
    try:
        await watch.wait(waiter, _gone(request))
    except Crowded:
        return _answer(503)
    if not waiter.told.done():
        return _answer(204)
    if waiter.told.cancelled():
        return _answer(503)
    return _news(waiter.told.result(), host=await _is_host(request, waiter.tag))


async def _waiter(request: Request) -> Waiter | None:
    """What the address asks for, or None where it cannot be read."""
    asked = request.query_params
    read = ASKED.fullmatch("&".join(asked.get(name, "") for name in ("room", "revision", "people")))
    if read is None:
        return None
    tag, revision, *hosts = read.groups()
    leads = hosts[0] is not None and await _is_host(request, tag)
    return Waiter(tag, int(revision), tuple(map(int, hosts)) if leads else None)


async def _gone(request: Request) -> None:
    """Ends when the browser does not listen any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _news(found: News | None, *, host: bool) -> Response:
    if found is None:
        return _answer(404)
    news = {"revision": found.revision}
    if host:
        news |= {"joined": found.joined, "finished": found.finished, "wall": found.wall}
    return JSONResponse(news, headers=HEADERS)


def _answer(status: int) -> Response:
    return Response(status_code=status, headers=HEADERS | (LATER if status == 503 else {}))


async def _is_host(request: Request, tag: str) -> bool:
    """Whether the browser sent the host's cookie of this very room along."""
    code = request.cookies.get(HOST_COOKIE)
    if not code:
        return False
    known, room = _hosts.get(code, (-math.inf, ""))
    if known < time.monotonic() - REMEMBERED:
        room = await _room(request, code)
    return room == tag


async def _room(request: Request, code: str) -> str:
    """The tag of the room that a host's code opens, or an empty text; remembered for a while."""
    try:
        room = await asyncio.to_thread(_opened, codes.read(code))
    except NotFound:
        await slow.pause_async(sender(request.scope))
        room = ""
    except (StoreError, codes.BadCode):
        return ""
    if len(_hosts) >= MOST_REMEMBERED:
        _hosts.clear()
    _hosts[code] = (time.monotonic(), room)
    return room


def _opened(code: str) -> str:
    return resources.store().rooms.load(code).tag
