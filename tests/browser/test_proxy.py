"""Behind a proxy that is set up wrong: the page says that it can't connect, the log says why."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from esteem_match.web.protect.proxy import STRANGE_HOST, UNREACHED
from tests.browser.steps import Guest, words
from tests.live import LiveServer
from tests.proxy import behind

pytestmark = pytest.mark.browser


def test_a_page_that_never_connects_says_so_and_the_log_says_once_what_a_proxy_must_pass(
    chromium: Browser, serve: Callable[..., LiveServer]
) -> None:
    server = serve().start()
    inside = f"127.0.0.1:{server.port}"
    with ExitStack() as ends:
        wrong = ({"websockets": False}, {"host": inside}, {"below": "/esteem"})
        proxies = [ends.enter_context(behind(server, **one)) for one in wrong]
        guest = Guest(chromium, server)
        ends.callback(guest.close)
        pages = [guest.context.new_page() for _ in proxies]
        for page, proxy in zip(pages, proxies, strict=True):
            page.goto(f"{proxy.url}/")
        for page in pages:
            expect(page.get_by_text(words("frame.unreached"))).to_be_in_viewport()
    assert server.log.count(UNREACHED) == 1


def test_a_page_behind_a_proxy_that_passes_all_says_nothing(
    chromium: Browser, serve: Callable[..., LiveServer]
) -> None:
    server = serve().start()
    with behind(server) as proxy, behind(server, host="match.example.org") as strange:
        guest = Guest(chromium, server)
        guest.page.goto(f"{proxy.url}/")
        guest.settled().sees(words("welcome.doors"))
        assert server.log.count("README") == 0
        for _ in range(2):
            guest.page.goto(f"{strange.url}/")
            expect(guest.page.get_by_text("Invalid host header")).to_be_visible()
        guest.close()
    assert server.log.count(STRANGE_HOST) == 1
    assert UNREACHED not in server.log
