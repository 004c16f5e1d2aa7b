"""Small steps of the browser tests: a guest who presses, taps and types, and what they then see."""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cache
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Locator, Page, Request, Route, TimeoutError, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from esteem_match import content, journey
from esteem_match.models import (
    Answer,
    Answers,
    Checklist,
    Content,
    Item,
    Library,
    Question,
    Questionnaire,
    Side,
)
from esteem_match.store import Store
from tests.live import ROOT, LiveServer

PATIENCE = 30_000  # milliseconds
QUIET = 200  # milliseconds
LAST_FRAME = 256  # bytes; the message that a run has ended is shorter
REST = ["notRunning", "CONNECTED", 0]
ENDED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 800}, "has_touch": False}
COOKIE = "esteem_code"

HANDED_OVER = ":is(.asked, .numbers):not(:has(.box.wrong)) .sign:not(.waits)"
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# The last: places whose own script still has to come before anything is drawn there.
STATE = """() => {
  const app = document.querySelector('[data-testid="stApp"]')?.dataset;
  const waiting = document.querySelectorAll('[data-testid="stSkeleton"]').length;
  return [app?.testScriptState, app?.testConnectionState, waiting];
}"""

SCREEN = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const heading = main.querySelector("h1");
  const shown = (element) => element.checkVisibility({visibilityProperty: true});
  const height = (element) => Math.round(element.getBoundingClientRect().height);
  const all = (what) => [...main.querySelectorAll(what)].filter(shown);
  const page = document.documentElement;
  return {
    heading: heading ? heading.textContent.trim() : "",
    title: document.title,
    focused: heading !== null && document.activeElement === heading,
    scrolled: Math.round(main.scrollTop),
    sideways: Math.max(main.scrollWidth - main.clientWidth, page.scrollWidth - page.clientWidth),
    radios: all('.choice, [data-testid="stRadioOption"]').map(height),
    buttons: all('[data-testid="stButton"] button').map(height),
    chosen: main.querySelectorAll('input:is([type="radio"], [type="checkbox"]):checked').length,
    lasts: all('fieldset.ask, [role="radiogroup"]').map(
      (group) => [...group.querySelectorAll("label")].pop().textContent.trim()),
    text: main.innerText,
  };
}"""

# Text that stands outside the window, or is cut off by a box that hides what is too wide for it.
CUT = """() => {
  const page = document.documentElement.clientWidth;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.textContent.trim() || !box.checkVisibility({visibilityProperty: true})) continue;
    if (box.closest('.unseen, style, script, .st-key-unseen, [aria-hidden="true"] svg')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      let cut = rect.left < -1 || rect.right > page + 1;
      for (let up = box; up && !cut; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (style.position === "absolute" && style.clipPath !== "none") break;
        if (style.overflowX !== "hidden" && style.overflowX !== "clip") continue;
        const edge = up.getBoundingClientRect();
        cut = edge.width > 1 && (rect.left < edge.left - 1 || rect.right > edge.right + 1);
      }
      if (cut) { found.push(node.textContent.trim().slice(0, 60)); break; }
    }
  }
  return [...new Set(found)];
}"""


def selector(key: str) -> str:
    """What the program drew under a key."""
    return f".st-key-{key.replace('.', '-')}"


def place_of(item: Item | str) -> str:
    """Where a question is asked."""
    return f'[data-item="{_id(item)}"]'


class Screen(NamedTuple):
    """What one screen looked like on arrival; heights and scrolling in CSS pixels."""

    heading: str
    title: str
    focused: bool
    scrolled: int
    sideways: int
    radios: list[int]
    buttons: list[int]
    chosen: int
    lasts: list[str]
    text: str


class Guest:
    """Somebody with a browser of their own: what it asked for and complained of is kept."""

    def __init__(self, browser: Browser, server: LiveServer, **context: Any) -> None:
        self.server = server
        options = {**PHONE, **context}
        self.touches: bool = options["has_touch"]
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE)
        self.asked: list[Request] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request))
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = self._new_page()

    def _new_page(self) -> Page:
        self.runs, self.ended = 0, True
        page = self.context.new_page()
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: self._received(frame)),
        )
        return page

    def _received(self, frame: str | bytes) -> None:
        """Counts the runs of the script that came to their end."""
        if isinstance(frame, bytes) and len(frame) <= LAST_FRAME:
            message = ForwardMsg.FromString(frame)
            if message.WhichOneof("type") == "script_finished":
                self.ended = message.script_finished in ENDED
                self.runs += self.ended

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    # Going

    def come_with(self, code: str) -> "Guest":
        """Has the cookie that the exchange of this code gives."""
        self.context.add_cookies([{"name": COOKIE, "value": code, "url": self.server.url}])
        return self

    def open(self, path: str = "/") -> "Guest":
        """Loads a page and waits until it is there."""
        self.page.goto(f"{self.server.url}{path}")
        self.settled()
        return self

    def come_by_link(self, link: str, kind: str = "person", *, yes: bool = True) -> "Guest":
        """Opens a link that holds a code, and answers what it asks before it opens anything."""
        self.page.goto(link)
        return self.say_to_link(kind, yes=yes)

    def say_to_link(self, kind: str = "person", *, yes: bool) -> "Guest":
        """Answers what a link asks, once its code is out of the address."""
        self.heading(words(f"link.title_{kind}"))
        assert "#" not in self.page.url
        said = words(f"link.open_{kind}" if yes else "link.no")
        button = self.page.get_by_role("button", name=said, exact=True)
        (button.tap if self.touches else button.click)()
        return self

    def new_tab(self, path: str = "/") -> "Guest":
        """The same person in another tab of the same browser."""
        other = copy(self)
        other.page = other._new_page()
        return other.open(path)

    def anew(self) -> "Guest":
        """Becomes somebody else at the same browser, which keeps only files that never change."""
        self.rest()
        self.context.unroute_all()
        self.page = self._new_page()
        wire = self.context.new_cdp_session(self.page)
        kept = {"origin": self.server.url, "storageTypes": "cookies,local_storage"}
        wire.send("Storage.clearDataForOrigin", kept)
        self.asked.clear()
        self.complaints.clear()
        return self

    def rest(self) -> None:
        """Closes all tabs."""
        for page in self.context.pages:
            page.close()

    def close(self) -> None:
        self.context.close()

    # Doing

    def at(self, key: str) -> Locator:
        """What the program drew under a key of its own."""
        return self.page.locator(selector(key))

    def role(self, role: str) -> Locator:
        """The row of a role on a result or a board, with what it unfolds."""
        return self.page.locator(f"details.role-{role}")

    def question(self, item: Item | str) -> Locator:
        """Where a question is asked."""
        return self.page.locator(place_of(item))

    def press(self, key: str) -> "Guest":
        """Presses the button with this key."""
        button = self.at(key).get_by_role("button")
        (button.tap if self.touches else button.click)()
        return self

    def go_to(self, page: str, called: str = "") -> "Guest":
        """Goes to another page by the way at the top, which a phone has in its menu."""
        self.open_menu()
        way = self.at("top").get_by_text(called or words(f"{page}.nav"), exact=True)
        (way.tap if self.touches else way.click)()
        return self

    def open_menu(self) -> "Guest":
        """Unfolds the pages at the top, where they are folded away."""
        folded = self.page.locator(".menu:not([open]) > summary")
        if folded.is_visible():
            folded.click()
        return self

    def open_map(self) -> "Guest":
        """Unfolds the list of all parts."""
        return self.unfold(words("assess.map"))

    def unfold(self, called: str) -> "Guest":
        """Unfolds a part, and waits until it lies open: while it grows, what is in it moves."""
        self.page.locator("summary").filter(has_text=called).click()
        self.page.evaluate(PAINTED)  # only then does it begin to grow
        self.page.wait_for_function("() => !document.getAnimations().length")
        return self

    def follow(self, called: str) -> "Guest":
        """Follows the link whose words begin so."""
        link = self.page.get_by_role("link", name=re.compile(rf"^{re.escape(called)}"))
        (link.tap if self.touches else link.click)()
        return self

    def tap(self, item: Item | str, position: int | None) -> "Guest":
        """Ticks an option of a question; None ticks the last one, 'not sure'."""
        option = self.option(item, position)
        (option.tap if self.touches else option.click)()
        expect(self.radio(item, position)).to_be_checked()
        return self

    def write(self, item: Item | str, text: str) -> "Guest":
        self.question(item).get_by_role("textbox").fill(text)
        return self

    def answer(self, one: Question, answers: Answers) -> "Guest":
        """Answers a question as these answers say; of a checklist each box."""
        if isinstance(one.asks, Checklist):
            return self.tick(one, answers)
        answer = answers[one.id]
        if one.kind != "text":
            assert not isinstance(answer, str)
            return self.tap(one.asks, answer)
        return self.write(one.asks, str(answer)) if answer else self

    def tick(self, one: Question, answers: Answers) -> "Guest":
        """Ticks these boxes of a checklist, or what stands for none of them, or for 'not sure'."""
        rows = self.question(one.id).locator("label:has(input[type='checkbox'])")
        places = [at for at, item in enumerate(one.items) if item in one.ticked(answers)]
        size = len(one.items)
        for at in places or [size + one.unsure(answers)]:
            (rows.nth(at).tap if self.touches else rows.nth(at).click)()
            expect(rows.nth(at).get_by_role("checkbox")).to_be_checked()
        return self

    def field(self, label: str) -> Locator:
        """The text field under this label, as the label is seen."""
        fields = self.page.get_by_test_id("stTextInput").filter(has_text=label)
        return fields.get_by_role("textbox")

    def pick(self, label: str, option: str) -> "Guest":
        """Chooses from a list that opens; by key and again, for a run of the script closes it."""
        box = self.page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox")

        def picked() -> bool:
            box.press("ArrowDown")
            try:
                self.page.get_by_role("option", name=option, exact=True).click(timeout=2000)
            except TimeoutError:
                return False
            return True

        self.settled()
        return self.until(picked, f"{option} to choose")

    def acted(self, act: Callable[[], object]) -> "Guest":
        """Does it, and waits until the server has done what follows from it."""
        before = self.runs
        act()
        self.until(lambda: self.runs > before and self._at_rest(), "the end of a run")
        self.page.evaluate(PAINTED)
        return self

    def acknowledged(self, act: Callable[[], object]) -> "Guest":
        """Does it, and waits until the page says that it is saved."""
        act()
        expect(self.page.locator(".sign:not(.waits) .saved")).to_be_visible()
        return self.handed_over()

    def handed_over(self) -> "Guest":
        """Waits until everything that was answered here is kept, and nothing is complained of."""
        expect(self.page.locator(HANDED_OVER)).to_be_attached()
        return self

    # Seeing

    def radio(self, item: Item | str, position: int | None) -> Locator:
        radios = self.question(item).locator('input[type="radio"]')
        return radios.last if position is None else radios.nth(position)

    def option(self, item: Item | str, position: int | None) -> Locator:
        labels = self.question(item).locator("label:has(input[type='radio'])")
        return labels.last if position is None else labels.nth(position)

    def ticked(self, item: Item | str) -> int | None:
        """The position that is ticked, -1 for the last; None where none is."""
        radios = self.question(item).locator('input[type="radio"]')
        found = radios.evaluate_all("(all) => all.findIndex((one) => one.checked)")
        return None if found < 0 else -1 if found == radios.count() - 1 else int(found)

    def sees(self, text: str) -> "Guest":
        """Waits until this text is on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def heading(self, text: str) -> "Guest":
        """Waits until the page with this heading is there."""
        expect(self.title()).to_have_text(text)
        return self.settled()

    def title(self) -> Locator:
        """The heading of the page; while another page comes, both may be there."""
        return self.page.get_by_role("heading", level=1).first

    def arrived(self, heading: str) -> Screen:
        """The screen with this heading; its focus is waited for, and not insisted on."""
        self.heading(heading)
        end = time.monotonic() + 5
        while not (screen := self.screen()).focused and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        return screen

    def screen(self) -> Screen:
        return Screen(**self.page.evaluate(SCREEN))

    def cut(self) -> list[str]:
        """Texts that stand outside the window or are cut off."""
        found: list[str] = self.page.evaluate(CUT)
        return found

    def settled(self) -> "Guest":
        """Waits until no script runs, none has begun for a moment, and all is drawn."""
        expect(self.title()).to_be_visible()
        quiet_since, runs = time.monotonic(), -1

        def quiet() -> bool:
            nonlocal quiet_since, runs
            if not self._at_rest() or self.runs != runs:
                quiet_since, runs = time.monotonic(), self.runs
            return time.monotonic() - quiet_since > QUIET / 1000

        return self.until(quiet, "a page at rest")

    def until(self, true: Callable[[], bool], what: str) -> "Guest":
        end = time.monotonic() + PATIENCE / 1000
        while not true():
            assert time.monotonic() < end, f"waited in vain for {what}: {self._state()}"
            self.page.wait_for_timeout(40)
        return self

    def code(self) -> str:
        """The code that this browser keeps as its cookie; an empty text when it keeps none."""
        kept = {one["name"]: one["value"] for one in self.context.cookies()}
        return kept.get(COOKIE, "")

    def foreign(self) -> list[str]:
        """What this browser asked of any other host."""
        ours = (self.server.url, "data:", "blob:")
        return [one.url for one in self.asked if not one.url.startswith(ours)]

    def _at_rest(self) -> bool:
        """Whether nothing runs; a run that ended early is followed by another."""
        return self.ended and self._state() == REST

    def _state(self) -> list[str | int | None]:
        state: list[str | int | None] = self.page.evaluate(STATE)
        return state


