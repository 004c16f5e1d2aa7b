"""The power goes in the middle of a write: whatever was acknowledged is there, nothing is half."""

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from esteem_match.store import Store, open_store

SAVES = 12
SECTOR = 512


def opened(path: Path) -> Store:
    return open_store(f"sqlite:///{path}")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[int]]:
    """A database whose log holds some saves: its file, a code, and the log's length at each."""
    path = tmp_path_factory.mktemp("torn") / "esteem.db"
    store = opened(path)
    with store._writer.engine.connect() as conn:
        conn.execute(text("PRAGMA wal_autocheckpoint=0"))
    code, log = store.create("group", "v1", "c", "en"), path.with_name("esteem.db-wal")
    ends = []
    for n in range(SAVES):
        store.save(code, {"last": n, f"item.{n}": f"{n} " * 300})
        ends.append(log.stat().st_size)
    copy = path.with_name("copy")
    copy.mkdir()
    for file in path.parent.glob("esteem.*"):
        (copy / file.name).write_bytes(file.read_bytes())
    store.close()
    (copy / "esteem.db-shm").unlink(missing_ok=True)
    return copy / "esteem.db", code, ends


def torn(log: bytes, kept: int, end: int, chance: random.Random) -> bytes:
    """The log as a cut may leave it: all up to `kept`; of the rest some sectors, old or lost."""
    rest = bytearray(log[kept : kept + chance.randrange(1, max(2, end - kept))])
    for at in range(0, len(rest), SECTOR):
        if chance.random() < 0.5:
            rest[at : at + SECTOR] = chance.choice((bytes(SECTOR), chance.randbytes(SECTOR)))
    return log[:kept] + bytes(rest)


@pytest.mark.parametrize("seed", range(15))
def test_a_torn_write_leaves_all_that_was_acknowledged_and_nothing_half(
    written: tuple[Path, str, list[int]], tmp_path: Path, seed: int
) -> None:
    source, code, ends = written
    chance = random.Random(seed)
    acknowledged = chance.randrange(SAVES - 1)
    for file in source.parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    log = tmp_path / "esteem.db-wal"
    kept, end = ends[acknowledged : acknowledged + 2]
    log.write_bytes(torn(log.read_bytes(), kept, end, chance))
    store = opened(tmp_path / "esteem.db")
    answers = store.load(code).answers
    last = answers["last"]
    assert isinstance(last, int)
    assert last >= acknowledged
    whole = {"last": last} | {f"item.{n}": f"{n} " * 300 for n in range(last + 1)}
    assert answers == whole
    store.save(code, {"last": SAVES})
    store.close()
    with sqlite3.connect(tmp_path / "esteem.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_log_cut_before_what_was_acknowledged_would_be_noticed_here(
    written: tuple[Path, str, list[int]], tmp_path: Path
) -> None:
    """What the test above would see of a store that says 'saved' before the disk has it."""
    source, code, ends = written
    for file in source.parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    log = tmp_path / "esteem.db-wal"
    log.write_bytes(log.read_bytes()[: ends[5] - 1])
    store = opened(tmp_path / "esteem.db")
    assert store.load(code).answers["last"] == 4
    store.close()
