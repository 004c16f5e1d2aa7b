"""The least client of HTTP/1.1: one kept connection, so that its own cost hides nothing."""

import asyncio
import json
from urllib.parse import urlsplit


class Web:
    """One browser's connection to the server, with its cookies."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.url = url
        self.cookies: dict[str, str] = {}
        self._way: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> tuple[int, bytes]:
        return await self._ask("GET", path, b"")

    async def post(self, path: str, sent: object) -> tuple[int, bytes]:
        return await self._ask("POST", path, json.dumps(sent).encode())

    async def _ask(self, verb: str, path: str, body: bytes) -> tuple[int, bytes]:
        """As browsers do, asks once more where the server had given up a kept connection."""
        kept = self._way is not None
        try:
            return await self._once(verb, path, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            await self.close()
            if not kept:
                raise
            return await self._once(verb, path, body)

    async def _once(self, verb: str, path: str, body: bytes) -> tuple[int, bytes]:
        if self._way is None:
            name, port = self.host.split(":")
            self._way = await asyncio.open_connection(name, int(port))
        head = [
            f"{verb} {path} HTTP/1.1",
            f"Host: {self.host}",
            f"Origin: {self.url}",
            f"Content-Length: {len(body)}",
            "Content-Type: application/json",
            "Accept-Encoding: br",
        ]
        cookie = [f"Cookie: {self.cookie}"] if self.cookies else []
        self._way[1].write("\r\n".join([*head, *cookie, "", ""]).encode() + body)
        return await self._answer(self._way[0])

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        size = 0
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "content-length":
                size = int(value)
            elif name.lower() == "set-cookie":
                cookie, _, kept = value.split(";")[0].partition("=")
                self.cookies[cookie] = kept
        return int(first.split()[1]), await reader.readexactly(size) if size else b""

    async def close(self) -> None:
        if self._way is not None:
            self._way[1].close()
            self._way = None
