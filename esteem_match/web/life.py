"""What happens before the first person comes, once a day, and when the server stops."""

import asyncio
import gc
import importlib
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import FrameType
from typing import Any

import typer
from streamlit import config

from esteem_match import resources
from esteem_match.content import ContentError
from esteem_match.store import StoreError
from esteem_match.web.live.long_poll import watch
from esteem_match.web.metrics import bad_token
from esteem_match.web.settings import below_a_path, weakened
from esteem_match.web.shell.assets import pack_first

Handler = Callable[[int, FrameType | None], Any]

DAY = 24 * 3600.0
# Python looks after each 700 new objects, and at all objects after 70,000: a tenth of a tap.
RARELY = (10_000, 5, 5)
EVERYWHERE = ("0.0.0.0", "::")
BEHIND = (
    "This machine's clock says {told}, but {confirmed} has been before. Until it is set right, days"
    " are counted from there. If it is right: python -m esteem_match purge --clock-is-right, and"
    " then start the server again."
)
HEAVY = ("pandas", "plotly.graph_objects", "sqlalchemy")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Refuses to start on weak settings or bad content; then warms up, and purges once a day."""
    logging.getLogger("uvicorn.access").disabled = True  # it writes down who asked for what
    _prepare()
    await pack_first()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
    if threading.current_thread() is threading.main_thread():
        _at_stop(watch.close)
    cleaner = asyncio.create_task(_purge_daily())
    typer.echo(f"ESTEEM Match is at {_address()}")
    try:
        yield
    finally:
        cleaner.cancel()
        with suppress(asyncio.CancelledError):
            await cleaner
        resources.reset()


def _at_stop(act: Callable[[], None]) -> None:
    """Acts as soon as the process is asked to end: the server tells its application too late."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        servers = signal.getsignal(name)
        if callable(servers):
            signal.signal(name, _first(lambda: loop.call_soon_threadsafe(act), servers))


def _first(act: Callable[[], object], then: Handler) -> Handler:
    def both(number: int, frame: FrameType | None) -> None:
        act()
        then(number, frame)

    return both


def _prepare() -> None:
    problems = weakened() + below_a_path() or _opened()
    if problems:
        for problem in problems:
            typer.echo(problem, err=True)
        sys.tracebacklimit = 0  # the lines above say it all; where in the code says nothing
        sys.exit("not started")
    for name in HEAVY:
        importlib.import_module(name)


def _opened() -> tuple[str, ...]:
    """Reads content and settings and opens the store; what is wrong with them, a line each."""
    try:
        resources.library()
        resources.site()
    except ContentError as error:
        return tuple(str(problem) for problem in error.problems)
    except StoreError as error:
        return (str(error),)
    return tuple(filter(None, [bad_token()]))


async def _purge_daily() -> None:
    while True:
        try:
            await asyncio.to_thread(_tidy)
        except StoreError as error:
            typer.echo(f"What has expired was not deleted: {error}", err=True)
        await asyncio.sleep(DAY)


def _tidy() -> None:
    """Deletes what has expired, and says where the clock can't be right."""
    store = resources.store()
    store.tidy()
    if doubt := store.doubt():
        told, confirmed = doubt
        typer.echo(BEHIND.format(told=told, confirmed=confirmed), err=True)


def _address() -> str:
    host = config.get_option("server.address") or "localhost"
    if host in EVERYWHERE:  # nobody can open that: the first name that is answered to
        host = next(iter(config.get_option("server.allowedHosts")), "localhost")
    return f"http://{host}:{config.get_option('server.port')}"
