"""Workshops when many come at once, when the program is killed, and when the database is stolen."""

import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from esteem_match import codes
from esteem_match.models import OPEN, Board, State, Voice
from esteem_match.store import Broken, Ended, Moved, NotFound, Store, StoreError, open_store
from esteem_match.store.database.schema import PARTS, RECORDS, ROUNDS, VOICES
from tests.rooms import (
    ANSWERING,
    CLOSED,
    GATHERING,
    HALL,
    REVEALED,
    anew,
    answering,
    closed,
    crowd,
    door,
    joined,
    opened,
    publish,
    reveal,
    revealed,
    rows,
    shown,
)
from tests.test_store_faults import column, kept, overwrite, python

WORDS = "We would rather meet without anybody"


# -- many at once -------------------------------------------------------------------------------


def test_two_hundred_join_at_once_and_all_of_them_have_a_seat(store: Store) -> None:
    host = opened(store)
    join, together = door(store, host), threading.Barrier(200)

    def one(n: int) -> str:
        together.wait()
        return store.seats.join(join, "member" if n % 4 else "leader", "c", "en")

    with ThreadPoolExecutor(200) as pool:
        people = list(pool.map(one, range(200)))
    assert len(set(people)) == 200
    assert store.rooms.load(host).seats == {"member": (150, 0), "leader": (50, 0)}
    assert all(store.seats.load(code) for code in people)


def test_every_answer_that_was_acknowledged_beside_a_close_is_heard_and_no_other(
    store: Store,
) -> None:
    host, people = answering(store, members=12)
    heard: dict[str, object] = {}
    started = threading.Barrier(13)

    def save(code: str) -> bool:
        for n in range(10_000):
            if n == 1:
                started.wait()
            try:
                store.save(code, {"who": code, "last": n, f"item.{n % 7}": n % 6})
            except Ended:
                return True
        return False

    def listen(voices: Sequence[Voice]) -> Board:
        heard.update({str(voice.answers["who"]): dict(voice.answers) for voice in voices})
        return Board(group=None, practitioners=())

    with ThreadPoolExecutor(12) as pool:
        saving = [pool.submit(save, code) for code in people]
        started.wait()
        closed(store, host)
        assert all(future.result() for future in saving)
    reveal(store, host, publish=listen)
    assert heard == {code: store.load(code).answers for code in people}


def test_whoever_joins_beside_a_close_is_heard_or_is_told(store: Store) -> None:
    host, _ = answering(store)
    join, heard = door(store, host), []
    started = threading.Barrier(5)

    def arrive(_: int) -> int:
        for n in range(10_000):
            if n == 1:
                started.wait()
            try:
                store.seats.join(join, "member", "c", "en")
            except NotFound:
                return n
        return -1

    with ThreadPoolExecutor(4) as pool:
        arriving = [pool.submit(arrive, n) for n in range(4)]
        started.wait()
        closed(store, host)
        told = [future.result() for future in arriving]
    reveal(store, host, publish=lambda voices: heard.extend(voices) or publish(voices))
    assert min(told) >= 1
    assert len(heard) == sum(told) == rows(store, VOICES) == rows(store, RECORDS)


def test_rooms_that_close_at_once_do_not_wait_for_each_other_for_ever(store: Store) -> None:
    hosts = [answering(store, members=3)[0] for _ in range(8)]
    together = threading.Barrier(8)

    def close(host: str) -> None:
        together.wait()
        revealed(store, host)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(close, hosts))
    boards = [store.rooms.board(host) for host in hosts]
    assert [only.board.group and only.board.group.answers for (only,) in boards] == [{"sum": 3}] * 8


def test_ten_thousand_voices_are_closed_and_shown_and_each_is_heard_once(store: Store) -> None:
    host = opened(store)
    crowd(store, host, voices=10_000, items=3)
    store.rooms.move(host, GATHERING, ANSWERING)
    tags: set[str] = set()

    def listen(voices: Sequence[Voice]) -> Board:
        assert all(voice.answers == {"g.0": 0, "g.1": 1, "g.2": 2} for voice in voices)
        tags.update(voice.tag for voice in voices)
        return publish(voices)

    closed(store, host)
    reveal(store, host, publish=listen)
    assert len(tags) == 10_000
    assert store.rooms.load(host).seats == {"member": (10_000, 0)}
    finished = select(func.count()).where(RECORDS.c.finished)
    assert store._read(lambda conn: conn.scalar(finished)) == 10_000


# -- killed -------------------------------------------------------------------------------------

