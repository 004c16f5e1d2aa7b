"""What it costs the database that all boards of a workshop move by themselves: on every store."""

import asyncio
import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import event, insert, text
from starlette.applications import Starlette

from esteem_match import resources, web
from esteem_match.store import Store
from esteem_match.store.database.schema import RECORDS, ROOMS, ROUNDS, VOICES
from esteem_match.web.live import long_poll, watch
from tests.rooms import ANSWERING, GATHERING, answering, opened

OTHERS = 2000
MANY = 20


@pytest.fixture
def sent(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """Whatever is asked of the database from here on, with its values."""
    found: list[tuple[str, Any]] = []

    def note(*said: Any) -> None:
        if said[2] != "BEGIN":
            found.append(said[2:4])

    event.listen(store._reader, "before_cursor_execute", note)
    yield found
    event.remove(store._reader, "before_cursor_execute", note)


class Hall:
    """Pages that wait for the news of some rooms, and a count of the rounds of asking."""

    def __init__(self, store: Store, rooms: int, pages: int) -> None:
        self.store, self.pages, self.rounds = store, pages, 0
        self.hosts = [opened(store) for _ in range(rooms)]
        self._ask = store.rooms.news

    def ask(self, tags: Any) -> Any:
        found = self._ask(tags)
        self.rounds += 1
        return found

    async def wait(self, sent: list[tuple[str, Any]]) -> tuple[int, list[str]]:
        """What is sent while all come and then wait for some rounds; at last all are told."""
        app = Starlette(routes=web.ROUTES, middleware=web.middleware(web.ROUTES))
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            asking = self._all()
            sent.clear()
            waiting = [asyncio.create_task(client.get("/live", params=one)) for one in asking]
            while len(long_poll.watch._waiters) < len(waiting):
                await asyncio.sleep(0.001)
            until = self.rounds + MANY
            while self.rounds < until:
                await asyncio.sleep(0.001)
            rounds, asked = self.rounds, [statement for statement, _ in sent]
            for host in self.hosts:
                self.store.rooms.move(host, GATHERING, ANSWERING)
            assert {one.status_code for one in await asyncio.gather(*waiting)} == {200}
        return rounds, asked

    def _all(self) -> list[dict[str, str]]:
        rooms = [self.store.rooms.load(host) for host in self.hosts]
        shown = [
            {"room": room.tag, "revision": str(room.revision), "people": "-"} for room in rooms
        ]
        return shown * self.pages


@pytest.mark.parametrize(("rooms", "pages"), [(1, 1), (1, 200), (20, 10)])
def test_however_many_pages_wait_the_database_is_asked_once_a_round_for_all(
    store: Store,
    sent: list[tuple[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    rooms: int,
    pages: int,
) -> None:
    hall = Hall(store, rooms, pages)
    monkeypatch.setattr(resources, "store", lambda: store)
    monkeypatch.setattr(watch, "EVERY", 0.0)
    monkeypatch.setattr(store.rooms, "news", hall.ask)
    rounds, asked = asyncio.run(hall.wait(sent))
    assert len(asked) - rounds in (0, 1)  # the next may be under way
    assert len(set(asked)) == 1


def others(store: Store) -> None:
    """Many more rooms, each with a round and a voice in it."""
    ids = [secrets.token_bytes(16) for _ in range(OTHERS)]
    blank, day = b"\x00" * 80, date(2027, 3, 1)
    room = {"version": "v", "language": "en", "paced": False, "number": 1, "beat": 1}
    record = {"side": "group", "version": "v", "consent_version": "c", "language": "en"}
    sealed = dict.fromkeys(("public", "private", "key", "about"), blank)
    days = dict.fromkeys(("created", "changed", "expires"), day)
    kinds: dict[Any, dict[str, Any]] = {
        ROOMS: {**room, **sealed, "expires": day},
        ROUNDS: {"number": 1, "state": "answering", "day": day, "until": day},
        RECORDS: {**record, **days, "finished": False},
        VOICES: {"seat": "member", "done": False, "key": blank, "box": blank},
    }
    names = {ROOMS: ("id",), ROUNDS: ("id", "room"), RECORDS: ("id",), VOICES: ("round", "record")}

    def write(conn: Any) -> None:
        for table, row in kinds.items():
            conn.execute(
                insert(table), [{**row, **dict.fromkeys(names[table], one)} for one in ids]
            )

    store._writer.do(write)


def test_what_is_asked_finds_its_rooms_and_voices_by_indices_among_many_others(
    store: Store, sent: list[tuple[str, Any]]
) -> None:
    host, _ = answering(store, members=3)
    others(store)
    tag = store.rooms.load(host).tag
    sent.clear()
    assert store.rooms.news([tag])[tag].joined == 3
    ((statement, values),) = sent
    with store._reader.connect() as conn:
        how = "EXPLAIN QUERY PLAN"
        if conn.dialect.name == "postgresql":
            how = "EXPLAIN"
            conn.execute(text("ANALYZE rooms, rounds, voices"))
        steps = [str(row[-1]) for row in conn.exec_driver_sql(f"{how} {statement}", values)]
    assert not [step for step in steps if "Seq Scan" in step or step.startswith("SCAN")]
    for table in ("rooms", "rounds", "voices"):
        assert any(table in step and ("Index" in step or "INDEX" in step) for step in steps)
