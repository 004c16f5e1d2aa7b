"""Runs: all phones on the program, and the same phones on the floor."""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.load import figures, served
from bench.load.figures import Figures, lost
from bench.load.floor_phone import FloorPhone
from bench.load.phone import Phone
from bench.load.served import Served
from esteem_match import resources
from esteem_match.models import Content, Side
from esteem_match.store import open_store

JOIN_WITHIN = 10.0
PRACTITIONER = 10  # one phone in so many is a practitioner's


@dataclass(frozen=True)
class Plan:
    """How many phones, and the seconds between two answers of each."""

    phones: int
    every: float
    content: Content

    def sides(self) -> list[Side]:
        return [
            "practitioner" if at % PRACTITIONER == PRACTITIONER - 1 else "group"
            for at in range(self.phones)
        ]

    def pace(self, side: Side) -> float:
        """A practitioner has more to answer and answers faster: all finish together."""
        return self.every * len(self._items("group")) / len(self._items(side))

    def _items(self, side: Side) -> list[object]:
        return list(self.content.side(side).items())


async def program(plan: Plan) -> tuple[Figures, int]:
    """All phones through the real program, then its sudden end. Figures, and answers lost."""
    with tempfile.TemporaryDirectory() as home:
        server = served.program(Path(home))
        try:
            found = await _on_program(plan, server)
        finally:
            server.kill()
        return found, _lost(server, found)


async def floor(plan: Plan, seconds: float) -> tuple[Figures, int]:
    """The same phones on the floor for a while."""
    with tempfile.TemporaryDirectory() as home:
        server = served.floor(Path(home))
        try:
            found = await _on_floor(plan, server, seconds)
        finally:
            server.kill()
        return found, _lost(server, found)


async def _on_program(plan: Plan, server: Served) -> Figures:
    found = Figures(empty=server.memory())
    phones = [
        Phone(server.url, side, plan.pace(side), found, random.Random(at))
        for at, side in enumerate(plan.sides())
    ]
    await _all(found, (_later(phone.open(), at, plan) for at, phone in enumerate(phones)))
    await _measured(found, server, [phone.answer() for phone in phones])
    await _all(found, (_later(phone.see_result(), at, plan) for at, phone in enumerate(phones)))
    await _all(found, [phone.close() for phone in phones])
    return found


async def _on_floor(plan: Plan, server: Served, seconds: float) -> Figures:
    found = Figures(empty=server.memory())
    phones = [
        FloorPhone(server.url, side, plan.pace(side), found, random.Random(at), plan.content)
        for at, side in enumerate(plan.sides())
    ]
    await _all(found, [phone.open() for phone in phones])
    until = time.perf_counter() + seconds
    await _measured(found, server, [phone.answer(until) for phone in phones])
    await _all(found, [phone.close() for phone in phones])
    return found


async def _measured(found: Figures, server: Served, work: Iterable[Awaitable[None]]) -> None:
    """Does the answering, and notes what it cost the server and how late this process was."""
    before, own = server.cpu(), psutil.Process().cpu_times()
    begun = time.perf_counter()
    watch = asyncio.create_task(figures.watch_own_lag(found.lags))
    await _all(found, work)
    watch.cancel()
    found.seconds = time.perf_counter() - begun
    found.cpu = server.cpu() - before
    found.full = server.memory()
    now = psutil.Process().cpu_times()
    found.own_cpu = now.user + now.system - own.user - own.system


async def _all(found: Figures, work: Iterable[Awaitable[None]]) -> None:
    """Does all at once. One phone's trouble is noted, and is no other's."""
    for result in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(result, Exception):
            found.troubles.append(f"{type(result).__name__}: {result}")
        elif isinstance(result, BaseException):
            raise result


async def _later(work: Awaitable[None], at: int, plan: Plan) -> None:
    await asyncio.sleep(JOIN_WITHIN * at / plan.phones)
    await work


def _lost(server: Served, found: Figures) -> int:
    store = open_store(server.database)
    try:
        return lost(store, found.acknowledged)
    finally:
        store.close()


def content() -> Content:
    from esteem_match.content import load

    library = load(resources.folder())
    return library.contents[library.base]
