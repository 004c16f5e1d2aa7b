"""Backups: a copy while the program runs, what it holds, and what putting it back refuses."""

import json
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from esteem_match import resources
from esteem_match.__main__ import app
from esteem_match.store import (
    BadSetting,
    Broken,
    Damaged,
    Newer,
    NotFound,
    Refused,
    Store,
    WrongSecret,
    back_up,
    open_store,
    restore,
)
from esteem_match.store.upkeep import backup_file
from tests.conftest import START, Clock

WORDS = "Somebody who listens"


class Place:
    """A folder with a database of its own in it."""

    def __init__(self, folder: Path) -> None:
        self.file, self.url = folder / "esteem.db", f"sqlite:///{folder}/esteem.db"
        self.key = folder / "esteem.key"

    def open(self, clock: Clock | None = None) -> Store:
        return open_store(self.url, clock=clock) if clock else open_store(self.url)

    def with_key_of(self, other: "Place") -> "Place":
        self.key.parent.mkdir(exist_ok=True)
        shutil.copy(other.key, self.key)
        return self


@pytest.fixture
def old(tmp_path: Path) -> Place:
    return Place(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Place:
    return Place(tmp_path / "new")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept.backup"


def filled(place: Place, kept: Path, **answers: int) -> str:
    """A backup of one group's answers; the group's code."""
    store = place.open()
    code = store.create("group", "v", "1", "en")
    store.save(code, answers or {"a": 1})
    store.close()
    back_up(kept, place.url)
    return code


def test_a_copy_put_back_in_an_empty_place_goes_on_with_the_same_code(
    old: Place, new: Place, kept: Path
) -> None:
    code = filled(old, kept, a=1, b=2)
    done = restore(kept, new.with_key_of(old).url)
    assert (done.place, done.records, done.expired) == (new.file, 1, 0)
    store = new.open()
    assert store.load(code).answers == {"a": 1, "b": 2}
    store.save(code, {"c": 3})
    assert store.load(code).answers == {"a": 1, "b": 2, "c": 3}
    store.close()


def test_a_copy_made_while_people_answer_holds_all_that_was_acknowledged_before(
    old: Place, new: Place, kept: Path
) -> None:
    store, stop = old.open(), threading.Event()
    said = {store.create("group", "v", "1", "en"): 0 for _ in range(4)}

    def answer(code: str) -> None:
        while not stop.is_set():
            number = said[code] + 1
            store.save(code, {"first": str(number), "second": str(number)})
            said[code] = number

    threads = [threading.Thread(target=answer, args=(code,)) for code in said]
    for thread in threads:
        thread.start()
    while min(said.values()) < 20:
        stop.wait(0.01)
    before = dict(said)
    back_up(kept, old.url)
    stop.set()
    for thread in threads:
        thread.join()
    store.close()
    restore(kept, new.with_key_of(old).url)
    copy = new.open()
    for code in said:
        there = copy.load(code).answers
        assert there["first"] == there["second"]  # a save is in it whole, or not at all
        assert before[code] <= int(str(there["first"])) <= said[code]
    copy.close()


def test_what_has_expired_since_is_deleted_when_a_copy_is_put_back(
    old: Place, new: Place, kept: Path, clock: Clock
) -> None:
    clock.now = START - timedelta(days=400)
    store = old.open(clock)
    code = store.create("group", "v", "1", "en")
    store.close()
    young = filled(old, kept)
    assert restore(kept, new.with_key_of(old).url).expired == 1
    store = new.open()
    with pytest.raises(NotFound):
        store.load(code)
    assert store.load(young).answers == {"a": 1}
    store.close()
    with closing(sqlite3.connect(new.file)) as conn:
        assert conn.execute("SELECT count(*) FROM records").fetchone() == (1,)


def test_a_copy_is_its_owners_alone_and_nothing_else_is_left_beside_it(
    old: Place, kept: Path
) -> None:
    filled(old, kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir() if path.is_file()] == [kept.name]


def test_the_secret_is_never_in_a_copy_and_without_it_nothing_is_put_back(
    old: Place, new: Place, kept: Path
) -> None:
    code = filled(old, kept)
    secret = old.key.read_text().strip()
    assert secret.encode() not in kept.read_bytes()
    assert bytes.fromhex(secret) not in kept.read_bytes()
    assert code.encode() not in kept.read_bytes()
    with pytest.raises(WrongSecret):
        restore(kept, new.url)
    new.open().close()  # another server, with a secret of its own
    for path in new.file.parent.glob("esteem.db*"):
        path.unlink()
    with pytest.raises(WrongSecret):
        restore(kept, new.url)
    assert not new.file.exists()


def test_a_lost_secret_is_noticed_when_the_copy_is_made(old: Place, kept: Path) -> None:
    old.open().close()
    old.key.unlink()
    with pytest.raises(WrongSecret):
        back_up(kept, old.url)
    assert not kept.exists()


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b"\0",
        lambda raw: flipped(raw, len(raw) - 1),
        lambda raw: flipped(raw, len(raw) // 2),
        lambda raw: flipped(raw, raw.index(b"made") + 10),
        lambda raw: raw[raw.index(b"\n") + 1 :],
        lambda _: b"",
        lambda _: b"pair_id,g.a\n1,2\n",
        lambda _: b"{" * 5000,
    ],
)
def test_a_damaged_copy_is_refused_and_nothing_is_put_back(
    harm: Callable[[bytes], bytes], old: Place, new: Place, kept: Path
) -> None:
    filled(old, kept)
    kept.write_bytes(harm(kept.read_bytes()))
    with pytest.raises(Damaged):
        restore(kept, new.with_key_of(old).url)
    assert [path.name for path in new.file.parent.iterdir()] == ["esteem.key"]


