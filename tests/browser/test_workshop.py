"""A workshop in real browsers: many phones and one desk, one picture, and what is agreed."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import segno
from playwright.sync_api import Browser, expect

from esteem_match import codes, workshop
from esteem_match.models import SIDE_OF, Answer, Seat, State
from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import DESK, PHONE, Guest, base, library, plan, put_in, words
from tests.browser.test_access import STREAMLITS, dressed, faults, unfold
from tests.live import LiveServer

pytestmark = pytest.mark.browser
STORE = "postgresql"

NAME = "Tuesday at the library"
LEAST = base().model.workshop.min_voices
ROLE = base().model.roles[0]
GATHERING, ANSWERING, CLOSED, REVEALED, AGREED = State
WRITTEN = "Mo and Robin"
WALL = {"width": 1920, "height": 1080}
SIZES = {"phone": PHONE["viewport"], "desk": DESK["viewport"], "wall": WALL}


def said(seat: Seat, **own: Answer) -> dict[str, Answer]:
    return plan(SIDE_OF[seat], **own)


class Room:
    """A workshop on a server of the test's own, reached by its store as by its pages."""

    def __init__(self, store: Store, host: str) -> None:
        self.store, self.host = store, host

    @property
    def code(self) -> str:
        return str(self.store.rooms.load(self.host).join_code)

    @property
    def state(self) -> State:
        return self.store.rooms.load(self.host).state

    def joined(self, seat: Seat = "member", **own: Answer) -> str:
        """Somebody who joined and has answered everything; their code."""
        code = self.store.seats.join(self.code, seat, "1", library().base)
        self.store.save(code, said(seat, **own))
        return code

    def to(self, *states: State) -> "Room":
        for state in states:
            if state == REVEALED and self.state == CLOSED:
                self.store.rooms.reveal(
                    self.host,
                    lambda voices: workshop.publish(base(), voices),
                    lambda voice, key: workshop.fingerprint(base(), voice, key),
                    lambda new, _: new,
                )
            else:
                self.store.rooms.move(self.host, self.state, state)
        return self


def open_room(store: Store, *, paced: bool = False, name: str = NAME) -> Room:
    today = store._days().today
    version = library().version
    return Room(store, store.rooms.open(name, today, version, "en", paced=paced, until=today))


def come_as_host(guest: Guest, room: Room) -> Guest:
    url = guest.server.url
    guest.context.add_cookies([{"name": "esteem_host", "value": room.host, "url": url}])
    return guest


def opens_a_workshop(guest: Guest) -> str:
    """Opens one on the pages; its join code, as it stands on the wall."""
    guest.open("/workshop").press("to_open").heading(words("open.title"))
    guest.field(words("open.name")).fill(NAME)
    guest.page.get_by_role("button", name=words("open.go")).click()
    guest.heading(words("host.title")).press("link_kept").sees(words("host.code_title"))
    return guest.page.locator(".join-code").inner_text()


def joins(guest: Guest, seat: Seat, code: str = "") -> Guest:
    """Fills in the form, after typing the code where a link has not brought it."""
    if code:
        guest.field(words("join.code")).fill(code.lower())
        guest.page.get_by_role("button", name=words("join.next")).tap()
    guest.sees(words("seat.question"))
    guest.page.get_by_text(words(f"seat.{seat}"), exact=True).click()
    guest.page.get_by_text(words("join.yes")).click()
    guest.page.get_by_role("button", name=words("join.go"), exact=True).click()
    return guest.heading(words("code.title"))


def waits(guest: Guest) -> Guest:
    return guest.press("code_on").heading(words("workshop.title"))


def counts(guest: Guest, joined: int) -> None:
    text = words("host.joined", joined=joined)
    expect(guest.page.get_by_text(text, exact=True)).to_be_visible()


def finished(guest: Guest, done: int, joined: int) -> None:
    text = words("host.finished", finished=done, joined=joined)
    expect(guest.page.get_by_text(text, exact=True)).to_be_visible()


