"""Codes stay secret, what is given up is gone, and hostile words do nothing."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from esteem_match import codes
from esteem_match.models import State
from esteem_match.store import NotFound, Store
from esteem_match.texts import mended
from tests.browser.conftest import Invite
from tests.browser.steps import Guest, base, library, plan, put_in, seed, words
from tests.browser.test_workshop import ROLE, come_as_host, open_room

pytestmark = pytest.mark.browser

NAME = "The Tuesday Circle"
GROUP = plan("group", g_name=NAME, g_words_want="Somebody who listens")
KEPT = "document.cookie + JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"


def result(name: str = NAME) -> str:
    return words("results.title_group", group=name)


# The return code


def test_a_link_opens_the_answers_and_its_code_is_in_no_address(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", GROUP)
    guest = invite()
    sockets: list[str] = []
    guest.page.on("websocket", lambda socket: sockets.append(socket.url))
    guest.come_by_link(f"{guest.server.url}/#{codes.pretty(code)}")
    guest.heading(words("check.title")).sees("Somebody who listens")
    guest.go_to("mine")
    guest.heading(words("mine.title"))
    sent = [urlsplit(one.url)._replace(fragment="").geturl() for one in guest.asked]
    referrers = [one.headers.get("referer", "") for one in guest.asked]
    titles = [guest.page.title(), guest.page.url, guest.page.evaluate("document.referrer")]
    for form in (code, codes.pretty(code)):
        assert not [one for one in (*sent, *sockets, *referrers, *titles) if form in one]
        assert form not in guest.page.evaluate(KEPT)
    guest.until(lambda: guest.code() == code, "the cookie")
    kept = next(one for one in guest.context.cookies() if one["value"] == code)
    assert (kept["httpOnly"], kept["sameSite"]) == (True, "Strict")
    guest.page.go_back()
    assert code not in guest.page.url.replace("-", "")


def test_the_link_that_is_shown_opens_the_answers_on_another_device(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", GROUP)).open("/mine")
    guest.page.get_by_text(words("code.link_title"), exact=True).tap()
    link = guest.page.locator("code").nth(1)
    expect(link).to_contain_text("#")
    other = invite().come_by_link(link.inner_text().strip())
    other.heading(words("check.title")).sees("Somebody who listens")


def test_a_link_of_somebody_else_asks_first_and_a_no_changes_nothing(
    invite: Invite, store: Store, listener: str
) -> None:
    name = hostile(listener)["markdown"][:60]
    own, other = seed(store, "group", GROUP), seed(store, "group", plan("group", g_name=name))
    guest = invite().come_with(own).open("/results").heading(result())
    link = f"{guest.server.url}/#{codes.pretty(other)}"
    guest.page.goto(link)
    guest.heading(words("link.title_person"))
    unharmed(guest, words("link.named_group", name=name, day=today(store)))
    guest.sees(words("link.other_person")).sees(codes.pretty(own))
    assert guest.code() == own
    guest.say_to_link(yes=False).heading(words("welcome.title")).sees(words("welcome.again"))
    guest.open("/results").heading(result())
    assert guest.code() == own
    guest.come_by_link(link).heading(words("check.title"))
    guest.until(lambda: guest.code() == other, "the other's cookie")
    # and back in the same visit, where the cookie of its beginning was one's own
    guest.go_to("welcome").heading(words("welcome.title"))
    guest.page.evaluate("(code) => { location.hash = code }", codes.pretty(own))
    guest.say_to_link(yes=True).heading(words("check.title")).sees("Somebody who listens")
    guest.until(lambda: guest.code() == own, "one's own cookie again")
    assert Listener.heard == []


def today(store: Store) -> str:
    day = store.today()
    return f"{day.day} {words(f'month.{day.month}')} {day.year}"


def test_a_link_of_whoever_is_here_already_goes_on_without_a_question(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open("/results").heading(result())
    guest.page.goto(f"{guest.server.url}/#{codes.pretty(code)}")
    guest.heading(words("check.title"))
    guest.page.go_back()
    assert "#" not in guest.settled().page.url


def test_a_link_that_opens_nothing_says_so(invite: Invite) -> None:
    guest = invite()
    guest.page.goto(f"{guest.server.url}/#{codes.pretty(codes.new())}")
    guest.sees(words("code.unknown"))
    assert guest.code() == ""


def test_a_slip_in_the_code_is_told_and_so_is_one_that_opens_nothing(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", GROUP)
    other = "A" if code[7] != "A" else "B"
    guest = invite()
    for typed, said in (
        (code[:7] + other + code[8:], "code.slip"),
        (code[:-1], "code.length"),
        (code[:7] + "0" + code[8:], "code.letters"),
        (codes.new(), "code.unknown"),
    ):
        guest.open().field(words("code.label")).fill(typed)
        guest.page.get_by_role("button", name=words("code.open")).tap()
        guest.sees(words(said))
        assert guest.code() == ""


def test_a_code_is_read_however_it_is_written(invite: Invite, store: Store) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().open()
    guest.field(words("code.label")).fill(f"  {codes.pretty(code).lower().replace('-', ' ')} ")
    guest.page.get_by_role("button", name=words("code.open")).tap()
    guest.heading(words("check.title")).sees("Somebody who listens")


def test_the_code_that_is_shown_at_the_start_is_kept_as_a_cookie_no_script_can_read(
    invite: Invite,
) -> None:
    guest = invite().open("/?door=group").sees(words("consent.for_group")).settled()
    guest.acted(lambda: guest.page.get_by_text(words("consent.yes")).click())
    guest.press("consent_start").heading(words("code.title"))
    shown = guest.page.locator("code").first.inner_text().replace("-", "").strip()
    guest.until(lambda: guest.code() == shown, "the cookie")
    assert shown not in guest.page.evaluate(KEPT)


def test_a_browser_that_keeps_no_cookie_is_told_to_write_the_code_down(
    invite: Invite, store: Store
) -> None:
    guest = invite().open()
    guest.context.route("**/session", lambda route: route.abort())
    guest.field(words("code.label")).fill(seed(store, "group", GROUP))
    guest.page.get_by_role("button", name=words("code.open")).tap()
    guest.heading(words("check.title")).sees(words("mine.cookieless"))


# Giving up


def test_who_finishes_on_a_shared_computer_leaves_nothing(invite: Invite, store: Store) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open("/results").heading(result())
    guest.go_to("mine")
    guest.heading(words("mine.title"))
    guest.page.evaluate("localStorage.setItem('left', 'behind')")
    guest.press("finish").heading(words("welcome.title")).sees(words("mine.finished"))
    assert guest.code() == ""
    assert "behind" not in guest.page.evaluate(KEPT)
    gone_from_sight(guest)
    assert store.load(code).answers == GROUP


def test_who_finishes_on_the_start_page_is_asked_for_the_code_first(
    invite: Invite, store: Store
) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open("/")
    guest.press("finish_here").heading(words("mine.ask"))
    shown = guest.page.locator("code").first.inner_text()
    assert shown.replace("-", "").strip() == code == guest.code()
    guest.press("finish_no").heading(words("welcome.title")).sees(words("welcome.again"))
    guest.press("finish_here").heading(words("mine.ask"))
    guest.press("finish_yes").heading(words("welcome.title")).sees(words("mine.finished"))
    assert guest.code() == ""
    gone_from_sight(guest)
    assert store.load(code).answers == GROUP


def gone_from_sight(guest: Guest) -> None:
    """Neither this page, nor a step back, nor a reload, nor another tab shows anything."""
    shows_nothing(guest)
    guest.page.go_back()
    shows_nothing(guest.settled())
    guest.page.reload()
    shows_nothing(guest.settled())
    for page in ("/", "/assess", "/results", "/mine"):
        shows_nothing(guest.open(page))


def shows_nothing(guest: Guest) -> None:
    text = guest.page.content()
    assert NAME not in text
    assert "Somebody who listens" not in text
    assert guest.page.locator("code").count() == 0


def test_the_next_person_at_a_shared_computer_begins_anew(invite: Invite, store: Store) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open("/mine")
    guest.press("finish").heading(words("welcome.title"))
    guest.press("door_group").sees(words("consent.for_group")).settled()
    guest.acted(lambda: guest.page.get_by_text(words("consent.yes")).click())
    guest.press("consent_start").heading(words("code.title"))
    guest.until(lambda: guest.code() not in {"", code}, "another code")
    assert store.load(guest.code()).answers == {}
    guest.press("code_on").heading(put_in(base().group.sections[0].title))
    assert guest.screen().chosen == 0


def test_delete_removes_everything_and_the_code_opens_nothing(invite: Invite, store: Store) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open("/results").heading(result())
    guest.open("/mine").press("delete").sees(words("mine.sure")).settled()
    guest.press("delete_no")
    expect(guest.at("delete")).to_be_visible()
    guest.settled().press("delete").sees(words("mine.sure")).settled()
    guest.press("delete_yes").heading(words("welcome.title"))
    with pytest.raises(NotFound):
        store.load(code)
    gone_from_sight(guest)
    guest.open().field(words("code.label")).fill(code)
    guest.page.get_by_role("button", name=words("code.open")).tap()
    guest.sees(words("code.unknown"))


# Hostile words


class Listener(BaseHTTPRequestHandler):
    """Hears whoever follows an address in somebody's words."""

    heard: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def listener() -> Iterator[str]:
    """The address of a listener on this machine."""
    Listener.heard = []
    heard = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=heard.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{heard.server_port}"
    heard.shutdown()
    thread.join()
    heard.server_close()


