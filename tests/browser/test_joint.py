"""Both sides together: shared by the group, joined, taken back; and the published examples."""

from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from esteem_match import codes, explain
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, base, library, plan, put_in, seed, words

pytestmark = pytest.mark.browser
STORE = "postgresql"

NAME = "The Tuesday Circle"
WORKER = "Robin of the library"
GROUP = plan("group", g_name=NAME, g_rb_room=4, g_rb_wish1=4, g_bb_known=0, g_cb_no=1)
PRACTITIONER = plan("practitioner", p_know=2, p_name=WORKER, p_see_rb_room=0, p_see_bb_known=4)
ROLES = base().model.roles


@pytest.fixture
def group(invite: Invite, store: Store) -> Guest:
    return invite().come_with(seed(store, "group", GROUP))


@pytest.fixture
def practitioner(invite: Invite, store: Store) -> Guest:
    return invite().come_with(seed(store, "practitioner", PRACTITIONER))


def joined(store: Store, group: Guest, practitioner: Guest) -> str:
    """The two share and join, as if they had done it before; the share code."""
    code = store.share(group.code())
    store.join(practitioner.code(), code)
    return code


def enter(guest: Guest, code: str, *, agree: bool = True) -> Guest:
    guest.open("/together").field(words("together.enter")).fill(code)
    if agree:
        guest.page.get_by_text(words("together.enter_yes")).click()
    guest.page.get_by_role("button", name=words("together.enter_open")).tap()
    return guest


def sees_both_sides(guest: Guest) -> Guest:
    for role in ROLES:
        expect(guest.role(role.id)).to_contain_text(role.name)
    expect(guest.page.get_by_text(words("together.again_title")).first).to_be_attached()
    return guest.sees(words("together.differ"))


def sees_nothing_of_the_group(guest: Guest) -> Guest:
    guest.settled()
    text = guest.screen().text
    assert NAME not in text
    assert all(guest.role(role.id).count() == 0 for role in ROLES)
    return guest


def test_a_group_shares_and_a_practitioner_joins_and_both_see_both_sides(
    group: Guest, practitioner: Guest
) -> None:
    group.open("/together").sees(words("together.make_what"))
    group.press("share_make").sees(words("together.waiting")).settled()
    code = group.at("share").locator("code").first.inner_text().strip()
    enter(practitioner, code, agree=False).sees(words("together.enter_needed"))
    group.open("/together").sees(words("together.waiting"))
    sees_both_sides(enter(practitioner, code))
    sees_both_sides(group.open("/together"))


COPIES = """() => {
  Object.defineProperty(navigator, "clipboard", { get: () => undefined });
  Object.defineProperty(navigator, "share", { value: async (told) => { window.shared = told; } });
  document.execCommand = (what) => {
    window.took = [what, document.activeElement.value];
    return window.can;
  };
}"""


def test_a_message_is_copied_without_a_secure_line_and_its_link_opens_the_place_to_say_yes(
    invite: Invite, store: Store, practitioner: Guest
) -> None:
    group = invite(timezone_id="Asia/Kathmandu").come_with(seed(store, "group", GROUP))
    code = store.share(group.code())
    at = store.shared(code, group.code()).at
    assert at is not None
    group.open("/together").sees(f"{at.astimezone(ZoneInfo('Asia/Kathmandu')):%H:%M}")
    group.page.evaluate(COPIES)
    press = group.page.get_by_role("button")
    press.filter(has_text=words("share.copy")).tap()
    expect(press.filter(has_text=words("share.by_hand"))).to_be_visible()
    marked = group.page.evaluate("String(getSelection())")
    group.page.evaluate("window.can = true")
    press.filter(has_text=words("share.by_hand")).tap()
    expect(press.filter(has_text=words("share.copied"))).to_be_visible()
    what, text = group.page.evaluate("window.took")
    assert (what, marked.split()) == ("copy", text.split())
    link = f"{group.server.url}/together#{codes.pretty(code)}"
    assert link in text
    sees_both_sides(practitioner.come_by_link(link, "share"))
    assert practitioner.code() not in text


