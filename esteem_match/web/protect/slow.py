"""Slows down whoever tries codes: each wrong one of an address is answered later than the last.

A right code never waits, whoever shares its address: each is looked up, and only wrong ones are
noted. Codes can't be guessed, for they are long; this keeps a program that tries them from
being a burden. So where too many answers wait already, the next one comes at once.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from esteem_match.web.protect.address import whose

WINDOW = 60.0
STEP = 0.1
LONGEST = 5.0
MOST_NOTED = 100  # of one address
MOST_KNOWN = 10_000  # addresses; where there are more, all begin anew
MOST_WAITING = 50  # of all: each may keep a thread

_wrong: dict[str, deque[float]] = {}
_waiting = 0
_lock = threading.Lock()


def pause(address: str | None) -> None:
    """Notes a wrong code of this address, and waits: for scripts of pages."""
    with _noted(whose(address)) as late:
        time.sleep(late)


async def pause_async(address: str | None) -> None:
    """The same for routes."""
    with _noted(whose(address)) as late:
        await asyncio.sleep(late)


@contextmanager
def _noted(name: str) -> Iterator[float]:
    """Notes a wrong code; gives the seconds that its answer waits."""
    global _waiting
    with _lock:
        late = _late(name) if _waiting < MOST_WAITING else 0.0
        _waiting += 1
    try:
        yield late
    finally:
        with _lock:
            _waiting -= 1


def _late(name: str) -> float:
    now = time.monotonic()
    if name not in _wrong and len(_wrong) >= MOST_KNOWN:
        _wrong.clear()
    noted = _wrong.setdefault(name, deque(maxlen=MOST_NOTED))
    while noted and noted[0] < now - WINDOW:
        noted.popleft()
    noted.append(now)
    return min(LONGEST, STEP * len(noted))
