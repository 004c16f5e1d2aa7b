"""The browser's own Back: one press is one page."""

import pytest

from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, base, plan, seed, words

pytestmark = pytest.mark.browser

NAME = "The Tuesday Circle"
LAST = base().group.sections[-1]


def entries(guest: Guest) -> int:
    """How many pages this tab's history holds."""
    count: int = guest.page.evaluate("history.length")
    return count


def test_one_press_on_back_is_one_page_all_the_way_from_the_result_to_the_start(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", plan("group", g_name=NAME))).open()
    seen = [words("welcome.title")]
    counted = entries(guest)
    check, result = words("check.title"), words("results.title_group", group=NAME)
    steps = (
        ("go_on", check),
        ("back_check", LAST.title),
        (f"next_{LAST.id}", check),
        ("to_result", result),
        ("letter_open", words("letter.title")),
    )
    for key, heading in steps:
        guest.press(key).heading(heading)
        seen.append(heading)
        assert entries(guest) == counted + len(seen) - 1, key
    guest.go_to("mine").heading(words("mine.title"))
    for heading in reversed(seen):
        guest.page.go_back()
        guest.heading(heading)


def test_back_past_a_page_that_leads_on_by_itself_is_no_trap(invite: Invite, store: Store) -> None:
    code = seed(store, "group", plan("group", g_name=NAME))
    day, version = store.today(), store.load(code).version
    room = store.rooms.open("The hall", day, version, "en", paced=False, until=day)
    store.seats.sit(code, str(store.rooms.load(room).join_code), "together")
    guest = invite().come_with(code).open("/about").heading(words("about.title"))
    guest.go_to("welcome").heading(words("welcome.title"))
    guest.go_to("results").heading(words("workshop.title"))
    guest.page.go_back()
    guest.heading(words("welcome.title"))
