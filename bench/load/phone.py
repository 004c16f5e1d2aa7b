"""One simulated phone on the program: goes in, answers everything at its pace, and looks on."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from bench.load.figures import Figures, timed
from bench.load.page import way_of
from bench.load.protocol import Tab
from bench.load.web import Web
from esteem_match import codes
from esteem_match.models import Answer, Side

WRONG = 'class="box wrong"'
TEXT = "We meet on Tuesdays, in the library."


class Unexpected(Exception):  # noqa: N818 - it says what was seen
    """The page did not show what this phone expected of it."""


@dataclass
class Phone:
    """A person at a phone. `every`: seconds between two of its answers, on average."""

    url: str
    side: Side
    every: float
    figures: Figures
    chance: random.Random
    code: str = ""
    due: float = 0.0
    answered: set[str] = field(default_factory=set)
    fetched_part: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tab, self.web = Tab(self.url), Web(self.url)

    async def enter(self) -> None:
        """Goes in by the door, agrees, and stands before the first questions."""
        await self.load()
        await self.press(f"door_{self.side}")
        await self.tab.put(self.the("checkbox", "agreed"), True)
        await self.press("consent_start")
        await self.note_code()
        await self.press("code_on")

    async def load(self, name: str = "") -> None:
        """Loads the shell and waits for the first page."""
        begun = time.perf_counter()
        await self.web.get(f"/{name}")
        await self.tab.open(name)
        self.figures.opens.append((time.perf_counter() - begun) * 1000)

    async def note_code(self) -> None:
        """Notes the code that is shown; the page's script exchanges it for a cookie, and tries."""
        self.code = codes.read(next(self.tab.page.all("code")).code_text)
        await self.keep("person", self.code)

    async def keep(self, kind: str, code: str) -> None:
        sent, _ = await self.web.post("/session", {"code": code, "as": kind})
        kept, _ = await self.web.get(f"/kept?as={kind}")
        if (sent, kept) != (204, 204):
            raise Unexpected(f"the cookie was not kept: {sent}, {kept}")

    async def answer(self, seconds: float = 1e9) -> None:
        """Answers every question of every part, at this phone's pace, while there is time."""
        end = time.perf_counter() + seconds
        self.due = time.perf_counter() + self.every * self.chance.random()
        while self.asks():
            while (asked := self.open_question()) is not None:
                if self.due > end:
                    return
                await self._think()
                await self.tap(asked)
            await timed(self.turn("next_"), self.figures.seen)

    async def see_result(self) -> None:
        await timed(self.turn("to_result"), self.figures.runs)
        if self.tab.page.says(WRONG) or self.asks():
            raise Unexpected("no result")

    async def close(self) -> None:
        await self.tab.close()
        await self.web.close()

    def open_question(self) -> Any | None:
        """The first question on the page that this phone has not met."""
        questions = self._part().get("questions", [])
        return next((one for one in questions if one["id"] not in self.answered), None)

    def asks(self) -> bool:
        """Whether this phone stands before questions."""
        return bool(self._part().get("questions"))

    async def turn(self, key: str) -> None:
        """Goes on: to the part that is fetched, or to a page."""
        way = way_of(self._part()["ways"], key)
        if way is None:
            raise Unexpected(f"no {key} below the questions")
        if not await self._fetch(way.step, way.left):
            self.fetched_part = {}
            await self.go(way.to)

    async def go(self, to: str) -> None:
        """Has the page run that an address leads to."""
        await self.tab.trigger(self.tab.page.component("arrive"), "asked", to)

    async def _fetch(self, step: str, left: list[str]) -> bool:
        """Fetches a part of the questions. False where a page has to show what comes."""
        asks = {"token": self._asking()["token"], "lang": "en", "step": step, "left": left}
        status, body = await self.web.post("/part", asks)
        if status not in (200, 204):
            raise Unexpected(f"{step} did not come: {status}")
        if status == 200:
            self.fetched_part = json.loads(body)
        return status == 200

    def _part(self) -> dict[str, Any]:
        """The part of the questions that is shown; nothing on another page."""
        asking = self._asking()
        return self.fetched_part or asking["part"] if asking else {}

    def _asking(self) -> dict[str, Any]:
        """What the page gives to its script that asks; nothing where it asks nothing."""
        found = self.tab.page.component("ask")
        asking: dict[str, Any] = json.loads(found.json) if found else {}
        return asking

    async def tap(self, question: Any) -> None:
        answers = self._answers(question)
        one = {"item": question["id"], "answer": answers.get(question["id"])}
        sent = {"answers": answers} if "boxes" in question else one
        await timed(self._hand({"token": self._asking()["token"], **sent}), self.figures.taps)
        self.answered.add(question["id"])
        for item, answer in answers.items():
            self.figures.acknowledge(self.code, item, answer)
        if question["opens"]:
            await timed(self._fetch(self._part()["step"], []), self.figures.seen)

    def _answers(self, question: Any) -> dict[str, Answer]:
        """Some answer; of a checklist, to each of its boxes."""
        if "boxes" in question:
            return {box: self.chance.randrange(2) for box in question["boxes"]}
        if "options" not in question:
            return {question["id"]: TEXT}
        at = self.chance.randrange(len(question["options"]))
        return {question["id"]: at if at + 1 < len(question["options"]) else None}

    async def _hand(self, sent: dict[str, Any]) -> None:
        status, _ = await self.web.post("/answer", sent)
        if status != 200:
            raise Unexpected(f"{sent.get('item', 'a checklist')} was not acknowledged: {status}")

    async def _think(self) -> None:
        await asyncio.sleep(self.due - time.perf_counter())
        self.due = time.perf_counter() + self.every * self.chance.uniform(0.5, 1.5)

    async def press(self, key: str) -> None:
        await self.tab.press(self.the("button", key))

    def the(self, kind: str, key: str) -> Any:
        found = self.tab.page.find(kind, key)
        if found is None:
            raise Unexpected(f"no {kind} {key} at {self.tab.name}?{self.tab.query}")
        return found
