"""POST /part: what a page shows next, without a run of its script.

A run costs ten times as much, and the answers of others would wait for it; and all who hear the
news of a workshop, or finish in one moment, would have their pages run at once.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from esteem_match import resources
from esteem_match.service import answers, seats
from esteem_match.service.failure import Failure, as_failure
from esteem_match.store import Renewed, Token
from esteem_match.ui.person import Here
from esteem_match.ui.questions import check, part
from esteem_match.ui.questions.asked import left_empty, sections, too_early
from esteem_match.ui.questions.sender import sender
from esteem_match.ui.room import status
from esteem_match.ui.room.join.route import join_route
from esteem_match.ui.room.status import Status, number_in
from esteem_match.ui.room.wall_route import wall_route
from esteem_match.web.live.countdown import countdown
from esteem_match.web.live.crowd import few
from esteem_match.web.live.long_poll import watch
from esteem_match.web.posted import admitted, answered, fields
from esteem_match.words import Words

LARGEST_BODY = 4096
PATIENCE = 5.0  # seconds for one status

Drawn = dict[str, Any]


async def part_route(request: Request) -> Response:
    """200 with what the browser draws; 204: have the page itself run, it shows what is asked for.

    `step`: a part of the questions, the check, `status` (where the workshop stands), or `finish`,
    which says first that this person has finished. Of the parts that were `left`, what is empty is
    kept before. Faults are told as those of an answer are (web/posted.py).
    """
    sent = await fields(request, LARGEST_BODY)
    return await answered(_answered(sent))


async def _answered(sent: Mapping[str, Any]) -> Response:
    given, step = admitted(sent), sent.get("step")
    if step == status.STEP:
        return await _status(given, sent)
    if str(step).startswith(check.FINISH):
        watch.crowd.note()
        async with few:
            done = await run_in_threadpool(_finished, given, sent)
        return _later(done)
    drawn = await run_in_threadpool(_part, given, sent)
    return Response(status_code=204) if drawn is None else JSONResponse(drawn)


async def _status(given: Token, sent: Mapping[str, Any]) -> Response:
    """Where nothing can be told, only the page can show why."""
    try:
        with as_failure():
            async with asyncio.timeout(PATIENCE), few:
                found = await run_in_threadpool(_stands, given, sent)
    except (Failure, TimeoutError):
        found = None
    return _later(found)


def _later(found: Status | None) -> Response:
    """The status, and the seconds to wait before the page is run."""
    if found is None:
        return Response(status_code=204)
    wait = watch.crowd.pause()
    return JSONResponse({**found._asdict(), "wait": wait, "left": countdown.left(found.shown)})


def _stands(given: Token, sent: Mapping[str, Any]) -> Status | None:
    person, words = sender(given, sent)
    return status.status(person, words, number_in(str(sent.get("with"))))


def _finished(given: Token, sent: Mapping[str, Any]) -> Status | None:
    """Before the answering has begun there is nothing to finish, nor where a part has opened."""
    person, words = _current(given, sent)
    person = _left(person, sent.get("left"))
    store, done = resources.store(), sent.get("step") in (check.FINISH, check.finish(person))
    if done and not too_early(person):
        seats.finish(store, person.code, done=True)
    return status.status(replace(person, seat=store.seats.load(person.code)), words)


def _part(given: Token, sent: Mapping[str, Any]) -> Drawn | None:
    """The part that is asked for; None for what is none, or not open now."""
    person, words = _current(given, sent)
    person, step = _left(person, sent.get("left")), str(sent.get("step"))
    shut = person.record.finished or too_early(person)
    if shut or step not in {check.STEP, *(one.id for one in sections(person))}:
        return None
    return part.drawn(person, step, words, back=str(sent.get("back") or ""))


def _current(given: Token, sent: Mapping[str, Any]) -> tuple[Here, Words]:
    """Who sent it. Raises Renewed where they answer other questions by now."""
    person, words = sender(given, sent)
    if person.record.version != given.version:
        raise Renewed
    return person, words


def _left(person: Here, names: object) -> Here:
    """Keeps what is empty in the parts that somebody leaves: 'nothing to say' is an answer too."""
    names = names if isinstance(names, list) else []
    empty = left_empty(person, *(one for one in sections(person) if one.id in names))
    return answers.keep_empty(resources.store(), person, empty) if empty else person


ROUTES = (
    Route("/part", part_route, methods=["POST"]),
    Route("/join", join_route, methods=["POST"]),
    Route("/wall", wall_route, methods=["POST"]),
)
"""What the pages' own scripts fetch, without a run of their page."""
