"""Other languages, by two that are made up for tests: a longer one, and one from right to left."""

import shutil
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from esteem_match import content
from esteem_match.models import Library
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, first_held, plan, seed, words
from tests.browser.test_first_visit import held
from tests.live import ROOT, LiveServer
from tests.pseudo import write_pseudo

pytestmark = pytest.mark.browser

NAME = "The Tuesday Circle"
LONG, RTL = "fr", "ar"
STEP = "place"
BAR = 56  # pixels: one line, also where there are languages to choose from


class Tongues:
    """A server that speaks three languages, with its store and all its words."""

    def __init__(self, server: LiveServer, store: Store, library: Library) -> None:
        self.server, self.store, self.library = server, store, library

    def say(self, path: str, language: str, **names: str | int) -> str:
        return words(path, said=self.library.words[language], **names)

    def title(self, step: str, language: str) -> str:
        parts = self.library.contents[language].group.sections
        return next(part.title for part in parts if part.id == step)

    def option(self, language: str, name: str, at: int) -> str:
        return self.library.contents[language].group.options[name][at]


@pytest.fixture(scope="module")
def tongues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tongues]:
    home = tmp_path_factory.mktemp("tongues")
    folder = home / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", folder)
    for code in (LONG, RTL):
        write_pseudo(folder, code)
    server = LiveServer(home, env={"ESTEEM_QUESTIONNAIRES": str(folder)}).start()
    store = server.store()
    yield Tongues(server, store, content.load(folder))
    store.close()
    server.stop()


@pytest.fixture
def guest(invite: Invite, tongues: Tongues) -> Guest:
    """A group at a section, whose earlier answers are there."""
    code = seed(tongues.store, "group", {"g.name": NAME})
    return invite(tongues.server).come_with(code).open(f"/assess?step={STEP}")


def speak(guest: Guest, tongues: Tongues, before: str, after: str) -> Guest:
    names = {code: one.name for code, one in tongues.library.languages.items()}
    guest.pick(tongues.say("frame.language", before), names[after])
    return guest


def page_speaks(guest: Guest, language: str, direction: str) -> bool:
    html = "[document.documentElement.lang, document.documentElement.dir]"
    return bool(guest.page.evaluate(html) == [language, direction])


def in_language(guest: Guest, tongues: Tongues, step: str, language: str) -> Guest:
    expect(guest.title()).to_have_text(tongues.title(step, language))
    direction = tongues.library.languages[language].direction
    return guest.until(lambda: page_speaks(guest, language, direction), f"the page in {language}")


@pytest.mark.parametrize("language", [LONG, RTL])
def test_a_switch_in_the_middle_of_a_section_loses_nothing(
    guest: Guest, tongues: Tongues, language: str
) -> None:
    guest.acknowledged(lambda: guest.tap("g.rb.room", 3))
    guest.tap("g.rb.wish1", None).tap("g.rb.money", 2)
    in_language(speak(guest, tongues, "en", language), tongues, STEP, language).settled()
    bar = guest.at("top").bounding_box()
    assert bar is not None
    assert bar["height"] <= BAR
    assert [guest.ticked(f"g.rb.{one}") for one in ("room", "money", "wish1")] == [3, 2, -1]
    expect(guest.option("g.rb.room", 3)).to_contain_text(tongues.option(language, "hard", 3))
    guest.handed_over()
    kept = {"g.name": NAME, "g.rb.room": 3, "g.rb.money": 2, "g.rb.wish1": None}
    assert tongues.store.load(guest.code()).answers == kept
    guest.acknowledged(lambda: guest.tap("g.rb.tasks", 0))
    assert tongues.store.load(guest.code()).answers == {**kept, "g.rb.tasks": 0}
    in_language(speak(guest, tongues, language, "en"), tongues, STEP, "en").settled()
    assert [guest.ticked(f"g.rb.{one}") for one in ("room", "money", "tasks")] == [3, 2, 0]
    assert tongues.store.load(guest.code()).answers == {**kept, "g.rb.tasks": 0}


