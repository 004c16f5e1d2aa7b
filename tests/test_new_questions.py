"""The questions change while people answer: a round keeps its own, a record moves whole or not."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from esteem_match import content, resources
from esteem_match.content import ContentError
from esteem_match.models import State
from esteem_match.store import Ended, Full, Refused, Store, StoreError
from tests.asking import KEPT, hand, part
from tests.room_pages import fails, says, take_seat, type_code, visit
from tests.rooms import (
    ANSWERING,
    CLOSED,
    GATHERING,
    closed,
    door,
    joined,
    opened,
    raised,
    revealed,
)
from tests.test_pages import nobody, open_page, press

pytestmark = pytest.mark.usefixtures("own_pages")

# A record in a round


def seated_in(store: Store, state: State) -> tuple[str, str]:
    """A host, and somebody who sits in a round that stands there."""
    host = opened(store)
    code = joined(store, host, **{"g.a": 1})
    if state != GATHERING:
        store.rooms.move(host, GATHERING, ANSWERING)
    if state == CLOSED:
        closed(store, host)
    return host, code


@pytest.mark.parametrize("state", [GATHERING, ANSWERING, CLOSED])
def test_a_record_keeps_the_questions_of_a_round_that_is_not_shown(
    store: Store, state: State
) -> None:
    host, code = seated_in(store, state)
    before = store.load(code)
    with pytest.raises(Ended if state == CLOSED else Refused):
        store.update(code, version="v2", language="cy", forget=["g.a"])
    with pytest.raises(Refused):
        store.update(code, version="v2", language="cy", forget=["g.a"], finished=False)
    assert store.load(code) == before
    store.update(code, language="cy")
    assert store.load(code).language == "cy"
    if state == CLOSED:
        store.rooms.move(host, CLOSED, ANSWERING)
        revealed(store, host)
        (only,) = store.seats.board(code)
        assert only.board.group is not None


OVER = {
    "shown": lambda store, host, code: revealed(store, host) or store.update(code, finished=False),
    "left": lambda store, _, code: store.seats.stand(code),
    "deleted": lambda store, host, _: store.rooms.delete(host),
}


@pytest.mark.parametrize("how", OVER)
def test_a_record_moves_to_newer_questions_when_its_round_is_over(store: Store, how: str) -> None:
    host, code = seated_in(store, ANSWERING)
    OVER[how](store, host, code)
    store.update(code, version="v2", forget=["g.a"])
    moved = store.load(code)
    assert (moved.version, moved.answers) == ("v2", {})


def test_of_sitting_down_and_moving_on_at_once_only_one_is_done(store: Store) -> None:
    host = opened(store)
    code = door(store, host)
    for _ in range(20):
        mine = store.create("group", "v1", "c", "en")
        together = threading.Barrier(2)

        def move(mine: str = mine, together: threading.Barrier = together) -> object:
            together.wait()
            return raised(lambda: store.update(mine, version="v2"))

        def sit(mine: str = mine, together: threading.Barrier = together) -> object:
            together.wait()
            return raised(store.seats.sit, mine, code, "member")

        with ThreadPoolExecutor(2) as pool:
            told = {pool.submit(act) for act in (move, sit)}
        assert {one.result() for one in told} == {None, Refused}
        assert (store.seats.load(mine) is None) == (store.load(mine).version == "v2")


# Whole, or not at all


def test_a_record_moves_to_newer_questions_whole_or_not_at_all(store: Store) -> None:
    code = store.create("group", "v1", "c", "en")
    store.save(code, {"g.a": 1, "g.b": 2})
    before = store.load(code)

    def full(*given: Any) -> None:
        if str(given[2]).startswith("DELETE FROM answers"):
            raise OperationalError("DELETE", {}, full_disk())

    engine = store._writer.engine
    event.listen(engine, "before_cursor_execute", full)
    with pytest.raises(StoreError):
        store.update(code, version="v2", forget=["g.b"])
    event.remove(engine, "before_cursor_execute", full)
    assert store.load(code) == before
    store.update(code, version="v2", forget=["g.b"])
    assert (store.load(code).version, store.load(code).answers) == ("v2", {"g.a": 1})


def full_disk() -> Exception:
    made = sqlite3.OperationalError("made by a test")
    made.sqlite_errorcode = sqlite3.SQLITE_FULL
    return made


def outdated() -> tuple[str, AppTest]:
    """Somebody who answered older questions, and the page that offers the new ones."""
    library = resources.library()
    old = library.contents["en"].model_copy(
        update={"group": library.contents["en"].group.model_copy(update={"title": "Old title"})}
    )
    resources.store().keep_content(content.version_of(old), content.archive({"en": old}))
    resources.store().keep_content(library.version, content.archive(library.contents))
    code = resources.store().create("group", content.version_of(old), "1", "en")
    resources.store().save(code, {"g.rb.room": 3})
    return code, open_page("assess", code, step="place")


def test_who_has_sat_down_meanwhile_is_told_that_the_round_keeps_its_questions() -> None:
    code, app = outdated()
    store = resources.store()
    version = store.load(code).version
    host = store.rooms.open("Us", store.today(), version, "en", paced=False, until=store.today())
    update = store.update
    store.update = sat_down_first(update, store, host, code)  # type: ignore[method-assign]
    press(app, "renew")
    assert says(app, "fault.round_keeps")
    assert not fails(app)
    assert store.load(code).version == version
    assert store.load(code).answers == {"g.rb.room": 3}
    assert "renew" not in [one.key for one in open_page("assess", code, step="place").button]


def sat_down_first(update: Any, store: Store, host: str, code: str) -> Any:
    """In the moment of the press, another tab takes a seat."""

    def both(*given: Any, **words: Any) -> None:
        store.seats.sit(code, str(store.rooms.load(host).join_code), "member")
        update(*given, **words)

    return both


def test_new_questions_that_cannot_be_kept_are_told_and_the_old_ones_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, app = outdated()
    before = resources.store().load(code)

    def full(*_: object) -> None:
        raise Full

    with monkeypatch.context() as patch:
        patch.setattr(resources.store()._writer, "do", full)
        press(app, "renew")
    assert says(app, "workshop.failed")
    assert resources.store().load(code) == before
    press(app, "renew")
    assert resources.store().load(code).version == resources.library().version


# The file changes or breaks under open pages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The questions in a folder of the test's own."""
    made = tmp_path / "questions"
    made.mkdir()
    for file in (resources.ROOT / "questionnaires").glob("*.toml"):
        (made / file.name).write_bytes(file.read_bytes())
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(made))
    resources.reset()
    yield made
    resources.reset()


