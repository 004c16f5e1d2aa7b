"""Writes to SQLite: one thread commits all waiting jobs together, on an open connection."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Connection, Engine, exc

from esteem_match.store.database.writer import Job, T
from esteem_match.store.errors import Busy, Closed, StoreError, plainly, translate

BATCH = 256
LOG = logging.getLogger(__name__)


def _attempt(conn: Connection, task: "_Task") -> Callable[[], None]:
    """Does one job in its own savepoint. Returns what resolves its future after the commit."""
    savepoint = conn.begin_nested()
    try:
        result = task.job(conn)
        savepoint.commit()
    except Exception as error:
        if not _alive(conn):
            raise
        savepoint.rollback()
        ours = _ours(error)
        return lambda: task.future.set_exception(ours)
    return lambda: task.future.set_result(result)


def _ours(error: Exception) -> Exception:
    return translate(error) if isinstance(error, exc.DBAPIError) else error


def _alive(conn: Connection) -> bool:
    """Whether the transaction is still open: SQLite ends it by itself after some errors."""
    driver = conn.connection.dbapi_connection
    return isinstance(driver, sqlite3.Connection) and driver.in_transaction


class GroupWriter:
    """One thread that commits all waiting jobs together. A failing job does not affect others."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.closed = False
        self._conn: Connection | None = None
        self._left: list[Connection] = []
        self.renew()

    def renew(self) -> None:
        """Starts again without a thread, as the child of a fork has none."""
        if self._conn is not None:
            self._left.append(self._conn)  # the parent's: a child may not even close it
        self._lock = Lock()
        self._queue: SimpleQueue[_Task | _Sweep | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._conn = None

    def do(self, job: Job[T]) -> T:
        return self.begin(job).result()

    def begin(self, job: Job[T]) -> Future[T]:
        task = _Task(job)
        self._put(task)
        return task.future

    def sweep(self) -> None:
        """Empties the write-ahead log, so that no file holds what was deleted."""
        sweep = _Sweep()
        self._put(sweep)
        sweep.future.result()

    def close(self) -> None:
        """Finishes waiting jobs and stops. May be called again."""
        with self._lock:
            thread, self._thread = self._thread, None
            if thread and not self.closed:
                self._queue.put(None)
            self.closed = True
        if thread:
            thread.join()

    def _put(self, task: "_Task | _Sweep") -> None:
        with self._lock:
            if self.closed:
                raise Closed
            if self._thread is None:
                self._thread = Thread(target=self._run, name="esteem-writer", daemon=True)
                self._thread.start()
            self._queue.put(task)

    def _run(self) -> None:
        going = True
        while going:
            batch = self._gather()
            going = None not in batch
            self._serve([task for task in batch if task is not None])
        self._hang_up()

    def _gather(self) -> "list[_Task | _Sweep | None]":
        batch = [self._queue.get()]
        try:
            while len(batch) < BATCH:
                batch.append(self._queue.get_nowait())
        except Empty:
            pass
        return batch

    def _serve(self, batch: "list[_Task | _Sweep]") -> None:
        tasks = [task for task in batch if isinstance(task, _Task)]
        sweeps = [task for task in batch if isinstance(task, _Sweep)]
        try:
            self._commit(tasks)
            self._checkpoint(sweeps)
        except BaseException as error:  # whatever happens, nobody may wait for ever
            for task in batch:
                if not task.future.done():
                    task.future.set_exception(error)

    def _commit(self, tasks: "list[_Task]") -> None:
        if len(tasks) == 1:
            self._commit_one(tasks[0])
        elif tasks:
            self._commit_all(tasks)

    def _commit_one(self, task: "_Task") -> None:
        try:
            with self._transaction() as conn:
                result = task.job(conn)
        except Exception as error:
            task.future.set_exception(_ours(error))
        else:
            task.future.set_result(result)

    def _commit_all(self, tasks: "list[_Task]") -> None:
        try:
            with self._transaction() as conn:
                resolvers = [_attempt(conn, task) for task in tasks]
        except exc.DBAPIError as error:
            self._again(tasks, error)
        else:
            for resolve in resolvers:
                resolve()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction on the open connection, which is returned to the pool after an error."""
        conn = self._open()
        try:
            with conn.begin():
                yield conn
        except StoreError:
            raise  # from the job itself: the connection is fine
        except Exception:
            self._hang_up()
            raise

    def _open(self) -> Connection:
        self._conn = self._conn or self.engine.connect()
        return self._conn

    def _hang_up(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.close()

    def _again(self, tasks: "list[_Task]", error: exc.DBAPIError) -> None:
        """After a failed commit, does each job on its own: one may have failed for all."""
        if isinstance(translate(error), Busy):
            for task in tasks:
                task.future.set_exception(translate(error))
        else:
            for task in tasks:
                self._commit_one(task)

    def _checkpoint(self, sweeps: "list[_Sweep]") -> None:
        if sweeps and not self._truncated():
            LOG.warning("The write-ahead log is in use; the next deletion will empty it.")
        for sweep in sweeps:
            sweep.future.set_result(None)

    def _truncated(self) -> bool:
        with plainly():
            cursor = self._open().connection.cursor()
        try:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error:
            return False
        return not busy


@dataclass(frozen=True, eq=False)
class _Task:
    """A job and the future of its result."""

    job: Job[Any]
    future: Future[Any] = field(default_factory=Future)


@dataclass(frozen=True, eq=False)
class _Sweep:
    """A request to empty the write-ahead log."""

    future: Future[None] = field(default_factory=Future)
