"""Many phones at once: what each does, one phone's trouble apart from the others, and the cost."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

import psutil

from bench.load.figures import Figures
from bench.load.served import Served

STEP = 0.02
T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Crowd(Generic[T]):
    """Phones that are still well. Who runs into trouble leaves, and the trouble is noted."""

    phones: Sequence[T]
    found: Figures

    async def all(self, act: Callable[[T], Awaitable[R]], within: float = 0.0) -> list[R]:
        """Has every phone do it, begun one after the other over some seconds. What came of it."""
        pause = within / max(len(self.phones), 1)
        doing = [self._later(act, phone, at * pause) for at, phone in enumerate(self.phones)]
        done = await asyncio.gather(*doing, return_exceptions=True)
        self.phones = [p for p, came in zip(self.phones, done, strict=True) if self._fine(came)]
        return [came for came in done if not isinstance(came, BaseException)]

    async def _later(self, act: Callable[[T], Awaitable[R]], phone: T, when: float) -> R:
        await asyncio.sleep(when)
        return await act(phone)

    def _fine(self, came: object) -> bool:
        if isinstance(came, Exception):
            self.found.troubles.append(f"{type(came).__name__}: {came}")
        elif isinstance(came, BaseException):
            raise came
        return not isinstance(came, BaseException)


@asynccontextmanager
async def measured(found: Figures, server: Served) -> AsyncIterator[None]:
    """Notes what is used meanwhile, and how late this very process wakes up."""
    before, begun = _used(server), time.perf_counter()
    watch = asyncio.create_task(_watch_own_lag(found.lags))
    try:
        yield
    finally:
        watch.cancel()
        spent = [now - then for now, then in zip(_used(server), before, strict=True)]
        found.seconds += time.perf_counter() - begun
        found.cpu += spent[0]
        found.own_cpu += spent[1]
        found.others += spent[2] - spent[0] - spent[1]
        found.memory += server.memory()


def _used(server: Served) -> tuple[float, float, float]:
    """Seconds of processor so far: the server's, this process's, and the whole machine's."""
    own, all_of_it = psutil.Process().cpu_times(), psutil.cpu_times()
    busy = sum(all_of_it) - all_of_it.idle - getattr(all_of_it, "iowait", 0.0)
    return server.cpu(), own.user + own.system, busy


async def _watch_own_lag(lags: list[float]) -> None:
    """Where this is much, the phones themselves are the bottleneck."""
    with suppress(asyncio.CancelledError):
        while True:
            due = time.perf_counter() + STEP
            await asyncio.sleep(STEP)
            lags.append((time.perf_counter() - due) * 1000)