def test_a_tick_that_is_on_its_way_shows_in_the_other_language_too(
    guest: Guest, tongues: Tongues
) -> None:
    held = first_held(guest)
    guest.tap("g.rb.room", 3)
    guest.until(lambda: bool(held), "an answer on its way")
    in_language(speak(guest, tongues, "en", LONG), tongues, STEP, LONG).settled()
    expect(guest.radio("g.rb.room", 3)).to_be_checked()
    expect(guest.page.locator(".saved")).to_have_count(0)
    held[0].continue_()
    guest.handed_over()
    assert guest.ticked("g.rb.room") == 3
    assert tongues.store.load(guest.code()).answers["g.rb.room"] == 3


def test_words_that_were_just_typed_outlive_a_switch(guest: Guest, tongues: Tongues) -> None:
    guest.open("/assess?step=words")
    guest.question("g.words.want").get_by_role("textbox").fill("A kettle")
    in_language(speak(guest, tongues, "en", LONG), tongues, "words", LONG).settled()
    expect(guest.question("g.words.want").get_by_role("textbox")).to_have_value("A kettle")
    guest.handed_over()
    assert tongues.store.load(guest.code()).answers["g.words.want"] == "A kettle"


def test_a_form_from_paper_follows_a_switch_with_what_was_typed(
    guest: Guest, tongues: Tongues
) -> None:
    guest.open("/assess?step=paper").tap("g.rb.room", 3)
    speak(guest, tongues, "en", LONG)
    now = tongues.option(LONG, "hard", 3)
    expect(guest.option("g.rb.room", 3)).to_contain_text(now)
    expect(guest.radio("g.rb.room", 3)).to_be_checked()
    guest.handed_over()
    assert tongues.store.load(guest.code()).answers["g.rb.room"] == 3


def test_the_choice_of_a_language_outlives_next_reload_and_coming_back(
    invite: Invite, guest: Guest, tongues: Tongues
) -> None:
    in_language(speak(guest, tongues, "en", RTL), tongues, STEP, RTL)
    guest.press(f"next_{STEP}")
    in_language(guest, tongues, "sharing", RTL)
    guest.page.reload()
    in_language(guest, tongues, "sharing", RTL)
    guest.go_to("mine", tongues.say("mine.nav", RTL))
    expect(guest.title()).to_have_text(tongues.say("mine.title", RTL))
    guest.open("/")
    expect(guest.title()).to_have_text(tongues.say("welcome.title", RTL))
    other = invite(tongues.server).come_with(guest.code()).open(f"/assess?step={STEP}")
    in_language(other, tongues, STEP, RTL)


def test_a_language_that_is_chosen_first_is_kept_from_the_first_screen_on(
    invite: Invite, tongues: Tongues
) -> None:
    guest = invite(tongues.server).open()
    speak(guest, tongues, "en", RTL).sees(tongues.say("welcome.doors", RTL)).settled()
    guest.press("door_group").sees(tongues.say("consent.for_group", RTL)).settled()
    guest.acted(lambda: guest.page.get_by_text(tongues.say("consent.yes", RTL)).click())
    guest.press("consent_start").sees(tongues.say("code.on", RTL)).settled()
    guest.press("code_on")
    in_language(guest, tongues, "place", RTL)


def first_words(guest: Guest, text: str) -> None:
    """Loads the start page, and sees this before Streamlit is there."""
    with held(guest.page):
        guest.page.goto(guest.server.url, wait_until="commit")
        expect(guest.page.locator("body > .first").get_by_text(text)).to_be_visible()


def test_a_browser_begins_in_its_own_language_from_the_first_word_on(
    invite: Invite, tongues: Tongues
) -> None:
    guest = invite(tongues.server, locale="fr-CA")
    first_words(guest, tongues.say("welcome.doors", LONG))
    guest.settled().sees(tongues.say("welcome.doors", LONG))
    guest.until(lambda: page_speaks(guest, LONG, "ltr"), "the page in its language")
    assert "lang=" not in guest.page.url
    guest.open("/about?lang=en").heading(words("about.title"))


def test_a_choice_outlasts_a_load_of_any_address_from_the_first_word_on(
    invite: Invite, tongues: Tongues
) -> None:
    guest = invite(tongues.server).open()
    speak(guest, tongues, "en", RTL).sees(tongues.say("welcome.doors", RTL)).settled()
    guest.open("/about").heading(tongues.say("about.title", RTL))
    first_words(guest, tongues.say("welcome.doors", RTL))
    guest.settled().sees(tongues.say("welcome.doors", RTL)).settled()
    speak(guest, tongues, RTL, "en").sees(words("welcome.doors")).settled()
    guest.open("/about").heading(words("about.title"))


