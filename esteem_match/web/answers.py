"""POST /answer: a page hands over the answer to one question, and hears whether it is kept."""

import asyncio
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from esteem_match import resources
from esteem_match.models import Content
from esteem_match.service import answers
from esteem_match.store import Token
from esteem_match.web.metrics import ANSWERS
from esteem_match.web.posted import admitted, answered, fields

LARGEST_BODY = 32 * 1024
_NO_ANSWER = object()  # what no question takes; None is an answer: "not sure"

_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


async def answer(request: Request) -> Response:
    """200 with how often answers were written by now; 422 an answer that can't stand."""
    sent = await fields(request, LARGEST_BODY)
    return await answered(_answered(sent))


async def _answered(sent: Mapping[str, Any]) -> Response:
    given = admitted(sent)
    async with _turn(given):
        return JSONResponse({"writes": await _kept(given, sent)})


def _turn(given: Token) -> asyncio.Lock:
    """One person's answers are kept as they came, also where a phone gave up waiting for one."""
    return _turns.setdefault(given.code, asyncio.Lock())


async def _kept(given: Token, sent: Mapping[str, Any]) -> int:
    """Saves it. No thread waits for the commit: under load, each one that is woken is late."""
    content = await _content(given.version)
    saving = answers.begin_save(resources.store(), content, given, _values(sent))
    writes = await asyncio.shield(asyncio.wrap_future(saving))
    ANSWERS.inc()
    return writes


async def _content(version: str) -> Content:
    """The questions that are answered; older ones may have to be read."""
    library = resources.library()
    if version == library.version:
        return library.contents[library.base]
    return await run_in_threadpool(resources.content_of, version, library.base)


def _values(sent: Mapping[str, Any]) -> Mapping[str, object]:
    """What was sent, by item: `answers` to the boxes of a checklist, or one `answer`."""
    if "answers" in sent:
        boxes = sent["answers"]
        return boxes if isinstance(boxes, dict) else {}
    return {str(sent.get("item", "")): sent.get("answer", _NO_ANSWER)}
