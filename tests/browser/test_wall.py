"""The wall in a real browser: read from ten metres, filled on a click, steered from elsewhere."""

from typing import Any

import pytest
from playwright.sync_api import expect

from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import DESK, Guest, words
from tests.browser.test_workshop import (
    ANSWERING,
    CLOSED,
    LEAST,
    REVEALED,
    WALL,
    Room,
    come_as_host,
    open_room,
)

pytestmark = pytest.mark.browser
STORE = "sqlite"

LOOKS = """() => {
  const wall = document.querySelector(".wall"), code = wall.querySelector(".wall-code");
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const all = [...wall.querySelectorAll("*")];
  const read = all.filter((one) => !one.closest("svg") &&
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const out = all.map((one) => one.getBoundingClientRect()).filter((at) => at.width &&
    (at.left < 0 || at.top < 0 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1));
  const reached = [...document.querySelectorAll("a, button, input, select, summary, textarea")];
  return {
    smallest: Math.min(...read.map(size)) / innerHeight, code: code && size(code) / innerWidth,
    cut: out.length, controls: reached.filter((one) => one.checkVisibility()).length,
    covers: [wall.clientWidth / innerWidth, wall.clientHeight / innerHeight],
  }; }"""


def looks(wall: Guest) -> dict[str, Any]:
    found: dict[str, Any] = wall.page.evaluate(LOOKS)
    return found


def on_the_wall(invite: Invite, room: Room, **context: Any) -> Guest:
    wall = come_as_host(invite(**{**DESK, **context}), room)
    wall.page.goto(f"{wall.server.url}/workshop?view=wall")
    expect(wall.page.locator(".wall")).to_be_visible()
    return wall


def crowded(store: Store) -> Room:
    room = open_room(store)
    for _ in range(LEAST):
        room.joined()
    for _ in range(2):
        room.joined("practitioner", p_know=2, p_see_rb_room=0)
    return room


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, WALL], ids=["1280", "1920"])
def test_every_screen_is_read_from_ten_metres_and_has_nothing_to_press(
    size: dict[str, int], invite: Invite, store: Store
) -> None:
    room = crowded(store)
    wall = on_the_wall(invite, room, viewport=size)
    seen = [looks(wall)]
    assert seen[0]["code"] >= 0.1
    for state in (ANSWERING, CLOSED, REVEALED):
        room.to(state)
        expect(wall.page.get_by_text(titles()[state]).first).to_be_visible()
        seen.append(looks(wall))
    seen += [looks(turned(wall, room, at)) for at in range(2, screens(wall) + 1)]
    for one in seen:
        assert one["smallest"] >= 0.022
        assert (one["cut"], one["controls"], one["covers"]) == (0, 0, [1, 1])


def titles() -> dict[str, str]:
    finished = words("wall.finished", finished=0, joined=LEAST + 2)
    return {ANSWERING: finished, CLOSED: words("wall.closed"), REVEALED: words("wall.agreed")}


def screens(wall: Guest) -> int:
    return int(wall.page.locator(".wall-place").inner_text().split()[-1])


def turned(wall: Guest, room: Room, at: int) -> Guest:
    """The wall once it shows this screen, which another device has chosen."""
    room.store.rooms.show(room.host, at, REVEALED)
    of = screens(wall)
    expect(wall.page.locator(".wall-place")).to_have_text(words("wall.at", at=at, of=of))
    return wall


def test_a_wall_follows_a_console_on_another_device_without_a_run_of_its_page(
    invite: Invite, store: Store
) -> None:
    room = crowded(store).to(ANSWERING, CLOSED, REVEALED)
    wall = on_the_wall(invite, room).settled()
    runs = wall.runs
    console = come_as_host(invite(), room).open("/workshop").press("wall_next")
    expect(wall.page.get_by_text(words("wall.roles"))).to_be_visible()
    console.press("wall_next")
    expect(wall.page.locator(".wall-difference")).to_be_visible()
    console.press("wall_back")
    expect(wall.page.get_by_text(words("wall.roles"))).to_be_visible()
    assert wall.runs == runs
    assert not wall.complaints


def test_a_wall_counts_who_comes_in_and_keeps_its_screen_when_it_is_loaded_again(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    wall = on_the_wall(invite, room).settled()
    runs = wall.runs
    for count in (1, 2):
        room.joined()
        told = words("wall.in_one") if count == 1 else words("wall.in", count=count)
        expect(wall.page.get_by_text(told)).to_be_visible()
    assert wall.runs == runs
    room.to(ANSWERING)
    expect(wall.page.locator(".wall-message")).to_be_visible()
    store.rooms.show(room.host, 1, ANSWERING)
    expect(wall.page.locator(".wall-code")).to_be_visible()
    wall.page.reload()
    expect(wall.page.locator(".wall-code")).to_be_visible()


def test_a_click_has_the_wall_fill_the_screen(invite: Invite, store: Store) -> None:
    wall = on_the_wall(invite, open_room(store)).settled()
    wall.page.locator(".wall").click()
    wall.page.wait_for_function("() => document.fullscreenElement !== null")


def test_who_opens_the_wall_from_the_console_has_it_in_a_tab_of_its_own(
    invite: Invite, store: Store
) -> None:
    console = come_as_host(invite(**DESK), open_room(store)).open("/workshop")
    with console.context.expect_page() as opened:
        console.page.get_by_role("link", name=words("wall.open")).click()
    expect(opened.value.locator(".wall")).to_be_visible()
    console.heading(words("host.title"))
    opened.value.close()
