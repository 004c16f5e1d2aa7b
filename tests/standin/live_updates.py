"""The program's server around one page of a room, with a stand-in for the store of rooms.

POST /set, with the numbers to change, changes the room; GET /asked says how often it was asked for.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from esteem_match import resources, web
from esteem_match.store import News, NotFound
from esteem_match.web.live import long_poll
from tests.standin import room


class Rooms:
    def news(self, tags: Sequence[str]) -> dict[str, News]:
        room.COUNTS["asked"] += 1
        there = set(tags) & {room.TAG}
        return {tag: News(**room.told()) for tag in there}

    def load(self, host: str) -> SimpleNamespace:
        del host
        if not room.NUMBERS["hosts"]:
            raise NotFound
        return SimpleNamespace(tag=room.TAG, expires=date.today() + timedelta(days=9))


async def change(request: Request) -> Response:
    room.NUMBERS.update(await request.json())
    return Response(status_code=204)


async def asked(_request: Request) -> Response:
    return JSONResponse({**room.COUNTS, "waiting": len(long_poll.watch._waiters)})


def store(real: Callable[[], Any] = resources.store) -> Any:
    there = real()
    there.rooms = Rooms()
    return there


resources.store = store

routes = [*web.ROUTES, Route("/set", change, methods=["POST"]), Route("/asked", asked)]
app = st.App(
    Path(__file__).with_name("waiting.py"),
    routes=routes,
    middleware=web.middleware(routes),
    lifespan=web.lifespan,
)
