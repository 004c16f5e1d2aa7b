"""Phones in a workshop: one who runs it, and those who join, answer, wait and see the picture."""

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bench.load.figures import timed
from bench.load.page import way_of
from bench.load.phone import Phone, Unexpected
from bench.load.web import Web
from esteem_match import codes
from esteem_match.ui.room.join.form import SEATS

PAUSE = 0.2
LONGER = 1.0
PATIENCE = 60.0
LOOK = 0.005
TO_QUESTIONS = "/assess?step="
TO_AGREE = "/workshop?view=agree"


@dataclass
class Guest(Phone):
    """Somebody in a workshop. A second connection waits for its news, as the page's script does."""

    join_code: str = ""
    fetched: str = ""
    place: int | None = None  # among the seats, as they are listed; None: the first of this side

    def __post_init__(self) -> None:
        super().__post_init__()
        self._ear = Web(self.url)
        self._listening: asyncio.Task[None] | None = None
        self._coming: asyncio.Task[None] | None = None
        self._revision = 0

    async def join(self) -> None:
        """Goes in, takes a seat, and waits for the start."""
        await self.come_to_form()
        await self.take_seat()
        await self.wait()

    async def come_to_form(self) -> None:
        """Types the code from the wall."""
        await self.load("workshop")
        self.tab.fill(self.field("text_input", 0), self.join_code)
        await self.press("FormSubmitter:join_code")

    async def take_seat(self) -> None:
        """Takes a seat, sees its code, and has its own page run later."""
        form = self.tab.page.component("join")
        if form is None:
            raise Unexpected(f"no form at {self.tab.name}?{self.tab.query}")
        wait = await self._seated(json.loads(form.json))
        await asyncio.sleep(wait)
        await timed(self.tab.trigger(form, "done"), self.figures.arrivals)
        await self.note_code()

    async def wait(self) -> None:
        await self.press("code_on")
        self.listen()

    async def _seated(self, form: dict[str, Any]) -> float:
        """Posts the form. The seconds until its page may be run."""
        first = 0 if self.side == "group" else -1
        seat = SEATS[first if self.place is None else self.place]
        sent = {**form, "seat": seat, "yes": True, "home": self.url}
        begun = time.perf_counter()
        status, body = await self.web.post("/join", sent)
        self.figures.joins.append((time.perf_counter() - begun) * 1000)
        if status != 200:
            raise Unexpected(f"no seat was taken: {status}")
        return float(json.loads(body)["wait"])

    async def wait_for_start(self) -> float:
        """Waits until the round is answered. The moment when the status said so."""
        return await self._until(TO_QUESTIONS)

    async def begin(self) -> None:
        """Follows the link to the questions."""
        step = self._status().split(TO_QUESTIONS)[1].split('"')[0]
        await self.tab.trigger(self.tab.page.component("arrive"), "asked", TO_QUESTIONS + step)

    async def finish(self) -> None:
        """Says so, sees where the workshop stands, and has its own page run later."""
        way = way_of(self._part()["ways"], "finish_round")
        if way is None:
            raise Unexpected("nothing to finish")
        await timed(self._fetch(way.step, []), self.figures.finishes)
        wait = self.fetched_part["wait"]
        self.fetched_part = {}
        await asyncio.sleep(wait)
        await timed(self.go(way.to), self.figures.runs)

    async def wait_for_result(self) -> float:
        """The moment when the picture was there."""
        return await self._until(TO_AGREE)

    def listen(self) -> None:
        self._listening = asyncio.create_task(self._listen())

    async def close(self) -> None:
        for task in filter(None, (self._listening, self._coming)):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._ear.close()
        await super().close()

    async def _until(self, way: str) -> float:
        """Waits until news have brought a status with this way on."""
        async with asyncio.timeout(PATIENCE):
            while way not in self._status():
                await asyncio.sleep(LOOK)
        return time.perf_counter()

    def field(self, kind: str, at: int) -> Any:
        found = list(self.tab.page.all(kind))
        if len(found) <= at:
            raise Unexpected(f"no {kind} at {self.tab.name}?{self.tab.query}")
        return found[at]

    async def _listen(self) -> None:
        while True:
            if await self._news():
                await self._hear()
            await asyncio.sleep(PAUSE)

    async def _hear(self) -> None:
        """Shows the status at once and has the page drawn later, or now where it has none."""
        told = await self._early()
        if told is None:
            await self._draw(0.0)
            return
        self.fetched, self._revision = told["html"], told["revision"]
        if self._coming is None or self._coming.done():
            self._coming = asyncio.create_task(self._draw(told["wait"]))

    async def _draw(self, wait: float) -> None:
        await asyncio.sleep(wait)
        live = self._live()
        if live is not None:
            await self.tab.trigger(live, "changed")

    async def _news(self) -> bool:
        """Whether there are any that the page does not show yet; it may be drawn meanwhile."""
        shown = self._shown()
        if shown is None:
            return False
        self._ear.cookies = self.web.cookies
        asked = f"/live?room={shown['room']}&revision={shown['revision']}&people={shown['people']}"
        status, body = await self._ear.get(asked)
        if status not in (200, 204):
            await asyncio.sleep(LONGER)
        return status == 200 and self._differs(json.loads(body), self._shown() or shown)

    def _shown(self) -> dict[str, Any] | None:
        """The room's revision and people, as the page or the status shows them."""
        live = self._live()
        if live is None:
            return None
        shown: dict[str, Any] = json.loads(live.json)
        return {**shown, "revision": max(shown["revision"], self._revision)}

    def _status(self) -> str:
        """What was shown of where the round stands: fetched with its news, drawn with the page."""
        found = self.tab.page.component("status")
        return self.fetched + (json.loads(found.json)["html"] if found else "")

    async def _early(self) -> dict[str, Any] | None:
        """Fetches the status, where the page has one."""
        found = self.tab.page.component("status")
        if found is None:
            return None
        sent = {"step": "status", "token": json.loads(found.json)["token"], "lang": "en"}
        status, body = await self._ear.post("/part", sent)
        told: dict[str, Any] | None = json.loads(body) if status == 200 else None
        return told

    def _differs(self, news: dict[str, int], shown: dict[str, Any]) -> bool:
        hosts = [str(news[one]) for one in ("joined", "finished", "wall") if one in news]
        people = ".".join(hosts) or shown["people"]
        return news["revision"] != shown["revision"] or people != shown["people"]

    def _live(self) -> Any | None:
        return self.tab.page.component("live")


@dataclass
class Host(Guest):
    """Who runs a workshop."""

    async def open_room(self) -> None:
        """Opens a workshop, and notes the code to join it."""
        await self.load("workshop")
        await self.press("to_open")
        self.tab.fill(self.field("text_input", 0), "A workshop")
        await self.press("FormSubmitter:open_room")
        links = [one.code_text for one in self.tab.page.all("code") if "#" in one.code_text]
        await self.keep("host", codes.read(links[-1].split("#")[1]))
        await self.press("link_kept")
        self.listen()
        html = "".join(one.body for one in self.tab.page.all("html"))
        self.join_code = codes.read_join(html.split('class="join-code">')[1].split("<")[0])

    async def start(self) -> float:
        """Has the answering begin. The moment of the press."""
        begun = time.perf_counter()
        await self.press("host_start")
        return begun

    async def end(self) -> None:
        """Closes the round, after the second yes."""
        await self.press("host_close")
        await self.press("host_close_yes")

    async def reveal(self) -> float:
        """Shows the picture. The moment of the second press."""
        await self.press("host_reveal")
        begun = time.perf_counter()
        await self.press("host_reveal_yes")
        return begun
