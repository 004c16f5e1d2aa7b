"""What a page of ours posts: from nobody else, not too much of it, and read with care."""

import json
from collections.abc import Awaitable, Mapping
from hashlib import sha256
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from esteem_match import resources
from esteem_match.service.failure import BAD_ANSWERS, SLIPS, Failure, as_failure
from esteem_match.store import Token
from esteem_match.web.protect.guard import posted_from_here
from esteem_match.web.protect.limit import Buckets, Size

ANSWERS: Mapping[str, tuple[str, int]] = {
    "gone": ("gone", 404),
    "late": ("late", 409),
    "renewed": ("renewed", 412),
    **dict.fromkeys(SLIPS, ("slip", 400)),
    **{code: (code, 422) for code in BAD_ANSWERS},
}
"""How a failure is answered: its name for our scripts, and the status."""
LATER = ("store", 503)  # all others: it may be kept another time
PACE = Size(first=100, most=100, rate=10, slow=1)  # more than a whole form holds

_paces = Buckets(PACE)


async def fields(request: Request, largest: int) -> dict[str, Any]:
    """What a page of ours has posted, as the fields of a JSON object; none where it is not one.

    Another site's page is answered with 403, more than so many bytes with 413.
    """
    refuse_other_sites(request)
    return in_json(await body(request, largest))


def refuse_other_sites(request: Request) -> None:
    if not posted_from_here(request.headers):
        raise HTTPException(403)


async def answered(work: Awaitable[Response]) -> Response:
    """What comes of it, or the name of what is wrong.

    404 a record that is gone, or no token; 409 a closed record; 412 a record that asks other
    questions by now; 422 an answer that can't stand; 429 too fast; 503 the store failed: later it
    may be kept.
    """
    try:
        with as_failure():
            return await work
    except Failure as failure:
        return failed(failure)


def failed(failure: Failure) -> Response:
    return problem(*ANSWERS.get(failure.code, LATER))


async def body(request: Request, largest: int) -> str:
    """Who goes away in its middle gets an answer that nobody reads: it is no fault of ours."""
    read = b""
    try:
        async for part in request.stream():
            read += part
            if len(read) > largest:
                raise HTTPException(413)
    except ClientDisconnect:
        raise HTTPException(400) from None
    return read.decode(errors="replace")


def in_json(text: str) -> dict[str, Any]:
    try:
        sent: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


def admitted(sent: Mapping[str, Any]) -> Token:
    """Whose page has posted this. Raises NotFound; who posts too often is answered with 429."""
    given = resources.store().tokens.read(str(sent.get("token", "")))
    refuse_haste(given.code)
    return given


def refuse_haste(code: str) -> None:
    if not _paces.of(sha256(code.encode()).hexdigest()).passes():
        raise HTTPException(429)


def problem(name: str, status: int) -> Response:
    return JSONResponse({"problem": name}, status_code=status)
