"""The whole walk of each side on a phone, by tapping and by keyboard alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from esteem_match import journey
from esteem_match.models import SIDES, Answer, Answers, Checklist, Item, Question, Section, Side
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import (
    PAINTED,
    Guest,
    Screen,
    base,
    first,
    library,
    place_of,
    plan,
    put_in,
    seed,
    selector,
    without,
    words,
    words_of_group,
)
from tests.live import LiveServer

pytestmark = pytest.mark.browser

NAME = "The Tuesday Circle"
TARGET = 44
# An outline, or anything else that differs from how it looks without the focus.
FOCUS_SHOWS = """async () => {
  const now = document.activeElement;
  const around = [now, now.closest("label"), now.parentElement, now.parentElement.parentElement];
  const styles = () => around.filter(Boolean).map((one) => getComputedStyle(one));
  if (styles().some((one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 1))
    return true;
  const looks = () => styles().map((one) => [one.outline, one.boxShadow, one.borderColor,
    one.borderWidth, one.backgroundColor].join()).join();
  const faded = () => new Promise((done) => setTimeout(done, 400));
  await faded();
  const focused = looks();
  now.blur();
  await faded();
  const bare = looks();
  now.focus({preventScroll: true});
  return focused !== bare;
}"""


@dataclass
class Walk:
    """One side's walk, as it was seen: what stood on each screen, and what was said."""

    side: Side
    guest: Guest
    code: str
    plan: Answers
    sections: list[tuple[Section, Answers, Screen]] = field(default_factory=list)
    asked_before_result: list[str] = field(default_factory=list)
    check: Screen | None = None
    result: Screen | None = None


def answers_of(side: Side) -> Answers:
    """Answers of all kinds; the name last asked is the one the group is called by."""
    if side == "group":
        return plan("group", g_name=NAME, g_decide=5, g_rb_wish1=4, g_rb_room=4, g_fa_no=1)
    return plan("practitioner", p_see_name=NAME, p_know=2, p_rb_time=4, p_rb_authority=4)


def title(part: Section, side: Side, answers: Answers) -> str:
    return put_in(part.title, group=called(side, answers))


def called(side: Side, answers: Answers) -> str:
    return str(answers.get("g.name") or answers.get("p.see.name") or words_of_group(side))


def begin(guest: Guest, side: Side) -> str:
    """Through the door, past the consent, to the code; gives the code that was shown."""
    guest.open().press(f"door_{side}").sees(words(f"consent.for_{side}")).settled()
    guest.acted(lambda: guest.press("consent_start"))
    guest.sees(words("consent.needed"))
    guest.acted(lambda: guest.page.get_by_text(words("consent.yes")).click())
    guest.press("consent_start").heading(words("code.title"))
    return guest.page.locator("code").first.inner_text().replace("-", "").strip()


@pytest.fixture(scope="module", params=SIDES)
def walk(request: pytest.FixtureRequest, chromium: Browser, live: LiveServer) -> Iterator[Walk]:
    """One walk of a side from the first screen to the result, every question answered."""
    side: Side = request.param
    guest = Guest(chromium, live)
    walk = Walk(side, guest, begin(guest, side), answers_of(side))
    guest.press("code_on")
    answered: dict[str, object] = {}
    parts = journey.asked(base().side(side), walk.plan)
    for at, part in enumerate(parts):
        screen = guest.arrived(title(part, side, answered))
        walk.sections.append((part, dict(answered), screen))
        for one in part.questions():
            guest.answer(one, walk.plan)
            answered |= {item.id: walk.plan[item.id] for item in one.items}
        guest.press(f"next_{part.id}")
        assert at < len(parts)
    walk.check = guest.arrived(words("check.title"))
    walk.asked_before_result = [one.url for one in guest.asked]
    guest.press("to_result")
    walk.result = guest.arrived(
        words(f"results.title_{side}", group=called(side, answered)),
    )
    yield walk
    guest.close()


def test_everything_that_was_answered_is_kept(walk: Walk, store: Store) -> None:
    asked = journey.counted(base().side(walk.side), walk.plan)
    assert store.load(walk.code).answers == asked


def test_a_new_section_starts_at_its_top_with_its_heading_focused(walk: Walk) -> None:
    assert [(s.heading, s.scrolled, s.focused) for _, _, s in walk.sections] == [
        (title(part, walk.side, said), 0, True) for part, said, _ in walk.sections
    ]


def test_the_titles_of_the_browser_say_where_one_is(walk: Walk) -> None:
    screens = [screen for _, _, screen in walk.sections]
    titles = [screen.title for screen in (*screens, walk.check, walk.result) if screen]
    assert titles == [
        f"{screen.heading} · {words('brand.name')}"
        for screen in (*screens, walk.check, walk.result)
        if screen
    ]
    assert len(set(titles)) == len(titles)


def test_no_screen_of_the_walk_scrolls_sideways(walk: Walk) -> None:
    screens = [*(screen for _, _, screen in walk.sections), walk.check, walk.result]
    assert [s.heading for s in screens if s and s.sideways > 0] == []


def test_every_target_can_be_hit_with_a_thumb(walk: Walk) -> None:
    low = {
        screen.heading: sorted({*screen.radios, *screen.buttons})
        for _, _, screen in walk.sections
        if min((*screen.radios, *screen.buttons)) < TARGET
    }
    assert low == {}


def test_no_option_is_ticked_before_somebody_ticks_it(walk: Walk) -> None:
    assert all(screen.radios for _, _, screen in walk.sections)
    assert [screen.heading for _, _, screen in walk.sections if screen.chosen] == []


def test_every_choice_ends_with_not_sure(walk: Walk) -> None:
    for part, said, screen in walk.sections:
        now = next(one for one in journey.asked(base().side(walk.side), said) if one.id == part.id)
        choices = [one for one in now.questions() if one.kind != "text"]
        assert choices
        assert screen.lasts == [words("answer.unsure")] * len(choices), part.id


def test_progress_counts_parts_and_what_is_left_of_them(walk: Walk) -> None:
    questionnaire = base().side(walk.side)
    for at, (part, said, screen) in enumerate(walk.sections):
        done = journey.progress(questionnaire, said, part.id)
        assert words("assess.where", part=at + 1, parts=done.sections) in screen.text
        assert words("assess.left", minutes=done.minutes_left) in screen.text
    left = [journey.progress(questionnaire, said).minutes_left for _, said, _ in walk.sections]
    assert left[0] > left[-1] > 0


def test_every_section_says_why_it_asks(walk: Walk) -> None:
    for part, said, screen in walk.sections:
        why = put_in(part.why, group=called(walk.side, said))
        assert " ".join(why.split()) in " ".join(screen.text.split())


def test_the_groups_own_name_for_itself_is_used(walk: Walk) -> None:
    named = [
        screen
        for part, said, screen in walk.sections
        if called(walk.side, said) == NAME and any("{group}" in item.text for item in part.items)
    ]
    assert named
    assert all(NAME in screen.text and "{group}" not in screen.text for screen in named)


def test_the_check_page_shows_every_answer(walk: Walk) -> None:
    assert walk.check is not None
    text = " ".join(walk.check.text.split())
    assert words("check.complete") in text
    for part in journey.asked(base().side(walk.side), walk.plan):
        for one in part.questions():
            question = put_in(one.asks.text, group=NAME)
            said = put_in(words_of(walk.side, one, walk.plan), group=NAME)
            assert f"{question} {said} {words('check.change')}" in text, one.id


def words_of(side: Side, one: Question, answers: Answers) -> str:
    """An answer in words; of a checklist each box that is ticked."""
    if isinstance(one.asks, Item):
        return words_of_item(side, one.asks, answers[one.id])
    if all(answers[box.id] is None for box in one.items):
        return words("answer.unsure")
    return "; ".join(box.text for box in one.items if answers[box.id] == 1) or one.asks.none


def words_of_item(side: Side, item: Item, answer: Answer) -> str:
    if item.kind == "text":
        return str(answer)
    if answer is None:
        return words("answer.unsure")
    options = base().side(side).options[item.options]
    assert isinstance(answer, int)
    if answer == len(options):
        return words(f"answer.not_applicable_{side}")
    return options[answer]


def test_the_walk_and_the_check_load_no_chart(walk: Walk) -> None:
    assert walk.asked_before_result
    assert [url for url in walk.asked_before_result if "plotly" in url.lower()] == []


def test_the_result_says_what_it_rests_on_right_after_what_fits(walk: Walk) -> None:
    assert walk.result is not None
    rests = words("results.rests" if walk.side == "practitioner" else "results.rests_group")
    said = walk.result.text.split(walk.result.heading, 1)[1]
    first = next(line for line in said.splitlines() if line.strip())
    assert says_first(first)
    roles = words("results.roles")
    assert 0 < said.index(rests) < said.index(roles)


def says_first(line: str) -> bool:
    """Whether this is one of the sentences with which a result may begin."""
    said = library().words[library().base]
    texts = [text for name, text in said.items() if name.startswith("first.")]
    sentences = [re.escape(text).replace(re.escape("{what}"), ".+") for text in texts]
    return any(re.fullmatch(one, line) for one in sentences if one.endswith("\\."))


def test_the_result_shows_all_five_roles(walk: Walk) -> None:
    for role in base().model.roles:
        row = walk.guest.page.locator(f".role-{role.id}[data-fold]")
        expect(row).to_contain_text(role.name)


def test_the_walk_asks_no_other_host_and_breaks_nothing(walk: Walk) -> None:
    assert walk.guest.foreign() == []
    assert unexpected(walk.guest.complaints) == []


def unexpected(complaints: list[str]) -> list[str]:
    """Without the probes with which Streamlit looks for its own base path."""
    probes = ("/_stcore/health", "/_stcore/host-config")
    known = ("404", "Failed to load resource")
    return [
        one
        for one in complaints
        if not (all(word in one for word in known) and any(probe in one for probe in probes))
    ]


def test_the_map_to_explore_is_loaded_only_when_somebody_asks_for_it(invite: Invite) -> None:
    guest = invite().open(f"/together?example={library().examples[library().base][0].id}").settled()
    assert not [one for one in guest.asked if "plotly" in one.url.lower()]
    guest.page.get_by_text(words("together.map_more")).click()
    expect(guest.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert [one for one in guest.asked if "plotly" in one.url.lower()]


def test_an_answer_is_changed_from_the_check_page(invite: Invite, store: Store) -> None:
    code = seed(store, "group", answers_of("group"))
    guest = invite().come_with(code).open("/assess?step=check")
    row = guest.page.locator("dl > div", has_text=question("g.bb.links"))
    row.get_by_role("link").click()
    guest.heading(title(section_of("g.bb.links"), "group", {}))
    expect(guest.question("g.bb.links")).to_be_in_viewport()
    guest.acknowledged(lambda: guest.tap("g.bb.links", 3))
    assert store.load(code).answers["g.bb.links"] == 3
    guest.press(f"next_{section_of('g.bb.links').id}").heading(words("check.title"))
    expect(row).to_contain_text(base().group.options["hard"][3])


def test_an_answer_is_changed_in_a_browser_that_keeps_no_cookie(
    invite: Invite, store: Store
) -> None:
    """Following a link must not load the page anew: who is here would be lost."""
    code = seed(store, "group", without(answers_of("group"), ["g.rb.room"]))
    guest = invite()
    guest.context.route("**/session", lambda route: route.abort())
    guest.open().field(words("code.label")).fill(code)
    guest.page.get_by_role("button", name=words("code.open")).tap()
    guest.heading(title(section_of("g.rb.room"), "group", answers_of("group"))).settled()
    guest.open_map().follow(words("assess.check")).heading(words("check.title"))
    guest.page.locator("ul.open").get_by_role("link").tap()
    guest.heading(title(section_of("g.rb.room"), "group", answers_of("group")))
    guest.acknowledged(lambda: guest.tap("g.rb.room", 2))
    guest.follow(words("assess.to_check")).heading(words("check.title")).sees(
        words("check.complete")
    )
    row = guest.page.locator("dl > div", has_text=question("g.cb.share"))
    row.get_by_role("link").tap()
    guest.heading(title(section_of("g.cb.share"), "group", answers_of("group")))
    expect(guest.question("g.cb.share")).to_be_in_viewport()
    assert guest.code() == ""
    assert store.load(code).answers["g.rb.room"] == 2


def test_a_link_of_the_check_works_by_keyboard_and_in_a_tab_of_its_own(
    invite: Invite, store: Store
) -> None:
    guest = invite(has_touch=False).come_with(seed(store, "group", answers_of("group")))
    guest.open("/assess?step=check").heading(words("check.title"))
    link = guest.page.locator("dl > div", has_text=question("g.bb.links")).get_by_role("link")
    with guest.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(
        title(section_of("g.bb.links"), "group", answers_of("group"))
    )
    guest.heading(words("check.title"))
    link.focus()
    guest.page.keyboard.press("Enter")
    guest.heading(title(section_of("g.bb.links"), "group", answers_of("group")))
    guest.page.go_back()
    guest.heading(words("check.title"))


def test_what_is_open_is_unfolded_and_found_from_the_check(invite: Invite, store: Store) -> None:
    some = first(answers_of("group"), 10)
    guest = invite().come_with(seed(store, "group", some)).open("/assess?step=check")
    links = guest.page.locator("ul.open").get_by_role("link")
    expect(links.first).to_be_hidden()
    guest.page.get_by_text(words("check.open_list"), exact=True).tap()
    expect(links.first).to_be_visible()
    assert links.count() == len(journey.missing(base().group, some))
    item = journey.missing(base().group, some)[0]
    links.first.tap()
    guest.heading(title(section_of(item), "group", some))
    expect(guest.question(item)).to_be_in_viewport()


def question(item_id: str, group: str = NAME) -> str:
    item = next(item for item in base().items() if item.id == item_id)
    return put_in(item.text, group=group)


def section_of(item_id: str) -> Section:
    parts = (*base().group.sections, *base().practitioner.sections)
    return next(part for part in parts if any(item.id == item_id for item in part.items))


def test_the_map_leads_to_any_part(invite: Invite, store: Store) -> None:
    guest = invite().come_with(seed(store, "group", first(answers_of("group"), 3)))
    parts = base().group.sections
    guest.open(f"/assess?step={parts[0].id}").open_map()
    guest.follow(title(parts[-1], "group", {}))
    screen = guest.arrived(title(parts[-1], "group", {}))
    assert (screen.focused, screen.scrolled) == (True, 0)


def test_a_question_that_an_answer_opens_is_asked_and_counted_at_once(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", {"g.name": NAME})).open("/assess?step=run")
    expect(guest.question("g.handover")).to_have_count(0)
    guest.acknowledged(lambda: guest.tap("g.decide", 5))
    expect(guest.question("g.handover")).to_be_visible()
    guest.acknowledged(lambda: guest.tap("g.decide", 0))
    expect(guest.question("g.handover")).to_have_count(0)


# By keyboard alone


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Tabs until this has the focus, and no faster than each stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        page.evaluate(PAINTED)
        if page.evaluate("(s) => document.activeElement.closest(s) !== null", selector):
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def press_by_keyboard(guest: Guest, name: str, how: str = "Enter") -> None:
    tab_to(guest.page, f"{selector(name)} button")
    assert guest.page.evaluate(FOCUS_SHOWS), f"the focus on {name} cannot be seen"
    guest.page.keyboard.press(how)


def tick_by_keyboard(guest: Guest, one: Question, answers: Answers) -> None:
    """Ticks these boxes of a checklist, or what stands for none of them."""
    places = [at for at, item in enumerate(one.items) if item in one.ticked(answers)]
    for value in places or ["none"]:
        tab_to(guest.page, f'{place_of(one.id)} input[value="{value}"]')
        assert guest.page.evaluate(FOCUS_SHOWS), f"the focus in {one.id} cannot be seen"
        guest.page.keyboard.press("Space")


def answer_by_keyboard(guest: Guest, one: Question, answers: Answers) -> None:
    if isinstance(one.asks, Checklist):
        return tick_by_keyboard(guest, one, answers)
    item, answer = one.asks, answers[one.id]
    tab_to(guest.page, f"{place_of(item)} :is(input, textarea)")
    assert guest.page.evaluate(FOCUS_SHOWS), f"the focus on {item.id} cannot be seen"
    if item.kind == "text":
        return guest.page.keyboard.type(str(answer))
    guest.page.keyboard.press("Space")
    expect(guest.radio(item, 0)).to_be_checked()
    for at in range(answer if isinstance(answer, int) else 0):
        guest.page.keyboard.press("ArrowDown")
        expect(guest.radio(item, at + 1)).to_be_checked()
    return None


def test_a_group_gets_to_its_result_by_keyboard_alone(invite: Invite, store: Store) -> None:
    guest = invite(has_touch=False).open()
    press_by_keyboard(guest, "door_group")
    guest.sees(words("consent.title")).settled()
    tab_to(guest.page, "[data-testid=stCheckbox] input")
    assert guest.page.evaluate(FOCUS_SHOWS)
    guest.acted(lambda: guest.page.keyboard.press("Space"))
    press_by_keyboard(guest, "consent_start")
    guest.heading(words("code.title"))
    press_by_keyboard(guest, "code_on", "Space")
    answers = {item.id: _few_keys(item) for item in base().group.items()}
    parts = journey.asked(base().group, answers)
    for part in parts:
        said = {} if part is parts[0] else {"g.name": NAME}
        assert guest.arrived(title(part, "group", said)).focused
        for one in part.questions():
            answer_by_keyboard(guest, one, answers)
        press_by_keyboard(guest, f"next_{part.id}")
    guest.heading(words("check.title")).sees(words("check.complete"))
    assert store.load(guest.code()).answers == journey.counted(base().group, answers)
    press_by_keyboard(guest, "to_result")
    guest.heading(words("results.title_group", group=NAME)).sees(words("results.rests_group"))


def _few_keys(item: Item) -> int | str:
    """The first option needs Space alone; a few need an arrow."""
    if item.kind == "text":
        return NAME
    return 1 if item.id.endswith(("wish1", "national")) else 0
