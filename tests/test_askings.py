"""Whether members can live with what was decided: what is told of it, when, and of whom."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from esteem_match.models import Seat
from esteem_match.store import Ended, Moved, NotFound, Refused, Store
from esteem_match.store.database.schema import ASKINGS, REPLIES
from esteem_match.workshop import MEMBERS, Living, living
from tests.conftest import Clock
from tests.papers import CONTENT
from tests.rooms import AGREED, REVEALED, answering, closed, joined, raised, reveal, rows
from tests.test_rooms_faults import kept

MODEL = CONTENT.model
LEAST = MODEL.workshop.min_voices
LINES = {"aa": ("decision.aa", "task.aa"), "bb": ("decision.bb",)}
SAID = {"decision.aa": "yes", "task.aa": "Find a room", "decision.bb": "no"}


def told(voices: int, yes: int) -> Living:
    return living(MODEL, [at < yes for at in range(voices)])


# -- what can be told ----------------------------------------------------------------------------


def test_all_that_can_be_told_of_up_to_eight_voices() -> None:
    """A row for each number of voices: what is told where 0, 1, 2 ... of them say yes."""
    table = [[told(voices, yes) for yes in range(voices + 1)] for voices in range(9)]
    few, talk, most = ["few"], ["talk"], ["most"]
    assert table[:LEAST] == [few * (voices + 1) for voices in range(LEAST)]
    assert table[LEAST:] == [
        talk * 3 + most * 3,
        talk * 4 + most * 3,
        talk * 4 + most * 4,
        talk * 5 + most * 4,
    ]


def test_all_and_nobody_read_as_any_majority_does() -> None:
    for voices in range(LEAST, 9):
        assert told(voices, voices) == told(voices, voices // 2 + 1) == "most"
        assert told(voices, 0) == told(voices, voices // 2) == "talk"


def test_no_word_tells_what_any_one_said_nor_how_many_there_are() -> None:
    """Of each word, there is a way in which one more, one fewer or one other voice gives the same,
    and whatever one of them said: who doesn't know all the others can't tell.
    """
    for voices in range(LEAST, 9):
        for word in ("most", "talk"):
            ways = [yes for yes in range(voices + 1) if told(voices, yes) == word]
            others_if_yes = {yes - 1 for yes in ways if yes > 0}
            others_if_no = {yes for yes in ways if yes < voices}
            assert others_if_yes & others_if_no, "one's own word may be either"
            assert any(told(voices + 1, yes) == word for yes in ways)


# -- how it is asked -----------------------------------------------------------------------------


def asked(store: Store, *seats: Seat) -> tuple[str, list[str]]:
    """A workshop that asks its members of two decisions."""
    host, people = answering(store)
    people = [joined(store, host, seat, **{"g.a": 1}) for seat in seats or ("member",) * LEAST]
    closed(store, host)
    reveal(store, host)
    store.rooms.agree(host, SAID)
    store.rooms.ask(host, LINES)
    return host, people


def end(store: Store, host: str) -> None:
    store.rooms.end_asking(host, MEMBERS, lambda voices: living(MODEL, voices))


def test_the_word_is_told_to_all_once_the_asking_ends_and_what_each_said_is_gone(
    store: Store,
) -> None:
    host, people = asked(store)
    for at, code in enumerate(people):
        store.seats.reply(code, {"aa": at < 3, "bb": at < 2})
    assert store.seats.replied(people[0]) == {"aa": True, "bb": True}
    boxes = store._read(lambda conn: list(conn.scalars(select(REPLIES.c.box))))
    assert len({len(box) for box in boxes}) == 1
    end(store, host)
    for found in (store.rooms.askings(host), store.seats.askings(people[0])):
        (one,) = found
        assert (one.open, one.outcome) == (False, {"aa": "most", "bb": "talk"})
        assert one.lines["aa"] == {"decision.aa": "yes", "task.aa": "Find a room"}
    assert rows(store, REPLIES) == 0
    assert not any(box in kept(store) for box in boxes)
    assert store.seats.replied(people[0]) == {}


def test_nothing_moves_while_people_answer_and_nothing_is_told(store: Store) -> None:
    host, people = asked(store)
    before = store.rooms.load(host), store.rooms.askings(host), store.rooms.news([tag(store, host)])
    for code in people:
        store.seats.reply(code, {"aa": True})
        after = store.rooms.load(host), store.rooms.askings(host)
        assert (*after, store.rooms.news([tag(store, host)])) == before
        assert store.seats.askings(code)[0].outcome == {}


def tag(store: Store, host: str) -> str:
    return store.rooms.load(host).tag


def test_who_answers_again_is_heard_once_as_they_said_last_and_may_leave_lines_out(
    store: Store,
) -> None:
    host, people = asked(store)
    for code in people:
        store.seats.reply(code, {"aa": True, "bb": True})
        store.seats.reply(code, {"aa": False})
    end(store, host)
    assert store.rooms.askings(host)[0].outcome == {"aa": "talk", "bb": "few"}


@pytest.mark.parametrize("gone", ["deleted", "expired", "never"])
def test_only_members_who_are_still_there_are_heard(store: Store, clock: Clock, gone: str) -> None:
    seats: tuple[Seat, ...] = (*("member",) * (LEAST - 1), "leader", "practitioner", "together")
    host, people = asked(store, *seats)
    for code in people:
        store.seats.reply(code, {"aa": True})
    if gone == "deleted":
        store.delete(people[0])
        assert rows(store, REPLIES) == len(people) - 1
    if gone == "expired":
        clock.on(29)
        for code in people[1:]:
            store.update(code, language="cy")
        clock.on(32)
    end(store, host)
    assert store.rooms.askings(host)[0].outcome["aa"] == ("most" if gone == "never" else "few")


def test_of_one_line_nobody_is_asked_twice_in_a_round_and_of_others_they_may_be(
    store: Store,
) -> None:
    host, _ = asked(store)
    other = {"cc": ("decision.cc",)}
    assert raised(store.rooms.ask, host, other) is Moved, "one asking at a time"
    end(store, host)
    assert raised(end, store, host) is Moved
    store.rooms.agree(host, {"task.aa": "Find two rooms"})
    for again in (LINES, {"aa": LINES["aa"], **other}, {}):
        assert raised(store.rooms.ask, host, again) is Moved
    store.rooms.ask(host, other)
    assert [one.open for one in store.rooms.askings(host)] == [False, True]


def test_what_is_asked_about_stands_still_meanwhile(store: Store) -> None:
    host, _ = asked(store)
    assert raised(store.rooms.agree, host, {"task.aa": "Find two rooms"}) is Moved
    store.rooms.agree(host, {"decision.cc": "yes"})
    end(store, host)
    store.rooms.agree(host, {"task.aa": "Find two rooms"})
    assert store.rooms.askings(host)[0].lines["aa"]["task.aa"] == "Find a room"


@pytest.mark.parametrize("over", ["ended", "agreed", "anew"])
def test_after_it_is_over_nobody_can_answer_and_an_asking_that_was_cut_short_tells_nothing(
    store: Store, over: str
) -> None:
    host, people = asked(store)
    for code in people:
        store.seats.reply(code, {"aa": True})
    if over == "ended":
        end(store, host)
    elif over == "agreed":
        store.rooms.move(host, REVEALED, AGREED)
    else:
        store.rooms.begin(host, store.today())
    assert raised(store.seats.reply, people[0], {"aa": False}) is Ended
    assert rows(store, REPLIES) == 0
    (one,) = store.seats.askings(people[0])
    assert (one.open, bool(one.outcome)) == (False, over == "ended")


def test_only_who_sits_there_answers_and_only_what_is_asked(store: Store) -> None:
    host, people = asked(store)
    other = store.create("group", "v1", "consent-1", "en")
    assert raised(store.seats.reply, other, {"aa": True}) is Ended
    assert raised(store.seats.reply, host, {"aa": True}) is NotFound
    assert raised(store.seats.reply, people[0], {"cc": True}) is Refused
    assert store.seats.askings(other) == ()


def test_who_answers_in_the_moment_in_which_it_ends_is_heard_or_told_and_nothing_is_left(
    store: Store,
) -> None:
    host, people = asked(store, *("member",) * 12)
    heard: list[int] = []

    def count(voices: Sequence[bool]) -> str:
        heard.append(len(voices))
        return "most"

    def say(code: str) -> bool:
        return raised(store.seats.reply, code, {"aa": True}) is None

    with ThreadPoolExecutor(8) as pool:
        said = [pool.submit(say, code) for code in people[:6]]
        ended = pool.submit(store.rooms.end_asking, host, MEMBERS, count)
        said += [pool.submit(say, code) for code in people[6:]]
        ended.result()
    assert heard[0] == sum(one.result() for one in said)
    assert rows(store, REPLIES) == 0


def test_it_goes_with_its_workshop(store: Store) -> None:
    host, people = asked(store)
    store.seats.reply(people[0], {"aa": True})
    store.rooms.delete(host)
    assert (rows(store, ASKINGS), rows(store, REPLIES)) == (0, 0)


def test_a_stolen_database_shows_nothing_of_what_is_asked_or_said(store: Store) -> None:
    host, people = asked(store)
    for code in people:
        store.seats.reply(code, {"aa": True})
    found = [kept(store)]
    end(store, host)
    for database in (*found, kept(store)):
        assert not [one for one in words() if one.encode() in database]


def words() -> Iterator[str]:
    yield from ("decision.aa", "Find a room", "most", "true", '"talk"', '"few"')
