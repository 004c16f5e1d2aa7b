"""Phones that sleep, tap twice, or say what they should not, at a real server without a browser."""

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress

import httpx
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.load.page import key_of
from esteem_match import codes, content, workshop
from esteem_match.models import Answer
from esteem_match.service.seats import FAILURES_MOST
from esteem_match.store import Store
from esteem_match.ui import state
from tests.live import ROOT, LiveServer, disk_full
from tests.rooms import ANSWERING, GATHERING, REVEALED, closed
from tests.wire import Wire, pressed, tab

LIBRARY = content.load(ROOT / "questionnaires")
LEAST = 5
NAP = 1  # seconds that the server keeps the session of a phone that is away


def word(path: str) -> str:
    return LIBRARY.words["en"][path]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server that forgets soon who is away."""
    flags = ("--server.disconnectedSessionTTL", str(NAP))
    made = LiveServer(tmp_path_factory.mktemp("phones"), flags=flags, store="postgresql").start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def store(server: LiveServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


def opened(store: Store) -> str:
    today = store.today()
    return store.rooms.open("Us", today, LIBRARY.version, "en", paced=False, until=today)


def door(store: Store, host: str) -> str:
    return str(store.rooms.load(host).join_code)


def joined(store: Store, host: str, **answers: Answer) -> str:
    code = store.seats.join(door(store, host), "member", "1", "en")
    said: dict[str, Answer] = {"g.rb.room": 3, "g.rb.wish1": 2}
    store.save(code, said | {name.replace("_", "."): one for name, one in answers.items()})
    return code


def answering(store: Store, people: int = 1) -> tuple[str, list[str]]:
    """A workshop that answers: its host, and so many members."""
    host = opened(store)
    codes = [joined(store, host) for _ in range(people)]
    store.rooms.move(host, GATHERING, ANSWERING)
    return host, codes


def reveal(store: Store, host: str) -> None:
    """Shows the picture of a round whose answering has ended."""
    own = LIBRARY.contents["en"]
    store.rooms.reveal(
        host,
        lambda voices: workshop.publish(own, voices),
        lambda voice, key: workshop.fingerprint(own, voice, key),
        lambda new, _: new,
    )


def show(store: Store, host: str) -> None:
    """Ends the answering, and shows the picture."""
    closed(store, host)
    reveal(store, host)


def cookies(code: str = "", host: str = "") -> dict[str, str]:
    both = {"esteem_code": code, "esteem_host": host}
    return {name: value for name, value in both.items() if value}


# Asleep for longer than its session is kept


def at_place(server: LiveServer, code: str) -> AbstractContextManager[Wire]:
    """A tab at the part whose first questions everybody here has answered."""
    return tab(server.url, "assess", "step=place", cookies=cookies(code))


def sleep(phone: Wire) -> str:
    """It is away until the server has forgotten it, and then connected again; what it was."""
    before = phone.came
    phone.close()
    time.sleep(NAP + 1.5)
    phone.connect()
    return before


def ticked(phone: Wire, item: str) -> int | None:
    """Which of the options of a question the page shows as chosen."""
    said = phone.said(item)
    return None if said is None else int(said)


def test_a_phone_that_slept_for_long_is_where_it_was_with_every_tick(
    server: LiveServer, store: Store
) -> None:
    _, (code,) = answering(store)
    with at_place(server, code) as phone:
        assert phone.hand("g.rb.money", 4) == "kept"
        before = sleep(phone)
        phone.run()
        assert phone.came != before  # the server knew nothing of it any more
        assert [ticked(phone, f"g.rb.{n}") for n in ("room", "money", "tasks")] == [3, 4, None]
        assert phone.hand("g.rb.tasks", 1) == "kept"
    assert said(store, code, "room", "money", "tasks") == [3, 4, 1]


def test_an_answer_tapped_first_thing_after_a_long_sleep_is_kept(
    server: LiveServer, store: Store
) -> None:
    _, (code,) = answering(store)
    with at_place(server, code) as phone:
        store.save(code, {"g.rb.wish1": 4})  # from another device, while this one slept
        before = sleep(phone)
        assert phone.hand("g.rb.room", 0) == "kept"  # with the pass from before
        assert phone.heard["writes"] != phone.writes() + 1  # and hears of the other
        phone.run()
        assert phone.came != before
        assert [ticked(phone, f"g.rb.{one}") for one in ("room", "wish1")] == [0, 4]
    assert said(store, code, "room", "wish1") == [0, 4]


def test_an_answer_tapped_after_the_server_was_killed_and_started_anew_is_kept(
    server: LiveServer, store: Store
) -> None:
    _, (code,) = answering(store)
    with at_place(server, code) as phone:
        phone.close()
        server.kill()
        with pytest.raises(httpx.TransportError):
            phone.hand("g.rb.room", 0)
        assert said(store, code, "room") == [3]
        server.start()
        assert phone.hand("g.rb.room", 0) == "kept"
        phone.connect().run()
        assert ticked(phone, "g.rb.room") == 0
    assert said(store, code, "room") == [0]


def test_a_phone_that_slept_through_the_reveal_wakes_up_to_the_picture(
    server: LiveServer, store: Store
) -> None:
    host, people = answering(store, LEAST)
    with tab(server.url, cookies=cookies(people[0])) as phone:
        assert word("room.answering") in phone.text()
        phone.close()
        show(store, host)
        sleep(phone)
        phone.run()
        assert word("board.title") in phone.text()
        assert word("board.rests") in phone.text(), server.log


@contextmanager
def slept_through_the_close(server: LiveServer, store: Store) -> Iterator[tuple[Wire, str]]:
    """A phone that is back after its round was shown, and the code of whose it is."""
    host, (code, *_) = answering(store, LEAST)
    with at_place(server, code) as phone:
        phone.close()
        show(store, host)
        sleep(phone)
        yield phone, code


def test_an_answer_tapped_after_sleeping_through_the_close_changes_nothing_and_is_told(
    server: LiveServer, store: Store
) -> None:
    with slept_through_the_close(server, store) as (phone, code):
        assert phone.hand("g.rb.room", 0) == "late"
        phone.query = "step=place&late=1"  # where the script goes then
        phone.run()
        assert word("board.rests") in phone.text()
        assert word("room.late") in phone.text()
        assert phone.asking() == {}
        phone.press("own_answers")
        assert word("room.late") not in phone.text()
        assert word("room.shown_own") in phone.text()
        phone.press("open_again")
        assert store.load(code).answers["g.rb.room"] == 3
        phone.query = "step=place"
        phone.run()
        assert ticked(phone, "g.rb.room") == 3
    assert store.load(code).answers["g.rb.room"] == 3


def test_who_slept_through_the_close_and_tapped_nothing_is_told_of_nothing_late(
    server: LiveServer, store: Store
) -> None:
    with slept_through_the_close(server, store) as (phone, _):
        phone.run()
        assert word("board.rests") in phone.text()
        assert word("room.late") not in phone.text()
        assert phone.asking() == {}


@pytest.mark.parametrize("place", ["assess step=place", "assess step=check", "mine "])
def test_who_has_not_finished_when_the_answering_ends_waits_and_sees_the_picture_with_all(
    server: LiveServer, store: Store, place: str
) -> None:
    """The same tab all along, which is drawn anew with the room's news and never touched."""
    host, (code, *_) = answering(store, LEAST)
    with tab(server.url, *place.split(" "), cookies=cookies(code)) as phone:
        assert phone.page.component("live")
        closed(store, host)
        phone.run()
        assert word("room.closed") in phone.text()
        reveal(store, host)
        phone.run()
        assert word("board.rests") in phone.text()
        assert word("check.closed_title") not in phone.text()
        assert phone.asking() == {}