RUNNING = """
import sys, time
from esteem_match.store import open_store
from tests.rooms import anew, answering, closed, door, publish, reveal

store = open_store(sys.argv[1])
host, people = answering(store, members=5, practitioners=2)
print(host, *people, flush=True)

def slowly(voices):
    if sys.argv[2] == "inside":
        print("inside", flush=True)
        time.sleep(60)
    return publish(voices)

while True:
    closed(store, host)
    reveal(store, host, publish=slowly)
    store.rooms.begin(host, store.today())
    for code in people:
        seat = "member" if store.load(code).side == "group" else "practitioner"
        store.seats.sit(code, door(store, host), seat)
    store.rooms.move(host, "gathering", "answering")
"""


def killed(url: str, where: str, after: float) -> tuple[str, list[str]]:
    """A host who has round after round answered and shown, until the program is killed."""
    process = python(RUNNING, url, where)
    assert process.stdout
    host, *people = process.stdout.readline().split()
    if where == "inside":
        assert process.stdout.readline() == "inside\n"
    else:
        time.sleep(after)
    assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()
    assert process.wait() == -9
    return host, people


HELD = select(func.count(ROUNDS.c.door), func.count(ROUNDS.c.key), func.count(ROUNDS.c.prints))


def is_whole(store: Store, host: str, people: list[str]) -> State:
    """Whether the newest round has all that belongs to where it stands, and nothing else."""
    with suppress(Moved):
        store.rooms.pace(host, None)  # waits until the server has noticed that its client is dead
    room = store.rooms.load(host)
    is_open, is_shown = room.state in OPEN, room.state == REVEALED
    newest = select(ROUNDS.c.id).where(ROUNDS.c.number == room.number).scalar_subquery()
    held = HELD.where(ROUNDS.c.id == newest)
    parts = select(func.count()).select_from(PARTS).where(PARTS.c.round == newest)
    boxes = select(func.count(VOICES.c.box)).where(VOICES.c.round == newest)
    counts = store._read(lambda conn: tuple(conn.execute(held).one()))
    assert counts == (is_open, is_open, is_shown)
    assert store._read(lambda conn: conn.scalar(parts)) == (3 if is_shown else 0)
    sits = [seat.number == room.number for code in people if (seat := store.seats.load(code))]
    assert store._read(lambda conn: conn.scalar(boxes)) == (0 if is_shown else sum(sits))
    assert sits == [True] * 7 or room.state == State.GATHERING
    if room.state != State.GATHERING:
        assert {store.load(code).finished for code in people} == {not is_open}
    assert len(store.rooms.board(host)) == room.number - (not is_shown)
    return room.state


def test_a_program_that_is_killed_inside_the_reveal_leaves_the_round_as_it_was(url: str) -> None:
    host, people = killed(url, "inside", 0)
    store = open_store(url)
    assert is_whole(store, host, people) == CLOSED
    store.seats.stand(people[0])
    reveal(store, host)
    (only,) = store.rooms.board(host)
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 1 + 2 + 3 + 4}
    store.close()


@pytest.mark.parametrize("seed", range(5))
def test_a_program_that_is_killed_at_any_moment_leaves_a_round_old_or_new(
    url: str, seed: int
) -> None:
    host, people = killed(url, "anywhere", random.Random(seed).uniform(0, 0.3))
    store = open_store(url)
    is_whole(store, host, people)
    store.close()


# -- stolen -------------------------------------------------------------------------------------


def test_a_stolen_database_shows_no_name_no_code_no_answer_no_board_and_no_agreement(
    store: Store,
) -> None:
    host = opened(store)
    people = [joined(store, host, **{"g.a": 3, "g.words": WORDS}) for _ in range(5)]
    people.append(joined(store, host, "practitioner", **{"p.a": 2, "p.words": WORDS}))
    first = door(store, host)
    store.rooms.move(host, GATHERING, ANSWERING)
    store.failures.note("address:192.0.2.7")
    stolen = [kept(store)]
    revealed(store, host)
    store.rooms.agree(host, {"agreed.field": WORDS})
    stolen.append(kept(store))
    store.rooms.begin(host, date(2026, 3, 10))
    second = door(store, host)
    stolen.append(kept(store))
    secret = store._secret
    for found in stolen:
        for code in (host, first, second, *people):
            for form in (code, codes.pretty(code), code.lower(), code[:5]):
                assert form.encode() not in found
        for plain in (HALL, HALL[:7], WORDS, WORDS[:8], "g.a", "p.words", '"sum"'):
            assert plain.encode() not in found
        for plain in ("agreed.field", "192.0.2.7", "address", "one_form"):
            assert plain.encode() not in found
        assert secret not in found
        assert b"consent-1" in found  # the search does find what is plain