# Words and answers


@cache
def library() -> Library:
    """The content that is shipped, and that the servers of these tests serve."""
    return content.load(ROOT / "questionnaires")


def base() -> Content:
    return library().contents[library().base]


def words(path: str, *, said: Mapping[str, str] | None = None, **names: str | int) -> str:
    """The screen's words under a path of interface.toml, with names put in."""
    return put_in((said or library().words[library().base])[path], **names)


def put_in(text: str, **names: str | int) -> str:
    filled = text
    for name, value in {"group": words_of_group("group"), **names}.items():
        filled = filled.replace("{" + name + "}", str(value))
    return filled[:1].upper() + filled[1:] if text.startswith("{") else filled


def words_of_group(side: Side) -> str:
    return library().words[library().base][f"fallback.{side}"]


def plan(side: Side, **own: Answer) -> dict[str, Answer]:
    """An answer to every question of a side, of every kind; `own` ones by id, with _ for a dot."""
    questionnaire = base().side(side)
    mine = {name.replace("_", "."): answer for name, answer in own.items()}
    return {
        item.id: mine.get(item.id, _planned(questionnaire, item, at))
        for at, item in enumerate(questionnaire.items())
    }


def _planned(questionnaire: Questionnaire, item: Item, at: int) -> Answer:
    if item.kind == "text":
        return f"Words {at}"
    if item.kind == "veto":
        return 0
    if item.asked_with:
        return at % 2
    return None if at % 9 == 8 else at % journey.positions(questionnaire, item)


def seed(store: Store, side: Side, answers: Answers) -> str:
    """A record that somebody made before; its code."""
    code = store.create(side, library().version, words("consent.version"), library().base)
    store.save(code, dict(answers))
    return code


def first(answers: Answers, count: int) -> dict[str, Answer]:
    return dict(list(answers.items())[:count])


def first_held(guest: Guest) -> list[Route]:
    """Holds the first answer that is handed over on its way, until somebody lets it go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    guest.page.route("**/answer", hold)
    return held


def without(answers: Answers, items: Iterable[str]) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name not in set(items)}


def _id(item: Item | str) -> str:
    return item if isinstance(item, str) else item.id
