"""The end of the first part on a phone: answers that contradict each other, and a first look."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from esteem_match.models import Answer
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import PAINTED, Guest, base, place_of, seed, words

pytestmark = pytest.mark.browser

LIMITS = "g.limits"
OURS, FINE = "We keep this to ourselves", "A practitioner may help with this"


def before() -> dict[str, Answer]:
    """The first part up to its last section: meetings would be welcome, links would not."""
    *parts, _ = base().group.sections[:5]
    items = [item for part in parts for item in part.items]
    said: dict[str, Answer] = {item.id: "Words" if item.kind == "text" else 2 for item in items}
    return said | {"g.fa.come": 4, "g.bb.wish1": 0, "g.bb.wish2": 0}


def asks(guest: Guest, item: str) -> Locator:
    return guest.question(item).get_by_role("group")


def tick(guest: Guest, text: str) -> None:
    guest.question(LIMITS).locator("label").get_by_text(text, exact=True).tap()
    guest.handed_over()


def choose(guest: Guest, said: str) -> None:
    guest.page.get_by_role("button", name=said).tap()
    guest.handed_over()


def test_two_answers_that_contradict_each_other_are_asked_about_once_and_a_first_look_follows(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", before())
    guest = invite().come_with(code).open("/assess?step=knowing")
    for name in ("facts", "pass", "teach", "wish2"):
        guest.tap(f"g.ce.{name}", 1)
    guest.tap("g.ce.wish1", 4)
    expect(guest.at("look_knowing")).to_have_count(0)

    tick(guest, "Our meetings")
    coming = "A practitioner coming to our meetings."
    wish = words("contrary.wish", no="Our meetings", wish=coming)
    expect(asks(guest, LIMITS)).to_have_accessible_name(wish)
    guest.page.evaluate(PAINTED)
    found = Axe().run(guest.page, context=place_of(LIMITS)).response["violations"]
    assert [one["id"] for one in found] == []
    assert guest.screen().sideways == 0
    choose(guest, FINE)
    expect(asks(guest, LIMITS)).to_have_count(0)
    expect(guest.question(LIMITS).get_by_role("checkbox", name="None of these")).to_be_focused()
    assert (store.load(code).answers["g.fa.no"], store.load(code).answers["g.fa.come"]) == (0, 4)
    tick(guest, "Our meetings")
    expect(asks(guest, LIMITS)).to_have_count(0)

    tick(guest, "Learning: we learn from each other")
    expect(asks(guest, LIMITS)).to_have_count(1)
    choose(guest, OURS)
    expect(asks(guest, LIMITS)).to_have_count(0)
    assert (store.load(code).answers["g.ce.no"], store.load(code).answers["g.ce.wish1"]) == (1, 4)
    tick(guest, "Our links with others")
    expect(asks(guest, LIMITS)).to_have_count(0)

    guest.press("look_knowing").heading(words("results.title_group", group="Words"))
    guest.sees(words("look.first")).press("look_go_on").heading("How your group runs")

    guest.open_map().follow("Links with others").heading("Links with others")
    guest.tap("g.bb.wish1", 3)
    keys = asks(guest, "g.bb.wish1").get_by_role("button")
    expect(asks(guest, "g.bb.wish1")).to_have_accessible_name(
        words("contrary.no", no="Our links with others")
    )
    keys.last.press("Enter")
    guest.handed_over()
    expect(asks(guest, "g.bb.wish1")).to_have_count(0)
    kept = store.load(code).answers
    ours = {name for name in kept if name.endswith(".no") and kept[name] == 1}
    assert (ours, kept["g.bb.wish1"]) == ({"g.fa.no", "g.ce.no"}, 3)