def hostile(listener: str) -> dict[str, str]:
    """Names that mean something to HTML, markdown, Streamlit, a browser or a text's layout."""
    return {
        "html": """<img src=x onerror="window.hurt=1"><script>hurt=1</script>""",
        "markdown": f"![i]({listener}/i) [t](javascript:hurt=1) **b**",
        "signs": ":material/home: $x^2$ :red[x] www.example.org a@b.org =1+1",
        "long": "A" * 60,
        "layout": "\u05d0\u05d1 \u2067right\u2069 \U0001f469\u200d\U0001f467 {group} {count} %s",
    }


MORE = """# Heading
1. one
- two
| a | b |
|---|---|
    code `code` ~~s~~
<script>window.hurt=1</script>
$$x^2$$ $x$
:smile: :material/home: :blue-badge[x]
=1+1
www.example.org https://example.org a@example.org"""

HARM = """() => ({
  hurt: window.hurt ?? null,
  links: [...document.querySelectorAll("main a")].filter((a) => a.origin != location.origin).length,
  made: document.querySelectorAll(`main :is(iframe, object, form[action], .katex,
    img:not([data-testid^=stImage] *))`).length,
})"""


@pytest.mark.parametrize("which", hostile(""))
def test_hostile_words_are_shown_letter_by_letter_on_every_page_and_do_nothing(
    invite: Invite, store: Store, listener: str, which: str
) -> None:
    name = hostile(listener)[which][:60]
    more = f"{MORE}\n{listener}/more\n![i]({listener}/i.png)"
    group = seed(store, "group", plan("group", g_name=name, g_words_want=more))
    practitioner = seed(
        store, "practitioner", plan("practitioner", p_know=2, p_name=name, p_see_name=name)
    )
    store.join(practitioner, store.share(group))
    guest, other = invite().come_with(group), invite().come_with(practitioner)
    unharmed(guest.open("/results").sees(words("results.rests_group")), name)
    unharmed(guest.press("letter_open").sees(words("letter.close")), "", more)
    unharmed(guest.open("/together").sees(words("together.differ")), name)
    unharmed(guest.open("/assess?step=check").sees(words("check.complete")), name, more)
    unharmed(other.open("/together").sees(words("together.differ")), name)
    unharmed(other.open("/assess?step=see-sharing").sees(words("assess.next")), name)
    assert Listener.heard == []


