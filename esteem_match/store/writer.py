"""How writes reach the database: plain transactions where the server groups commits itself. SQLite
has a thread for that (group.py): 200 answers at once cost about one disk sync.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine

from esteem_match.store.errors import Closed, plainly

T = TypeVar("T")
Job = Callable[[Connection], T]


class Writer(Protocol):
    """Does jobs in transactions; `do` returns when the job is committed, or raises."""

    engine: Engine
    closed: bool

    def do(self, job: Job[T]) -> T: ...
    def sweep(self) -> None: ...
    def close(self) -> None: ...
    def renew(self) -> None: ...


class PlainWriter:
    """A pooled transaction for each job."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.closed = False

    def do(self, job: Job[T]) -> T:
        if self.closed:
            raise Closed
        with plainly(), self.engine.begin() as conn:
            return job(conn)

    def sweep(self) -> None:
        """Nothing to do: the server's own vacuum removes what was deleted."""

    def close(self) -> None:
        self.closed = True

    def renew(self) -> None:
        """Nothing to do: no thread, no queue."""
