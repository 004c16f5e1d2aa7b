"""Writers: a plain transaction for each job, where the server groups commits itself. SQLite has a
thread for that (group_commit.py): 200 answers at once cost about one disk sync.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine

from esteem_match.store.errors import Closed, plainly

AT_ONCE = 10
T = TypeVar("T")
Job = Callable[[Connection], T]


class Writer(Protocol):
    """Does jobs in transactions. `do` returns once the job is committed, or raises.

    `begin` does not wait, but returns a future of the result.
    """

    engine: Engine
    closed: bool

    def do(self, job: Job[T]) -> T: ...
    def begin(self, job: Job[T]) -> Future[T]: ...
    def sweep(self) -> None: ...
    def close(self) -> None: ...
    def renew(self) -> None: ...


class PlainWriter:
    """A pooled transaction for each job."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.closed = False
        self.renew()

    def do(self, job: Job[T]) -> T:
        if self.closed:
            raise Closed
        with plainly(), self.engine.begin() as conn:
            return job(conn)

    def begin(self, job: Job[T]) -> Future[T]:
        if self.closed:
            raise Closed
        return self._threads.submit(self.do, job)

    def sweep(self) -> None:
        """Nothing to do: the server's own vacuum removes what was deleted."""

    def close(self) -> None:
        self.closed = True
        self._threads.shutdown()

    def renew(self) -> None:
        """Starts new threads: the child of a fork does not have the parent's."""
        self._threads = ThreadPoolExecutor(AT_ONCE, "esteem-writer")
