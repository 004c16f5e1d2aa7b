"""Drives the program with many phones: `python -m bench.load`, or `make load`.

Beside it stand two floors: the least page that does the same saves, and the least Streamlit page.
"""

import argparse
import asyncio
import os
import sys

from bench.load import report, runs


async def main(plan: runs.Plan, floor_seconds: float) -> bool:
    """The floors before and after, so that a machine that slows down slows all."""
    where = f"in {plan.rooms} workshops" if plan.rooms else "alone"
    report.say(f"{plan.phones} phones {where}, an answer every {plan.every:g} s each; {_busy()}")
    floor = await runs.floor(plan, floor_seconds)
    least = await runs.least(plan, floor_seconds)
    ours = await runs.program(plan)
    least.add(await runs.least(plan, floor_seconds))
    floor.add(await runs.floor(plan, floor_seconds))
    return report.show(ours, floor, least)


def _busy() -> str:
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _read() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    words.add_argument("--phones", type=int, default=200)
    words.add_argument("--rooms", type=int, default=1, help="workshops they are in; 0: none")
    words.add_argument("--every", type=float, default=5.0, help="seconds between two answers")
    words.add_argument("--floor", type=float, default=40.0, help="seconds on each floor, twice")
    return words.parse_args()


if __name__ == "__main__":
    asked = _read()
    plan = runs.Plan(asked.phones, asked.rooms, asked.every, runs.content())
    sys.exit(0 if asyncio.run(main(plan, asked.floor)) else 1)
