"""The program's server around one page of a room, with a stand-in for the store of rooms.

POST /set, with the numbers to change, changes the room; GET /asked says how often it was asked for.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from esteem_match import server
from esteem_match.models import Noun
from esteem_match.server import pulse, session
from tests.standin import room


class Pulse(Noun):
    beat: int
    joined: int
    finished: int


class Room(Noun):
    tag: str = room.TAG
    expires: date = date.max


class Rooms:
    def pulses(self, tags: Sequence[str]) -> dict[str, Pulse]:
        room.COUNTS["asked"] += 1
        there = set(tags) & {room.TAG}
        return {tag: Pulse(**room.NUMBERS) for tag in there}

    def load(self, host: str) -> Room:
        del host
        return Room()


async def change(request: Request) -> Response:
    room.NUMBERS.update(await request.json())
    return Response(status_code=204)


async def asked(_request: Request) -> Response:
    return JSONResponse({**room.COUNTS, "waiting": len(pulse.watch._waiters)})


replaced: Any = Rooms
pulse.rooms = session.rooms = replaced

app = st.App(
    Path(__file__).with_name("waiting.py"),
    routes=[*server.ROUTES, Route("/set", change, methods=["POST"]), Route("/asked", asked)],
    middleware=server.MIDDLEWARE,
    lifespan=server.lifespan,
)
