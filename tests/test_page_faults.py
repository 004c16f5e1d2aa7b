"""The database is locked, read-only, or away: pages say so, and go on where they were after it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.models import State
from esteem_match.store import open_store
from tests.asking import KEPT, asked, given, hand, part, post, said, turn, turned
from tests.line import Line, through
from tests.pseudo import write_pseudo
from tests.room_pages import (
    ANSWERING,
    CLOSED,
    GATHERING,
    LEAST,
    as_host,
    as_member,
    crowd,
    door,
    entered,
    joined,
    move,
    opened,
    press_join,
    says,
    state_of,
    take_seat,
    type_code,
    visit,
)
from tests.stores import set_for_writes
from tests.test_pages import headings, main_headings, nobody, open_page, press, shown, step, word

pytestmark = pytest.mark.usefixtures("no_cookies")

Fault = Callable[[], AbstractContextManager[None]]


@contextmanager
def locked() -> Iterator[None]:
    """Another program writes, and does not end."""
    path = str(resources.store()._reader.url.database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def read_only() -> Iterator[None]:
    """The database takes no write, with SQLite's own words."""
    set_for_writes(resources.store(), "query_only=ON")
    yield
    set_for_writes(resources.store(), "query_only=OFF")


@pytest.fixture(params=[locked, read_only])
def fault(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Fault]:
    """The pages over SQLite, and what befalls it."""
    url = f"sqlite:///{tmp_path}/esteem.db"
    monkeypatch.setattr(resources, "open_store", lambda: open_store(url, patience=0.1))
    resources.reset()
    yield request.param
    resources.reset()


def saved(code: str) -> dict[str, object]:
    return dict(resources.store().load(code).answers)


def someone(where: str) -> str:
    """Somebody who answers, alone or in a workshop."""
    if where == "alone":
        return nobody()
    host = opened()
    code = entered(host)
    move(host, ANSWERING)
    return code


# It can be read and not written


@pytest.mark.parametrize("where", ["alone", "in a workshop"])
def test_an_answer_that_cannot_be_written_is_told_and_kept_when_it_is_sent_again(
    fault: Fault, where: str
) -> None:
    code = someone(where)
    app = open_page("assess", code, step="place")
    with fault():
        assert hand(app, "g.rb.room", 2) == "store"
        assert asked(app.run())
        assert not part(app)["saved"]
        assert hand(app, "g.rb.money", 4) == "store"
    assert saved(code) == {}
    assert hand(app, "g.rb.room", 2) == hand(app, "g.rb.money", 4) == KEPT
    assert saved(code) == {"g.rb.room": 2, "g.rb.money": 4}


def test_a_part_is_not_left_while_what_is_left_empty_in_it_cannot_be_written(fault: Fault) -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    with fault():
        turn(app, "next_place")
        assert step(app) == "place"
        assert asked(app.run())
    turn(app, "next_place")
    assert step(app) != "place"
    assert set(saved(code).values()) == {None}


def test_a_host_is_told_and_the_round_is_where_it_was(fault: Fault) -> None:
    host = opened()
    crowd(host)
    for key, before, after in (
        ("host_start", GATHERING, ANSWERING),
        ("host_close_yes", ANSWERING, CLOSED),
    ):
        app = as_host(host, sure="close")
        with fault():
            press(app, key)
            assert says(app, "workshop.failed")
            assert state_of(host) == before
        press(app, key)
        assert state_of(host) == after


def test_who_finishes_or_leaves_or_joins_is_told_and_it_works_later(fault: Fault) -> None:
    host = opened()
    people = [joined(host) for _ in range(LEAST)]
    move(host, ANSWERING)
    form = type_code(visit(), door(host))
    finishing, leaving = open_page("assess", people[0], step="check"), as_member(people[1])
    with fault():
        press(leaving, "leave_room")
        assert not leaving.exception
        assert says(leaving, "workshop.failed")
        joining = press_join(form, "member")
        assert (joining.status_code, joining.json()) == (503, {"problem": "store"})
        finished = turned(given(finishing), "/workshop", step="finish")
        assert (finished.status_code, finished.json()) == (503, {"problem": "store"})
        assert resources.store().rooms.load(host).seats == {"member": (LEAST, 0)}
    take_seat(form, "member")
    press(finishing, "finish_round")
    press(leaving, "leave_room")
    assert resources.store().rooms.load(host).seats == {"member": (LEAST, 1)}


def test_another_language_is_spoken_also_where_it_cannot_be_kept(
    fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    for file in (resources.ROOT / "questionnaires").glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    write_pseudo(folder, "eo")
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    resources.reset()
    code = nobody()
    app = open_page("assess", code, step="place")
    with fault():
        app.selectbox[0].set_value("eo").run()
        assert not app.exception
        assert asked(app)
        spoken = resources.library().words["eo"]["assess.next"]
        assert spoken in unescape(shown(app))
    assert resources.store().load(code).language == "en"


# It is away, and comes back


@pytest.fixture
def line(address: str, line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """The pages over PostgreSQL, by a line that a test can cut."""
    monkeypatch.setattr(resources, "open_store", lambda: open_store(through(address, line)))
    resources.reset()
    yield line
    line.whole = True
    resources.reset()


def is_away(app: AppTest) -> bool:
    told = word("fault.away_title") in headings(app) and says(app, "fault.away")
    return not app.exception and told and main_headings(app) == 1


@pytest.mark.parametrize("where", ["alone", "in a workshop"])
def test_an_answer_tapped_while_the_database_is_away_waits_and_is_kept_when_it_is_back(
    line: Line, where: str
) -> None:
    code = someone(where)
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT
    waiting = {"token": given(app)["token"], "item": "g.rb.room", "answer": 2}
    line.cut()
    assert post(waiting) == "store"
    assert is_away(app.run())
    assert is_away(press(app, "again"))
    assert post(waiting) == "store"
    line.whole = True
    assert post(waiting) == KEPT
    press(app, "again")
    assert part(app)["saved"]
    assert said(app, "g.rb.room") == "2"
    assert saved(code) == {"g.rb.room": 2}


def test_what_another_device_said_meanwhile_is_not_undone_by_what_waited(line: Line) -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT
    waiting = {"token": given(app)["token"], "item": "g.rb.money", "answer": 3}
    line.cut()
    assert post(waiting) == "store"
    line.whole = True
    resources.store().save(code, {"g.rb.room": 4})
    assert post(waiting) == KEPT
    assert saved(code) == {"g.rb.room": 4, "g.rb.money": 3}
    assert said(app.run(), "g.rb.room") == "4"


def test_a_workshop_goes_on_at_every_place_when_the_database_is_back(line: Line) -> None:
    host = opened()
    people = crowd(host)
    pages = [as_host(host), as_member(people[0]), open_page("results", people[1])]
    before = [headings(page) for page in pages]
    line.cut()
    assert all(is_away(page.run()) for page in pages)
    line.whole = True
    assert [headings(press(page, "again")) for page in pages] == before
    press(pages[0], "host_start")
    assert state_of(host) == State.ANSWERING


def test_a_host_who_ends_the_answering_while_the_database_goes_away_can_do_it_later(
    line: Line,
) -> None:
    host = opened()
    crowd(host)
    move(host, ANSWERING)
    app = as_host(host, sure="close")
    line.cut()
    assert is_away(press(app, "host_close_yes"))
    line.whole = True
    app = press(app, "again")
    assert state_of(host) == ANSWERING
    press(app, "host_close_yes")
    assert state_of(host) == CLOSED
