"""When something breaks: what was acknowledged is there, and nothing is half there.

Stolen and deleted data are tried on the bytes of the files themselves.
"""

import os
import random
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event, inspect, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect

from esteem_match import codes
from esteem_match.store import (
    BadSetting,
    Broken,
    Busy,
    Full,
    Newer,
    NotFound,
    ReadOnly,
    Store,
    StoreError,
    WrongSecret,
    open_store,
)
from esteem_match.store.database import engine, schema
from tests.stores import set_for_writes

Submit = Callable[..., "Future[object]"]

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = "Our Tuesday circle for people with psoriasis"


def clock() -> datetime:
    return DAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "esteem.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_at(path)
    yield opened
    opened.close()


@pytest.fixture
def either(url: str) -> Iterator[Store]:
    """A store of each kind; `store` is one on SQLite, whose file lies at `path`."""
    opened = open_store(url, clock=clock)
    yield opened
    opened.close()


def open_at(path: Path, patience: float = 10.0) -> Store:
    return open_store(f"sqlite:///{path}", clock=clock, patience=patience)


def group(store: Store, **answers: Any) -> str:
    code = store.create("group", "v1", "consent-1", "en")
    store.save(code, answers)
    return code


def python(script: str, *args: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def files(path: Path) -> bytes:
    """All bytes that somebody gets who copies the database."""
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(f"{path.name}*")))


def kept(store: Store) -> bytes:
    """What a thief of the database has: the files, or on a server whatever the tables hold."""
    if store._reader.dialect.name == "sqlite":
        return files(Path(store._reader.url.database or ""))
    return rows(store)


def rows(store: Store) -> bytes:
    """Whatever the tables hold."""
    tables = schema.METADATA.tables.values()
    found = (store._read(lambda conn, t=table: conn.execute(select(t)).all()) for table in tables)
    values = (value for rows in found for row in rows for value in row)
    return b"\n".join(v if isinstance(v, bytes) else str(v).encode() for v in values)


def column(store: Store, name: str) -> list[bytes]:
    """All values of a column, named with its table."""
    found = select(_named(name))
    return list(store._read(lambda conn: conn.scalars(found).all()))


def overwrite(store: Store, name: str, old: bytes, new: bytes) -> None:
    """What somebody could do who gets into the database."""
    at = _named(name)
    changed = update(at.table).where(at == old).values({at.name: new})
    store._writer.do(lambda conn: conn.execute(changed))


def _named(name: str) -> Any:
    table, _, part = name.partition(".")
    return schema.METADATA.tables[table].c[part]


