"""A first visit on a slow line: words and doors at once, and no press on them is lost."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.conftest import Invite
from tests.browser.steps import words

pytestmark = pytest.mark.browser
SCRIPT = "**/static/js/index.*.js"


@contextmanager
def held(page: Page) -> Iterator[None]:
    """Streamlit's first script comes no sooner than the end of this."""
    routes = list[Route]()
    page.route(SCRIPT, lambda route: routes.append(route))
    yield
    page.unroute(SCRIPT)
    for route in routes:
        with suppress(Error):  # asked for by a page that is left already
            route.continue_()


def test_what_is_ticked_and_pressed_before_the_page_is_there_is_done_once_it_is(
    invite: Invite,
) -> None:
    guest = invite()
    page = guest.page
    with held(page):
        page.goto(guest.server.url, wait_until="commit")
        page.get_by_role("link", name=words("welcome.door_group")).click()
        expect(page.get_by_text(words("consent.for_group"))).to_be_visible()
        page.get_by_text(words("consent.yes")).click()
        page.get_by_role("button", name=words("consent.start")).click()
        expect(page.get_by_text(words("frame.wait"))).to_be_visible()
    guest.heading(words("code.title"))
    expect(page.locator(".first")).to_have_count(0)


def test_a_link_that_opens_something_shows_no_other_page_first(invite: Invite) -> None:
    guest = invite()
    page = guest.page
    with held(page):
        page.goto(f"{guest.server.url}/#ABCD", wait_until="commit")
        expect(page.get_by_text(words("frame.opening"))).to_be_visible()
        expect(page.get_by_text(words("welcome.title"))).to_be_hidden()
