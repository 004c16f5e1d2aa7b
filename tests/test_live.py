"""What waiting for a room promises, tried with a stand-in for the store."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from esteem_match import codes, resources, web
from esteem_match.models import State
from esteem_match.store import Away, News, NotFound, open_store
from esteem_match.web.live import long_poll, watch
from esteem_match.web.live.watch import Crowded, Waiter, Watch
from esteem_match.web.protect import slow

HERE = "http://127.0.0.1"
ROOM = "ab" * 8
OTHER = "cd" * 8
HOST = codes.new()


def revision(number: int = 1, joined: int = 0, finished: int = 0, wall: int = 0) -> News:
    return News(number, joined, finished, wall)


class StandIn:
    """Two rooms, and a count of what was asked of them."""

    def __init__(self) -> None:
        self.revisions = {ROOM: revision(), OTHER: revision()}
        self.questions: list[Sequence[str]] = []
        self.opened: list[str] = []
        self.away = False

    def news(self, tags: Sequence[str]) -> Mapping[str, News]:
        self.questions.append(tags)
        if self.away:
            raise Away
        return {tag: self.revisions[tag] for tag in tags if tag in self.revisions}

    def load(self, host: str) -> SimpleNamespace:
        self.opened.append(host)
        if host != HOST:
            raise NotFound
        return SimpleNamespace(tag=ROOM)


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    there = StandIn()
    monkeypatch.setattr(resources, "store", lambda: SimpleNamespace(rooms=there))
    monkeypatch.setattr(watch, "EVERY", 0.0)
    monkeypatch.setattr(slow, "STEP", 0.0)
    long_poll._hosts.clear()
    slow._wrong.clear()
    yield there
    slow._wrong.clear()


Asking = Callable[[httpx.AsyncClient], Coroutine[Any, Any, Any]]


def talk(asking: Asking, host: str = "") -> Any:
    """Runs what is asked with a client of the program's own routes and middleware."""
    app = Starlette(routes=web.ROUTES, middleware=web.middleware(web.ROUTES))
    cookies = {"esteem_host": host} if host else {}

    async def run() -> Any:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=HERE, cookies=cookies) as client:
            return await asking(client)

    return asyncio.run(run())


def ask(
    revision: int | str = 1, people: str = "-", room: str = ROOM, host: str = ""
) -> httpx.Response:
    asked = {"room": room, "revision": str(revision), "people": people}
    answer: httpx.Response = talk(lambda client: client.get("/live", params=asked), host)
    return answer


