"""The script that hands answers over, alone in a browser: what it holds, says and sends."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from esteem_match.ui.words import asset

pytestmark = pytest.mark.browser

HERE = "http://esteem.example"
PATIENCE = 30.0  # seconds
SHORT = 200  # how long a way out is held here, in milliseconds: less than a rest between two posts
PAGE = """<!doctype html><button id="next">Next</button><div id="place"></div><script>
  window.ways = 0;
  window.told = [];
  document.getElementById("next").onclick = () => { window.ways += 1; };
</script>"""
MOUNT = """async (script) => {
  const from = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(from);
  window.draw = (data) => mount({
    data,
    parentElement: document.getElementById("place"),
    setTriggerValue: (name) => window.told.push(name),
  });
  window.anew = (data) => {
    document.getElementById("place").replaceWith(
      Object.assign(document.createElement("div"), { id: "place" }));
    window.draw(data);
  };
}"""
OPTIONS = [["0", "No"], ["1", "Yes"], ["unsure", "Not sure"]]
WORDS = {
    "saved": "Saved",
    "unsaved": "Not yet",
    "gone": "Gone",
    "bad": {"control_characters": "A sign that cannot be kept", "wrong_kind": "Again, please"},
}


def drawn(writes: int = 0, **said: str | None) -> dict[str, Any]:
    """What a page gives: two questions and a text, and what is kept of them."""
    asked = {"help": "", "opens": False}
    ticks = [
        {**asked, "id": one, "key": one, "text": one, "options": OPTIONS, "said": said.get(one)}
        for one in ("a", "b")
    ]
    text = {**asked, "id": "t", "key": "t", "text": "t", "most": 20, "long": False}
    return {
        "who": "w",
        "pass": "p",
        "writes": writes,
        "saved": bool(said),
        "questions": [*ticks, {**text, "said": said.get("t")}],
        "words": WORDS,
    }


class Tab:
    """A page that asks, and a server that answers as it is told."""

    def __init__(self, page: Page) -> None:
        self.page, self.posts = page, list[dict[str, Any]]()
        self.answers, self.writes = (200, {}), 0
        page.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page.route("**/answer", self._answer)
        page.goto(HERE)
        self.load()

    def load(self) -> "Tab":
        script = asset("send.js") + asset("asking.js") + asset("ask.js")
        held = script.replace("const IN_TIME = 4000;", f"const IN_TIME = {SHORT};")
        assert held != script
        self.page.evaluate(MOUNT, held)
        return self

    def _answer(self, route: Route) -> None:
        self.posts.append(json.loads(route.request.post_data or ""))
        status, told = self.answers
        if status == 200:
            self.writes += 1
            told = {"writes": self.writes}
        route.fulfill(status=status, json=told)

    def draw(self, data: dict[str, Any], how: str = "draw") -> "Tab":
        self.page.evaluate(f"(data) => window.{how}(data)", data)
        return self

    def tick(self, item: str, words: str) -> None:
        self.page.locator(f'[data-item="{item}"]').get_by_label(words, exact=True).check()

    def is_ticked(self, item: str, words: str, *, yes: bool = True) -> None:
        place = self.page.locator(f'[data-item="{item}"]')
        expect(place.get_by_label(words, exact=True)).to_be_checked(checked=yes)

    def writes_into(self, text: str) -> None:
        self.page.get_by_label("t", exact=True).fill(text)

    def says(self, words: str, count: int = 1) -> None:
        expect(self.page.get_by_text(words, exact=True)).to_have_count(count)

    def goes(self) -> None:
        self.page.get_by_role("button", name="Next").click()

    def ways(self, count: int) -> None:
        """How often a way out was followed."""
        self.page.wait_for_function("(count) => window.ways >= count", arg=count)
        assert self.page.evaluate("window.ways") == count

    def posted(self, count: int) -> None:
        """Waits for so many posts."""
        until = time.monotonic() + PATIENCE
        while len(self.posts) < count:
            assert time.monotonic() < until, f"{len(self.posts)} posts, and no more"
            self.page.wait_for_timeout(20)


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    page = chromium.new_page()
    yield Tab(page)
    page.close()


def test_a_tick_is_handed_over_at_once_and_said_to_be_saved(tab: Tab) -> None:
    tab.draw(drawn()).tick("a", "Yes")
    tab.says("Saved")
    tab.tick("b", "Not sure")
    tab.posted(2)
    assert [(one["item"], one["answer"]) for one in tab.posts] == [("a", 1), ("b", None)]
    assert {one["pass"] for one in tab.posts} == {"p"}


def test_a_way_out_of_the_questions_keeps_the_last_tick(tab: Tab) -> None:
    tab.draw(drawn()).tick("a", "No")
    tab.goes()
    tab.ways(1)
    assert [(one["item"], one["answer"]) for one in tab.posts] == [("a", 0)]


def test_nobody_leaves_a_part_with_an_answer_that_is_not_kept_and_it_is_tried_again(
    tab: Tab,
) -> None:
    tab.answers = (503, {"problem": "store"})
    tab.draw(drawn()).tick("a", "No")
    tab.goes()
    tab.says("Not yet")
    tab.posted(2)
    tab.ways(0)
    tab.answers = (200, {})
    tab.says("Saved")
    tab.says("Not yet", 0)
    tab.goes()
    tab.ways(1)


def test_a_tab_is_closed_without_a_question_unless_an_answer_waits_for_a_line(tab: Tab) -> None:
    tab.page.on("dialog", lambda dialog: dialog.dismiss())
    tab.draw(drawn()).tick("b", "No")
    tab.says("Saved")
    tab.page.reload()  # it would wait in vain if anything were asked
    tab.load().draw(drawn())
    tab.answers = (503, {"problem": "store"})
    tab.tick("a", "No")
    tab.says("Not yet")
    with tab.page.expect_event("dialog") as asked:
        tab.page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    tab.answers = (200, {})
    tab.says("Saved")


def test_a_text_that_cannot_be_kept_is_told_and_holds_the_page(tab: Tab) -> None:
    tab.answers = (422, {"problem": "control_characters"})
    tab.draw(drawn()).writes_into("x")
    tab.goes()
    tab.says("A sign that cannot be kept")
    expect(tab.page.get_by_label("t", exact=True)).to_be_focused()
    tab.ways(0)
    tab.answers = (200, {})
    tab.writes_into("y")
    tab.goes()
    tab.ways(1)
    tab.says("A sign that cannot be kept", 0)


def test_a_tick_that_waits_stands_on_a_page_drawn_anew_which_does_not_say_saved(tab: Tab) -> None:
    tab.answers = (503, {"problem": "store"})
    tab.draw(drawn()).tick("a", "Yes")
    tab.tick("b", "Not sure")
    tab.writes_into("words")
    tab.page.get_by_label("t", exact=True).blur()
    tab.draw(drawn(writes=3, a="0"), "anew")
    tab.is_ticked("a", "Yes")
    tab.is_ticked("b", "Not sure")
    expect(tab.page.get_by_label("t", exact=True)).to_have_value("words")
    tab.says("Saved", 0)
    tab.answers, tab.writes = (200, {}), 3
    tab.says("Saved")
    tab.is_ticked("a", "Yes")
    assert {(one["item"], one["answer"]) for one in tab.posts[-3:]} == {
        ("a", 1),
        ("b", None),
        ("t", "words"),
    }


def test_an_untouched_text_under_the_hand_never_undoes_what_another_device_wrote(tab: Tab) -> None:
    tab.draw(drawn(writes=1, t="Old"))
    field = tab.page.get_by_label("t", exact=True)
    field.focus()
    tab.draw(drawn(writes=2, t="New"))
    tab.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    tab.tick("a", "No")
    tab.says("Saved")
    assert [one["item"] for one in tab.posts] == ["a"]
    tab.draw(drawn(writes=3, t="New", a="0"))
    expect(field).to_have_value("New")


def test_what_was_put_away_elsewhere_does_not_stay_ticked_here(tab: Tab) -> None:
    tab.writes = 7
    tab.draw(drawn(writes=7)).tick("a", "Yes")
    tab.says("Saved")
    tab.writes = 0  # another tab has begun to answer again
    tab.tick("b", "Yes")
    tab.page.wait_for_function("window.told.includes('again')")
    tab.draw(drawn(writes=1, b="1"))
    tab.is_ticked("b", "Yes")
    tab.is_ticked("a", "Yes", yes=False)
