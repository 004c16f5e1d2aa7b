"""When many want the same page in one moment: each has it run at a time of its own."""

import asyncio
import random
import time
from collections import deque

LATELY = 3.0  # seconds
A_PAGE = 0.03  # seconds that one page may take
FIRST = 2.0  # seconds for a crowd to fetch what it sees next, before any page is run
MOST = 2000  # people who are remembered

few = asyncio.Semaphore(2)
"""How many of a crowd are served in one moment: more would only take turns on one processor, each
switch at a cost.
"""


class Crowd:
    """Counts who came lately. It belongs to one event loop, and takes no lock."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST)

    def note(self, people: int = 1) -> None:
        self._times.extend([time.monotonic()] * people)

    def within(self, seconds: float) -> int:
        """How many came in the last so many seconds."""
        since = time.monotonic() - seconds
        return sum(when >= since for when in self._times)

    def pause(self) -> float:
        """Seconds until a page may be run: the more came, the longer; by chance within.

        At most FIRST seconds everybody waits, while what they see next is fetched.
        """
        people = self.within(LATELY)
        return min(FIRST, A_PAGE * people) + random.uniform(0, A_PAGE * people)
