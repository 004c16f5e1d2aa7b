"""Backs up the whole database into one file while the program runs, and restores it.

The secret is never in it, so a copy that somebody finds opens nothing.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from errno import EEXIST
from pathlib import Path
from typing import NamedTuple

from esteem_match.store.errors import BadSetting, Broken, Refused, plainly
from esteem_match.store.sealing import secret
from esteem_match.store.start import now, open_store, places, require
from esteem_match.store.upkeep import backup_file

SEEN = """SELECT version_num, value, (SELECT count(*) FROM records)
    FROM alembic_version, marks WHERE name = 'secret'"""


class Copied(NamedTuple):
    """How many records were copied, and the path of the secret, which must be kept separately."""

    records: int
    secret: Path


class Restored(NamedTuple):
    """Where a database was restored, how many records it has, and how many had expired."""

    place: Path
    records: int
    expired: int


def back_up(target: Path, url: str | None = None) -> Copied:
    """Writes a complete copy of the database, or nothing. Raises StoreError, OSError."""
    source, key = _file(url)
    if target.exists():
        raise FileExistsError(EEXIST, "There is a file already: choose another name", str(target))
    secret_bytes = secret.read(key)
    require(source)
    with _named(target), _aside(target) as (copy, part), plainly():
        _copy(source, copy)
        seen = _looked_through(copy)
        backup_file.check_mark(seen.mark, secret_bytes)
        backup_file.write(part, copy, seen, secret_bytes, now())
        _put(part, target)
    return Copied(seen.records, key)


def restore(source: Path, url: str | None = None, *, replace: bool = False) -> Restored:
    """Restores a copy in the place of the database, and deletes what has expired since.

    Raises StoreError and OSError. An existing database is only replaced with `replace`, and never
    while a program uses it.
    """
    place, key = _file(url)
    if _there(place) and not replace:
        raise Refused(f"{place} is there already. Move it away, or restore with --replace.")
    secret_bytes = secret.read(key)
    with source.open("rb") as file:
        head = backup_file.head(file, secret_bytes)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _aside(place) as (copy, _), plainly():
            backup_file.unpack(file, copy, head, secret_bytes)
            seen = _looked_through(copy)
            if replace and place.exists():
                _release(place)
                copy.replace(place)
            else:
                _put(copy, place)
    store = open_store(url)
    try:
        return Restored(place, seen.records, store.purge())
    finally:
        store.close()


def _file(url: str | None) -> tuple[Path, Path]:
    """The file of the database, and that of its secret."""
    path, key = places(url)
    if path is None:
        raise BadSetting(
            "This is for SQLite. PostgreSQL has pg_dump and pg_restore, which know more about it:"
            " deploy/README.md says how."
        )
    return path, key


@contextmanager
def _named(target: Path) -> Iterator[None]:
    """System errors name the target, not a temporary file beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


@contextmanager
def _aside(target: Path) -> Iterator[tuple[Path, Path]]:
    """Two temporary paths beside the target; nothing is left of them."""
    names = [target.with_name(f".{target.name}.{secrets.token_hex(8)}") for _ in range(2)]
    try:
        yield names[0], names[1]
    finally:
        for name in names:
            name.unlink(missing_ok=True)
            name.with_name(name.name + "-journal").unlink(missing_ok=True)


def _copy(source: Path, copy: Path) -> None:
    """Copies all pages as of one moment, without making writers wait."""
    backup_file.new(copy).close()
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
        old.execute("PRAGMA query_only=ON")
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def _looked_through(copy: Path) -> backup_file.Seen:
    """What the copy contains. Raises Broken if its integrity check fails."""
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("PRAGMA trusted_schema=OFF")
        sound = conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not sound or conn.execute("PRAGMA foreign_key_check").fetchall():
            raise Broken
        row = conn.execute(SEEN).fetchone()
    if row is None:
        raise Broken
    return backup_file.Seen(*row)


def _beside(place: Path) -> list[Path]:
    """The database file and what SQLite puts beside it."""
    return [place.with_name(place.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


def _there(place: Path) -> bool:
    return any(path.exists() for path in _beside(place))


def _release(place: Path) -> None:
    """Removes SQLite's files beside a database. Raises Refused while a program uses it."""
    with closing(sqlite3.connect(place, timeout=0)) as conn:
        try:
            conn.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            raise Refused(f"A program is using {place}. Stop it first.") from None
        except sqlite3.DatabaseError:
            pass  # it is broken, which may be why it is being replaced
    for path in _beside(place)[1:]:
        path.unlink(missing_ok=True)


def _put(part: Path, target: Path) -> None:
    """Gives a complete file its final name, without overwriting an existing one."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # no links there, as on a memory stick
        part.rename(target)
    if hasattr(os, "O_DIRECTORY"):  # elsewhere a folder can't be synced, and need not be
        folder = os.open(target.resolve().parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
