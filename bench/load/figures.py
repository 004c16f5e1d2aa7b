"""What a run measured: how long each tap took, what was acknowledged, and what it cost."""

import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from statistics import median, quantiles

from esteem_match.models import Answer
from esteem_match.store import NotFound, Store

Kept = dict[str, Answer]


@dataclass
class Figures:
    """Times are in milliseconds, `acknowledged` by return code and item, memory in megabytes.

    Until what is next is there: `joins` (one's code, when all join in one moment), `seen` (another
    part) and `finishes` (where the workshop stands, when all finish in one moment); `arrivals` and
    `runs`: until the scripts have run after a join and a finish, which nobody waits for.

    `cpu` and `own_cpu` are seconds of processor that server and phones used while `seconds` went
    by; `others` is what all else on this machine used.
    """

    taps: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    finishes: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    opens: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    reveals: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    acknowledged: dict[str, Kept] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    own_cpu: float = 0.0
    others: float = 0.0
    memory: float = 0.0

    def acknowledge(self, code: str, item: str, answer: Answer) -> None:
        self.acknowledged.setdefault(code, {})[item] = answer

    @property
    def answers(self) -> int:
        return sum(map(len, self.acknowledged.values()))

    @property
    def cpu_a_tap(self) -> float:
        """Milliseconds of processor for each tap, those that turn a page among them."""
        return 1000 * self.cpu / self._presses

    @property
    def turns(self) -> float:
        """How many of a hundred taps turned a page: such a tap costs more."""
        return 100 * len(self.seen) / self._presses

    @property
    def _presses(self) -> int:
        return max(len(self.taps) + len(self.seen), 1)

    @property
    def memory_a_session(self) -> float:
        return self.memory / max(len(self.acknowledged), 1)

    def add(self, other: "Figures") -> None:
        """Takes in the figures of a second run of the same kind."""
        for name, value in vars(other).items():
            if isinstance(value, dict):
                getattr(self, name).update(value)
            else:
                setattr(self, name, getattr(self, name) + value)


def cuts(times: list[float]) -> tuple[float, float, float]:
    """Median, p95 and p99."""
    if len(times) < 2:
        return (float("nan"),) * 3
    hundred = quantiles(times, n=100)
    return median(times), hundred[94], hundred[98]


def lost(store: Store, acknowledged: dict[str, Kept]) -> int:
    """How many acknowledged answers the store does not hold as they were given."""
    gone = 0
    for code, answers in acknowledged.items():
        kept = _kept(store, code)
        gone += sum(kept.get(item, NotFound) != answer for item, answer in answers.items())
    return gone


def _kept(store: Store, code: str) -> dict[str, object]:
    try:
        return dict(store.load(code).answers)
    except NotFound:
        return {}


async def timed(work: Awaitable[object], into: list[float]) -> None:
    begun = time.perf_counter()
    await work
    into.append((time.perf_counter() - begun) * 1000)