def quiet(**asked: Any) -> bool:
    """Whether it is told nothing, though it was asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch, "LONGEST", 0.2)
        return ask(**asked).status_code == 204


async def for_ever() -> None:
    await asyncio.Event().wait()


# What is answered


def test_who_shows_something_else_is_told_what_is_new(store: StandIn) -> None:
    store.revisions[ROOM] = revision(7, joined=3, finished=2)
    answer = ask(revision=6)
    assert (answer.status_code, answer.json()) == (200, {"revision": 7})


def test_who_shows_what_is_so_waits_and_then_asks_again(store: StandIn) -> None:
    assert quiet(revision=1)
    assert len(store.questions) > 1


@pytest.mark.parametrize("status", ["new", "quiet", "unknown", "unread", "full"])
def test_no_answer_is_kept_or_held_back_on_its_way(
    status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "MOST", 0 if status == "full" else 1)
    monkeypatch.setattr(watch, "LONGEST", 0.2)
    asked = {"new": {"revision": 5}, "unknown": {"room": "ef" * 8}, "unread": {"revision": "x"}}
    answer = ask(**asked.get(status, {}))  # type: ignore[arg-type]
    wanted = {"new": 200, "quiet": 204, "unknown": 404, "unread": 400, "full": 503}
    assert answer.status_code == wanted[status]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-accel-buffering"] == "no"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("room", ""),
        ("room", "ab"),
        ("room", "AB" * 8),
        ("room", "ab" * 33),
        ("room", f"{ROOM}\n"),
        ("revision", ""),
        ("revision", "-1"),
        ("revision", "9" * 16),
        ("people", ""),
        ("people", "1"),
        ("people", "1.1"),
        ("people", "1.x.0"),
        ("people", "1.1.1&"),
    ],
)
def test_what_cannot_be_read_is_refused_unasked(store: StandIn, name: str, value: str) -> None:
    assert ask(**{name: value}).status_code == 400  # type: ignore[arg-type]
    assert not store.questions


def test_a_room_that_is_not_there_is_told_at_once() -> None:
    assert ask(room="ef" * 8).status_code == 404


# How many are there


def test_a_participants_browser_never_learns_how_many_there_are(store: StandIn) -> None:
    store.revisions[ROOM] = revision(1, joined=12, finished=4)
    assert quiet(people="0.0.0")
    assert ask(revision=0, people="0.0.0").json() == {"revision": 1}
    assert store.opened == []


def test_the_host_learns_of_everybody_who_joins_and_finishes(store: StandIn) -> None:
    store.revisions[ROOM] = revision(1, joined=12, finished=4)
    answer = ask(people="11.4.0", host=HOST)
    assert answer.json() == {"revision": 1, "joined": 12, "finished": 4, "wall": 0}


def test_a_host_who_knows_it_already_is_not_woken(store: StandIn) -> None:
    store.revisions[ROOM] = revision(1, joined=12, finished=4)
    assert quiet(people="12.4.0", host=HOST)


def test_the_hosts_pages_hear_what_the_wall_shows_and_no_phone_does(store: StandIn) -> None:
    store.revisions[ROOM] = revision(1, wall=3)
    assert ask(people="0.0.2", host=HOST).json()["wall"] == 3
    assert quiet(people="0.0.3", host=HOST)
    assert quiet()
    assert quiet(people="0.0.2")


def test_a_host_of_another_room_learns_no_numbers(store: StandIn) -> None:
    store.revisions[OTHER] = revision(1, joined=12, finished=4)
    assert quiet(room=OTHER, people="0.0.0", host=HOST)
    assert ask(room=OTHER, revision=0, people="0.0.0", host=HOST).json() == {"revision": 1}


@pytest.mark.parametrize(
    "cookie", [codes.new(), "nonsense", HOST[:-1]], ids=["unknown", "nonsense", "cut short"]
)
def test_a_made_up_host_learns_no_numbers(store: StandIn, cookie: str) -> None:
    store.revisions[ROOM] = revision(1, joined=12, finished=4)
    assert quiet(people="0.0.0", host=cookie)


def test_a_hosts_code_is_looked_up_once_in_a_while(
    store: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        ask(revision=0, people="1.1.0", host=HOST)
    assert store.opened == [HOST]
    monkeypatch.setattr(long_poll, "REMEMBERED", 0.0)
    ask(revision=0, people="1.1.0", host=HOST)
    assert len(store.opened) > 1


def test_who_tries_hosts_codes_is_slowed_down() -> None:
    for _ in range(3):
        ask(revision=0, people="1.1.0", host=codes.new())
    (noted,) = slow._wrong.values()
    assert len(noted) == 3


def test_a_host_learns_the_numbers_also_while_a_crowd_of_wrong_codes_waits(
    store: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "MOST_WAITING", 0)
    store.revisions[ROOM] = revision(1, joined=12, finished=4)
    told = ask(revision=0, people="1.1.0", host=HOST).json()
    assert told == {"revision": 1, "joined": 12, "finished": 4, "wall": 0}


def test_no_more_hosts_are_remembered_than_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_poll, "MOST_REMEMBERED", 3)
    for _ in range(10):
        ask(revision=0, people="1.1.0", host=codes.new())
    assert len(long_poll._hosts) <= 3


# Many who wait


def settle(rounds: int = 20) -> Coroutine[Any, Any, None]:
    """Lets everything happen that can."""

    async def waited() -> None:
        for _ in range(rounds):
            await asyncio.sleep(0.001)

    return waited()


def test_200_who_wait_cost_one_question_a_round(store: StandIn) -> None:
    async def run() -> tuple[int, int]:
        waiting = Watch(store.news)
        crowd = [asyncio.create_task(waiting.wait(Waiter(ROOM, 1), for_ever())) for _ in range(200)]
        await asyncio.sleep(0)
        assert waiting._asker is not None
        waiting._asker.cancel()
        for _ in range(10):
            await waiting._round()
        asked = len(store.questions)
        store.revisions[ROOM] = revision(2)
        await waiting._round()
        await asyncio.gather(*crowd)
        return asked, len(store.questions)

    assert asyncio.run(run()) == (10, 11)


def test_all_rooms_are_asked_for_together(store: StandIn) -> None:
    async def run() -> None:
        waiting = Watch(store.news)
        crowd = [
            asyncio.create_task(waiting.wait(Waiter(tag, 1), for_ever()))
            for tag in (OTHER, ROOM, ROOM)
        ]
        await asyncio.sleep(0)
        await waiting._round()
        for one in crowd:
            one.cancel()

    asyncio.run(run())
    assert list(store.questions[0]) == [ROOM, OTHER]


def test_a_change_reaches_everybody_in_its_room_in_one_round_and_nobody_else(
    store: StandIn,
) -> None:
    async def run() -> tuple[int, int]:
        waiting = Watch(store.news)
        here, there = ([Waiter(tag, 1) for _ in range(200)] for tag in (ROOM, OTHER))
        waiting._waiters.update(here, there)
        await waiting._round()
        assert not any(one.told.done() for one in (*here, *there))
        store.revisions[ROOM] = revision(2)
        await waiting._round()
        return sum(one.told.done() for one in here), sum(one.told.done() for one in there)

    assert asyncio.run(run()) == (200, 0)


def test_the_watch_knows_how_many_have_just_heard_news(store: StandIn) -> None:
    async def run() -> list[int]:
        waiting = Watch(store.news)
        waiting._waiters.update(Waiter(tag, 1) for tag in (ROOM, ROOM, OTHER))
        counts = [waiting.crowd.within(60)]
        for number in (1, 2, 2):
            store.revisions[ROOM] = revision(number)
            await waiting._round()
            counts.append(waiting.crowd.within(60))
        return [*counts, waiting.crowd.within(-1)]

    assert asyncio.run(run()) == [0, 0, 2, 2, 0]


def test_who_joins_wakes_the_host_and_no_phone(store: StandIn) -> None:
    async def run() -> tuple[bool, bool]:
        waiting = Watch(store.news)
        host, phone = Waiter(ROOM, 1, (0, 0)), Waiter(ROOM, 1)
        waiting._waiters.update((host, phone))
        store.revisions[ROOM] = revision(1, joined=1)
        await waiting._round()
        return host.told.done(), phone.told.done()

    assert asyncio.run(run()) == (True, False)


def test_who_comes_while_it_asks_is_told_nothing_older_than_that(store: StandIn) -> None:
    """A page that has just drawn a newer revision must not be sent back to the one before."""

    async def run() -> bool:
        late = Waiter(ROOM, 2)

        async def come() -> None:
            waiting._waiters.add(late)

        def slowly(tags: Sequence[str]) -> Mapping[str, News]:
            found = store.news(tags)
            asyncio.run_coroutine_threadsafe(come(), loop).result()
            return found

        loop, waiting = asyncio.get_running_loop(), Watch(slowly)
        waiting._waiters.add(Waiter(ROOM, 1))
        await waiting._round()
        return late.told.done()

    assert asyncio.run(run()) is False


def test_nobody_waits_longer_than_the_pause_between_two_questions(
    store: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two rounds there is the pause and nothing else."""
    paused: list[float] = []
    real = asyncio.sleep

    async def noted(seconds: float) -> None:
        paused.append(seconds)
        await real(0)

    monkeypatch.setattr(watch, "EVERY", 0.5)
    monkeypatch.setattr(watch.asyncio, "sleep", noted)

    async def run() -> None:
        waiting, waiter = Watch(store.news), Waiter(ROOM, 1)
        waits = asyncio.create_task(waiting.wait(waiter, for_ever()))
        while len(paused) < 5:
            await real(0)
        store.revisions[ROOM] = revision(2)
        rounds = len(store.questions)
        await waits
        assert len(store.questions) <= rounds + 2

    asyncio.run(run())
    assert set(paused) == {0.5}
    assert len(store.questions) - len(paused) in (0, 1)