def test_a_changed_bit_is_noticed_wherever_it_is(old: Place, kept: Path) -> None:
    filled(old, kept)
    raw, word = kept.read_bytes(), old.key.read_bytes().strip()
    start = raw.index(b"\n") + 1
    for at in range(start, len(raw), max(1, (len(raw) - start) // 40)):
        kept.write_bytes(flipped(raw, at))
        with kept.open("rb") as file, pytest.raises(Damaged):
            backup_file.unpack(
                file, kept.with_name(f"copy{at}"), backup_file.head(file, word), word
            )


@pytest.mark.parametrize("field", [{"format": backup_file.FORMAT + 1}, {"revision": "9999"}])
def test_a_copy_from_a_newer_program_is_refused(
    field: dict[str, object], old: Place, new: Place, kept: Path
) -> None:
    filled(old, kept)
    line, rest = kept.read_bytes().split(b"\n", 1)
    kept.write_bytes(json.dumps(json.loads(line) | field).encode() + b"\n" + rest)
    with pytest.raises(Newer, match="copy"):
        restore(kept, new.with_key_of(old).url)
    assert not new.file.exists()


def test_a_database_that_is_there_is_replaced_only_where_that_was_asked_for(
    old: Place, new: Place, kept: Path
) -> None:
    code = filled(old, kept)
    store = new.with_key_of(old).open()
    other = store.create("group", "v", "1", "en")
    store.close()
    with pytest.raises(Refused):
        restore(kept, new.url)
    store = new.open()
    assert store.load(other).answers == {}
    store.close()
    restore(kept, new.url, replace=True)
    store = new.open()
    assert store.load(code).answers == {"a": 1}
    with pytest.raises(NotFound):
        store.load(other)
    store.close()


def test_a_database_in_use_is_never_replaced(old: Place, new: Place, kept: Path) -> None:
    filled(old, kept)
    store = new.with_key_of(old).open()
    other = store.create("group", "v", "1", "en")
    store.save(other, {"a": 4})
    with pytest.raises(Refused, match="Stop it first"):
        restore(kept, new.url, replace=True)
    assert store.load(other).answers == {"a": 4}
    store.close()


def test_a_broken_database_can_be_replaced(old: Place, new: Place, kept: Path) -> None:
    code = filled(old, kept)
    new.with_key_of(old).file.write_bytes(b"no database at all" * 1000)
    restore(kept, new.url, replace=True)
    store = new.open()
    assert store.load(code).answers == {"a": 1}
    store.close()


def test_what_a_lost_database_left_beside_it_counts_as_something_there(
    old: Place, new: Place, kept: Path
) -> None:
    filled(old, kept)
    new.with_key_of(old).file.with_name("esteem.db-wal").write_bytes(b"answers")
    with pytest.raises(Refused):
        restore(kept, new.url)


def test_a_broken_database_is_never_copied(old: Place, kept: Path) -> None:
    old.open().close()
    raw = bytearray(old.file.read_bytes())
    raw[8192:12288] = bytes(4096)
    old.file.write_bytes(raw)
    with pytest.raises(Broken):
        back_up(kept, old.url)
    assert not kept.exists()


def test_nothing_is_written_over_and_no_database_is_made_by_a_copy(
    old: Place, new: Place, kept: Path
) -> None:
    old.open().close()
    kept.write_text("mine")
    with pytest.raises(FileExistsError):
        back_up(kept, old.url)
    assert kept.read_text() == "mine"
    with pytest.raises(BadSetting):
        back_up(kept.with_name("other"), new.with_key_of(old).url)
    assert not new.file.exists()


def test_a_copy_that_cannot_be_written_is_told_by_the_name_that_was_given(
    old: Place, kept: Path
) -> None:
    old.open().close()
    nowhere = kept.parent / "nowhere" / "copy"
    with pytest.raises(FileNotFoundError) as told:
        back_up(nowhere, old.url)
    assert told.value.filename == str(nowhere)


def test_a_server_of_its_own_is_told_to_use_its_own_tools(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_SECRET_FILE", str(kept))
    for act in (back_up, restore):
        with pytest.raises(BadSetting, match="pg_dump"):
            act(kept, "postgresql+psycopg://nobody@localhost/none")


def test_the_command_line_makes_and_puts_back_a_copy(
    old: Place, new: Place, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(place: Place, *words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("ESTEEM_DATABASE_URL", place.url)
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, done.stdout, done.stderr

    resources.reset()
    old.open().close()
    code, told, _ = run(old, "backup", str(kept))
    assert (code, "0 records" in told, str(old.key) in told) == (0, True, True)
    code, _, wrong = run(old, "backup", str(kept))
    assert (code, wrong.count("\n")) == (1, 1)
    code, _, wrong = run(new, "restore", str(kept))
    assert (code, "secret" in wrong) == (1, True)
    new.with_key_of(old)
    assert run(new, "restore", str(kept))[0] == 0
    assert run(new, "restore", str(kept))[0] == 1
    assert run(new, "restore", "--replace", str(kept))[0] == 0
    code, _, wrong = run(new, "restore", str(kept.with_name("none")), "--replace")
    assert (code, "No such file" in wrong) == (1, True)
