"""At an address without HTTPS, as on a room's own wifi: a browser has no clipboard there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Invite
from tests.browser.steps import COOKIE, Guest, plan, seed, words
from tests.live import LiveServer

pytestmark = pytest.mark.browser

NAME = "match.test"
FIELD = "document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))"


@pytest.fixture
def sharing(invite: Invite, serve: Callable[..., LiveServer]) -> Page:
    """The page of a share code, at a name that is no secure context."""
    server = serve(flags=("--server.allowedHosts", NAME, "--server.allowedHosts", "127.0.0.1"))
    store = server.start().store()
    code = seed(store, "group", plan("group"))
    store.share(code)
    store.close()
    guest: Guest = invite(server)
    address = f"http://{NAME}:{server.port}"
    guest.context.add_cookies([{"name": COOKIE, "value": code, "url": address}])
    guest.page.goto(f"{address}/together")
    return guest.settled().page


def pasted(page: Page) -> str:
    """What a field is given by Ctrl-V."""
    page.evaluate(FIELD)
    field = page.locator("#paste")
    field.press("Control+V")
    value = field.input_value()
    field.evaluate("(one) => one.remove()")
    return value


def test_what_is_copied_without_https_can_be_pasted_and_focus_stays(sharing: Page) -> None:
    assert sharing.evaluate("[isSecureContext, typeof navigator.share]") == [False, "undefined"]
    assert sharing.get_by_role("button", name=words("share.share"), exact=True).count() == 0
    shown = sharing.get_by_test_id("stCode").first
    shown.get_by_role("button").click()
    expect(shown.get_by_role("button")).to_be_focused()
    assert pasted(sharing) == shown.locator("code").inner_text().strip()
    buttons = sharing.locator(".actions").get_by_role("button")
    buttons.filter(has_text=words("share.copy")).click()
    expect(buttons.filter(has_text=words("share.copied"))).to_be_focused()
    assert pasted(sharing).startswith(words("share.message_named", name="Words 0"))


def test_where_nothing_can_be_copied_a_code_is_marked_to_be_copied_by_hand(sharing: Page) -> None:
    sharing.evaluate("document.execCommand = () => false")
    shown = sharing.get_by_test_id("stCode").first
    shown.get_by_role("button").click()
    assert sharing.evaluate("getSelection().toString().trim()") == shown.inner_text().strip()
