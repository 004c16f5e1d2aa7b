"""Every page for everybody: no fault that axe finds, at any size, in both themes, by its names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from esteem_match.models import Answers
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import (
    DESK,
    PAINTED,
    PHONE,
    Guest,
    base,
    library,
    plan,
    put_in,
    seed,
    words,
)
from tests.live import LiveServer

pytestmark = pytest.mark.browser

Act = Callable[[Guest], object]

NAME = "The Tuesday Circle"
GROUP = plan("group", g_name=NAME, g_rb_room=4, g_rb_wish1=4, g_fa_no=1, g_decide=5)
SOME = {name: answer for name, answer in GROUP.items() if not name.startswith("g.gives")}
PRACTITIONER = plan("practitioner", p_see_name=NAME, p_name="Robin", p_rb_time=4, p_know=2)
CASE = library().examples[library().base][0].id

# What axe finds that is Streamlit's own and that we cannot mend: rule and selector of the element.
STREAMLITS: frozenset[tuple[str, str]] = frozenset()

NAMES = """() => [...document.querySelectorAll("main [aria-label]")]
  .map((one) => one.getAttribute("aria-label"))"""
MARKUP = ("\\", ":small[", ":material", "**", "\u2060")


@pytest.fixture(scope="module")
def people(store: Store) -> dict[str, str]:
    """People in all conditions in which a page may find them: their codes."""
    codes = {
        "nobody": "",
        "new": seed(store, "group", {}),
        "midway": seed(store, "group", SOME),
        "group": seed(store, "group", GROUP),
        "sharing": seed(store, "group", GROUP),
        "closed": seed(store, "group", GROUP),
        "practitioner": seed(store, "practitioner", PRACTITIONER),
        "together": seed(store, "group", GROUP),
        "joined": seed(store, "practitioner", PRACTITIONER),
    }
    store.share(codes["sharing"])
    store.update(codes["closed"], finished=True)
    store.join(codes["joined"], store.share(codes["together"]))
    return codes


@pytest.fixture(scope="module")
def browser(chromium: Browser, live: LiveServer) -> Iterator[Guest]:
    """The one at which they sit down one after the other."""
    guest = Guest(chromium, live)
    yield guest
    guest.close()


def slip(guest: Guest) -> None:
    guest.field(words("code.label")).fill("ABCD")
    guest.page.get_by_role("button", name=words("code.open")).tap()
    guest.sees(words("code.length"))


def unfold(guest: Guest) -> None:
    """Opens everything that is folded away."""
    guest.page.evaluate("() => document.querySelectorAll('main summary').forEach((s) => s.click())")
    guest.page.wait_for_timeout(400)


def with_map(guest: Guest) -> None:
    guest.page.get_by_text(words("together.map_more")).tap()
    drawn(guest)
    unfold(guest)


def drawn(guest: Guest) -> None:
    expect(guest.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    guest.settled()


def too_long(guest: Guest) -> None:
    guest.write("g.name", "x" * 200).question("g.name").get_by_role("textbox").press("Tab")
    guest.sees(refused())


def refused() -> str:
    """What is said of a name that is too long."""
    name = next(item for item in base().group.items() if item.id == "g.name")
    return words("bad.too_long", limit=name.max_length or 0)


def no_yes(guest: Guest) -> None:
    guest.acted(lambda: guest.press("consent_start")).sees(words("consent.needed"))


def no_file(guest: Guest) -> None:
    chooser = guest.page.get_by_label(words("mydata.bring_label"))
    chooser.set_input_files({"name": "x", "mimeType": "", "buffer": b"x"})
    guest.sees(words("mydata.bad_not_json")).settled()


def by_link(guest: Guest) -> None:
    store = guest.server.store()
    code = seed(store, "practitioner", {"p.see.name": "Wednesday Carers"})
    store.close()
    guest.page.evaluate("(code) => { location.hash = code }", code)
    guest.heading(words("link.title_person"))


def as_it_is(_guest: Guest) -> None:
    """Changes nothing."""


STATES: dict[str, tuple[str, str, Act]] = {
    "welcome": ("nobody", "/", as_it_is),
    "welcome back": ("midway", "/", as_it_is),
    "a slip in the code": ("nobody", "/", slip),
    "consent": ("nobody", "/?door=group", as_it_is),
    "consent without a yes": ("nobody", "/?door=practitioner", no_yes),
    "nobody here": ("nobody", "/results", as_it_is),
    "the code": ("new", "/assess?step=code", unfold),
    "a section, untouched": ("new", "/assess?step=place", unfold),
    "a section, answered": ("group", "/assess?step=around", as_it_is),
    "a text that is refused": ("new", "/assess?step=place", too_long),
    "a form from paper": ("midway", "/assess?step=paper", as_it_is),
    "check, some open": ("midway", "/assess?step=check", unfold),
    "a change from the check": ("group", "/assess?step=place&back=check", as_it_is),
    "closed answers": ("closed", "/assess", unfold),
    "check, all answered": ("practitioner", "/assess?step=check", as_it_is),
    "a result of too few answers": ("new", "/results", as_it_is),
    "a group's result": ("group", "/results", unfold),
    "a practitioner's result": ("practitioner", "/results", unfold),
    "the page to hand over": ("group", "/results?page=letter", as_it_is),
    "an offer to hand over": ("practitioner", "/results?page=offer", as_it_is),
    "together, not shared": ("group", "/together", as_it_is),
    "together, waiting": ("sharing", "/together", as_it_is),
    "together, to enter": ("practitioner", "/together", as_it_is),
    "together, the group": ("together", "/together", with_map),
    "together, the practitioner": ("joined", "/together", unfold),
    "my code": ("group", "/mine", unfold),
    "a file to bring back": ("nobody", "/mine?page=bring", no_file),
    "delete, asked again": ("group", "/mine?sure=1", as_it_is),
    "about": ("nobody", "/about", as_it_is),
    "blank forms": ("nobody", "/forms", as_it_is),
    "asked by a link": ("group", "/", by_link),
    "asked before finishing": ("group", "/?finish=ask", unfold),
    "finished here": ("nobody", "/?told=finished", as_it_is),
    "a share that ended": ("practitioner", "/together?told=parted", as_it_is),
    "an example": ("nobody", f"/together?example={CASE}", with_map),
}


SIZES = {
    "200 % of 1280 by 800": {"width": 640, "height": 400},
    "400 % of 1280 by 1024": {"width": 320, "height": 256},
    "a small phone": {"width": 320, "height": 480},
}


@dataclass
class Look:
    """One state of a page: faults that axe found by theme and size, names read out, what is cut."""

    faults: dict[str, set[tuple[str, str]]]
    names: list[str]
    cut: dict[str, tuple[int, list[str]]]


@pytest.fixture(scope="module", params=STATES)
def look(request: pytest.FixtureRequest, people: dict[str, str], browser: Guest) -> Look:
    who, path, act = STATES[request.param]
    guest = browser.anew()
    if who != "nobody":
        guest.come_with(people[who])
    guest.page.set_viewport_size(PHONE["viewport"])
    act(guest.open(path))
    names = guest.page.evaluate(NAMES)
    found = {"light": faults(guest)}
    found["dark"] = faults(dressed(guest, "dark", PHONE["viewport"]))
    found["wide"] = faults(dressed(guest, "light", DESK["viewport"]))
    cut = {}
    for name, size in SIZES.items():
        dressed(guest, "light", size)
        cut[name] = (guest.screen().sideways, guest.cut())
    return Look(found, names, cut)


def dressed(guest: Guest, scheme: Any, size: Any) -> Guest:
    guest.page.emulate_media(color_scheme=scheme)
    guest.page.set_viewport_size(size)
    guest.page.evaluate(PAINTED)
    return guest.settled()


def faults(guest: Guest) -> set[tuple[str, str]]:
    """Serious and critical findings of axe, as rule and selector."""
    options = {"resultTypes": ["violations"]}  # of all else it would list what it looked at
    found: list[dict[str, Any]] = Axe().run(guest.page, options=options).response["violations"]
    return {
        (fault["id"], str(node["target"][0]))
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    }


def test_no_page_has_a_serious_fault_of_access_in_either_theme_or_size(look: Look) -> None:
    ours = {how: sorted(some - STREAMLITS) for how, some in look.faults.items()}
    assert ours == {"light": [], "dark": [], "wide": []}


def test_the_names_that_are_read_out_hold_no_signs_of_markup(look: Look) -> None:
    assert [name for name in look.names if any(sign in name for sign in MARKUP)] == []


def test_nothing_scrolls_sideways_or_is_cut_when_it_is_large(look: Look) -> None:
    assert look.cut == dict.fromkeys(SIZES, (0, []))


def test_a_fault_that_is_there_is_found(invite: Invite) -> None:
    guest = invite().open("/about")
    assert faults(guest) == set()
    guest.page.evaluate(
        """() => document.querySelector("main h2").insertAdjacentHTML("afterend",
            '<p id=pale style="color: #eee; background: #fff">pale</p><button id=bare></button>')"""
    )
    assert faults(guest) == {("color-contrast", "#pale"), ("button-name", "#bare")}


def test_both_themes_are_really_looked_at(invite: Invite) -> None:
    ground = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    guest = invite(color_scheme="light").open("/")
    light = guest.page.evaluate(ground)
    assert light != dressed(guest, "dark", PHONE["viewport"]).page.evaluate(ground)


def test_larger_letters_make_everything_larger_and_nothing_is_cut(
    invite: Invite, store: Store
) -> None:
    """Text set to 200 % in the browser's own settings, without zoom."""
    guest = invite().come_with(seed(store, "group", GROUP)).open("/assess?step=place")
    expect(guest.option("g.rb.room", 0)).to_be_visible()
    before = guest.screen()
    after = enlarged(guest).screen()
    assert min(after.radios) > min(before.radios)
    assert (after.sideways, guest.cut()) == (0, [])
    guest.open("/results")
    unfold(guest)
    after = enlarged(guest).screen()
    assert (after.sideways, guest.cut()) == (0, [])