def test_the_joint_page_has_a_map_and_bars_and_says_them_in_words_too(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    joined(store, group, practitioner)
    sees_both_sides(practitioner.open("/together"))
    bars = practitioner.role(ROLES[0].id).locator(".bars")
    expect(bars).to_contain_text(words("bar.short_appropriate"))
    practitioner.unfold(words("together.map")).sees(words("together.map_boxes"))
    expect(practitioner.page.get_by_role("img", name=words("together.map_alt"))).to_be_visible()
    practitioner.page.get_by_text(words("together.map_more")).tap()
    expect(practitioner.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    practitioner.unfold(words("together.table"))
    table = practitioner.page.get_by_role("table", name=words("together.table"))
    for role in ROLES:
        expect(table).to_contain_text(role.name)
    for column in ("together.table_role", "together.table_label", "bar.appropriate"):
        expect(table).to_contain_text(words(column))
    assert practitioner.screen().sideways <= 0


def test_the_joint_page_shows_both_answers_where_views_differ_the_furthest_first(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    joined(store, group, practitioner)
    sees_both_sides(group.open("/together"))
    apart = [gap for gap in explain.gaps(base(), GROUP, PRACTITIONER) if gap.difference]
    assert {gap.item.id for gap in apart} >= {"g.rb.room", "g.bb.known"}
    table = group.page.get_by_role("table", name=words("together.differ_what"))
    for at, gap in enumerate(apart[:2]):
        row = table.get_by_role("row").nth(1 + at)
        expect(row).to_contain_text(put_in(gap.item.says or gap.item.text, group=NAME))
    heads = table.get_by_role("columnheader").all_inner_texts()
    said, thinks = words("together.differ_group"), words("together.differ_practitioner")
    assert heads == [words("report.question"), said, thinks]
    hard = base().group.options["hard"]
    assert group.page.get_by_role("row").filter(has_text=hard[4]).count()


def test_a_group_that_waits_sees_by_itself_that_somebody_has_joined(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    group.open("/together").press("share_make").sees(words("together.waiting"))
    store.join(practitioner.code(), str(store.load(group.code()).share))
    sees_both_sides(group)


def test_what_a_group_takes_back_nobody_sees_any_more(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    code = joined(store, group, practitioner)
    sees_both_sides(practitioner.open("/together"))
    group.open("/together").unfold(words("together.sharing"))
    group.press("share_back").sees(words("together.take_back_sure"))
    group.press("share_back_no").press("share_back").press("share_back_yes").sees(
        words("together.make_what")
    )
    sees_nothing_of_the_group(practitioner.open("/together"))
    enter(practitioner, codes.pretty(code)).sees(words("together.unknown"))
    sees_nothing_of_the_group(practitioner)


def test_an_open_joint_page_shows_nothing_more_once_it_is_taken_back(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    joined(store, group, practitioner)
    sees_both_sides(practitioner.open("/together"))
    store.unshare(group.code())
    practitioner.go_to("results")
    practitioner.heading(words("results.title_practitioner"))
    practitioner.page.go_back()
    practitioner.heading(words("together.title"))
    sees_nothing_of_the_group(practitioner)


def test_a_practitioner_who_stops_is_seen_no_more(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    joined(store, group, practitioner)
    practitioner.open("/together").unfold(words("together.sharing"))
    practitioner.press("share_leave").sees(words("together.enter_what"))
    group.open("/together").sees(words("together.waiting"))


def test_a_share_that_was_taken_back_is_told_once_however_one_comes_to_it(
    invite: Invite, group: Guest, practitioner: Guest, store: Store
) -> None:
    for come in (by_button, by_reload, on_another_device):
        joined(store, group, practitioner)
        guest = sees_both_sides(practitioner.open("/together"))
        store.unshare(group.code())
        guest = come(guest, invite)
        sees_nothing_of_the_group(guest.sees(words("together.parted")))
        guest.sees(words("together.enter_what"))
        guest.open("/results").settled().open("/together").sees(words("together.enter_what"))
        expect(guest.page.get_by_text(words("together.parted"))).to_have_count(0)


def by_button(guest: Guest, _: Invite) -> Guest:
    return guest.unfold(words("together.sharing")).press("enter_other")


def by_reload(guest: Guest, _: Invite) -> Guest:
    guest.page.reload()
    return guest


def on_another_device(guest: Guest, invite: Invite) -> Guest:
    return invite().come_with(guest.code()).open("/together")


def test_who_has_not_joined_sees_neither_side(
    invite: Invite, group: Guest, practitioner: Guest, store: Store
) -> None:
    joined(store, group, practitioner)
    stranger = invite().come_with(seed(store, "practitioner", plan("practitioner")))
    sees_nothing_of_the_group(stranger.open("/together").sees(words("together.enter_what")))
    nobody = invite().open("/together").sees(words("nobody.why"))
    sees_nothing_of_the_group(nobody)


def test_a_slip_in_a_share_code_is_told_and_so_is_one_that_opens_nothing(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    code = store.share(group.code())
    slip = code[:5] + ("A" if code[5] != "A" else "B") + code[6:]
    enter(practitioner, slip).sees(words("code.slip"))
    enter(practitioner, codes.new()).sees(words("together.unknown"))
    enter(practitioner, group.code()).sees(words("together.return"))
    sees_nothing_of_the_group(practitioner)


def test_a_group_with_several_practitioners_picks_whom_to_look_at(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    code = joined(store, group, practitioner)
    second = plan("practitioner", p_know=2, p_name="Sam of the clinic", p_see_rb_room=4)
    store.join(seed(store, "practitioner", second), code)
    sees_both_sides(group.open("/together"))
    differs = group.page.get_by_role("rowheader", name=question("g.rb.room"))
    group.pick(words("together.pick"), "Sam of the clinic")
    expect(differs).to_have_count(0)
    group.pick(words("together.pick"), WORKER)
    expect(differs).to_have_count(1)
    sees_both_sides(group)


def question(item_id: str) -> str:
    item = next(item for item in base().items() if item.id == item_id)
    return put_in(item.text, group=NAME)


def test_changed_answers_are_shared_only_when_somebody_says_so(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    code = joined(store, group, practitioner)
    store.save(group.code(), {"g.rb.room": 0})
    group.open("/together").sees(words("together.again_what"))
    assert store.shared(code, practitioner.code()).group["g.rb.room"] == 4
    group.press("share_again").settled()
    expect(group.page.get_by_text(words("together.again_what"))).to_have_count(0)
    assert store.shared(code, practitioner.code()).group["g.rb.room"] == 0


# A page to hand over


def test_the_page_for_a_practitioner_is_in_the_groups_own_words(
    invite: Invite, store: Store
) -> None:
    own = plan("group", g_name=NAME, g_words_want="Somebody who listens", g_rb_wish1=4, g_fa_no=1)
    guest = invite().come_with(seed(store, "group", own)).open("/results")
    guest.press("letter_open").heading(words("letter.title"))
    guest.sees("Somebody who listens").sees(words("letter.close"))
    guest.unfold(words("report.take"))
    with guest.page.expect_download() as kept:
        guest.page.get_by_role("button", name=words("report.pdf"), exact=True).tap()
    day = store.today().isoformat()
    assert kept.value.suggested_filename == f"what-we-would-like-the-tuesday-circle-{day}.pdf"
    assert "Somebody who listens" in PdfReader(kept.value.path()).pages[0].extract_text()
    guest.press("letter_back").heading(words("results.title_group", group=NAME))


# The examples

EXAMPLES = library().examples[library().base]
CASES = [case for case in EXAMPLES if not case.made_up]


def test_there_are_twelve_cases() -> None:
    assert len(CASES) == 12


def test_the_made_up_pair_opens_first_and_leads_on_to_the_published_cases(invite: Invite) -> None:
    guest = invite().open().press("example_open").heading(EXAMPLES[0].title)
    assert EXAMPLES[0].made_up
    guest.sees(words("results.rests_made_up")).sees(words("label.recommended"))
    assert guest.screen().sideways <= 0
    guest.press("next_example").heading(EXAMPLES[1].title)
    guest.press("previous_example").heading(EXAMPLES[0].title)


def test_the_published_cases_open_one_after_the_other_through_the_same_result_to_look_at_only(
    invite: Invite,
) -> None:
    guest = invite().open(f"/together?example={CASES[0].id}")
    for case in CASES:
        guest.heading(case.title)
        to_look_at_only(guest)
        guest.press("next_example")
    guest.heading(EXAMPLES[0].title)
    assert guest.code() == ""


def to_look_at_only(guest: Guest) -> None:
    """An example with all roles, that asks nothing."""
    for role in ROLES:
        expect(guest.role(role.id)).to_contain_text(role.name)
    guest.sees(words("results.rests_example")).sees(words("together.expected")).settled()
    assert guest.page.get_by_role("radio").count() == 0
    assert guest.page.get_by_role("textbox").count() == 0
    assert guest.screen().sideways <= 0


def test_an_example_is_picked_on_the_first_screen(invite: Invite) -> None:
    guest = invite().open()
    guest.pick(words("welcome.example_label"), CASES[3].title)
    guest.settled().press("example_open").heading(CASES[3].title)


def test_looking_at_an_example_changes_nothing_of_ones_own(invite: Invite, store: Store) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open(f"/together?example={CASES[0].id}")
    guest.heading(CASES[0].title)
    guest.go_to("results")
    guest.heading(words("results.title_group", group=NAME))
    assert store.load(code).answers == GROUP


def test_who_does_what_is_changed_by_keyboard_alone_and_printed_though_it_is_folded(
    group: Guest, practitioner: Guest, store: Store
) -> None:
    joined(store, group, practitioner)
    page = sees_both_sides(group.open("/together")).page
    fold = group.at("who").locator("summary")
    fold.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=words("plan.change")).focus()
    page.keyboard.press("Enter")
    first = page.get_by_label(words("plan.what").replace("{number}", "1"))
    expect(first).to_be_visible()
    first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Ring <b>Ann</b>")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(WORKER)
    page.get_by_role("button", name=words("plan.save")).focus()
    page.keyboard.press("Enter")
    row = group.at("who").get_by_role("row").filter(has_text="Ring <b>Ann</b>")
    expect(row).to_contain_text(WORKER)
    group.sees(words("plan.stays")).settled()
    assert group.screen().sideways == 0
    fold.focus()
    page.keyboard.press("Enter")
    expect(row).not_to_be_visible()
    page.emulate_media(media="print")
    expect(row).to_be_visible()
