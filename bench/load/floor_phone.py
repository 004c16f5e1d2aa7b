"""One simulated phone on the floor: the same answers, over plain HTTP."""

import asyncio
import random
import time
from dataclasses import dataclass

from bench.load.figures import Figures, timed
from bench.load.phone import TEXT, Unexpected
from bench.load.web import Web
from esteem_match import journey
from esteem_match.models import Answer, Content, Item, Side


@dataclass
class FloorPhone:
    """A person at a phone. `every`: seconds between two of its answers, on average."""

    url: str
    side: Side
    every: float
    figures: Figures
    chance: random.Random
    content: Content

    def __post_init__(self) -> None:
        self.web = Web(self.url)

    async def enter(self) -> None:
        begun = time.perf_counter()
        await self._post(f"/begin/{self.side}", {})
        self.figures.opens.append((time.perf_counter() - begun) * 1000)
        self.code = self.web.cookies["floor_code"]

    async def answer(self, seconds: float) -> None:
        """Answers from the first question on, at this phone's pace, until the time is over."""
        until = time.perf_counter() + seconds
        due = time.perf_counter() + self.every * self.chance.random()
        for part in self.content.side(self.side).sections:
            await timed(self._get(f"/section/{part.id}"), self.figures.seen)
            for item in part.items:
                if due > until:
                    return
                await asyncio.sleep(due - time.perf_counter())
                due = time.perf_counter() + self.every * self.chance.uniform(0.5, 1.5)
                await self._tap(item)

    async def close(self) -> None:
        await self.web.close()

    async def _tap(self, item: Item) -> None:
        positions = journey.positions(self.content.side(self.side), item)
        answer: Answer = self.chance.randrange(positions) if positions else TEXT
        sent = {"item": item.id, "answer": answer}
        await timed(self._post(f"/answer/{self.side}", sent), self.figures.taps)
        self.figures.acknowledge(self.code, item.id, answer)

    async def _get(self, path: str) -> None:
        status, body = await self.web.get(path)
        if status != 200 or not body:
            raise Unexpected(f"{path}: {status}")

    async def _post(self, path: str, sent: object) -> None:
        status, _ = await self.web.post(path, sent)
        if status != 200:
            raise Unexpected(f"{path}: {status}")