def test_hostile_words_in_a_workshop_are_shown_letter_by_letter_and_do_nothing(
    invite: Invite, store: Store, listener: str
) -> None:
    more = f"{MORE}\n{listener}/more\n![i]({listener}/i.png)"
    browsers = [invite() for _ in range(3)]
    for name in hostile(listener).values():
        room = open_room(store, name=name[:80])
        member, helper = room.joined(g_name=name[:60]), room.joined("practitioner")
        host, guest, other = (one.anew() for one in browsers)
        come_as_host(host, room)
        guest.come_with(member)
        other.come_with(helper)
        host.open("/workshop").heading(words("host.title")).settled()
        assert plain(name[:80]) in plain(host.page.evaluate("document.body.innerText"))
        assert host.page.evaluate(HARM)["hurt"] is None
        assert host.foreign() == []
        assert host.screen().sideways <= 0
        unharmed(guest.open("/workshop").sees(words("room.gathering_kept")), name[:80])
        room.to(State.ANSWERING, State.CLOSED, State.REVEALED)
        store.rooms.agree(room.host, {"not_do": more, f"by.{ROLE.id}": name})
        unharmed(guest.open("/workshop?view=agree").sees(words("agree.read_only")), more, name)
        unharmed(other.open("/workshop").sees(words("board.title")))
    assert Listener.heard == []


