"""A browser that keeps nothing for pages: no cookies, no storage, or neither."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import Guest, base, put_in, words
from tests.browser.test_workshop import opens_a_workshop
from tests.live import LiveServer
from tests.proxy import Proxy, behind

pytestmark = pytest.mark.browser

# As browsers do it where somebody has blocked site data.
NOTHING_STORED = """for (const name of
  ["localStorage", "sessionStorage", "indexedDB", "BroadcastChannel"]) {
  const get = () => { throw new DOMException("denied", "SecurityError"); };
  Object.defineProperty(window, name, { get });
}"""


def at(browser: Browser, proxy: Proxy, *, storage: bool) -> Guest:
    guest = Guest(browser, proxy)  # type: ignore[arg-type] # it only asks for the address
    if not storage:
        guest.context.add_init_script(NOTHING_STORED)
    return guest


@pytest.mark.parametrize(("cookies", "storage"), [(True, False), (False, True), (False, False)])
def test_every_page_works_or_says_in_a_sentence_what_it_cannot_do(
    chromium: Browser, live: LiveServer, cookies: bool, storage: bool
) -> None:
    with behind(live, cookies=cookies) as proxy:
        guest = at(chromium, proxy, storage=storage).open()
        guest.press("door_group").sees(words("consent.for_group")).settled()
        guest.acted(lambda: guest.page.get_by_text(words("consent.yes")).click())
        guest.press("consent_start").heading(words("code.title"))
        told = guest.page.get_by_text(words("mine.cookieless"))
        expect(told).to_have_count(0 if cookies else 1)
        code = guest.at("code").locator("code").first.inner_text().strip()
        guest.press("code_on").heading(put_in(base().group.sections[0].title))
        guest.acknowledged(lambda: guest.tap("g.rb.room", 3)).press("next_place")
        guest.heading(put_in(base().group.sections[1].title))
        for page, title in (("together", "together.title"), ("mine", "mine.title")):
            guest.go_to(page).heading(words(title))
        guest.page.reload()
        guest.heading(words("mine.title") if cookies else words("mine.nav"))
        if not cookies:
            guest.sees(words("nobody.why"))
            guest.page.goto(f"{proxy.url}/#{code}")
            guest.say_to_link("person", yes=True)
            guest.heading(put_in(base().group.sections[0].title)).go_to("mine")
            guest.heading(words("mine.title"))
        guest.press("finish").sees(words("mine.finished"))
        guest.close()


def test_whoever_runs_a_workshop_without_cookies_is_told_what_does_not_work_then(
    chromium: Browser, live: LiveServer
) -> None:
    with behind(live, cookies=False) as proxy:
        guest = at(chromium, proxy, storage=True)
        opens_a_workshop(guest)
        guest.sees(words("host.cookieless"))
        expect(guest.page.get_by_text(words("mine.cookieless"))).to_have_count(0)
        guest.close()
