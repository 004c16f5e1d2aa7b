"""Phones that outlive their server: where a socket ends they open another, as a browser does.

An answer that is not acknowledged they hand over again, as the page's script does.
"""

import asyncio
from contextlib import suppress
from typing import TypeVar

from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from bench.load.phone import Phone
from bench.load.protocol import Tab
from bench.load.web import Web

LOST = (WebSocketException, OSError, EOFError, TimeoutError)
AGAIN = 0.2

TOLD = (200, 204, 404, 409, 413, 422)

P = TypeVar("P", bound=Phone)


def roaming(phone: P) -> P:
    """Gives a phone a tab that comes back, and a connection that tries again."""
    phone.web = Trying(phone.url)
    phone.tab = Roaming(phone.url, phone.web)
    return phone


def returns(phone: Phone) -> int:
    """How often a phone had to come back, and did."""
    assert isinstance(phone.tab, Roaming)
    return phone.tab.returned


def retries(phone: Phone) -> int:
    """How often a phone had to hand over an answer again."""
    assert isinstance(phone.web, Trying)
    return phone.web.retried


def waits(phone: Phone) -> bool:
    """Whether a phone has not been told yet what became of an answer."""
    assert isinstance(phone.web, Trying)
    return phone.web.waits


class Trying(Web):
    """Hands over an answer, and turns a page, until it is told what became of it."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.retried, self.waits = 0, False

    async def post(self, path: str, sent: object) -> tuple[int, bytes]:
        self.waits = path == "/answer"
        while True:
            with suppress(*LOST):
                status, body = await super().post(path, sent)
                if status in TOLD or path not in ("/answer", "/part"):
                    self.waits = False
                    return status, body
            self.retried += 1
            await asyncio.sleep(AGAIN)


class Roaming(Tab):
    """Sends the browser's cookies along. Where its socket ends, it opens another with all it holds.

    What was chosen is then sent with it. A press that was lost is pressed again.
    """

    def __init__(self, url: str, web: Web) -> None:
        super().__init__(url)
        self.returned = 0
        self._web = web
        self._returning = asyncio.Lock()
        self._staying: asyncio.Task[None] | None = None

    async def open(self, name: str = "") -> None:
        await super().open(name)
        self._staying = asyncio.create_task(self._stay())

    async def close(self) -> None:
        if self._staying is not None:
            self._staying.cancel()
            with suppress(asyncio.CancelledError):
                await self._staying
        await super().close()

    async def run(self, fragment: str = "", trigger: WidgetState | None = None) -> None:
        before = self._socket
        try:
            await super().run(fragment, trigger)
        except LOST:
            await self._return(before)
            if trigger is not None:
                await self.run("", trigger)

    async def _connected(self, cookie: str = "") -> ClientConnection:
        return await super()._connected(cookie or self._web.cookie)

    async def _stay(self) -> None:
        """A page that only waits comes back too."""
        while (socket := self._socket) is not None:
            await socket.wait_closed()
            await self._return(socket)

    async def _return(self, before: ClientConnection | None) -> None:
        async with self._returning:
            while self._socket is before:
                try:
                    self._socket = await self._connected()
                    await super().run()
                    self.returned += 1
                except LOST:
                    self._socket = before
                    await asyncio.sleep(AGAIN)
