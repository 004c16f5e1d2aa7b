"""Ten thousand voices in one round, through the pages: no page costs more for them than for five.

Run with --capture=no to see how long each step takes.
"""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from tests import rooms
from tests.room_pages import (
    ANSWERING,
    GATHERING,
    LEAST,
    REVEALED,
    as_host,
    as_member,
    content,
    entered,
    fails,
    joined,
    opened,
    says,
    state_of,
)
from tests.test_pages import headings, press

pytestmark = pytest.mark.usefixtures("own_pages")

MANY = 10_000
MEGABYTES_MOST = 250
ITEMS = 10
STEPS = ("console", "sure", "close", "reveal", "board", "phone", "agreement")


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked, in this process."""
    asked: list[str] = []

    def note(*given: object) -> None:
        if not str(given[2]).startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            asked.append(str(given[2]))

    store = resources.store()
    engines = {store._reader, store._writer.engine}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def filled(voices: int) -> tuple[str, str]:
    """A round that so many answer, all of one mind, and one of them."""
    host = opened()
    asked = [item.id for item in content().group.items() if item.kind == "scale"][:ITEMS]
    rooms.crowd(resources.store(), host, voices - 1, asked, resources.library().version)
    member = entered(host)
    resources.store().save(member, {name: n % 5 for n, name in enumerate(asked)})
    joined(host, "practitioner")
    resources.store().rooms.move(host, GATHERING, ANSWERING)
    return host, member


def walked(host: str, member: str) -> dict[str, tuple[AppTest, int]]:
    """Every step from the console to the agreement: its page, and what it asked the database."""
    acts = {
        "console": lambda: as_host(host),
        "sure": lambda: press(as_host(host), "host_close"),
        "close": lambda: press(as_host(host, sure="close"), "host_close_yes"),
        "reveal": lambda: press(as_host(host, sure="reveal"), "host_reveal_yes"),
        "board": lambda: as_host(host, view="board"),
        "phone": lambda: as_member(member),
        "agreement": lambda: as_host(host, view="agree"),
    }
    assert tuple(acts) == STEPS
    found = {}
    for name, act in acts.items():
        begun = time.perf_counter()
        with statements() as asked:
            page = act()
        tell(f"{name}: {len(asked)} statements, {time.perf_counter() - begun:.2f} s")
        assert not fails(page), name
        found[name] = page, len(asked)
    return found


def tell(figure: str) -> None:
    sys.stdout.write(f"{figure}\n")


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_ten_thousand_voices_cost_no_page_more_than_five_and_show_the_same() -> None:
    walked(*filled(LEAST))  # what is read once for all
    few = walked(*filled(LEAST))
    host, member = filled(MANY)
    assert says(as_host(host), "host.joined", joined=MANY + 1)
    before = peak()
    many = walked(host, member)
    tell(f"{peak() - before:.0f} MB more for {MANY} voices")
    assert peak() - before < MEGABYTES_MOST
    assert state_of(host) == REVEALED
    for name in STEPS:
        assert many[name][1] == few[name][1], name
    for name in ("board", "phone", "agreement"):
        assert headings(many[name][0]) == headings(few[name][0])
        assert len(list(many[name][0].main)) == len(list(few[name][0].main))


def test_how_many_there_are_is_one_statement_however_many_there_are() -> None:
    host, _ = filled(500)
    tag = resources.store().rooms.load(host).tag
    with statements() as asked:
        (live,) = resources.store().rooms.news([tag]).values()
    assert len(asked) == 1
    assert live.joined == 501


def test_a_small_round_shows_a_picture_at_all() -> None:
    """Else the comparison above would compare two empty pages."""
    host, member = filled(LEAST)
    assert says(walked(host, member)["phone"][0], "board.rests")