# Tapped twice, and out of order


def type_code(phone: Wire, code: str) -> None:
    field = next(phone.page.all("text_input"))
    phone.values[field.id] = WidgetState(id=field.id, string_value=code)
    phone.press("FormSubmitter:join_code")


@pytest.mark.parametrize("again", [2, 5])
def test_who_joins_with_a_double_tap_has_one_voice(
    server: LiveServer, store: Store, again: int
) -> None:
    """A phone whose answer was lost on its way sends its form again, too."""
    host = opened(store)
    with tab(server.url) as phone, ThreadPoolExecutor(again) as pool:
        type_code(phone, door(store, host))
        came = list(pool.map(lambda _: phone.join("member"), range(again)))
        shown = {one.json()["html"] for one in came if one.status_code == 200}
        assert len(shown) == 1
        phone.run()
        assert phone.page.find("button", "code_on"), phone.text()
    assert store.rooms.load(host).seats == {"member": (1, 0)}


def test_of_two_runs_of_one_press_side_by_side_one_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit runs a script anew while the run before it still waits for the database."""
    tabs: dict[str, object] = {}
    monkeypatch.setattr(state, "_room", lambda: tabs)
    done: list[int] = []

    def press(_: int) -> None:
        with state.first_press("join") as first:
            if first:
                time.sleep(0.05)
                done.append(1)
                state.did("join")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(4)))
    assert done == [1]
    monkeypatch.setattr(state, "MOMENT", 0.0)
    press(0)
    assert done == [1, 1]


def test_a_press_that_failed_may_be_tried_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tabs: dict[str, object] = {}
    monkeypatch.setattr(state, "_room", lambda: tabs)
    with suppress(OSError), state.first_press("join"):
        raise OSError
    with state.first_press("join") as first:
        assert first


def test_taps_that_overtake_each_other_leave_what_was_said_last(
    server: LiveServer, store: Store
) -> None:
    """Runs of the page are under way meanwhile, and end when they like: they write nothing."""
    _, (code,) = answering(store)
    with at_place(server, code) as phone:
        for item, at in (("room", 0), ("money", 4), ("room", 1), ("money", 0), ("room", 4)):
            phone.send()
            assert phone.hand(f"g.rb.{item}", at) == "kept"
        with at_place(server, code) as other:
            assert [ticked(other, f"g.rb.{item}") for item in ("room", "money")] == [4, 0]
        phone.read()
    assert said(store, code, "room", "money") == [4, 0]


def test_what_is_handed_over_ten_times_at_once_is_kept_once_and_is_one_of_them(
    server: LiveServer, store: Store
) -> None:
    _, (code,) = answering(store)
    before = store.load(code)
    with at_place(server, code) as phone:
        with ThreadPoolExecutor(10) as pool:
            told = list(pool.map(lambda n: phone.hand("g.rb.room", n % 5), range(10)))
        assert told == ["kept"] * 10
        assert phone.hand("g.rb.room", 2) == "kept"
    after = store.load(code)
    assert after.answers == {**before.answers, "g.rb.room": 2}
    assert after.writes == before.writes + 11


def said(store: Store, code: str, *items: str) -> list[Answer]:
    answers = store.load(code).answers
    return [answers.get(f"g.rb.{item}") for item in items]


def test_two_tabs_of_one_person_are_one_voice_and_the_last_answer_counts(
    server: LiveServer, store: Store
) -> None:
    host, (code, *_) = answering(store, LEAST + 1)
    with at_place(server, code) as one, at_place(server, code) as two:
        for phone, item, at in ((one, "room", 0), (two, "room", 4), (one, "money", 1)):
            assert phone.hand(f"g.rb.{item}", at) == "kept"
        assert one.heard["writes"] == one.writes() + 3  # of which it wrote two itself
        one.run()
        assert ticked(one, "g.rb.room") == 4
        with tab(server.url, "assess", "step=check", cookies=cookies(code)) as three:
            three.turn("finish_round")
        assert store.rooms.load(host).seats == {"member": (LEAST + 1, 1)}
        assert two.hand("g.rb.tasks", 2) == "kept"
        show(store, host)
        assert one.hand("g.rb.tasks", 0) == "late"
    assert said(store, code, "room", "money", "tasks") == [4, 1, 2]


# The disk takes nothing more


def test_on_a_full_disk_all_in_a_workshop_are_told_and_go_on_when_there_is_room(
    server: LiveServer, store: Store
) -> None:
    host = opened(store)
    code = joined(store, host)
    with tab(server.url, cookies=cookies(host=host)) as console, tab(server.url) as late:
        type_code(late, door(store, host))
        with disk_full(server, store):
            console.press("host_start")
            assert word("workshop.failed") in console.text()
            assert late.join("member").status_code == 503
        assert store.rooms.load(host).seats == {"member": (1, 0)}
        console.press("host_start")
        assert store.rooms.load(host).state == ANSWERING
        assert late.join("member").status_code == 200
        assert store.rooms.load(host).seats == {"member": (2, 0)}
    with at_place(server, code) as phone:
        with disk_full(server, store):
            assert phone.hand("g.rb.room", 0) == "store"
            phone.run()
            assert ticked(phone, "g.rb.room") == 3
        assert said(store, code, "room") == [3]
        assert phone.hand("g.rb.room", 0) == "kept"
    assert said(store, code, "room") == [0]


# What only the host may do


def acts(phone: Wire) -> list[WidgetState]:
    """Presses of everything on a page that only a host has."""
    keys = {key_of(one.id): one.id for one in phone.page.all("button")}
    mine = [at for name, at in keys.items() if name.startswith(("host_", "FormSubmitter:form_"))]
    return [pressed(at) for at in mine]


def test_a_participant_who_sends_the_hosts_own_messages_moves_nothing(
    server: LiveServer, store: Store
) -> None:
    host = opened(store)
    people = [joined(store, host) for _ in range(LEAST)]
    steps = (
        lambda: None,
        lambda: store.rooms.move(host, GATHERING, ANSWERING),
        lambda: show(store, host),
    )
    for step in steps:
        step()
        room, tried = store.rooms.load(host), 0
        for query in ("", "sure=close", "sure=delete", "sure=anew", "view=agree"):
            with tab(server.url, query=query, cookies=cookies(host=host)) as theirs:
                sent, typed = acts(theirs), dict(theirs.values)
                tried += len(sent)
            with tab(server.url, query=query, cookies=cookies(people[0])) as phone:
                own = dict(phone.values)
                phone.values = {**typed, **own, **hostile(typed)}
                phone.run(*sent)
                assert not list(phone.page.all("text_area"))
        assert tried > 10
        assert store.rooms.load(host) == room
        if room.state == REVEALED:
            assert store.rooms.agreement(host).history == ()


def hostile(typed: dict[str, WidgetState]) -> dict[str, WidgetState]:
    """Words in every field of the host's forms."""
    fields = [at for at, one in typed.items() if one.WhichOneof("value") == "string_value"]
    return {at: WidgetState(id=at, string_value="mine") for at in fields}


