"""What tests of several files use: real servers, and a real Chromium where there is one."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.live import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A module's own: while playwright runs, no other test in this thread can use asyncio.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Without one: skipped, or failed where ESTEEM_BROWSER=required."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing = "No Chromium on the PATH: install one (Debian: apt-get install chromium)."
        if os.environ.get("ESTEEM_BROWSER") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The program, served once for all tests that leave it running."""
    server = LiveServer(tmp_path_factory.mktemp("live")).start()
    yield server
    server.stop()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., LiveServer]]:
    """Makes servers of the test's own, not yet started; takes what LiveServer takes."""
    servers: list[LiveServer] = []

    def make(**words: Any) -> LiveServer:
        home = tmp_path / f"server{len(servers)}"
        home.mkdir()
        servers.append(LiveServer(home, **words))
        return servers[-1]

    yield make
    for server in servers:
        server.stop()
