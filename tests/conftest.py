"""What tests of several files use: databases, real servers, a real Chromium where there is one."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter
from playwright.sync_api import Browser, sync_playwright
from streamlit.components.v2 import manifest_scanner

from esteem_match import content, resources
from esteem_match.models import Library
from esteem_match.store import Store, open_store
from esteem_match.ui import browser, person, words
from tests import stores
from tests.line import Line, laid
from tests.live import LiveServer
from tests.stores import SERVER, STORES

SHIPPED = resources.ROOT / "questionnaires"
# Chromium without a window of its own first: a page there costs a fifth of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP match.test 127.0.0.1",  # a name that is no secure context
    # a page of a test is loaded anew and soon left: optimizing its scripts costs more than it saves
    "--js-flags=--no-maglev --no-turbofan",
)

# Files that take longest come first, so that no worker is left alone with one at the end.
LONG = (
    "browser/test_workshop.py",
    "browser/test_safety.py",
    "browser/test_access.py",
    "browser/",
    "test_serving.py",
    "test_crowd.py",
    "test_workshop_pages.py",
    "test_reports.py",
    "test_abuse.py",
    "test_phones.py",
    "test_workshop_",
    "test_replicas.py",
    "test_last_days.py",
    "test_along.py",
    "test_rooms",
    "test_store",
    "test_pages.py",
    "test_properties.py",
    "test_results.py",
    "test_export.py",
)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, days: int) -> None:
        self.now = START + timedelta(days=days)


def pytest_configure() -> None:
    stores.checked()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, each file as it stands."""
    items.sort(key=lambda item: next((n for n, one in enumerate(LONG) if one in item.nodeid), 99))


def pytest_sessionfinish() -> None:
    BROWSING.end()
    stores.drop()


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    if not SERVER:
        terminalreporter.write_line(
            "The store was tried on SQLite only. On PostgreSQL too: .ci/with-postgresql make test"
        )


@pytest.fixture
def new_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Gives the address of a fresh, empty database of the kind asked for."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/data/{uuid.uuid4().hex}.db"
        monkeypatch.setenv("ESTEEM_SECRET_FILE", str(tmp_path / "esteem.key"))
        return stores.fresh_schema()

    return make


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    opened = open_store(stores.filled(url), clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def _scan_once() -> Iterator[None]:
    """Streamlit's AppTest reads through all installed packages for each page that it opens."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@cache
def shipped(load: Callable[[Path], Library] = content.load) -> Library:
    """The content that is shipped, which no test changes, read once."""
    return load(SHIPPED)


@pytest.fixture
def own_store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the pages of a test keep, they keep in a database of its own, on one kind of store.

    On each kind where a test asks for `url` too; else on the one that its file names in STORE.
    """
    monkeypatch.setenv("ESTEEM_DATABASE_URL", stores.filled(_url_of_pages(request)))
    load = content.load

    def once(at: Path, *, shown: bool = False) -> Library:
        return shipped() if at == SHIPPED else load(at, shown=shown)

    monkeypatch.setattr(content, "load", once)
    resources.reset()
    yield
    resources.reset()


def _url_of_pages(request: pytest.FixtureRequest) -> str:
    if "url" in request.fixturenames:
        return str(request.getfixturevalue("url"))
    kind = stores.chosen(getattr(request.module, "STORE", ""))
    return str(request.getfixturevalue("new_database")(kind))


@pytest.fixture
def no_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is run as a script has no browser that could hold a cookie."""
    for module, cookie in (
        (person, "cookie"),
        (browser, "cookie"),
        (browser, "host_cookie"),
        (words, "chosen_before"),
    ):
        monkeypatch.setattr(module, cookie, lambda: None)


@pytest.fixture
def own_pages(own_store: None, no_cookies: None) -> None:
    """Pages that are run as scripts, with a database of their own."""


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """The address of a fresh, empty database: on SQLite, then on PostgreSQL."""
    return new_database(request.param)


@pytest.fixture
def address(new_database: Callable[[str], str]) -> str:
    """The address of a fresh, empty database on PostgreSQL, for what no file can do."""
    if not SERVER:
        pytest.skip("no PostgreSQL: set ESTEEM_TEST_POSTGRESQL")
    return new_database("postgresql")


@pytest.fixture
def line(address: str) -> Iterator[Line]:
    """The line to that database."""
    with laid(address) as made:
        yield made


@pytest.fixture(scope="module")
def chromium(request: pytest.FixtureRequest) -> Browser:
    """A headless Chromium. Without one: skipped, or failed where ESTEEM_BROWSER=required."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing = "No Chromium on the PATH: install one (Debian: apt-get install chromium)."
        if os.environ.get("ESTEEM_BROWSER") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    return BROWSING.at(request.path, path)


def pytest_runtest_setup(item: pytest.Item) -> None:
    BROWSING.left_for(item)


class Browsing:
    """One Chromium for files of browser tests that come one after the other.

    While playwright runs, no other test in this thread can use asyncio.
    """

    def __init__(self) -> None:
        self._ends, self._file = ExitStack(), Path()
        self._browser: Browser | None = None

    def at(self, file: Path, program: str) -> Browser:
        self._file = file
        if self._browser is None:
            start = self._ends.enter_context(sync_playwright()).chromium.launch
            self._browser = start(executable_path=program, args=list(QUIET))
            self._ends.callback(self._browser.close)
        return self._browser

    def left_for(self, item: pytest.Item) -> None:
        """Ends it before a test of another file that uses none."""
        if item.path != self._file and item.get_closest_marker("browser") is None:
            self.end()

    def end(self) -> None:
        self._ends.close()
        self._browser = None


BROWSING = Browsing()


@pytest.fixture(scope="session")
def all_live(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], LiveServer]]:
    """The program, served once on each kind of store for all tests that leave it running."""
    servers: dict[str, LiveServer] = {}

    def on(kind: str) -> LiveServer:
        if kind not in servers:
            servers[kind] = LiveServer(tmp_path_factory.mktemp("live"), store=kind).start()
        return servers[kind]

    yield on
    for server in servers.values():
        server.stop()


@pytest.fixture(scope="module")
def live(request: pytest.FixtureRequest, all_live: Callable[[str], LiveServer]) -> LiveServer:
    """The program, on the store that this file of tests names in STORE."""
    return all_live(stores.chosen(getattr(request.module, "STORE", "")))


@pytest.fixture
def serve(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., LiveServer]]:
    """Makes servers of the test's own, not yet started; takes what LiveServer takes."""
    kind = getattr(request.module, "STORE", "")
    servers: list[LiveServer] = []

    def make(**words: Any) -> LiveServer:
        home = tmp_path / f"server{len(servers)}"
        home.mkdir()
        servers.append(LiveServer(home, **{"store": kind, **words}))
        return servers[-1]

    yield make
    for server in servers:
        server.stop()
