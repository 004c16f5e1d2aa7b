"""A page that waits for news of its room: it changes by itself, and under nobody's hands."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from esteem_match import codes
from tests.live import LiveServer, playing

pytestmark = pytest.mark.browser


# Notes, at every frame, what a person would see jump, lose its focus, or fade.
FRAMES = """() => {
  window.frames_seen = [];
  const main = document.querySelector('[data-testid="stMain"]');
  const note = () => {
    const parts = [...main.querySelectorAll('[data-testid="stElementContainer"]')];
    const faded = parts.filter((part) => getComputedStyle(part).opacity !== "1").length;
    const focus = document.activeElement.getAttribute("aria-label");
    const seen = [Math.round(main.scrollTop), main.scrollHeight, focus, faded, parts.length];
    window.frames_seen.push(seen.join(" "));
    requestAnimationFrame(note);
  };
  note();
}"""


class Waiting:
    """The page of the stand-in's room, and the room itself."""

    def __init__(self, browser: Browser, server: LiveServer) -> None:
        self.server = server
        self.page: Page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()

    def open(self, path: str = "/") -> "Waiting":
        self.page.goto(f"{self.server.url}{path}")
        return self.shows()

    def changes(self, **numbers: int) -> "Waiting":
        """Somebody else, elsewhere, changes the room."""
        httpx.post(f"{self.server.url}/set", json=numbers).raise_for_status()
        return self

    def asked(self) -> dict[str, int]:
        counts: dict[str, int] = httpx.get(f"{self.server.url}/asked").json()
        return counts

    def shows(self, numbers: str = "") -> "Waiting":
        expect(self.page.get_by_text(f"room: {numbers}")).to_be_visible()
        return self

    def until(self, true: Callable[[dict[str, int]], Any], what: str) -> dict[str, int]:
        for _ in range(300):
            counts = self.asked()
            if true(counts):
                return counts
            self.page.wait_for_timeout(100)
        raise AssertionError(f"waited in vain for {what}: {counts}")


@pytest.fixture(scope="module")
def beating(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with playing("live_updates", tmp_path_factory.mktemp("beating")) as server:
        yield server


@pytest.fixture
def waiting(chromium: Browser, beating: LiveServer) -> Iterator[Waiting]:
    if beating.process is None or beating.process.poll() is not None:
        beating.start()
    guest = Waiting(chromium, beating).changes(revision=1, joined=0, finished=0)
    yield guest
    guest.page.context.close()


def test_news_come_by_themselves_and_nothing_jumps_fades_or_loses_its_focus(
    waiting: Waiting,
) -> None:
    page = waiting.open().page
    field = page.get_by_label("Field 20")
    field.scroll_into_view_if_needed()
    field.click()
    field.press_sequentially("Half a sen")
    page.evaluate(FRAMES)
    for revision in range(2, 6):
        waiting.changes(revision=revision)
        expect(page.get_by_text(f"room: {revision} 0 0")).to_be_attached()
    field.press_sequentially("tence")
    assert field.input_value() == "Half a sentence"
    assert len(set(page.evaluate("window.frames_seen"))) == 1


def test_a_tick_that_was_not_sent_yet_survives_news(waiting: Waiting) -> None:
    page = waiting.open().page
    page.get_by_text("Second").click()
    waiting.changes(revision=2).shows("2 0 0")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()


def test_a_page_is_drawn_once_for_each_change_and_never_without_one(waiting: Waiting) -> None:
    waiting.open().until(lambda counts: counts["waiting"] == 1, "the page to wait")
    before = waiting.asked()
    waiting.until(lambda counts: counts["asked"] > before["asked"] + 5, "some rounds")
    assert waiting.asked()["runs"] == before["runs"]
    waiting.changes(revision=2).shows("2 0 0")
    now = waiting.asked()
    waiting.until(lambda counts: counts["asked"] > now["asked"] + 5, "some rounds")
    assert waiting.asked()["runs"] == before["runs"] + 1


def test_the_hosts_page_counts_who_joins_and_nobody_elses_does(waiting: Waiting) -> None:
    cookie = {"name": "esteem_host", "value": codes.new(), "url": waiting.server.url}
    waiting.open("/?host=1").changes(joined=3)
    before = waiting.asked()["asked"]
    waiting.until(lambda counts: counts["asked"] > before + 5, "some rounds")
    waiting.shows("1 0 0")
    waiting.page.context.add_cookies([cookie])  # type: ignore[list-item]
    waiting.open("/?host=1").shows("1 3 0")
    waiting.changes(joined=4, finished=1).shows("1 4 1")


def test_a_phone_that_was_without_a_network_catches_up(waiting: Waiting) -> None:
    context = waiting.open().page.context
    context.set_offline(True)
    waiting.changes(revision=7).page.wait_for_timeout(1500)
    context.set_offline(False)
    waiting.shows("7 0 0")


AWAY = """(away) => {
  Object.defineProperty(document, "hidden", { get: () => away, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_page_in_the_background_asks_nothing_and_catches_up_when_it_is_looked_at(
    waiting: Waiting,
) -> None:
    page = waiting.open().page
    page.evaluate(AWAY, True)
    waiting.changes(revision=2).until(lambda counts: counts["waiting"] == 0, "the page to rest")
    waiting.changes(revision=3).page.wait_for_timeout(1500)
    assert waiting.asked()["waiting"] == 0
    page.evaluate(AWAY, False)
    waiting.shows("3 0 0")


def test_a_page_that_is_left_asks_no_more(waiting: Waiting) -> None:
    waiting.open().until(lambda counts: counts["waiting"] == 1, "the page to wait")
    box = waiting.page.get_by_text("Gone")
    box.click()
    waiting.until(lambda counts: counts["waiting"] == 0, "the page to leave")
    before = waiting.asked()["asked"]
    waiting.page.wait_for_timeout(1500)
    assert waiting.asked()["asked"] == before
    box.click()
    waiting.changes(revision=3).shows("3 0 0")


def test_after_a_kill_the_page_goes_on_waiting(waiting: Waiting) -> None:
    waiting.open().server.kill()
    waiting.server.start()
    waiting.changes(revision=20).shows("20 0 0")
    waiting.changes(revision=21).shows("21 0 0")


def test_a_page_that_lacks_a_file_is_loaded_anew_once_the_server_answers(
    waiting: Waiting,
) -> None:
    page = waiting.page
    page.route("**/TextArea.*.js", lambda route: route.abort())
    waiting.open().server.kill()
    expect(page.locator("html[data-incomplete]")).to_be_attached()
    expect(page.get_by_text("TypeError").first).to_be_attached()
    expect(page.get_by_text("TypeError").filter(visible=True)).to_have_count(0)
    page.unroute("**/TextArea.*.js")
    waiting.server.start()
    waiting.changes(revision=20).shows("20 0 0")
    expect(page.get_by_label("Field 20")).to_be_attached()


def test_a_page_whose_first_file_is_lost_is_loaded_anew(waiting: Waiting) -> None:
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.request.url)
        route.abort()

    waiting.page.route("**/static/js/index.*.js", lose, times=2)
    waiting.open()
    assert len(lost) == 2


def test_a_server_that_is_asked_to_stop_does_not_wait_for_those_who_wait(
    waiting: Waiting,
) -> None:
    waiting.open().until(lambda counts: counts["waiting"] == 1, "the page to wait")
    waiting.server.stop()
    assert waiting.server.process is not None
    assert waiting.server.process.returncode != -9


def test_nobodys_waiting_is_logged(waiting: Waiting) -> None:
    waiting.open().changes(revision=4).shows("4 0 0")
    assert "live" not in waiting.server.log