def test_whoever_finishes_leaves_no_language_behind(invite: Invite, tongues: Tongues) -> None:
    code = seed(tongues.store, "group", {"g.name": NAME})
    guest = invite(tongues.server).come_with(code).open("/mine")
    speak(guest, tongues, "en", RTL)
    expect(guest.title()).to_have_text(tongues.say("mine.title", RTL))
    guest.settled().press("finish").sees(tongues.say("mine.finished", RTL))
    guest.open("/").sees(words("welcome.doors"))


def test_the_browsers_back_button_keeps_the_language(guest: Guest, tongues: Tongues) -> None:
    in_language(speak(guest, tongues, "en", RTL), tongues, STEP, RTL)
    guest.press(f"next_{STEP}")
    in_language(guest, tongues, "sharing", RTL)
    guest.page.go_back()
    in_language(guest, tongues, STEP, RTL)


def cut_at_rest(guest: Guest) -> list[str]:
    """What is cut off once nothing moves: a chart finds its margins only after it is drawn."""
    end = time.monotonic() + 10
    while (cut := guest.cut()) and time.monotonic() < end:
        guest.page.wait_for_timeout(100)
    return cut


@pytest.mark.parametrize("language", [LONG, RTL])
def test_no_page_scrolls_sideways_or_is_cut_in_any_language(
    invite: Invite, tongues: Tongues, language: str
) -> None:
    group = seed(tongues.store, "group", plan("group", g_name=NAME, g_fa_no=1))
    practitioner = seed(
        tongues.store, "practitioner", plan("practitioner", p_see_name=NAME, p_know=2)
    )
    tongues.store.join(practitioner, tongues.store.share(group))
    case = tongues.library.examples[language][0].id
    wide, guest = {}, invite(tongues.server)
    for code, paths in (
        ("", ["/", "/?door=group", "/about", f"/together?example={case}"]),
        (group, ["/assess?step=code", f"/assess?step={STEP}", "/assess?step=check", "/results"]),
        (group, ["/results?page=letter", "/together", "/mine"]),
        (practitioner, ["/results", "/together"]),
    ):
        guest.anew()
        if code:
            guest.come_with(code)
        for path in paths:
            guest.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
            direction = tongues.library.languages[language].direction
            guest.until(lambda: page_speaks(guest, language, direction), f"{path} in {language}")  # noqa: B023
            cut = cut_at_rest(guest)
            screen = guest.screen()
            if screen.sideways > 0 or cut:
                wide[path] = (screen.sideways, cut)
    assert wide == {}


PLACED = """() => {
  const box = (node) => { const range = document.createRange();
    range.selectNodeContents(node); return range.getBoundingClientRect(); };
  const main = document.querySelector("[data-testid=stMainBlockContainer]");
  const block = main.querySelector("[data-testid=stHtml]:has(> h1)").getBoundingClientRect();
  const code = document.querySelector(".st-key-code");
  const item = main.querySelector("li");
  return {
    covered: code && box(code.querySelector("code")).right
      - code.querySelector("button").getBoundingClientRect().left,
    heading: block.right - box(main.querySelector("h1")).right,
    room: item && block.right - item.getBoundingClientRect().right,
  };
}"""


def test_from_right_to_left_all_begins_at_the_right_and_nothing_covers_a_code(
    invite: Invite, tongues: Tongues
) -> None:
    code = seed(tongues.store, "group", plan("group", g_name=NAME))
    guest = invite(tongues.server).come_with(code).open(f"/mine?lang={RTL}")
    expect(guest.at("code").locator("code")).to_be_visible()
    mine = guest.settled().page.evaluate(PLACED)
    results = guest.open(f"/results?lang={RTL}").settled().page.evaluate(PLACED)
    assert max(abs(one["heading"]) for one in (mine, results)) <= 1
    assert mine["covered"] <= 0
    assert results["room"] >= 16  # for the dot


def test_a_language_that_is_not_spoken_shows_the_first(guest: Guest, tongues: Tongues) -> None:
    guest.open(f"/assess?step={STEP}&lang=tlh")
    in_language(guest, tongues, STEP, "en")
