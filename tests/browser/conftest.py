"""What the browser tests share: guests who leave when their test ends, and the server's store."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, expect

from esteem_match.store import Store
from tests.browser.steps import PATIENCE, Guest
from tests.live import LiveServer

Invite = Callable[..., Guest]

expect.set_options(timeout=PATIENCE)


Rested = dict[str, list[Guest]]

_RESTED: WeakKeyDictionary[Browser, Rested] = WeakKeyDictionary()


@pytest.fixture(scope="module")
def rested(chromium: Browser) -> Iterator[Rested]:
    """Guests of tests before, by server and browser: a browser that has the files is quicker."""
    guests = _RESTED.setdefault(chromium, {})
    yield guests
    for guest in chain.from_iterable(guests.values()):
        guest.rest()


@pytest.fixture
def invite(chromium: Browser, live: LiveServer, rested: Rested) -> Iterator[Invite]:
    """Makes guests at a phone; `server` may be another than the shared one."""
    here: list[tuple[str, Guest]] = []

    def make(server: LiveServer = live, **context: Any) -> Guest:
        sort = f"{server.url} {context}"
        waiting = rested.setdefault(sort, [])
        guest = waiting.pop().anew() if waiting else Guest(chromium, server, **context)
        here.append((sort, guest))
        return guest

    yield make
    for sort, guest in here:
        rested[sort].append(guest)


@pytest.fixture(scope="module")
def store(live: LiveServer) -> Iterator[Store]:
    """The shared server's store, opened beside it."""
    opened = live.store()
    yield opened
    opened.close()
