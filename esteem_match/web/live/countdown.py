"""A result appears on every phone and on the wall in the same moment: how long until then."""

import time
from collections import OrderedDict

SECONDS = 5.0
MOST = 1000  # rounds that are remembered


class Countdown:
    """Begins for a round as soon as anybody asks. It belongs to one event loop, and takes no lock.

    Each process has its own; they hear of a reveal within a second of one another.
    """

    def __init__(self) -> None:
        self._ends: OrderedDict[str, float] = OrderedDict()

    def left(self, shown: str) -> float:
        """Seconds until the result of this round appears; 0 once it has, or where none is named."""
        if not shown:
            return 0.0
        now = time.monotonic()
        ends = self._ends.setdefault(shown, now + SECONDS)
        if len(self._ends) > MOST:
            self._ends.popitem(last=False)
        return max(0.0, ends - now)


countdown = Countdown()
"""Of all workshops of this process."""
