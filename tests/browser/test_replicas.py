"""In a browser: the replica that somebody answers at is killed, and they go on without a reload."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from esteem_match.models import Answer
from esteem_match.store import Store
from tests.browser.steps import Guest, base, first, plan, put_in, seed
from tests.replicas import Replicas, needed, running

pytestmark = pytest.mark.browser

NAME = "The Tuesday Circle"
PARTS = base().group.sections
SHARING = next(part for part in PARTS if part.id == "sharing")
NEXT = PARTS[PARTS.index(SHARING) + 1]


@pytest.fixture(scope="module")
def replicas(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Replicas]:
    needed()
    with running(tmp_path_factory.mktemp("replicas")) as made:
        yield made


@pytest.fixture
def store(replicas: Replicas) -> Iterator[Store]:
    opened = replicas.store()
    yield opened
    opened.close()


def half_way() -> dict[str, Answer]:
    before = PARTS[: PARTS.index(SHARING)]
    return first(plan("group", g_name=NAME), sum(len(one.items) for one in before))


def guest_at(browser: Browser, replicas: Replicas, number: int, code: str) -> Guest:
    guest = Guest(browser, replicas)  # type: ignore[arg-type]
    way = replicas.way_to(replicas.servers[number])
    guest.context.add_cookies([{"name": "esteem_way", "value": way, "url": replicas.url}])
    guest.come_with(code).open(f"/assess?step={SHARING.id}")
    return guest.heading(put_in(SHARING.title, group=NAME))


def test_who_answers_at_a_killed_replica_goes_on_at_the_other_without_a_reload(
    chromium: Browser, replicas: Replicas, store: Store
) -> None:
    answers = half_way()
    codes = [seed(store, "group", answers) for _ in replicas.servers]
    here, there = (guest_at(chromium, replicas, number, code) for number, code in enumerate(codes))
    for guest in (here, there):
        guest.acknowledged(lambda guest=guest: guest.tap("g.cb.share", 2))
        guest.page.evaluate("window.notReloaded = true")
    replicas.servers[0].kill()
    for guest in (there, here):
        guest.until(lambda guest=guest: guest._state()[1] == "CONNECTED", "the page to be back")
        guest.acknowledged(lambda guest=guest: guest.tap("g.cb.next", 3))
        guest.press(f"next_{SHARING.id}").heading(put_in(NEXT.title, group=NAME))
        assert guest.page.evaluate("window.notReloaded")
    wanted = {**answers, "g.cb.share": 2, "g.cb.next": 3}
    assert [store.load(code).answers for code in codes] == [wanted, wanted]
    for guest in (here, there):
        guest.close()
