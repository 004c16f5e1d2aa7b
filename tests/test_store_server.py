"""What only a database server can do to the store: go away, come back, be set to read only.

Tried with ESTEEM_TEST_POSTGRESQL set, as all of the store is; see .ci/with-postgresql.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, create_engine, text

from esteem_match.store import Away, ReadOnly, Store, open_store
from esteem_match.store.database import schema
from esteem_match.store.sealing import secret
from esteem_match.store.start import PATIENCE, places
from tests.conftest import SERVER, Clock
from tests.line import Line, through
from tests.rooms import answering, closed, publish, reveal

pytestmark = pytest.mark.skipif(not SERVER, reason="no PostgreSQL: set ESTEEM_TEST_POSTGRESQL")


@pytest.fixture
def store(address: str, line: Line, clock: Clock) -> Iterator[Store]:
    opened = open_store(through(address, line), clock=clock)
    yield opened
    opened.close()


def test_a_server_that_is_away_is_told_and_when_it_is_back_all_goes_on(
    store: Store, line: Line
) -> None:
    code = store.create("group", "v1", "c", "en")
    store.save(code, {"a": 1})
    line.cut()
    for act in (
        lambda: store.save(code, {"a": 2}),
        lambda: store.load(code),
        store.ping,
        lambda: store.create("group", "v1", "c", "en"),
        lambda: store.failures.note("a"),
        lambda: store.rooms.news(["00" * 16]),
    ):
        with pytest.raises(Away):
            act()
    line.whole = True
    assert store.load(code).answers == {"a": 1}
    store.save(code, {"a": 3})
    assert store.load(code).answers == {"a": 3}


def test_a_server_that_goes_away_inside_a_reveal_leaves_the_round_as_it_was(
    store: Store, line: Line
) -> None:
    host, people = answering(store, members=5, practitioners=1)
    closed(store, host)
    with pytest.raises(Away):
        reveal(store, host, publish=lambda voices: line.cut() or publish(voices))
    line.whole = True
    store.seats.stand(people[0])
    reveal(store, host)
    (only,) = store.rooms.board(host)
    assert only.board.group is not None
    assert only.board.group.answers == {"sum": 1 + 2 + 3 + 4}


def test_a_server_that_is_started_anew_is_not_noticed_by_anybody(
    address: str, clock: Clock
) -> None:
    store = open_store(address, clock=clock)
    code = store.create("group", "v1", "c", "en")
    server = create_engine(address)
    with server.begin() as conn:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
        assert conn.scalars(text(ended)).all()
    store.save(code, {"a": 1})
    assert store.load(code).answers == {"a": 1}
    store.close()
    server.dispose()


def test_a_server_that_only_reads_can_be_read_and_says_that_it_cannot_be_written(
    address: str, clock: Clock
) -> None:
    first = open_store(address, clock=clock)
    host, people = answering(first, members=5)
    store = open_store(f"{address}%20-cdefault_transaction_read_only%3Don", clock=clock)
    assert store.load(people[1]).answers == {"g.a": 1}
    assert store.rooms.load(host) == first.rooms.load(host)
    for act in (
        lambda: store.save(people[0], {"g.a": 2}),
        lambda: store.delete(people[0]),
        lambda: closed(store, host),
        lambda: store.seats.finish(people[0], True),
    ):
        with pytest.raises(ReadOnly):
            act()
    assert first.load(people[0]).answers == {"g.a": 0}
    store.close()
    first.close()


def test_a_replica_that_starts_while_another_makes_the_first_mark_waits_for_it(
    address: str, clock: Clock
) -> None:
    first = open_store(address, clock=clock)
    server = first._writer.engine
    with server.begin() as conn:
        conn.execute(schema.MARKS.delete())
    with ThreadPoolExecutor(1) as pool, server.begin() as conn:
        secret._first(conn, places(address)[1])
        second = pool.submit(open_store, address, clock=clock)
        until_one_waits(server)
        conn.commit()
        second.result().close()
    first.close()


def until_one_waits(server: Engine) -> None:
    """Until somebody waits for a lock in this database; a transaction sees one state of it only."""
    here = "datname = current_database() AND wait_event_type = 'Lock'"
    waiting = text(f"SELECT count(*) FROM pg_stat_activity WHERE {here}")
    end = time.monotonic() + PATIENCE
    while True:
        with server.begin() as conn:
            if conn.scalar(waiting):
                return
        assert time.monotonic() < end, "nobody waits"
        time.sleep(0.01)


def test_the_settings_that_the_promises_rest_on_are_in_force(address: str) -> None:
    store = open_store(address, patience=2.5)
    with store._writer.engine.connect() as conn:
        assert conn.scalar(text("SHOW lock_timeout")) == "2500ms"
        assert conn.scalar(text("SHOW transaction_isolation")) == "read committed"
        assert conn.scalar(text("SHOW idle_in_transaction_session_timeout")) == "1min"
        assert conn.scalar(text("SHOW synchronous_commit")) == "on"
    store.close()