def raw(path: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as conn:
        found = conn.execute(statement).fetchall()
        conn.commit()
    return found


# -- killed, full, read-only, locked ------------------------------------------------------------

SAVING = """
import os, sys, threading
from esteem_match.store import open_store

store = open_store(sys.argv[1])

def save(who):
    code = store.create("practitioner", "v1", "c", "en")
    for n in range(100_000):
        store.save(code, {"last": str(n), f"item.{n % 50}": str(n)})
        os.write(1, f"{code} {n}\\n".encode())

for who in range(4):
    threading.Thread(target=save, args=(who,)).start()
"""


@pytest.mark.parametrize("seed", range(10))
def test_whatever_was_acknowledged_before_a_kill_is_there_after_it(url: str, seed: int) -> None:
    acknowledged: dict[str, int] = {}
    stop_after = random.Random(seed).randrange(1, 200)
    process = python(SAVING, url)
    assert process.stdout
    for count, line in enumerate(process.stdout):
        if count == stop_after:
            process.kill()  # what it still acknowledged before it died is read, too
        if line.endswith("\n"):
            code, n = line.split()
            acknowledged[code] = int(n)
    assert process.wait() == -9
    process.communicate()
    store = open_store(url)
    for code, n in acknowledged.items():
        answers = store.load(code).answers
        last = int(str(answers["last"]))
        assert last >= n
        assert answers == expected_after(last)
    if store._reader.dialect.name == "sqlite":
        (found,) = store._read(lambda conn: conn.scalars(text("PRAGMA integrity_check")).all())
        assert found == "ok"
    store.close()


def expected_after(last: int) -> dict[str, str]:
    """Each save is whole: the last number, and for each of 50 items the last number it had."""
    items = {f"item.{n % 50}": str(n) for n in range(max(0, last - 49), last + 1)}
    return {"last": str(last), **items}


def limit(store: Store, pages: int) -> int:
    """Lets the file grow to so many pages and no further; gives the size that is in force."""
    (now,) = set_for_writes(store, "page_count")
    return int(set_for_writes(store, f"max_page_count={now + pages}")[0])


def test_a_full_disk_is_told_nothing_is_half_saved_and_it_works_again_after_room_is_made(
    store: Store,
) -> None:
    code = group(store, a=1)
    limit(store, 3)
    saved: dict[str, Any] = {"a": 1}
    for n in range(100):
        both = {f"one.{n}": "x" * 2000, f"two.{n}": "x" * 2000}
        try:
            store.save(code, both)
        except Full:
            break
        saved |= both
    else:
        pytest.fail("the disk was never full")
    assert store.load(code).answers == saved
    limit(store, 1000)
    store.save(code, {"b": "x" * 8000})
    assert store.load(code).answers == saved | {"b": "x" * 8000}


def test_a_full_disk_does_not_fail_the_small_saves_that_wait_beside_a_large_one(
    store: Store, path: Path
) -> None:
    small, large = [group(store, a=0) for _ in range(10)], group(store)
    limit(store, 2)
    with held_back(store, path) as submit:
        waiting = [submit(store.save, code, {"a": 1}) for code in small]
        lost = submit(store.save, large, {f"i{n}": "x" * 8000 for n in range(20)})
    assert isinstance(lost.exception(), Full)
    assert [future.exception() for future in waiting] == [None] * 10
    assert [store.load(code).answers for code in small] == [{"a": 1}] * 10
    assert store.load(large).answers == {}


def test_a_commit_that_fails_acknowledges_nothing_and_each_save_gets_its_own_try(
    store: Store, path: Path
) -> None:
    people = [group(store, a=0) for _ in range(10)]
    commits: list[object] = []

    def fail_once(conn: object) -> None:
        commits.append(conn)
        if len(commits) == 2:  # the first is of the one that waits in front
            raise engine.exc.OperationalError("COMMIT", {}, error(sqlite3.SQLITE_IOERR))

    event.listen(store._writer.engine, "commit", fail_once)
    with held_back(store, path) as submit:
        waiting = [submit(store.save, code, {"a": 1}) for code in people]
    assert len(commits) == 12
    assert [future.exception() for future in waiting] == [None] * 10
    assert [store.load(code).answers for code in people] == [{"a": 1}] * 10


def test_a_commit_that_always_fails_is_told_to_everybody_who_waits(either: Store) -> None:
    code = group(either, a=0)

    def fail(_: object) -> None:
        raise engine.exc.OperationalError("COMMIT", {}, error(sqlite3.SQLITE_FULL))

    event.listen(either._writer.engine, "commit", fail)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(either.save, code, {"a": n}) for n in range(1, 9)]
    assert [type(future.exception()) for future in waiting] == [Full] * 8
    event.remove(either._writer.engine, "commit", fail)
    assert either.load(code).answers == {"a": 0}


def test_after_a_commit_that_failed_in_python_itself_the_next_answer_is_saved(store: Store) -> None:
    code = group(store, a=0)

    def fail(_: object) -> None:
        raise MemoryError

    event.listen(store._writer.engine, "commit", fail)
    with pytest.raises(MemoryError):
        store.save(code, {"a": 1})
    event.remove(store._writer.engine, "commit", fail)
    store.save(code, {"b": 2})
    assert store.load(code).answers == {"a": 0, "b": 2}


def error(number: int) -> sqlite3.Error:
    made = sqlite3.OperationalError("made by a test")
    made.sqlite_errorcode = number
    return made


