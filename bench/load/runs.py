"""Runs: everybody alone, or in workshops; and the same phones on both floors."""

import asyncio
import random
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench.load import served
from bench.load.crowd import Crowd, measured
from bench.load.figures import Figures, lost
from bench.load.floor_phone import FloorPhone
from bench.load.least_phone import LeastPhone
from bench.load.phone import Phone
from bench.load.room import Guest, Host
from bench.load.served import Served
from esteem_match import resources
from esteem_match.content import load
from esteem_match.models import Content, Side
from esteem_match.store import open_store

P = TypeVar("P", bound=Phone)
JOIN_WITHIN = 10.0
PRACTITIONER = 10  # one phone in so many is a practitioner's
MOST = 5  # and no more than so many in one workshop


@dataclass(frozen=True)
class Plan:
    """How many phones in how many workshops (none: alone), and the seconds between two answers."""

    phones: int
    rooms: int
    every: float
    content: Content

    def sides(self) -> list[Side]:
        crowd = self.phones // (self.rooms or 1)
        many = min(MOST, max(1, crowd // PRACTITIONER)) if self.rooms else crowd // PRACTITIONER
        places = range(self.phones)
        return ["practitioner" if at % crowd < many else "group" for at in places]

    def pace(self, side: Side) -> float:
        """A practitioner has more to answer and answers faster: all finish together."""
        few, many = (sum(1 for _ in self.content.side(one).items()) for one in ("group", side))
        return self.every * few / many


def content() -> Content:
    library = load(resources.folder())
    return library.contents[library.base]


async def program(plan: Plan) -> Figures:
    """All phones through the real program, then its sudden end, and a look into the store."""
    return await _on(served.program, _in_rooms if plan.rooms else _alone, plan)


async def floor(plan: Plan, seconds: float) -> Figures:
    """The same phones on the floor for a while."""
    return await _on(served.floor, partial(_for_a_while, _on_floor, seconds), plan)


async def least(plan: Plan, seconds: float) -> Figures:
    """The same phones on the least Streamlit page for a while."""
    return await _on(served.least, partial(_for_a_while, partial(_made, LeastPhone), seconds), plan)


async def _on(
    serve: Callable[[Path], Served],
    walk: Callable[[Plan, Served, Figures], Awaitable[None]],
    plan: Plan,
) -> Figures:
    found = Figures()
    with tempfile.TemporaryDirectory() as home:
        server = serve(Path(home))
        found.memory = -server.memory()
        try:
            await walk(plan, server, found)
        finally:
            server.kill()
        found.lost = _lost(server, found)
    return found


def _lost(server: Served, found: Figures) -> int:
    store = open_store(server.database)
    try:
        return lost(store, found.acknowledged)
    finally:
        store.close()


def _made(kind: type[P], plan: Plan, server: Served, found: Figures) -> list[P]:
    return [
        kind(server.url, side, plan.pace(side), found, random.Random(at))
        for at, side in enumerate(plan.sides())
    ]


async def _alone(plan: Plan, server: Served, found: Figures) -> None:
    crowd = Crowd(_made(Phone, plan, server, found), found)
    await crowd.all(Phone.enter, JOIN_WITHIN)
    async with measured(found, server):
        await crowd.all(Phone.answer)
    await crowd.all(Phone.see_result, JOIN_WITHIN)
    await crowd.all(Phone.close)


async def _in_rooms(plan: Plan, server: Served, found: Figures) -> None:
    leaders = Crowd(_made(Host, plan, server, found)[: plan.rooms], found)
    await leaders.all(Host.open_room)
    guests = _made(Guest, plan, server, found)
    for at, guest in enumerate(guests):
        guest.join_code = leaders.phones[at * len(leaders.phones) // len(guests)].join_code
    crowd = Crowd(guests, found)
    await crowd.all(Guest.come_to_form, JOIN_WITHIN)
    await crowd.all(Guest.take_seat)
    await crowd.all(Guest.wait, JOIN_WITHIN)
    await _news(crowd, leaders, Guest.wait_for_start, Host.start, found.starts)
    await crowd.all(Guest.begin)
    async with measured(found, server):
        await crowd.all(Guest.answer)
    await crowd.all(Guest.finish)
    await leaders.all(Host.end)
    await _news(crowd, leaders, Guest.wait_for_result, Host.reveal, found.reveals)
    await crowd.all(Guest.close)
    await leaders.all(Host.close)


async def _news(
    crowd: Crowd[Guest],
    leaders: Crowd[Host],
    hear: Callable[[Guest], Awaitable[float]],
    tell: Callable[[Host], Awaitable[float]],
    into: list[float],
) -> None:
    """The hosts tell something; notes how long after it each guest's page shows it."""
    hearing = asyncio.create_task(crowd.all(hear))
    times = await leaders.all(tell)
    told = {host.join_code: when for host, when in zip(leaders.phones, times, strict=True)}
    times = await hearing
    for guest, when in zip(crowd.phones, times, strict=True):
        into.append(1000 * (when - told[guest.join_code]))


async def _for_a_while(
    made: Callable[[Plan, Served, Figures], Sequence[Phone | FloorPhone]],
    seconds: float,
    plan: Plan,
    server: Served,
    found: Figures,
) -> None:
    crowd = Crowd(made(plan, server, found), found)
    await crowd.all(lambda phone: phone.enter(), JOIN_WITHIN)
    async with measured(found, server):
        await crowd.all(lambda phone: phone.answer(seconds))
    await crowd.all(lambda phone: phone.close())


def _on_floor(plan: Plan, server: Served, found: Figures) -> list[FloorPhone]:
    return [
        FloorPhone(server.url, side, plan.pace(side), found, random.Random(at), plan.content)
        for at, side in enumerate(plan.sides())
    ]
