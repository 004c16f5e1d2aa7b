"""One simulated phone on the program: opens, agrees, answers everything, sees the result."""

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

    async def open(self) -> None:
        """Loads the shell, goes in by the door, agrees, and stands before the first questions."""
        begun = time.perf_counter()
        await self.web.get("/")
        await self.tab.open()
        self.figures.opens.append((time.perf_counter() - begun) * 1000)
        await self.tab.press(self._the("button", f"door_{self.side}"))
        await self.tab.tick(self._the("checkbox", "agreed"))
        await self.tab.press(self._the("button", "consent_start"))
        self.code = codes.read(next(self.tab.page.all("code")).code_text)
        await self._keep_cookie()
        await self.tab.press(self._the("button", "code_on"))

    async def answer(self) -> None:
        """Answers every question of every section, at this phone's pace."""
        self.due = time.perf_counter() + self.every * self.chance.random()
        while self.tab.page.find("button", "next_"):
            await self._answer_section()
            await self._turn("next_")

    async def see_result(self) -> None:
        await self._turn("to_result")
        if self.tab.page.says(WRONG) or not self.tab.page.shown:
            raise Unexpected("no result")

    async def close(self) -> None:
        await self.tab.close()
        await self.web.close()

    async def _keep_cookie(self) -> None:
        """What the page's script does: exchanges the code for a cookie, and tries it."""
        sent, _ = await self.web.post("/session", {"code": self.code})
        kept, _ = await self.web.get("/kept")
        if (sent, kept) != (204, 204):
            raise Unexpected(f"the cookie was not kept: {sent}, {kept}")

    async def _answer_section(self) -> None:
        while (asked := self._open_question()) is not None:
            await self._think()
            await self._tap(*asked)

    def _open_question(self) -> tuple[str, str, Any] | None:
        """Kind, item and widget of the first question on the page that this phone has not met."""
        for kind, widget in self.tab.page.widgets():
            item = key_of(widget.id).split("_", 2)[-1]
            if not key_of(widget.id).startswith("memory_") and item not in self.answered:
                return kind, item, widget
        return None

    async def _tap(self, kind: str, item: str, widget: Any) -> None:
        answer: Answer = TEXT
        if kind == "radio":
            at = self.chance.randrange(len(widget.options))
            answer = at if at + 1 < len(widget.options) else None
            await timed(self.tab.choose(widget, at), self.figures.taps)
        else:
            await timed(self.tab.type(widget, TEXT), self.figures.taps)
        self.answered.add(item)
        if not self.tab.page.says(SAVED) or self.tab.page.says(WRONG):
            raise Unexpected(f"{item} was not acknowledged")
        self.figures.acknowledge(self.code, item, answer)

    async def _turn(self, button: str) -> None:
        await timed(self.tab.press(self._the("button", button)), self.figures.pages)

    async def _think(self) -> None:
        await asyncio.sleep(self.due - time.perf_counter())
        self.due = time.perf_counter() + self.every * self.chance.uniform(0.5, 1.5)

    def _the(self, kind: str, key: str) -> Any:
        found = self.tab.page.find(kind, key)
        if found is None:
            raise Unexpected(f"no {kind} {key} at ?{self.tab.query}")
        return found