def test_a_mistake_in_the_program_reaches_its_caller_and_stops_nobody_else(either: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        either._writer.do(lambda _: 1 // 0)
    assert either.load(group(either, a=1)).answers == {"a": 1}


def test_a_read_only_database_can_be_read_and_says_that_it_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_at(path)
    code = group(first, a=1)
    first.keep_content("v1", "text")
    first.close()
    monkeypatch.setenv("ESTEEM_SECRET_FILE", str(path.with_suffix(".key")))
    store = open_store(f"sqlite:///file:{path}?mode=ro&uri=true", clock=clock)
    store.ping()
    store.keep_content("v1", "text")
    assert store.load(code).answers == {"a": 1}
    for write in (
        lambda: store.save(code, {"a": 2}),
        lambda: store.create("group", "v1", "c", "en"),
        lambda: store.delete(code),
        lambda: store.keep_content("v2", "text"),
    ):
        with pytest.raises(ReadOnly):
            write()
    assert store.load(code).answers == {"a": 1}
    store.close()


HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


@contextmanager
def locked(path: Path) -> "Iterator[subprocess.Popen[str]]":
    """Another program writes, until it is told to stop."""
    process = python(HOLDING, path)
    assert process.stdout
    assert process.stdout.readline() == "locked\n"
    try:
        yield process
    finally:
        if process.poll() is None:
            process.communicate("stop\n")


@contextmanager
def held_back(store: Store, path: Path) -> Iterator[Submit]:
    """Whatever is submitted inside waits in the queue, and then is done as one batch."""
    queue, submitted = store._writer._queue, []

    def submit(act: Callable[..., object], *args: object) -> Future[object]:
        submitted.append(pool.submit(act, *args))
        return submitted[-1]

    with ThreadPoolExecutor(250) as pool:
        with locked(path):
            first = pool.submit(store._writer.do, lambda _: None)
            until(lambda: store._writer._thread is not None and not queue.qsize())
            yield submit
            until(lambda: queue.qsize() == len(submitted))
        first.result()


def until(true: Callable[[], bool]) -> None:
    """Waits; the bound only keeps a broken store from hanging the tests."""
    for _ in range(30_000):
        if true():
            return
        threading.Event().wait(0.001)
    pytest.fail("what the test waits for never came")


def test_a_save_waits_for_another_program_that_writes(store: Store, path: Path) -> None:
    code = group(store, a=1)
    with ThreadPoolExecutor(1) as pool:
        with locked(path):
            saved: Future[None] = pool.submit(store.save, code, {"a": 2})
            assert store.load(code).answers == {"a": 1}
            assert not saved.done()
        saved.result()
    assert store.load(code).answers == {"a": 2}


def test_a_database_that_stays_locked_is_busy_while_reading_goes_on(path: Path) -> None:
    store = open_at(path, patience=0.1)
    code = group(store, a=1)
    with locked(path):
        with pytest.raises(Busy):
            store.save(code, {"a": 2})
        assert store.load(code).answers == {"a": 1}
        store.ping()
    store.save(code, {"a": 3})
    assert store.load(code).answers == {"a": 3}
    store.close()


def test_a_record_that_another_replica_holds_for_too_long_is_busy_while_reading_goes_on(
    url: str,
) -> None:
    here, there = open_store(url, clock=clock, patience=0.1), open_store(url, clock=clock)
    code = group(here, a=1)
    with there._writer.engine.begin() as conn:
        conn.execute(update(schema.RECORDS).values(finished=False))
        with pytest.raises(Busy):
            here.save(code, {"a": 2})
        assert here.load(code).answers == {"a": 1}
    here.save(code, {"a": 3})
    assert there.load(code).answers == {"a": 3}
    here.close()
    there.close()


def test_two_hundred_answers_that_wait_together_cost_a_few_commits_and_not_two_hundred(
    store: Store, path: Path
) -> None:
    people = [store.create("practitioner", "v1", "c", "en") for _ in range(200)]
    commits: list[object] = []
    event.listen(store._writer.engine, "commit", commits.append)
    with held_back(store, path) as submit:
        waiting = [submit(store.save, code, {"a": 1}) for code in people]
    for future in waiting:
        future.result()
    assert len(commits) <= 3
    assert all(store.load(code).answers == {"a": 1} for code in people)


def test_a_reader_sees_a_save_whole_or_not_at_all(either: Store) -> None:
    code = group(either, a=0, b=0)
    stop = threading.Event()

    def read() -> bool:
        whole = True
        while not stop.is_set():
            answers = either.load(code).answers
            whole = whole and answers["a"] == answers["b"]
        return whole

    with ThreadPoolExecutor(2) as pool:
        reading = [pool.submit(read) for _ in range(2)]
        for n in range(1, 50):
            either.save(code, {"a": n, "b": n})
        stop.set()
    assert [future.result() for future in reading] == [True, True]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_program_saves_on_its_own(either: Store) -> None:
    code = group(either, a=1)
    child = os.fork()
    if not child:
        signal.alarm(30)  # a child that hangs is to fail
        try:
            either.save(code, {"child": 1})
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    either.save(code, {"parent": 1})
    assert either.load(code).answers == {"a": 1, "child": 1, "parent": 1}


# -- settings in force --------------------------------------------------------------------------

IN_FORCE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 10_000,
    "trusted_schema": 0,
}


@pytest.mark.parametrize("which", ["reader", "writer"])
def test_the_settings_that_the_promises_rest_on_are_in_force(store: Store, which: str) -> None:
    used = store._reader if which == "reader" else store._writer.engine
    with used.connect() as conn:
        found = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in IN_FORCE}
        only_reads = conn.exec_driver_sql("PRAGMA query_only").scalar()
    assert found == IN_FORCE
    assert only_reads == (which == "reader")