def unharmed(guest: Guest, *texts: str) -> None:
    """The texts stand on the page as they were written, and nothing else came of them."""
    guest.settled()
    guest.page.evaluate(
        "document.querySelectorAll('.document details').forEach(d => d.open = true)"
    )
    shown = plain(guest.page.evaluate("document.querySelector('main').innerText"))
    seen = [text for text in texts if plain(text) in shown or plain(mended(text)) in shown]
    assert seen == list(texts)
    found = guest.page.evaluate(HARM)
    assert (found["hurt"], found["links"], found["made"]) == (None, 0, 0)
    assert guest.foreign() == []
    assert guest.screen().sideways <= 0


def plain(text: str) -> str:
    """Without the invisible joiner that the program puts between signs, and with single blanks."""
    return " ".join(text.replace("\u2060", "").split())


def test_the_heading_is_announced_whatever_signs_the_name_holds(
    invite: Invite, store: Store
) -> None:
    name = "@home: www.circle.org"
    guest = invite().come_with(seed(store, "group", plan("group", g_name=name)))
    guest.open("/assess?step=check").press("to_result").sees(words("results.rests_group"))
    heading = guest.page.get_by_role("heading", level=1)
    expect(heading).to_be_focused(timeout=8000)


def test_what_turns_the_direction_of_text_is_mended_and_the_way_leads_on(
    invite: Invite, store: Store
) -> None:
    guest = invite().come_with(seed(store, "group", {"g.name": NAME})).open("/assess?step=place")
    guest.write("g.name", "abc\u202edef\x0b").press("next_place")
    guest.heading(put_in(base().group.sections[1].title))
    assert store.load(guest.code()).answers["g.name"] == "abcdef"


@pytest.mark.parametrize("letter", ["👋", "क\u093c", "x"])
def test_who_writes_too_much_is_told_keeps_it_and_goes_on_once_it_is_shorter(
    invite: Invite, store: Store, letter: str
) -> None:
    guest = invite().come_with(seed(store, "group", {"g.name": NAME})).open("/assess?step=place")
    most = next(one for one in base().group.items() if one.id == "g.name").max_length or 0
    fits = letter * (most // len(letter))
    guest.write("g.name", fits + letter).press("next_place")
    told = words("bad.too_long", limit=most)
    guest.sees(told)
    field = guest.question("g.name").get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_value(fits + letter)
    expect(field).to_have_accessible_description(told)
    assert store.load(guest.code()).answers["g.name"] == NAME
    guest.write("g.name", fits).press("next_place")
    guest.heading(put_in(base().group.sections[1].title))
    assert store.load(guest.code()).answers["g.name"] == fits


def test_hostile_words_are_taken_by_typing_too(invite: Invite, store: Store, listener: str) -> None:
    code = seed(store, "group", {})
    name = hostile(listener)["markdown"]
    guest = invite().come_with(code).open("/assess?step=place")
    guest.write("g.name", name).press("next_place").heading(put_in(base().group.sections[1].title))
    unharmed(guest, name)
    assert Listener.heard == []


def test_every_example_and_page_asks_no_other_host(invite: Invite) -> None:
    guest = invite()
    for path in ("/", "/about", f"/together?example={library().examples['en'][0].id}", "/nowhere"):
        guest.open(path)
    assert guest.foreign() == []
