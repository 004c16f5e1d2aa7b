"""Where the tests keep what they keep: fresh databases on SQLite and on PostgreSQL, quickly made.

`ESTEEM_TEST_POSTGRESQL` is the address of a server on which the tests may make a database. Where
`ESTEEM_TEST_STORE` names a store, every test runs on that one alone.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, make_url, text

from esteem_match.store import Store, open_store
from esteem_match.store.database import engine
from esteem_match.store.database.schema import METADATA

KINDS = ("sqlite", "postgresql")
SERVER = os.environ.get("ESTEEM_TEST_POSTGRESQL", "")
ONLY = os.environ.get("ESTEEM_TEST_STORE", "")
STORES = [ONLY] if ONLY else ["sqlite", *["postgresql"] * bool(SERVER)]

FULL = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$"""


def checked() -> None:
    """Ends the run where the tests were asked for a store that is not there."""
    if ONLY and ONLY not in KINDS:
        raise pytest.UsageError(f"ESTEEM_TEST_STORE is {' or '.join(KINDS)}, not {ONLY}.")
    if ONLY == "postgresql" and not SERVER:
        raise pytest.UsageError("No PostgreSQL: make test STORE=postgresql")


def chosen(kind: str) -> str:
    """The store for tests that run on one: what was asked for, else `kind`, else SQLite."""
    return ONLY or (kind if kind in STORES else "sqlite")


@cache
def database() -> str:
    """The address of a database on the server, made for this process."""
    name = f"esteem_test_{uuid.uuid4().hex}"
    _on_server(f"CREATE DATABASE {name}")
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def drop() -> None:
    """Takes away what this process has made for all its tests."""
    if database.cache_info().currsize:
        _on_server(f"DROP DATABASE {make_url(database()).database} WITH (FORCE)")
    if _file.cache_info().currsize:
        _file().unlink()


def _on_server(statement: str) -> None:
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as conn:
        conn.execute(text(statement))
    server.dispose()


def fresh_schema() -> str:
    """A schema is to PostgreSQL's tests what a file is to SQLite's, and quickly made."""
    name, server = f"test_{uuid.uuid4().hex}", create_engine(database())
    with server.begin() as conn:
        conn.execute(text(f"CREATE SCHEMA {name}"))
    server.dispose()
    return f"{database()}?options=-csearch_path%3D{name}"


def fresh(kind: str, home: Path) -> dict[str, str]:
    """What the environment says of an empty database; what it needs besides lies in `home`."""
    if kind == "sqlite":
        return {"ESTEEM_DATABASE_URL": f"sqlite:///{home / 'esteem.db'}"}
    secret = str(home / "esteem.key")
    return {"ESTEEM_DATABASE_URL": fresh_schema(), "ESTEEM_SECRET_FILE": secret}


def opened(settings: Mapping[str, str]) -> Store:
    """The store of a server with these settings, opened beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ESTEEM_SECRET_FILE", raising=False)
        for name, value in settings.items():
            if name in ("ESTEEM_DATABASE_URL", "ESTEEM_SECRET_FILE"):
                patch.setenv(name, value)
        return open_store()


@contextmanager
def full(store: Store) -> Iterator[None]:
    """A PostgreSQL whose disk is full: it answers every write with what it says then."""
    tables = [f"BEFORE INSERT OR UPDATE ON {table}" for table in METADATA.tables]
    with store._writer.engine.begin() as conn:
        conn.exec_driver_sql(FULL)
        for table in tables:
            conn.exec_driver_sql(f"CREATE TRIGGER full_disk {table} EXECUTE FUNCTION full_disk()")
    try:
        yield
    finally:
        with store._writer.engine.begin() as conn:
            conn.exec_driver_sql("DROP FUNCTION full_disk CASCADE")


_FILLED: set[str] = set()


def filled(address: str) -> str:
    """An empty database, given its tables without going through the migrations once more."""
    url = make_url(address)
    path = engine.file_of(url)
    if path is not None and not path.exists():
        engine.prepare(path)
        shutil.copyfile(_file(), path)
    if path is not None:
        return address
    if address not in _FILLED:
        server = create_engine(url)
        with server.begin() as conn:
            conn.exec_driver_sql(_script())
        server.dispose()
        _FILLED.add(address)
    return address


@cache
def _file() -> Path:
    """An SQLite database as the migrations leave it."""
    with tempfile.NamedTemporaryFile(suffix=".db", delete=False) as made:
        path = Path(made.name)
    _migrate(f"sqlite:///{path}")
    return path


@cache
def _script() -> str:
    """What the migrations say to a PostgreSQL database, once for all."""
    return ";\n".join(_migrate(fresh_schema()))


def _migrate(address: str) -> list[str]:
    """Brings a database up to date; every statement that changed it."""
    reader, writer = engine.connect(make_url(address), 10.0)
    said: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Mapping[str, Any], *_: Any) -> None:
        if not statement.lstrip().startswith(("SELECT", "BEGIN")):
            assert not values, statement
            said.append(statement)

    event.listen(writer, "before_cursor_execute", note)
    engine.migrate(reader, writer)
    reader.dispose()
    writer.dispose()
    return said


def set_for_writes(store: Store, pragma: str) -> Any:
    """Sets something on the one SQLite connection that writes go over, in use or at rest."""
    line = store._writer._conn  # type: ignore[attr-defined]
    connection = line.connection if line else store._writer.engine.raw_connection()
    try:
        return connection.cursor().execute(f"PRAGMA {pragma}").fetchone()
    finally:
        if not line:
            connection.close()
