"""People come and go for a while: does the server's memory stay flat? `make soak`.

Flat means that it held, in the last quarter of the time, at most a tenth more than in the second
quarter: by then all is loaded, and as many sessions are kept for who may come back as ever will be.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from bench.load import report, served
from bench.load.figures import Figures
from bench.load.phone import Phone
from bench.load.report import say
from bench.load.served import Served

SAMPLE = 10.0
STAY = 30.0
GROWTH_MOST = 1.10
WIDTH = 50


@dataclass
class Soak:
    """A server, who is with it, and what it held in memory every few seconds."""

    server: Served
    phones: int
    every: float
    seconds: float
    found: Figures = field(default_factory=Figures)
    memory: list[float] = field(default_factory=list)
    visits: int = 0

    async def run(self) -> None:
        self.end = time.monotonic() + self.seconds
        await asyncio.gather(self._sample(), *(self._place(at) for at in range(self.phones)))

    async def _place(self, at: int) -> None:
        """One place in the room: somebody comes, answers for a while, and is gone; then another."""
        chance = random.Random(at)
        await asyncio.sleep(chance.uniform(0, STAY))
        while time.monotonic() < self.end:
            self.visits += 1
            phone = Phone(self.server.url, "group", self.every, self.found, chance)
            try:
                await phone.enter()
                await phone.answer(chance.expovariate(1 / STAY))
            except Exception as error:
                self.found.troubles.append(f"{type(error).__name__}: {error}")
            await phone.close()
            self.found.acknowledged.pop(phone.code, None)

    async def _sample(self) -> None:
        while time.monotonic() < self.end:
            self.memory.append(self.server.memory())
            await asyncio.sleep(SAMPLE)


def chart(memory: list[float]) -> None:
    """A line a minute, or so: the more it held, the longer."""
    each = max(1, round(60 / SAMPLE))
    for at in range(0, len(memory), each):
        held = mean(memory[at : at + each])
        say(f"{at * SAMPLE / 60:5.1f} min {held:7.1f} MB {'#' * round(WIDTH * held / max(memory))}")


def growth(memory: list[float]) -> float:
    """What it held in the last quarter of the time, beside the second."""
    quarter = len(memory) // 4
    return mean(memory[-quarter:]) / mean(memory[quarter : 2 * quarter])


def main(asked: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as home:
        server = served.program(Path(home))
        soak = Soak(server, asked.phones, asked.every, 60 * asked.minutes)
        try:
            asyncio.run(soak.run())
        finally:
            server.kill()
    chart(soak.memory)
    grown = growth(soak.memory)
    say(f"{soak.visits} visits, {len(soak.found.taps)} answers, {asked.phones} people at a time")
    say(f"last quarter / second quarter: {grown:.3f} (goal: at most {GROWTH_MOST})")
    report.troubles(soak.found.troubles)
    return grown <= GROWTH_MOST and not soak.found.troubles


def _read() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="bench.load.soak", description=__doc__)
    words.add_argument("--minutes", type=float, default=30.0)
    words.add_argument("--phones", type=int, default=50, help="people at a time")
    words.add_argument("--every", type=float, default=2.0, help="seconds between two answers")
    return words.parse_args()


if __name__ == "__main__":
    sys.exit(0 if main(_read()) else 1)
