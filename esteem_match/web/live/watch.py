"""All pages that wait for news of their rooms, and the one task that asks for all of them."""

import asyncio
import random
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from esteem_match.store import News, StoreError
from esteem_match.web.live.crowd import Crowd

EVERY = 0.25
LONGEST = 25.0
MOST = 2000

Ask = Callable[[Sequence[str]], Mapping[str, News]]
Told = asyncio.Future[News | None]


class Crowded(Exception):  # noqa: N818
    """Nobody else can wait now."""


@dataclass(eq=False)
class Waiter:
    """One page that waits, with what it shows. `people` is None for all but the host: how many have
    joined, how many have finished, and the wall's screen.
    """

    tag: str
    revision: int
    people: tuple[int, ...] | None = None
    told: Told = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def hear(self, live: News | None) -> bool:
        """Wakes it where its own values changed, or its room is not there; whether it did."""
        wakes = not self.told.done() and (live is None or self._is_new(live))
        if wakes:
            self.told.set_result(live)
        return wakes

    def _is_new(self, live: News) -> bool:
        people = (live.joined, live.finished, live.wall)
        return live.revision != self.revision or self.people not in (None, people)


class Watch:
    """Who waits in this process. The asking begins with the first and ends with the last.

    `crowd`: who has heard news lately, for they all come for more at once.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._waiters: set[Waiter] = set()
        self._asker: asyncio.Task[None] | None = None
        self.crowd = Crowd()
        self._closed = False

    @property
    def full(self) -> bool:
        return self._closed or len(self._waiters) >= MOST

    async def wait(self, waiter: Waiter, gone: Coroutine[Any, Any, None]) -> None:
        """Returns when it is told, `gone` has ended, or it waited for long. Raises Crowded."""
        leaving = asyncio.create_task(gone)
        try:
            self._add(waiter)
            # spread out: those who were all woken at once do not all come back at once for ever
            patience = random.uniform(0.8, 1) * LONGEST
            either = (waiter.told, leaving)
            await asyncio.wait(either, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            self._waiters.discard(waiter)

    def close(self) -> None:
        """Sends everybody away, for a server that stops waits for its last answer."""
        self._closed = True
        for waiter in self._waiters:
            waiter.told.cancel()

    def _add(self, waiter: Waiter) -> None:
        if self.full:
            raise Crowded
        self._waiters.add(waiter)
        if self._asker is None or self._asker.done():
            self._asker = asyncio.create_task(self._asking())

    async def _asking(self) -> None:
        while self._waiters:
            await self._round()
            await asyncio.sleep(EVERY)

    async def _round(self) -> None:
        """Tells only those who came before it asked: to others, what it finds may be old."""
        waiting = tuple(self._waiters)
        tags = sorted({waiter.tag for waiter in waiting})
        try:
            found = await asyncio.to_thread(self._ask, tags)
        except StoreError:
            return
        self.crowd.note(sum(waiter.hear(found.get(waiter.tag)) for waiter in waiting))
