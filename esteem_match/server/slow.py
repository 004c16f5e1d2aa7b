"""Slows down whoever tries codes: each wrong one makes the answers to the next ones later."""

import asyncio
import time
from collections import deque

WINDOW = 60.0
STEP = 0.1
LONGEST = 5.0
MOST_WAITING = 50

_wrong: deque[float] = deque(maxlen=1000)
_waiting = 0


def delay() -> float:
    """Seconds that the next wrong code is answered late."""
    while _wrong and _wrong[0] < time.monotonic() - WINDOW:
        _wrong.popleft()
    return min(LONGEST, STEP * len(_wrong))


def crowded() -> bool:
    """Whether so many wrong codes are being answered that no other can be tried now."""
    return _waiting >= MOST_WAITING


def note() -> float:
    """Notes a wrong code; gives the seconds that whoever sent it must wait."""
    _wrong.append(time.monotonic())
    return delay()


async def down() -> None:
    """Notes a wrong code, and waits."""
    global _waiting
    _waiting += 1
    try:
        await asyncio.sleep(note())
    finally:
        _waiting -= 1
