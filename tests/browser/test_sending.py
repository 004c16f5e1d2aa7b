"""The script that hands answers over, alone in a browser: what it holds, says and sends."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from esteem_match.ui import browser
from esteem_match.ui.words import asset

pytestmark = pytest.mark.browser

HERE = "http://esteem.example"
PATIENCE = 30.0  # seconds
SHORT = 200  # how long a way out is held here, in milliseconds: less than a rest between two posts
PAGE = """<!doctype html><button id="next">Next</button><div id="place"></div><script>
  window.ways = 0;
  window.went = [];
  window.__esteem = {
    go: (to) => window.went.push(to),
    top: (heading) => heading.setAttribute("data-top", ""),
  };
  document.getElementById("next").onclick = () => { window.ways += 1; };
</script>"""
MOUNT = """async (script) => {
  const from = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(from);
  window.draw = (data) => mount({
    data,
    parentElement: document.getElementById("place"),
  });
  window.anew = (data) => {
    document.getElementById("place").replaceWith(
      Object.assign(document.createElement("div"), { id: "place" }));
    window.draw(data);
  };
}"""
STAYS = "It comes by itself"
OPTIONS = [["0", "No"], ["1", "Yes"], ["unsure", "Not sure"]]
WORDS = {
    "saved": "Saved",
    "unsaved": "Not yet",
    "gone": "Gone",
    "stays": STAYS,
    "bad": {"too_long": "A sign that cannot be kept", "wrong_kind": "Again, please"},
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
        "form": "f",
        "token": "p",
        "lang": "en",
        "words": WORDS,
        "part": part("one", [*ticks, {**text, "said": said.get("t")}], writes, saved=bool(said)),
    }


BOXES = ["x.one", "x.two", "x.three"]


def boxed(said: str | None = None, writes: int = 0) -> dict[str, Any]:
    """A page with a checklist before a question with a tick."""
    labels = [["0", "One"], ["1", "Two"], ["2", "Three"]]
    options = [*labels, ["none", "None of these"], ["unsure", "Not sure"]]
    asked = {"id": "x", "key": "x", "text": "x", "help": "Tick any.", "opens": False}
    page = drawn(writes)
    page["part"]["questions"].insert(0, {**asked, "boxes": BOXES, "options": options, "said": said})
    return {**page, "part": {**page["part"], "saved": said is not None}}


def part(step: str, questions: list[dict[str, Any]], writes: int, *, saved: bool) -> dict[str, Any]:
    """A part of the questions, and the way to the next one."""
    way = '<button class="way on" data-to="/assess?step=two" data-left="one">On</button>'
    return {
        "step": step,
        "back": "",
        "page": step,
        "head": f"<h1>{step}</h1>",
        "progress": "",
        "ways": f'<div class="steps"><div class="st-key-next_{step}">{way}</div></div>',
        "map": "<details><summary>Map</summary></details>",
        "questions": questions,
        "contrary": [],
        "looks": False,
        "writes": writes,
        "saved": saved,
    }


class Tab:
    """A page that asks, and a server that answers as it is told."""

    def __init__(self, page: Page) -> None:
        self.page, self.posts = page, list[dict[str, Any]]()
        self.answers, self.writes = (200, {}), 0
        self.turns = list[dict[str, Any]]()
        self.part: tuple[int, dict[str, Any]] | None = None
        page.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page.route("**/answer", self._answer)
        page.route("**/part", self._turn)
        page.goto(f"{HERE}/assess?step=one")
        self.load()

    def load(self) -> "Tab":
        script = f"{{{asset('history.js')}\noneEntryAPage(); }}\n{browser.script('ask')}"
        held = script.replace("const IN_TIME = 4000;", f"const IN_TIME = {SHORT};")
        assert held != script
        self.page.evaluate(MOUNT, held)
        return self

    def _answer(self, route: Route) -> None:
        self.posts.append(json.loads(route.request.post_data or ""))
        status, told = self.answers
        if status == 200:
            self.writes += len(self.posts[-1].get("answers", "1"))
            told = {"writes": self.writes}
        route.fulfill(status=status, json=told)

    def _turn(self, route: Route) -> None:
        """Gives the part that is there; without one, there is no line."""
        self.turns.append(json.loads(route.request.post_data or ""))
        if self.part is None:
            return route.abort()
        status, told = self.part
        return route.fulfill(status=status, json=told)

    def draw(self, data: dict[str, Any], how: str = "draw") -> "Tab":
        self.page.evaluate(f"(data) => window.{how}(data)", data)
        return self

    def tick(self, item: str, words: str) -> None:
        self.page.locator(f'[data-item="{item}"]').get_by_label(words, exact=True).check()

    def untick(self, item: str, words: str) -> None:
        """Takes a tick away; what comes of it shows."""
        self.page.locator(f'[data-item="{item}"]').get_by_label(words, exact=True).click()

    def ticked(self, item: str) -> list[str]:
        """The words of all that is ticked at a question."""
        ticks = self.page.locator(f'[data-item="{item}"] label:has(:checked)')
        return ticks.all_inner_texts()

    def is_ticked(self, item: str, words: str, *, yes: bool = True) -> None:
        place = self.page.locator(f'[data-item="{item}"]')
        expect(place.get_by_label(words, exact=True)).to_be_checked(checked=yes)

    def writes_into(self, text: str) -> None:
        self.page.get_by_label("t", exact=True).fill(text)

    def says(self, words: str, count: int = 1) -> None:
        expect(self.page.get_by_text(words, exact=True)).to_have_count(count)

    def goes(self) -> None:
        self.page.get_by_role("button", name="Next").click()

    def goes_on(self) -> None:
        """Presses the way to the next part."""
        self.page.get_by_role("button", name="On").click()

    def turned(self, count: int) -> None:
        """Waits until so many parts were asked for."""
        until = time.monotonic() + PATIENCE
        while len(self.turns) < count:
            assert time.monotonic() < until, f"{len(self.turns)} parts were asked for, and no more"
            self.page.wait_for_timeout(20)

    def is_at(self, step: str) -> None:
        expect(self.page.locator("h1")).to_have_text(step)

    def place(self) -> tuple[str, str]:
        """What the address and the title of the tab say."""
        where: str = self.page.evaluate("location.pathname + location.search")
        return where, self.page.title()

    def ways(self, count: int) -> None:
        """How often a way out was followed."""
        self.page.wait_for_function("(count) => window.ways >= count", arg=count)
        assert self.page.evaluate("window.ways") == count

    def arrives(self, held: list[Route], count: int) -> None:
        """Waits until so many answers were held on their way, and lets the last one go on."""
        until = time.monotonic() + PATIENCE
        while len(held) < count:
            assert time.monotonic() < until, f"{len(held)} answers on their way, and no more"
            self.page.wait_for_timeout(20)
        self._answer(held[-1])

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
    assert {one["token"] for one in tab.posts} == {"p"}


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


def values(*ticked: str) -> dict[str, int]:
    return {box: int(box in ticked) for box in BOXES}


def test_each_tick_in_a_checklist_hands_over_all_of_its_boxes(tab: Tab) -> None:
    tab.draw(boxed()).tick("x", "Two")
    tab.tick("x", "Three")
    tab.says("Saved")
    tab.posted(2)
    assert [one["answers"] for one in tab.posts] == [
        values("x.two"),
        values("x.two", "x.three"),
    ]
    assert tab.posts[0].keys() == {"token", "answers"}
    assert tab.turns == [], "its own writes are no reason to draw the page anew"


@pytest.mark.parametrize(("alone", "value"), [("None of these", 0), ("Not sure", None)])
def test_what_stands_alone_takes_the_ticks_away_and_gives_way_to_one(
    tab: Tab, alone: str, value: int | None
) -> None:
    tab.draw(boxed()).tick("x", "One")
    tab.tick("x", "Two")
    tab.tick("x", alone)
    assert tab.ticked("x") == [alone]
    tab.posted(3)
    assert tab.posts[-1]["answers"] == dict.fromkeys(BOXES, value)
    tab.tick("x", "Three")
    assert tab.ticked("x") == ["Three"]
    tab.posted(4)
    assert tab.posts[-1]["answers"] == values("x.three")


def test_none_of_these_and_not_sure_are_never_ticked_both(tab: Tab) -> None:
    tab.draw(boxed()).tick("x", "None of these")
    tab.tick("x", "Not sure")
    assert tab.ticked("x") == ["Not sure"]
    tab.tick("x", "None of these")
    assert tab.ticked("x") == ["None of these"]


def test_the_last_tick_that_is_taken_away_says_none_of_these(tab: Tab) -> None:
    tab.draw(boxed()).tick("x", "One")
    tab.untick("x", "One")
    assert tab.ticked("x") == ["None of these"]
    tab.posted(2)
    assert tab.posts[-1]["answers"] == values()


@pytest.mark.parametrize("alone", ["None of these", "Not sure"])
def test_what_stands_alone_gives_way_only_to_another_tick(tab: Tab, alone: str) -> None:
    tab.draw(boxed()).tick("x", alone)
    tab.untick("x", alone)
    assert tab.ticked("x") == [alone]
    tab.says("Saved")
    assert len(tab.posts) == 1


def test_a_checklist_that_nobody_touched_is_not_handed_over(tab: Tab) -> None:
    tab.draw(boxed()).tick("a", "Yes")
    tab.goes()
    tab.ways(1)
    assert tab.ticked("x") == []
    assert [one.get("item") for one in tab.posts] == ["a"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("0 2", ["One", "Three"]),
        ("none", ["None of these"]),
        ("unsure", ["Not sure"]),
        (None, []),
    ],
)
def test_a_checklist_shows_what_is_kept(tab: Tab, said: str | None, shown: list[str]) -> None:
    tab.draw(boxed(said))
    expect(tab.page.get_by_role("group", name=re.compile("x ?Tick any"))).to_be_visible()
    assert tab.ticked("x") == shown


def test_of_a_checklist_that_waits_only_what_was_ticked_last_is_handed_over(tab: Tab) -> None:
    tab.answers = (503, {"problem": "store"})
    tab.draw(boxed()).tick("x", "One")
    tab.tick("x", "Two")
    tab.tick("x", "Not sure")
    tab.tick("x", "Three")
    tab.says("Not yet")
    tab.draw(boxed(), "anew")
    assert tab.ticked("x") == ["Three"], "what waits stands on a page drawn anew"
    failed = len(tab.posts)
    tab.answers = (200, {})
    tab.says("Saved")
    assert tab.posts[-1]["answers"] == values("x.three")
    assert len(tab.posts) <= failed + 2


def test_a_checklist_that_is_refused_is_told_at_its_boxes(tab: Tab) -> None:
    tab.answers = (422, {"problem": "wrong_kind"})
    tab.draw(boxed()).tick("x", "One")
    tab.goes()
    tab.says("Again, please")
    expect(tab.page.get_by_label("One", exact=True)).to_be_focused()
    tab.ways(0)


def test_a_checklist_is_answered_by_the_keyboard_alone(tab: Tab) -> None:
    tab.draw(boxed())
    tab.page.get_by_label("One", exact=True).focus()
    for key in ("Space", "Tab", "Tab", "Space"):
        tab.page.keyboard.press(key)
    assert tab.ticked("x") == ["One", "Three"]
    for key in ("Tab", "Space"):
        tab.page.keyboard.press(key)
    assert tab.ticked("x") == ["None of these"]


def test_a_text_that_cannot_be_kept_is_told_and_holds_the_page(tab: Tab) -> None:
    tab.answers = (422, {"problem": "too_long"})
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
    tab.part = (200, drawn(writes=1, b="1")["part"])
    tab.tick("b", "Yes")
    tab.is_ticked("b", "Yes")
    tab.is_ticked("a", "Yes", yes=False)


# From part to part


NEXT = {**part("two", [], 5, saved=True), "page": "The second", "ways": ""}


def test_the_next_part_is_drawn_here_from_its_top_and_stands_in_address_and_title(tab: Tab) -> None:
    tab.part = (200, NEXT)
    tab.draw(drawn()).goes_on()
    expect(tab.page.locator("h1[data-top]")).to_have_text("two")
    asked = {"token": "p", "lang": "en", "back": "", "step": "two", "left": ["one"]}
    assert tab.turns == [asked]
    assert tab.place() == ("/assess?step=two", "The second")
    assert tab.page.locator("[data-item]").count() == 0


def test_an_answer_is_kept_before_its_part_is_left(tab: Tab) -> None:
    tab.part = (200, NEXT)
    tab.answers = (503, {"problem": "store"})
    tab.draw(drawn()).tick("a", "Yes")
    tab.goes_on()
    tab.says("Not yet")
    assert tab.turns == []
    tab.answers = (200, {})
    tab.says("Saved")
    tab.goes_on()
    tab.is_at("two")


def test_a_run_with_an_old_idea_of_the_part_leads_nowhere_and_one_with_a_new_idea_does(
    tab: Tab,
) -> None:
    tab.part = (200, NEXT)
    tab.draw(drawn()).goes_on()
    tab.is_at("two")
    tab.draw(drawn()).turned(2)
    assert tab.turns[1]["step"] == "two"
    tab.is_at("two")
    assert tab.place() == ("/assess?step=two", "The second")
    tab.draw({**drawn(), "part": part("three", [], 5, saved=True)})
    tab.is_at("three")


def test_whoever_goes_back_in_the_browser_is_led_where_the_page_then_says(tab: Tab) -> None:
    tab.part = (200, NEXT)
    tab.draw(drawn()).goes_on()
    tab.is_at("two")
    tab.page.go_back()
    tab.draw(drawn()).is_at("one")


@pytest.mark.parametrize("status", [204, 404, 412])
def test_what_is_no_part_is_left_to_a_page_and_so_is_a_closed_record(tab: Tab, status: int) -> None:
    tab.part = (status, {})
    tab.draw(drawn()).goes_on()
    tab.page.wait_for_function("window.went.length")
    tab.part = (409, {"problem": "late"})
    tab.goes_on()
    tab.page.wait_for_function("window.went.length > 1")
    assert tab.page.evaluate("window.went") == ["/assess?step=two", "/assess?late=1"]


@pytest.mark.parametrize("gone", [False, True])
def test_answers_that_came_too_late_are_told_once_also_where_their_page_has_gone(
    tab: Tab, *, gone: bool
) -> None:
    """News of the room can take the page away before the server has refused what was on its way."""
    tab.answers = (503, {"problem": "store"})
    tab.draw(drawn()).tick("a", "Yes")
    tab.tick("b", "No")
    tab.says("Not yet")
    if gone:
        tab.page.evaluate("document.getElementById('place').remove()")
    sent = len(tab.posts)
    tab.answers = (409, {"problem": "late"})
    tab.page.wait_for_function("window.went.length && !window.__esteem.hands.busy")
    assert tab.page.evaluate("window.went") == ["/assess?late=1"]
    assert len(tab.posts) <= sent + 2  # one may have been under way
    assert tab.page.evaluate("[...window.__esteem.hands.newest.keys()]") == []


def test_what_cannot_be_fetched_now_comes_by_itself(tab: Tab) -> None:
    tab.part = (503, {"problem": "store"})
    tab.draw(drawn()).goes_on()
    tab.says(STAYS)
    tab.turned(2)
    tab.part = (200, NEXT)
    tab.is_at("two")
    tab.says(STAYS, 0)


def test_whoever_answers_on_while_the_next_part_does_not_come_stays(tab: Tab) -> None:
    tab.part = (503, {"problem": "store"})
    tab.draw(drawn()).goes_on()
    tab.says(STAYS)
    tab.tick("a", "Yes")
    tab.says("Saved")
    tab.says(STAYS, 0)
    tab.part = (200, NEXT)
    tab.page.wait_for_timeout(1500)  # longer than the rest between two tries by then
    tab.is_at("one")


def test_what_is_drawn_anew_leaves_the_press_under_way_and_what_is_unfolded_as_they_are(
    tab: Tab,
) -> None:
    tab.draw(drawn()).page.get_by_text("Map").click()
    press = tab.page.get_by_role("button", name="On").element_handle()
    assert press is not None
    other = drawn(writes=3)
    other["part"]["map"] = "<details><summary>Another map</summary></details>"
    tab.draw(other).says("Another map")
    assert press.evaluate("(one) => one.isConnected")
    assert tab.page.evaluate("document.querySelector('details').open")


LOOK = '<div class="st-key-look"><button class="way on" data-to="/results">Look</button></div>'


def with_look(page: dict[str, Any]) -> dict[str, Any]:
    """The part once a first look is offered: one way more, the others as they were."""
    part = page["part"]
    return {**part, "ways": part["ways"].replace("</div></div>", f"</div>{LOOK}</div>")}


def test_a_press_that_waits_for_answers_counts_where_the_ways_are_drawn_anew_meanwhile(
    tab: Tab,
) -> None:
    """The last answer of the first part brings the first look just as somebody goes on."""
    page = drawn()
    page["part"]["questions"][0]["opens"] = True
    tab.part = (200, with_look(page))
    held: list[Route] = []
    tab.page.route("**/answer", lambda route: held.append(route))
    tab.draw(page).tick("a", "Yes")
    tab.tick("b", "No")
    tab.goes_on()
    tab.arrives(held, 1)
    expect(tab.page.get_by_role("button", name="Look")).to_be_visible()
    tab.part = (200, NEXT)
    tab.arrives(held, 2)
    tab.is_at("two")


def test_a_press_counts_where_the_ways_are_drawn_anew_under_the_finger(tab: Tab) -> None:
    page = drawn()
    tab.part = (200, NEXT)
    tab.draw(page).page.get_by_role("button", name="On").hover()
    tab.page.mouse.down()
    tab.draw({**page, "part": with_look(page)})
    expect(tab.page.get_by_role("button", name="Look")).to_be_visible()
    tab.page.mouse.up()
    tab.is_at("two")


def test_a_no_of_another_part_that_is_taken_back_is_not_said_to_be_saved_before_it_is(
    tab: Tab,
) -> None:
    page = drawn()
    wish = {"id": "a", "said": None, "yes": ["1"], "asks": ""}
    no = {"limits": "x", "boxes": BOXES, "box": "1", "said": "1 2", "no": "But no to two?"}
    page["part"]["contrary"] = [{**no, "keep": "Keep", "drop": "Drop", "wishes": [wish]}]
    tab.draw(page).tick("a", "Yes")
    tab.says("Saved")
    drop = tab.page.get_by_role("button", name="Drop")
    waits = "(drop) => { drop.click(); return document.querySelector('.sign').matches('.waits'); }"
    assert drop.evaluate(waits)
    expect(tab.page.locator(".sign:not(.waits) .saved")).to_be_attached()
    assert tab.posts[-1]["answers"] == values("x.three")


def test_a_link_of_the_map_that_waits_for_answers_is_followed_within_the_visit(tab: Tab) -> None:
    """A link that was taken out of the page would load the page anew."""
    page = drawn()
    page["part"] |= {"map": mapped("One (2 open)")}
    page["part"]["questions"][0]["opens"] = True
    tab.part = (200, {**page["part"], "map": mapped("One (done)")})
    held: list[Route] = []
    tab.page.route("**/answer", lambda route: held.append(route))
    tab.draw(page).tick("a", "Yes")
    tab.tick("b", "No")
    tab.page.get_by_role("link", name="One").click()
    tab.arrives(held, 1)
    tab.says("One (done)")
    tab.part = (200, NEXT)
    tab.page.evaluate("window.same = true")
    tab.arrives(held, 2)
    tab.is_at("two")
    assert tab.page.evaluate("window.same")


def mapped(words: str) -> str:
    row = f'<li><a class="way" href="/assess?step=two">{words}</a></li>'
    return f"<details open><summary>Map</summary><ul>{row}</ul></details>"


def test_whoever_changes_an_answer_does_so_in_that_part_alone(tab: Tab) -> None:
    change = drawn(a="0")
    change["part"]["back"] = "check"
    tab.part = (200, change["part"])
    tab.draw(change)
    tab.writes = 7  # another device wrote meanwhile: the part is fetched anew
    tab.tick("a", "Yes")
    tab.turned(1)
    tab.part = (200, NEXT)
    tab.goes_on()
    tab.is_at("two")
    assert [one["back"] for one in tab.turns] == ["check", ""]