def test_it_asks_only_while_somebody_waits(store: StandIn) -> None:
    async def run() -> tuple[bool, int]:
        waiting = Watch(store.news)
        assert waiting._asker is None
        waits = asyncio.create_task(waiting.wait(Waiter(ROOM, 1), for_ever()))
        await settle()
        waits.cancel()
        await settle()
        asked = len(store.questions)
        await settle()
        assert waiting._asker is not None
        assert asked == len(store.questions) > 0
        again = asyncio.create_task(waiting.wait(Waiter(ROOM, 1), for_ever()))
        await settle()
        again.cancel()
        return waiting._asker.done(), len(store.questions) - asked

    done, more = asyncio.run(run())
    assert not done
    assert more > 0


def test_a_browser_that_went_away_is_forgotten(store: StandIn) -> None:
    async def run() -> int:
        waiting = Watch(store.news)

        async def goes() -> None:
            await asyncio.sleep(0)

        await waiting.wait(Waiter(ROOM, 1), goes())
        return len(waiting._waiters)

    assert asyncio.run(run()) == 0


def test_a_store_that_fails_ends_no_waiting(store: StandIn) -> None:
    async def run() -> None:
        waiting, waiter = Watch(store.news), Waiter(ROOM, 1)
        store.away = True
        waits = asyncio.create_task(waiting.wait(waiter, for_ever()))
        await settle()
        assert len(store.questions) > 1
        assert not waits.done()
        store.away, store.revisions[ROOM] = False, revision(2)
        await waits
        assert waiter.told.result() == revision(2)

    asyncio.run(run())


