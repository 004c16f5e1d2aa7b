"""The script that shows where a round stands, alone in a browser: a result comes at its moment."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from esteem_match.ui import browser
from tests.browser.test_sending import HERE, MOUNT

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><div id="place"></div><script>window.__esteem = { top() {} };</script>'
SOON = "Here it comes"
WAITS: dict[str, Any] = {
    "step": "wait_closed",
    "title": "Wait",
    "html": "<p>Wait for it</p>",
    "revision": 3,
    "counts": False,
    "shown": "",
    "countdown": "",
    "token": "t",
}
COMES = {
    **WAITS,
    "step": "board",
    "html": "<p>The result</p>",
    "revision": 4,
    "shown": "room.1",
    "countdown": SOON,
    "wait": 0,
}


@pytest.fixture
def page(chromium: Browser) -> Page:
    opened = chromium.new_context().new_page()
    opened.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    opened.goto(HERE)
    opened.evaluate(MOUNT, browser.script("status"))
    opened.evaluate("(data) => window.draw(data)", WAITS)
    return opened


def fetches(page: Page, left: float) -> None:
    """The news are heard: so many seconds before the result is to appear."""
    page.unroute("**/part")
    page.route("**/part", lambda route: route.fulfill(json={**COMES, "left": left}))
    page.evaluate("() => { window.done = window.__esteem.status(); }")


def test_what_was_fetched_before_its_moment_is_counted_down_to(page: Page) -> None:
    fetches(page, 600)
    expect(page.get_by_text(SOON)).to_be_visible()
    expect(page.get_by_text("600", exact=True)).to_be_visible()
    expect(page.get_by_text("599", exact=True)).to_be_visible()
    expect(page.get_by_text("The result")).not_to_be_attached()


def test_the_result_stands_there_when_the_count_is_done(page: Page) -> None:
    fetches(page, 0.3)
    expect(page.get_by_text("The result")).to_be_visible()
    expect(page.get_by_text(SOON)).not_to_be_attached()
    assert page.evaluate("window.done.then((told) => told.revision)") == 4


def test_who_comes_later_sees_it_at_once_and_nobody_sees_it_counted_down_twice(page: Page) -> None:
    fetches(page, 0)
    expect(page.get_by_text("The result")).to_be_visible()
    fetches(page, 600)
    page.evaluate("() => window.done")
    expect(page.get_by_text("The result")).to_be_visible()
    expect(page.get_by_text(SOON)).not_to_be_attached()


def test_a_page_that_is_drawn_meanwhile_shows_the_result(page: Page) -> None:
    fetches(page, 600)
    expect(page.get_by_text(SOON)).to_be_visible()
    page.evaluate("(data) => window.draw(data)", COMES)
    expect(page.get_by_text("The result")).to_be_visible()
    assert page.evaluate("window.done.then((told) => told.revision)") == 4
