"""POST /stage: a browser that hears news of its room fetches what they change, and when to draw.

A page that is run costs ten times as much; and all would have it run in the same moment.
"""

import asyncio
import random
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from esteem_match.content import ArchiveError
from esteem_match.store import Pass, StoreError
from esteem_match.ui.questions.sender import sender
from esteem_match.ui.room.status import Stage, number_in, staged
from esteem_match.web.live.long_poll import watch
from esteem_match.web.posted import admitted, fields

LARGEST_BODY = 4096
LATELY = 3.0  # seconds
A_PAGE = 0.03  # seconds that one page may take
FIRST = 2.0  # seconds for a crowd to fetch its stage, before any page is run
PATIENCE = 5.0  # seconds for one stage

# More at a time would only take turns on one processor, each switch at a cost.
_few = asyncio.Semaphore(2)


async def stage(request: Request) -> Response:
    """200 with the stage, and the seconds to wait before the page; 204: have the page drawn now."""
    sent = await fields(request, LARGEST_BODY)
    try:
        async with asyncio.timeout(PATIENCE), _few:
            told = await run_in_threadpool(_told, admitted(sent), sent)
    except (StoreError, ArchiveError, TimeoutError):
        told = None
    if told is None:
        return Response(status_code=204)
    return JSONResponse({**told._asdict(), "wait": _turn()})


def _told(given: Pass, sent: Mapping[str, Any]) -> Stage | None:
    person, words = sender(given, sent)
    return staged(person, words, number_in(str(sent.get("with"))))


def _turn() -> float:
    """Seconds until a page may be drawn: the more heard the news, the longer; by chance within."""
    crowd = watch.told_within(LATELY)
    return min(FIRST, A_PAGE * crowd) + random.uniform(0, A_PAGE * crowd)
