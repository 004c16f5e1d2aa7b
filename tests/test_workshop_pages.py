"""A workshop as a script: what each page shows to whom, and when."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import resources, workshop
from esteem_match.models import Seat, State
from esteem_match.ui import browser, person
from tests.test_pages import ROOT, headings, open_page, shown, word

LEAST = 5


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/esteem.db")
    for module, cookie in ((person, "cookie"), (browser, "cookie"), (browser, "host_cookie")):
        monkeypatch.setattr(module, cookie, lambda: None)
    resources.reset()
    yield
    resources.reset()


def opened(*, paced: bool = False) -> str:
    """A workshop that somebody opened; its host's code."""
    return resources.store().rooms.open(
        "Tuesday", date.today(), resources.library().version, "en", paced=paced, until=date.today()
    )


def joined(host: str, seat: Seat, answer: int = 3) -> str:
    """Somebody who joined and answered every question alike."""
    store, library = resources.store(), resources.library()
    code = store.seats.join(str(store.rooms.load(host).join_code), seat, "1", "en")
    side = "practitioner" if seat == "practitioner" else "group"
    answers = {
        item.id: min(answer, len(library.contents["en"].side(side).options[item.options]) - 1)
        for item in library.contents["en"].side(side).items()
        if item.kind not in ("veto", "text")
    }
    store.save(code, answers)
    return code


def move(host: str, to: State) -> None:
    rooms, content = resources.store().rooms, resources.library().contents["en"]
    if to == State.CLOSED:
        rooms.close(
            host,
            lambda voices: workshop.publish(content, voices),
            lambda voice, key: workshop.fingerprint(content, voice, key),
        )
    else:
        rooms.move(host, rooms.load(host).state, to)


def through(host: str, *states: State) -> None:
    for state in states:
        move(host, state)


def as_host(host: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "esteem_match/navigation.py"), default_timeout=60)
    app.session_state["_esteem"] = {"host": host}
    for key, value in query.items():
        app.query_params[key] = value
    return app.switch_page(str(ROOT / "pages/workshop.py")).run()


SHOWN = (State.ANSWERING, State.CLOSED, State.REVEALED)


def test_a_round_that_is_shown_shows_the_same_picture_to_everyone() -> None:
    host = opened()
    codes = [joined(host, "member") for _ in range(LEAST)] + [joined(host, "practitioner")]
    through(host, *SHOWN)
    pages = [as_host(host, view="board"), *(open_page("workshop", c, view="board") for c in codes)]
    assert not [page for page in pages if page.exception]
    assert word("board.title") in headings(pages[0])
    own = {"Tuesday"}  # below the picture, each page goes on in its own way
    pictures = [[one for one in headings(page) if one not in own] for page in pages]
    assert all(picture == pictures[0] for picture in pictures[1:])
    members = {shown(page) for page in pages[1:-1]}
    assert len(members) == 1


def test_nobody_sees_a_picture_before_it_is_shown() -> None:
    host = opened()
    codes = [joined(host, "member") for _ in range(LEAST)]
    for state in (State.ANSWERING, State.CLOSED):
        move(host, state)
        pages = [as_host(host, view="board"), open_page("workshop", codes[0], view="board")]
        assert all(word("board.not_yet") in shown(page) for page in pages)
