"""One simulated phone on the program: goes in, answers everything at its pace, and looks on."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from bench.load.figures import Figures, timed
from bench.load.page import key_of
from bench.load.protocol import Tab
from bench.load.web import Web
from esteem_match import codes
from esteem_match.models import Answer, Side

SAVED = 'class="saved"'
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
        while self.tab.page.find("button", "next_"):
            while (asked := self._open_question()) is not None:
                if self.due > end:
                    return
                await self._think()
                await self._tap(*asked)
            await timed(self.press("next_"), self.figures.pages)

    async def see_result(self) -> None:
        await timed(self.press("to_result"), self.figures.pages)
        if self.tab.page.says(WRONG) or self.tab.page.find("button", "to_result"):
            raise Unexpected("no result")

    async def close(self) -> None:
        await self.tab.close()
        await self.web.close()

    def _open_question(self) -> tuple[str, str, Any] | None:
        """Kind, item and widget of the first question on the page that this phone has not met."""
        for kind, widget in self.tab.page.widgets():
            asks, item, *_ = key_of(widget.id).split("_")
            if asks == "ask" and item not in self.answered:
                return kind, item, widget
        return None

    async def _tap(self, kind: str, item: str, widget: Any) -> None:
        answer: Answer = TEXT
        said = TEXT
        if kind == "radio":
            at = self.chance.randrange(len(widget.options))
            answer, said = (at if at + 1 < len(widget.options) else None), widget.options[at]
        await timed(self.tab.put(widget, said), self.figures.taps)
        self.answered.add(item)
        if not self.tab.page.says(SAVED) or self.tab.page.says(WRONG):
            raise Unexpected(f"{item} was not acknowledged")
        self.figures.acknowledge(self.code, item, answer)

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
