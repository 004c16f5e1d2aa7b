"""Haste, old tabs, killed servers and full disks: nothing that somebody said is lost."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from esteem_match.models import Answer, Section
from esteem_match.store import Store
from esteem_match.store.database.schema import RECORDS
from tests.browser.conftest import Invite
from tests.browser.steps import (
    Guest,
    base,
    first,
    first_held,
    place_of,
    plan,
    put_in,
    seed,
    without,
    words,
)
from tests.live import LiveServer, disk_full
from tests.rooms import rows

pytestmark = pytest.mark.browser
STORE = "postgresql"

NAME = "The Tuesday Circle"
PARTS = base().group.sections
SHARING = next(part for part in PARTS if part.id == "sharing")
AFTER_SHARING = PARTS[PARTS.index(SHARING) + 1]


def saved(guest: Guest) -> Locator:
    return guest.page.get_by_text(words("assess.saved"), exact=True)


def title(part: Section) -> str:
    return put_in(part.title, group=NAME)


def half_way() -> dict[str, Answer]:
    """A group's answers up to the part on sharing the work."""
    before = [part for part in PARTS if PARTS.index(part) < PARTS.index(SHARING)]
    count = sum(len(part.items) for part in before)
    return first(plan("group", g_name=NAME), count)


def at_sharing(guest: Guest) -> Guest:
    return guest.open(f"/assess?step={SHARING.id}").heading(title(SHARING)).settled()


# Reload, back, forward, links


def test_after_a_reload_one_is_at_the_same_place_with_every_tick(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))
    guest.acknowledged(lambda: guest.tap("g.cb.share", 2))
    guest.acknowledged(lambda: guest.tap("g.cb.wish2", None))
    guest.page.reload()
    guest.heading(title(SHARING))
    assert (guest.ticked("g.cb.share"), guest.ticked("g.cb.wish2")) == (2, -1)
    assert guest.ticked("g.cb.next") is None


def test_the_browsers_back_and_forward_walk_the_parts(invite: Invite, store: Store) -> None:
    guest = at_sharing(invite().come_with(seed(store, "group", half_way())))
    guest.acknowledged(lambda: guest.tap("g.cb.share", 3))
    guest.press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    guest.acknowledged(lambda: guest.tap("g.fa.lead", 1))
    guest.page.go_back()
    guest.heading(title(SHARING))
    assert guest.ticked("g.cb.share") == 3
    guest.page.go_forward()
    guest.heading(title(AFTER_SHARING))
    assert guest.ticked("g.fa.lead") == 1


def test_the_programs_own_back_goes_one_part_back(invite: Invite, store: Store) -> None:
    guest = at_sharing(invite().come_with(seed(store, "group", half_way())))
    before = PARTS[PARTS.index(SHARING) - 1]
    guest.press(f"back_{SHARING.id}").heading(title(before))
    assert guest.ticked("g.rb.tasks") == half_way()["g.rb.tasks"]


# Haste

TWICE = """([key, pause]) => {
  const button = document.querySelector(key + " button");
  button.click();
  setTimeout(() => button.click(), pause);
}"""


@pytest.mark.parametrize("pause", [0, 60, 250])
def test_a_double_tap_on_next_skips_nothing(invite: Invite, store: Store, pause: int) -> None:
    guest = at_sharing(invite().come_with(seed(store, "group", half_way())))
    guest.page.evaluate(TWICE, [f".st-key-next_{SHARING.id}", pause])
    guest.heading(title(AFTER_SHARING))
    assert f"step={AFTER_SHARING.id}" in guest.page.url


# By script: a phone may leave the focus in a field that was written in.
AT_ONCE = """([option, next]) => {
  if (option) document.querySelector(option).click();
  document.querySelector(next + " button").click();
  if (option) document.querySelector(next + " button").click();
}"""


def test_a_tick_right_before_next_is_kept(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))
    option = f"{place_of('g.cb.learn')} label:has(input[value='4'])"
    guest.page.evaluate(AT_ONCE, [option, f".st-key-next_{SHARING.id}"])
    guest.heading(title(AFTER_SHARING))
    assert f"step={AFTER_SHARING.id}" in guest.page.url
    assert store.load(code).answers["g.cb.learn"] == 4


