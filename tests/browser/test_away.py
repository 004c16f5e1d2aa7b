"""The database goes away and comes back, seen from a phone: the page comes back by itself.

Tried with ESTEEM_TEST_POSTGRESQL set: nothing takes a file away from SQLite while it is open.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from esteem_match import codes
from esteem_match.store import Store, open_store
from tests.browser.conftest import Invite
from tests.browser.steps import seed, words
from tests.browser.test_faults import AFTER_SHARING, SHARING, at_sharing, half_way, title
from tests.conftest import SERVER
from tests.line import Line, through
from tests.live import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SERVER, reason="no PostgreSQL: set ESTEEM_TEST_POSTGRESQL"),
]


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = open_store(address)
    yield opened
    opened.close()


@pytest.fixture
def server(
    serve: Callable[..., LiveServer], address: str, line: Line, tmp_path: Path
) -> LiveServer:
    secret = str(tmp_path / "esteem.key")
    env = {"ESTEEM_DATABASE_URL": through(address, line), "ESTEEM_SECRET_FILE": secret}
    return serve(env=env).start()


def test_a_page_comes_back_by_itself_with_what_was_tapped_when_the_database_is_back(
    invite: Invite, server: LiveServer, store: Store, line: Line
) -> None:
    guest = invite(server)
    code = seed(store, "group", half_way())
    at_sharing(guest.come_with(code)).press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    line.cut()
    guest.tap("g.fa.lead", 4).sees(words("assess.unsaved"))
    guest.page.go_back()
    guest.sees(words("fault.away_title")).sees(words("fault.away"))
    line.whole = True
    guest.heading(title(SHARING)).page.go_forward()
    guest.heading(title(AFTER_SHARING)).handed_over()
    assert guest.ticked("g.fa.lead") == 4
    assert store.load(code).answers["g.fa.lead"] == 4


def test_a_right_link_waits_in_the_address_while_the_database_is_away_and_opens_by_itself(
    invite: Invite, server: LiveServer, store: Store, line: Line
) -> None:
    guest, link = invite(server).open(), codes.pretty(seed(store, "group", half_way()))
    line.cut()
    guest.page.goto("about:blank")
    guest.page.goto(f"{server.url}/#{link}")
    guest.heading(words("link.busy_title")).sees(words("link.busy"))
    assert guest.page.url.endswith(f"#{link}")
    line.whole = True
    guest.say_to_link(yes=True).heading(title(SHARING))
