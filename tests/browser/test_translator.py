"""A page that a browser's own translator has rewritten still works, and is left to it."""

import pytest
from playwright.sync_api import expect

from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, plan, seed, words

pytestmark = pytest.mark.browser

GROUP = plan("group", g_name="Wednesday Carers")
# As Chromium's does it: each text stands in two elements of its own, and the page says so.
TRANSLATE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (!text.textContent.trim() || text.parentElement.closest("script, style")) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = `«${text.textContent}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
  document.documentElement.lang = "de";
  document.documentElement.classList.add("translated-ltr");
}"""


def translated(guest: Guest) -> Guest:
    guest.settled().page.evaluate(TRANSLATE)
    return guest


def test_every_page_after_a_translated_one_has_its_own_heading_and_is_announced(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", GROUP)).open("/mine")
    for to in ("together", "welcome", "mine"):
        translated(guest)
        link = guest.page.locator(f'.ways a[href^="/{to}"]')
        guest.open_menu()
        link.tap()
        heading = words(f"{to}.title")
        expect(guest.title()).to_have_text(heading)
        assert guest.arrived(heading).focused, to


def test_the_language_of_a_translated_page_is_left_to_the_translator(
    invite: Invite, store: Store
) -> None:
    guest = translated(invite().come_with(seed(store, "group", GROUP)).open("/mine"))
    guest.open_menu()
    guest.page.locator('.ways a[href^="/together"]').tap()
    guest.heading(words("together.title"))
    assert guest.page.evaluate("document.documentElement.lang") == "de"


def test_the_next_part_of_the_questions_has_its_own_heading(invite: Invite, store: Store) -> None:
    guest = invite().come_with(seed(store, "group", GROUP)).open("/assess?step=place")
    translated(guest).press("next_place")
    expect(guest.title()).not_to_contain_text("«")
    expect(guest.page.locator(".ask-text").first).not_to_contain_text("«")