def changed(text: str) -> str:
    return text.replace('text = "Without outside help', 'text = "With no help from outside', 1)


HARM = {
    "changed": lambda file: file.write_text(changed(file.read_text("utf-8")), "utf-8"),
    "broken": lambda file: file.write_text("[[sections]\nid = 3", "utf-8"),
    "empty": lambda file: file.write_text("", "utf-8"),
    "torn": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_file_that_changes_or_breaks_under_open_pages_changes_nothing_there(
    folder: Path, harm: str
) -> None:
    store, version = resources.store(), resources.library().version
    host = store.rooms.open("Us", store.today(), version, "en", paced=False, until=store.today())
    alone, code = open_page("assess", nobody(), step="place"), door(store, host)
    store.rooms.move(host, GATHERING, ANSWERING)
    for name in ("group.toml", "practitioner.toml", "roles.toml", "interface.toml"):
        HARM[harm](folder / name)
    assert hand(alone, "g.rb.room", 2) == KEPT
    assert part(alone.run())["saved"]
    member = take_seat(type_code(visit(), code), "member").session_state["_esteem"]["code"]
    app = open_page("assess", member, step="place")
    assert hand(app, "g.rb.room", 0) == KEPT
    assert part(app.run())["saved"]
    assert store.load(member).version == version


@pytest.mark.parametrize("harm", [name for name in HARM if name != "changed"])
def test_a_broken_file_never_takes_the_place_of_a_good_one(folder: Path, harm: str) -> None:
    store, version = resources.store(), resources.library().version
    host = store.rooms.open("Us", store.today(), version, "en", paced=False, until=store.today())
    member = joined(store, host, **{"g.rb.room": 3})
    kept, good = store.content(version), (folder / "group.toml").read_bytes()
    HARM[harm](folder / "group.toml")
    resources.reset()
    with pytest.raises(ContentError):
        resources.library()
    store = resources.store()
    assert store.content(version) == kept
    store.purge()
    assert store.content(version) == kept
    (folder / "group.toml").write_bytes(good)
    resources.reset()
    assert resources.library().version == version
    assert resources.store().load(member).answers == {"g.rb.room": 3}
    assert resources.store().rooms.load(host).state == GATHERING