def answers_a_part(guest: Guest) -> None:
    """Goes to the questions and answers their first part by tapping."""
    guest.follow(words("room.to_questions"))
    part = base().group.sections[0]
    guest.heading(part.title)
    said = {item.id: 1 for item in part.items if item.kind != "text"}
    for one in part.questions():
        if one.id in said:
            guest.answer(one, said)
    guest.sees(words("assess.saved"))
    after = put_in(base().group.sections[1].title)
    guest.press(f"next_{part.id}").heading(after)


def says_finished(guest: Guest) -> None:
    guest.open("/assess?step=check").press("finish_round").sees(words("room.finished"))


@pytest.fixture
def phones(chromium: Browser, live: LiveServer) -> Iterator[Callable[..., Guest]]:
    """Guests at phones that stay open side by side."""
    here: list[Guest] = []

    def make(**context: Any) -> Guest:
        here.append(Guest(chromium, live, **context))
        return here[-1]

    yield make
    for guest in here:
        guest.close()


def test_eight_phones_and_a_desk_go_from_opening_to_agreement(
    phones: Callable[..., Guest], store: Store
) -> None:
    host = phones(**DESK)
    code = opens_a_workshop(host)
    room = Room(store, host_code(host))

    # they join: by typing, by the square's link, with a seat from before, and on paper
    typed = joins(phones().open("/workshop"), "member", code)
    square = phones()
    square.page.goto(f"{square.server.url}/workshop#{room.code}")
    joins(square, "leader")
    helper = joins(phones().open("/workshop"), "practitioner", code)
    waiting = [typed, square, helper]
    for guest in waiting:
        waits(guest).sees(words("room.gathering"))
    counts(host, 3)
    others = [phones().come_with(room.joined()) for _ in range(5)]
    counts(host, 8)
    assert "#" not in square.page.url

    host.press("host_paper")
    joins(host, "member")
    paper = codes.read(host.page.locator("code").first.inner_text())
    assert host.code() == ""
    store.save(paper, said("member"))
    host.open("/workshop")

    # they answer: every phone is told by itself
    host.press("host_start")
    for guest in waiting:
        guest.sees(words("room.answering"))
    for guest in (typed, square):
        answers_a_part(guest)
        store.save(guest.code(), without_texts(said("member")))
        says_finished(guest)
    store.save(helper.code(), said("practitioner", p_know=2, p_see_rb_room=0))
    for guest in others:
        store.seats.finish(guest.code(), True)
        guest.open("/workshop").sees(words("room.finished"))
    store.seats.finish(helper.code(), True)
    store.seats.finish(paper, True)
    counts(host, 9)
    finished(host, 9, 9)

    # closed, and shown: by itself, to all
    everybody = [typed, square, helper, *others]
    host.press("host_close").press("host_close_yes").sees(words("host.reveal_what"))
    for guest in everybody:
        guest.sees(words("room.closed"))
        assert ROLE.name not in guest.screen().text
    host.press("host_reveal").press("host_reveal_yes")
    for guest in everybody:
        guest.heading(words("board.title"))
        expect(guest.role(ROLE.id)).to_contain_text(ROLE.name)
        assert guest.screen().sideways <= 0

    # and agreed: the host writes, and all who stand there read it
    typed.follow(words("host.see_agreement")).heading(words("agree.title")).sees(
        words("agree.read_only")
    )
    host.press("host_agreement").heading(words("agree.title"))
    writes(host)
    typed.sees(WRITTEN)
    host.press("to_workshop").press("host_agree").press("host_agree_yes")
    expect(host.at("host_unagree")).to_be_visible()
    assert room.state == AGREED
    assert [one for guest in (host, *everybody) for one in guest.complaints] == []
    assert [one for guest in (host, *everybody) for one in guest.foreign()] == []


def writes(host: Guest) -> None:
    """Writes on the first role who takes it on, and saves it for all."""
    if host.at(f"agree_{ROLE.id}").is_hidden():
        host.unfold(ROLE.name)
    block = host.at(f"agree_{ROLE.id}")
    block.get_by_role("textbox").first.fill(WRITTEN)
    block.get_by_role("button", name=words("agree.save")).click()


