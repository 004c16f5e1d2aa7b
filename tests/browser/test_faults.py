"""Haste, old tabs, killed servers and full disks: nothing that somebody said is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from esteem_match.models import Answer, Section
from esteem_match.store import Store
from esteem_match.store.schema import RECORDS
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, base, first, plan, put_in, seed, selector, without, words
from tests.live import LiveServer, disk_full
from tests.rooms import rows

pytestmark = pytest.mark.browser
STORE = "postgresql"

NAME = "The Tuesday Circle"
PARTS = base().group.sections
PLACE = next(part for part in PARTS if part.id == "place")
AFTER_PLACE = PARTS[PARTS.index(PLACE) + 1]


def title(part: Section) -> str:
    return put_in(part.title, group=NAME)


def half_way() -> dict[str, Answer]:
    """A group's answers up to the part on place and money."""
    before = [part for part in PARTS if PARTS.index(part) < PARTS.index(PLACE)]
    count = sum(len(part.items) for part in before)
    return first(plan("group", g_name=NAME, g_decide=5), count)


def at_place(guest: Guest) -> Guest:
    return guest.open(f"/assess?step={PLACE.id}").heading(title(PLACE)).settled()


# Reload, back, forward, links


def test_after_a_reload_one_is_at_the_same_place_with_every_tick(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", half_way())
    guest = at_place(invite().come_with(code))
    guest.acknowledged(lambda: guest.tap("g.rb.need1", 2))
    guest.acknowledged(lambda: guest.tap("g.rb.wish2", None))
    guest.page.reload()
    guest.heading(title(PLACE))
    assert (guest.ticked("g.rb.need1"), guest.ticked("g.rb.wish2")) == (2, -1)
    assert guest.ticked("g.rb.need2") is None


def test_coming_back_without_an_address_goes_on_at_the_first_open_part(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", half_way())).open()
    guest.sees(words("welcome.again_group")).press("go_on").heading(title(PLACE))


def test_the_browsers_back_and_forward_walk_the_parts(invite: Invite, store: Store) -> None:
    guest = at_place(invite().come_with(seed(store, "group", half_way())))
    guest.acknowledged(lambda: guest.tap("g.rb.need1", 3))
    guest.press(f"next_{PLACE.id}").heading(title(AFTER_PLACE))
    guest.acknowledged(lambda: guest.tap("g.cb.need1", 1))
    guest.page.go_back()
    guest.heading(title(PLACE))
    assert guest.ticked("g.rb.need1") == 3
    guest.page.go_forward()
    guest.heading(title(AFTER_PLACE))
    assert guest.ticked("g.cb.need1") == 1


def test_the_programs_own_back_goes_one_part_back(invite: Invite, store: Store) -> None:
    guest = at_place(invite().come_with(seed(store, "group", half_way())))
    before = PARTS[PARTS.index(PLACE) - 1]
    guest.press(f"back_{PLACE.id}").heading(title(before))
    assert guest.ticked("g.decide") == 5


@pytest.mark.parametrize("step", ["nonsense", "-1"])
def test_an_address_of_no_part_shows_the_first(invite: Invite, store: Store, step: str) -> None:
    guest = invite().come_with(seed(store, "group", half_way()))
    guest.open(f"/assess?step={step}").heading(title(PARTS[0]))


def test_an_address_of_a_part_opens_it_at_once(invite: Invite, store: Store) -> None:
    guest = invite().come_with(seed(store, "group", half_way()))
    guest.open(f"/assess?step={PARTS[-1].id}").heading(title(PARTS[-1]))


@pytest.mark.parametrize("page", ["assess", "results", "together", "mine"])
def test_a_page_that_needs_somebody_shows_the_way_in(invite: Invite, page: str) -> None:
    invite().open(f"/{page}").sees(words("nobody.why")).sees(words("nobody.start"))


# Haste

TWICE = """([key, pause]) => {
  const button = document.querySelector(key + " button");
  button.click();
  setTimeout(() => button.click(), pause);
}"""


@pytest.mark.parametrize("pause", [0, 60, 250])
def test_a_double_tap_on_next_skips_nothing(invite: Invite, store: Store, pause: int) -> None:
    guest = at_place(invite().come_with(seed(store, "group", half_way())))
    guest.page.evaluate(TWICE, [f".st-key-next_{PLACE.id}", pause])
    guest.heading(title(AFTER_PLACE))
    assert f"step={AFTER_PLACE.id}" in guest.page.url


AT_ONCE = """([option, next]) => {
  document.querySelector(option).click();
  document.querySelector(next + " button").click();
}"""


def test_a_tick_right_before_next_is_kept(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_place(invite().come_with(code))
    option = f"{selector('ask_g.rb.need3')} label:has(input[value='4'])"
    guest.page.evaluate(AT_ONCE, [option, f".st-key-next_{PLACE.id}"])
    guest.heading(title(AFTER_PLACE))
    assert store.load(code).answers["g.rb.need3"] == 4


def test_ticks_as_fast_as_a_thumb_can_are_all_kept(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_place(invite().come_with(code))
    for at, item in enumerate(PLACE.items):
        guest.option(item, at % 2).tap()
    guest.press(f"next_{PLACE.id}").heading(title(AFTER_PLACE))
    kept = store.load(code).answers
    assert [kept.get(item.id) for item in PLACE.items] == [0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize(("item", "part"), [("g.name", PARTS[0]), ("g.words.want", PARTS[-1])])
def test_words_typed_right_before_next_are_kept(
    invite: Invite, store: Store, item: str, part: Section
) -> None:
    code = seed(store, "group", without(plan("group", g_name=NAME), ["g.words.want"]))
    guest = invite().come_with(code).open(f"/assess?step={part.id}")
    box = guest.at(f"ask_{item}").get_by_role("textbox")
    box.fill("")
    box.press_sequentially("A room with a kettle")
    guest.press(f"next_{part.id}")
    guest.heading(words("check.title") if part is PARTS[-1] else title(PARTS[1]))
    assert store.load(code).answers[item] == "A room with a kettle"


def test_a_tick_right_before_another_page_is_kept(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_place(invite().come_with(code))
    guest.option("g.rb.need3", 1).tap()
    guest.go_to("results")
    guest.heading(words("results.title_group", group=NAME))
    assert store.load(code).answers["g.rb.need3"] == 1


# Two tabs


def test_of_two_tabs_the_last_answer_wins_and_the_other_follows(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", half_way())
    before = rows(store, RECORDS)
    one = at_place(invite().come_with(code))
    two = one.new_tab(f"/assess?step={PLACE.id}").heading(title(PLACE))
    one.acknowledged(lambda: one.tap("g.rb.need1", 1))
    two.acknowledged(lambda: two.tap("g.rb.need1", 3))
    assert store.load(code).answers["g.rb.need1"] == 3
    one.acknowledged(lambda: one.tap("g.rb.need2", 2))
    expect(one.radio("g.rb.need1", 3)).to_be_checked()
    two.acknowledged(lambda: two.tap("g.rb.need3", 0))
    expect(two.radio("g.rb.need2", 2)).to_be_checked()
    kept = store.load(code).answers
    assert [kept[f"g.rb.need{n}"] for n in (1, 2, 3)] == [3, 2, 0]
    assert rows(store, RECORDS) == before


def test_a_tab_left_open_writes_nothing_old_when_it_goes_on(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    old = at_place(invite().come_with(code))
    old.acknowledged(lambda: old.tap("g.rb.need1", 1))
    new = old.new_tab(f"/assess?step={PLACE.id}").heading(title(PLACE))
    new.acknowledged(lambda: new.tap("g.rb.need1", 4))
    old.press(f"next_{PLACE.id}").heading(title(AFTER_PLACE))
    assert store.load(code).answers["g.rb.need1"] == 4


def test_a_second_tab_is_the_same_person(invite: Invite, store: Store) -> None:
    one = at_place(invite().come_with(seed(store, "group", half_way())))
    two = one.new_tab("/mine")
    assert two.page.locator("code").first.inner_text().replace("-", "").strip() == one.code()


def test_a_tab_whose_answers_were_deleted_elsewhere_says_so(invite: Invite, store: Store) -> None:
    code = seed(store, "group", half_way())
    guest = at_place(invite().come_with(code))
    store.delete(code)
    guest.acted(lambda: guest.tap("g.rb.need1", 1))
    text = guest.screen().text
    assert words("assess.unsaved_gone") in text or words("nobody.why") in text
    expect(guest.page.get_by_text(words("assess.saved"), exact=True)).to_have_count(0)


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
    guest = at_place(invite(server).come_with(code))
    guest.acknowledged(lambda: guest.tap("g.rb.need1", 2))
    guest.acknowledged(lambda: guest.tap("g.rb.need2", 3))
    killed_and_back(guest)
    assert store.load(code).answers == {**half_way(), "g.rb.need1": 2, "g.rb.need2": 3}
    guest.acknowledged(lambda: guest.tap("g.rb.need3", 4))
    assert store.load(code).answers["g.rb.need3"] == 4
    killed_and_back(guest)
    guest.press(f"next_{PLACE.id}").heading(title(AFTER_PLACE))
    guest.page.go_back()
    guest.heading(title(PLACE))
    assert [guest.ticked(f"g.rb.need{n}") for n in (1, 2, 3)] == [2, 3, 4]


def test_after_a_kill_one_goes_on_with_the_code_on_another_device(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    code = seed(store, "group", half_way())
    guest = at_place(invite(server).come_with(code))
    guest.acknowledged(lambda: guest.tap("g.rb.need1", 2))
    server.kill()
    server.start()
    other = invite(server).open("/assess")
    other.field(words("code.label")).fill(code.lower())
    other.page.get_by_role("button", name=words("code.open")).tap()
    other.heading(title(PLACE)).settled()
    assert other.ticked("g.rb.need1") == 2
    other.acknowledged(lambda: other.tap("g.rb.need2", 0))
    assert store.load(code).answers == {**half_way(), "g.rb.need1": 2, "g.rb.need2": 0}


def test_nothing_says_saved_while_the_server_is_gone(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    guest = at_place(invite(server).come_with(seed(store, "group", half_way())))
    guest.acknowledged(lambda: guest.tap("g.rb.need1", 2))
    server.kill()
    guest.until(lambda: guest._state()[1] != "CONNECTED", "the page to notice")
    expect(guest.page.get_by_text(words("assess.saved"), exact=True)).to_be_hidden(timeout=5000)


@pytest.mark.parametrize("touched", [True, False], ids=["that was tapped", "that was only shown"])
def test_an_old_tab_that_outlives_the_server_does_not_undo_a_newer_answer(
    invite: Invite, own: tuple[LiveServer, Store], touched: bool
) -> None:
    server, store = own
    code = seed(store, "group", {**half_way(), "g.rb.need1": 0 if touched else 1})
    old = at_place(invite(server).come_with(code))
    if touched:
        old.acknowledged(lambda: old.tap("g.rb.need1", 1))
    new = old.new_tab(f"/assess?step={PLACE.id}").heading(title(PLACE))
    new.acknowledged(lambda: new.tap("g.rb.need1", 4))
    killed_and_back(old)
    old.settled()
    old.acknowledged(lambda: old.tap("g.rb.need2", 2))
    assert store.load(code).answers["g.rb.need1"] == 4


# The disk takes nothing more


def test_what_cannot_be_saved_is_told_and_stays_ticked_and_is_saved_when_it_can_be(
    invite: Invite, own: tuple[LiveServer, Store]
) -> None:
    server, store = own
    code = seed(store, "group", half_way())
    guest = at_place(invite(server).come_with(code))
    with disk_full(server, store):
        guest.acted(lambda: guest.tap("g.rb.need1", 2))
        guest.sees(words("assess.unsaved_failed"))
        expect(guest.page.get_by_text(words("assess.saved"), exact=True)).to_have_count(0)
        guest.acted(lambda: guest.press(f"next_{PLACE.id}"))
        guest.heading(title(PLACE)).sees(words("assess.unsaved_failed"))
        assert guest.ticked("g.rb.need1") == 2
    assert "g.rb.need1" not in store.load(code).answers
    guest.press(f"next_{PLACE.id}").heading(title(AFTER_PLACE))
    assert store.load(code).answers["g.rb.need1"] == 2


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
