"""POST /turn: a page of questions is left for another part, without a run of its script.

A run costs ten times as much, and the answers of others would wait for it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from esteem_match import resources
from esteem_match.store import Pass, Renewed
from esteem_match.ui.person import Here
from esteem_match.ui.questions.asked import left_empty, sections, too_early
from esteem_match.ui.questions.part import drawn
from esteem_match.ui.questions.sender import sender
from esteem_match.web.posted import admitted, fields, told

LARGEST_BODY = 4096


async def turn(request: Request) -> Response:
    """200 with the part as the browser draws it; 204: the page itself shows what is asked for.

    Of the parts that were `left`, what is empty is kept first. Faults are told as those of an
    answer are (web/posted.py).
    """
    sent = await fields(request, LARGEST_BODY)
    return await told(_turned(sent))


async def _turned(sent: Mapping[str, Any]) -> Response:
    part = await run_in_threadpool(_part, admitted(sent), sent)
    return Response(status_code=204) if part is None else JSONResponse(part)


def _part(given: Pass, sent: Mapping[str, Any]) -> dict[str, Any] | None:
    """The part that is asked for; None for what is none, or not open now."""
    person, words = sender(given, sent)
    if person.record.version != given.version:
        raise Renewed
    person, step = _left(person, sent.get("left")), str(sent.get("step"))
    shut = person.record.finished or too_early(person)
    if shut or step not in {part.id for part in sections(person)}:
        return None
    return drawn(person, step, words, back=str(sent.get("back") or ""))


def _left(person: Here, names: object) -> Here:
    """Keeps what is empty in the parts that somebody leaves: 'nothing to say' is an answer too."""
    names = names if isinstance(names, list) else []
    empty = left_empty(person, *(part for part in sections(person) if part.id in names))
    if not empty:
        return person
    said = dict.fromkeys(empty)
    writes = resources.store().save(person.code, said, person.record.version)
    record = person.record.model_copy(update={"writes": writes})
    return replace(person, record=record, answers={**person.answers, **said})
