"""Engines with their settings, and the migration of the schema."""

import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection

from esteem_match.store.errors import BadSetting, Newer

MIGRATIONS = Path(__file__).parent / "migrations"
STARTING = 0x45535445454D  # any fixed number: the id of the lock that a starting program holds
VANISHED = 60  # seconds of silence in a transaction
PRAGMAS = {
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "synchronous": "FULL",
    "fullfsync": "ON",
    "checkpoint_fullfsync": "ON",
    "trusted_schema": "OFF",
}


def connect(url: URL, patience: float) -> tuple[Engine, Engine]:
    """An engine for reading and one for writing. `patience`: seconds to wait for a lock."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url, patience, writes=False), _sqlite(url, patience, writes=True)
        engine = _server(url, patience)
    except (exc.ArgumentError, ImportError) as error:
        raise BadSetting(f"No driver for this database is installed: {error}") from error
    return engine, engine


def parse(url: str) -> URL:
    """The address of the database. Raises BadSetting, without repeating a password."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise BadSetting("The address in ESTEEM_DATABASE_URL cannot be read.") from error
    if parsed.get_backend_name() == "sqlite" and file_of(parsed) is None:
        raise BadSetting("The store needs a file: an SQLite database in memory keeps nothing.")
    return parsed


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None for another database."""
    name = (url.database or "").removeprefix("file:")
    if url.get_backend_name() != "sqlite" or not name or name.startswith(":"):
        return None
    return Path(name)


def prepare(path: Path) -> None:
    """Creates the folder and the file so that no other user of the machine can read them."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise BadSetting(f"The database {path} cannot be made: {error.strerror}.") from error


def migrate(reader: Engine, writer: Engine) -> None:
    """Migrates the schema in one transaction; a second program that starts finds it done."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    with reader.begin() as conn:
        if _revision(conn) == scripts.get_current_head():
            return
    with writer.begin() as conn:
        alone(conn)
        _revision(conn)
        _upgrade(conn)


def alone(conn: Connection) -> None:
    """Waits until no other program is starting. SQLite has only one writer at a time anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(STARTING)))


def revisions() -> frozenset[str]:
    """The revisions of the schema that this program knows."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    return frozenset(script.revision for script in scripts.walk_revisions())


def _upgrade(conn: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def _revision(conn: Connection) -> str | None:
    """The revision of the database. Raises Newer if this program does not know it."""
    revision = MigrationContext.configure(conn).get_current_revision()
    if revision is not None and revision not in revisions():
        raise Newer
    return revision


def _server(url: URL, patience: float) -> Engine:
    """An engine for PostgreSQL. Waiting for a lock ends with what was committed, or with Busy.

    The locks of a replica that vanishes are released after a while.
    """
    level = "READ COMMITTED"
    engine = create_engine(
        url, pool_size=10, pool_pre_ping=True, hide_parameters=True, isolation_level=level
    )

    def settle(connection: DBAPIConnection, _: object) -> None:
        connection.cursor().execute(f"SET lock_timeout = {round(patience * 1000)}")
        connection.cursor().execute(f"SET idle_in_transaction_session_timeout = '{VANISHED}s'")
        connection.commit()

    event.listen(engine, "connect", settle)
    return engine


def _sqlite(url: URL, patience: float, *, writes: bool) -> Engine:
    size = 1 if writes else 8
    engine = create_engine(url, pool_size=size, max_overflow=3 * size, hide_parameters=True)

    def settle(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
        if writes:
            _use_wal(connection, patience)
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")
        connection.execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")

    def begin(conn: Connection) -> None:
        # a deferred transaction would fail at its first write while another one writes
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", settle)
    event.listen(engine, "begin", begin)
    return engine


def _use_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switches to WAL, and tries again: SQLite does not wait if two programs do so at once."""
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > end:
                raise
            time.sleep(0.01)
