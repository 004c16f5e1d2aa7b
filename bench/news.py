"""How long news of a room take until they are drawn: python -m bench.news [--phones 40].

Simulated pages wait at /live, as browsers do, and then have their page drawn. Times run from the
moment that a change is committed, and hold neither a browser's own drawing nor a network.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import httpx
import typer
from websockets.asyncio.client import ClientConnection

from bench.load.protocol import Tab
from esteem_match import content, workshop
from esteem_match.models import Answer, Content, State
from esteem_match.store import Store, open_store
from tests.live import ROOT, LiveServer

ROUNDS = 5
PATIENCE = 60.0
LIBRARY = content.load(ROOT / "questionnaires")
BASE: Content = LIBRARY.contents[LIBRARY.base]


class Known(Tab):
    """A tab of a browser that has a cookie already."""

    def __init__(self, url: str, cookie: str) -> None:
        super().__init__(url)
        self._cookie = cookie

    async def _connected(self, cookie: str = "") -> ClientConnection:
        return await super()._connected(cookie or self._cookie)


class Waiting:
    """A page that waits for news: told, drawn, and waiting again."""

    def __init__(self, url: str, cookie: str) -> None:
        self.tab, self.cookie = Known(url, cookie), cookie
        self.web = httpx.AsyncClient(base_url=url, headers={"Cookie": cookie}, timeout=PATIENCE)

    async def open(self) -> None:
        await self.tab.open("workshop")

    async def news(self, room: str, revision: int, people: str) -> float:
        """The moment at which the page is drawn that shows what is new."""
        asked = {"room": room, "revision": str(revision), "people": people}
        while (await self.web.get("/live", params=asked)).status_code != httpx.codes.OK:
            pass
        await self.tab.run()
        return time.perf_counter()

    async def close(self) -> None:
        await self.tab.close()
        await self.web.aclose()


async def told(
    store: Store, host: str, pages: Sequence[Waiting], act: Callable[[], object]
) -> list[float]:
    """Seconds from a change to each page that shows it."""
    room = store.rooms.load(host)
    joined, done = (sum(counts) for counts in zip(*room.seats.values(), strict=True))
    hosts = f"{joined}.{done}.{room.wall}"
    people = [hosts if "host" in page.cookie else "-" for page in pages]
    waits = [
        asyncio.create_task(page.news(room.tag, room.revision, one))
        for page, one in zip(pages, people, strict=True)
    ]
    await asyncio.sleep(1)
    await asyncio.to_thread(act)
    begun = time.perf_counter()
    return [await wait - begun for wait in waits]


def answered(store: Store, host: str) -> str:
    said: dict[str, Answer] = {item.id: 2 for item in BASE.group.items() if item.key}
    code = store.seats.join(str(store.rooms.load(host).join_code), "member", "1", "en")
    store.save(code, said)
    return code


def reveal(store: Store, host: str) -> None:
    store.rooms.reveal(
        host,
        lambda voices: workshop.publish(BASE, voices),
        lambda voice, key: workshop.fingerprint(BASE, voice, key),
        lambda new, _: new,
    )


async def measure(server: LiveServer, store: Store, phones: int) -> None:
    host = store.rooms.open(
        "Here", date.today(), LIBRARY.version, "en", paced=False, until=date.today()
    )
    codes = [answered(store, host) for _ in range(phones)]
    store.rooms.move(host, State.GATHERING, State.ANSWERING)
    console = Waiting(server.url, f"esteem_host={host}")
    pages = [Waiting(server.url, f"esteem_code={code}") for code in codes]
    for page in (console, *pages):
        await page.open()
    joins = [
        await told(store, host, [console], lambda: answered(store, host)) for _ in range(ROUNDS)
    ]
    say("somebody joined, until the host's page shows it", [*chain(*joins)])
    ends = [
        await told(store, host, [console], lambda code=code: store.seats.finish(code, True))  # type: ignore[misc]
        for code in codes[:ROUNDS]
    ]
    say("somebody finished, until the host's page shows it", [*chain(*ends)])
    store.rooms.move(host, State.ANSWERING, State.CLOSED)
    shown = await told(store, host, pages, lambda: reveal(store, host))
    say(f"the picture, until it is drawn for {phones} phones", shown)
    write = await told(store, host, pages, lambda: store.rooms.agree(host, {"not_do": "Lead"}))
    say("a line of the agreement, while all look at the picture", write)
    for page in (console, *pages):
        await page.close()


def say(what: str, seconds: Sequence[float]) -> None:
    middle, last = statistics.median(seconds), max(seconds)
    typer.echo(f"{what}: median {middle:.2f} s, last {last:.2f} s")


def main(phones: int = 40) -> None:
    """Measures on a server of its own, with a database of its own."""
    with tempfile.TemporaryDirectory() as home:
        server = LiveServer(Path(home)).start()
        store = open_store(server.env["ESTEEM_DATABASE_URL"])
        try:
            asyncio.run(measure(server, store, phones))
        finally:
            store.close()
            server.stop()


if __name__ == "__main__":
    typer.run(main)