def test_folder_database_and_secret_are_closed_to_everybody_else(store: Store, path: Path) -> None:
    group(store, a=1)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in [path.parent, *path.parent.iterdir()]}
    assert modes == {
        "data": 0o700,
        "esteem.db": 0o600,
        "esteem.db-wal": 0o600,
        "esteem.db-shm": 0o600,
        "esteem.key": 0o600,
    }


def test_without_any_setting_the_database_is_in_the_folder_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ESTEEM_DATABASE_URL", raising=False)
    open_store().close()
    assert (tmp_path / "data" / "esteem.db").exists()


def test_the_address_can_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/here.db")
    open_store().close()
    assert (tmp_path / "here.db").exists()
    assert (tmp_path / "here.key").exists()


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "nonsense", "made-up://host/x", "postgresql://h/x"]
)
def test_an_address_that_cannot_serve_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(BadSetting) as caught:
        open_store(url)
    assert str(caught.value).endswith(".") or "driver" in str(caught.value)


def test_a_password_in_an_address_is_not_repeated_in_the_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ESTEEM_SECRET_FILE", "/nowhere")
    with pytest.raises(StoreError) as caught:
        open_store("made-up://me:hunter2@host/x")
    assert "hunter2" not in str(caught.value)


# -- the schema ---------------------------------------------------------------------------------


def test_the_migrations_lead_to_the_schema_that_the_program_uses(either: Store) -> None:
    with either._reader.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), schema.METADATA) == []


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(
    either: Store, url: str
) -> None:
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    either._writer.do(lambda conn: conn.execute(newer))
    before = rows(either)
    with pytest.raises(Newer) as caught:
        open_store(url)
    assert caught.value.code == "newer"
    assert rows(either) == before


def test_a_migration_that_breaks_off_leaves_nothing_behind(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade, engines = engine._upgrade, engine.connect(engine.parse(url), 10.0)

    def break_off(conn: Any) -> None:
        upgrade(conn)
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "_upgrade", break_off)
    with pytest.raises(KeyboardInterrupt):
        open_store(url)
    assert inspect(engines[0]).get_table_names() == []
    monkeypatch.setattr(engine, "_upgrade", upgrade)
    store = open_store(url)
    assert store.load(group(store, a=1)).answers == {"a": 1}
    store.close()
    for each in engines:
        each.dispose()


