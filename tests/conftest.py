"""What tests of several files use: databases, real servers, a real Chromium where there is one."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine, text

from esteem_match.store import Store, open_store
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

# The address of a PostgreSQL server on which the tests may make a database of their own.
SERVER = os.environ.get("ESTEEM_TEST_POSTGRESQL", "")
STORES = ["sqlite", *["postgresql"] * bool(SERVER)]


START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, days: int) -> None:
        self.now = START + timedelta(days=days)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    if not SERVER:
        terminalreporter.write_line(
            "The store was tried on SQLite only. On PostgreSQL too: .ci/with-postgresql make test"
        )


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database on the server, made for this run."""
    name = f"esteem_test_{uuid.uuid4().hex}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as conn:
        conn.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as conn:
        conn.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def new_database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """Gives the address of a fresh, empty database of the kind asked for."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/data/{uuid.uuid4().hex}.db"
        monkeypatch.setenv("ESTEEM_SECRET_FILE", str(tmp_path / "esteem.key"))
        return fresh_schema(request.getfixturevalue("postgresql"))

    return make


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    opened = open_store(url, clock=clock)
    yield opened
    opened.close()


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """The address of a fresh, empty database: on SQLite, then on PostgreSQL."""
    return new_database(request.param)


def fresh_schema(address: str) -> str:
    """A schema is to PostgreSQL's tests what a file is to SQLite's, and quickly made."""
    name, engine = f"test_{uuid.uuid4().hex}", create_engine(address)
    with engine.begin() as conn:
        conn.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return f"{address}?options=-csearch_path%3D{name}"


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