def test_ticks_as_fast_as_a_thumb_can_are_all_kept(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))
    for at in (*range(5), *range(5)):
        guest.option(SHARING.items[0], at).tap()
    guest.handed_over()
    assert store.load(code).answers[SHARING.items[0].id] == 4
    for at, item in enumerate(SHARING.items):
        guest.option(item, at % 2).tap()
    guest.press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    kept = store.load(code).answers
    assert [kept.get(item.id) for item in SHARING.items] == [0, 1, 0, 1, 0]


@pytest.mark.parametrize(("item", "part"), [("g.name", PARTS[0]), ("g.words.want", PARTS[-1])])
def test_words_typed_right_before_next_are_kept(
    invite: Invite, store: Store, item: str, part: Section
) -> None:
    code = seed(store, "group", without(plan("group", g_name=NAME), ["g.words.want"]))
    guest = invite().come_with(code).open(f"/assess?step={part.id}")
    box = guest.question(item).get_by_role("textbox")
    box.fill("")
    box.press_sequentially("A room with a kettle")
    guest.page.evaluate(AT_ONCE, ["", f".st-key-next_{part.id}"])
    guest.heading(words("check.title") if part is PARTS[-1] else title(PARTS[1]))
    assert store.load(code).answers[item] == "A room with a kettle"


def test_a_tick_right_before_another_page_is_kept(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))
    guest.option("g.cb.learn", 1).tap()
    guest.go_to("results")
    guest.heading(words("results.title_group", group=NAME))
    assert store.load(code).answers["g.cb.learn"] == 1


def hidden(page: Page) -> None:
    page.evaluate(AWAY)


def elsewhere(page: Page) -> None:
    page.goto("about:blank")


def closed(page: Page) -> None:
    page.close(run_before_unload=True)


def back(page: Page) -> None:
    page.go_back()


