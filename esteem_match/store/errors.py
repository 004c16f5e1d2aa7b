"""The errors of the store, in plain English for the log and without anybody's data."""

# ruff: noqa: N818  (they read well where they are raised: raise NotFound)

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from sqlalchemy import exc


@contextmanager
def plainly() -> Iterator[None]:
    """Turns the database's own errors into ours."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError, sqlite3.Error) as error:
        raise translate(error)  # noqa: B904  (it has its cause)


def translate(error: exc.SQLAlchemyError | sqlite3.Error) -> "StoreError":
    """Our error for one of the database; always a new object, so that threads never share one."""
    ours = _kind(error)()
    ours.__cause__ = error
    return ours


def _kind(error: exc.SQLAlchemyError | sqlite3.Error) -> "type[StoreError]":
    if isinstance(error, exc.TimeoutError):
        return Busy
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, StoreError)
    state = getattr(cause, "sqlstate", None)
    return POSTGRESQL.get(state, StoreError) if state else Away


class StoreError(Exception):
    """Base of all errors of the store. `code` is a stable name for looking up words."""

    code: ClassVar[str] = "store"
    text: ClassVar[str] = "The store failed."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.text)


class NotFound(StoreError):
    code = "not-found"
    text = "There is nothing under this code: it is unknown, has expired or was deleted."


class Refused(StoreError):
    code = "refused"
    text = "The store does not take this."


class Ended(StoreError):
    code = "ended"
    text = "This record is closed: its answers stand as they are until it is opened again."


class Renewed(StoreError):
    code = "renewed"
    text = "This record asks other questions by now: these answers were to those before."


class Moved(StoreError):
    code = "moved"
    text = "The round is not there any more: somebody has moved it on in the meantime."


class Full(StoreError):
    code = "full"
    text = "Not saved: the disk is full. Make room; nothing that was saved is lost."


class Busy(StoreError):
    code = "busy"
    text = "Not saved: the database was busy for too long. Try again."


class ReadOnly(StoreError):
    code = "read-only"
    text = "Not saved: the database can be read but not written."


class Away(StoreError):
    code = "away"
    text = "The database does not answer."


class Broken(StoreError):
    code = "broken"
    text = "The database file or its disk is damaged. Stop the program and put back a copy."


class Damaged(StoreError):
    code = "damaged"
    text = "This is no backup of this program, or it was cut off or changed since it was made."


class Newer(StoreError):
    code = "newer"
    text = "The database was made by a newer version of this program. Install that version."


class WrongSecret(StoreError):
    code = "wrong-secret"
    text = "This is not the secret that the database was made with. Put the right file back."


class BadSetting(StoreError):
    code = "bad-setting"
    text = "A setting of the store is wrong."


class Closed(StoreError):
    code = "closed"
    text = "The store is closed."


SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: Away,
    sqlite3.SQLITE_CORRUPT: Broken,
    sqlite3.SQLITE_NOTADB: Broken,
    sqlite3.SQLITE_IOERR: Broken,
}
POSTGRESQL: dict[str, type[StoreError]] = {
    "53100": Full,
    "40001": Busy,
    "40P01": Busy,
    "55P03": Busy,
    "57014": Busy,
    "25P03": Busy,
    "53300": Busy,
    "57P01": Away,
    "57P02": Away,
    "57P03": Away,
    "08001": Away,
    "08003": Away,
    "08004": Away,
    "08006": Away,
    "25006": ReadOnly,
    "XX001": Broken,
}