def test_what_one_writes_all_see_by_themselves(invite: Invite, store: Store) -> None:
    room = open_room(store)
    codes = [room.joined() for _ in range(LEAST)]
    room.to(ANSWERING, CLOSED, REVEALED)
    reader = invite().come_with(codes[0]).open("/workshop?view=agree")
    reader.sees(words("agree.read_only"))
    host = come_as_host(invite(**DESK), room).open("/workshop?view=agree")
    writes(host)
    reader.sees(WRITTEN)
    assert not reader.page.get_by_role("textbox").count()
    store.rooms.agree(room.host, {f"by.{ROLE.id}": "Robin alone"})
    reader.sees("Robin alone")
    room.to(AGREED)
    reader.sees(words("agree.done"))
    assert host.complaints == reader.complaints == []


def host_code(guest: Guest) -> str:
    guest.until(lambda: "esteem_host" in _cookies(guest), "the host's cookie")
    return _cookies(guest)["esteem_host"]


def _cookies(guest: Guest) -> dict[str, str]:
    return {one["name"]: one["value"] for one in guest.context.cookies()}


def without_texts(answers: dict[str, Answer]) -> dict[str, Answer]:
    return {name: None if isinstance(one, str) else one for name, one in answers.items()}


def test_a_picture_that_changes_leaves_a_reader_where_they_read(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    codes = [*divided(room), room.joined("practitioner")]
    room.to(ANSWERING, CLOSED, REVEALED)
    reader = invite().come_with(codes[0]).open("/workshop").heading(words("board.title"))
    last = base().model.roles[-1]
    fold = reader.role(last.id).locator("summary").first
    fold.click()
    fold.scroll_into_view_if_needed()
    before = where(reader)
    assert before[0] > 0
    for change in (
        lambda: store.rooms.agree(room.host, {f"talked.{SEEN_APART}": "1"}),
        lambda: store.rooms.agree(room.host, {"not_do": "Speak for us"}),
        lambda: room.to(AGREED),
    ):
        revision = store.rooms.load(room.host).revision
        change()
        reader.until(lambda revision=revision: shown_beat(reader) > revision, "the change")
        reader.settled()
    expect(reader.page.get_by_text("☑")).to_have_count(1)
    expect(reader.role(last.id)).to_have_attribute("open", "")
    after = where(reader)
    assert after[1] == before[1]
    assert abs(after[2] - before[2]) <= reader.page.viewport_size["height"]  # type: ignore[index]


WHERE = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const focus = document.activeElement;
  const said = focus.closest("summary")?.parentElement.dataset.fold ?? focus.textContent.trim();
  const seen = focus.closest("label") ?? focus; // a tick box lies hidden in its label
  return [Math.round(main.scrollTop), said + "|" + focus.tagName,
    Math.round(seen.getBoundingClientRect().top), focus.value || ""];
}"""


def where(guest: Guest) -> list[Any]:
    found: list[Any] = guest.page.evaluate(WHERE)
    return found


def test_a_role_that_moves_to_another_place_takes_focus_and_place_along(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    mine = [(one.id, one.key) for one in base().items() if one.role == "bridge-builder" and one.key]
    codes = [room.joined() for _ in range(LEAST + 1)] + [room.joined("practitioner")]
    for n, code in enumerate(codes):  # two of the members don't want what all else speaks for
        side = ("capacity", "intention") if code == codes[-1] else ("need", "wish")
        no = ("wish",) if n < 2 else ()
        store.save(code, {name: 4 * (key not in no) for name, key in mine if key in side})
    room.to(ANSWERING, CLOSED, REVEALED)
    reader = invite().come_with(codes[0]).open("/workshop").heading(words("board.title"))
    moving = "role_bridge-builder"
    stood = places(reader).index(moving)
    fold = reader.page.locator(f"details[data-fold={moving}] summary").first
    fold.focus()
    fold.scroll_into_view_if_needed()
    before = where(reader)
    store.rooms.agree(room.host, {f"decision.{moving.removeprefix('role_')}": "yes"})
    reader.until(lambda: places(reader).index(moving) != stood, "another place")
    reader.settled()
    after = where(reader)
    assert after[1] == before[1] == f"{moving}|SUMMARY"
    assert abs(after[2] - before[2]) <= 2


def places(guest: Guest) -> list[str]:
    """The roles of a board, in their order."""
    rows = guest.page.locator("details.role").all()
    return [str(one.get_attribute("data-fold")) for one in rows]


def test_a_role_opens_by_keyboard_alone_and_shows_where_one_stands(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    codes = [room.joined() for _ in range(LEAST)] + [room.joined("practitioner")]
    room.to(ANSWERING, CLOSED, REVEALED)
    for path in ("/workshop", "/results"):
        guest = invite(**DESK).come_with(codes[0]).open(path)
        tab_to(guest, ROLE.name)
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert guest.page.evaluate(outline) != "none"
        for key, there in (("Enter", True), ("Enter", False), ("Space", True)):
            guest.page.keyboard.press(key)
            expect(guest.role(ROLE.id)).to_have_js_property("open", there)
        assert where(guest)[1] == f"role_{ROLE.id}|SUMMARY"


SEEN_APART = "g.rb.wish1"


def divided(room: Room) -> list[str]:
    """Members of whom half see one wish otherwise than the others; their codes."""
    return [room.joined(**{SEEN_APART: 4 * (n % 2)}) for n in range(LEAST + 1)]


def test_a_tick_by_keyboard_leaves_the_focus_on_its_box(invite: Invite, store: Store) -> None:
    room = open_room(store)
    divided(room)
    room.to(ANSWERING, CLOSED, REVEALED)
    host = come_as_host(invite(**DESK), room).open("/workshop?view=board").settled()
    item = next(one for one in base().group.items() if one.id == SEEN_APART)
    host.page.get_by_role("checkbox", name=item.says).focus()
    before = where(host)
    said = f"talked.{SEEN_APART}"

    def kept() -> str:
        return store.rooms.agreement(room.host).now.get(said, "")

    for ticked in ("1", ""):
        host.page.keyboard.press("Space")
        host.until(lambda ticked=ticked: kept() == ticked, "the tick to be kept")
        host.settled()
        assert where(host)[1] == before[1]
        assert abs(where(host)[2] - before[2]) <= 2


def shown_beat(guest: Guest) -> int:
    """The revision of the room that a page asks for now: what it shows."""
    revisions = [one.url.partition("revision=")[2].partition("&")[0] for one in guest.asked]
    return max((int(revision) for revision in revisions if revision), default=0)


def test_words_that_the_host_types_outlive_what_another_tab_saves(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    for _ in range(LEAST):
        room.joined()
    room.to(ANSWERING, CLOSED, REVEALED)
    host = come_as_host(invite(**DESK), room).open("/workshop?view=agree")
    box = host.at("agree_not_do").get_by_role("textbox")
    box.fill("Run the meet")
    before = where(host)
    store.rooms.agree(room.host, {"disagree": "We talk first"})
    expect(host.at("agree_disagree").get_by_role("textbox")).to_have_value("We talk first")
    assert where(host)[1:] == before[1:]
    box.press("End")
    box.press_sequentially("ings")
    host.press("to_board").heading(words("board.title"))
    host.press("to_agree").heading(words("agree.title"))
    expect(host.at("agree_not_do").get_by_role("textbox")).to_have_value("Run the meetings")
    host.at("agree_not_do").get_by_role("button").last.click()
    host.until(
        lambda: store.rooms.agreement(room.host).now.get("not_do") == "Run the meetings",
        "the words to be kept",
    )


# The host


def test_the_square_leads_to_the_address_and_code_that_are_shown(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    host = come_as_host(invite(**DESK), room).open("/workshop")
    source = host.at("to_join").get_by_role("img", name=words("host.qr")).get_attribute("src")
    drawn = b64decode(str(source).partition(",")[2]).decode()
    link = f"{host.server.url}/workshop#{room.code}"
    path = segno.make(link, error="m").svg_inline(scale=6, border=3, light="#ffffff")
    assert path.partition(' d="M')[2].partition("<path")[2][:400] in drawn


LINES = """(shown) => { shown.textContent = "WWW-MMM";
  const range = document.createRange(); range.selectNodeContents(shown);
  return [range.getClientRects().length, shown.scrollWidth - shown.clientWidth]; }"""


def test_the_code_to_join_stands_on_one_line_on_every_screen(invite: Invite, store: Store) -> None:
    host = come_as_host(invite(**DESK), open_room(store)).open("/workshop")
    for width in (1920, 1280, 768, 360, 320):
        host.page.set_viewport_size({"width": width, "height": 800})
        assert host.page.locator(".join-code").evaluate(LINES) == [1, 0], width


def test_the_hosts_link_brings_the_workshop_to_another_device(invite: Invite, store: Store) -> None:
    room = open_room(store)
    member = room.joined()
    host = come_as_host(invite(**DESK), room).open("/workshop").unfold(words("host.link_title"))
    link = host.page.locator("code").filter(has_text="/workshop#").inner_text().strip()
    # also on a phone that takes part in it already
    for guest in (invite(), invite().come_with(member)):
        guest.come_by_link(link, "host").heading(words("host.title"))
        assert host_code(guest) == room.host
        guest.open("/workshop").heading(words("host.title"))


def test_a_hosts_link_of_another_workshop_asks_first_and_a_no_changes_nothing(
    invite: Invite, store: Store
) -> None:
    room, other = open_room(store), open_room(store, name="Another one")
    host = come_as_host(invite(**DESK), room).open("/workshop").heading(words("host.title"))
    link = f"{host.server.url}/workshop#{codes.pretty(other.host)}"
    host.page.goto("about:blank")
    host.come_by_link(link, "host", yes=False).heading(words("host.title")).sees(NAME)
    assert _cookies(host)["esteem_host"] == room.host
    host.page.evaluate("(code) => { location.hash = code }", other.host)
    host.say_to_link("host", yes=True).heading(words("host.title")).sees("Another one")
    host.until(lambda: _cookies(host)["esteem_host"] == other.host, "the other's cookie")


def test_a_stage_that_never_comes_holds_no_news_back(invite: Invite, store: Store) -> None:
    room = open_room(store)
    guest = invite().come_with(room.joined()).open("/workshop").sees(words("room.gathering_kept"))
    guest.page.route("**/part", lambda _never: None)
    room.to(ANSWERING)
    told = guest.page.get_by_text(words("room.answering"), exact=True)
    expect(told).to_be_visible(timeout=30_000)


def test_a_joining_link_opened_by_a_guest_of_the_last_round_leads_to_the_new_one(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    codes = [room.joined() for _ in range(LEAST)]
    room.to(ANSWERING, CLOSED, REVEALED)
    store.rooms.begin(room.host, store._days().today)
    guest = invite().come_with(codes[0]).open("/workshop").sees(words("room.replaced"))
    guest.page.goto("about:blank")
    guest.page.goto(f"{guest.server.url}/workshop#{room.code}")
    guest.sees(words("join.again"))
    assert "#" not in guest.page.url


def test_two_tabs_of_a_host_that_press_at_once_do_one_step(invite: Invite, store: Store) -> None:
    room = open_room(store)
    for _ in range(LEAST):
        room.joined()
    room.to(ANSWERING)
    one = come_as_host(invite(**DESK), room).open("/workshop?sure=close")
    other = one.new_tab("/workshop")
    one.sees(words("host.close_yes"))
    other.page.route("**/live?*", lambda _: None)  # it hears nothing of the other's press
    other.open("/workshop").sees(words("host.pause"))
    one.at("host_close_yes").get_by_role("button").click(no_wait_after=True)
    other.at("host_pause").get_by_role("button").click(no_wait_after=True)
    one.until(lambda: room.state in (CLOSED, GATHERING), "one of the steps")
    for tab in (one, other):
        tab.settled()
        now = words(f"host.state_{room.state}")
        tab.sees(words("host.round", number=1, state=now))
        expect(tab.page.get_by_text(words("error.title"))).to_have_count(0)


@pytest.mark.parametrize("pause", [0, 80, 300])
def test_a_double_click_opens_one_workshop(invite: Invite, pause: int) -> None:
    host = invite(**DESK).open("/workshop?view=open")
    host.field(words("open.name")).fill(NAME)
    host.settled()
    codes = set()
    host.page.on("request", lambda request: codes.add(request.post_data or ""))
    button = "[data-testid=stFormSubmitButton]"
    host.page.evaluate(TWICE, [button, pause])
    host.heading(words("host.title")).settled()
    assert len({one for one in codes if '"as":"host"' in one}) <= 1


TWICE = """([key, pause]) => {
  const button = document.querySelector(key + " button");
  button.click();
  setTimeout(() => button.click(), pause);
}"""


# A killed server


def test_a_server_killed_while_people_answer_loses_nothing_and_all_go_on(
    chromium: Browser, serve: Callable[..., LiveServer]
) -> None:
    server = serve().start()
    store = server.store()
    room = open_room(store)
    codes = [room.joined() for _ in range(LEAST)]
    room.to(ANSWERING)
    part = next(one for one in base().group.sections if one.id == "sharing")
    people = [Guest(chromium, server).come_with(code) for code in codes[:2]]
    host = come_as_host(Guest(chromium, server, **DESK), room).open("/workshop")
    for n, guest in enumerate(people):
        guest.open(f"/assess?step={part.id}")
        guest.acknowledged(lambda guest=guest, n=n: guest.tap(part.items[0], 1 + n))
    server.kill()
    for guest in (*people, host):
        guest.until(lambda guest=guest: guest._state()[1] != "CONNECTED", "the page to notice")
    server.start()
    for n, guest in enumerate(people):
        guest.until(lambda guest=guest: guest._state()[1] == "CONNECTED", "the page to be back")
        guest.settled()
        guest.acknowledged(lambda guest=guest, n=n: guest.tap(part.items[1], 2 + n))
        kept = store.load(codes[n]).answers
        assert [kept[item.id] for item in part.items[:2]] == [1 + n, 2 + n]
        guest.open("/assess?step=check").press("finish_round").sees(words("room.finished"))
    finished(host, 2, LEAST)
    host.press("host_close").press("host_close_yes").sees(words("host.reveal_what"))
    host.press("host_reveal").press("host_reveal_yes")
    for guest in people:
        guest.heading(words("board.title"))
    for guest in (*people, host):
        guest.close()
    store.close()


# For everybody


@pytest.fixture(scope="module")
def rooms(live: LiveServer) -> Iterator[dict[State, tuple[Room, str]]]:
    """A workshop in each state, with a member of it."""
    store = live.store()
    steps = {
        GATHERING: (),
        ANSWERING: (ANSWERING,),
        CLOSED: (ANSWERING, CLOSED),
        REVEALED: (ANSWERING, CLOSED, REVEALED),
    }
    found = {}
    for state, way in steps.items():
        room = open_room(store)
        codes = divided(room)
        for _ in range(3 if state == REVEALED else 1):
            room.joined("practitioner", p_know=2, p_see_rb_room=0)
        found[state] = (room.to(*way), codes[0])
    shown = found[REVEALED][0]
    written = {f"task.{ROLE.id}": "Find a room", "not_do": "Run the meetings", "disagree": "Talk"}
    store.rooms.agree(shown.host, written)
    store.rooms.agree(shown.host, {"not_do": "Speak for us"})
    yield found
    store.close()


SCREENS = [
    ("nobody", "/workshop", None),
    ("nobody", "/workshop?view=open", None),
    ("joins", "/workshop", GATHERING),
    *(("host", "/workshop", state) for state in (GATHERING, ANSWERING, CLOSED, REVEALED)),
    *(("member", "/workshop", state) for state in (GATHERING, ANSWERING, CLOSED, REVEALED)),
    ("host", "/workshop?view=board", REVEALED),
    ("host", "/workshop?view=agree", REVEALED),
    ("member", "/workshop?view=board&with=2", REVEALED),
    ("member", "/workshop?view=agree", REVEALED),
]


@pytest.mark.parametrize(("who", "path", "state"), SCREENS)
def test_no_screen_of_a_workshop_has_a_fault_of_access_or_scrolls_sideways(
    invite: Invite,
    rooms: dict[State, tuple[Room, str]],
    who: str,
    path: str,
    state: State | None,
) -> None:
    guest = invite()
    if state:
        room, member = rooms[state]
        guest = come_as_host(guest, room) if who == "host" else guest
        guest = guest.come_with(member) if who == "member" else guest
        path = f"{path}#{room.code}" if who == "joins" else path
    guest.open(path)
    if who == "joins":
        guest.sees(words("seat.question"))
    unfold(guest)
    found, sideways = {}, {}
    for size, view in SIZES.items():
        for theme in ("light", "dark") if size in ("phone", "wall") else ("light",):
            dressed(guest, theme, view)
            found[f"{size} {theme}"] = sorted(faults(guest) - STREAMLITS)
        sideways[size] = guest.screen().sideways
    assert found == {name: [] for name in found}
    assert max(sideways.values()) <= 0


def test_somebody_joins_by_keyboard_alone(invite: Invite, store: Store) -> None:
    room = open_room(store)
    guest = invite(**DESK).open("/workshop")
    keys = guest.page.keyboard
    tab_to(guest, words("join.code"))
    keys.type(room.code)
    keys.press("Enter")
    guest.sees(words("seat.question")).settled()
    tab_to(guest, words("seat.member"))
    keys.press("Space")
    tab_to(guest, words("join.yes"))
    keys.press("Space")
    tab_to(guest, words("join.go"))
    keys.press("Enter")
    guest.heading(words("code.title"))
    tab_to(guest, words("code.on"))
    keys.press("Enter")
    guest.heading(words("workshop.title")).sees(words("room.gathering"))


def at_the_form(guest: Guest, room: Room, wait: float | None = None) -> Guest:
    """Follows a link to the form. `wait`: the seconds until the page is run after its press."""

    def later(route: Any) -> None:
        came = route.fetch()
        route.fulfill(response=came, json={**came.json(), "wait": wait})

    if wait is not None:
        guest.page.route("**/join", later)
    guest.open(f"/workshop#{room.code}")
    return guest.sees(words("seat.question")).settled()


def test_who_joins_by_a_link_sees_their_code_before_any_page_is_run(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    guest = at_the_form(invite(), room, wait=60)
    before = guest.runs
    joins(guest, "member")
    code = guest.page.locator(".joining code").first.inner_text()
    assert guest.runs == before
    assert guest.page.evaluate("document.activeElement.localName") == "h1"
    unfold(guest)
    for theme in ("light", "dark"):
        dressed(guest, theme, SIZES["phone"])
        assert sorted(faults(guest) - STREAMLITS) == []
    assert guest.screen().sideways <= 0
    guest.page.reload()
    guest.heading(words("code.title"))
    expect(guest.page.locator(".st-key-code [data-testid=stCode]")).to_contain_text(code)
    waits(guest).sees(words("room.gathering"))
    guest.page.go_back()
    guest.heading(words("code.title"))
    assert room.store.rooms.load(room.host).seats == {"member": (1, 0)}


def test_who_goes_on_before_the_page_is_there_goes_on_as_soon_as_it_is(
    invite: Invite, store: Store
) -> None:
    guest = at_the_form(invite(), open_room(store).to(ANSWERING), wait=60)
    joins(guest, "member")
    guest.page.get_by_role("button", name=words("code.on")).tap()
    guest.heading(base().group.sections[0].title)


def test_a_link_that_is_touched_before_the_page_is_there_leads_where_it_leads(
    invite: Invite, store: Store
) -> None:
    guest = at_the_form(invite(), open_room(store), wait=60)
    joins(guest, "member")
    guest.page.locator(".joining").get_by_text(words("forms.link")).tap()
    guest.heading(words("forms.title"))
    guest.page.go_back()
    guest.heading(words("workshop.title")).sees(words("room.gathering"))


def test_a_press_that_no_server_hears_is_made_again_and_takes_one_seat(
    invite: Invite, store: Store
) -> None:
    """The first is lost on its way there, the second's answer on its way back."""
    room, tried = open_room(store), []

    def lost(route: Any) -> None:
        tried.append(route.request)
        if len(tried) == 2:
            route.fetch()
        if len(tried) <= 2:
            return route.abort()
        return route.continue_()

    guest = at_the_form(invite(), room)
    guest.page.route("**/join", lost)
    guest.page.get_by_text(words("seat.leader"), exact=True).tap()
    guest.page.get_by_text(words("join.yes")).tap()
    guest.page.get_by_role("button", name=words("join.go"), exact=True).tap()
    guest.sees(words("join.waits"))
    assert guest.page.get_by_label(words("seat.leader"), exact=True).is_checked()
    guest.heading(words("code.title"))
    assert (len(tried), room.store.rooms.load(room.host).seats) == (3, {"leader": (1, 0)})
    guest.complaints.clear()  # of a line that was cut


