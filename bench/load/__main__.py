"""Drives the program with many phones, beside the floor: `python -m bench.load`, or `make load`."""

import argparse
import asyncio
import os
import sys

from bench.load import report, runs
from bench.load.figures import Figures


async def main(plan: runs.Plan, floor_seconds: float) -> bool:
    floor = Figures()
    report.say(f"{plan.phones} phones, an answer every {plan.every:g} s each; {busy()}")
    floor_lost = await _floor(plan, floor_seconds, floor)
    ours, lost = await runs.program(plan)
    floor_lost += await _floor(plan, floor_seconds, floor)
    report.say(busy())
    return report.show(ours, floor, lost) and not floor_lost


async def _floor(plan: runs.Plan, seconds: float, into: Figures) -> int:
    found, lost = await runs.floor(plan, seconds)
    into.add(found)
    return lost


def busy() -> str:
    """How busy this machine is, with whatever else runs on it."""
    return f"{os.cpu_count()} cores; load of the last minute {os.getloadavg()[0]:.1f}"


def read() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    words.add_argument("--phones", type=int, default=200)
    words.add_argument("--every", type=float, default=5.0, help="seconds between two answers")
    words.add_argument("--floor", type=float, default=15.0, help="seconds on the floor, twice")
    return words.parse_args()


if __name__ == "__main__":
    asked = read()
    plan = runs.Plan(asked.phones, asked.every, runs.content())
    sys.exit(0 if asyncio.run(main(plan, asked.floor)) else 1)
