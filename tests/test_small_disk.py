"""A disk that is really full: what could not be kept is told, and nothing is half there."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from esteem_match.models import Answer
from tests import disk
from tests.live import LiveServer, no_file_grows
from tests.stores import opened
from tests.test_phones import answering, at_place, ticked
from tests.wire import Wire

ITEM = "g.rb.room"
LEFT = 12  # blocks: enough for some answers
TAPS = 200
# Without root or a namespace the nearest that there is: no file of the server's may grow.
DISKS = ["two megabytes" if disk.small() else "no small disk can be had here: files may not grow"]


def folder(home: Path, *, is_disk: bool) -> Path:
    """Where the server keeps its database, and where that was before it was started."""
    made = home / ("disk" if is_disk else "before")
    made.mkdir(exist_ok=True)
    return made


def settings(at: Path) -> dict[str, str]:
    return {"ESTEEM_DATABASE_URL": f"sqlite:///{at / 'esteem.db'}"}


def someone(at: Path) -> str:
    """Somebody in a workshop that answers, in a database at this place."""
    store = opened(settings(at))
    _, (code,) = answering(store)
    store.close()
    return code


@contextmanager
def full(server: LiveServer, at: Path) -> Iterator[None]:
    """Room for a few answers, and no more."""
    if not disk.small():
        with no_file_grows(server):
            yield
        return
    filler = seen(server, at) / "filler"
    disk.fill(filler, LEFT)
    yield
    filler.unlink()


def seen(server: LiveServer, at: Path) -> Path:
    assert server.process is not None
    return disk.as_seen_by(server.process.pid, at)


def kept(server: LiveServer, at: Path, code: str, copy: Path) -> Answer:
    """What a copy of the files holds, as a cut of the power would leave them."""
    copy.mkdir()
    for name in ("esteem.db", "esteem.db-wal", "esteem.key"):
        shutil.copy(seen(server, at) / name, copy)
    with closing(sqlite3.connect(copy / "esteem.db")) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store = opened(settings(copy))
    answers = store.load(code).answers
    store.close()
    return answers[ITEM]


def tapped_until_it_fails(phone: Wire) -> tuple[int, int]:
    """The last answer that was acknowledged, and the one that is told as not kept."""
    saved = 3
    for n in range(TAPS):
        told = phone.hand(ITEM, n % 5)
        if told == "store":
            return saved, n % 5
        assert told == "kept"
        saved = n % 5
    pytest.fail("the disk was never full")


@pytest.mark.parametrize("_which", DISKS)
def test_on_a_full_disk_nothing_is_half_kept_and_the_same_tap_is_kept_when_there_is_room(
    serve: Callable[..., LiveServer], tmp_path: Path, _which: str
) -> None:
    before = folder(tmp_path, is_disk=False)
    code, at = someone(before), folder(tmp_path, is_disk=disk.small())
    within = disk.on_a_small_disk(at, before) if disk.small() else ()
    server = serve(env=settings(at), before=within).start()
    with at_place(server, code) as phone:
        with full(server, at):
            saved, lost = tapped_until_it_fails(phone)
            with at_place(server, code) as other:
                assert ticked(other, ITEM) == saved
            assert kept(server, at, code, tmp_path / "full") == saved
        assert phone.hand(ITEM, lost) == "kept"
        assert phone.turn("next_place")["step"] == "sharing"
    assert kept(server, at, code, tmp_path / "again") == lost
    assert "Traceback" not in server.log
