"""Processor of a result page, beside another checkout: python -m bench.result_page [--beside DIR].

Both serve the result of the made-up practitioner, a round here and a round there: opened in new
tabs, and run again in one, as each press does. Milliseconds of the server's processor a page.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from bench.load.protocol import Tab
from bench.load.served import ROOT, program
from bench.news import Known
from esteem_match import content
from esteem_match.store import open_store

ROUNDS, OPENED, RUNS, WARM = 5, 30, 60, 5
_HERE = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')"


def main(
    beside: Annotated[Path | None, typer.Option(help="Another checkout, to compare with.")] = None,
) -> None:
    places = [ROOT, *([beside.resolve()] if beside else [])]
    found: dict[Path, list[tuple[float, float]]] = {place: [] for place in places}
    for _ in range(ROUNDS):
        for place in places:
            found[place].append(_measured(place))
    for at, what in enumerate(("opened in a new tab", "run again, as after a press")):
        figures = [statistics.median(one[at] for one in found[place]) for place in places]
        said = "  ".join(
            f"{place.name} {ms:.1f} ms" for place, ms in zip(places, figures, strict=True)
        )
        print(f"{what:28} {said}  ratio {figures[0] / figures[-1]:.2f}")


def _measured(place: Path) -> tuple[float, float]:
    """One round in a checkout's own code: only this script is ours."""
    env = {**os.environ, "ESTEEM_ONE_ROUND": "1", "PYTHONPATH": str(place)}
    words = [sys.executable, "-c", _HERE, __file__]
    said = subprocess.run(words, cwd=place, env=env, check=True, capture_output=True, text=True)
    opened, again = map(float, said.stdout.split())
    return opened, again


async def _round() -> tuple[float, float]:
    library = content.load(ROOT / "questionnaires")
    case = next(one for one in library.examples[library.base] if one.made_up)
    with tempfile.TemporaryDirectory() as folder:
        served = program(Path(folder))
        try:
            store = open_store(served.database)
            code = store.create("practitioner", library.version, "1", library.base)
            store.save(code, case.practitioner)
            cookie = f"esteem_code={code}"
            await _opened(served.url, cookie, WARM)
            opening = await _cost(lambda: _opened(served.url, cookie, OPENED), served.cpu, OPENED)
            tab = Known(served.url, cookie)
            await tab.open("results")
            return opening, await _cost(lambda: _run(tab), served.cpu, RUNS)
        finally:
            served.kill()


async def _opened(url: str, cookie: str, times: int) -> None:
    """The page in a new tab, that many times."""
    for _ in range(times):
        tab = Known(url, cookie)
        await tab.open("results")
        await tab.close()


async def _run(tab: Tab) -> None:
    for _ in range(RUNS):
        await tab.run()


async def _cost(act: Callable[[], Awaitable[None]], cpu: Callable[[], float], of: int) -> float:
    before = cpu()
    await act()
    return 1000 * (cpu() - before) / of


if __name__ == "__main__":
    if os.environ.get("ESTEEM_ONE_ROUND"):
        print(*asyncio.run(_round()))
    else:
        typer.run(main)
