"""What a run measured: how long each tap took, what was acknowledged, and what it cost."""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median, quantiles

from esteem_match.models import Answer
from esteem_match.store import NotFound, Store

STEP = 0.02
Kept = dict[str, Answer]


@dataclass
class Figures:
    """Times are in milliseconds. `acknowledged` holds the answers by return code and item."""

    taps: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    opens: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    acknowledged: dict[str, Kept] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    cpu: float = 0.0
    empty: float = 0.0
    full: float = 0.0
    own_cpu: float = 0.0
    seconds: float = 0.0

    def acknowledge(self, code: str, item: str, answer: Answer) -> None:
        self.acknowledged.setdefault(code, {})[item] = answer

    @property
    def presses(self) -> int:
        return len(self.taps) + len(self.pages)

    @property
    def cpu_a_tap(self) -> float:
        return 1000 * self.cpu / max(self.presses, 1)

    @property
    def memory_a_session(self) -> float:
        return (self.full - self.empty) / max(len(self.acknowledged), 1)

    def add(self, other: "Figures") -> None:
        """Takes in the figures of a second run of the same kind."""
        for name in ("taps", "pages", "opens", "lags", "troubles"):
            getattr(self, name).extend(getattr(other, name))
        for name in ("cpu", "empty", "full", "own_cpu", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.acknowledged.update(other.acknowledged)


def cuts(times: list[float]) -> tuple[float, float, float]:
    """Median, p95 and p99."""
    if len(times) < 2:
        return (float("nan"),) * 3
    hundred = quantiles(times, n=100)
    return median(times), hundred[94], hundred[98]


def lost(store: Store, acknowledged: dict[str, Kept]) -> int:
    """How many acknowledged answers the store does not hold as they were given."""
    return sum(
        _kept(store, code).get(item, NotFound) != answer
        for code, answers in acknowledged.items()
        for item, answer in answers.items()
    )


def _kept(store: Store, code: str) -> dict[str, object]:
    try:
        return dict(store.load(code).answers)
    except NotFound:
        return {}


async def timed(work: Awaitable[object], into: list[float]) -> None:
    begun = time.perf_counter()
    await work
    into.append((time.perf_counter() - begun) * 1000)


async def watch_own_lag(lags: list[float]) -> None:
    """Notes how late this very process wakes up: where that is much, it is the bottleneck."""
    with suppress(asyncio.CancelledError):
        while True:
            due = time.perf_counter() + STEP
            await asyncio.sleep(STEP)
            lags.append((time.perf_counter() - due) * 1000)