def test_a_join_code_leaves_nothing_in_the_files_after_the_close(store: Store) -> None:
    host, _ = answering(store, members=5)
    columns = select(ROUNDS.c.door, ROUNDS.c.code, ROUNDS.c.key)
    parts = store._read(lambda conn: conn.execute(columns).one())
    assert all(part[:16] in kept(store) for part in parts)
    closed(store, host)
    assert not any(part[:16] in kept(store) for part in parts)


def test_the_reveal_leaves_nothing_in_the_files_that_opens_a_voice(store: Store) -> None:
    host, _ = answering(store, members=5)
    closed(store, host)
    boxes = column(store, "voices.box")
    assert all(box[:16] in kept(store) for box in boxes)
    reveal(store, host)
    assert not any(box[:16] in kept(store) for box in boxes)


@pytest.mark.parametrize("how", ["delete", "purge"])
def test_a_room_that_is_gone_is_in_no_byte_of_the_files(store: Store, clock: Any, how: str) -> None:
    host, _ = shown(store)
    store.rooms.agree(host, {"when": WORDS})
    names = "rooms.about rooms.private rooms.key rooms.id rounds.id rounds.prints voices.key"
    parts = [
        value[start : start + 16]
        for name in (*names.split(), "parts.sealed", "entries.sealed")
        for value in column(store, name)
        for start in range(0, len(value) - 15, 64)
    ]
    held = [part for part in parts if part in kept(store)]
    assert len(held) > 25
    if how == "delete":
        store.rooms.delete(host)
    else:
        clock.on(366)
        store.purge()
    found = kept(store)
    assert not [part for part in held if part in found]


SEALED: dict[str, Callable[[Store, str, list[str]], object]] = {
    "rooms.about": lambda store, host, _: store.rooms.load(host),
    "rooms.key": lambda store, host, _: store.rooms.load(host),
    "parts.sealed": lambda store, host, _: store.rooms.board(host),
    "entries.sealed": lambda store, host, _: store.rooms.agreement(host),
    "voices.key": lambda store, _, people: [store.seats.load(code) for code in people],
}


@pytest.mark.parametrize("name", SEALED)
def test_one_changed_bit_is_noticed(store: Store, name: str) -> None:
    host, people = shown(store)
    store.rooms.agree(host, {"when": "Tuesdays"})
    SEALED[name](store, host, people)
    flip(store, name)
    with pytest.raises(Broken):
        SEALED[name](store, host, people)


def test_a_changed_bit_in_what_tells_rounds_apart_stops_the_reveal_and_nothing_is_shown(
    store: Store,
) -> None:
    host, _ = shown(store)
    anew(store, host)
    late = joined(store, host)
    closed(store, host)
    flip(store, "rounds.prints")
    with pytest.raises(Broken):
        reveal(store, host)
    assert store.rooms.load(host).state == CLOSED
    assert store.seats.board(late) == ()


@pytest.mark.parametrize("name", ["rooms.private", "voices.box"])
def test_a_changed_bit_in_what_opens_the_voices_stops_the_reveal_and_nothing_is_half_shown(
    store: Store, name: str
) -> None:
    host, people = answering(store, members=5)
    closed(store, host)
    flip(store, name)
    with pytest.raises(Broken):
        reveal(store, host)
    assert store.rooms.load(host).state == CLOSED
    assert store.seats.board(people[0]) == ()
    store.rooms.move(host, CLOSED, ANSWERING)
    store.save(people[0], {"g.a": 1})


def flip(store: Store, name: str) -> None:
    """Changes the last bit of every value in a column."""
    for value in filter(None, column(store, name)):
        overwrite(store, name, value, value[:-1] + bytes([value[-1] ^ 1]))


def test_a_voice_put_in_anothers_place_does_not_open(store: Store) -> None:
    host, _ = answering(store, members=2)
    one, other = column(store, "voices.box")
    overwrite(store, "voices.box", one, other)
    closed(store, host)
    with pytest.raises(Broken):
        reveal(store, host)


def test_no_error_of_a_room_tells_a_code_a_name_or_an_answer(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    host, people = answering(store, members=5)
    join = door(store, host)

    told = []
    for act in (
        lambda: store.seats.join("234567", "member", "c", "en"),
        lambda: store.seats.sit(people[0], join, "owner"),  # type: ignore[arg-type]
        lambda: store.rooms.load(people[0]),
        lambda: reveal(store, host),
        lambda: store.rooms.open(
            HALL + "\0", date(2026, 3, 1), "v", "en", paced=True, until=CLOSED
        ),  # type: ignore[arg-type]
    ):
        with pytest.raises(StoreError) as caught:
            act()
        told += [repr(caught.value), repr(caught.value.__cause__)]
    told += [repr(store.rooms), repr(store.seats._find(join)), caplog.text]
    for canary in (host, join, HALL, *people):
        assert canary not in "\n".join(told)
