"""Between the end of the answering and the picture: who goes is not in it, and nothing changes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import func, insert, select, text, update

from esteem_match.models import Board, Seat, State, Voice
from esteem_match.store import Ended, Moved, Refused, Store, open_store
from esteem_match.store.database.schema import METADATA, PARTS, RECORDS, ROUNDS
from tests.conftest import Clock
from tests.rooms import (
    ANSWERING,
    CLOSED,
    anew,
    answering,
    closed,
    door,
    drawn,
    fingerprint,
    joined,
    publish,
    raised,
    reveal,
    rows,
    shown,
)
from tests.test_store_faults import kept

SEATS: tuple[Seat, ...] = ("member", "practitioner")


def total(store: Store, host: str) -> int | None:
    """What the newest board says of the members: the sum of their answers."""
    group = store.rooms.board(host)[-1].board.group
    return None if group is None else group.answers["sum"]


GOING = {
    "deletes": lambda store, code: store.delete(code),
    "leaves": lambda store, code: store.seats.stand(code),
}
EACH_WAY = pytest.mark.parametrize("way", GOING)


@EACH_WAY
def test_who_goes_before_the_picture_is_in_neither_the_result_nor_the_fingerprints(
    store: Store, way: str
) -> None:
    host, people = answering(store, members=5)
    closed(store, host)
    GOING[way](store, people[4])
    (drawing,) = drawn(store, host)
    assert total(store, host) == 0 + 1 + 2 + 3
    assert len(drawing.prints or ()) == 4
    assert store.rooms.load(host).seats == {"member": (4, 0)}


@EACH_WAY
def test_a_practitioner_who_goes_before_the_picture_has_no_part_in_it_and_no_number(
    store: Store, way: str
) -> None:
    host, people = answering(store, practitioners=3)
    closed(store, host)
    GOING[way](store, people[1])
    reveal(store, host)
    (only,) = store.rooms.board(host)
    assert [part.number for part in only.board.practitioners] == [1, 2]
    assert {part.answers["p.a"] for part in only.board.practitioners} == {0, 2}
    store.delete(people[0])
    (after,) = store.rooms.board(host)
    (left,) = after.board.practitioners
    assert left in only.board.practitioners
    assert left.answers == {"p.a": 2}


def test_nothing_of_the_result_exists_before_the_reveal(store: Store) -> None:
    host, _ = answering(store, members=5, practitioners=2)
    closed(store, host)
    assert rows(store, PARTS) == 0


def test_what_has_expired_by_the_reveal_is_not_heard_and_the_host_is_told_of_those_who_are(
    store: Store, clock: Clock
) -> None:
    host, people = answering(store, members=5)
    clock.on(20)
    store.save(people[0], {"g.a": 4})
    store.seats.finish(people[0], True)
    closed(store, host)
    clock.on(31)
    tag = store.rooms.load(host).tag
    assert store.rooms.load(host).seats == {"member": (1, 1)}
    live = store.rooms.news([tag])[tag]
    assert (live.joined, live.finished) == (1, 1)
    (drawing,) = drawn(store, host)
    assert len(drawing.prints or ()) == 1
    assert total(store, host) == 4


def test_who_leaves_before_the_picture_has_their_answers_for_themselves_alone(
    store: Store,
) -> None:
    host, people = answering(store, members=6)
    closed(store, host)
    store.seats.stand(people[1])
    store.save(people[1], {"g.a": 4})
    assert store.seats.load(people[1]) is None
    reveal(store, host)
    assert store.seats.board(people[1]) == ()
    assert store.load(people[1]).answers == {"g.a": 4}
    assert total(store, host) == 0 + 2 + 3 + 4 + 0


def test_who_leaves_a_later_round_before_its_picture_sees_the_one_before_as_ever(
    store: Store,
) -> None:
    host, people = shown(store)
    before = store.seats.board(people[0])
    anew(store, host)
    for code in people[:5]:
        store.seats.sit(code, door(store, host), "member")
    closed(store, host)
    store.seats.stand(people[0])
    reveal(store, host)
    assert store.seats.board(people[0]) == before
    seat = store.seats.load(people[0])
    assert seat is not None
    assert seat.number == 1


@EACH_WAY
def test_who_goes_after_the_picture_leaves_it_as_it_was(store: Store, way: str) -> None:
    host, people = shown(store, members=5)
    before = total(store, host)
    assert raised(GOING[way], store, people[0]) is (Ended if way == "leaves" else None)
    assert total(store, host) == before


# -- what was said at the close is what is shown ------------------------------------------------


def test_answers_cannot_be_opened_again_until_the_picture_is_shown(store: Store) -> None:
    host, people = answering(store, members=5)
    closed(store, host)
    before = store.load(people[0])
    for changes in ({"finished": False}, {"finished": False, "version": "v2"}):
        with pytest.raises(Refused):
            store.update(people[0], **changes)  # type: ignore[arg-type]
    assert store.load(people[0]) == before
    with pytest.raises(Ended):
        store.save(people[0], {"g.a": 4})
    reveal(store, host)
    store.update(people[0], finished=False)
    store.save(people[0], {"g.a": 4})
    assert total(store, host) == 0 + 1 + 2 + 3 + 4


@pytest.mark.parametrize("how", ["reopened", "deleted", "expired"])
def test_answers_can_be_opened_again_where_no_picture_waits_for_them(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(store.rooms, "keep_room_days", 3)
    host, people = answering(store, members=5)
    closed(store, host)
    if how == "reopened":
        store.rooms.move(host, CLOSED, ANSWERING)
    elif how == "deleted":
        store.rooms.delete(host)
    else:
        clock.on(4)
    store.update(people[0], finished=False)
    store.save(people[0], {"g.a": 4})
    assert store.load(people[0]).answers == {"g.a": 4}


def test_a_round_that_is_answered_once_more_hears_what_is_said_then(store: Store) -> None:
    host, people = answering(store, members=5)
    closed(store, host)
    store.seats.stand(people[4])
    store.rooms.move(host, CLOSED, ANSWERING)
    store.save(people[0], {"g.a": 3})
    joined(store, host, **{"g.a": 1})
    closed(store, host)
    reveal(store, host)
    assert total(store, host) == 3 + 1 + 2 + 3 + 1
    assert store.rooms.load(host).state == State.REVEALED
    assert store.rooms.board(host)[0].day == date(2026, 3, 1)


# -- in the same moment -------------------------------------------------------------------------


@EACH_WAY
def test_who_goes_while_a_reveal_is_prepared_is_not_in_it(store: Store, way: str) -> None:
    host, people = answering(store, members=5, practitioners=2)
    closed(store, host)
    going = iter([people[4], people[5]])

    def meanwhile(voice: Voice, key: bytes) -> str:
        for code in going:
            GOING[way](store, code)
        return fingerprint(voice, key)

    reveal(store, host, fingerprint=meanwhile)
    (only,) = store.rooms.board(host)
    assert total(store, host) == 0 + 1 + 2 + 3
    assert [(part.number, part.answers) for part in only.board.practitioners] == [(1, {"p.a": 1})]


@EACH_WAY
def test_who_goes_while_a_reveal_is_written_comes_after_it_and_open_pages_hear_of_it(
    store: Store, way: str
) -> None:
    host, people = answering(store, members=5, practitioners=2)
    closed(store, host)
    told: list[Future[object]] = []
    with ThreadPoolExecutor(2) as pool:

        def meanwhile(voices: Sequence[Voice]) -> Board:
            told.extend(pool.submit(raised, GOING[way], store, code) for code in people[4:6])
            wait(told, timeout=0.3)
            return publish(voices)

        reveal(store, host, publish=meanwhile)
        outcomes = [one.result() for one in told]
    (only,) = store.rooms.board(host)
    assert total(store, host) == 0 + 1 + 2 + 3 + 4
    if way == "leaves":
        assert outcomes == [Ended, Ended]
        assert len(only.board.practitioners) == 2
    else:
        assert outcomes == [None, None]
        assert [part.answers for part in only.board.practitioners] == [{"p.a": 1}]
        assert store.rooms.load(host).revision == 5, "opened, started, closed, shown, and one less"


def test_a_round_that_is_opened_and_closed_again_while_a_reveal_is_prepared_is_not_shown_by_it(
    store: Store,
) -> None:
    """What was heard is not what people say now: the host is told, and nothing has changed."""
    host, people = answering(store, members=5)
    closed(store, host)
    again = iter([1])

    def meanwhile(voice: Voice, key: bytes) -> str:
        for _ in again:
            store.rooms.move(host, CLOSED, ANSWERING)
            store.save(people[0], {"g.a": 4})
            closed(store, host)
        return fingerprint(voice, key)

    with pytest.raises(Moved):
        reveal(store, host, fingerprint=meanwhile)
    assert store.rooms.load(host).state == CLOSED
    assert rows(store, PARTS) == 0
    reveal(store, host)
    assert total(store, host) == 4 + 1 + 2 + 3 + 4


def test_many_who_go_and_save_beside_a_reveal_never_wait_for_each_other_for_ever(
    store: Store,
) -> None:
    """Each is in or not in, and told which; nobody meets a lock that is never let go."""
    for _ in range(5):
        host, people = answering(store, members=12, practitioners=4)
        closed(store, host)
        acts: list[Callable[[], object]] = [
            *(partial(store.delete, code) for code in people[0:16:4]),
            *(partial(store.seats.stand, code) for code in people[1:16:4]),
            *(partial(store.save, code, {"g.a": 9}) for code in people[2:16:4]),
            *(partial(store.update, code, finished=False) for code in people[3:16:4]),
            partial(reveal, store, host),
        ]
        together = Barrier(len(acts))

        def at_once(act: Callable[[], object], together: Barrier = together) -> object:
            together.wait()
            return raised(act)

        with ThreadPoolExecutor(len(acts)) as pool:
            outcomes = list(pool.map(at_once, acts))
        assert outcomes[:4] == [None] * 4
        assert set(outcomes[4:8]) <= {None, Ended}
        assert outcomes[8:12] == [Ended] * 4
        assert set(outcomes[12:16]) <= {None, Refused}
        assert outcomes[16] is None
        (only,) = store.rooms.board(host)
        left = outcomes[4:8].count(None)
        assert 16 - 4 - left == sum(store.rooms.load(host).seats[one][0] for one in SEATS)
        assert len(only.board.practitioners) >= 2


def test_a_reopening_beside_those_who_leave_never_waits_for_ever(store: Store) -> None:
    for _ in range(5):
        host, people = answering(store, members=8)
        closed(store, host)
        acts = [partial(store.seats.stand, code) for code in people]
        together = Barrier(9)

        def at_once(act: Callable[[], object], together: Barrier = together) -> object:
            together.wait()
            return raised(act)

        with ThreadPoolExecutor(9) as pool:
            reopening = partial(store.rooms.move, host, CLOSED, ANSWERING)
            assert set(pool.map(at_once, [*acts, reopening])) == {None}
        assert store.rooms.load(host).seats == {}
        assert not any(store.load(code).finished for code in people)


# -- a database of the first version ------------------------------------------------------------


@pytest.fixture
def old(url: str, clock: Clock) -> Iterator[tuple[Store, str, list[str]]]:
    """A round was shown and a second one closed by the program before, which kept its board then;
    one of its people has opened their answers since. Opened by this one.
    """
    first = open_store(url, clock=clock)
    host, people = shown(first)
    anew(first, host)
    for code in people[:5]:
        first.seats.sit(code, door(first, host), "member")
    closed(first, host)
    newest = select(ROUNDS.c.id).where(ROUNDS.c.number == 2).scalar_subquery()
    record = first._keys(people[0]).id
    with first._writer.engine.begin() as conn:
        conn.execute(update(ROUNDS).values(prints=b"long fingerprints"))
        conn.execute(insert(PARTS).values(round=newest, number=0, sealed=b"a board"))
        conn.execute(update(RECORDS).where(RECORDS.c.id == record).values(finished=False))
        for table in ("replies", "askings"):
            METADATA.tables[table].drop(conn)
        conn.execute(text("ALTER TABLE rounds DROP COLUMN wall"))
        conn.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    first.close()
    store = open_store(url, clock=clock)
    yield store, host, people
    store.close()


def test_long_fingerprints_and_boards_that_nobody_has_seen_are_gone_at_the_first_start(
    old: tuple[Store, str, list[str]],
) -> None:
    store, _, people = old
    assert store._read(lambda conn: conn.scalar(select(func.count(ROUNDS.c.prints)))) == 0
    assert rows(store, PARTS) == 2, "those of the round that was shown"
    for held in (b"long fingerprints", b"a board"):
        store.purge()
        assert held not in kept(store)
    for code in people[:5]:
        with pytest.raises(Ended):
            store.save(code, {"g.a": 0})


def test_a_round_closed_by_the_program_before_is_shown_and_judged_by_what_is_left(
    old: tuple[Store, str, list[str]],
) -> None:
    store, host, _ = old
    first, second = drawn(store, host)
    assert first.prints is None
    assert first.group == second.group
    assert second.prints is not None
    assert len(second.prints) == 5
    assert total(store, host) == 10


def test_a_board_that_is_there_already_gives_way_to_the_one_of_the_reveal(store: Store) -> None:
    """As where a server of the first version has closed the round beside this one."""
    host, _ = answering(store, members=5)
    closed(store, host)
    with store._writer.engine.begin() as conn:
        at = select(ROUNDS.c.id).scalar_subquery()
        conn.execute(insert(PARTS).values(round=at, number=0, sealed=b"a board"))
    reveal(store, host)
    assert total(store, host) == 10
