"""GET /metrics: how the server fares, for whoever runs it, in Prometheus' text form.

Only for who sends the token of ESTEEM_METRICS_TOKEN; without one there is no such page. Numbers
alone: no names, no codes, no addresses. Each process has its own.
"""

import asyncio
import hmac
import os
import time

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esteem_match import resources
from esteem_match.service.failure import Failure, as_failure

SETTING = "ESTEEM_METRICS_TOKEN"
SHORTEST = 16  # characters: less can be guessed
TOO_SHORT = f"{SETTING} has fewer than {SHORTEST} characters. Set a longer one, or none."

_registry = CollectorRegistry()
PEOPLE = Gauge("esteem_people", "Pages that are open now", registry=_registry)
ANSWERS = Counter("esteem_answers", "Answers kept since the start", registry=_registry)
ERRORS = Counter("esteem_errors", "Requests that the server failed", registry=_registry)
DATABASE = Gauge(
    "esteem_database_seconds",
    "How long the database took to answer just now; NaN where it did not",
    registry=_registry,
)


async def metrics(request: Request) -> Response:
    """200 with the figures; 404 to everybody else."""
    token = os.environ.get(SETTING, "")
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        return PlainTextResponse("Not Found", 404)
    DATABASE.set(await asyncio.to_thread(_pinged))
    return Response(generate_latest(_registry), media_type=CONTENT_TYPE_PLAIN_1_0_0)


def _pinged() -> float:
    begun = time.perf_counter()
    try:
        with as_failure():
            resources.store().ping()
    except Failure:
        return float("nan")
    return time.perf_counter() - begun


def bad_token() -> str:
    """What is wrong with the token that was set; empty where nothing is."""
    return TOO_SHORT if 0 < len(os.environ.get(SETTING, "")) < SHORTEST else ""


def counted(app: ASGIApp) -> ASGIApp:
    """Counts open pages, and the requests that fail."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 500:
                ERRORS.inc()
            await send(message)

        if scope["type"] == "websocket":
            with PEOPLE.track_inprogress():
                return await app(scope, receive, send)
        return await app(scope, receive, noted)

    return wrapped