def test_what_is_missing_is_asked_for_at_its_place_and_nothing_ticked_is_lost(
    invite: Invite, store: Store
) -> None:
    room = open_room(store)
    guest = at_the_form(invite(), room)
    guest.page.get_by_text(words("join.yes")).tap()
    guest.page.get_by_role("button", name=words("join.go"), exact=True).tap()
    told = guest.page.locator('[data-item="seat"] [role="alert"]')
    expect(told).to_have_text(words("join.seat_needed"))
    assert guest.page.evaluate("document.activeElement.value") == "member"
    guest.page.get_by_text(words("seat.member"), exact=True).tap()
    expect(told).to_have_count(0)
    room.to(ANSWERING, CLOSED)
    guest.page.get_by_role("button", name=words("join.go"), exact=True).tap()
    guest.sees(words("join.unknown"))
    assert len(guest.page.locator(".joining input:checked").all()) == 2


ACTIVE = """() => {
  const now = document.activeElement;
  if (!now.matches("input, textarea, button, a, summary")) return "";
  const label = now.closest("label");
  return (now.getAttribute("aria-label") || (label || now).textContent).replaceAll("\\\\", "");
}"""


def tab_to(guest: Guest, name: str) -> None:
    """Presses Tab until what has this name has the focus."""
    for _ in range(40):
        if name in guest.page.evaluate(ACTIVE):
            return
        guest.page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {name!r}")


def test_a_member_is_asked_and_told_the_word_by_themselves(invite: Invite, store: Store) -> None:
    room = open_room(store)
    codes = [room.joined() for _ in range(LEAST)]
    room.to(ANSWERING, CLOSED, REVEALED)
    store.rooms.agree(room.host, {f"decision.{ROLE.id}": "yes"})
    member = invite().come_with(codes[0]).open("/workshop").sees(words("board.rests"))
    host = come_as_host(invite(**DESK), room).open("/workshop?view=agree")
    host.press("ask_members")
    member.follow(words("agree.live_link")).sees(words("agree.live_title"))
    member.page.get_by_text(words("agree.live_yes"), exact=True).click()
    member.page.get_by_role("button", name=words("agree.live_send")).click()
    member.sees(words("agree.live_sent"))
    for code in codes[1:]:
        store.seats.reply(code, {ROLE.id: True})
    host.press("end_asking").press("end_asking_yes").sees(words("agree.told_most"))
    member.sees(words("agree.told_most"))
