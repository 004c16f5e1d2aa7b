"""Phones on which people answer to the last: the round takes them along, untouched."""

import pytest
from playwright.sync_api import expect

from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, first_held, words
from tests.browser.test_workshop import (
    ANSWERING,
    CLOSED,
    LEAST,
    REVEALED,
    ROLE,
    Room,
    open_room,
)

pytestmark = pytest.mark.browser
STORE = "postgresql"

STANDS = ("/assess?step=place", "/assess?step=check", "/assess?step=paper", "/assess?step=code")
ITEM = "g.rb.room"


def answering(store: Store) -> tuple[Room, list[str]]:
    """A workshop that answers, and its members; a practitioner takes part as well."""
    room = open_room(store)
    codes = [room.joined() for _ in range(LEAST)]
    room.joined("practitioner")
    return room.to(ANSWERING), codes


def looks(guest: Guest) -> Guest:
    """They see the picture of the workshop, and nothing of their own."""
    guest.heading(words("board.title"))
    expect(guest.page.locator(f".role-{ROLE.id}[data-fold]")).to_contain_text(ROLE.name)
    expect(guest.page.locator(".answers, .asked")).to_have_count(0)
    return guest


def waits(guest: Guest) -> Guest:
    guest.heading(words("workshop.title")).sees(words("room.closed"))
    assert ROLE.name not in guest.screen().text
    expect(guest.page.locator(".answers, .asked, .numbers")).to_have_count(0)
    return guest


def test_four_phones_that_answer_to_the_last_are_taken_to_the_wait_and_to_the_picture_in_a_run_each(
    invite: Invite, store: Store
) -> None:
    room, codes = answering(store)
    at = [invite().come_with(code).open(path) for code, path in zip(codes, STANDS, strict=False)]
    runs = [guest.runs for guest in at]
    room.to(CLOSED)
    for guest in at:
        waits(guest)
    assert [guest.runs for guest in at] == [one + 1 for one in runs]
    room.to(REVEALED)
    for guest in at:
        looks(guest)
        assert guest.complaints == []
    at[0].page.go_back()
    looks(at[0])
    at[1].page.reload()
    looks(at[1])
    back = invite().open()
    back.field(words("code.label")).fill(codes[0])
    back.page.get_by_role("button", name=words("code.open")).tap()
    looks(back)


def test_a_tap_under_way_when_the_answering_ends_is_told_as_late_where_its_phone_was_taken(
    invite: Invite, store: Store
) -> None:
    room, (code, *_) = answering(store)
    guest = invite().come_with(code).open("/assess?step=place")
    before = store.load(code).answers
    held = first_held(guest)
    guest.option(ITEM, 4).tap()
    guest.until(lambda: bool(held), "an answer on its way")
    room.to(CLOSED)
    waits(guest)
    expect(guest.page.get_by_text(words("room.late"))).to_have_count(0)
    held[0].continue_()
    waits(guest.sees(words("room.late")))
    assert store.load(code).answers == before
    waits(guest.go_to("results").sees(words("room.own_later")))
    expect(guest.page.get_by_text(words("room.late"))).to_have_count(0)
    room.to(ANSWERING)  # the host goes back to answering
    guest.sees(words("room.answering")).follow(words("room.to_questions"))
    expect(guest.page.locator(".asked")).to_be_visible()


def test_a_phone_without_a_line_from_the_last_tap_to_the_reveal_sees_the_picture_and_is_told(
    invite: Invite, store: Store
) -> None:
    room, (code, *_) = answering(store)
    guest = invite().come_with(code).open("/assess?step=place")
    guest.context.set_offline(True)
    guest.option(ITEM, 4).tap()
    guest.option(ITEM, 3).tap()
    guest.sees(words("assess.unsaved"))
    room.to(CLOSED, REVEALED)
    guest.context.set_offline(False)
    looks(guest.sees(words("room.late")))
    guest.go_to("workshop")
    expect(guest.page.get_by_text(words("room.late"))).to_have_count(0)
    looks(guest).press("own_answers").heading(words("check.closed_title"))
    expect(guest.page.locator(".answers").first).to_be_hidden()
    guest.unfold(words("check.closed_show"))
    expect(guest.page.locator(".answers").first).to_be_visible()
    assert guest.page.title().startswith(words("check.closed_title"))
    guest.press("to_result").heading(words("results.title_own"))
    assert guest.page.title().startswith(words("results.title_own"))