AWAY = """() => {
  Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_the_word_in_hand_is_kept_however_a_page_is_left(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = invite().come_with(code)
    for leave in (hidden, back, elsewhere, closed):
        at_sharing(guest)
        guest.open_map().follow(title(PARTS[-1])).heading(title(PARTS[-1])).settled()
        said = f"A room, and {leave.__name__}"
        guest.question("g.words.want").get_by_role("textbox").fill(said)
        leave(guest.page)
        kept_soon(store, code, "g.words.want", said)


def kept_soon(store: Store, code: str, item: str, said: Answer) -> None:
    """Waits until the store has it: the page is no longer there to ask."""
    end = time.monotonic() + 10
    while store.load(code).answers.get(item) != said:
        assert time.monotonic() < end, f"{item} is not kept"
        time.sleep(0.05)


def test_what_is_said_of_an_answer_that_was_mended_meanwhile_is_not_told(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", {})
    guest = invite().come_with(code).open(f"/assess?step={PARTS[0].id}")
    field = guest.question("g.name").get_by_role("textbox")
    held = first_held(guest)
    field.fill("abc\u202edef")
    field.press("Tab")
    guest.until(lambda: bool(held), "an answer on its way")
    field.fill(NAME)
    field.press("Tab")
    held[0].continue_()
    guest.handed_over().press(f"next_{PARTS[0].id}").heading(title(PARTS[1]))
    assert store.load(code).answers["g.name"] == NAME


def test_an_answer_that_fails_keeps_no_other_back(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))

    def fails(route: Route) -> None:
        of_one = (route.request.post_data_json or {})["item"] == "g.cb.share"
        route.fulfill(status=500) if of_one else route.continue_()

    guest.page.route("**/answer", fails)
    guest.tap("g.cb.share", 1).tap("g.cb.next", 2).tap("g.cb.learn", 3)
    guest.until(lambda: "g.cb.learn" in store.load(code).answers, "the other answers")
    assert store.load(code).answers == {**half_way(), "g.cb.next": 2, "g.cb.learn": 3}
    expect(saved(guest)).to_have_count(0)
    guest.page.unroute("**/answer")
    guest.handed_over()
    assert store.load(code).answers["g.cb.share"] == 1


def test_without_a_line_ticking_goes_on_and_all_is_kept_once_it_is_back(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", {**half_way(), "g.cb.share": 0})
    guest = at_sharing(invite().come_with(code))
    guest.page.evaluate("window.notReloaded = true")
    guest.context.set_offline(True)
    for at in (1, 2, 3):
        guest.tap("g.cb.share", at)
    guest.tap("g.cb.next", 2).tap("g.cb.learn", None).sees(words("assess.unsaved"))
    guest.press(f"next_{SHARING.id}")
    expect(saved(guest)).to_have_count(0)
    guest.page.wait_for_function("() => !window.__esteem.hands.held")  # nobody waits for the press
    assert (guest.screen().heading, store.load(code).answers) == (
        title(SHARING),
        {**half_way(), "g.cb.share": 0},
    )
    guest.sees(words("assess.unsaved")).context.set_offline(False)
    guest.handed_over()
    expect(saved(guest)).to_be_visible()
    ticks = {"g.cb.share": 3, "g.cb.next": 2, "g.cb.learn": None}
    assert store.load(code).answers == {**half_way(), **ticks}
    guest.press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    assert guest.page.evaluate("window.notReloaded")
    assert guest.foreign() == []


# Two tabs


def test_of_two_tabs_the_last_answer_wins_and_the_other_follows(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", half_way())
    before = rows(store, RECORDS)
    one = at_sharing(invite().come_with(code))
    two = one.new_tab(f"/assess?step={SHARING.id}").heading(title(SHARING))
    one.acknowledged(lambda: one.tap("g.cb.share", 1))
    two.acknowledged(lambda: two.tap("g.cb.share", 3))
    assert store.load(code).answers["g.cb.share"] == 3
    one.acknowledged(lambda: one.tap("g.cb.next", 2))
    expect(one.radio("g.cb.share", 3)).to_be_checked()
    two.acknowledged(lambda: two.tap("g.cb.learn", 0))
    expect(two.radio("g.cb.next", 2)).to_be_checked()
    kept = store.load(code).answers
    assert [kept[f"g.cb.{n}"] for n in ("share", "next", "learn")] == [3, 2, 0]
    assert rows(store, RECORDS) == before


def test_a_tab_left_open_writes_nothing_old_when_it_goes_on(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    old = at_sharing(invite().come_with(code))
    old.acknowledged(lambda: old.tap("g.cb.share", 1))
    new = old.new_tab(f"/assess?step={SHARING.id}").heading(title(SHARING))
    new.acknowledged(lambda: new.tap("g.cb.share", 4))
    old.press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    assert store.load(code).answers["g.cb.share"] == 4


def test_a_second_tab_is_the_same_person(invite: Invite, store: Store) -> None:
    one = at_sharing(invite().come_with(seed(store, "group", half_way())))
    two = one.new_tab("/mine")
    assert two.page.locator("code").first.inner_text().replace("-", "").strip() == one.code()


def test_a_tab_whose_answers_were_deleted_elsewhere_says_so(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))
    store.delete(code)
    guest.tap("g.cb.share", 1).tap("g.cb.next", 1).sees(words("assess.unsaved_gone"))
    expect(saved(guest)).to_have_count(0)
    guest.go_to("welcome").heading(words("welcome.title"))


def test_a_tab_whose_answers_were_closed_elsewhere_shows_them_closed_and_says_why(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", half_way())
    guest = at_sharing(invite().come_with(code))
    store.update(code, finished=True)
    guest.option("g.cb.share", 1).tap()
    guest.heading(words("check.closed_title")).sees(words("check.closed_late"))
    assert store.load(code).answers == half_way()


# The server dies


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, Store]]:
    """A server that may die, and its store."""
    server = LiveServer(tmp_path_factory.mktemp("mortal"), store=STORE).start()
    opened = server.store()
    yield server, opened
    opened.close()
    server.stop()


@pytest.fixture
def own(mortal: tuple[LiveServer, Store]) -> tuple[LiveServer, Store]:
    """That server, alive."""
    server = mortal[0]
    if server.process is None or server.process.poll() is not None:
        server.start()
    return mortal


def killed_and_back(guest: Guest) -> None:
    guest.server.kill()
    guest.until(lambda: guest._state()[1] != "CONNECTED", "the page to notice")
    guest.server.start()
    guest.until(lambda: guest._state()[1] == "CONNECTED", "the page to be back")


def test_a_kill_in_the_middle_loses_neither_what_was_saved_nor_the_next_tap(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    code = seed(store, "group", half_way())
    guest = at_sharing(invite(server).come_with(code))
    guest.acknowledged(lambda: guest.tap("g.cb.share", 2))
    guest.acknowledged(lambda: guest.tap("g.cb.next", 3))
    killed_and_back(guest)
    assert store.load(code).answers == {**half_way(), "g.cb.share": 2, "g.cb.next": 3}
    guest.acknowledged(lambda: guest.tap("g.cb.learn", 4))
    assert store.load(code).answers["g.cb.learn"] == 4
    server.kill()
    guest.tap("g.cb.wish1", 1).tap("g.cb.wish2", 0).tap("g.cb.wish1", 2)
    server.start()
    guest.handed_over()  # by itself
    kept = store.load(code).answers
    assert [kept["g.cb.wish1"], kept["g.cb.wish2"]] == [2, 0]
    guest.until(lambda: guest._state()[1] == "CONNECTED", "the page to be back")
    guest.press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    guest.page.go_back()
    guest.heading(title(SHARING))
    assert [guest.ticked(f"g.cb.{n}") for n in ("share", "next", "learn")] == [2, 3, 4]


def test_after_a_kill_one_goes_on_with_the_code_on_another_device(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    code = seed(store, "group", half_way())
    guest = at_sharing(invite(server).come_with(code))
    guest.acknowledged(lambda: guest.tap("g.cb.share", 2))
    server.kill()
    server.start()
    other = invite(server).open("/assess")
    other.field(words("code.label")).fill(code.lower())
    other.page.get_by_role("button", name=words("code.open")).tap()
    other.heading(title(SHARING)).settled()
    assert other.ticked("g.cb.share") == 2
    other.acknowledged(lambda: other.tap("g.cb.next", 0))
    assert store.load(code).answers == {**half_way(), "g.cb.share": 2, "g.cb.next": 0}


def test_nothing_says_saved_while_the_server_is_gone(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    guest = at_sharing(invite(server).come_with(seed(store, "group", half_way())))
    guest.acknowledged(lambda: guest.tap("g.cb.share", 2))
    server.kill()
    guest.until(lambda: guest._state()[1] != "CONNECTED", "the page to notice")
    expect(saved(guest)).to_be_hidden(timeout=5000)
    guest.tap("g.cb.next", 3).sees(words("assess.unsaved"))
    expect(saved(guest)).to_have_count(0)


@pytest.mark.parametrize("touched", [True, False], ids=["that was tapped", "that was only shown"])
def test_an_old_tab_that_outlives_the_server_does_not_undo_a_newer_answer(
    invite: Invite, own: tuple[LiveServer, Store], touched: bool
) -> None:
    server, store = own
    code = seed(store, "group", {**half_way(), "g.cb.share": 0 if touched else 1})
    old = at_sharing(invite(server).come_with(code))
    if touched:
        old.acknowledged(lambda: old.tap("g.cb.share", 1))
    new = old.new_tab(f"/assess?step={SHARING.id}").heading(title(SHARING))
    new.acknowledged(lambda: new.tap("g.cb.share", 4))
    killed_and_back(old)
    old.settled()
    old.acknowledged(lambda: old.tap("g.cb.next", 2))
    assert store.load(code).answers["g.cb.share"] == 4


# The disk takes nothing more


def test_what_cannot_be_saved_is_told_and_stays_ticked_and_is_saved_when_it_can_be(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    code = seed(store, "group", half_way())
    guest = at_sharing(invite(server).come_with(code))
    with disk_full(server, store):
        guest.tap("g.cb.share", 2).sees(words("assess.unsaved"))
        expect(saved(guest)).to_have_count(0)
        assert guest.ticked("g.cb.share") == 2
        assert "g.cb.share" not in store.load(code).answers
    guest.handed_over()
    assert store.load(code).answers["g.cb.share"] == 2
    guest.press(f"next_{SHARING.id}").heading(title(AFTER_SHARING))
    assert store.load(code).answers["g.cb.share"] == 2


def test_a_start_that_cannot_be_kept_is_told_and_keeps_nothing(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    guest = invite(server).open("/?door=group").sees(words("consent.for_group"))
    guest.acted(lambda: guest.page.get_by_text(words("consent.yes")).click())
    with disk_full(server, store):
        guest.acted(lambda: guest.press("consent_start"))
        guest.sees(words("consent.failed"))
    assert guest.code() == ""
    guest.press("consent_start").heading(words("code.title"))
