"""Two tabs of one browser with the codes of two groups: no tab turns into the other unseen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from esteem_match import codes
from esteem_match.store import Store
from tests.browser.steps import Guest, plan, seed, words
from tests.browser.test_workshop import come_as_host, open_room
from tests.live import LiveServer

pytestmark = pytest.mark.browser

NAMES = ("The Tuesday Circle", "The Night Owls")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server that its tests start anew."""
    made = LiveServer(tmp_path_factory.mktemp("tabs")).start()
    yield made
    made.stop()


@pytest.fixture
def kept(server: LiveServer) -> Iterator[Store]:
    store = server.store()
    yield store
    store.close()


@pytest.fixture
def guest(chromium: Browser, server: LiveServer) -> Iterator[Guest]:
    made = Guest(chromium, server)
    yield made
    made.close()


def started_anew(server: LiveServer, *tabs: Guest) -> None:
    server.kill()
    for tab in tabs:
        tab.until(lambda tab=tab: tab._state()[1] != "CONNECTED", "the page to notice")
    server.start()
    for tab in tabs:
        tab.until(lambda tab=tab: tab._state()[1] == "CONNECTED", "the page to be back").settled()


def told(tab: Guest, kind: str = "person") -> int:
    return tab.settled().page.get_by_text(words(f"mine.switched_{kind}")).count()


@pytest.mark.parametrize("how", ["restart", "reload"])
def test_a_tab_says_when_it_shows_another_groups_answers_than_before(
    guest: Guest, server: LiveServer, kept: Store, how: str
) -> None:
    first, second = (seed(kept, "group", plan("group", g_name=name)) for name in NAMES)
    guest.come_with(first).open("/results")
    other = guest.new_tab("/about")
    other.come_by_link(f"{server.url}/#{codes.pretty(second)}")
    other.settled()
    other.until(lambda: other.code() == second, "the other code to be kept")
    if how == "restart":
        started_anew(server, guest, other)
        guest.go_to("mine")  # until somebody presses, what was drawn before stays
    else:
        guest.page.reload()
    guest.sees(words("mine.switched_person"))
    other.open("/mine")
    assert told(other) == 0
    guest.open("/results")
    assert told(guest) == 0  # once is enough
    expect(guest.title()).to_contain_text(NAMES[1])


def test_a_tab_that_stays_who_it_was_says_nothing_nor_where_a_code_is_opened_in_it(
    guest: Guest, server: LiveServer, kept: Store
) -> None:
    first, second = (seed(kept, "group", plan("group", g_name=name)) for name in NAMES)
    guest.come_with(first).open("/results")
    started_anew(server, guest)
    guest.go_to("mine").heading(words("mine.title"))
    assert told(guest) == 0
    guest.come_by_link(f"{server.url}/#{codes.pretty(second)}")
    guest.until(lambda: guest.code() == second, "the other code to be kept")
    assert told(guest) == 0
    guest.page.reload()
    assert told(guest) == 0


def test_a_tab_says_when_it_runs_another_workshop_than_before(guest: Guest, kept: Store) -> None:
    first, second = open_room(kept), open_room(kept, name="Elsewhere")
    come_as_host(guest, first).open("/workshop").heading(words("host.title"))
    come_as_host(guest, second)
    guest.page.reload()
    guest.sees(words("mine.switched_host"))
    expect(guest.page.get_by_text("Elsewhere").first).to_be_visible()
