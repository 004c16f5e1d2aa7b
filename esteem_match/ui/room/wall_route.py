"""POST /wall: what stands on the wall of a workshop, without a run of its page."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from esteem_match import codes, resources
from esteem_match.service.failure import Failure, as_failure
from esteem_match.ui.room.wall import PAGE, OnWall, on_wall
from esteem_match.ui.words import words_in
from esteem_match.web.live.countdown import countdown
from esteem_match.web.posted import fields
from esteem_match.web.protect import slow
from esteem_match.web.protect.address import sender
from esteem_match.web.session import HOST_COOKIE

LARGEST_BODY = 4096
HOME = re.compile(r"https?://[^/?#\s]{1,255}")  # where the browser found us, and so will phones


async def wall_route(request: Request) -> Response:
    """200 with what the browser draws; 204: have the page itself run, it shows why there is none.

    Who runs the workshop is known by the cookie of its code alone, which no script can read.
    """
    sent = await fields(request, LARGEST_BODY)
    try:
        with as_failure():
            told = await run_in_threadpool(_fetched, request.cookies.get(HOST_COOKIE, ""), sent)
    except Failure as failure:
        if failure.code == "gone":
            await slow.pause_async(sender(request.scope))
        told = None
    if told is None:
        return Response(status_code=204)
    return JSONResponse({**told._asdict(), "left": countdown.left(told.shown)})


def _fetched(cookie: str, sent: Mapping[str, Any]) -> OnWall | None:
    """None where this browser runs another workshop by now."""
    host, home = codes.read(cookie), str(sent.get("home"))
    room = resources.store().rooms.load(host)
    if room.tag != sent.get("room") or not HOME.fullmatch(home):
        return None
    return on_wall(host, room, words_in(sent.get("lang")), f"{home}/{PAGE}")