STARTING = """
import sys
from esteem_match.store import open_store

sys.stdin.readline()
store = open_store(sys.argv[1])
code = store.create("group", "v1", "c", "en")
store.save(code, {"a": 1})
store.close()
print(code)
"""


def test_programs_that_start_at_once_make_one_schema_and_one_secret(
    url: str, tmp_path: Path
) -> None:
    starting = [python(STARTING, url) for _ in range(4)]
    for process in starting:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate() for process in starting]
    assert [process.returncode for process in starting] == [0] * 4, ended
    store = open_store(url)
    assert all(store.load(out.strip()).answers == {"a": 1} for out, _ in ended)
    versions = text("SELECT count(*) FROM alembic_version")
    assert store._read(lambda conn: conn.scalar(versions)) == 1
    assert len(list(tmp_path.rglob("*.key*"))) == 1
    store.close()


def test_a_first_start_waits_for_another_program_that_is_making_the_database(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    waited: list[float] = []
    with locked(path) as other:

        def wait(seconds: float) -> None:
            waited.append(seconds)
            other.communicate("stop\n")

        monkeypatch.setattr(engine, "time", SimpleNamespace(monotonic=time.monotonic, sleep=wait))
        store = open_at(path)
    assert waited
    assert store.load(group(store, a=1)).answers == {"a": 1}
    store.close()


@pytest.mark.parametrize("name", sorted(schema.METADATA.tables))
def test_what_is_written_over_is_the_same_statement_on_postgresql(name: str) -> None:
    table = schema.METADATA.tables[name]
    said = {dialect.name: statement(table, dialect) for dialect in DIALECTS}
    assert "ON CONFLICT" in said["sqlite"]
    assert said["sqlite"] == said["postgresql"]


DIALECTS = [sqlite_dialect.dialect(paramstyle="named"), postgresql.dialect(paramstyle="named")]


def statement(table: Any, dialect: Any) -> str:
    """The text of an upsert, as it would be sent."""
    sent: list[Any] = []

    class Connection:
        def __init__(self) -> None:
            self.dialect = dialect

        def execute(self, made: Any, _: Any) -> None:
            sent.append(made)

    row = {column.name: None for column in table.columns}
    schema.upsert(Connection(), table, [row])  # type: ignore[arg-type]
    return re.sub(r'::[A-Z]+|"', "", str(sent[0].compile(dialect=dialect)))


# -- the secret ---------------------------------------------------------------------------------


def test_a_wrong_secret_is_refused_and_the_right_one_opens_again(path: Path) -> None:
    first = open_at(path)
    code = group(first, a=1)
    first.close()
    key = path.with_suffix(".key")
    right = key.read_bytes()
    key.write_text("0" * 64)
    with pytest.raises(WrongSecret):
        open_at(path)
    key.write_bytes(right)
    store = open_at(path)
    assert store.load(code).answers == {"a": 1}
    store.close()


def test_a_missing_secret_is_told_and_never_replaced_by_a_new_one(path: Path) -> None:
    open_at(path).close()
    key = path.with_suffix(".key")
    key.unlink()
    with pytest.raises(WrongSecret) as caught:
        open_at(path)
    assert "missing" in str(caught.value)
    assert not key.exists()


def test_a_secret_that_is_too_short_is_refused(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_SECRET_FILE", str(tmp_path / "short"))
    (tmp_path / "short").write_text("a" * 31 + "\n")
    with pytest.raises(WrongSecret):
        open_at(path)


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "x" * 90 + " </html>",
        "-----BEGIN PRIVATE KEY-----\n" + "A" * 64 + "\n-----END PRIVATE KEY-----",
        "\0" * 64,
        "a" * 1025,
        "\u00e9" * 40,
    ],
)
def test_a_file_that_is_no_key_starts_no_database(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("ESTEEM_SECRET_FILE", str(tmp_path / "other"))
    (tmp_path / "other").write_text(text, encoding="utf-8")
    with pytest.raises(WrongSecret, match="is no key"):
        open_at(path)


def test_a_secret_that_others_on_the_machine_can_read_is_refused_with_what_to_do(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        key = Path(folder) / "secret"
        monkeypatch.setenv("ESTEEM_SECRET_FILE", str(key))
        open_at(path).close()
        key.chmod(0o644)
        open_at(path).close()  # its folder keeps others out
        Path(folder).chmod(0o755)
        with pytest.raises(WrongSecret, match=r"Others .* can read .*: chmod o-rwx "):
            open_at(path)
        key.chmod(0o640)
        open_at(path).close()


def test_the_secret_may_lie_elsewhere(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTEEM_SECRET_FILE", str(tmp_path / "kept" / "secret"))
    open_at(path).close()
    assert (tmp_path / "kept" / "secret").stat().st_size > 64
    assert not path.with_suffix(".key").exists()
    open_at(path).close()


def test_two_servers_never_make_the_same_secret(tmp_path: Path) -> None:
    for name in ("one", "two"):
        open_at(tmp_path / f"{name}.db").close()
    assert (tmp_path / "one.key").read_bytes() != (tmp_path / "two.key").read_bytes()


# -- stolen and deleted -------------------------------------------------------------------------


def test_a_stolen_database_tells_no_word_no_question_and_no_code(either: Store) -> None:
    ours = group(either, **{"g.name": WORDS, "g.stage": 3, "g.decide": None})
    share = either.share(ours)
    theirs = either.create("practitioner", "v1", "consent-1", "en")
    either.save(theirs, {"p.name": WORDS, "p.work": 2})
    either.join(theirs, share)
    secret, stolen = either._secret, kept(either)
    for code in (ours, theirs, share):
        for form in (code, codes.pretty(code), code.lower(), code[:8]):
            assert form.encode() not in stolen
    for plain in (WORDS, WORDS[:8], "g.name", "g.stage", "g.decide", "p.name", "p.work"):
        assert plain.encode() not in stolen
        assert plain.encode("utf-16-le") not in stolen
    assert secret not in stolen
    assert bytes.fromhex(secret.decode()) not in stolen
    assert b"consent-1" in stolen  # the search does find what is plain


def test_a_code_opens_nothing_in_a_database_with_another_secret(path: Path) -> None:
    first = open_at(path)
    code = group(first, a=1)
    first.close()
    other = path.with_name("other.db")
    store = open_at(other)
    with pytest.raises(NotFound):
        store.load(code)
    store.close()


def test_equal_answers_of_two_people_look_different(either: Store) -> None:
    for _ in range(2):
        group(either, **{"g.name": WORDS, "g.stage": 3})
    tags, sealed = column(either, "answers.tag"), column(either, "answers.sealed")
    assert len(set(tags)) == len(set(sealed)) == 4


def test_the_length_of_what_is_kept_does_not_tell_which_answer_was_given(either: Store) -> None:
    group(either, a=None, b=4, c="yes", d="x" * 40, **{"a.long.name.of.an.item": 0})
    assert len({len(sealed) for sealed in column(either, "answers.sealed")}) == 1


@pytest.mark.parametrize("table", ["answers", "copies"])
def test_one_changed_bit_is_noticed(either: Store, table: str) -> None:
    code = group(either, a=1)
    share = either.share(code)
    (sealed,) = column(either, f"{table}.sealed")
    overwrite(either, f"{table}.sealed", sealed, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Broken):
        either.load(code) if table == "answers" else either.shared(share, code)


@pytest.mark.parametrize("people", [1, 2])
def test_an_answer_moved_to_another_question_or_person_does_not_open(
    either: Store, people: int
) -> None:
    said = [{"a": 1, "b": 2}] if people == 1 else [{"a": 1}, {"b": 2}]
    everybody = [group(either, **answers) for answers in said]
    first, second = column(either, "answers.sealed")
    overwrite(either, "answers.sealed", first, second)
    broken = 0
    for code in everybody:
        try:
            either.load(code)
        except Broken:
            broken += 1
    assert broken == 1


def test_a_file_that_is_no_database_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 500)
    with pytest.raises(Broken):
        open_at(path)


def sealed_parts(path: Path) -> list[bytes]:
    """Pieces of everything sealed and of every id, short enough to lie on one page of the file."""
    boxes = [
        box for (box,) in raw(path, "SELECT sealed FROM answers UNION SELECT sealed FROM copies")
    ]
    boxes += [box for (box,) in raw(path, "SELECT code FROM copies UNION SELECT tag FROM answers")]
    ids = [box for (box,) in raw(path, "SELECT id FROM records UNION SELECT id FROM shares")]
    return ids + [box[i : i + 16] for box in boxes for i in range(0, len(box) - 15, 64)]


def held(path: Path, parts: list[bytes]) -> list[bytes]:
    """Those that a thief would find; a few lie across two pages and are in one piece nowhere."""
    found = files(path)
    return [part for part in parts if part in found]


def everything(store: Store) -> tuple[str, str]:
    """A group and a practitioner with short and long answers, changed answers and a share."""
    ours = group(store, **{f"i{n}": n for n in range(40)}, long="x" * 8000, name=WORDS)
    theirs = store.create("practitioner", "v1", "consent-1", "en")
    store.save(theirs, {"p.name": WORDS, "p.long": "y" * 5000})
    store.join(theirs, store.share(ours))
    return ours, theirs


def test_what_was_deleted_is_in_no_byte_of_the_files(store: Store, path: Path) -> None:
    stays = group(store, a=1, long="z" * 8000)
    before = set(sealed_parts(path))
    ours, theirs = everything(store)
    parts = held(path, [part for part in sealed_parts(path) if part not in before])
    assert len(parts) > 500
    store.delete(ours)
    store.delete(theirs)
    assert not held(path, parts)
    assert store.load(stays).answers == {"a": 1, "long": "z" * 8000}


def test_what_expired_is_in_no_byte_of_the_files_after_a_purge(store: Store, path: Path) -> None:
    everything(store)
    parts = held(path, sealed_parts(path))
    assert len(parts) > 500
    assert store.purge(DAY + timedelta(days=31)) == 2
    assert not held(path, parts)


def test_what_was_taken_back_is_in_no_byte_of_the_files(store: Store, path: Path) -> None:
    ours, _ = everything(store)
    copies = raw(path, "SELECT sealed FROM copies UNION SELECT code FROM copies")
    parts = held(path, [box[i : i + 16] for (box,) in copies for i in range(0, len(box) - 15, 64)])
    assert len(parts) > 500
    store.unshare(ours)
    assert not held(path, parts)


def test_a_deletion_while_somebody_reads_is_done_and_the_next_one_sweeps_up(path: Path) -> None:
    store = open_at(path, patience=0.1)
    first, second = group(store, a=1), group(store, b=2)
    parts = held(path, sealed_parts(path))
    assert parts
    with store._reader.begin() as reading:
        reading.execute(select(schema.RECORDS)).all()
        store.delete(first)
        with pytest.raises(NotFound):
            store.load(first)
    store.delete(second)
    assert not held(path, parts)
    store.close()


def test_no_error_and_no_log_tells_a_code_an_answer_or_a_secret(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    code = group(store, name=WORDS)
    limit(store, 1)
    told: list[str] = []
    for act in (
        lambda: store.save(code, {f"i{n}": WORDS * 100 for n in range(20)}),
        lambda: store.save(code, {"name": WORDS + "\0"}),
        lambda: store.join(code, code),
        lambda: store.load(codes.new()),
    ):
        with pytest.raises(StoreError) as caught:
            act()
        told += [repr(caught.value), repr(caught.value.__cause__), str(caught.value.__cause__)]
    told += [repr(store), repr(store._keys(code)), caplog.text, *capfd.readouterr()]
    secret = path.with_suffix(".key").read_text().strip()
    assert "INSERT INTO answers" in "\n".join(told)
    assert "parameters:" not in "\n".join(told)
    for canary in (code, codes.pretty(code), WORDS, secret):
        assert canary not in "\n".join(told)
