"""A form from paper, typed by keys alone: fast, seen at once, and nothing lost."""

import re

import pytest
from playwright.sync_api import expect

from esteem_match.models import Checklist, Question
from esteem_match.paper import number_of
from esteem_match.paper.numbering import NONE
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import DESK, Guest, library, seed, words

pytestmark = pytest.mark.browser

CASE = library().examples[library().base][0]
FORM = library().contents[library().base].group
ENTER = "\n"
KEYS_APART = 20  # milliseconds: faster than anybody types


def standing_at(guest: Guest, number: int) -> None:
    """Waits until the keyboard is at the question with this number."""
    here = guest.page.locator("fieldset.now:focus-within legend")
    expect(here).to_have_text(re.compile(rf"^{number}\. "))


def type_form(guest: Guest) -> None:
    for one in FORM.questions():
        guest.page.keyboard.type(keys_of(one), delay=KEYS_APART)


def keys_of(one: Question) -> str:
    """One key for each question; Enter after a text, after some boxes, and for one left empty."""
    if isinstance(one.asks, Checklist):
        ticked = [at for at, box in enumerate(one.items) if CASE.group[box.id] == 1]
        return "".join(str(number_of(at)) for at in ticked) + ENTER if ticked else str(NONE)
    answer = CASE.group.get(one.id, "")
    return answer + ENTER if isinstance(answer, str) else str(number_of(answer))


def test_a_whole_form_typed_at_full_speed_is_kept_key_by_key(invite: Invite, store: Store) -> None:
    code = seed(store, "group", {})
    guest = invite(**DESK).come_with(code).open("/assess?step=code")
    guest.press("code_paper")
    standing_at(guest, 1)
    type_form(guest)
    guest.page.keyboard.press("8")  # one key too many ticks nothing
    guest.sees(words("paper.complete"))
    guest.page.keyboard.press("Enter")
    guest.sees(words("check.title"))
    assert dict(store.load(code).answers) == CASE.group


def test_a_slip_is_told_and_backspace_goes_back(invite: Invite, store: Store) -> None:
    code = seed(store, "group", {"g.name": "The Tuesday Circle"})
    guest = invite(**DESK).come_with(code).open("/assess?step=paper")
    standing_at(guest, 2)
    guest.page.keyboard.press("9")
    guest.sees(words("paper.no_such", most=6))
    guest.page.keyboard.type("34u")
    guest.page.keyboard.press("Backspace")
    standing_at(guest, 4)
    guest.page.keyboard.type("2")
    guest.handed_over()
    kept = dict(store.load(code).answers)
    assert {name: kept[name] for name in kept if name != "g.name"} == {
        "g.rb.room": 2, "g.rb.money": 3, "g.rb.tasks": 1,
    }  # fmt: skip


def test_the_form_takes_the_keys_of_other_layouts_and_digits(invite: Invite, store: Store) -> None:
    code = seed(store, "group", {"g.name": "The Tuesday Circle"})
    guest = invite(**DESK).come_with(code).open("/assess?step=paper")
    standing_at(guest, 2)
    for key, place in (("\u0663", "Digit3"), ("'", "Digit4"), ("\u0433", "KeyU")):
        pressed = {"key": key, "code": place, "bubbles": True, "cancelable": True}
        guest.page.locator("fieldset.now input:focus").dispatch_event("keydown", pressed)
    standing_at(guest, 5)
    guest.handed_over()
    kept = dict(store.load(code).answers)
    assert (kept["g.rb.room"], kept["g.rb.money"], kept["g.rb.tasks"]) == (2, 3, None)


def test_who_comes_back_to_the_form_finds_it_as_it_was_typed(invite: Invite, store: Store) -> None:
    code = seed(store, "group", {"g.name": "The Tuesday Circle"})
    guest = invite(**DESK).come_with(code).open("/assess?step=paper")
    standing_at(guest, 2)
    guest.page.keyboard.type("34")
    guest.page.get_by_role("button", name=words("paper.end")).click()
    guest.heading(words("check.title"))
    guest.page.go_back()
    standing_at(guest, 4)
    expect(guest.page.locator(".numbers input:checked")).to_have_count(2)


def test_a_later_answer_on_another_page_is_not_undone_by_one_that_waits(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", {"g.name": "The Tuesday Circle"})
    guest = invite(**DESK).come_with(code).open("/assess?step=code").press("code_paper")
    standing_at(guest, 2)
    guest.page.route("**/answer", lambda route: route.abort())
    guest.page.keyboard.type("3")
    guest.sees(words("assess.unsaved")).page.go_back()
    guest.heading(words("code.title")).press("code_on")
    expect(guest.radio("g.rb.room", 2)).to_be_checked()
    guest.tap("g.rb.room", 0).page.unroute("**/answer")
    guest.handed_over()
    assert store.load(code).answers["g.rb.room"] == 0