def test_no_forged_cookie_makes_a_host(server: LiveServer, store: Store) -> None:
    host, other = opened(store), opened(store)
    code = joined(store, host)
    before = store.rooms.load(host)
    tag = before.tag
    for forged in (code, door(store, host), tag, codes.new(), "", "x" * 3000, '"; esteem_host='):
        with tab(server.url, cookies=cookies(code, forged)) as phone:
            keys = [key_of(one.id) for one in phone.page.all("button")]
            assert not [one for one in keys if one.startswith("host_")]
            assert word("room.gathering_kept") in phone.text()
    with tab(server.url, cookies=cookies(host=host)) as theirs:
        sent = acts(theirs)
    with tab(server.url, cookies=cookies(code, other)) as phone:
        phone.run(*sent)  # the ids are the same: what they move is one's own
    assert store.rooms.load(host) == before


def test_a_session_that_was_made_up_is_nobodys(server: LiveServer, store: Store) -> None:
    host = opened(store)
    with tab(server.url, cookies=cookies(host=host)):
        thief = Wire(server.url)
        thief.came = made_up = str(uuid.uuid4())
        thief.connect().run()
        assert thief.came != made_up
        assert word("workshop.join_title") in thief.text()
        thief.close()


# Guessing, from behind a proxy and not