def test_while_the_store_fails_they_wait_and_ask_again(store: StandIn) -> None:
    store.away = True
    assert quiet(revision=0)
    assert quiet(revision=0, people="0.0.0", host=HOST)


def test_one_too_many_is_sent_away_for_a_moment(
    store: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "MOST", 3)

    async def run() -> int:
        waiting = Watch(store.news)
        crowd = [asyncio.create_task(waiting.wait(Waiter(ROOM, 1), for_ever())) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Crowded):
            await waiting.wait(Waiter(ROOM, 1), for_ever())
        left = len(waiting._waiters)
        for one in crowd:
            one.cancel()
        return left

    assert asyncio.run(run()) == 3
    monkeypatch.setattr(watch, "MOST", 0)
    answer = ask()
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


def test_a_server_that_stops_waits_for_nobody(store: StandIn) -> None:
    async def run() -> tuple[bool, bool]:
        waiting, waiter = Watch(store.news), Waiter(ROOM, 1)
        waits = asyncio.create_task(waiting.wait(waiter, for_ever()))
        await asyncio.sleep(0)
        waiting.close()
        await waits
        return waiter.told.cancelled(), waiting.full

    assert asyncio.run(run()) == (True, True)


def test_200_pages_are_told_over_http_at_no_more_cost(store: StandIn) -> None:
    async def run(client: httpx.AsyncClient) -> list[httpx.Response]:
        asked = {"room": ROOM, "revision": "1", "people": "-"}
        crowd = [asyncio.create_task(client.get("/live", params=asked)) for _ in range(200)]
        while len(long_poll.watch._waiters) < 200:
            await asyncio.sleep(0.001)
        store.revisions[ROOM] = revision(2)
        return await asyncio.gather(*crowd)

    answers = talk(run)
    assert {(one.status_code, one.text) for one in answers} == {(200, '{"revision":2}')}
    assert all(list(tags) == [ROOM] for tags in store.questions)


# With the store itself


def test_it_tells_what_the_store_keeps(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = open_store(url)
    monkeypatch.setattr(resources, "store", lambda: real)
    until = date.today() + timedelta(days=7)
    host = real.rooms.open("Us", date.today(), "v1", "en", paced=False, until=until)
    room = real.rooms.load(host)
    shows: dict[str, Any] = {"room": room.tag, "revision": room.revision, "people": "0.0.0"}
    assert room.join_code is not None
    real.seats.join(room.join_code, "member", "c1", "en")
    assert ask(**shows, host=host).json() == {
        "revision": room.revision,
        "joined": 1,
        "finished": 0,
        "wall": 0,
    }
    assert quiet(**shows)
    real.rooms.move(host, State.GATHERING, State.ANSWERING)
    assert ask(**shows).json() == {"revision": real.rooms.load(host).revision}
    real.rooms.delete(host)
    assert ask(**shows).status_code == 404
    real.close()
