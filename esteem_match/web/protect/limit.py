"""What one connection, and one address, may ask of the server: buckets that refill.

Whoever sends more is read more slowly, and loses nothing. To drop what is too much, the server
would have to read it all; and whom it cuts off comes back at once. So it waits at the door, too.
"""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esteem_match.web.protect.address import sender, whose


class Size(NamedTuple):
    """How much a bucket holds at first and at most, and its refill a second."""

    first: float
    most: float
    rate: float
    slow: float


MESSAGES = Size(first=10, most=30, rate=10, slow=1)
SOCKETS = Size(first=300, most=300, rate=5, slow=5)
FINE = 20
PAUSE = 1.0
MOST_KNOWN = 10_000
GONE = {"type": "websocket.disconnect", "code": 1006}


class Bucket:
    """Says at each thing whether it may pass. Once emptied it refills slowly, until it is full."""

    def __init__(self, size: Size, now: Callable[[], float] = time.monotonic) -> None:
        self._size, self._now = size, now
        self._held, self._rate, self._last = size.first, size.rate, now()

    def passes(self) -> bool:
        since, self._last = self._last, self._now()
        self._held = min(self._size.most, self._held + (self._last - since) * self._rate)
        if self._held < 1:
            self._rate = self._size.slow
            return False
        if self._held == self._size.most:
            self._rate = self._size.rate
        self._held -= 1
        return True

    def spill(self, much: float) -> None:
        self._held = max(self._held - much, -self._size.most / 3)


class Buckets:
    """A bucket for each name. Where there are too many, all begin anew."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._known: dict[str, Bucket] = {}

    def of(self, name: str) -> Bucket:
        if name not in self._known and len(self._known) >= MOST_KNOWN:
            self._known.clear()
        return self._known.setdefault(name, Bucket(self._size))


_doors = Buckets(SOCKETS)


def _door(scope: Scope) -> Bucket:
    """The bucket of an address's new sockets. A whole room may share one, and come at once."""
    return _doors.of(whose(sender(scope)))


def limited(app: ASGIApp) -> ASGIApp:
    """Has a websocket that sends too much wait. What is not read fills up the sender's own side."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await app(scope, receive, send)
        door = _door(scope)
        while not door.passes():
            await asyncio.sleep(PAUSE)
        line = _Line(receive, send, door)
        return await app(scope, line.receive, line.send)

    return wrapped


class _Line:
    """One websocket, read no faster than its bucket allows."""

    def __init__(self, receive: Receive, send: Send, door: Bucket) -> None:
        self._receive, self._send, self._door = receive, send, door
        self._bucket, self._gone, self._fined = Bucket(MESSAGES), False, False

    async def send(self, message: Message) -> None:
        try:
            await self._send(message)
        except OSError:
            self._gone = True
            raise

    async def receive(self) -> Message:
        message = await self._receive()
        while message["type"] == "websocket.receive" and not self._bucket.passes():
            self._fine()
            await asyncio.sleep(PAUSE)
            if self._gone:  # and its messages, which still wait, are nobody's
                return GONE
        return message

    def _fine(self) -> None:
        """Whoever floods and comes back, again and again, is let in less and less often."""
        if not self._fined:
            self._fined = True
            self._door.spill(FINE)