def guess(server: LiveServer, source: str = "127.0.0.1", forwarded: str = "") -> str:
    """One wrong code; what the page says."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    with tab(server.url, source=source, headers=headers) as phone:
        type_code(phone, "AAAAAA")
        return phone.text()


def counted(store: Store, *addresses: str) -> list[int]:
    return [store.failures.count(f"address:{one}", 10) for one in addresses]


def test_a_header_that_anybody_can_send_hides_no_guess(server: LiveServer, store: Store) -> None:
    for n in range(3):
        said = guess(server, source="127.0.0.2", forwarded=f"203.0.113.{n}")
        assert word("join.unknown") in said
    assert counted(store, "127.0.0.2", "203.0.113.0", "203.0.113.1") == [3, 0, 0]


def test_behind_the_trusted_proxy_two_clients_are_counted_apart(
    server: LiveServer, store: Store
) -> None:
    for forwarded in ("192.0.2.1", "192.0.2.2", "192.0.2.2", "203.0.113.9, 192.0.2.3"):
        guess(server, forwarded=forwarded)
    assert counted(store, "192.0.2.1", "192.0.2.2", "192.0.2.3", "203.0.113.9") == [1, 2, 1, 0]


def test_who_has_a_whole_network_of_addresses_is_counted_as_one(
    server: LiveServer, store: Store
) -> None:
    for n in range(3):
        guess(server, forwarded=f"2001:db8::{n}")
    guess(server, forwarded="2001:db8:0:1::1")
    assert counted(store, "2001:db8::/64", "2001:db8:0:1::/64") == [3, 1]


def test_who_has_guessed_too_often_elsewhere_is_refused_here_and_nobody_else(
    server: LiveServer, store: Store
) -> None:
    host = opened(store)
    for _ in range(FAILURES_MOST):
        store.failures.note("address:192.0.2.9")  # at another replica
    for forwarded, refused in (("192.0.2.9", True), ("192.0.2.10", False)):
        with tab(server.url, headers={"X-Forwarded-For": forwarded}) as phone:
            type_code(phone, door(store, host))
            said_so = word("join.crowded") in phone.text()
            assert said_so is refused
            assert (phone.form() == {}) is refused
