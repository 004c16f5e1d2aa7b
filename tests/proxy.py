"""A proxy between a browser and the program that is set up wrong, in one of the usual ways."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tests.live import LiveServer, free_port

Lines = list[str]


class Proxy:
    """Passes each request on over a line of its own.

    `websockets`: whether it passes what asks for one, too; `host`: the Host that it names instead
    of the browser's; `below`: the path below which it answers, and which it takes off; `cookies`:
    whether it passes them, as a browser does that keeps any.
    """

    def __init__(
        self,
        to: int,
        *,
        websockets: bool = True,
        host: str = "",
        below: str = "",
        cookies: bool = True,
    ) -> None:
        self._to, self._websockets, self._host, self._below = to, websockets, host, below
        self._cookies = cookies
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self._below}"

    async def serve(self, stop: asyncio.Event) -> None:
        async with await asyncio.start_server(self._pass, "127.0.0.1", self.port):
            await stop.wait()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[:-2]
            if not head[0].split(" ")[1].startswith(f"{self._below}/"):
                writer.write(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n")
            else:
                back, forth = await asyncio.open_connection("127.0.0.1", self._to)
                forth.write("\r\n".join([*self._changed(head), "", ""]).encode("latin-1"))
                await asyncio.gather(_pipe(reader, forth), _pipe(back, writer))
        writer.close()

    def _changed(self, head: Lines) -> Lines:
        first, *named = head
        method, path, version = first.split(" ")
        upgrades = any(one.lower().startswith("upgrade:") for one in named) and self._websockets
        gone = ("host:",) if self._host else ()
        gone += () if self._cookies else ("cookie:",)
        gone += () if upgrades else ("connection:", "upgrade:")
        kept = [one for one in named if not one.lower().startswith(gone or ("-",))]
        ours = [f"Host: {self._host}"] if self._host else []
        ours += [] if upgrades else ["Connection: close"]
        return [f"{method} {path.removeprefix(self._below)} {version}", *kept, *ours]


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await reader.read(65536):
            writer.write(part)
            await writer.drain()
        writer.close()


@contextmanager
def behind(server: LiveServer, **how: Any) -> Iterator[Proxy]:
    """Such a proxy in front of this server; takes what Proxy takes."""
    proxy = Proxy(server.port, **how)
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(proxy.serve(stop)))
    thread.start()
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