def enlarged(guest: Guest) -> Guest:
    guest.page.add_style_tag(content="html { font-size: 200% !important; }")
    guest.page.wait_for_timeout(300)
    return guest


INKS = """() => ["text", ".xlines-above", ".shapelayer path", ".annotation .bg"].map((what) => {
  const found = getComputedStyle(document.querySelector(".js-plotly-plot " + what));
  return found[what.includes("text") || what.includes("bg") ? "fill" : "stroke"]; })"""
PAPER = """() => { const app = getComputedStyle(document.querySelector("[data-testid=stApp]"));
  return [app.color, app.color, app.color, app.backgroundColor]; }"""


def test_a_picture_follows_a_device_that_turns_dark_or_light(invite: Invite) -> None:
    guest = invite().open(f"/together?example={CASE}")
    guest.page.get_by_text(words("together.map_more")).tap()
    drawn(guest)
    for theme in ("light", "dark", "light"):
        dressed(guest, theme, PHONE["viewport"])
        assert guest.page.evaluate(INKS) == guest.page.evaluate(PAPER), theme


def test_a_chosen_answer_is_seen_where_the_device_forces_its_own_colours(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", GROUP)).open("/assess?step=place")
    expect(guest.radio("g.rb.room", 4)).to_be_checked()
    guest.page.emulate_media(forced_colors="active")
    edges = guest.question("g.rb.room").locator(".choice")
    thick = edges.evaluate_all("(all) => all.map((one) => getComputedStyle(one).borderTopWidth)")
    assert [at for at, width in enumerate(thick) if width != min(thick)] == [4]


def test_an_error_is_announced_at_once_and_saving_quietly(invite: Invite, store: Store) -> None:
    guest = invite().come_with(seed(store, "group", {"g.name": NAME})).open("/assess?step=place")
    expect(guest.page.get_by_role("status").filter(has_text=words("assess.saved"))).to_be_visible()
    too_long(guest)
    alert = guest.page.get_by_role("alert")
    expect(alert.filter(has_text=refused())).to_be_visible()


@pytest.mark.parametrize("step", ["place", "knowing"])
def test_a_question_and_its_choices_are_one_named_group(
    invite: Invite, store: Store, step: str
) -> None:
    guest = invite().come_with(seed(store, "group", {})).open(f"/assess?step={step}")
    section = next(part for part in base().group.sections if part.id == step)
    choices = [one for one in section.questions() if one.kind != "text"]
    assert choices
    for one in choices:
        name = " ".join(put_in(text) for text in (one.asks.text, one.asks.help) if text)
        group = guest.page.get_by_role("group", name=name, exact=True)
        choice = "checkbox" if one.kind == "checklist" else "radio"
        assert group.get_by_role(choice).count() >= 3, one.id


LANDMARKS = [words("frame.ways"), words("frame.more")]


def has_landmarks(guest: Guest) -> None:
    """The ways are listed by their names, as a screen reader would list them, and nothing else."""
    found = guest.settled().page.get_by_role("navigation")
    expect(found).to_have_count(len(LANDMARKS))
    for name in LANDMARKS:
        expect(guest.page.get_by_role("navigation", name=name, exact=True)).to_have_count(1)


def test_the_ways_at_top_and_foot_are_named_landmarks_however_often_they_are_drawn(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", GROUP)).open("/assess?step=place")
    has_landmarks(guest)
    guest.acknowledged(lambda: guest.tap("g.rb.room", 1))
    has_landmarks(guest)
    guest.press("next_place").settled()
    has_landmarks(guest)
    for page in ("results", "together", "mine", "welcome"):
        guest.go_to(page)
        guest.page.wait_for_url(f"{guest.server.url}/{page.replace('welcome', '')}")
        has_landmarks(guest)
    guest.open_menu()
    for name, count in zip(LANDMARKS, (5, 2), strict=True):
        ways = guest.page.get_by_role("navigation", name=name).get_by_role("link")
        expect(ways).to_have_count(count)


def test_the_bar_at_the_top_is_low_and_its_menu_opens_and_shuts_by_key(invite: Invite) -> None:
    guest = invite().open("/about")
    bar = guest.at("top").bounding_box()
    assert bar is not None
    assert (bar["y"], bar["height"] <= 56) == (0, True)
    expect(guest.at("top").get_by_text(words("brand.name"), exact=True)).to_be_visible()
    menu = guest.page.locator(".menu > summary")
    about = guest.at("top").get_by_role("link", name=words("about.nav"), exact=True)
    expect(about).to_be_hidden()
    menu.press("Enter")
    expect(about).to_be_visible()
    about.press("Escape")
    expect(about).to_be_hidden()
    expect(menu).to_be_focused()
    guest.page.set_viewport_size(DESK["viewport"])
    expect(about).to_be_visible()
    expect(menu).to_be_hidden()


def test_a_yes_is_asked_with_a_box_that_can_be_hit_with_a_thumb(invite: Invite) -> None:
    guest = invite().open("/?door=group").sees(words("consent.for_group")).settled()
    row = guest.at("yes").locator("label").bounding_box()
    square = guest.at("yes").locator("label > div").first.bounding_box()
    assert row is not None
    assert square is not None
    assert (row["height"] >= 44, row["width"] >= 300) == (True, True)
    assert min(square["height"], square["width"]) >= 20


@pytest.mark.parametrize("answers", [{}, GROUP], ids=["new", "full"])
def test_a_page_has_one_main_heading_and_skips_no_level(
    invite: Invite, store: Store, answers: Answers
) -> None:
    guest = invite().come_with(seed(store, "group", answers))
    for path in ("/", "/assess", "/results", "/together", "/mine", "/about"):
        guest.open(path)
        levels = guest.page.evaluate(
            "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5)')].map((h) => +h.tagName[1])"
        )
        assert levels.count(1) == 1, path
        steps = pairwise(levels)
        assert all(later <= earlier + 1 for earlier, later in steps), (path, levels)
